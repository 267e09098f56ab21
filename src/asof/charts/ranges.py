"""What hedged figures allow, a row each, against one ruler."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asof.charts.canvas import FOOT, Canvas, Layout, on, view_named
from asof.charts.hedge_marks import Shape, level_bar, line_off, marker_fill, shape_of
from asof.charts.hedged_bars import HEAD, SHORTEST, seen_length
from asof.charts.mpl import hairline_colour, ink_colour, quiet_colour
from asof.charts.row_layout import (
    BAR,
    BLOCK,
    GUTTER,
    ChartRow,
    Reach,
    Ruler,
    column,
    name_numbers,
    row_below,
    row_beside,
    ruler,
    stack,
    zero_line,
)
from asof.charts.row_words import RowWords, row_of_all, shared_remarks, words_for
from asof.charts.step_chart import Told
from asof.charts.text_runs import DOT, line_width
from asof.ledger.facts import Observation
from asof.ledger.rules_of_time import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def ranges(axes: Axes, *facts: Told) -> None:
    """Draw what figures of one unit allow, on one scale: a dot, a bar, an arrow to one side.

    A claim is a triangle. The figures are not compared, only set against the same ruler.
    """
    for view in [v for fact in facts if (v := view_named(axes, fact))]:
        for o in (*view.chosen, *view.claims):
            if shape := shape_of(o):
                sheet = on(axes, Layout.RANGES, view)
                sheet.gather(RangeRows).figures.append(RangedFigure(view, o, shape))


@dataclass(frozen=True, slots=True)
class RangedFigure:
    """One figure, and what it allows."""

    view: View
    said: Observation
    shape: Shape

    @property
    def outward(self) -> bool:
        """Whether it is open to the side that lies away from zero."""
        return self.shape.side * self.shape.point > 0 or self.shape.side > self.shape.point == 0

    def reach(self) -> Reach:
        """What room it takes: an arrow towards zero has that of the number itself."""
        needs = [HEAD + 2 if self.outward and self.shape.side == way else 4.0 for way in (-1, 1)]
        return Reach(self.shape.low, self.shape.high, *needs)


@dataclass
class RangeRows:
    """The figures of a chart, drawn once all of them are known."""

    figures: list[RangedFigure] = field(default_factory=list)

    def __call__(self, made: Canvas) -> None:
        """Set the rows, then draw what each figure allows."""
        language = made.reader.language
        words = [words_for(f.view, f.said, language, counts=False) for f in self.figures]
        shared = shared_remarks(words)
        head = [row_of_all(shared, made.wide)] if shared else []
        rows = [_row(made, each.without(shared)) for each in words]
        widths = [line_width(each.line) for row in rows for each in row.words]
        left = 0.0 if made.narrow else max(widths) + GUTTER
        bands = stack(made, [*head, *rows], left, FOOT)[len(head) :]
        made.row_heights = made.row_heights[len(head) :]
        across = ruler([figure.reach() for figure in self.figures], made.wide - left)
        made.axes.set_xlim(*across.ends)
        for figure, band in zip(self.figures, bands, strict=True):
            _draw(made, figure, band.middle, across)
        zero_line(made, bands)
        name_numbers(made, across)


def _row(made: Canvas, words: RowWords) -> ChartRow:
    lines = words.phrase(made.column, made.reader.language)
    return row_below(lines, BLOCK) if made.narrow else row_beside(column(lines), BLOCK / 2)


def _draw(made: Canvas, figure: RangedFigure, y: float, across: Ruler) -> None:
    """The ruler's own line, and what is allowed: a bar, or a mark with an arrow to one side."""
    axes, shape = made.axes, figure.shape
    made.show(figure.view, [figure.said])
    axes.axhline(y, color=hairline_colour(), lw=0.5, zorder=0)
    tone = quiet_colour() if figure.said.claim else ink_colour()
    if shape.wide:
        seen = shape.low, shape.low + seen_length((shape.low, shape.high), across)
        level_bar(axes, y, seen, BAR - 1, facecolor="white", edgecolor=tone, lw=1)
        return
    length = HEAD if figure.outward else min(HEAD, across.length((0.0, shape.point)) - 1)
    if shape.side and length >= SHORTEST:
        line_off(axes, (shape.point, y), (shape.side * length, 0), "<")
    marker, fill = "^" if figure.said.claim else "o", marker_fill(shape.hollow)
    axes.plot([shape.point], [y], marker, ms=2 * DOT, mew=1, mec=tone, mfc=fill)
