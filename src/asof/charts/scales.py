"""Scales: which days and numbers an axis names, in the edition's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor, log10

from asof import dates
from asof.language import PER_CENT, Language
from asof.quantity import Hedge, Number, Quantity

ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
HALVES = (1, 2, 5)  # about equal steps of a logarithmic scale
SCALES = (10**12, 10**9, 10**6)
MONTHS, DAYS = (1, 2, 3, 6), (1, 2, 7, 14, 28)
A_YEAR, A_MONTH, A_DAY = 32.0, 60.0, 76.0  # the width that its name takes, with the space around it


def steps_to(top: float, most: int = 2, low: float = 0.0) -> list[float]:
    """Round numbers, zero among them, the first not below `low` and the last not beyond the top.

    From zero up there are at most so many, and one at the least; as many more where numbers go
    below zero.
    """
    if top <= low:
        return [0.0]
    power = 10 ** floor(log10((top - low) / most))
    few = next(n for n, each in enumerate(ROUND) if power * each * (most + 1) > top - low)
    size = max(power * each for each in ROUND[: few + 1] if power * each <= max(top, -low))
    return [size * n for n in range(ceil(low / size), floor(top / size) + 1)]


def powers_of_ten(low: float, top: float, most: int = 4) -> list[float]:
    """The powers of ten between two numbers, all of them or every few; of one its multiples too."""
    whole = range(ceil(log10(low)), floor(log10(top)) + 1)
    if len(whole) == 1:
        return [each for n in HALVES if (each := n * 10.0 ** whole[0]) <= top]
    return [10.0**n for n in whole[:: ceil(len(whole) / most)]]


def axis_number(value: float, language: Language) -> str:
    """A number of an axis, with a scale word where it is a round one: 2 billion."""
    return language.number(scaled(Decimal(f"{value:.12g}")))


def scaled(amount: Decimal) -> Number:
    """An amount as a number with a scale word, where it is large enough for one."""
    for scale in SCALES:
        if abs(amount) >= scale:
            return Number((amount / scale).normalize() + 0, scale)
    return Number(Decimal(f"{amount.normalize():f}"))


def axis_share(percent: float, language: Language) -> str:
    """A share of an axis with its per cent sign."""
    number = Number(Decimal(f"{percent:.12g}"))
    return language.quantity(Quantity(Hedge.NONE, number), unit={"other": PER_CENT})


def days_between(first: float, last: float, width: float) -> list[tuple[float, str]]:
    """The days that an axis so many points long names, with their EDTF: years, months or days."""
    begin, end = day(ceil(first)), day(floor(last))  # columns begin and end between days
    years = [(date(y, 1, 1), str(y)) for y in range(begin.year + 1, end.year + 1)]
    if len(years) < 2:
        months = _told(_months(begin, end, int(width / A_MONTH)), begin, end)
        return months if len(months) > 1 else _told(_days(begin, end, width), begin, end)
    each = ceil(len(years) * A_YEAR / width)
    return _told((y for y in years if int(y[1]) % each == 0), begin, end)


def _told(named: Iterable[tuple[date, str]], begin: date, end: date) -> list[tuple[float, str]]:
    return [(x(each), text) for each, text in named if begin <= each <= end]


def _months(begin: date, end: date, most: int) -> Iterator[tuple[date, str]]:
    """The first days of months, every one or every few."""
    whole = [divmod(n, 12) for n in range(begin.year * 12 + begin.month - 1, end.year * 12 + 13)]
    found = [date(y, m + 1, 1) for y, m in whole if date(y, m + 1, 1) <= end]
    each = next((n for n in MONTHS if len(found) <= n * most), 12)
    return ((d, f"{d:%Y-%m}") for d in found if (d.month - 1) % each == 0)


def _days(begin: date, end: date, width: float) -> Iterator[tuple[date, str]]:
    """Days from the first on, every one or every few."""
    whole = (end - begin).days
    each = next((n for n in DAYS if (whole // n + 1) * A_DAY <= width), max(whole, 1))
    return ((d, d.isoformat()) for n in range(0, whole + 1, each) if (d := begin + timedelta(n)))


def axis_name(text: str, language: Language) -> str:
    """A day of an axis as its language writes it, short."""
    return language.date(dates.parse_date(text), short=True)


def x(when: date) -> float:
    """Where a day stands on an axis of time: its number in the calendar."""
    return float(when.toordinal())


def day(at: float) -> date:
    """The day that stands at a place on an axis of time."""
    return date.fromordinal(max(1, min(round(at), date.max.toordinal())))
