"""Values and dates in the words of a language, refused with what files hold instead."""

from __future__ import annotations

import pytest

from asof import dates, quantity
from asof.dates import DateError
from asof.language import explain_date, explain_quantity
from asof.quantity import QuantityError


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


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("environ 600", "write 'about 600'; it prints in French"),
        ("Environ 600", "write 'about 600'; it prints in French"),
        ("jusqu’à 830", "write 'up to 830'; it prints in French"),
        ("jusqu'à 830", "write 'up to 830'; it prints in French"),
        ("plus de 7.7 millions", "write 'more than 7.7 million'; it prints in French"),
        ("un maximum de 60", "write 'at most 60'; it prints in French"),
        ("presque 100", "write 'nearly 100'; it prints in French"),
        ("de 300 à 400", "write '300 to 400'; it prints in French"),
        ("entre 2 et 3 millions", "write '2 to 3 million'; it prints in French"),
        ("des centaines", "write 'in the hundreds'; it prints in French"),
        ("600 mille", "write '600 thousand'; it prints in French"),
        ("2 millions", "write '2 million'"),
        ("5 milliards", "write '5 billion'; it prints in French"),
        ("aproximadamente 600", "write 'about 600'; it prints in Spanish"),
        ("alrededor de 600", "write 'some 600'; it prints in Spanish"),
        ("unas 200", "write 'some 200'; it prints in Spanish"),
        ("casi 100", "write 'nearly 100'; it prints in Spanish"),
        ("más de 7.7 millones", "write 'more than 7.7 million'; it prints in Spanish"),
        ("como mínimo 29", "write 'at least 29'; it prints in Spanish"),
        ("a lo sumo 29", "write 'at most 29'; it prints in Spanish"),
        ("entre 300 y 400", "write '300 to 400'; it prints in Spanish"),
        ("de 300 a 400", "write '300 to 400'; it prints in Spanish"),
        ("cientos", "write 'in the hundreds'; it prints in Spanish"),
        ("5 mil millones", "write '5 billion'; it prints in Spanish"),
        ("600 mil", "write '600 thousand'; it prints in Spanish"),
        ("doscientas", "write numbers in digits"),
        ("five", "write numbers in digits"),
        ("forty-two", "write numbers in digits"),
        ("one", "write numbers in digits"),
        ("quarante-deux", "write numbers in digits"),
    ],
)
def test_a_value_in_words_is_told_in_the_notation(text: str, hint: str) -> None:
    assert value_refused(text) == (f"not a number: '{text}'", hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("1,39 milliard", "decimal comma in '1,39 milliard'", "write 1.39 billion"),
        ("environ 7,7 millions", "decimal comma in 'environ 7,7 millions'", "about 7.7 million"),
        ("environ 75 $", "money sign in 'environ 75 $'", "write about 75, and the currency"),
        ("98 pour cent", "per cent sign in '98 pour cent'", "write 98, and the sign beside it"),
        ("quelque 98 pour cent", "per cent sign in 'quelque 98", "write some 98, and the sign"),
        ("de 400 à 300", "range 'de 400 à 300' runs backwards", "write 300 to 400"),
        ("7,7 millones", "decimal comma in '7,7 millones'", "write 7.7 million"),
        ("98 por ciento", "per cent sign in '98 por ciento'", "write 98, and the sign"),
        ("lots", "not a number: 'lots'", "write a number, or one after: exactly, about"),
        ("a lot", "not a number: 'a lot'", "write a number, or one after: exactly, about"),
    ],
)
def test_what_else_is_wrong_with_it_is_told_too(text: str, message: str, hint: str) -> None:
    told = value_refused(text)
    assert message in told[0]
    assert hint in told[1]


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
        ("fall 2018", "2018-23"),
        ("été 2018", "2018-22"),
        ("hiver 2018", "2018-24"),
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
        ("la primavera de 2018", "2018-21"),
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
