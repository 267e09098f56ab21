"""Which facts are reckoned from which: what one rests on, and what is built on it."""

from __future__ import annotations

from asof.ledger.facts import Ledger


def stated_parts(ledger: Ledger, key: str) -> tuple[str, ...]:
    """The facts with lines of their own that a fact rests on, itself included, however deep."""
    waiting, seen = [key], dict.fromkeys([key])
    while waiting:
        rule = ledger.facts[waiting[-1]].derived
        at = waiting.pop()
        new = [k for k in (rule.keys(ledger.facts, at) if rule else ()) if k not in seen]
        seen |= dict.fromkeys(new)
        waiting += new
    return tuple(each for each in seen if not ledger.facts[each].derived)


def built_on(ledger: Ledger, key: str) -> tuple[str, ...]:
    """The derived facts that a fact is a part of, however deep, the nearest first."""
    users = _users(ledger)
    found = dict.fromkeys([key])
    waiting = [key]
    while waiting:
        new = [user for user in users.get(waiting.pop(0), ()) if user not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return tuple(found)[1:]


def _users(ledger: Ledger) -> dict[str, list[str]]:
    """For each fact those that are reckoned from it directly."""
    found: dict[str, list[str]] = {}
    for fact in ledger:
        for part in fact.derived.keys(ledger.facts, fact.key) if fact.derived else ():
            found.setdefault(part, []).append(fact.key)
    return found
