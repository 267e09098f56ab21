"""How a hedge looks: filled for an exact value, hollow for a hedged one, an arrow for one side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asof.charts.mpl import ink_colour
from asof.ledger.facts import Observation
from asof.quantity import Hedge, Quantity

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ARROW = 11.0  # points


@dataclass(frozen=True, slots=True)
class Shape:
    """A value to draw: its point, its ends, and to which side it is open."""

    point: float
    low: float
    high: float
    hollow: bool
    side: int  # 1 where the true number is above the point, -1 where it is below

    @property
    def wide(self) -> bool:
        """Whether it has two ends and no point."""
        return self.low < self.high


ABOVE = (Hedge.OVER, Hedge.MORE_THAN, Hedge.AT_LEAST)
BELOW = (Hedge.UP_TO, Hedge.AT_MOST, Hedge.AS_MANY_AS, Hedge.FEWER_THAN)
WIDE = (Hedge.RANGE, Hedge.TENS, Hedge.HUNDREDS, Hedge.THOUSANDS)
NOTHING = Shape(0.0, 0.0, 0.0, hollow=False, side=0)


def shape(value: Quantity) -> Shape:
    """The shape of a quantity."""
    point, bounds = float(value.nominal), value.bounds
    wide = value.hedge in WIDE
    low, high = (float(bounds.low), float(bounds.high)) if wide else (point, point)
    side = (value.hedge in ABOVE) - (value.hedge in BELOW)
    return Shape(point, low, high, not value.exact, side)


def shape_of(o: Observation) -> Shape | None:
    """The shape of what an observation states, where that is a quantity."""
    return shape(o.value) if isinstance(o.value, Quantity) else None


def arrow_reach(side: int, half: float) -> tuple[float, float]:
    """How far the arrow to a side reaches below and above a mark, half of whose height is given."""
    beyond = ARROW - half
    return beyond * (side < 0), beyond * (side > 0)


def marker_fill(hollow: bool) -> str:
    """What is inside a mark."""
    return "white" if hollow else ink_colour()


def level_bar(axes: Axes, y: float, ends: tuple[float, float], tall: float, **look: Any) -> None:
    """A bar from one value to another, its middle at a height: a tenth of the time of `barh`."""
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((ends[0], y - tall / 2), ends[1] - ends[0], tall, **look))


def line_off(
    axes: Axes,
    at: tuple[float, float],
    by: tuple[float, float],
    head: str = "",
    tone: str = "",
) -> None:
    """A thin line from a point of the chart, so many points long, with or without a head."""
    style = {
        "arrowstyle": f"{head}-",
        "lw": 0.75,
        "color": tone or ink_colour(),
        "shrinkA": 0,
        "shrinkB": 0,
    }
    axes.annotate("", at, by, textcoords="offset points", arrowprops=style, annotation_clip=False)
