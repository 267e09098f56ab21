"""What is looked at: a document in a language, on a day as it was known on another, in a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from asof.briefing.definition import Briefing
from asof.briefing.names import refuse_repeated
from asof.briefing.rows import Row
from asof.diagnostics import AsofError, error, meant
from asof.form import PAPERS, PROFILES, SIDES
from asof.jobs import Document, Job, MistypedError, Request, chosen, job_of, looking_back, spoken
from asof.ledger import Edition
from asof.preview.snapshot import Snapshot
from asof.register import read_register

Asked = Mapping[str, str]
"""What a question says of itself, as a query does: each thing once, and nothing is left out."""


@dataclass(frozen=True, slots=True)
class PageView:
    """What is looked at in a workspace, as the edition that would be printed of it."""

    snapshot: Snapshot
    job: Job

    @property
    def edition(self) -> Edition:
        """What the ledger knows for it."""
        return self.job.edition(self.snapshot.ledger)

    @property
    def planned(self) -> Job:
        """The edition as a build plans it, with the day that its change bars look back to."""
        ledger, briefings = self.snapshot.ledger, self.snapshot.briefings
        refuse_repeated(briefings.values())
        issued = read_register(self.job.workspace, ledger.former)
        return looking_back(self.job, None, issued)

    @property
    def described(self) -> dict[str, str | None]:
        """It as it can be asked for again, with all that was not said."""
        job, form = self.job, self.job.form
        return {
            "briefing": job.briefing.name,
            "row": job.row.name if job.row else None,
            "lang": job.tag,
            "profile": form.profile,
            "paper": form.paper,
            "sides": form.sides,
            "day": job.day.isoformat(),
            "known": job.known.isoformat(),
        }


def read_view(snapshot: Snapshot, asked: Asked) -> PageView:
    """The view that is asked for; the first briefing and row where none is named.

    Raises AsofError as the command line does.
    """
    workspace = snapshot.workspace
    document = _document(snapshot, asked.get("briefing"), asked.get("row"))
    (tag, *_) = spoken(workspace, tuple(filter(None, [asked.get("lang")])))
    request = Request(
        today=snapshot.today,
        day=day_asked(asked.get("day")),
        known=day_asked(asked.get("known")),
        paper=_choice("paper", PAPERS, asked.get("paper")),
        profile=_choice("profile", PROFILES, asked.get("profile")) or "standard",
        sides=_choice("sides", SIDES, asked.get("sides")),
        store=snapshot.store,
    )
    return PageView(snapshot, job_of(workspace, document, tag, request))


def _document(snapshot: Snapshot, name: str | None, row: str | None) -> Document:
    """A briefing and its row; the first that a name stands for, or nothing, where no row is."""
    briefings, former = snapshot.briefings, snapshot.ledger.former.briefings
    if name and name in briefings and (row or not briefings[name].rows):
        return replace(briefings[name], rows=()), _row(briefings[name], row)
    return next(chosen(briefings, (name,) if name else (), former))


def mistyped_briefing(snapshot: Snapshot, asked: Asked) -> dict[str, Any]:
    """What is wrong with the name of a briefing that is and was that of none; else nothing."""
    try:
        _document(snapshot, asked["briefing"], None)
    except MistypedError as problem:
        return {"mistyped": [{"message": f.message, "hint": f.hint} for f in problem.findings]}
    return {"mistyped": []}


def _row(briefing: Briefing, name: str | None) -> Row | None:
    if name is None:
        return None
    found = next((row for row in briefing.rows if row.name == name), None)
    if found is None:
        hint = meant(name, [row.name for row in briefing.rows])
        raise AsofError(error(briefing.place, f"'{briefing.name}' has no row '{name}'", hint))
    return found


def day_asked(typed: str | None) -> date | None:
    """The day that a question names, where it names one; raises AsofError for what is none."""
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        hint = "write one such as 2021-01-18"
        raise AsofError(error(None, f"'{typed}' is not a day", hint)) from None


def _choice(name: str, choices: Sequence[Any], typed: str | None) -> Any:
    if typed and typed not in choices:
        hint = f"there are {', '.join(choices[:-1])} and {choices[-1]}"
        raise AsofError(error(None, f"no {name} '{typed}'", hint))
    return typed
