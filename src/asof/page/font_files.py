"""Font files read whole before a page is set. The only door to fontTools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from asof.diagnostics import WordError

CHARTED = (".ttf", ".otf")  # what charts can be set in
SUFFIXES = (*CHARTED, ".woff", ".woff2", ".ttc", ".otc")
COLLECTION = b"ttcf"
DIGITS = "0123456789"
NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PAINTED = ("CBDT", "COLR", "SVG ", "sbix")  # tables of shapes that are no outlines
ANEW = "copy it anew"
TRUE = "take the font from its maker: a figure set in this one reads as another"


@lru_cache(maxsize=16)
def check_font(content: bytes) -> str:
    """The name of a font; raises WordError for what is none, is not whole, or sets false digits."""
    from fontTools.ttLib import TTFont

    if content.startswith(COLLECTION):
        told = "is a collection of fonts, of which a page cannot ask for one"
        raise WordError(told, "name the file of each font: .ttf or .otf")
    try:
        font = TTFont(BytesIO(content))
        missing = [table for table in ("cmap", "head", "hhea", "hmtx", "maxp") if table not in font]
        font.ensureDecompiled()
        false = [] if missing else list(_false_digits(font))
        name = str(font["name"].getDebugName(4) or "") if "name" in font else ""
    except Exception:  # noqa: BLE001 (of a damaged file fontTools raises whatever it stumbles over)
        raise WordError("is no font that can be read to its end", ANEW) from None
    if missing:
        raise WordError(f"is no whole font: it has no '{missing[0]}'", ANEW)
    if false:
        raise WordError(false[0], TRUE)
    return name


def _false_digits(font: Any) -> Iterator[str]:
    """How digits of a font are set as others: by its table of characters, its shapes, its rules."""
    named = {digit: font.getBestCmap().get(ord(digit)) for digit in DIGITS}
    glyphs = {digit: glyph for digit, glyph in named.items() if glyph}
    shapes = {digit: _shape(font, glyph) for digit, glyph in glyphs.items()}
    for digit, glyph in glyphs.items():
        other = _digit_named(glyph)
        if other and other != digit:
            yield f"sets '{digit}' with the shape of '{other}'"
        if not shapes[digit] and not any(table in font for table in PAINTED):
            yield f"sets '{digit}' with no shape"
        yield from _alike(digit, shapes[digit], shapes)
    for digit, glyph in _replaced(font, glyphs):
        yield from _alike(digit, _shape(font, glyph), shapes)


def _digit_named(glyph: str) -> str:
    """The digit that a glyph is named for: seven, or seven.tabular."""
    name = glyph.partition(".")[0]
    return DIGITS[NAMES.index(name)] if name in NAMES else ""


def _alike(digit: str, shape: Any, shapes: Mapping[str, Any]) -> Iterator[str]:
    """Other digits that have a shape."""
    for other, its in shapes.items():
        if other != digit and shape and shape == its:
            yield f"sets '{digit}' with the shape of '{other}'"


def _shape(font: Any, glyph: str) -> tuple[Any, ...]:
    """The outline of a glyph, its parts drawn out."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    return tuple(pen.value)


def _replaced(font: Any, glyphs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The digits that the font's rules replace, each with the glyph that comes in its place."""
    digits = {glyph: digit for digit, glyph in glyphs.items()}
    table = font["GSUB"].table if "GSUB" in font else None
    for lookup in table.LookupList.Lookup if table and table.LookupList else ():
        for rule in lookup.SubTable:
            for glyph, others in _singles(getattr(rule, "ExtSubTable", rule)):
                if glyph in digits:
                    yield from ((digits[glyph], other) for other in others)


def _singles(rule: Any) -> Iterable[tuple[str, list[str]]]:
    """What a rule puts in the place of one glyph: another, several, or one of some."""
    mapped = getattr(rule, "mapping", None) or getattr(rule, "alternates", None) or {}
    return ((glyph, [to] if isinstance(to, str) else list(to)) for glyph, to in mapped.items())


# ---- what a font is for


@dataclass(frozen=True, slots=True)
class FontFace:
    """What a font file is for: its weight, whether it slants, the characters that it has."""

    weight: int
    italic: bool
    characters: frozenset[int]


@lru_cache(maxsize=32)
def font_face(content: bytes) -> FontFace:
    """What a whole font is for; raises WordError for one that has many weights in one file."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(content), lazy=True)
    if "fvar" in font:
        told = "has many weights in one file, of which charts can use one"
        raise WordError(told, "name the files that have one weight each: 'static' in the download")
    drawn, told_of = font.get("OS/2"), font.get("post")
    weight = int(getattr(drawn, "usWeightClass", 400))
    slanted = bool(getattr(drawn, "fsSelection", 0) & 1) or bool(getattr(told_of, "italicAngle", 0))
    return FontFace(weight, slanted, frozenset(font.getBestCmap()))


@lru_cache(maxsize=32)
def font_characters(content: bytes) -> frozenset[int]:
    """The characters that a whole font has, whatever it is for."""
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(BytesIO(content), lazy=True).getBestCmap())


def text_width(content: bytes, words: str) -> float:
    """How wide words are in a font, in times its size."""
    wide = _advances(content)
    return sum(wide.get(ord(char), 0.0) for char in words)


@lru_cache(maxsize=8)
def _advances(content: bytes) -> Mapping[int, float]:
    """How far each character of a font moves the pen, in times its size."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(content), lazy=True)
    size, wide = float(font["head"].unitsPerEm), font["hmtx"]
    return {char: wide[glyph][0] / size for char, glyph in font.getBestCmap().items()}
