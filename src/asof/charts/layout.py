"""Layouts: scales, axes and the places of labels, once all marks of a chart are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from asof.charts import chart_key, gaps, scales
from asof.charts import mpl as library
from asof.charts.canvas import FOOT, Canvas, Layout
from asof.charts.gaps import GapMetrics
from asof.charts.label_placement import ABOVE, Box, Choice, Wanted, place_labels
from asof.charts.mpl import LEADING, SIZE, hairline_colour
from asof.charts.text_runs import BELOW_MIDDLE, DOT, Anchor, Line, line_width

GUTTER = 10.0  # between the words of a row and its drawing
LOWER = 0.6  # times the height that was asked for: enough for a drawing without words


def finish(made: Canvas) -> None:
    """Settle the scales of a chart, then put each label in its place."""
    from asof.charts.axis_words import translate_axes

    if made.begun:
        translate_axes(made)
        FINISH[made.layout](made)


def _free(made: Canvas) -> None:
    """A chart of one's own marks: all of it inside the sheet, unless its author lays it out."""
    if made.figure.get_layout_engine() is None:
        made.figure.tight_layout(pad=0.2)


def _counts(made: Canvas) -> None:
    """Counts over time: numbers at the left edge of the text, days below."""
    _reach_the_day(made)
    key = chart_key.reserve_key(made)
    levels = scales.steps_to(_top(made))
    gutter = _number(made, levels)
    _frame(made, gutter)
    made.axes.set_xlim(*_span_of(made, made.wide - gutter - made.aside))
    made.axes.hlines(levels[1:], *made.axes.get_xlim(), color=hairline_colour(), lw=0.5, zorder=0)
    _days_below(made)
    placed = _placed(made, gutter)
    if placed.hides:
        _tell_above(made)
        _frame(made, gutter)
        placed = _placed(made, gutter)
    _write_all(made, placed)
    chart_key.write_key(made, key)


def _top(made: Canvas) -> float:
    """The highest number that is drawn."""
    return max(mark.y[1] for mark in made.marks)


def _number(made: Canvas, levels: Sequence[float]) -> float:
    """Name numbers at the left edge; how much room they need is told."""
    told = [scales.axis_number(level, made.reader.language) for level in levels]
    gutter = max(library.width_of(each) for each in told) + 7
    made.axes.set_ylim(min(0.0, *(mark.y[0] for mark in made.marks)), _top(made))
    made.axes.set_yticks(levels, told, ha="left", va="center")
    made.axes.tick_params(axis="y", pad=gutter)
    return gutter


def _frame(made: Canvas, gutter: float) -> None:
    high = made.size[1] - made.depth - _headroom(made, _top(made))
    made.frame(gutter, FOOT, made.wide - made.aside, high)


def _tell_above(made: Canvas) -> None:
    """Leave values alone beside their marks, and tell above the drawing what they count."""
    told = [lines for label in made.labels if (lines := label.told(made.wide))]
    for lines in told:
        made.lines(lines, beside=False)
        made.space(2.0)
    made.space(GUTTER)
    made.labels = [label.short for label in made.labels]
    made.resize(LOWER * made.size[1] + made.depth)
    _write_rows(made)


def _headroom(made: Canvas, top: float) -> float:
    """The room above the highest mark: for its label where it is level, for a number else."""
    drawn = *made.marks, *(label.mark for label in made.labels)
    level = any(mark.y == (top, top) for mark in drawn)
    return 2 * LEADING + ABOVE + DOT + 1 if level else SIZE / 2 + 2


def _reach_the_day(made: Canvas) -> None:
    """Where no value goes on, the axis does: up to the day that the edition is of."""
    last = max(last for _, last in made.spells)
    if not made.onward and (day := scales.x(made.reader.day)) > last:
        made.spells.append((day, day))


def _spans(made: Canvas) -> None:
    """Spans of time: a row each, its words at the left, days below."""
    left = _rows(made, FOOT)
    made.axes.set_xlim(*_span_of(made, made.wide - left))
    _days_below(made)
    for first, last, y in made.gaps:
        gaps.in_row(made, (first, last), made.height_of(y) - BELOW_MIDDLE)


def _amounts(made: Canvas) -> None:
    """Amounts: a row each, from a common zero, with numbers below where they were asked for."""
    axes, language = made.axes, made.reader.language
    left = _rows(made, FOOT if made.scale else 0.0)
    top = max(mark.x[1] for mark in made.marks)
    room = max(mark.half for mark in made.marks if mark.x[1] == top)
    axes.set_xlim(0, top * (made.wide - left) / (made.wide - left - room))
    axes.spines["bottom"].set_visible(made.scale)
    levels = scales.steps_to(top, most=3) if made.scale else []
    axes.set_xticks(levels, [scales.axis_number(level, language) for level in levels])
    _keep_inside(made)


def _rows(made: Canvas, foot: float) -> float:
    """Set the height that the rows need; write their words; where the drawing begins is told."""
    made.resize(made.depth + foot + 2)
    words = [line_width(row.line) for row in made.rows if row.beside]
    left = max(words) + GUTTER if words else 0.0
    made.frame(left, foot, made.wide, made.size[1])
    made.axes.set_ylim(made.depth + 2, 0)
    made.axes.set_yticks([])
    _write_rows(made)
    return left


def _write_rows(made: Canvas) -> None:
    for row in made.rows:
        made.write(row.line, 0, made.height_of(row.y) - BELOW_MIDDLE)


def _events(made: Canvas) -> None:
    """Events: the helper that drew them knows how."""
    if made.settle:
        made.settle(made)


FINISH: Mapping[Layout, Callable[[Canvas], None]] = {
    Layout.FREE: _free,
    Layout.COUNTS: _counts,
    Layout.SPANS: _spans,
    Layout.AMOUNTS: _amounts,
    Layout.EVENTS: _events,
}


def _extent(spells: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return min(first for first, _ in spells), max(last for _, last in spells)


def _span_of(made: Canvas, width: float) -> tuple[float, float]:
    """The ends of an axis of time, with room for half a mark and for what goes on."""
    first, last = _extent(made.spells)
    short = max(60.0 - (last - first), 0.0) / 2
    each = (last - first + 2 * short) / width
    return first - short - 4 * each, last + short + (made.onward + 4) * each


def _days_below(made: Canvas) -> None:
    """Name days below the axis."""
    first, last = made.axes.get_xlim()
    language = made.reader.language
    width = made.axes.get_position().width * made.wide
    days = scales.days_between(first, last, width)
    made.axes.set_xticks([at for at, _ in days], [scales.axis_name(t, language) for _, t in days])
    _keep_inside(made)


def _keep_inside(made: Canvas) -> None:
    """Words below an axis stay on the sheet."""
    for at, label in zip(made.axes.get_xticks(), made.axes.get_xticklabels(), strict=True):
        box = made.box(Anchor((at, at), (0, 0), library.width_of(label.get_text()) / 2))
        if box.right > made.wide:
            label.set_horizontalalignment("right")
        elif box.left < 0:
            label.set_horizontalalignment("left")


@dataclass(frozen=True, slots=True)
class LabelLayout:
    """What marks take of a sheet, the measures of gaps near its axis, the places of labels."""

    marks: tuple[Box, ...]
    measures: tuple[GapMetrics, ...]
    choices: tuple[Choice, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All that is taken."""
        return *self.ground, *(choice.box for choice in self.choices)

    @property
    def ground(self) -> tuple[Box, ...]:
        """What is taken by all but labels."""
        return *self.marks, *(measure.box for measure in self.measures)

    @property
    def hides(self) -> bool:
        """Whether a label stands upon a mark, a measure or another label."""
        labels = [choice.box for choice in self.choices]
        pairs = *product(labels, self.ground), *combinations(labels, 2)
        return any(one.shared(other) for one, other in pairs)


def _placed(made: Canvas, left: float) -> LabelLayout:
    """Find each label a place that nothing takes, right of the numbers."""
    across = made.axes.get_xlim()
    levels = [Anchor(across, (y, y), 0.25) for y in made.axes.get_yticks()]
    marks = [made.box(mark) for mark in made.marks]
    measures = gaps.low(made, marks)
    taken = [made.box(level) for level in levels] + marks + [m.box for m in measures]
    wanted = [
        Wanted(made.box(label.mark), tuple(each.size for each in label.settings))
        for label in made.labels
    ]
    found = place_labels(
        wanted, taken, Box(left, FOOT + 2, made.wide - 1, made.size[1] - made.depth)
    )
    return LabelLayout(tuple(marks), tuple(measures), tuple(found))


def _write_all(made: Canvas, placed: LabelLayout) -> None:
    """Write measures and labels, then the measures of gaps that have room between those."""
    for measure in placed.measures:
        measure.write(made)
    for label, choice in zip(made.labels, placed.choices, strict=True):
        _write(made, made.box(label.mark), label.settings[choice.size].lines, choice)
    for measure in gaps.tall(made, placed.boxes):
        measure.write(made)


def _write(made: Canvas, mark: Box, lines: Sequence[Line], choice: Choice) -> None:
    """Write a label, with a hairline to its mark if that is not beside it."""
    box = choice.box
    for n, line in enumerate(lines):
        x = box.right - line_width(line) if choice.flush else box.left
        made.write(line, x, box.high - (n + 0.5) * LEADING - BELOW_MIDDLE, over=True)
    beside = box.right <= mark.left or box.left >= mark.right
    if beside and not (box.low - 2 <= mark.high and mark.low <= box.high + 2):
        ends = (mark.left, box.right + 2) if choice.flush else (mark.right, box.left - 2)
        made.rule(ends, ((mark.low + mark.high) / 2, (box.low + box.high) / 2))
