"""Amounts, a bar each from a common zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from asof.charts.canvas import FOOT, Canvas, Layout, on, view_named
from asof.charts.hedge_marks import NOTHING, shape
from asof.charts.hedged_bars import Bar, bar_of, draw_bar
from asof.charts.mpl import ink_colour, middle_colour
from asof.charts.row_layout import (
    BAR,
    BLOCK,
    GUTTER,
    Band,
    ChartRow,
    Ruler,
    column,
    name_numbers,
    row_below,
    row_beside,
    ruler,
    stack,
    zero_line,
)
from asof.charts.row_words import FEW, RowWords, row_of_all, shared_remarks, words_for
from asof.charts.step_chart import Told
from asof.charts.text_runs import Line, Run, line_width, phrase, wrapped
from asof.diagnostics import WordError
from asof.language import Language, with_capital
from asof.ledger.facts import Observation, Special
from asof.ledger.printing import printed
from asof.ledger.rules_of_time import ZERO, Standing, View
from asof.quantity import Quantity, QuantityError, add

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BETWEEN = 2.0  # between two rows of a table
NAMES, VALUES = 0.42, 0.28  # of the width: where the words of a table are broken
MOST = 0.75  # of the width: what its words take at most, so that bars have the rest


@dataclass(frozen=True, slots=True)
class Parts:
    """Facts whose amounts make one sum."""

    facts: tuple[Told, ...]


def parts(*facts: Told) -> Parts:
    """Facts whose amounts make one sum, for `amounts` to draw one behind the other."""
    return Parts(facts)


def amounts(axes: Axes, *facts: Told | Parts, sort: bool = False) -> None:
    """Draw amounts as bars from a common zero, what is negative to its left.

    A bar is full as far as is certain: a range is open between its ends, and so is what is hedged
    from above; the end of an approximate bar is cut. An arrow says to which side more is possible.
    Facts in `parts(…)` make one sum: each begins where the one before it ended, and a bar of the
    total follows. `sort` puts the largest first.
    """
    groups = [group for fact in facts if (group := list(_group(axes, fact)))]
    if sort:
        groups.sort(key=lambda group: group[-1].rank, reverse=True)
    if groups:
        on(axes, Layout.AMOUNTS).gather(AmountRows).groups.extend(groups)


# ---- what is drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One row: an observation of a fact with its bar, or the total of some, without a fact."""

    words: RowWords
    bar: Bar | None
    view: View | None = None
    said: tuple[Observation, ...] = ()
    part: bool = False

    @property
    def rank(self) -> tuple[bool, float]:
        """What it is sorted by: what has no number comes last."""
        return bool(self.bar), self.bar.end if self.bar else 0.0

    @property
    def tone(self) -> str:
        """The tone of its bar: of a part that takes away, another one."""
        less = self.part and self.bar and self.bar.end < self.bar.begin
        return middle_colour() if less else ink_colour()


def _group(axes: Axes, fact: Told | Parts) -> Iterator[Amount]:
    """The rows of a fact, or of the parts of a sum."""
    if isinstance(fact, Parts):
        views = [view for part in fact.facts if (view := view_named(axes, part)) and view.chosen]
        yield from _sum(_like(views), on(axes, Layout.AMOUNTS, *views).reader.language)
    elif view := view_named(axes, fact):
        for o in view.chosen:
            yield _amount(view, o, on(axes, Layout.AMOUNTS, view).reader.language)


def _like(views: Sequence[View]) -> Sequence[View]:
    """Facts whose amounts add up; raises WordError where they count unlike things."""
    for view in views[1:]:
        one, other = views[0].fact.measure, view.fact.measure
        if not one.same(other):
            told = f"'{views[0].key}' counts {one} and '{view.key}' counts {other}"
            raise WordError(f"{told}: they do not add up", "name them without parts(…)")
    return views


def _amount(view: View, o: Observation, language: Language, start: float | None = None) -> Amount:
    value = _quantity(o)
    bar = bar_of(shape(value) if value else NOTHING, start or 0.0) if value else None
    words = words_for(view, o, language)
    return Amount(words=words, bar=bar, view=view, said=(o,), part=start is not None)


def _quantity(o: Observation) -> Quantity | None:
    """The number that is stated: none is zero."""
    if isinstance(o.value, Quantity):
        return o.value
    return ZERO if o.value is Special.NONE else None


def _sum(views: Sequence[View], language: Language) -> Iterator[Amount]:
    """Parts, each from where the one before it ended, and their total."""
    start = 0.0
    for view in views:
        for o in view.chosen:
            yield _amount(view, o, language, start)
        value = _quantity(view.chosen[-1])
        start += float(value.nominal) if value else 0.0
    if len(views) > 1:
        yield _total(views, language)


def _total(views: Sequence[View], language: Language) -> Amount:
    """The total of parts; where it is not known, why."""
    name = with_capital(language.word("total"))
    values = [_quantity(o) for view in views for o in view.chosen]
    if any(view.standing is Standing.DISPUTED for view in views):
        return Amount(words=RowWords(name, language.word("disputed")), bar=None)
    known = [value for value in values if value]
    try:
        total = reduce(add, known) if len(known) == len(values) else None
    except QuantityError:
        total = None
    if total is None:
        return Amount(words=RowWords(name, language.word("unknown")), bar=None)
    words = RowWords(name, printed(total, views[0].fact, language))
    return Amount(words=words, bar=bar_of(shape(total)))


# ---- how it is laid out


@dataclass
class AmountRows:
    """The amounts of a chart, drawn once all of them are known."""

    groups: list[list[Amount]] = field(default_factory=list)

    @property
    def amounts(self) -> list[Amount]:
        """All of them, in order."""
        return [amount for group in self.groups for amount in group]

    def __call__(self, made: Canvas) -> None:
        """Set the rows, then draw their bars."""
        table = _table(made, self.groups) if len(self.amounts) > FEW else None
        shared, rows, left = table or ([], _blocks(made, self.groups), 0.0)
        axis = bool(table) or any(amount.part for amount in self.amounts)
        bands = stack(made, [*shared, *rows], left, FOOT if axis else 1.0)[len(shared) :]
        made.row_heights = made.row_heights[len(shared) :]
        across = ruler([a.bar.reach() for a in self.amounts if a.bar], made.wide - left)
        made.axes.set_xlim(*across.ends)
        placed = list(zip(self.amounts, bands, strict=True))
        _draw(made, placed, across)
        zero_line(made, [band for amount, band in placed if amount.bar or table])
        if table:
            _connect(made, placed)
        made.axes.spines["bottom"].set_visible(axis)
        name_numbers(made, across if axis else None)


Placed = tuple[Amount, Band]


def _draw(made: Canvas, placed: Sequence[Placed], across: Ruler) -> None:
    for amount, band in placed:
        if amount.view:
            made.show(amount.view, amount.said)
        if amount.bar:
            draw_bar(made.axes, amount.bar, band.middle, across, amount.tone)


def _connect(made: Canvas, placed: Sequence[Placed]) -> None:
    """Lead from the end of each part to the next, which begins there, and to the total."""
    for (one, above), (other, below) in pairwise(placed):
        if not (one.part and one.bar and other.bar):
            continue
        if one.bar.end == (other.bar.begin if other.part else other.bar.end):
            ends = above.middle + BAR / 2, below.middle - BAR / 2
            made.axes.plot((one.bar.end, one.bar.end), ends, color=middle_colour(), lw=0.5)


def _blocks(made: Canvas, groups: Sequence[Sequence[Amount]]) -> list[ChartRow]:
    """A row for each amount, its bar below its words."""
    language = made.reader.language
    return [
        row_below(amount.words.phrase(made.wide, language), BLOCK)
        for group in groups
        for amount in group
    ]


def _table(
    made: Canvas, groups: Sequence[Sequence[Amount]]
) -> tuple[list[ChartRow], list[ChartRow], float] | None:
    """Rows of name, value and bar, and above them what is so of all; nothing without the room."""
    shared = shared_remarks(a.words for group in groups for a in group if a.view)
    names = [[_named(a, shared, NAMES * made.wide) for a in group] for group in groups]
    values = [[_valued(a, VALUES * made.wide) for a in group] for group in groups]
    edge = _widest(names) + GUTTER + _widest(values)
    if edge > MOST * made.wide:
        return None
    head = [row_of_all(shared, made.wide)] if shared else []
    rows = [
        row_beside([*column(name), *column(value, flush=edge)], BETWEEN + (n == 0) * apart)
        for names_, values_, apart in zip(names, values, _apart(groups), strict=True)
        for n, (name, value) in enumerate(zip(names_, values_, strict=True))
    ]
    return head, rows, edge + GUTTER


def _named(amount: Amount, shared: Sequence[str], width: float) -> tuple[Line, ...]:
    """A name, and the remarks that are its own below it."""
    own = amount.words.without(shared)
    return phrase((Run(own.name, strong=not amount.view),), own.tail(width), width)


def _valued(amount: Amount, width: float) -> list[Line]:
    return [(run,) for run in wrapped(Run(amount.words.value, strong=True), width)]


def _widest(groups: Sequence[Sequence[Sequence[Line]]]) -> float:
    return max(line_width(line) for group in groups for lines in group for line in lines)


def _apart(groups: Sequence[Sequence[Amount]]) -> list[float]:
    """The room above each group: a sum stands apart from its neighbours."""
    sums = [len(group) > 1 and group[0].part for group in groups]
    return [BLOCK * (one or other) for one, other in zip([False, *sums], sums, strict=False)]
