"""A record of an edition by the names that its briefing, facts and sources have today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from asof.ledger.former_names import FormerNames
from asof.record.print_row import LineBehind, PrintRow, print_rows

LINES = ("chosen", "history", "claims", "observations")  # the parts of a fact that cite sources


def in_todays_names(record: Mapping[str, Any], names: FormerNames) -> Mapping[str, Any]:
    """A record as it would be had nothing been renamed since; else what it says stays as it is."""
    if not names:
        return record
    return {
        **record,
        "briefing": names.briefing(record["briefing"]),
        "facts": [_fact(told, names) for told in record["facts"]],
        "prints": [_row(row, names) for row in print_rows(record)],
        "sources": [told | {"id": names.citation(told["id"])} for told in record["sources"]],
    }


def _fact(told: Mapping[str, Any], names: FormerNames) -> dict[str, Any]:
    """The record of a fact, and of the parts of one that is derived."""
    lines = {name: [_line(o, names) for o in told[name]] for name in LINES if name in told}
    parts = [_fact(part, names) for part in told.get("parts", ())]
    renamed = {**told, **lines, "key": names.key(told["key"])}
    return renamed | ({"parts": parts} if "parts" in told else {})


def _line(told: Mapping[str, Any], names: FormerNames) -> dict[str, Any]:
    return {**told, "source": _cited(told["source"], names)}


def _row(row: PrintRow, names: FormerNames) -> PrintRow:
    behind = (LineBehind(b.place, tuple(_cited(b.sources, names))) for b in row.behind)
    return row._replace(key=names.key(row.key), behind=tuple(behind))


def _cited(cited: Iterable[str], names: FormerNames) -> list[str]:
    return [names.citation(each) for each in cited]
