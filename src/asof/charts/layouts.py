"""Layouts: scales, axes and the places of labels, once all marks of a chart are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from asof.charts import library, scales
from asof.charts.held import gaps
from asof.charts.library import HAIRLINE, LEADING, SIZE
from asof.charts.places import ABOVE, Box, Choice, Wanted, place
from asof.charts.sheet import Layout, Sheet
from asof.charts.words import BELOW_MIDDLE, DOT, Line, Mark, Run, line_width, wrapped

FOOT = 17.0  # under the lowest mark: the axis and its words
APART = 7.0  # between a label and words that do not belong to it
INSET = 4.5  # between a mark and the measure of a gap
LEAST = 12.0  # the shortest time in which nothing is stated that is measured
GUTTER = 10.0  # between the words of a row and its drawing


def finish(made: Sheet) -> None:
    """Settle the scales of a chart, then put each label in its place."""
    if not made.empty:
        FINISH[made.layout](made)


def _free(made: Sheet) -> None:
    """A chart of one's own marks: all of it inside the sheet."""
    library.canvas_of(made.axes).tight_layout(pad=0.2)


def _counts(made: Sheet) -> None:
    """Counts over time: numbers at the left edge of the text, days below."""
    _reach_the_day(made)
    axes, language = made.axes, made.reader.language
    top = max(mark.y[1] for mark in made.marks)
    levels = scales.steps_to(top)
    told = [scales.number(level, language) for level in levels]
    gutter = max(library.width_of(each) for each in told) + 7
    made.frame(gutter, FOOT, made.wide, made.size[1] - _headroom(made, top))
    axes.set_ylim(0, top)
    axes.set_yticks(levels, told, ha="left", va="center")
    axes.tick_params(axis="y", pad=gutter)
    axes.set_xlim(*_span_of(made, made.wide - gutter))
    axes.hlines(levels[1:], *axes.get_xlim(), color=HAIRLINE, lw=0.5, zorder=0)
    _days_below(made)
    grid = [made.box(Mark(axes.get_xlim(), (level, level), 0.25)) for level in levels]
    taken = [made.box(mark) for mark in made.marks]
    taken += _say_nothing_stated(made, taken, 1)
    taken += _place_labels(made, grid + taken, gutter)
    _say_nothing_stated(made, taken, 2)


def _headroom(made: Sheet, top: float) -> float:
    """The room above the highest mark: for its label where it is level, for a number else."""
    level = any(mark.y == (top, top) for mark in made.marks)
    return 2 * LEADING + ABOVE + DOT + 1 if level else SIZE / 2 + 2


def _reach_the_day(made: Sheet) -> None:
    """Where no value goes on, the axis does: up to the day that the edition is of."""
    last = max(last for _, last in made.spells)
    if not made.onward and (day := scales.x(made.reader.day)) > last:
        made.spells.append((day, day))


def _spans(made: Sheet) -> None:
    """Spans of time: a row each, its words at the left, days below."""
    left = _rows(made, FOOT)
    made.axes.set_xlim(*_span_of(made, made.wide - left))
    _days_below(made)
    for first, last, y in made.gaps:
        _say_nothing(made, (first, last), made.height_of(y) - BELOW_MIDDLE)


def _amounts(made: Sheet) -> None:
    """Amounts: a row each, from a common zero, with numbers below where they were asked for."""
    axes, language = made.axes, made.reader.language
    left = _rows(made, FOOT if made.scale else 0.0)
    top = max(mark.x[1] for mark in made.marks)
    room = max(mark.half for mark in made.marks if mark.x[1] == top)
    axes.set_xlim(0, top * (made.wide - left) / (made.wide - left - room))
    axes.spines["bottom"].set_visible(made.scale)
    levels = scales.steps_to(top, most=3) if made.scale else []
    axes.set_xticks(levels, [scales.number(level, language) for level in levels])
    _keep_inside(made)


def _rows(made: Sheet, foot: float) -> float:
    """Set the height that the rows need; write their words; where the drawing begins is told."""
    made.resize(made.depth + foot + 2)
    words = [line_width(row.line) for row in made.rows if row.beside]
    left = max(words) + GUTTER if words else 0.0
    made.frame(left, foot, made.wide, made.size[1])
    made.axes.set_ylim(made.depth + 2, 0)
    made.axes.set_yticks([])
    for row in made.rows:
        made.write(row.line, 0, made.height_of(row.y) - BELOW_MIDDLE)
    return left


def _events(made: Sheet) -> None:
    """Events: the helper that drew them knows how."""
    if made.settle:
        made.settle(made)


FINISH: Mapping[Layout, Callable[[Sheet], None]] = {
    Layout.FREE: _free,
    Layout.COUNTS: _counts,
    Layout.SPANS: _spans,
    Layout.AMOUNTS: _amounts,
    Layout.EVENTS: _events,
}


def _extent(spells: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return min(first for first, _ in spells), max(last for _, last in spells)


def _span_of(made: Sheet, width: float) -> tuple[float, float]:
    """The ends of an axis of time, with room for half a mark and for what goes on."""
    first, last = _extent(made.spells)
    short = max(60.0 - (last - first), 0.0) / 2
    each = (last - first + 2 * short) / width
    return first - short - 4 * each, last + short + (made.onward + 4) * each


def _days_below(made: Sheet) -> None:
    """Name days below the axis."""
    first, last = made.axes.get_xlim()
    language = made.reader.language
    width = made.axes.get_position().width * made.wide
    days = scales.days_between(first, last, width)
    made.axes.set_xticks([at for at, _ in days], [scales.named(t, language) for _, t in days])
    _keep_inside(made)


def _keep_inside(made: Sheet) -> None:
    """Words below an axis stay on the sheet."""
    for at, label in zip(made.axes.get_xticks(), made.axes.get_xticklabels(), strict=True):
        box = made.box(Mark((at, at), (0, 0), library.width_of(label.get_text()) / 2))
        if box.right > made.wide:
            label.set_horizontalalignment("right")
        elif box.left < 0:
            label.set_horizontalalignment("left")


def _place_labels(made: Sheet, taken: Sequence[Box], left: float) -> list[Box]:
    """Find each label a place that nothing takes, and write it there; the places are told."""
    wide, tall = made.size
    wanted = [
        Wanted(made.box(label.mark), tuple(each.size for each in label.settings))
        for label in made.labels
    ]
    found = place(wanted, taken, Box(left, FOOT + 2, wide - 1, tall))
    for label, choice in zip(made.labels, found, strict=True):
        _write(made, made.box(label.mark), label.settings[choice.size].lines, choice)
    return [choice.box for choice in found]


def _write(made: Sheet, mark: Box, lines: Sequence[Line], choice: Choice) -> None:
    """Write a label, with a hairline to its mark if that is not beside it."""
    box = choice.box
    for n, line in enumerate(lines):
        x = box.right - line_width(line) if choice.flush else box.left
        made.write(line, x, box.high - (n + 0.5) * LEADING - BELOW_MIDDLE, over=True)
    beside = box.right <= mark.left or box.left >= mark.right
    if beside and not (box.low - 2 <= mark.high and mark.low <= box.high + 2):
        ends = (mark.left, box.right + 2) if choice.flush else (mark.right, box.left - 2)
        made.rule(ends, ((mark.low + mark.high) / 2, (box.low + box.high) / 2))


def _say_nothing_stated(made: Sheet, taken: Sequence[Box], tall: int) -> list[Box]:
    """Measure the gaps that have room for the words in so many lines, as low as there is room."""
    found = []
    for gap in gaps(made.spells):
        box = made.box(Mark(gap, (0, 0), -INSET))
        lines = _in_gap(made, box.right - box.left)
        if box.right - box.left > LEAST and len(lines) == tall:
            levels = range(int(FOOT) + 2, int(made.size[1] - tall * LEADING), 3)
            boxes = (Box(box.left, n, box.right, n + tall * LEADING) for n in levels)
            free = (
                b for b in boxes if not any(b.grown(APART * (tall - 1)).shared(o) for o in taken)
            )
            found += [_measure(made, b, lines) for b in islice(free, 1)]
    return found


def _in_gap(made: Sheet, wide: float) -> list[Run]:
    """The words that nothing is stated in one line or more; an empty line where none has room."""
    words = Run(made.reader.language.word("nothing_stated"), quiet=True)
    rooms = ([words], 0.0), (wrapped(words, 0), 8.0)
    found = (s for s, more in rooms if max(line.width for line in s) + more <= wide)
    return next(found, [Run("")])


def _measure(made: Sheet, box: Box, lines: Sequence[Run]) -> Box:
    """A thin line from end to end of a gap, the words in its middle."""
    middle = (box.low + box.high) / 2
    made.rule((box.left, box.right), (middle, middle))
    for end in (box.left, box.right):
        made.rule((end, end), (middle - 2.5, middle + 2.5))
    for n, line in enumerate(lines):
        left = (box.left + box.right - line.width) / 2
        made.write((line,), left, box.high - (n + 0.5) * LEADING - BELOW_MIDDLE, over=True)
    return box


def _say_nothing(made: Sheet, gap: tuple[float, float], y: float) -> None:
    """Write on a row that nothing is stated, where the words find room in the gap."""
    box, words = (
        made.box(Mark(gap, (0, 0), 0)),
        Run(made.reader.language.word("nothing_stated"), quiet=True),
    )
    if box.right - box.left > words.width + 12:
        made.write((words,), (box.left + box.right - words.width) / 2, y, over=True)
