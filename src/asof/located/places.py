"""Values that know where they stand in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from asof.diagnostics import Location

EACH = "put each text in quotes"  # what to do where a comma or colon cut a one-line mapping


class Scalar(str):
    """A piece of text with its place and its source as typed, quotes and line breaks included."""

    place: Location
    raw: str

    def spot(self, index: int) -> Location:
        """The place of the `index`-th `{{` or `{%` in the text as typed."""
        found = list(re.finditer(r"\{[{%]", self.raw))
        if not 0 <= index < len(found):
            return self.place
        return self.along(found[index].start())

    def along(self, offset: int) -> Location:
        """The place `offset` characters into the text as typed."""
        before = self.raw[:offset]
        line, _, last = before.rpartition("\n")
        if not line and "\n" not in before:
            return Location(self.place.path, self.place.line, self.place.column + len(last))
        return Location(self.place.path, self.place.line + before.count("\n"), len(last) + 1)


class Mapping_(dict[str, Any]):
    """A mapping with its place, those of its keys and values, and of the key that it is under.

    As one reads it in a file, in braces, it has the place of the last one too.
    """

    place: Location
    closed: Location | None = None
    keys_at: dict[str, Location]
    values_at: dict[str, Location]
    head: Location


class Sequence_(list[Any]):
    """A list with its place, and that of its last bracket where a file has it in brackets."""

    place: Location
    closed: Location | None = None


def mapping(
    built: Mapping[str, Any],
    place: Location,
    keys_at: dict[str, Location],
    values_at: dict[str, Location] | None = None,
) -> Mapping_:
    """A mapping with its places; those below it learn the key that they stand under."""
    made = Mapping_(built)
    made.place, made.keys_at, made.head = place, keys_at, place
    made.values_at = keys_at if values_at is None else values_at
    for name, value in built.items():
        if isinstance(value, Mapping_):
            value.head = keys_at[name]
    return made


def named(value: Any) -> str:
    """A value as an error names it: a text by its words, anything else by what it is."""
    return f"'{value}'" if isinstance(value, str) else kind(value)


def kind(value: Any) -> str:
    """What a value is, as an error names it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    names = {dict: "a mapping", list: "a list", str: "a text"}
    return next((name for type_, name in names.items() if isinstance(value, type_)), "a value")
