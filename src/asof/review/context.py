"""What a rule judges: the editions of one briefing, or the whole workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from asof.briefing.binders import Binder
from asof.briefing.definition import Allowance, Briefing
from asof.diagnostics import AsofError, Finding, Location, Severity
from asof.ledger import Edition, Ledger, View
from asof.ledger.trace import RecordingEdition, keys_of
from asof.located import Scalar
from asof.page.document import TIMELESS, Document, Print
from asof.workspace import Workspace

TOLD = (*TIMELESS, "by", "reason", "source", "standing")  # not the value itself


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition of a briefing, filled and not set, or why it cannot be.

    `name` is the document's: of its briefing, and of its row; `rows` is that row's alone.
    """

    briefing: Briefing
    edition: Edition
    document: Document | None = None
    failure: AsofError | None = None
    name: str = ""
    rows: tuple[str, ...] = ()

    @property
    def read(self) -> tuple[str, ...]:
        """The facts that it read."""
        return keys_of(self.document.trace) if self.document else ()

    @property
    def prints(self) -> tuple[Print, ...]:
        """Every place where it shows a value or its time."""
        shown = self.document.prints if self.document else ()
        return tuple(p for p in shown if p.part not in TOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A workspace whatever its briefings print: every fact as an edition sees it, each binder.

    `found` is what is wrong with texts that no edition prints.
    """

    edition: Edition
    binders: tuple[Binder, ...] = ()
    found: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the rules look at: a briefing's drafts, one a language; all drafts for the workspace.

    `edition` is the view of the facts, `keys` the facts that count, and `briefing` is not set
    where the whole workspace is judged, with its `binders`. `idle` is the allowances that no
    finding needed, once all else is judged.
    """

    workspace: Workspace
    ledger: Ledger
    today: date
    edition: Edition | RecordingEdition
    keys: tuple[str, ...]
    drafts: tuple[Draft, ...]
    briefing: Briefing | None = None
    binders: tuple[Binder, ...] = ()
    idle: tuple[Allowance, ...] = ()

    @property
    def documents(self) -> Iterator[Document]:
        """The documents that could be filled."""
        return (draft.document for draft in self.drafts if draft.document)

    @property
    def views(self) -> Iterator[View]:
        """The facts that count, as the edition sees them."""
        return (self.edition[key] for key in self.keys)

    @property
    def printed(self) -> Iterator[tuple[Print, View]]:
        """Each fact whose value is shown, where that is first done."""
        first: dict[str, Print] = {}
        for draft in self.drafts:
            for shown in draft.prints:
                first.setdefault(shown.key, shown)
        return ((shown, self.edition[key]) for key, shown in first.items())


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: where, what, what to do, of which fact, and the most that it weighs."""

    place: Location | None
    message: str
    hint: str = ""
    fact: str = ""
    at_most: Severity = Severity.ERROR


def not_shown(allowance: Allowance, drafts: Iterable[Draft]) -> list[Scalar]:
    """The facts that an allowance names and that no page of some drafts shows."""
    shown = {p.key for draft in drafts for p in draft.prints if p.dated}
    return [key for key in allowance.fact if not any(fnmatchcase(each, key) for each in shown)]
