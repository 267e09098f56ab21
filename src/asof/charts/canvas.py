"""The sheet a chart is drawn on: marks come as they are asked for, labels find places last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from asof.charts import mpl as library
from asof.charts.chart_key import KeyEntry, Look
from asof.charts.label_placement import Box
from asof.charts.map_folder import MapFolder
from asof.charts.mpl import LEADING, STRONG, ink_colour, quiet_colour
from asof.charts.series_looks import SeriesLook, series_look
from asof.charts.text_runs import (
    BELOW_MIDDLE,
    DOT,
    SPACE,
    Anchor,
    Label,
    Line,
    Run,
    TextLine,
    wrapped,
)
from asof.charts.visible_marks import displayed_words, is_drawn_on
from asof.diagnostics import WordError
from asof.ledger.facts import Observation
from asof.ledger.rules_of_time import View
from asof.ledger.shown import ShownFact, gathered
from asof.ledger.trace import RecordingEdition
from asof.quantity import Quantity

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

HEIGHT = 150.0
FOOT = 17.0  # under the lowest mark: the axis and its words
LOWEST = 78.0  # of a drawing of counts with its foot, at the least
IN_PANELS = "give each a panel: panels(axes, …)"
APART = "draw each in a chart of its own"
NARROW = 280.0  # a sheet of less has no room for words beside a drawing
COLUMN = 0.515  # of the width: the words of a row


class Gathering(Protocol):
    """What gathers all that a layout draws, and draws it once all of it is known."""

    def __call__(self, made: Canvas) -> None:
        """Draw."""


Gathered = TypeVar("Gathered", bound=Gathering)


NOWHERE = Box(0, 0, 0, 0)


class Layout(Enum):
    """What the two directions of a chart mean."""

    FREE = "marks of its own"
    COUNTS = "counts over time"
    SPANS = "spans of time"
    AMOUNTS = "amounts"
    RANGES = "ranges"
    EVENTS = "events"
    MAP = "a map"
    SPARKLINE = "a sparkline"
    PANELS = "panels"


@dataclass(frozen=True, slots=True)
class Silence:
    """A time of which no number is stated, and what is said of it."""

    x: tuple[float, float]
    words: str


@dataclass
class Canvas:
    """One chart being drawn: its axes, the edition it shows, and what was drawn so far.

    Its `figure` stays its own whatever becomes of the axes, and so many points `wide`. It is
    `asked` when a helper was called.
    """

    axes: Axes
    reader: RecordingEdition
    figure: Figure = field(init=False)
    wide: float = field(init=False)
    asked: bool = False
    layout: Layout = Layout.FREE
    scaled_fact: View | None = None  # the first on its scale
    depth: float = 0.0
    marks: list[Anchor] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    rows: list[TextLine] = field(default_factory=list)
    series: list[str] = field(default_factory=list)
    spells: list[tuple[float, float]] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    drawn: list[tuple[View, tuple[Observation, ...]]] = field(default_factory=list)
    key: list[KeyEntry] = field(default_factory=list)
    names: dict[str, KeyEntry] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)  # what the alternative text says besides
    maps: MapFolder | None = None
    gathering: Gathering | None = None
    aside: bool = False  # whether the last values are named at the right of the drawing
    least_aside: float = 0.0  # points that they have there, whatever they need
    across: list[Gathering] = field(default_factory=list)  # what reaches from end to end
    titled: str = ""  # the key of the fact that what stands above it names
    reach: list[Anchor] = field(default_factory=list)  # what its scales hold besides its marks
    drawing: Box = NOWHERE  # where the axes stand, in points
    asked_height: float | None = None
    least_height: float = 0.0  # what its words need, where it can be lower than it is
    written: list[Text] = field(default_factory=list)  # what helpers wrote
    row_heights: tuple[float, ...] = ()  # where its height follows from its rows

    def __post_init__(self) -> None:
        self.figure = library.figure_of(self.axes)
        self.wide = self.size[0]

    def use(self, layout: Layout) -> None:
        """Draw in a layout; raises ValueError where the chart has begun in another."""
        if self.layout not in (Layout.FREE, layout):
            told = f"{layout.value} and {self.layout.value} do not share a chart"
            raise ValueError(told)
        if self.layout is not layout:
            self.axes.set_prop_cycle(
                color=library.colours()
            )  # the helpers have dashes of their own
        self.layout = layout

    def share_scale(self, fact: View) -> None:
        """Draw a fact on the chart's scale; raises WordError where that is of other things.

        People share a scale with beds, but dollars and percentages with nothing else.
        """
        if not any(isinstance(o.value, Quantity) for o in (*fact.history, *fact.claims)):
            return
        self.scaled_fact = first = self.scaled_fact or fact
        one, other = first.fact.measure, fact.fact.measure
        if (one.currency, one.special) != (other.currency, other.special):
            told = (
                f"'{first.key}' counts {one} and '{fact.key}' counts {other}: "
                "they have no axis in common"
            )
            raise WordError(told, IN_PANELS if self.layout is Layout.COUNTS else APART)

    def look(self, series: str) -> SeriesLook:
        """The look of a series, by the key of its fact: the next one where it is new."""
        if series not in self.series:
            self.series.append(series)
        return series_look(self.series.index(series))

    @property
    def log(self) -> bool:
        """Whether its values stand on a logarithmic scale."""
        return self.axes.get_yscale() == "log"

    def use_log(self) -> None:
        """Have a logarithmic scale, and say so; raises WordError where there is a zero."""
        if not self.log:
            self.axes.set_yscale("log")
            words = wrapped(Run(self.reader.language.word("log_scale"), quiet=True), self.wide)
            self.lines([(run,) for run in words])
        self.check_scale(self.marks)

    def check_scale(self, marks: Iterable[Anchor]) -> None:
        """See that a logarithmic scale has all values; raises WordError."""
        if self.log and any(min(mark.y) <= 0 for mark in marks):
            told = "a value or a column of this chart reaches zero, which no log scale has"
            raise WordError(told, "leave out scale='log'")

    def explain(self, words: str, look: Look, *, upright: bool = False) -> None:
        """Say once in the chart's key what a look stands for."""
        entry = KeyEntry(words, look, upright)
        if entry not in self.key:
            self.key.append(entry)

    def name_in_key(self, words: str, look: Look) -> None:
        """Say in the key which series has a look, even where another is called the same."""
        entry = KeyEntry(words, look)
        if all(each.words != words or each.look != look for each in self.key):
            self.key.append(entry)

    def name(self, series: str, words: str, look: Look) -> None:
        """What the key says of a series where no label has room for it, nor what stands above."""
        if series != self.titled:
            self.names[series] = KeyEntry(words, look)

    def gather(self, kind: type[Gathered]) -> Gathered:
        """What gathers all that a layout draws."""
        if not isinstance(self.gathering, kind):
            self.gathering = kind()
        return self.gathering

    def lines(self, lines: Iterable[Line]) -> None:
        """Add lines of words below what is there."""
        for line in lines:
            self.rows.append(TextLine(line, self.depth + LEADING / 2))
            self.depth += LEADING

    def height_of(self, y: float) -> float:
        """How high a row stands above the foot of the sheet, in points."""
        return self.size[1] - y

    def mark(
        self,
        x: tuple[float, float],
        y: tuple[float, float],
        half: float = DOT,
        arrow: tuple[float, float] = (0.0, 0.0),
    ) -> Anchor:
        """Remember where something is drawn, and how far its arrow reaches down and up."""
        self.marks.append(Anchor(x, y, half, *arrow))
        self.check_scale(self.marks[-1:])
        return self.marks[-1]

    def show(self, view: View, said: Iterable[Observation]) -> None:
        """Remember what was drawn of a fact: its words, sources and record come from it."""
        self.drawn.append((view, tuple(said)))

    @property
    def shown(self) -> tuple[ShownFact, ...]:
        """What is shown of each fact: what helpers drew; of own marks, the value of each read."""
        if self.layout is Layout.FREE:
            return gathered((view, view.chosen) for view in self.reader.views)
        return gathered(self.drawn)

    @property
    def scaled(self) -> list[Anchor]:
        """What its scales have to hold."""
        return [*self.marks, *self.reach]

    @property
    def empty(self) -> bool:
        """Whether nothing of it is seen."""
        return not is_drawn_on(self.figure)

    @property
    def begun(self) -> bool:
        """Whether there is anything to lay out: some marks are drawn once all are known."""
        return bool(self.gathering or self.labels or self.marks) or not self.empty

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        wide, tall = self.figure.get_size_inches() * 72
        return float(wide), float(tall)

    @property
    def letters(self) -> int:
        """How many letters and digits it shows."""
        return sum(map(str.isalnum, "".join(displayed_words(self.figure))))

    @property
    def narrow(self) -> bool:
        """Whether words stand above what they name, for there is no room beside it."""
        return self.wide < NARROW

    @property
    def column(self) -> float:
        """How wide the words of a row can be, in points."""
        return self.wide if self.narrow else COLUMN * self.wide

    def settle_height(self, natural: float, least: float) -> None:
        """Be as high as was asked for, else as is natural; never lower than words need."""
        self.least_height = least
        self.resize(max(self.asked_height or natural, least))

    def resize(self, height: float) -> None:
        """Give the sheet another height, in points."""
        self.figure.set_size_inches(self.wide / 72, height / 72)

    def frame(self, left: float, low: float, right: float, high: float) -> None:
        """Put the axes into a part of the sheet, in points from its lower left."""
        self.drawing = Box(left, low, right, high)
        wide, tall = self.size
        self.axes.set_position(
            (left / wide, low / tall, (right - left) / wide, (high - low) / tall)
        )

    def frame_whole(self) -> None:
        """Let the axes be the sheet, in points."""
        wide, tall = self.size
        self.frame(0, 0, wide, tall)
        self.axes.set_xlim(0, wide)
        self.axes.set_ylim(0, tall)

    def box(self, mark: Anchor) -> Box:
        """Where a mark stands on the sheet, in points."""
        corners = [(mark.x[0], mark.y[0]), (mark.x[1], mark.y[1])]
        (x0, y0), (x1, y1) = (map(float, c) for c in self.axes.transData.transform(corners))
        left, low = min(x0, x1) - mark.half, min(y0, y1) - mark.half - mark.down
        return Box(left, low, max(x0, x1) + mark.half, max(y0, y1) + mark.half + mark.up)

    def write(self, line: Line, x: float, y: float, over: bool = False) -> None:
        """Set a line of words, its baseline beginning at a point of the sheet; white if over."""
        ground = {"fc": "white", "ec": "none", "pad": 0.8} if over else None
        for run in line:
            look: dict[str, Any] = {
                "color": quiet_colour() if run.quiet else ink_colour(),
                "weight": STRONG if run.strong else 400,
            }
            text = self.axes.text(x, y, run.text, transform=None, bbox=ground, **look)
            self.written.append(text)
            x += run.width + SPACE

    def write_rows(self) -> None:
        """Set the lines of words that stand from the left edge."""
        for row in self.rows:
            self.write(row.line, 0, self.height_of(row.y) - BELOW_MIDDLE)

    def rule(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw a hairline through points of the sheet."""
        from matplotlib.lines import Line2D

        tone = library.middle_colour()
        hair = Line2D(xs, ys, color=tone, lw=0.5, transform=None, clip_on=False)
        self.axes.add_artist(hair)


SHEETS: dict[Axes, Canvas] = {}  # those that are being drawn


def canvas_of(axes: Axes) -> Canvas:
    """The sheet that axes belong to, for a helper; raises WordError where they are no chart's."""
    if axes not in SHEETS:
        told = "the helpers draw on the 'axes' that the chart is given, on no others"
        raise WordError(told, "write 'axes' first")
    SHEETS[axes].asked = True
    return SHEETS[axes]


def on(axes: Axes, layout: Layout, *facts: View) -> Canvas:
    """The sheet that axes belong to, for drawing in a layout.

    Some facts are drawn on its scale; raises WordError where they cannot share it.
    """
    found = canvas_of(axes)
    found.use(layout)
    for fact in facts:
        found.share_scale(fact)
    return found


def view_named(axes: Axes, what: View | Iterable[Observation]) -> View | None:
    """The fact that is meant: itself, or the one whose observations were handed over."""
    sheet = canvas_of(axes)
    if isinstance(what, View):
        return what
    wanted = tuple(what)
    if not wanted:
        return None
    for view in sheet.reader.views:
        if all(o in view.history + view.claims for o in wanted):
            return view
    raise ValueError("these observations belong to no fact that the chart asked for")
