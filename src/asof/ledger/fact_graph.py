"""Which facts are reckoned from which: what one rests on, and what is built on it."""

from __future__ import annotations

from collections import deque

from asof.ledger.facts import Ledger


def rests_on(ledger: Ledger, key: str) -> tuple[str, ...]:
    """A fact and all that it is reckoned from, however deep, the nearest first."""
    waiting, seen = deque([key]), dict.fromkeys([key])
    while waiting:
        rule = ledger.facts[at := waiting.popleft()].derived
        new = [k for k in (rule.keys(ledger.facts, at) if rule else ()) if k not in seen]
        seen |= dict.fromkeys(new)
        waiting += new
    return tuple(seen)


def stated_parts(ledger: Ledger, key: str) -> tuple[str, ...]:
    """The facts with lines of their own that a fact rests on: itself where it is not derived."""
    return tuple(each for each in rests_on(ledger, key) if not ledger.facts[each].derived)


def built_on(ledger: Ledger, key: str) -> tuple[str, ...]:
    """The derived facts that a fact is a part of, however deep, the nearest first."""
    users = _users(ledger)
    waiting, found = deque([key]), dict.fromkeys([key])
    while waiting:
        new = [user for user in users.get(waiting.popleft(), ()) if user not in found]
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
