"""Every word that a page in a language may have: the language's own, its texts', and names.

A word is letters. One that a page prints and that is none of these came from somewhere else: from
another language's file, or from the program, which has no words of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import String

from asof import dates, quantity
from asof.language import Language, language
from test_pdf import text
from voice import aloud

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
CUT = re.compile("\x02 ?")  # what pdfium has for a hyphen at the end of a line
NEAR, LINE = 5.0, 6.0  # points: no further apart are two letters of a word in any type
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
SPOKEN = ("/Alt", "/ActualText", "/E", "/T", "/Contents", "/Title", "/Desc", "/Info")
HOLE = re.compile(r"\{[^{}]*\}+")  # what a phrase has a place for
CURRENCIES = ("CAD", "EUR", "UAH", "PLN", "BRL", "USD")
SCALED = [f"{n} {scale}" for scale in ("million", "billion", "trillion") for n in (1, 2, 5, 1.5)]
AMOUNTS = ["1", "2", "5", "1.5", "21", *SCALED]
UNITS: tuple[Mapping[str, str], ...] = ({"other": "pp"}, {"other": "%"})
TIMES = (
    *(f"2025-{month:02}" for month in range(1, 13)),
    *(f"2025-{month:02}-09" for month in range(1, 13)),
    *(f"2025-{season}" for season in ("spring", "summer", "autumn", "winter")),
    *(f"2025-Q{quarter}" for quarter in range(1, 5)),
    *("2025", "2025-W05", "FY2024-25", "2025~", "2025?", "2025%", "2025-05-09?"),
    *("2025-03/2025-05", "2025-03-01/2025-03-05", "2024/..", "../2025"),
)
PLACES: tuple[str, ...] = (
    "page",
    "par",
    "line",
    "ch",
    "sec",
    "art",
    "annex",
    "table",
    "fig",
    "note",
)
PLACES += ("slide", "row")
TOLD = {"text", "label", "title", "publisher", "reason", "remark", "by", "question", "few", "many"}
TOLD |= {"one", "other"}  # what of a record is words, by the names of its fields


@cache
def own(tag: str) -> frozenset[str]:
    """The words that a language has of its own."""
    return parts(words(" ".join(phrases(language(tag)))))


def phrases(spoken: Language) -> Iterator[str]:
    """All that a language says by itself, through its public face."""
    yield from (HOLE.sub(" ", each) for each in spoken.own_words)
    yield from values(spoken)
    yield from times(spoken)
    for number in ("3", "3-5"):
        yield from (" ".join(spoken.places([f"{kind}-{number}"])[0]) for kind in PLACES)


def values(spoken: Language) -> Iterator[str]:
    """Every hedge before every amount, of every kind."""
    collective = [f"in the {each.value}" for each in quantity.ROUND_NUMBERS]
    hedged = [
        f"{hedge} {amount}".strip() for hedge, amount in product(quantity.HEDGE_WORDS, AMOUNTS)
    ]
    for written in ("0", *AMOUNTS, *hedged, "2 to 3", "1 to 2 million", *collective):
        value = quantity.parse_quantity(written)
        yield spoken.quantity(value)
        yield from (spoken.counted(value, unit=spoken.unit(unit)) for unit in UNITS)
        yield from (spoken.quantity(value, currency) for currency in CURRENCIES)


def times(spoken: Language) -> Iterator[str]:
    """Every kind of time, alone, short, as a span and as what a value was true at."""
    for when in map(dates.parse_date, TIMES):
        yield from (spoken.date(when), spoken.date(when, short=True), spoken.as_of(when))
        yield from (spoken.span(when, None), spoken.span(None, when), spoken.until(when))
        yield from (spoken.span(when, dates.parse_date(end)) for end in ("2025-12", "2026"))


def words(text: str) -> Iterator[str]:
    """The words of a text in small letters; a hyphen may join some."""
    return (found.casefold() for found in WORD.findall(text))


def texts(content: Any) -> Iterator[str]:
    """All texts within some data."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        yield from (text for each in content.values() for text in texts(each))
    elif isinstance(content, Iterable):
        yield from (text for each in content for text in texts(each))


def strangers(pdf: Path, tag: str, content: Any) -> set[str]:
    """The words of an edition that are neither its language's nor its author's."""
    made_with = json.loads(pdf.with_suffix(".json").read_text("utf-8"))["versions"]
    known = own(tag) | parts(words(" ".join([*texts(content), *made_with])))
    return {word for word in words("\n".join(edition(pdf))) if not is_known(word.split("-"), known)}


def parts(found: Iterable[str]) -> frozenset[str]:
    """What hyphens join in some words."""
    return frozenset(part for word in found for part in word.split("-"))


def is_known(joined: Sequence[str], known: Container[str]) -> bool:
    """Whether what hyphens join is known, each of it or put together: some end a line."""
    return not joined or any(
        "".join(joined[:n]) in known and is_known(joined[n:], known)
        for n in range(1, len(joined) + 1)
    )


# ---- what an edition says


def edition(pdf: Path) -> Iterator[str]:
    """All that anybody can see, hear, look up or search in an edition and in its record."""
    yield from visible(pdf)
    yield from (CUT.sub("-", said.partition(":")[2]) for said in aloud(pdf))
    yield from record_texts(json.loads(pdf.with_suffix(".json").read_text("utf-8")))
    with pikepdf.open(pdf) as document:
        yield from map(str, document.docinfo.values())
        with document.open_metadata() as metadata:
            yield from texts([metadata[key] for key in metadata if key.startswith(DUBLIN_CORE)])
        with document.open_outline() as outline:
            yield from titles(outline.root)
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary):
                yield from (str(each[key]) for key in SPOKEN if isinstance(each.get(key), String))


def visible(pdf: Path) -> Iterator[str]:
    """What stands on each page, its margins and its drawings too; a voice has what lines cut."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield from without_cut(lines(page))


def lines(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The pieces of text of a page; in a drawing each letter is one, and all that touch a word."""
    whole, said, edge = page.get_textpage(), "", (0.0, 0.0)
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        left, foot, right, _ = item.get_bounds()
        apart = abs(left - edge[0]) > NEAR or abs(foot - edge[1]) > LINE
        if said and (apart or said.endswith(" ")):
            yield said
            said = ""
        said, edge = said + text(item.raw, whole.raw), (right, foot)
    yield said


def without_cut(pieces: Iterable[str]) -> Iterator[str]:
    """Pieces of text without those between which a word is cut."""
    cut = False
    for piece in pieces:
        before, cut = cut, piece.rstrip().endswith(("-", "\x02"))
        if not before and not cut:
            yield piece


def titles(items: Iterable[pikepdf.OutlineItem]) -> Iterator[str]:
    """The titles of bookmarks."""
    for item in items:
        yield item.title
        yield from titles(item.children)


def record_texts(content: Any) -> Iterator[str]:
    """The words of a record; its codes and places are in no language."""
    if isinstance(content, Mapping):
        yield from (each for key, each in content.items() if key in TOLD and isinstance(each, str))
        content = content.values()
    if isinstance(content, Iterable) and not isinstance(content, str):
        yield from (text for each in content for text in record_texts(each))
