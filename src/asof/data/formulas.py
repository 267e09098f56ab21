"""What facts have to do with one another: keys that cross, and formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from hashlib import blake2b

from asof.data.facts import Facts
from asof.data.parts import Entry
from asof.data.values import COUNTED
from asof.diagnostics import Finding, error, meant
from asof.located import Scalar

Parts = Mapping[str, tuple[str, ...]]


def check_formulas(facts: Facts) -> Iterator[Finding]:
    """What is wrong with all facts together."""
    yield from _crossings(facts.found)
    parts = formula_parts(facts.found)
    for fact in facts.found.values():
        if fact.derived or fact.equals:
            yield from _formulas(fact, facts, parts)


def formula_parts(facts: Mapping[str, Entry]) -> Parts:
    """What each derived fact is reckoned from."""
    return {k: f.derived.keys(facts, k) for k, f in facts.items() if f.derived}


def digests(facts: Mapping[str, Entry]) -> dict[str, str]:
    """The digest of each fact; that of a derived one has those of its parts in it."""
    parts = formula_parts(facts)
    found = {key: fact.digest for key, fact in facts.items() if key not in parts}

    def digest(key: str) -> str:
        if key not in found:
            said = [facts[key].digest, *(f"{part} {digest(part)}" for part in parts[key])]
            found[key] = blake2b("\n".join(said).encode(), digest_size=16).hexdigest()
        return found[key]

    return {key: digest(key) for key in facts}


def _crossings(facts: Mapping[str, Entry]) -> Iterator[Finding]:
    """A key cannot be a fact and the beginning of another."""
    for key, fact in facts.items():
        dot = key.find(".")
        while dot >= 0:
            if (above := key[:dot]) in facts:
                told = f"'{key}' stands below '{above}', which is a fact itself"
                yield error(fact.place, told, "rename one of them")
            dot = key.find(".", dot + 1)


def _formulas(fact: Entry, facts: Facts, parts: Parts) -> Iterator[Finding]:
    """Every fact in a formula exists and counts something, and no formula leads to itself."""
    for rule in filter(None, (fact.derived, fact.equals)):
        place = rule.text.place if isinstance(rule.text, Scalar) else fact.place
        keys = parts[fact.key] if rule is fact.derived else rule.keys(facts.found, fact.key)
        told = [_part(key, facts) for key in keys] if keys else [("this formula names no fact", "")]
        yield from (error(place, *each) for each in filter(None, told))
    circle = _circle(fact.key, parts, ())
    if circle and fact.derived and isinstance(fact.derived.text, Scalar):
        told_ = f"derived facts go in a circle: {' → '.join(circle)}"
        yield error(fact.derived.text.place, told_, "derive one of them from observations")


def _part(key: str, facts: Facts) -> tuple[str, str] | None:
    """What is wrong with a fact that a formula names, and what to write instead."""
    if key in facts.found:
        kind = facts.found[key].kind
        told = f"'{key}' is no number, but a {kind}"
        return None if kind in COUNTED else (told, "a formula adds numbers and money")
    if any(fnmatchcase(key, pattern) for pattern in facts.told):
        return None
    return f"unknown fact '{key}' in a formula", meant(key, facts.found)


def _circle(key: str, parts: Parts, path: tuple[str, ...]) -> tuple[str, ...]:
    """The way from a fact back to itself, where its formula leads there."""
    if key in path:
        return (*path[path.index(key) :], key) if key == path[0] else ()
    for part in parts.get(key, ()):
        found = _circle(part, parts, (*path, key))
        if found:
            return found
    return ()
