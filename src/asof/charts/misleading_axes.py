"""What the axes of a chart hide or confuse: marks cut off by its author's limits, two scales."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import isclose
from typing import TYPE_CHECKING, Any

from asof.charts.canvas import Canvas, Layout
from asof.charts.chart_file import ChartFile
from asof.charts.visible_marks import all_axes
from asof.diagnostics import Finding, Location, Severity

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.transforms import Bbox

LIMITS = ("set_ylim", "set_xlim", "set_ybound", "set_xbound", "axis", "set")
TWINS = ("twinx", "twiny")
SLACK = 1.0  # points: half of a line's width may reach the edge


def misleading_axes(source: ChartFile, page: Canvas) -> Iterator[Finding]:
    """Marks that limits cut off, and scales that share a drawing, at the lines that did it."""
    shown = [axes for axes in all_axes(page.figure) if axes.get_visible() and axes.axison]
    own = shown if page.layout is Layout.FREE else []  # the helpers set limits by their marks
    if cut := sum(_is_cut(axes, mark) for axes in own for mark in _marks(axes)):
        marks = f"{cut} marks are" if cut > 1 else "a mark is"
        told = f"{marks} cut off by the limits of an axis"
        yield _told(source.calling(*LIMITS), told, "take the limits out, or set wider ones")
    if any(_is_second_scale(*pair) for pair in combinations(shown, 2)):
        told = "two scales share this drawing: where their marks meet says nothing"
        yield _told(source.calling(*TWINS), told, "give each a panel: panels(axes, …)")


def _told(place: Location, message: str, hint: str) -> Finding:
    return Finding("misleading-chart", Severity.WARNING, place, message, hint)


def _is_second_scale(one: Axes, other: Axes) -> bool:
    """Whether two axes stand in one place, with marks on both, and measure them unlike."""
    here, there = one.get_position().bounds, other.get_position().bounds
    together = all(isclose(a, b, abs_tol=1e-6) for a, b in zip(here, there, strict=True))
    limits = {(*axes.get_xlim(), *axes.get_ylim()) for axes in (one, other)}
    return together and len(limits) > 1 and bool(_marks(one)) and bool(_marks(other))


def _marks(axes: Axes) -> list[Artist]:
    """What is drawn of values, and cut at the edges of the axes."""
    marks = (*axes.lines, *axes.patches, *axes.collections)
    return [mark for mark in marks if mark.get_visible() and mark.get_clip_on()]


def _is_cut(axes: Axes, mark: Any) -> bool:
    """Whether a value is out of sight at a place of the other axis that is in sight.

    Limits that leave out what lies before or after are a choice of the time that is shown.
    """
    from matplotlib.collections import PathCollection
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    frame = axes.bbox
    if isinstance(mark, Line2D):
        return _any_out(mark.get_transform().transform(mark.get_xydata()), frame)
    if isinstance(mark, PathCollection):
        return _any_out(mark.get_offset_transform().transform(mark.get_offsets()), frame)
    if isinstance(mark, Patch):
        if axes.get_xscale() == "log" or axes.get_yscale() == "log":
            return False  # a column has no foot there
        return _reaches_out(mark.get_path().get_extents(mark.get_transform()), frame)
    boxes = (path.get_extents(mark.get_transform()) for path in mark.get_paths())
    return any(_reaches_out(box, frame) for box in boxes)


def _any_out(points: Any, frame: Bbox) -> bool:
    """Whether a point between the left and the right edge is above or below the frame."""
    return any(
        frame.x0 - SLACK <= x <= frame.x1 + SLACK and not frame.y0 - SLACK <= y <= frame.y1 + SLACK
        for x, y in points
        if abs(y) < float("inf")
    )


def _reaches_out(box: Bbox, frame: Bbox) -> bool:
    """Whether a shape that is partly seen, or is above or below the frame, reaches out of it."""
    across = box.x0 < frame.x1 and frame.x0 < box.x1
    upright = box.y0 < frame.y1 and frame.y0 < box.y1
    out_upright = box.y0 < frame.y0 - SLACK or frame.y1 + SLACK < box.y1
    out_across = box.x0 < frame.x0 - SLACK or frame.x1 + SLACK < box.x1
    return bool((across and out_upright) or (across and upright and out_across))
