"""Typeset a document as tagged PDF. The only door to WeasyPrint."""

from __future__ import annotations

import ctypes.util
import logging
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.resources import files
from mimetypes import MimeTypes
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from asof.diagnostics import Finding, Location, RenderError, Severity, error
from asof.model.document import Document
from asof.pdf import tags
from asof.pdf.record import NAME
from asof.pdf.words import Story, compare

if TYPE_CHECKING:
    import weasyprint

BASE = "file:///document/"
STANDARD = "pdf/ua-1"
GLYPH = re.compile(r'unsupported by fonts: "(.*)" \(U\+([0-9A-F]+)\)', re.DOTALL)
BROKEN = re.compile(r"failed to (load|render)|cannot be loaded", re.IGNORECASE)
FACE = re.compile(r"@font-face\s*\{[^}]*?font-family:\s*[\"']?([^;\"'}]+)")


@dataclass(frozen=True, slots=True)
class Page:
    """A typeset document: the PDF, its pages, and how much of the last one is used (0 to 1).

    `places` is the page of each element that has an id, counted from 1; `record` is what the PDF
    carries.
    """

    pdf: bytes
    pages: int
    last: float
    places: Mapping[str, int]
    findings: tuple[Finding, ...] = ()
    record: bytes = b""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What a PDF carries with it: its record, made when its pages are known, and its day."""

    record: Callable[[int, Mapping[str, int]], bytes]
    day: date


def typeset(document: Document, place: Location, enclosure: Enclosure | None = None) -> Page:
    """Set a document; raises RenderError when a resource, a glyph or a word is missing."""
    with listening() as heard, blaming(place):
        html = opened(document)
        set_ = html.render(pdf_variant=STANDARD)
        at = places(set_)
        record = enclosure.record(len(set_.pages), at) if enclosure else b""
        carried = attachments(record, enclosure.day) if enclosure else []
        mend = tags.finisher(set_)
        pdf = set_.write_pdf(pdf_variant=STANDARD, attachments=carried, finisher=mend)
    findings = [*told([named(m, document) for m in heard], place), *foreign(set_, document, place)]
    stop(findings)  # a picture or a glyph that is missing takes its words along
    stop([*compare(story(html, set_, document), pdf, place)])
    found = tuple(dict.fromkeys(findings))
    return Page(pdf, len(set_.pages), used(set_.pages[-1]), at, found, record)


def attachments(record: bytes, day: date) -> list[weasyprint.Attachment]:
    """The record as an attachment, dated by its edition: left alone, the engine asks a clock."""
    from weasyprint import Attachment

    stamp = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (the engine writes it as UTC)
    about = "The facts of this edition, their sources and what made it"
    dated = {"created": stamp, "modified": stamp}
    return [Attachment(string=record, name=NAME, description=about, relationship="Data", **dated)]


def stop(findings: list[Finding]) -> None:
    """Raise what is an error."""
    failed = [f for f in findings if f.severity is Severity.ERROR]
    if failed:
        raise RenderError(*dict.fromkeys(failed))


def places(set_: weasyprint.Document) -> dict[str, int]:
    """The page on which each element with an id begins."""
    numbered = list(enumerate(set_.pages, start=1))
    return {name: number for number, page in reversed(numbered) for name in page.anchors}


def used(page: weasyprint.document.Page) -> float:
    """How much of a page's height its words reach down, between its margins."""
    box = page._page_box
    body = [b for b in box.children if not hasattr(b, "at_keyword")]
    ends = [t.position_y + t.height for b in body for t in b.descendants() if hasattr(t, "text")]
    top = box.content_box_y()
    return float(max((end - top) / box.height for end in [*ends, top]))


def engine() -> Any:
    """WeasyPrint, told to look at no font of the machine: a page has its own."""
    os.environ.setdefault("FONTCONFIG_FILE", str(files("asof") / "pdf" / "fonts.conf"))
    warnings.filterwarnings("ignore", "No fonts configured", UserWarning, "weasyprint")
    with directly():
        import weasyprint

    return weasyprint


@contextmanager
def directly() -> Iterator[None]:
    """Load shared libraries by their names on Linux.

    The engine asks for each library by its Windows and macOS names first; for every one that is
    not there Python runs ldconfig and a compiler, which takes longer than the rest of the import.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 (named so in ctypes)
    try:
        yield
    finally:
        ctypes.util.find_library = search


def opened(document: Document) -> weasyprint.HTML:
    """The document as the engine reads it, with no way to anything but its own assets."""
    weasyprint = engine()
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    inside = URLFetcher(allowed_protocols=["data"])
    types = MimeTypes()

    def fetch(url: str, *_: object, **__: object) -> URLFetcherResponse:
        if url.startswith("data:"):
            return inside.fetch(url)
        name = asset(url)
        if name not in document.assets:
            raise FatalURLFetchingError(url.removeprefix(BASE))
        sort = types.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, document.assets[name], {"Content-Type": sort})

    return weasyprint.HTML(string=document.page, base_url=BASE, url_fetcher=fetch)


def asset(url: str) -> str:
    """The name of the asset that a URL asks for."""
    return unquote(urlsplit(url.removeprefix(BASE)).path)


@contextmanager
def blaming(place: Location) -> Iterator[None]:
    """Whatever the engine raises is this edition's failure: the others are still printed."""
    engine()
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as problem:
        told_ = f"'{problem}' cannot be loaded"
        hint = "name a file of the workspace, from its top folder"
        raise RenderError(error(place, told_, hint, "resource")) from None
    except Exception as problem:
        told_ = f"the engine failed with {type(problem).__name__}: {problem}"
        raise RenderError(error(place, told_, rule="engine")) from problem


# ---- what the engine says


class _Ear(logging.Handler):
    """Keeps what the engine warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """What WeasyPrint and fontTools say meanwhile, kept from the terminal."""
    ear, loggers = _Ear(), [logging.getLogger(n) for n in ("weasyprint", "fontTools")]
    before = [(log.handlers, log.propagate) for log in loggers]
    for log in loggers:
        log.handlers, log.propagate = [ear], False
    try:
        yield ear.heard
    finally:
        for log, (handlers, propagate) in zip(loggers, before, strict=True):
            log.handlers, log.propagate = handlers, propagate


def told(heard: list[str], place: Location) -> Iterator[Finding]:
    """The engine's warnings: what is missing is an error, an unknown style a warning."""
    for message in heard:
        glyph = GLYPH.search(message)
        if BROKEN.search(message):
            yield error(place, lowered(message), "look at that file", "resource")
        elif glyph:
            what = f"no font has the character '{glyph[1]}' (U+{glyph[2]})"
            yield error(place, what, "replace it, or add a font that has it", "missing-glyph")
        elif "harfbuzz" not in message.lower():
            yield Finding("engine", Severity.WARNING, place, lowered(message))


def named(message: str, document: Document) -> str:
    """The engine's message with names for URLs."""
    for name in document.assets:
        message = message.replace(document.inside(name), name)
    return message.replace(BASE, "")


def lowered(message: str) -> str:
    """The engine's message in our form."""
    words = " ".join(message.split())
    return words[:1].lower() + words[1:].rstrip(".: ")


def foreign(set_: weasyprint.Document, document: Document, place: Location) -> Iterator[Finding]:
    """Fonts in the PDF that no style sheet of the document brings."""
    css = [c for name, c in document.assets.items() if name.endswith(".css")]
    sheets = [content.decode("utf-8", "replace") for content in css]
    ours = {name.strip() for css in [*sheets, document.html] for name in FACE.findall(css)}
    for family in sorted({font.family for font in set_.fonts.values()} - ours):
        told_ = f"the font '{family}' is none of the document's own"
        yield error(place, told_, "declare it with @font-face in templates/own.css", "foreign-font")


# ---- what was given


def story(html: weasyprint.HTML, set_: weasyprint.Document, document: Document) -> Story:
    """The words that the page was given, and those that the engine was to make itself."""
    made = Made()
    for page in set_.pages:
        made.listen(page._page_box, generated=False)
    body = html.etree_element.find("body")
    given = list(_said(body, made.running, document)) if body is not None else []
    return Story("".join(given), " ".join(made.texts))


@dataclass(slots=True)
class Made:
    """The text that the engine makes: margin boxes, pseudo-elements, repeated table heads."""

    texts: list[str] = field(default_factory=list)
    running: set[int] = field(default_factory=set)
    heads: set[int] = field(default_factory=set)

    def listen(self, box: Any, *, generated: bool) -> None:
        """Collect the text made in a box, and the elements that run in the margins."""
        margin = hasattr(box, "at_keyword")
        generated = generated or margin or _pseudo(box) or self._repeated(box)
        if generated and getattr(box, "text", None):
            self.texts.append(box.text)
        for child in getattr(box, "children", ()):
            if margin and child.element is not None:
                self.running.add(id(child.element))
            self.listen(child, generated=generated)

    def _repeated(self, box: Any) -> bool:
        """Whether a box is the head or foot of a table that an earlier page has shown."""
        if not (getattr(box, "is_header", False) or getattr(box, "is_footer", False)):
            return False
        again = id(box.element) in self.heads
        self.heads.add(id(box.element))
        return again


def _pseudo(box: Any) -> bool:
    """Whether a box holds words of a style sheet; a first letter is the document's own."""
    parts = (getattr(box, "element_tag", None) or "").split("::")[1:]
    return not {"first-letter", "first-line"}.issuperset(parts)


SILENT = {"style", "script", "template", "title"}


def _said(element: Any, running: set[int], document: Document) -> Iterator[str]:
    """The words of an element in reading order, pictures with text included."""
    skipped = id(element) in running or element.get("hidden") is not None
    if not skipped and element.tag not in SILENT:
        yield element.text or ""
        if element.tag == "img":
            yield _in_picture(document.assets.get(asset(element.get("src", "")), b""))
        for child in element:
            yield from _said(child, running, document)
    yield " " if element.tag in BLOCKS else ""
    yield element.tail or ""


BLOCKS = {"p", "li", "h1", "h2", "h3", "div", "td", "th", "caption", "figcaption", "br"}


def _in_picture(content: bytes) -> str:
    """The words of an SVG picture; none for any other, nor for one that cannot be read."""
    from xml.etree import ElementTree as ET

    if b"<svg" not in content[:2000]:
        return ""
    try:
        root = ET.fromstring(content)
    except ET.ParseError:
        return ""
    texts = [e for e in root.iter() if e.tag.endswith("}text") or e.tag == "text"]
    return " ".join("".join(t.itertext()) for t in texts)


def try_out() -> str:
    """Load the engine and its system libraries, and tell Pango's version; raises OSError."""
    engine()
    from weasyprint.text.ffi import pango

    return "{}.{}.{}".format(*[pango.pango_version() // n % 100 for n in (10_000, 100, 1)])
