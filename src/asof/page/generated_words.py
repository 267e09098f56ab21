"""What a style sheet adds to the words of a page: strings, counters and the numbers of lists.

Nothing of that is in the tree of the page, so that no fact can be behind it. A sheet may add marks,
such as a dash or an arrow, and number pages, notes and ordered lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from asof.page.css import sheet_rules

if TYPE_CHECKING:
    from tinycss2.ast import Declaration, Node

COUNTING = {"counter", "counters", "target-counter", "target-counters"}
COUNTED = {"page", "pages", "footnote"}  # what the engine counts of itself
QUOTING = {"attr", "target-text", "var"}  # `string` repeats what stands on the page
WRITING = ("content", "quotes", "list-style", "string-set")  # for which a variable holds words
SIDES = ("top-", "bottom-", "left-", "right-")  # of a page, whose margins may say "Page"
# Whose strings are names: of fonts, of areas, of files.
NAMING = ("font", "src", "grid", "-weasy-font", "lang", "bookmark", "language")
UNNUMBERED = {
    "none",
    "disc",
    "circle",
    "square",
    "inside",
    "outside",
    "inherit",
    "initial",
    "unset",
}


@dataclass(frozen=True, slots=True)
class GeneratedWords:
    """Words that a sheet adds, or the call that makes them, and where in it they stand."""

    words: str
    line: int
    column: int


@lru_cache(maxsize=32)
def generated_words(css: str) -> tuple[GeneratedWords, ...]:
    """What a style sheet adds to the words of pages, in its order."""
    return tuple(_found(css))


def _found(css: str) -> Iterator[GeneratedWords]:
    import tinycss2

    for rule in sheet_rules(css):
        if rule.content is None or (rule.type == "at-rule" and rule.lower_at_keyword in UNHELD):
            continue
        margin = rule.type == "at-rule" and rule.lower_at_keyword.startswith(SIDES)
        ordered = rule.type == "qualified-rule" and _orders(tinycss2.serialize(rule.prelude))
        for each in tinycss2.parse_blocks_contents(rule.content):
            if each.type == "declaration" and not each.lower_name.startswith(NAMING):
                words = _in_declaration(each, ordered=ordered)
                yield from (w for w in words if not margin or any(map(str.isnumeric, w.words)))


UNHELD = {
    "font-face",
    "media",
    "supports",
    "import",
    "charset",
    "namespace",
}  # or held rule by rule


def _orders(selector: str) -> bool:
    """Whether a rule is for ordered lists or what stands in them: their numbers are the list's."""
    return "ol" in selector.replace(">", " ").replace("::", " ").split()


def _in_declaration(declared: Declaration, *, ordered: bool) -> Iterator[GeneratedWords]:
    if declared.name.startswith("--"):
        return
    for token in _tokens(declared.value):
        if words := _said(token, declared, ordered=ordered):
            yield GeneratedWords(words, token.source_line, token.source_column)


def _said(token: Any, declared: Declaration, *, ordered: bool) -> str:
    """The words that a token adds; nothing where it adds a mark, or none."""
    if token.type == "string":
        return token.value if any(map(str.isalnum, token.value)) else ""
    if token.type == "function":
        return _called(token, declared, ordered=ordered)
    if token.type == "ident" and not ordered and _numbers(token.lower_value, declared.lower_name):
        return str(token.value)
    return ""


def _called(token: Any, declared: Declaration, *, ordered: bool) -> str:
    """A call that adds words, with its first argument."""
    arguments = [t.value for t in token.arguments if t.type == "ident"]
    counts = token.lower_name in COUNTING and COUNTED.isdisjoint(arguments) and not ordered
    quotes = token.lower_name in QUOTING and declared.lower_name.startswith(WRITING)
    return f"{token.lower_name}({''.join(arguments[:1])})" if counts or quotes else ""


def _numbers(word: str, name: str) -> bool:
    """Whether a declaration lets an element be numbered, that may be in no ordered list."""
    if name == "display":
        return word == "list-item"
    return name in ("list-style", "list-style-type") and word not in UNNUMBERED


def _tokens(tokens: Iterable[Node]) -> Iterator[Any]:
    """Tokens and those within them, but for what a counter is of."""
    for token in tokens:
        yield token
        counts = token.type == "function" and token.lower_name in COUNTING
        for part in () if counts else ("content", "arguments"):
            yield from _tokens(getattr(token, part, None) or [])
