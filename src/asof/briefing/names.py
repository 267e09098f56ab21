"""The names of documents, which their files get: no two have one, in whatever folder or row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from asof.briefing.definition import Briefing
from asof.diagnostics import AsofError, Finding, Location, error

HINT = "give one another name: it is that of the output"
Document = tuple[str, str, Location]  # its name, what it is, and where that is said


def repeated_files(names: Iterable[str]) -> Iterator[Finding]:
    """Files of briefings that have the name of another, in another folder or in other letters."""
    documents = ((PurePosixPath(n).stem, f"briefing {n}", Location(n)) for n in names)
    return _repeated(documents)


def refuse_repeated(briefings: Iterable[Briefing]) -> None:
    """Raise AsofError for the documents of briefings and of rows that have the name of another."""
    found = tuple(_repeated(document for each in briefings for document in _documents(each)))
    if found:
        raise AsofError(*found)


def _documents(briefing: Briefing) -> Iterator[Document]:
    name = briefing.name
    if not briefing.for_each:
        yield name, f"briefing '{name}'", briefing.place
    for row in briefing.rows:
        yield f"{name}-{row.name}", f"row '{row.name}' of briefing '{name}'", row.place


def _repeated(documents: Iterable[Document]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name, what, place in documents:
        before = first.setdefault(name.casefold(), what)
        if before != what:
            yield error(place, f"{what} and {before} have one name, '{name}'", HINT)
