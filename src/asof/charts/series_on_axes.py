"""What helpers for series share: which facts are asked for, what they are called, their labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from asof.charts import descriptions as told
from asof.charts.canvas import IN_PANELS, Canvas, canvas_of, view_named
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
CLOSE = 48.0  # points: what is nearer to the last value leaves the right to its label
SHORT = 14.0  # days: columns of a shorter time are no wider


def series_of(axes: Axes, facts: Iterable[Told]) -> list[DataSeries]:
    """The series of the facts that have any number; raises WordError for too many."""
    sheet = canvas_of(axes)
    views = [view for fact in facts if (view := view_named(axes, fact))]
    if len(views) > MOST:
        told_ = f"{len(views)} facts in one chart: nobody tells more than {MOST} apart"
        raise WordError(told_, IN_PANELS)
    found = [data_series(view, sheet.reader.day) for view in views]
    return [series for series in found if series.numbers]


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


def value_label(sheet: Canvas, series: DataSeries, point: DataPoint, mark: Anchor) -> Label:
    """A value with its time; where the last one follows closely, its label has the right side."""
    view, language = series.view, sheet.reader.language
    value = told.values(view, point.said, language)
    time = time_in(point.said[-1].true, language, short=True)
    head = Run(value, strong=True, quiet=not is_current(view, point)), Run(time, quiet=True)
    days = (series.numbers[-1].last - point.last).days
    beside = days * points_per_day(sheet, [series]) > CLOSE
    return replace(label_of(mark, head), right=beside)


def end_label(
    sheet: Canvas, series: DataSeries, mark: Anchor, asked: Sequence[DataSeries] = ()
) -> Label:
    """The last value of a series, and of several its name; with its time unless all end at one."""
    view, point, language = series.view, series.numbers[-1], sheet.reader.language
    sheet.aside = True
    head = headline(sheet, view, point.said, is_current(view, point))
    value = tuple(run for run in head if run.strong)
    named = head if asked else value
    together = len(asked) > 1 and all(one.numbers[-1].last == point.last for one in asked)
    plain = together or (sheet.titled and is_current(view, point))
    tail = "" if plain else time_in(point.said[-1].true, language, short=True)
    return Label(
        mark=mark,
        settings=settings_of(value, tail),
        named=settings_of(named, tail),
        series=view.key,
        worth=NAMED,
    )


def is_current(view: View, point: DataPoint) -> bool:
    """Whether a value is what the fact is now, as far as anybody says."""
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
