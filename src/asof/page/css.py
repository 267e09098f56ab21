"""What style sheets name: files, colours and fonts. The only door to tinycss2."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

KEYWORDS = {"inherit", "initial", "unset", "revert", "revert-layer"}
SIZES = {"dimension", "percentage", "number"}
Stack = tuple[str, ...]  # the names of fonts, the one that is wanted most first


DEEPEST = 100  # blocks inside each other: deeper ones end those who call themselves


@lru_cache(maxsize=32)
def css_tokens(css: str) -> list[Node]:
    """A style sheet cut into tokens: the same sheet serves many pages.

    One that is too deep for any page, which `asof.page.bounds` tells of, has none.
    """
    import tinycss2

    tokens = list(tinycss2.parse_component_value_list(css))
    return [] if deeper_tokens(DEEPEST, tokens) else tokens


def inner_tokens(token: Any) -> list[Any]:
    """What stands in a block or a call."""
    return [*(getattr(token, "content", None) or ()), *(getattr(token, "arguments", None) or ())]


def deeper_tokens(most: int, tokens: list[Any]) -> bool:
    """Whether blocks and calls stand deeper inside each other than is allowed."""
    level = tokens
    for _ in range(most + 1):
        level = [inner for token in level for inner in inner_tokens(token)]
    return bool(level)


# ---- declarations


def declared_in(content: str | list[Node]) -> dict[str, str]:
    """The values of some declarations, as they are written, by the names of the properties."""
    import tinycss2

    said = (d for d in tinycss2.parse_blocks_contents(content) if d.type == "declaration")
    names = ((d.name if d.name.startswith("--") else d.lower_name, d.value) for d in said)
    return {name: tinycss2.serialize(value).strip() for name, value in names}


# ---- files


@lru_cache(maxsize=32)
def css_urls(css: str) -> tuple[str, ...]:
    """The URLs that a style sheet asks for, imports included."""
    return tuple(_urls(css_tokens(css)))


def _urls(tokens: Iterable[Node]) -> Iterator[str]:
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


# ---- colours


def root_colours(custom: Mapping[str, str]) -> dict[str, str]:
    """The custom properties that are colours, as #rrggbb."""
    found = {name: colour_of(custom.get(_variable(value), value)) for name, value in custom.items()}
    return {name: colour for name, colour in found.items() if colour}


def root_declarations(sheets: Iterable[str]) -> dict[str, str]:
    """The custom properties of `:root` as they are written, the last sheet's above all."""
    said: dict[str, str] = {}
    for css in sheets:
        for rule in _rules(css_tokens(css)):
            if rule.type == "qualified-rule" and _selector(rule) == ":root":
                said |= declared_in(rule.content)
    return {name: value for name, value in said.items() if name.startswith("--")}


def _selector(rule: QualifiedRule) -> str:
    import tinycss2

    return str(tinycss2.serialize(rule.prelude)).strip()


def _variable(value: str) -> str:
    """The custom property that a value stands for: `--ink` for `var(--ink)`."""
    return value.removeprefix("var(").rstrip(")").strip() if value.startswith("var(") else ""


def colour_of(value: str) -> str | None:
    """A colour as #rrggbb; nothing where a value is none, or lets what is behind it through."""
    from tinycss2.color4 import parse_color

    found = parse_color(value)
    if found is None or isinstance(found, str) or found.alpha < 1:
        return None
    red, green, blue = (round(255 * part) for part in found.to("srgb").coordinates)
    return f"#{red:02x}{green:02x}{blue:02x}"


INKS = "device-cmyk"
PAINT = re.compile(r"(?:none|currentColor|inherit|initial|context-fill|context-stroke)?")


def is_paint(value: str) -> bool:
    """Whether a drawing is painted with what a value says, and not black for want of a colour.

    A page has no colours of a press.
    """
    from tinycss2.color5 import parse_color

    plain = re.sub(r"^url\([^)]*\)\s*", "", value.strip())
    found = parse_color(plain)
    if found is None or isinstance(found, str):
        return bool(PAINT.fullmatch(plain))
    return bool(found.space != INKS)


# ---- fonts


@dataclass(frozen=True, slots=True)
class FaceRule:
    """What a rule says of a font that a sheet brings: its weight, its slant, its file."""

    family: str
    weight: int
    italic: bool
    url: str


@lru_cache(maxsize=32)
def face_rules(css: str) -> tuple[FaceRule, ...]:
    """The fonts that a style sheet brings as files."""
    return tuple(
        found for rule in _rules(css_tokens(css)) if _is_face(rule) for found in _face(rule)
    )


def _face(rule: Any) -> Iterator[FaceRule]:
    said = declared_in(rule.content)
    named = next(font_stacks(rule.content), ())
    urls = tuple(css_urls(said.get("src", "")))
    weight = WEIGHTS.get(said.get("font-weight", ""), said.get("font-weight", "400"))
    if named and urls and weight.isdigit():
        yield FaceRule(named[0], int(weight), said.get("font-style", "normal") != "normal", urls[0])


WEIGHTS = {"normal": "400", "bold": "700"}


@lru_cache(maxsize=32)
def font_faces(css: str) -> frozenset[str]:
    """The names of the fonts that a style sheet brings."""
    brought = (font_stacks(rule.content) for rule in _rules(css_tokens(css)) if _is_face(rule))
    return frozenset(name for stacks in brought for stack in stacks for name in stack)


def sheet_stacks(css: str) -> Iterator[Stack]:
    """The fonts that the rules of a style sheet ask for."""
    for rule in _rules(css_tokens(css)):
        if rule.content is not None and not _is_face(rule):
            yield from font_stacks(rule.content)


def font_stacks(declarations: str | list[Node]) -> Iterator[Stack]:
    """The fonts that some declarations ask for, by name or with all else that makes a font."""
    import tinycss2

    for each in tinycss2.parse_blocks_contents(declarations):
        named = each.type == "declaration" and each.lower_name in ("font", "font-family")
        if named and (stack := _stack(each)):
            yield stack


def first_family(stack: str) -> str:
    """The font that a list of fonts wants most."""
    return next((name for names in font_stacks(f"font-family: {stack}") for name in names), "")


def _stack(asked: Declaration) -> Stack:
    """The names in a declaration, parted by commas; in `font` they stand behind the size.

    There are none in a keyword of CSS, nor in a variable, of which only the engine knows the value.
    """
    values = [v for v in asked.value if v.type != "comment"]
    sizes = [n for n, v in enumerate(values) if v.type in SIZES and asked.lower_name == "font"]
    named = values[max(sizes, default=-1) + 1 :] if sizes or asked.lower_name != "font" else []
    if any(v.type == "function" for v in named):
        return ()
    parts = groupby(named, key=lambda v: v.type == "literal" and v.value == ",")
    names = (
        " ".join(v.value for v in part if v.type in ("string", "ident"))
        for comma, part in parts
        if not comma
    )
    return tuple(name for name in names if name and name not in KEYWORDS)


def sheet_rules(css: str) -> Iterator[AtRule | QualifiedRule]:
    """The rules of a style sheet, and those within them: of media, and of the margins of pages."""
    return _rules(css_tokens(css))


def margin_boxes(css: str, name: str) -> Iterator[str]:
    """The boxes in the margins of pages where a style sheet shows what runs by a name."""
    for rule in (each for each in sheet_rules(css) if each.type == "at-rule" and each.content):
        if declared_in(rule.content).get("content") == f"element({name})":
            yield rule.lower_at_keyword


def outer_rules(css: list[Node]) -> Iterator[AtRule | QualifiedRule]:
    """The rules of a style sheet that stand in no other."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return (rule for rule in rules if rule.type in ("at-rule", "qualified-rule"))


def _rules(css: list[Node]) -> Iterator[AtRule | QualifiedRule]:
    """The rules of a style sheet, and those within them."""
    for rule in outer_rules(css):
        yield rule
        if rule.type == "at-rule" and rule.content and not _is_face(rule):
            yield from _rules(rule.content)


def _is_face(rule: AtRule | QualifiedRule) -> bool:
    return bool(rule.type == "at-rule" and rule.lower_at_keyword == "font-face")
