"""How findings speak of facts and of what they say."""

from __future__ import annotations

from collections.abc import Iterable

from asof.diagnostics import Location
from asof.model import Fact, Observation, Text, View
from asof.model.printing import printed, text_in, told
from asof.quantity import Quantity
from asof.review.cases import Case, Found


def of(view: View, place: Location | None, message: str, hint: str = "") -> Found:
    """A finding about a fact where a briefing prints it; the owner is told where its data is."""
    owner = f" ({view.fact.owner})" if view.fact.owner else ""
    advice = f"{hint} in {view.fact.place}{owner}" if hint else ""
    return Found(place, f"'{view.key}' {message}", advice, view.key)


def at(o: Observation, fact: Fact, message: str, hint: str) -> Found:
    """A finding about one line of the data."""
    return Found(o.place, f"'{fact.key}' {message}", hint, fact.key)


def written(o: Observation, case: Case) -> str:
    """A value as it was typed; a text in the language of the edition."""
    return text_in(o.value, case.edition.language) if isinstance(o.value, Text) else o.written


def claimed(o: Observation, case: Case) -> str:
    """A claim with its speaker."""
    return f"{written(o, case)} ({text_in(o.by or o.publisher, case.edition.language)})"


def said(view: View, case: Case) -> str:
    """What an edition prints of a fact."""
    return told(view, case.edition.language).replace("\xa0", " ")


def reckoned(value: Quantity, view: View, case: Case) -> str:
    """A number as the fact would print it."""
    return printed(value, view.fact, case.edition.language).replace("\xa0", " ")


def sources(lines: Iterable[Observation]) -> str:
    """Where some lines come from."""
    return ", ".join(dict.fromkeys(str(c) for o in lines for c in o.citations))
