"""Spans of time, a row each: how long each value of a fact held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from asof.charts import descriptions as told
from asof.charts import gaps
from asof.charts.canvas import FOOT, Canvas, Layout, on, view_named
from asof.charts.chart_key import Look, reserve_key, write_key
from asof.charts.hedge_marks import level_bar, line_off
from asof.charts.hedged_bars import HEAD
from asof.charts.intervals import Held, intervals
from asof.charts.mpl import ink_colour, middle_colour
from asof.charts.row_layout import (
    BAR,
    BLOCK,
    GUTTER,
    Band,
    ChartRow,
    Ruler,
    calendar,
    column,
    name_span_days,
    row_below,
    row_beside,
    stack,
)
from asof.charts.scales import x
from asof.charts.step_chart import Told
from asof.charts.text_runs import BELOW_MIDDLE, Line, Run, line_width, phrase
from asof.language import Language, with_capital
from asof.ledger.printing import ended, time_in
from asof.ledger.rules_of_time import Standing, View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BETWEEN = 3.0  # between two rows of one fact
DOUBT = timedelta(days=45)  # a beginning that is less certain than this is drawn as uncertain
SHORTEST = 2.5  # points: a day is seen on an axis of years
MOST_SEEN = 3 * SHORTEST  # of the parts of a span that is all of a day
DAY_LINE: Look = {"linestyle": (0, (3.0, 1.5)), "lw": 0.75}


def spans(axes: Axes, *facts: Told) -> None:
    """Draw how long each value of a fact held: a bar on a row of its own, under the fact's name.

    A bar is full as far as reports go, open from there to an announced end, dotted where its
    beginning is uncertain, an arrow where no end was announced. Grey is past. A line marks the day
    of the edition where something is announced beyond it, and a key names the looks.
    """
    for view in [v for fact in facts if (v := view_named(axes, fact)) and v.history]:
        sheet = on(axes, Layout.SPANS)
        held = [_span(view, spell, sheet.reader.day) for spell in intervals(view)]
        sheet.gather(SpanRows).facts.append((view, held))


# ---- what is drawn


class Stretch(Enum):
    """What a part of a span says of its time; the words that name it in a key."""

    DOUBT = "span_doubt"
    REPORTED = "span_reported"
    ANNOUNCED = "span_announced"
    PRESUMED = "span_presumed"
    ONWARD = "span_onward"
    PAST = "span_past"


@dataclass(frozen=True, slots=True)
class SpanPart:
    """A part of a span: from the beginning of a day to the end of one."""

    stretch: Stretch
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class DrawnSpan:
    """A value and how long it held, in parts; `live` where it still does."""

    spell: Held
    live: bool
    parts: tuple[SpanPart, ...]

    @property
    def tone(self) -> str:
        """Grey for what is past."""
        return ink_colour() if self.live else middle_colour()

    @property
    def stretches(self) -> Iterator[Stretch]:
        """What a key names of it."""
        for part in self.parts:
            past = part.stretch is Stretch.REPORTED and not self.live
            yield Stretch.PAST if past else part.stretch


def _span(view: View, spell: Held, day: date) -> DrawnSpan:
    live = spell.current and view.standing in (Standing.CURRENT, Standing.DISPUTED)
    parts = [p for p in _parts(spell, day) if p.begin < p.end or p.stretch is Stretch.ONWARD]
    replaced = SpanPart(Stretch.REPORTED, x(spell.first), x(spell.first) + 1)  # on its first day
    return DrawnSpan(spell, live, tuple(parts or [replaced]))


def _parts(spell: Held, day: date) -> Iterator[SpanPart]:
    """In doubt, reported, and announced, presumed or without an end; none reported after the day.

    A last day is part of its time.
    """
    begun = spell.begun if spell.begun - spell.first > DOUBT else spell.first
    stop = spell.last or max(spell.reported, begun)
    full = max(min(max(spell.reported, begun), stop, day), begun - timedelta(days=1))
    reported = x(full) + 1
    yield SpanPart(Stretch.DOUBT, x(spell.first), x(begun))
    yield SpanPart(Stretch.REPORTED, x(begun), reported)
    if spell.until:
        yield SpanPart(Stretch.ANNOUNCED, reported, x(stop) + 1)
    elif spell.last:
        yield SpanPart(Stretch.PRESUMED, reported, x(stop) + 1)
    else:
        yield SpanPart(Stretch.ONWARD, reported, reported)


def _looks(tone: str) -> Mapping[Stretch, Look]:
    """How each part looks."""
    line = {"color": tone, "lw": 0.75}
    return {
        Stretch.DOUBT: {"facecolor": "white", "edgecolor": tone, "linestyle": ":", "lw": 0.75},
        Stretch.REPORTED: {"facecolor": tone, "edgecolor": tone, "lw": 0.75},
        Stretch.ANNOUNCED: {"facecolor": "white", "edgecolor": tone, "lw": 0.75},
        Stretch.PRESUMED: line,
        Stretch.ONWARD: line | {"marker": ">", "ms": 4.0},
        Stretch.PAST: {"facecolor": middle_colour(), "edgecolor": middle_colour(), "lw": 0.75},
    }


# ---- how it is laid out


@dataclass
class SpanRows:
    """The spans of a chart, drawn once all of them are known."""

    facts: list[tuple[View, list[DrawnSpan]]] = field(default_factory=list)

    @property
    def spans(self) -> list[DrawnSpan]:
        """All of them, in order."""
        return [span for _, held in self.facts for span in held]

    def __call__(self, made: Canvas) -> None:
        """Set the rows below the key, then draw the parts of each span."""
        now = made.reader.day if self.reaches_beyond(made.reader.day) else None
        _explain(made, self.spans, now)
        key = reserve_key(made)
        rows = [row for view, held in self.facts for row in _rows(made, view, held)]
        left = 0.0 if made.narrow else _widest(rows) + GUTTER
        bands = iter(stack(made, rows, left, FOOT))
        across = _across(self.spans, made.wide - left)
        made.axes.set_xlim(*across.ends)
        for view, held in self.facts:
            next(bands)
            _draw(made, view, list(zip(held, bands, strict=False)), across, now)
        name_span_days(made, across, now)
        write_key(made, key)

    def reaches_beyond(self, day: date) -> bool:
        """Whether something is announced beyond a day."""
        return any(part.end > x(day) + 1 for span in self.spans for part in span.parts)


def _across(spans: Sequence[DrawnSpan], width: float) -> Ruler:
    parts = [part for span in spans for part in span.parts]
    onward = any(part.stretch is Stretch.ONWARD for part in parts)
    ends = min(part.begin for part in parts), max(part.end for part in parts)
    return calendar(*ends, width, (HEAD if onward else 0.0) + MOST_SEEN)


def _explain(made: Canvas, spans: Sequence[DrawnSpan], now: date | None) -> None:
    """Name in a key the looks that are used, where there are several."""
    used = {stretch for span in spans for stretch in span.stretches}
    if len(used) > 1:
        for stretch in (each for each in Stretch if each in used):
            made.explain(made.reader.language.word(stretch.value), _looks(ink_colour())[stretch])
        if now:
            words = made.reader.language.word("span_day")
            made.explain(words, {"color": ink_colour(), **DAY_LINE}, upright=True)


def _rows(made: Canvas, view: View, held: Sequence[DrawnSpan]) -> Iterator[ChartRow]:
    """The name of a fact and what it counts, and below it a row for each span."""
    language = made.reader.language
    name = Run(with_capital(told.fact_label(view, language)), strong=True)
    title = in_one_line(name, told.counts(view, language), made.wide)
    yield row_beside(column(title), BLOCK)
    for span in held:
        lines = in_one_line(*_words(view, span, language), made.column)
        yield row_below(lines, BETWEEN) if made.narrow else row_beside(column(lines), BETWEEN)


def _widest(rows: Sequence[ChartRow]) -> float:
    """How wide the words of the spans are; their titles have the whole width."""
    spans = [row for row in rows if row.above == BETWEEN]
    return max(line_width(each.line) for row in spans for each in row.words)


def in_one_line(name: Run, tail: str, width: float) -> tuple[Line, ...]:
    """Words and a quiet tail behind them, or below them where there is no room."""
    whole = (name, Run(tail, quiet=True)) if tail else (name,)
    return (whole,) if line_width(whole) <= width else phrase((name,), tail, width)


def _words(view: View, span: DrawnSpan, language: Language) -> tuple[Run, str]:
    """A value and when it held; a date that ends its own span is said once."""
    spell, o = span.spell, span.spell.said[0]
    value = Run(with_capital(told.values(view, spell.said, language)), strong=span.live)
    if spell.current and view.standing is Standing.LAPSED:
        return value, ended(view, language)
    if spell.current and view.standing is Standing.STALE:
        return value, told.unconfirmed(view, language)
    if o.value == o.true.end:
        return value, ""
    if span.live and o.true.end is None:
        return value, language.span(o.true.start, None, short=True)
    return value, time_in(o.true, language, short=True)


def _draw(
    made: Canvas,
    view: View,
    placed: Sequence[tuple[DrawnSpan, Band]],
    across: Ruler,
    now: date | None,
) -> None:
    """Draw the spans of a fact, the day among them, and say where nothing is stated."""
    for span, band in placed:
        made.show(view, span.spell.statements)
        _draw_parts(made, span, band.middle, across)
        if now:
            at, ends = (x(now) + 1, x(now) + 1), (band.top, band.bottom)
            made.axes.plot(at, ends, color=ink_colour(), **DAY_LINE)
    for (before, _), (after, band) in pairwise(placed):
        gap = x(before.spell.stop) + 1, x(after.spell.first)
        if gap[0] < gap[1]:
            gaps.in_row(made, gap, made.height_of(band.middle) - BELOW_MIDDLE)


def _draw_parts(made: Canvas, span: DrawnSpan, y: float, across: Ruler) -> None:
    """Draw each part where it is, but none shorter than can be seen."""
    reached, looks = span.parts[0].begin, _looks(span.tone)
    for part in span.parts:
        begin = max(part.begin, reached)
        reached = max(part.end, begin + across.units(SHORTEST))
        if part.stretch is Stretch.ONWARD:
            line_off(made.axes, (begin, y), (HEAD, 0), "<")
        elif part.stretch is Stretch.PRESUMED:
            made.axes.plot((begin, reached), (y, y), **looks[part.stretch])
        else:
            level_bar(made.axes, y, (begin, reached), BAR - 1, **looks[part.stretch])
