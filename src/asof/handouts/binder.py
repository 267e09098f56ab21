"""Binders: several editions of a day behind tabs in one PDF, with the list of effective pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from asof import batch, data, impose, jobs, pdf, register
from asof.briefing.binders import Binder
from asof.briefing.definition import Briefing, Protocol
from asof.dates import parse_date, when_on
from asof.diagnostics import AsofError, Finding, Location, error, once
from asof.form import Form
from asof.handouts.binder_pages import (
    BLANK,
    DIVIDER,
    FRONT,
    BinderLayout,
    BinderPage,
    BinderRecord,
    HeldEdition,
    Looks,
)
from asof.handouts.exchange import Exchange, pages_of
from asof.handouts.marks import MarkedPages, Strips, strips
from asof.handouts.own_pages import OwnPages
from asof.jobs import Document, Job, Request
from asof.language import Language
from asof.ledger import Ledger
from asof.ledger.printing import text_in
from asof.nofollow import content_of
from asof.text import plain_text
from asof.workspace import Workspace

STRICTEST: tuple[Protocol, ...] = ("RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR")
ROUNDS = 4  # in which the numbers of pages settle, where the contents tell of all pages


@dataclass(frozen=True, slots=True, kw_only=True)
class TabbedEdition:
    """An edition behind a tab: the job that it is of, its record, its PDF."""

    tab: int
    heading: str
    job: Job
    record: Mapping[str, Any]
    content: bytes

    def held(self) -> HeldEdition:
        """The edition as the record of its binder has it."""
        record, numbered = self.record, self.record.get("series") or {}
        return HeldEdition(
            tab=self.tab,
            heading=self.heading,
            briefing=self.job.briefing.name,
            row=self.job.row.name if self.job.row else None,
            title=str(record["title"]),
            as_of=str(record["as_of"]),
            known=str(record["known"]),
            release=record.get("release"),
            code=str(record.get("code", "")),
            number=str(numbered.get("number", "")),
            pages=int(record["pages"]),
            digest=sha256(self.content).hexdigest(),
            handling=self.job.handling,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundBinder:
    """A binder as a PDF, its record, and what prints more pages for it; what was found on the way.

    `sheets` is each page of the record as a page of the PDF.
    """

    content: bytes
    record: BinderRecord
    own: OwnPages
    findings: tuple[Finding, ...]


def bind(workspace: Workspace, binder: Binder, request: Request) -> BoundBinder:
    """Bind the editions of a day; raises AsofError where one cannot be had as it was issued."""
    impose.require_library("binders")
    ledger, briefings = data.read(workspace, request.store)
    planned = list(_tabs(binder, briefings, ledger))
    tabbed, findings = _editions(workspace, planned, request, ledger)
    press = BinderPress(binder, tabbed, _own_pages(workspace, ledger, binder, tabbed))
    content, record = press.bound()
    return BoundBinder(content=content, record=record, own=press.own, findings=findings)


# ---- which editions


@dataclass(frozen=True, slots=True)
class PlannedTab:
    """A tab of a binder: its number, the part that it is in, the document behind it."""

    number: int
    heading: Any
    document: Document


def _tabs(
    binder: Binder, briefings: Mapping[str, Briefing], ledger: Ledger
) -> Iterator[PlannedTab]:
    """The tabs, numbered on from the first of their part; raises AsofError where two are one."""
    number = 0
    for part in binder.parts:
        if part.tab is not None and part.tab <= number:
            told = f"tab {part.tab} is taken: the part before ends with tab {number}"
            raise AsofError(error(part.at("tab"), told, f"write {number + 1} or more"))
        number = number if part.tab is None else part.tab - 1
        for name in part.briefings:
            for document in jobs.documents_named(briefings, name, ledger.former.briefings):
                number += 1
                yield PlannedTab(number, part.heading, document)


def _editions(
    workspace: Workspace, planned: Sequence[PlannedTab], request: Request, ledger: Ledger
) -> tuple[list[TabbedEdition], tuple[Finding, ...]]:
    """The edition behind each tab: the last one issued for its day, else the one that is built."""
    entered = register.read_register(workspace, ledger.former)
    (tag,) = jobs.spoken(workspace, request.languages)
    wanted = [jobs.job_of(workspace, tab.document, tag, request) for tab in planned]
    issued = [_issued(job, entered) for job in wanted]
    names = tuple(job.name for job, found in zip(wanted, issued, strict=True) if not found)
    built = list(batch.build(workspace, replace(request, briefings=names))) if names else []
    failed = [finding for each in built if each.failure for finding in each.failure.findings]
    if failed:
        raise AsofError(*once(failed))
    found = [
        TabbedEdition(
            tab=tab.number,
            heading=text_in(tab.heading, workspace.language(tag)),
            job=job,
            record=record or json.loads(content_of(job.record) or b""),
            content=content_of(path or job.path) or b"",
        )
        for tab, job, (path, record) in zip(
            planned, wanted, (each or (None, None) for each in issued), strict=True
        )
    ]
    return found, tuple(finding for each in built for finding in each.findings)


def _issued(job: Job, entered: register.Register) -> tuple[Path, Mapping[str, Any]] | None:
    """The PDF and the record of the last edition issued for a day; raises AsofError without it."""
    lang, row = job.workspace.short(job.tag), job.row.name if job.row else None
    releases = entered.releases(job.briefing.name, lang, row, job.day)
    standing = [each for each in releases if each.stands and each.known == job.known]
    if not standing:
        return None
    last = standing[-1]
    place, path = Location(last.place.path), job.out / str(last.edition["path"])
    if last.edition["paper"] != job.form.paper:
        told = f"is issued on {last.edition['paper']}, and this binder is on {job.form.paper}"
        hint = f"bind it with --paper {last.edition['paper']}"
        raise AsofError(error(place, told, hint))
    if sha256(content_of(path) or b"").hexdigest() != last.digest:
        told = f"its PDF is not at {path}, or not as it was issued"
        raise AsofError(error(place, told, "put the issued PDF there"))
    return path, last.in_todays_names


# ---- how the whole is to be handled


def _own_pages(
    workspace: Workspace, ledger: Ledger, binder: Binder, tabbed: Sequence[TabbedEdition]
) -> OwnPages:
    """What prints the binder's own pages: handled as the strictest of its editions is."""
    first = tabbed[0].job
    handling = [each.job.handling for each in tabbed]
    labels = {each["tlp"] for each in handling if "tlp" in each}
    markings = dict.fromkeys(each["marking"] for each in handling if "marking" in each)
    embargoes = [each.job.definition.embargo for each in tabbed if each.job.definition.embargo]
    zone = workspace.config.timezone
    like = Briefing(
        title=binder.title,
        marking=plain_text(" · ".join(markings)) if markings else None,
        tlp=next((each for each in STRICTEST if each in labels), None),
        embargo=max(embargoes, key=lambda each: each.lifts(zone), default=None),
        place=binder.place,
    )
    return OwnPages(
        workspace=workspace,
        ledger=ledger,
        tag=first.tag,
        day=first.day,
        known=first.known,
        form=Form(first.form.paper, first.form.profile, first.form.sides),
        like=like,
    )


def handling_words(handling: Mapping[str, str], embargo: str) -> str:
    """How an edition is to be handled, in one line."""
    tlp = f"TLP:{handling['tlp']}" if "tlp" in handling else ""
    return " · ".join(filter(None, (handling.get("marking", ""), tlp, embargo)))


# ---- how it is printed


@dataclass(frozen=True, slots=True)
class BinderPress:
    """Prints a binder: its own pages around those of its editions."""

    binder: Binder
    tabbed: Sequence[TabbedEdition]
    own: OwnPages

    @property
    def language(self) -> Language:
        """The language of the binder."""
        return self.own.language

    @property
    def title(self) -> str:
        """The title of the binder."""
        return text_in(self.binder.title, self.language)

    @property
    def duplex(self) -> bool:
        """Whether it is printed on both sides."""
        return self.own.form.sides == "duplex"

    def bound(self) -> tuple[bytes, BinderRecord]:
        """The binder, and its record."""
        own, layout = self._own()
        sources = [own, *(each.content for each in self.tabbed)]
        looks = Looks([pdf.page_looks(content) for content in sources])
        pages = [
            replace(page, look=looks.of(page.label, page.source, page.page))
            for page in layout.pages()
        ]
        made = self._marks(pages)
        placed = self._placed(sources, pages, made)
        leaves = [
            impose.Leaf(source=p.source, page=p.page, label=p.label, marks=placed[n])
            for n, p in enumerate(pages)
        ]
        binding = impose.Binding(
            sources=sources,
            leaves=leaves,
            dividers=[layout.front + n for n in range(len(self.tabbed))],
            marks=made.content,
            sides=self.own.form.sides,
        )
        return impose.bound(binding), self._record(pages)

    def _own(self) -> tuple[bytes, BinderLayout]:
        """The binder's own pages, once they tell as many pages as there are."""
        claims = all(impose.claims_all(each.content) for each in self.tabbed)
        front = 3
        for _ in range(ROUNDS):
            layout = BinderLayout(
                front=front,
                editions=[(each.tab, int(each.record["pages"])) for each in self.tabbed],
                duplex=self.duplex,
                continuous=self.binder.numbering == "continuous",
            )
            told = self._told(layout.pages())
            content = self.own.printed("binder", self.title, told, claims=claims)
            count = len(pdf.page_sizes(content)) - len(self.tabbed)
            if count == front:
                return content, layout
            front = count
        told_ = "the pages of its contents do not come to rest"
        raise AsofError(error(self.binder.place, told_, "write 'numbering: tab'"))

    def _told(self, pages: Sequence[BinderPage]) -> dict[str, Any]:
        """What the binder's own pages tell."""
        return {"tabs": list(self._tabs(pages)), "effective": list(self._effective(pages))}

    def _tabs(self, pages: Sequence[BinderPage]) -> Iterator[dict[str, Any]]:
        heading = ""
        for number, each in enumerate(self.tabbed, 1):
            first = next(page.label for page in pages if page.source == number)
            yield {
                "number": each.tab,
                "first": first,
                "title": str(each.record["title"]),
                "heading": each.heading if each.heading != heading else "",
                "under": each.heading,
                "handling": handling_words(each.job.handling, self._embargo(each)),
            }
            heading = each.heading

    def _embargo(self, each: TabbedEdition) -> str:
        """Until when an edition is kept back; empty in one of a later day."""
        embargo = each.job.definition.embargo
        if embargo is None or each.job.day > embargo.day:
            return ""
        until = self.language.until(when_on(embargo.day), embargo.moment)
        return self.language.word("embargo", until=until)

    def _effective(self, pages: Sequence[BinderPage]) -> Iterator[dict[str, str]]:
        """The list of effective pages: the pages of each kind, which edition they are of."""
        for (tab, kind), run in groupby(pages, key=lambda page: (page.tab, page.kind)):
            held = list(run)
            row = {"pages": self.range_of(held), "what": "", "day": "", "code": ""}
            if kind in (FRONT, DIVIDER, BLANK):
                word = {FRONT: "front_pages", DIVIDER: "divider", BLANK: "blank_page"}[kind]
                yield row | {"what": self.language.word(word)}
                continue
            each = next(e for e in self.tabbed if e.tab == tab)
            yield row | self._named(each)

    def _named(self, each: TabbedEdition) -> dict[str, str]:
        """An edition as the list of effective pages names it."""
        held, language = each.held(), self.language
        number = language.word("edition_number", number=held.number) if held.number else ""
        release = f"r{held.release}" if held.release else language.word("not_issued")
        day = language.date(parse_date(held.as_of))
        if held.known != held.as_of:
            known = language.date(parse_date(held.known))
            day = language.word("clocks", day=day, known=known)
        return {
            "what": ", ".join(filter(None, (held.title, number))),
            "day": day,
            "code": " · ".join(filter(None, (release, held.code))),
        }

    def range_of(self, pages: Sequence[BinderPage]) -> str:
        """The labels of pages behind one another: 2-1 to 2-7."""
        first, last = pages[0].label, pages[-1].label
        return first if first == last else self.language.word("pages_to", first=first, last=last)

    # ---- marks

    def _marks(self, pages: Sequence[BinderPage]) -> Strips:
        """The labels of all pages, one behind the other, and last what a blank page says."""
        words = [("place", page.label) for page in pages]
        return strips(self.own, [*words, ("blank", self.language.word("blank_page"))])

    def _placed(
        self, sources: Sequence[bytes], pages: Sequence[BinderPage], made: Strips
    ) -> list[tuple[impose.Mark, ...]]:
        """The marks of each page: its label, outside at the head or the foot."""
        size = pdf.page_sizes(sources[0])[0]
        placed: dict[int, tuple[impose.Mark, ...]] = {}
        for source in range(len(sources)):
            own = {p.page: n for n, p in enumerate(pages) if p.source == source}
            numbers = [own[page] for page in sorted(own)]
            marked = MarkedPages(sources[source], numbers, self.duplex)
            margin = marked.free_margin(made, self.title)
            places = marked.places(margin, made, pdf.page_sizes(sources[source]))
            placed |= dict(zip(numbers, places, strict=True))
        for n, page in enumerate(pages):
            if page.kind == BLANK:
                placed[n] = self._blank(n, made, size)
            elif page.kind == DIVIDER:
                placed[n] = ()
        return [placed[n] for n in range(len(pages))]

    def _blank(
        self, number: int, made: Strips, size: tuple[float, float]
    ) -> tuple[impose.Mark, ...]:
        """The marks of a blank page: its label, and that it is blank."""
        blank = MarkedPages(b"", [number], self.duplex)
        ((label,),) = blank.places((True, 1), made, [size])
        ink, (width, height) = made.ink[-1], size
        middle = (width - ink.width) / 2 - ink.left, height / 2 - ink.bottom
        return label, impose.Mark(len(made.ink) - 1, *middle)

    # ---- the record

    def _record(self, pages: Sequence[BinderPage]) -> BinderRecord:
        own = self.own
        return BinderRecord(
            name=self.binder.name,
            title=self.title,
            lang=own.workspace.short(own.tag),
            as_of=own.day.isoformat(),
            known=own.known.isoformat(),
            paper=own.form.paper,
            profile=own.form.profile,
            sides=own.form.sides,
            numbering=self.binder.numbering,
            editions=tuple(each.held() for each in self.tabbed),
            pages=tuple(pages),
        )


# ---- the pages to exchange


def exchange_pdf(bound: BoundBinder, old: BinderRecord, steps: Sequence[Exchange]) -> bytes:
    """What is printed to exchange pages: what to do, then the sheets that come in."""
    own, sides = bound.own, bound.record.sides
    wanted = {id(page) for step in steps for page in pages_of(step.insert)}
    numbers = [n for n, page in enumerate(bound.record.pages) if id(page) in wanted]
    title = own.language.word("exchange", title=bound.record.title)
    told = own.printed("exchange", title, exchange_told(bound, old, steps))
    inserted = impose.picked(bound.content, numbers, sides)
    return impose.one_print_file([told, inserted], sides)


def exchange_told(
    bound: BoundBinder, old: BinderRecord, steps: Sequence[Exchange]
) -> dict[str, Any]:
    """What the sheet tells that goes with exchanged pages."""
    language, record = bound.own.language, bound.record
    titles = {each.tab: each.title for each in (*old.editions, *record.editions)}
    rows = [
        {
            "what": f"{step.tab} – {titles[step.tab]}"
            if step.tab
            else language.word("front_pages"),
            "remove": _ranges(step.remove, language),
            "insert": _ranges(step.insert, language),
        }
        for step in steps
    ]
    days = (language.date(parse_date(each.as_of)) for each in (old, record))
    return {"rows": rows, **dict(zip(("was", "now"), days, strict=True))}


def _ranges(sheets: Sequence[Sequence[BinderPage]], language: Language) -> str:
    """The labels of the first and the last page of sheets; none where there are none."""
    pages = pages_of(tuple(tuple(sheet) for sheet in sheets))
    if not pages:
        return language.word("none")
    first, last = pages[0].label, pages[-1].label
    return first if first == last else language.word("pages_to", first=first, last=last)
