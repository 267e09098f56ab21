"""Amounts, a bar each from a common zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asof.charts import descriptions as told
from asof.charts.canvas import BAR, BLOCK, ROW, Canvas, Layout, on, view_named
from asof.charts.hedge_marks import open_end, shape_of
from asof.charts.mpl import ink_colour, middle_colour
from asof.charts.step_chart import Told, headline
from asof.charts.text_runs import NBSP, Line, phrase, unbroken
from asof.ledger.facts import Observation
from asof.ledger.printing import time_in
from asof.ledger.rules_of_time import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def amounts(axes: Axes, *facts: Told | Parts) -> None:
    """Draw amounts as bars from a common zero, each under its own words.

    An exact amount is a full bar, a hedged one hatched, with an arrow where it is open to one
    side. Facts in `parts(…)` make one sum, and each begins where the one before it ended.
    """
    for fact in facts:
        start = 0.0
        for part in fact.facts if isinstance(fact, Parts) else (fact,):
            view = view_named(axes, part)
            start = _amount(axes, view, start) if view else start


@dataclass(frozen=True, slots=True)
class Parts:
    """Facts whose amounts make one sum."""

    facts: tuple[Told, ...]


def parts(*facts: Told) -> Parts:
    """Facts whose amounts make one sum, for `amounts` to draw one behind the other."""
    return Parts(facts)


def _amount(axes: Axes, view: View, start: float) -> float:
    """The bars of a fact's value, two in a dispute; where the last one ends is told."""
    end = start
    for o in view.chosen:
        shape = shape_of(o)
        if shape is None:
            continue
        sheet, end = on(axes, Layout.AMOUNTS), start + shape.point
        sheet.show(view, [o])
        sheet.space(BLOCK if sheet.depth else 0.0)
        sheet.lines(_words(sheet, view, o), beside=False)
        y = sheet.space(ROW)
        sheet.axes.plot((0, start), (y, y), color=middle_colour(), lw=0.5)
        look: dict[str, Any] = (
            {"hatch": "////", "color": "white"} if shape.hollow else {"color": ink_colour()}
        )
        sheet.axes.barh(y, shape.point, BAR + 1, start, lw=0.75, edgecolor=ink_colour(), **look)
        open_end(sheet, (end, y), shape, 1.0)
    return end


def _words(sheet: Canvas, view: View, o: Observation) -> tuple[Line, ...]:
    language, wide = sheet.reader.language, sheet.wide
    tail = [told.claim_words(o, language) if o.claim else told.counts(view, language)]
    tail.append(unbroken(time_in(o.true, language, short=True), wide))
    return phrase(headline(sheet, view, [o], live=True), f"{NBSP}· ".join(filter(None, tail)), wide)
