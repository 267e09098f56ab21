"""How much a fact has changed: what is compared, what is told where nothing can be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from asof.dates import DateError, since_day
from asof.language import language
from asof.ledger import Fact, Frequency, Observation, SeriesBreak
from asof.ledger.change_words import (
    break_told,
    change_in_words,
    change_text,
    correction_told,
    days_compared,
)
from asof.ledger.value_changes import ChangeOutcome, ValueChange, value_change
from asof.text import plain_text
from ledgers import (
    CLOCK,
    NUMBERS,
    Lines,
    day,
    edition,
    fact,
    line,
    plainly,
    random_line,
    total,
)

DAILY = {"expected": Frequency.DAILY, "review_in": "30 days"}


def of_day(written: str, on: str, **rest: Any) -> Observation:
    """A figure that is reported on its own day."""
    return line(written, on, told=rest.pop("told", on), **rest)


def change_of(
    *lines: Observation, on: str = "2020-11-10", since: str | None = None, **fields: Any
) -> ValueChange:
    one = fact(*lines, **fields)
    found = value_change(edition(one, on=on), one.key, day(since) if since else None)
    assert found
    return found


def said(change: ValueChange, tag: str = "en-CA", **how: Any) -> str:
    return change_text(change, language(tag), **how).replace("\u00a0", " ")


def compared(change: ValueChange, tag: str = "en-CA") -> str:
    return days_compared(change, language(tag)).replace("\u00a0", " ")


def two_days(yesterday: str, today: str) -> list[Observation]:
    return [of_day(yesterday, "2020-11-09"), of_day(today, "2020-11-10")]


YESTERDAY, TODAY = two_days("671", "708")


def test_a_change_is_against_what_stood_before_and_says_since_when() -> None:
    change = change_of(of_day("650", "2020-11-02"), YESTERDAY, TODAY)
    assert (said(change), compared(change)) == ("+37", "since November 9, 2020")


def test_a_fall_has_a_minus_that_is_one() -> None:
    assert said(change_of(YESTERDAY, of_day("660", "2020-11-10"))) == "\u221211"


def test_the_value_before_that_is_older_is_told_with_its_own_day() -> None:
    change = change_of(of_day("650", "2020-11-02"), TODAY)
    assert compared(change) == "since November 2, 2020"


def test_where_the_value_is_of_an_earlier_day_than_the_edition_both_days_are_told() -> None:
    change = change_of(YESTERDAY, TODAY, on="2020-11-12")
    assert compared(change) == "from November 9 to 10, 2020"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([TODAY], "first reported"),
        ([of_day("650", "2020-11-08"), TODAY], "not reported on November 9, 2020"),
        ([of_day("650", "2020-11-08"), YESTERDAY], "not reported on November 10, 2020"),
        ([of_day("not public", "2020-11-09"), TODAY], "not public (November 9, 2020)"),
        ([YESTERDAY, of_day("not public", "2020-11-10")], "not public (November 10, 2020)"),
        (
            [YESTERDAY, of_day("700", "2020-11-09", by="UN"), TODAY],
            "disputed (November 9, 2020)",
        ),
        (
            [of_day("more than 600", "2020-11-09"), of_day("more than 700", "2020-11-10")],
            "not exact enough to compare",
        ),
        ([YESTERDAY, of_day("671", "2020-11-10")], "no change"),
        (
            [of_day("about 670", "2020-11-09"), of_day("about 670", "2020-11-10")],
            "no change reported",
        ),
        (two_days("none", "5"), "+5"),
    ],
)
def test_where_no_difference_is_known_it_is_told_why(lines: list[Observation], told: str) -> None:
    assert said(change_of(*lines, **DAILY)) == told


def test_an_author_asks_for_another_day() -> None:
    lines = (of_day("600", "2020-11-03"), YESTERDAY, TODAY)
    change = change_of(*lines, since="2020-11-03", **DAILY)
    assert (said(change), compared(change)) == ("+108", "since November 3, 2020")
    assert (
        said(change_of(*lines, since="2020-11-04", **DAILY)) == "not reported on November 4, 2020"
    )
    assert compared(change_of(*lines, since="2020-11-04")) == "since November 3, 2020"
    assert said(change_of(*lines, since="2020-11-02", **DAILY)) == "first reported"


def test_without_a_later_figure_there_is_no_change() -> None:
    assert said(change_of(YESTERDAY, since="2020-11-09")) == "no figure since November 9, 2020"
    lasting = line("600", "2020-03-01", told="2020-03-01", until="2020-12-31")
    change = change_of(lasting, since="2020-11-03")
    assert (said(change), compared(change)) == ("no change", "since November 3, 2020")


def test_what_had_ended_by_then_was_not_reported_then() -> None:
    week = line("5", "2020-10-19", told="2020-10-26", until="2020-10-25")
    assert said(change_of(week, TODAY)) == "not reported on November 9, 2020"


def test_a_difference_of_hedged_values_is_as_inexact_as_they_are() -> None:
    change = change_of(YESTERDAY, of_day("about 700", "2020-11-10"))
    assert (said(change), change.direction) == ("\u221241 to +99", 0)
    more = change_of(YESTERDAY, of_day("more than 700", "2020-11-10"))
    assert (said(more), change_in_words(more, language("en-CA")).replace("\u00a0", " ")) == (
        "more than +29",
        "up more than 29",
    )
    fewer = change_of(YESTERDAY, of_day("fewer than 600", "2020-11-10"))
    assert change_in_words(fewer, language("en-CA")).replace("\u00a0", " ") == "down more than 71"


UNIT = {
    "en": {"one": "patient", "other": "patients"},
    "fr": {"one": "patient", "other": "patients"},
}
PER_CENT = {"": {"other": "%"}}


@pytest.mark.parametrize(
    ("tag", "fields", "figures", "told", "counted", "in_words"),
    [
        ("en-CA", {"unit": UNIT}, ("7", "8"), "+1", "+1 patient", "up 1"),
        ("en-CA", {"unit": UNIT}, ("9", "7"), "\u22122", "\u22122 patients", "down 2"),
        ("fr-CA", {"unit": UNIT}, ("9", "7"), "\u22122", "\u22122 patients", "baisse de 2"),
        (
            "fr-CA",
            {"unit": UNIT},
            ("1000", "3,500"),
            "+2 500",
            "+2 500 patients",
            "hausse de 2 500",
        ),
        ("es-MX", {}, ("9", "7"), "\u22122", "\u22122", "baja 2"),
        ("en-CA", {"currency": "CAD"}, ("$5", "$8"), "+$3", "+$3", "up $3"),
        ("en-CA", {"currency": "CAD"}, ("$8", "$5"), "\u2212$3", "\u2212$3", "down $3"),
        ("fr-CA", {"currency": "CAD"}, ("$5", "$8"), "+3 $", "+3 $", "hausse de 3 $"),
        *(
            (tag, {"unit": PER_CENT}, ("4.5%", "5.7%"), told, told, words)
            for tag, told, words in (
                ("en-CA", "+1.2 percentage points", "up 1.2 percentage points"),
                ("fr-CA", "+1,2 point de pourcentage", "hausse de 1,2 point de pourcentage"),
            )
        ),
    ],
)
def test_a_difference_is_said_as_its_values_are(
    tag: str,
    fields: dict[str, Any],
    figures: tuple[str, str],
    told: str,
    counted: str,
    in_words: str,
) -> None:
    change = change_of(*two_days(*(figure.strip("$%") for figure in figures)), **fields)
    words = change_in_words(change, language(tag)).replace("\u00a0", " ")
    assert (said(change, tag), said(change, tag, count=True), words) == (told, counted, in_words)


def test_after_an_approximate_number_french_elides() -> None:
    change = change_of(of_day("0", "2020-11-09"), of_day("about 700", "2020-11-10"))
    assert (
        change_in_words(change, language("fr-CA")).replace("\u00a0", " ")
        == "hausse d\u2019environ 700"
    )


def test_across_a_break_in_the_series_nothing_is_computed() -> None:
    broken = (SeriesBreak(date(2020, 11, 10), plain_text("also counted in care homes")),)
    change = change_of(YESTERDAY, TODAY, breaks=broken)
    assert said(change) == "break in the series"
    assert break_told(change, language("en-CA")).replace("\u00a0", " ") == (
        "break in the series on November 10, 2020: also counted in care homes"
    )
    assert (
        said(
            change_of(YESTERDAY, TODAY, of_day("710", "2020-11-11"), on="2020-11-11", breaks=broken)
        )
        == "+2"
    )


def test_a_correction_of_the_value_before_is_told_and_what_is_known_now_is_compared() -> None:
    corrected = of_day("675", "2020-11-09", told="2020-11-10")
    change = change_of(YESTERDAY, corrected, TODAY)
    assert said(change) == "+33"
    told = correction_told(change, language("en-CA")).replace("\u00a0", " ")
    assert told == "earlier figure corrected on November 10, 2020"
    planned = of_day("675", "2020-11-09", told="2020-11-10", status="revised")
    revised = correction_told(change_of(YESTERDAY, planned, TODAY), language("en-CA"))
    assert revised.replace("\u00a0", " ") == "earlier figure revised on November 10, 2020"
    assert correction_told(change_of(YESTERDAY, TODAY), language("en-CA")) == ""


def totals(*facts: Fact, on: str = "2020-11-10") -> ValueChange:
    parts = " + ".join(each.key for each in facts)
    found = value_change(edition(*facts, total(parts), on=on), "troops.total")
    assert found
    return found


def test_a_total_changes_as_its_parts_do_and_rests_on_their_lines() -> None:
    north = fact(of_day("1", "2020-11-09"), of_day("2", "2020-11-10"), key="troops.north", **DAILY)
    south = fact(of_day("3", "2020-11-09"), of_day("5", "2020-11-10"), key="troops.south", **DAILY)
    late = fact(of_day("3", "2020-11-09"), key="troops.south", **DAILY)
    new = fact(of_day("5", "2020-11-10"), key="troops.south", **DAILY)
    change = totals(north, south)
    assert (said(change), [o.written for o in change.behind]) == ("+3", ["2", "5", "1", "3"])
    assert said(totals(north, late)) == "not all reported on November 10, 2020"
    assert said(totals(north, new)) == "not all reported on November 9, 2020"
    corrected = fact(
        *south.observations,
        of_day("4", "2020-11-09", told="2020-11-10"),
        key="troops.south",
        **DAILY,
    )
    told = totals(north, corrected)
    assert (said(told), told.corrected and told.corrected.written) == ("+2", "4")


def test_a_week_is_compared_with_the_week_before() -> None:
    weeks = [
        of_day(value, on)
        for value, on in (("5", "2020-10-25"), ("8", "2020-11-01"), ("9", "2020-11-08"))
    ]
    change = change_of(*weeks, expected=Frequency.WEEKLY)
    assert (said(change), compared(change)) == ("+1", "from November 1 to 8, 2020")
    gone = change_of(weeks[0], weeks[2], expected=Frequency.WEEKLY)
    assert said(gone) == "not reported from October 26 to November 7, 2020"


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("2020-11-03", "2020-11-03"),
        ("2020-10", "2020-10-31"),
        ("a week ago", "2020-11-03"),
        ("7 days ago", "2020-11-03"),
        ("a month ago", "2020-10-10"),
        ("2 years ago", "2018-11-10"),
    ],
)
def test_a_day_to_compare_with_is_a_date_or_a_length_of_time(text: str, since: str) -> None:
    assert since_day(text, date(2020, 11, 10)) == day(since)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "some time ago",
            "'some time ago' is no length of time",
            "write a number of days, weeks, months or years, as in 7 days ago, or a week ago",
        ),
        (
            "yesterday",
            "not a date: 'yesterday'",
            "write a day as 2021-01-18, a month as 2021-01, a year as 2021",
        ),
    ],
)
def test_any_other_is_refused(text: str, message: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        since_day(text, date(2020, 11, 10))
    assert (caught.value.message, caught.value.hint) == (message, hint)


# At random, against the naive statement


@settings(max_examples=400, deadline=None)
@given(
    st.lists(random_line(NUMBERS), max_size=7),
    CLOCK,
    CLOCK,
    st.none() | st.integers(1, 40),
    st.sampled_from([None, "daily", "weekly"]),
)
def test_random_changes_are_what_the_rule_says(
    lines: Lines, on: date, known: date, back: int | None, often: str | None
) -> None:
    expected = Frequency(often) if often else None
    one = fact(*(real for _, real in lines), review_in="30 days", expected=expected)
    since = on - timedelta(days=back) if back else None
    found = value_change(edition(one, on=f"{on}", known=f"{known}"), one.key, since)
    plain = plainly(lines)
    if not naive.printed(plain, on, known):
        assert found is None
        return
    assert found
    outcome, *bounds = naive.change(plain, on, known, since, often)
    assert found.outcome == outcome
    if found.outcome is ChangeOutcome.COMPUTED:
        assert found.value
        low, high = bounds
        allowed = found.value.bounds
        assert float(allowed.low) <= low <= high <= float(allowed.high)
        assert found.direction in ({1} if low > 0 else {-1} if high < 0 else {0, 1, -1})
