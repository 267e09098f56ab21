"""Values and dates in the words of a language, refused with what files hold instead."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from asof import dates, quantity
from asof.dates import DateError
from asof.language import explain_date, explain_quantity, language
from asof.language.typed_values import readings, vocabulary
from asof.quantity import ROUND_NUMBERS, SCALES, Hedge, Number, Quantity, QuantityError


def value_refused(text: str) -> tuple[str, str]:
    with pytest.raises(QuantityError) as caught:
        quantity.parse_quantity(text)
    problem = explain_quantity(caught.value, text)
    return problem.message, problem.hint


def date_refused(text: str) -> tuple[str, str]:
    with pytest.raises(DateError) as caught:
        dates.parse_date(text)
    problem = explain_date(caught.value, text)
    return problem.message, problem.hint


IN_EITHER = "; a page in Spanish or Portuguese prints it in its words"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("environ 600", "write 'about 600'; a page in French prints it in French"),
        ("Environ 600", "write 'about 600'; a page in French prints it in French"),
        ("jusqu’à 830", "write 'up to 830'; a page in French prints it in French"),
        ("jusqu'à 830", "write 'up to 830'; a page in French prints it in French"),
        (
            "plus de 7.7 millions",
            "write 'more than 7.7 million'; a page in French prints it in French",
        ),
        ("un maximum de 60", "write 'at most 60'; a page in French prints it in French"),
        ("presque 100", "write 'nearly 100'; a page in French prints it in French"),
        ("de 300 à 400", "write '300 to 400'; a page in French prints it in French"),
        ("entre 2 et 3 millions", "write '2 to 3 million'; a page in French prints it in French"),
        ("des centaines", "write 'in the hundreds'; a page in French prints it in French"),
        ("600 mille", "write '600 thousand'; a page in French prints it in French"),
        ("2 millions", "write '2 million'"),
        ("5 milliards", "write '5 billion'; a page in French prints it in French"),
        (
            "aproximadamente 600",
            "write 'about 600'" + IN_EITHER,
        ),
        ("alrededor de 600", "write 'some 600'; a page in Spanish prints it in Spanish"),
        ("unas 200", "write 'some 200'; a page in Spanish prints it in Spanish"),
        ("casi 100", "write 'nearly 100'; a page in Spanish prints it in Spanish"),
        (
            "más de 7.7 millones",
            "write 'more than 7.7 million'; a page in Spanish prints it in Spanish",
        ),
        ("como mínimo 29", "write 'at least 29'; a page in Spanish prints it in Spanish"),
        ("a lo sumo 29", "write 'at most 29'; a page in Spanish prints it in Spanish"),
        ("entre 300 y 400", "write '300 to 400'; a page in Spanish prints it in Spanish"),
        (
            "de 300 a 400",
            "write '300 to 400'" + IN_EITHER,
        ),
        ("cientos", "write 'in the hundreds'; a page in Spanish prints it in Spanish"),
        ("5 mil millones", "write '5 billion'; a page in Spanish prints it in Spanish"),
        ("600 mil", "write '600 thousand'" + IN_EITHER),
        ("doscientas", "write numbers in digits, such as 12"),
        ("five", "write numbers in digits, such as 12"),
        ("forty-two", "write numbers in digits, such as 12"),
        ("one", "write numbers in digits, such as 12"),
        ("quarante-deux", "write numbers in digits, such as 12"),
    ],
)
def test_a_value_in_words_is_told_in_the_notation(text: str, hint: str) -> None:
    assert value_refused(text) == (f"not a number: '{text}'", hint)


CURRENCY, UNIT = ", and give the fact 'currency: {}'", ", and give the fact 'unit: {}'"
CAD, USD, EUR = (CURRENCY.format(code) for code in ("CAD", "USD", "EUR"))
SHARE = UNIT.format('"%"')
MEANT = {
    "1e6": "write '1 million'",
    "1E6": "write '1 million'",
    "1.5e3": "write 1500",
    "2e-3": "write 0.002",
    "600-700": "write '600 to 700'",
    "600 – 700": "write '600 to 700'",
    "300--400": "write '300 to 400'",
    "35,000-40,000": "write '35000 to 40000'",
    "5-6 million": "write '5 to 6 million'",
    "1,39": "write 1.39",
    "0,175": "write 0.175",
    "1.234,5": "write 1234.5",
    "1 234,5": "write 1234.5",
    "305,9 millions": "write '305.9 million'",
    "1.600.000": "write 1600000",
    "1'234": "write 1234",
    "1_000": "write 1000",
    "12,34,567": "write 1234567",
    "007": "write 7",
    "600.": "write 600",
    ".5": "write 0.5",
    "+310": "write 310",
    "- 5": "write -5",
    "minus 5": "write -5",
    "１２３": "write 123",
    "٣": "write 3",
    '"600"': "write 600",
    "2 millions": "write '2 million'",
    "5k": "write '5 thousand'",
    "1.2M": "write '1.2 million'",
    "3 bn": "write '3 billion'",
    "about 175,509,": "write 'about 175509'",
    "~600": "write 'about 600'",
    "c. 600": "write 'about 600'",
    "circa 600": "write 'about 600'",
    "approx. 600": "write 'about 600'",
    "> 1.3 million": "write 'more than 1.3 million'",
    ">1.3M": "write 'more than 1.3 million'",
    "≥ 29": "write 'at least 29'",
    "<=29": "write 'at most 29'",
    "<1000": "write 'fewer than 1000'",
    "600 or more": "write 'at least 600'",
    "600 or so": "write 'about 600'",
    "abuot 600": "did you mean 'about 600'?",
    "about": "write 'about 600'",
    "5 CAD": f"write 5{CAD}",
    "C$5": f"write 5{CAD}",
    "-$5": f"write -5{CAD}",
    "USD 119.8 million": f"write '119.8 million'{USD}",
    "US$5-6 million": f"write '5 to 6 million'{USD}",
    "$1.2M": f"write '1.2 million'{CAD}",
    "$5m": f"write '5 million'{CAD}",
    "€ 3 bn": f"write '3 billion'{EUR}",
    "10 %": f"write 10{SHARE}",
    "about 98 per cent": f"write 'about 98'{SHARE}",
    "10% to 20%": f"write '10 to 20'{SHARE}",
    "7.7m people": f"write '7.7 million'{UNIT.format('people')}",
    "5m": f"write '5 million', or 5{UNIT.format('m')}",
    "850 m": f"write 850{UNIT.format('m')}",
    "20 °C": f"write 20{UNIT.format(chr(34) + '°C' + chr(34))}",
    "5 m2": f"write 5{UNIT.format('m2')}",
    ">600 people": f"write 'more than 600'{UNIT.format('people')}",
    "hundreds of people": f"write 'in the hundreds'{UNIT.format('people')}",
    "100 members in Iraq": f"write 100{UNIT.format('members in Iraq')}",
    "1,5 million de repas": f"write '1.5 million'{UNIT.format('repas')}",
    "140.000": "write 140 or 140000",
    "about 140.000": "write 'about 140' or 'about 140000'",
    "600+": "write 'at least 600' or 'more than 600'",
}


@pytest.mark.parametrize("text", ["Not Public", "NOT  PUBLIC", "None", "NONE"])
def test_a_value_that_is_no_number_is_written_small(text: str) -> None:
    assert value_refused(text)[1] == f"write '{' '.join(text.lower().split())}'"


@pytest.mark.parametrize("text", MEANT)
def test_what_was_meant_is_told(text: str) -> None:
    assert value_refused(text)[1] == MEANT[text]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("1,39", "decimal comma in '1,39'", "write 1.39"),
        ("600-700", "not a number: '600-700'", "write '600 to 700'"),
        ("$75", "currency in '$75'", "write 75"),
        ("98%", "per cent sign in '98%'", "write 98"),
        ("100 members", "words after the number in '100 members'", "write 100"),
        ("140.000", "more than one value can be meant by '140.000'", "write 140 or 140000"),
        ("1,39 milliard", "decimal comma in '1,39 milliard'", "write '1.39 billion'"),
        ("environ 1,175", "more than one value", "write 'about 1.175' or 'about 1175'"),
        ("environ 75 $", "currency in 'environ 75 $'", "write 'about 75', and give the fact"),
        ("quelque 98 pour cent", "per cent sign in 'quelque 98", "write 'some 98', and"),
        ("de 400 à 300", "range 'de 400 à 300' runs backwards", "write 300 to 400"),
        ("presque 0", "nothing is presque 0", "write 0, or 'fewer than' some number"),
        (
            "an estimated 140,000",
            "unknown hedge 'an estimated' in",
            "write 140000 after one of: exa",
        ),
        ("an estimated 140.000", "unknown hedge 'an estimated' in", "write 140 or 140000 after"),
        ("n/a", "no value in 'n/a'", "delete the line where nobody reports a value; write 'none'"),
        ("-", "no value in '-'", "delete the line"),
        ("inconnu", "no value in 'inconnu'", "delete the line"),
    ],
)
def test_what_is_wrong_with_it_is_told_too(text: str, message: str, hint: str) -> None:
    told = value_refused(text)
    assert message in told[0]
    assert hint in told[1]


NOTHING_SURE = (
    "lots",
    "1/2",
    "3:1",
    "0x10",
    "inf",
    "nan",
    "1e400",
    "300 or 400",
    "300 y 400",
    "300 e 400",
    "1 million 200 thousand",
    "5 million CAD or 3 million USD",
    "2½ million",
    "minus about 5",
    "1,000,00",
    "600 ± 5",
    "1st",
    "Q1",
    "300 to 400 to 500",
)


@pytest.mark.parametrize("text", NOTHING_SURE)
def test_where_nothing_is_sure_all_forms_are_told(text: str) -> None:
    assert value_refused(text) == (f"not a number: '{text}'", quantity.FORMS)


VALUE = r"(?:'([^']+)'|(-?[0-9.]+))"


@pytest.mark.parametrize("text", [text for text in MEANT if "°" not in text])
def test_the_hint_at_a_value_leads_on(text: str) -> None:
    """What stands in it is a value, and typing that in the language of files changes nothing."""
    said = re.match(rf"(?:write|did you mean) {VALUE}(?: or {VALUE})?", value_refused(text)[1])
    assert said
    for written in filter(None, said.groups()):
        assert str(quantity.parse_quantity(written)) == written


COUNTS = ("0", "1", "600", "1234567", "0.5", "1.39", "-1250.5")
SCALED = [Number(Decimal(digits), scale) for digits in COUNTS for scale in (1, *SCALES.values())]
VALUES = [
    *(Quantity(hedge, None) for hedge in ROUND_NUMBERS),
    *(
        Quantity(hedge, n)
        for hedge in (Hedge.NONE, *quantity.HEDGES)
        for n in SCALED
        if n.amount or not hedge
    ),
    *(Quantity(Hedge.RANGE, n, Number(n.digits + 7, n.scale)) for n in SCALED),
]
TAGS = (
    "en-CA",
    "fr-CA",
    "es-ES",
    "es-MX",
    "it-IT",
    "it-CH",
    "pt-BR",
    "pt-PT",
    "de-DE",
    "de-AT",
    "de-CH",
    "nl-NL",
    "nl-BE",
    "pl-PL",
    "uk-UA",
)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("code", [None, "CAD", "USD", "EUR", "CHF", "%"])
def test_a_page_reads_back_as_the_value_that_it_prints(tag: str, code: str | None) -> None:
    """The first reading of what a language prints is the value: its bounds and its words again.

    Words that a language has once for two hedges, and scales that it has no word for, come back as
    what they equal: « plus de » is over and more than, a thousand is 1 000.
    """
    spoken, words = language(tag), vocabulary(tag)
    currency = code if code != "%" else None
    unit = {"other": "%"} if code == "%" else None
    for value in VALUES:
        printed = spoken.quantity(value, currency, unit)
        read = readings(printed, words)[0]
        back = quantity.parse_quantity(read.text)
        assert back.bounds == value.bounds, (printed, read)
        assert (read.currency, read.unit) == (currency or "", "%" if unit else ""), printed
        assert spoken.quantity(back, currency, unit) == printed


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Jan 18, 2021", "2021-01-18"),
        ("January 18, 2021", "2021-01-18"),
        ("January 18th 2021", "2021-01-18"),
        ("18 January 2021", "2021-01-18"),
        ("18 of January, 2021", "2021-01-18"),
        ("1er août 2021", "2021-08-01"),
        ("1er aout 2021", "2021-08-01"),
        ("May 2017", "2017-05"),
        ("juin 2017", "2017-06"),
        ("juillet 2017", "2017-07"),
        ("févr. 2017", "2017-02"),
        ("fall 2018", "2018-autumn"),
        ("été 2018", "2018-summer"),
        ("hiver 2018", "2018-winter"),
        ("2016 to 2018", "2016/2018"),
        ("May 24, 2017 to June 29, 2017", "2017-05-24/2017-06-29"),
        ("about 2017", "2017~"),
        ("since 2017", "2017/.."),
        ("since May 2017", "2017-05/.."),
        ("until 2017-03-31", "../2017-03-31"),
        ("18 de enero de 2021", "2021-01-18"),
        ("el 18 de enero de 2021", "2021-01-18"),
        ("1.º de mayo de 2021", "2021-05-01"),
        ("18 ene 2021", "2021-01-18"),
        ("la primavera de 2018", "2018-spring"),
        ("desde el 24 de mayo de 2016", "2016-05-24/.."),
        ("hasta marzo de 2017", "../2017-03"),
        ("del 24 de mayo de 2017 al 29 de junio de 2017", "2017-05-24/2017-06-29"),
        ("hacia 2017", "2017~"),
        ("vers 2017", "2017~"),
        ("depuis le 24 mai 2016", "2016-05-24/.."),
        ("jusqu'en mars 2017", "../2017-03"),
    ],
)
def test_a_date_in_words_is_told_in_the_notation(text: str, written: str) -> None:
    assert date_refused(text) == (f"not a date: '{text}'", f"write {written}")


@pytest.mark.parametrize("text", ["soon", "February 31, 2021", "18 Brumaire 1799", "may be"])
def test_a_date_that_says_none_is_told_how_dates_are_written(text: str) -> None:
    told = "write a day as 2021-01-18, a month as 2021-01, a year as 2021"
    assert date_refused(text) == (f"not a date: '{text}'", told)


def test_an_hour_that_no_clock_has_is_told_with_what_is_meant() -> None:
    told = "write 2021-01-05T23:59 or earlier, or 2021-01-05"
    assert date_refused("2021-01-05T25:00") == ("no such hour: '2021-01-05T25:00'", told)
