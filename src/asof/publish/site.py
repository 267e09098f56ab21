"""A site of editions, as data: what is on it, where each thing stands, and which facts are public.

All of it comes from the records of public editions, which their PDFs carry: nothing that no public
edition tells can be on the site.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from asof.briefing.definition import Briefing
from asof.cache import NOTHING_KEPT, Store
from asof.language import Language
from asof.page.document import Document
from asof.workspace import Workspace

Record = Mapping[str, Any]
Files = dict[str, bytes]
"""Contents by their paths from the root of the site."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """That an edition was taken back: when, and why."""

    moment: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEdition:
    """One edition on the site, in one language, as index.json has it.

    `lang` is the short tag of its language. `number` is its release where it was issued (`r2`),
    else which printing of its day it is (`1`). `pdfs` is the digest of each of its PDFs by file
    name, the usual form first. `reason` is what its editor says was corrected; nothing where it
    tells what is new. `rival` is the code of another that was issued under its number. `published`
    is when it came onto the site, `issued` when it was issued.
    """

    briefing: str
    row: str | None
    lang: str
    day: date
    known: date
    number: str
    title: str
    pdfs: Mapping[str, str]
    published: datetime
    issued: datetime | None = None
    code: str = ""
    reason: str = ""
    rival: str = ""
    withdrawn: Withdrawn | None = None
    numbered: Mapping[str, Any] = field(default_factory=dict)
    pages: int = 0

    @property
    def name(self) -> str:
        """The name of its document: of its briefing, and of its row."""
        return f"{self.briefing}-{self.row}" if self.row else self.briefing

    @property
    def series(self) -> tuple[str, str]:
        """Editions of one document in one language follow each other."""
        return (self.name, self.lang)

    @property
    def content(self) -> tuple[str, date, date, str]:
        """What it is whatever its language: editions in several languages share it."""
        return (self.name, self.day, self.known, self.number)

    @property
    def order(self) -> tuple[date, date, bool, int]:
        """Its place in its series; what was issued ranks above what was only printed."""
        issued = self.number.startswith("r")
        return (self.day, self.known, issued, int(self.number.removeprefix("r")))

    @property
    def stands(self) -> bool:
        """Whether it has not been withdrawn."""
        return self.withdrawn is None

    @property
    def folder(self) -> str:
        """Its own folder on the site: LANG/NAME/DAY[.known-DAY]/NUMBER/."""
        known = f".known-{self.known}" if self.known != self.day else ""
        return f"{self.latest_folder}{self.day}{known}/{self.number}/"

    @property
    def latest_folder(self) -> str:
        """The folder of its document, where the latest edition stands: LANG/NAME/."""
        return f"{self.lang}/{self.name}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshEdition:
    """An edition that comes onto the site: its record, its document, its PDFs by file name.

    `before` is the record of the edition that it takes over from, where there is one.
    """

    edition: SiteEdition
    record: Record
    document: Document
    pdfs: Mapping[str, bytes]
    before: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """An edition that takes over from another than it did at the last run, with both records."""

    edition: SiteEdition
    record: Record
    before: Record


def _nothing(_: str) -> None:
    """What stands on a site that nobody has published yet."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """All that is public at a moment.

    `briefings` has the public ones alone. `editions` has every edition, those withdrawn included,
    each series in its order. `facts` is, by language and key, the record of each fact in the last
    public edition that prints it, or reckons with it: with every line that was known by then, and
    under `edition` the folder of that edition, of whose days its standing is. `sources` is, by
    language and id, what those records say of their sources.

    `touched` names the series, and `touched_facts` the facts by language and key, of which anything
    is other than at the last run: what is written for each series or fact need be made for these
    alone. What tells of the whole site is made each time; what comes out the same is not written.
    `store` has what earlier runs made.
    `whole` is whether nothing there was made as this run makes it: then they are all named.
    `stored` gives what stands at a path on the site before the run.
    """

    workspace: Workspace
    moment: datetime
    briefings: Mapping[str, Briefing]
    editions: tuple[SiteEdition, ...]
    facts: Mapping[str, Mapping[str, Record]]
    sources: Mapping[str, Mapping[str, Record]]
    touched: frozenset[tuple[str, str]] = frozenset()
    touched_facts: frozenset[tuple[str, str]] = frozenset()
    store: Store = field(default=NOTHING_KEPT, compare=False, repr=False)
    whole: bool = False
    stored: Callable[[str], bytes | None] = field(default=_nothing, compare=False, repr=False)

    @property
    def url(self) -> str:
        """Where it is published, with a slash behind it."""
        return f"{str(self.workspace.config.url).rstrip('/')}/"

    def language(self, lang: str) -> Language:
        """The language that its short tag names."""
        return self.workspace.language(self.workspace.language_called(lang) or lang)

    @cached_property
    def langs(self) -> tuple[str, ...]:
        """The short tags of the workspace's languages, the default first."""
        return tuple(map(self.workspace.short, self.workspace.languages))

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """The short tags of the languages in which anything is public, the default first."""
        used = {*self.facts, *(each.lang for each in self.editions)}
        ours = tuple(lang for lang in self.langs if lang in used)
        return (*ours, *sorted(used.difference(ours)))

    @cached_property
    def by_content(self) -> Mapping[tuple[str, date, date, str], tuple[SiteEdition, ...]]:
        """The same edition in each of its languages, the default first."""
        found: dict[tuple[str, date, date, str], list[SiteEdition]] = {}
        for each in sorted(self.editions, key=lambda edition: self.spoken.index(edition.lang)):
            found.setdefault(each.content, []).append(each)
        return {content: tuple(editions) for content, editions in found.items()}

    @cached_property
    def by_series(self) -> Mapping[tuple[str, str], tuple[SiteEdition, ...]]:
        """The editions of each document in each language, the oldest first."""
        found: dict[tuple[str, str], list[SiteEdition]] = {}
        for each in sorted(self.editions, key=lambda edition: edition.order):
            found.setdefault(each.series, []).append(each)
        return {series: tuple(editions) for series, editions in found.items()}

    @cached_property
    def latest(self) -> Mapping[tuple[str, str], SiteEdition]:
        """The last edition that stands of each document in each language."""
        standing = {
            series: [each for each in editions if each.stands]
            for series, editions in self.by_series.items()
        }
        return {series: editions[-1] for series, editions in standing.items() if editions}

    @cached_property
    def beside(self) -> Mapping[str, tuple[SiteEdition | None, SiteEdition | None]]:
        """The editions before and behind each that stand, by its folder."""
        found: dict[str, tuple[SiteEdition | None, SiteEdition | None]] = {}
        for series in self.by_series.values():
            before: SiteEdition | None = None
            for each in series:
                found[each.folder] = (before, None)
                before = each if each.stands else before
            behind: SiteEdition | None = None
            for each in reversed(series):
                found[each.folder] = (found[each.folder][0], behind)
                behind = each if each.stands else behind
        return found

    def later(self, than: SiteEdition) -> SiteEdition | None:
        """The edition that has taken the place of another."""
        last = self.latest.get(than.series)
        return last if last and last.order > than.order else None
