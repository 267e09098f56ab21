"""Where labels go: beside what they name, upon nothing else. All lengths are points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

STEP = 4.0  # how finely a free place is looked for
REACH = 60.0  # how far up or down
NARROWER = 12.0  # the price of a narrower size, in points of distance
BESIDE = 6.0  # from a mark to its label
CLEAR = 1.5  # between two labels
HIDING = 4.0  # the price of a hidden square point
WORTH, WAYS = 40, 20  # how many places of a label, and ways to place all, are looked at


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; the origin is the lower left of the chart."""

    left: float
    low: float
    right: float
    high: float

    def shared(self, other: Box) -> float:
        """The area that two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.high, other.high) - max(self.low, other.low)
        return max(wide, 0.0) * max(tall, 0.0)

    def outside(self, frame: Box) -> float:
        """How far the box reaches beyond a frame, all sides together."""
        across = max(frame.left - self.left, 0.0) + max(self.right - frame.right, 0.0)
        return across + max(frame.low - self.low, 0.0) + max(self.high - frame.high, 0.0)

    def grown(self, by: float) -> Box:
        """The box with a margin."""
        return Box(self.left - by, self.low - by, self.right + by, self.high + by)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label that needs a place: the mark it names, and the sizes it can take, best first."""

    mark: Box
    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One place that a label can have, in one of its sizes, and what is wrong with it."""

    price: float
    box: Box
    size: int


def place(wanted: Sequence[Wanted], taken: Sequence[Box], frame: Box) -> list[Choice]:
    """A place for each label: inside the frame, free of the others, and as near as can be.

    The label with the fewest good places comes first, and the best ways to place it and those
    before it are carried on to the next.
    """
    choices = [_choices(label, taken, frame) for label in wanted]
    order = sorted(range(len(wanted)), key=lambda n: -choices[n][0].price)
    ways: list[tuple[float, tuple[Choice, ...]]] = [(0.0, ())]
    for n in order:
        longer = (_with(way, choice) for way in ways for choice in choices[n])
        ways = nsmallest(WAYS, longer, key=lambda way: way[0])
    found = dict(zip(order, ways[0][1], strict=True))
    return [found[n] for n in range(len(wanted))]


def _with(
    way: tuple[float, tuple[Choice, ...]], choice: Choice
) -> tuple[float, tuple[Choice, ...]]:
    """One way to place labels, with a place for one label more."""
    price, chosen = way
    price += choice.price + _hidden(choice.box, [each.box for each in chosen])
    return price, (*chosen, choice)


def _choices(label: Wanted, taken: Sequence[Box], frame: Box) -> list[Choice]:
    """The places for a label that are worth a look, with what they hide of the marks."""
    found = [
        Choice(price + NARROWER * n + _cost(box, taken, frame), box, n)
        for n, (wide, tall) in enumerate(label.sizes)
        for price, box in _candidates(label.mark, wide, tall)
    ]
    return sorted(found, key=lambda choice: choice.price)[:WORTH]


def _hidden(box: Box, others: Iterable[Box]) -> float:
    """The price of hiding something, or of coming too near to it."""
    room = box.grown(CLEAR)
    return HIDING * sum(room.shared(other) for other in others)


def _cost(box: Box, taken: Iterable[Box], frame: Box) -> float:
    """What is wrong with a place by itself: what it hides and what of it is cut off."""
    return _hidden(box, taken) + 1000 * box.outside(frame)


def _candidates(mark: Box, wide: float, tall: float) -> Iterator[tuple[float, Box]]:
    """Places to the right, to the left, above and below, the nearest first, with their price."""
    middle = (mark.low + mark.high - tall) / 2
    for away in (STEP * n for n in range(int(REACH / STEP) + 1)):
        for low in dict.fromkeys((middle + away, middle - away)):
            right, left = mark.right + BESIDE, mark.left - BESIDE - wide
            yield 2 * away - (low > middle), Box(right, low, right + wide, low + tall)
            yield 2 * away + 8 - (low > middle), Box(left, low, left + wide, low + tall)
    for start in (mark.left, (mark.left + mark.right - wide) / 2, mark.right - wide):
        over, under = mark.high + 2, mark.low - 2 - tall
        yield 16, Box(start, over, start + wide, over + tall)
        yield 18, Box(start, under, start + wide, under + tall)


def spread(wanted: Sequence[float], apart: Sequence[float], low: float, high: float) -> list[float]:
    """Move points of a line so that each keeps its distance from the next and all stay in bounds.

    `wanted` rises; `apart[i]` is the least distance between the i-th and the one before it (from
    `low` for the first). Points that are too near share the shift; where there is not room
    enough for all, they run on beyond `high`.
    """
    shares = _offsets(apart)
    pooled = _rising([at - share for at, share in zip(wanted, shares, strict=True)])
    room = max(high - low - shares[-1], 0.0) if shares else 0.0
    return [
        low + share + min(max(at - low, 0.0), room)
        for at, share in zip(pooled, shares, strict=True)
    ]


def _offsets(apart: Sequence[float]) -> list[float]:
    total, sums = 0.0, []
    for each in apart:
        total += each
        sums.append(total)
    return sums


def _rising(values: Sequence[float]) -> list[float]:
    """The rising sequence that is nearest to one that may fall (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean = (before * many + mean * count) / (many + count)
            count += many
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]
