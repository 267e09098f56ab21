"""Searches a workspace: its facts, the texts of its briefings, its sources."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from asof.briefing.dated_texts import newest_name
from asof.briefing.definition import Briefing, nodes
from asof.diagnostics import AsofError, Location
from asof.language.collation import searchable
from asof.ledger import Edition, Fact, Source
from asof.located import Scalar
from asof.preview.snapshot import Snapshot
from asof.preview.view import Asked, read_view
from asof.preview.view_words import ViewWords, place_told
from asof.text import Text

MOST_WORDS, LONGEST = 12, 200  # words and letters of a question: more are not looked for
MOST = 40  # things of each kind that are told
AROUND = 80  # letters that are told on each side of what was found in a text

T = TypeVar("T")


def search(snapshot: Snapshot, asked: Asked) -> dict[str, Any]:
    """What has all the words of `q`, accents and cases apart, the best of each kind first.

    Facts are known by all that they are called, by what they say on the day of the view, their
    unit and their tags; texts by what is typed in the language of the view and in others.
    """
    view, query = read_view(snapshot, asked), asked.get("q", "")
    words = ViewWords(snapshot.workspace, view.job.tag)
    searched = Searched(snapshot, view.edition, words, sought(query))
    facts, texts, sources = searched.facts, searched.texts, searched.sources
    return {
        "query": query,
        "facts": [searched.fact_told(each) for each in facts.best],
        "texts": [text_told(each, searched.words_sought) for each in texts.best],
        "sources": [_source(each, words) for each in sources.best],
        "left_out": {"facts": facts.more, "texts": texts.more, "sources": sources.more},
    }


def sought(query: str) -> tuple[str, ...]:
    """The words to look for."""
    return tuple(dict.fromkeys(searchable(query[:LONGEST]).split()[:MOST_WORDS]))


@dataclass(frozen=True, slots=True)
class RankedFinds(Generic[T]):
    """What was found, each with how well it fits: the less, the better."""

    found: Sequence[tuple[int, T]]

    @property
    def best(self) -> list[T]:
        """Those that are told."""
        return [each for _, each in sorted(self.found, key=lambda found: found[0])[:MOST]]

    @property
    def more(self) -> int:
        """How many are not."""
        return max(0, len(self.found) - MOST)


def fit(words: Iterable[str], fields: Iterable[str]) -> int | None:
    """How well fields fit in which all of some words have to stand, those that count most first.

    Nothing where a word stands in none.
    """
    plain = [searchable(each) for each in fields]
    found = [min(_fits(word, plain), default=None) for word in words]
    return sum(each for each in found if each is not None) if None not in found and found else None


def _fits(word: str, fields: Iterable[str]) -> Iterator[int]:
    """For each field in which a word stands: worse in a later one, and the less of it it is."""
    for n, field in enumerate(fields):
        at = field.find(word)
        if at >= 0:
            begins = at == 0 or f" {word}" in field or f".{word}" in field
            yield 3 * n + (0 if field == word else 1 if begins else 2)


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text of a briefing that has what was looked for."""

    briefing: str
    text: str
    place: Location


@dataclass(frozen=True, slots=True)
class Searched:
    """A workspace in which some words are looked for."""

    snapshot: Snapshot
    edition: Edition
    words: ViewWords
    words_sought: tuple[str, ...]

    @property
    def facts(self) -> RankedFinds[Fact]:
        """The facts."""
        ledger = self.snapshot.ledger
        found = ((self._fact_fits(fact), fact) for fact in (ledger if self.words_sought else ()))
        return _ranked(found)

    def _fact_fits(self, fact: Fact) -> int | None:
        """What a fact says is asked for only where its names do not tell."""
        names = (fact.key, self.words.text(fact.label), self.words.text(fact.counts))
        others = (*fact.tags, *_all_words(fact.label), self.words.unit(fact), fact.owner or "")
        called = (*names, " ".join(others))
        known = fit(self.words_sought, called)
        if known is not None:
            return known
        view = self.edition[fact.key]
        said = self.words.value(view), " ".join(o.written for o in view.chosen)
        return fit(self.words_sought, (*called, *said))

    @property
    def texts(self) -> RankedFinds[FoundText]:
        """The texts of briefings: those in the language of the view before others."""
        found: list[tuple[int | None, FoundText]] = []
        for briefing in self.snapshot.briefings.values() if self.words_sought else ():
            for text in _texts(briefing):
                found += self._text_fits(briefing, text)
            found += self._dated_texts(briefing)
        return _ranked(found)

    def _text_fits(self, briefing: Briefing, text: Text) -> Iterator[tuple[int | None, FoundText]]:
        own = text.get(self.words.tag)
        for n, said in enumerate(dict.fromkeys(filter(None, (own, *text)))):
            known = fit(self.words_sought, ("",) * n + (said,))
            if known is not None:
                yield known, FoundText(briefing.name, said, said.place)
                return

    def _dated_texts(self, briefing: Briefing) -> Iterator[tuple[int | None, FoundText]]:
        """The texts that are kept by date, as the day of the view has them."""
        files, day = self.snapshot.workspace.files, self.edition.day
        for folder in (b.text_of_day for b in briefing.body if b.text_of_day):
            name = newest_name(files, folder, day, self.words.tag)
            try:
                said = files.read(name).text if name else ""
            except AsofError:
                continue
            place = Location(name, 1, 1)
            yield fit(self.words_sought, (said,)), FoundText(briefing.name, said, place)

    @property
    def sources(self) -> RankedFinds[Source]:
        """The sources."""
        known = self.snapshot.ledger.sources.values() if self.words_sought else ()
        return _ranked((self._source_fits(each), each) for each in known)

    def _source_fits(self, source: Source) -> int | None:
        texts = (source.title, source.publisher, source.author, source.note)
        others = (words for text in texts for words in _all_words(text))
        named = (source.id, *map(self.words.text, texts), source.url or "", source.file or "")
        return fit(self.words_sought, (*named, *others))

    def fact_told(self, fact: Fact) -> dict[str, Any]:
        """A fact that was found, with what it says."""
        view = self.edition[fact.key]
        return {
            "key": fact.key,
            "label": self.words.text(fact.label),
            "text": self.words.value(view),
            "standing": view.standing.value,
            "place": place_told(fact.place),
        }


def _ranked(found: Iterable[tuple[int | None, T]]) -> RankedFinds[T]:
    return RankedFinds([(known, each) for known, each in found if known is not None])


def _all_words(text: Text | None) -> tuple[Scalar, ...]:
    """The words of a text in every language."""
    return tuple(text) if text else ()


def _texts(briefing: Briefing) -> Iterator[Text]:
    return (node for node in nodes(briefing) if isinstance(node, Text))


def text_told(found: FoundText, words: Sequence[str]) -> dict[str, Any]:
    """A text with what stands around the first of some words in it."""
    text = found.text
    at = min(n for word in words if (n := searchable(text).find(word)) >= 0)
    at = bisect_left(range(len(text)), at, key=lambda n: len(searchable(text[:n])))
    first, last = max(0, at - AROUND), at + AROUND
    before, after = "…" if first else "", "…" if last < len(text) else ""
    told = " ".join(text[first:last].split())
    return {
        "briefing": found.briefing,
        "text": f"{before}{told}{after}",
        "place": place_told(found.place),
    }


def _source(source: Source, words: ViewWords) -> dict[str, Any]:
    title = words.text(source.title)
    return {"id": source.id, "title": title, "place": place_told(source.place)}
