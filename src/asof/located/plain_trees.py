"""Trees with their places as plain lists, numbers and words, which a store can keep, and back."""

from __future__ import annotations

from typing import Any

from asof.diagnostics import Location
from asof.located.places import Mapping_, Scalar, Sequence_

MAPPING, SEQUENCE = "mapping", "sequence"


def plain_tree(tree: Any) -> Any:
    """A tree of one file without its path.

    A text is its line, its column, its words and, where they differ, how it was typed; a mapping
    or a list begins with what it is.
    """
    if isinstance(tree, Scalar):
        raw = [str(tree.raw)] if tree.raw != tree else []
        return [*_spot(tree.place), str(tree), *raw]
    if isinstance(tree, Mapping_):
        fields = [
            [str(key), *_spot(tree.keys_at[key]), *_spot(tree.values_at[key]), plain_tree(value)]
            for key, value in tree.items()
        ]
        return [MAPPING, *_spot(tree.place), *_spot(tree.head), *fields]
    if isinstance(tree, Sequence_):
        return [SEQUENCE, *_spot(tree.place), *map(plain_tree, tree)]
    return tree


def _spot(place: Location) -> tuple[int, int]:
    return place.line, place.column


def tree_of_plain(plain: Any, path: str) -> Any:
    """The tree that a plain one was made of."""
    if not isinstance(plain, list):
        return plain
    if plain[0] == MAPPING:
        return _mapping(plain[1:], path)
    if plain[0] == SEQUENCE:
        items = Sequence_(tree_of_plain(each, path) for each in plain[3:])
        items.place = Location(path, *plain[1:3])
        return items
    line, column, words, *raw = plain
    scalar = Scalar(words)
    scalar.place, scalar.raw = Location(path, line, column), raw[0] if raw else words
    return scalar


def _mapping(plain: list[Any], path: str) -> Mapping_:
    line, column, head_line, head_column, *fields = plain
    made = Mapping_()
    made.place, made.head = Location(path, line, column), Location(path, head_line, head_column)
    made.keys_at, made.values_at = {}, {}
    for key, key_line, key_column, value_line, value_column, value in fields:
        made[key] = tree_of_plain(value, path)
        made.keys_at[key] = Location(path, key_line, key_column)
        made.values_at[key] = Location(path, value_line, value_column)
    return made
