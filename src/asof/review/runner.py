"""Applies the rules: weighs what they find, takes out what is allowed, tells each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase

from asof import register
from asof.briefing.definition import Allowance
from asof.diagnostics import Finding, Severity, once
from asof.ledger import Ledger
from asof.ledger.trace import RecordingEdition
from asof.review.context import Case, Draft, Whole, not_shown
from asof.review.rules import RULES, Rule
from asof.workspace import Workspace

ORDER = list(Severity)  # gravest first


def review(
    workspace: Workspace,
    ledger: Ledger,
    drafts: Iterable[Draft],
    today: date,
    whole: Whole | None = None,
) -> tuple[Finding, ...]:
    """The findings about some drafts, in the order of their places.

    With `whole`, whose edition is of the day of the question, the rest of the workspace is judged
    too: every fact, used or not, and each binder.
    """
    drafts, allowed, found = tuple(drafts), set[Finding](), list[Finding]()
    for each in _by_briefing(drafts):
        judged = _briefing(workspace, ledger, each, today, allowed)
        found += [replace(finding, rows=each[0].rows) for finding in judged]
    if whole:
        case = Case(
            workspace=workspace,
            ledger=ledger,
            today=today,
            edition=whole.edition,
            keys=tuple(ledger.facts),
            drafts=drafts,
            binders=whole.binders,
        )
        found += [f for f in _judged(case, RULES.values()) if f not in allowed]
    return by_place(found)


def review_whole(
    workspace: Workspace, ledger: Ledger, drafts: Iterable[Draft], today: date, whole: Whole
) -> tuple[Finding, ...]:
    """All that is found in drafts, in the rest of the workspace and in its register."""
    found = review(workspace, ledger, drafts, today, whole)
    return (*by_place([*found, *whole.found]), *register.read_register(workspace).findings)


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
    case = _case(workspace, ledger, drafts, today)
    for draft in drafts:
        yield from draft.failure.findings if draft.failure else ()
    used: list[Allowance] = []
    for finding, by in _excused_by(case, RULES.values()):
        used += by
        if by:
            allowed.add(finding)
        else:
            yield finding
    if edition.day >= (briefing.as_of or edition.day):
        idle = tuple(a for a in briefing.allow if a not in used)
        yield from _found(RULES["unused-allowance"], replace(case, idle=idle))


def _case(workspace: Workspace, ledger: Ledger, drafts: tuple[Draft, ...], today: date) -> Case:
    """The editions of one briefing, to be judged."""
    return Case(
        workspace=workspace,
        ledger=ledger,
        today=today,
        edition=drafts[0].edition,
        keys=tuple(dict.fromkeys(key for draft in drafts for key in draft.read)),
        drafts=drafts,
        briefing=drafts[0].briefing,
    )


def printed_reasons(
    draft: Draft, reader: RecordingEdition, workspace: Workspace
) -> tuple[Allowance, ...]:
    """The allowances whose reasons an edition gives its readers; `reader` records what decides it.

    Each excuses something found in it, and all the facts that it names are on the page: nothing
    is told of what the page does not show, or cannot know yet.
    """
    allowances = [a for a in draft.briefing.allow if RULES[a.rule].concerns_readers]
    rules = (RULES[name] for name in dict.fromkeys(a.rule for a in allowances))
    case = _case(workspace, draft.edition.ledger, (draft,), draft.edition.known)
    used = [a for _, by in _excused_by(replace(case, edition=reader), rules) for a in by]
    return tuple(a for a in allowances if a in used and not not_shown(a, (draft,)))


def _excused_by(case: Case, rules: Iterable[Rule]) -> Iterator[tuple[Finding, list[Allowance]]]:
    """What rules find in a briefing, each with the allowances that excuse it."""
    assert case.briefing
    for finding in _judged(case, rules):
        yield finding, [a for a in case.briefing.allow if allows(a, finding, case.edition.day)]


def allows(allowance: Allowance, finding: Finding, day: date) -> bool:
    """Whether a briefing may be printed with a finding on a day."""
    named = not allowance.fact or any(fnmatchcase(finding.fact, key) for key in allowance.fact)
    return named and allowance.rule == finding.rule and day <= allowance.until


def _judged(case: Case, rules: Iterable[Rule]) -> Iterator[Finding]:
    """What those of some rules find that look at such a case."""
    for rule in rules:
        if rule.briefing if case.briefing else rule.workspace:
            yield from _found(rule, case)


def _found(rule: Rule, case: Case) -> Iterator[Finding]:
    """What a rule finds, weighed; nothing where the workspace has it off."""
    weight = case.workspace.config.weights.get(rule.name, rule.weight)
    if weight:
        for f in rule.judge(case):
            severity = max(weight, f.at_most, key=ORDER.index)
            yield Finding(rule.name, severity, f.place, f.message, f.hint, fact=f.fact)
