"""What a chart says in words: labels beside marks, and the text that stands for the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from asof import dates
from asof.charts.hedge_marks import WIDE
from asof.dates import When
from asof.language import Language, with_capital
from asof.ledger.change_words import series_break_words
from asof.ledger.facts import Observation, Special, Status, ValueKind
from asof.ledger.printing import counted, ended, printed, status_words, text_in, time_in
from asof.ledger.rules_of_time import Standing, View
from asof.ledger.shared_labels import told_apart
from asof.ledger.shown import ShownFact
from asof.quantity import Number, Quantity

MOST_LISTED = 12  # of more values, a listener hears the notable ones
WAYS: Mapping[frozenset[int], str] = {
    frozenset(): "trend_level",
    frozenset((1,)): "trend_rising",
    frozenset((-1,)): "trend_falling",
}


def values(view: View, said: Iterable[Observation], language: Language) -> str:
    """The value that observations state, all of them where they dispute one another."""
    told = dict.fromkeys(printed(o.value, view.fact, language) for o in said)
    return language.either(list(told))


def value_first(said: Iterable[Observation], view: View) -> bool:
    """Whether a value can stand before the words for it: a noun, such as millions, cannot."""
    stated = [o.value for o in said if isinstance(o.value, Quantity)]
    nouns = (q.number is None or (q.high or q.number).scale > 1 for q in stated)
    return bool(view.fact.currency) or not any(nouns)


def fact_label(view: View, language: Language) -> str:
    """What the fact is called."""
    return text_in(view.fact.label, language)


def counts(view: View, language: Language) -> str:
    """What the fact counts and does not count."""
    return text_in(view.fact.counts, language)


def claim_words(o: Observation, language: Language) -> str:
    """Whose claim it is, and that nobody confirmed it."""
    return language.word("claim", by=text_in(o.by or o.publisher, language))


def estimated(o: Observation, language: Language) -> str:
    """Whose estimate it is, where it is one."""
    return text_in(o.by, language) if o.status is Status.ESTIMATE else ""


def unconfirmed(view: View, language: Language) -> str:
    """Since when nobody has confirmed a stale value."""
    day = language.date(dates.when_on(view.supported), short=True) if view.supported else ""
    return language.word("stale_since", day=day)


def alternative_text(shown: Iterable[ShownFact], language: Language) -> str:
    """The text that stands for a chart, below its title: what it shows of each fact."""
    facts = list(shown)
    views = told_apart((fact.view for fact in facts), language)
    named = (replace(fact, view=view) for fact, view in zip(facts, views, strict=True))
    return language.typeset(" ".join(f"{_fact(fact, language)}." for fact in named))


def _fact(fact: ShownFact, language: Language) -> str:
    view = fact.view
    if view.fact.kind is ValueKind.EVENT:
        return "; ".join(
            f"{time_in(o.true, language)}: {fact_label(view, language)}" for o in fact.said
        ) + "".join(f" ({word})" for word in _disputed(view, language))
    name, what = fact_label(view, language), counts(view, language)
    head = with_capital(name) + (f" ({what})" if what else "")
    return f"{head}: " + "; ".join(_sayings(fact, language))


def _disputed(view: View, language: Language) -> Iterator[str]:
    if view.standing is Standing.DISPUTED:
        yield language.word("disputed")


def _sayings(fact: ShownFact, language: Language) -> Iterator[str]:
    """The values, then the standing of the last one where that is not plain, then claims."""
    view = fact.view
    claimed = [o for o in fact.said if o in view.claims]
    yield from _course([o for o in fact.said if o not in claimed], view, language)
    if set(view.chosen) & set(fact.said):
        yield from _standing(view, language)
    for o in claimed:
        said = (_value(o, view, language), claim_words(o, language), time_in(o.true, language))
        yield ", ".join(said)


def _standing(view: View, language: Language) -> Iterator[str]:
    if view.standing is Standing.LAPSED:
        yield ended(view, language)
    elif view.standing in (Standing.DISPUTED, Standing.STALE):
        yield language.word(view.standing)


def _course(said: Sequence[Observation], view: View, language: Language) -> Iterator[str]:
    """How the values of each unbroken stretch went, with the breaks in the series between them."""
    begin = 0
    for n, (before, after) in enumerate(pairwise(said), start=1):
        if found := view.fact.breaks_between(before.true.begins, after.true.begins):
            yield from _stretch(said[begin:n], view, language)
            yield from (series_break_words(each, language) for each in found)
            begin = n
    yield from _stretch(said[begin:], view, language)


def _stretch(said: Sequence[Observation], view: View, language: Language) -> Iterator[str]:
    """The values in the order of time, with the way they went; of many, the notable ones alone."""
    told = [_dated(o, view, language) for o in said]
    way = _way(said)
    if not way:
        yield from told if len(told) <= MOST_LISTED else _notable(said, told, language)
        return
    yield language.word(way, first=told[0], last=told[-1])
    if len(told) > MOST_LISTED:
        yield from _notable(said, told, language)
    elif between := told[1:-1]:
        yield language.word("trend_between", values="; ".join(between))


def _way(said: Sequence[Observation]) -> str:
    """Which way values go, where one number stands for each and no two are of one time."""
    numbers = [o.value.nominal for o in said if isinstance(o.value, Quantity) and _pointed(o.value)]
    if len(numbers) < max(2, len({o.true.begins for o in said}), len(said)):
        return ""
    steps = {(after > before) - (after < before) for before, after in pairwise(numbers)}
    return WAYS.get(frozenset(steps - {0}), "trend_varying")


def _pointed(value: Quantity) -> bool:
    return value.hedge not in WIDE


def _notable(said: Sequence[Observation], told: Sequence[str], language: Language) -> Iterator[str]:
    """How many values there are; where one number stands for each, the highest and the lowest."""
    numbers = [o.value.nominal for o in said if isinstance(o.value, Quantity)]
    if _way(said):
        highest, lowest = (told[numbers.index(find(numbers))] for find in (max, min))
        yield language.word("trend_extremes", highest=highest, lowest=lowest)
    else:
        yield from (told[0], told[-1])
    number = language.number(Number(Decimal(len(said))))
    yield language.word("trend_count", number=number)


def _dated(o: Observation, view: View, language: Language) -> str:
    """A value, what its source calls it, and when it was so."""
    time = time_in(o.true, language)
    if isinstance(o.value, When):
        time = language.word("time_of_value", time=time)
    status = status_words(o, language)
    return f"{_value(o, view, language)} ({', '.join(filter(None, (status, time)))})"


def _value(o: Observation, view: View, language: Language) -> str:
    phrase = counted(o.value, view.fact, language)
    reason = text_in(o.reason, language) if o.value is Special.WITHHELD else ""
    return f"{phrase}, {reason}" if reason else phrase
