"""Counts over time: steps, ceilings and claims."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import nan
from typing import TYPE_CHECKING, Any

from asof.charts import descriptions as told
from asof.charts.canvas import Canvas, Layout, Silence, on, view_named
from asof.charts.hedge_marks import ARROW, Shape, arrow_reach, line_off, shape_of
from asof.charts.intervals import Held, broken_between, intervals
from asof.charts.label_placement import CHOSEN, FEW, NAMED, OTHER
from asof.charts.mpl import ink_colour, quiet_colour
from asof.charts.scales import x
from asof.charts.series_breaks import draw_breaks
from asof.charts.series_looks import OUTLINE, SeriesLook
from asof.charts.text_runs import (
    DOT,
    NBSP,
    Anchor,
    Label,
    Line,
    Run,
    label_of,
    settings_of,
)
from asof.language import Language
from asof.ledger.facts import Observation, Special
from asof.ledger.rules_of_time import Standing, View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Told = View | Iterable[Observation]
Pair = tuple[float, float]
ANNOUNCED = (2.0, 2.5)  # points drawn and left out of what has not come yet
LIMIT = (3.4, 1.8)  # the same of a ceiling, for each point of its width
HEAVY, THIN = 1.8, 0.75
APART = 1.0  # points between marks: nearer ones are drawn only where they are labelled


def steps(axes: Axes, fact: Told) -> None:
    """Draw a count: it holds from its statement until the next, its end, or silence.

    A statement is a mark, hollow where the value is hedged. The line is heavy between the first
    and the last statement of one value, and to a stated end; from there it is thin, until the
    next value, until the fact goes stale, or until the edition's day. Beyond that day a line only
    leads to an announced end, in short dashes. Each fact has a mark, a dash and a tone of its own.
    """
    view = view_named(axes, fact)
    spells = intervals(view) if view else []
    if view is None or not any(shapes(spell) for spell in spells):
        return
    sheet = on(axes, Layout.COUNTS, view)
    series = Steps(sheet, view, view.key, sheet.look(view.key))
    numbers = [spell for spell in spells if shapes(spell)]
    marked = series.marked(numbers)
    for n, (before, spell) in enumerate(zip([None, *numbers], numbers, strict=False)):
        series.rise(before, spell)
        series.step(spell, n in marked)
    for spell in spells:
        if all(o.value is Special.WITHHELD for o in spell.said):
            series.withhold(spell)
    series.draw_lines()
    draw_breaks(sheet, view, [o for spell in spells for o in spell.statements])
    label_spells(series, numbers)


def ceiling(axes: Axes, fact: Told) -> None:
    """Draw what a count may not exceed: dashed, and without a mark, for it counts nobody."""
    view = view_named(axes, fact)
    spells = [spell for spell in intervals(view) if shapes(spell)] if view else []
    if view is None or not spells:
        return
    look = SeriesLook(tone=ink_colour(), dashes=LIMIT, half=0.7)
    limit = Series(on(axes, Layout.COUNTS, view), view, f"ceiling {view.key}", look)
    for spell in spells:
        limit.show(spell)
        for shape in shapes(spell):
            limit.hold(spell, shape.point, 1.4)
    limit.draw_lines()
    label_spells(limit, spells)


def claims(axes: Axes, fact: Told) -> None:
    """Draw what somebody claims: a triangle, with the name of who says so."""
    view = view_named(axes, fact)
    look = SeriesLook(tone=quiet_colour(), marker="^", half=DOT + 0.3)
    for n, o in enumerate(view.claims if view else ()):
        if view and (shape := shape_of(o)):
            sheet = on(axes, Layout.COUNTS, view)
            sheet.show(view, [o])
            Claim(sheet, view, f"claim {n} {view.key}", look).draw(o, shape)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line of a series, in the chart's own units; its width in points."""

    xs: Pair
    ys: Pair
    width: float


def shapes(spell: Held) -> list[Shape]:
    """The shapes of what a value says; none where any of it is no number."""
    found = [shape for o in spell.said if (shape := shape_of(o))]
    return found if len(found) == len(spell.said) else []


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one fact on a chart of counts, and their look."""

    sheet: Canvas
    view: View
    key: str
    look: SeriesLook
    strokes: list[Stroke] = field(default_factory=list)

    def show(self, spell: Held) -> None:
        """Remember that a value is drawn."""
        self.sheet.show(self.view, spell.statements)

    def held_to(self, spell: Held) -> date:
        """The last day of a value that is no later than the edition's."""
        return min(spell.last or self.sheet.reader.day, self.sheet.reader.day)

    def hold(self, spell: Held, y: float, width: float) -> None:
        """A level line as long as a value holds, and on to its announced end."""
        first, now = x(spell.first), x(self.held_to(spell))
        self.line((first, now), (y, y), width)
        self.sheet.spells.append((first, now))
        if spell.until and spell.until == spell.last and x(spell.until) > now:
            self.announce((now, x(spell.until)), y)

    def announce(self, ends: Pair, y: float) -> None:
        """A line in short dashes from the edition's day to an announced end."""
        look: dict[str, Any] = {"color": self.look.tone, "lw": THIN}
        self.sheet.axes.plot(ends, (y, y), dashes=ANNOUNCED, **look)
        self.sheet.axes.plot(ends[1:], (y,), marker="|", ms=3 * DOT, **look)
        self.sheet.mark(ends, (y, y), 1.5 * DOT)
        self.sheet.spells.append(ends)

    def line(self, xs: Pair, ys: Pair, width: float) -> None:
        """A line of the series, to be drawn with all its others."""
        if (xs[0], ys[0]) != (xs[1], ys[1]):
            self.strokes.append(Stroke(xs, ys, width))
            self.sheet.mark(xs, ys, width / 2)

    def draw_lines(self) -> None:
        """Draw the lines; of a long series those of one width as one, which takes a tenth."""
        for width in dict.fromkeys(stroke.width for stroke in self.strokes):
            strokes = [stroke for stroke in self.strokes if stroke.width == width]
            paths = [strokes] if len(strokes) > 2 * FEW else [[stroke] for stroke in strokes]
            for path in paths:
                xs = [x for stroke in path for x in (*stroke.xs, nan)][:-1]
                ys = [y for stroke in path for y in (*stroke.ys, nan)][:-1]
                self.sheet.axes.plot(xs, ys, lw=width, **self.look.line)

    def mark(self, at: float, shape: Shape) -> None:
        """A mark of the series, with an arrow to where the true number is, if to one side."""
        if shape.side:
            way = (0, shape.side * ARROW)
            line_off(self.sheet.axes, (at, shape.point), way, "<", self.look.tone)
        look = self.look.dot(shape.hollow)
        self.sheet.axes.plot([at], [shape.point], zorder=2.5, **look)
        self.sheet.marks.append(self.anchor((at, at), shape))

    def anchor(self, xs: Pair, shape: Shape) -> Anchor:
        """Where marks of a value stand, their outlines and arrows included."""
        ends, half = (shape.low, shape.high), self.look.half + OUTLINE
        return Anchor(xs, ends, half, *arrow_reach(shape.side, half))


class Steps(Series):
    """A count as it was stated, in the look of its series."""

    def marked(self, spells: Sequence[Held]) -> Container[int]:
        """The values whose statements have marks: where marks would meet, those with labels."""
        room = len(spells) * (2 * self.look.half + APART)
        return range(len(spells)) if room < self.sheet.wide else _chosen(spells)

    def step(self, spell: Held, marked: bool) -> None:
        """The lines and the marks of one value, or of each in a dispute."""
        self.show(spell)
        for shape in shapes(spell):
            if shape.wide:
                self.range(spell, shape)
            else:
                self.level(spell, shape, marked)

    def level(self, spell: Held, shape: Shape, marked: bool) -> None:
        """A line as long as a value holds, with a mark for each statement."""
        at = [x(day) for day in spell.stated]
        self.hold(spell, shape.point, THIN)
        ended = spell.until is not None and spell.until == spell.last
        heavy = x(self.held_to(spell)) if ended else at[-1]
        self.line((at[0], max(at[0], heavy)), (shape.point, shape.point), HEAVY)
        for each in at if marked else ():
            self.mark(each, shape)

    def range(self, spell: Held, shape: Shape) -> None:
        """A value with two ends and no point: from the least to the most it can be."""
        at = x(spell.stated[-1])
        for end in (shape.low, shape.high):
            self.hold(spell, end, THIN)
        width = 1.4 if spell.current else THIN
        look: dict[str, Any] = {"color": self.look.tone, "lw": width, "ms": 3 * DOT, "mew": 1}
        self.sheet.axes.plot((at, at), (shape.low, shape.high), "_-", **look)
        self.sheet.mark((at, at), (shape.low, shape.high), 1.5 * DOT)

    def rise(self, before: Held | None, spell: Held) -> None:
        """The thin upright line between two values that follow without a break."""
        found = [shape for each in (before, spell) if each for shape in shapes(each)]
        follows = before and before.stop >= spell.first and len(found) == 2
        if before and broken_between(self.view, before, spell):
            return
        if follows and not any(shape.wide for shape in found):
            at = x(spell.first)
            self.line((at, at), (found[0].point, found[1].point), THIN)

    def withhold(self, spell: Held) -> None:
        """A time of which the number is not public: it says so, where there is room."""
        self.show(spell)
        ends = x(spell.first), x(self.held_to(spell))
        language = self.sheet.reader.language
        words = told.values(self.view, spell.said, language)
        if len(self.sheet.reader.views) > 1:
            words = language.typeset(f"{told.fact_label(self.view, language)}: {words}")
        self.sheet.spells.append(ends)
        self.sheet.silences.append(Silence(ends, words))


class Claim(Series):
    """What somebody claims, and who."""

    def draw(self, o: Observation, shape: Shape) -> None:
        """A triangle at the middle of its time, and its words."""
        at = x(o.true.first + (min(o.true.start.last, o.reported) - o.true.first) / 2)
        self.mark(at, shape)
        self.sheet.spells.append((at, at))
        language = self.sheet.reader.language
        said = _claim(self.view, o, language)
        head = headline(self.sheet, self.view, [o], live=False)
        label = label_of(self.anchor((at, at), shape), tuple(run for run in head if run.strong))
        self.sheet.labels.append(
            replace(label, worth=NAMED, series=self.key, named=settings_of(head, said))
        )
        words = f"{told.fact_label(self.view, language)}, {said}"
        self.sheet.name(self.key, words, self.look.dot())


def _claim(view: View, o: Observation, language: Language) -> str:
    """Whose claim it is, and that the number itself is withheld, where it is."""
    said = [told.claim_words(o, language)]
    if any(c.value is Special.WITHHELD for c in view.chosen):
        said.append(told.values(view, view.chosen, language).replace(" ", NBSP))
    return f"{NBSP}· ".join(said)


# What is said of values


def label_spells(series: Series, spells: Sequence[Held]) -> None:
    """Label values: of many the first, the last, the highest and the lowest.

    One of them will also say what is counted, or the chart's key will.
    """
    if not spells:
        return
    language = series.sheet.reader.language
    chosen = _chosen(spells)
    for n, spell in enumerate(spells):
        if n in chosen or len(spells) <= FEW:
            after = next(iter(spells[n + 1 :]), None)
            begins = n == 0 or spells[n - 1].stop < spell.first
            free = begins or after is None, after is None or after.first > spell.stop
            worth = NAMED if after is None else CHOSEN if n in chosen else OTHER
            series.sheet.labels.append(
                replace(_label(series, spell, free), worth=worth, begins=begins)
            )
    words = told.fact_label(series.view, language), told.counts(series.view, language)
    series.sheet.name(series.key, ", ".join(filter(None, words)), series.look.sample)


def _chosen(spells: Sequence[Held]) -> set[int]:
    """Which values are labelled before others: the first, the last, the highest, the lowest."""
    order = range(len(spells))
    highest = max(order, key=lambda n: max(shape.high for shape in shapes(spells[n])))
    lowest = min(order, key=lambda n: min(shape.low for shape in shapes(spells[n])))
    return {0, len(spells) - 1, highest, lowest}


def _label(series: Series, spell: Held, free: tuple[bool, bool]) -> Label:
    """The label of a value, with or without what it is the value of.

    It stands beside its line only where no other begins or ends there.
    """
    sheet, view = series.sheet, series.view
    language = sheet.reader.language
    live = spell.current and view.standing in (Standing.CURRENT, Standing.DISPUTED)
    head = headline(sheet, view, spell.said, live)
    must = _remark(spell, language)
    counted = told.counts(view, language)
    return Label(
        mark=_place(series, spell),
        settings=settings_of(tuple(run for run in head if run.strong), must),
        named=settings_of(head, must or counted, spare=not must),
        series=series.key,
        left=free[0],
        right=free[1],
    )


def _remark(spell: Held, language: Language) -> str:
    """What must stand below a value."""
    if len(spell.said) > 1:
        return language.word("disputed")
    return told.estimated(spell.said[0], language)


def _place(series: Series, spell: Held) -> Anchor:
    """What a label of a value is a label of: its line, or the upright line of a range."""
    found = shapes(spell)
    at = x(spell.stated[-1])
    ends = (at, at) if found[0].wide else (x(spell.first), x(series.held_to(spell)))
    anchor = series.anchor(ends, found[0])
    ys = min(shape.low for shape in found), max(shape.high for shape in found)
    return replace(anchor, y=ys)


def headline(sheet: Canvas, view: View, said: Sequence[Observation], live: bool) -> Line:
    """A value and what it is the value of, in the order that the language allows.

    What stands above it may have named that.
    """
    language = sheet.reader.language
    value = Run(told.values(view, said, language), strong=True, quiet=not live)
    name = told.fact_label(view, language)
    if sheet.titled == view.key:
        return (value,)
    if told.value_first(said, view):
        return value, Run(name, quiet=not live)
    return Run(language.typeset(f"{name}:"), quiet=not live), value
