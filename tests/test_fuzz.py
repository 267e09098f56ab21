"""The eight surfaces of `make fuzz`, each given inputs of its own grammar with hostile parts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import attacked
import surfaces
from seeds import FOUND, seeds, words

OF_ANY = ["", " ", "\0", "\u202e", "\ufffc", "𝔘", "é" * 300, "9" * 40, "-0", "1e999", "{{"]
OF_YAML: list[Any] = [*OF_ANY, None, True, [], {}, [[]], {"en": None}, {"": ""}]
hostile: st.SearchStrategy[Any] = st.sampled_from(OF_YAML)


def some(examples: int) -> settings:
    """The same inputs in each run."""
    return settings(max_examples=examples, derandomize=True, deadline=None, database=None)


def phrases(surface: str, most: int = 12) -> st.SearchStrategy[bytes]:
    """Words of a surface's grammar in any order, with a seed and odd characters among them."""
    known = st.sampled_from([*words(surface), *seeds(surface)[:200]])
    odd = st.sampled_from([each.encode("utf-8", "replace") for each in OF_ANY])
    return st.lists(known | known | odd, max_size=most).map(b"".join)


def test_each_surface_has_words_and_seeds() -> None:
    assert surfaces.SURFACES.keys() == FOUND.keys()
    assert [name for name in surfaces.SURFACES if not (words(name) and seeds(name))] == []


# ---- YAML

FIELDS: dict[str, list[Any]] = {
    "value": [
        "about 7",
        "300 to 400",
        8.5,
        "not public",
        "none",
        "2021-05",
        {"en": "x", "fr": "y"},
    ],
    "on": ["2021-01-18", "2021-01", "2020/2021", "../2021", "FY2020-21", 2021, "[2016,2018]"],
    "from": ["2021-01", "2017-05-24/2017-06-29"],
    "until": ["2021-05", "2020", ".."],
    "source": ["log", "log#p1", "log#", "lgo", ["log", "log#2"]],
    "reported": ["2021-01-18", "2030"],
    "by": ["CAF", {"en": "CAF"}],
    "status": ["claim", "revised", "clame"],
    "retracts": ["a slip"],
    "prefer": ["it is better"],
}
OF_FACTS: dict[str, list[Any]] = {
    "label": ["ships", {"en": "ships", "fr": "navires"}],
    "unit": ["ships", "%", {"en": {"one": "ship", "other": "ships"}}],
    "currency": ["CAD", "XXX"],
    "type": ["number", "date", "text", "statement", "nmber"],
    "review_in": ["90 days", "daily", "0 days", "999999999 years"],
    "fixed": [True, "yes"],
    "cumulative": [True],
    "formerly": [["port.docks"], ["port.ships"], "port.docks"],
    "derived": [
        "port.a + port.b",
        "sum(port.*)",
        "share(port.a, port.b)",
        "port.a / port.a",
        "(" * 50,
    ],
    "table": ["tables/port.csv", "../port.csv"],
    "equals": ["sum(port.*)"],
}


def fields(known: dict[str, list[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Some fields, most with a value that they can have."""
    return st.lists(st.sampled_from(sorted(known)), unique=True, max_size=5).flatmap(
        lambda names: st.fixed_dictionaries(
            {name: st.sampled_from(known[name]) | hostile for name in names}
        )
    )


facts = st.dictionaries(
    st.sampled_from(["a", "b", "ships", "value", "A b"]),
    st.tuples(fields(OF_FACTS), st.lists(fields(FIELDS), max_size=3)).map(
        lambda made: {"label": "x", **made[0], "observations": made[1]}
    )
    | hostile,
    max_size=3,
).map(lambda made: json.dumps(made, ensure_ascii=False).encode("utf-8", "replace"))


@given(facts | phrases("yaml"))
@some(50)
def test_a_file_of_data_is_read_or_refused(content: bytes) -> None:
    surfaces.hold(surfaces.yaml, content)


# ---- the others


@given(phrases("values", 6))
@some(60)
def test_a_value_is_read_or_refused(content: bytes) -> None:
    surfaces.hold(surfaces.values, content)


@given(phrases("days", 6))
@some(200)
def test_a_day_is_read_or_refused(content: bytes) -> None:
    surfaces.hold(surfaces.days, content)


@given(phrases("texts"))
@some(35)
def test_a_text_is_filled_or_refused(content: bytes) -> None:
    surfaces.hold(surfaces.texts, content)


cell = st.sampled_from([each.decode() for each in words("tables")]) | st.sampled_from(OF_ANY)
grids = st.lists(st.lists(cell, min_size=1, max_size=5).map(",".join), max_size=6).map("\n".join)


@given(grids.map(lambda grid: f"value,on,source\n{grid}".encode()) | phrases("tables"))
@some(80)
def test_a_table_is_read_or_refused(content: bytes) -> None:
    surfaces.hold(surfaces.tables, content)


@given(phrases("templates"))
@some(35)
def test_a_template_is_filled_or_refused(content: bytes) -> None:
    surfaces.hold(surfaces.templates, content)


within = phrases("drawings").map(
    lambda inner: b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%b</svg>' % inner
)


@given(within | phrases("drawings"))
@some(15)
def test_a_drawing_is_set_or_refused(content: bytes) -> None:
    surfaces.hold(surfaces.drawings, content)


def leaves(held: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all that a record holds."""
    yield path
    names = held if isinstance(held, dict) else range(len(held)) if isinstance(held, list) else ()
    for name in names:
        yield from leaves(held[name], (*path, name))


def changed(held: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A record with another value at a path."""
    if not path:
        return value
    made = held.copy()
    made[path[0]] = changed(held[path[0]], path[1:], value)
    return made


ENTRIES = [json.loads(content) for _, content in sorted(attacked.entries().items())]
PLACES = [(n, path) for n, entry in enumerate(ENTRIES) for path in leaves(entry)]


@given(st.sampled_from(PLACES), hostile | st.integers() | st.floats(), st.booleans())
@some(80)
def test_a_record_of_the_register_with_one_other_value_is_told(
    place: tuple[int, tuple[Any, ...]], value: Any, anew: bool
) -> None:
    number, path = place
    entry = changed(ENTRIES[number], path, value)
    first = number | (attacked.ANEW if anew else 0)
    surfaces.hold(surfaces.records, bytes([first]) + json.dumps(entry).encode())


# ---- what was found


FOUND_ONCE = {
    "texts": [b"", b" ", b"{% if false %}x{% endif %}", b"&nbsp;"],
    "templates": [
        b'{% extends "theme/note.html" %}{% block body %}{% include "note.html" %}{% endblock %}',
    ],
    "values": [b"abc " * 1000, b"7 abc " * 600],
    "days": [b"{2049..2018}", b"[2020-05..2020-01]", b"2004-1X"],
}


@pytest.mark.parametrize(
    ("surface", "content"), [(s, each) for s, found in FOUND_ONCE.items() for each in found]
)
def test_what_broke_a_surface_once_does_so_no_more(surface: str, content: bytes) -> None:
    surfaces.hold(surfaces.SURFACES[surface], content)
