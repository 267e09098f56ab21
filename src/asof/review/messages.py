"""How findings speak of facts and of what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from asof.briefing.definition import Allowance
from asof.dates import when_on
from asof.diagnostics import Location
from asof.language import Language
from asof.ledger import Fact, Observation, View
from asof.ledger.printing import printed, text_in, told_value
from asof.ledger.reports import Report
from asof.quantity import Quantity
from asof.review.context import Case, Found
from asof.text import Text

MOST_NAMED = 5  # of what has not reported


def found_in_briefing(view: View, place: Location | None, message: str, hint: str = "") -> Found:
    """A finding about a fact where a briefing prints it; the owner is told where its data is."""
    return Found(place, f"'{view.key}' {message}", hint and advice(hint, view.fact), view.key)


def advice(hint: str, fact: Fact) -> str:
    """What to do where the data of a fact is, and who is to be asked."""
    owner = f" ({fact.owner})" if fact.owner else ""
    return f"{hint} in {fact.place}{owner}"


def found_in_data(o: Observation, fact: Fact, message: str, hint: str) -> Found:
    """A finding about one line of the data."""
    return Found(o.place, f"'{fact.key}' {message}", hint, fact.key)


def allowance_found(allowance: Allowance, message: str, hint: str) -> Found:
    """A finding about an allowance."""
    of = f" of {', '.join(allowance.fact)}" if allowance.fact else ""
    told = f"the allowance for {allowance.rule}{of} {message}"
    return Found(allowance.place, told, hint)


def value_typed(o: Observation, case: Case) -> str:
    """A value as it was typed; a text in the language of the edition."""
    return text_in(o.value, case.edition.language) if isinstance(o.value, Text) else o.written


def claim_said(o: Observation, case: Case) -> str:
    """A claim with its speaker."""
    return f"{value_typed(o, case)} ({text_in(o.by or o.publisher, case.edition.language)})"


def view_said(view: View, case: Case) -> str:
    """What an edition prints of a fact."""
    return told_value(view, case.edition.language).replace("\xa0", " ")


def number_said(value: Quantity, view: View, case: Case) -> str:
    """A number as the fact would print it."""
    return printed(value, view.fact, case.edition.language).replace("\xa0", " ")


def ended_said(view: View, o: Observation) -> tuple[str, str]:
    """That a value ended, and what to add: what came after it, or when that began."""
    if not view.possible:
        told = f"ended on {o.true.last}, or was not renewed as far as known"
        return told, "add what came after"
    after = view.possible[-1].true.start.text
    told = f"ended on {o.true.last}, and nobody says when in {after} what came next began"
    return told, "give the day on which it began, if it is known,"


def missing_said(view: View, spoken: Language) -> str:
    """The report that is missing, or of a total those of its parts."""
    if view.incomplete:
        facts = ", ".join(_late(view.missing, spoken))
        counts = {"number": str(len(view.missing)), "expected": str(len(view.reports))}
        return spoken.explained("lacks_reports", **counts, facts=facts)
    report = view.missing[0]
    days = {"day": when_on(report.wanted), "last": when_on(report.day)}
    return spoken.explained(f"lacks_{report.period}", **days)


def _late(late: Sequence[Report], spoken: Language) -> Iterator[str]:
    """The facts that have not reported, each with the day of its last report; of many, some."""
    for each in late[:MOST_NAMED]:
        yield spoken.explained("lacks_of_fact", key=each.fact.key, last=when_on(each.day))
    if len(late) > MOST_NAMED:
        yield spoken.explained("lacks_more", number=str(len(late) - MOST_NAMED))


def sources(lines: Iterable[Observation]) -> str:
    """Where some lines come from."""
    return ", ".join(dict.fromkeys(str(c) for o in lines for c in o.citations))
