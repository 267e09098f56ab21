"""Spans of time, a row each: how long each value of a fact held."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from asof.charts import descriptions as told
from asof.charts.canvas import BAR, BLOCK, ROW, Canvas, Layout, on, view_named
from asof.charts.hedge_marks import ARROW, line_off
from asof.charts.intervals import Held, intervals
from asof.charts.mpl import hairline_colour, ink_colour, middle_colour
from asof.charts.scales import x
from asof.charts.step_chart import Told
from asof.charts.text_runs import Line, Run, line_width, phrase
from asof.ledger.printing import ended, time_in
from asof.ledger.rules_of_time import Standing, View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BETWEEN = 3.0  # between two rows of one fact
DOUBT = timedelta(days=45)  # a beginning that is less certain than this is drawn as uncertain


def spans(axes: Axes, *facts: Told) -> None:
    """Draw how long each value of a fact held: a bar on a row of its own, under the fact's name.

    A bar is full as far as reports go, open from there to an announced end, dotted where its
    beginning is uncertain, an arrow where no end was announced. Grey is past.
    """
    for view in [v for fact in facts if (v := view_named(axes, fact)) and v.history]:
        sheet = on(axes, Layout.SPANS)
        _title(sheet, view)
        before: Held | None = None
        for spell in intervals(view):
            sheet.show(view, spell.statements)
            y = _span(sheet, view, spell)
            if before and before.stop < spell.first:
                sheet.gaps.append((x(before.stop), x(spell.first), y))
            before = spell


def _title(sheet: Canvas, view: View) -> None:
    """The name of a fact and what it counts, above its rows."""
    language = sheet.reader.language
    name, what = Run(told.fact_label(view, language), strong=True), told.counts(view, language)
    sheet.space(BLOCK if sheet.depth else 0.0)
    sheet.lines(in_one_line(name, what, sheet.wide), beside=False)
    sheet.space(2.0)


def in_one_line(name: Run, tail: str, width: float) -> tuple[Line, ...]:
    """Words and a quiet tail behind them, or below them where there is no room."""
    whole = (name, Run(tail, quiet=True)) if tail else (name,)
    return (whole,) if line_width(whole) <= width else phrase((name,), tail, width)


def _span(sheet: Canvas, view: View, spell: Held) -> float:
    """One value with its bar; the middle of the row is told."""
    live = spell.current and view.standing in (Standing.CURRENT, Standing.DISPUTED)
    y = sheet.row(_spell(sheet, view, spell, live), ROW)
    sheet.space(BETWEEN)
    tone = ink_colour() if live else middle_colour()
    ends = _bars(sheet, spell, y, tone)
    if not sheet.narrow:
        sheet.axes.plot((0, ends[0]), (y, y), color=hairline_colour(), lw=0.5, zorder=0)
    sheet.spells.append(ends)
    sheet.mark(ends, (y, y))
    return y


def _bars(sheet: Canvas, spell: Held, y: float, tone: str) -> tuple[float, float]:
    """The parts of a span: in doubt, reported, announced, taken to go on; its ends are told."""
    begun = spell.begun if spell.begun - spell.first > DOUBT else spell.first
    stop = spell.last or max(spell.reported, begun)
    full = min(max(spell.reported, begun), stop)
    _bar(sheet, (x(spell.first), x(begun)), y, color="white", edgecolor=tone, linestyle=":")
    _bar(sheet, (x(begun), x(full)), y, color=tone, edgecolor=tone)
    if spell.until:
        _bar(sheet, (x(full), x(stop)), y, color="white", edgecolor=tone)
    elif spell.last:
        sheet.axes.plot((x(full), x(stop)), (y, y), color=tone, lw=0.75)
    else:
        line_off(sheet.axes, (x(full), y), (ARROW + 3, 0), "<")
        sheet.onward = ARROW + 3
    return x(spell.first), x(stop)


def _bar(sheet: Canvas, ends: tuple[float, float], y: float, **look: Any) -> None:
    if ends[1] > ends[0]:
        sheet.axes.barh(y, ends[1] - ends[0], BAR, ends[0], lw=0.75, **look)


def _spell(sheet: Canvas, view: View, spell: Held, live: bool) -> tuple[Line, ...]:
    """A value and when it held; a date that ends its own span is said once."""
    language, o = sheet.reader.language, spell.said[0]
    value = Run(told.values(view, spell.said, language), strong=live)
    if spell.current and view.standing is Standing.LAPSED:
        when = ended(view, language)
    elif spell.current and view.standing is Standing.STALE:
        when = told.unconfirmed(view, language)
    elif o.value == o.true.end:
        when = ""
    elif live and o.true.end is None:
        when = language.span(o.true.start, None, short=True)
    else:
        when = time_in(o.true, language, short=True)
    return in_one_line(value, when, sheet.column)
