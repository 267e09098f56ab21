"""What a chart says in words: labels beside marks, and the text that stands for the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asof import dates
from asof.language import Language, with_capital
from asof.ledger.facts import Observation, Special, Status, ValueKind
from asof.ledger.printing import counted, ended, printed, status_words, text_in, time_in
from asof.ledger.rules_of_time import Standing, View
from asof.quantity import Quantity


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


def alt(caption: str, views: Iterable[View], language: Language) -> str:
    """The text that stands for a chart: its caption, then what each known fact says and when."""
    told = [view for view in views if view.history or view.claims]
    parts = [caption.rstrip("."), *(_fact(view, language) for view in told)]
    return language.typeset("".join(f"{part}. " for part in parts).strip())


def _fact(view: View, language: Language) -> str:
    if view.fact.kind is ValueKind.EVENT:
        return "; ".join(
            f"{time_in(o.true, language)}: {fact_label(view, language)}" for o in view.history
        )
    name, what = fact_label(view, language), counts(view, language)
    head = with_capital(name) + (f" ({what})" if what else "")
    return f"{head}: " + "; ".join(_sayings(view, language))


def _sayings(view: View, language: Language) -> Iterator[str]:
    """Each value in the order of time, then its standing where that is not plain, then claims."""
    for o in view.history:
        said = (_value(o, view, language), status_words(o, language), time_in(o.true, language))
        yield ", ".join(filter(None, said))
    if view.standing is Standing.LAPSED:
        yield ended(view, language)
    elif view.standing in (Standing.DISPUTED, Standing.STALE):
        yield language.word(view.standing)
    for o in view.claims:
        said = (_value(o, view, language), claim_words(o, language), time_in(o.true, language))
        yield ", ".join(said)


def _value(o: Observation, view: View, language: Language) -> str:
    phrase = counted(o.value, view.fact, language)
    reason = text_in(o.reason, language) if o.value is Special.WITHHELD else ""
    return f"{phrase} ({reason})" if reason else phrase
