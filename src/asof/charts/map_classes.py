"""What a map says of an area: the class of its value, by tone; how sure that is, by hatches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor

from asof.charts.scales import ROUND, scaled
from asof.diagnostics import WordError
from asof.language import Language
from asof.ledger.facts import Fact, Special
from asof.ledger.printing import printed, unit_in
from asof.ledger.rules_of_time import Standing, View
from asof.quantity import Hedge, Quantity

MOST = 6  # classes whose tones are told apart on grey paper
LIGHTEST, DARKEST, ALONE = 0.08, 0.9, 0.4  # shares of ink
QUANTILES = "quantiles"
MILLION = 10**6  # from there numbers have scale words
BELOW_ZERO = "\\\\\\\\"
WORDED = (
    (0.75, ""),
    (0.1, ""),
    (0.4, ""),
    (0.1, BELOW_ZERO),
    (0.75, BELOW_ZERO),
    (0.4, BELOW_ZERO),
)
HEDGED, STALE = "////", "..."
DISPUTED, WITHHELD, NO_FIGURE = "++++", "xxxx", "----"
Classing = int | str | Sequence[float | str | Decimal]


@dataclass(frozen=True, slots=True)
class Shade:
    """How an area is filled: a share of ink and a hatch; and what the key says of it."""

    tone: float
    hatch: str
    words: str

    def under(self, hatch: str) -> Shade:
        """The same with a hatch upon it."""
        return replace(self, hatch=self.hatch + hatch)


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of a map in the order of its key, and what a view belongs to.

    `lows` is where each class of numbers begins, None where the lowest has no beginning; each ends
    before the next. `worded` are the values of a map of words.
    """

    fact: Fact
    language: Language
    lows: tuple[Decimal | None, ...] = ()
    values: tuple[Decimal, ...] = ()
    worded: tuple[str, ...] = ()

    @property
    def shades(self) -> tuple[Shade, ...]:
        """All classes: those of numbers from the lowest, or those of words."""
        if self.worded:
            looks = zip(WORDED, self.worded, strict=False)
            return tuple(Shade(tone, hatch, words) for (tone, hatch), words in looks)
        return tuple(Shade(*self._look(n), self._range(n)) for n in range(len(self.lows)))

    def shade(self, view: View | None) -> Shade:
        """How the area of a fact is filled; None is an area that no fact is about."""
        if view is None or not view.standing.printable or not view.chosen:
            return Shade(0, NO_FIGURE, self.language.word("no_figure"))
        if len(view.chosen) > 1:
            return Shade(0, DISPUTED, self.language.word("disputed"))
        value = view.chosen[0].value
        if value is Special.WITHHELD:
            return Shade(0, WITHHELD, self.language.word("not_public"))
        if isinstance(value, Quantity):
            return self.shades[sum(low is None or low <= value.nominal for low in self.lows) - 1]
        words = printed(value, view.fact, self.language)
        return self.shades[self.worded.index(words)] if self.worded else Shade(0, "", words)

    def _look(self, n: int) -> tuple[float, str]:
        """The tone and the hatch of a class: darker away from zero, hatched below it."""
        zero = self.lows.index(Decimal(0)) if Decimal(0) in self.lows else 0
        if n < zero:
            return _tone(zero - 1 - n, zero), BELOW_ZERO
        return _tone(n - zero, len(self.lows) - zero), ""

    def _range(self, n: int) -> str:
        """What a class holds, in words."""
        low, high = self.lows[n], next(iter(self.lows[n + 1 :]), None)
        if len(self.lows) == 1:
            return self._from(self.values[0], self.values[-1])
        if low is None:
            assert high is not None, "above the lowest of several classes is another"
            return self._said(Hedge.FEWER_THAN, high)
        if high is None:
            return self._said(Hedge.AT_LEAST, low)
        if self._whole:
            return self._from(low, high - 1)
        ends = {"low": self._said(Hedge.NONE, low), "high": self._said(Hedge.NONE, high)}
        return self.language.word("class_range", **ends)

    def _from(self, low: Decimal, high: Decimal) -> str:
        """A range with both of its ends, or the one value that it has."""
        if low == high:
            return self._said(Hedge.NONE, low)
        return self._said(Hedge.RANGE, low, high)

    @property
    def _whole(self) -> bool:
        """Whether all is counted in whole numbers, so that a class can end before the next."""
        numbers = [*filter(None, self.lows), *self.values]
        return all(each == each.to_integral_value() and abs(each) < MILLION for each in numbers)

    def _said(self, hedge: Hedge, low: Decimal, high: Decimal | None = None) -> str:
        top = None if high is None else scaled(high)
        value, unit = Quantity(hedge, scaled(low), top), unit_in(self.fact, self.language)
        return self.language.quantity(value, self.fact.currency, unit)


def _tone(n: int, of: int) -> float:
    return ALONE if of == 1 else LIGHTEST + (DARKEST - LIGHTEST) * n / (of - 1)


def classes_of(views: Sequence[View], wanted: Classing, language: Language) -> Classes:
    """The classes of the values of some facts; raises WordError where they are not alike."""
    fact = views[0].fact
    for view in views:
        if not view.fact.measure.same(fact.measure):
            told = f"'{view.key}' does not count what '{fact.key}' counts"
            raise WordError(told, "draw a map of each")
    said = [view.chosen[0].value for view in views if len(view.chosen) == 1]
    values = tuple(sorted(value.nominal for value in said if isinstance(value, Quantity)))
    words = tuple(_worded(views, language))
    if not values:
        return Classes(fact, language, worded=words)
    if words:
        told = "some of these facts are numbers and others are words"
        raise WordError(told, "draw a map of each")
    return Classes(fact, language, _lows(values, _breaks(values, wanted)), values)


def _lows(values: Sequence[Decimal], breaks: tuple[Decimal, ...]) -> tuple[Decimal | None, ...]:
    """Where classes begin: the lowest at its break if nothing lies below, else at zero or never."""
    if breaks and values[0] >= breaks[0]:
        return breaks
    return (Decimal(0) if values[0] >= 0 else None, *breaks)


def _worded(views: Sequence[View], language: Language) -> Sequence[str]:
    """The values that are words, each once; raises WordError where they are too many."""
    found = dict.fromkeys(
        printed(view.chosen[0].value, view.fact, language)
        for view in views
        if view.standing.printable and len(view.chosen) == 1
        if not isinstance(view.chosen[0].value, Quantity | Special)
    )
    if len(found) > MOST:
        told = f"{len(found)} different values are more than can be told apart"
        raise WordError(told, f"put them into {MOST} groups, or fewer")
    return tuple(found)


# ---- where classes begin


def _breaks(values: Sequence[Decimal], wanted: Classing) -> tuple[Decimal, ...]:
    """Where classes begin, but for the lowest: round numbers, quantiles, or the author's own."""
    if wanted == QUANTILES:
        return _quantiles(values)
    if isinstance(wanted, int):
        if not 1 <= wanted <= MOST:
            raise WordError(f"{wanted} classes cannot be told apart", f"write 1 to {MOST}")
        return _round_breaks(values, wanted)
    return _own(wanted)


def _own(wanted: str | Sequence[float | str | Decimal]) -> tuple[Decimal, ...]:
    """The breaks that an author gives."""
    hint = f"write classes=[10, 20, 50]: at most {MOST - 1} numbers that rise; or '{QUANTILES}'"
    try:
        found = tuple(Decimal(str(each)) for each in wanted)
    except (ArithmeticError, TypeError):
        found = ()
    rising = all(a < b for a, b in pairwise(found))
    if not (0 < len(found) < MOST and rising and all(each.is_finite() for each in found)):
        raise WordError("these are no breaks between classes", hint)
    return found


def _quantiles(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Breaks that put as many areas into each of five classes, as far as values differ."""
    few = min(MOST - 1, len(values))
    return tuple(sorted({values[ceil(n * len(values) / few)] for n in range(few)}))


def _round_breaks(values: Sequence[Decimal], most: int) -> tuple[Decimal, ...]:
    """Round numbers at equal distances that make at most so many classes."""
    low, high = values[0], values[-1]
    if low == high or most == 1:
        return ()
    whole = all(each == each.to_integral_value() for each in values)
    return next(found for found in _ladders(low, high, whole) if len(found) < most)


def _ladders(low: Decimal, high: Decimal, whole: bool) -> Iterator[tuple[Decimal, ...]]:
    """The multiples of one round number after another that lie above low, up to high."""
    power = (high - low).adjusted() - 1
    while True:
        for each in map(Decimal, map(str, ROUND[:-1])):
            step = each.scaleb(power)
            if not whole or step == step.to_integral_value():
                first, last = floor(low / step), floor(high / step)
                yield tuple(n * step for n in range(first + 1, last + 1))
        power += 1


def doubts(view: View | None) -> tuple[tuple[str, str], ...]:
    """The hatches that are set upon a value that is hedged or stale, with the word for each."""
    if view is None or len(view.chosen) != 1 or not view.standing.printable:
        return ()
    value = view.chosen[0].value
    hedged = isinstance(value, Quantity) and not value.exact
    stale = view.standing is Standing.STALE or view.ageing
    found = ((HEDGED, "hedged", hedged), (STALE, "stale", stale))
    return tuple((hatch, word) for hatch, word, holds in found if holds)
