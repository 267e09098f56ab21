"""Finds the figures and dates in a text: digits, number words, months with digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from asof.page.unmarked_text import GAP

SPACE = "[ \u00a0\u202f\n]"
DASH = "[-\u2010-\u2015\u2212]"
PHONE = rf"(?:\+?1{DASH})?(?:\(\d{{3}}\){SPACE}?|\d{{3}}[-.])\d{{3}}[-.]\d{{4}}"
ADDRESS = r"\S*(?:://|@|www\.)\S*"
DIGITS = (
    rf"[$€£]?{SPACE}?\d+(?:[.,:/]\d+|{SPACE}\d{{3}}(?!\d)|{SPACE}?{DASH}{SPACE}?\d+)*"
    rf"(?:{SPACE}?h{SPACE}?\d\d)?|[¼½¾⅓⅔]"
)
# What may stand right behind digits without making a name of them.
UNITS = "st|nd|rd|th|er|re|ère|e|ème|eme|s|h|km|m|cm|mm|kg|g|t|ha|l|min|k|M|bn|mn"
SIGNS = rf"(?:{SPACE}?(?:[%‰€£°]|\$(?:{SPACE}?(?:CA|US))?))?"
NUMBERING = re.compile(rf"\s*(?:\d+(?:\.\d+)+|\d+[.)]){SPACE}")  # a heading's own: 2.1, or 2)
BEFORE_NAME = re.compile(rf"[^\W\d_]{DASH}?/?$")
ENDS = tuple(".!?:;…•«“(\n")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What a language counts with: its numbers in words, months, scales and words before names."""

    cardinals: str
    ordinals: str
    ones: str
    joints: str
    idioms: str
    months: str
    dates: tuple[str, ...]
    scales: str
    prefixes: str
    parts: str


ENGLISH = NumberWords(
    cardinals=(
        "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
        " hundreds? thousands? millions? billions? trillions? dozens? half"
    ),
    ordinals=(
        "second thirds? fourth fifths? sixth seventh eighth ninth tenths? eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        " thirtieth fortieth fiftieth hundredth thousandth"
    ),
    ones="one|a|an",
    joints="and",
    idioms=r"third[- ]part|third[- ]countr|second to none|second,|second[- ]hand|half[- ]way",
    months=(
        "January|February|March|April|May|June|July|August|September|October|November|December"
        "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    ),
    dates=(
        r"(?:{M})\.?{s}+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:{s}?{d}{s}?\d{{1,2}}(?!\d))?(?:,?{s}+\d{{4}})?",
        r"\d{{1,2}}(?:st|nd|rd|th)?(?:{s}?{d}{s}?\d{{1,2}})?{s}+(?:of{s}+)?(?:{M})\b\.?(?:,?{s}+\d{{4}})?",
        r"(?:{M})\.?,?{s}+\d{{4}}",
    ),
    scales="hundred|thousand|million|billion|trillion|per cent|percent|dozen",
    prefixes="mid|early|late|pre|post|since|circa",
    parts=(
        "Chapter|Section|Part|Annex|Appendix|Article|Figure|Table|Note|Paragraph|Resolution|Phase"
        "|Step|Volume|Schedule|Rule"
    ),
)
FRENCH = NumberWords(
    cardinals=(
        "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
        " vingts? trente quarante cinquante soixante septante octante nonante cents? mille"
        " millions? milliards? billions? milliers? dizaines? douzaines? quinzaines? vingtaines?"
        " trentaines? quarantaines? cinquantaines? soixantaines? centaines? moitié quarts? tiers"
    ),
    ordinals=(
        "second deuxièmes? troisièmes? quatrièmes? cinquièmes? sixièmes? septièmes? huitièmes?"
        " neuvièmes? dixièmes? onzièmes? douzièmes? treizièmes? quatorzièmes? quinzièmes?"
        " seizièmes? vingtièmes? trentièmes? quarantièmes? cinquantièmes? centièmes? millièmes?"
    ),
    ones="une?",
    joints="et",
    idioms=(
        r"second lieu|quart de tour|pour[ \u00a0]cent|(?:pays|des|les|de|aux) tiers"
        r"|neuf(?=$|[^\w\s]|\s+(?:et|ou|de|du|des|pour|à|au|en|dans|qui|que|est|sont|ni|mais|par|sur|avec)\b)"
    ),
    months=(
        "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
        "|janv|févr|avr|juil|sept|oct|nov|déc"
    ),
    dates=(
        r"\d{{1,2}}(?:er)?(?:{s}?(?:{d}|au|et|ou){s}?\d{{1,2}}(?:er)?)?{s}+(?:{M})\b\.?(?:{s}+\d{{4}})?",
        r"(?:{M})\.?{s}+\d{{4}}",
    ),
    scales="cents?|mille|millions?|milliards?|billions?|milliers?|pour cent",
    prefixes="mi|fin|début|pré|post|depuis|vers",
    parts=(
        "[Cc]hapitre|[Ss]ection|[Pp]artie|[Aa]nnexe|[Aa]ppendice|[Aa]rticle|[Ff]igure|[Tt]ableau"
        "|[Nn]ote|[Pp]aragraphe|[Rr]ésolution|[Pp]hase|[ÉEée]tape|[Vv]olume|[Rr]ègle"
    ),
)
LANGUAGES = {"en": ENGLISH, "fr": FRENCH}


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
    """What a language's figures look like."""

    names: re.Pattern[str]
    dates: re.Pattern[str]
    digits: re.Pattern[str]
    words: re.Pattern[str]
    both: re.Pattern[str]
    part: re.Pattern[str]


@lru_cache(maxsize=4)
def patterns(tag: str) -> NumberPatterns:
    """The patterns of a language."""
    words = LANGUAGES[tag]
    number = "|".join(f"{words.cardinals} {words.ordinals}".split())
    joint = rf"(?:{SPACE}+(?:{words.joints}{SPACE}+)?|{DASH}(?:{words.joints}{DASH})?)"
    dates = [d.format(M=words.months, s=SPACE, d=DASH) for d in words.dates]
    listed = rf"(?:\d[\d.]*{SPACE}*(?:,|{words.joints}|à|to|{DASH}){SPACE}*)*"
    run = rf"(?:{number}|{words.ones})"
    parts = "|".join(each.parts for each in LANGUAGES.values())
    either = "(?:les|tous|toutes|des|leurs) deux(?! (?:cents?|mille|millions?|tiers))(?=\\W|$)"
    return NumberPatterns(
        re.compile(f"{PHONE}|{ADDRESS}"),
        re.compile(rf"(?<![\w]){'|'.join(f'(?:{d})' for d in dates)}(?!\w)"),
        re.compile(
            rf"(?:(?<!\w)(?:(?i:{words.prefixes}){DASH}|FY|EF))?(?:{DIGITS})(?:{UNITS})?(?![^\W\d_]){SIGNS}"
            rf"(?:{SPACE}+(?:{words.scales})(?!\w))*"
        ),
        re.compile(
            rf"(?<![\w])(?:(?:{words.ones}){joint})?(?:{number})(?:{joint}{run})*(?!\w)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:{words.idioms}|{either})", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{parts})s?{SPACE}+(?:no\.?{SPACE}*)?{listed}$"),
    )


def figures(text: str, tag: str, *, heading: bool = False) -> Iterator[NumberInText]:
    """The figures of a text in a language, in order; names that hold digits are none.

    A heading may carry a number of its own.
    """
    wanted = patterns(tag)
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
    before = match.string[: match.start()]
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
    if not match[0][0].isupper():
        return not re.match(rf"{DASH}[A-ZÀ-Ý]", text[match.end() :])
    opens = not text[:start].strip() or text[:start].rstrip(" \u00a0*_\"'").endswith(ENDS)
    named = re.match(rf"(?:{SPACE}|{DASH})[A-ZÀ-Ý]", text[match.end() :])
    return (opens or (heading and text.istitle())) and not named


def _over(idiom: re.Match[str], match: re.Match[str], shift: int) -> bool:
    """Whether a turn of phrase takes in a match."""
    return idiom.start() + shift < match.end() and match.start() < idiom.end() + shift
