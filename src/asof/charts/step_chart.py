"""Counts over time: steps, ceilings and claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asof.charts import descriptions as told
from asof.charts.canvas import Canvas, Layout, on, view_named
from asof.charts.hedge_marks import ARROW, Shape, line_off, shape_of
from asof.charts.intervals import Held, intervals
from asof.charts.mpl import ink_colour, quiet_colour
from asof.charts.scales import x
from asof.charts.series_looks import SeriesLook
from asof.charts.text_runs import DOT, NBSP, Anchor, Line, Run, label_of
from asof.language import Language
from asof.ledger.facts import Observation, Special
from asof.ledger.rules_of_time import Standing, View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Told = View | Iterable[Observation]
STUB = 12.0  # points: a value that goes on


def steps(axes: Axes, fact: Told) -> None:
    """Draw a count: it holds from its statement until the next, its end, or silence.

    A statement is a mark, hollow where the value is hedged. The line is heavy between the first
    and the last statement of one value, and to a stated end; from there it is thin, until the
    next value or until the fact goes stale. Beyond that there is no line. Each fact of a chart
    has a mark, a dash and a tone of its own.
    """
    view = view_named(axes, fact)
    if view is None:
        return
    before: Held | None = None
    for spell in _numbers(view):
        sheet = on(axes, Layout.COUNTS)
        sheet.show(view, spell.statements)
        series = Series(axes, sheet.look(view.key))
        series.rise(before, spell)
        series.step(spell)
        begins = before is None or before.stop < spell.first
        _name(axes, view, spell, begins)
        before = spell


def ceiling(axes: Axes, fact: Told) -> None:
    """Draw what a count may not exceed: dashed, and without a dot, for it counts nobody."""
    view = view_named(axes, fact)
    for spell in _numbers(view):
        _show(axes, view, spell.statements)
        for shape in _shapes(spell):
            mark = _spell(axes, spell, shape.point)
            axes.plot(mark.x, mark.y, color=ink_colour(), lw=1.4, dashes=(3.4, 1.8))
            if spell.last is None:
                _go_on(axes, mark.x[1], shape.point)
        _name(axes, view, spell, True)


def claims(axes: Axes, fact: Told) -> None:
    """Draw what somebody claims: a triangle, with the name of who says so."""
    view, sheet = view_named(axes, fact), on(axes, Layout.COUNTS)
    for o in view.claims if view else ():
        shape = shape_of(o)
        if view is None or shape is None:
            continue
        sheet.show(view, [o])
        at = x(o.true.first + (min(o.true.start.last, o.reported) - o.true.first) / 2)
        axes.plot(
            [at], [shape.point], "^", ms=2 * DOT + 0.6, mew=1, mec=quiet_colour(), mfc="white"
        )
        mark = sheet.mark((at, at), (shape.point, shape.point))
        sheet.spells.append((at, at))
        head = headline(sheet, view, [o], live=False)
        sheet.labels.append(label_of(mark, head, _claim(view, o, sheet)))


def _show(axes: Axes, view: View | None, said: Sequence[Observation]) -> None:
    """Remember what is drawn of a fact."""
    if view:
        on(axes, Layout.COUNTS).show(view, said)


def _claim(view: View, o: Observation, sheet: Canvas) -> str:
    """Whose claim it is, and that the number itself is withheld, where it is."""
    language = sheet.reader.language
    said = [told.claim_words(o, language)]
    if any(c.value is Special.WITHHELD for c in view.chosen):
        said.append(told.values(view, view.chosen, language).replace(" ", NBSP))
    return f"{NBSP}· ".join(said)


def _numbers(view: View | None) -> list[Held]:
    return [s for s in intervals(view) if len(_shapes(s)) == len(s.said)] if view else []


def _shapes(spell: Held) -> list[Shape]:
    return [shape for o in spell.said if (shape := shape_of(o))]


def _spell(axes: Axes, spell: Held, y: float) -> Anchor:
    """Note how long a value holds, and where that is."""
    sheet = on(axes, Layout.COUNTS)
    ends = (x(spell.first), x(spell.stop))
    sheet.spells.append(ends)
    return sheet.mark(ends, (y, y), 1)


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one fact on a chart of counts, in a look of their own."""

    axes: Axes
    look: SeriesLook

    def step(self, spell: Held) -> None:
        """The lines and the marks of one value, or of each in a dispute."""
        for shape in _shapes(spell):
            if shape.wide:
                self.range(spell, shape)
            else:
                self.level(spell, shape)

    def level(self, spell: Held, shape: Shape) -> None:
        """A line as long as a value holds, with a mark for each statement."""
        whole, at = _spell(self.axes, spell, shape.point), [x(day) for day in spell.stated]
        if whole.x[0] < whole.x[1]:
            self.line(whole.x, whole.y, 0.75)
        heavy = x(spell.until) if spell.until and spell.until == spell.last else at[-1]
        if heavy > at[0]:
            self.line((at[0], heavy), whole.y, 1.8)
        if spell.last is None:
            _go_on(self.axes, at[-1], shape.point)
        for each in at:
            self.dot(each, shape)

    def line(self, xs: Sequence[float], ys: Sequence[float], width: float) -> None:
        """A line of the series."""
        self.axes.plot(xs, ys, lw=width, **self.look.line)

    def dot(self, at: float, shape: Shape) -> None:
        """A statement, with an arrow to where the true number is, if that is to one side."""
        if shape.side:
            line_off(self.axes, (at, shape.point), (0, shape.side * ARROW), "<")
        self.axes.plot([at], [shape.point], **self.look.dot(shape.hollow))
        on(self.axes, Layout.COUNTS).mark((at, at), (shape.point, shape.point))

    def range(self, spell: Held, shape: Shape) -> None:
        """A value with two ends and no point: a thin line from the least to the most it can be."""
        at, ends = x(spell.stated[-1]), (shape.low, shape.high)
        sheet = on(self.axes, Layout.COUNTS)
        weight = 1.4 if spell.current else 0.75
        self.axes.plot((at, at), ends, "_-", color=self.look.tone, lw=weight, ms=3 * DOT, mew=1)
        sheet.spells.append((x(spell.first), x(spell.stop)))
        sheet.mark((at, at), ends, 1.5 * DOT)

    def rise(self, before: Held | None, spell: Held) -> None:
        """The thin upright line between two values that follow without a break."""
        shapes = [s for each in (before, spell) if each for s in _shapes(each)]
        follows = before and before.stop >= spell.first and len(shapes) == 2
        if follows and not any(shape.wide for shape in shapes):
            at = x(spell.first)
            self.line((at, at), [s.point for s in shapes], 0.75)


def _name(axes: Axes, view: View | None, spell: Held, begins: bool) -> None:
    """Label a value where it was last stated; the first after a gap says what it counts."""
    if view is None:
        return
    sheet = on(axes, Layout.COUNTS)
    language = sheet.reader.language
    live = spell.current and view.standing in (Standing.CURRENT, Standing.DISPUTED)
    head = headline(sheet, view, spell.said, live)
    if not begins:
        head = (Run(told.values(view, spell.said, language), strong=True, quiet=not live),)
    tail, spare = _tail(view, spell, language) if begins or len(spell.said) > 1 else ("", True)
    at, shape = x(spell.stated[-1]), _shapes(spell)[-1]
    ends = (at, at) if shape.wide else (x(spell.first), x(spell.stop))
    mark = Anchor(ends, (shape.low, shape.high))
    sheet.labels.append(label_of(mark, head, tail, spare))


def _tail(view: View, spell: Held, language: Language) -> tuple[str, bool]:
    """What stands below a value, and whether it can be spared, as only what it counts can."""
    if len(spell.said) > 1:
        return language.word("disputed"), False
    if estimated := told.estimated(spell.said[0], language):
        return estimated, False
    return told.counts(view, language) if spell.current else "", True


def headline(sheet: Canvas, view: View, said: Sequence[Observation], live: bool) -> Line:
    """A value and what it is the value of, in the order that the language allows."""
    language = sheet.reader.language
    value = Run(told.values(view, said, language), strong=True, quiet=not live)
    name = told.fact_label(view, language)
    if told.value_first(said, view):
        return value, Run(name, quiet=not live)
    return Run(language.typeset(f"{name}:"), quiet=not live), value


def _go_on(axes: Axes, at: float, y: float) -> None:
    """A short thin line without an end."""
    line_off(axes, (at, y), (STUB, 0))
    on(axes, Layout.COUNTS).onward = STUB
