"""What changes as days go by, told as by the editions of each day and the day before it.

For speed alone no day is seen anew: a fact is looked at on the days on which it may turn, and then
only at its last lines, where these decide what it says.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate

from asof.language import Language
from asof.ledger.changes import Change, between
from asof.ledger.edition import Edition, begins_on
from asof.ledger.facts import Fact, Ledger
from asof.ledger.rules_of_time import Standing, View, view
from asof.ledger.turning_days import Turns

FEW = 3  # lines that mostly decide what a fact says


class LastLines:
    """The lines of a fact in the order in which they begin."""

    def __init__(self, fact: Fact) -> None:
        self.fact = fact
        self.lines = tuple(sorted(fact.observations, key=begins_on))
        self.begun = [begins_on(o) for o in self.lines]
        self.told_until = list(accumulate((o.tells_until for o in self.lines), max))

    def view(self, day: date, known: date) -> View:
        """The fact on a day: what it says is right, what had become of older lines is not told."""
        stop, few = bisect_right(self.begun, day), FEW
        while few < stop:
            start = bisect_left(self.begun, self.begun[stop - few])
            seen = view(replace(self.fact, observations=self.lines[start:stop]), day, known)
            if start and self._decide(seen, start):
                return replace(seen, fact=self.fact)
            few *= 4
        return view(self.fact, day, known)

    def _decide(self, seen: View, start: int) -> bool:
        """Whether no line before some could alter what they say.

        What began earlier yields to what prints, unless that only infers when it began; and it may
        tell of a later day, where reports are expected.
        """
        if seen.current is None or seen.current.true.inferred:
            return False
        return all(self.told_until[start - 1] <= report.day for report in seen.reports)


@dataclass(slots=True)
class PassingDays:
    """What facts say as days go by, with the clock of what is known standing still or not."""

    ledger: Ledger
    language: Language
    known: date | None = None
    _lines: dict[str, LastLines] = field(default_factory=dict)
    _stated: dict[str, View] = field(default_factory=dict)
    _derived: dict[str, View] = field(default_factory=dict)

    def __getitem__(self, key: str) -> View:
        """What a fact said last."""
        said = self._stated.get(key) or self._derived.get(key)
        return said or View(self.ledger.facts[key], Standing.UNKNOWN)

    def parts(self, fact: Fact) -> Mapping[str, View]:
        """What the parts of a derived fact said last."""
        rule = fact.derived
        return {key: self[key] for key in rule.keys(self.ledger.facts, fact.key)} if rule else {}

    def changes(self, turns: Turns, until: date) -> Iterator[tuple[date, tuple[Change, ...]]]:
        """What reads otherwise than before on each day up to one on which something may.

        The facts that the `turns` of a derived one rest on have to be among them.
        """
        for day, keys in facts_by_day(turns, until):
            now = self._edition(day, keys)
            yield day, between(self, now, keys)
            for key in keys:
                said = self._derived if self.ledger.facts[key].derived else self._stated
                said[key] = now[key]

    def _edition(self, day: date, keys: Sequence[str]) -> Edition:
        """The edition of a day, in which facts that do not turn on it are seen already."""
        known = self.known or day
        stated = (key for key in keys if not self.ledger.facts[key].derived)
        turned = {key: self._last_lines(key).view(day, known) for key in stated}
        return Edition(self.ledger, day, known, self.language, self._stated | turned)

    def _last_lines(self, key: str) -> LastLines:
        if key not in self._lines:
            self._lines[key] = LastLines(self.ledger.facts[key])
        return self._lines[key]


def facts_by_day(turns: Turns, until: date) -> list[tuple[date, list[str]]]:
    """The days up to one on which some facts may read otherwise, in their order, and which may."""
    found: dict[date, list[str]] = {}
    for key, days in turns.items():
        for day in days:
            found.setdefault(day, []).append(key)
    return sorted((day, keys) for day, keys in found.items() if day <= until)
