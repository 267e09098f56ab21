"""YAML with places, held against models, and the schemas that editors get."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from asof.data import schemas
from asof.diagnostics import AsofError, Location
from asof.located import Mapping_, Node, Scalar, canonical_text, check, parse_yaml
from asof.text import Word, Words

ROOT = Path(__file__).parent.parent
FILES = {
    "workspace": ["asof.yaml"],
    "sources": ["data/sources.yaml"],
    "facts": sorted(str(p.relative_to(ROOT)) for p in (ROOT / "data/facts").rglob("*.yaml")),
    "briefing": sorted(str(p.relative_to(ROOT)) for p in (ROOT / "data/briefings").glob("*.yaml")),
}
SCHEMAS = schemas()


@pytest.fixture
def read() -> Any:
    """Reads YAML as the file x.yaml."""

    def reader(text: str) -> Mapping_:
        return parse_yaml(text, "x.yaml")

    return reader


def at(line: int, column: int) -> Location:
    return Location("x.yaml", line, column)


@dataclass(frozen=True, slots=True)
class Leaf(Node):
    """A leaf."""

    name: Word
    size: int = 0


@dataclass(frozen=True, slots=True)
class Tree(Node):
    """A tree of leaves."""

    title: Words
    leaves: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class Twig(Node):
    """A twig, whose field has another name in files."""

    start: Word | None = field(default=None, metadata={"alias": "from"})


# Places


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: word\n", 1, 4),
        ("a: 'word'\n", 1, 4),
        ('a:\n  "word"\n', 2, 3),
        ("# a comment\n\na: {b: 1}\n", 3, 4),
        ("a: [1]\r\n", 1, 4),
        ("a: |\n  word\n", 1, 4),
    ],
)
def test_a_value_knows_its_place(read: Any, text: str, line: int, column: int) -> None:
    tree = read(text)
    assert tree["a"].place == tree.values_at["a"] == at(line, column)


def test_a_mapping_knows_its_keys_and_the_key_that_it_is_under(read: Any) -> None:
    tree = read("a:\n  b: true\n")
    assert tree["a"].place == at(2, 3)
    assert tree["a"].head == tree.keys_at["a"] == at(1, 1)
    assert (tree["a"].keys_at["b"], tree["a"].values_at["b"]) == (at(2, 3), at(2, 6))


@pytest.mark.parametrize(
    ("text", "index", "line", "column"),
    [
        ("a: in {{ x }} and {{ y }}\n", 0, 1, 7),
        ("a: in {{ x }} and {{ y }}\n", 1, 1, 19),
        ('a: "{{ x }}"\n', 0, 1, 5),
        ("a: 'it''s {{ x }}'\n", 0, 1, 11),
        ('a: "caf\\u00e9 {{ x }}"\n', 0, 1, 15),
        ("a: >\n  folded\n  {{ x }} and\n  {% if y %}\n", 0, 3, 3),
        ("a: >\n  folded\n  {{ x }} and\n  {% if y %}\n", 1, 4, 3),
        ("a: |\n  literal {{ x }}\n", 0, 2, 11),
        ("a: plain\n  over lines {{ x }}\n", 0, 2, 14),
        ("a: none here\n", 0, 1, 4),
        ("a: {{ x }}\n".replace("{{", "é {{"), 0, 1, 6),
    ],
)
def test_an_expression_in_a_text_has_a_place(
    read: Any, text: str, index: int, line: int, column: int
) -> None:
    assert read(text)["a"].spot(index) == at(line, column)


# What YAML means


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "NO", "y", "n", "1", "1.5", "08"])
def test_only_true_and_false_are_booleans_and_numbers_stay_as_typed(read: Any, word: str) -> None:
    value = read(f"a: {word}\n")["a"]
    assert isinstance(value, Scalar)
    assert value == word


@pytest.mark.parametrize(
    ("word", "value"), [("true", True), ("False", False), ("~", None), ("null", None), ("", None)]
)
def test_the_core_schema_of_yaml_1_2(read: Any, word: str, value: object) -> None:
    assert read(f"a: {word}\n")["a"] is value


def test_quoted_words_are_words(read: Any) -> None:
    assert read("a: 'true'\nb: \"\"\n") == {"a": "true", "b": ""}


def test_on_and_no_are_keys_and_days_are_text(read: Any) -> None:
    assert read("on: 2021-01-18\nno: Norway\n") == {"on": "2021-01-18", "no": "Norway"}


def test_an_alias_repeats_what_it_names(read: Any) -> None:
    assert read("a: &x {b: c}\nd: *x\n") == {"a": {"b": "c"}, "d": {"b": "c"}}


def test_lists_and_mappings_stand_inside_each_other_forty_deep(read: Any) -> None:
    assert read(f"a: {'[' * 39}{']' * 39}\n")
    for deeper in (f"a: {'[' * 40}{']' * 40}\n", f"a: {'[' * 100_000}", "- " * 100_000):
        with pytest.raises(AsofError, match="error: this is more than 40 levels deep"):
            read(deeper)


def test_an_alias_costs_nothing_and_repeats_no_more_than_a_hundred_thousand_values(
    read: Any,
) -> None:
    tens = "a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]\n"
    tens += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 4))
    assert read(tens)["a3"] == [read(tens)["a2"]] * 10
    more = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(4, 40))
    with pytest.raises(AsofError, match=r"x\.yaml:5:\d+: error: the aliases of this file repeat"):
        read(tens + more)


@pytest.mark.parametrize("char", ["\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00", "\x1b"])
def test_what_ends_a_line_elsewhere_is_refused_at_its_place(char: str) -> None:
    with pytest.raises(AsofError, match=r"x\.yaml:2:4: error: a control character stands here"):
        parse_yaml(f"a: 1\n# b{char}c: 2\n", "x.yaml")


def test_every_line_of_the_parser_is_one_of_ours() -> None:
    """What the program reads between `\\n` is what PyYAML takes for a line."""
    odd = [chr(n) for n in (*range(0x2100), 0xFEFF, 0xFFFE, 0x1F600) if chr(n) not in "\t\n"]
    read = [char for char in odd if reads(f"a: 'b{char}'\nc: 1\n")]
    assert all(parse_yaml(f"a: 'b{c}'\nc: d\n", "x")["c"].place.line == 2 for c in read)
    assert not {"\x0b", "\x0c", "\r", "\x85", "\u2028", "\u2029"} & set(read)


def reads(text: str) -> bool:
    """Whether a text is read, or what is wrong with it told."""
    try:
        return bool(parse_yaml(text, "x"))
    except AsofError:
        return False


@pytest.mark.parametrize("text", ["x: [", "x: {", "x: [1,", "x: {a:", "x: [[1], ", "- [", "["])
def test_a_bracket_that_is_not_closed_is_told_where_the_file_ends(text: str) -> None:
    with pytest.raises(AsofError) as refused:
        parse_yaml(f"{text}\n", "x.yaml")
    told = "x.yaml:2:1: error: a bracket before this is not closed\n  hint: close it"
    assert str(refused.value) == told


def test_a_file_of_comments_is_an_empty_mapping(read: Any) -> None:
    assert read("# nothing yet\n") == {}


def test_all_that_yaml_lets_pass_is_refused_at_once(read: Any) -> None:
    with pytest.raises(AsofError) as problem:
        read("a: 1\na: 2\nb: see #3\n? [c]\n: d\n")
    assert [f.place for f in problem.value.findings] == [at(2, 1), at(3, 8), at(4, 3)]


# Models


def test_a_node_and_its_fields_know_their_places(read: Any) -> None:
    tree = check(Tree, read("title: T\nleaves:\n  - name: oak\n    size: 5\n"))
    assert tree.leaves[0].place == at(3, 5)
    assert tree.leaves[0].at("size") == at(4, 11)
    assert tree.leaves[0].at("other") == tree.leaves[0].place


def test_a_place_is_no_part_of_equality(read: Any) -> None:
    tree = check(Tree, read("title: T\nleaves:\n  - name: oak\n  - name: oak\n"))
    assert str(tree.leaves[0].name) == str(tree.leaves[1].name)
    assert tree.leaves[0].name.place != tree.leaves[1].name.place


def test_every_problem_is_told(read: Any) -> None:
    with pytest.raises(AsofError) as problem:
        check(Tree, read("leaves:\n  - nmae: oak\n  - size: big\n"))
    assert str(problem.value).split("\n") == [
        "x.yaml:1:1: error: missing field 'title'",
        "x.yaml:2:5: error: unknown field 'nmae'",
        "  hint: did you mean 'name'?",
        "x.yaml:3:5: error: missing field 'name'",
        "x.yaml:3:11: error: expected a whole number, found 'big'",
    ]


def test_a_misspelt_field_hides_no_problem_of_the_one_that_is_there(read: Any) -> None:
    with pytest.raises(AsofError) as problem:
        check(Leaf, read("name: oak\nsize: big\nsise: 5\n"))
    assert [f.message for f in problem.value.findings] == [
        "expected a whole number, found 'big'",
        "unknown field 'sise'",
    ]


def test_a_number_longer_than_python_reads_is_told_like_any_other(read: Any) -> None:
    with pytest.raises(AsofError, match="expected a whole number"):
        check(Leaf, read(f"name: oak\nsize: {'9' * 5000}\n"))


def test_a_field_that_no_file_has_cannot_be_typed(read: Any) -> None:
    with pytest.raises(AsofError) as problem:
        check(Tree, read("title: T\nplace: x.yaml\nvalues_at: {}\n"))
    assert [f.message for f in problem.value.findings] == [
        "unknown field 'place'",
        "unknown field 'values_at'",
    ]


def test_a_field_has_the_name_that_files_use(read: Any) -> None:
    assert str(check(Twig, read("from: oak\n")).start) == "oak"
    with pytest.raises(AsofError, match="unknown field 'start'"):
        check(Twig, read("start: oak\n"))


def test_a_part_of_a_file_is_a_value(read: Any) -> None:
    one, other = (check(Tree, read(f"{above}title: T\n")) for above in ("", "# a remark\n"))
    assert one == other
    assert one.place != other.place
    assert replace(one, leaves=()).place == one.place
    with pytest.raises(FrozenInstanceError):
        one.title = other.title  # type: ignore[misc]  # the mistake itself


def test_what_a_tree_says_is_one_text_however_it_is_typed(read: Any) -> None:
    one = canonical_text(read("a: {b: word, c: [1, true]}\nd: ~\n"))
    assert canonical_text(read("# x\nd:\na:\n  c:\n    - '1'\n    - true\n  b: word\n")) == one
    assert canonical_text(read("a: 'true'\n")) != canonical_text(read("a: true\n"))


HEAVY = "import sys, asof.data; print('yaml' in sys.modules)"


def test_nothing_heavy_comes_in_before_a_file_is_read() -> None:
    told = subprocess.run([sys.executable, "-c", HEAVY], check=True, capture_output=True, text=True)
    assert told.stdout == "False\n"


# Schemas


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    referred = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(SCHEMAS[name])))
    assert referred <= set(SCHEMAS[name]["$defs"])


@pytest.mark.parametrize(("name", "file"), [(n, f) for n, files in FILES.items() for f in files])
def test_the_repository_s_files_hold_to_their_schema(name: str, file: str) -> None:
    tree = plain(parse_yaml((ROOT / file).read_text("utf-8"), file))
    assert not [e.message for e in Draft202012Validator(SCHEMAS[name]).iter_errors(tree)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("workspace", "title: T\nlanguages: [en]\ntimezone: UTC\ntimezon: UTC\n"),
        ("sources", "note: {title: T, publisher: P, published: 2021, publishd: 2021}\n"),
        ("facts", "iraq: {label: L, lable: L}\n"),
        ("facts", "iraq: {label: L, break: {on: 2021-01-18, raeson: R}, derived: a.b}\n"),
        ("facts", "iraq: {label: L, observations: [{source: note, valeu: 5}]}\n"),
        ("briefing", "title: T\nbody: [{pionts: [a]}]\n"),
        ("briefing", "title: T\nbody: [{pressed: {on: T, point: [a]}}]\n"),
        ("briefing", "title: T\nbody: [{points: [{en: {a: b}}]}]\n"),
    ],
)
def test_a_schema_refuses_what_the_program_refuses(name: str, text: str) -> None:
    assert not Draft202012Validator(SCHEMAS[name]).is_valid(yaml.safe_load(text))


def plain(value: Any) -> Any:
    """A tree as an editor sees it: without places, whole numbers read as such."""
    if isinstance(value, Scalar) and value.raw.isdigit():
        return int(value)
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def descriptions(schema: Any) -> Iterator[tuple[str, str]]:
    """Each field that a schema names, with what it says of it."""
    for name, inner in schema.get("properties", {}).items():
        yield name, inner.get("description", "")
    for each in [*schema.get("$defs", {}).values(), *schema.get("anyOf", ())]:
        yield from descriptions(each)


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_editors_say_of_each_field_what_it_is_for(name: str) -> None:
    told = list(descriptions(SCHEMAS[name]))
    assert told
    assert [field for field, about in told if not about] == []
