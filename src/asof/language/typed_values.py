"""Values as people type them, read leniently and written as files hold them.

What a file holds in another form is refused, and the hint is the value that was read here: it is
put together from numbers, hedges and scales, and `parse_quantity` accepts it. A text that can mean
several values has several readings, and one that nothing is sure of has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar
from unicodedata import category, decimal

from asof.language.grammar import DASH, Grammar, currency
from asof.language.registry import grammar_of, grammars
from asof.quantity import HEDGE_WORDS, ROUND_NUMBERS, SCALES, Hedge, Number
from asof.quantity.values import EXACT, zeros

if TYPE_CHECKING:
    from babel import Locale

Meaning = TypeVar("Meaning", str, Hedge)

_SIGNS: Mapping[str, str] = MappingProxyType(
    {"US$": "USD", "US $": "USD", "$US": "USD", "$ US": "USD"}
    | {"CA$": "CAD", "C$": "CAD", "$": "CAD"}
    | {"€": "EUR", "£": "GBP", "¥": "JPY"}
)
_BEFORE: Mapping[str, Hedge] = MappingProxyType(
    {"~": Hedge.ABOUT, "≈": Hedge.ABOUT, ">=": Hedge.AT_LEAST, "≥": Hedge.AT_LEAST}
    | {"<=": Hedge.AT_MOST, "≤": Hedge.AT_MOST, ">": Hedge.MORE_THAN, "<": Hedge.FEWER_THAN}
)
_AND_MORE = "+"  # 600 and more, or more than 600: people mean both
_LETTERS: Mapping[str, str] = MappingProxyType({"k": "thousand", "M": "million", "B": "billion"})
_LETTERS_OF_MONEY: Mapping[str, str] = MappingProxyType({"m": "million", "b": "billion"})

_NUMBER = (
    r"([-+]? ?[.,]?[0-9](?:[0-9.,' _]*[0-9])?(?:[eE][-+]?[0-9]{1,2})?)"
    r"(?: ?([^\W\d_]+\.?(?: [^\W\d_]+)?))?"
)
_DASHED = "N ?--? ?(?!-)N"
_BEFORE_UNIT = re.compile(r"(?<=[0-9])(?=[^\W\d_]|°)| (?=[^\W\d_]|°)")
_UNIT = re.compile(r"[^0-9+$€£¥¢%±<>~=:½¼¾]+[23]?")
_EXPONENT = re.compile("[eE]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class TypedValue:
    """What was typed as a value: the value as files hold it, and what belongs to its fact."""

    text: str
    currency: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of values in a language, each with what it stands for; `mark` is its decimal sign.

    `hedges` stand before a number and `trailing` ones after it. Ranges are patterns, with N for
    each number; `money` is the pattern of all currencies.
    """

    mark: str
    hedges: Mapping[str, Hedge]
    trailing: Mapping[str, Hedge]
    collectives: Mapping[str, Hedge]
    scales: Mapping[str, str]
    currencies: Mapping[str, str]
    money: re.Pattern[str]
    per_cent: str
    ranges: Sequence[str]
    minus: str


def readings(text: str, words: Vocabulary) -> Sequence[TypedValue]:
    """What a value can mean that a language puts so, the likeliest first; units are not known."""
    rest, code = _without_currency(tidy(text), words)
    if rest is None:
        return ()
    bare = re.sub(rf" ?(?:{words.per_cent})(?!\w)", "", rest, flags=re.IGNORECASE)
    share = "%" if bare != rest else ""
    return [TypedValue(each, code, share) for each in _values(bare.strip(), words, bool(code))]


def readings_with_unit(text: str, words: Vocabulary) -> Sequence[TypedValue]:
    """What a value can mean that has words after its number."""
    plain = tidy(text)
    for cut in reversed(list(_BEFORE_UNIT.finditer(plain))):
        number, unit = plain[: cut.start()], _noun(plain[cut.end() :])
        found = readings(number, words)
        if found and not found[0].unit and _is_unit(unit, words):
            large = [] if cut[0] else _in_letters(number, unit, words)
            counted = [TypedValue(each.text, each.currency, unit) for each in found]
            return large if large and large[0].unit else [*large, *counted]
    return ()


def _in_letters(number: str, unit: str, words: Vocabulary) -> list[TypedValue]:
    """What a number means whose unit begins with a letter that can be a scale: 7.7m people."""
    letter, _, rest = unit.partition(" ")
    name = _LETTERS_OF_MONEY.get(letter)
    word = next((said for said, scale in words.scales.items() if name and scale == name), None)
    if word is None or (rest and not _is_unit(rest, words)):
        return []
    return [
        TypedValue(each.text, each.currency, rest) for each in readings(f"{number} {word}", words)
    ]


def _noun(unit: str) -> str:
    """A unit without the word that joins it to a noun: people, of « of people »."""
    nouns = (unit[cut.end() :] for cut in re.finditer("[ ']", unit))
    joined = [grammar.counting.of for grammar in grammars().values()]
    return next((noun for noun in nouns if any(_even(of(noun)) == unit for of in joined)), unit)


def _is_unit(unit: str, words: Vocabulary) -> bool:
    """Whether a word or some can be what is counted."""
    ends, scales = "|".join(_unlike_units()), "|".join(map(re.escape, words.scales))
    wrong = rf"(?i:(?:{ends})(?!\w)|.*(?<!\w)(?:{ends})$)|.*(?<!\w)(?:{scales})(?!\w)"
    return bool(_UNIT.fullmatch(unit)) and not re.match(wrong, unit)


def _unlike_units() -> Iterator[str]:
    """Words of any language that no unit begins or ends with: they join, hedge or order numbers."""
    for each in grammars().values():
        reading = each.reading
        yield from map(re.escape, (*hedges(each), *reading.trailing))
        yield from (reading.joints, reading.lists, reading.endings)


def tidy(text: str) -> str:
    """A text with plain spaces, digits, dashes and apostrophes, and no sign after its end."""
    return _even(text).strip(" '\"").rstrip(".,;:")


def _even(text: str) -> str:
    plain = "".join(_plain(each) for each in text.translate(_FULL_WIDTH))
    return " ".join(re.sub(DASH, "-", plain).split())


def _plain(sign: str) -> str:
    kind = category(sign)
    if kind == "Nd":
        return str(decimal(sign))
    return " " if kind == "Zs" else "" if kind == "Cf" else "'" if sign in "’ʼ′" else sign


def _without_currency(text: str, words: Vocabulary) -> tuple[str | None, str]:
    """A text and the currency that stood in it; no text where two are in it."""
    codes: set[str] = set()

    def cut(found: re.Match[str]) -> str:
        codes.add(words.currencies[found[0]])
        return " "

    rest = words.money.sub(cut, text)
    return (" ".join(rest.split()) if len(codes) < 2 else None), "".join(codes)


def _apart(sign: str) -> str:
    """A pattern of a sign, or of a word that is no part of another."""
    before = r"(?<![^\W\d_])" if sign[0].isalpha() else ""
    return before + re.escape(sign) + (r"(?![^\W\d_])" if sign[-1].isalpha() else "")


def _values(text: str, words: Vocabulary, money: bool) -> Sequence[str]:
    """A value as files hold it, each way that its points and commas can be read."""
    if collective := words.collectives.get(text.lower()):
        return [f"in the {collective}"]
    scales = {**words.scales, **(_LETTERS_OF_MONEY if money else {})}
    other = "," if words.mark == "." else "."
    found = [
        list(dict.fromkeys(_hedged(text, words, mark=mark, scales=scales)))
        for mark in (words.mark, other)
    ]
    sure = words.mark == "." and found[0] and not re.search(r"\.000(?![0-9])", text)
    return found[0] if sure else list(dict.fromkeys(chain(*found)))


def _hedged(text: str, words: Vocabulary, *, mark: str, scales: Mapping[str, str]) -> Iterator[str]:
    """Numbers and ranges with the hedge before or after them."""
    for hedge, said_so in _hedges(text, words):
        rest = re.sub(rf"^(?:{words.minus}) (?=[0-9.,])", "-", said_so, flags=re.IGNORECASE)
        patterns = ("N", *words.ranges)
        for found in filter(None, (_matched(rest, pattern) for pattern in patterns)):
            if said := _numbers(found, mark, scales):
                yield f"{hedge} {said}".lstrip()


def _hedges(text: str, words: Vocabulary) -> Iterator[tuple[Hedge, str]]:
    """The hedges that a text can have, each with what remains of it."""
    lower = text.lower()
    yield Hedge.NONE, text
    if word := next((w for w in words.hedges if re.match(_apart(w), lower)), ""):
        yield words.hedges[word], text[len(word) :].strip()
    if word := next((w for w in words.trailing if lower.endswith(f" {w}")), ""):
        yield words.trailing[word], text[: -len(word)].strip()
    if text.endswith(_AND_MORE):
        yield from ((each, text[:-1].strip()) for each in (Hedge.AT_LEAST, Hedge.MORE_THAN))


def _matched(text: str, pattern: str) -> Sequence[str | None] | None:
    """Digits and scale of each number in a text of some form."""
    found = re.fullmatch(pattern.replace("N", _NUMBER), text)
    return found.groups() if found else None


def _numbers(found: Sequence[str | None], mark: str, scales: Mapping[str, str]) -> str:
    """One number or two as files hold them; the first of two may leave its scale to the second."""
    pairs = zip(found[::2], found[1::2], strict=True)
    sizes = [(digits or "", _scale(word or found[-1], scales)) for digits, word in pairs]
    said = [_number(digits, size, mark) if size else None for digits, size in sizes]
    if len(said) == 1:
        return str(said[0] or "")
    low, high = said
    if not (low and high):
        return ""
    return f"{Number(low.digits) if low.scale == high.scale else low} to {high}"


def _scale(word: str | None, scales: Mapping[str, str]) -> int | None:
    """What a word multiplies by, None where it is no scale."""
    name = scales.get(word) or scales.get(word.lower()) if word else ""
    return 1 if name == "" else SCALES.get(name or "")


def _number(digits: str, scale: int, mark: str) -> Number | None:
    """A number with one decimal sign; one with an exponent is said with a scale where it can."""
    mantissa, *exponent = _EXPONENT.split(re.sub(r"^([-+]?) ", r"\1", digits))
    plain = _digits(mantissa, mark)
    if plain is None:
        return None
    if not exponent:
        return Number(plain, scale)
    amount = Number(EXACT.scaleb(plain, int(exponent[0])), scale).amount
    sizes = (each for each in sorted(SCALES.values(), reverse=True) if _whole(amount, each))
    size = next(sizes, 1) if amount else 1
    return Number(EXACT.normalize(EXACT.scaleb(amount, -zeros(size))), size)


def _whole(amount: Decimal, size: int) -> bool:
    """Whether an amount is so many times a scale."""
    times = EXACT.scaleb(amount, -zeros(size))
    return times == times.to_integral_value()


def _digits(text: str, mark: str) -> Decimal | None:
    """Digits that are set apart in threes, or as in India, or not at all."""
    apart = "," if mark == "." else "."
    whole = rf"[1-9][0-9]{{0,2}}(?:(?P<g>[{apart} '_])[0-9]{{3}})(?:(?P=g)[0-9]{{3}})*"
    lakhs = rf"[1-9][0-9]?(?:{apart}[0-9]{{2}})+{apart}[0-9]{{3}}"
    found = re.fullmatch(rf"([-+]?)({whole}|{lakhs}|[0-9]*)(?:[{mark}]([0-9]+))?", text)
    if not found:
        return None
    integer, part = re.sub("[^0-9]", "", found[2]), found[4] or ""
    decimals = "" if part == "000" else f".{part}" if part else ""
    return Decimal(f"{found[1]}{integer or 0}{decimals}")


# The words


def hedges(grammar: Grammar) -> Mapping[str, Hedge]:
    """The words of a language that hedge the number after them: those it prints, and others."""
    counting = grammar.counting
    printed: dict[str, Hedge] = {}
    for hedge, words in (*counting.hedges.items(), *counting.amount_hedges.items()):
        if words and hedge is not Hedge.RANGE and hedge not in ROUND_NUMBERS:
            printed.setdefault(words, hedge)
    return printed | dict(grammar.reading.hedges)


@cache
def vocabulary(tag: str) -> Vocabulary:
    """The words of a language in a territory."""
    from babel import Locale  # a value that reads as files hold it needs none of this

    short, _, territory = tag.partition("-")
    grammar = grammar_of(short, territory)
    assert grammar, tag
    locale = Locale.parse(tag, sep="-")
    reading = grammar.reading
    currencies = _tidied(_currencies(grammar, locale))
    return Vocabulary(
        mark=locale.number_symbols["latn"]["decimal"],
        hedges=_tidied({**_BEFORE, **HEDGE_WORDS, **hedges(grammar)}),
        trailing=_tidied(reading.trailing),
        collectives=_tidied(dict(_collectives(grammar))),
        scales=_tidied(
            {**dict(zip(SCALES, SCALES, strict=True)), **_LETTERS, **reading.scale_words}
        ),
        currencies=currencies,
        money=re.compile("|".join(map(_apart, currencies))),
        per_cent=f"{_even(grammar.counting.of('%'))}|%|{reading.per_cent}",
        ranges=tuple(_even(each) for each in _ranges(grammar)),
        minus=reading.minus,
    )


def _tidied(words: Mapping[str, Meaning]) -> Mapping[str, Meaning]:
    """Words as they are looked for, longer ones first."""
    return {_even(word): words[word] for word in sorted(words, key=len, reverse=True)}


def _collectives(grammar: Grammar) -> Iterator[tuple[str, Hedge]]:
    counting = grammar.counting
    for hedge, word in counting.collectives.items():
        small = word.lower()
        yield from ((f"{counting.hedges[hedge]} {small}", hedge), (small, hedge))


def _ranges(grammar: Grammar) -> Iterable[str]:
    counting = grammar.counting
    alone = counting.range not in grammar.reading.joints.split("|")  # « 300 y 400 » are two numbers
    printed = f"(?:{counting.hedges[Hedge.RANGE]} ){'?' if alone else ''}N {counting.range} N"
    return (printed, *grammar.reading.ranges, _DASHED)


def _currencies(grammar: Grammar, locale: Locale) -> Mapping[str, str]:
    """Codes, signs and names of currencies; a name also with the word before it after a scale."""
    named: dict[str, str] = {}
    for code in {**locale.currency_symbols, **locale.currencies}:
        told = currency(code, grammar, locale)
        named |= dict.fromkeys((grammar.counting.of(told.name), told.name, told.sign), code)
    signs = {word: code for word, code in named.items() if not re.fullmatch("[A-Za-z]{1,2}", word)}
    return {**{code: code for code in map(str, locale.currencies)}, **_SIGNS, **signs}
