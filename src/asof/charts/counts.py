"""Counts over time: steps, ceilings and claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from asof.charts import told
from asof.charts.held import Held, held
from asof.charts.library import INK
from asof.charts.scales import x
from asof.charts.shapes import ARROW, Shape, fill, of
from asof.charts.sheet import Layout, Sheet, on, view_of
from asof.charts.words import DOT, Label, Line, Mark, Run, phrase
from asof.model.edition import Standing, View
from asof.model.facts import Observation, Special

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Told = View | Iterable[Observation]
STUB = 12.0  # points: a value that goes on


def steps(axes: Axes, fact: Told) -> None:
    """Draw a count: it holds from its statement until the next, its end, or silence.

    A statement is a dot, hollow where the value is hedged. The line is heavy between the first
    and the last statement of one value, and to a stated end; from there it is thin, until the
    next value or until the fact would be stale. Beyond that there is no line.
    """
    view, sheet = view_of(axes, fact), on(axes, Layout.COUNTS)
    spells = [s for s in held(view) if all(of(o) for o in s.said)] if view else []
    for before, spell in zip([None, *spells], spells, strict=False):
        assert view
        _rise(sheet, before, spell)
        marks = [mark for o in spell.said for mark in _step(sheet, spell, of(o))]
        first = before is None or before.stop < spell.first
        sheet.labels.append(_label(sheet, view, spell, marks[-1], first))


def _step(sheet: Sheet, spell: Held, shape: Shape | None) -> list[Mark]:
    """The line and the dots of one value; the marks are told."""
    if shape is None:
        return []
    if shape.wide:
        return [_range(sheet, spell, shape)]
    at, y = [x(day) for day in spell.stated], shape.point
    heavy = x(spell.until) if spell.until and spell.last == spell.until else at[-1]
    _hold(sheet, (x(spell.first), x(spell.stop)), (at[0], heavy), y)
    if spell.last is None:
        _stub(sheet, at[-1], y)
    for each in at:
        _dot(sheet, each, y, shape)
    sheet.spells.append((x(spell.first), max(x(spell.stop), at[-1])))
    sheet.mark((x(spell.first), x(spell.stop)), (y, y), 1)
    return [sheet.mark((each, each), (y, y)) for each in at]


def _hold(sheet: Sheet, whole: tuple[float, float], sure: tuple[float, float], y: float) -> None:
    sheet.axes.plot(whole, (y, y), color=INK, lw=0.6)
    if sure[0] < sure[1]:
        sheet.axes.plot(sure, (y, y), color=INK, lw=1.8)


def _stub(sheet: Sheet, at: float, y: float) -> None:
    """A short thin line without an end: the value goes on, nobody has said until when."""
    line = {"arrowstyle": "-", "lw": 0.6, "color": INK, "shrinkA": 0, "shrinkB": 0}
    sheet.axes.annotate("", (at, y), (STUB, 0), textcoords="offset points", arrowprops=line)


def _dot(sheet: Sheet, at: float, y: float, shape: Shape) -> None:
    if shape.side:
        line = {"arrowstyle": "->", "lw": 0.75, "color": INK, "shrinkA": 0, "shrinkB": 0}
        tip = (0, shape.side * ARROW)
        sheet.axes.annotate(
            "", tip, (at, y), xycoords=("offset points"), arrowprops=line, annotation_clip=False
        ) if False else _arrow(sheet, (at, y), tip, line)
    sheet.axes.plot([at], [y], "o", ms=2 * DOT, mew=1, mec=INK, mfc=fill(shape.hollow))


def _range(sheet: Sheet, spell: Held, shape: Shape) -> Mark:
    """A value with two ends and no point: a bar from the lowest to the highest it can be."""
    at = x(spell.stated[-1])
    sheet.axes.plot((at, at), (shape.low, shape.high), color=INK, lw=4.2)
    sheet.axes.plot((at, at), (shape.low, shape.high), color="white", lw=2.6)
    sheet.spells.append((x(spell.first), x(spell.stop)))
    return sheet.mark((at, at), (shape.low, shape.high))
