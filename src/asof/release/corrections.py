"""The words of an editor for what an edition corrects: when they are asked for, and of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from asof.diagnostics import Finding, error
from asof.jobs import Job
from asof.ledger import Ledger, as_of
from asof.ledger.changes import Sort
from asof.register import Issued, Register
from asof.release.changed_figures import Recheck


@dataclass(frozen=True, slots=True)
class Corrections:
    """What an editor says is corrected, by language, and the editions that it may be said of.

    Words are asked for where an edition is issued again for its day, or where a figure that the one
    before printed is corrected. What only tells what is new needs none. `alone` is whether one
    document is issued: then words that nobody asked for are of it.
    """

    words: Mapping[str, str]
    ledger: Ledger
    entered: Register
    alone: bool

    def of(self, job: Job) -> str:
        """The words for an edition; none where it corrects nothing."""
        before = self.before(job)
        asked = before and (self.alone or self.asked(job, before))
        return self.words.get(job.tag, "") if asked else ""

    def lacking(self, job: Job) -> Iterator[Finding]:
        """That an edition corrects something, and that no words say what."""
        before = self.before(job)
        if before is None or self.words.get(job.tag) or not self.asked(job, before):
            return
        what = ", ".join(self.corrected(job, before)) or before.called
        told = f"no words in {job.tag} say what is corrected of {before.code}: {what}"
        hint = f'say it: --correction {job.workspace.short(job.tag)}="…"'
        yield error(job.briefing.place, told, hint, "correction")

    def before(self, job: Job) -> Issued | None:
        """The edition whose place one takes: the last release for its day, or of a day before."""
        row, lang = job.row.name if job.row else None, job.workspace.short(job.tag)
        named = (job.briefing.name, lang, row)
        same_day = self.entered.releases(*named, job.day)
        return same_day[-1] if same_day else self.entered.last(*named, before=job.day)

    def asked(self, job: Job, before: Issued) -> bool:
        """Whether an edition has to say what it corrects."""
        return before.day == job.day or bool(self.corrected(job, before))

    def corrected(self, job: Job, before: Issued) -> tuple[str, ...]:
        """The figures of an earlier edition that its own day knows otherwise by now."""
        then = as_of(self.ledger, before.day, before.known, job.workspace.language(job.tag))
        told = Recheck(before.in_todays_names, then, max(job.known, before.known))
        figures = told.figures(before.day)
        return tuple(dict.fromkeys(f.key for f in figures if f.change is Sort.CORRECTED))


def unused(words: Mapping[str, str], said: Iterator[str]) -> Iterator[Finding]:
    """That an editor says what is corrected, and that no edition takes the place of another."""
    if words and not any(said):
        told = "--correction is said of no edition: none that is issued corrects another"
        yield error(None, told, "leave it out", "correction")
