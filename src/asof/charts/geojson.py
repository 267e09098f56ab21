"""Areas of a GeoJSON file (RFC 7946), blamed at the line and column of what is none."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from asof.diagnostics import CONTROL, Location, RenderError, WordError, error, meant
from asof.files import File, spot
from asof.record.strict_json import offset_of, parse_json

Position = tuple[float, float]  # longitude and latitude in degrees
Ring = tuple[Position, ...]  # its last position is its first
Polygon = tuple[Ring, ...]  # its edge, then its holes
LONGITUDES, LATITUDES = 180, 90
GEOGRAPHIC = ("CRS84", "4326")  # how the names of WGS 84 in degrees end
WGS_84 = "export the file in longitude and latitude, WGS 84 (EPSG:4326)"
AREAS = "export the areas as a GeoJSON FeatureCollection"
POLYGONS = "keep polygons alone in the file: only they can be shaded"
DEGENERATE = "repair the shapes in the program that they come from, or take this one out"


@dataclass(frozen=True, slots=True)
class Area:
    """An area of a map: its code, the other properties of its feature, and its polygons."""

    code: str
    properties: Mapping[str, Any]
    polygons: tuple[Polygon, ...]

    def called(self, name: str, language: str) -> str:
        """What a property calls it, in a language where the file has that: name_fr, name:fr."""
        names = f"{name}_{language}", f"{name}:{language}", name
        return str(next(filter(None, map(self.properties.get, names)), self.code))


class ShapeError(WordError):
    """What of a file is no area, and which names and numbers lead to it."""

    def __init__(self, message: str, hint: str, *path: str | int) -> None:
        super().__init__(message, hint)
        self.path = path


def read_areas(file: File, key: str, most: int) -> tuple[Area, ...]:
    """The areas of a file, each with the code that a property holds; at most so many points.

    Raises RenderError at the first thing that is no area: a file that a program has written has
    the same fault everywhere.
    """
    text = file.text
    tree = _tree(file.name, text)
    try:
        return tuple(_areas(tree, key, most))
    except ShapeError as fault:
        place = spot(file.name, text, offset_of(text, fault.path))
        raise _wrong(place, fault.message, fault.hint) from None


def _wrong(place: Location, message: str, hint: str = "") -> RenderError:
    return RenderError(error(place, message, hint, "chart"))


def _tree(name: str, text: str) -> Any:
    try:
        return parse_json(text)
    except json.JSONDecodeError as problem:
        place = Location(name, problem.lineno, problem.colno)
        raise _wrong(place, f"not JSON: {problem.msg[0].lower()}{problem.msg[1:]}", AREAS) from None
    except ValueError as problem:
        raise _wrong(Location(name), f"not JSON that is read: {problem}", AREAS) from None


def _areas(tree: Any, key: str, most: int) -> Iterator[Area]:
    seen: set[str] = set()
    for n, feature in enumerate(_features(tree)):
        area = _area(feature, key, ("features", n))
        if area.code in seen:
            told = f"another area has the {key} '{area.code}' too"
            hint = "merge the two into one MultiPolygon, or give each a code of its own"
            raise ShapeError(told, hint, "features", n, "properties", key)
        seen.add(area.code)
        most -= sum(len(ring) for polygon in area.polygons for ring in polygon)
        if most < 0:
            hint = "simplify the shapes, or raise 'map_points' of the limits in asof.yaml"
            raise ShapeError("the points of the map are too many from here on", hint, "features", n)
        yield area


def _features(tree: Any) -> Sequence[Any]:
    """The features of a file; raises ShapeError where it is of another kind."""
    said = tree.get("type") if isinstance(tree, dict) else None
    if said == "Topology":
        raise ShapeError("this is TopoJSON", "export the areas as GeoJSON")
    if said != "FeatureCollection" or not isinstance(tree.get("features"), list):
        raise ShapeError("this is no FeatureCollection", AREAS)
    if not tree["features"]:
        raise ShapeError("this map has no areas", AREAS, "features")
    crs = json.dumps(tree.get("crs")).strip('"{}')
    if tree.get("crs") and not crs.endswith(GEOGRAPHIC):
        raise ShapeError("these coordinates are not those of WGS 84", WGS_84, "crs")
    return list(tree["features"])


def _area(feature: Any, key: str, path: tuple[str | int, ...]) -> Area:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise ShapeError("this is no Feature", AREAS, *path)
    code = _code(feature, key, path)
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or not geometry.get("coordinates", True):
        raise ShapeError("this area has no shape", DEGENERATE, *path)
    polygons = _polygons(geometry, (*path, "geometry"))
    return Area(code, feature["properties"], polygons)


def _code(feature: Mapping[str, Any], key: str, path: tuple[str | int, ...]) -> str:
    """The code of an area: a text or a whole number."""
    properties = feature.get("properties")
    known = properties if isinstance(properties, dict) else {}
    if key not in known:
        hint = meant(key, known) or f"tell which property has the codes: key='{_first(known)}'"
        raise ShapeError(f"this area has no property '{key}'", hint, *path)
    for name, said in known.items():
        if isinstance(said, str) and (found := CONTROL.search(said)):
            told = f"U+{ord(found[0]):04X} is no character of a name"
            raise ShapeError(told, "take it out", *_in(path, name))
    code = known[key]
    if not isinstance(code, str | int) or isinstance(code, bool) or code == "":
        hint = f"give each area a {key} of its own"
        raise ShapeError(f"this {key} is neither a text nor a whole number", hint, *_in(path, key))
    return str(code)


def _first(known: Mapping[str, Any]) -> str:
    return next(iter(known), "code")


def _in(path: tuple[str | int, ...], key: str) -> tuple[str | int, ...]:
    return (*path, "properties", key)


def _polygons(geometry: Mapping[str, Any], path: tuple[str | int, ...]) -> tuple[Polygon, ...]:
    kind, inner = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        raise ShapeError(f"'{kind}' is no area", POLYGONS, *path)
    at: tuple[str | int, ...] = (*path, "coordinates")
    if kind == "Polygon":
        return (_polygon(inner, at),)
    return tuple(_polygon(each, (*at, n)) for n, each in enumerate(_list(inner, at)))


def _polygon(raw: Any, path: tuple[str | int, ...]) -> Polygon:
    """A polygon whose edge runs against the clock, and whose holes run with it."""
    rings = [_ring(each, (*path, n)) for n, each in enumerate(_list(raw, path))]
    return tuple(_turned(ring, against=not n) for n, ring in enumerate(rings))


def _list(raw: Any, path: tuple[str | int, ...]) -> Sequence[Any]:
    if not isinstance(raw, list) or not raw:
        raise ShapeError("here a list of rings or of positions is missing", DEGENERATE, *path)
    return raw


def _ring(raw: Any, path: tuple[str | int, ...]) -> Ring:
    positions = _list(raw, path)
    for n, each in enumerate(positions):
        if not _is_position(each):
            raise ShapeError("this is no position: two numbers", DEGENERATE, *path, n)
        if not (abs(each[0]) <= LONGITUDES and abs(each[1]) <= LATITUDES):
            raise ShapeError("this is no longitude and latitude in degrees", WGS_84, *path, n)
    if positions[0] != positions[-1]:
        raise ShapeError("this ring does not end where it begins", DEGENERATE, *path)
    ring = tuple((float(each[0]), float(each[1])) for each in positions)
    if not signed_area(ring):
        raise ShapeError("this ring encloses nothing", DEGENERATE, *path)
    return ring


def _is_position(raw: Any) -> bool:
    numbers = raw[:2] if isinstance(raw, list) else ()
    return len(numbers) == 2 and all(type(each) in (int, float) for each in numbers)


def _turned(ring: Ring, against: bool) -> Ring:
    return ring if (signed_area(ring) > 0) == against else ring[::-1]


def signed_area(ring: Sequence[Position]) -> float:
    """What a ring encloses in the plane, above zero where it runs against the clock."""
    x, y = ring[0]  # measured from there, so that a small ring far off does not vanish
    return sum((a[0] - x) * (b[1] - y) - (b[0] - x) * (a[1] - y) for a, b in pairwise(ring)) / 2
