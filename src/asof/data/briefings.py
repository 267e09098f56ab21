"""Reads data/briefings/: one briefing a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from asof.briefing.definition import Briefing, row_keys
from asof.briefing.rows import Row, RowKey, Rows
from asof.data.facts import Facts
from asof.data.parts import Entry, FilePart, packed, part_of
from asof.data.reading import FILE, NAMES, Reading, hashed
from asof.data.rows import rows_of
from asof.diagnostics import Collector, Finding, error
from asof.ledger.patterns import KeySet
from asof.located import Mapping_, Scalar, check, parse_yaml

FOLDER = "data/briefings"
HINTS = 10  # so many rows of a key are told what was probably meant: looking for it takes time


def read_briefings(reading: Reading, facts: Facts, collect: Collector) -> dict[str, FilePart]:
    """The briefings by file, their blocks held against the facts; problems go to the collector."""
    known = {"facts": KeySet(facts.found, facts.told), "tags": facts.tags}
    parts = {}
    for name in reading.files.below(FOLDER, ".yaml"):
        part = reading.past.part(name, reading.now)
        part = part or collect.attempt(_part, name, reading, known)
        if part:
            parts[name] = part
    return parts


def _part(name: str, reading: Reading, known: dict[str, Any]) -> FilePart:
    """One briefing; raises AsofError with all that is wrong with it."""
    tree = parse_yaml(reading.files.read(name).text, name)
    collect = Collector()
    rows = _rows(tree, reading, collect)
    columns = rows.columns if rows is not None else () if "for_each" in tree else None
    context = known | {"languages": reading.workspace.languages, "columns": columns}
    checked: Any = collect.attempt(partial(check, Briefing, tree, **context))
    if rows is not None and checked:
        collect.add(*_held(checked, rows, known["facts"]))
    if checked and checked.allow:
        from asof.review import unknown_rules

        collect.add(*unknown_rules((a.rule, a.rule.place) for a in checked.allow))
    collect.close()
    briefing: Briefing = replace(checked, rows=rows or (), digest=hashed(tree))
    needs = reading.needs(f"{FILE} {name}", NAMES, *_tables(briefing))
    entry = Entry(briefing.name, briefing.digest, briefing.place)
    return part_of(needs, [entry], [(briefing.name, packed(briefing))])


def _tables(briefing: Briefing) -> list[str]:
    return [f"{FILE} data/{briefing.for_each}"] if briefing.for_each else []


def _rows(tree: Mapping_, reading: Reading, collect: Collector) -> Rows | None:
    """The rows of a briefing that has them."""
    named = tree.get("for_each")
    if not isinstance(named, Scalar):
        return None
    return collect.attempt(rows_of, reading.files, named, reading.workspace)


def _held(briefing: Briefing, rows: Rows, names: KeySet) -> Iterator[Finding]:
    """What the rows make of the keys that they fill in: a fact, or a pattern that some match."""
    for key in row_keys(briefing):
        lacking = [row for row in rows if key.of(row) not in names]
        if len(lacking) == len(rows) > 0:
            yield _none(key, lacking[0], names)
        else:
            yield from _some(key, lacking, names)


def _none(key: RowKey, row: Row, names: KeySet) -> Finding:
    """That no row makes a key a fact: the mistake is in the key."""
    told, hint = names.lacks(key.of(row))
    return error(key.place, f"row '{row.name}': {told}, and so for every row", hint)


def _some(key: RowKey, rows: list[Row], names: KeySet) -> Iterator[Finding]:
    """The rows that do not make a key a fact."""
    for n, row in enumerate(rows):
        told, hint = names.lacks(key.of(row), hint=n < HINTS)
        yield error(row.place, f"row '{row.name}': {told}", hint)
