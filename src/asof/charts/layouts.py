"""Layouts: scales, axes and the places of labels, once all marks of a chart are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from asof.charts import library, scales
from asof.charts.held import gaps
from asof.charts.library import HAIRLINE, LEADING, SIZE
from asof.charts.places import BESIDE, Box, Wanted, place
from asof.charts.sheet import WIDTH, Layout, Sheet
from asof.charts.words import Label, Mark, Run, line_width

FOOT = 17.0  # under the lowest mark: the axis and its words
ASCENT = 6.6  # from the baseline to the top of the letters, about


def finish(made: Sheet) -> None:
    """Settle the scales of a chart, then put each label in its place."""
    if not made.empty:
        FINISH[made.layout](made)


def _free(made: Sheet) -> None:
    """A chart of one's own marks: all of it inside the sheet."""
    library.canvas_of(made.axes).tight_layout(pad=0.2)


def _counts(made: Sheet) -> None:
    """Counts over time: numbers at the left edge of the text, days below."""
    axes, language = made.axes, made.reader.language
    top = max(mark.y[1] for mark in made.marks)
    levels = scales.steps_to(top)
    told = [scales.number(level, language) for level in levels]
    gutter = max(library.width_of(each) for each in told) + 7
    made.frame(gutter, FOOT, WIDTH, made.size[1] - SIZE)
    axes.set_ylim(0, top * 1.04)
    axes.set_yticks(levels, told, ha="left", va="center")
    axes.tick_params(axis="y", pad=gutter)
    axes.set_xlim(*_padded(*_extent(made.spells)))
    axes.hlines(levels[1:], *axes.get_xlim(), color=HAIRLINE, lw=0.5, zorder=0)
    _days_below(made)
    _place_labels(made)
    _say_nothing_stated(made)


def _spans(made: Sheet) -> None:
    """Spans of time: one below the other, days below them."""
    made.resize(made.depth + FOOT + 3)
    made.frame(0, FOOT, WIDTH, made.size[1])
    made.axes.set_ylim(made.depth + 3, 0)
    made.axes.set_yticks([])
    first, last = _padded(*_extent(made.spells))
    made.axes.set_xlim(first, _roomy(made, first, last))
    _days_below(made)
    _place_labels(made)


def _amounts(made: Sheet) -> None:
    """Amounts: one below the other, from a common zero, with numbers below where asked for."""
    axes, foot = made.axes, FOOT if made.scale else 0.0
    made.resize(made.depth + foot + 1)
    made.frame(0, foot, WIDTH, made.size[1])
    axes.set_ylim(made.depth + 1, 0)
    axes.set_yticks([])
    top = max(mark.x[1] for mark in made.marks)
    axes.set_xlim(0, _roomy(made, 0.0, top * (WIDTH / (WIDTH - 16))))
    axes.spines["bottom"].set_visible(made.scale)
    levels = scales.steps_to(top, most=3) if made.scale else []
    axes.set_xticks(levels, [scales.number(level, made.reader.language) for level in levels])
    _keep_inside(made, levels)
    _place_labels(made)


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


def _padded(first: float, last: float) -> tuple[float, float]:
    """The ends of an axis of time, with room for half a mark; never shorter than two months."""
    pad = max(last - first, 60.0) * 0.015 + max(60.0 - (last - first), 0.0) / 2
    return first - pad, last + pad


def _days_below(made: Sheet) -> None:
    """Name days below the axis."""
    first, last = made.axes.get_xlim()
    language = made.reader.language
    days = scales.days_between(first, last, most=9)
    made.axes.set_xticks([at for at, _ in days], [scales.named(t, language) for _, t in days])
    _keep_inside(made, [at for at, _ in days])


def _keep_inside(made: Sheet, ticks: Sequence[float]) -> None:
    """Words below an axis stay on the sheet."""
    for at, label in zip(ticks, made.axes.get_xticklabels(), strict=True):
        box = made.box(Mark((at, at), (0, 0), library.width_of(label.get_text()) / 2))
        if box.right > WIDTH:
            label.set_horizontalalignment("right")
        elif box.left < 0:
            label.set_horizontalalignment("left")


def _roomy(made: Sheet, first: float, last: float) -> float:
    """The end of an axis that leaves every label room to its right or to its left."""
    end = last
    for label in made.labels * 2:
        each = WIDTH / (end - first)
        room = label.width + BESIDE + label.mark.half + 1
        left, right = ((at - first) * each for at in label.mark.x)
        if right + room > WIDTH and left < room and right > 0:
            end = first + (label.mark.x[1] - first) * WIDTH / max(WIDTH - room, 40)
    return end


def _place_labels(made: Sheet) -> None:
    """Find each label a place and write it there."""
    wide, tall = made.size
    low = FOOT if made.layout is not Layout.AMOUNTS or made.scale else 0.0
    wanted = [Wanted(made.box(d.mark), d.width, d.height, d.reach) for d in made.labels]
    taken = [made.box(mark) for mark in made.marks]
    found = place(wanted, taken, Box(0, low, wide, tall))
    for label, box in zip(made.labels, found, strict=True):
        _write(made, label, box)


def _write(made: Sheet, label: Label, box: Box) -> None:
    """Write a label, with a hairline to its mark if that is not beside it."""
    mark = made.box(label.mark)
    flush_right = box.right <= mark.left
    for n, line in enumerate(label.lines):
        x = box.right - line_width(line) if flush_right else box.left
        made.write(line, x, box.high - n * LEADING - (LEADING + ASCENT) / 2)
    middle = (mark.low + mark.high) / 2
    beside = flush_right or box.left >= mark.right
    if beside and not box.low - 2 <= middle <= box.high + 2:
        ends = (mark.left, box.right + 2) if flush_right else (mark.right, box.left - 2)
        made.rule(ends, (middle, (box.low + box.high) / 2))


def _say_nothing_stated(made: Sheet) -> None:
    """Where nothing on the chart says anything for long, it says so."""
    run = Run(made.reader.language.word("nothing_stated"), quiet=True)
    for first, last in gaps(made.spells):
        box = made.box(Mark((first, last), (0, 0), 0))
        if box.right - box.left > run.width + 12:
            made.write((run,), (box.left + box.right - run.width) / 2, FOOT + 3.5)
