"""What people type in their own words where files hold a notation, and how to write it there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import normalize

from asof import dates, quantity
from asof.dates import FIRST_SEASON, DateError
from asof.language.grammar import Grammar, TypedWords
from asof.language.registry import grammars
from asof.quantity import ROUND_NUMBERS, Hedge, QuantityError

_NUMBER = r"(-?[0-9][0-9., ]*(?: \w+)?)"
_DATE = r"([0-9]{4}(?:-[0-9]{2}){0,2})"
_DAY, _YEAR = r"(?P<day>[0-9]{1,2})\W?(?:[^\W\d]{1,2})?", r"(?P<year>[0-9]{4})(?!\w)"
_NAME, _LINK = r"(?P<name>[^\W\d_]{3,})\.?", r"(?: +[^\W\d_]{1,2})?,? +"
_IN_WORDS = (
    re.compile(rf"(?<!\w){_NAME} +{_DAY},? +{_YEAR}"),
    re.compile(rf"(?<!\w)(?:{_DAY}{_LINK})?{_NAME}{_LINK}{_YEAR}"),
)


def hedges(grammar: Grammar) -> Mapping[str, Hedge]:
    """The words of a language that hedge the number after them: those it prints, and others."""
    printed: dict[str, Hedge] = {}
    for hedge, words in grammar.counting.hedges.items():
        if words and hedge is not Hedge.RANGE and hedge not in ROUND_NUMBERS:
            printed.setdefault(words, hedge)
    return printed | dict(grammar.reading.hedges)


def explain_quantity(problem: QuantityError, text: str) -> QuantityError:
    """What is wrong with a value, and how to write what it says in the words of some language."""
    plain = " ".join(text.replace("'", "’").split())
    for grammar in grammars().values():
        written = _quantity(plain, grammar)
        if written != plain:
            return _instead(problem, text, written, grammar)
        if not re.search("[0-9]", plain) and _spelled(grammar.reading).search(plain):
            return QuantityError(problem.message, "write numbers in digits")
    return problem


def _instead(problem: QuantityError, text: str, written: str, grammar: Grammar) -> QuantityError:
    """The same mistake, with the value written in digits and the hedges of files."""
    try:
        quantity.parse_quantity(written)
    except QuantityError as rest:
        return QuantityError(rest.message.replace(written, text), rest.hint)
    hint = f"write '{written}'"
    more = "" if problem.hint == hint else f"; it prints in {grammar.name}"
    return QuantityError(f"not a number: '{text}'", hint + more)


def _quantity(plain: str, grammar: Grammar) -> str:
    """A value with the words of a language written as files hold them."""
    reading = grammar.reading
    text = re.sub(reading.per_cent, "%", plain, flags=re.IGNORECASE)
    for word, scale in reading.scale_words.items():
        text = re.sub(rf"(?<=[0-9] ){word}(?!\w)", scale, text, flags=re.IGNORECASE)
    if found := _matched(text, [each.replace("N", _NUMBER) for each in reading.ranges]):
        return " to ".join(found)
    for hedge, word in grammar.counting.collectives.items():
        if text.lower() in (word, f"{grammar.counting.hedges[hedge]} {word}"):
            return f"in the {hedge}"
    return _hedged(text, hedges(grammar))


def _hedged(text: str, known: Mapping[str, Hedge]) -> str:
    """A value with its hedge as files hold it."""
    word = next((w for w in known if text.lower().startswith(f"{w} ")), None)
    return f"{known[word]}{text[len(word) :]}" if word else text


def _spelled(reading: TypedWords) -> re.Pattern[str]:
    """Numbers in words."""
    words = "|".join(reading.cardinals.split())
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|^(?:{reading.ones})$", re.IGNORECASE)


def explain_date(problem: DateError, text: str) -> DateError:
    """What is wrong with a date, and how to write what it says in the words of some language."""
    plain = " ".join(text.replace("'", "’").split())
    for grammar in grammars().values():
        written = _date(plain, grammar.reading)
        if written != plain and _is_date(written):
            return DateError(problem.message, f"write {written}")
    return problem


def _is_date(text: str) -> bool:
    try:
        return bool(dates.parse_date(text))
    except DateError:
        return False


def _date(plain: str, reading: TypedWords) -> str:
    """A date with the words of a language written as files hold them."""
    text = plain
    for pattern in _IN_WORDS:
        text = pattern.sub(lambda found: _numbered(found, reading), text)
    for words, notation in reading.notations:
        if found := _matched(text, [words.replace("D", _DATE)]):
            return notation.format(*found)
    return text


def _numbered(found: re.Match[str], reading: TypedWords) -> str:
    """A day, a month or a season in digits, where its name is one of the language."""
    name, day = _plain(found["name"]), found["day"]
    codes = [
        *enumerate(_stems(reading.months), 1),
        *enumerate(reading.seasons, FIRST_SEASON),
    ]
    number = next((n for n, stems in codes if re.match(_plain(stems), name)), None)
    if number is None:
        return found[0]
    return "-".join(filter(None, [found["year"], f"{number:02}", day.zfill(2) if day else ""]))


def _stems(months: Sequence[str]) -> list[str]:
    """The letters by which each month is known: three, or as many as tell it from the others."""
    names = [_plain(month) for month in months]
    return [
        next(m[:n] for n in range(3, 9) if sum(x.startswith(m[:n]) for x in names) == 1)
        for m in names
    ]


def _plain(word: str) -> str:
    """A word in small letters without accents."""
    return "".join(c for c in normalize("NFD", word.lower()) if c.isalpha() or c == "|")


def _matched(text: str, patterns: Iterable[str]) -> Sequence[str]:
    """What the groups hold of the first pattern that fits a whole text."""
    found = (re.fullmatch(pattern, text, re.IGNORECASE) for pattern in patterns)
    return next(([g for g in each.groups() if g] for each in found if each), [])
