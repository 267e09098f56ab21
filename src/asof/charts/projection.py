"""From the globe to a plane that keeps areas, so that none looks larger than it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin, sqrt

from asof.charts.geojson import Position, Ring

EARTH = 6371.0072  # km: the radius of the sphere that has the surface of WGS 84
FLAT = 1e-3  # a cone of less is a cylinder
HALF, WHOLE = 180.0, 360.0


@dataclass(frozen=True, slots=True)
class Projection:
    """Albers' equal-area conic (Snyder 1987, 14-1 to 14-7), about the equator Lambert's cylinder.

    North is up at the middle meridian, and distances along its two standard parallels are true.
    `cone` is what it turns for each turn of the globe, `first` the first parallel in radians.
    """

    meridian: float
    first: float
    cone: float

    def __call__(self, at: Position) -> Position:
        """Where a position lies, in kilometres."""
        turn, lat = radians(unwrapped(at[0], self.meridian) - self.meridian), radians(at[1])
        if abs(self.cone) < FLAT:
            flat = cos(self.first)
            return EARTH * flat * turn, EARTH * sin(lat) / flat
        far, angle = self._from_apex(lat), self.cone * turn
        return EARTH * far * sin(angle), -EARTH * far * cos(angle)

    def stretch(self, latitude: float) -> float:
        """How many times too long a distance along a parallel is drawn (14-7)."""
        lat = radians(latitude)
        if abs(self.cone) < FLAT:
            return cos(self.first) / cos(lat)
        return self._from_apex(lat) * self.cone / cos(lat)

    def _from_apex(self, lat: float) -> float:
        """How far from the cone's apex a parallel lies, in radii of the globe."""
        rise = 2 * self.cone * (sin(self.first) - sin(lat))
        return sqrt(max(cos(self.first) ** 2 + rise, 0.0)) / self.cone


def conic_between(meridian: float, first: float, second: float) -> Projection:
    """The projection with two standard parallels, in degrees."""
    one, other = radians(first), radians(second)
    return Projection(meridian, one, (sin(one) + sin(other)) / 2)


def projection_for(rings: Sequence[Ring]) -> Projection:
    """The projection that suits what is drawn: its parallels a sixth from the edges (Snyder)."""
    middle, width = _middle_meridian(rings)
    low, high = latitudes(rings)
    if width > HALF:  # a cone would bend the world
        mean = (abs(low) + abs(high)) / 4
        return conic_between(middle, mean, -mean)
    sixth = (high - low) / 6
    return conic_between(middle, low + sixth, high - sixth)


def latitudes(rings: Iterable[Ring]) -> tuple[float, float]:
    """The southernmost and the northernmost latitude."""
    found = [lat for ring in rings for _, lat in ring]
    return min(found), max(found)


def _middle_meridian(rings: Iterable[Ring]) -> tuple[float, float]:
    """The meridian opposite the widest stretch that no edge reaches over, and the drawn width.

    So a country on both sides of the 180th meridian is drawn whole.
    """
    covered = sorted(_covered(rings))
    first, reach = covered[0]
    free: list[tuple[float, float, float]] = []
    for low, high in covered:
        free.append((low - reach, reach, low))
        reach = max(reach, high)
    free.append((first + WHOLE - reach, reach, first + WHOLE))
    width, begin, end = max(free)
    return unwrapped((begin + end) / 2 - HALF, 0.0), WHOLE - width


def _covered(rings: Iterable[Ring]) -> Iterable[tuple[float, float]]:
    """The longitudes that each edge reaches over: the short way, if it is no whole turn."""
    for ring in rings:
        for (one, _), (other, _) in pairwise(ring):
            low, high = min(one, other), max(one, other)
            if HALF < high - low < WHOLE:
                yield from ((-HALF, low), (high, HALF))
            else:
                yield low, high


def unwrapped(longitude: float, meridian: float) -> float:
    """A longitude counted so that it is within half a turn of a meridian."""
    if abs(longitude - meridian) <= HALF:
        return longitude
    return longitude - WHOLE if longitude > meridian else longitude + WHOLE
