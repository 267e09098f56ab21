"""Layouts: scales, axes and the places of labels, once all marks of a chart are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from asof.charts import count_layout, gaps, scales, time_axis
from asof.charts.canvas import FOOT, Canvas, Layout
from asof.charts.text_runs import BELOW_MIDDLE, line_width

GUTTER = 10.0  # between the words of a row and its drawing


def finish(made: Canvas) -> None:
    """Settle the scales of a chart, then put each label in its place."""
    from asof.charts.axis_words import translate_axes

    taken_off = made.axes not in made.figure.axes
    if made.begun and not (taken_off and made.layout is not Layout.FREE):
        translate_axes(made)
        FINISH[made.layout](made)


def _free(made: Canvas) -> None:
    """A chart of one's own marks: all of it inside the sheet, unless its author lays it out."""
    if made.figure.get_layout_engine() is None:
        made.figure.tight_layout(pad=0.2)


def _spans(made: Canvas) -> None:
    """Spans of time: a row each, its words at the left, days below."""
    left = _rows(made, FOOT)
    made.axes.set_xlim(*time_axis.span(made, made.wide - left))
    time_axis.name_days(made)
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
    time_axis.keep_inside(made)


def _rows(made: Canvas, foot: float) -> float:
    """Set the height that the rows need; write their words; where the drawing begins is told."""
    made.resize(made.depth + foot + 2)
    words = [line_width(row.line) for row in made.rows if row.beside]
    left = max(words) + GUTTER if words else 0.0
    made.frame(left, foot, made.wide, made.size[1])
    made.axes.set_ylim(made.depth + 2, 0)
    made.axes.set_yticks([])
    made.write_rows()
    return left


def _own(made: Canvas) -> None:
    """Events and maps: the helper that drew them knows how."""
    if made.settle:
        made.settle(made)


def _gathered(made: Canvas) -> None:
    """What was gathered: it knows how to draw itself."""
    if made.gathering:
        made.gathering(made)


FINISH: Mapping[Layout, Callable[[Canvas], None]] = {
    Layout.FREE: _free,
    Layout.COUNTS: count_layout.lay_counts,
    Layout.SPANS: _spans,
    Layout.AMOUNTS: _amounts,
    Layout.EVENTS: _own,
    Layout.MAP: _own,
    Layout.SPARKLINE: _gathered,
    Layout.PANELS: _gathered,
}
