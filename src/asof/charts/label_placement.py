"""Where labels go: beside what they name, upon nothing else. All lengths are points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import inf

STEP = 4.0  # how finely a free place is looked for
REACH = 60.0  # how far up or down
BESIDE, ABOVE = 6.0, 2.5  # from a mark to its label
LINE = 11.5  # how high a line of words is
LEFT, OVER, UNDER = 8.0, 7.0, 10.0  # the prices of places that are not at the right of a mark
CLEAR = 1.0  # between a label and anything else
HIDING = 4.0  # the price of a hidden square point
WORTH, MOST = 24, 20000  # how many places on a side, and steps to place all, are looked at
AWAY = 6.0  # the price of a label that needs a hairline to its mark


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; the origin is the lower left of the chart."""

    left: float
    low: float
    right: float
    high: float

    def shared(self, other: Box) -> float:
        """The area that two boxes share."""
        if not (self.left < other.right and other.left < self.right):
            return 0.0
        if not (self.low < other.high and other.low < self.high):
            return 0.0
        wide = min(self.right, other.right) - max(self.left, other.left)
        return wide * (min(self.high, other.high) - max(self.low, other.low))

    def outside(self, frame: Box) -> float:
        """How far the box reaches beyond a frame, all sides together."""
        across = max(frame.left - self.left, 0.0) + max(self.right - frame.right, 0.0)
        return across + max(frame.low - self.low, 0.0) + max(self.high - frame.high, 0.0)

    def grown(self, by: float) -> Box:
        """The box with a margin."""
        return Box(self.left - by, self.low - by, self.right + by, self.high + by)


@dataclass(frozen=True, slots=True)
class Size:
    """What room a label takes when it is set in one way, and the price of that, in points."""

    wide: float
    tall: float
    price: float = 0.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label that needs a place: the mark it names, and the sizes it can take."""

    mark: Box
    sizes: tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a label can stand, how good that is, and whether its lines are flush at the right."""

    price: float
    box: Box
    flush: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One place that a label can have, in one of its sizes, and what is wrong with it."""

    price: float
    box: Box
    size: int
    flush: bool


def place_labels(wanted: Sequence[Wanted], taken: Sequence[Box], frame: Box) -> list[Choice]:
    """A place for each label: inside the frame, free of the others, and as near as can be.

    The label with the fewest good places comes first, and every way to go on from there is
    followed while it can still be better than the best way found.
    """
    choices = [_choices(label, taken, frame) for label in wanted]
    order = sorted(range(len(wanted)), key=lambda n: -choices[n][0].price)
    search = _Search([choices[n] for n in order])
    search.go_on(0.0, ())
    found = dict(zip(order, search.best, strict=True))
    return [found[n] for n in range(len(wanted))]


class _Search:
    """The search for the best way to place labels, by branch and bound, within a limit."""

    def __init__(self, choices: list[list[Choice]]) -> None:
        self.choices = choices
        least = [each[0].price for each in choices]
        self.rest = [sum(least[n:]) for n in range(len(least) + 1)]
        self.best: tuple[Choice, ...] = ()
        self.price = inf
        self.steps = 0

    def go_on(self, price: float, chosen: tuple[Choice, ...]) -> None:
        """Place the labels that are left, the best place of each first."""
        done = len(chosen)
        if done == len(self.choices):
            self.price, self.best = price, chosen
            return
        for longer, choice in self.ranked(price, chosen):
            self.steps += 1
            if longer + self.rest[done + 1] >= self.price or (self.best and self.steps > MOST):
                return
            self.go_on(longer, (*chosen, choice))

    def ranked(self, price: float, chosen: tuple[Choice, ...]) -> list[tuple[float, Choice]]:
        """The places of the next label with the price of the way so far, the best first."""
        boxes = [each.box for each in chosen]
        bound = self.price - price - self.rest[len(chosen) + 1]
        near = (each for each in self.choices[len(chosen)] if each.price < bound)
        found = [(price + each.price + _hidden(each.box, boxes), each) for each in near]
        return sorted(found, key=lambda way: way[0])


def _choices(label: Wanted, taken: Sequence[Box], frame: Box) -> list[Choice]:
    """The places for a label that are worth a look, with what they hide of the marks."""
    found: list[Choice] = []
    for n, size in enumerate(label.sizes):
        sides = _right(label.mark, size), _left(label.mark, size), _level(label.mark, size, frame)
        for side in sides:
            choices = (
                Choice(at.price + size.price + _cost(at.box, taken, frame), at.box, n, at.flush)
                for at in side
            )
            found += nsmallest(WORTH, choices, key=lambda choice: choice.price)
    return sorted(found, key=lambda choice: choice.price)


def _hidden(box: Box, others: Iterable[Box]) -> float:
    """The price of hiding something, or of coming too near to it."""
    room = box.grown(CLEAR)
    return HIDING * sum(room.shared(other) for other in others)


def _cost(box: Box, taken: Iterable[Box], frame: Box) -> float:
    """What is wrong with a place by itself: what it hides and what of it is cut off."""
    return _hidden(box, taken) + 1000 * box.outside(frame)


def _right(mark: Box, size: Size) -> Iterator[Position]:
    """Places to the right of a mark."""
    left = mark.right + BESIDE
    for away, low in _heights(mark, size):
        yield Position(2 * away, Box(left, low, left + size.wide, low + size.tall), False)


def _left(mark: Box, size: Size) -> Iterator[Position]:
    """Places to the left of a mark."""
    right = mark.left - BESIDE
    for away, low in _heights(mark, size):
        yield Position(2 * away + LEFT, Box(right - size.wide, low, right, low + size.tall), True)


def _heights(mark: Box, size: Size) -> Iterator[tuple[float, float]]:
    """How far up or down a label is, and where its foot is then: along its mark it is near.

    Its first line is level with the middle of the mark, or all of it is.
    """
    middle, slack = (mark.low + mark.high) / 2, max(mark.high - mark.low - size.tall, 0.0) / 2
    yield 0.0, middle - size.tall + LINE / 2
    for n in range(int((REACH + slack) / STEP) + 1):
        away = max(STEP * n - slack, 0.0)
        away += AWAY / 2 if away > size.tall / 2 else 0.0
        yield away + 0.5, middle - size.tall / 2 + STEP * n
        yield away + 0.75, middle - size.tall / 2 - STEP * n


def _level(mark: Box, size: Size, frame: Box) -> Iterator[Position]:
    """Places above and below: from where the mark begins or to where it ends, if there is room."""
    for wanted, flush in ((mark.left, False), (mark.right - size.wide, True)):
        start = max(frame.left, min(wanted, frame.right - size.wide))
        moved = abs(start - wanted) / 2
        over, under = mark.high + ABOVE, mark.low - ABOVE - size.tall
        yield Position(OVER + moved, Box(start, over, start + size.wide, over + size.tall), flush)
        yield Position(
            UNDER + moved, Box(start, under, start + size.wide, under + size.tall), flush
        )


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
