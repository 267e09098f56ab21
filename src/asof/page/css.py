"""What style sheets name: files, fonts. The only door to tinycss2."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinycss2.ast import Node


@lru_cache(maxsize=32)
def css_urls(css: str) -> tuple[str, ...]:
    """The URLs that a style sheet asks for, imports included; the same sheet serves many pages."""
    import tinycss2

    return tuple(_urls(tinycss2.parse_component_value_list(css)))


def _urls(tokens: list[Node]) -> Iterator[str]:
    imported = False
    for token in tokens:
        if token.type == "url" or (imported and token.type == "string"):
            yield token.value
        elif token.type == "function" and token.lower_name == "url":
            yield from (t.value for t in token.arguments if t.type == "string")
        for part in ("content", "arguments"):
            yield from _urls(getattr(token, part, None) or [])
        if token.type != "whitespace":
            imported = token.type == "at-keyword" and token.lower_value == "import"
