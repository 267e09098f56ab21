"""Where labels go: beside what they name, upon nothing else, or nowhere. All lengths are points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from math import inf

STEP = 4.0  # how finely a free place is looked for
REACH = 72.0  # how far up or down
BESIDE, ABOVE = 6.0, 2.5  # from a mark to its label
LINE = 11.5  # how high a line of words is
LEFT, OVER, UNDER = 8.0, 7.0, 10.0  # the prices of places that are not at the right of a mark
CLEAR = 1.0  # between a label and anything else
CROSSED = 3.0  # the price of a line of the ground below a label
WORTH, MOST = 8, 3000  # how many places of a size, and steps to place all, are looked at
AWAY = 6.0  # the price of a label that needs a hairline to its mark
COLUMN = 16.0  # how wide a stretch of the sheet is that is looked through at once
FEW = 24  # labels of a chart: of more only those that are chosen are written
NAMED, CHOSEN, OTHER = 2000.0, 400.0, 90.0  # what labels are worth: the price of not writing them


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; the origin is the lower left of the chart."""

    left: float
    low: float
    right: float
    high: float

    def shared(self, other: Box) -> float:
        """The area that two boxes share."""
        if not self.touches(other):
            return 0.0
        wide = min(self.right, other.right) - max(self.left, other.left)
        return wide * (min(self.high, other.high) - max(self.low, other.low))

    def touches(self, other: Box) -> bool:
        """Whether two boxes share any area."""
        across = self.left < other.right and other.left < self.right
        return across and self.low < other.high and other.low < self.high

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
    """A label that needs a place: the mark it names, the sizes it can take, what it is worth.

    To the `left` or to the `right` of a mark something else may begin that it would seem to name.
    """

    mark: Box
    sizes: tuple[Size, ...]
    worth: float = CHOSEN
    left: bool = True
    right: bool = True


@dataclass(frozen=True, slots=True)
class Position:
    """Where a label can stand, how good that is, and whether its lines are flush at the right.

    Nothing else may be as `near` as its own mark is, unless a `leader` joins the two.
    """

    price: float
    box: Box
    flush: bool
    near: float = ABOVE
    leader: Box | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One place that a label can have, in one of its sizes, and what is wrong with it."""

    price: float
    box: Box
    size: int
    flush: bool
    leader: Box | None = None

    @property
    def taken(self) -> tuple[Box, ...]:
        """What it takes of the sheet, half of the room around it included."""
        box = self.box.grown(CLEAR / 2)
        return (box, self.leader) if self.leader else (box,)


class Boxes:
    """Boxes by columns of the sheet: a place is held against those of its neighbourhood alone."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self.columns: dict[int, list[Box]] = defaultdict(list)
        for box in dict.fromkeys(boxes):
            for column in _columns(box):
                self.columns[column].append(box)

    def touched(self, place: Box) -> frozenset[Box]:
        """Those that a place would hide."""
        columns = (self.columns.get(column, ()) for column in _columns(place))
        return frozenset(box for boxes in columns for box in boxes if box.touches(place))

    def free(self, place: Box) -> bool:
        """Whether a place hides none of them."""
        columns = (self.columns.get(column, ()) for column in _columns(place))
        return not any(box.touches(place) for boxes in columns for box in boxes)


def _columns(box: Box) -> range:
    return range(int(box.left // COLUMN), int(box.right // COLUMN) + 1)


@dataclass(frozen=True, slots=True)
class Ground:
    """What is on a sheet: marks, of which a label names one, words, and lines to be hidden."""

    marks: Boxes
    words: Boxes = field(default_factory=Boxes)
    faint: Boxes = field(default_factory=Boxes)


def place_labels(wanted: Sequence[Wanted], ground: Ground, frame: Box) -> list[Choice | None]:
    """A place for each label, or none: within the frame, free of the ground and of the others.

    The labels of most worth come first, and every way to go on from there is followed while it
    can be better than the best way found, within a limit: no chart is worth a minute.
    """
    choices = [_choices(label, ground, frame) for label in wanted]
    order = sorted(range(len(wanted)), key=lambda n: (-wanted[n].worth, len(choices[n])))
    search = _Search([choices[n] for n in order], [wanted[n].worth for n in order])
    search.go_on(0.0, 0, ())
    found = dict(zip(order, search.best, strict=True))
    return [found[n] for n in range(len(wanted))]


@dataclass(slots=True)
class _Search:
    """The search for the best way to place labels, by branch and bound, within a limit.

    Places are numbers into `places`; a set of them is an integer, a bit for each.
    """

    choices: list[list[Choice]]
    worth: list[float]
    best: tuple[Choice | None, ...] = ()
    price: float = inf
    steps: int = 0
    places: list[Choice] = field(init=False)
    rooms: list[tuple[Box, ...]] = field(init=False)
    begins: list[int] = field(init=False)
    rest: list[float] = field(init=False)
    met: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = [choice for each in self.choices for choice in each]
        self.rooms = [choice.taken for choice in self.places]
        self.begins = [sum(map(len, self.choices[:n])) for n in range(len(self.choices) + 1)]
        least = [
            min([price, *(choice.price for choice in each[:1])])
            for each, price in zip(self.choices, self.worth, strict=True)
        ]
        self.rest = [sum(least[n:]) for n in range(len(least) + 1)]

    def go_on(self, price: float, lost: int, chosen: tuple[Choice | None, ...]) -> None:
        """Place the labels that are left, the best place of each first; the last way is none."""
        done = len(chosen)
        if done == len(self.choices):
            self.price, self.best = price, chosen
            return
        for number in (*range(self.begins[done], self.begins[done + 1]), None):
            if number is not None and lost >> number & 1:
                continue
            longer = price + (self.worth[done] if number is None else self.places[number].price)
            self.steps += 1
            if longer + self.rest[done + 1] >= self.price or (self.best and self.steps > MOST):
                return
            if number is None:
                self.go_on(longer, lost, (*chosen, None))
            else:
                self.go_on(longer, lost | self.meeting(number), (*chosen, self.places[number]))

    def meeting(self, number: int) -> int:
        """The places that a place takes from others."""
        if number not in self.met:
            rooms = self.rooms[number]
            self.met[number] = sum(
                1 << n for n, others in enumerate(self.rooms) if _meet(rooms, others)
            )
        return self.met[number]


def _meet(rooms: Iterable[Box], others: Iterable[Box]) -> bool:
    """Whether two labels cannot both be written."""
    return any(one.touches(other) for one in rooms for other in others)


def _choices(label: Wanted, ground: Ground, frame: Box) -> list[Choice]:
    """The best of the places that a label can have, some in each of its sizes."""
    own = ground.marks.touched(label.mark)
    found: list[Choice] = []
    for n, size in enumerate(label.sizes):
        choices = (
            Choice(at.price + size.price + _crossed(at.box, ground), at.box, n, at.flush, at.leader)
            for at in _positions(label, size, frame)
            if at.box.outside(frame) == 0 and _free(at, ground, own)
        )
        found += nsmallest(WORTH, choices, key=lambda choice: choice.price)
    cheap = (choice for choice in found if choice.price < label.worth)
    return sorted(cheap, key=lambda choice: choice.price)


def _free(at: Position, ground: Ground, own: frozenset[Box]) -> bool:
    """Whether a place hides nothing, and nothing else is as near to it as the mark it names."""
    room = at.box.grown(CLEAR)
    if not (ground.marks.free(room) and ground.words.free(room)):
        return False
    return ground.marks.touched(at.leader or at.box.grown(at.near)) <= own


def _crossed(place: Box, ground: Ground) -> float:
    return CROSSED * len(ground.faint.touched(place))


def _positions(label: Wanted, size: Size, frame: Box) -> Iterator[Position]:
    """The places of a label in one of its sizes."""
    if label.right:
        yield from _right(label.mark, size)
    if label.left:
        yield from _left(label.mark, size)
    yield from _level(label.mark, size, frame)


def _right(mark: Box, size: Size) -> Iterator[Position]:
    """Places to the right of a mark."""
    left = mark.right + BESIDE
    for away, low in _heights(mark, size):
        box = Box(left, low, left + size.wide, low + size.tall)
        yield Position(2 * away, box, False, BESIDE, leader(mark, box))


def _left(mark: Box, size: Size) -> Iterator[Position]:
    """Places to the left of a mark."""
    right = mark.left - BESIDE
    for away, low in _heights(mark, size):
        box = Box(right - size.wide, low, right, low + size.tall)
        yield Position(2 * away + LEFT, box, True, BESIDE, leader(mark, box))


def leader(mark: Box, label: Box) -> Box | None:
    """The room of the hairline from a mark to a label that is not level with it."""
    if label.low - 2 <= mark.high and mark.low <= label.high + 2:
        return None
    ends = (mark.low + mark.high) / 2, (label.low + label.high) / 2
    across = (mark.right, label.left) if label.left >= mark.right else (label.right, mark.left)
    return Box(across[0], min(ends), across[1], max(ends))


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
    """Places above and below: from where the mark begins, to where it ends, over its middle."""
    middle = (mark.left + mark.right - size.wide) / 2
    for wanted, flush in ((mark.left, False), (mark.right - size.wide, True), (middle, False)):
        start = max(frame.left, min(wanted, frame.right - size.wide))
        moved = abs(start - wanted) / 2
        if start + size.wide < mark.left or start > mark.right:
            continue
        for price, low in ((OVER, mark.high + ABOVE), (UNDER, mark.low - ABOVE - size.tall)):
            box = Box(start, low, start + size.wide, low + size.tall)
            yield Position(price + moved, box, flush)


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
