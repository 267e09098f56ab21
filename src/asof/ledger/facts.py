"""Facts, their observations and the ledger that holds them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, StrEnum
from functools import lru_cache
from hashlib import blake2b
from unicodedata import normalize

from asof.dates import Duration, Precision, When
from asof.diagnostics import Location
from asof.ledger.former_names import UNCHANGED, FormerNames
from asof.ledger.formulas import Formula
from asof.ledger.measures import Measure, Unit, measure_of
from asof.ledger.patterns import matching
from asof.quantity import Quantity
from asof.text import Text


class Special(Enum):
    """Values that are no number: withheld by the source, and a stated none."""

    WITHHELD = "not public"
    NONE = "none"


Value = Quantity | When | Text | Special


class ValueKind(StrEnum):
    """What the values of a fact are."""

    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    TEXT = "text"
    EVENT = "event"
    STATEMENT = "statement"
    PROGRESS = "progress"


class Progress(StrEnum):
    """How far some work is, in words that every language has."""

    NOT_STARTED = "not started"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    LATE = "late"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def name_in_words(self) -> str:
        """The key of its word in a language."""
        return f"progress_{self.value.replace(' ', '_')}"


class Wording(StrEnum):
    """Whose words a statement is in: the speaker's own, or those of whoever tells of it."""

    VERBATIM = "verbatim"
    REPORTED = "reported"


class Status(StrEnum):
    """What its source says an observation is worth (SDMX OBS_STATUS)."""

    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATE = "estimate"
    CLAIM = "claim"


class Frequency(StrEnum):
    """How often a fact is expected to be reported (SDMX CL_FREQ)."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that facts come from."""

    id: str
    title: Text
    publisher: Text
    published: When
    taken_as: date | None = None
    author: Text | None = None
    accessed: date | None = None
    url: str | None = None
    file: str | None = None
    kind: Text | None = None
    language: str | None = None
    note: Text | None = None
    place: Location = field(default=Location(""), compare=False, repr=False)

    @property
    def undated(self) -> bool:
        """Whether it prints no date: its readers are told between which days it appeared."""
        return self.published.precision in (Precision.INTERVAL, Precision.OTHER)

    @property
    def printed_note(self) -> Text | None:
        """Its note where that gives the reason for a day that the document does not print."""
        return self.note if self.undated or self.taken_as else None

    @property
    def reported(self) -> date:
        """The day from which what it says counts as known (rule 3)."""
        return self.taken_as or self.published.last

    @property
    def voice(self) -> tuple[tuple[str, str], ...]:
        """Its publisher, however the name is typed: letters' form, case and spaces aside.

        A name that is the same in each language may be typed once or for each.
        """
        names = {tag: folded_name(name) for tag, name in self.publisher.by.items()}
        alike = set(names.values())
        return (("", alike.pop()),) if len(alike) == 1 else tuple(sorted(names.items()))


@lru_cache(maxsize=1024)
def folded_name(name: str) -> str:
    """A name for comparing: NFKC, case folded, each run of spaces one (UAX 15; Unicode 3.13)."""
    return " ".join(normalize("NFKC", name).casefold().split())


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and the place in it, such as a paragraph."""

    source: Source
    part: str = ""

    def __str__(self) -> str:
        return f"{self.source.id}#{self.part}" if self.part else self.source.id


@dataclass(frozen=True, slots=True)
class Period:
    """When a value was true: a time (`on`), or a length of it (`from`, `until`).

    It reaches from the earliest day of `start` to the latest day of `end`; without an end, an
    `open` one goes on. Its start is stated, `assumed` (the day taken for its source) or `inferred`
    (the first day of its source).
    """

    start: When
    end: When | None = None
    inferred: bool = False
    assumed: bool = False
    open: bool = False

    @property
    def stated(self) -> bool:
        """Whether somebody says when it begins."""
        return not (self.inferred or self.assumed)

    @property
    def lasts(self) -> bool:
        """Whether it is a length of time: a `start` in doubt alone is none."""
        return self.open or self.end is not None

    @property
    def first(self) -> date:
        """The earliest day on which the value may have begun to hold."""
        return self.start.first

    @property
    def begins(self) -> date:
        """The day on which it has begun for certain, which decides what is current (rule 4).

        A coarse date has begun on its first day; an interval is doubt, and has on its last.
        """
        doubtful = self.start.precision is Precision.INTERVAL
        return self.start.last if doubtful else self.start.first

    @property
    def last(self) -> date | None:
        """The latest day on which it may still hold, where an end is stated."""
        return self.end.last if self.end else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One value of a fact: when it was true, when it was reported, who says so."""

    value: Value | None
    true: Period
    reported: date
    citations: tuple[Citation, ...]
    written: str = ""
    by: Text | None = None
    status: Status | None = None
    prefer: Text | None = None
    retracts: Text | None = None
    reason: Text | None = None
    note: Text | None = None
    dated: bool = True  # whether its line gives a day, be it only the one taken for its source
    place: Location = field(default=Location(""), compare=False, repr=False)

    @property
    def publisher(self) -> Text:
        """Who published it: corrections and retractions stay within one publisher."""
        return self.citations[0].source.publisher

    @property
    def tells_until(self) -> date:
        """The last day of which it tells something; of what goes on, the day of its report."""
        if self.true.end is None and self.true.open:
            return max(self.true.start.last, self.reported)
        return (self.true.end or self.true.start).last

    @property
    def claim(self) -> bool:
        """Whether it is somebody's claim, and so never the value."""
        return self.status is Status.CLAIM


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """A day from which a fact is counted otherwise than before, and why: its first such day."""

    on: date
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something we track that can change.

    Its label is all that it is called. Where it stands in a wide table that has two parts: `what`
    its column is, and `where` the figure is from, its row; a `total` is one of the others there.
    """

    key: str
    label: Text
    what: Text | None = None
    where: Text | None = None
    kind: ValueKind
    review_in: Duration
    expected: Frequency | None = None
    counts: Text | None = None
    unit: Unit | None = None
    currency: str | None = None
    fixed: bool = False
    cumulative: bool = False
    words: Wording = Wording.REPORTED
    tags: tuple[str, ...] = ()
    owner: str | None = None
    equals: Formula | None = None
    derived: Formula | None = None
    breaks: tuple[SeriesBreak, ...] = ()
    total: bool = False
    observations: tuple[Observation, ...] = ()
    place: Location = field(default=Location(""), compare=False, repr=False)

    @property
    def measure(self) -> Measure:
        """What its values count."""
        return measure_of(self.currency, self.unit)

    def counting(self, found: Measure) -> Fact:
        """The fact with what its formula counts, where it does not say so itself."""
        if self.currency or self.unit:
            return self
        kind = ValueKind.MONEY if found.currency else self.kind
        return replace(self, kind=kind, currency=found.currency, unit=found.words)

    @property
    def ages(self) -> bool:
        """Whether silence makes it stale (rule 6)."""
        return not self.fixed and self.kind not in (ValueKind.EVENT, ValueKind.STATEMENT)

    def breaks_between(self, before: date, after: date) -> tuple[SeriesBreak, ...]:
        """The breaks in its series that lie between values of two days, oldest first."""
        found = (each for each in self.breaks if before < each.on <= after)
        return tuple(sorted(found, key=lambda each: each.on))

    def unit_in(self, tag: str) -> Mapping[str, str] | None:
        """The unit's words in a language, by plural category."""
        if self.unit is None:
            return None
        return self.unit.get(tag) or self.unit.get(tag.split("-")[0]) or self.unit.get("")

    @property
    def unit_place(self) -> Location:
        """Where its unit is typed, or that of the parts that a formula makes it of."""
        words = (each for forms in (self.unit or {}).values() for each in forms.values())
        return getattr(next(words, None), "place", self.place)


@dataclass(frozen=True, slots=True)
class Index:
    """What is known of facts without looking at them.

    `tagged` has the keys under each tag, `digests` the digest of all that can decide how a fact is
    seen, and `names` that of all keys with their tags, which is what queries depend on.
    """

    tagged: Mapping[str, tuple[str, ...]]
    digests: Mapping[str, str]
    names: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every fact with every observation; what was known on a day is a view of it.

    A fact is made when it is asked for; its key, its tags and its digest are known before.
    `former` is what facts, sources and briefings were called before.
    """

    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    known: Index | None = field(default=None, compare=False, repr=False)
    former: FormerNames = field(default=UNCHANGED, compare=False, repr=False)

    @property
    def index(self) -> Index:
        """What is known without looking; of facts that were not read from files it is made anew."""
        return self.known or index_of(self.facts)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts.values())

    def matching(self, pattern: str) -> tuple[str, ...]:
        """The keys that a pattern such as personnel.* names, in the ledger's order."""
        return tuple(matching(pattern, self.facts))

    def tagged(self, tag: str) -> tuple[str, ...]:
        """The keys of the facts that carry a tag, in the ledger's order."""
        return self.index.tagged.get(tag, ())

    def digest(self, key: str) -> str:
        """The digest of all that can decide how a fact is seen: no place and no layout."""
        return self.index.digests[key]

    @property
    def names_digest(self) -> str:
        """The digest of all keys with their tags, in their order."""
        return self.index.names


def by_tag(tags: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """The keys under each tag, given each key with its tags."""
    found: dict[str, list[str]] = {}
    for key, carried in tags:
        for tag in dict.fromkeys(carried):
            found.setdefault(tag, []).append(key)
    return {tag: tuple(keys) for tag, keys in found.items()}


def index_of(facts: Mapping[str, Fact]) -> Index:
    """The index of facts that are all at hand, and not read from files."""
    digests = {key: _digest(repr(fact)) for key, fact in facts.items()}
    names = _digest(repr([(key, fact.tags) for key, fact in facts.items()]))
    return Index(by_tag((key, fact.tags) for key, fact in facts.items()), digests, names)


def _digest(said: str) -> str:
    return blake2b(said.encode(), digest_size=16).hexdigest()
