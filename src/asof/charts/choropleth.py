"""A map of areas, each shaded by the class of its value, with a key, a scale and a credit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from asof.charts.canvas import Canvas, Layout, on
from asof.charts.geojson import read_areas
from asof.charts.label_placement import Box
from asof.charts.map_classes import Classing, classes_of, doubts
from asof.charts.map_content import Facts, MapContent, Words, credit_in, facts_by_area
from asof.charts.map_key import MapKey, map_key
from asof.charts.map_shapes import TINY, FlatMap, MapShape, box_of, flat_map, paint, plate
from asof.charts.mpl import LEADING
from asof.charts.scale_bar import scale_bar
from asof.charts.text_runs import BELOW_MIDDLE, Line, Run, line_width, wrapped
from asof.diagnostics import WordError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TALLEST = 260.0  # points: a sheet that nobody asked to be taller
LEAST = 60.0  # a map of less shows nothing
GUTTER = 12.0  # between a map and its key
SHORT = 70.0  # a line of a value that is broken
MARGIN = 1.5  # between words and the edge of what they stand in


def choropleth(  # noqa: PLR0913 (four of them have a default)
    axes: Axes,
    file: str,
    facts: Facts,
    *,
    credit: Words = "",
    key: str = "code",
    name: str = "name",
    classes: Classing = 5,
) -> None:
    """Shade the areas of a GeoJSON file by the values of facts: rates and shares, not counts.

    The last part of a fact's key is the code of its area, as in `cases.north`; for other codes
    give a mapping from them to facts. `key` and `name` are the properties that hold the code of an
    area and its name (in French `name_fr` or `name:fr`, where there is one). `classes` is how many
    there are at most, from round numbers on; "quantiles"; or the numbers that they begin with.
    `credit`, which must be there, says whose the shapes are. An area without a fact is drawn as one
    without a figure.
    """
    sheet = on(axes, Layout.MAP)
    if sheet.marks:
        raise WordError("this chart has a map already", "draw each map in a chart of its own")
    assert sheet.maps, "a chart that is drawn for a workspace has its maps"
    areas = read_areas(sheet.maps.read(file, sheet.reader), key, sheet.maps.most_points)
    views, language = facts_by_area(facts, areas, file), sheet.reader.language
    content = MapContent(
        areas=areas,
        views=views,
        classes=classes_of(list(views.values()), classes, language),
        credit=credit_in(credit, language),
        named=name,
    )
    _draw(sheet, content)


def _draw(sheet: Canvas, content: MapContent) -> None:
    flat, views = flat_map(content.areas), content.views
    key = map_key(sheet, content.classes, (views.get(area.code) for area in content.areas))
    credit = wrapped(Run(content.credit, quiet=True), sheet.wide)
    fit = _above_key if sheet.narrow else _beside_key
    room = fit(sheet, flat, key, LEADING * (1 + len(credit)) + MARGIN)
    sheet.frame_whole()
    sheet.axes.set_axis_off()
    shapes = flat.placed(room.left, room.low, room.right - room.left)
    for shape in shapes:
        _shade(sheet, shape, content)
    _label_all(sheet, shapes, content)
    at = (0.0, room.low - GUTTER) if sheet.narrow else (room.right + GUTTER, room.high)
    key.draw(sheet, *at)
    _foot(sheet, flat, room, credit)
    sheet.remarks += content.remarks()


def _beside_key(sheet: Canvas, flat: FlatMap, key: MapKey, foot: float) -> Box:
    """Room for the map, left of its key, on a sheet as high as was asked for or as both need."""
    wide = sheet.wide - key.wide - GUTTER - 2 * MARGIN
    natural = foot + max(min(wide / flat.aspect, TALLEST - foot), key.tall)
    sheet.settle_height(natural, foot + max(LEAST, key.tall))
    return _topmost(sheet, flat, min(wide / flat.aspect, sheet.size[1] - foot))


def _above_key(sheet: Canvas, flat: FlatMap, key: MapKey, foot: float) -> Box:
    """Room for the map, above its key: what these leave of the height that was asked for."""
    rest = foot + key.tall + 1.5 * GUTTER
    sheet.settle_height(TALLEST, rest + LEAST)
    tall = min((sheet.wide - 2 * MARGIN) / flat.aspect, sheet.size[1] - rest)
    sheet.resize(tall + rest)
    return _topmost(sheet, flat, tall)


def _topmost(sheet: Canvas, flat: FlatMap, tall: float) -> Box:
    """Room for a map so many points tall, on top of its sheet."""
    high = sheet.size[1] - MARGIN
    return Box(MARGIN, high - tall, MARGIN + tall * flat.aspect, high)


def _shade(sheet: Canvas, shape: MapShape, content: MapContent) -> None:
    """Fill an area, and a dot where it is too small to be seen."""
    view = content.views.get(shape.area.code)
    shade = content.classes.shade(view)
    for hatch, _ in doubts(view):
        shade = shade.under(hatch)
    if view and content.figure(shape.area):
        sheet.show(view, view.chosen)
    box = shape.box
    paint(sheet.axes, shape.polygons, shade, shape.level)
    if shape.tiny:
        x, y = (box.left + box.right - TINY) / 2, (box.low + box.high - TINY) / 2
        paint(sheet.axes, [box_of(x, y, TINY, TINY)], shade, shape.level)
    sheet.mark((box.left, box.right), (box.low, box.high), 0.0)


def _label_all(sheet: Canvas, shapes: Sequence[MapShape], content: MapContent) -> None:
    """Name each area inside it, with its value, as far as there is room and nothing is hidden."""
    taken: list[Box] = []
    for shape in shapes:
        upon = [other for other in shapes if other.level > shape.level]
        found = (
            (lines, box)
            for lines in _labels(sheet, shape, content)
            for box in _boxes(shape, lines)
            if not any(map(box.shared, taken)) and not any(each.touches(box) for each in upon)
        )
        for lines, box in islice(found, 1):
            taken.append(box)
            _write(sheet, lines, box)


def _labels(sheet: Canvas, shape: MapShape, content: MapContent) -> Iterator[tuple[Line, ...]]:
    """What can stand in an area: its name above its value, each broken or not; or one of them.

    A value that is a word is in the key.
    """
    name, figure = content.name(shape.area), content.figure(shape.area)
    names = [wrapped(Run(name), width) for width in (sheet.wide, 0.0)]
    value = Run("" if content.classes.worded else figure, strong=True)
    values = [wrapped(value, width) for width in (sheet.wide, SHORT)] if value.text else []
    both = [(*above, *below) for below in values for above in names]
    yield from (tuple((run,) for run in lines) for lines in (*both, *values, *names))


def _boxes(shape: MapShape, lines: Sequence[Line]) -> Sequence[Box]:
    """Where words stand wholly inside an area."""
    wide, tall = max(map(line_width, lines)) + 2 * MARGIN, LEADING * len(lines) + MARGIN
    return shape.places(wide, tall)


def _write(sheet: Canvas, lines: Sequence[Line], box: Box) -> None:
    """Set words in the middle of their place, one line below the other."""
    middle, first = (box.left + box.right) / 2, box.high - (LEADING + MARGIN) / 2
    plate(sheet.axes, box)
    for n, line in enumerate(lines):
        sheet.write(line, middle - line_width(line) / 2, first - n * LEADING - BELOW_MIDDLE)


def _foot(sheet: Canvas, flat: FlatMap, room: Box, credit: Sequence[Run]) -> None:
    """The scale, and below it whose the shapes are."""
    high = LEADING * len(credit)
    if bar := scale_bar(flat, room.right - room.left, sheet.reader.language):
        bar.draw(sheet, high)
    for n, run in enumerate(credit):
        sheet.write((run,), 0, high - (n + 0.5) * LEADING - BELOW_MIDDLE)
