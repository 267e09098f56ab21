"""Derived facts: formulas, and what a sum makes of its parts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import naive
from asof import data, quantity
from asof.diagnostics import AsofError
from asof.ledger import (
    Fact,
    FormulaError,
    Frequency,
    Observation,
    ObservationState,
    Special,
    Standing,
    ValueKind,
    View,
    formula,
)
from asof.ledger.formulas import HOLDS
from asof.ledger.measures import measure_of
from asof.ledger.printing import counted
from asof.quantity import Quantity, QuantityError
from asof.workspace import find_workspace
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

KNOWN = {"cases.east": None, "cases.west": None, "cases.old.north": None, "troops.iraq": None}


def numbers(**written: str) -> dict[str, Quantity]:
    return {f"cases.{name}": quantity.parse_quantity(words) for name, words in written.items()}


# Formulas


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("cases.east", ["cases.east"]),
        ("cases.east + cases.west", ["cases.east", "cases.west"]),
        ("cases.east - (cases.west + troops.iraq)", ["cases.east", "cases.west", "troops.iraq"]),
        ("sum(cases.*)", ["cases.east", "cases.west", "cases.old.north"]),
        ("sum(cases.old.*) + cases.old.north", ["cases.old.north"]),
        ("sum(troops.*) + cases.global", ["troops.iraq", "cases.global"]),
    ],
)
def test_a_formula_names_its_facts_once(text: str, keys: list[str]) -> None:
    assert list(formula(text).keys(KNOWN)) == keys


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("cases.a + cases.b", "130"),
        ("cases.a - cases.b", "70"),
        ("cases.a - cases.b + cases.b", "100"),
        ("cases.a - (cases.b + cases.b)", "40"),
        ("sum(cases.*)", "130"),
        ("sum(cases.*) - cases.b", "100"),
    ],
)
def test_a_formula_adds_and_subtracts(text: str, result: str) -> None:
    assert str(formula(text).value(numbers(a="100", b="30"))) == result


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("cases.east +", "'cases.east +' is not a formula"),
        ("cases.east west", "'cases.east west' is not a formula"),
        ("cases.east + 3", "the number 3 has no source"),
        ("cases.east / 2.5", "the number 2.5 has no source"),
        ("cases.*", "'cases.*' names several facts"),
        ("cases.east ** cases.west", HOLDS),
        ("-cases.east", HOLDS),
        ("cases.east if cases.west else cases.east", HOLDS),
        ("'cases.east'", HOLDS),
        ("cases.east[cases.west]", HOLDS),
        ("max(cases.*)", HOLDS),
        ("sum()", HOLDS),
        ("sum(cases.*, start=cases.east)", HOLDS),
        ("share(cases.east)", HOLDS),
        ("share(cases.east, cases.west) per 1000", HOLDS),
        ("rate(cases.east, cases.west)", HOLDS),
        ("share(a.b, a.c) per a.d", "'share(a.b, a.c) per a.d' is not a formula"),
        ("sum(cases.*)(cases.east)", HOLDS),
        ("__import__(cases.east)", HOLDS),
    ],
)
def test_anything_else_is_refused(text: str, problem: str) -> None:
    with pytest.raises(FormulaError) as found:
        formula(text)
    assert str(found.value) == problem


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("cases.a * cases.b", "3000"),
        ("cases.a / cases.b", "3.3"),
        ("share(cases.b, cases.a)", "30.0"),
        ("change(cases.b, cases.a)", "233.3"),
        ("change(cases.a, cases.b)", "-70.0"),
        ("rate(cases.b, cases.a) per 1,000", "300.0"),
        ("rate(cases.b, cases.a) per 100000", "30000.0"),
        ("sum(cases.a, cases.b)", "130"),
        ("cases.a - cases.b * (cases.b / cases.b)", "70.0"),
        ("(cases.a + cases.b) / cases.b", "4.3"),
    ],
)
def test_a_formula_multiplies_divides_and_compares(text: str, result: str) -> None:
    of = formula(text)
    counted = {"cases.a": measure_of(None, PEOPLE), "cases.b": measure_of(None, PEOPLE)}
    assert str(of.value(numbers(a="100", b="30"), counted)) == result


PER_CENT = {"": {"other": "%"}}
PEOPLE = {"en": {"one": "person", "other": "people"}, "fr": {"other": "personnes"}}
COUNTS = {
    "cad.a": measure_of("CAD", None),
    "usd.a": measure_of("USD", None),
    "km.a": measure_of(None, {"": {"other": "km"}}),
    "m.a": measure_of(None, {"": {"other": "m"}}),
    "people.a": measure_of(None, PEOPLE),
    "people.b": measure_of(None, {"en": {"other": "People"}}),
    "rate.a": measure_of(None, {"": {"other": "%"}}),
    "rate.b": measure_of(None, {"en": {"other": "%"}, "fr": {"other": "%"}}),
    "plain.a": measure_of(None, None),
}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("cad.a + cad.a", "CAD"),
        ("people.a + people.b", "people"),
        ("sum(people.*)", "people"),
        ("plain.a - plain.a", "a plain number"),
        ("rate.a + rate.b", "%"),
        ("rate.a - rate.b", "pp"),
        ("rate.a + (rate.a - rate.b)", "%"),
        ("rate.a * people.a", "people"),
        ("rate.a * plain.a", "a plain number"),
        ("plain.a * rate.a", "a plain number"),
        ("plain.a * cad.a", "CAD"),
        ("cad.a / plain.a", "CAD"),
        ("cad.a / cad.a", "a plain number"),
        ("cad.a / people.a", "a unit of its own"),
        ("people.a * km.a", "a unit of its own"),
        ("share(people.a, people.b)", "%"),
        ("change(cad.a, cad.a)", "%"),
        ("rate(people.a, km.a) per 1000", "a plain number"),
    ],
)
def test_a_result_counts_what_its_parts_do(text: str, counted: str) -> None:
    assert str(formula(text).measure(COUNTS)) == counted


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("cad.a + usd.a", "CAD and USD cannot be added"),
        ("km.a + m.a", "km and m cannot be added"),
        ("cad.a - people.a", "CAD and people cannot be added"),
        ("people.a + plain.a", "people and a plain number cannot be added"),
        ("rate.a + people.a", "% and people cannot be added"),
        ("sum(km.*, m.*)", "km and m cannot be added"),
        ("share(cad.a, usd.a)", "CAD and USD cannot be compared"),
        ("change(km.a, m.a)", "km and m cannot be compared"),
        ("(rate.a - rate.b) - km.a", "pp and km cannot be added"),
        ("people.a + rate.a * cad.a", "people and CAD cannot be added"),
    ],
)
def test_unlike_is_never_merged(text: str, problem: str) -> None:
    with pytest.raises(FormulaError) as found:
        formula(text).measure(COUNTS)
    assert (str(found.value), bool(found.value.hint)) == (problem, True)


# What a sum makes of its parts


def parted(*parts: Observation | tuple[Observation, ...]) -> list[Fact]:
    """Facts troops.a, troops.b and so on, and their sum."""
    groups = [part if isinstance(part, tuple) else (part,) for part in parts]
    made = [
        fact(*group, key=f"troops.{name}") for name, group in zip("abcdef", groups, strict=False)
    ]
    return [*made, total("sum(troops.*)")]


def summed(
    *parts: Observation | tuple[Observation, ...], on: str = "2017-07-01", known: str | None = None
) -> View:
    return edition(*parted(*parts), on=on, known=known)["troops.total"]


def results(seen: View) -> list[str]:
    values = [o.value for o in seen.chosen]
    return [v.value if isinstance(v, Special) else str(v) for v in values]


def test_a_sum_has_the_latest_start_and_report_of_its_parts_and_all_their_sources() -> None:
    seen = summed(
        line("200", "2017-05-01", told="2017-06-30", by="CAF"),
        line("40", "2017-06-01", told="2017-06-05", by="NATO"),
    )
    assert results(seen) == ["240"]
    assert seen.current is not None
    assert seen.current.true.first == day("2017-06-01")
    assert seen.reported == seen.current.reported == day("2017-06-30")
    assert [c.source.id for c in seen.citations] == ["caf-2017-06-30", "nato-2017-06-05"]


def test_a_sum_is_as_old_as_its_oldest_part() -> None:
    seen = summed(
        line("200", "2017-01-01", told="2017-01-01"),
        line("40", "2017-06-01", told="2017-06-05"),
    )
    assert (seen.standing, seen.supported) == (Standing.STALE, day("2017-01-01"))


@pytest.mark.parametrize(
    ("parts", "result"),
    [
        (("about 600", "41"), "about 641"),
        (("at least 600", "41"), "at least 641"),
        (("300 to 400", "100"), "400 to 500"),
        (("none", "41"), "41"),
        (("none", "none"), "0"),
        (("305.9 million", "41.9 million"), "347.8 million"),
    ],
)
def test_a_sum_is_inexact_if_any_part_is(parts: tuple[str, ...], result: str) -> None:
    lines = [line(written, "2017-06-01", told="2017-06-01") for written in parts]
    assert results(summed(*lines)) == [result]


def test_a_sum_is_unknown_while_any_part_is() -> None:
    late = line("40", "2017-06-01", told="2017-08-01")
    seen = summed(line("200", "2017-06-01", told="2017-06-01"), late)
    assert (seen.standing, seen.chosen, seen.history) == (Standing.UNKNOWN, (), ())
    known = summed(line("200", "2017-06-01", told="2017-06-01"), late, known="2017-08-01")
    assert results(known) == ["240"]


def test_a_sum_is_withheld_with_any_part_and_for_its_reason() -> None:
    seen = summed(
        line("200", "2017-06-01", told="2017-06-01"),
        line("not public", "2017-06-01", told="2017-06-01", reason="security"),
    )
    assert (seen.standing, results(seen)) == (Standing.WITHHELD, ["not public"])
    assert seen.current is not None
    assert seen.current.reason is not None
    assert seen.current.reason.in_("en") == "security"


def test_a_sum_of_a_disputed_part_is_disputed_and_has_each_result() -> None:
    seen = summed(
        (
            line("200", "2017-06-01", told="2017-06-01"),
            line("250", "2017-06-01", told="2017-06-01", by="NATO"),
        ),
        line("40", "2017-06-01", told="2017-06-01"),
    )
    assert (seen.standing, results(seen)) == (Standing.DISPUTED, ["240", "290"])
    assert {state for _, state in seen.states} == {ObservationState.DISPUTED}


def test_a_disputed_part_beside_a_withheld_one_prints_once() -> None:
    seen = summed(
        (
            line("200", "2017-06-01", told="2017-06-01"),
            line("250", "2017-06-01", told="2017-06-01", by="NATO"),
        ),
        line("not public", "2017-06-01", told="2017-06-01"),
    )
    assert (seen.standing, results(seen)) == (Standing.DISPUTED, ["not public"])


def test_a_sum_cites_every_way_that_leads_to_one_value() -> None:
    """Which of two disputed parts was withheld matters to nobody; who disputed it does."""
    beside_withheld = summed(
        (
            line("200", "2017-06-01", told="2017-06-01"),
            line("250", "2017-06-01", told="2017-06-01", by="NATO"),
        ),
        line("not public", "2017-06-01", told="2017-06-01"),
    )
    met = summed(
        (
            line("1", "2017-06-01", told="2017-06-01"),
            line("2", "2017-06-01", told="2017-06-02", by="NATO"),
        ),
        (
            line("3", "2017-06-01", told="2017-06-03"),
            line("2", "2017-06-01", told="2017-06-04", by="NATO"),
        ),
    )
    assert sorted(results(met)) == ["3", "4", "5"]
    said = {str(o.value): o for o in met.chosen}
    assert [len(said[total].citations) for total in ("3", "4", "5")] == [2, 4, 2]
    publishers = {c.source.publisher.in_("en") for c in beside_withheld.citations}
    assert publishers == {"CAF", "NATO"}


def test_a_sum_lapses_with_its_first_part_and_is_told_as_it_was_then() -> None:
    seen = summed(
        line("200", "2017-06-01", told="2017-06-01", until="2017-06-30"),
        (
            line("40", "2017-06-01", told="2017-06-01"),
            line("50", "2017-07-01", told="2017-07-01"),
        ),
    )
    assert (seen.standing, results(seen)) == (Standing.LAPSED, ["240"])
    assert seen.current is not None
    assert seen.current.true.last == day("2017-06-30")


def test_a_sum_of_what_never_held_together_is_unknown() -> None:
    seen = summed(
        line("200", "2017-01-01", told="2017-01-01", until="2017-03-31"),
        line("40", "2017-06-01", told="2017-06-01"),
    )
    assert seen.standing is Standing.UNKNOWN


def test_a_sum_that_nothing_bounds_is_unknown() -> None:
    lines = (
        line("at least 5", "2017-06-01", told="2017-06-01"),
        line("up to 10", "2017-06-01", told="2017-06-01"),
    )
    assert summed(*lines).standing is Standing.UNKNOWN


def test_a_sum_over_words_or_over_nothing_is_unknown() -> None:
    words = fact(
        line("reduced", "2017-06-01", told="2017-06-01"), key="troops.a", kind=ValueKind.TEXT
    )
    assert edition(words, total("sum(troops.*)"), on="2017-06-02")["troops.total"].chosen == ()
    assert edition(total("sum(none.*)"), on="2017-06-02")["troops.total"].chosen == ()
    beside = [words, total("troops.a + sum(none.*)")]
    assert edition(*beside, on="2017-06-02")["troops.total"].standing is Standing.UNKNOWN


def test_a_sum_may_have_sums_for_parts() -> None:
    parts = parted(
        line("200", "2017-06-01", told="2017-06-01"), line("40", "2017-06-01", told="2017-06-01")
    )
    above = total("troops.total - troops.a", key="rest")
    assert results(edition(*parts, above, on="2017-06-02")["rest"]) == ["40"]


random_parts = st.lists(
    st.lists(random_line(NUMBERS), min_size=1, max_size=4), min_size=1, max_size=3
)


@settings(max_examples=400, deadline=None)
@given(random_parts, CLOCK, CLOCK)
def test_random_sums_are_what_the_rules_say(groups: list[Lines], on: date, known: date) -> None:
    facts = [
        fact(*(real for _, real in lines), key=f"troops.p{n}", review_in="30 days")
        for n, lines in enumerate(groups)
    ]
    at = edition(*facts, total("sum(troops.*)"), on=on.isoformat(), known=known.isoformat())
    seen, wanted = at["troops.total"], naive.total([*map(plainly, groups)], on, known, 30)
    assert seen.standing == wanted["standing"]
    assert (seen.chosen == ()) == (wanted["ways"] == [])
    if seen.chosen:
        assert seen.ageing == wanted["ages"]
        assert seen.supported == wanted["supported"]
        assert max(o.true.begins for o in seen.chosen) == wanted["starts"]
        assert max(o.reported for o in seen.chosen) == wanted["reported"]
        assert all(allowed(way, seen) for way in wanted["ways"])
    if seen.chosen and seen.standing is not Standing.LAPSED:
        assert {*seen.citations} == {c for one in facts for c in at[one.key].citations}


@settings(max_examples=200, deadline=None)
@given(random_parts, CLOCK)
def test_a_sum_was_before_what_it_would_have_printed_then(groups: list[Lines], known: date) -> None:
    facts = [fact(*(real for _, real in g), key=f"troops.p{n}") for n, g in enumerate(groups)]
    at = edition(*facts, total("sum(troops.*)"), on="2020-02-20", known=known.isoformat())
    seen = at["troops.total"]
    assume(seen.chosen and seen.standing is not Standing.LAPSED)
    now = seen.chosen[0].true.begins
    assert seen.history[-len(seen.chosen) :] == seen.chosen
    before = [o for o in seen.history if o.true.begins < now]
    days = {o.true.begins for one in facts for o in at[one.key].history if o.true.begins < now}
    wanted: list[Observation] = []
    for then in sorted(days):
        view = at.on(then)["troops.total"]
        wanted += view.chosen if view.standing is not Standing.LAPSED else ()
    assert before == wanted


def test_a_sum_was_nothing_on_a_day_that_lacks_a_report() -> None:
    reported = {"east": "123", "west": "13"}
    parts = [
        fact(
            *(line(n, f"2020-03-0{n}", told=f"2020-03-0{n}") for n in days),
            key=f"cases.{name}",
            expected=Frequency.DAILY,
        )
        for name, days in reported.items()
    ]
    seen = edition(*parts, total("sum(cases.*)", key="all"), on="2020-03-03")["all"]
    told = [(o.true.begins.day, str(o.value)) for o in seen.history]
    assert told == [(1, "2"), (3, "6")]


def allowed(way: list[naive.Value], seen: View) -> bool:
    """Whether a total prints what some values of its parts add up to, as exact as they are."""
    values = [o.value for o in seen.chosen]
    if naive.WITHHELD in way:
        return values == [Special.WITHHELD]
    low, high = naive.ends(way)
    numbers = [v for v in values if isinstance(v, Quantity) and v.exact == (low == high)]
    return any(v.bounds.low <= low and high <= v.bounds.high for v in numbers)


# Formulas at random, against the naive statement

ALIKE = {
    "CAD": ("cad.a", "cad.b"),
    "USD": ("usd.a",),
    "people": ("people.a", "people.b"),
    "km": ("km.a",),
    "%": ("rate.a", "rate.b"),
    "pp": ("gap.a",),
    "": ("plain.a",),
}
UNITS = {key: word for word, keys in ALIKE.items() for key in keys}
MEASURES = COUNTS | {
    "cad.b": measure_of("CAD", None),
    "gap.a": measure_of(None, {"": {"other": "pp"}}),
}
random_trees = st.recursive(
    st.sampled_from(sorted(UNITS)),
    lambda trees: st.tuples(st.sampled_from(["+", "-", "*", "/", "share", "change"]), trees, trees),
    max_leaves=5,
)


def typed(tree: naive.Tree) -> str:
    """A formula as it is typed."""
    if isinstance(tree, str):
        return tree
    operation, left, right = tree[0], typed(tree[1]), typed(tree[2])
    return (
        f"{operation}({left}, {right})" if operation.isalpha() else f"({left} {operation} {right})"
    )


@settings(max_examples=400, deadline=None)
@given(random_trees)
def test_random_formulas_count_what_the_rules_say(tree: naive.Tree) -> None:
    wanted = naive.counts(tree, UNITS)
    if wanted is None:
        with pytest.raises(FormulaError):
            formula(typed(tree)).measure(MEASURES)
    else:
        assert str(formula(typed(tree)).measure(MEASURES)).lower() == (
            wanted.lower() or "a plain number"
        )


@settings(max_examples=300, deadline=None)
@given(random_trees, st.lists(st.integers(0, 40), min_size=len(UNITS), max_size=len(UNITS)))
def test_random_formulas_make_what_they_say(tree: naive.Tree, drawn: list[int]) -> None:
    numbers, kind = dict(zip(UNITS, drawn, strict=True)), naive.counts(tree, UNITS)
    of = {key: quantity.parse_quantity(str(number)) for key, number in numbers.items()}
    assume(kind is not None)
    try:
        wanted = naive.reckoned(tree, numbers, UNITS) * (100 if kind in ("%", "pp") else 1)
    except ZeroDivisionError:
        with pytest.raises(QuantityError):
            formula(typed(tree)).value(of, MEASURES)
    else:
        made = formula(typed(tree)).value(of, MEASURES)
        assert made.exact
        off = abs(Fraction(made.nominal) - wanted)
        assert off < Fraction(51, 1000) if naive.divides(tree) else off == 0


# Many parts


def test_a_total_of_many_disputed_parts_is_one_range_that_spans_them() -> None:
    parts = [
        fact(
            line("10", "2017-05-01", told="2017-06-01", by="CAF"),
            line("12", "2017-05-01", told="2017-06-01", by="NATO"),
            key=f"troops.p{n}",
        )
        for n in range(60)
    ]
    seen = edition(*parts, total("sum(troops.*)"), on="2017-07-01")["troops.total"]
    assert (seen.standing, results(seen)) == (Standing.DISPUTED, ["600 to 720"])
    assert {c.source.id for c in seen.citations} == {"caf-2017-06-01", "nato-2017-06-01"}


def test_a_total_of_a_few_disputed_parts_prints_each_value() -> None:
    pair = (
        line("10", "2017-05-01", told="2017-06-01", by="CAF"),
        line("12", "2017-05-01", told="2017-06-01", by="NATO"),
    )
    assert sorted(results(summed(pair, pair))) == ["20", "22", "24"]


def test_a_long_chain_of_derived_facts_is_reckoned(tmp_path: Path) -> None:
    first = fact(line("1", "2017-05-01", told="2017-06-01"), key="troops.n0")
    chain = [total(f"troops.n{n} + troops.n0", f"troops.n{n + 1}") for n in range(3000)]
    assert results(edition(first, *chain, on="2017-07-01")["troops.n3000"]) == ["3001"]


def test_long_chains_and_shared_parts_are_read_in_linear_time(tmp_path: Path) -> None:
    lines = ["n0: {label: A, observations: [{value: 1, source: page}]}"]
    lines += [
        f"n{n + 1}: {{label: A, derived: troops.n{n} + troops.n{max(0, n - 1)}}}"
        for n in range(1500)
    ]
    read(tmp_path, "\n".join(lines))


def test_a_derived_fact_counts_what_its_formula_makes() -> None:
    a = fact(line("30", "2017-05-01", told="2017-06-01"), key="troops.a", unit=PEOPLE)
    b = fact(line("120", "2017-05-01", told="2017-06-01"), key="troops.b", unit=PEOPLE)
    share = total("share(troops.a, troops.b)", "troops.share")
    seen = edition(a, b, share, total("sum(troops.a, troops.b)"), on="2017-07-01")
    assert (results(seen["troops.share"]), seen["troops.share"].fact.unit) == (["25.0"], PER_CENT)
    assert seen["troops.total"].fact.unit == PEOPLE


def test_a_share_of_something_is_taken_of_it() -> None:
    rate = fact(line("12.5", "2017-05-01", told="2017-06-01"), key="troops.rate", unit=PER_CENT)
    all_ = fact(line("about 800", "2017-05-01", told="2017-06-01"), key="troops.all", unit=PEOPLE)
    seen = edition(rate, all_, total("troops.rate * troops.all"), on="2017-07-01")["troops.total"]
    assert (results(seen), seen.fact.unit) == (["about 100"], PEOPLE)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en-CA", "−2.4 percentage points"),
        ("fr-CA", "−2,4 points de pourcentage"),
        ("es-ES", "−2,4 puntos porcentuales"),
    ],
)
def test_percentages_differ_by_percentage_points(tag: str, text: str) -> None:
    before = fact(line("12.5", told="2016-06-01"), key="troops.a", unit=PER_CENT)
    now = fact(line("10.1", told="2017-06-01"), key="troops.b", unit=PER_CENT)
    fall = total("troops.b - troops.a", "troops.fall")
    at = edition(before, now, fall, total("troops.b + troops.fall"), on="2017-07-01", tag=tag)
    seen = at["troops.fall"]
    assert counted(seen.chosen[0].value, seen.fact, at.language).replace("\u00a0", " ") == text
    assert at["troops.total"].fact.unit == PER_CENT


def test_what_is_divided_by_zero_is_not_known() -> None:
    a = fact(line("30", "2017-05-01", told="2017-06-01"), key="troops.a")
    none = fact(line("none", "2017-05-01", told="2017-06-01"), key="troops.b")
    seen = edition(a, none, total("troops.a / troops.b"), on="2017-07-01")["troops.total"]
    assert seen.standing is Standing.UNKNOWN


# Reading


def read(root: Path, facts: str) -> None:
    """Read a workspace that holds some facts."""
    (root / "data/facts").mkdir(parents=True)
    (root / "asof.yaml").write_text("{title: T, languages: [en], timezone: UTC}")
    (root / "data/sources.yaml").write_text("page: {title: P, publisher: Q, published: 2017-06-01}")
    (root / "data/facts/troops.yaml").write_text(facts)
    data.read(find_workspace(root))


def problems(root: Path, facts: str) -> list[str]:
    with pytest.raises(AsofError) as found:
        read(root, facts)
    return [finding.message for finding in found.value.findings]


def test_facts_derived_in_a_circle_are_refused(tmp_path: Path) -> None:
    told = problems(
        tmp_path,
        """
a: {label: A, type: number, derived: troops.b + troops.c}
b: {label: B, type: number, derived: troops.a - troops.c}
c: {label: C, observations: [{value: 3, source: page}]}
""",
    )
    assert any("circle" in message for message in told)


def test_a_sum_over_a_pattern_does_not_hold_itself(tmp_path: Path) -> None:
    read(
        tmp_path,
        """
a: {label: A, observations: [{value: 3, source: page}]}
total: {label: T, type: number, derived: sum(troops.*)}
""",
    )


def test_a_formula_with_an_unknown_fact_is_refused(tmp_path: Path) -> None:
    told = problems(
        tmp_path,
        """
iraq: {label: A, observations: [{value: 3, source: page}]}
total: {label: T, type: number, derived: troops.irak + troops.iraq}
""",
    )
    assert told == ["unknown fact 'troops.irak' in a formula"]
