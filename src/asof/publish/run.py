"""Publishes: collects what may be public, makes the files of the site, writes those that differ.

`index.json` is written last. Until then the site says what it said before, and a run that was
interrupted is made up for by the next one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, reduce
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from asof import data, register
from asof.briefing.definition import Briefing
from asof.cache import NOTHING_KEPT, Store, page_digest
from asof.diagnostics import AsofError, Finding, Location, RenderError, error, once
from asof.jobs import Request, folder
from asof.ledger import Ledger
from asof.publish.collecting import MOST, Collected, HeldBack, PublishSources, collect
from asof.publish.gate import Gate
from asof.publish.pages.phrases import lacking_phrases
from asof.publish.public_facts import PublicFacts, rank
from asof.publish.site import Files, FreshEdition, Record, Site, SiteEdition, Successor
from asof.publish.site_index import (
    FACTS,
    FILES,
    INDEX,
    SiteState,
    facts_bytes,
    files_bytes,
    index_bytes,
    place_on_site,
    read_state,
)
from asof.publish.targets import Target, source_at, target_at
from asof.record.strict_json import parse_json
from asof.workspace import MARK, Workspace

DAY = re.compile(r"\d{4}-\d{2}-\d{2}(\.|$)")
OWN = (INDEX, FACTS, FILES)  # what the run itself writes, in the reverse order


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRequest:
    """What to publish: where to, as of which moment, from which folder; or only to tell it.

    No more than `most` editions come onto the site before it is written, index and all.
    """

    target: str
    moment: datetime
    out: Path | None = None
    dry_run: bool = False
    most: int = MOST
    store: Store = NOTHING_KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of a site: editions that are new there, held back, taken off, and refused.

    `written` and `removed` are the paths of files, none of them on a dry run.
    """

    site: Site
    fresh: tuple[SiteEdition, ...]
    withdrawn: tuple[SiteEdition, ...]
    held: tuple[HeldBack, ...]
    left: tuple[SiteEdition, ...]
    refused: tuple[Finding, ...]
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def publish(workspace: Workspace, request: PublishRequest) -> Published:
    """Publish what may be public; raises AsofError where the target cannot be used."""
    _check_address(str(workspace.config.url or ""))
    target = target_at(request.target)
    read = data.read(workspace, request.store)
    if request.dry_run:
        whole = replace(request, most=sys.maxsize)
        return SiteRun(workspace, whole, target, read).told
    with target.locked():
        return reduce(_joined, _runs(SiteRun(workspace, request, target, read)))


def _runs(run: SiteRun) -> Iterator[Published]:
    """One run after another, until nothing is left to come."""
    yield run.written
    while run.collected.more:
        run = replace(run, refused=run.refused | run.collected.spoilt)
        yield run.written


def _joined(earlier: Published, later: Published) -> Published:
    """What became of a site in two runs; how it is by now is what the later one says.

    Runs are joined one by one: a site has every public fact in memory, and one is enough.
    """
    off = (each for each in earlier.held if each.was_public)
    return replace(
        later,
        fresh=(*earlier.fresh, *later.fresh),
        withdrawn=(*earlier.withdrawn, *later.withdrawn),
        held=(*off, *later.held),
        left=(*earlier.left, *later.left),
        refused=once((*earlier.refused, *later.refused)),
        written=tuple(sorted({*earlier.written, *later.written})),
        removed=tuple(sorted({*earlier.removed, *later.removed})),
    )


def _check_address(url: str) -> None:
    """Raise AsofError where no files can stand below an address, nor codes lead to them."""
    if not url:
        told = "a site needs 'url', the address under which it is published"
        raise AsofError(error(Location(MARK), told, "add 'url: https://…' to it"))
    if re.search("[?#]|=$", url):
        told = f"no site can stand below 'url: {url}'"
        raise AsofError(error(Location(MARK), told, "give the address of a folder"))


def editions_on_site(target: str) -> tuple[SiteEdition, ...]:
    """The editions on a site, by its own account; raises AsofError where it cannot be read."""
    index = source_at(target).read(INDEX)
    return read_state(index, None, None).editions if index else ()


@dataclass(frozen=True)
class SiteRun:
    """One run: the site as it was, what is collected, and the site as it will be."""

    workspace: Workspace
    request: PublishRequest
    target: Target
    read: tuple[Ledger, Mapping[str, Briefing]]
    refused: frozenset[str] = frozenset()

    # ---- as it was

    @cached_property
    def _there(self) -> Mapping[str, bytes | None]:
        """What the site says of itself."""
        return {name: self.target.read(name) for name in OWN}

    @cached_property
    def _state(self) -> SiteState:
        return read_state(*self._there.values())

    def _record(self, edition_folder: str) -> Record:
        """The record of an edition on the site; raises AsofError where it is gone."""
        path = f"{edition_folder}record.json"
        content = self.target.read(path)
        if content is None or self._state.files.get(path) not in (file_digest(content), ""):
            told = "is not on the site as it was published"
            hint = "publish into an empty folder: the site is made anew from what lies here"
            raise AsofError(error(Location(path), told, hint))
        return dict(parse_json(content))

    # ---- what comes

    @cached_property
    def _gate(self) -> Gate:
        return Gate(self.workspace, self.read[1], self.request.moment)

    @cached_property
    def collected(self) -> Collected:
        """What is to be on the site, and what is not."""
        ledger, briefings = self.read
        request = Request(
            self.workspace.day_of(self.request.moment),
            out=self.request.out,
            store=self.request.store,
        )
        sources = PublishSources(
            workspace=self.workspace,
            ledger=ledger,
            briefings=briefings,
            entered=register.read_register(self.workspace, ledger.former),
            gate=self._gate,
            out=folder(self.workspace, request),
            record_on_site=self._record,
            store=self.request.store,
            most=self.request.most,
            refused=self.refused,
        )
        return collect(sources, self._state)

    @cached_property
    def _editions(self) -> tuple[SiteEdition, ...]:
        entries = self.collected.entries.values()
        return tuple(sorted((each.edition for each in entries), key=place_on_site))

    @cached_property
    def _before(self) -> Mapping[str, SiteEdition]:
        """The editions as they were on the site, by their folders."""
        return {each.edition.folder: each.edition for each in self._state.entries}

    @cached_property
    def _changed(self) -> tuple[SiteEdition, ...]:
        """Every edition that is new, is gone, or says something else of itself."""
        now = {each.folder: each for each in self._editions}
        kept = (each for place, each in now.items() if self._before.get(place) != each)
        gone = (each for place, each in self._before.items() if place not in now)
        return (*kept, *gone)

    @cached_property
    def _fresh(self) -> tuple[FreshEdition, ...]:
        """What comes, each with the record of the edition that it takes over from."""
        fresh = self.collected.fresh
        ordered = (fresh[each.folder] for each in self._editions if each.folder in fresh)
        return tuple(replace(each, before=self._record_before(each)) for each in ordered)

    def _record_before(self, fresh: FreshEdition) -> Record | None:
        before = self._neighbours[fresh.edition.folder].before
        return self._record_of(before) if before else None

    def _record_of(self, edition_folder: str) -> Record:
        """The record of an edition that comes, or is on the site."""
        there = self.collected.fresh.get(edition_folder)
        return there.record if there else self._record(edition_folder)

    @cached_property
    def _neighbours(self) -> dict[str, Neighbours]:
        """How each edition stands among the others that stand, by its folder."""
        return _neighbours(self._editions)

    @cached_property
    def _neighbours_before(self) -> dict[str, Neighbours]:
        """How each stood at the last run."""
        return _neighbours(self._before.values())

    def _successors(self) -> Iterator[Successor]:
        """The editions that take over from another than before, one by one: records are large."""
        for place, now in self._neighbours.items():
            if now.before and (self._whole or place in self._other_before):
                record, before = self._record_of(place), self._record_of(now.before)
                yield Successor(edition=now.edition, record=record, before=before)

    @cached_property
    def _other_before(self) -> set[str]:
        """The folders of editions that have another one before them than at the last run."""
        was = self._neighbours_before
        return {
            place
            for place, now in self._neighbours.items()
            if place not in was
            or now.before != was[place].before
            or now.before in self.collected.fresh
        }

    # ---- as it will be

    @cached_property
    def _made_by(self) -> dict[str, str]:
        """What the files were made by, other than by editions: the program, and the definitions."""
        whole = (page_digest(self.request.store), self.workspace.config.digest)
        of = {name: file_digest(each.digest.encode()) for name, each in self._gate.public.items()}
        return {"": file_digest(repr(whole).encode()), **of}

    @cached_property
    def _whole(self) -> bool:
        return self._state.made_by.get("") != self._made_by[""]

    @cached_property
    def _facts(self) -> PublicFacts:
        facts = PublicFacts(self._state.facts, self._state.sources)
        now = {each.folder: each for each in self._editions if each.stands}
        ranks = {place: rank(each) for place, each in now.items()}
        there = [each for place, each in now.items() if place in self._before]
        facts.keep(there, self._record)
        for each in self._fresh:
            facts.add(each.edition, each.record, ranks)
        return facts

    @cached_property
    def _plain(self) -> Site:
        """The site before anybody asks what of it is touched."""
        return Site(
            workspace=self.workspace,
            moment=self.request.moment,
            briefings=self._gate.public,
            editions=self._editions,
            facts={},
            sources={},
            store=self.request.store,
            stored=self.target.read,
        )

    @cached_property
    def site(self) -> Site:
        """The site as it is to be."""
        facts, series = self._facts, set(self._plain.by_series)
        every = {(lang, key) for lang, told in facts.facts.items() for key in told}
        touched = series if self._whole else self._touched
        keys = {key for _, key in facts.touched}
        return replace(
            self._plain,
            facts=facts.facts,
            sources={
                lang: {name: _source(said) for name, said in told.items()}
                for lang, told in facts.public_sources.items()
            },
            touched=frozenset(touched),
            touched_facts=frozenset(each for each in every if self._whole or each[1] in keys),
            whole=self._whole,
        )

    @property
    def _touched(self) -> set[tuple[str, str]]:
        """The series of which an edition, or the definition, is another, in whatever language."""
        names = {*self._made_by, *self._state.made_by}
        other = {n for n in names if self._state.made_by.get(n) != self._made_by.get(n)}
        of_definitions = {each.series for each in self._editions if each.briefing in other}
        names = {name for name, _ in {each.series for each in self._changed} | of_definitions}
        return {series for series in self._plain.by_series if series[0] in names}

    # ---- files

    @cached_property
    def _files(self) -> Files:
        """Every file that is to be as it is made here."""
        from asof.publish.producers import COMPARERS, LATEST, PRODUCERS

        files: Files = {}
        made = [produce(self.site, self._fresh) for produce in PRODUCERS]
        for successor in self._successors():
            made += [compare(self.site, (successor,)) for compare in COMPARERS]
        for each in made:
            assert not files.keys() & each.keys(), f"made twice: {files.keys() & each.keys()}"
            files |= each
        files |= dict(self._restated(files))
        for latest in self.site.latest.values():
            if latest.series in self.site.touched:
                files |= dict(self._of_edition(latest, files, LATEST, latest.latest_folder))
        return files

    def _restated(self, files: Files) -> Iterator[tuple[str, bytes]]:
        """The files of editions that stand otherwise among the others than before."""
        from asof.publish.producers import RESTATED

        was = self._neighbours_before
        for place, now in self._neighbours.items():
            other = self._whole or was.get(place) != now
            if other and place not in self.collected.fresh:
                yield from self._of_edition(now.edition, files, RESTATED, place)

    def _of_edition(
        self, edition: SiteEdition, files: Files, makers: Mapping[str, Any], into: str
    ) -> Iterator[tuple[str, bytes]]:
        for name, make in makers.items():
            path = f"{edition.folder}{name}"
            content = files.get(path) or self.target.read(path)
            if content is not None:
                yield f"{into}{name}", make(self.site, edition, content)

    @cached_property
    def _stale(self) -> tuple[str, ...]:
        """Files of ours that nothing on the site has any more."""
        places = UnchangedPlaces.of(self.site, self._other_before)
        return tuple(
            path for path in self._state.files if path not in self._files and not places.keep(path)
        )

    # ---- told, and written

    @cached_property
    def told(self) -> Published:
        """What is to become of the site."""
        before, collected = self._before, self.collected
        taken = (e for e in self._editions if not e.stands and before.get(e.folder) != e)
        return Published(
            site=self.site,
            fresh=tuple(each.edition for each in self._fresh),
            withdrawn=tuple(taken),
            held=tuple(collected.held),
            left=tuple(each.edition for each in collected.left),
            refused=(*collected.refused, *lacking_phrases(self.workspace)),
        )

    @property
    def written(self) -> Published:
        """What became of it: what differs is written, and the index last."""
        known = self._state.files
        changed = {p: c for p, c in self._files.items() if known.get(p) != file_digest(c)}
        state = self._new_state(changed)
        own = {name: make(state) for name, make in STATE_FILES.items()}
        different = [n for n, content in own.items() if self._there[n] != content]
        if changed or self._stale or different:
            self._refuse_foreign(changed)
            self._write(changed, own)
        return replace(
            self.told,
            written=tuple(sorted((*changed, *different))),
            removed=self._stale,
        )

    def _new_state(self, changed: Files) -> SiteState:
        kept = {p: d for p, d in self._state.files.items() if p not in self._stale}
        return SiteState(
            entries=tuple(self.collected.entries.values()),
            facts=self._facts.facts,
            sources=self._facts.public_sources,
            files=kept | {path: file_digest(content) for path, content in changed.items()},
            made_by=self._made_by,
            url=self.site.url,
        )

    def _refuse_foreign(self, changed: Files) -> None:
        """Raise AsofError where something lies in the place of a file that is not of the site."""
        new = [path for path in changed if path not in self._state.files]
        first = [name for name in OWN if not any(self._there.values())]
        there = self.target.holds([*new, *first])
        foreign = [path for path in there if self.target.read(path) != changed.get(path)]
        if foreign:
            told = "lies where the site has a file of its own, and is none that asof wrote"
            hint = "move it away, or publish into a folder of its own"
            raise AsofError(*(error(Location(path), told, hint) for path in foreign))

    def _write(self, changed: Files, own: Files) -> None:
        """First say what will be ours, then write it, take away what is stale, the index last."""
        pending = dict.fromkeys(changed, "") | dict.fromkeys(self._stale, "")
        begun = replace(self._state, files={**self._state.files, **pending})
        self.target.write(FILES, files_bytes(begun))
        for path, content in sorted(changed.items()):
            self.target.write(path, content)
        for path in self._stale:
            self.target.remove(path)
        if self.target.read(INDEX) != self._there[INDEX]:
            told = f"somebody else has published to {self.request.target} meanwhile"
            raise RenderError(error(None, told, "publish again"))
        for name in reversed(OWN):
            self.target.write(name, own[name])


STATE_FILES: Mapping[str, Callable[[SiteState], bytes]] = {
    INDEX: index_bytes,
    FACTS: facts_bytes,
    FILES: files_bytes,
}


@dataclass(frozen=True, slots=True)
class UnchangedPlaces:
    """The folders whose files stay though they are not made anew: nothing of them is other."""

    editions: Set[str]
    compared: Set[str]
    documents: Set[str]
    codes: Set[str]
    facts: Set[str]

    @classmethod
    def of(cls, site: Site, compared: Set[str]) -> UnchangedPlaces:
        """The places of all that is public."""
        series = site.by_series
        named = {(lang, key) for lang, told in site.facts.items() for key in told}
        return cls(
            editions={each.folder for each in site.editions if each.stands},
            compared={f"{place}changes/" for place in compared},
            documents={f"{lang}/{name}/" for name, lang in series.keys() - site.touched},
            codes={f"{each.code}/" for each in site.editions if each.code},
            facts={f"{lang}/facts/{key}/" for lang, key in named - site.touched_facts},
        )

    def keep(self, path: str) -> bool:
        """Whether a file that was not made anew stays; what is of the whole site always is."""
        parts = path.split("/")
        first, document, fact, edition, within = (f"{'/'.join(parts[:n])}/" for n in range(1, 6))
        if edition in self.editions:
            return within not in self.compared
        if first in self.codes or fact in self.facts:
            return True
        return document in self.documents and not DAY.match(parts[2])


def file_digest(content: bytes) -> str:
    """The digest of a file, as files.json has it."""
    return sha256(content).hexdigest()[:32]


def _source(said: Mapping[str, Any]) -> Record:
    return {name: each for name, each in said.items() if name != "edition"}


class Neighbours(NamedTuple):
    """An edition, the folders of those before and behind it, and the languages it is there in."""

    edition: SiteEdition
    before: str | None
    behind: str | None
    langs: tuple[str, ...]


def _neighbours(editions: Iterable[SiteEdition]) -> dict[str, Neighbours]:
    """How each edition stands that has not been withdrawn, by its folder."""
    standing = sorted((each for each in editions if each.stands), key=place_on_site)
    found: dict[str, Neighbours] = {}
    langs: dict[tuple[Any, ...], tuple[str, ...]] = {}
    for each in standing:
        langs[_across(each)] = (*langs.get(_across(each), ()), each.lang)
    for _, series in groupby(standing, key=lambda each: each.series):
        ordered = list(series)
        folders = [None, *(each.folder for each in ordered), None]
        around = zip(folders, folders[2:], strict=False)
        found |= {
            e.folder: Neighbours(e, *by, langs[_across(e)])
            for e, by in zip(ordered, around, strict=True)
        }
    return found


def _across(edition: SiteEdition) -> tuple[Any, ...]:
    """What an edition is in every language."""
    return (edition.name, edition.order)
