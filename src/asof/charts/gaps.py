"""Time of which nothing is stated: measured on a chart, and told there if words have room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asof.charts import intervals as held
from asof.charts.canvas import FOOT, Canvas
from asof.charts.label_placement import Box
from asof.charts.mpl import LEADING
from asof.charts.text_runs import BELOW_MIDDLE, Anchor, Run, wrapped

APART = 7.0  # between words in two lines and what does not belong to them
INSET = 4.5  # between a mark and the measure of a gap
LEAST = 12.0  # the shortest time in which nothing is stated that is measured
CAP = 2.5  # half of the end of a measure
BARE = (Run(""),)  # no words have room


@dataclass(frozen=True, slots=True)
class GapMetrics:
    """A gap from end to end, and the lines of words in its middle."""

    box: Box
    lines: tuple[Run, ...]

    def write(self, made: Canvas) -> None:
        """Draw a thin line with two ends, and the words over it."""
        box, middle = self.box, (self.box.low + self.box.high) / 2
        made.rule((box.left, box.right), (middle, middle))
        for end in (box.left, box.right):
            made.rule((end, end), (middle - CAP, middle + CAP))
        for n, line in enumerate(self.lines):
            left = (box.left + box.right - line.width) / 2
            made.write((line,), left, box.high - (n + 0.5) * LEADING - BELOW_MIDDLE, over=True)


def low(made: Canvas, taken: Sequence[Box]) -> list[GapMetrics]:
    """The gaps that take one line, near the axis: those with room for the words, or for none."""
    return [
        measure
        for gap, lines in _gaps(made)
        if len(lines) == 1 and (measure := _placed(made, gap, lines, taken))
    ]


def tall(made: Canvas, taken: Sequence[Box]) -> list[GapMetrics]:
    """The gaps that take two lines, as low as there is room; without words if there is none."""
    found = (
        _placed(made, gap, lines, taken) or _placed(made, gap, BARE, taken)
        for gap, lines in _gaps(made)
        if len(lines) > 1
    )
    return [measure for measure in found if measure]


def in_row(made: Canvas, gap: tuple[float, float], y: float) -> None:
    """Write on a row that nothing is stated, if the words find room in the gap."""
    box, words = made.box(Anchor(gap, (0, 0), 0)), _words(made)
    if box.right - box.left > words.width + 12:
        made.write((words,), (box.left + box.right - words.width) / 2, y, over=True)


def _gaps(made: Canvas) -> Iterator[tuple[Box, tuple[Run, ...]]]:
    """The times of which no number is stated, with what is said of them."""
    nothing = ((gap, _words(made)) for gap in held.gaps(made.spells))
    silent = ((each.x, Run(each.words, quiet=True)) for each in made.silences)
    for gap, words in (*nothing, *silent):
        box = made.box(Anchor(gap, (0, 0), -INSET))
        if box.right - box.left > LEAST:
            yield box, _lines(words, box.right - box.left)


def _words(made: Canvas) -> Run:
    return Run(made.reader.language.word("nothing_stated"), quiet=True)


def _lines(words: Run, wide: float) -> tuple[Run, ...]:
    """Words in one line or more; an empty line where none has room."""
    rooms = ((words,), 2.0), (tuple(wrapped(words, 0)), 8.0)
    found = (s for s, more in rooms if max(line.width for line in s) + more <= wide)
    return next(found, BARE)


def _placed(
    made: Canvas, gap: Box, lines: tuple[Run, ...], taken: Sequence[Box]
) -> GapMetrics | None:
    """A measure as low as there is room for it."""
    high = 2 * CAP + 1 if lines == BARE else len(lines) * LEADING
    levels = range(int(FOOT) + 2, int(made.size[1] - made.depth - high), 3)
    boxes = (Box(gap.left, n, gap.right, n + high) for n in levels)
    room = APART * (len(lines) - 1)
    free = (b for b in boxes if not any(b.grown(room).touches(o) for o in taken))
    return next((GapMetrics(box, lines) for box in free), None)
