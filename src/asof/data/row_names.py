"""What the rows of a wide table are called: there, in keys, and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from unicodedata import normalize

from asof.data.keys import allowed
from asof.data.schema import WideTable
from asof.data.sheets import FaultyCell
from asof.data.tables import RowName
from asof.diagnostics import AsofError, Finding, Location, error, meant
from asof.located import TableRow
from asof.text import NAME, Text, key_for, plain_text

NO_LETTERS = re.compile("[^a-z0-9]+")


def plain_name(cell: str) -> str:
    """What a row or a column is called, however its words are spaced or cut into lines."""
    return " ".join(cell.split())


class RowNames:
    """The rows of all files of a wide table: declared ones, or else whatever they are called."""

    def __init__(self, wide: WideTable) -> None:
        self.wide = wide
        declared = (wide.rows or {}).items()
        self.rows = {plain_name(row.named): key for key, row in declared if row.named}
        self.totals = frozenset(key for key, row in declared if row.named and row.total)
        self.sums = frozenset(key for key, row in declared if not row.named)
        self.seen: dict[tuple[str, str], Location] = {}

    def key(self, row: TableRow, at: int) -> str | None:
        """The key of a row; nothing for one that is declared to be left out. Raises AsofError."""
        if self.wide.row is None:
            return ""
        cell, place = row.cell(at), row.place(at)
        if isinstance(cell, FaultyCell):
            raise AsofError(error(place, cell.message, cell.hint))
        name = plain_name(cell)
        begins = name or plain_name(next(filter(None, row.cells), ""))  # as a line below a table
        if any(fnmatchcase(begins, plain_name(each)) for each in self.wide.skip):
            return None
        if not name:
            raise AsofError(error(place, "this row has no name", "name it, or delete it"))
        if name not in self.rows:
            self.rows[name] = self._made_up(name, place)
        return self.rows[name]

    def _made_up(self, name: str, place: Location) -> str:
        """The key of a row that is not declared; raises AsofError where all are."""
        if self.wide.rows is not None:
            hint = meant(name, self.rows) or "add it to 'rows', or to 'skip'"
            raise AsofError(error(place, f"no row '{name}' is declared", hint))
        plain = normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
        key = NO_LETTERS.sub("_", plain).strip("_")
        allowed([key], place)
        other = next((known for known, theirs in self.rows.items() if theirs == key), None)
        if other:
            told = f"the rows '{other}' and '{name}' would both have the key '{key}'"
            raise AsofError(error(place, told, "declare them in 'rows'"))
        return key

    def doubled(self, rows: Iterable[tuple[str, str, Location]]) -> Iterator[Finding]:
        """Rows of one key and one day: in one file each, and a file that repeats another once."""
        told: set[str] = set()
        for key, on, place in rows:
            first = self.seen.setdefault((key, on), place)
            if first is not place and not (first.path != place.path and first.path in told):
                told.add(first.path)
                what = f"a row '{key}'" if key else "a row"
                hint = f"keep one of them, or of their files: the other is {first}"
                yield error(place, f"{what} for {on} stands here again", hint)

    def missing(self, path: str, rows: Iterable[tuple[str, str]]) -> Iterator[Finding]:
        """Declared rows that a file lacks for a day that it is of."""
        found: dict[str, set[str]] = {}
        for key, on in rows:
            found.setdefault(on, set()).add(key)
        for on, keys in found.items():
            for key, row in (self.wide.rows or {}).items():
                if row.named and key not in keys:
                    told = f"no row '{row.named}' for {on}"
                    yield error(Location(path, 1, 1), told, "add it, or take it out of 'rows'")

    def labels(self, languages: Iterable[str]) -> dict[str, RowName]:
        """What each row is called in each language, and the forms of that."""
        languages = tuple(languages)
        labels = {key: self._label(name, key) for name, key in self.rows.items()}
        labels |= {key: self._label(key, key) for key in sorted(self.sums)}
        return {
            key: {
                tag: {NAME: words, **label.forms_in(tag)}
                for tag in languages
                if (words := label.in_(tag))
            }
            for key, label in labels.items()
        }

    def untranslated(self, languages: Iterable[str]) -> Iterator[Finding]:
        """The labels that lack a language of the workspace."""
        for label in (row.label for row in (self.wide.rows or {}).values() if row.label):
            without = (tag for tag in languages if label.get(tag) is None)
            for key in dict.fromkeys(key_for(tag, label.by) for tag in without):
                hint = f"add {key}: …"
                yield error(label.place, f"no text for '{key}'", hint, "missing-translation")

    def two_totals(self) -> Iterator[Finding]:
        """Sums of ours beside another total, which would be in them."""
        declared = (self.wide.rows or {}).items()
        totals = [key for key, row in declared if row.total]
        for key, row in declared:
            if key in self.sums and len(totals) > 1:
                other = next(each for each in totals if each != key)
                told = f"'{key}' is the sum of the rows, and '{other}' their total"
                yield error(row.place, told, "keep one")

    def _label(self, name: str, key: str) -> Text:
        declared = (self.wide.rows or {}).get(key)
        return declared.label if declared and declared.label else plain_text(name)
