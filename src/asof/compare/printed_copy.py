"""Copies of editions: a PDF or a record that somebody holds, or an edition filled but not set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from asof import output, pdf
from asof.build import filled_document
from asof.diagnostics import AsofError, Location, error
from asof.jobs import Job
from asof.ledger import Ledger
from asof.record.print_row import PrintRow, print_rows
from asof.record.strict_json import parse_json
from asof.workspace import Workspace

SPOILT = (AttributeError, LookupError, TypeError, ValueError)  # what a record that is none raises
NEEDED = ("briefing", "as_of", "known", "lang", "facts", "prints", "sources")


@dataclass(frozen=True, slots=True)
class Copy:
    """An edition as its record tells it, and what to call it."""

    name: str
    record: Mapping[str, Any]

    @property
    def briefing(self) -> str:
        """The name of its briefing."""
        return str(self.record["briefing"])

    @property
    def day(self) -> date:
        """The day that it is of."""
        return date.fromisoformat(self.record["as_of"])

    @property
    def known(self) -> date:
        """The day up to which reports counted."""
        return date.fromisoformat(self.record["known"])

    def tag(self, workspace: Workspace) -> str:
        """The tag of its language in a workspace."""
        lang = str(self.record["lang"])
        found = workspace.language_called(lang)
        if found is None:
            told = f"is in '{lang}', which is no language of this workspace"
            raise AsofError(error(Location(self.name), told))
        return found


def is_copy(words: str) -> bool:
    """Whether what was typed names a file, and not a day, a fact or a briefing."""
    return words.lower().endswith((".pdf", ".json"))


def copy_of(path: Path) -> Copy:
    """The copy in a file: a PDF that carries its record or has it beside it, or a record.

    Raises AsofError where it is none.
    """
    try:
        raw = _attached(path) if path.suffix.lower() == ".pdf" else _loaded(path)
    except ValueError:
        raw = None
    record = raw.get("edition", raw) if isinstance(raw, dict) else None
    if not isinstance(record, dict) or any(name not in record for name in NEEDED):
        told, hint = "carries no record of an edition", "name a PDF that asof printed, or its .json"
        raise AsofError(error(Location(str(path.absolute())), told, hint))
    return Copy(str(path), record)


def _attached(path: Path) -> Any:
    beside = path.with_suffix(".json")
    return pdf.attached(path) or (_loaded(beside) if beside.is_file() else None)


def _loaded(path: Path) -> Any:
    return parse_json(path.read_bytes())


def filled_copy(ledger: Ledger, job: Job) -> Copy:
    """The copy that an edition would be, with the pages of the one in build/ where it is the same.

    Raises RenderError.
    """
    edition = job.edition(ledger)
    document = filled_document(edition, job)
    record = job.described(0) | output.record_of(document, edition, {})
    return Copy(job.briefing.name, record | {"prints": _paged(print_rows(record), job)})


def _paged(rows: tuple[PrintRow, ...], job: Job) -> tuple[PrintRow, ...]:
    """Rows of prints with the pages of the built edition, where that prints the same."""
    try:
        built = print_rows(_loaded(job.path.with_suffix(".json")))
    except (OSError, *SPOILT):
        return rows
    if [row.shown for row in built] != [row.shown for row in rows]:
        return rows
    return tuple(row._replace(page=b.page) for row, b in zip(rows, built, strict=True))
