"""How quantities, dates and the page's own words read in a language. The only door to Babel."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Any, TypeVar

from asof.dates import Duration, When
from asof.diagnostics import WordError, meant
from asof.language import collation, grammar, sentences, typography
from asof.language.date_phrases import DatePhrases
from asof.language.grammar import (
    MINUS,
    NBSP,
    OPEN,
    PLUS,
    Counting,
    Currency,
    Dating,
    Forms,
    Grammar,
    PlaceWords,
    Rules,
    TypedWords,
)
from asof.language.own_languages import Languages
from asof.language.places_in_sources import told_places
from asof.language.registry import grammar_of, grammars, tags
from asof.language.sentences import with_capital
from asof.language.typed import explain_date, explain_quantity
from asof.language.typed_values import hedges
from asof.quantity import Hedge, Number, Quantity

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "NBSP",
    "OURS",
    "Counting",
    "Currency",
    "Dating",
    "Grammar",
    "Language",
    "LanguageError",
    "Languages",
    "PlaceWords",
    "TypedWords",
    "Unit",
    "explain_date",
    "explain_quantity",
    "grammar_of",
    "grammars",
    "is_leftward",
    "language",
    "tags",
    "typeset_in",
    "with_capital",
]

OURS = "en"
"""The language that the program itself speaks: its messages, and the names of its columns."""

Unit = Forms
Usage = TypeVar("Usage")

PER_CENT = "%"
_LAKHS = re.compile("(?<=[0-9])(?=(?:[0-9]{2})*[0-9]{3}$)")  # 12,34,567
POINTS = "pp"

_JOINS = re.compile(r"(?:\w[ \u00a0]|’)\{")  # a word stands right before a value
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([A-Z]{2}|[0-9]{3}))?")


class LanguageError(WordError):
    """A language or a word that is not spoken here: what is wrong, and what to type instead."""


@lru_cache(maxsize=32)
def language(tag: str, among: Languages | None = None) -> Language:
    """The language of a tag such as `en-CA`, `fr-CA`, `en` or `fr`; raises LanguageError.

    Where it is one of those `among` which a workspace speaks, that may have a file of its own.
    """
    found = _TAG.fullmatch(tag)
    short = found[1] if found else tag
    known = found and (short in tags() or (among and among.file(tag)))
    if not found or not known:
        raise LanguageError(f"no words for language '{tag}'", _spelled(tag))
    spoken = Language(tag, short, found[2] or "", among)
    spoken.locale  # noqa: B018 (a region that Babel does not know is refused here)
    return spoken


@lru_cache(maxsize=64)
def is_leftward(tag: str) -> bool:
    """Whether a language is read from right to left: CLDR; of one that it does not have, no."""
    from babel import Locale, UnknownLocaleError

    try:
        return bool(Locale(tag.partition("-")[0]).text_direction == "rtl")
    except (UnknownLocaleError, ValueError):
        return False


def typeset_in(tag: str, text: str) -> str:
    """Words of another language than the page's, in our typography of it where there is one."""
    return language(tag).typeset(text) if grammar_of(tag.partition("-")[0]) else str(text)


def _spelled(tag: str) -> str:
    """A hint at the tag that was meant."""
    short, *rest = re.split("[-_]", tag.lower())
    grammar = grammar_of(short)
    if grammar is None:
        return f"asof speaks {', '.join(tags())}; a file languages/TAG.py states another"
    meant = "-".join([short, *(each.upper() for each in rest[-1:])])
    return f"write {meant if _TAG.fullmatch(meant) else grammar.tag}"


@dataclass(frozen=True)
class Language:
    """A language as a region writes it."""

    tag: str
    short: str
    territory: str = ""
    among: Languages | None = field(default=None, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        return language, (self.tag, self.among)  # what was looked up once does not travel

    # Words

    def word(self, key: str, **values: str) -> str:
        """A word or phrase of the page itself; raises LanguageError for one that is not known."""
        words, more = self._grammar.words, self._grammar.handouts
        phrase = more.get(key, words.get(key))
        if phrase is None:
            near = meant(key, {**words, **more})
            raise LanguageError(f"no word '{key}' in language '{self.tag}'", near)
        return self._told(phrase, values)

    def site_word(self, key: str, **values: str) -> str:
        """A phrase that only a site says; the English one where the language lacks it."""
        return self._told(self._grammar.site.get(key) or _english().site[key], values)

    def explained(self, key: str, /, **values: str | When | Duration) -> str:
        """A sentence that says why a fact reads as it does; in ours where the language has none."""
        told = self if self._grammar.explanations else language(OURS)
        said = {name: told.typed_or_said(value) for name, value in values.items()}
        return told._told(told._grammar.explanations[key], said)

    def typed_or_said(self, value: str | When | Duration) -> str:
        """A time or a length of it: in ours as files have it, in any other as it is said."""
        if isinstance(value, str):
            return value
        if self.short == OURS:
            return value.text
        return self.date(value) if isinstance(value, When) else self.length(value)

    @property
    def site_phrases(self) -> Mapping[str, str]:
        """All phrases of a site by key, with the places that values fill in braces."""
        return {**_english().site, **self._grammar.site}

    @property
    def preview_phrases(self) -> Mapping[str, str]:
        """All phrases of the preview by key, as a browser fills them in."""
        return {**_english().preview, **self._grammar.preview}

    @property
    def lacks_on_site(self) -> Sequence[str]:
        """The phrases of a site that it has no words for, or has another language's for."""
        return self._lacking(lambda grammar: grammar.site)

    @property
    def lacks_for_handouts(self) -> Sequence[str]:
        """Those of copies, binders and messages."""
        return self._lacking(lambda grammar: grammar.handouts)

    def _lacking(self, part: Callable[[Grammar], Mapping[str, str]]) -> Sequence[str]:
        own, known = part(self._grammar), part(_english())
        others = (each for tag, each in grammars().items() if tag != self.short)
        borrowed = any(part(each) == own for each in others)
        return tuple(key for key in known if borrowed or key not in own)

    def _told(self, phrase: str, values: Mapping[str, str]) -> str:
        """A phrase with its values; only where a word stands right before one can it change."""
        return self._filled(phrase, values) if _JOINS.search(phrase) else phrase.format(**values)

    def _filled(self, phrase: str, values: Mapping[str, str]) -> str:
        """A phrase with its values, and what stands before each as that one asks."""
        parts: list[str] = []
        for words, name, *_ in Formatter().parse(phrase):
            parts += [words, OPEN + values[name]] if name else [words]
        return "".join(part.removeprefix(OPEN) for part in self.joined(parts))

    @property
    def own_words(self) -> Sequence[str]:
        """All words of the page itself."""
        return tuple(self._grammar.words.values())

    def either(self, texts: Sequence[str]) -> str:
        """Texts of which one holds: a or b."""
        return "".join(f"{lead}{text}" for lead, text in zip(self.ors(texts), texts, strict=True))

    def ors(self, texts: Sequence[str]) -> Sequence[str]:
        """What stands before each of such texts: nothing before the first."""
        word = f" {self.word('or')} "
        return [self.joined((word, OPEN + text))[0] if n else "" for n, text in enumerate(texts)]

    def typeset(self, text: str) -> str:
        """Running text in the typography of the language; addresses on the net stay as they are."""
        return _typeset(self.rules, str(text))

    def typeset_parts(self, texts: Sequence[str]) -> list[str]:
        """The parts into which markup cuts a line, each set as what stands beside it asks."""
        return typography.set_parts(texts, self.rules)

    def joined(self, texts: Sequence[str]) -> list[str]:
        """The parts of a line, words and facts that begin with `OPEN`, each as the next one asks.

        Articles and prepositions are elided or drawn together: d’environ 100, del puerto, an 8.
        """
        if not any(OPEN in text for text in texts):
            return list(texts)
        return typography.set_near_ends(texts, self._grammar.joining)

    def clashes(self, before: str, fact: str) -> str:
        """The word before a fact that does not go with it, where there is one."""
        found = re.search(f"(?:{self._grammar.clashing})(?={OPEN})", before + OPEN + fact)
        return found[0] if found else ""

    def opens_sentence(self, before: str) -> bool:
        """Whether what follows some words of a line begins a sentence."""
        return sentences.opens_sentence(before, self._abbreviations)

    def rank(self, text: str) -> tuple[collation.Rank, str]:
        """What words are sorted by, as a dictionary of the language has them."""
        return collation.rank_in_dictionary(text, self._grammar.own_letters)

    def annex_letter(self, number: int) -> str:
        """The letter of the first annex and of those after it; behind the last, each twice."""
        letters = self._grammar.annexes
        rounds, at = divmod(number - 1, len(letters))
        return letters[at] * (rounds + 1)

    # Quantities

    def number(self, number: Number) -> str:
        """A number with its scale: 7.7 million."""
        return NBSP.join(filter(None, self._number(number)))

    def quantity(
        self,
        value: Quantity,
        currency: str | None = None,
        unit: Unit | None = None,
        *,
        signed: bool = False,
    ) -> str:
        """A value with its hedge, and with its currency or its per cent sign."""
        return NBSP.join(filter(None, self.parts(value, currency, unit, signed=signed)))

    @property
    def per_cent(self) -> str:
        """The per cent sign with the space before it."""
        return self._grammar.counting.per_cent

    def unit(self, typed: Unit) -> Unit:
        """The words of a unit; percentage points are typed `pp`, and each language names them."""
        return dict(self._grammar.counting.points) if set(typed.values()) == {POINTS} else typed

    def unit_alone(self, unit: Unit | None) -> str:
        """A unit as a head names it, without a number: members."""
        forms = unit or {}
        named = self._grammar.counting.plurals[0]
        return forms.get(named) or forms.get("other") or next(iter(forms.values()), "")

    def counted(
        self,
        value: Quantity,
        currency: str | None = None,
        unit: Unit | None = None,
        *,
        signed: bool = False,
    ) -> str:
        """Value and unit as one phrase: about 100 members."""
        if currency or not unit or _is_per_cent(unit):
            return self.quantity(value, currency, unit, signed=signed)
        counting = self._grammar.counting
        after_noun = counting.scales_are_nouns and value.number and self.parts(value)[2]
        last = value.high or value.number
        shown = (
            Decimal(self._folded(last).scale)
            if last and after_noun
            else value.high.amount
            if value.high
            else value.nominal
        )
        word = self.typeset(self._form(unit, shown, value.hedge))
        if value.number is None:
            counted = counting.before_collective, counting.collectives[value.hedge]
            return NBSP.join(filter(None, (*counted, counting.of(word))))
        number = self.quantity(value, signed=signed)
        return f"{number}{NBSP}{counting.of(word) if after_noun else word}"

    def parts(
        self,
        value: Quantity,
        currency: str | None = None,
        unit: Unit | None = None,
        *,
        signed: bool = False,
    ) -> tuple[str, str, str]:
        """Hedge, number with its per cent sign, and the words after it: a scale, a currency.

        What is `signed` has a plus above zero, as a difference has.
        """
        money = grammar.currency(currency, self._grammar, self.locale) if currency else None
        share = _is_per_cent(unit)
        hedge = self._hedge(value.hedge, bool(money) or share)
        if value.number is None:
            noun = money.name if money else PER_CENT if share else ""
            collective = self._grammar.counting.collectives[value.hedge]
            return hedge, collective, self._grammar.counting.of(noun) if noun else ""
        numbers, tail = self._numbers(value, money, PLUS if signed else "")
        number = f"{NBSP}{self._grammar.counting.range}{NBSP}".join(numbers)
        sign = self._grammar.counting.per_cent if share else ""
        return (hedge, number, f"{tail}{sign}") if tail else (hedge, f"{number}{sign}", "")

    def _numbers(
        self, value: Quantity, money: Currency | None, plus: str
    ) -> tuple[Sequence[str], str]:
        """The one number of a value or the two of a range, and what follows the last."""
        ends = [each for each in (value.number, value.high) if each]
        told = [self._number(each, value.hedge) for each in ends]
        last, scale = told[-1]
        first = told[0][0]
        if self._folded(ends[0]).scale != self._folded(ends[-1]).scale:
            first = NBSP.join(filter(None, told[0]))
        signs = [plus if each.digits > 0 else "" for each in ends]
        numbers: Sequence[str] = [f"{signs[-1]}{last}"]
        if len(ends) > 1:
            numbers = [f"{signs[0]}{first}", *numbers]
        return self._grammar.counting.money(numbers, scale, money) if money else (numbers, scale)

    def _number(self, number: Number, hedge: Hedge = Hedge.NONE) -> tuple[str, str]:
        """The digits of a number, grouped, and its scale word."""
        number = self._folded(number)
        forms = self._grammar.counting.scales.get(number.scale, {})
        scale = self._form(forms, number.digits, hedge) if forms else ""
        fewest = self._thousands[1]
        apart = len(f"{abs(int(number.digits))}") >= fewest
        exact = number.digits or number.digits.copy_abs()  # no minus before zero
        digits = self._apart(exact) if apart else f"{exact:f}"
        return digits.translate(self._marks), scale

    def _apart(self, exact: Decimal) -> str:
        """The digits of a number in threes; above the first of them in twos where India counts."""
        if self._in_threes:
            return f"{exact:,f}"
        whole, *rest = f"{exact:f}".split(".")
        return ".".join((_LAKHS.sub(",", whole), *rest))

    def _folded(self, number: Number) -> Number:
        """A number at a scale that the language has a word for."""
        scale = self._grammar.counting.folded.get(number.scale, number.scale)
        if scale == number.scale:
            return number
        digits = number.digits.scaleb(len(str(number.scale)) - len(str(scale)))
        return Number(Decimal(f"{digits:f}"), scale)

    def _hedge(self, hedge: Hedge, amount: bool) -> str:
        """The words of a hedge before a count, or before an amount of money or a share."""
        counting = self._grammar.counting
        special = counting.amount_hedges.get(hedge) if amount else None
        return (special or counting.hedges[hedge]).replace(" ", NBSP)

    def _form(self, forms: Forms, amount: Decimal, hedge: Hedge) -> str:
        """The form of a word that goes with an amount; the plural where the rule names no form."""
        category = self.locale.plural_form(Decimal(f"{amount:f}"))
        category = self._grammar.counting.governed.get(hedge, {}).get(category, category)
        return forms.get(category) or forms.get("other") or next(iter(forms.values()), "")

    # Dates

    def date(self, when: When, short: bool = False) -> str:
        """One time as it is said, with its doubt; an interval says between which two it lies."""
        return self._phrases.date(when, short)

    def span(self, begin: When | None, end: When | None, short: bool = False) -> str:
        """A length of time as it is said, from its beginning to its end; None is an open end."""
        return self._phrases.span(begin, end, short)

    def until(self, day: When, moment: datetime | None = None) -> str:
        """The end of a time as it is said: a day, and where told the hour of it with its zone."""
        return self._phrases.until(day, moment)

    def moment(self, moment: datetime) -> str:
        """A day and an hour of it, and whose clocks show that."""
        return self._phrases.moment(moment)

    def length(self, duration: Duration) -> str:
        """A length of time that was typed, as it is said: 90 days, 2 weeks, 6 months, 1 year."""
        from babel.units import format_unit

        number, unit = duration.text.split()
        named = f"duration-{unit.removesuffix('s')}"
        told = format_unit(int(number), named, locale=self.locale)
        return re.sub("[ \u202f]", NBSP, told)

    def as_of(self, when: When) -> str:
        """The time of what may no longer be so: as of January 18, 2021."""
        return self._phrases.as_of(when)

    @property
    def day_first(self) -> bool:
        """Whether a date begins with its day."""
        pattern = self._here(self._grammar.dating.patterns)["day"]
        return pattern.index("{d}") < pattern.index("{m}")

    @property
    def _phrases(self) -> DatePhrases:
        dating = self._grammar.dating
        return DatePhrases(dating, self._here(dating.patterns), self.locale)

    def places(self, parts: Iterable[str]) -> tuple[list[str], list[str]]:
        """The places of a source, typed as p12 or as key-messages, as a note tells them."""
        return told_places(
            parts, self._grammar.places, lambda name: self.word("quoted", words=name)
        )

    # What people type

    @property
    def reading(self) -> TypedWords:
        """What figures, dates and hedges look like in texts."""
        return self._grammar.reading

    @cached_property
    def hedge_words(self) -> Sequence[str]:
        """What stands before a figure and does something to it."""
        return (*hedges(self._grammar), *self.reading.limits)

    # What is looked up once

    @cached_property
    def _grammar(self) -> Grammar:
        own = self.among.grammar(self.tag) if self.among else None
        found = own or grammar_of(self.short, self.territory)
        assert found, self.short
        return found

    @property
    def beside(self) -> Sequence[Grammar]:
        """What is known of the languages that the same texts serve, and of this one."""
        return tuple(self.among.known.values()) if self.among else (self._grammar,)

    @cached_property
    def locale(self) -> Locale:
        """Babel's data for the language in its region, which Babel reads on first use."""
        from babel import Locale, UnknownLocaleError

        try:
            return Locale(self.short, self.territory or None)
        except UnknownLocaleError:
            raise LanguageError(*self._unknown) from None

    @property
    def _unknown(self) -> tuple[str, str]:
        """That Babel does not know it, and what to write."""
        if not self.territory:
            told = f"CLDR has no numbers, months and plurals for '{self.tag}'"
            return told, "write the tag of a language that it has"
        ours = grammar_of(self.short)
        told = f"no region '{self.territory}' for language '{self.tag}'"
        return told, f"write {self.short} alone" + (f", or {ours.tag}" if ours else "")

    @property
    def country(self) -> str:
        """What its region is called in it."""
        return str(self.locale.territories[self.territory])

    @cached_property
    def _in_threes(self) -> bool:
        return bool(self.locale.decimal_formats[None].grouping == (3, 3))

    @cached_property
    def _abbreviations(self) -> frozenset[str]:
        return frozenset(self._grammar.abbreviations.split())

    @cached_property
    def _marks(self) -> dict[int, str]:
        """What stands in a number for Python's separators; a narrow no-break space is not used."""
        decimal = self.locale.number_symbols["latn"]["decimal"]
        return str.maketrans({",": self._thousands[0], ".": decimal, "-": MINUS})

    @cached_property
    def _thousands(self) -> tuple[str, int]:
        group = self.locale.number_symbols["latn"]["group"].replace("\u202f", NBSP)
        return self._grammar.counting.thousands(group)

    @cached_property
    def rules(self) -> Rules:
        """How running text is set."""
        return self._here(self._grammar.typography)

    def _here(self, usage: Mapping[str, Usage]) -> Usage:
        """What is usage in the territory."""
        return usage.get(self.territory, usage[""])


def _english() -> Grammar:
    english = grammar_of("en")
    assert english
    return english


def _is_per_cent(unit: Unit | None) -> bool:
    return bool(unit) and set((unit or {}).values()) == {PER_CENT}


@lru_cache(maxsize=4096)
def _typeset(rules: Rules, text: str) -> str:
    """A text by the rules of a language; labels and sources come again and again."""
    return typography.set_text(text, rules)
