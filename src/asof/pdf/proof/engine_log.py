"""What the engine warned of as findings, and the fonts that it took."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize
from xml.etree.ElementTree import Element

from asof.diagnostics import Finding, Location, Severity, error
from asof.engine.laid_page import LaidDocument, LaidPage
from asof.engine.log import about_machine
from asof.engine.urls import BASE
from asof.page.css import font_faces
from asof.page.document import Document
from asof.page.loads import drawn_stacks, styles
from asof.page.script_fonts import SCRIPTS, script_of
from asof.page.tree import SVG, is_element, parse_drawing
from asof.pdf.proof.source_map import Origins

# The engine's own words, as its versions 69 and 70 put them: it tells of a lost glyph and of a lost
# picture nowhere but in its log. Tests print pages that lack each, so that other words are noticed.
GLYPH = re.compile(r'unsupported by fonts: "(.*)" \(U\+([0-9A-F]+)\)', re.DOTALL)
BROKEN = re.compile(r"failed to (load|render)|cannot be loaded", re.IGNORECASE)
GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"}


def warning_findings(warnings: list[str], origins: Origins) -> Iterator[Finding]:
    """The engine's warnings: what is missing is an error, an unknown style a warning."""
    for message in warnings:
        glyph = GLYPH.search(message)
        if BROKEN.search(message):
            place = origins.of_asset(_asset_in(message, origins.document))
            yield error(place, lower_message(message), "look at that file", "resource")
        elif glyph and not _of_missing_script(glyph[1]):
            what = f"no font has the character '{glyph[1]}' (U+{glyph[2]})"
            for place in origins.every(glyph[1]) or (origins.place,):
                yield error(place, what, "replace it, or add a font that has it", "missing-glyph")
        elif not glyph and not about_machine(message):
            yield Finding("engine", Severity.WARNING, origins.place, lower_message(message))


def _of_missing_script(letter: str) -> bool:
    script = script_of(letter)
    return bool(script and not script.fonts)


def missing_scripts(warnings: list[str], origins: Origins) -> Iterator[Finding]:
    """The lines with letters of a script whose fonts are an extra that is not installed."""
    # A drawing is set in the forms of letters: what was typed is the letter.
    glyphs = filter(None, map(GLYPH.search, warnings))
    lacking = [normalize("NFKC", glyph[1])[0] for glyph in glyphs]
    for script in (each for each in SCRIPTS if not each.fonts):
        letters = filter(script.letters.search, lacking)
        places = {place for each in letters for place in origins.every(each) or (origins.place,)}
        lines = {(place.path, place.line): place for place in sorted(places, reverse=True)}
        for place in lines.values():
            told = f"no font has the letters of {script.name}"
            yield error(place, told, script.hint, "missing-glyph")


def _asset_in(message: str, document: Document) -> str:
    """The asset that a message names."""
    return next((name for name in document.assets if name in re.split(r"[\s']+", message)), "")


def with_asset_names(message: str, document: Document) -> str:
    """The engine's message with names for URLs."""
    for url, name in document.inside.items():
        message = message.replace(url, name)
    return message.replace(BASE, "")


def lower_message(message: str) -> str:
    """The engine's message in our form."""
    words = " ".join(message.split())
    return words[:1].lower() + words[1:].rstrip(".: ")


def foreign_fonts(laid: LaidDocument, origins: Origins) -> Iterator[Finding]:
    """Fonts that no style sheet of the document brings: those in the PDF, and those asked for.

    A font that is asked for and is not there is not missed: the engine takes one that is.
    """
    ours = {name.lower() for name in declared_families(origins.document)}
    for family in sorted(f for f in laid.families if f.lower() not in ours):
        yield _foreign(family, origins.of_family(family) or origins.place)
    for family, place in [*_asked(laid.pages, ours, origins), *_drawn(ours, origins)]:
        yield _foreign(family, place)


def _foreign(family: str, place: Location) -> Finding:
    told = f"the font '{family}' is none of the document's own"
    hint = "name one of its own, such as Asof Sans, or declare it with @font-face"
    return error(place, told, hint, "foreign-font")


def declared_families(document: Document) -> set[str]:
    """The fonts that the document's style sheets bring."""
    css = (content for name, content in document.assets.items() if name.endswith(".css"))
    sheets = (content.decode("utf-8", "replace") for content in css)
    told = [*sheets, *styles(document.tree)]
    return {name for css in told for name in font_faces(css)}


def _asked(
    pages: Iterable[LaidPage], ours: set[str], origins: Origins
) -> Iterator[tuple[str, Location]]:
    """The fonts that texts ask for in vain, where an author names them; not the engine itself."""
    stacks = {leaf.box.style["font_family"] for page in pages for leaf in page if leaf.text}
    for stack in sorted(stacks):
        if ours.isdisjoint(map(str.lower, stack)):
            places = ((family, origins.of_family(family)) for family in stack)
            yield from [(family, place) for family, place in places if place][:1]


def _drawn(ours: set[str], origins: Origins) -> Iterator[tuple[str, Location]]:
    """The fonts that the words of drawings ask for in vain."""
    for name, text in origins.files:
        drawing = parse_drawing(text.encode()) if name.endswith(".svg") else None
        for family in _in_vain(drawing, ours) if drawing is not None else ():
            yield family, origins.spot(name, text, max(text.find(family), 0))
    for drawing in origins.document.tree.iter(f"{SVG}svg"):
        for family in _in_vain(drawing, ours):
            yield family, origins.of_family(family) or origins.place


def _in_vain(drawing: Element, ours: set[str]) -> Iterator[str]:
    """The first of each font stack in a drawing with words, where no font of ours is in it."""
    worded = any(is_element(e) and e.tag == f"{SVG}text" for e in drawing.iter())
    for stack in drawn_stacks(drawing) if worded else ():
        if ours.isdisjoint(map(str.lower, stack)) and stack[0].lower() not in GENERIC:
            yield stack[0]
