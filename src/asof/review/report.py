"""Findings in the forms that other programs read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from asof.diagnostics import Finding, Location, Severity, visible
from asof.review.rules import RULES

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
WEIGHTS = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}
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
    return f"::{COMMANDS[finding.severity]} {told}::{_escaped(_shown(finding))}"


def _escaped(text: str, more: str = "") -> str:
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def gitlab(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as a report of GitLab's Code Quality, which a merge request shows beside the line.

    A finding is known again by what it says and where, so that one whose line has moved is none
    that is new; of those that say the same in one file, by how many came before.
    """
    seen: Counter[str] = Counter()
    told = []
    for finding in findings:
        place = finding.place or Location("asof.yaml")
        words = _shown(finding)
        digest = sha256(f"{finding.rule}\n{place.path}\n{words}".encode()).hexdigest()
        seen[digest] += 1
        told.append(
            {
                "description": words,
                "check_name": finding.rule,
                "fingerprint": f"{digest}-{seen[digest]}",
                "severity": WEIGHTS[finding.severity],
                "location": {"path": visible(place.path), "lines": {"begin": place.line or 1}},
            }
        )
    return told


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
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": _words(finding)},
    }
    if finding.place:
        result["locations"] = [{"physicalLocation": _physical(finding.place)}]
    return result


def _words(finding: Finding) -> str:
    """What is wrong, and in another line what to do."""
    return "\n".join(filter(None, (finding.said, finding.hint)))


def _shown(finding: Finding) -> str:
    """The same, where nothing steers what prints it: a line of a message is no line of the log."""
    return "\n".join(visible(each) for each in (finding.said, finding.hint) if each)


def _physical(place: Location) -> dict[str, Any]:
    """A place; one of a whole file has no region."""
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(place.path)}}
    region = {"startLine": place.line, "startColumn": place.column}
    kept = {name: number for name, number in region.items() if number}
    return where | ({"region": kept} if place.line else {})
