"""Small multiples: the same drawing for several facts, each in a panel, on one scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

from asof.charts import chart_key
from asof.charts import descriptions as told
from asof.charts import mpl as library
from asof.charts.canvas import HEIGHT, LOWEST, SHEETS, Canvas, Layout, on, view_named
from asof.charts.chart_key import Look
from asof.charts.count_layout import least_tall, room_aside, room_before
from asof.charts.label_placement import Box
from asof.charts.layout import FINISH
from asof.charts.line_chart import lines
from asof.charts.mpl import LEADING
from asof.charts.step_chart import Told
from asof.charts.text_runs import BELOW_MIDDLE, Anchor, Line, Run, phrase, wrapped
from asof.language import with_capital
from asof.ledger.facts import Observation
from asof.ledger.printing import text_in
from asof.ledger.rules_of_time import View
from asof.ledger.shared_labels import shared_what

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEAST = 111.0  # points: how wide a panel is at the least; two stand abreast in any type
SEEN = 48.0  # points: of a drawing less wide than that nobody sees how a count goes
ACROSS, DOWN = 14.0, 8.0  # points between panels

Drawing = Callable[["Axes", Told], None]


def panels(axes: Axes, *facts: Told, draw: Drawing = lines, share: bool = True) -> None:
    """Draw each fact in a panel of its own, named above it, all in the same way.

    All panels have one scale; with `share=False`, and where what they count is unlike, each has
    its own, and the chart says so.
    """
    views = [view for fact in facts if (view := view_named(axes, fact)) and view.history]
    if not views:
        return
    sheet = on(axes, Layout.PANELS)
    wide = Grid.of(sheet.wide, len(views)).wide
    made = [_panel(sheet, view, draw, wide) for view in views]
    if drawn := [panel for panel in made if not panel.empty]:
        axes.set_axis_off()
        gathered = sheet.gather(Panels)
        gathered.panels += drawn
        measures = {(view.fact.measure.currency, view.fact.measure.special) for view in views}
        gathered.share = gathered.share and share and len(measures) == 1


def _panel(sheet: Canvas, view: View, draw: Drawing, wide: float) -> Panel:
    """The drawing of one fact on axes of its own; where it draws nothing, these are gone again."""
    axes = library.figure_of(sheet.axes).add_axes((0, 0, 1, 1))
    panel = Panel(
        axes, sheet.reader, view=view, sheet=sheet, extent=(wide, LOWEST), titled=view.key
    )
    SHEETS[axes] = panel
    try:
        draw(axes, view)
    finally:
        del SHEETS[axes]
    if panel.empty:
        axes.remove()
    return panel


@dataclass(kw_only=True)
class Panel(Canvas):
    """A part of a sheet that is drawn on like a sheet: its points begin at its lower left."""

    view: View
    sheet: Canvas
    extent: tuple[float, float]
    corner: tuple[float, float] = (0.0, 0.0)
    by_place: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.extent

    @property
    def empty(self) -> bool:
        """Whether nothing is drawn on it."""
        return not self.marks

    def resize(self, height: float) -> None:
        """A panel is as high as the grid makes it."""

    def explain(self, words: str, look: Look, *, upright: bool = False) -> None:
        """One key explains what all panels draw."""
        self.sheet.explain(words, look, upright=upright)

    def show(self, view: View, said: Iterable[Observation]) -> None:
        """What a panel shows the chart shows."""
        self.sheet.show(view, said)

    def frame(self, left: float, low: float, right: float, high: float) -> None:
        """Put the axes into a part of the panel, in points from its lower left."""
        self.drawing = Box(left, low, right, high)
        (wide, tall), (x, y) = self.sheet.size, self.corner
        within = ((x + left) / wide, (y + low) / tall, (right - left) / wide, (high - low) / tall)
        self.axes.set_position(within)

    def box(self, mark: Anchor) -> Box:
        """Where a mark stands on the panel, in points."""
        box, (x, y) = super().box(mark), self.corner
        return Box(box.left - x, box.low - y, box.right - x, box.high - y)

    def write(self, line: Line, x: float, y: float, over: bool = False) -> None:
        """Set a line of words, its baseline beginning at a point of the panel; white if over."""
        super().write(line, x + self.corner[0], y + self.corner[1], over)

    def rule(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw a hairline through points of the panel."""
        left, low = self.corner
        super().rule([x + left for x in xs], [y + low for y in ys])

    @property
    def whole(self) -> Anchor:
        """How far its drawing goes."""
        days = [day for ends in self.spells for day in ends]
        values = [value for mark in self.marks for value in mark.y]
        half, down, up = (
            max(getattr(mark, name) for mark in self.marks) for name in ("half", "down", "up")
        )
        return Anchor((min(days), max(days)), (min(values), max(values)), half, down, up)

    @property
    def title(self) -> tuple[Line, ...]:
        """The name of its fact, or of its place alone, and what it counts."""
        language, fact = self.reader.language, self.view.fact
        label = (
            text_in(fact.where, language) if self.by_place else told.fact_label(self.view, language)
        )
        name = Run(with_capital(label), strong=True)
        return phrase((name,), told.counts(self.view, language), self.wide)


def _aside(panel: Panel) -> float:
    """The room that the last values of a panel take at its right."""
    last = [label.full for label in panel.labels if label.series]
    return room_aside(panel, last) if last else 0.0


def _least_wide(panel: Panel) -> float:
    """How wide a panel is at the least, so that its words leave room for its drawing."""
    if panel.layout is not Layout.COUNTS:
        return LEAST
    return max(LEAST, room_before(panel) + SEEN + _aside(panel))


def _lowest(panel: Panel) -> float:
    """How high a panel is at the least, below its title."""
    return max(LOWEST, least_tall(panel)) if panel.layout is Layout.COUNTS else LOWEST


@dataclass(frozen=True, slots=True)
class Grid:
    """How many panels stand side by side, in how many rows, and how wide each is."""

    across: int
    down: int
    wide: float

    @classmethod
    def of(cls, wide: float, count: int, least: float = LEAST) -> Grid:
        """The grid for so many panels that has a width, and is as even as can be."""
        most = max(1, int((wide + ACROSS) // (least + ACROSS)))
        down = ceil(count / most)
        across = ceil(count / down)
        return cls(across, down, (wide - (across - 1) * ACROSS) / across)


@dataclass
class Panels:
    """The panels of a chart, set once all of them are drawn."""

    panels: list[Panel] = field(default_factory=list)
    share: bool = True

    def __call__(self, made: Canvas) -> None:
        """Give each panel its place and its scale, and finish it."""
        if not self.share:
            own = wrapped(Run(made.reader.language.word("own_scales"), quiet=True), made.wide)
            made.lines([(run,) for run in own])
        key = chart_key.reserve_key(made)
        of_one = shared_what((panel.view.fact for panel in self.panels), made.reader.language)
        for panel in self.panels:
            panel.by_place = bool(of_one)
        reach = [panel.whole for panel in self.panels] if self.share else []
        for panel in self.panels:
            panel.reach = reach
        grid = Grid.of(made.wide, len(self.panels), max(map(_least_wide, self.panels)))
        for panel in self.panels:
            panel.wide = grid.wide
        aside = max(map(_aside, self.panels)) if self.share else 0.0
        for panel in self.panels:
            panel.least_aside = aside
        self.place(made, grid)
        for panel in self.panels:
            FINISH[panel.layout](panel)
            for n, line in enumerate(panel.title):
                panel.write(line, 0, panel.height_of((n + 0.5) * LEADING) - BELOW_MIDDLE)
        chart_key.write_key(made, key)
        made.write_rows()

    def place(self, made: Canvas, grid: Grid) -> None:
        """Set the panels from left to right and down, the sheet as high as they need."""
        rows = [self.panels[n : n + grid.across] for n in range(0, len(self.panels), grid.across)]
        heads = [LEADING * max(len(panel.title) for panel in row) for row in rows]
        lowest = max(map(_lowest, self.panels))
        least = made.depth + sum(heads) + len(rows) * lowest + (len(rows) - 1) * DOWN
        made.settle_height(HEIGHT, least)
        body = lowest + (made.size[1] - least) / len(rows)
        top = made.size[1] - made.depth
        for head, row in zip(heads, rows, strict=True):
            top -= head + body
            for n, panel in enumerate(row):
                panel.depth, panel.extent = head, (grid.wide, head + body)
                panel.asked_height, panel.corner = head + body, (n * (grid.wide + ACROSS), top)
            top -= DOWN
