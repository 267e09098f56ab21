"""YAML read strictly, every slip told in our words. Here PyYAML comes in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import yaml

from asof.diagnostics import AsofError, Finding, Location, error
from asof.files import spot
from asof.located.places import EACH, Mapping_, Scalar, Sequence_, kind, mapping

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CORE = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
NULL = {"", "~", "null", "Null", "NULL"}


def parse_yaml(text: str, name: str) -> Mapping_:
    """Read a YAML file whose top is a mapping; raises AsofError with every problem found."""
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as problem:
        raise AsofError(_syntax(problem, name, text)) from None
    except yaml.reader.ReaderError:
        raise AsofError(_unreadable(name, text)) from None
    return _Builder(name, text).top(node)


def _unreadable(name: str, text: str) -> Finding:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    place = spot(name, text, found.start() if found else 0)
    return error(place, "a control character stands here", "delete it")


# What people type that YAML takes for something else: how it looks (the mistake is the group, or
# stands where YAML stumbled), what is wrong, what to type instead.
BRACES = "a value that starts with '{{' is not a text"
QUOTE = "put the text in quotes"
ABOVE = "check its indentation, and the quotes and colons above"
START = "a text cannot start with '{char}'"
SLIPS = (
    (re.compile(r"^\s*?(\t)"), "a tab indents this line", "indent with spaces"),
    (re.compile(r"(?:^\s*-|:|,)\s+(\{\{)"), BRACES, QUOTE),
    (re.compile(r"[-:,{]\s+'{2,}(\w)"), "an apostrophe ends this text", "put it in double quotes"),
    (
        re.compile(r"[-:,{]\s+\"{2,}\s*(\w)"),
        "the quote before this ends the text",
        "quote all of it, and write single quotes inside",
    ),
    (re.compile(r":\s+(?![\"'\[{|>])[^,\"]*?(:)\s"), "a text with a colon needs quotes", QUOTE),
)
QUOTED = re.compile(r"([-:,{]\s+)(?:(\")[^\"]*\"|(')[^']*')")

# What YAML says: the same, and whether the mistake is where the broken part begins.
PROBLEMS = (
    ("quoted scalar.*end of stream", "this quote is not closed", "close it", True),
    ("flow node|start any token|alias|anchor|tag|mapping keys", START, QUOTE, True),
    ("flow mapping", "this one-line mapping cannot be read", EACH, True),
    ("flow sequence", "this one-line list cannot be read", EACH, True),
    ("expected ':'", "a colon is missing here", "write key: value", True),
    ("escape", "a backslash in double quotes", "put the text in single quotes", False),
    ("another document", "a second document begins here", "delete this line", False),
    ("", "this line does not fit those above it", ABOVE, False),
)


def _syntax(problem: yaml.MarkedYAMLError, name: str, text: str) -> Finding:
    """One finding for a file that YAML cannot read, told in terms of the slip behind it."""
    mark = problem.problem_mark or problem.context_mark
    assert mark
    start = text.rfind("\n", 0, mark.index) + 1
    line = QUOTED.sub(_blanked, text[start:].split("\n", 1)[0])
    for slip, message, hint in SLIPS:
        if found := slip.search(line):
            return error(Location(name, mark.line + 1, found.start(1) + 1), message, hint)
    told = f"{problem.context} {problem.problem}"
    _, message, hint, begins = next(p for p in PROBLEMS if re.search(p[0], told))
    mark = problem.context_mark or mark if begins else mark
    char = text[mark.index : mark.index + 1]
    return error(Location(name, mark.line + 1, mark.column + 1), message.format(char=char), hint)


def _blanked(found: re.Match[str]) -> str:
    """A text in quotes without its words, so that no slip is seen in them."""
    quote = found[2] or found[3]
    return found[1] + quote * (len(found[0]) - len(found[1]))


class _Builder:
    """Turns PyYAML's nodes into values with places, and refuses what YAML lets pass."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.findings: list[Finding] = []
        self.open: set[int] = set()

    def top(self, node: yaml.Node | None) -> Mapping_:
        start = Location(self.name, 1, 1)
        built = self.value(node) if node else mapping({}, start, {})
        if not isinstance(built, Mapping_):
            place = getattr(built, "place", start)
            self.findings.append(error(place, f"expected a mapping, found {kind(built)}"))
        if self.findings:
            raise AsofError(*self.findings)
        assert isinstance(built, Mapping_)
        return built

    def at(self, node: yaml.Node) -> Location:
        return Location(self.name, node.start_mark.line + 1, node.start_mark.column + 1)

    def value(self, node: yaml.Node) -> Any:
        if id(node) in self.open:
            self.findings.append(error(self.at(node), "an alias cannot hold itself"))
            return None
        self.open.add(id(node))
        built = self.built(node)
        self.open.discard(id(node))
        return built

    def built(self, node: yaml.Node) -> Any:
        if node.tag.startswith("!") or "python/" in node.tag:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self.findings.append(error(self.at(node), f"a text cannot start with '{tag}'", QUOTE))
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        if isinstance(node, yaml.SequenceNode):
            items = Sequence_(self.value(item) for item in node.value)
            items.place = self.at(node)
            return items
        assert isinstance(node, yaml.ScalarNode)
        return self.scalar(node)

    def scalar(self, node: yaml.ScalarNode) -> Any:
        plain = not node.style
        if plain and node.value in NULL:
            return None
        if plain and node.value in CORE:
            return CORE[node.value]
        scalar = Scalar(node.value)
        scalar.place = self.at(node)
        scalar.raw = self.text[node.start_mark.index : node.end_mark.index]
        if plain:
            self.swallowed(node)
        return scalar

    def swallowed(self, node: yaml.ScalarNode) -> None:
        """A '#' right behind a space and before a word is more likely text than a comment."""
        rest = self.text[node.end_mark.index :].split("\n", 1)[0]
        if found := re.match(r"\s+(?=#\S)", rest):
            column = node.end_mark.column + found.end() + 1
            place = Location(self.name, node.end_mark.line + 1, column)
            told = f"'{rest.strip()}' is read as a comment and lost from the text"
            self.findings.append(error(place, told, "put the text in quotes"))

    def mapping(self, node: yaml.MappingNode) -> Mapping_:
        built: dict[str, Any] = {}
        keys_at: dict[str, Location] = {}
        values_at: dict[str, Location] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.findings.append(self.odd_key(key))
            elif key.value in built:
                self.findings.append(self.duplicate(key, keys_at[key.value]))
            else:
                keys_at[key.value], values_at[key.value] = self.at(key), self.at(value)
                built[key.value] = self.value(value)
        return mapping(built, self.at(node), keys_at, values_at)

    def duplicate(self, key: yaml.ScalarNode, first: Location) -> Finding:
        told = f"duplicate key '{key.value}', first on line {first.line}"
        return error(self.at(key), told, "keep one")

    def odd_key(self, key: yaml.Node) -> Finding:
        """A key that is no word: more often than not `{{` where a text begins."""
        place = self.at(key)
        if self.text[key.start_mark.index - 1 :].startswith("{{"):
            return error(replace(place, column=place.column - 1), BRACES, QUOTE)
        return error(place, "a key must be a word", QUOTE)
