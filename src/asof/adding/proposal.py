"""What a workspace would be with new figures: told as a diff and judged before anything is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import unified_diff

from asof import data, output, review
from asof.adding.fact_file import Fields
from asof.cache import Store
from asof.dates import DateError, When, parse_date
from asof.diagnostics import AsofError, Finding, Severity
from asof.files import Files, decode_text
from asof.ledger import as_of
from asof.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Proposal:
    """New contents of files of a workspace, by their names, and the lines that are new in them.

    `shown` is what those say that are no texts.
    """

    contents: Mapping[str, bytes]
    lines: tuple[Fields, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)

    def workspace(self, now: Workspace) -> Workspace:
        """The workspace as it would be."""
        return replace(now, files=now.files.with_proposed(self.contents))

    def day(self, today: date) -> date:
        """The day that it is judged on: the last that its lines are of, and no later than today."""
        told = [line.get("on") or line.get("from") or "" for line in self.lines]
        days = [when.last for each in told if (when := _when(each))]
        return min(max(days, default=today), today)


def _when(typed: str) -> When | None:
    """A date; nothing where it is none, which its place in a file tells better."""
    try:
        return parse_date(typed)
    except DateError:
        return None


def judge_proposal(
    workspace: Workspace, proposal: Proposal, today: date, store: Store
) -> tuple[Finding, ...]:
    """What is found with a proposal; raises AsofError where the data could not be read with it.

    What `check` finds in the data as they are already is not told again, nor are its notes: of a
    fact that no briefing prints yet there is nothing to be decided here.
    """
    day = proposal.day(today)
    found = _found(proposal.workspace(workspace), day, today, store)
    before: tuple[Finding, ...] = ()
    with suppress(AsofError):  # what could not be read before, as without a single value, now can
        before = _found(workspace, day, today, store)
    told = {(each.rule, each.message) for each in before}
    new = (each for each in found if (each.rule, each.message) not in told)
    return tuple(each for each in new if each.severity is not Severity.NOTE)


def _found(workspace: Workspace, day: date, today: date, store: Store) -> tuple[Finding, ...]:
    """What is found in the data of a workspace on a day."""
    ledger = data.read(workspace, store)[0]
    edition = as_of(ledger, day, today, workspace.language(workspace.languages[0]))
    return review.review(workspace, ledger, (), today, review.Whole(edition=edition))


def diffs(files: Files, proposal: Proposal) -> dict[str, str]:
    """How each file would change, line by line; of one that is no text, what it says."""
    return {name: "\n".join(_diff(files, name, proposal)) for name in proposal.contents}


def _diff(files: Files, name: str, proposal: Proposal) -> Iterator[str]:
    before, new = files.find(name), proposal.shown.get(name)
    old = before.text if before and new is None else ""
    text = decode_text(proposal.contents[name], name) if new is None else new
    called = name if before else "/dev/null"
    yield from unified_diff(old.splitlines(), text.splitlines(), called, name, n=2, lineterm="")


def put_in_place(workspace: Workspace, proposal: Proposal) -> None:
    """Put the files in place, all of them or none; raises AsofError where that cannot be done."""
    output.write_files({workspace.root / name: new for name, new in proposal.contents.items()})
