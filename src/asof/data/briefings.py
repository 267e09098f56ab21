"""Reads data/briefings/: one briefing a file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from asof.briefing.definition import Briefing, nodes, row_keys
from asof.briefing.points import DatedPart
from asof.briefing.rows import Columns, Row, RowKey, Rows
from asof.cache import decode, encode
from asof.data import editions
from asof.data.facts import Facts
from asof.data.parts import Entry, FilePart, Former
from asof.data.reading import FILE, NAMES, Reading, hashed
from asof.data.rows import rows_of
from asof.diagnostics import Collector, Finding, error
from asof.ledger.patterns import KeySet
from asof.located import (
    Mapping_,
    Scalar,
    Sequence_,
    TableRow,
    check,
    plain_tree,
    tree_of_plain,
)

FOLDER = "data/briefings"
HINTS = 10  # so many rows of a key are told what was probably meant: looking for it takes time


@dataclass(frozen=True, slots=True)
class KeptBriefing:
    """A briefing as the store has it: its tree, and the rows of its table where it has one.

    `editions` is its lines of the table of editions, where its numbers stand there.
    """

    tree: Any
    table: str = ""
    columns: Columns | None = None
    rows: tuple[TableRow, ...] = ()
    editions: Any = None


def read_briefings(reading: Reading, facts: Facts, collect: Collector) -> dict[str, FilePart]:
    """The briefings by file, their blocks held against the facts; problems go to the collector."""
    known = {"facts": KeySet(facts.found, facts.told, facts.former), "tags": facts.tags}
    parts = {}
    for name in reading.files.below(FOLDER, ".yaml"):
        part = reading.part(name) or collect.attempt(read_briefing, name, reading, known)
        if part:
            parts[name] = part
    collect.attempt(_without_series, reading, parts)
    return parts


def _without_series(reading: Reading, parts: Mapping[str, FilePart]) -> None:
    """Refuse lines of the table of editions that no briefing prints; raises AsofError."""
    collect = Collector()
    names = (posixpath.basename(name) for name in reading.files.below(FOLDER, ".yaml"))
    asked = {posixpath.splitext(name)[0]: True for name in names}  # one that is wrong is told of
    for part in parts.values():
        asked |= {e.key: f"{FILE} {editions.NAME}" in part.needs for e in part.entries}
    collect.add(*editions.without_series(reading, asked))
    collect.close()


def read_briefing(name: str, reading: Reading, known: dict[str, Any]) -> FilePart:
    """One briefing; raises AsofError with all that is wrong with it.

    `known` are the facts and the tags that it is held against.
    """
    tree = reading.tree(name)
    collect = Collector()
    rows = _rows(tree, reading, collect)
    columns = rows.columns if rows is not None else () if "for_each" in tree else None
    checked = collect.attempt(partial(_checked, tree, columns, reading, **known))
    if checked and rows is not None:
        collect.add(*_held(checked, rows, known["facts"]))
    if checked:
        collect.add(*_reversed(checked))
    if checked and checked.allow:
        from asof.review import unknown_rules

        collect.add(*unknown_rules((a.rule, a.rule.place) for a in checked.allow))
    lines = collect.attempt(_numbered, checked, reading) if checked else None
    collect.close()
    assert checked
    tables = [rows.path] if rows is not None else []
    tables += [editions.NAME] if lines is not None else []
    needs = reading.needs([NAMES, *(f"{FILE} {table}" for table in tables)])
    former = tuple(Former(name, name.place) for name in checked.formerly)
    entry = Entry(checked.name, hashed(tree), checked.place, formerly=former)
    kept = replace(_kept(tree, rows), editions=plain_tree(lines))
    part = FilePart(needs, [entry], {checked.name: encode(kept)})
    reading.fresh[name] = part
    return part


def _checked(tree: Mapping_, columns: Columns | None, reading: Reading, **known: Any) -> Briefing:
    """A briefing without its rows; raises AsofError."""
    return check(Briefing, tree, **reading.workspace.surroundings, columns=columns, **known)


def _numbered(briefing: Briefing, reading: Reading) -> Sequence_ | None:
    """The lines of the table of editions that number a briefing; raises AsofError."""
    series, collect = briefing.series, Collector()
    if series is None:
        return None
    if series.in_table:
        lines = editions.table_lines(briefing.name, series, reading)
        editions.edition_lines(lines, reading)
        return lines
    collect.add(*editions.held(series))
    collect.close()
    return None


def _reversed(briefing: Briefing) -> Iterator[Finding]:
    """What would never print, as its days are in the wrong order."""
    for part in (n for n in nodes(briefing) if isinstance(n, DatedPart)):
        if part.start and part.until and part.until.last < part.start.first:
            told = f"until {part.until.text} is before from {part.start.text}"
            yield error(part.at("until"), told, "exchange them")


def _kept(tree: Mapping_, rows: Rows | None) -> KeptBriefing:
    if rows is None:
        return KeptBriefing(plain_tree(tree))
    return KeptBriefing(plain_tree(tree), rows.path, rows.columns, rows.found)


def briefing_of(name: str, part: FilePart, reading: Reading) -> Briefing:
    """The briefing that a part holds."""
    (entry,) = part.entries
    kept = decode(KeptBriefing, part.trees[entry.key])
    assert kept  # it was kept by this program, which the key of the store tells
    briefing = _checked(tree_of_plain(kept.tree, name), kept.columns, reading)
    rows = () if kept.columns is None else Rows(kept.table, kept.columns, kept.rows)
    briefing = replace(briefing, rows=rows, digest=entry.digest)
    if not kept.editions or not briefing.series:
        return briefing
    lines = editions.edition_lines(tree_of_plain(kept.editions, editions.NAME), reading)
    return replace(briefing, series=replace(briefing.series, lines=lines))


def _rows(tree: Mapping_, reading: Reading, collect: Collector) -> Rows | None:
    """The rows of a briefing that has them."""
    named = tree.get("for_each")
    if not isinstance(named, Scalar):
        return None
    return collect.attempt(rows_of, reading.files, named, reading.workspace)


def _held(briefing: Briefing, rows: Rows, names: KeySet) -> Iterator[Finding]:
    """What the rows make of the keys that they fill in: a fact, or a pattern that some match."""
    for key in row_keys(briefing):
        lacking = [row for row in rows if key.known_by(row) not in names]
        if len(lacking) == len(rows) > 0:
            yield _none(key, lacking[0], names)
        else:
            yield from _some(key, lacking, names)


def _none(key: RowKey, row: Row, names: KeySet) -> Finding:
    """That no row makes a key a fact: the mistake is in the key."""
    told, hint = names.lacks(key.known_by(row))
    return error(key.place, f"row '{row.name}': {told}, and so for every row", hint)


def _some(key: RowKey, rows: list[Row], names: KeySet) -> Iterator[Finding]:
    """The rows that do not make a key a fact."""
    for n, row in enumerate(rows):
        told, hint = names.lacks(key.known_by(row), hint=n < HINTS)
        yield error(row.place, f"row '{row.name}': {told}", hint)
