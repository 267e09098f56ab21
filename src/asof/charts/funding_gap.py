"""The funding gap: what is required, what was received, and the part that was not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from asof.charts.canvas import FOOT, Canvas, Layout, on, view_named
from asof.charts.hedge_marks import Shape, level_bar, shape_of
from asof.charts.hedged_bars import bar_of, draw_bar
from asof.charts.mpl import ink_colour, middle_colour
from asof.charts.row_layout import (
    BAR,
    BLOCK,
    name_numbers,
    row_below,
    ruler,
    stack,
    zero_line,
)
from asof.charts.row_words import RowWords, words_for
from asof.charts.step_chart import Told
from asof.diagnostics import WordError
from asof.language import Language
from asof.ledger.facts import Observation
from asof.ledger.rules_of_time import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def funding(axes: Axes, required: Told, received: Told, gap: Told | None = None) -> None:
    """Draw what is required, what was received, and dotted the part that was not.

    How large that part is stands there only where `gap`, a derived fact, says so. It is drawn as
    far as it is certain: not where an amount is in dispute, not public, or open to that side.
    """
    facts = (required, received, gap)
    views = [view_named(axes, fact) if fact is not None else None for fact in facts]
    known = [view for view in views if view and view.chosen]
    for view in known[1:]:
        if not view.fact.measure.same(known[0].fact.measure):
            told = (
                f"'{known[0].key}' counts {known[0].fact.measure} and '{view.key}' counts "
                f"{view.fact.measure}: neither is a part of the other"
            )
            raise WordError(told, "draw amounts(axes, …), each in a chart of its own")
    if known:
        on(axes, Layout.AMOUNTS).gather(FundingRows).add(*views)


@dataclass(frozen=True, slots=True)
class FundingRow:
    """One amount as one observation states it."""

    view: View
    said: Observation

    @property
    def shape(self) -> Shape | None:
        """Its shape, where it is a number."""
        return shape_of(self.said)


@dataclass
class FundingRows:
    """The amounts of a funding gap, drawn once their scale is known."""

    required: list[FundingRow] = field(default_factory=list)
    received: list[FundingRow] = field(default_factory=list)
    gap: list[FundingRow] = field(default_factory=list)

    def add(self, required: View | None, received: View | None, gap: View | None) -> None:
        """Add the amounts that each of the three states."""
        self.required += _rows(required)
        self.received += _rows(received)
        self.gap += _rows(gap)

    @property
    def unfilled(self) -> tuple[float, float] | None:
        """From the most that was received to the least that is required, if that is certain."""
        wanted, had = (_single(rows) for rows in (self.required, self.received))
        if not (wanted and had) or wanted.side < 0 or had.side > 0:
            return None
        return (had.high, wanted.low) if had.high < wanted.low else None

    def __call__(self, made: Canvas) -> None:
        """Set the rows, then draw their bars."""
        language = made.reader.language
        rows = [*self.required, *self.received, *self.gap]
        lines = [self.words(row, language).phrase(made.wide, language) for row in rows]
        bands = stack(made, [row_below(each, BLOCK) for each in lines], 0.0, FOOT)
        bars = [None if row in self.gap or not row.shape else bar_of(row.shape) for row in rows]
        across = ruler([bar.reach() for bar in bars if bar], made.wide)
        made.axes.set_xlim(*across.ends)
        for row, bar, band in zip(rows, bars, bands, strict=True):
            made.show(row.view, [row.said])
            if bar:
                tone = middle_colour() if row in self.required else ink_colour()
                draw_bar(made.axes, bar, band.middle, across, tone)
            if self.unfilled and row in self.dotted:
                look: dict[str, Any] = {
                    "facecolor": "white",
                    "edgecolor": ink_colour(),
                    "linestyle": ":",
                    "lw": 0.75,
                }
                level_bar(made.axes, band.middle, self.unfilled, BAR, **look)
        zero_line(made, bands)
        name_numbers(made, across)

    @property
    def dotted(self) -> list[FundingRow]:
        """The rows on which the unfilled part is drawn: the gap's own, else what was received."""
        return self.gap or self.received

    def words(self, row: FundingRow, language: Language) -> RowWords:
        """The words of a row, and what its dotted part is where no row of its own says that."""
        words = words_for(row.view, row.said, language)
        if self.unfilled and row in self.received and not self.gap:
            return replace(words, remarks=(*words.remarks, language.word("not_received")))
        return words


def _rows(view: View | None) -> list[FundingRow]:
    return [FundingRow(view, o) for o in view.chosen] if view else []


def _single(rows: Sequence[FundingRow]) -> Shape | None:
    """The shape of the one number that is stated, if there is one."""
    return rows[0].shape if len(rows) == 1 else None
