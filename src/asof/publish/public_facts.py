"""Which facts are public: those that a public edition prints, as the last of these knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from asof.publish.site import Record, SiteEdition

Told = dict[str, dict[str, Any]]  # by language, and by the key of a fact or the id of a source
Rank = tuple[Any, ...]


class PublicFacts:
    """The facts and sources that the editions of a site tell, each as the last of them does.

    Each has under `edition` the folder of that edition.
    """

    def __init__(self, facts: Mapping[str, Any], sources: Mapping[str, Any]) -> None:
        self.facts: Told = {lang: dict(each) for lang, each in facts.items()}
        self.sources: Told = {lang: dict(each) for lang, each in sources.items()}
        self.touched: set[tuple[str, str]] = set()

    def add(self, edition: SiteEdition, record: Record, ranks: Mapping[str, Rank]) -> None:
        """Take in what an edition tells, where no later one tells it already."""
        for told in every_fact(record):
            if _put(self.facts, edition, told["key"], told, ranks):
                self.touched.add((edition.lang, told["key"]))
        for told in record["sources"]:
            _put(self.sources, edition, told["id"], told, ranks)

    def keep(self, editions: Iterable[SiteEdition], read: Callable[[str], Record]) -> None:
        """Keep what some editions tell: of all else, what they told before is in their records."""
        left = {each.folder: each for each in editions}
        lost = {lang: _taken_out(told, left) for lang, told in self.facts.items()}
        cited = {lang: _taken_out(told, left) for lang, told in self.sources.items()}
        self.touched |= {(lang, key) for lang, keys in lost.items() for key in keys}
        langs = {lang for told in (lost, cited) for lang, names in told.items() if names}
        ranks = {folder: rank(each) for folder, each in left.items()}
        for folder, each in left.items():
            if each.lang in langs:
                self.add(each, read(folder), ranks)

    @property
    def public_sources(self) -> Told:
        """The sources that the public facts cite."""
        return {lang: self._cited(lang) for lang in self.facts}

    def _cited(self, lang: str) -> dict[str, Any]:
        told = self.sources.get(lang, {})
        ids = {name for fact in self.facts[lang].values() for name in citations(fact)}
        return {name: told[name] for name in sorted(ids & told.keys())}


def rank(edition: SiteEdition) -> Rank:
    """Which edition tells a fact last: the one that knows most, else that of the latest day."""
    return (edition.known, edition.day, edition.order, edition.name)


def _put(
    told: Told, edition: SiteEdition, name: str, said: Record, ranks: Mapping[str, Rank]
) -> bool:
    """Whether what an edition says of something is the last word on it, and other than before."""
    by_name = told.setdefault(edition.lang, {})
    before = by_name.get(name)
    if before and ranks.get(before["edition"], ()) > ranks[edition.folder]:
        return False
    by_name[name] = {**said, "edition": edition.folder}
    return bool(by_name[name] != before)


def _taken_out(told: dict[str, Any], left: Mapping[str, SiteEdition]) -> list[str]:
    """Take out what none of the editions that are left tells; its names."""
    names = [name for name, said in told.items() if said["edition"] not in left]
    for name in names:
        del told[name]
    return names


def every_fact(record: Record) -> Iterator[Record]:
    """Each fact that an edition prints or reckons with, by its record; each once."""
    asked, seen = list(reversed(record["facts"])), set[str]()
    while asked:
        fact = asked.pop()
        if fact["key"] not in seen:
            seen.add(fact["key"])
            yield fact
            asked += fact.get("parts", ())


def citations(fact: Record) -> Iterator[str]:
    """The ids of the sources that a fact cites, in whichever of its lines or parts."""
    for line in (*fact.get("observations", ()), *fact.get("chosen", ())):
        yield from (cited.partition("#")[0] for cited in line.get("source", ()))
    for part in fact.get("parts", ()):
        yield from citations(part)
