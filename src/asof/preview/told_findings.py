"""Findings as the answers of a preview tell them, and faults of the program as they come along."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from asof import queries
from asof.diagnostics import Finding, Location, Severity

TRACE = "trace"
Fault = Callable[[Finding], None]
"""What hears of a fault of the program."""


def told_findings(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as every command tells them in JSON, with the fact and the rows they are about.

    A fault of the program has its trace, which goes no further than to the first process.
    """
    return [
        queries.finding(each)
        | {"fact": each.fact or None, "rows": list(each.rows)}
        | ({TRACE: each.trace} if each.trace else {})
        for each in found
    ]


def untraced(content: bytes, fault: Fault) -> Any:
    """What an answer says as JSON; the faults in it are told, and their traces taken out."""

    def seen(told: dict[str, Any]) -> dict[str, Any]:
        if trace := told.pop(TRACE, ""):
            fault(_fault(told, trace))
        return told

    return json.loads(content, object_hook=seen)


def _fault(told: dict[str, Any], trace: str) -> Finding:
    """A fault as the process found it in which it arose."""
    place = Location(told["path"], told["line"], told["column"]) if told["path"] else None
    severity = Severity(told["severity"])
    return Finding(told["rule"], severity, place, told["message"], told["hint"], trace=trace)
