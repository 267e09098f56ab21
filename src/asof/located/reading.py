"""YAML read strictly, every slip told in our words. Here PyYAML comes in.

What the parser sees is taken one by one, as it comes. Its own composer calls itself for whatever
stands inside, in C, where a file of brackets alone ends the process; and it builds what an alias
repeats before anybody can count it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from asof.diagnostics import AsofError, Finding, Location, error
from asof.files import TURNS, spot, told_of_turn
from asof.located.bounds import YamlLimits, raising
from asof.located.places import EACH, Mapping_, Scalar, Sequence_, kind, mapping

Event = Any  # of the parser: its types say of no event that it has marks, an anchor, a tag
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CORE = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
NULL = {"", "~", "null", "Null", "NULL"}

# What stands in no YAML, and what YAML alone takes for the end of a line: a carriage return without
# a line feed, NEL, and the separators of Unicode. Our lines would be other lines than the parser's.
CONTROL = re.compile(
    r"[^\t\n\r -~\xa0-\u2027\u202a-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|\r(?!\n)"
)
COMMENT = re.compile(r"([^\S\n]+)(#\S[^\n]*)")


def parse_yaml(text: str, name: str, most: YamlLimits) -> Mapping_:
    """Read a YAML file whose top is a mapping; raises AsofError with every problem found."""
    if len(text) > most.size:
        told = f"this file has {len(text):,} characters; more than {most.size:,} are not read"
        hint = raising("yaml_size", "make several files of it")
        raise AsofError(error(Location(name), told, hint))
    if found := CONTROL.search(text):
        place = spot(name, text, found.start())
        raise AsofError(error(place, "a control character stands here", "delete it"))
    try:
        return _Builder(name, text, most).top()
    except yaml.MarkedYAMLError as problem:
        raise AsofError(_syntax(problem, name, text)) from None


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
# A space that does not break, where YAML wants a plain one: it takes it for a letter.
SPACE = re.compile("^ *(?:- )? *(?:[\\w.]+:)?([\u00a0\u2007\u202f])", re.MULTILINE)
QUOTED = re.compile(r"([-:,{]\s+)(?:(\")[^\"]*\"|(')[^']*')")

# What YAML says: the same, and whether the mistake is where the broken part begins.
PROBLEMS = (
    ("quoted scalar.*end of stream", "this quote is not closed", "close it", True),
    ("flow node|start any token|alias|anchor|tag|mapping keys", START, QUOTE, True),
    ("flow mapping", "this one-line mapping cannot be read", EACH, True),
    ("flow sequence", "this one-line list cannot be read", EACH, True),
    ("expected ':'", "a colon is missing here", "write key: value", True),
    ("escape", "a backslash in double quotes", "put the text in single quotes", False),
    ("", "this line does not fit those above it", ABOVE, False),
)


def _syntax(problem: yaml.MarkedYAMLError, name: str, text: str) -> Finding:
    """One finding for a file that YAML cannot read, told in terms of the slip behind it."""
    mark = problem.problem_mark or problem.context_mark
    assert mark
    start = text.rfind("\n", 0, mark.index) + 1
    line = QUOTED.sub(_blanked, text[start:].split("\n", 1)[0])
    end = text.find("\n", mark.index)
    if found := SPACE.search(text[: None if end < 0 else end]):
        told = "this space does not break, and is read as a letter"
        return error(spot(name, text, found.start(1)), told, "write a plain space")
    for slip, message, hint in SLIPS:
        if found := slip.search(line):
            return error(Location(name, mark.line + 1, found.start(1) + 1), message, hint)
    told = f"{problem.context} {problem.problem}"
    _, message, hint, begins = next(p for p in PROBLEMS if re.search(p[0], told))
    mark = problem.context_mark or mark if begins else mark
    char = text[mark.index : mark.index + 1]
    if not char and "flow node" in told:
        message, hint = "a bracket before this is not closed", "close it"
    return error(Location(name, mark.line + 1, mark.column + 1), message.format(char=char), hint)


def _blanked(found: re.Match[str]) -> str:
    """A text in quotes without its words, so that no slip is seen in them."""
    quote = found[2] or found[3]
    return found[1] + quote * (len(found[0]) - len(found[1]))


class _Builder:
    """Turns what the parser sees into values with places, and refuses what YAML lets pass."""

    def __init__(self, name: str, text: str, most: YamlLimits) -> None:
        self.name, self.text, self.most = name, text, most
        self.events: Iterator[Event] = yaml.parse(text, Loader=LOADER)
        self.findings: list[Finding] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.open: list[str | None] = []
        self.values = self.repeated = 0
        self.last: Event = None

    def top(self) -> Mapping_:
        """What the only document of the file holds; an empty file holds nothing."""
        start = Location(self.name, 1, 1)
        built: Any = mapping({}, start, {})
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    told = "a second document begins here"
                    raise AsofError(error(self.at(event), told, "delete this line"))
                built = self.value(next(self.events))
        if not isinstance(built, Mapping_):
            place = getattr(built, "place", start)
            self.findings.append(error(place, f"expected a mapping, found {kind(built)}"))
        if self.findings:
            raise AsofError(*self.findings)
        assert isinstance(built, Mapping_)
        return built

    def at(self, event: Event) -> Location:
        return Location(self.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def closed(self) -> Location:
        """The place of the bracket that was closed last."""
        mark = self.last.end_mark
        return Location(self.name, mark.line + 1, mark.column)

    def refuse(self, event: Event, told: str, hint: str = "") -> None:
        self.findings.append(error(self.at(event), told, hint))

    def stop(self, event: Event, told: str, hint: str) -> None:
        """Refuse what cannot be read on from."""
        self.refuse(event, told, hint)
        raise AsofError(*self.findings)

    def value(self, event: Event) -> Any:
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        before, anchor = self.values, event.anchor
        self.open.append(anchor)
        if len(self.open) > self.most.depth and not isinstance(event, yaml.ScalarEvent):
            told = f"this is more than {self.most.depth} levels deep"
            self.stop(event, told, raising("yaml_depth", "put less inside each other"))
        built = self.built(event)
        self.open.pop()
        self.count(event, 1)
        if anchor:
            self.anchors[anchor] = built, self.values - before
        return built

    def alias(self, event: Event) -> Any:
        """What its anchor stands for, which is there once, however often it is repeated."""
        if event.anchor in self.open:
            self.refuse(event, "an alias cannot hold itself")
            return None
        if event.anchor not in self.anchors:
            self.refuse(event, START.format(char="*"), QUOTE)
            return None
        built, values = self.anchors[event.anchor]
        self.repeated += values
        if self.repeated > self.most.aliases:
            told = f"the aliases of this file repeat more than {self.most.aliases:,} values"
            self.stop(event, told, raising("yaml_aliases", "write out what is meant"))
        self.count(event, values)
        return built

    def count(self, event: Event, values: int) -> None:
        self.values += values
        if self.values > self.most.values:
            told = f"this file has more than {self.most.values:,} values"
            self.stop(event, told, raising("yaml_values", "make several files of it"))

    def built(self, event: Event) -> Any:
        tag = event.tag or ""
        if tag.startswith("!") or "python/" in tag:
            told = tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(event, f"a text cannot start with '{told}'", QUOTE)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = Sequence_(self.value(item) for item in self.until(yaml.SequenceEndEvent))
            items.place = self.at(event)
            items.closed = self.closed() if event.flow_style else None
            return items
        assert isinstance(event, yaml.ScalarEvent)
        return self.scalar(event)

    def until(self, end: type[Event]) -> Iterator[Event]:
        """What stands directly in a list or a mapping."""
        for event in self.events:
            if isinstance(event, end):
                self.last = event
                return
            yield event

    def scalar(self, event: Event) -> Any:
        plain = not event.style
        if plain and event.value in NULL:
            return None
        if plain and event.value in CORE:
            return CORE[event.value]
        if found := TURNS.search(event.value):  # escaped, else the file would not be read
            self.refuse(event, *told_of_turn(found[0]))
        scalar = Scalar(event.value)
        scalar.place = self.at(event)
        scalar.raw = self.text[event.start_mark.index : event.end_mark.index]
        if plain:
            self.swallowed(event)
        return scalar

    def swallowed(self, event: Event) -> None:
        """A '#' right behind a space and before a word is more likely text than a comment."""
        if found := COMMENT.match(self.text, event.end_mark.index):
            column = event.end_mark.column + len(found[1]) + 1
            place = Location(self.name, event.end_mark.line + 1, column)
            told = f"'{found[2].strip()}' is read as a comment and lost from the text"
            self.findings.append(error(place, told, "put the text in quotes"))

    def mapping(self, event: Event) -> Mapping_:
        built: dict[str, Any] = {}
        keys_at: dict[str, Location] = {}
        values_at: dict[str, Location] = {}
        for key in self.until(yaml.MappingEndEvent):
            word = self.key(key, keys_at)
            behind = next(self.events)
            value = self.value(behind)
            if word is not None:
                built[word], keys_at[word] = value, self.at(key)
                values_at[word] = getattr(value, "place", self.at(behind))
        made = mapping(built, self.at(event), keys_at, values_at)
        made.closed = self.closed() if event.flow_style else None
        return made

    def key(self, event: Event, known: dict[str, Location]) -> str | None:
        """The word that a key is, or nothing where it is refused."""
        if not isinstance(event, yaml.ScalarEvent):
            self.value(event)
            self.odd_key(event)
        elif event.value in known:
            first = known[event.value].line
            self.refuse(event, f"duplicate key '{event.value}', first on line {first}", "keep one")
        elif event.value == "<<" and not event.style:
            self.refuse(event, "a merge key is not read", "repeat the fields that '<<' stands for")
        else:
            return str(event.value)
        return None

    def odd_key(self, event: Event) -> None:
        """A key that is no word: more often than not `{{` where a text begins."""
        place = self.at(event)
        if self.text.startswith("{{", event.start_mark.index - 1):
            place = replace(place, column=place.column - 1)
            self.findings.append(error(place, BRACES, QUOTE))
        else:
            self.findings.append(error(place, "a key must be a word", QUOTE))
