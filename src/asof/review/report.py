"""Findings in the forms that other programs read."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from asof.diagnostics import Finding, Location, Severity, visible
from asof.review.rules import RULES

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def github(finding: Finding) -> str:
    """A finding as a workflow command, which GitHub shows beside the line."""
    place = finding.place or Location("")
    parts = {
        "file": visible(place.path),
        "line": place.line,
        "col": place.column,
        "title": finding.rule,
    }
    told = ",".join(f"{k}={_escaped(str(v), ',:')}" for k, v in parts.items() if v)
    words = "\n".join(map(visible, filter(None, (finding.said, finding.hint))))
    return f"::{COMMANDS[finding.severity]} {told}::{_escaped(words)}"


def _escaped(text: str, more: str = "") -> str:
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def sarif(findings: Iterable[Finding]) -> dict[str, Any]:
    """Findings as one run of SARIF 2.1.0 (OASIS)."""
    findings = list(findings)
    told = {rule.name: rule.sentence for rule in RULES.values()}
    names = dict.fromkeys([*told, *(f.rule for f in findings)])
    rules = [{"id": n, "shortDescription": {"text": told.get(n, n)}} for n in names]
    driver = {"name": "asof", "version": version("asof"), "rules": rules}
    results = [_result(f, list(names).index(f.rule)) for f in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(finding: Finding, index: int) -> dict[str, Any]:
    words = f"{finding.said}\n{finding.hint}" if finding.hint else finding.said
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": words},
    }
    if finding.place:
        result["locations"] = [{"physicalLocation": _physical(finding.place)}]
    return result


def _physical(place: Location) -> dict[str, Any]:
    """A place; one of a whole file has no region."""
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(place.path)}}
    region = {"startLine": place.line, "startColumn": place.column}
    kept = {name: number for name, number in region.items() if number}
    return where | ({"region": kept} if place.line else {})
