"""The rules of time: by example, and against the naive statement of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from asof import dates
from asof.dates import when_on
from asof.language import language
from asof.ledger import (
    Citation,
    Frequency,
    Observation,
    ObservationState,
    Period,
    Standing,
    ValueKind,
    View,
)
from asof.ledger.changes import Sort, between
from asof.ledger.printing import ended, start_in, time_in
from asof.ledger.rules_of_time import idle_retractions
from asof.ledger.rules_of_time import view as view_of
from asof.ledger.source_line import source_line
from asof.ledger.trace import digest, fact_digest
from asof.text import Text, plain_text
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
    random_lines,
    said,
    source,
    states,
    view,
)

# Rules 1 and 2: two clocks, and the end of the day

MANDATE = (
    line("2017-03-31", "2016-05-05", until="2017-03-31", told="2016-05-05"),
    line("2017-06-30", "2017-03", until="2017-06-30", told="2017-06-29"),
    line("2021-03-31", "2019-04", until="2021-03-31", told="2021-01-18"),
)


def test_an_edition_tells_what_was_known_on_its_day() -> None:
    assert said(view(*MANDATE, on="2016-06-01")) == ["2017-03-31"]
    assert said(view(*MANDATE, on="2017-06-30")) == ["2017-06-30"]
    assert said(view(*MANDATE, on="2021-01-18")) == ["2021-03-31"]


def test_the_known_clock_alone_tells_the_past_as_it_is_known_later() -> None:
    then = view(*MANDATE, on="2019-06-01")
    now = view(*MANDATE, on="2019-06-01", known="2021-01-18")
    assert (said(then), then.standing) == (["2017-06-30"], Standing.LAPSED)
    assert (said(now), now.standing) == (["2021-03-31"], Standing.CURRENT)


def test_what_was_known_before_a_day_can_tell_of_that_day() -> None:
    seen = view(*MANDATE, on="2017-04-30", known="2016-12-31")
    assert (said(seen), seen.standing) == (["2017-03-31"], Standing.LAPSED)


def test_a_day_means_its_end() -> None:
    one = line("600", "2017-05-24", told="2017-05-24")
    assert view(one, on="2017-05-23").standing is Standing.UNKNOWN
    assert view(one, on="2017-05-24").standing is Standing.CURRENT


# Rule 3: nothing leaks from the future


def test_a_report_of_an_uncertain_day_counts_from_the_latest() -> None:
    one = line("600", "2017-05-24/2017-06-29", told="2017-05-24/2017-06-29")
    assert view(one, on="2017-06-28").standing is Standing.UNKNOWN
    assert said(view(one, on="2017-06-29")) == ["600"]


def test_a_value_of_an_uncertain_day_is_possible_until_it_has_begun_for_certain() -> None:
    lines = (
        line("500", "2017-01-01", told="2017-01-01"),
        line("600", "2017-05-24/2017-06-29", told="2017-05-01"),
    )
    told = {
        d: states(view(*lines, on=d))["600"] for d in ("2017-05-23", "2017-05-24", "2017-06-28")
    }
    assert list(told.values()) == ["unknown", "possible", "possible"]
    assert said(view(*lines, on="2017-06-28")) == ["500"]
    assert said(view(*lines, on="2017-06-29")) == ["600"]


def test_what_began_on_a_stated_day_within_the_doubt_gives_way_when_the_doubt_is_over() -> None:
    lines = (
        line("600", "2017-05-24/2017-06-29", told="2017-05-01"),
        line("700", "2017-06-01", told="2017-06-01"),
    )
    assert said(view(*lines, on="2017-06-28")) == ["700"]
    assert said(view(*lines, on="2017-06-29")) == ["600"]


def test_a_month_has_begun_on_its_first_day() -> None:
    assert said(view(line("600", "2017-05", told="2017-05-01"), on="2017-05-01")) == ["600"]


def test_a_value_announced_for_later_is_not_yet_the_value() -> None:
    lines = line("600", "2017-01", told="2017-01-01"), line("850", "2018-01", told="2017-02-01")
    seen = view(*lines, on="2017-03-01")
    assert said(seen) == ["600"]
    assert states(seen) == {"600": "current", "850": "unknown"}


# Rule 4: the value


def test_the_value_that_started_last_is_current() -> None:
    lines = line("600", "2017-05", told="2017-06-01"), line("100", "2021-01", told="2021-01-18")
    seen = view(*lines, on="2021-01-18")
    assert said(seen) == ["100"]
    assert states(seen) == {"600": "superseded", "100": "current"}


def test_a_late_report_of_an_early_time_does_not_replace_the_value() -> None:
    lines = line("100", "2021-01", told="2021-01-18"), line("600", "2017-05", told="2023-01-01")
    assert said(view(*lines, on="2023-02-01")) == ["100"]


def test_a_later_report_of_one_publisher_is_a_correction() -> None:
    lines = line("600", "2017-05", told="2017-06-01"), line("650", "2017-05", told="2017-07-01")
    seen = view(*lines, on="2017-08-01")
    assert said(seen) == ["650"]
    assert states(seen) == {"600": "corrected", "650": "current"}


def test_before_the_correction_was_reported_the_first_report_stands() -> None:
    lines = line("600", "2017-05", told="2017-06-01"), line("650", "2017-05", told="2017-07-01")
    assert states(view(*lines, on="2017-06-15")) == {"600": "current", "650": "unknown"}


def test_a_planned_revision_is_no_correction() -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01", status="provisional"),
        line("650", "2017-05", told="2017-07-01", status="revised"),
    )
    assert states(view(*lines, on="2017-08-01")) == {"600": "superseded", "650": "current"}


def test_two_reports_of_one_publisher_on_one_day_dispute() -> None:
    lines = line("600", "2017-05", told="2017-06-01"), line("650", "2017-05", told="2017-06-01")
    seen = view(*lines, on="2017-06-02")
    assert seen.standing is Standing.DISPUTED
    assert said(seen) == ["600", "650"]
    assert states(seen) == {"600": "disputed", "650": "disputed"}


def test_publishers_that_contradict_one_another_dispute_and_both_print_with_their_sources() -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01"),
        line("700", "2017-05", told="2017-06-02", by="NATO"),
    )
    seen = view(*lines, on="2017-06-02")
    assert seen.standing is Standing.DISPUTED
    assert [(o.written, o.citations[0].source.id) for o in seen.chosen] == [
        ("600", "caf-2017-06-01"),
        ("700", "nato-2017-06-02"),
    ]


def test_an_exact_number_beside_a_hedged_one_that_allows_it_agrees_and_prints() -> None:
    lines = (
        line("131,136", "2016-11", told="2016-12-01"),
        line("more than 131,000", "2016-11", told="2016-12-05", by="UN"),
    )
    seen = view(*lines, on="2016-12-06")
    assert (said(seen), seen.standing) == (["131,136"], Standing.CURRENT)
    assert states(seen) == {"131,136": "current", "more than 131,000": "current"}


def test_a_month_beside_a_day_in_it_agrees_and_the_day_prints() -> None:
    lines = (
        line("2021-03-31", "2019-04", told="2019-04-02"),
        line("2021-03", "2019-04", told="2019-05-01", by="Press"),
    )
    assert said(view(*lines, on="2019-06-01", kind=ValueKind.DATE)) == ["2021-03-31"]


def test_a_preferred_value_settles_a_dispute() -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01", prefer="they count themselves"),
        line("700", "2017-05", told="2017-06-02", by="NATO"),
    )
    seen = view(*lines, on="2017-06-02")
    assert (said(seen), seen.standing) == (["600"], Standing.CURRENT)
    assert states(seen) == {"600": "current", "700": "superseded"}


def test_a_preferred_value_that_its_publisher_corrected_settles_nothing_more() -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01", prefer="they count themselves"),
        line("650", "2017-05", told="2017-06-09"),
        line("700", "2017-05", told="2017-06-02", by="NATO"),
    )
    assert sorted(said(view(*lines, on="2017-06-10"))) == ["650", "700"]


def test_a_claim_is_never_the_value() -> None:
    lines = (
        line("not public", "2017-05", told="2017-06-01", reason="security"),
        line("some 200", "2017-05", told="2017-06-02", by="Press", status="claim"),
    )
    seen = view(*lines, on="2017-06-02")
    assert (said(seen), seen.standing) == (["not public"], Standing.WITHHELD)
    assert [o.written for o in seen.claims] == ["some 200"]
    assert states(seen) == {"not public": "current", "some 200": "claim"}


def test_a_claim_alone_leaves_the_fact_unknown() -> None:
    seen = view(line("200", "2017-05", told="2017-06-01", status="claim"), on="2017-06-02")
    assert seen.standing is Standing.UNKNOWN
    assert [o.written for o in seen.claims] == ["200"]


def test_a_claim_that_contradicts_the_value_disputes_nothing() -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01"),
        line("200", "2017-05", told="2017-06-09", status="claim", prefer="it is later"),
    )
    seen = view(*lines, on="2017-06-10")
    assert (said(seen), seen.standing) == (["600"], Standing.CURRENT)


def test_a_withheld_number_contradicts_nobody() -> None:
    lines = (
        line("not public", "2017-05", told="2017-06-09", reason="security"),
        line("600", "2017-05", told="2017-06-01", by="NATO"),
    )
    seen = view(*lines, on="2017-06-10")
    assert (said(seen), seen.standing) == (["600"], Standing.CURRENT)


def test_a_withheld_number_is_no_side_of_a_dispute() -> None:
    lines = (
        line("not public", "2017-05", told="2017-06-01"),
        line("600", "2017-05", told="2017-06-01", by="NATO"),
        line("700", "2017-05", told="2017-06-01", by="UN"),
    )
    assert said(view(*lines, on="2017-06-10")) == ["600", "700"]


def test_none_is_a_stated_value() -> None:
    seen = view(line("none", "2017-05", told="2017-06-01"), on="2017-06-02")
    assert seen.standing is Standing.CURRENT


def test_an_inferred_start_never_outranks_a_stated_one() -> None:
    lines = line("600", "2017-05-01", told="2017-06-01"), line("700", told="2020-01-01")
    seen = view(*lines, on="2020-02-01")
    assert said(seen) == ["600"]
    assert states(seen) == {"600": "current", "700": "superseded"}


def test_an_inferred_start_does_not_correct_a_stated_one_of_the_same_day() -> None:
    lines = line("600", "2017-06-01", told="2017-06-01"), line("700", told="2017-06-01/2017-07-01")
    seen = view(*lines, on="2017-07-01")
    assert said(seen) == ["600"]
    assert states(seen) == {"600": "current", "700": "superseded"}


def test_an_inferred_start_is_the_value_until_one_is_stated() -> None:
    lines = line("700", told="2017-01-01"), line("600", "2018-05-01", told="2018-06-01")
    assert said(view(*lines, on="2018-02-01")) == ["700"]
    assert said(view(*lines, on="2018-07-01")) == ["600"]


def assumed(written: str, published: str, by: str = "CAF") -> Observation:
    """A line without a day of its own, from a page for which its first day was taken."""
    made = line(written, told=published, by=by)
    page = source(f"{by}-{published}", published, by, made.true.first)
    true = Period(made.true.start, assumed=True)
    return replace(made, true=true, reported=page.reported, citations=(Citation(page),))


def test_an_assumed_start_ranks_as_the_day_that_was_taken() -> None:
    lines = line("600", "2017-05-01", told="2017-06-01"), assumed("700", "2020-01-01/2020-12-31")
    seen = view(*lines, on="2020-01-01")
    assert (said(seen), states(seen)) == (["700"], {"600": "superseded", "700": "current"})
    assert said(view(*lines, on="2019-12-31")) == ["600"]


@pytest.mark.parametrize("by", ["CAF", "Herald"])
def test_an_assumed_start_stands_behind_what_was_stated_of_its_day(by: str) -> None:
    lines = (
        line("600", "2020-01-01", told="2020-01-01"),
        assumed("700", "2020-01-01/2020-12-31", by),
    )
    seen = view(*lines, on="2020-06-01")
    assert (said(seen), states(seen)) == (["600"], {"600": "current", "700": "superseded"})


@pytest.mark.parametrize(
    ("true", "told", "began"),
    [
        (Period(when_on(day("2020-01-01"))), "January 1, 2020", "January 1, 2020"),
        (
            Period(when_on(day("2020-01-01")), assumed=True),
            "January 1, 2020 (date assumed)",
            "January 1, 2020, date assumed",
        ),
        (
            Period(when_on(day("2020-01-01")), inferred=True),
            "January 1, 2020 (date inferred)",
            "January 1, 2020, date inferred",
        ),
        (
            Period(when_on(day("2020-01-01")), when_on(day("2020-03-31")), assumed=True),
            "until March 31, 2020",
            "January 1, 2020, date assumed",
        ),
        (
            Period(when_on(day("2020-01-01")), open=True),
            "since January 1, 2020",
            "January 1, 2020",
        ),
    ],
)
def test_a_day_that_nobody_states_is_told_as_such(true: Period, told: str, began: str) -> None:
    english = language("en-CA")
    assert time_in(true, english).replace("\u00a0", " ") == told
    assert start_in(true, english).replace("\u00a0", " ") == began


@pytest.mark.parametrize(
    ("tag", "said_", "inferred"),
    [
        ("en-CA", "undated, between January 6 and 11, 2020", "January 6, 2020 (date inferred)"),
        ("fr-CA", "sans date, entre le 6 et le 11 janvier 2020", "6 janvier 2020 (date déduite)"),
        ("es-ES", "sin fecha, entre el 6 y el 11 de enero de 2020", "(fecha deducida)"),
    ],
)
def test_a_source_without_a_date_is_told_as_undated(tag: str, said_: str, inferred: str) -> None:
    doubtful = source_line(source("page", "2020-01-06/2020-01-11"), language(tag))
    assert doubtful.replace("\u00a0", " ") == f"CAF, page, {said_}"
    taken = source("page", "2020-01-06/2020-01-11", taken=day("2020-01-06"))
    assert source_line(taken, language(tag)).replace("\u00a0", " ").endswith(inferred)
    dated = source_line(source("page", "2020-01"), language(tag))
    assert not any(word in dated for word in ("undated", "sans date", "sin fecha"))


def test_history_holds_only_what_once_was_the_value() -> None:
    lines = (
        line("500", told="2016-01-01"),
        line("600", "2017-05-01", told="2017-06-01"),
        line("700", told="2018-01-01"),
        line("800", "2019-01-01", told="2019-01-01"),
    )
    assert [o.written for o in view(*lines, on="2020-01-01").history] == ["500", "600", "800"]


def test_an_end_without_a_beginning_begins_with_its_source() -> None:
    seen = view(line("600", told="2017-06-01", until="2017-12-31"), on="2017-06-01")
    assert seen.current is not None
    assert (seen.current.true.first, seen.current.true.inferred) == (day("2017-06-01"), True)
    assert view(*seen.fact.observations, on="2018-01-01").standing is Standing.LAPSED


# Rule 4: retractions


def test_a_retraction_takes_back_its_publishers_value_for_that_time() -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01"),
        line(None, "2017-05", told="2017-07-01", retracts="misprint"),
    )
    before, after = view(*lines, on="2017-06-30"), view(*lines, on="2017-07-01")
    assert (said(before), before.standing) == (["600"], Standing.CURRENT)
    assert (said(after), after.standing) == ([], Standing.UNKNOWN)
    assert {state for _, state in after.states} == {ObservationState.RETRACTED}


def test_a_retraction_leaves_other_publishers_and_other_times_alone() -> None:
    lines = (
        line("500", "2017-04", told="2017-06-01"),
        line("600", "2017-05", told="2017-06-01"),
        line("700", "2017-05", told="2017-06-01", by="NATO"),
        line(None, "2017-05", told="2017-07-01", retracts="misprint"),
    )
    seen = view(*lines, on="2017-07-01")
    assert [o.written for o in seen.history] == ["500", "700"]


def test_a_value_that_was_corrected_does_not_come_back_with_a_retraction() -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01"),
        line("650", "2017-05", told="2017-07-01"),
        line(None, "2017-05", told="2017-08-01", retracts="misprint"),
    )
    seen = view(*lines, on="2017-08-01")
    assert seen.standing is Standing.UNKNOWN
    assert set(states(seen).values()) == {"retracted"}


def test_a_retraction_with_a_value_replaces_in_one_line() -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01"),
        line("620", "2017-05", told="2017-07-01", retracts="misread"),
    )
    seen = view(*lines, on="2017-07-01")
    assert said(seen) == ["620"]
    assert states(seen) == {"600": "retracted", "620": "current"}
    assert said(view(*lines, on="2017-06-30")) == ["600"]


def test_a_report_that_takes_back_and_restates_keeps_the_new_value() -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01"),
        line(None, "2017-05", told="2017-07-01", retracts="misprint"),
        line("605", "2017-05", told="2017-07-01"),
    )
    for order in permutations(lines):
        assert said(view(*order, on="2017-07-01")) == ["605"]


def test_a_replacement_is_a_correction_and_no_withdrawal() -> None:
    old = line("600", "2017-05", told="2017-06-01")
    new = line("605", "2017-05", told="2017-07-01", retracts="misprint")
    before, after = (edition(fact(old, new), on=d) for d in ("2017-06-30", "2017-07-01"))
    assert [c.sort for c in between(before, after, ["troops.iraq"])] == [Sort.CORRECTED]


def test_a_value_stated_again_after_its_retraction_stands() -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01"),
        line(None, "2017-05", told="2017-07-01", retracts="misprint"),
        line("620", "2017-05", told="2017-08-01"),
    )
    assert said(view(*lines, on="2017-08-01")) == ["620"]


@pytest.mark.parametrize(
    "name",
    [
        "sante\u0301 Canada",  # letters and marks apart
        "SANTÉ CANADA",
        "Santé\u00a0Canada",
        "Santé  Canada ",
        "Santé\u202fCanada",
    ],
)
def test_a_publisher_is_one_voice_however_its_name_is_typed(name: str) -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01", by="Santé Canada"),
        line("610", "2017-05", told="2017-07-01", by=name),
    )
    assert states(view(*lines, on="2017-08-01")) == {"600": "corrected", "610": "current"}


@pytest.mark.parametrize("name", ["Sante Canada", "Santé-Canada", "Santé Canada (Ottawa)"])
def test_names_that_differ_in_letters_are_voices_apart(name: str) -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01", by="Santé Canada"),
        line("610", "2017-05", told="2017-07-01", by=name),
    )
    assert view(*lines, on="2017-08-01").standing is Standing.DISPUTED


# Rule 5: lapsing


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        (
            "en-CA",
            "ended March 31, 2021; what came next began between April 1, 2021 and May 15, 2023",
        ),
        (
            "fr-CA",
            (
                "échéance : 31 mars 2021; la suite a commencé"
                " entre le 1er avril 2021 et le 15 mai 2023"
            ),
        ),
        (
            "es-ES",
            (
                "vencimiento: 31 de marzo de 2021; lo que siguió comenzó"
                " entre el 1 de abril de 2021 y el 15 de mayo de 2023"
            ),
        ),
    ],
)
def test_what_ended_says_that_the_next_may_have_begun(tag: str, said: str) -> None:
    lines = (
        line("2021-03-31", "2019-04", until="2021-03-31", told="2021-01-18"),
        line("2025-03-31", "2021-04-01/2023-05-15", told="2023-05-15"),
    )
    speak = edition(fact(), on="2020-01-01", tag=tag).language
    now = view(*lines, on="2021-06-01", known="2023-05-15")
    assert (now.standing, [o.written for o in now.possible]) == (Standing.LAPSED, ["2025-03-31"])
    assert ended(now, speak).replace("\u00a0", " ") == said
    then = view(*lines, on="2021-06-01")
    assert then.possible == ()
    assert ended(then, speak) != ended(now, speak)


def test_a_claim_is_no_possible_value() -> None:
    claim = line("5", "2021-04-01/2023-05-15", told="2021-01-01", status="claim")
    assert view(claim, on="2021-06-01").possible == ()


def test_a_value_lapses_after_the_latest_day_of_its_end() -> None:
    one = line("600", "2016-05", told="2016-05-05", until="2017-03")
    assert view(one, on="2017-03-31", fixed=True).standing is Standing.CURRENT
    assert view(one, on="2017-04-01", fixed=True).standing is Standing.LAPSED


def test_an_earlier_value_does_not_come_back_when_a_later_one_ends() -> None:
    lines = (
        line("600", "2016-01", told="2016-01-01"),
        line("850", "2017-01", told="2017-01-01", until="2017-03-31"),
    )
    seen = view(*lines, on="2017-05-01", fixed=True)
    assert (said(seen), seen.standing) == (["850"], Standing.LAPSED)


def test_a_repeat_that_leaves_the_end_out_does_not_take_it_away() -> None:
    lines = (
        line("600", "2016-05", told="2016-05-05", until="2017-03-31"),
        line("600", "2016-05", told="2016-12-01", by="Press"),
    )
    assert view(*lines, on="2017-04-01", fixed=True).standing is Standing.LAPSED


# Rule 6: going stale


@pytest.mark.parametrize(
    ("on", "standing"), [("2017-08-30", Standing.CURRENT), ("2017-08-31", Standing.STALE)]
)
def test_a_value_goes_stale_when_its_review_has_passed(on: str, standing: Standing) -> None:
    assert view(line("600", "2017-05", told="2017-06-01"), on=on).standing is standing


def test_a_confirmation_postpones_staleness() -> None:
    first = line("600", "2017-05-01", told="2017-06-01")
    for repeat in (
        line("600", "2017-08", told="2017-08-15"),
        line("600", "2017-05-01", told="2017-08-15"),
        line("about 600", "2017-05-01", told="2017-08-15", by="NATO"),
        line("600", told="2017-08-15", by="NATO"),
    ):
        seen = view(first, repeat, on="2017-09-15")
        assert (said(seen), seen.standing) == (["600"], Standing.CURRENT)
        assert seen.supported == seen.reported == day("2017-08-15")


def test_a_refusal_to_tell_confirms_no_number() -> None:
    lines = (
        line("600", "2017-05", told="2017-06-01"),
        line("not public", "2017-05", told="2017-08-15", by="NATO"),
    )
    assert view(*lines, on="2017-09-15").supported == day("2017-06-01")


def test_a_late_report_of_an_earlier_time_confirms_nothing() -> None:
    lines = line("600", "2017-05", told="2017-06-01"), line("600", "2016-05", told="2017-09-01")
    assert view(*lines, on="2017-09-15").standing is Standing.STALE


@pytest.mark.parametrize(
    "fields", [{"fixed": True}, {"kind": ValueKind.EVENT}, {"kind": ValueKind.STATEMENT}], ids=str
)
def test_closed_history_events_and_statements_never_go_stale(fields: dict[str, Any]) -> None:
    one = line("the handover took place", "2017-05", told="2017-06-01")
    assert view(one, on="2027-06-01", **fields).standing is Standing.CURRENT


# Rule 7: the first standing that applies


def test_a_dispute_is_told_before_an_end_and_before_age() -> None:
    lines = (
        line("600", "2016-05", told="2016-05-05", until="2017-03-31"),
        line("700", "2016-05", told="2016-05-05", until="2017-03-31", by="NATO"),
    )
    assert view(*lines, on="2020-01-01").standing is Standing.DISPUTED


def test_withheld_is_told_before_an_end_and_before_age() -> None:
    one = line("not public", "2016-05", told="2016-05-05", until="2017-03-31")
    assert view(one, on="2020-01-01").standing is Standing.WITHHELD


def test_the_standings_are_ranked_as_the_rule_names_them() -> None:
    assert [str(standing) for standing in Standing] == list(naive.WORST_FIRST)
    assert [s for s in Standing if s.printable] == [s for s in Standing if naive.rule_9(s)]


# Many facts at random, against the naive statement


def seen(lines: Lines, on: date, known: date, **fields: Any) -> View:
    return view_of(fact(*(real for _, real in lines), review_in="30 days", **fields), on, known)


def grouped(history: Sequence[Observation]) -> list[list[str]]:
    return [
        sorted(o.written for o in group)
        for _, group in groupby(history, key=lambda o: o.true.begins)
    ]


@settings(max_examples=600, deadline=None)
@given(random_lines, CLOCK, CLOCK)
def test_random_facts_are_what_the_rules_say(lines: Lines, on: date, known: date) -> None:
    plain, found = plainly(lines), seen(lines, on, known)
    assert found.standing == naive.rule_7(plain, on, known, review_days=30)
    assert sorted(said(found)) == naive.told(plain, on, known)
    assert grouped(found.history) == naive.history(plain, on, known)
    assert sorted(o.written for o in found.claims) == naive.claims(plain, on, known)
    assert found.supported == naive.last_report(plain, on, known)
    assert found.ageing == naive.ages(plain, on, known, review_days=30)


@settings(max_examples=300, deadline=None)
@given(random_lines, CLOCK, CLOCK)
def test_every_line_becomes_what_the_rules_say(lines: Lines, on: date, known: date) -> None:
    plain, found = plainly(lines), seen(lines, on, known)
    became = {id(o): str(state) for o, state in found.states}
    for x, real in lines:
        assert became[id(real)] == naive.state(x, plain, on, known)


@settings(max_examples=300, deadline=None)
@given(random_lines)
def test_a_retraction_of_nothing_is_refused(lines: Lines) -> None:
    plain, idle = plainly(lines), list(idle_retractions(real for _, real in lines))
    for x, real in lines:
        assert any(o is real for o in idle) == naive.takes_back_nothing(x, plain)


@settings(max_examples=300, deadline=None)
@given(random_lines, CLOCK, CLOCK, st.sampled_from(["daily", "weekdays", "weekly"]))
def test_a_report_is_missing_when_the_rules_say_so(
    lines: Lines, on: date, known: date, often: str
) -> None:
    plain, found = plainly(lines), seen(lines, on, known, expected=Frequency(often))
    lacks = naive.lacks_report(plain, on, known, often)
    standing = naive.rule_7(plain, on, known, review_days=30)
    late = lacks or naive.rule_6(plain, on, known, review_days=30)
    assert bool(found.missing) == lacks
    assert found.standing == ("stale" if lacks and standing == "current" else standing)
    assert found.ageing == (late and found.standing in naive.AGEING)


@settings(max_examples=100, deadline=None)
@given(random_lines, CLOCK)
def test_as_of_a_day_sets_both_clocks(lines: Lines, on: date) -> None:
    plain = plainly(lines)
    assert seen(lines, on, on).standing == naive.rule_7(plain, *naive.rule_1(on), review_days=30)


def unseen(found: View) -> View:
    """A view without what lies outside its edition: the file's lines, and those not yet known."""
    known = tuple((o, state) for o, state in found.states if state is not ObservationState.UNKNOWN)
    return replace(found, fact=fact(), states=known)


@settings(max_examples=150, deadline=None)
@given(random_lines, CLOCK, CLOCK, st.data())
def test_a_line_reported_later_changes_nothing(
    lines: Lines, on: date, known: date, data: st.DataObject
) -> None:
    more = data.draw(st.lists(random_line(NUMBERS), max_size=3))
    future = [
        (x, replace(real, reported=known + timedelta(days=n + 1)))
        for n, (x, real) in enumerate(more)
    ]
    assert unseen(seen(lines + future, on, known)) == unseen(seen(lines, on, known))


@settings(max_examples=100, deadline=None)
@given(random_lines, CLOCK, CLOCK, st.data())
def test_a_value_that_begins_later_changes_nothing(
    lines: Lines, on: date, known: date, data: st.DataObject
) -> None:
    later = dates.when_on(on + timedelta(days=1))
    more = [
        (x, replace(real, true=replace(real.true, start=later)))
        for x, real in data.draw(st.lists(random_line(NUMBERS), max_size=3))
    ]
    assert unseen(seen(lines + more, on, known)) == unseen(seen(lines, on, known))


@settings(max_examples=150, deadline=None)
@given(random_lines, CLOCK, CLOCK, st.randoms(use_true_random=False))
def test_the_order_of_lines_in_a_file_never_matters(
    lines: Lines, on: date, known: date, random: Any
) -> None:
    shuffled = random.sample(lines, len(lines))
    one, other = seen(lines, on, known), seen(shuffled, on, known)
    assert replace(one, fact=other.fact) == other
    speak = edition(fact(), on="2020-01-01").language
    assert digest(fact_digest(one, speak)) == digest(fact_digest(other, speak))


def test_the_order_of_languages_in_a_text_never_matters() -> None:
    def noted(**words: str) -> Observation:
        scalars = {tag: plain_text(said).by[""] for tag, said in words.items()}
        return replace(
            line("5", "2021", told="2021-01-05"), note=Text(scalars, plain_text("").place)
        )

    first, second = noted(en="b", fr="a"), noted(en="a", fr="b")
    turned = noted(fr="a", en="b")
    assert turned == first
    one, other = view(first, second, on="2022-01-01"), view(turned, second, on="2022-01-01")
    assert [o.note for o in one.chosen] == [o.note for o in other.chosen]
    assert one.states == other.states


@settings(max_examples=100, deadline=None)
@given(random_lines, CLOCK, CLOCK)
def test_what_prints_now_ends_the_history(lines: Lines, on: date, known: date) -> None:
    found = seen(lines, on, known)
    assert found.history[len(found.history) - len(found.chosen) :] == found.chosen


def test_a_long_table_is_read_in_reasonable_time() -> None:
    days = [date(2000, 1, 1) + timedelta(days=n) for n in range(3000)]
    lines = [line(str(n), d.isoformat(), told=d.isoformat()) for n, d in enumerate(days)]
    found = view(*lines, on="2020-01-01")
    assert (said(found), len(found.history)) == (["2999"], 3000)
