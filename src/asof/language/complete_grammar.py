"""What a grammar must state so that every page can be printed in it, and what of that it lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from string import Formatter
from typing import TYPE_CHECKING

from asof.diagnostics import meant
from asof.language.grammar import Counting, Dating, Forms, Grammar, Rules
from asof.language.registry import grammar_of, grammars
from asof.quantity import ROUND_NUMBERS, Hedge

if TYPE_CHECKING:
    from babel import Locale

ROLES = (
    *("from", "to", "between", "and", "since", "until", "by", "not before", "around", "as of"),
)
FIELDS = {"d", "w", "m", "a", "s", "q", "n", "y"}
KINDS = ("day", "week", "month", "season", "quarter", "year", "fiscal year")
SHARED = (
    *("first of days in a month", "first of days in a year", "first of months in a year"),
    *("first of weeks in a year", "first of seasons in a year", "first of quarters in a year"),
)
PATTERNS = (  # fields of what is typed that are one pattern; others are words, or several
    *("ones", "joints", "lists", "idioms", "scales", "endings", "prefixes", "fiscal", "parts"),
    *("nothing", "minus", "per_cent", "totals", "remarks", "nouns"),
)
WORDS = ("cardinals", "ordinals")
SEVERAL = ("dates", "months", "seasons", "ranges")
COUNTS = (*map(Decimal, range(201)), *map(Decimal, ("0.5", "1.5", "2.5")))


@dataclass(frozen=True, slots=True)
class Lack:
    """What a grammar lacks, and what to write; `near` are words that stand where it belongs."""

    message: str
    hint: str
    near: tuple[str, ...] = ()


def grammar_faults(grammar: Grammar) -> Iterator[Lack]:
    """All that keeps a grammar, or that of one of its regions, from printing every page."""
    from babel import Locale

    locale = Locale(grammar.short)
    if locale.text_direction == "rtl":
        told = f"no page is read from right to left yet, as {grammar.name} is"
        yield Lack(told, "print its words in an edition in another language", ("tag",))
        return
    found = (fault for each in (grammar, *grammar.regions.values()) for fault in _of(each, locale))
    yield from dict.fromkeys(found)


def _of(each: Grammar, locale: Locale) -> Iterator[Lack]:
    """What the grammar of a language or of a region lacks."""
    english = grammar_of("en")
    assert english
    yield from _words(each.words, english.words)
    yield from _counting(each.counting, plural_categories(locale))
    yield from _dating(each.dating)
    yield from _reading(each)
    yield from _rules(each)
    yield from _places(each, english)


def plural_categories(locale: Locale) -> tuple[str, ...]:
    """The plural categories that CLDR gives to numbers as people count."""
    return tuple(dict.fromkeys(locale.plural_form(count) for count in COUNTS))


def _words(words: Mapping[str, str], english: Mapping[str, str]) -> Iterator[Lack]:
    for key, pattern in english.items():
        if key not in words:
            hint = f'write "{key}": "…", which in English is "{pattern}"'
            yield Lack(f"no words for '{key}'", hint, ("words", "WORDS"))
    for key, pattern in words.items():
        if key not in english:
            hint = meant(key, english) or "take it out: no page has such words"
            yield Lack(f"no page has the words '{key}'", hint, (key,))
        else:
            yield from _fields(key, pattern, set(_names(english[key])))


def _fields(key: str, pattern: str, wanted: set[str]) -> Iterator[Lack]:
    """The places of a phrase that values fill: those of the English, each at least once."""
    try:
        names = set(_names(pattern))
    except ValueError:
        yield Lack(f"the braces of '{key}' do not match", _write(wanted), (key,))
        return
    if names != wanted:
        told = f"'{key}' has {_braces(names)}, and is filled with {_braces(wanted)}"
        yield Lack(told, _write(wanted), (key,))


def _write(names: set[str]) -> str:
    return f"write {_braces(names)}" if names else "write no braces"


def _names(pattern: str) -> list[str]:
    return [name for _, name, *_ in Formatter().parse(pattern) if name is not None]


def _braces(names: set[str]) -> str:
    return " and ".join(f"{{{name}}}" for name in sorted(names)) or "nothing"


def _counting(counting: Counting, wanted: tuple[str, ...]) -> Iterator[Lack]:
    yield from _hedges(counting)
    for category in (each for each in wanted if each not in ("one", *counting.plurals)):
        told = f"a unit needs a word for '{category}', which its plurals do not ask for"
        yield Lack(told, f'write "{category}" in plurals', ("plurals", "counting"))
    scales = {f"{n:,}": forms for n, forms in counting.scales.items()}
    for name, forms in (*scales.items(), ("percentage points", counting.points)):
        yield from _forms(name, forms, wanted)
    for scale in (10**3, 10**6, 10**9, 10**12):
        if counting.folded.get(scale, scale) not in (1, *counting.scales):
            hint = "add it to scales, or say in folded at which scale it is told"
            yield Lack(f"no word for {scale:,}", hint, ("scales",))


def _hedges(counting: Counting) -> Iterator[Lack]:
    for hedge in Hedge:
        if hedge not in counting.hedges:
            hint = f'write Hedge.{hedge.name}: "…" in its hedges'
            yield Lack(f"no words for the hedge '{hedge}'", hint, ("hedges",))
    for hedge in ROUND_NUMBERS:
        if hedge not in counting.collectives:
            hint = f'write Hedge.{hedge.name}: "…" in its collectives'
            yield Lack(f"no word for {hedge} of something", hint, ("collectives",))


def _forms(name: str, forms: Forms, wanted: tuple[str, ...]) -> Iterator[Lack]:
    """A word that changes has a form for each category; one that never does has `other`."""
    lacking = [each for each in wanted if each not in forms]
    if not forms.keys() <= {"other"} or "other" not in forms:
        for each in lacking:
            near = ("points",) if name.startswith("p") else ("scales",)
            yield Lack(f"no form of {name} for '{each}'", f'write "{each}": "…"', near)


def _dating(dating: Dating) -> Iterator[Lack]:
    for patterns in dating.patterns.values():
        yield from _date_patterns(patterns)
    if "" not in dating.patterns:
        yield Lack("no patterns for dates", 'write patterns={"": {…}}', ("patterns", "dating"))
    lacking = {3, 6, 9, 12} - dating.seasons.keys()
    for month in sorted(lacking):
        yield Lack(f"no season for month {month}", f'write {month}: "…"', ("seasons",))
    if len(dating.quarters) != 4:  # types are not checked in a workspace
        yield Lack("a year has four quarters", "name each", ("quarters",))
    yield from _telling(dating)


def _date_patterns(patterns: Mapping[str, str]) -> Iterator[Lack]:
    for name in (*KINDS, *SHARED):
        if name not in patterns:
            yield Lack(f"no pattern for '{name}'", f'write "{name}": "…"', ("patterns",))
    for name, pattern in patterns.items():
        if unknown := set(_names(pattern)) - FIELDS:
            told = f"the pattern of '{name}' has {_braces(unknown)}"
            yield Lack(told, f"a pattern may have {_braces(FIELDS)}", (name,))


def _telling(dating: Dating) -> Iterator[Lack]:
    """The functions of dates, tried: each takes a part of a date and gives words with it."""
    tried: list[tuple[str, str, Callable[[], str]]] = [
        *(("link", f" in the role '{each}'", partial(dating.link, each, "2020")) for each in ROLES),
        *(("day", f" for day {day}", partial(dating.day, day)) for day in (1, 2, 31)),
        ("two_years", "", lambda: dating.two_years(2020)),
        ("some_day", "", lambda: dating.some_day("2020")),
        ("loosely", "", lambda: dating.loosely("2020")),
        ("uncertain", "", lambda: dating.uncertain("2020")),
        ("clock", "", lambda: dating.clock(14, 5)),
    ]
    for name, role, tell in tried:
        told = tell()
        if not isinstance(told, str) or not re.search("[0-9]", told):
            told = f"'{name}' does not print what it is given"
            yield Lack(told, f"print it{role}", (name,))


def _reading(grammar: Grammar) -> Iterator[Lack]:
    reading = grammar.reading
    for name, number in (("months", 12), ("seasons", 4)):
        if len(getattr(reading, name)) != number:
            hint = "write them in the order of the year"
            yield Lack(f"'{name}' are not {number}", hint, (name,))
    told = {name: [getattr(reading, name).replace(" ", "|")] for name in WORDS}
    told |= {name: [getattr(reading, name)] for name in PATTERNS}
    told |= {name: getattr(reading, name) for name in SEVERAL}
    told |= {"notations": [pattern for pattern, _ in reading.notations]}
    for name, patterns in told.items():
        for pattern in patterns:
            yield from _pattern(name, f"(?:{pattern})", pattern)
    for field, wrong in _not_hedges(grammar):
        hint = "write one of Hedge, such as Hedge.ABOUT"
        yield Lack(f"'{wrong}' of {field} stands for no hedge", hint, (wrong, field))


def _not_hedges(grammar: Grammar) -> Iterator[tuple[str, str]]:
    for field in ("hedges", "trailing"):
        for words, hedge in getattr(grammar.reading, field).items():
            if not isinstance(hedge, Hedge):
                yield field, words


def _pattern(name: str, pattern: str, written: str) -> Iterator[Lack]:
    try:
        re.compile(pattern)
    except re.error as problem:
        told = f"'{written}' of {name} is no regular expression: {problem.msg}"
        yield Lack(told, "write a backslash before a sign that stands for itself", (written, name))


def _rules(grammar: Grammar) -> Iterator[Lack]:
    sets: dict[str, Rules] = {"joining": grammar.joining, "clashing": ((grammar.clashing, ""),)}
    if "" not in grammar.typography:
        hint = 'write typography={"": (…)}'
        yield Lack("no rules of typography", hint, ("typography",))
    set_ = (("typography", rules) for rules in grammar.typography.values())
    for name, rules in (*sets.items(), *set_):
        for pattern, new in rules:
            found = list(_pattern(name, pattern, pattern))
            yield from found or _replacement(name, pattern, new)


def _replacement(name: str, pattern: str, new: str) -> Iterator[Lack]:
    """What replaces what a rule finds: a text, or a group that the rule has."""
    unknown = set(re.findall(r"\\g<(\w+)>", new)) - re.compile(pattern).groupindex.keys()
    for group in sorted(unknown):
        told = f"a rule of {name} puts in '{group}', which it does not find"
        yield Lack(told, rf"name the group in its pattern: (?P<{group}>…)", (pattern, name))


def _places(grammar: Grammar, english: Grammar) -> Iterator[Lack]:
    for kind in english.places:
        words = grammar.places.get(kind)
        if words is None:
            hint = f'write "{kind}": PlaceWords(typed="…", one="… {{}}", several="… {{}}")'
            yield Lack(f"no words for the place '{kind}' in a source", hint, ("places", "PLACES"))
        elif not (words.one.count("{}") == words.several.count("{}") == 1):
            told = f"the place '{kind}' has no number in its words"
            yield Lack(told, 'write one="… {}", several="… {}"', (kind,))


def borrowed_words(grammar: Grammar) -> tuple[tuple[str, ...], str]:
    """The page's own words that a grammar has from another language, and whose they are.

    Some phrases are alike in languages that are; more than a fifth of all were not replaced.
    """
    phrases = [key for key, words in grammar.words.items() if re.search(r"[^\W\d_]{2}", words)]
    for other in grammars().values():
        alike = tuple(key for key in phrases if grammar.words[key] == other.words.get(key))
        if other.short != grammar.short and len(alike) > len(phrases) * ALIKE:
            return alike, other.name
    return (), ""


ALIKE = 0.2
