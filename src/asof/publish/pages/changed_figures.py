"""What changed between two editions of a document, from their records alone.

A figure that only one of them prints is told as such: what the other would have said of it only the
ledger knows, and a site tells nothing that no public edition does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from asof.compare.differences import read_in
from asof.language import Language, with_capital
from asof.ledger.changes import Change, between
from asof.ledger.printing import text_in, told_value, why_changed
from asof.ledger.rules_of_time import Standing, View
from asof.ledger.source_line import source_line
from asof.publish.site import Record
from asof.record.edition_record import Paper, dated_in, sources_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """A figure that reads otherwise: both values, why, and who says so by now."""

    key: str
    label: str
    was: str
    now: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What is other in an edition than in the one before it, the gravest first."""

    by_sort: Mapping[str, tuple[ChangedLine, ...]]
    new: tuple[Record, ...]
    gone: tuple[Record, ...]


def edition_changes(before: Record, record: Record, spoken: Language) -> EditionChanges:
    """What changed between two editions, as readers are told it."""
    by_sort: dict[str, list[ChangedLine]] = {}
    for change in _changes(before, record, spoken):
        by_sort.setdefault(change.sort.value, []).append(_line(change, spoken))
    return EditionChanges(
        {sort: tuple(lines) for sort, lines in by_sort.items()},
        tuple(_alone(record, before)),
        tuple(_alone(before, record)),
    )


def _changes(before: Record, record: Record, spoken: Language) -> tuple[Change, ...]:
    """The changes of the figures that both print."""
    sources = sources_of(before) | sources_of(record)
    was = Paper(before, sources, partial(_unknown, record))
    now = Paper(record, sources, partial(_unknown, before))
    printed = set(was.printed)
    both = (key for key in now.printed if key in printed)
    return read_in(between(was, now, both), spoken)


def _unknown(other: Record, key: str) -> dict[str, Any]:
    """A part of a computed fact that only the other edition reckons with."""
    told = next(fact for fact in _with_parts(other) if fact["key"] == key)
    kept = {name: told[name] for name in ("key", "label", "kind", "review_in")}
    return kept | {"standing": Standing.UNKNOWN, "observations": []}


def _with_parts(record: Record) -> Iterator[Record]:
    waiting = list(record["facts"])
    while waiting:
        fact = waiting.pop()
        yield fact
        waiting += fact.get("parts", ())


def _alone(record: Record, other: Record) -> Iterator[Record]:
    """The facts that one edition prints, and the other does not."""
    there, facts = set(dated_in(other)), {fact["key"]: fact for fact in record["facts"]}
    yield from (facts[key] for key in dated_in(record) if key not in there)


def _line(change: Change, spoken: Language) -> ChangedLine:
    return ChangedLine(
        key=change.after.key,
        label=with_capital(text_in(change.after.fact.label, spoken)),
        was=told_value(change.before, spoken),
        now=told_value(change.after, spoken),
        why=why_changed(change, spoken),
        sources=tuple(_sources(change.after, spoken)),
    )


def _sources(view: View, spoken: Language) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    for citation in view.citations:
        places.setdefault(citation.source.id, []).append(citation.part)
    for name, parts in places.items():
        source = next(c.source for c in view.citations if c.source.id == name)
        yield source_line(source, spoken, filter(None, parts))
