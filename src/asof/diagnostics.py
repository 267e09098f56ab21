"""What went wrong and where: places, findings and the one exception."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
NOTHING: Mapping[str, str] = MappingProxyType({})
LONGEST = 600  # characters that a message or a hint has; of what it quotes the middle is left out
NAMED = 3  # how many rows or facts are named of those that share a mistake
CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What steers a terminal, ends a line or turns its order: a log must show it, never obey it."""


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the workspace; line and column count from 1, 0 is the whole file."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.path, *numbers])


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found wrong: its rule, weight and place, what it is, and what to do instead.

    `fact` is the key of the fact that it is about, `facts` those of others that it is true of.
    `rows` are the names of the rows whose editions it was found in, where a briefing has rows.
    `trace` is where a fault of the program arose.
    """

    rule: str
    severity: Severity
    place: Location | None
    message: str
    hint: str = ""
    rows: tuple[str, ...] = field(default=(), compare=False)
    fact: str = field(default="", kw_only=True)
    facts: tuple[str, ...] = field(default=(), kw_only=True, compare=False)
    trace: str = field(default="", kw_only=True, compare=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("message", "hint"):
            object.__setattr__(self, name, abridged(getattr(self, name)))

    def __str__(self) -> str:
        where = f"{visible(str(self.place))}: " if self.place else ""
        hint = f"\n  hint: {visible(self.hint)}" if self.hint else ""
        return f"{where}{self.severity}: {visible(self.said)}{hint}"

    @property
    def said(self) -> str:
        """What it is, with the rows that it was found in and the other facts that it is true of."""
        likewise = f" (likewise {_named(self.facts)})" if self.facts else ""
        rows = f"row{'s' if len(self.rows) > 1 else ''} {_named(self.rows)}: " if self.rows else ""
        return f"{rows}{self.message}{likewise}"

    @property
    def topic(self) -> tuple[Location | None, str, str]:
        """What is said of a place, whichever fact it is said of."""
        if not self.fact:
            return self.place, self.message, self.hint
        key = f"'{self.fact}'"
        return self.place, self.message.replace(key, ""), self.hint.replace(key, "")

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Findings are told file by file, from the top."""
        place = self.place or Location("")
        return (place.path, place.line, place.column, self.message)


def _named(names: tuple[str, ...]) -> str:
    """A few of some names, and how many more there are."""
    told = ", ".join(f"'{name}'" for name in names[:NAMED])
    return f"{told} and {len(names) - NAMED} more" if len(names) > NAMED else told


class AsofError(Exception):
    """Input that cannot be used, with every finding at once; `exit_code` is what a shell sees."""

    exit_code = 2

    def __init__(self, *findings: Finding) -> None:
        self.findings = tuple(sorted(once(findings), key=lambda f: f.order))
        super().__init__("\n".join(str(f) for f in self.findings))

    def __reduce__(self) -> tuple[type[AsofError], tuple[Finding, ...]]:
        return type(self), self.findings  # it comes back from other processes


class RenderError(AsofError):
    """An edition that could not be printed."""

    exit_code = 3


class LimitError(AsofError):
    """More of something than a limit allows: what is left is not even looked at."""


class WordError(ValueError):
    """Words that cannot be read: what is wrong, and what to type instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def visible(text: str) -> str:
    """A text on one line, with the characters shown that would steer what prints it."""
    return CONTROL.sub(lambda found: repr(found[0])[1:-1].replace(r"\x1b", r"\e"), text)


def abridged(text: str) -> str:
    """A text without its middle where it is as long as what it quotes: a log is read by people."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 60]} … {text[-60:]}"


def number_of(number: int, noun: str) -> str:
    """A number of things."""
    return f"{number} {noun}{'s' if number != 1 else ''}"


def error(place: Location | None, message: str, hint: str = "", rule: str = "input") -> Finding:
    """A finding that stops the work."""
    return Finding(rule, Severity.ERROR, place, message, hint)


def own_fault(problem: BaseException, place: Location | None) -> Finding:
    """A fault of the program's own, which nothing that is typed can mend."""
    from traceback import format_exception

    told = f"a fault of asof itself: {type(problem).__name__}: {problem}"
    hint = "report it with what 'asof --debug' shows; what you typed is not to blame"
    where = "".join(format_exception(problem))
    return Finding("fault", Severity.ERROR, place, told, hint, trace=where)


def once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is said of each place once, at its gravest, with all rows and facts that share it."""
    alike: dict[tuple[Location | None, str, str], list[Finding]] = {}
    for each in findings:
        alike.setdefault(each.topic, []).append(each)
    return tuple(_merged(found) for found in alike.values())


def _merged(alike: list[Finding]) -> Finding:
    """One finding for all that say the same."""
    gravest = min(alike, key=lambda each: (list(Severity).index(each.severity), not each.fact))
    rows = dict.fromkeys(row for each in alike for row in each.rows)
    facts = dict.fromkeys(key for each in alike for key in (each.fact, *each.facts) if key)
    facts.pop(gravest.fact, None)
    return replace(gravest, rows=tuple(rows), facts=tuple(facts))


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant, where one is near enough, whatever its case."""
    known = {candidate.lower(): candidate for candidate in candidates}
    typed = sorted(word.lower())
    swapped = [each for each in known if sorted(each) == typed]
    found = swapped or get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return known[found[0]] if found else None


def meant(word: str, candidates: Iterable[str], former: Mapping[str, str] = NOTHING) -> str:
    """A hint that names the likely candidate, or none; what was renamed has its name of today."""
    if word in former:
        return f"it is '{former[word]}' now"
    found = closest(word, candidates)
    return f"did you mean '{found}'?" if found else ""


@dataclass(frozen=True, slots=True)
class Collector:
    """Gathers what goes wrong, so that everything is told at once."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, *findings: Finding) -> None:
        """Keep findings."""
        self.findings.extend(findings)

    def attempt(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """The result of some work, or nothing when it failed, with its findings kept."""
        try:
            return work(*args, **kwargs)
        except LimitError:
            raise
        except AsofError as problem:
            self.add(*problem.findings)
            return None

    def close(self, failure: type[AsofError] = AsofError) -> None:
        """Raise all that went wrong, once."""
        if self.findings:
            raise failure(*self.findings)
