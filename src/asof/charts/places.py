"""Where labels go: beside what they name, upon nothing else. All lengths are points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

STEP = 2.0  # how finely a free place is looked for
BESIDE = 6.0  # from a mark to its label
CLEAR = 1.5  # between two labels


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
        over = (frame.left - self.left, self.right - frame.right)
        over += (frame.low - self.low, self.high - frame.high)
        return sum(max(each, 0.0) for each in over)

    def grown(self, by: float) -> Box:
        """The box with a margin."""
        return Box(self.left - by, self.low - by, self.right + by, self.high + by)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label that needs a place: the mark it names, its size, how far it may move up or down."""

    mark: Box
    width: float
    height: float
    reach: float = 60.0


def place(wanted: Sequence[Wanted], taken: Iterable[Box], frame: Box) -> list[Box]:
    """A box for each label: inside the frame, free of the others, as near as can be."""
    full = list(taken)
    found = []
    for each in wanted:
        best = min(_candidates(each), key=lambda c: (_cost(c[1], full, frame), c[0]))[1]
        full.append(best)
        found.append(best)
    return found


def _cost(box: Box, full: Iterable[Box], frame: Box) -> float:
    """What is wrong with a place: what it hides and what of it is cut off."""
    room = box.grown(CLEAR)
    return sum(room.shared(other) for other in full) + 1000 * box.outside(frame)


def _candidates(label: Wanted) -> Iterator[tuple[float, Box]]:
    """Places to the right, to the left, above and below, the nearest first, with their price."""
    mark, wide, tall = label.mark, label.width, label.height
    middle = (mark.low + mark.high - tall) / 2
    for away in _distances(label.reach):
        for low in {middle + away, middle - away}:
            right, left = mark.right + BESIDE, mark.left - BESIDE - wide
            yield 2 * away - (low > middle), Box(right, low, right + wide, low + tall)
            yield 2 * away + 8 - (low > middle), Box(left, low, left + wide, low + tall)
    for start in (mark.left, (mark.left + mark.right - wide) / 2, mark.right - wide):
        over, under = mark.high + 2, mark.low - 2 - tall
        yield 16, Box(start, over, start + wide, over + tall)
        yield 18, Box(start, under, start + wide, under + tall)


def _distances(reach: float) -> Iterator[float]:
    return (STEP * n for n in range(int(reach / STEP) + 1))


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
