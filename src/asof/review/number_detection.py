"""Finds the figures and dates in a text: digits, number words, months with digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from asof.language import Language
from asof.language.grammar import DASH, SPACE
from asof.page.tree import GAP

PHONE = rf"(?:\+?1{DASH})?(?:\(\d{{3}}\){SPACE}?|\d{{3}}[-.])\d{{3}}[-.]\d{{4}}"
ADDRESS = r"(?<!\S)\S*(?:://|@|www\.)\S*"
# Other characters that say a number: raised, lowered, in circles, of fractions, Roman, Chinese.
NUMERALS = "²³¹⁰⁴-⁹₀-₉¼-¾⅐-ↈ①-⒛⓪⓵-⓿❶-➓〇一二三四五六七八九十百千万億"
DIGITS = (
    rf"[$€£]?{SPACE}?\d+(?:[.,:/]\d+|(?:{SPACE}|['’])\d{{3}}(?!\d)|{SPACE}?{DASH}{SPACE}?\d+)*"
    rf"(?:{SPACE}?h{SPACE}?\d\d)?[{NUMERALS}]*|[{NUMERALS}]+"
)
# What may stand right behind digits without making a name of them.
UNITS = "s|h|km|m|cm|mm|kg|g|t|ha|l|min|k|M|bn|mn"
SIGNS = rf"(?:{SPACE}?(?:[%‰€£°]|\$(?:{SPACE}?(?:CA|US))?))?"
NUMBERING = re.compile(rf"\s*(?:\d+(?:\.\d+)+|\d+[.)]){SPACE}")  # a heading's own: 2.1, or 2)
BEFORE_NAME = re.compile(rf"[^\W\d_]{DASH}?/?$")
NEAR = 80  # characters before a figure that can say what it is: a text of figures is long
ENDS = tuple(".!?:;…•«“„‚(¿¡\n")


@dataclass(frozen=True, slots=True)
class NumberInText:
    """A figure or a date in a text, and where it begins."""

    text: str
    start: int

    @property
    def plain(self) -> str:
        """Its words with spaces made alike."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class NumberPatterns:
    """What a language's figures look like; `to_name` joins a number to a capital that names it."""

    names: re.Pattern[str]
    dates: re.Pattern[str]
    digits: re.Pattern[str]
    words: re.Pattern[str]
    nouns: re.Pattern[str]
    to_name: str
    both: re.Pattern[str]
    part: re.Pattern[str]


@lru_cache(maxsize=4)
def patterns(spoken: Language) -> NumberPatterns:
    """The patterns of a language."""
    words = spoken.reading
    number = "|".join(f"{words.cardinals} {words.ordinals}".split())
    joint = rf"(?:{SPACE}+(?:{words.joints}{SPACE}+)?|{DASH}(?:{words.joints}{DASH})?)"
    listed = rf"(?:\d[\d.]*{SPACE}*(?:,|{words.lists}|{DASH}){SPACE}*)*"
    run = rf"(?:{number}|{words.ones})"
    parts = "|".join(each.reading.parts for each in spoken.beside)  # templates serve them all
    return NumberPatterns(
        re.compile(f"{PHONE}|{ADDRESS}"),
        re.compile(rf"(?<![\w])(?:{'|'.join(words.dates)})(?!\w)"),
        re.compile(
            rf"(?:(?<!\w)(?:(?i:{words.prefixes}){DASH}|FY|{words.fiscal}))?"
            rf"(?:{DIGITS})(?:{words.endings}|{UNITS})?(?![^\W\d_]){SIGNS}"
            rf"(?:{SPACE}+(?:{words.scales})(?!\w))*"
        ),
        re.compile(
            rf"(?<![\w])(?:(?:{words.ones}){joint})?(?:{number})(?:{joint}{run})*(?!\w)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:(?:{words.ones}|{number}){SPACE})?(?:{words.nouns or '(?!)'})"),
        DASH if words.nouns else f"(?:{SPACE}|{DASH})",
        re.compile(words.idioms, re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{parts})s?{SPACE}+(?:n\.?\w\.?{SPACE}*)?{listed}$"),
    )


def figures(text: str, spoken: Language, *, heading: bool = False) -> Iterator[NumberInText]:
    """The figures of a text in a language, in order; names that hold digits are none.

    A heading may carry a number of its own.
    """
    wanted = patterns(spoken)
    rest = wanted.names.sub(lambda m: GAP * len(m[0]), text)
    found: list[NumberInText] = []
    if heading and (own := NUMBERING.match(rest)):
        rest = GAP * own.end() + rest[own.end() :]
    for pattern, kept in ((wanted.dates, _dated), (wanted.digits, _counted), (wanted.words, _said)):
        for match in pattern.finditer(rest):
            if kept(match, wanted, heading):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                found.append(NumberInText(match[0].strip(), start))
        rest = pattern.sub(lambda m: GAP * len(m[0]), rest)
    yield from sorted(found, key=lambda f: f.start)


def _dated(*_: object) -> bool:
    """Whether a date counts: always."""
    return True


def _counted(match: re.Match[str], wanted: NumberPatterns, _: bool) -> bool:
    """Whether digits count something: not those of a name, nor the number of a chapter."""
    before = match.string[max(match.start() - NEAR, 0) : match.start()]
    if match[0][0].isspace():
        return not wanted.part.search(before + match[0][0])
    named = match[0][0] not in "$€£" and BEFORE_NAME.search(before)
    return not named and not wanted.part.search(before)


def _said(match: re.Match[str], wanted: NumberPatterns, heading: bool) -> bool:
    """Whether a number word counts something: not in a name, nor in a turn of phrase."""
    text, start = match.string, match.start()
    around = text[max(start - 12, 0) : match.end() + 12]
    if any(_over(m, match, max(start - 12, 0)) for m in wanted.both.finditer(around)):
        return False
    if not match[0][0].isupper() or wanted.nouns.fullmatch(match[0]):
        return not _names(text[match.end() :], DASH)
    opens = not text[:start].strip() or text[:start].rstrip(" \u00a0*_\"'").endswith(ENDS)
    named = _names(text[match.end() :], wanted.to_name)
    return (opens or (heading and text.istitle())) and not named


def _names(after: str, joint: str) -> bool:
    """Whether a capital follows, joined on, that makes a name of what stands before it."""
    found = re.match(rf"{joint}([^\W\d_])", after)
    return bool(found and found[1].isupper())


def _over(idiom: re.Match[str], match: re.Match[str], shift: int) -> bool:
    """Whether a turn of phrase takes in a match."""
    return idiom.start() + shift < match.end() and match.start() < idiom.end() + shift
