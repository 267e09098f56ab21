"""How much a page and its styles may hold: what the engine would set for ever, or fall over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from asof.diagnostics import Location
from asof.located import raising
from asof.page.css import INKS, css_tokens, deeper_tokens, inner_tokens
from asof.page.drawings import LARGE, Fault, deeper_than

SMALL = 1e-4  # below it no length means anything on paper
WORDS = 200  # of one selector or one value
CELLS = 1_000  # columns and rows that one cell may span, as browsers have it
SPANS = ("colspan", "rowspan", "span")
UNMEASURED = {"z-index", "order"}
LESS, MORE = "write a number below a million", "write 0, or a larger number"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLimits:
    """How much one page may hold: see `asof.limits`."""

    depth: int = 100
    css_depth: int = 40
    variables: int = 1_000
    variable_size: int = 20_000


def tree_faults(tree: Element, most: PageLimits) -> Iterator[Fault]:
    """What of the elements of a page cannot be set."""
    if deeper_than(most.depth, tree):
        told = f"more than {most.depth} elements stand inside each other"
        yield Fault("", told, raising("page_depth", "put less inside each other"))
        return
    for element in tree.iter():
        for name in SPANS:
            span = (element.get(name) or "").strip()
            if span.isdecimal() and (len(span) > len(str(CELLS)) or int(span) > CELLS):
                told = f"'{span[:20]}' in {name}: no cell spans more than {CELLS:,}"
                yield Fault(f"{name}=", told, "write a smaller number")


@dataclass(frozen=True, slots=True)
class SheetFault(Fault):
    """What is wrong in a style sheet, and where in it."""

    line: int = 1
    column: int = 1


@lru_cache(maxsize=32)
def sheet_faults(css: str, most: PageLimits) -> tuple[SheetFault, ...]:
    """What of a style sheet cannot be set, each sort of it once."""
    tokens = css_tokens(css)
    if deeper_tokens(most.css_depth, tokens) or (css.strip() and not tokens):
        told = f"more than {most.css_depth} blocks or calls stand inside each other"
        return (SheetFault("", told, raising("css_depth", "put less inside each other")),)
    sorts = (_at_fault, _linking, _inks)
    found = (fault for level in _levels(tokens) for sort in sorts for fault in sort(level))
    return tuple({fault.message: fault for fault in found}.values())


def _levels(tokens: list[Any]) -> Iterator[list[Any]]:
    """Tokens, and those of each block and call within them, none by calling itself."""
    waiting = [tokens]
    while waiting:
        yield (level := waiting.pop())
        waiting.extend(filter(None, map(inner_tokens, level)))


def _at_fault(level: list[Any]) -> Iterator[SheetFault]:
    """Lengths of no page, and selectors and values of very many words, among some tokens."""
    words, name = 0, ""
    for token in level:
        words = 0 if _ends(token) else words + (token.type in ("ident", "function"))
        name = token.lower_value if token.type == "ident" else name
        if token.type == "dimension" and name not in UNMEASURED and _unmeasured(token.value):
            written = f"{token.representation}{token.unit}"
            hint = MORE if abs(token.value) < SMALL else LESS
            told = f"'{written}' is no length that can be printed"
            yield SheetFault(written, told, hint, token.source_line, token.source_column)
        if words == WORDS + 1:
            told = f"a selector, or a value, of more than {WORDS} words"
            spot = token.source_line, token.source_column
            yield SheetFault(token.serialize(), told, "write a shorter one", *spot)


def _linking(level: list[Any]) -> Iterator[SheetFault]:
    """Links that a style makes, in engines before 70: none of them was held as a link is."""
    said = [token for token in level if token.type not in ("whitespace", "comment")]
    for token, behind in pairwise(said):
        names = token.type == "ident" and token.lower_value in ("link", "-weasy-link")
        if names and behind.type == "literal" and behind.value == ":":
            hint = "make it in a text or a template, where links are made"
            spot = token.source_line, token.source_column
            yield SheetFault(token.value, "a style makes a link", hint, *spot)


def _inks(level: list[Any]) -> Iterator[SheetFault]:
    """Colours of a press: a page says that it is in sRGB (ISO 19005-3, 6.2.4.3)."""
    for token in level:
        if token.type == "function" and token.lower_name == INKS:
            told = f"'{token.serialize()}' is a colour of a press, not of sRGB"
            spot = token.source_line, token.source_column
            yield SheetFault(INKS, told, "write one such as #1f2a37", *spot)


def _ends(token: Any) -> bool:
    """Whether a token ends a selector or a value."""
    return token.type == "{} block" or (token.type == "literal" and token.value in ",;")


def _unmeasured(value: float) -> bool:
    return abs(value) >= LARGE or 0 < abs(value) < SMALL


# ---- variables


@dataclass(slots=True)
class Variables:
    """The custom properties of all sheets of a page: how long each is, and what it repeats."""

    places: dict[str, Location] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    repeats: dict[str, list[str]] = field(default_factory=dict)

    def add(self, css: str, at: Callable[[str, int, int], Location]) -> None:
        """Take up those of a sheet; `at` tells the place of a word at a line and a column of it."""
        for name, size, repeated, spot in _declared(css):
            self.places[name] = at(name, *spot)
            self.sizes[name] = max(self.sizes.get(name, 0), size)
            self.repeats[name] = max(self.repeats.get(name, []), repeated, key=len)

    def faults(self, most: PageLimits) -> Iterator[Fault]:
        """Whether there are too many, or one would be too long once all it repeats is put in."""
        if len(self.sizes) > most.variables:
            told = f"the styles have more than {most.variables:,} variables"
            yield Fault([*self.places][most.variables], told, raising("variables", "use fewer"))
            return
        for name, size, deep in self._whole():
            if size > most.variable_size:
                told = f"'{name}' stands for more than {most.variable_size:,} characters"
                yield Fault(name, told, raising("variable_size", "let it repeat less"))
                return
            if deep > most.css_depth:
                told = f"'{name}' leads through more than {most.css_depth} other variables"
                yield Fault(name, told, raising("css_depth", "let it lead through fewer"))
                return

    def _whole(self) -> Iterator[tuple[str, int, int]]:
        """Each with its whole length, and through how many others it leads."""
        sizes, deep = dict[str, int](), dict[str, int]()
        for name in self._order():
            names = [each for each in self.repeats.get(name, ()) if each in sizes]
            sizes[name] = self.sizes.get(name, 0) + sum(sizes[each] for each in names)
            deep[name] = max((1 + deep[each] for each in names), default=0)
            yield name, sizes[name], deep[name]

    def _order(self) -> tuple[str, ...]:
        """All, each behind what it repeats; the engine makes nothing of those that go round."""
        graph = dict(self.repeats)
        while True:
            try:
                return tuple(TopologicalSorter(graph).static_order())
            except CycleError as problem:
                graph[problem.args[1][0]] = []


@lru_cache(maxsize=32)
def _declared(css: str) -> tuple[tuple[str, int, list[str], tuple[int, int]], ...]:
    """The custom properties that a sheet sets: how many characters each has, what it repeats.

    Last comes the line and the column where each stands.
    """
    return tuple(
        (name.value, *_measured(value), (name.source_line, name.source_column))
        for level in _levels(css_tokens(css))
        for name, value in _custom(level)
    )


def _custom(level: list[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """The custom properties among the tokens of one block, each with its value."""
    own: list[Any] = []
    for token in [*level, None]:
        if token is not None and not (token.type == "literal" and token.value == ";"):
            own.append(token)
            continue
        said = [t for t in own if t.type not in ("whitespace", "comment")]
        if len(said) > 1 and said[0].type == "ident" and said[0].value.startswith("--"):
            yield said[0], said[2:]
        own = []


def _measured(value: list[Any]) -> tuple[int, list[str]]:
    """How many characters a value has, and the variables that it repeats, each as often."""
    names = [
        next((t.value for t in token.arguments if t.type == "ident"), "")
        for level in _levels(value)
        for token in level
        if token.type == "function" and token.lower_name == "var"
    ]
    return sum(len(token.serialize()) for token in value), names
