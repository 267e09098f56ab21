"""The days on which facts may come to read otherwise, held against every single day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asof.language import language
from asof.ledger import Edition, Frequency, Ledger, as_of
from asof.ledger.changes import sort_of
from asof.ledger.fact_graph import built_on, stated_parts
from asof.ledger.passing_days import LastLines, PassingDays
from asof.ledger.rules_of_time import view as view_of
from asof.ledger.turning_days import stale_from, turning_days
from ledgers import Lines, day, edition, fact, ledger, line, random_lines, total

ONE = timedelta(days=1)
SPAN = [date(2019, 12, 28) + n * ONE for n in range(200)]
EXPECTED = st.sampled_from([None, None, *Frequency])


def on(one: Ledger, of: date, known: date | None) -> Edition:
    return as_of(one, of, known or of, language("en-CA"))


@settings(max_examples=60, deadline=None)
@given(random_lines, random_lines, EXPECTED, st.sampled_from([None, date(2020, 2, 1)]))
def test_nothing_reads_otherwise_on_any_other_day(
    lines: Lines, others: Lines, expected: Frequency | None, known: date | None
) -> None:
    one = ledger(
        fact(*(o for _, o in lines), key="troops.iraq", review_in="30 days", expected=expected),
        fact(*(o for _, o in others), key="troops.syria", review_in="20 days"),
        total("troops.iraq + troops.syria"),
    )
    turns = turning_days(one)
    for before, after in pairwise(SPAN):
        was, now = on(one, before, known), on(one, after, known)
        changed = {key for key in one.facts if sort_of(was, now, key)}
        assert changed <= {key for key in one.facts if after in turns[key]}, after


def test_a_derived_fact_turns_with_all_that_it_rests_on_however_deep() -> None:
    one = ledger(
        fact(line("5", "2020-01-01", told="2020-01-02"), key="a.one"),
        fact(line("6", "2020-03-01", told="2020-03-02"), key="a.two"),
        total("a.one + a.two", "b.both"),
        total("b.both + a.one", "b.more"),
    )
    assert stated_parts(one, "b.more") == ("a.one", "a.two")
    assert built_on(one, "a.one") == ("b.both", "b.more")
    assert built_on(one, "b.more") == ()
    turns = turning_days(one)
    assert turns["b.more"] == turns["a.one"] | turns["a.two"]


def test_a_line_that_begins_at_no_known_day_turns_nothing() -> None:
    one = ledger(fact(line("5", "2020-02-10/..", told="2020-01-01")))
    assert turning_days(one)["troops.iraq"] == {day("2020-01-01"), day("2020-04-01")}


@pytest.mark.parametrize(
    ("fields", "until", "stale"),
    [
        ({"review_in": "30 days"}, None, "2020-02-02"),
        ({"review_in": "30 days"}, "2020-01-20", None),
        ({"review_in": "30 days", "fixed": True}, None, None),
        ({"review_in": "9999 years"}, None, None),
        ({"review_in": "30 days", "expected": Frequency.DAILY}, None, "2020-01-02"),
        ({"review_in": "2 days", "expected": Frequency.MONTHLY}, None, "2020-01-05"),
        ({"review_in": "9 years", "expected": Frequency.WEEKDAYS}, None, "2020-01-02"),
    ],
)
def test_a_fact_is_stale_from_a_day_on(
    fields: dict[str, Any], until: str | None, stale: str | None
) -> None:
    one = fact(line("5", "2020-01-01", told="2020-01-02", until=until), **fields)
    seen = edition(one, on="2020-01-02")
    found = stale_from(seen, one.key)
    assert found == (day(stale) if stale else None)
    if found:
        assert edition(one, on=str(found))[one.key].ageing
        assert not edition(one, on=str(found - ONE), known="2020-01-02")[one.key].ageing


def test_a_derived_fact_is_stale_with_the_first_of_its_parts() -> None:
    one = (
        fact(line("5", "2020-01-01", told="2020-01-02"), key="a.one", review_in="90 days"),
        fact(line("6", "2020-01-01", told="2020-01-02"), key="a.two", review_in="20 days"),
        total("a.one + a.two", "b.both"),
    )
    assert stale_from(edition(*one, on="2020-01-05"), "b.both") == day("2020-01-23")
    assert stale_from(edition(*one, on="2019-01-05"), "b.both") is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(random_lines, min_size=2, max_size=4),
    EXPECTED,
    st.sampled_from([None, date(2020, 2, 1)]),
)
def test_what_changes_as_days_go_by_is_what_their_editions_tell(
    lines: list[Lines], expected: Frequency | None, known: date | None
) -> None:
    many = [o for some in lines for _, o in some]
    one = ledger(
        fact(*many, key="troops.iraq", review_in="30 days", expected=expected),
        fact(*(o for _, o in lines[0]), key="troops.syria", review_in="20 days"),
        total("troops.iraq + troops.syria"),
    )
    passing = PassingDays(one, language("en-CA"), known).changes(turning_days(one), SPAN[-1])
    told = {of: [(c.after.key, c.sort) for c in changes] for of, changes in passing}
    for before, after in pairwise(SPAN):
        was, now = on(one, before, known), on(one, after, known)
        sorts = {key: sort_of(was, now, key) for key in one.facts}
        assert sorted(told.get(after, [])) == sorted((k, s) for k, s in sorts.items() if s), after


@pytest.mark.parametrize("count", [1, 5, 7, 40])
def test_the_last_lines_of_a_long_series_say_what_all_of_them_do(count: int) -> None:
    days = [SPAN[0] + n * ONE for n in range(count)]
    lines = [line(str(n), str(of), told=str(of)) for n, of in enumerate(days)]
    corrected = line("99", str(days[0]), told=str(days[-1]))
    one = fact(*lines, corrected, review_in="5 days")
    for of in SPAN[: count + 20]:
        whole, short = view_of(one, of, of), LastLines(one).view(of, of)
        for name in ("fact", "standing", "chosen", "supported", "overdue", "reports"):
            assert getattr(short, name) == getattr(whole, name), (of, name)
