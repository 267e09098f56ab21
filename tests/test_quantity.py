"""Values as people write them, and what each hedge allows a number to be."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from asof import quantity
from asof.quantity import Hedge, Number, Quantity, QuantityError
from asof.quantity.values import EXACT

MILLION, BILLION = 10**6, 10**9


def number(digits: str, scale: int = 1) -> Number:
    return Number(Decimal(digits), scale)


def refused(text: str) -> tuple[str, str]:
    with pytest.raises(QuantityError) as caught:
        quantity.parse_quantity(text)
    return caught.value.message, caught.value.hint


NUMBERS = st.builds(
    Number,
    st.decimals(
        min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=2
    ).map(lambda d: d + 0),
    st.sampled_from([1, 10**3, 10**6, 10**9, 10**12]),
)
HEDGES = [h for h in Hedge if h not in (Hedge.RANGE, Hedge.TENS, Hedge.HUNDREDS, Hedge.THOUSANDS)]


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Any quantity that can be written."""
    hedge = draw(st.sampled_from(list(Hedge)))
    if hedge in (Hedge.TENS, Hedge.HUNDREDS, Hedge.THOUSANDS):
        return Quantity(hedge, None)
    one, two = draw(NUMBERS), draw(NUMBERS)
    if hedge is not Hedge.RANGE:
        assume(hedge is not Hedge.NEARLY or one.amount)
        return Quantity(hedge, one)
    low, high = sorted((one, two), key=lambda n: n.amount)
    assume(low.amount < high.amount and not (low.scale == 1 < high.scale))
    return Quantity(hedge, low, high)


@st.composite
def quantities_with_a_member(draw: st.DrawFn) -> tuple[Quantity, Decimal]:
    """A quantity, and a number that it allows."""
    value = draw(quantities())
    bounds = value.bounds
    low = bounds.low if bounds.low.is_finite() else bounds.high - 10**6
    high = bounds.high if bounds.high.is_finite() else bounds.low + 10**6
    share = Decimal(draw(st.integers(0, 16))) / 16
    member = low + (high - low) * share
    assume(member in bounds)
    return value, member


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("830", Quantity(Hedge.NONE, number("830"))),
        ("0", Quantity(Hedge.NONE, number("0"))),
        ("0.5", Quantity(Hedge.NONE, number("0.5"))),
        ("-5", Quantity(Hedge.NONE, number("-5"))),
        ("−5", Quantity(Hedge.NONE, number("-5"))),
        ("1,600,000", Quantity(Hedge.NONE, number("1600000"))),
        ("1 378", Quantity(Hedge.NONE, number("1378"))),
        ("1\u00a0378", Quantity(Hedge.NONE, number("1378"))),
        ("1\u202f378", Quantity(Hedge.NONE, number("1378"))),
        ("131 136.5", Quantity(Hedge.NONE, number("131136.5"))),
        ("1.39 billion", Quantity(Hedge.NONE, number("1.39", BILLION))),
        ("7.7\u00a0million", Quantity(Hedge.NONE, number("7.7", MILLION))),
        ("600 thousand", Quantity(Hedge.NONE, number("600", 1000))),
        ("1.5 trillion", Quantity(Hedge.NONE, number("1.5", 10**12))),
        ("exactly 830", Quantity(Hedge.EXACTLY, number("830"))),
        ("about 600", Quantity(Hedge.ABOUT, number("600"))),
        ("About 600", Quantity(Hedge.ABOUT, number("600"))),
        ("approximately 600", Quantity(Hedge.ABOUT, number("600"))),
        ("around 600", Quantity(Hedge.ABOUT, number("600"))),
        ("roughly 600", Quantity(Hedge.ABOUT, number("600"))),
        ("some 200", Quantity(Hedge.SOME, number("200"))),
        ("nearly 100", Quantity(Hedge.NEARLY, number("100"))),
        ("almost 100", Quantity(Hedge.NEARLY, number("100"))),
        ("over 1,200", Quantity(Hedge.OVER, number("1200"))),
        ("more than 7.7 million", Quantity(Hedge.MORE_THAN, number("7.7", MILLION))),
        ("at least 29", Quantity(Hedge.AT_LEAST, number("29"))),
        ("up to 830", Quantity(Hedge.UP_TO, number("830"))),
        ("at most 830", Quantity(Hedge.AT_MOST, number("830"))),
        ("no more than 830", Quantity(Hedge.AT_MOST, number("830"))),
        ("a maximum of 830", Quantity(Hedge.AT_MOST, number("830"))),
        ("as many as 850", Quantity(Hedge.AS_MANY_AS, number("850"))),
        ("as much as 2 million", Quantity(Hedge.AS_MANY_AS, number("2", MILLION))),
        ("fewer than 1000", Quantity(Hedge.FEWER_THAN, number("1000"))),
        ("less than 1000", Quantity(Hedge.FEWER_THAN, number("1000"))),
        ("300 to 400", Quantity(Hedge.RANGE, number("300"), number("400"))),
        ("between 300 and 400", Quantity(Hedge.RANGE, number("300"), number("400"))),
        ("from 300 to 400", Quantity(Hedge.RANGE, number("300"), number("400"))),
        ("2 to 3 million", Quantity(Hedge.RANGE, number("2", MILLION), number("3", MILLION))),
        (
            "900 thousand to 1.2 million",
            Quantity(Hedge.RANGE, number("900", 1000), number("1.2", MILLION)),
        ),
        ("in the tens", Quantity(Hedge.TENS, None)),
        ("dozens", Quantity(Hedge.TENS, None)),
        ("in the hundreds", Quantity(Hedge.HUNDREDS, None)),
        ("hundreds", Quantity(Hedge.HUNDREDS, None)),
        ("thousands", Quantity(Hedge.THOUSANDS, None)),
    ],
)
def test_a_value_reads_as_people_write_it(text: str, expected: Quantity) -> None:
    assert quantity.parse_quantity(text) == expected


@pytest.mark.parametrize("text", ["7.0 million", "1.50"])
def test_written_zeros_are_kept(text: str) -> None:
    assert str(quantity.parse_quantity(text)) == text


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "empty value", quantity.FORMS),
        ("lots", "not a number: 'lots'", quantity.FORMS),
        ("007", "not a number: '007'", quantity.FORMS),
        ("0,175", "not a number: '0,175'", quantity.FORMS),
        ("140.000", "not a number: '140.000'", quantity.FORMS),
        ("400 to 300", "range '400 to 300' runs backwards", "write 300 to 400"),
        ("3 to 2 million", "range '3 to 2 million' runs backwards", "write 2 to 3 million"),
        ("400 to 400", "range '400 to 400' has one number", "write 400"),
        (
            "about 300 to 400",
            "a hedge before the range in 'about 300 to 400'",
            "write '300 to 400'",
        ),
        ("nearly 0", "nothing is nearly 0", "write 0, or 'fewer than' some number"),
        (
            "1234567890123456",
            "too many digits in '1234567890123456'",
            "write it with no more than 15 digits, such as 1.39 billion",
        ),
    ],
)
def test_what_is_refused_comes_with_what_to_type(text: str, message: str, hint: str) -> None:
    assert refused(text) == (message, hint)


def test_an_error_reads_as_its_message() -> None:
    assert str(QuantityError("empty value")) == "empty value"


@given(st.text(max_size=20) | st.text("0123456789 ,.-−–$%abouttmilion", max_size=16))
def test_any_text_is_a_quantity_or_a_quantity_error(text: str) -> None:
    try:
        told = bool(str(quantity.parse_quantity(text)))
    except QuantityError as error:
        told = bool(error.message and error.hint) and not error.message.endswith(".")
    assert told


@given(quantities())
def test_a_quantity_reads_back_as_it_was_written(value: Quantity) -> None:
    again = quantity.parse_quantity(str(value))
    assert again == value
    assert str(again) == str(value)


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_grouped_and_plain_digits_are_the_same_number(amount: int) -> None:
    plain = quantity.parse_quantity(str(amount))
    assert quantity.parse_quantity(f"{amount:,}") == plain
    assert quantity.parse_quantity(f"{amount:,}".replace(",", "\u00a0")) == plain
    assert plain.nominal == amount


def bounds(text: str) -> tuple[str, str]:
    found = quantity.parse_quantity(text).bounds
    low = f"{'(' if found.low_open else '['}{found.low.normalize():f}"
    return low, f"{found.high.normalize():f}{')' if found.high_open else ']'}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("830", ("[830", "830]")),
        ("exactly 830", ("[830", "830]")),
        ("about 600", ("[540", "660]")),
        ("about -600", ("[-660", "-540]")),
        ("some 200", ("[180", "220]")),
        ("nearly 100", ("[90", "100)")),
        ("nearly -100", ("(-100", "-90]")),
        ("over 1200", ("(1200", "Infinity)")),
        ("more than 1200", ("(1200", "Infinity)")),
        ("at least 29", ("[29", "Infinity)")),
        ("up to 830", ("(-Infinity", "830]")),
        ("at most 830", ("(-Infinity", "830]")),
        ("as many as 850", ("(-Infinity", "850]")),
        ("fewer than 1000", ("(-Infinity", "1000)")),
        ("300 to 400", ("[300", "400]")),
        ("in the tens", ("[10", "100)")),
        ("in the hundreds", ("[100", "1000)")),
        ("in the thousands", ("[1000", "10000)")),
    ],
)
def test_a_hedge_allows_these_numbers(text: str, expected: tuple[str, str]) -> None:
    assert bounds(text) == expected


def test_every_hedge_stands_in_the_table() -> None:
    assert set(quantity.ALLOWS) == set(Hedge)


@given(quantities())
def test_every_quantity_allows_some_number(value: Quantity) -> None:
    assert not value.bounds.empty


@given(quantities())
def test_only_plain_and_exact_numbers_are_exact(value: Quantity) -> None:
    assert value.exact == (value.hedge in (Hedge.NONE, Hedge.EXACTLY))


@pytest.mark.parametrize(
    ("text", "nominal"),
    [("about 600", 600), ("300 to 400", 350), ("hundreds", 550), ("2 to 3 million", 2_500_000)],
)
def test_one_number_stands_for_a_quantity(text: str, nominal: int) -> None:
    assert quantity.parse_quantity(text).nominal == nominal


@pytest.mark.parametrize(
    ("texts", "agreed"),
    [
        (["131,136", "more than 131,000"], True),
        (["about 600", "650"], True),
        (["about 600", "up to 400"], False),
        (["over 600", "600"], False),
        (["at least 600", "600"], True),
        (["at least 600", "at most 600"], True),
        (["over 600", "at most 600"], False),
        (["in the hundreds", "about 900", "at least 850"], True),
        (["300 to 400", "390 to 500", "450"], False),
        (["1.39 billion", "1,390,000,000"], True),
        (["550", "546"], False),
        (["550"], True),
        ([], True),
    ],
)
def test_values_agree_when_one_number_can_satisfy_all(texts: list[str], agreed: bool) -> None:
    assert quantity.agree([quantity.parse_quantity(text) for text in texts]) is agreed


@given(quantities(), quantities())
def test_agreement_is_symmetric(one: Quantity, two: Quantity) -> None:
    assert quantity.agree([one, two]) == quantity.agree([two, one])


@given(quantities())
def test_a_quantity_agrees_with_itself(value: Quantity) -> None:
    assert quantity.agree([value, value])


@given(st.lists(quantities(), min_size=1, max_size=4), st.decimals(-(10**9), 10**9, places=1))
def test_values_that_allow_a_common_number_agree(values: list[Quantity], member: Decimal) -> None:
    assert quantity.agree([value for value in values if member in value.bounds])


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("131,136", "more than 131,000"),
        ("exactly 600", "about 600"),
        ("nearly 600", "about 600"),
        ("300 to 310", "about 300"),
        ("about 600", "in the hundreds"),
        ("in the hundreds", "at least 100"),
        ("at least 600", "at least 29"),
        ("at most 400", "at most 830"),
    ],
)
def test_the_most_exact_value_is_the_greatest(more: str, less: str) -> None:
    values = [quantity.parse_quantity(less), quantity.parse_quantity(more)]
    assert max(values, key=quantity.exactness) is values[1]


@given(quantities())
def test_nothing_is_more_exact_than_an_exact_value(value: Quantity) -> None:
    certain = quantity.exactness(quantity.parse_quantity("1"))
    assert value.exact or certain > quantity.exactness(value)


@pytest.mark.parametrize(
    ("one", "two", "total"),
    [
        ("200", "60", "260"),
        ("about 200", "60", "about 260"),
        ("at least 29", "3", "at least 32"),
        ("more than 5", "over 5", "over 10"),
        ("at least 5", "more than 3", "more than 8"),
        ("up to 400", "600", "up to 1000"),
        ("some 200", "about 600", "about 800"),
        ("about 100", "at least 5", "at least 95"),
        ("300 to 400", "100", "400 to 500"),
        ("in the hundreds", "5", "105 to 1005"),
        ("305.9 million", "41.9 million", "347.8 million"),
        ("1.39 billion", "305.9 million", "1.6959 billion"),
        ("600 thousand", "600 thousand", "1.2 million"),
        ("1 billion", "5", "1000000005"),
        ("7.0 million", "0.5 million", "7.5 million"),
        ("about 100", "-90", "0 to 20"),
        ("exactly 5", "exactly 3", "exactly 8"),
    ],
)
def test_a_sum_keeps_the_hedge_where_that_is_sound(one: str, two: str, total: str) -> None:
    a, b = quantity.parse_quantity(one), quantity.parse_quantity(two)
    assert str(quantity.add(a, b)) == total
    assert str(quantity.add(b, a)) == total


@pytest.mark.parametrize(
    ("one", "two", "rest"),
    [
        ("830", "600", "230"),
        ("830", "at least 600", "at most 230"),
        ("830", "more than 600", "fewer than 230"),
        ("830", "up to 600", "at least 230"),
        ("at least 830", "600", "at least 230"),
        ("1.39 billion", "1.2 billion", "190 million"),
        ("about 600", "100", "440 to 560"),
        ("100", "830", "-730"),
    ],
)
def test_a_difference_turns_the_second_hedge_around(one: str, two: str, rest: str) -> None:
    assert (
        str(quantity.subtract(quantity.parse_quantity(one), quantity.parse_quantity(two))) == rest
    )


def test_a_sum_that_nothing_bounds_is_refused() -> None:
    with pytest.raises(QuantityError) as caught:
        quantity.add(quantity.parse_quantity("at least 5"), quantity.parse_quantity("up to 10"))
    assert caught.value.message == "'at least 5' and 'up to 10' add up to no bounded number"
    assert caught.value.hint == "leave one of them out, or state the total as a fact of its own"


@given(quantities_with_a_member(), quantities_with_a_member())
def test_a_sum_allows_the_sum_of_any_two_allowed_numbers(
    one: tuple[Quantity, Decimal], two: tuple[Quantity, Decimal]
) -> None:
    try:
        total = quantity.add(one[0], two[0])
    except QuantityError:
        assume(False)
    assert one[1] + two[1] in total.bounds


@given(quantities_with_a_member(), quantities_with_a_member())
def test_a_difference_allows_the_difference_of_any_two_allowed_numbers(
    one: tuple[Quantity, Decimal], two: tuple[Quantity, Decimal]
) -> None:
    try:
        rest = quantity.subtract(one[0], two[0])
    except QuantityError:
        assume(False)
    assert one[1] - two[1] in rest.bounds


@given(quantities(), quantities())
def test_a_sum_is_inexact_if_either_part_is(one: Quantity, two: Quantity) -> None:
    try:
        total = quantity.add(one, two)
    except QuantityError:
        assume(False)
    assert total.exact == (one.exact and two.exact)
    assert total == quantity.add(two, one)


# Products and quotients


@pytest.mark.parametrize(
    ("one", "other", "product", "quotient"),
    [
        ("12", "4", "48", "3"),
        ("about 12", "4", "about 48", "about 3"),
        ("12", "about 4", "about 48", "2.7 to 3.4"),
        ("more than 12", "4", "more than 48", "more than 3"),
        ("12", "more than 4", "more than 48", "fewer than 3"),
        ("up to 12", "4", "up to 48", "up to 3"),
        ("10 to 12", "4", "40 to 48", "2.5 to 3"),
        ("-12", "4", "-48", "-3"),
        ("more than 12", "-4", "fewer than -48", "fewer than -3"),
        ("1.2 billion", "4", "4.8 billion", "300 million"),
        ("1.2 million", "600", "720 million", "2 thousand"),
        ("0", "more than 4", "0", "0"),
        ("12", "more than 0", "more than 0", "more than 0"),
        ("-12", "more than 0", "fewer than 0", "fewer than 0"),
        ("0", "more than 0", "0", "0"),
    ],
)
def test_products_and_quotients(one: str, other: str, product: str, quotient: str) -> None:
    a, b = quantity.parse_quantity(one), quantity.parse_quantity(other)
    assert str(quantity.multiply(a, b)) == product
    made = quantity.divide(a, b)
    assert str(made if len(str(made)) < 20 else quantity.rounded(made, 1)) == quotient


@pytest.mark.parametrize(
    ("reckon", "one", "other", "told", "hint"),
    [
        (
            quantity.divide,
            "12",
            "up to 4",
            "what is divided by can be zero",
            "divide by a fact that cannot be",
        ),
        (
            quantity.multiply,
            "more than 2",
            "up to 4",
            "'more than 2' and 'up to 4' make no bounded number",
            "state the result as a fact of its own",
        ),
    ],
)
def test_what_cannot_be_reckoned_is_told(
    reckon: Callable[[Quantity, Quantity], Quantity], one: str, other: str, told: str, hint: str
) -> None:
    with pytest.raises(QuantityError) as caught:
        reckon(quantity.parse_quantity(one), quantity.parse_quantity(other))
    assert (caught.value.message, caught.value.hint) == (told, hint)


@given(quantities_with_a_member(), quantities_with_a_member())
def test_a_product_allows_every_product_of_what_the_two_allow(
    one: tuple[Quantity, Decimal], other: tuple[Quantity, Decimal]
) -> None:
    with suppress(QuantityError):
        found = quantity.multiply(one[0], other[0])
        assert EXACT.multiply(one[1], other[1]) in found.bounds


@given(quantities_with_a_member(), quantities_with_a_member())
def test_a_quotient_allows_every_quotient_of_what_the_two_allow(
    one: tuple[Quantity, Decimal], other: tuple[Quantity, Decimal]
) -> None:
    with suppress(QuantityError):
        found = quantity.divide(one[0], other[0])
        quotient, tiny = EXACT.divide(one[1], other[1]), Decimal("1e-60")
        near = (quotient, quotient - tiny, quotient + tiny)
        assert any(each in found.bounds for each in near)


@given(quantities(), st.integers(0, 4))
def test_a_range_that_is_rounded_only_widens(value: Quantity, decimals: int) -> None:
    found = quantity.rounded(value, decimals)
    assert value.hedge is not Hedge.RANGE or value.bounds.within(found.bounds)
