"""What happened between two editions (rule 12)."""

from __future__ import annotations

from typing import Any

import pytest

from asof.language import language
from asof.ledger import Fact, Observation
from asof.ledger.changes import Change, Sort, between
from asof.ledger.printing import why_changed
from ledgers import edition, fact, line, total

FIRST = line("600", "2017-05-01", told="2017-05-01")


def changes(*facts: Fact, since: str = "2017-06-01", on: str = "2017-07-15") -> list[Change]:
    before, after = edition(*facts, on=since), edition(*facts, on=on)
    return list(between(before, after, tuple(f.key for f in facts)))


def sorts(*lines: Observation, **fields: Any) -> list[Sort]:
    return [change.sort for change in changes(fact(*lines, **fields))]


def test_a_fact_first_told_is_added() -> None:
    assert sorts(line("600", "2017-05-01", told="2017-07-01")) == [Sort.ADDED]


def test_a_fact_that_nobody_knows_yet_is_no_change() -> None:
    assert sorts(line("600", "2017-05-01", told="2017-08-01")) == []


def test_a_correction_and_an_update_with_the_same_numbers_come_out_differently() -> None:
    update = line("650", "2017-06-20", told="2017-07-01")
    correction = line("650", "2017-05-01", told="2017-07-01")
    assert sorts(FIRST, update) == [Sort.UPDATED]
    assert sorts(FIRST, correction) == [Sort.CORRECTED]


def test_a_planned_revision_is_told_from_a_correction() -> None:
    assert sorts(FIRST, line("650", "2017-05-01", told="2017-07-01", status="revised")) == [
        Sort.REVISED
    ]


def test_a_revision_of_a_correction_is_still_a_correction_of_what_was_printed() -> None:
    lines = (
        line("650", "2017-05-01", told="2017-06-20"),
        line("655", "2017-05-01", told="2017-07-01", status="revised"),
    )
    assert sorts(FIRST, *lines) == [Sort.CORRECTED]


def test_a_value_corrected_and_then_overtaken_by_events_is_updated() -> None:
    lines = (
        line("650", "2017-05-01", told="2017-06-20"),
        line("700", "2017-06-25", told="2017-07-01"),
    )
    assert sorts(FIRST, *lines) == [Sort.UPDATED]


def test_a_correction_that_was_taken_back_to_the_same_value_is_no_change() -> None:
    lines = (
        line("650", "2017-05-01", told="2017-06-20"),
        line("600", "2017-05-01", told="2017-07-01"),
    )
    assert sorts(FIRST, *lines) == []


def test_a_more_exact_report_of_somebody_else_is_an_update() -> None:
    lines = (
        line("more than 131,000", "2017-05-01", told="2017-05-01"),
        line("131,136", "2017-05-01", told="2017-07-01", by="UN"),
    )
    assert sorts(*lines) == [Sort.UPDATED]


def test_a_repeated_value_is_no_change() -> None:
    assert sorts(FIRST, line("600", "2017-06-20", told="2017-07-01")) == []


def test_a_retracted_value_is_withdrawn() -> None:
    gone = line(None, "2017-05-01", told="2017-07-01", retracts="misprint")
    assert sorts(FIRST, gone) == [Sort.WITHDRAWN]


def test_a_retracted_value_is_withdrawn_where_an_earlier_one_stands_again() -> None:
    lines = (
        line("500", "2017-04-01", told="2017-04-01"),
        FIRST,
        line(None, "2017-05-01", told="2017-07-01", retracts="misprint"),
    )
    [change] = changes(fact(*lines))
    assert change.sort is Sort.WITHDRAWN
    assert change.after.current is not None
    assert change.after.current.written == "500"


def test_a_retracted_value_that_events_have_overtaken_is_updated() -> None:
    lines = (
        line(None, "2017-05-01", told="2017-06-20", retracts="misprint"),
        line("700", "2017-06-25", told="2017-07-01"),
    )
    assert sorts(FIRST, *lines) == [Sort.UPDATED]


def test_a_line_that_left_the_ledger_is_removed_and_not_withdrawn() -> None:
    before, after = edition(fact(FIRST), on="2017-06-01"), edition(fact(), on="2017-07-01")
    assert [c.sort for c in between(before, after, ["troops.iraq"])] == [Sort.REMOVED]
    [change] = between(before, after, ["troops.iraq"])
    assert why_changed(change, language("en")) == (
        "no longer on file; its source has not taken it back"
    )


def test_a_total_is_withdrawn_with_a_part_that_was_and_removed_with_one_that_left() -> None:
    taken = line(None, "2017-05-01", told="2017-07-01", retracts="misprint")
    for lines, sort in (((FIRST, taken), Sort.WITHDRAWN), ((), Sort.REMOVED)):
        whole = total("sum(troops.iraq)")
        before = edition(fact(FIRST), whole, on="2017-06-01")
        after = edition(fact(*lines), whole, on="2017-07-01")
        assert [c.sort for c in between(before, after, ["troops.total"])] == [sort]


def test_a_value_whose_end_has_passed_has_lapsed() -> None:
    one = line("600", "2017-05-01", told="2017-05-01", until="2017-06-30")
    assert sorts(one) == [Sort.LAPSED]


def test_a_lapsed_value_that_was_renewed_is_updated() -> None:
    lines = (
        line("600", "2017-04-01", told="2017-04-01", until="2017-05-31"),
        line("600", "2017-06-01", told="2017-07-01", until="2017-12-31"),
    )
    assert sorts(*lines) == [Sort.UPDATED]


def test_a_value_that_somebody_contradicts_is_disputed() -> None:
    assert sorts(FIRST, line("700", "2017-05-01", told="2017-07-01", by="NATO")) == [Sort.DISPUTED]


def test_a_dispute_that_was_settled_is_an_update() -> None:
    lines = (
        line("700", "2017-05-01", told="2017-05-01", by="NATO"),
        line("600", "2017-05-01", told="2017-07-01", prefer="they count themselves"),
    )
    assert sorts(FIRST, *lines) == [Sort.UPDATED]


def test_a_value_that_nobody_repeats_goes_stale() -> None:
    assert sorts(FIRST, review_in="60 days") == [Sort.STALE]


def test_a_stale_value_that_was_repeated_is_no_change() -> None:
    repeat = line("600", "2017-07-01", told="2017-07-01")
    assert sorts(FIRST, repeat, review_in="20 days") == []


def test_a_new_value_that_is_stale_already_is_an_update() -> None:
    assert sorts(FIRST, line("700", "2017-06-05", told="2017-06-05"), review_in="35 days") == [
        Sort.UPDATED
    ]


def test_a_value_now_withheld_is_an_update() -> None:
    assert sorts(FIRST, line("not public", "2017-06-20", told="2017-07-01")) == [Sort.UPDATED]


def test_a_stated_start_that_replaces_an_inferred_one_corrects_it() -> None:
    lines = line("600", told="2017-05-01"), line("650", "2017-04-01", told="2017-07-01")
    assert sorts(*lines) == [Sort.CORRECTED]


@pytest.mark.parametrize(
    ("second", "sort"),
    [
        (line("650", "2017-06-20", told="2017-07-01"), Sort.UPDATED),
        (line("650", "2017-05-01", told="2017-07-01"), Sort.CORRECTED),
        (line("650", "2017-05-01", told="2017-07-01", status="revised"), Sort.REVISED),
        (line(None, "2017-05-01", told="2017-07-01", retracts="misprint"), Sort.WITHDRAWN),
    ],
    ids=lambda value: str(value) if isinstance(value, Sort) else "",
)
def test_a_sum_changes_as_its_parts_do(second: Observation, sort: Sort) -> None:
    parts = [
        fact(FIRST, second, key="troops.a"),
        fact(line("40", "2017-05-01", told="2017-05-01"), key="troops.b"),
    ]
    found = changes(*parts, total("sum(troops.*)"))
    assert [(c.after.key, c.sort) for c in found] == [("troops.a", sort), ("troops.total", sort)]


def test_changes_come_in_the_order_of_the_keys_and_only_for_them() -> None:
    late = line("1", "2017-05-01", told="2017-07-01")
    facts = [fact(late, key=f"troops.{name}") for name in "abc"]
    before, after = edition(*facts, on="2017-06-01"), edition(*facts, on="2017-07-15")
    found = between(before, after, ("troops.c", "troops.a"))
    assert [c.after.key for c in found] == ["troops.c", "troops.a"]
