"""Numbers, plurals, dates, money and hedges of each language, held against CLDR and one another.

Where a language of ours differs from CLDR on purpose, a table says how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

import pytest
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal

from asof.dates import parse_date
from asof.language import Language, explain_quantity, grammars, language
from asof.quantity import Hedge, Number, QuantityError, parse_quantity
from asof.review.number_detection import figures
from spelled import OTHERWISE, SPELLED

SHORTS = sorted(grammars())
REGIONS = (
    *("en-GB", "en-US", "es-MX", "fr-FR", "fr-BE", "fr-CH", "it-CH", "pt-PT", "de-AT", "de-CH"),
    "nl-BE",
)
TAGS = [*(each.tag for each in grammars().values()), *REGIONS]


def alike(text: str) -> str:
    """Words with one kind of space: CLDR's narrow one is set as ours is."""
    return re.sub("[\u00a0\u202f]", " ", text).replace("\u200b", "")


# Numbers

MILLION = 1_000_000
SOME = [*range(2001), *range(2001, MILLION, 991), *range(9990, 10_011), 99_999, 100_000]
SOME += [999_999, MILLION]


def said(tongue: Language, n: int) -> str:
    return tongue.number(Number(Decimal(n)))


@pytest.mark.parametrize("tag", TAGS)
def test_numbers_are_those_of_the_locale(tag: str) -> None:
    """CLDR's digits; a language may set fewer thousands apart, or have another sign there."""
    tongue = language(tag)
    group, (sign, fewest) = tongue.locale.number_symbols["latn"]["group"], grouping(tongue)
    for n in SOME:
        cldr = format_decimal(n, locale=tongue.locale).replace(group, sign)
        assert said(tongue, n) == (cldr if len(str(n)) >= fewest else str(n))


def grouping(tongue: Language) -> tuple[str, int]:
    """The sign between thousands, and the fewest digits that have it."""
    sign = said(tongue, 100_000)[3:-3]
    return sign, 4 if sign in said(tongue, 1000) else 5


def test_every_number_to_a_million_has_its_signs() -> None:
    """In one language of those that set thousands apart alike: how is all that numbers go by."""
    ways = {grouping(language(tag)): language(tag) for tag in TAGS}
    assert len(ways) >= 5
    numbers = [Number(Decimal(n)) for n in range(MILLION + 1)]
    for (sign, fewest), tongue in ways.items():
        plain = (f"{n:,}".replace(",", sign) for n in range(10 ** (fewest - 1), MILLION + 1))
        wanted = chain(map(str, range(10 ** (fewest - 1))), plain)
        assert all(map(str.__eq__, map(tongue.number, numbers), wanted))


# Plurals

CATEGORIES = ("zero", "one", "two", "few", "many", "other")


@pytest.mark.parametrize("tag", TAGS)
def test_a_unit_has_the_form_of_cldr_s_category(tag: str) -> None:
    """Of every whole number: CLDR's rules look at the last two digits, at all where there are few,
    and at the last six for millions, so that those beyond a thousand go as those within."""
    tongue = language(tag)
    rules = " ".join(tongue.locale.plural_form.rules.values())
    assert {int(n) for n in re.findall(r"mod (\d+)", rules)} <= {10, 100, MILLION}
    assert max(int(n) for n in re.findall(r"\d+", re.sub(r"mod \d+", "", rules))) < 100
    unit = {name: name for name in CATEGORIES}
    beyond = (*range(99_900, 100_101), *range(MILLION - 100, MILLION + 101), 7 * MILLION)
    for n in (*range(1001), *beyond):
        counted = tongue.counted(parse_quantity(str(n)), unit=unit)
        assert counted.endswith(f"\u00a0{tongue.locale.plural_form(n)}")


# Dates and doubts

YEARS = (2020, 2021, 2023, 2024)
OURS: Mapping[str, tuple[tuple[str, str], ...]] = {  # what CLDR says, and what we say
    "fr": (("^1 ", "1er "),),
    "it": (("^1 ", "1º "),),
    "pt": (("^1 ", "1º "),),
    "pt-PT": (),
    "uk": ((r" р\.$", " року"),),
}
OURS_SHORT: Mapping[str, tuple[tuple[str, str], ...]] = {
    **OURS,
    "pt": (("^1 ", "1º "), (" de ", " ")),
    "pt-PT": ((r"^(.+)$", ""),),  # where CLDR has digits alone, such as 1/01/2020
    "uk": ((r" р\.$", ""),),
}


def days() -> Iterator[date]:
    for year in YEARS:
        first = date(year, 1, 1)
        yield from (first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days))


def ours(cldr: str, tag: str, ways: Mapping[str, tuple[tuple[str, str], ...]]) -> str:
    cldr = alike(cldr)
    for what, how in ways.get(tag, ways.get(tag.partition("-")[0], ())):
        cldr = re.sub(what, how, cldr)
    return cldr


@pytest.mark.parametrize("tag", TAGS)
def test_every_day_is_said_as_the_locale_says_it(tag: str) -> None:
    """Alone, and within what is said of its doubt, or of a time that begins or ends with it."""
    tongue = language(tag)
    for day in days():
        when = parse_date(f"{day}")
        long = ours(format_date(day, "long", locale=tongue.locale), tag, OURS)
        assert alike(tongue.date(when)) == long
        short = ours(format_skeleton("yMMMd", day, locale=tongue.locale), tag, OURS_SHORT)
        assert not short or alike(tongue.date(when, short=True)) == short
        doubts = (tongue.date(parse_date(f"{day}{sign}")) for sign in "?~%")
        spans = (tongue.span(when, None), tongue.span(None, when), tongue.as_of(when))
        assert all(long in alike(each) for each in (*doubts, *spans))


@pytest.mark.parametrize("tag", TAGS)
def test_every_month_is_said_as_the_locale_says_it(tag: str) -> None:
    tongue = language(tag)
    for month in range(1, 13):
        first, when = date(2021, month, 1), parse_date(f"2021-{month:02}")
        long = format_skeleton("yMMMM", first, locale=tongue.locale)
        assert alike(tongue.date(when)) == ours(long, tag, OURS)
        short = ours(format_skeleton("yMMM", first, locale=tongue.locale), tag, OURS_SHORT)
        assert not short or alike(tongue.date(when, short=True)) == short


# Money and shares

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CAD", "PLN", "UAH", "BRL", "MXN", "JPY")
OUR_MONEY: Mapping[tuple[str, str], str] = {
    ("it-IT", "EUR"): "# euro",
    ("it-CH", "EUR"): "# euro",
    **{("it-CH", code): f"# {sign}" for code, sign in (("GBP", "£"), ("CAD", "CA$"))},
    ("uk-UA", "EUR"): "# євро",
    ("uk-UA", "UAH"): "# грн",
    **{("es-MX", code): f"# {code}" for code in CURRENCIES if code != "MXN"},
}
SPACED_SHARES = {"de-CH", "es-MX", "fr-CH"}  # by the federal chancellery, and by the Academies


def shape(printed: str) -> str:
    """How a figure stands beside its sign: a code in letters is apart from it."""
    told = re.sub(r"\d[\d.,’ ]*\d|\d", "#", alike(printed))
    return re.sub(r"(?<=[A-Z])#", " #", told)


@pytest.mark.parametrize("tag", TAGS)
def test_money_and_shares_have_their_signs_where_the_locale_has_them(tag: str) -> None:
    tongue = language(tag)
    pattern = tongue.locale.currency_formats["standard"].pattern.replace(".00", "")
    for code in CURRENCIES:
        for n in (5, 75, 1204, 12_345, 1_234_567):
            told = format_currency(n, code, pattern, tongue.locale, currency_digits=False)
            wanted = OUR_MONEY.get((tag, code)) or shape(told)
            assert shape(tongue.quantity(parse_quantity(f"{n}"), code)) == wanted
            less = wanted.replace("#", "−#") if tag.startswith("nl") else f"−{wanted}"
            assert shape(tongue.quantity(parse_quantity(f"-{n}"), code)) == less
    wanted = alike(tongue.locale.percent_formats[None].pattern).replace("#,##0", "#")
    wanted = "# %" if tag in SPACED_SHARES else wanted
    for part in ("5", "12.5", "1234"):
        assert shape(tongue.quantity(parse_quantity(part), unit={"other": "%"})) == wanted


# Hedges both ways

HEDGED = {
    Hedge.NONE: "600",
    Hedge.RANGE: "300 to 400",
    Hedge.TENS: "in the tens",
    Hedge.HUNDREDS: "in the hundreds",
    Hedge.THOUSANDS: "thousands",
}


def read_back(typed: str) -> str:
    """What somebody who types words is told to write, or has written."""
    try:
        parse_quantity(typed)
    except QuantityError as caught:
        told = re.search("write '(.+?)'", explain_quantity(caught, typed).hint)
        assert told, typed
        return told[1]
    return typed


@pytest.mark.parametrize("tag", TAGS)
def test_every_hedge_that_prints_is_read_back(tag: str) -> None:
    """As itself, or as another that prints the same: « plus de 600 » is over and more than 600."""
    tongue = language(tag)
    for hedge in Hedge:
        value = parse_quantity(HEDGED.get(hedge, f"{hedge.value} 600"))
        assert value.hedge is hedge
        again = parse_quantity(read_back(alike(tongue.quantity(value))))
        assert tongue.quantity(again) == tongue.quantity(value)
        share = tongue.quantity(value, unit={"other": "%"})
        if value.number:
            read = parse_quantity(read_back(re.sub("[ \u00a0]?%", "", alike(share))))
            assert tongue.quantity(read, unit={"other": "%"}) == share


@pytest.mark.parametrize("short", SHORTS)
def test_every_hedge_that_is_typed_is_one_that_prints(short: str) -> None:
    reading = grammars()[short].reading
    typed = {f"{words} 600": hedge for words, hedge in reading.hedges.items()}
    typed |= {f"600 {words}": hedge for words, hedge in reading.trailing.items()}
    read = {words: parse_quantity(read_back(words)) for words in typed}
    assert {words: value.hedge for words, value in read.items()} == typed
    tongue = language(grammars()[short].tag)
    assert all(len(tongue.quantity(value)) > len("600") for value in read.values())


# What `check` finds


@pytest.mark.parametrize("short", SHORTS)
def test_a_number_in_words_is_a_figure(short: str) -> None:
    """Each to a thousand, whole, as it is spelled in any way; « one » alone is an article too."""
    tag, words = grammars()[short].tag, [SPELLED[short](n) for n in range(1001)]
    other = (re.sub(what, how, each) for what, how in OTHERWISE[short] for each in words)
    missed = {"un", "neuf"} if short == "fr" else set()  # which is new as well
    ones = {words[1], *(re.sub(what, how, words[1]) for what, how in OTHERWISE[short])}
    for spelled in dict.fromkeys((*words, *other)):
        if spelled not in missed | ones:
            assert [each.plain for each in figures(f"({spelled})", language(tag))] == [spelled]


@pytest.mark.parametrize("tag", TAGS)
def test_what_prints_is_found_where_it_is_typed(tag: str) -> None:
    """A figure that is copied from a page into a text is a bare figure there, in one piece."""
    tongue = language(tag)
    for n in (*SOME[::7], Decimal("0.5"), Decimal("1204.75"), Decimal("12345.5"), Decimal("7.7")):
        typed = alike(tongue.number(Number(Decimal(n))))
        assert [each.plain for each in figures(f"({typed})", tongue)] == [typed]
    for day in ("2020-08-01", "2020-11-08", "2021-12-31"):
        typed = alike(tongue.date(parse_date(day)))
        assert [each.plain for each in figures(f"({typed})", tongue)] == [typed]
