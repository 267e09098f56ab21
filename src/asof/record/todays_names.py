"""A record of an edition by the names that its briefing, facts and sources have today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from asof.ledger.former_names import FormerNames
from asof.record.print_row import LineBehind, PrintRow, print_rows


def in_todays_names(record: Mapping[str, Any], names: FormerNames) -> Mapping[str, Any]:
    """A record as it would be had nothing been renamed since; else what it says stays as it is."""
    if not names:
        return record
    return {
        **record,
        "briefing": names.briefing(record["briefing"]),
        "facts": _named(record["facts"], names),
        **{name: _named(record[name], names) for name in ("changes",) if name in record},
        "prints": [_row(row, names) for row in print_rows(record)],
        "sources": [told | {"id": names.citation(told["id"])} for told in record["sources"]],
    }


def _named(told: Any, names: FormerNames) -> Any:
    """A fact in a record, with all that stands within it: its lines, its parts and their lines."""
    if isinstance(told, list):
        return [_named(each, names) for each in told]
    if not isinstance(told, Mapping):
        return told
    return {field: _field(field, value, names) for field, value in told.items()}


def _field(field: str, value: Any, names: FormerNames) -> Any:
    """What a field says: some fields are names, or hold names."""
    if field == "key":
        return names.key(value)
    if field == "source":
        return _cited(value, names)
    if field == "missing":
        return [[names.key(key), day] for key, day in value]
    return _named(value, names)


def _row(row: PrintRow, names: FormerNames) -> PrintRow:
    behind = (LineBehind(b.place, tuple(_cited(b.sources, names))) for b in row.behind)
    return row._replace(key=names.key(row.key), behind=tuple(behind))


def _cited(cited: Iterable[str], names: FormerNames) -> list[str]:
    return [names.citation(each) for each in cited]
