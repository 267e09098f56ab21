"""A fact as its entry outlines it, and the observations that it is filled with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from asof.cache import decode, encode
from asof.data.cited import SourceIndex
from asof.data.former import former_keys, former_words
from asof.data.observations import observation
from asof.data.parts import Former
from asof.data.row_formulas import ROW, formula_of_row
from asof.data.row_reader import RowReader
from asof.data.schema import FactEntry
from asof.data.tables import SAID, Table, cells_of, header_of, label_columns
from asof.data.values import infer
from asof.diagnostics import AsofError, Location, error
from asof.language import Languages, language
from asof.ledger import (
    Fact,
    Formula,
    FormulaError,
    Frequency,
    Observation,
    SeriesBreak,
    ValueKind,
    Wording,
    formula,
)
from asof.located import (
    Mapping_,
    Scalar,
    TableRow,
    canonical_text,
    check,
    plain_tree,
    tree_of_plain,
)
from asof.text import NAME, Text, scalar
from asof.workspace import Workspace

WAYS = ("observations", "table", "derived")  # in which a fact gets its values
BESIDE = ("observations", "table", "formerly")  # what an entry says elsewhere, or of its names


@dataclass(frozen=True, slots=True)
class KeptOutline:
    """An outline as the store has it: its tree, and the table that it names with its columns."""

    key: str
    path: str
    tree: Any
    table: str = ""
    columns: tuple[str, ...] = ()
    names: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    totals: frozenset[str] = frozenset()
    sums: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outline:
    """A fact as its entry outlines it: everything but its observations."""

    fact: Fact
    entry: FactEntry
    fields: Mapping_
    table: Table | None = None
    spoken: Languages | None = None

    @property
    def wanted(self) -> ValueKind | None:
        """What its values are to be read as."""
        return ValueKind.MONEY if self.fact.currency else self.entry.type

    @property
    def kept(self) -> bytes:
        """The outline as the store has it."""
        path, tree = self.fields.place.path, plain_tree(self.fields)
        if self.table is None:
            return encode(KeptOutline(self.fact.key, path, tree))
        columns = tuple(map(str, self.table.header))
        names = {
            key: {tag: dict(forms) for tag, forms in by.items()}
            for key, by in self.table.names.items()
        }
        rows = (names, self.table.totals, self.table.sums)
        return encode(KeptOutline(self.fact.key, path, tree, self.table.path, columns, *rows))

    def reader(self, sources: SourceIndex, workspace: Workspace) -> Callable[[Any], Observation]:
        """What reads one of its lines as an observation; it raises AsofError."""
        if self.table is not None:
            read = RowReader(self.table, self.wanted, sources, workspace.surroundings).observation
            return read if self.entry.table else lambda row: remarked_by_source(read(row))
        return lambda entry: observation(entry, self.wanted, sources, workspace.spoken)

    def lines(self, rows: Sequence[TableRow]) -> Sequence[Any]:
        """What its observations are read from: rows of its table, or its own entries."""
        return rows if self.table is not None else self.entry.observations or ()

    def said(self, key: str, rows: Iterable[TableRow]) -> Iterable[str]:
        """What the lines of a fact say, whatever the order of their fields, and its table of it."""
        if self.table is None:
            return (canonical_text(each) for each in self.fields.get("observations") or ())
        header = self.table.header
        blank = ("",) * (len(header) + 1)
        names = (*SAID, *label_columns(self.table))
        order = [header.index(n) if n in header else len(header) for n in names]
        pick = itemgetter(*order)
        row = key.rpartition(".")[2]
        named, total = self.table.names.get(row), row in self.table.totals | self.table.sums
        lines = ["\x1e".join(pick(row.cells + blank)) for row in rows]
        return [*lines, canonical_text([named, total])] if named else lines

    @property
    def own(self) -> str:
        """What it says itself, in one form."""
        told = {name: value for name, value in self.fields.items() if name not in BESIDE}
        return canonical_text(told | {"review_in": self.fact.review_in.text})

    def formerly(self, key: str, rows: Sequence[TableRow]) -> tuple[Former, ...]:
        """What a fact of the entry was called, by the entry and by the rows of its table."""
        above, rest = former_keys(self.entry.formerly), key.removeprefix(self.fact.key)
        cells = cells_of(self.table, "formerly", rows) if self.table and rest else ()
        words = [former for cell in cells for former in former_words(cell)]
        starts = (self.fact.key, *(name for name, _ in above))
        return (
            *(Former(f"{name}{rest}", place) for name, place in above),
            *(Former(f"{start}.{word}", place) for start in starts for word, place in words),
        )

    def holds(self, key: str) -> bool:
        """Whether a row of its table is a fact: parts of a hundred have no sum of ours."""
        ours = self.table is not None and key.rpartition(".")[2] in self.table.sums
        return not ours or bool(self.fact.derived) or not self.fact.measure.part_of_hundred

    def fact_of(self, key: str, read: Sequence[Observation], rows: Sequence[TableRow]) -> Fact:
        """The fact of a key, filled."""
        kind = infer(self.entry.type, self.fact.currency, read)
        named = self._row_name(key)
        called: dict[str, Any] = {"label": self._label(rows) or self.fact.label}
        if named:
            called = {"label": self._joined(named), "what": self.fact.label, "where": named}
        row = key.rpartition(".")[2]
        called |= {
            name: formula_of_row(getattr(self.fact, name), row) for name in ("derived", "equals")
        }
        filled = replace(self.fact, key=key, kind=kind, observations=tuple(read), **called)
        if self.table is None or row not in self.table.totals | self.table.sums:
            return filled
        if filled.derived or filled.measure.part_of_hundred:  # nobody adds those up
            return replace(filled, total=True)
        if row in self.table.sums:
            ours = replace(self._sum, place=self.fact.place)
            return replace(filled, total=True, derived=ours, equals=None)
        return replace(filled, total=True, equals=self._sum)

    @property
    def _sum(self) -> Formula:
        """What a total of its table comes to; a formula leaves out the fact that it is of."""
        return formula(f"sum({self.fact.key}.*)")

    def _row_name(self, key: str) -> Text | None:
        """What the row of a fact is called, where a wide table names it."""
        named = self.table.names.get(key.rpartition(".")[2]) if self.table else None
        place = self.fact.label.place
        told = {
            tag: {form: scalar(words, place) for form, words in forms.items()}
            for tag, forms in (named or {}).items()
        }
        by = {tag: forms.pop(NAME) for tag, forms in told.items()}
        return Text(by, place, forms=told) if told else None

    def _joined(self, row: Text) -> Text:
        """What a fact is called by its column and its row, in the languages that have both."""
        told = {
            tag: language(tag, self.spoken).word("labelled", label=what, value=words)
            for tag, words in row.by.items()
            if (what := self.fact.label.get(tag))
        }
        return Text({tag: scalar(words, row.place) for tag, words in told.items()}, row.place)

    def _label(self, rows: Sequence[TableRow]) -> Text | None:
        """What the rows of a table call a fact; nothing where they leave that to its entry."""
        if self.table is None:
            return None
        cells = {
            str(column).removeprefix("label").removeprefix("."): _last_of(column, self.table, rows)
            for column in label_columns(self.table)
        }
        given = {tag: cell for tag, cell in cells.items() if cell}
        return Text(given, next(iter(given.values())).place) if given else None


def remarked_by_source(o: Observation) -> Observation:
    """An observation of an office's own table, whose remark is in the language of its source."""
    own = o.citations[0].source.language
    return replace(o, note=replace(o.note, spoken=own)) if o.note and own else o


def _last_of(column: str, table: Table, rows: Sequence[TableRow]) -> Scalar | None:
    """The last that rows say in a column."""
    return next(iter([*cells_of(table, column, rows)][::-1]), None)


def outline_of(
    key: str, fields: Mapping_, workspace: Workspace, table: Table | None = None
) -> Outline:
    """The outline of a fact, whose own table is yet to be read; raises AsofError."""
    entry = check(FactEntry, fields, **workspace.surroundings)
    _one_way(entry, fields.head, filled=table is not None)
    _reported(entry)
    _spoken(entry)
    bare = _bare(key, entry, workspace, fields.head)
    return Outline(bare, entry, fields, table, workspace.spoken)


def outline_again(content: bytes, workspace: Workspace) -> Outline:
    """The outline that was kept."""
    kept = decode(KeptOutline, content)
    assert kept  # it was kept by this program, which the key of the store tells
    header = header_of(TableRow(kept.table, 1, kept.columns)) if kept.table else ()
    rows = (kept.names, kept.totals, kept.sums)
    table = Table(kept.table, header, (), *rows) if kept.table else None
    fields = tree_of_plain(kept.tree, kept.path)
    outline = outline_of(kept.key, fields, workspace, None if "table" in fields else table)
    return replace(outline, table=table)


def _one_way(entry: FactEntry, place: Location, *, filled: bool) -> None:
    """A fact gets its values in one way: its own, or by a table of its file."""
    given = [n for n in WAYS if getattr(entry, n) is not None]
    if given and filled and ROW not in (entry.derived or ""):
        told = f"a table of this file fills this fact, and it has {given[0]}"
        raise AsofError(error(entry.at(given[0]), told, "keep one"))
    if not given and not filled:
        told = "no values: a fact has observations, a table or a derived formula"
        raise AsofError(error(place, told, "add 'observations'"))
    if len(given) > 1:
        told = f"a fact gets its values in one way, this one has {' and '.join(given)}"
        raise AsofError(error(entry.at(given[1]), told, "keep one"))


def _reported(entry: FactEntry) -> None:
    """Reports are expected of what is reported, and goes on."""
    if entry.expected and entry.derived is not None:
        told = "a derived fact is not reported: its parts are"
        raise AsofError(error(entry.at("expected"), told, "give its parts an 'expected'"))
    if entry.expected and entry.fixed:
        told = "no report is expected of a fact that is 'fixed'"
        raise AsofError(error(entry.at("expected"), told, "keep one of the two"))


def _spoken(entry: FactEntry) -> None:
    """Only what somebody says is in words of his own, or in others."""
    if entry.words and entry.type is not ValueKind.STATEMENT:
        told = "only a statement is verbatim or reported"
        raise AsofError(error(entry.at("words"), told, "add 'type: statement', or take it out"))


def _bare(key: str, entry: FactEntry, workspace: Workspace, place: Location) -> Fact:
    """A fact without its observations yet; one that is reviewed every day is expected every day."""
    review_in = entry.review_in or workspace.review_in
    daily = Frequency.DAILY if (review_in.months, review_in.days) <= (0, 1) else None
    return Fact(
        key=key,
        label=entry.label,
        kind=infer(entry.type, entry.currency, ()),
        review_in=review_in,
        expected=entry.expected or daily,
        counts=entry.counts,
        unit=entry.unit,
        currency=entry.currency,
        fixed=entry.fixed,
        cumulative=entry.cumulative,
        words=entry.words or Wording.REPORTED,
        tags=tuple(str(t) for t in entry.tags),
        owner=entry.owner,
        equals=_formula(entry.equals, workspace.config.limits.formula_terms),
        derived=_formula(entry.derived, workspace.config.limits.formula_terms),
        breaks=tuple(SeriesBreak(each.on, each.reason) for each in entry.breaks),
        place=place,
    )


def _formula(text: Scalar | None, most: int) -> Formula | None:
    if text is None:
        return None
    try:
        formula(text.replace(ROW, "row"), text.place, most)
        return Formula(str(text), text.place)
    except FormulaError as problem:
        raise AsofError(error(text.place, str(problem), problem.hint)) from None
