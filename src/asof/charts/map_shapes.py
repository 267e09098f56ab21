"""Areas as they lie on a sheet: projected, fitted into a room, painted, with places for words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from asof.charts import mpl as library
from asof.charts.geojson import Area, Polygon, Position, Ring, signed_area
from asof.charts.label_placement import Box
from asof.charts.map_classes import Shade
from asof.charts.mpl import middle_colour
from asof.charts.projection import Projection, latitudes, projection_for

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path
    from matplotlib.transforms import Bbox

FINE = 1  # decimals of a point: what is finer is on no paper
EDGE = 0.5  # points: the line around an area
TINY = 5.0  # points: what is smaller is shown by a dot of this size
LINES = 11  # level lines on which a place for words is looked for
DARK = 0.5  # a share of ink from which a hatch is white
HIDDEN = 0.5  # the part of an area that words may hide
Stretch = tuple[float, float]  # of a level line
Points = Callable[[Position], Position]


@dataclass(frozen=True)
class FlatMap:
    """The areas of a map in kilometres, as they were projected."""

    projection: Projection
    latitudes: tuple[float, float]
    areas: tuple[Area, ...]
    polygons: tuple[tuple[Polygon, ...], ...]

    @cached_property
    def box(self) -> Box:
        """What they take of the plane."""
        return bounding_box(polygon for each in self.polygons for polygon in each)

    @property
    def wide(self) -> float:
        """How wide they are."""
        return self.box.right - self.box.left

    @property
    def aspect(self) -> float:
        """How many times as wide as high they are."""
        return self.wide / (self.box.high - self.box.low)

    def placed(self, left: float, low: float, wide: float) -> tuple[MapShape, ...]:
        """The areas on a sheet, so many points wide, without what is finer than paper."""
        box, scale = self.box, wide / self.wide

        def to(at: Position) -> Position:
            return left + (at[0] - box.left) * scale, low + (at[1] - box.low) * scale

        drawn = (simplified(moved(each, to)) for each in self.polygons)
        return tuple(map(MapShape, self.areas, drawn))


def flat_map(areas: tuple[Area, ...]) -> FlatMap:
    """The areas of a file, projected."""
    rings = [ring for area in areas for polygon in area.polygons for ring in polygon]
    projection = projection_for(rings)
    polygons = tuple(moved(area.polygons, projection) for area in areas)
    return FlatMap(projection, latitudes(rings), areas, polygons)


@dataclass(frozen=True)
class MapShape:
    """An area in points of the sheet."""

    area: Area
    polygons: tuple[Polygon, ...]

    @cached_property
    def box(self) -> Box:
        """What it takes of the sheet."""
        return bounding_box(self.polygons)

    @property
    def tiny(self) -> bool:
        """Whether it is too small to be seen."""
        return max(self.box.right - self.box.left, self.box.high - self.box.low) < TINY

    @cached_property
    def level(self) -> float:
        """Upon which others it is drawn: those that cover more, so that none is hidden."""
        covered = sum(abs(signed_area(polygon[0])) for polygon in self.polygons)
        return 1 + 0.9 / (1 + covered)

    @cached_property
    def widest(self) -> Polygon:
        """Its largest polygon, which carries its name."""
        return max(self.polygons, key=lambda polygon: abs(signed_area(polygon[0])))

    @cached_property
    def _edges(self) -> tuple[Path, ...]:
        return tuple(_path([ring]) for ring in self.widest)

    @cached_property
    def _most(self) -> float:
        """How much of it words may hide."""
        return HIDDEN * abs(signed_area(self.widest[0]))

    def places(self, wide: float, tall: float) -> list[Box]:
        """Where words of a size can stand in its largest polygon, the roomiest places first."""
        if wide * tall > self._most:
            return []
        box = bounding_box([self.widest])
        middle, step = (box.low + box.high) / 2, (box.high - box.low) / (LINES + 1)
        levels = [box.low + n * step for n in range(1, LINES + 1)]
        stretches = [(y, each) for y in levels for each in self._free(y, tall)]
        wider = [(y, (a, b)) for y, (a, b) in stretches if b - a >= wide]
        roomy = [(b - a - abs(y - middle), (a + b) / 2, y) for y, (a, b) in wider]
        found = (centred(x, y, wide, tall) for _, x, y in sorted(roomy, reverse=True))
        return [each for each in found if self._holds(each)]

    def _holds(self, box: Box) -> bool:
        """Whether a box with its middle inside lies inside altogether: no edge crosses it."""
        frame = _frame(box)
        return not any(edge.intersects_bbox(frame, filled=False) for edge in self._edges)

    def touches(self, box: Box) -> bool:
        """Whether a box shares something with it, holes aside."""
        return bool(box.shared(self.box)) and any(
            _path(polygon[:1]).intersects_bbox(_frame(box), filled=True)
            for polygon in self.polygons
        )

    def _free(self, y: float, tall: float) -> Iterator[Stretch]:
        """The stretches of a level line inside, narrowed to what is inside above and below too."""
        around = [_inside(self.widest, each) for each in (y - tall / 2, y + tall / 2)]
        found = (reduce(_narrowed, around, stretch) for stretch in _inside(self.widest, y))
        return ((left, right) for left, right in found if left < right)


def _frame(box: Box) -> Bbox:
    from matplotlib.transforms import Bbox

    return Bbox.from_extents(box.left, box.low, box.right, box.high)


def _inside(polygon: Polygon, y: float) -> list[Stretch]:
    """The stretches of a level line that lie in a polygon: every other one between its edges."""
    crossed = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for ring in polygon
        for a, b in pairwise(ring)
        if (a[1] <= y) != (b[1] <= y)
    )
    return list(zip(crossed[::2], crossed[1::2], strict=True))


def _narrowed(stretch: Stretch, others: Iterable[Stretch]) -> Stretch:
    """What a stretch shares with that one of others with which it shares most."""
    shared = [(max(stretch[0], left), min(stretch[1], right)) for left, right in others]
    return max(shared, key=lambda each: each[1] - each[0], default=stretch)


def bounding_box(polygons: Iterable[Polygon]) -> Box:
    """What polygons take of a plane."""
    rings = [polygon[0] for polygon in polygons]
    xs, ys = ([at[n] for ring in rings for at in ring] for n in (0, 1))
    return Box(min(xs), min(ys), max(xs), max(ys))


def moved(polygons: Iterable[Polygon], to: Points) -> tuple[Polygon, ...]:
    """Polygons with each position put elsewhere."""
    return tuple(tuple(tuple(map(to, ring)) for ring in polygon) for polygon in polygons)


def simplified(polygons: Iterable[Polygon]) -> tuple[Polygon, ...]:
    """Polygons without what is finer than paper: a border that two share stays one."""
    return tuple(tuple(_simplified(ring) for ring in polygon) for polygon in polygons)


def _simplified(ring: Ring) -> Ring:
    rounded = ((round(x, FINE), round(y, FINE)) for x, y in ring)
    return tuple(at for at, _ in groupby(rounded))


# ---- painting


def paint(axes: Axes, polygons: Sequence[Polygon], shade: Shade, level: float = 1.0) -> None:
    """Fill polygons as a class is shown, holes left open, with a thin line around."""
    path = _path([ring for polygon in polygons for ring in polygon])
    inks = {True: "white", False: library.ink_colour() if shade.tone else library.quiet_colour()}
    over = inks[shade.tone >= DARK]
    tone = library.tint(shade.tone)
    _patch(axes, path, facecolor=tone, edgecolor=over, lw=0, hatch=shade.hatch, zorder=level)
    _patch(axes, path, facecolor="none", edgecolor=middle_colour(), lw=EDGE, zorder=level)


def plate(axes: Axes, box: Box) -> None:
    """Leave paper under words."""
    ring = box_of(box.left, box.low, box.right - box.left, box.high - box.low)
    _patch(axes, _path(ring), facecolor="white", edgecolor="none", zorder=2)


def _patch(axes: Axes, path: Path, **look: Any) -> None:
    from matplotlib.patches import PathPatch

    axes.add_artist(PathPatch(path, joinstyle="round", **look))


def _path(rings: Sequence[Ring]) -> Path:
    """A path of rings; one that paper is too coarse for is a point."""
    from matplotlib.path import Path

    codes: list[int] = []
    for ring in rings:
        codes += [int(Path.MOVETO), *[int(Path.LINETO)] * (len(ring) - 2)]
        codes += [int(Path.CLOSEPOLY)] if len(ring) > 1 else []
    return Path([at for ring in rings for at in ring], codes)


def centred(x: float, y: float, wide: float, tall: float) -> Box:
    """A box about its middle."""
    return Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)


def box_of(left: float, low: float, wide: float, tall: float) -> Polygon:
    """A rectangle as a polygon, against the clock."""
    right, high = left + wide, low + tall
    return (((left, low), (right, low), (right, high), (left, high), (left, low)),)
