"""What a reading voice says of a PDF: its elements in order, each in the words it is heard in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Dictionary

from test_pdf import Mark, content, kids, kind, text, top

HEARD = ("/Alt", "/ActualText", "/E")  # what an element may say in place of its content
LINES = {"P", "Div", "Caption", "Figure", "TR", "TOCI", "LBody", "Lbl", "Note", "BlockQuote"}
LINES |= {f"H{level}" for level in range(1, 7)}
BEGINS = 3  # points that a line begins further left than the one before it ends
BREAKS = ("/", "-")  # an address and a hyphen go on in the next line as they are


@dataclass(frozen=True)
class Run:
    """The words of a piece of content, and from where to where on its line they reach."""

    words: str
    left: float
    right: float


def runs(path: Path) -> dict[Mark, Run]:
    """The words of each numbered piece of content, by its page and number."""
    found: dict[Mark, Run] = {}
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            words = page.get_textpage()
            for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                mark = number, pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
                left, _, right, _ = item.get_bounds()
                before = found.get(mark, Run("", left, left))
                found[mark] = Run(before.words + text(item.raw, words.raw), before.left, right)
    return found


@dataclass
class Voice:
    """A reading of one PDF: its lines as they grow."""

    pages: dict[tuple[int, int], int]
    runs: dict[Mark, Run]
    lines: list[tuple[str, str]] = field(default_factory=list)
    last: Run | None = None

    def read(self, element: Dictionary) -> None:
        """Read an element and all within it."""
        name = kind(element)
        if name in LINES:
            self.lines.append((name, ""))
        if name in ("TH", "TD"):
            self.say(f" {'#' if name == 'TH' else '|'} ")
        instead = next((str(element[key]) for key in HEARD if key in element), None)
        if instead is not None:
            self.say(instead)
        else:
            for kid in kids(element):
                self.read_kid(element, kid)

    def read_kid(self, element: Dictionary, kid: Any) -> None:
        """Read an element within, or what stands on a page."""
        if isinstance(kid, Dictionary) and "/S" in kid:
            self.read(kid)
            return
        for page, number in content(element, kid):
            run = self.runs.get((self.pages[page], number))
            if run:
                # A line ends without a space: there is none at its end.
                ended = self.last and not self.last.words.endswith(BREAKS)
                again = ended and self.last and run.left < self.last.right - BEGINS
                self.say(f"{' ' * bool(again)}{run.words}")
                self.last = run

    def say(self, words: str) -> None:
        """Say words on the line that is read."""
        name, said = self.lines.pop() if self.lines else ("", "")
        self.lines.append((name, said + words))


def aloud(path: Path) -> Iterator[str]:
    """What is read of a PDF, a line for each paragraph, heading, item, row and figure."""
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        voice = Voice(pages, runs(path))
        voice.read(top(pdf))
    for name, said in voice.lines:
        words = " ".join(said.split()).replace(" ,", ",")
        if words:
            yield f"{name}: {words}"
