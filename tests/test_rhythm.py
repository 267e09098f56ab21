"""On which days editions come out: by a rhythm, from a list, moved or left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asof import data, workspace
from asof.briefing.series import EditionSeries, MovedEdition, ScheduledEdition, scheduled
from asof.data.editions import held
from asof.text import plain_text
from test_numbered_editions import noted, pages, series
from test_review import told, write

DAY = timedelta(days=1)
REASON = plain_text("A holiday.")
FIRST = date(2026, 1, 1)
LAST = FIRST + 400 * DAY


def days_of(found: EditionSeries, first: date = FIRST, last: date = LAST) -> list[date]:
    """The days of a calendar."""
    return [each.day for each in scheduled(found, first, last)]


# ---- the days, with numbers and without


@pytest.mark.parametrize(
    ("settings", "days"),
    [
        ("every: week", ["2026-03-02", "2026-03-09", "2026-03-16"]),
        ("every: month", ["2026-03-01"]),
        ("every: weekday, until: 2026-03-03", ["2026-03-02", "2026-03-03"]),
        ("every: [tuesday, sunday], from: 2026-03-09", ["2026-03-10", "2026-03-15", "2026-03-17"]),
        ("every: week, from: 2026-03-05", ["2026-03-05", "2026-03-12"]),
        ("every: month, from: 2026-01-31", []),
        ("every: week, except: [2026-03-09]", ["2026-03-02", "2026-03-16"]),
        ("days: [2026-03-17, 2026-03-03, 2026-09-01]", ["2026-03-03", "2026-03-17"]),
        ("every: change", []),
    ],
)
def test_a_rhythm_needs_no_number(settings: str, days: list[str]) -> None:
    found = series(f"{{{settings}}}")
    listed = scheduled(found, date(2026, 3, 1), date(2026, 3, 17))
    assert [each.day.isoformat() for each in listed] == days
    assert {each.number for each in listed} <= {""}


def test_listed_days_are_numbered_and_cover_the_time_between() -> None:
    found = series(
        "{number: {from: 7, on: 2026-03-03}, days: [2026-03-17, 2026-03-03, 2026-02-01]}"
    )
    made = [found.of_day(date(2026, 3, day)) for day in (3, 17)]
    told_ = [(e.number, e.period.text, e.next, e.supersedes) for e in made if e]
    assert told_ == [
        ("7", "2026-03-03", date(2026, 3, 17), ""),
        ("8", "2026-03-04/2026-03-17", None, "7"),
    ]
    assert found.of_day(date(2026, 2, 1)) is None
    assert [e.day.day for e in found.around(date(2026, 3, 5))] == [3, 17]
    assert (found.begins, found.ends) == (date(2026, 3, 3), date(2026, 3, 17))


MOVED = """
number: {from: 10, on: 2026-03-02}
every: week
moved:
  - {from: 2026-03-09, to: 2026-03-11, announced: 2026-03-04, reason: A holiday.}
  - {from: 2026-03-16, to: 2026-03-13, reason: An election.}
"""


def test_a_moved_edition_takes_its_number_along_and_keeps_its_former_day_with_the_reason() -> None:
    found = series(MOVED)
    listed = scheduled(found, date(2026, 3, 1), date(2026, 3, 31))
    assert [(e.day.day, e.number, e.moved_from and e.moved_from.day) for e in listed] == [
        (2, "10", None),
        (11, "11", 9),
        (13, "12", 16),
        (23, "13", None),
        (30, "14", None),
    ]
    assert [e.reason.in_("en") for e in listed if e.reason] == ["A holiday.", "An election."]
    eleventh = found.of_day(date(2026, 3, 11))
    assert eleventh
    assert (eleventh.number, eleventh.supersedes, eleventh.next) == ("11", "10", date(2026, 3, 13))
    assert eleventh.period.text == "2026-03-03/2026-03-11"
    assert found.of_day(date(2026, 3, 9)) is found.of_day(date(2026, 3, 16)) is None
    assert [e.number for e in found.around(date(2026, 3, 9))] == ["10", "11"]


def test_an_edition_printed_before_a_move_was_announced_tells_the_former_day() -> None:
    first = series(MOVED).of_day(date(2026, 3, 2))
    assert first
    assert first.next == date(2026, 3, 9)
    known = series(MOVED.replace("announced: 2026-03-04", "announced: 2026-03-02"))
    later = known.of_day(date(2026, 3, 2))
    assert later
    assert later.next == date(2026, 3, 11)


def test_a_move_stands_in_the_calendar_of_its_former_time_too() -> None:
    found = series("{every: month, moved: [{from: 2026-03-01, to: 2026-02-27, reason: A.}]}")
    move = ScheduledEdition(
        day=date(2026, 2, 27), moved_from=date(2026, 3, 1), reason=plain_text("A.")
    )
    for first, last in (
        (date(2026, 2, 2), date(2026, 2, 28)),
        (date(2026, 3, 1), FIRST + 80 * DAY),
    ):
        assert scheduled(found, first, last) == (move,)


def test_a_table_has_its_days_and_the_one_that_it_announces(tmp_path: Path) -> None:
    lines = "note:\n  - {number: 1/26, day: 2026-01-05, next: 2026-02-09}\n"
    layout = noted("series: {number: table}", data__editions_yaml=lines)
    found = data.read(workspace.read_workspace(write(tmp_path, layout)))[1]["note"].series
    assert found
    listed = [(each.day.isoformat(), each.number) for each in scheduled(found, FIRST, LAST)]
    assert listed == [("2026-01-05", "1/26"), ("2026-02-09", "")]
    assert (found.begins, found.ends) == (date(2026, 1, 5), None)


# ---- properties

PROPERTY = settings(deadline=None, max_examples=50)
EVERY = ("day", "weekday", "week", "month", "monday, thursday", "tuesday, saturday, sunday")


@st.composite
def rhythms(draw: st.DrawFn) -> EditionSeries:
    """A series of some rhythm, numbered or not, with exceptions and with moves that it allows."""
    every, first = draw(st.sampled_from(EVERY)), draw(st.dates(FIRST, FIRST + 60 * DAY))
    plain = series(f"{{every: [{every}]}}") if "," in every else series(f"{{every: {every}}}")
    first = next(d for d in days_of(plain, first, LAST)) if "," in every else first
    while every == "weekday" and first.weekday() > 4:
        first += DAY
    found = replace(plain, start=first)
    if draw(st.booleans()):
        number = draw(st.integers(1, 500))
        found = series(f"{{number: {{from: {number}, on: {first}}}, every: [{every}]}}")
    given_ = days_of(found)
    left_out = draw(st.sets(st.sampled_from(given_[1:]), max_size=3))
    found = replace(found, without=tuple(sorted(left_out)))
    return replace(found, moved=tuple(draw(moves(days_of(found)))))


@st.composite
def moves(draw: st.DrawFn, days: list[date]) -> list[MovedEdition]:
    """Some editions moved, each to a day between those around it."""
    made: list[MovedEdition] = []
    for n in sorted(draw(st.sets(st.integers(1, len(days) - 2), max_size=4))):
        before = made[-1].to if made and made[-1].start == days[n - 1] else days[n - 1]
        to = draw(st.dates(before, days[n + 1]))
        if before < to < days[n + 1] and to != days[n]:
            made.append(MovedEdition(start=days[n], to=to, reason=REASON))
    return made


@PROPERTY
@given(rhythms())
def test_every_rhythm_that_is_accepted_keeps_its_order(found: EditionSeries) -> None:
    assert list(held(found)) == []
    listed = scheduled(found, FIRST, LAST)
    days = [each.day for each in listed]
    assert days == sorted(set(days))
    unmoved = replace(found, moved=())
    assert sorted(each.moved_from or each.day for each in listed) == days_of(unmoved)
    assert not {*days} & {*found.without} - {m.to for m in found.moved}


@PROPERTY
@given(rhythms())
def test_numbers_follow_one_another_whatever_was_moved_or_left_out(found: EditionSeries) -> None:
    listed = [each for each in scheduled(found, FIRST, LAST) if each.day <= LAST]
    editions = [edition for each in listed if (edition := found.of_day(each.day))]
    assert [e.day for e in editions] == [each.day for each in listed]
    assert [e.number for e in editions] == [each.number for each in listed]
    if found.number:
        assert [int(e.number) for e in editions] == list(
            range(found.number.start, found.number.start + len(editions))
        )
    for before, after in pairwise(editions):
        assert (before.next, after.supersedes) == (after.day, before.number)
        assert after.period.first == before.day + DAY
        assert after.period.last == after.day


@PROPERTY
@given(rhythms(), st.dates(FIRST, LAST - 40 * DAY))
def test_what_is_near_a_day_is_what_the_calendar_has(found: EditionSeries, day: date) -> None:
    days = days_of(found)
    before, after = found.numbering.before(day), found.numbering.after(day)
    assert (before and before.day) == max((d for d in days if d < day), default=None)
    assert (after and after.day) == min(d for d in days if d > day)
    assert (found.of_day(day) is not None) == (day in days)
    if not found.number:
        edition = found.told_on(day)
        assert edition
        assert edition.next == (after and after.day)


@PROPERTY
@given(st.dates(date(1999, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_a_month_has_one_edition_on_its_day_or_its_last(first: date, months: int) -> None:
    found = replace(series("{every: month}"), start=first)
    days = days_of(found, first, first + timedelta(days=31 * months))
    assert [(d.year, d.month) for d in days] == list(_months(first, len(days)))
    assert len(days) >= months
    for each in days:
        assert each.day == first.day or (each.day < first.day and (each + DAY).day == 1)


def _months(first: date, count: int) -> Iterator[tuple[int, int]]:
    for n in range(first.month - 1, first.month - 1 + count):
        yield first.year + n // 12, n % 12 + 1


# ---- on the page


def test_without_numbers_the_page_tells_the_next_day_and_no_number(tmp_path: Path) -> None:
    weekly = "every: week\nnext_update:"
    body = noted(weekly)
    note = body["data/briefings/note.yaml"]
    body["data/briefings/note.yaml"] = note.replace("No. {{ edition.number }} of ", "").replace(
        "Le nᵒ {{ edition.number }} du ", ""
    )
    english = pages(tmp_path, body, date(2025, 2, 3))["en-CA"]
    assert '<p class="series">Next update: February 10, 2025</p>' in english
    assert 'class="numbered"' not in english
    assert "no. " not in english.lower()
    assert 'then <span class="literal">February 10, 2025</span>' in english
    between = pages(tmp_path, body, date(2025, 2, 5))["en-CA"]
    assert '<p class="series">Next update: February 10, 2025</p>' in between
    assert told(tmp_path, body, "off-series", day=date(2025, 2, 5)) == []


def test_a_series_without_numbers_has_a_name_and_tells_a_period_that_is_asked_for(
    tmp_path: Path,
) -> None:
    weekly = "series: {name: {en: Bulletin, fr: Bulletin}, every: week, period: week before}"
    body = noted(weekly)
    note = body["data/briefings/note.yaml"]
    body["data/briefings/note.yaml"] = note.replace("edition.number", "edition.day")
    english = pages(tmp_path, body, date(2025, 2, 3))["en-CA"]
    assert '<p class="numbered">Bulletin</p>' in english
    assert "Period covered: from January 27 to February 2, 2025" in english


def test_a_text_cannot_tell_a_number_that_there_is_not(tmp_path: Path) -> None:
    (found, *_) = told(tmp_path, noted("every: week"), "template")
    assert "unknown name 'number'" in found
