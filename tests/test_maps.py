"""Maps: what is read of a file of areas, how areas are classed, drawn and told."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from math import cos, isclose, pi, radians, sin
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asof import batch, charts, data, workspace
from asof.cache import Store
from asof.charts.canvas import Canvas
from asof.charts.geojson import Area, read_areas, signed_area
from asof.charts.map_classes import Classing, classes_of
from asof.charts.map_folder import MapFolder
from asof.charts.map_shapes import MapShape, flat_map
from asof.charts.projection import EARTH, projection_for
from asof.charts.scale_bar import scale_bar
from asof.diagnostics import AsofError, RenderError, WordError
from asof.files import File, Files
from asof.jobs import Request
from asof.language import language
from asof.ledger import Fact, ValueKind, as_of
from asof.ledger.trace import RecordingEdition
from chart_invariants import faults
from test_charts import DAY, EN, FR, fact, reader, said, words

Point = tuple[float, float]
CREDIT = "Survey of Nowhere, 2020"
MAP = "maps/isles.geojson"


def square(x: float, y: float, side: float = 1.0) -> list[list[float]]:
    """A ring around a square, against the clock, from its lower left."""
    at = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    return [list(each) for each in at]


def feature(code: str, *rings: list[list[float]], **more: Any) -> dict[str, Any]:
    """An area with a code, its edge and its holes."""
    geometry = {"type": "Polygon", "coordinates": list(rings)}
    properties = {"code": code, "name": code.title()} | more
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any, **more: Any) -> str:
    """A file of areas, a feature a line from the second."""
    lines = ",\n".join(json.dumps(each) for each in features)
    said = "".join(f'"{name}": {json.dumps(value)}, ' for name, value in more.items())
    return f'{{{said}"type": "FeatureCollection", "features": [\n{lines}\n]}}'


ISLES = (
    feature("north", square(10, 52), square(10.4, 52.4, 0.2)[::-1]),
    feature("south", square(10, 51), name_fr="Sud"),
    feature("east_bay", square(11.2, 51.2)),
)


def areas_of(text: str, key: str = "code", most: int = 1000) -> tuple[Area, ...]:
    """The areas of a text."""
    return read_areas(File(MAP, text.encode(), ""), key, most)


def wrong(text: str, most: int = 1000) -> str:
    """What is told of a text that is no map."""
    with pytest.raises(RenderError) as problem:
        areas_of(text, most=most)
    return str(problem.value)


# What is read


def test_an_area_is_an_edge_against_the_clock_with_holes_that_run_with_it() -> None:
    turned = [square(0, 0, 4)[::-1], square(1, 1)]
    (area,) = areas_of(collection(feature("a", *turned)))
    (polygon,) = area.polygons
    assert [signed_area(ring) for ring in polygon] == [16, -1]


def test_an_area_of_several_islands_is_one() -> None:
    isles = feature("a")
    isles["geometry"] = {"type": "MultiPolygon", "coordinates": [[square(0, 0)], [square(5, 5)]]}
    (area,) = areas_of(collection(isles))
    assert len(area.polygons) == 2


def test_a_code_may_be_a_whole_number_and_stand_in_any_property() -> None:
    (area,) = areas_of(collection(feature("a", square(0, 0), id=35)), key="id")
    assert area.code == "35"


@pytest.mark.parametrize(
    ("properties", "called"),
    [
        ({}, "A"),
        ({"name_fr": "Île"}, "Île"),
        ({"name:fr": "Île"}, "Île"),
        ({"name_en": "Isle"}, "A"),
        ({"name": None}, "a"),
    ],
)
def test_an_area_is_called_as_the_file_calls_it_in_the_language(
    properties: dict[str, Any], called: str
) -> None:
    (area,) = areas_of(collection(feature("a", square(0, 0), **properties)))
    assert area.called("name", "fr") == called


def of(**geometry: Any) -> str:
    """A file whose second area has another geometry."""
    return collection(ISLES[0], feature("b") | {"geometry": geometry or None})


def ring(*positions: Any) -> str:
    """A file whose second area has a ring of some positions."""
    return of(type="Polygon", coordinates=[list(positions)])


REPAIR = "\n  hint: repair the shapes in the program that they come from, or take this one out"
EXPORT = "\n  hint: export the areas as a GeoJSON FeatureCollection"
DEGREES = "\n  hint: export the file in longitude and latitude, WGS 84 (EPSG:4326)"
ALONE = "\n  hint: keep polygons alone in the file: only they can be shaded"
MERGE = "\n  hint: merge the two into one MultiPolygon, or give each a code of its own"
OWN = "\n  hint: give each area a code of its own"
PROPERTY = "\n  hint: tell which property has the codes: key='iso'"
A, B, C = [0, 0], [1, 0], [1, 1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", f":1:1: error: not JSON: expecting value{EXPORT}"),
        ('{"type": ]', f":1:10: error: not JSON: expecting value{EXPORT}"),
        ('{"a": 1, "a": 2}', f": error: not JSON that is read: a name is given twice{EXPORT}"),
        ("[NaN]", f": error: not JSON that is read: NaN is no number of JSON{EXPORT}"),
        ("[" * 9999, f": error: not JSON that is read: nested beyond reading{EXPORT}"),
        ("[]", f":1:1: error: this is no FeatureCollection{EXPORT}"),
        ('\n {"type": "Polygon"}', f":2:2: error: this is no FeatureCollection{EXPORT}"),
        (
            '{"type": "Topology"}',
            ":1:1: error: this is TopoJSON\n  hint: export the areas as GeoJSON",
        ),
        (collection(), f":1:43: error: this map has no areas{EXPORT}"),
        (
            collection(*ISLES, crs={"type": "name", "properties": {"name": "EPSG:3347"}}),
            f":1:9: error: these coordinates are not those of WGS 84{DEGREES}",
        ),
        (collection(ISLES[0], "b"), f":3:1: error: this is no Feature{EXPORT}"),
        (of(), f":3:1: error: this area has no shape{REPAIR}"),
        (of(type="Polygon", coordinates=[]), f":3:1: error: this area has no shape{REPAIR}"),
        (of(type="Point", coordinates=A), f":3:75: error: 'Point' is no area{ALONE}"),
        (
            of(type="GeometryCollection", geometries=[]),
            f":3:75: error: 'GeometryCollection' is no area{ALONE}",
        ),
        (
            of(type="MultiPolygon", coordinates=[[]]),
            f":3:116: error: here a list of rings or of positions is missing{REPAIR}",
        ),
        (ring(A, B, C), f":3:111: error: this ring does not end where it begins{REPAIR}"),
        (ring(A, B, A), f":3:111: error: this ring encloses nothing{REPAIR}"),
        (ring(A, B, [1], A), f":3:128: error: this is no position: two numbers{REPAIR}"),
        (ring(A, "B", C, A), f":3:120: error: this is no position: two numbers{REPAIR}"),
        (ring(A, [True, 0], A), f":3:120: error: this is no position: two numbers{REPAIR}"),
        (
            ring(A, [456000.5, 5123000.25], C, A),
            f":3:120: error: this is no longitude and latitude in degrees{DEGREES}",
        ),
        (
            ring(A, [0, 1e999], C, A).replace("Infinity", "1e999"),
            f":3:120: error: this is no longitude and latitude in degrees{DEGREES}",
        ),
        (
            collection(ISLES[0], feature("north", square(0, 0))),
            f":3:44: error: another area has the code 'north' too{MERGE}",
        ),
        (
            collection(feature("", square(0, 0))),
            f":2:44: error: this code is neither a text nor a whole number{OWN}",
        ),
        (
            collection(ISLES[0], feature("a", square(0, 0), name="119\u202e")),
            ":3:57: error: U+202E is no character of a name\n  hint: take it out",
        ),
        (
            collection(feature("a\nb", square(0, 0))),
            ":2:44: error: U+000A is no character of a name\n  hint: take it out",
        ),
        (
            collection({"type": "Feature", "properties": {"Code": 1}, "geometry": None}),
            ":2:1: error: this area has no property 'code'\n  hint: did you mean 'Code'?",
        ),
        (
            collection({"type": "Feature", "properties": {"iso": 1}, "geometry": None}),
            f":2:1: error: this area has no property 'code'{PROPERTY}",
        ),
    ],
)
def test_what_is_no_area_is_told_at_its_line_and_column(text: str, told: str) -> None:
    assert wrong(text) == MAP + told


def test_a_map_of_too_many_points_is_told_at_the_area_with_the_first_of_them() -> None:
    assert len(areas_of(collection(*ISLES), most=20)) == 3
    assert wrong(collection(*ISLES), most=19) == (
        f"{MAP}:4:1: error: the points of the map are too many from here on\n"
        "  hint: simplify the shapes, or raise 'map_points' of the limits in asof.yaml"
    )


def test_a_map_is_read_as_other_texts_are() -> None:
    text = collection(*ISLES)
    assert read_areas(File(MAP, b"\xef\xbb\xbf" + text.encode(), ""), "code", 99)
    with pytest.raises(AsofError, match="byte 0xff is not UTF-8"):
        read_areas(File(MAP, text.encode("utf-16"), ""), "code", 99)


# Where it lies


@given(st.floats(-70, 70), st.floats(-179, 178), st.floats(0.5, 9))
def test_areas_keep_their_sizes_wherever_they_lie(south: float, west: float, side: float) -> None:
    """A cell between two meridians and two parallels has R² Δλ (sin φ₂ - sin φ₁)."""
    steps = [n * side / 50 for n in range(51)]
    edge = [(west + s, south) for s in steps] + [(west + side, south + s) for s in steps]
    edge += [(west + side - s, south + side) for s in steps]
    edge += [(west, south + side - s) for s in steps]
    project = projection_for([tuple(edge)])
    sines = sin(radians(south + side)) - sin(radians(south))
    wanted = EARTH**2 * radians(side) * sines
    assert isclose(signed_area(tuple(map(project, edge))), wanted, rel_tol=1e-3)


def test_north_is_up_and_east_is_right() -> None:
    for south in (-60, -1, 0, 45):
        flat = flat_map(areas_of(collection(feature("a", square(20, south, 2)))))
        ((((sw, se, ne, nw, _),),),) = flat.polygons
        assert isclose(sw[0] + se[0], nw[0] + ne[0], abs_tol=1e-6)
        assert nw[1] > sw[1]
        assert ne[0] > nw[0]


def test_a_country_over_the_180th_meridian_is_drawn_whole() -> None:
    west, east = feature("a", square(178, -17, 2)), feature("b", square(-180, -17, 2))
    flat = flat_map(areas_of(collection(west, east)))
    assert flat.projection.meridian in (180, -180)
    assert flat.wide == pytest.approx(EARTH * radians(4) * cos(radians(16)), rel=0.01)
    over = feature("c", [[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]])
    assert flat_map(areas_of(collection(over))).wide == pytest.approx(EARTH * radians(2), rel=0.01)


def test_the_whole_world_is_no_cone() -> None:
    flat = flat_map(
        areas_of(collection(feature("a", square(-180, -60, 120), square(60, -60, 120))))
    )
    assert flat.projection.cone == 0
    assert scale_bar(flat, 368, language(EN)) is None


def test_a_scale_is_true_in_the_middle_of_the_map() -> None:
    flat = flat_map(areas_of(collection(feature("a", square(10, 50, 2)))))
    bar = scale_bar(flat, 200, language(FR))
    assert bar
    degrees = radians(2) * EARTH * cos(radians(50))  # the foot of the square is its widest
    assert bar.words == "20\u00a0km"
    assert bar.length / 200 == pytest.approx(20 / degrees, rel=0.02)


def test_a_scale_that_is_not_the_same_everywhere_says_where_it_holds() -> None:
    flat = flat_map(areas_of(collection(feature("a", square(10, 20, 55)))))
    bar = scale_bar(flat, 200, language(EN))
    assert bar
    assert bar.words == "1,000\u00a0km in the middle of the map"


# Classes


def views(*values: str, **more: Any) -> Any:
    """A fact of each value."""
    facts = [fact(f"a.v{n}", "share", said(v, "2021-01-10"), **more) for n, v in enumerate(values)]
    return reader(*facts).matching("a.*")


def key_of(*values: str, classes: Classing = 5, tag: str = EN, **more: Any) -> list[str]:
    """What the key of a map of some values says of its classes."""
    found = classes_of(views(*values, **more), classes, language(tag))
    return [each.words.replace("\u00a0", " ") for each in found.shades]


@pytest.mark.parametrize(
    ("values", "classes", "told"),
    [
        (["0", "7", "48"], 5, ["0 to 9", "10 to 19", "20 to 29", "30 to 39", "at least 40"]),
        (["12", "48"], 2, ["0 to 24", "at least 25"]),
        (["1", "2", "3"], 5, ["0 to 1", "2", "at least 3"]),
        (["7", "7"], 5, ["7"]),
        (["0", "7", "48"], [1, 20], ["0", "1 to 19", "at least 20"]),
        (["0", "7", "48"], [0, 1, 20], ["0", "1 to 19", "at least 20"]),
        (["0.5", "2.5"], [1], ["0 to under 1", "at least 1"]),
        (["-4", "4"], [0], ["fewer than 0", "at least 0"]),
        (["1", "2", "3", "4", "50"], "quantiles", ["1", "2", "3", "4 to 49", "at least 50"]),
    ],
)
def test_classes_are_round_or_those_that_were_asked_for(
    values: list[str], classes: Classing, told: list[str]
) -> None:
    assert key_of(*values, classes=classes) == told


def test_classes_are_told_with_their_unit_in_the_language() -> None:
    percent = {"": {"other": "%"}}
    assert key_of("2.5", "60", classes=[50], unit=percent, tag=FR) == [
        "de 0 % à moins de 50 %",
        "au moins 50 %",
    ]
    money = {"kind": ValueKind.MONEY, "currency": "CAD"}
    assert key_of("2 million", "6 million", classes=[5_000_000], **money) == [
        "$0 to under $5 million",
        "at least $5 million",
    ]


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30), st.integers(1, 6))
def test_each_value_is_in_the_class_whose_ends_enclose_it(values: list[int], most: int) -> None:
    seen = views(*(f"{n:,}" for n in values))
    found = classes_of(seen, most, language(EN))
    shades = found.shades
    assert len(set(shades)) == len(shades) <= max(most, 1)
    for view in seen:
        n = shades.index(found.shade(view))
        ends = [*found.lows, None]
        value = view.chosen[0].value.nominal
        assert ends[n] is None or ends[n] <= value
        assert ends[n + 1] is None or value < ends[n + 1]


def tones(*values: str, classes: Classing = 5) -> list[tuple[float, str]]:
    """The tone and the hatch of each value."""
    seen = views(*values)
    found = classes_of(seen, classes, language(EN))
    return [(round(found.shade(view).tone, 2), found.shade(view).hatch) for view in seen]


def test_higher_is_darker_and_below_zero_is_hatched_the_same_distance_as_dark() -> None:
    assert tones("1", "2", "3", classes=[2, 3]) == [(0.08, ""), (0.49, ""), (0.9, "")]
    below = "\\\\\\\\"
    assert tones("-9", "-1", "1", "9", classes=[-5, 0, 5]) == [
        (0.9, below),
        (0.08, below),
        (0.08, ""),
        (0.9, ""),
    ]


def test_words_are_classes_of_their_own_that_differ_in_tone_or_hatch() -> None:
    seen = views("held", "contested", "held", "lost", "d", "e", "f", kind=ValueKind.TEXT)
    found = classes_of(seen, 5, language(EN))
    assert [each.words for each in found.shades] == ["held", "contested", "lost", "d", "e", "f"]
    assert len({(each.tone, each.hatch) for each in found.shades}) == 6
    assert found.shade(seen[2]) == found.shade(seen[0])


@pytest.mark.parametrize(
    ("values", "classes", "told", "hint"),
    [
        (["1"], 7, "7 classes cannot be told apart", "write 1 to 6"),
        (["1"], 0, "0 classes cannot be told apart", "write 1 to 6"),
        *(
            (
                ["1"],
                classes,
                "these are no breaks between classes",
                "write classes=[10, 20, 50]: at most 5 numbers that rise; or 'quantiles'",
            )
            for classes in ([], [2, 1], [1, 1], ["a"], "jenks", [float("nan")], 2.5, list(range(6)))
        ),
        (
            ["1", "held"],
            5,
            "some of these facts are numbers and others are words",
            "draw a map of each",
        ),
        (
            list("abcdefg"),
            5,
            "7 different values are more than can be told apart",
            "put them into 6 groups, or fewer",
        ),
    ],
)
def test_classes_that_cannot_be_are_refused(
    values: list[str], classes: Classing, told: str, hint: str
) -> None:
    with pytest.raises(WordError) as problem:
        classes_of(views(*values), classes, language(EN))
    assert (problem.value.message, problem.value.hint) == (told, hint)


def test_facts_that_count_different_things_are_not_on_one_map() -> None:
    one = fact("a.v0", "share", said("1", "2021-01-10"), unit={"": {"other": "ships"}})
    other = fact("a.v1", "share", said("1", "2021-01-10"), unit={"": {"other": "boats"}})
    with pytest.raises(WordError, match=r"'a\.v1' does not count what 'a\.v0' counts"):
        classes_of(reader(one, other).matching("a.*"), 5, language(EN))


# What is drawn


def isles(north: str = "4", south: str = "40", east: str = "12") -> list[Fact]:
    """A share for each of three isles; nothing is said of one that has no value."""
    told = {"north": north, "south": south, "east_bay": east}
    return [
        fact(f"share.{code}", f"share of {code}", said(value, "2021-01-10"))
        for code, value in told.items()
        if value
    ]


def mapped(
    root: Path, *facts: Fact, text: str = "", tag: str = EN, day: date = DAY, **asked: Any
) -> Canvas:
    """The sheet on which a map of some facts was drawn."""
    (root / "maps").mkdir(exist_ok=True)
    (root / MAP).write_text(text or collection(*ISLES))
    edition = reader(*facts, tag=tag, day=day)
    size = {name: asked.pop(name) for name in ("width", "height") if name in asked}
    with charts.canvas(edition, **size, maps=MapFolder(Files(root), 1000)) as page:
        told = {"credit": CREDIT} | asked
        shown = told.pop("facts", None)
        found = shown(edition) if shown else edition.matching("share.*")
        charts.choropleth(page.axes, told.pop("file", MAP), found, **told)
    return page


def patches(page: Canvas) -> list[Any]:
    """What is filled: the areas in their order, then the rows of the key."""
    return [p for p in page.axes.patches if p.get_facecolor()[-1] and p.get_edgecolor()[-1]]


def greys(page: Canvas) -> list[float]:
    """How light each filled thing is."""
    return [round(sum(p.get_facecolor()[:3]) / 3, 2) for p in patches(page)]


def hatches(page: Canvas) -> list[str]:
    return [p.get_hatch() or "" for p in patches(page)]


def test_an_area_has_the_tone_of_its_class_and_its_value_inside(tmp_path: Path) -> None:
    page = mapped(tmp_path, *isles(), classes=[10, 30])
    light, dark, middle, *key = greys(page)
    assert light > middle > dark
    assert key == [light, middle, dark]
    told = words(page.axes)
    assert told[told.index("South") :][:2] == ["South", "40"]
    assert [
        w for w in told if w in ("0\u00a0to\u00a09", "10\u00a0to\u00a029", "at\u00a0least\u00a030")
    ] == ["0\u00a0to\u00a09", "10\u00a0to\u00a029", "at\u00a0least\u00a030"]


def test_an_area_of_which_nothing_is_known_is_hatched_and_told_as_such(tmp_path: Path) -> None:
    page = mapped(tmp_path, *isles(east=""))
    assert hatches(page)[2] == "----" == hatches(page)[-1]
    assert "no figure" in words(page.axes)
    assert list(page.remarks) == [
        "Highest South (40), lowest North (4).",
        "No figure: East_Bay.",
    ]


def test_what_is_not_public_disputed_hedged_or_stale_is_hatched_and_in_the_key(
    tmp_path: Path,
) -> None:
    disputed = fact(
        "share.south",
        "share",
        said("3", "2021-01-10"),
        said("9", "2021-01-10", publisher="The Courier"),
    )
    old = fact("share.east_bay", "share", said("about 9", "2020-01-10"))
    page = mapped(
        tmp_path, fact("share.north", "share", said("not public", "2021-01-10")), disputed, old
    )
    assert hatches(page)[:3] == ["xxxx", "++++", "////..."]
    told = words(page.axes)
    assert [w for w in told if w in ("not public", "disputed", "not exact", "stale")] == [
        "not public",
        "disputed",
        "not exact",
        "stale",
    ]


def test_what_has_ended_has_no_figure(tmp_path: Path) -> None:
    ended = fact("share.north", "share", said("4", "2020-01-01", "2020-06-30"))
    page = mapped(tmp_path, ended, *isles(north=""))
    assert hatches(page)[0] == "----"
    assert [fact.key for fact in page.shown] == ["share.south", "share.east_bay"]


def test_a_map_speaks_the_language_of_the_edition(tmp_path: Path) -> None:
    credit = {"en": CREDIT, "fr": "Relevé de Nulle-Part"}
    page = mapped(tmp_path, *isles(east=""), tag=FR, credit=credit)
    told = words(page.axes)
    assert {"Sud", "aucun chiffre", "Carte\u00a0: Relevé de Nulle-Part"} <= set(told)
    assert page.remarks[1] == "Aucun chiffre\u00a0: East_Bay."


def test_a_code_that_no_key_can_have_is_given_beside_its_fact(tmp_path: Path) -> None:
    text = collection(feature("35", square(0, 0)), feature("CA-ON", square(2, 0)))
    known = {"35": "share.north", "CA-ON": "share.south"}
    page = mapped(
        tmp_path,
        *isles(),
        text=text,
        facts=lambda edition: {code: edition[key] for code, key in known.items()},
    )
    assert hatches(page)[:2] == ["", ""]
    one = fact("share.ca_on", "share", said("4", "2021-01-10"))
    assert hatches(mapped(tmp_path, one, text=text))[:2] == ["----", ""]


def test_an_area_upon_another_is_not_hidden_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    inner, outer = feature("north", square(1, 1)), feature("south", square(0, 0, 3))
    for areas in ((inner, outer), (outer, inner)):
        page = mapped(tmp_path, *isles(east=""), text=collection(*areas))
        small, large = sorted(patches(page)[:2], key=lambda p: p.get_path().get_extents().width)
        assert small.get_zorder() > large.get_zorder()
        x, y = next(t.get_position() for t in page.axes.texts if t.get_text() == "40")
        left, low, right, high = _around(small)
        assert not (left < x < right and low < y < high)


def test_an_area_too_small_to_be_seen_is_a_dot(tmp_path: Path) -> None:
    text = collection(feature("north", square(0, 0, 20)), feature("south", square(25, 5, 0.01)))
    page = mapped(tmp_path, *isles(east=""), text=text)
    sides = [p.get_path().get_extents().width for p in patches(page)]
    assert sides[2] == pytest.approx(5)
    assert sides[1] < 0.5


def test_a_height_is_kept_if_it_is_enough_for_the_key(tmp_path: Path) -> None:
    assert mapped(tmp_path, *isles(), height=300).size[1] == 300
    low = mapped(tmp_path, *isles(), height=40)
    assert low.size[1] == low.least_height > 40
    enough = low.least_height
    assert mapped(tmp_path, *isles(), height=enough).size[1] == enough


def test_a_narrow_sheet_has_the_key_below_and_no_more_than_was_asked_for(tmp_path: Path) -> None:
    high = [mapped(tmp_path, *isles(), width=184, height=h).size[1] for h in (40, 150, 200)]
    assert 100 < high[0] <= high[1] == 150
    assert high[2] == 200
    page = mapped(tmp_path, *isles(), width=184)
    areas, swatches = patches(page)[:3], patches(page)[3:]
    lowest = min(_around(area)[1] for area in areas)
    assert all(_around(swatch)[3] < lowest for swatch in swatches)
    assert len({_around(swatch)[0] for swatch in swatches}) == 2


WIDTHS = st.sampled_from([368.5, 311.0, 236.7, 184.2])
VALUES = st.one_of(
    st.integers(-999, 10**7).map("{:,}".format),
    st.sampled_from(["about 40", "10 to 90", "more than 7", "in the hundreds", "not public"]),
    st.none(),
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    values=st.lists(VALUES, min_size=1, max_size=12),
    width=WIDTHS,
    tag=st.sampled_from([EN, FR, "es-MX"]),
    shape=st.tuples(st.floats(-80, 70), st.floats(-170, 150), st.floats(0.2, 4)),
)
def test_whatever_is_drawn_is_whole_and_no_words_meet(
    tmp_path_factory: pytest.TempPathFactory,
    values: list[str | None],
    width: float,
    tag: str,
    shape: tuple[float, float, float],
) -> None:
    south, west, side = shape
    cells = (square(west + n % 4 * side, south + n // 4 * side, side * 0.9) for n in range(12))
    text = collection(
        *(feature(f"r{n}", cell) for n, cell in zip(range(len(values)), cells, strict=False))
    )
    known = {f"r{n}": v for n, v in enumerate(values) if v} or {"r0": "0"}
    facts = [fact(f"share.{c}", "share", said(v, "2021-01-10")) for c, v in known.items()]
    page = mapped(tmp_path_factory.mktemp("w"), *facts, text=text, tag=tag, width=width)
    wide, tall = page.size
    for left, low, right, high in map(_around, page.axes.patches):
        assert -0.6 <= left <= right <= wide + 0.6
        assert -0.6 <= low <= high <= tall + 0.6
    assert [f.key for f in page.shown] == [f"share.{code}" for code in known]
    assert faults(page) == []


Extent = tuple[float, float, float, float]


def _around(patch: Any) -> Extent:
    box = patch.get_path().get_extents()
    return box.x0, box.y0, box.x1, box.y1


@given(st.lists(st.floats(0.3, 1), min_size=5, max_size=40), st.floats(8, 60), st.floats(9, 40))
def test_words_stand_inside_the_area_that_they_name(
    reach: list[float], wide: float, tall: float
) -> None:
    turn = 2 * pi / len(reach)
    edge = [(r * cos(n * turn), r * sin(n * turn)) for n, r in enumerate(reach)]
    text = collection(feature("a", [[x, y] for x, y in (*edge, edge[0])]))
    (drawn,) = flat_map(areas_of(text)).placed(0, 0, 200)
    for box in drawn.places(wide, tall):
        middle = (box.left + box.right) / 2, (box.low + box.high) / 2
        corners = [(x, y) for x in (box.left, box.right) for y in (box.low, box.high)]
        assert all(_encloses(drawn, each) for each in (middle, *corners))


def _encloses(drawn: MapShape, at: Point) -> bool:
    """Whether a point is inside: a line to the left of it crosses the edge an odd time."""
    (edge,) = drawn.widest
    crossed = 0
    for (x0, y0), (x1, y1) in pairwise(edge):
        if (y0 > at[1]) != (y1 > at[1]):
            crossed += x0 + (at[1] - y0) * (x1 - x0) / (y1 - y0) < at[0]
    return crossed % 2 == 1


# What is refused at the author's line


MATCHED = "write such as edition.matching('cases.*')"
CREDITED = "write credit='…': who made the shapes, and in which year"


@pytest.mark.parametrize(
    ("asked", "told", "hint"),
    [
        ({"credit": " "}, "this map has no credit in 'en'", CREDITED),
        ({"credit": ""}, "this map has no credit in 'en'", CREDITED),
        ({"facts": lambda _: "share.*"}, "these are no facts", MATCHED),
        ({"facts": lambda _: {"north": "share.north"}}, "these are no facts", MATCHED),
        ({"credit": {"fr": "Relevé"}}, "this map has no credit in 'en'", CREDITED),
        (
            {"file": "elsewhere/isles.geojson"},
            "'elsewhere/isles.geojson' is not in maps/",
            "put the map into the folder maps",
        ),
        (
            {"file": "maps/isle.geojson"},
            "no file 'maps/isle.geojson'",
            "did you mean 'maps/isles.geojson'?",
        ),
        (
            {"file": "maps/../../isles.geojson"},
            "'maps/../../isles.geojson' is not a name below the workspace's folder",
            "name it from the workspace's folder, with slashes and without '..'",
        ),
        (
            {"facts": lambda edition: edition.matching("no.*")},
            "this map has no facts",
            "name a pattern that matches some",
        ),
        (
            {"facts": lambda edition: {"nort": edition["share.north"]}},
            "no area 'nort' in maps/isles.geojson for 'share.north'",
            "did you mean 'north'?",
        ),
        (
            {"facts": lambda edition: {"x": edition["share.north"]}},
            "no area 'x' in maps/isles.geojson for 'share.north'",
            "tell which fact is of which area: {'CODE': fact}",
        ),
    ],
)
def test_what_no_map_can_be_made_of(
    tmp_path: Path, asked: dict[str, Any], told: str, hint: str
) -> None:
    with pytest.raises(WordError) as problem:
        mapped(tmp_path, *isles(), **asked)
    assert (problem.value.message, problem.value.hint) == (told, hint)


def test_one_fact_is_a_map_too(tmp_path: Path) -> None:
    page = mapped(tmp_path, *isles(), facts=lambda edition: edition["share.north"])
    assert hatches(page)[:3] == ["", "----", "----"]


def test_two_facts_of_one_area_are_two_maps(tmp_path: Path) -> None:
    other = fact("share.of.north", "share", said("4", "2021-01-10"))
    with pytest.raises(WordError) as problem:
        mapped(tmp_path, *isles(), other)
    assert problem.value.message == "'share.of.north' and 'share.north' are of one area"


def test_two_maps_are_two_charts(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / MAP).write_text(collection(*ISLES))
    edition = reader(*isles())
    with charts.canvas(edition, maps=MapFolder(Files(tmp_path), 1000)) as page:
        given = page.axes, MAP, edition.matching("share.*")
        charts.choropleth(*given, credit=CREDIT)
        with pytest.raises(WordError, match="this chart has a map already") as problem:
            charts.choropleth(*given, credit=CREDIT)
    assert problem.value.hint == "draw each map in a chart of its own"


# In a workspace

CHART = """
from asof.charts import chart, choropleth


@chart(caption="Shares by isle")
def shares(axes, edition):
    choropleth(axes, "maps/isles.geojson", edition.matching("share.*"), credit="Survey")
"""
FACTS = """
north: {label: share of the North, observations: [{value: 4, on: 2021-01-10, source: note}]}
south: {label: share of the South, observations: [{value: 40, on: 2021-01-10, source: note}]}
"""


def write(root: Path) -> workspace.Workspace:
    """A workspace with a map of two facts and three areas."""
    for name, text in {
        "asof.yaml": "title: Isles\nlanguages: [en]\ntimezone: UTC\n",
        "data/sources.yaml": "note: {title: A note, publisher: Us, published: 2021-01-18}\n",
        "data/facts/share.yaml": FACTS,
        "charts/shares.py": CHART,
        MAP: collection(*ISLES),
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return workspace.read_workspace(root)


def drew(root: Path, cache: Path) -> charts.DrawnChart:
    place = workspace.read_workspace(root)
    edition = as_of(data.read(place)[0], DAY, DAY, language("en"))
    return charts.draw(place, "shares", RecordingEdition(edition), Store(cache))


def test_a_map_is_kept_until_its_file_changes(tmp_path: Path) -> None:
    root, cache = write(tmp_path / "w").root, tmp_path / "cache"
    first, again = drew(root, cache), drew(root, cache)
    assert (first.reused, again.reused) == (False, True)
    assert ("resource", MAP) in [(read.kind, read.name) for read in again.reads]
    assert again.reads == first.reads
    (root / MAP).write_text(collection(*ISLES, feature("west", square(8, 52))))
    assert not drew(root, cache).reused
    (root / MAP).unlink()
    with pytest.raises(RenderError, match=r"charts/shares\.py:7: error: no file"):
        drew(root, cache)


def test_an_edition_is_printed_anew_when_its_map_changes(tmp_path: Path) -> None:
    root = write(tmp_path / "w").root
    (root / "data/briefings").mkdir()
    (root / "data/briefings/note.yaml").write_text("title: Isles\nbody:\n  - chart: shares\n")

    def printed() -> list[bool]:
        request = Request(today=DAY, store=Store(tmp_path / "cache"))
        return [each.reused for each in batch.build(workspace.read_workspace(root), request)]

    assert (printed(), printed()) == ([False], [True])
    (root / MAP).write_text(collection(*ISLES, feature("west", square(8, 52))))
    assert printed() == [False]


def test_a_map_is_read_aloud_area_by_area(tmp_path: Path) -> None:
    said = drew(write(tmp_path / "w").root, tmp_path / "cache").alt
    assert said.replace("\u00a0", " ") == (
        "Share of the North: 4 (January 10, 2021). "
        "Share of the South: 40 (January 10, 2021). "
        "Highest South (40), lowest North (4). No figure: East_Bay."
    )


def test_a_link_out_of_the_workspace_is_not_followed(tmp_path: Path) -> None:
    root = write(tmp_path / "w").root
    (tmp_path / "other.geojson").write_text(collection(*ISLES))
    (root / MAP).unlink()
    (root / MAP).symlink_to(tmp_path / "other.geojson")
    with pytest.raises(RenderError) as problem:
        drew(root, tmp_path / "cache")
    assert str(problem.value) == (
        "charts/shares.py:7: error: 'maps/isles.geojson' is a link that leads out\n"
        "  hint: put a copy of the file in place of the link"
    )
