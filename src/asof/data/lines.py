"""The lines of a table as observations, fast.

A line that says nothing unusual is read here: its cells by the readers that the fields of an
observation name, its rules by `observation`, and what came of a cell is remembered, because cells
repeat. Any other line is left to the exact way, which says what is wrong with it. A fact of a table
is kept as its lines and read again when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from asof.data.cells import cell_scalar, cells_of, located, starts_of
from asof.data.cited import SourceIndex
from asof.data.observations import observation
from asof.data.schema import ObservationEntry
from asof.data.tables import COLUMNS
from asof.data.values import WORDED, value_of
from asof.diagnostics import AsofError, Location
from asof.ledger import Citation, Fact, Observation, Period, Source, Status, Value, ValueKind
from asof.located import Scalar, readers
from asof.text import Text

MOST = 4096  # so many values are remembered
READERS = readers(ObservationEntry)
Make = Callable[[str, "Lines"], Fact]


class Lines(NamedTuple):
    """A fact of a table as it is kept: what it shares with others, and its lines."""

    shared: str
    kind: ValueKind
    numbers: tuple[int, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What the facts of a table share: all but their keys, their kinds and their lines."""

    fact: Fact
    header: tuple[str, ...]
    path: str
    wanted: ValueKind | None

    def maker(self, sources: Mapping[str, Source]) -> Make:
        """What makes a fact of its key and its lines."""
        reader = LineReader(self, SourceIndex(sources))

        def made(key: str, lines: Lines) -> Fact:
            told = zip(lines.numbers, lines.texts, strict=True)
            found = (reader.read(n, text, reader.cells(text)) for n, text in told)
            observations = tuple(o for o in found if o)
            return replace(self.fact, key=key, kind=lines.kind, observations=observations)

        return made


class LineReader:
    """Reads the lines of one table, and remembers what it has learnt of their cells."""

    def __init__(self, table: Shared, sources: SourceIndex) -> None:
        self.header, self.path, self.wanted = table.header, table.path, table.wanted
        self.sources = sources
        self.width = len(self.header)
        at = {name: n for n, name in enumerate(self.header)}
        self.plain = len(at) == self.width
        self.pick = itemgetter(*(at.get(name, self.width) for name in COLUMNS))
        self.worded = self.wanted in WORDED
        self.values: dict[str, Value] = {}
        self.times: dict[tuple[str, ...], Period] = {}
        self.reports: dict[tuple[str, str], date] = {}
        self.cited: dict[str, tuple[Citation, ...]] = {}
        self.statuses: dict[str, Status | None] = {"": None}

    def cells(self, line: str) -> list[str]:
        """The cells of a line, one for each column at least, and an empty one behind them."""
        cells = cells_of(line)
        return cells + [""] * max(1, self.width + 1 - len(cells))

    def read(self, number: int, line: str, cells: Sequence[str]) -> Observation | None:
        """The observation of a line, or nothing where it asks for a closer look."""
        if not self.plain or len(cells) > self.width + 1:
            return None
        _, written, on, start, until, source, reported, by, status, note = self.pick(cells)
        time = (on, start, until) if on or start else (until, source)
        report = (reported, "" if reported else source)
        true, day, cited = self.times.get(time), self.reports.get(report), self.cited.get(source)
        if true is None or day is None or cited is None or status not in self.statuses:
            return self._learn(number, line, (time, report, source, status))
        value = self.values.get(written) or self._value(written, (number, line))
        if value is None:
            return None
        return Observation(
            value=value,
            true=true,
            reported=day,
            citations=cited,
            written=written,
            by=self._text("by", (number, line)) if by else None,
            status=self.statuses[status],
            note=self._text("note", (number, line)) if note else None,
            place=Location(self.path, number, 1),
        )

    def _learn(self, number: int, line: str, cells: tuple[Any, ...]) -> Observation | None:
        """The observation of a line with cells that are new: what came of them is remembered."""
        made = self._whole(number, line)
        if made:
            time, report, source, status = cells
            self.times[time], self.reports[report] = made.true, made.reported
            self.cited[source], self.statuses[status] = made.citations, made.status
        return made

    def _value(self, written: str, line: tuple[int, str]) -> Value | None:
        """The value that a cell says, remembered where it is no words at a place."""
        if self.worded:
            return value_of(self._cell("value", line), self.wanted) if written else None
        value = value_of(cell_scalar(written, Location(self.path)), self.wanted)
        if value is not None:
            self.values[written] = value
        if len(self.values) > MOST:
            self.values.clear()
        return value

    def _text(self, name: str, line: tuple[int, str]) -> Text:
        """The words of a cell."""
        text: Text = READERS[name].read(self._cell(name, line))
        return text

    def _cell(self, name: str, line: tuple[int, str]) -> Scalar:
        """A cell at its place."""
        number, words = line
        at = self.header.index(name)
        place = Location(self.path, number, starts_of(words)[at])
        return cell_scalar(cells_of(words)[at], place)

    def _whole(self, number: int, line: str) -> Observation | None:
        """The observation of a line, every cell of it read by the reader of its field."""
        place = Location(self.path, number, 1)
        typed = zip(self.header, located(line, place), strict=False)
        given = {name: cell for name, cell in typed if cell and name != "key"}
        try:
            read = {READERS[n].field: READERS[n].read(cell) for n, cell in given.items()}
            at = {name: cell.place for name, cell in given.items()}
            entry = ObservationEntry(**read, place=place, values_at=at)
            return observation(entry, self.wanted, self.sources) if "value" in given else None
        except (AsofError, ValueError, TypeError):  # what it is, the exact way says
            return None
