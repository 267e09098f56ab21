"""The axis of time below a drawing: how far it reaches, and which days it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from asof.charts import mpl as library
from asof.charts import scales
from asof.charts.canvas import Canvas
from asof.charts.text_runs import Anchor

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EDGE = 5.0  # points: room for half a mark at either end
BETWEEN = 6.0  # points between the names of two days
UNDER = 10.25  # points: from the end of a tick down to the line of its words
MOMENT = 1.0  # days: an axis of one moment has some width all the same

SIDES: Mapping[tuple[bool, bool], Literal["left", "right"]] = {
    (True, False): "left",
    (False, True): "right",
}


def time_drawn(made: Canvas) -> tuple[float, float]:
    """The first and the last day of which anything is drawn."""
    ends = [*made.spells, *(each.x for each in made.reach)]
    return min(first for first, _ in ends), max(last for _, last in ends)


def span(made: Canvas, width: float) -> tuple[float, float]:
    """The ends of an axis so many points long, with room for half a mark."""
    first, last = time_drawn(made)
    first = min(first, last - MOMENT)
    each = (last - first) / max(width - 2 * EDGE, 1.0)
    return first - EDGE * each, last + EDGE * each


def name_days(made: Canvas, first_of_all: Iterable[float] = ()) -> None:
    """Name days below the axis, as many as have room; some before all others."""
    left, right = made.axes.get_xlim()
    language, width = made.reader.language, made.drawing.right - made.drawing.left
    begin, end = time_drawn(made)
    days = [(x, scales.day(x).isoformat()) for x in first_of_all]
    days += [d for d in scales.days_between(begin, end, width) if left <= d[0] <= right]
    names = [(at, scales.axis_name(text, language)) for at, text in dict.fromkeys(days)]
    kept = sorted(_apart(made, names))
    made.axes.set_xticks([at for at, _ in kept], [name for _, name in kept])
    keep_inside(made)


def _apart(made: Canvas, names: Iterable[tuple[float, str]]) -> list[tuple[float, str]]:
    """Those names that leave the ones before them free."""
    kept: list[tuple[float, str]] = []
    taken: list[tuple[float, float]] = []
    for at, name in names:
        left, right = _room(made, at, name)
        if all(right + BETWEEN <= a or b + BETWEEN <= left for a, b in taken):
            kept.append((at, name))
            taken.append((left, right))
    return kept


def _room(made: Canvas, at: float, name: str) -> tuple[float, float]:
    """Where the name of a place on an axis stands: in its middle, or from the sheet's edge."""
    wide = library.width_of(name)
    middle = _across(made, at)
    if middle + wide / 2 > made.wide:
        return middle - wide, middle
    if middle - wide / 2 < 0:
        return middle, middle + wide
    return middle - wide / 2, middle + wide / 2


def _across(made: Canvas, at: float) -> float:
    """How far from the left edge of the sheet a place of the axis is, in points."""
    low = made.axes.get_ylim()[0]
    return made.box(Anchor((at, at), (low, low), 0)).left


def set_on_one_line(axes: Axes) -> None:
    """The words below an axis, at one height whatever a font says of its own letters."""
    axes.tick_params(axis="x", pad=UNDER)
    for label in axes.get_xticklabels():
        label.set_verticalalignment("baseline")


def keep_inside(made: Canvas) -> None:
    """Words below an axis stay on the sheet."""
    set_on_one_line(made.axes)
    for at, label in zip(made.axes.get_xticks(), made.axes.get_xticklabels(), strict=True):
        middle = _across(made, at)
        left, right = _room(made, float(at), label.get_text())
        label.set_horizontalalignment(SIDES.get((left == middle, right == middle), "center"))
