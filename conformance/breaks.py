"""Pages broken on purpose, each against one clause of a standard: the validator must refuse them.

The clauses are those of ISO 14289-1 for PDF/UA-1 and of ISO 19005-3 for PDF/A-3a.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream, StreamDecodeLevel

Break = Callable[[Pdf], bool]


@dataclass(frozen=True)
class Spoiled:
    """A page broken on purpose, and what it is broken against."""

    path: Path
    standard: str
    clause: str


BREAKS: dict[str, tuple[str, str, Break]] = {}


def against(standard: str, clause: str) -> Callable[[Break], Break]:
    """Register what breaks a clause; it tells whether there was anything to break."""

    def keep(change: Break) -> Break:
        BREAKS[change.__name__] = standard, clause, change
        return change

    return keep


def broken(pages: Iterable[Path], folder: Path) -> Iterator[Spoiled]:
    """One page for each way to break one, from the first that it can break."""
    pages = list(pages)
    for name, (standard, clause, change) in BREAKS.items():
        path = folder / f"{name}.pdf"
        if not any(_spoil(page, path, change) for page in pages):
            raise LookupError(f"no page has what '{name}' breaks")
        yield Spoiled(path, standard, clause)


def _spoil(page: Path, path: Path, change: Break) -> bool:
    """Write a page with a change, where it can be made."""
    with Pdf.open(page) as pdf:
        done = change(pdf)
        if done:
            pdf.save(path, compress_streams=False, stream_decode_level=StreamDecodeLevel.none)
    return done


def _elements(pdf: Pdf, *names: str) -> list[Dictionary]:
    """The structure elements of some types."""
    objects = [o for o in pdf.objects if isinstance(o, Dictionary)]
    return [o for o in objects if str(o.get("/S")).removeprefix("/") in names and "/P" in o]


def _of_type(pdf: Pdf, key: str, value: str) -> list[Dictionary]:
    """The dictionaries of which an entry is a name."""
    objects = [o for o in pdf.objects if isinstance(o, Dictionary)]
    return [o for o in objects if o.get(key) == value]


def _without(dictionaries: Iterable[pikepdf.Object], *keys: str) -> bool:
    """Take keys away; whether any was there."""
    found = [(d, key) for d in dictionaries for key in keys if key in d]
    for dictionary, key in found:
        del dictionary[key]
    return bool(found)


@against("ua-1", "5")
def no_claim(pdf: Pdf) -> bool:
    """Nothing says that this is PDF/UA."""
    with pdf.open_metadata() as metadata:
        del metadata["pdfuaid:part"]
    return True


@against("ua-1", "7.1")
def no_title_shown(pdf: Pdf) -> bool:
    """A window shows the file's name."""
    return _without([pdf.Root], "/ViewerPreferences")


@against("ua-1", "7.1")
def untagged_words(pdf: Pdf) -> bool:
    """A stroke is neither text nor artifact."""
    pdf.pages[0].contents_add(b"0 0 m 9 9 l S")
    return True


@against("ua-1", "7.1")
def no_structure(pdf: Pdf) -> bool:
    """The tags lead nowhere."""
    return _without([pdf.Root], "/StructTreeRoot")


@against("ua-1", "7.2")
def no_language(pdf: Pdf) -> bool:
    """No voice knows how to read it."""
    return _without([pdf.Root], "/Lang")


@against("ua-1", "7.2")
def an_item_without_a_list(pdf: Pdf) -> bool:
    """A list is none."""
    lists = _elements(pdf, "L")
    for element in lists:
        element.S = Name.Sect
    return bool(lists)


@against("ua-1", "7.3")
def no_alternative(pdf: Pdf) -> bool:
    """A figure says nothing."""
    return _without(_elements(pdf, "Figure"), "/Alt")


@against("ua-1", "7.4.2")
def a_skipped_heading(pdf: Pdf) -> bool:
    """The fourth level follows the first."""
    headings = _elements(pdf, "H2")
    for element in headings:
        element.S = Name.H4
    return bool(headings)


@against("ua-1", "7.5")
def no_headers(pdf: Pdf) -> bool:
    """No cell knows what heads it."""
    cells = [element.A for element in _elements(pdf, "TH", "TD") if "/A" in element]
    return _without(cells, "/Headers", "/Scope")


@against("ua-1", "7.9")
def an_unnamed_note(pdf: Pdf) -> bool:
    """A footnote has no identifier."""
    return _without(_elements(pdf, "Note"), "/ID")


@against("ua-1", "7.18.5")
def an_undescribed_link(pdf: Pdf) -> bool:
    """A link does not say where it leads."""
    return _without(_of_type(pdf, "/Subtype", "/Link"), "/Contents")


@against("a-3a", "6.1.7.2")
def a_patented_filter(pdf: Pdf) -> bool:
    """A stream is packed in a way that readers need not know."""
    nothing = Stream(pdf, b"")
    nothing.write(b"\x80\x40\x40", filter=Name.LZWDecode)
    pdf.pages[0].contents_add(nothing)
    return True


@against("a-3a", "6.2.4.3")
def no_output_intent(pdf: Pdf) -> bool:
    """Nothing says what red is."""
    return _without([pdf.Root], "/OutputIntents")


@against("a-3a", "6.2.11.4.1")
def a_font_left_out(pdf: Pdf) -> bool:
    """The letters are to be found elsewhere."""
    fonts = _of_type(pdf, "/Type", "/FontDescriptor")
    return _without(fonts, "/FontFile", "/FontFile2", "/FontFile3")


@against("a-3a", "6.2.11.7.2")
def unnamed_letters(pdf: Pdf) -> bool:
    """Shapes do not say which letters they are."""
    return _without(_of_type(pdf, "/Type", "/Font"), "/ToUnicode")


@against("a-3a", "6.3.2")
def a_link_that_is_not_printed(pdf: Pdf) -> bool:
    """What is on the screen is not on paper."""
    return _without(_of_type(pdf, "/Subtype", "/Link"), "/F")


@against("a-3a", "6.5.1")
def a_script(pdf: Pdf) -> bool:
    """The page does something when it is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("1"))
    return True


@against("a-3a", "6.6.2.3.1")
def a_word_not_explained(pdf: Pdf) -> bool:
    """The metadata has a word that no schema in it explains."""
    with pdf.open_metadata() as metadata:
        del metadata["{http://www.aiim.org/pdfa/ns/extension/}schemas"]
    return True


@against("a-3a", "6.6.4")
def another_part(pdf: Pdf) -> bool:
    """It claims another part of the standard."""
    with pdf.open_metadata() as metadata:
        metadata["pdfaid:part"] = "4"
    return True


@against("a-3a", "6.7.2.2")
def unmarked(pdf: Pdf) -> bool:
    """It does not say that it is tagged."""
    return _without([pdf.Root], "/MarkInfo")


@against("a-3a", "6.8")
def a_file_of_no_relation(pdf: Pdf) -> bool:
    """An attachment does not say what it is to the document."""
    return _without(_of_type(pdf, "/Type", "/Filespec"), "/AFRelationship")
