"""The rules of time: what is known of a fact on a day, and how far it can be relied on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from asof.dates import When, when_on
from asof.ledger.facts import Citation, Fact, Observation, Special, Status
from asof.ledger.reports import ONE_DAY, Report, last_reports
from asof.quantity import Hedge, Number, Quantity, agree, exactness
from asof.text import Text


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
AGEING = (Standing.STALE, Standing.WITHHELD, Standing.DISPUTED)
Voice = tuple[object, date, bool]  # a publisher, and the start it speaks of: stated or not
ZERO = Quantity(Hedge.NONE, Number(Decimal(0)))


class ObservationState(StrEnum):
    """What an edition makes of one observation."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    DISPUTED = "disputed"
    RETRACTED = "retracted"
    CLAIM = "claim"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class View:
    """A fact as one edition sees it: its standing and the observations behind it.

    `chosen` is what prints: one observation, several in a dispute, none when unknown.
    `history` is what printed on the day of each start, as known now: oldest first, `chosen` last.
    `claims` is what somebody claims, oldest first; `states` is what became of every line.
    `supported` is the last report that says so; of a derived fact, the oldest among its parts.
    `overdue` is whether that is longer ago than it should be; `reports` has the last one of each
    fact behind the value of which one is expected. Where one of these is missing, or what prints is
    overdue, the fact is stale, unless a worse standing is told of it.
    """

    fact: Fact
    standing: Standing
    chosen: tuple[Observation, ...] = ()
    history: tuple[Observation, ...] = ()
    claims: tuple[Observation, ...] = ()
    states: tuple[tuple[Observation, ObservationState], ...] = ()
    supported: date | None = None
    overdue: bool = False
    reports: tuple[Report, ...] = ()

    @property
    def missing(self) -> tuple[Report, ...]:
        """The last report of each fact behind the value that lacks the one expected."""
        return tuple(report for report in self.reports if report.missing)

    @property
    def incomplete(self) -> bool:
        """Whether it is a total that lacks reports of its parts: their last ones are in it."""
        return self.fact.derived is not None and bool(self.missing)

    @property
    def possible(self) -> tuple[Observation, ...]:
        """The values that may have begun already, and for certain only later (rule 4)."""
        doubtful = (o for o, state in self.states if state is ObservationState.POSSIBLE)
        return tuple(o for o in doubtful if states_a_value(o))

    @property
    def key(self) -> str:
        """The fact's key."""
        return self.fact.key

    @property
    def current(self) -> Observation | None:
        """The observation that prints first, where there is one."""
        return self.chosen[0] if self.chosen else None

    @property
    def reported(self) -> date | None:
        """The last report that what prints rests on, confirmations included."""
        days = [o.reported for o in self.chosen]
        return max([*days, self.supported]) if self.supported else None

    @property
    def ageing(self) -> bool:
        """Whether what prints, or a refusal to, may no longer hold, and has not ended (rule 6)."""
        return (self.overdue or bool(self.missing)) and self.standing in AGEING

    @property
    def reference_day(self) -> When | None:
        """When what prints was so, at the latest: on its day, or on that of the last report.

        What lasts was so when it was reported last; a report may come before what it tells of.
        """
        if self.current is None or self.supported is None:
            return None
        true = self.current.true
        reported = true.lasts or self.supported < true.first
        return when_on(self.supported) if reported else true.start

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the printed values come from."""
        return tuple(dict.fromkeys(c for o in self.chosen for c in o.citations))


# What counts


@dataclass(frozen=True, slots=True)
class Heard:
    """What counts of a fact on a day, oldest first: reported by then, and begun (rules 3 and 4).

    `said` is what each voice states, `gone` what is taken back, `claims` what is never the value;
    `words` is what stands: each voice's last report, unless it was taken back.
    """

    day: date
    known: date
    said: Mapping[Voice, list[Observation]]
    gone: tuple[Observation, ...]
    words: tuple[Observation, ...]
    claims: tuple[Observation, ...]

    def __contains__(self, o: Observation) -> bool:
        return o.reported <= self.known and o.true.begins <= self.day


def hear(lines: Iterable[Observation], day: date, known: date) -> Heard:
    """Sort out what counts, of lines in their order."""
    counting = [o for o in lines if o.reported <= known and o.true.begins <= day]
    gone = tuple(retracted(counting))
    stated = [o for o in counting if states_a_value(o)]
    said = by_voice(stated)
    last = [o for o in stated if o.reported == said[voice(o)][-1].reported]
    words = tuple(o for o in last if o not in gone)
    claims = tuple(o for o in counting if o.claim and o not in gone)
    return Heard(day, known, said, gone, words, claims)


def view(fact: Fact, day: date, known: date) -> View:
    """Hold a fact's observations against the two clocks (rules 3 to 7)."""
    lines = sorted(fact.observations, key=order)
    heard = hear(lines, day, known)
    voices = [preferred(group) for group in starts(heard.words)]
    settled = [settle(group) for group in voices]
    history = tuple(o for group in settled for o in group)
    chosen = tuple(settled[-1]) if settled else ()
    supported = last_support(chosen, heard.words)
    reports = () if has_ended(chosen, day) else tuple(last_reports(fact, heard.words, day))
    missing = any(report.missing for report in reports)
    late = overdue(fact, supported, day) and not missing
    standing = judge(day, chosen, late=late or missing)
    now = ObservationState.DISPUTED if len(chosen) > 1 else ObservationState.CURRENT
    stands = voices[-1] if voices else []
    states = tuple((o, now if o in stands else state(o, heard)) for o in lines)
    return View(fact, standing, chosen, history, heard.claims, states, supported, late, reports)


def order(o: Observation) -> tuple[date, date, str, str, str]:
    """Observations are told by start, then by report, then by what they say: never by their place.

    So the order of lines in a file, and of files, changes nothing.
    """
    said = o.written or (value_words(o.value) if isinstance(o.value, Text) else repr(o.value))
    return (o.true.begins, o.reported, str(o.citations[0]), said, remarks(o))


def remarks(o: Observation) -> str:
    """All that a line says besides its start, its report, its source and its value."""
    ends = o.true.end.text if o.true.end else ""
    times = f"{o.true.start.text} {ends} {o.true.inferred} {o.true.assumed}"
    texts = " ".join(value_words(text) for text in (o.prefer, o.retracts, o.reason, o.note))
    return f"{times} {value_words(o.by)} {o.status} {texts}"


def value_words(text: Text | None) -> str:
    """What a text says, whatever the order of its languages."""
    return repr(sorted(text.by.items())) if text else ""


def retracted(counting: Iterable[Observation]) -> Iterator[Observation]:
    """The observations taken back by their own publisher, and the lines that only take back."""
    counting = list(counting)
    takers = [o for o in counting if o.retracts]
    return (o for o in counting if o.value is None or any(takes_back(t, o) for t in takers))


def takes_back(taker: Observation, o: Observation) -> bool:
    """Whether one line removes another: what its publisher had said of that time (rule 4).

    What the same document states beside its retraction is the new value, and stands.
    """
    same = speaks_of(taker) == speaks_of(o) and bool(taker.retracts) and o.value is not None
    earlier = o.reported < taker.reported
    other = o.reported == taker.reported and source_id(o) != source_id(taker)
    return same and (earlier or other)


def speaks_of(o: Observation) -> tuple[object, date]:
    """Who speaks, and of which start."""
    return (o.citations[0].source.voice, o.true.begins)


def source_id(o: Observation) -> str:
    """The document that states a line."""
    return o.citations[0].source.id


def states_a_value(o: Observation) -> bool:
    """Whether a line says what the value is: a claim does not, nor one that only takes back."""
    return not o.claim and o.value is not None


def idle_retractions(lines: Iterable[Observation]) -> Iterator[Observation]:
    """The retractions that take nothing back, or that take back what they state again."""
    lines = list(lines)
    for taker in (o for o in lines if o.retracts):
        gone = [o for o in lines if takes_back(taker, o)]
        if not gone or all(o.value == taker.value for o in gone):
            yield taker


def nearest(taker: Observation, lines: Iterable[Observation]) -> Observation | None:
    """The line that an idle retraction was probably meant for: its publisher's, its day's."""
    stated = [o for o in lines if o is not taker and o.value is not None]

    def distance(o: Observation) -> tuple[bool, bool, int]:
        ours = o.citations[0].source.voice == taker.citations[0].source.voice
        days = abs((o.true.begins - taker.true.begins).days)
        return (not ours, o.reported > taker.reported, days)

    return min(stated, key=distance, default=None)


def voice(o: Observation) -> Voice:
    """Who speaks of which start: within one voice the later report wins (rule 4)."""
    return (o.citations[0].source.voice, o.true.begins, o.true.stated)


def by_voice(stated: Iterable[Observation]) -> dict[Voice, list[Observation]]:
    """What each voice states, in the order of its reports."""
    said: dict[Voice, list[Observation]] = {}
    for o in stated:
        said.setdefault(voice(o), []).append(o)
    return said


def starts(words: Iterable[Observation]) -> list[list[Observation]]:
    """The observations that share a first day, oldest first.

    An inferred start never outranks a stated one: it counts until one has been stated. An assumed
    one ranks as its day, behind what was stated of that day.
    """
    words = list(words)
    stated = min((o.true.begins for o in words if not o.true.inferred), default=date.max)
    ranked = [o for o in words if not o.true.inferred or o.true.begins < stated]
    groups = [list(group) for _, group in groupby(ranked, key=lambda o: o.true.begins)]
    return [[o for o in group if o.true.stated] or group for group in groups]


# What prints


def preferred(group: list[Observation]) -> list[Observation]:
    """Those of one start that compete: the latest that were preferred, else all (rule 4)."""
    chosen = [o for o in group if o.prefer]
    return [o for o in chosen if o.reported == max(p.reported for p in chosen)] or group


def settle(group: list[Observation]) -> list[Observation]:
    """The observation that prints of those with one start, or all of a dispute (rule 4)."""
    if len(group) == 1 or agreeing(group):
        return [max(group, key=sharpness)]
    return distinct(o for o in group if o.value is not Special.WITHHELD)


def agreeing(group: Iterable[Observation]) -> bool:
    """Whether one value satisfies all: a withheld number contradicts nobody."""
    told = [o.value for o in group if o.value is not Special.WITHHELD]
    numbers = [v for v in told if isinstance(v, Quantity)]
    days = [v for v in told if isinstance(v, When)]
    if told and len(numbers) == len(told):
        return agree(numbers)
    if told and len(days) == len(told):
        return max(v.first for v in days) <= min(v.last for v in days)
    return all(v == told[0] for v in told)


def sharpness(o: Observation) -> tuple[int, object, date, date]:
    """The most exact value comes last; of equals, the longer stated end, then the later report."""
    exact: object = 0
    if isinstance(o.value, Quantity):
        exact = exactness(o.value)
    elif isinstance(o.value, When):
        exact = o.value.first - o.value.last
    told = o.value is not Special.WITHHELD
    return (told, exact, o.true.last or date.min, o.reported)


def distinct(group: Iterable[Observation]) -> list[Observation]:
    """The first observation of each value, as written."""
    kept: list[Observation] = []
    for o in group:
        if all(o.value != k.value for k in kept):
            kept.append(o)
    return kept


# What to make of it


def last_support(chosen: tuple[Observation, ...], words: Iterable[Observation]) -> date | None:
    """The last report that says the printed value, repeats included (rule 6)."""
    if not chosen:
        return None
    since = [o for o in words if o.true.begins >= chosen[0].true.begins]
    repeats = [o for o in since if any(supports(o, c) for c in chosen)]
    return max(o.reported for o in (*chosen, *repeats))


def supports(o: Observation, printed: Observation) -> bool:
    """Whether one line confirms another: silence supports silence, never a number."""
    silent = [x.value is Special.WITHHELD for x in (o, printed)]
    return silent[0] == silent[1] and agreeing([o, printed])


def overdue(fact: Fact, supported: date | None, day: date) -> bool:
    """Whether the last report that says so is longer ago than it should be (rule 6)."""
    since = overdue_from(fact, supported)
    return since is not None and since <= day


def overdue_from(fact: Fact, supported: date | None) -> date | None:
    """The first day on which the last report that says so is longer ago than it should be."""
    if not fact.ages or supported is None:
        return None
    served = fact.review_in.after(supported)
    return served + ONE_DAY if served < date.max else None


def judge(day: date, chosen: tuple[Observation, ...], *, late: bool) -> Standing:
    """The first standing that applies (rule 7)."""
    if not chosen:
        return Standing.UNKNOWN
    if len(chosen) > 1:
        return Standing.DISPUTED
    if chosen[0].value is Special.WITHHELD:
        return Standing.WITHHELD
    if has_ended(chosen, day):
        return Standing.LAPSED
    return Standing.STALE if late else Standing.CURRENT


def has_ended(chosen: tuple[Observation, ...], day: date) -> bool:
    """Whether the one value that prints is over (rule 5)."""
    return len(chosen) == 1 and (chosen[0].true.last or day) < day


def state(o: Observation, heard: Heard) -> ObservationState:
    """What became of an observation that is not, or no longer, the value."""
    if o not in heard:
        possible = o.reported <= heard.known and o.true.first <= heard.day
        return ObservationState.POSSIBLE if possible else ObservationState.UNKNOWN
    if o in heard.gone:
        return ObservationState.RETRACTED
    if o.claim:
        return ObservationState.CLAIM
    wrong = any(corrects(later, o) for later in heard.said[voice(o)])
    return ObservationState.CORRECTED if wrong else ObservationState.SUPERSEDED


def corrects(later: Observation, o: Observation) -> bool:
    """Whether a report says that an earlier one of its voice was wrong, not just old."""
    other = later.reported > o.reported and later.value != o.value
    return other and later.status is not Status.REVISED


# Derived facts
