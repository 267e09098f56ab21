"""Applies the rules: weighs what they find, takes out what is allowed, tells each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase

from asof.briefing.definition import Allowance, Briefing
from asof.briefing.rule_weights import WEIGHTS
from asof.diagnostics import Finding, Severity, once
from asof.ledger import Edition, Ledger
from asof.page.document import Document
from asof.review.context import Case, Draft, Found
from asof.review.rules import RULES
from asof.workspace import Workspace

ORDER = list(Severity)  # gravest first


def review(
    workspace: Workspace,
    ledger: Ledger,
    drafts: Iterable[Draft],
    today: date,
    whole: Edition | None = None,
) -> tuple[Finding, ...]:
    """The findings about some drafts, in the order of their places.

    With `whole`, an edition of the day of the question, the rest of the workspace is judged too:
    every fact, used or not.
    """
    drafts, allowed, found = tuple(drafts), set[Finding](), list[Finding]()
    for each in _by_briefing(drafts):
        judged = _briefing(workspace, ledger, each, today, allowed)
        found += [replace(finding, rows=each[0].rows) for finding in judged]
    if whole:
        case = Case(workspace, ledger, today, whole, tuple(ledger.facts), drafts)
        found += [f for _, f in _judged(case) if f not in allowed]
    return by_place(found)


def review_edition(
    document: Document, edition: Edition, briefing: Briefing, workspace: Workspace, today: date
) -> tuple[Finding, ...]:
    """The findings about one document, as `review` tells them."""
    draft = Draft(briefing, edition, document)
    return by_place(_briefing(workspace, edition.ledger, (draft,), today, set()))


def by_place(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by their places, each told once."""
    return tuple(sorted(once(findings), key=lambda f: (f.order, f.rule)))


def stops(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether findings fail a check: errors do, warnings under `strict` too, notes never."""
    weights = {f.severity for f in findings}
    return Severity.ERROR in weights or (strict and Severity.WARNING in weights)


def _by_briefing(drafts: tuple[Draft, ...]) -> Iterator[tuple[Draft, ...]]:
    """The drafts of each briefing and day together."""
    apart: dict[tuple[str, date, date], list[Draft]] = {}
    for draft in drafts:
        key = (draft.name or draft.briefing.name, draft.edition.day, draft.edition.known)
        apart.setdefault(key, []).append(draft)
    return (tuple(group) for group in apart.values())


def _briefing(
    workspace: Workspace,
    ledger: Ledger,
    drafts: tuple[Draft, ...],
    today: date,
    allowed: set[Finding],
) -> Iterator[Finding]:
    """What is found in the editions of one briefing; what it may be printed with is set apart."""
    briefing, edition = drafts[0].briefing, drafts[0].edition
    keys = tuple(dict.fromkeys(key for draft in drafts for key in draft.read))
    case = Case(workspace, ledger, today, edition, keys, drafts, briefing)
    for draft in drafts:
        yield from draft.failure.findings if draft.failure else ()
    used: set[int] = set()
    for found, finding in _judged(case):
        by = [n for n, a in enumerate(briefing.allow) if allows(a, found, finding, edition)]
        used.update(by)
        if by:
            allowed.add(finding)
        else:
            yield finding
    early = edition.day < (briefing.as_of or edition.day)
    for n, allowance in enumerate(briefing.allow):
        yield from _idle(allowance, edition, workspace, used=early or n in used)


def allows(allowance: Allowance, found: Found, finding: Finding, edition: Edition) -> bool:
    """Whether a briefing may be printed with a finding on the day of an edition."""
    named = not allowance.fact or any(fnmatchcase(found.fact, key) for key in allowance.fact)
    return named and allowance.rule == finding.rule and edition.day <= allowance.until


def _idle(
    allowance: Allowance, edition: Edition, workspace: Workspace, *, used: bool
) -> Iterator[Finding]:
    """An allowance that has ended, or that nothing needs from the briefing's own day on."""
    of = f" of {', '.join(allowance.fact)}" if allowance.fact else ""
    if allowance.until < edition.day:
        told, rule = f"ended on {allowance.until}", "ended-allowance"
        hint = "take it out, or give it a later 'until' and a reason that still holds"
    elif not used:
        told, rule, hint = "matches no finding", "unused-allowance", "take it out"
    else:
        return
    weight = _weight(rule, workspace)
    if weight:
        message = f"the allowance for {allowance.rule}{of} {told}"
        yield Finding(rule, weight, allowance.place, message, hint)


def _judged(case: Case) -> Iterator[tuple[Found, Finding]]:
    """What the rules find that look at such a case, weighed."""
    for rule in RULES:
        weight = _weight(rule.name, case.workspace)
        if weight and (rule.briefing if case.briefing else rule.workspace):
            for f in rule.judge(case):
                told = max(weight, f.at_most, key=ORDER.index)
                yield f, Finding(rule.name, told, f.place, f.message, f.hint)


def _weight(rule: str, workspace: Workspace) -> Severity | None:
    """The weight of a rule in a workspace; none where it is off."""
    return workspace.config.rules.get(rule, WEIGHTS[rule])
