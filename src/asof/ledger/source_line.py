"""A source as its note names it: who wrote what, when, where in it, and where it can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from asof.dates import When, when_on
from asof.language import Language, typeset_in
from asof.ledger.facts import Source
from asof.ledger.printing import text_in, words_in

UNFINISHED = ("?", "!", "…", "?\u00a0»", "!\u00a0»")  # no comma stands behind these


class NotePart(StrEnum):
    """What a part of a note tells of a source."""

    AUTHOR = "author"
    TITLE = "title"
    PUBLISHER = "publisher"
    DATE = "date"
    PLACE = "place"
    ADDRESS = "address"
    ACCESSED = "accessed"


@dataclass(frozen=True, slots=True)
class NoteWords:
    """One part of a note; `lang` is its language where that is not the page's.

    `url` is where it leads.
    """

    part: NotePart
    words: str
    lang: str = ""
    url: str = ""


def source_parts(source: Source, tongue: Language, places: Iterable[str] = ()) -> list[NoteWords]:
    """The parts of a source's note, in their order; who wrote it comes first."""
    author, publisher = text_in(source.author, tongue), text_in(source.publisher, tongue)
    title = title_of(source, tongue)
    if author and author != publisher:
        named = [
            NoteWords(NotePart.AUTHOR, author),
            title,
            NoteWords(NotePart.PUBLISHER, publisher),
        ]
    else:
        named = [NoteWords(NotePart.PUBLISHER, publisher), title]
    others = [
        NoteWords(NotePart.DATE, published(source, tongue)),
        *_places(source, tongue, places),
        NoteWords(NotePart.ADDRESS, typed_address(source.url or ""), url=source.url or ""),
        NoteWords(NotePart.ACCESSED, accessed(source, tongue)),
    ]
    return [each for each in (*named, *others) if each.words]


def _places(source: Source, tongue: Language, places: Iterable[str]) -> Iterator[NoteWords]:
    """Where in the source: numbers in the page's words, names in the source's own."""
    numbered, named = tongue.places(places)
    yield from (NoteWords(NotePart.PLACE, place) for place in numbered)
    own = own_language(source, tongue)
    yield from (NoteWords(NotePart.PLACE, place, own) for place in named)


def source_line(source: Source, tongue: Language, places: Iterable[str] = ()) -> str:
    """A source in words alone, its address left out."""
    parts = source_parts(source, tongue, places)
    told = [each.words for each in parts if each.part is not NotePart.ADDRESS]
    return "".join(joints(told))


def joints(words: Iterable[str]) -> Iterator[str]:
    """Words in a row with commas between them, but behind a question or an exclamation."""
    before = ""
    for each in words:
        if before:
            yield " " if before.endswith(UNFINISHED) else ", "
        yield each
        before = each


def title_of(source: Source, tongue: Language) -> NoteWords:
    """The title, set as its own language asks where it is not the page's."""
    own = own_language(source, tongue)
    if not own:
        return NoteWords(NotePart.TITLE, text_in(source.title, tongue))
    return NoteWords(NotePart.TITLE, typeset_in(own, words_in(source.title, tongue)), own)


def own_language(source: Source, tongue: Language) -> str:
    """The language of a title that has not been put into the page's; else none."""
    own = source.language or ""
    translated = any(tag in source.title.by for tag in (tongue.tag, tongue.short))
    return "" if translated or own.split("-")[0] in ("", tongue.short) else own


def published(source: Source, tongue: Language) -> str:
    """The day of a source, or the days between which it appeared where it prints none."""
    if source.taken_as:
        day = tongue.date(when_on(source.taken_as))
        return tongue.word("remarked", words=day, remark=tongue.word("inferred"))
    day = tongue.date(source.published)
    return tongue.word("undated", day=day) if source.undated else day


def accessed(source: Source, tongue: Language) -> str:
    """The day on which an address was looked up."""
    day: When | None = when_on(source.accessed) if source.accessed else None
    return tongue.word("accessed", day=tongue.date(day)) if day else ""


def typed_address(url: str) -> str:
    """An address as a reader of paper types it: a browser knows the rest."""
    for scheme in ("https://", "http://"):
        url = url.removeprefix(scheme)
    return url.removesuffix("/")
