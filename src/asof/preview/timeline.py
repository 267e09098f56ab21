"""The days on which anything that is known changes, and what changes on each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from asof.batch.up_to_date import CurrentInputs
from asof.compare.differences import ORDER
from asof.ledger import Ledger
from asof.ledger.changes import Change
from asof.ledger.fact_graph import rests_on, stated_parts
from asof.ledger.passing_days import PassingDays
from asof.ledger.turning_days import Turns, turning_days
from asof.preview.asked_facts import as_built, as_filled
from asof.preview.snapshot import Snapshot
from asof.preview.view import Asked, read_view
from asof.preview.view_words import ViewWords

AHEAD = timedelta(days=366)  # of today: what is known to end or to age later is left out
MOST_SEEN = 50_000  # facts that are seen on a day, each on each of its days
MOST_OF_A_DAY, MOST_OF_ALL = 40, 6_000  # changes of one day, and of all, that are told one by one
FEWEST = 4  # of a day that are told, however many days there are


def timeline(snapshot: Snapshot, asked: Asked) -> dict[str, Any]:
    """What changes on which day, by both clocks, or by one while `known` stands still.

    Whether the briefing asks for a fact is told as it is on the day of the view. `left_out` is how
    many facts there was no time to look at, `more` how many changes of a day are not told, and
    `more_here` how many of those are of what the briefing asks for.
    """
    job, ledger = read_view(snapshot, asked).planned, snapshot.ledger
    inputs = CurrentInputs(snapshot.workspace, ledger)
    here = (as_built(job, inputs) or as_filled(job, inputs)).keys
    words = ViewWords(snapshot.workspace, job.tag)
    turns = dict(weighed(ledger, turning_days(ledger), here))
    passing = PassingDays(ledger, words.language, job.known if asked.get("known") else None)
    found = passing.changes(turns, max(snapshot.today + AHEAD, job.day))
    days = {day: told for day, changes in found if (told := words.changes(changes))}
    first = first_told(days, here, job.day)
    tell = DayTeller(here, words, most_told(len(days)))
    return {
        "first": first.isoformat(),
        "last": max(snapshot.today, job.day, *days).isoformat(),
        "today": snapshot.today.isoformat(),
        "days": [tell.day(day, changes) for day, changes in days.items() if day >= first],
        "left_out": len(ledger.facts) - len(turns),
    }


def weighed(ledger: Ledger, turns: Turns, first: Collection[str]) -> Iterator[tuple[str, Any]]:
    """The facts that there is time to look at on each of their days, some before all others.

    A derived fact brings along those that it rests on.
    """
    looked_at: set[str] = set()
    left = MOST_SEEN
    for key in sorted(ledger.facts, key=lambda each: each not in first):
        new = [each for each in rests_on(ledger, key) if each not in looked_at]
        left -= sum(len(turns[each]) * _weight(ledger, each) for each in new)
        if left < 0:
            return
        looked_at.update(new)
        yield from ((each, turns[each]) for each in new)


def _weight(ledger: Ledger, key: str) -> int:
    """What it takes to see a fact; each part of a derived one takes less than a fact."""
    return 1 + len(stated_parts(ledger, key)) // 4


def first_told(days: Mapping[date, tuple[Change, ...]], here: Collection[str], asked: date) -> date:
    """The first day on which there is something to show: of the briefing, if it has anything."""
    ours = (day for day, told in days.items() if any(each.after.key in here for each in told))
    return min(next(ours, None) or next(iter(days), asked), asked)


def most_told(days: int) -> int:
    """How many changes of each of some days are told one by one."""
    return min(MOST_OF_A_DAY, max(FEWEST, MOST_OF_ALL // max(1, days)))


@dataclass(frozen=True, slots=True)
class DayTeller:
    """Tells the changes of days: what a briefing asks for before the rest, the gravest first."""

    here: Collection[str]
    words: ViewWords
    most: int

    def day(self, day: date, changes: Sequence[Change]) -> dict[str, Any]:
        """A day with its changes."""
        ranked = sorted(changes, key=self._rank)
        told, more = ranked[: self.most], ranked[self.most :]
        return {
            "day": day.isoformat(),
            "changes": [self._change(each) for each in told],
            "more": len(more),
            "more_here": sum(map(self._asked_for, more)),
        }

    def _asked_for(self, change: Change) -> bool:
        return change.after.key in self.here

    def _rank(self, change: Change) -> tuple[bool, int]:
        return not self._asked_for(change), ORDER.index(change.sort)

    def _change(self, change: Change) -> dict[str, Any]:
        return {
            "key": change.after.key,
            "label": self.words.text(change.after.fact.label),
            "change": change.sort.name.lower(),
            "before": self.words.value(change.before),
            "after": self.words.value(change.after),
            "here": self._asked_for(change),
        }
