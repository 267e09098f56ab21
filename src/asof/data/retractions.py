"""Retractions that take nothing back: each is told with the line that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asof.diagnostics import Finding, error
from asof.ledger import Observation
from asof.ledger.rules_of_time import idle_retractions, nearest, takes_back

NOTHING = "this retraction takes nothing back"


def retraction_findings(lines: Iterable[Observation]) -> Iterator[Finding]:
    """What is wrong with the retractions among the lines of a fact."""
    lines = list(lines)
    for taker in idle_retractions(lines):
        yield error(taker.place, *_told(taker, lines))


def _told(taker: Observation, lines: list[Observation]) -> tuple[str, str]:
    """What is wrong with one of them, and what to write instead."""
    if any(takes_back(taker, o) for o in lines):
        told = f"this line takes back '{taker.written}' and states it again"
        return told, "leave 'value' out to take it back, or write the new value"
    o = nearest(taker, lines)
    if o is None:
        return f"{NOTHING}: this fact has no other line", "add that line, or take the fact out"
    ours, theirs = taker.citations[0].source, o.citations[0].source
    if ours.voice != theirs.voice:
        told = f"{NOTHING}: '{o.written}' ({o.place}) is of another publisher, by '{theirs.id}'"
        return told, "cite a source of that publisher, or take the line out"
    if o.reported > taker.reported or ours.id == theirs.id:
        told = f"{NOTHING}: '{o.written}' ({o.place}) was not reported before it"
        return told, "cite the later document that takes it back"
    day = o.true.start.text
    told = f"{NOTHING}: '{o.written}' ({o.place}) is of {day}, this line of {taker.true.start.text}"
    if not o.true.stated:
        return told, f"state {day} as 'on' in both lines"
    return told, f"write 'on: {day}' to take it back"
