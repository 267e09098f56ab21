"""What people type in their own words where files hold a notation, and how to write it there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import normalize

from asof import dates, quantity
from asof.dates import SEASONS, DateError
from asof.diagnostics import closest
from asof.language.grammar import TypedWords
from asof.language.registry import grammars
from asof.language.typed_values import (
    TypedValue,
    readings,
    readings_with_unit,
    tidy,
    vocabulary,
)
from asof.quantity import HEDGE_WORDS, HEDGES, SCALES, QuantityError, UnreadableError

_NOTATION = "en"  # the language whose words files hold
LONGEST = 120  # characters of a value that is explained: all its cuts are tried in each language
_BLANKS = r"[-\u2013\u2014?.…/*]+"
_NO_VALUE = (
    "delete the line where nobody reports a value; write 'none' for nothing at all, or 'not public'"
)
_SPECIAL = ("none", "not public")  # values that are no numbers
_DATE = rf"([0-9]{{4}}(?:(?:-[0-9]{{2}}){{0,2}}|-(?:{'|'.join(SEASONS)})))"
_DAY, _YEAR = r"(?P<day>[0-9]{1,2})\W?(?:[^\W\d]{1,2})?", r"(?P<year>[0-9]{4})(?!\w)"
_NAME, _LINK = r"(?P<name>[^\W\d_]{3,})\.?", r"(?: +[^\W\d_]{1,2})?,? +"
_IN_WORDS = (
    re.compile(rf"(?<!\w){_NAME} +{_DAY},? +{_YEAR}"),
    re.compile(rf"(?<!\w)(?:{_DAY}{_LINK})?{_NAME}{_LINK}{_YEAR}"),
)


def explain_quantity(problem: QuantityError, text: str) -> QuantityError:
    """What is wrong with a value, and how to write what it says in the words of some language."""
    if not isinstance(problem, UnreadableError) or len(text) > LONGEST:
        return problem
    spoken = sorted(grammars().values(), key=lambda each: each.short != _NOTATION)
    for read in (readings, readings_with_unit):
        found = {each.name: read(text, vocabulary(each.tag)) for each in spoken}
        if any(found.values()):
            return _instead(text, found)
    told = (_without_value(text, grammar.reading) for grammar in spoken)
    return next(filter(None, told), None) or _unhedged(text) or problem


def _instead(text: str, read: Mapping[str, Sequence[TypedValue]]) -> QuantityError:
    """What was meant, as files hold it; a value that no file holds is told of as such."""
    found = _either_scale(next(filter(None, read.values())), read.values())
    for each in found:
        try:
            quantity.parse_quantity(each.text)
        except QuantityError as rest:
            return QuantityError(rest.message.replace(each.text, text), rest.hint)
    spoken = [
        name for name, values in read.items() if tuple(values) == tuple(found)
    ]  # none, if it is two
    return QuantityError(f"{_wrong(text, found)} '{text}'", _written(found) + _prints(spoken))


def _either_scale(
    found: Sequence[TypedValue], read: Iterable[Sequence[TypedValue]]
) -> Sequence[TypedValue]:
    """What was meant, and beside it what another language means by the same word for a scale."""
    digits, _, scale = found[0].text.rpartition(" ")
    others = (each[0] for each in read if each and scale in SCALES)
    other = (o for o in others if o.text.rpartition(" ")[0] == digits and o.text != found[0].text)
    return (*found, *dict.fromkeys(other))


def _prints(spoken: Sequence[str]) -> str:
    """That a page says a value in the words that it was typed in, where they are of no notation."""
    if not spoken or grammars()[_NOTATION].name in spoken:
        return ""
    own = spoken[0] if len(spoken) == 1 else "its words"
    return f"; a page in {' or '.join(spoken)} prints it in {own}"


def _wrong(text: str, found: Sequence[TypedValue]) -> str:
    """What files do not hold of a value."""
    if len(found) > 1:
        return "more than one value can be meant by"
    if found[0].currency:
        return "currency in"
    if found[0].unit:
        return "per cent sign in" if found[0].unit == "%" else "words after the number in"
    comma = "," in text and "." in found[0].text and "." not in text
    return "decimal comma in" if comma else "not a number:"


def _written(found: Sequence[TypedValue]) -> str:
    """A hint at what to write, as the value and beside it."""
    values = [f"'{f.text}'" if " " in f.text else f.text for f in found]
    if len({f.unit for f in found}) > 1:
        each = (value + _beside(f) for value, f in zip(values, found, strict=True))
        return f"write {', or '.join(each)}"
    return f"write {' or '.join(values)}{_beside(found[0])}"


def _beside(found: TypedValue) -> str:
    """What a fact is given, because none of its values holds it."""
    plain = re.fullmatch(r"[^\W\d_][\w ./-]*", found.unit)
    unit = found.unit if plain else f'"{found.unit}"'
    fields = [f"'currency: {found.currency}'"] if found.currency else []
    fields += [f"'unit: {unit}'"] if found.unit else []
    return f", and give the fact {' and '.join(fields)}" if fields else ""


def _without_value(text: str, reading: TypedWords) -> QuantityError | None:
    """What to say of words that stand where no value is known, and of numbers in words."""
    plain = " ".join(text.split())
    if plain.lower() in _SPECIAL:
        return QuantityError(f"not a number: '{text}'", f"write '{plain.lower()}'")
    if re.fullmatch(rf"{_BLANKS}|{reading.nothing}", plain, re.IGNORECASE):
        return QuantityError(f"no value in '{text}'", _NO_VALUE)
    if not re.search("[0-9]", plain) and _spelled(reading).search(plain):
        return QuantityError(f"not a number: '{text}'", "write numbers in digits, such as 12")
    return None


def _unhedged(text: str) -> QuantityError | None:
    """What to say of a hedge with no number, and of a number after words that are no hedge."""
    plain = tidy(text)
    if hedge := HEDGE_WORDS.get(plain.lower()):
        return QuantityError(f"no number after '{plain}'", f"write '{hedge} 600'")
    split = re.fullmatch(r"([^\W\d][^0-9]*?) ([+-]?[.,]?[0-9].*)", plain)
    words = vocabulary(grammars()[_NOTATION].tag)
    found = (readings(split[2], words) or readings_with_unit(split[2], words)) if split else ()
    if not split or not found or re.search(words.minus, split[1], re.IGNORECASE):
        return None
    meant = closest(split[1].lower(), HEDGE_WORDS)
    if meant and len(found) == 1:
        return QuantityError(
            f"not a number: '{text}'", f"did you mean '{meant} {found[0].text}'?{_beside(found[0])}"
        )
    numbers = " or ".join(each.text for each in found)
    hint = f"write {numbers} after one of: {', '.join(HEDGES)}{_beside(found[0])}"
    return QuantityError(f"unknown hedge '{split[1]}' in '{text}'", hint)


def _spelled(reading: TypedWords) -> re.Pattern[str]:
    """Numbers in words."""
    words = "|".join(reading.cardinals.split())
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|^(?:{reading.ones})$", re.IGNORECASE)


def explain_date(problem: DateError, text: str) -> DateError:
    """What is wrong with a date, and how to write what it says in the words of some language."""
    if len(text) > LONGEST:
        return problem
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
        *((f"{n:02}", stems) for n, stems in enumerate(_stems(reading.months), 1)),
        *zip(SEASONS, reading.seasons, strict=True),
    ]
    code = next((code for code, stems in codes if re.match(_plain(stems), name)), None)
    if code is None:
        return found[0]
    return "-".join(filter(None, [found["year"], code, day.zfill(2) if day else ""]))


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
