"""Sets facts among the words of a line: what stands before one, its first letter, its day."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest

from asof.dates import When, when_on
from asof.language import Language, with_capital
from asof.language.grammar import OPEN, SPACE
from asof.ledger import View
from asof.ledger.printing import lacking, not_stated, unit_in
from asof.page.document import ADDED_DAY
from asof.templates.fact_change import SINCE, compared_days
from asof.templates.fact_property import FactProperty
from asof.templates.places import PLACE, place_of
from asof.templates.render_state import FactMark, RenderState

CLAUSE = re.compile(r"[.!?;…][”’»)\]]*\s")
ENDING = r"(?:[’-]\w+)?(?:[\u00a0 ]?[”’»](?!\w))*"
SPACED = re.compile(f"[ \u00a0]{PLACE.pattern}")
NO_DAY = (None, None)


def closed_up(part: str, marks: Sequence[FactMark]) -> str:
    """Words without the space before what says nothing: an end that is not stated, no day."""
    return SPACED.sub(lambda m: m[0] if marks[int(m[1])].words else m[0][1:], part)


def joined(parts: Sequence[str], marks: list[FactMark], language: Language) -> list[str]:
    """The parts of a line as the facts after them ask; an article is dropped from the fact."""
    cut = [PLACE.split(part) for part in parts]  # every second is a number
    pieces = [
        OPEN + marks[int(piece)].words if n % 2 else piece
        for whole in cut
        for n, piece in enumerate(whole)
    ]
    set_ = iter(language.joined(pieces))
    return ["".join(_put_back(whole, set_, marks)) for whole in cut]


def _put_back(cut: list[str], set_: Iterator[str], marks: list[FactMark]) -> Iterator[str]:
    """One part again, its facts as places; what they say now is kept in their marks."""
    for n, (piece, words) in enumerate(zip(cut, set_, strict=False)):
        if n % 2:
            marks[int(piece)] = marks[int(piece)].saying(words.removeprefix(OPEN))
        yield place_of(int(piece)) if n % 2 else words


def begin(line: str, marks: list[FactMark], language: Language) -> None:
    """Give each fact that begins a sentence its capital; what an author marked stays as typed."""
    for place in PLACE.finditer(line):
        mark = marks[int(place[1])]
        before = PLACE.sub(lambda m: marks[int(m[1])].text, line[: place.start()])
        if mark.view and language.opens_sentence(before):
            marks[int(place[1])] = mark.saying(with_capital(mark.words))


def day_mark(view: View, language: Language) -> FactProperty:
    """The day of a value that may no longer be so, as of January 18, 2021; what a total lacks."""
    day = view.reference_day
    assert day
    words = lacking(view, language) if view.incomplete else told_day(view, day, language)
    return FactProperty(view, ADDED_DAY, words, value=day.text)


def told_day(view: View, day: When, language: Language) -> str:
    """A day, told as assumed where it is the start of a value and nobody states it."""
    true = view.current.true if view.current else None
    remark = not_stated(true, language) if true and true.start == day else ""
    return ", ".join(filter(None, (language.as_of(day), remark)))


def day_told(mark: FactMark) -> When | None:
    """The day that a text tells by a property of a fact."""
    view, part = mark.view, mark.part
    if view and view.current and part == "on":
        return view.current.true.start
    return when_on(view.reported) if view and view.reported and part == "reported" else None


def days_of(marks: Sequence[FactMark]) -> dict[int, tuple[object, View | None]]:
    """The values and the days among the marks of a text, by number, each with its day.

    With it stands the fact of a value that lacks its day: it may no longer be so, or it is a
    change, and the text tells no day of it. A value that is current has no day, nor has one whose
    parts have several. The days of a change are told as two.
    """
    days = {n: day for n, mark in enumerate(marks) if (day := day_told(mark))}
    told = {view.key for n in days if (view := marks[n].view)}
    found: dict[int, tuple[object, View | None]] = {n: (d, None) for n, d in days.items()}
    compared = {mark.view.key for mark in marks if mark.view and mark.part == SINCE}
    for n, mark in enumerate(marks):
        if mark.view and not mark.part:
            found[n] = own_day(mark.view, mark.view.key in told) if mark.view.ageing else NO_DAY
        elif mark.view and mark.change and mark.change.computed:
            lacks = mark.view if mark.view.key not in compared else None
            found[n] = ((mark.change.since, mark.change.on), lacks)
    return found


def own_day(view: View, told: bool) -> tuple[When | None, View | None]:
    """The day of a value that may no longer be so, and its fact where the text does not tell it."""
    if view.incomplete:
        return None, view
    return view.reference_day, None if told else view


def days_lacking(
    line: str, marks: Sequence[FactMark], language: Language
) -> Iterator[tuple[int, int]]:
    """Where a line lacks a day, and the number of the value whose day it is (rule 9).

    Values that follow one another in a clause and share their day carry it once, behind the last.
    """
    days = days_of(marks)
    found = [m for m in PLACE.finditer(line) if int(m[1]) in days]
    for here, after in zip_longest(found, found[1:]):
        day, view = days[int(here[1])]
        said = line[here.start() : after.start()] if after else ""
        apart = not after or CLAUSE.search(PLACE.sub(lambda m: marks[int(m[1])].text, said))
        if view and (apart or view.incomplete or days[int(after[1])][0] != day):
            yield behind(line, here.end(), view, language), int(here[1])


def behind(line: str, end: int, view: View, language: Language) -> int:
    """Where the day of a value stands: behind its unit, and behind what closes a quotation."""
    units = "|".join(map(re.escape, (unit_in(view.fact, language) or {}).values()))
    unit = rf"(?:{SPACE}?(?:{units})(?!\w))?" if units else ""
    found = re.compile(f"{unit}{ENDING}").match(line, end)
    return found.end() if found else end


def bracketed(words: str, before: str) -> str:
    """A remark in brackets, or behind a comma where brackets stand around it already."""
    within = before.count("(") > before.count(")")
    return f", {words}" if within else f" ({words})"


@dataclass(frozen=True, slots=True)
class Prose:
    """Sets the facts of a text among its words; `marks` say what they say there.

    A text's lines come in parts, as markup cuts them, with a place for each mark.
    """

    session: RenderState
    marks: list[FactMark]

    def set(self, parts: Sequence[str], fixed: Container[int], *, opens: bool) -> list[str]:
        """The parts of a line as they print, words put into none that is fixed.

        A line that `opens` begins a sentence.
        """
        if not any(map(PLACE.search, parts)):
            return list(parts)
        parts = [closed_up(part, self.marks) for part in parts]
        parts = joined(parts, self.marks, self.session.language)
        if opens:
            begin("".join(parts), self.marks, self.session.language)
        return self._dated(parts, fixed)

    def _dated(self, parts: list[str], fixed: Container[int]) -> list[str]:
        """The parts of a line, its values that may no longer be so with their day."""
        line, language = "".join(parts), self.session.language
        for at, number in reversed(list(days_lacking(line, self.marks, language))):
            mark, place = self.marks[number], place_of(len(self.marks))
            assert mark.view
            change = mark.change
            told = compared_days(change, language) if change else day_mark(mark.view, language)
            day = told.mark(self.session)
            self.marks.append(replace(day, at=mark.at))
            n, within = room_at(parts, at, fixed)
            parts[n] = parts[n][:within] + bracketed(place, line[:at]) + parts[n][within:]
        return parts


def room_at(parts: Sequence[str], at: int, fixed: Container[int]) -> tuple[int, int]:
    """Where an offset in a line is: in the last part that can begin there, and how far into it."""
    begins = [0, *accumulate(map(len, parts))]
    n = max(n for n in range(len(parts)) if n not in fixed and begins[n] <= at)
    return n, at - begins[n]
