"""One thing below the other: spans of time, amounts, and what hedged figures allow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from asof.charts import told
from asof.charts.counts import Told
from asof.charts.held import Held, held
from asof.charts.library import HAIRLINE, INK, LEADING, MIDDLE
from asof.charts.scales import x
from asof.charts.shapes import ARROW, Shape, fill, line_off, of
from asof.charts.sheet import WIDTH, Layout, Sheet, on, view_of
from asof.charts.words import DOT, Label, Mark, Run, phrase
from asof.model.edition import Standing, View
from asof.model.facts import Observation
from asof.model.printing import ended

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BAR = 6.5  # points
ROW = 13.5
BLOCK = 7.0  # between two facts
DOUBT = timedelta(days=45)  # a beginning that is less certain than this is drawn as uncertain


def spans(axes: Axes, *facts: Told) -> None:
    """Draw how long each value of a fact held: a bar on a row of its own, under the fact's name.

    A bar is full as far as reports go, open from there to an announced end, dotted where its
    beginning is uncertain, an arrow where no end was announced.
    """
    for view in [v for fact in facts if (v := view_of(axes, fact)) and v.history]:
        sheet = on(axes, Layout.SPANS)
        _title(sheet, view)
        for spell in held(view):
            _span(sheet, view, spell)


def _title(sheet: Sheet, view: View) -> None:
    """The name of a fact and what it counts, above its rows."""
    language = sheet.reader.language
    lines = phrase(
        (Run(told.label(view, language), strong=True),), told.counts(view, language), WIDTH
    )
    _lines(sheet, lines)


def _lines(sheet: Sheet, lines: Sequence[tuple[Run, ...]]) -> None:
    """Lines of words from the left edge, each a row of its own."""
    sheet.depth += BLOCK if sheet.depth else 0.0
    for line in lines:
        y, at = sheet.row(LEADING), 0.0
        for run in line:
            tone = {"color": "#53616e" if run.quiet else INK, "weight": 600 if run.strong else 400}
            sheet.axes.annotate(
                run.text, (0, y), (at, -3.2), ("axes fraction", "data"), "offset points", **tone
            )
            at += run.width + run.space


def _span(sheet: Sheet, view: View, spell: Held) -> None:
    """One bar with its words."""
    y = sheet.row(ROW)
    live = spell.current and view.standing is not Standing.LAPSED
    begun = spell.begun if spell.begun - spell.first > DOUBT else spell.first
    stop = spell.last or spell.reported
    full = min(max(spell.reported, begun), stop)
    tone = INK if live else MIDDLE
    _bar(sheet, (x(spell.first), x(begun)), y, color="white", edgecolor=tone, linestyle=":")
    _bar(sheet, (x(begun), x(full)), y, color=tone, edgecolor=tone)
    if spell.until and spell.last == spell.until:
        _bar(sheet, (x(full), x(stop)), y, color="white", edgecolor=tone)
    elif spell.last:
        sheet.axes.plot((x(full), x(stop)), (y, y), color=tone, lw=0.75)
    else:
        line_off(sheet.axes, (x(full), y), (ARROW + 3, 0), "<")
    ends = (x(spell.first), x(stop))
    sheet.spells.append(ends)
    sheet.labels.append(
        Label(sheet.mark(ends, (y, y), 1 if spell.last else ARROW), _spell(sheet, view, spell), 0)
    )


def _bar(sheet: Sheet, ends: tuple[float, float], y: float, **look: Any) -> None:
    if ends[1] > ends[0]:
        sheet.axes.barh(y, ends[1] - ends[0], BAR, ends[0], lw=0.75, **look)


def _spell(sheet: Sheet, view: View, spell: Held) -> tuple[tuple[Run, ...], ...]:
    """A value and when it held; a date that ends its own span is said once."""
    language = sheet.reader.language
    value = Run(told.values(view, spell.said, language), strong=spell.current)
    o = spell.said[0]
    when = "" if o.value == o.true.end else told.time(o.true, language, short=True)
    if spell.current and view.standing is Standing.LAPSED:
        when = ended(view, language)
    return ((value, Run(when, quiet=True)) if when else (value,),)


def amounts(axes: Axes, *facts: Told | Sequence[View]) -> None:
    """Draw amounts as bars from a common zero, each under its own words.

    An exact amount is a full bar, a hedged one hatched, with an arrow where it is open to one
    side. Facts in brackets are parts of one sum, and each begins where the one before it ended.
    """
    for fact in facts:
        parts = fact if isinstance(fact, tuple | list) else (fact,)
        start = 0.0
        for part in parts:
            start = _amount(axes, view_of(axes, part), start)


def _amount(axes: Axes, view: View | None, start: float) -> float:
    """The bar of a fact's value; the number at which it ends is returned."""
    stated = [(o, s) for o in (view.chosen if view else ()) if (s := of(o))]
    for o, shape in stated:
        assert view
        sheet = on(axes, Layout.AMOUNTS)
        _words(sheet, view, o)
        y, end = sheet.row(BAR + 4), start + shape.point
        look: dict[str, Any] = {"color": INK} if not shape.hollow else {"color": "white", "hatch": "////"}
        axes.barh(y, shape.point, BAR + 1, start, lw=0.75, edgecolor=INK, **look)
        if start:
            axes.plot((start, start), (y - BAR - 8, y), color=MIDDLE, lw=0.5)
        if shape.side:
            line_off(axes, (end, y), (shape.side * ARROW, 0), "<")
        sheet.mark((start, end), (y, y), BAR / 2)
    return start + (stated[-1][1].point if stated else 0.0)


def _words(sheet: Sheet, view: View, o: Observation) -> None:
    language = sheet.reader.language
    head = Run(told.values(view, [o], language), strong=True), Run(told.label(view, language))
    tail = [told.counts(view, language), told.time(o.true, language, short=True)]
    _lines(sheet, phrase(head, " · ".join(filter(None, tail)), WIDTH))


def ranges(axes: Axes, *facts: Told) -> None:
    """Draw what figures of one unit allow, on one scale: a dot, a bar, an arrow to one side.

    A claim is a triangle. The figures are not compared, only set on the same ruler.
    """
    for view in [v for fact in facts if (v := view_of(axes, fact))]:
        for o in (*view.chosen, *view.claims):
            if (shape := of(o)) is not None:
                _ranged(axes, view, o, shape)


def _ranged(axes: Axes, view: View, o: Observation, shape: Shape) -> None:
    sheet = on(axes, Layout.AMOUNTS)
    sheet.scale = True
    lines = _figure(sheet, view, o)
    y = sheet.row(len(lines) * LEADING + BLOCK)
    axes.axhline(y, color=HAIRLINE, lw=0.5, zorder=0)
    if shape.wide:
        axes.barh(y, shape.high - shape.low, BAR, shape.low, color="white", edgecolor=INK, lw=1)
    else:
        marker = "^" if o.claim else "o"
        if shape.side:
            line_off(axes, (shape.point, y), (shape.side * (ARROW + 3), 0), "<")
        axes.plot([shape.point], [y], marker, ms=2 * DOT, mew=1, mec=INK, mfc=fill(shape.hollow))
    mark = sheet.mark((shape.low, shape.high), (y, y), ARROW if shape.side else DOT)
    sheet.labels.append(Label(mark, lines, 0))


def _figure(sheet: Sheet, view: View, o: Observation) -> tuple[tuple[Run, ...], ...]:
    language = sheet.reader.language
    head = Run(told.values(view, [o], language), strong=True), Run(told.label(view, language))
    tail = [told.claimed(o, language)] if o.claim else [told.counts(view, language)]
    tail.append(told.time(o.true, language, short=True))
    return phrase(head, " · ".join(filter(None, tail)))
