"""One place where an edition shows a fact, as a row of its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class LineBehind(NamedTuple):
    """A line of the ledger that a print shows: its place, and its sources."""

    place: str
    sources: tuple[str, ...]


class PrintRow(NamedTuple):
    """What a page shows of a fact, on which page, asked for where, and the lines behind it.

    In JSON it is a list in this order; what is identified by a code has its first three alone.
    """

    key: str
    part: str
    text: str
    page: int | None = None
    place: str = ""
    behind: tuple[LineBehind, ...] = ()

    @property
    def shown(self) -> tuple[str, str, str]:
        """What is shown, wherever it stands."""
        return (self.key, self.part, self.text)


def print_rows(record: Mapping[str, Any]) -> tuple[PrintRow, ...]:
    """The rows of a record; raises KeyError, TypeError or ValueError where it is none of ours."""
    rows = (PrintRow(*row) for row in record["prints"])
    return tuple(row._replace(behind=tuple(map(_line, row.behind))) for row in rows)


def _line(behind: Iterable[Any]) -> LineBehind:
    place, sources = behind
    return LineBehind(place, tuple(sources))
