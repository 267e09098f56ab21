"""Dates as people may write them, and what each of them allows."""

from __future__ import annotations

import calendar
import re
import subprocess
import sys
from datetime import UTC, date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asof import dates
from asof.dates import DateError, Precision, When

DAYS = st.dates()
YEARS = st.integers(min_value=1, max_value=9998)


def refused(text: str) -> tuple[str, str]:
    with pytest.raises(DateError) as caught:
        dates.parse_date(text)
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2021-01-18", date(2021, 1, 18), date(2021, 1, 18), Precision.DAY),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), Precision.MONTH),
        ("2019", date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR),
        ("2018-spring", date(2018, 3, 1), date(2018, 5, 31), Precision.SEASON),
        ("2018-summer", date(2018, 6, 1), date(2018, 8, 31), Precision.SEASON),
        ("2018-autumn", date(2018, 9, 1), date(2018, 11, 30), Precision.SEASON),
        ("2018-winter", date(2018, 12, 1), date(2019, 2, 28), Precision.SEASON),
        ("2019-winter", date(2019, 12, 1), date(2020, 2, 29), Precision.SEASON),
        ("2021-Q1", date(2021, 1, 1), date(2021, 3, 31), Precision.QUARTER),
        ("2021-Q4", date(2021, 10, 1), date(2021, 12, 31), Precision.QUARTER),
        ("2021-W05", date(2021, 2, 1), date(2021, 2, 7), Precision.WEEK),
        ("2020-W01", date(2019, 12, 30), date(2020, 1, 5), Precision.WEEK),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3), Precision.WEEK),
        ("FY2020-21", date(2020, 4, 1), date(2021, 3, 31), Precision.FISCAL_YEAR),
        ("FY1999-00", date(1999, 4, 1), date(2000, 3, 31), Precision.FISCAL_YEAR),
        ("2017-05-24/2017-06-29", date(2017, 5, 24), date(2017, 6, 29), Precision.INTERVAL),
        ("2016/2018-winter", date(2016, 1, 1), date(2019, 2, 28), Precision.INTERVAL),
        ("2016-06/..", date(2016, 6, 1), date.max, Precision.INTERVAL),
        ("../2017-03-31", date.min, date(2017, 3, 31), Precision.INTERVAL),
        ("FY2016-17/FY2018-19", date(2016, 4, 1), date(2019, 3, 31), Precision.INTERVAL),
        ("201X", date(2010, 1, 1), date(2019, 12, 31), Precision.OTHER),
        ("2004-06-XX", date(2004, 6, 1), date(2004, 6, 30), Precision.OTHER),
        ("[2016,2018-05]", date(2016, 1, 1), date(2018, 5, 31), Precision.OTHER),
        ("[2016..]", date(2016, 1, 1), date.max, Precision.OTHER),
        ("[..1760-12-03]", date.min, date(1760, 12, 3), Precision.OTHER),
        (" 2019 ", date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR),
    ],
)
def test_an_expression_allows_these_days(
    text: str, first: date, last: date, precision: Precision
) -> None:
    when = dates.parse_date(text)
    assert (when.first, when.last, when.precision) == (first, last, precision)
    assert when.text == text.strip()


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2017", False, False),
        ("2017~", True, False),
        ("2017?", False, True),
        ("2017-05-24%", True, True),
        ("2016~/2018", True, False),
        ("2018-winter?", False, True),
        ("2021-W05~", True, False),
        ("2021-Q1%", True, True),
        ("2004-06-~11", True, False),
    ],
)
def test_marks_of_doubt_are_kept(text: str, approximate: bool, uncertain: bool) -> None:
    when = dates.parse_date(text)
    assert (when.approximate, when.uncertain) == (approximate, uncertain)


def test_a_mark_of_doubt_changes_neither_days_nor_precision() -> None:
    assert dates.parse_date("2017-05~") == When(
        "2017-05~", date(2017, 5, 1), date(2017, 5, 31), Precision.MONTH, approximate=True
    )


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "empty date", "write a day as 2021-01-18, a month as 2021-01, a year as 2021"),
        (
            "soon",
            "not a date: 'soon'",
            "write a day as 2021-01-18, a month as 2021-01, a year as 2021",
        ),
        ("2016/", "interval '2016/' has no end", "write 2016/.. if it is open"),
        ("/2016", "interval '/2016' has no beginning", "write ../2016 if it is open"),
        ("/", "not a date: '/'", "write a beginning and an end, as in 2016/2018 or 2016/.."),
        ("../..", "interval '../..' is open at both ends", "leave the date out"),
        ("[0001..]", "'[0001..]' is any day of the calendar", "leave the date out"),
        ("[..9999]", "'[..9999]' is any day of the calendar", "leave the date out"),
        ("2018/2016", "interval '2018/2016' is reversed", "write 2016/2018"),
        ("{2018..2016}", "'2018..2016' is reversed", "write 2016..2018"),
        ("[2014,2020-05..2020-01]", "'2020-05..2020-01' is reversed", "write 2020-01..2020-05"),
        (
            "2016/2017/2018",
            "interval '2016/2017/2018' has more than two ends",
            "write a beginning and an end, as in 2016/2018 or 2016/..",
        ),
        (
            "2016/soon",
            "not a date: 'soon'",
            "write a day as 2021-01-18, a month as 2021-01, a year as 2021",
        ),
        ("2017-06-31", "no such day: '2017-06-31'", "2017-06 ends on 2017-06-30"),
        ("2019-02-29", "no such day: '2019-02-29'", "2019-02 ends on 2019-02-28"),
        ("2017-06-00", "no such day: '2017-06-00'", "days begin at 01; 2017-06 is the month"),
        (
            "2016-13",
            "no such month: '2016-13'",
            "months are 01 to 12; a season is written as 2020-spring",
        ),
        (
            "2016-21-05",
            "no such month: '2016-21-05'",
            "months are 01 to 12; a season is written as 2020-spring",
        ),
        ("0000", "year 0 in '0000'", "years are 0001 to 9999"),
        ("9999-winter", "'9999-winter' ends after the year 9999", "years are 0001 to 9999"),
        ("Y1E999999999", "'Y1E999999999' is outside the calendar", "years are 0001 to 9999"),
        ("Y12018", "'Y12018' is outside the calendar", "years are 0001 to 9999"),
        (
            "FY2020",
            "fiscal year 'FY2020' names one year",
            "write FY2020-21, or FY2019-20 where years are named by their end",
        ),
        ("FY2020-22", "fiscal year 'FY2020-22' is not one year long", "write FY2020-21"),
        ("FY2020-2021", "fiscal year 'FY2020-2021' is spelled out", "write FY2020-21"),
        ("18/01/2021", "not a date: '18/01/2021'", "write 2021-01-18"),
        ("01/18/2021", "not a date: '01/18/2021'", "write 2021-01-18"),
        (
            "02/01/2021",
            "not a date: '02/01/2021'",
            "write 2021-01-02 or 2021-02-01, whichever is meant",
        ),
        ("24.05.2017", "not a date: '24.05.2017'", "write 2017-05-24"),
        ("2021/01/18", "not a date: '2021/01/18'", "write 2021-01-18"),
        ("2021-1-8", "not a date: '2021-1-8'", "write 2021-01-08"),
        ("20210118", "not a date: '20210118'", "write 2021-01-18"),
        ("2016-2018", "not a date: '2016-2018'", "write 2016/2018"),
        ("2016–2018", "not a date: '2016–2018'", "write 2016/2018"),
        (
            "2017-05-24..2017-06-29",
            "not a date: '2017-05-24..2017-06-29'",
            "write 2017-05-24/2017-06-29",
        ),
    ],
)
def test_what_is_refused_comes_with_what_to_type(text: str, message: str, hint: str) -> None:
    assert refused(text) == (message, hint)


TWO_WAYS = [
    ("2020-21", "write FY2020-21 for the fiscal year, or 2020-spring for the season"),
    ("2018-23", "write 2018-autumn for the season, or 2018/2023 for the years"),
    ("2001-34", "write 2001-Q2 for the quarter, or 2001/2034 for the years"),
    ("2036-37", "write FY2036-37 for the fiscal year, or 2036-01/2036-04 for those months"),
    ("2001-41", "write 2001-07/2001-12 for those months, or 2001/2041 for the years"),
    ("2020-31", "write 2020-spring for the season, or 2020/2031 for the years"),
]


@pytest.mark.parametrize(("text", "hint"), TWO_WAYS)
@pytest.mark.parametrize("around", ["{}", "{}~", "{}/2050", "2000/{}", "[{},2050]", "{}?/.."])
def test_what_people_read_otherwise_than_edtf_is_refused(text: str, hint: str, around: str) -> None:
    message, said = refused(around.format(text))
    assert message.removeprefix(f"'{text}").lstrip("~?") == "' can be read in two ways"
    assert said == hint


@pytest.mark.parametrize("first", [1999, 2012, 2019, 2020, 2028, 2040, 2050])
@pytest.mark.parametrize("sign", ["-", "–", "/"])
def test_a_fiscal_year_without_its_letters_gets_them(first: int, sign: str) -> None:
    written = f"FY{first}-{(first + 1) % 100:02}"
    for text in (f"{first}{sign}{written[-2:]}", f"{first % 100:02}{sign}{written[-2:]}"):
        assert f"write {written}" in refused(text)[1]
        assert written in refused(f"FY{text}")[1] if sign != "-" else True


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("FY20-21", "FY2020-21"),
        ("FY2020/2021", "FY2020-21"),
        ("2020-21", "FY2020-21"),
        ("2020-2021", "FY2020-21"),
        ("2020-Spring", "2020-spring"),
        ("2020 fall", "2020-autumn"),
        ("Q1 2021", "2021-Q1"),
        ("1Q2021", "2021-Q1"),
        ("2021Q1", "2021-Q1"),
        ("2021-q1", "2021-Q1"),
        ("2021W05", "2021-W05"),
        ("2021-W5", "2021-W05"),
        ("w5 2021", "2021-W05"),
        ("2021-W05-3", "2021-02-03"),
        ("2021-Q5", "2021-Q1"),
        ("2021-W53", "2021-W01"),
        ("2021-W00", "2021-W52"),
        ("2021-01-05T24:00", "2021-01-06T00:00"),
        ("2021-01-05T23:59:60Z", "2021-01-05T23:59"),
        ("2021-01-05T25:00Z", "2021-01-05"),
        ("2021-01-05T12:00 EST", "2021-01-18T23:30Z"),
        ("2021-01-05t2330z", "2021-01-18T23:30Z"),
    ],
)
def test_what_a_hint_says_to_write_can_be_read(text: str, written: str) -> None:
    hint = refused(text)[1]
    assert re.search(rf"(?<![\w-]){re.escape(written)}(?![\w-])", hint)
    assert dates.parse_date(written, UTC)


PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "zone", "day"),
    [
        ("2021-01-05T23:30Z", PARIS, date(2021, 1, 6)),
        ("2021-01-05T22:30Z", PARIS, date(2021, 1, 5)),
        ("2021-07-05T22:30Z", PARIS, date(2021, 7, 6)),
        ("2021-01-05T23:30", PARIS, date(2021, 1, 5)),
        ("2021-01-05 23:30:59.9Z", PARIS, date(2021, 1, 6)),
        ("2021-01-06T00:30+05:45", PARIS, date(2021, 1, 5)),
        ("2021-01-06T00:30+14:00", ZoneInfo("Pacific/Pago_Pago"), date(2021, 1, 4)),
        ("2021-01-05T12:30-1200", ZoneInfo("Pacific/Kiritimati"), date(2021, 1, 6)),
        ("2021-03-28T02:30", PARIS, date(2021, 3, 28)),
        ("2011-12-30T12:00Z", ZoneInfo("Pacific/Apia"), date(2011, 12, 31)),
    ],
)
def test_an_hour_counts_on_the_day_that_it_has_in_the_zone(
    text: str, zone: ZoneInfo, day: date
) -> None:
    assert dates.parse_date(text, zone) == dates.when_on(day)
    assert dates.parse_date(f"2000/{text}", zone).last == day


def test_an_hour_of_another_zone_has_no_day_without_ours() -> None:
    assert refused("2021-01-05T23:30Z") == (
        "'2021-01-05T23:30Z' is an hour in a zone",
        "write the day that it has here",
    )


@pytest.mark.parametrize("text", ["2004-1X", "2004-02-3X", "{2016}", "XX/2"])
def test_what_the_library_stumbles_over_is_still_our_error(text: str) -> None:
    assert refused(text)[0].startswith("not a date")


def test_an_error_reads_as_its_message() -> None:
    assert str(DateError("no such day")) == "no such day"


def test_the_ends_of_an_interval_keep_their_own_precision() -> None:
    begin, end = dates.ends(dates.parse_date("2017-05/2017-06-29"))
    assert begin == dates.parse_date("2017-05")
    assert end == dates.parse_date("2017-06-29")


def test_an_open_end_is_no_date() -> None:
    assert dates.ends(dates.parse_date("2017/..")) == (dates.parse_date("2017"), None)
    assert dates.ends(dates.parse_date("../2017")) == (None, dates.parse_date("2017"))


def test_a_single_date_is_both_of_its_ends() -> None:
    day = dates.parse_date("2017-05-24")
    assert dates.ends(day) == (day, day)


def test_plain_dates_do_not_load_the_library() -> None:
    code = (
        "import sys; from asof import dates\n"
        "for text in ('2021-01-18', '2018-winter', '2021-W05', 'FY2020-21', '2016~/..'):\n"
        "    dates.parse_date(text)\n"
        "sys.exit('edtf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(DAYS)
def test_a_day_reads_back(day: date) -> None:
    assert dates.parse_date(day.isoformat()) == dates.when_on(day)
    assert dates.when_on(day) == When(day.isoformat(), day, day, Precision.DAY)


@given(YEARS, st.integers(1, 12))
def test_a_month_is_all_of_its_days(year: int, month: int) -> None:
    when = dates.parse_date(f"{year:04}-{month:02}")
    assert when.first == date(year, month, 1)
    assert (when.last - when.first).days + 1 == calendar.monthrange(year, month)[1]


@given(YEARS)
def test_four_seasons_follow_one_another_without_a_gap(year: int) -> None:
    seasons = [dates.parse_date(f"{year:04}-{season}") for season in dates.SEASONS]
    for earlier, later in pairwise(seasons):
        assert earlier.last + timedelta(days=1) == later.first


@given(YEARS)
def test_a_fiscal_year_begins_in_april_and_lasts_a_year(year: int) -> None:
    when = dates.parse_date(f"FY{year:04}-{(year + 1) % 100:02}")
    assert (when.first, when.last) == (date(year, 4, 1), date(year + 1, 3, 31))


@given(DAYS, DAYS)
def test_an_interval_runs_from_its_first_day_to_its_last(one: date, two: date) -> None:
    first, last = sorted((one, two))
    when = dates.parse_date(f"{first}/{last}")
    assert (when.first, when.last) == (first, last)
    if first != last:
        assert refused(f"{last}/{first}")[1] == f"write {first}/{last}"


@given(st.text(max_size=24) | st.text("0123456789-/.X~?% FYJan,", max_size=16))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        when = dates.parse_date(text)
    except DateError as error:
        told = (bool(error.message), error.message.endswith("."), bool(error.hint))
    else:
        told = (when.first <= when.last, False, True)
    assert told == (True, False, True)


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("90 days", 0, 90),
        ("0 days", 0, 0),
        ("1 day", 0, 1),
        ("2 weeks", 0, 14),
        ("6 months", 6, 0),
        ("1 year", 12, 0),
        ("3 years", 36, 0),
    ],
)
def test_a_duration_is_counted_in_days_or_months(text: str, months: int, days: int) -> None:
    length = dates.duration(text)
    assert (length.months, length.days, length.text) == (months, days, text)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("90", "not a duration: '90'", "write 90 days, 2 weeks, 6 months or 1 year"),
        ("", "empty duration", "write 90 days, 2 weeks, 6 months or 1 year"),
        (
            "six months",
            "not a duration: 'six months'",
            "write 90 days, 2 weeks, 6 months or 1 year",
        ),
        ("6 moths", "not a duration: '6 moths'", "did you mean '6 months'?"),
    ],
)
def test_a_duration_that_cannot_be_read(text: str, message: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        dates.duration(text)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("1 month", date(2021, 1, 31), date(2021, 2, 28)),
        ("1 month", date(2020, 1, 31), date(2020, 2, 29)),
        ("1 year", date(2020, 2, 29), date(2021, 2, 28)),
        ("6 months", date(2020, 8, 31), date(2021, 2, 28)),
        ("90 days", date(2021, 1, 18), date(2021, 4, 18)),
        ("2 weeks", date(2020, 12, 25), date(2021, 1, 8)),
        ("1 day", date.max, date.max),
        ("900000000 years", date(2021, 1, 18), date.max),
        ("99999999999999999 days", date(2021, 1, 18), date.max),
    ],
)
def test_a_duration_after_a_day(text: str, day: date, expected: date) -> None:
    assert dates.duration(text).after(day) == expected


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(1, 500))
def test_months_keep_the_day_or_clamp_to_the_end(day: date, count: int) -> None:
    later = dates.duration(f"{count} months").after(day)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_a_set_that_the_library_would_take_hours_for_is_refused_by_its_length() -> None:
    told = ("a date of 82 characters", "write no more than 80")
    assert refused("{" + ",".join(["2021"] * 16) + ",}") == told
    assert refused("2020/{" + ",".join(["2021"] * 16) + ",}") == told
    assert dates.parse_date("{" + ",".join(["2021"] * 15) + "}").first == date(2021, 1, 1)
