"""Pages broken on purpose, each against one clause of PDF/UA-1: the validator must refuse them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Pdf

Break = Callable[[Pdf], bool]
BREAKS: dict[str, tuple[str, Break]] = {}


def against(clause: str) -> Callable[[Break], Break]:
    """Register what breaks a clause; it tells whether there was anything to break."""

    def keep(change: Break) -> Break:
        BREAKS[change.__name__] = clause, change
        return change

    return keep


def broken(pages: Iterable[Path], folder: Path) -> Iterator[tuple[Path, str]]:
    """One page for each way to break one, from the first that it can break; and the clause."""
    pages = list(pages)
    for name, (clause, change) in BREAKS.items():
        path = folder / f"{name}.pdf"
        if not any(_spoil(page, path, change) for page in pages):
            raise LookupError(f"no page has what '{name}' breaks")
        yield path, clause


def _spoil(page: Path, path: Path, change: Break) -> bool:
    """Write a page with a change, where it can be made."""
    with Pdf.open(page) as pdf:
        done = change(pdf)
        if done:
            pdf.save(path)
    return done


def _elements(pdf: Pdf, *names: str) -> list[Dictionary]:
    """The structure elements of some types."""
    objects = [o for o in pdf.objects if isinstance(o, Dictionary)]
    return [o for o in objects if str(o.get("/S")).removeprefix("/") in names and "/P" in o]


def _without(dictionaries: Iterable[pikepdf.Object], *keys: str) -> bool:
    """Take keys away; whether any was there."""
    found = [(d, key) for d in dictionaries for key in keys if key in d]
    for dictionary, key in found:
        del dictionary[key]
    return bool(found)


@against("5")
def no_claim(pdf: Pdf) -> bool:
    """Nothing says that this is PDF/UA."""
    with pdf.open_metadata() as metadata:
        del metadata["pdfuaid:part"]
    return True


@against("7.1")
def no_title_shown(pdf: Pdf) -> bool:
    """A window shows the file's name."""
    return _without([pdf.Root], "/ViewerPreferences")


@against("7.1")
def untagged_words(pdf: Pdf) -> bool:
    """A stroke is neither text nor artifact."""
    pdf.pages[0].contents_add(b"0 0 m 9 9 l S")
    return True


@against("7.1")
def no_structure(pdf: Pdf) -> bool:
    """The tags lead nowhere."""
    return _without([pdf.Root], "/StructTreeRoot")


@against("7.2")
def no_language(pdf: Pdf) -> bool:
    """No voice knows how to read it."""
    return _without([pdf.Root], "/Lang")


@against("7.2")
def an_item_without_a_list(pdf: Pdf) -> bool:
    """A list is none."""
    lists = _elements(pdf, "L")
    for element in lists:
        element.S = Name.Sect
    return bool(lists)


@against("7.3")
def no_alternative(pdf: Pdf) -> bool:
    """A figure says nothing."""
    return _without(_elements(pdf, "Figure"), "/Alt")


@against("7.4.2")
def a_skipped_heading(pdf: Pdf) -> bool:
    """The fourth level follows the first."""
    headings = _elements(pdf, "H2")
    for element in headings:
        element.S = Name.H4
    return bool(headings)


@against("7.5")
def no_headers(pdf: Pdf) -> bool:
    """No cell knows what heads it."""
    cells = [element.A for element in _elements(pdf, "TH", "TD") if "/A" in element]
    return _without(cells, "/Headers", "/Scope")


@against("7.9")
def an_unnamed_note(pdf: Pdf) -> bool:
    """A footnote has no identifier."""
    return _without(_elements(pdf, "Note"), "/ID")


@against("7.18.5")
def an_undescribed_link(pdf: Pdf) -> bool:
    """A link does not say where it leads."""
    links = [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Subtype") == "/Link"]
    return _without(links, "/Contents")
