"""Editions: what was known on a day, derived facts included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate, groupby, product
from math import prod

from asof.dates import When
from asof.language import Language
from asof.ledger.facts import Citation, Fact, Ledger, Observation, Special, Status, Value
from asof.ledger.formulas import Formula
from asof.ledger.measures import Measure
from asof.ledger.reports import report_missing
from asof.ledger.rules_of_time import (
    SEVERITY,
    ZERO,
    ObservationState,
    Standing,
    View,
    distinct,
    judge,
    view,
)
from asof.quantity import Quantity, QuantityError, span_of

MOST_WAYS = 8  # values of a total with disputed parts that a page prints side by side


class UnknownFactError(KeyError):
    """A key that the ledger lacks; `former` has today's key of each former one, for hints."""

    def __init__(self, key: str, former: Mapping[str, str]) -> None:
        super().__init__(key)
        self.key, self.former = key, former


@dataclass(frozen=True, slots=True)
class Edition:
    """What was known on day `known` of what was true on `day`, in one language."""

    ledger: Ledger
    day: date
    known: date
    language: Language
    _views: dict[str, View] = field(default_factory=dict, compare=False, repr=False)
    _days: dict[date, Edition] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, key: str) -> View:
        """The view of a fact; raises UnknownFactError for a key that the ledger lacks."""
        if key not in self:
            raise UnknownFactError(key, self.ledger.former.facts)
        if key not in self._views:
            self._views[key] = self._view(self.ledger.facts[key])
        return self._views[key]

    def __contains__(self, key: str) -> bool:
        return key in self.ledger.facts

    def on(self, day: date) -> Edition:
        """The same knowledge, of another day."""
        if day == self.day:
            return self
        if day not in self._days:
            self._days[day] = Edition(self.ledger, day, self.known, self.language)
        return self._days[day]

    def matching(self, pattern: str) -> tuple[str, ...]:
        """The keys that a pattern such as personnel.* names."""
        return self.ledger.matching(pattern)

    def tagged(self, tag: str) -> tuple[str, ...]:
        """The keys of the facts that carry a tag."""
        return self.ledger.tagged(tag)

    def parts(self, fact: Fact) -> dict[str, View]:
        """What a derived fact is reckoned from, by key; nothing for any other fact."""
        rule = fact.derived
        return {key: self[key] for key in rule.keys(self.ledger.facts, fact.key)} if rule else {}

    def _view(self, fact: Fact) -> View:
        if fact.derived:
            self._see_parts(fact)
            return self._computed(fact)
        return view(fact, self.day, self.known)

    def _see_parts(self, fact: Fact) -> None:
        """See all that a derived fact rests on, the deepest first: chains may be long."""
        waiting = [fact]
        while waiting:
            rule = waiting[-1].derived
            keys = rule.keys(self.ledger.facts, waiting[-1].key) if rule else ()
            new = [self.ledger.facts[key] for key in keys if key not in self._views]
            below = [each for each in new if each.derived and each is not fact]
            waiting.extend(below)
            if not below and (done := waiting.pop()) is not fact:
                self._views[done.key] = self._computed(done)

    def _computed(self, fact: Fact) -> View:
        """A derived fact has the worst standing of its parts; unbounded, it is unknown."""
        formula, parts = fact.derived, self.parts(fact)
        assert formula
        fact = fact.counting(formula.measure({key: v.fact.measure for key, v in parts.items()}))
        broken = dict.fromkeys(b for v in parts.values() for b in v.fact.breaks)
        fact = replace(fact, breaks=(*fact.breaks, *broken)) if broken else fact
        standing = worst_standing(v.standing for v in parts.values())
        if standing is Standing.LAPSED:
            return self._lapsed(fact, parts)
        chosen = () if standing is Standing.UNKNOWN else computed(formula, parts)
        if not chosen:
            return View(fact, Standing.UNKNOWN)
        state = ObservationState.CURRENT if len(chosen) == 1 else ObservationState.DISPUTED
        supported = min(v.supported for v in parts.values() if v.supported)
        states = tuple((o, state) for o in chosen)
        late = any(v.overdue for v in parts.values())
        reports = tuple({r.fact.key: r for v in parts.values() for r in v.reports}.values())
        begins = min(o.true.begins for o in chosen)
        history = (*values_before(formula, parts, begins), *chosen)
        return View(fact, standing, chosen, history, (), states, supported, late, reports)

    def _lapsed(self, fact: Fact, parts: Mapping[str, View]) -> View:
        """A sum ended with the first of its parts, and is told as it was on that day."""
        lapsed = [v.current for v in parts.values() if v.standing is Standing.LAPSED]
        ended = min(o.true.last for o in lapsed if o and o.true.last)
        then = self.on(ended)[fact.key]
        return replace(then, standing=Standing.LAPSED, reports=()) if then.chosen else then


def as_of(ledger: Ledger, day: date, known: date, language: Language) -> Edition:
    """What was true on a day as it was known on another (rule 1), in a language."""
    return Edition(ledger, day, known, language)


def worst_standing(standings: Iterable[Standing]) -> Standing:
    """The least that can be relied on; of nothing, nothing is known."""
    return min(standings, key=SEVERITY.index, default=Standing.UNKNOWN)


def computed(formula: Formula, parts: Mapping[str, View]) -> tuple[Observation, ...]:
    """Every value that the parts' printed values combine to; none where one is not to be had.

    Where disputes combine to more values than a reader can weigh, one range spans them all.
    """
    few = prod(len(view.chosen) for view in parts.values()) <= MOST_WAYS
    ways = product(*(view.chosen if few else (spanned(view),) for view in parts.values()))
    counted = {key: view.fact.measure for key, view in parts.items()}
    found = [derived(formula, dict(zip(parts, way, strict=True)), counted) for way in ways]
    return citing_all_ways(found) if all(o.value is not None for o in found) else ()


def values_before(formula: Formula, parts: Mapping[str, View], day: date) -> Iterator[Observation]:
    """What a formula came to at the end of each day before on which one of its parts began.

    What had ended by then has no value, nor has what lacks the report that is expected of it.
    """
    stated = {key: PartHistory(view) for key, view in parts.items()}
    begun = {begins for part in stated.values() for begins in part.begun if begins < day}
    for then in sorted(begun):
        values = {key: part.at_end_of(then) for key, part in stated.items()}
        standings = (judge(then, each, late=False) for each in values.values())
        if worst_standing(standings) not in (Standing.UNKNOWN, Standing.LAPSED):
            views = {key: replace(view, chosen=values[key]) for key, view in parts.items()}
            yield from computed(formula, views)


class PartHistory:
    """What a part of a derived fact was at the end of any day, as it is known now."""

    def __init__(self, view: View) -> None:
        self.fact = view.fact
        groups = [(day, tuple(group)) for day, group in groupby(view.history, key=begins_on)]
        self.begun = [day for day, _ in groups]
        self.values = [values for _, values in groups]
        told = (max(o.tells_until for o in values) for values in self.values)
        self.told_until = list(accumulate(told, max))

    def at_end_of(self, day: date) -> tuple[Observation, ...]:
        """What stood last; nothing where none did, or where a report was expected in vain."""
        at = bisect_right(self.begun, day) - 1
        if at < 0:
            return ()
        lacking = self.fact.ages and report_missing(self.fact.expected, self.told_until[at], day)
        return () if lacking else self.values[at]


def begins_on(o: Observation) -> date:
    """The day on which an observation has begun for certain."""
    return o.true.begins


def citing_all_ways(found: Sequence[Observation]) -> tuple[Observation, ...]:
    """One observation of each value, with the sources of all ways that lead to it."""

    def sources(value: Value | None) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(c for o in found if o.value == value for c in o.citations))

    return tuple(replace(o, citations=sources(o.value)) for o in distinct(found))


def spanned(view: View) -> Observation:
    """What prints of a fact as one observation, which allows all that those of a dispute allow."""
    first, *others = view.chosen
    values = [ZERO if o.value is Special.NONE else o.value for o in view.chosen]
    numbers = [value for value in values if isinstance(value, Quantity)]
    if not others or len(numbers) < len(values):
        return first
    return replace(first, value=span_of(numbers), citations=view.citations)


def derived(
    formula: Formula, picked: Mapping[str, Observation], counted: Mapping[str, Measure]
) -> Observation:
    """One computed value: latest start and report of its parts, all their sources."""
    parts = list(picked.values())
    newest = max(parts, key=lambda o: o.true.begins)
    ends = [o.true.end for o in parts if o.true.end and o.true.end.last >= newest.true.begins]
    return Observation(
        value=value_of_formula(formula, {k: o.value for k, o in picked.items()}, counted),
        true=replace(
            newest.true,
            end=earliest(ends),
            inferred=any(o.true.inferred for o in parts),
            assumed=any(o.true.assumed for o in parts),
        ),
        reported=max(o.reported for o in parts),
        citations=tuple(dict.fromkeys(c for o in parts for c in o.citations)),
        written=formula.text,
        reason=next((o.reason for o in parts if o.reason), None),
        status=least_sure(o.status for o in parts),
        place=newest.place,
    )


def least_sure(statuses: Iterable[Status | None]) -> Status | None:
    """What a result is worth: an estimate with any of its parts, else provisional, else revised."""
    found = set(statuses)
    ranked = (Status.ESTIMATE, Status.PROVISIONAL, Status.REVISED)
    return next((status for status in ranked if status in found), None)


def value_of_formula(
    formula: Formula, values: Mapping[str, Value | None], counted: Mapping[str, Measure]
) -> Value | None:
    """The result; withheld with any of its parts, None where nothing bounds it."""
    if Special.WITHHELD in values.values():
        return Special.WITHHELD
    known = {key: ZERO if value is Special.NONE else value for key, value in values.items()}
    numbers = {key: value for key, value in known.items() if isinstance(value, Quantity)}
    try:
        return formula.value(numbers, counted) if len(numbers) == len(values) else None
    except QuantityError:
        return None


def earliest(ends: list[When]) -> When | None:
    """The end that comes first: a sum holds while all of its parts do."""
    return min(ends, key=lambda end: end.last, default=None)
