"""What was known on a day: editions, and the rules of time that decide them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby, product

from asof.dates import When
from asof.diagnostics import Location
from asof.language import Language
from asof.model.derived import Formula
from asof.model.facts import Citation, Fact, Ledger, Observation, Period, Special, Status
from asof.quantity import Quantity, agree, exactness


class Standing(StrEnum):
    """How much a fact can be relied on, worst first (rule 7)."""

    UNKNOWN = "unknown"
    DISPUTED = "disputed"
    WITHHELD = "withheld"
    LAPSED = "lapsed"
    STALE = "stale"
    CURRENT = "current"

    @property
    def printable(self) -> bool:
        """Whether a text may print the fact (rule 9)."""
        return self not in (Standing.UNKNOWN, Standing.LAPSED)


SEVERITY = list(Standing)


class State(StrEnum):
    """What an edition makes of one observation."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    DISPUTED = "disputed"
    RETRACTED = "retracted"
    CLAIM = "claim"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class View:
    """A fact as one edition sees it: its standing and the observations behind it.

    `chosen` is what prints: one observation, several in a dispute, none when unknown.
    `history` is what held before and now, one settled observation for each start, oldest first.
    """

    fact: Fact
    standing: Standing
    chosen: tuple[Observation, ...] = ()
    history: tuple[Observation, ...] = ()
    claims: tuple[Observation, ...] = ()
    states: tuple[tuple[Observation, State], ...] = ()
    supported: date | None = None

    @property
    def key(self) -> str:
        """The fact's key."""
        return self.fact.key

    @property
    def current(self) -> Observation | None:
        """The observation that prints first, where there is one."""
        return self.chosen[0] if self.chosen else None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the printed values come from."""
        return tuple(dict.fromkeys(c for o in self.chosen for c in o.citations))


@dataclass(frozen=True, slots=True)
class Edition:
    """What was known on day `known` of what was true on `day`, in one language."""

    ledger: Ledger
    day: date
    known: date
    language: Language
    _views: dict[str, View] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, key: str) -> View:
        """The view of a fact; raises KeyError for a key that the ledger lacks."""
        if key not in self._views:
            self._views[key] = self._view(self.ledger.facts[key])
        return self._views[key]

    def __contains__(self, key: str) -> bool:
        return key in self.ledger.facts

    def on(self, day: date) -> Edition:
        """The same knowledge, of another day."""
        return Edition(self.ledger, day, self.known, self.language)

    def matching(self, pattern: str) -> tuple[str, ...]:
        """The keys that a pattern such as personnel.* names."""
        return self.ledger.matching(pattern)

    def tagged(self, tag: str) -> tuple[str, ...]:
        """The keys of the facts that carry a tag."""
        return self.ledger.tagged(tag)

    def _view(self, fact: Fact) -> View:
        if fact.derived:
            return self._computed(fact, fact.derived)
        return view(fact, self.day, self.known)

    def _computed(self, fact: Fact, formula: Formula) -> View:
        others = {key: None for key in self.ledger.facts if key != fact.key}
        parts = {key: self[key] for key in formula.keys(others)}
        standing = min((v.standing for v in parts.values()), key=SEVERITY.index)
        if standing is Standing.UNKNOWN:
            return View(fact, standing)
        chosen = tuple(computed(formula, parts))
        states = tuple((o, State.CURRENT) for o in chosen)
        supported = min(v.supported for v in parts.values() if v.supported)
        return View(fact, standing, chosen, chosen, (), states, supported)


def as_of(ledger: Ledger, day: date, known: date, language: Language) -> Edition:
    """What was true on a day as it was known on another (rule 1), in a language."""
    return Edition(ledger, day, known, language)


def view(fact: Fact, day: date, known: date) -> View:
    """Hold a fact's observations against the two clocks (rules 3 to 7)."""
    heard = [o for o in fact.observations if o.reported <= known]
    gone = retracted(heard)
    claims = tuple(o for o in heard if o.claim and o.true.first <= day and o not in gone)
    live = [o for o in heard if not o.claim and o not in gone and o.true.first <= day]
    history = tuple(o for group in starts(live) for o in settle(group))
    chosen = tuple(settle(current_group(live)))
    supported = last_support(chosen, live)
    standing = judge(fact, day, chosen, supported)
    states = tuple(
        (o, state(o, day, known, chosen, gone, live)) for o in sorted(fact.observations, key=order)
    )
    return View(fact, standing, chosen, history, claims, states, supported)


def order(o: Observation) -> tuple[date, date, Location]:
    """Observations are told by when they began to be true, then by report, then as written."""
    return (o.true.first, o.reported, o.place)


def retracted(heard: Iterable[Observation]) -> list[Observation]:
    """The observations taken back by their own publisher, and the lines that take them back."""
    heard = list(heard)
    takers = [o for o in heard if o.retracts]
    return takers + [o for o in heard if any(takes_back(t, o) for t in takers)]


def takes_back(taker: Observation, o: Observation) -> bool:
    """Whether one line removes another: same publisher, same time, no later report (rule 4)."""
    same = taker.publisher == o.publisher and taker.true.first == o.true.first
    named = taker.value is None or taker.value == o.value
    return same and named and not o.retracts and o.reported <= taker.reported


def rank(o: Observation) -> tuple[bool, date]:
    """The one that started last is current, and an inferred date never outranks a stated one."""
    return (not o.true.inferred, o.true.first)


def starts(live: Iterable[Observation]) -> Iterator[list[Observation]]:
    """The observations that share a first day, oldest first."""
    for _, group in groupby(sorted(live, key=order), key=lambda o: o.true.first):
        alike = list(group)
        best = max(rank(o) for o in alike)
        yield [o for o in alike if rank(o) == best]


def current_group(live: Iterable[Observation]) -> list[Observation]:
    """The observations that compete to be the value: those that started last."""
    live = list(live)
    best = max((rank(o) for o in live), default=None)
    return [o for o in live if rank(o) == best]


def settle(group: list[Observation]) -> list[Observation]:
    """The observation that prints of those with one first day, or all of a dispute (rule 4)."""
    preferred = [o for o in group if o.prefer]
    standing = latest(preferred) if preferred else latest_by_publisher(group)
    if agreeing(standing):
        return [max(standing, key=lambda o: (sharpness(o), o.reported))] if standing else []
    return distinct(standing)


def latest(group: list[Observation]) -> list[Observation]:
    """Those that were reported last."""
    return [o for o in group if o.reported == max(p.reported for p in group)]


def latest_by_publisher(group: list[Observation]) -> list[Observation]:
    """Each publisher's last word."""
    voices = dict.fromkeys(o.publisher for o in group)
    return [o for v in voices for o in latest([o for o in group if o.publisher == v])]


def agreeing(group: list[Observation]) -> bool:
    """Whether one value satisfies all: a withheld number contradicts nobody."""
    told = [o.value for o in group if o.value is not Special.WITHHELD]
    numbers = [v for v in told if isinstance(v, Quantity)]
    if len(numbers) == len(told):
        return not numbers or agree(numbers)
    return all(v == told[0] for v in told)


def sharpness(o: Observation) -> tuple[bool, object]:
    """How exact a value is; a withheld one is the least."""
    told = o.value is not Special.WITHHELD
    return (told, exactness(o.value) if isinstance(o.value, Quantity) else 0)


def distinct(group: list[Observation]) -> list[Observation]:
    """One observation for each value in a dispute, as written."""
    kept: list[Observation] = []
    for o in sorted(group, key=order):
        if all(o.value != k.value for k in kept):
            kept.append(o)
    return kept


def last_support(chosen: tuple[Observation, ...], live: Iterable[Observation]) -> date | None:
    """The last report that says the printed value, repeats included (rule 6)."""
    if not chosen:
        return None
    since = chosen[0].true.first
    return max(
        o.reported
        for o in live
        if o.true.first >= since and any(agreeing([o, c]) for c in chosen)
    )


def judge(
    fact: Fact, day: date, chosen: tuple[Observation, ...], supported: date | None
) -> Standing:
    """The first standing that applies (rule 7)."""
    if not chosen or supported is None:
        return Standing.UNKNOWN
    if len(chosen) > 1:
        return Standing.DISPUTED
    if chosen[0].value is Special.WITHHELD:
        return Standing.WITHHELD
    if (chosen[0].true.last or day) < day:
        return Standing.LAPSED
    if fact.ages and fact.review_in.after(supported) < day:
        return Standing.STALE
    return Standing.CURRENT


def state(
    o: Observation,
    day: date,
    known: date,
    chosen: tuple[Observation, ...],
    gone: list[Observation],
    live: list[Observation],
) -> State:
    """What became of one observation."""
    if o.reported > known or o.true.first > day:
        return State.UNKNOWN
    if o in gone:
        return State.RETRACTED
    if o.claim:
        return State.CLAIM
    if o in chosen:
        return State.CURRENT if len(chosen) == 1 else State.DISPUTED
    return State.CORRECTED if any(corrects(p, o) for p in live) else State.SUPERSEDED


def corrects(later: Observation, o: Observation) -> bool:
    """Whether a later report of one publisher says the earlier one was wrong, not just old."""
    same = later.publisher == o.publisher and later.true.first == o.true.first
    other = later.reported > o.reported and later.value != o.value
    return same and other and later.status is not Status.REVISED


def computed(formula: Formula, parts: Mapping[str, View]) -> Iterator[Observation]:
    """A derived value for each way that its parts' printed values combine."""
    for picked in product(*(view.chosen for view in parts.values())):
        yield derived(formula, dict(zip(parts, picked, strict=True)))


def derived(formula: Formula, picked: Mapping[str, Observation]) -> Observation:
    """One computed value: latest start and report of its parts, all their sources."""
    parts = list(picked.values())
    values = {k: o.value for k, o in picked.items() if isinstance(o.value, Quantity)}
    whole = len(values) == len(parts)
    value = formula.value(values) if whole else Special.WITHHELD
    newest = max(parts, key=lambda o: o.true.first)
    ends = [o.true.end for o in parts if o.true.end]
    return Observation(
        value,
        Period(newest.true.start, earliest(ends), any(o.true.inferred for o in parts)),
        max(o.reported for o in parts),
        tuple(dict.fromkeys(c for o in parts for c in o.citations)),
        written=formula.text,
        place=newest.place,
    )


def earliest(ends: list[When]) -> When | None:
    """The end that comes first: a sum holds while all of its parts do."""
    return min(ends, key=lambda end: end.last, default=None)
