"""Layouts: scales, axes and the places of labels, once all marks of a chart are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from asof.charts import count_layout
from asof.charts.canvas import Canvas, Layout


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


def _gathered(made: Canvas) -> None:
    """What was gathered: it knows how to draw itself."""
    if made.gathering:
        made.gathering(made)


FINISH: Mapping[Layout, Callable[[Canvas], None]] = {
    Layout.FREE: _free,
    Layout.COUNTS: count_layout.lay_counts,
    Layout.SPANS: _gathered,
    Layout.AMOUNTS: _gathered,
    Layout.RANGES: _gathered,
    Layout.EVENTS: _gathered,
    Layout.MAP: _gathered,
    Layout.SPARKLINE: _gathered,
    Layout.PANELS: _gathered,
}
