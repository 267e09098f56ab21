"""What a language has to say: its words, how it counts, how it dates, how it is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from asof.quantity import Hedge

NBSP = "\u00a0"
MINUS = "\u2212"
OPEN, CLOSE = "\ue000", "\ue001"  # around the place that a text keeps for a figure

Forms = Mapping[str, str]
"""Plural categories (CLDR) to words; a word that never changes is `{"other": word}`."""

Rules = tuple[tuple[str, str], ...]
"""Patterns and what replaces them, each until it finds nothing more; a group is named `it`."""


@dataclass(frozen=True, slots=True)
class Currency:
    """The sign of a currency, and its name in the plural."""

    sign: str
    name: str


@dataclass(frozen=True, slots=True)
class Counting:
    """How a language says a quantity.

    `hedges` stand before numbers and, where `amount_hedges` names one, otherwise before money and
    shares; `collectives` are tens, hundreds and thousands, after `before_collective` where a unit
    follows. `scales` are nouns (that take `of`) or not; `folded` are said at another scale.
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
    currencies: Mapping[str, str]
    of: Callable[[str], str]
    money: Callable[[Sequence[str], str, Currency], tuple[Sequence[str], str]]


@dataclass(frozen=True, slots=True)
class Dating:
    """How a language says a date.

    `patterns` are by territory, "" for any other. In them `d`, `m`, `s` and `y` are the day, the
    month, the season and the year, with 1 and 2 for the two ends of a span; `from_m`, `from_s` and
    `to_s` are linked. `link` gives a date the word for its role: from, to, since, until, around.
    `clock` says hour and minute.
    """

    patterns: Mapping[str, Mapping[str, str]]
    seasons: Mapping[int, str]
    day: Callable[[int], str]
    two_years: Callable[[int], str]
    link: Callable[[str, str], str]
    loosely: Callable[[str], str]
    uncertain: Callable[[str], str]
    clock: Callable[[int, int], str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that is known of a language beyond what Babel knows."""

    words: Mapping[str, str]
    counting: Counting
    dating: Dating
    typography: Rules
