"""What `asof check` finds on the day of a view: in every briefing, and in the rest of the data."""

from __future__ import annotations

from collections import Counter
from typing import Any

from asof import build, review
from asof.diagnostics import AsofError, Finding, Severity
from asof.preview.all_editions import all_editions, clocks_asked, guarded_draft
from asof.preview.snapshot import Snapshot
from asof.preview.told_findings import told_findings
from asof.preview.view import Asked

GRAVEST_FIRST = list(Severity)


def findings_panel(snapshot: Snapshot, asked: Asked) -> dict[str, Any]:
    """The findings, the gravest first and each weight in the order of the files; how many each."""
    found = sorted(judged(snapshot, asked), key=lambda f: GRAVEST_FIRST.index(f.severity))
    weights = Counter(each.severity for each in found)
    return {
        "counts": {each.value: weights[each] for each in Severity},
        "findings": told_findings(found),
    }


def judged(snapshot: Snapshot, asked: Asked) -> tuple[Finding, ...]:
    """What is found; where the briefings cannot be planned, why."""
    workspace, ledger = snapshot.workspace, snapshot.ledger
    day, known = clocks_asked(asked)
    try:
        jobs = all_editions(snapshot, asked, since="none")
    except AsofError as problem:
        return problem.findings
    drafts = [guarded_draft(ledger, job) for job in jobs]
    of = day or snapshot.today
    whole = build.whole(workspace, ledger, of, known or of)
    return review.review_whole(workspace, ledger, drafts, snapshot.today, whole)
