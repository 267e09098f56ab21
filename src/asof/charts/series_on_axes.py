"""What helpers for series share: which facts are asked for, what they are called, their labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from asof.charts import descriptions as told
from asof.charts.canvas import Canvas, canvas_of, view_named
from asof.charts.data_points import UNSURE, DataPoint, DataSeries, data_series
from asof.charts.label_placement import NAMED
from asof.charts.scales import x
from asof.charts.step_chart import Told, headline
from asof.charts.text_runs import Anchor, Label, Run, label_of, settings_of
from asof.diagnostics import WordError
from asof.language import Language
from asof.ledger.printing import time_in
from asof.ledger.rules_of_time import Standing, View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 6  # series of one chart: of more nobody tells the looks apart
DRAWN = 0.9  # of a sheet's width: about what an axis of time has
SHORT = 14.0  # days: columns of a shorter time are no wider


def series_of(axes: Axes, facts: Iterable[Told]) -> list[DataSeries]:
    """The series of the facts that have any number; raises WordError for too many."""
    sheet = canvas_of(axes)
    views = [view for fact in facts if (view := view_named(axes, fact))]
    if len(views) > MOST:
        told_ = f"{len(views)} facts in one chart: nobody tells more than {MOST} apart"
        raise WordError(told_, "draw some of them in a chart of their own")
    found = [data_series(view, sheet.reader.day) for view in views]
    return [series for series in found if series.numbers]


def alike(asked: Sequence[DataSeries]) -> Sequence[DataSeries]:
    """Series that can share an axis: people and people, dollars and dollars."""
    for one in asked[1:]:
        first, other = asked[0].view.fact.measure, one.view.fact.measure
        if (first.currency, first.special) != (other.currency, other.special):
            told_ = f"{_counted(asked[0])} and {_counted(one)}: they have no axis in common"
            raise WordError(told_, "draw one of them in a chart of its own")
    return asked


def same_unit(asked: Sequence[DataSeries]) -> Sequence[DataSeries]:
    """Series of one unit and nothing below zero, which is what adds up."""
    for one in asked:
        if not asked[0].view.fact.measure.same(one.view.fact.measure):
            told_ = f"{_counted(asked[0])} and {_counted(one)}: they do not add up"
            raise WordError(told_, "draw them side by side: grouped(axes, …)")
        if any(point.low < 0 for point in one.numbers):
            told_ = f"'{one.view.key}' has values below zero, which no stack can hold"
            raise WordError(told_, "draw them side by side: grouped(axes, …)")
    return asked


def _counted(series: DataSeries) -> str:
    return f"'{series.view.key}' counts {series.view.fact.measure}"


def points_per_day(sheet: Canvas, asked: Iterable[DataSeries]) -> float:
    """How wide a day is, about, where these series have the chart to themselves."""
    days = [x(day) for one in asked for point in one.points for day in (point.first, point.last)]
    return DRAWN * sheet.wide / max(max(days) - min(days), SHORT)


def thinned(at: Iterable[tuple[float, float]], apart: float) -> Iterator[tuple[float, float]]:
    """Points of a chart from left to right, without those nearer than this to one before."""
    last = float("-inf")
    for point in at:
        if point[0] - last >= apart:
            last = point[0]
            yield point


def series_name(view: View, language: Language) -> str:
    """What a series is called, with what it counts."""
    return ", ".join(filter(None, (told.fact_label(view, language), told.counts(view, language))))


def value_label(sheet: Canvas, view: View, point: DataPoint, mark: Anchor) -> Label:
    """A value with its time, if there is room for that."""
    language = sheet.reader.language
    head = Run(told.values(view, point.said, language), strong=True, quiet=not _live(view, point))
    return label_of(mark, (head,), time_in(point.said[-1].true, language, short=True), spare=True)


def end_label(
    sheet: Canvas, series: DataSeries, asked: Sequence[DataSeries], mark: Anchor
) -> Label:
    """The last value of a series and its name, with its time where others end at another."""
    view, point, language = series.view, series.numbers[-1], sheet.reader.language
    head = headline(sheet, view, point.said, _live(view, point))
    alike_ = all(one.numbers[-1].last == point.last for one in asked)
    tail = "" if alike_ else time_in(point.said[-1].true, language, short=True)
    value = tuple(run for run in head if run.strong)
    return Label(
        mark=mark,
        settings=settings_of(value, tail),
        named=settings_of(head, tail),
        series=view.key,
        worth=NAMED,
    )


def _live(view: View, point: DataPoint) -> bool:
    current = view.standing in (Standing.CURRENT, Standing.DISPUTED)
    return current and set(view.chosen) <= set(point.said)


def value_remarks(points: Iterable[DataPoint], language: Language) -> str:
    """What their sources call values, and that they are not exact."""
    points = list(points)
    statuses = dict.fromkeys(o.status for point in points for o in point.said)
    words = [language.word(f"status_{status}") for status in statuses if status in UNSURE]
    if any(point.hedged for point in points):
        words.append(language.word("not_exact"))
    return ", ".join(words)
