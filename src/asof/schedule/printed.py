"""What has been printed of a document: it lies in the output folder, was issued, or is public."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from asof.jobs import Job
from asof.ledger.former_names import FormerNames
from asof.nofollow import content_of
from asof.publish.run import editions_on_site
from asof.publish.site import SiteEdition
from asof.publish.targets import SiteSource, source_at
from asof.record.strict_json import parse_json
from asof.register import Issued, Register
from asof.workspace import Workspace

Record = Mapping[str, Any]
Series = tuple[str, str, str]
"""The briefing, its row and the language, as a register has them."""


class EditionOnSite(NamedTuple):
    """An edition on a site, and what reads its record there."""

    edition: SiteEdition
    record: Callable[[], Record]


def published_on(site: str) -> tuple[EditionOnSite, ...]:
    """The editions on a site, by its own account; raises AsofError where it cannot be read."""
    source = source_at(site)
    return tuple(EditionOnSite(e, partial(_record_on, source, e)) for e in editions_on_site(site))


def _record_on(source: SiteSource, edition: SiteEdition) -> Record:
    content = source.read(f"{edition.folder}record.json")
    return _parsed(content) if content is not None else {}


@dataclass(frozen=True, kw_only=True)
class PrintedEditions:
    """All editions of a workspace that were printed, wherever they are now.

    What was issued or published is an edition in the usual form, whichever file it is.
    """

    workspace: Workspace
    out: Path
    entered: Register
    former: FormerNames
    site: tuple[EditionOnSite, ...] = ()

    def has(self, job: Job) -> bool:
        """Whether an edition was printed: what lies there counts if both files are as written."""
        return job.day in self._elsewhere(job) or self._beside_pdf(job, job.day) is not None

    def days(self, job: Job) -> frozenset[date]:
        """The days of which a document was printed; what lies there is taken for whole."""
        names = set(file_names(job))
        there = (day for day, pdfs in self._pdfs.items() if pdfs & names)
        return frozenset(there) | self._elsewhere(job)

    def last(self, job: Job) -> tuple[date, Record] | None:
        """The last edition of a document, up to the day of a job, that stands; and its record."""
        days = sorted((day for day in self.days(job) if day <= job.day), reverse=True)
        told = ((day, self._record(job, day)) for day in days)
        return next(((day, record) for day, record in told if record), None)

    def _record(self, job: Job, day: date) -> Record | None:
        """The record of the edition of a day that stands."""
        issued = [each for each in self._issued.get(series_in_register(job), ()) if each.day == day]
        standing = [each.in_todays_names for each in issued if each.stands]
        found = standing[-1] if standing else None
        return found or self._beside_pdf(job, day) or self._published_record(job, day)

    def _elsewhere(self, job: Job) -> frozenset[date]:
        """The days of editions that were issued, or are on the site; withdrawn ones too."""
        issued = {each.day for each in self._issued.get(series_in_register(job), ()) if usual(job)}
        return frozenset(issued | {each.edition.day for each in self._on_site(job)})

    def _beside_pdf(self, job: Job, day: date) -> Record | None:
        """The record of an edition that lies there beside its PDF, both as they were written."""
        for name in file_names(job):
            path = self.out / day.isoformat() / name
            pdf, beside = content_of(path), content_of(path.with_suffix(".json"))
            record = _parsed(beside) if beside is not None else {}
            if pdf is not None and record.get("digest") == sha256(pdf).hexdigest():
                return record if record.get("as_of") == day.isoformat() else None
        return None

    def _on_site(self, job: Job) -> Iterator[EditionOnSite]:
        names = set(file_names(job))
        for each in self._published.get(series_in_register(job), ()):
            if usual(job) or names & {*each.edition.pdfs}:
                yield each

    def _published_record(self, job: Job, day: date) -> Record | None:
        there = (each for each in self._on_site(job) if each.edition.stands)
        found = [each for each in there if each.edition.day == day]
        return max(found, key=lambda each: each.edition.order).record() if found else None

    # ---- by series, and by day

    @cached_property
    def _issued(self) -> Mapping[Series, list[Issued]]:
        found: dict[Series, list[Issued]] = {}
        for each in self.entered.issued:
            found.setdefault(each.series, []).append(each)
        return found

    @cached_property
    def _published(self) -> Mapping[Series, list[EditionOnSite]]:
        found: dict[Series, list[EditionOnSite]] = {}
        for each in self.site:
            name = self.former.briefing(each.edition.briefing)
            tag = self.workspace.language_called(each.edition.lang)
            lang = self.workspace.short(tag) if tag else each.edition.lang
            series = (name, each.edition.row or "", lang)
            found.setdefault(series, []).append(each)
        return found

    @cached_property
    def _pdfs(self) -> Mapping[date, frozenset[str]]:
        """The PDFs that lie in the folder of each day with a record beside them."""
        return {day: frozenset(_with_record(folder)) for day, folder in _day_folders(self.out)}


def usual(job: Job) -> bool:
    """Whether an edition has the form that is its workspace's own."""
    return not job.form.unlike(job.workspace.config.form)


def file_names(job: Job) -> Iterator[str]:
    """The file name that a document has on its own day, and those that it had before.

    Its briefing may have been renamed, and its language have had no region beside it.
    """
    lang, first = job.workspace.short(job.tag), job.tag.split("-")[0]
    langs = {lang, first} if job.workspace.language_called(first) == job.tag else {lang}
    row = f"-{job.row.name}" if job.row else ""
    rest = job.name_in(job.tag).removeprefix(f"{job.name}.{lang}")
    for name in (job.briefing.name, *job.briefing.formerly):
        yield from (f"{name}{row}.{each}{rest}" for each in sorted(langs))


def series_in_register(job: Job) -> Series:
    """The briefing, its row and the language."""
    return job.briefing.name, job.row.name if job.row else "", job.workspace.short(job.tag)


def _day_folders(out: Path) -> Iterator[tuple[date, Path]]:
    for folder in sorted(out.glob("????-??-??")):
        try:
            yield date.fromisoformat(folder.name), folder
        except ValueError:
            continue


def _with_record(folder: Path) -> Iterator[str]:
    names = {each.name for each in folder.iterdir()} if folder.is_dir() else set[str]()
    return (n for n in names if n.endswith(".pdf") and f"{n.removesuffix('.pdf')}.json" in names)


def _parsed(content: bytes) -> Record:
    """A record; nothing where it is none of ours."""
    try:
        record = parse_json(content)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}
