"""What changed between two days, two editions or two copies, fact by fact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from asof.compare.printed_copy import SPOILT, Copy, filled_copy
from asof.diagnostics import AsofError, Location, error
from asof.jobs import Job
from asof.language import Language
from asof.ledger import Edition, Ledger, Observation, View, as_of
from asof.ledger.changes import Change, Sort, between
from asof.ledger.former_names import FormerNames
from asof.ledger.printing import same_words, text_in, told_value, why_changed
from asof.record.edition_record import dated_in, papers
from asof.record.todays_names import in_todays_names
from asof.workspace import Workspace

ORDER = (
    Sort.CORRECTED,
    Sort.WITHDRAWN,
    Sort.REMOVED,
    Sort.REVISED,
    Sort.DISPUTED,
    Sort.UPDATED,
    Sort.LAPSED,
    Sort.STALE,
    Sort.ADDED,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What reads otherwise in the later of two editions, the gravest first."""

    before: Edition
    after: Edition
    changes: tuple[Change, ...]
    briefing: str | None = None

    def described(self) -> dict[str, Any]:
        """The comparison as `diff --json` answers it."""
        return {
            "briefing": self.briefing,
            "lang": self.after.language.tag,
            "before": _clocks(self.before),
            "after": _clocks(self.after),
            "changes": [_described(change, self.after) for change in self.changes],
        }


def _clocks(edition: Edition) -> dict[str, str]:
    return {"as_of": edition.day.isoformat(), "known": edition.known.isoformat()}


def _described(change: Change, edition: Edition) -> dict[str, Any]:
    """One change: what it is called, why, and both values."""
    return {
        "key": change.after.key,
        "label": text_in(change.after.fact.label, edition.language),
        "change": change.sort.name.lower(),
        "why": why_changed(change, edition.language),
        "before": _side(change.before, edition),
        "after": _side(change.after, edition),
    }


def _side(view: View, edition: Edition) -> dict[str, Any]:
    """What one edition prints of a fact, and where that comes from."""
    now = view.current
    return {
        "standing": view.standing,
        "text": told_value(view, edition.language),
        "on": now.true.start.text if now else None,
        "until": now.true.end.text if now and now.true.end else None,
        "reported": view.reported.isoformat() if view.reported else None,
        "source": [str(c) for c in view.citations],
        "place": [str(_written(view, o)) for o in view.chosen],
    }


def _written(view: View, o: Observation) -> Location:
    """Where a value is written: a computed one in its formula."""
    return view.fact.place if view.fact.derived else o.place


def days(before: Edition, after: Edition) -> Comparison:
    """What changed in the whole ledger between two editions."""
    oldest_first(before, after)
    changes = between(before, after, tuple(after.ledger.facts))
    return Comparison(before, after, read_in(changes, after.language))


def notes(ledger: Ledger, old: Job, new: Job) -> Comparison:
    """What changed among the facts that a briefing prints in either of two editions."""
    before, after = _edition(ledger, old), _edition(ledger, new)
    oldest_first(before, after)
    records = [filled_copy(ledger, job).record for job in (new, old)]
    keys = dict.fromkeys(key for record in records for key in dated_in(record))
    changes = read_in(between(before, after, keys), after.language)
    return Comparison(before, after, changes, new.briefing.name)


def _edition(ledger: Ledger, job: Job) -> Edition:
    return job.edition(ledger)


def copies(workspace: Workspace, ledger: Ledger, old: Copy, new: Copy) -> Comparison:
    """What reads otherwise in the newer of two copies of one briefing, as they were printed.

    The ledger is asked only of facts that one of the two does not print.
    """
    old, new = (_in_todays_names(copy, ledger.former) for copy in (old, new))
    _alike(old, new, workspace)
    before, after = (_as_printed(workspace, ledger, copy) for copy in (old, new))
    oldest_first(before, after)
    try:
        was, now = papers(old.record, new.record, before, after)
        keys = dict.fromkeys((*now.printed, *was.printed))
        changes = read_in(between(was, now, keys), after.language)
    except SPOILT:
        told_ = "its record, or that of the other, is not one that this program wrote"
        raise AsofError(error(Location(old.name), told_, "print it again")) from None
    return Comparison(before, after, changes, new.briefing)


def _in_todays_names(copy: Copy, names: FormerNames) -> Copy:
    try:
        return replace(copy, record=in_todays_names(copy.record, names))
    except SPOILT:
        told_ = "its record is not one that this program wrote"
        raise AsofError(error(Location(copy.name), told_, "print it again")) from None


def _as_printed(workspace: Workspace, ledger: Ledger, copy: Copy) -> Edition:
    try:
        return as_of(ledger, copy.day, copy.known, workspace.language(copy.tag(workspace)))
    except SPOILT:
        told_ = "its record names no day"
        raise AsofError(error(Location(copy.name), told_, "print it again")) from None


def _alike(old: Copy, new: Copy, workspace: Workspace) -> None:
    """Refuse copies of two briefings or in two languages: nothing in them can be held together."""
    for copy in (old, new):
        if "errata" in copy.record:
            told_ = "is an errata sheet, and no edition"
            raise AsofError(error(Location(copy.name), told_, "compare the editions themselves"))
    same_language = old.tag(workspace) == new.tag(workspace)
    for name, same in (("briefing", old.briefing == new.briefing), ("lang", same_language)):
        was, now = old.record[name], new.record[name]
        if not same:
            told_ = f"the first is '{was}', the second '{now}'"
            hint = "compare two editions of one briefing, in one language"
            raise AsofError(error(None, told_, hint))


def oldest_first(before: Edition, after: Edition) -> None:
    """Refuse a later edition that is named first."""
    if _moment(before) > _moment(after):
        told_ = f"{_called(before)} is after {_called(after)}"
        raise AsofError(error(None, told_, "name the earlier one first"))


def _called(edition: Edition) -> str:
    same = edition.day == edition.known
    return str(edition.day) if same else f"{edition.day}, known {edition.known},"


def _moment(edition: Edition) -> tuple[date, date]:
    return edition.day, edition.known


def read_in(changes: tuple[Change, ...], language: Language) -> tuple[Change, ...]:
    """The changes that readers of a language see, with what was wrong first, the merely new last.

    Words that only a translation gives anew are no change to the others.
    """
    seen = [change for change in changes if reads_otherwise(change, language)]
    return tuple(sorted(seen, key=lambda change: ORDER.index(change.sort)))


def reads_otherwise(change: Change, language: Language) -> bool:
    """Whether a change shows in a language: in the words, in the standing, or in the end."""
    same = same_words(change, language) and change.before.standing is change.after.standing
    return not same or change.sort is Sort.LAPSED
