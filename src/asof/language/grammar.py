"""What a language has to say: its words, how it counts, dates, reads and is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from string import ascii_uppercase
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from asof.quantity import Hedge

if TYPE_CHECKING:
    from babel import Locale

NBSP = "\u00a0"
MINUS = "\u2212"
PLUS = "+"
OPEN, CLOSE = "\U0010fffc", "\U0010fffd"  # around the place that a text keeps for a figure
SPACE = "[ \u00a0\u202f\n]"  # in patterns of what is typed: any space, any dash
DASH = "[-\u2010-\u2015\u2212]"

Forms = Mapping[str, str]
"""Plural categories (CLDR) to words; a word that never changes is `{"other": word}`."""

Rules = tuple[tuple[str, str], ...]
"""Patterns and what replaces them, each until it finds nothing more; a group is named `it`."""


def read_only(given: Any) -> Any:
    """Tables that nobody alters: a workspace's own language is begun from one of ours."""
    if not isinstance(given, dict):
        return given  # which may be read-only already
    return MappingProxyType({key: read_only(each) for key, each in given.items()})


@dataclass(frozen=True, slots=True)
class Tables:
    """What has tables for fields, each of them read-only."""

    def __post_init__(self) -> None:
        for each in fields(self):
            object.__setattr__(self, each.name, read_only(getattr(self, each.name)))


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency's sign, its name in the plural, and whether the sign stands before the number."""

    sign: str
    name: str
    leads: bool


@dataclass(frozen=True, slots=True, eq=False)
class Counting(Tables):
    """How a language says a quantity.

    `hedges` stand before numbers and, where `amount_hedges` names one, otherwise before money and
    shares; `collectives` are tens, hundreds and thousands, after `before_collective` where a unit
    follows. `scales` are nouns (that take `of`) or not; `folded` are said at another scale.
    `thousands` gives the sign that sets thousands apart, by Babel's, and the fewest digits that
    have it. `currencies` and `signs` are names and signs that Babel gives otherwise; `countryless`
    is such a name without its country. `points` are percentage points, typed `pp` in any language.
    `in_a_sentence` is how a currency's name that Babel has stands there.

    `plurals` are the plural categories that a unit with several words must have; the first of them
    names it without a number. Where nouns have cases, `governed` are hedges that a noun follows in
    the form of another plural category than its number's: « około 2 osób », where 2 alone has
    « osoby ».
    """

    hedges: Mapping[Hedge, str]
    amount_hedges: Mapping[Hedge, str]
    collectives: Mapping[Hedge, str]
    before_collective: str
    range: str
    scales: Mapping[int, Forms]
    scales_are_nouns: bool
    folded: Mapping[int, int]
    per_cent: str
    points: Forms
    thousands: Callable[[str], tuple[str, int]]
    currencies: Mapping[str, str]
    countryless: Callable[[str], str]
    of: Callable[[str], str]
    money: Callable[[Sequence[str], str, Currency], tuple[Sequence[str], str]]
    in_a_sentence: Callable[[str], str] = str
    signs: Mapping[str, str] = field(default_factory=dict)
    plurals: tuple[str, ...] = ("other",)
    governed: Mapping[Hedge, Forms] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Dating(Tables):
    """How a language says a date.

    `patterns` are by territory, "" for any other. In them `d`, `w`, `m`, `s`, `q` and `y` are the
    day, the week, the month, the season, the quarter and the year, `a` a month without its day and
    `n` a quarter's number; where two dates share something, "first of" and "last of" have what is
    said of each, else they read as alone. `link` gives a date the word for its role: from, to,
    between, and, since, until, by, not before, around, as of. `some_day` is a day in doubt beside
    another. `clock` says hour and minute.
    """

    patterns: Mapping[str, Mapping[str, str]]
    seasons: Mapping[int, str]
    quarters: tuple[str, str, str, str]
    day: Callable[[int], str]
    two_years: Callable[[int], str]
    link: Callable[[str, str], str]
    some_day: Callable[[str], str]
    loosely: Callable[[str], str]
    uncertain: Callable[[str], str]
    clock: Callable[[int, int], str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TypedWords(Tables):
    """What figures, hedges and dates look like in a language as people type it.

    The patterns are of regular expressions. `cardinals` and `ordinals` are words apart by spaces,
    `ones` the articles that count with them, `joints` what joins them, `lists` what stands between
    several, `idioms` where they count nothing. `scales` follow digits, `endings` and `prefixes`
    stick to them, `fiscal` is a year's sign, `parts` are what numbers only name. `dates` are dates;
    `months` and `seasons` their words in the order of the year.

    The rest says in the notation of files what is typed there instead: `hedges` beside those that
    are printed, `scale_words`, `per_cent`, `ranges` with `N` for each of two numbers, `notations`
    with `D` for each date. `trailing` are hedges after the number, `nothing` is what stands where
    there is no value, `minus` the sign in words. `limits` are no hedges, but do to a figure what
    hedges do.

    `nouns` are number words that have a capital wherever they stand, where all nouns have.
    `totals` and `remarks` are what offices call such a row and such a column of their tables.
    """

    cardinals: str
    ordinals: str
    ones: str
    joints: str
    lists: str
    idioms: str
    scales: str
    endings: str
    prefixes: str
    fiscal: str
    parts: str
    dates: tuple[str, ...]
    months: tuple[str, ...]
    seasons: tuple[str, ...]
    hedges: Mapping[str, Hedge]
    trailing: Mapping[str, Hedge]
    nothing: str
    minus: str
    limits: tuple[str, ...]
    scale_words: Mapping[str, str]
    per_cent: str
    ranges: tuple[str, ...]
    notations: Rules
    totals: str
    remarks: str
    nouns: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """A kind of place in a source: the words that people type for it, and how a note tells it."""

    typed: str
    one: str
    several: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grammar(Tables):
    """All that is known of a language beyond what Babel knows.

    `tag` is the language in the region whose usage it follows where another has none of its own.
    `typography` is by territory, "" for any other. `joining` sets words and the fact after them, of
    which `OPEN` stands before the first: an article, an elision; `clashing` finds what does not go
    with it where only its author can tell what would. `abbreviations` are words apart by spaces
    whose point ends no sentence. `own_letters` have a place of their own in the alphabet, each
    behind the letter that it is given with. `annexes` are the letters that annexes have, in their
    order. `places` is what stands before a number in a source, by its kind. `regions` are
    territories with words or numbers of their own, each with its grammar. `site` is what only a
    site of editions says, `handouts` what only copies, binders and messages do: a workspace's own
    language may do without. `preview` is what the interface of the preview says, in the languages
    that it can be had in, and `explanations` the sentences there that say why a fact reads as it
    does; in ours `asof explain` has them too.
    """

    tag: str
    name: str
    words: Mapping[str, str]
    counting: Counting
    dating: Dating
    reading: TypedWords
    typography: Mapping[str, Rules]
    joining: Rules
    abbreviations: str
    places: Mapping[str, PlaceWords]
    clashing: str = "(?!)"
    own_letters: Mapping[str, str] = field(default_factory=dict)
    annexes: str = ascii_uppercase
    regions: Mapping[str, Grammar] = field(default_factory=dict)
    site: Mapping[str, str] = field(default_factory=dict)
    handouts: Mapping[str, str] = field(default_factory=dict)
    preview: Mapping[str, str] = field(default_factory=dict)
    explanations: Mapping[str, str] = field(default_factory=dict)

    @property
    def short(self) -> str:
        """The language without a region."""
        return self.tag.partition("-")[0]


def every_three(sign: str) -> tuple[str, int]:
    """Thousands set apart as Babel has it, from four digits on."""
    return sign, 4


def priced(number: str, sign: str) -> str:
    """A number with its currency before it: $75, −$5, CHF 75."""
    led = number.startswith((MINUS, PLUS))
    before, digits = (number[:1], number[1:]) if led else ("", number)
    return f"{before}{sign}{NBSP if sign[-1].isalpha() else ''}{digits}"


def currency(code: str, grammar: Grammar, locale: Locale) -> Currency:
    """A currency by its code; the one whose sign is a bare dollar needs no country's name."""
    from babel.numbers import get_currency_name

    known = locale.currency_symbols.get(code, "").strip("\u200b")  # all that Portugal's escudo has
    counting = grammar.counting
    sign = (counting.signs.get(code) or known or code).replace("\u202f", NBSP)
    told = counting.in_a_sentence(get_currency_name(code, Decimal(5), locale))
    name = counting.currencies.get(code) or told
    leads = locale.currency_formats["standard"].pattern.startswith("¤")
    return Currency(sign, counting.countryless(name) if sign == "$" else name, leads)
