"""Series: the reports of a fact in the order of their days, and those that should be there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from asof.charts.hedge_marks import Shape, shape_of
from asof.dates import Duration
from asof.ledger.facts import Frequency, Observation, Special, Status
from asof.ledger.reports import ONE_DAY, SATURDAY, expected_day, serves_until
from asof.ledger.rules_of_time import View

PERIODS = {
    Frequency.DAILY: Duration(0, 1, ""),
    Frequency.WEEKDAYS: Duration(0, 1, ""),
    Frequency.WEEKLY: Duration(0, 7, ""),
    Frequency.MONTHLY: Duration(1, 0, ""),
    Frequency.QUARTERLY: Duration(3, 0, ""),
    Frequency.YEARLY: Duration(12, 0, ""),
}
LENGTHS = {  # days of the shortest and the longest of each period, the shortest first
    Frequency.DAILY: (1, 1),
    Frequency.WEEKLY: (7, 7),
    Frequency.MONTHLY: (28, 31),
    Frequency.QUARTERLY: (89, 92),
    Frequency.YEARLY: (365, 366),
}
UNSURE = (Status.PROVISIONAL, Status.ESTIMATE)


@dataclass(frozen=True, slots=True)
class DataPoint:
    """What was stated of one time: a value, or several in a dispute."""

    said: tuple[Observation, ...]
    first: date
    last: date

    @property
    def middle(self) -> date:
        """The day in the middle of the time."""
        return self.first + (self.last - self.first) // 2

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes of the values that are numbers."""
        return tuple(shape for o in self.said if (shape := shape_of(o)))

    @property
    def low(self) -> float:
        """The least that was stated."""
        return min(shape.low for shape in self.shapes)

    @property
    def high(self) -> float:
        """The most that was stated."""
        return max(shape.high for shape in self.shapes)

    @property
    def disputed(self) -> bool:
        """Whether several values were stated."""
        return len(self.shapes) > 1

    @property
    def single(self) -> float | None:
        """The one number that was stated, hedged or not; None where there are two, or none."""
        one = len(self.shapes) == 1 and not self.shapes[0].wide
        return self.shapes[0].point if one else None

    @property
    def hedged(self) -> bool:
        """Whether a number is not exact."""
        return any(shape.hollow for shape in self.shapes)

    @property
    def unsure(self) -> bool:
        """Whether its source calls a value provisional, or an estimate."""
        return any(o.status in UNSURE for o in self.said)

    @property
    def withheld(self) -> bool:
        """Whether its source does not make the value public."""
        return any(o.value is Special.WITHHELD for o in self.said)


@dataclass(frozen=True, slots=True)
class DataSeries:
    """The reports of a fact, oldest first, and the days of which one is missing."""

    view: View
    points: tuple[DataPoint, ...]
    missing: tuple[date, ...]
    width: int  # how many days a report of one day stands for

    @property
    def numbers(self) -> tuple[DataPoint, ...]:
        """Those that state a number."""
        return tuple(point for point in self.points if point.shapes)

    @property
    def stretches(self) -> Iterator[tuple[DataPoint, ...]]:
        """Numbers that follow one another without a break in the series.

        Nor without a report that is missing or has no number.
        """
        run: list[DataPoint] = []
        for point in self.points:
            late = run and any(run[-1].last < day < point.last for day in self.missing)
            apart = run and self.view.fact.breaks_between(run[-1].first, point.first)
            if run and (late or apart or not point.shapes):
                yield tuple(run)
                run = []
            run += [point] if point.shapes else []
        if run:
            yield tuple(run)


def data_series(view: View, day: date) -> DataSeries:
    """The reports of a fact as an edition of a day knows them."""
    points = tuple(_points(view, day))
    ends = [point.last for point in points]
    rhythm = view.fact.expected or _rhythm(ends)
    gaps = [day for ends_ in pairwise(ends) for day in _between(rhythm, *ends_)] if rhythm else []
    if view.fact.expected and view.reports and ends:
        gaps += _late(view.fact.expected, ends[-1], day)
    return DataSeries(view, points, tuple(gaps), _width(rhythm, ends))


def _points(view: View, day: date) -> Iterator[DataPoint]:
    for _, group in groupby(view.history, key=lambda o: o.true.begins):
        said = tuple(group)
        first = min(o.true.first for o in said)
        last = max(o.true.last or o.true.start.last for o in said)
        yield DataPoint(said, first, max(first, min(last, day)))


def _rhythm(ends: Sequence[date]) -> Frequency | None:
    """How often reports came, where most of them came at one distance."""
    distances = Counter((after - before).days for before, after in pairwise(ends))
    for frequency, (least, most) in LENGTHS.items():
        if 2 * sum(distances[n] for n in range(least, most + 1)) > distances.total():
            works = frequency is Frequency.DAILY and all(d.weekday() < SATURDAY for d in ends)
            return Frequency.WEEKDAYS if works else frequency
    return None


def _width(rhythm: Frequency | None, ends: Sequence[date]) -> int:
    if rhythm:
        return LENGTHS.get(rhythm, (1, 1))[0]
    return max(1, min(((after - before).days for before, after in pairwise(ends)), default=1))


def _due(rhythm: Frequency, last: date) -> date:
    """The day of the report after that of a day; after the end of a month another end of one."""
    period = PERIODS[rhythm]
    due = max(period.after(last), period.after(last + ONE_DAY) - ONE_DAY)
    while rhythm is Frequency.WEEKDAYS and due.weekday() >= SATURDAY:
        due += ONE_DAY
    return due


def _between(rhythm: Frequency, before: date, after: date) -> Iterator[date]:
    """The days between two reports of which there is none; one that came late was not missing."""
    due = _due(rhythm, before)
    slack = (due - before) // 2 if rhythm is not Frequency.WEEKDAYS else 0 * ONE_DAY
    while due + slack < after:
        yield due
        due = _due(rhythm, due)


def _late(expected: Frequency, last: date, day: date) -> Iterator[date]:
    """The days since the last report of which one is missing now."""
    wanted = expected_day(expected, day)
    while serves_until(expected, last) < wanted:
        last = _due(expected, last)
        yield last


def shared_width(series: Iterable[DataSeries]) -> int:
    """How many days a report stands for where several facts share a chart."""
    return min((one.width for one in series), default=1)
