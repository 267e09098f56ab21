"""What numbers count: currencies, units, percentages; and what reckoning makes of them (rule 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

Unit = Mapping[str, Mapping[str, str]]  # words by language and plural category


class FormulaError(ValueError):
    """A formula that cannot be read, or that merges unlike things; `hint` is what to do instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class SpecialMeasure(Enum):
    """Measures that no currency and no unit names."""

    PER_CENT = "%"
    POINTS = "pp"  # percentage points
    COMPOSITE = "a unit of its own"  # such as dollars a member: the fact has to name it


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number counts; one without anything is a plain number."""

    currency: str | None = None
    unit: Unit | None = None
    special: SpecialMeasure | None = None

    @property
    def plain(self) -> bool:
        """Whether it is a number of nothing in particular."""
        return self == Measure()

    @property
    def part_of_hundred(self) -> bool:
        """Whether its number is said in hundredths."""
        return self.special in (SpecialMeasure.PER_CENT, SpecialMeasure.POINTS)

    @property
    def words(self) -> Unit | None:
        """The unit as a fact states it."""
        if self.special and self.part_of_hundred:
            return {"": {"other": self.special.value}}
        return self.unit

    def same(self, other: Measure) -> bool:
        """Whether two numbers count the same: units by their words in the languages they share.

        What has a unit of its own, such as dollars a member, is like nothing else that has one.
        """
        if self == other == COMPOSITE:
            return False
        if self.unit is None or other.unit is None:
            return self == other
        return self.currency == other.currency and _alike(self.unit, other.unit)

    def __str__(self) -> str:
        if self.special:
            return self.special.value
        if self.unit:
            return next(iter(self.unit.values())).get("other", "")
        return self.currency or "a plain number"


PLAIN = Measure()
PER_CENT = Measure(special=SpecialMeasure.PER_CENT)
POINTS = Measure(special=SpecialMeasure.POINTS)
COMPOSITE = Measure(special=SpecialMeasure.COMPOSITE)


def measure_of(currency: str | None, unit: Unit | None) -> Measure:
    """What a fact counts, by its currency and its unit."""
    words = {form for forms in (unit or {}).values() for form in forms.values()}
    special = [each for each in (PER_CENT, POINTS) if words == {str(each)}]
    return special[0] if special else Measure(currency, unit)


def _alike(one: Unit, other: Unit) -> bool:
    """Whether units have the same words; one for all languages stands for each."""
    shared = one.keys() & other.keys() or {*one, *other}
    words = ({_word(unit, tag) for unit in (one, other)} for tag in shared)
    return all(len(said) == 1 for said in words)


def _word(unit: Unit, tag: str) -> str | None:
    forms = unit.get(tag) or unit.get("")
    return " ".join(forms["other"].casefold().split()) if forms else None


# What reckoning makes of them


def added(*measures: Measure) -> Measure:
    """What a sum counts: what all of its terms count; raises FormulaError."""
    first, *others = measures or (PLAIN,)
    for other in others:
        if not first.same(other) and not _hundredths(first, other):
            told = f"{first} and {other} cannot be added"
            raise FormulaError(told, "add like to like: convert one of them as a fact of its own")
    return first


def subtracted(one: Measure, other: Measure) -> Measure:
    """What a difference counts: that of two percentages is in percentage points."""
    return POINTS if one == other == PER_CENT else added(one, other)


def _hundredths(one: Measure, other: Measure) -> bool:
    """Whether percentage points are added to a percentage."""
    return (one, other) in ((PER_CENT, POINTS), (POINTS, POINTS))


def multiplied(one: Measure, other: Measure) -> Measure:
    """What a product counts: a share of something, or so many times something, is of that.

    A share of a plain number is a plain number, whichever of the two is written first.
    """
    for factor in (PER_CENT, PLAIN):
        if factor in (one, other):
            return other if one == factor else one
    return COMPOSITE


def divided(one: Measure, other: Measure) -> Measure:
    """What a quotient counts: like by like is a plain number, and so is what a number divides."""
    if one.same(other):
        return PLAIN
    return one if other.plain else COMPOSITE


def compared(one: Measure, other: Measure) -> Measure:
    """A share or a change: of like things, in per cent; raises FormulaError."""
    if not one.same(other):
        raise FormulaError(f"{one} and {other} cannot be compared", "compare like with like")
    return PER_CENT
