"""What facts have to do with one another: keys that cross, and formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from hashlib import blake2b

from asof.data.facts import Facts
from asof.data.parts import Entry
from asof.data.reading import Reading
from asof.data.values import COUNTED
from asof.diagnostics import Finding, error, meant
from asof.ledger import Formula, FormulaError
from asof.ledger.measures import COMPOSITE, Measure
from asof.ledger.patterns import KeySet

Parts = Mapping[str, tuple[str, ...]]
Measures = dict[str, Measure | None]  # what each fact counts; none where that is told to be wrong


def check_formulas(facts: Facts, reading: Reading) -> Iterator[Finding]:
    """What is wrong with all facts together; raises LimitError where formulas have too many."""
    yield from _crossings(facts.found)
    parts: dict[str, tuple[str, ...]] = {}
    with_formulas = [fact for fact in facts.found.values() if fact.derived or fact.equals]
    for fact, rule in ((f, rule) for f in with_formulas for rule in (f.derived, f.equals) if rule):
        keys = rule.keys(facts.found, fact.key)
        reading.count("formula_facts", len(keys), rule.place)
        parts.update({fact.key: keys} if rule is fact.derived else {})
    wrong = [told for fact in with_formulas for told in _formulas(fact, facts, parts)]
    wrong += _circles(facts.found, parts)
    yield from wrong
    if not wrong:
        yield from _unlike(facts.found, parts)


def formula_parts(facts: Mapping[str, Entry]) -> Parts:
    """What each derived fact is reckoned from."""
    return {k: f.derived.keys(facts, k) for k, f in facts.items() if f.derived}


def digests(facts: Mapping[str, Entry]) -> dict[str, str]:
    """The digest of each fact; that of a derived one has those of its parts in it."""
    parts, found = formula_parts(facts), {key: fact.digest for key, fact in facts.items()}
    for key in _deepest_first(parts):
        said = [facts[key].digest, *(f"{part} {found[part]}" for part in parts[key])]
        found[key] = blake2b("\n".join(said).encode(), digest_size=16).hexdigest()
    return found


def _deepest_first(parts: Parts) -> Iterator[str]:
    """The derived facts, each after those that it rests on."""
    return (key for key in TopologicalSorter(parts).static_order() if key in parts)


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
    """Every fact in a formula exists and counts something."""
    for rule in filter(None, (fact.derived, fact.equals)):
        keys = parts[fact.key] if rule is fact.derived else rule.keys(facts.found, fact.key)
        told = (_part(key, facts) for key in keys)
        lacking = (_pattern(each, facts) for each in rule.unmatched(facts.found, fact.key))
        yield from (error(rule.place, *each) for each in filter(None, (*lacking, *told)))


def _pattern(pattern: str, facts: Facts) -> tuple[str, str] | None:
    """That a pattern names nothing: the sum would print, without what was meant."""
    if any(fnmatchcase(key, pattern) for key in facts.told):
        return None
    hint = KeySet(facts.found, facts.told, facts.former).lacks(pattern)[1]
    told = f"no other fact matches '{pattern}' in a formula"
    return told, "" if pattern in hint else hint  # one that matches nothing but its own fact


def _part(key: str, facts: Facts) -> tuple[str, str] | None:
    """What is wrong with a fact that a formula names, and what to write instead."""
    if key in facts.found:
        kind = facts.found[key].kind
        told = f"'{key}' is no number, but a {kind}"
        return None if kind in COUNTED else (told, "a formula adds numbers and money")
    if any(fnmatchcase(key, pattern) for pattern in facts.told):
        return None
    return f"unknown fact '{key}' in a formula", meant(key, facts.found, facts.former)


def _circles(facts: Mapping[str, Entry], parts: Parts) -> Iterator[Finding]:
    """The derived facts whose formulas lead back to themselves, each with its way round."""
    graph = {key: [part for part in each if part in parts] for key, each in parts.items()}
    while cycle := _cycle(graph):
        for at, key in enumerate(cycle):
            way = " → ".join([*cycle[at:], *cycle[:at], key])
            told = f"derived facts go in a circle: {way}"
            rule = facts[key].derived
            assert rule
            yield error(rule.place, told, "derive one of them from observations")
            graph[key] = []


def _cycle(graph: Mapping[str, Iterable[str]]) -> list[str]:
    """The facts of one circle, each before one of its parts."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as problem:
        return list(reversed(problem.args[1]))[1:]
    return []


# What they count


def _unlike(facts: Mapping[str, Entry], parts: Parts) -> Iterator[Finding]:
    """Where a formula merges what is unlike, or makes what its fact does not say (rule 8)."""
    found: Measures = {key: fact.measure for key, fact in facts.items() if key not in parts}
    for key in _deepest_first(parts):
        fact = facts[key]
        found[key], told = _counted(fact, fact.derived, parts[key], found)
        yield from told
    for fact in facts.values():
        if fact.equals:
            yield from _equal(fact, fact.equals, fact.equals.keys(facts, fact.key), found)


def _counted(
    fact: Entry, rule: Formula | None, keys: Iterable[str], found: Measures
) -> tuple[Measure | None, list[Finding]]:
    """What a derived fact counts, and what is wrong with that."""
    assert rule
    counted = {key: found.get(key) for key in keys}  # what is wrong itself is in no ledger
    known = {key: each for key, each in counted.items() if each}
    if len(known) < len(counted):
        return None, []
    try:
        made = rule.measure(known)
    except FormulaError as problem:
        return None, [error(rule.place, str(problem), problem.hint)]
    told = _stated(fact.measure, made)
    if told:
        return None, [error(rule.place, *told)]
    return made if fact.measure.plain else fact.measure, []


def _stated(stated: Measure, made: Measure) -> tuple[str, str] | None:
    """What is wrong between what a fact says that it counts, and what its formula makes."""
    if stated.plain:
        told = "what this formula makes has a unit of its own"
        return (told, "state it: add 'unit' or 'currency'") if made == COMPOSITE else None
    if made.plain or made == COMPOSITE or stated.same(made):
        return None
    told = f"this formula makes {made}, and the fact counts {stated}"
    return told, "leave out what the fact counts: it is taken from the formula"


def _equal(fact: Entry, rule: Formula, keys: Iterable[str], found: Measures) -> Iterator[Finding]:
    """A total counts what its parts make."""
    own = found[fact.key]
    made, told = _counted(fact._replace(currency=None, unit=None), rule, keys, found)
    yield from told
    if own and made and not own.same(made):
        told_ = f"this formula makes {made}, and the fact counts {own}"
        yield error(rule.place, told_, "a total counts what its parts do")
