"""The layout of counts over time: numbers at the left, days below, labels where there is room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor, log10

from asof.charts import chart_key, gaps, scales, time_axis
from asof.charts import mpl as library
from asof.charts.canvas import FOOT, HEIGHT, LOWEST, Canvas
from asof.charts.chart_key import KeyPlace
from asof.charts.gaps import GapMetrics
from asof.charts.label_placement import (
    ABOVE,
    BESIDE,
    CHOSEN,
    FEW,
    NAMED,
    OTHER,
    Box,
    Boxes,
    Choice,
    Ground,
    Wanted,
    place_labels,
)
from asof.charts.mpl import LEADING, SIZE, hairline_colour, middle_colour
from asof.charts.text_runs import BELOW_MIDDLE, Anchor, Label, Line, line_width
from asof.diagnostics import WordError

GUTTER = 7.0  # between the numbers of an axis and the drawing
ASIDE = 0.34  # of the width: the most that names at the ends of lines take
NEAR = 0.15  # of the numbers drawn: a mark so near to an edge needs room for its arrow
AROUND = 1.0  # days: a column stands around its day
FEW_SERIES = 3  # of more the lines cross so often that only their ends are clear
LOWER = 0.8  # of the usual height: what a key leaves to the drawing


@dataclass(frozen=True, slots=True)
class CountLayout:
    """Labels and their places, with what else takes room on the sheet."""

    labels: tuple[Label, ...]
    choices: tuple[Choice | None, ...]
    marks: tuple[Box, ...]
    measures: tuple[GapMetrics, ...]

    @property
    def complete(self) -> bool:
        """Whether all labels have a place that no chart can do without."""
        pairs = zip(self.labels, self.choices, strict=True)
        return all(choice or label.worth < NAMED for label, choice in pairs)

    @property
    def clear(self) -> bool:
        """Whether each of those labels is beside what it names, too."""
        leading = (choice.leader for label, choice in self.written if label.worth >= NAMED)
        return self.complete and not any(leading)

    @property
    def written(self) -> list[tuple[Label, Choice]]:
        """The labels that are written: where one of the lesser is lost, none of its series is."""
        pairs = list(zip(self.labels, self.choices, strict=True))
        lossy = {label.series for label, choice in pairs if not choice and label.worth <= OTHER}
        return [
            (label, choice)
            for label, choice in pairs
            if choice and not (label.worth <= OTHER and label.series in lossy)
        ]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All that is taken."""
        found = [choice.box for _, choice in self.written]
        return *self.marks, *(measure.box for measure in self.measures), *found


@dataclass(frozen=True, slots=True)
class Way:
    """A way to label a chart: some labels have room beside the drawing, some names are in a key."""

    labels: Sequence[Label]
    beside: Sequence[Label] = ()
    keyed: bool = False


def lay_counts(made: Canvas) -> None:
    """Settle the scales, and label the chart in the best way in which nothing is lost."""
    _reach_the_day(made)
    for draw in made.across:
        draw(made)
    made.labels = _fewer(made.labels)
    for line in made.axes.lines:
        line.set_clip_on(False)  # half of a mark may stand beyond the end of an axis
    key, found = _best(made)
    _draw_ground(made)
    chart_key.write_key(made, key)
    made.write_rows()
    _write(made, found)


def _best(made: Canvas) -> tuple[list[KeyPlace], CountLayout]:
    """The first way in which labels are clear, or else complete, or else the last; tried last."""
    begun, complete = made.depth, None
    for way in _ways(made):
        key, found = _tried(made, way, begun)
        if found.clear:
            return key, found
        complete = complete or (way if found.complete else None)
    return _tried(made, complete, begun) if complete else (key, found)


def _tried(made: Canvas, way: Way, begun: float) -> tuple[list[KeyPlace], CountLayout]:
    """A chart labelled in one way, from the depth that it had."""
    made.depth = begun
    return _reserve_key(made, way), _placed(made, way)


def _reserve_key(made: Canvas, way: Way) -> list[KeyPlace]:
    """Give the key the room that it needs, and the drawing what it needs at the least."""
    named = list(made.names.values())
    made.key = [entry for entry in made.key if entry not in named]
    for entry in named * way.keyed:
        made.name_in_key(entry.words, entry.look)
    key = chart_key.reserve_key(made)
    least = made.depth + max(LOWER * HEIGHT if key else LOWEST, least_tall(made))
    made.settle_height(max(HEIGHT, least), least)
    return key


def _reach_the_day(made: Canvas) -> None:
    """The axis goes up to the day that the edition is of."""
    day = scales.x(made.reader.day)
    made.spells.append((day, day))


# Scales


def _frame(made: Canvas, aside: float) -> None:
    """Put the drawing between the numbers at its left and the names at its right."""
    (low, top), left = _ends(made), room_before(made)
    made.frame(left, FOOT, made.wide - aside, made.size[1] - made.depth)
    made.axes.set_yticks(_levels(made), _numbers(made), ha="right", va="center")
    made.axes.minorticks_off()
    made.axes.tick_params(axis="y", pad=GUTTER - 3)
    _reach(made, low, top)
    made.axes.set_xlim(*time_axis.span(made, made.wide - aside - left))


def _numbers(made: Canvas) -> list[str]:
    """The numbers of the axis, in words."""
    return [scales.axis_number(level, made.reader.language) for level in _levels(made)]


def room_before(made: Canvas) -> float:
    """The room that the numbers of the axis take at the left of a drawing."""
    return max(map(library.width_of, _numbers(made))) + GUTTER


def _reach(made: Canvas, low: float, top: float) -> None:
    """Let the axis of numbers reach as far beyond its ends as marks and labels need."""
    under, over = _foot_room(made), _head_room(made)
    scale, number = _scale(made), ten_to if _logarithmic(made) else float
    tall = max(made.size[1] - made.depth - FOOT - under - over, 1.0)
    each = (scale(top) - scale(low)) / tall
    made.axes.set_ylim(number(scale(low) - under * each), number(scale(top) + over * each))


def ten_to(power: float) -> float:
    """The number that a power of ten is."""
    return float(10.0**power)


def _logarithmic(made: Canvas) -> bool:
    return made.axes.get_yscale() == "log"


def _scale(made: Canvas) -> Callable[[float], float]:
    """What makes equal distances of an axis equal differences."""
    return log10 if _logarithmic(made) else float


def _ends(made: Canvas) -> tuple[float, float]:
    """The lowest and the highest number that is drawn; zero always is, where an axis has it."""
    drawn = [y for mark in made.scaled for y in mark.y]
    if _logarithmic(made):
        if min(drawn) <= 0:
            raise WordError("a logarithmic axis has no place for zero", "take set_yscale out")
        low = ten_to(floor(log10(min(drawn))))
        return low, max(2 * low, *drawn)
    low, top = min([0.0, *drawn]), max([0.0, *drawn])
    return low, top if top > low else low + 1.0


def least_tall(made: Canvas) -> float:
    """How high a drawing is at the least, so that the numbers of its axis stand apart."""
    scale, levels = _scale(made), _levels(made)
    low, top = map(scale, _ends(made))
    parts = (top - low) / (scale(levels[1]) - scale(levels[0])) if len(levels) > 1 else 1.0
    return FOOT + _foot_room(made) + parts * LEADING + _head_room(made)


def _levels(made: Canvas) -> list[float]:
    low, top = _ends(made)
    return scales.powers_of_ten(low, top) if _logarithmic(made) else scales.steps_to(top, low=low)


def _head_room(made: Canvas) -> float:
    """The room above the highest number: for its arrow, its label and the number of the axis."""
    low, top = _ends(made)
    near = [mark for mark in made.scaled if max(mark.y) >= top - NEAR * (top - low)]
    arrow = max((mark.half + mark.up for mark in near), default=0.0)
    level = (label for label in made.labels if min(label.mark.y) == top)
    lines = [len(label.settings[0].lines) for label in level]
    lines += [1] if made.reach else []  # so that all panels have one scale
    label = max(lines) * LEADING + ABOVE if lines else 0.0
    return max(SIZE / 2 + 2, arrow + label + 2)


def _foot_room(made: Canvas) -> float:
    """The room below the lowest number: none below zero, but for an arrow."""
    low, top = _ends(made)
    near = [mark for mark in made.scaled if min(mark.y) <= low + NEAR * (top - low)]
    arrow = max((mark.half + mark.down for mark in near if mark.down), default=0.0)
    below = max((mark.half for mark in near), default=0.0) + LEADING + ABOVE if low < 0 else 0.0
    return max(arrow, below) + 2 if arrow or below else 0.0


def _draw_ground(made: Canvas) -> None:
    """Level lines, the line of zero where it is not the axis, and the edition's day."""
    axes, (left, _) = made.axes, made.axes.get_xlim()
    right, day = time_axis.time_drawn(made)[1], scales.x(made.reader.day)
    floor = axes.get_ylim()[0]
    levels = [level for level in _levels(made) if level != 0]
    axes.hlines(levels, left, right, color=hairline_colour(), lw=0.5, zorder=0)
    axes.spines["bottom"].set_bounds(left, right)
    if floor < 0:
        axes.hlines([0.0], left, right, color=library.ink_colour(), lw=0.5, zorder=0)
    if right > day + AROUND:
        axes.vlines([day], floor, axes.get_ylim()[1], color=middle_colour(), lw=0.5, zorder=0)
    time_axis.name_days(made, [day] if right > day + AROUND else [])


# Labels


def _fewer(labels: list[Label]) -> list[Label]:
    """Of many labels those that are chosen; of many of several series the last of each."""
    series = {label.series for label in labels if label.series}
    least = OTHER if len(labels) > FEW else 0.0
    if len(series) > FEW_SERIES and len(labels) > FEW / 2:
        least = CHOSEN
    return [label for label in labels if not label.series or label.worth > least]


def _ways(made: Canvas) -> Iterator[Way]:
    """The ways to say what each series is, the best first.

    At its last value, within the drawing or beside it; of one that is alone at its first; in a key.
    """
    last = {label.series: n for n, label in enumerate(made.labels) if label.series}
    first = {label.series: n for n, label in reversed(list(enumerate(made.labels)))}
    labels = _named(made, last.values())
    inside = [Way(labels)]
    if len(last) == 1:
        inside.append(Way(_named(made, first.values())))
    ends = {n: replace(labels[n], left=False) for n in last.values()}
    beside = Way([ends.get(n, label) for n, label in enumerate(labels)], list(ends.values()))
    roomy = made.titled or not made.narrow
    if roomy and made.aside:
        yield from (beside, *inside)
    else:
        yield from (*inside, beside) if roomy and len(last) > 1 else inside
    yield Way(made.labels, keyed=True)
    yield Way(made.labels, [made.labels[n] for n in last.values()], keyed=True)


def _named(made: Canvas, which: Collection[int]) -> list[Label]:
    """The labels of a chart, of which some say what their series is; of several, all that can."""
    several = len(which) > 1
    return [
        label.full if n in which else label.rather_full if several else label
        for n, label in enumerate(made.labels)
    ]


def room_aside(made: Canvas, labels: Iterable[Label]) -> float:
    """The room that names take beside the ends of their lines."""
    most = ASIDE * made.wide
    widths = [
        min(
            (setting for setting in label.settings if setting.size.wide <= most),
            key=lambda setting: setting.price,
            default=label.settings[-1],
        ).size.wide
        for label in labels
    ]
    return min(max(widths), most) + BESIDE + 2 if widths else 0.0


def _placed(made: Canvas, way: Way) -> CountLayout:
    """Find each label a place that nothing takes."""
    _frame(made, max(made.least_aside, room_aside(made, way.beside)))
    across = time_axis.time_drawn(made)
    levels = [made.box(Anchor(across, (y, y), 0.25)) for y in _levels(made)]
    marks = [made.box(mark) for mark in made.marks]
    measures = gaps.low(made, marks)
    wanted = [
        Wanted(made.box(each.mark), each.wanted, each.worth, each.left, each.right)
        for each in way.labels
    ]
    left = made.drawing.left
    room = Box(left, FOOT + 2, made.wide - 2, made.size[1] - made.depth)
    words = Boxes(measure.box for measure in measures)
    choices = place_labels(wanted, Ground(Boxes(marks), words, Boxes(levels)), room)
    return CountLayout(tuple(way.labels), tuple(choices), tuple(marks), tuple(measures))


def _write(made: Canvas, found: CountLayout) -> None:
    """Write measures and labels, then the measures of gaps that have room between those."""
    for measure in found.measures:
        measure.write(made)
    for label, choice in found.written:
        _write_label(made, made.box(label.mark), label.settings[choice.size].lines, choice)
    for measure in gaps.tall(made, found.boxes):
        measure.write(made)


def _write_label(made: Canvas, mark: Box, lines: Sequence[Line], choice: Choice) -> None:
    """Write a label, with a hairline to its mark if that is not beside it."""
    box = choice.box
    for n, line in enumerate(lines):
        x = box.right - line_width(line) if choice.flush else box.left
        made.write(line, x, box.high - (n + 0.5) * LEADING - BELOW_MIDDLE, over=True)
    if choice.leader:
        ends = (mark.left, box.right + 2) if choice.flush else (mark.right, box.left - 2)
        made.rule(ends, ((mark.low + mark.high) / 2, (box.low + box.high) / 2))
