"""Reads data/editions.yaml: the numbers and the days of editions that follow no rhythm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from asof.briefing.series import (
    BEGINNING,
    WEEKDAYS,
    EditionLine,
    EditionSeries,
    MovedEdition,
    Rhythm,
)
from asof.data.reading import Reading
from asof.diagnostics import AsofError, Collector, Finding, Location, error, meant
from asof.located import Mapping_, Sequence_, check, kind

NAME = "data/editions.yaml"
IN_TABLE = "write 'series: {number: table}' in it, or take its editions out"
EARLIEST = 1000  # a year before has fewer than four digits, and no day before its first
A_LINE = "write - {number: 274, day: 2020-11-10}"


def table_lines(briefing: str, series: EditionSeries, reading: Reading) -> Sequence_:
    """The lines of a briefing whose numbers stand in the table; raises AsofError."""
    place = series.at("number")
    if reading.files.find(NAME) is None:
        raise AsofError(error(place, f"there is no {NAME}", "add one"))
    lines = reading.tree(NAME).get(briefing)
    if not isinstance(lines, Sequence_) or not lines:
        told = f"{NAME} has no editions of '{briefing}'"
        raise AsofError(error(place, told, f"write them under '{briefing}:'"))
    return lines


def edition_lines(lines: Iterable[Any], reading: Reading) -> tuple[EditionLine, ...]:
    """The editions of a briefing, in their order; raises AsofError with all that is wrong."""
    collect = Collector()
    made = [collect.attempt(_line, line, reading) for line in lines]
    read = tuple(line for line in made if line)
    collect.add(*_out_of_order(read))
    collect.close()
    return read


def _line(line: Any, reading: Reading) -> EditionLine:
    """One edition; raises AsofError."""
    if not isinstance(line, Mapping_):
        place = getattr(line, "place", Location(NAME))
        raise AsofError(error(place, f"expected an edition, found {kind(line)}", A_LINE))
    read = check(EditionLine, line, **reading.workspace.surroundings)
    if read.next and read.next <= read.day:
        told = f"the next edition, {read.next}, is not after the day of this one, {read.day}"
        raise AsofError(error(read.at("next"), told, "give a later day"))
    return read


def _out_of_order(lines: tuple[EditionLine, ...]) -> Iterator[Finding]:
    """Days that do not follow one another, and numbers that two editions have."""
    for before, after in pairwise(lines):
        if after.day <= before.day:
            told = f"the edition of {after.day} stands behind that of {before.day}"
            yield error(after.at("day"), told, "give each a day of its own, the oldest first")
    first: dict[str, EditionLine] = {}
    for line in lines:
        told = f"no. {line.number} is the edition of {first.setdefault(line.number, line).day}"
        if first[line.number] is not line:
            yield error(line.at("number"), told, "give each a number of its own")


def held(series: EditionSeries) -> Iterator[Finding]:
    """What contradicts itself in a series that follows a rhythm."""
    begins = series.begins
    if begins and begins.year < EARLIEST:
        told = f"{begins} is no day on which an edition came out"
        yield error(_at_first(series), told, "give the day of the first edition")
        return
    rhythm = Rhythm(series, begins or BEGINNING)
    if series.number and not rhythm.falls_on(rhythm.first):
        weekday = WEEKDAYS[rhythm.first.weekday()].capitalize()
        told = f"{rhythm.first} is a {weekday}, on which no edition comes out"
        yield error(_at_first(series), told, "give the day of the first edition")
    if series.until and series.until < rhythm.first:
        told = f"the last edition, {series.until}, is before the first, {rhythm.first}"
        yield error(series.at("until"), told, "exchange them")
    for day in (each for each in series.without if _excepted_in_vain(each, rhythm)):
        first = series.number and day == rhythm.first
        what = "the day of the first edition" if first else "no day of the series anyway"
        yield error(series.at("except"), f"{day} is {what}", "take it out")
    for move in series.moved:
        yield from _moved(move, rhythm)


def _at_first(series: EditionSeries) -> Location:
    """Where the day of the first edition stands."""
    named = next((name for name in ("from", "days") if name in series.values_at), "")
    return series.number.at("on") if series.number else series.at(named)


def _excepted_in_vain(day: date, rhythm: Rhythm) -> bool:
    """Whether there is no edition of a day anyway, or one that cannot be left out."""
    first = rhythm.series.number and day == rhythm.first
    return not rhythm.series.on_change and (bool(first) or not rhythm.falls_on(day))


def _moved(move: MovedEdition, rhythm: Rhythm) -> Iterator[Finding]:
    """What is wrong with an edition that is moved: editions keep their order, and their days."""
    same = [each for each in rhythm.series.moved if each.start == move.start]
    if not rhythm.gives(move.start):
        told = f"{move.start} is no day of the series, from which an edition could be moved"
        yield error(move.at("from"), told, "give the day on which it was to come out")
        return
    if same[0] is not move:
        told = f"the edition of {move.start} is moved to {same[0].to} already"
        yield error(move.at("from"), told, "take one of the two out")
    before, after = (rhythm.next_given(move.start, step) for step in (-1, 1))
    first = rhythm.comes_out(before) if before else date(EARLIEST, 1, 1)
    last = rhythm.comes_out(after) if after else date.max
    if not first < move.to < last:
        near = first if move.to <= first else last
        told = f"the edition of {move.start} would come out on {move.to}, and another on {near}"
        yield error(move.at("to"), told, "give a day between the editions before and after it")
    if move.to == move.start:
        told = f"the edition of {move.start} is moved to its own day"
        yield error(move.at("to"), told, "give the day on which it comes out")


def without_series(reading: Reading, numbered: dict[str, bool]) -> Iterator[Finding]:
    """The editions in the table that no briefing prints; `numbered` says which ones look there."""
    tree = reading.tree(NAME) if reading.files.find(NAME) else Mapping_()
    for name in tree:
        place = tree.keys_at[name]
        if name not in numbered:
            yield error(place, f"there is no briefing '{name}'", meant(name, numbered))
        elif not numbered[name]:
            yield error(place, f"the briefing '{name}' has no numbers in a table", IN_TABLE)
