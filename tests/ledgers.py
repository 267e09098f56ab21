"""Short ways to write sources, lines, facts and editions in tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from asof import dates, quantity
from asof.language import language
from asof.ledger import (
    Citation,
    Edition,
    Fact,
    Ledger,
    Observation,
    Period,
    Source,
    Special,
    Status,
    Value,
    ValueKind,
    View,
    as_of,
    formula,
)
from asof.text import plain_text


def day(text: str) -> date:
    return date.fromisoformat(text)


def source(name: str, published: str, publisher: str = "CAF") -> Source:
    return Source(
        id=name,
        title=plain_text(name),
        publisher=plain_text(publisher),
        published=dates.parse_date(published),
    )


def value(written: str) -> Value:
    """A value as the files have it: a number, a date, `not public`, `none`, else words."""
    for special in Special:
        if written == special.value:
            return special
    try:
        return quantity.parse_quantity(written)
    except quantity.QuantityError:
        pass
    try:
        return dates.parse_date(written)
    except dates.DateError:
        return plain_text(written)


def line(
    written: str | None,
    on: str | None = None,
    *,
    told: str,
    by: str = "CAF",
    until: str | None = None,
    status: str | None = None,
    **reasons: str,
) -> Observation:
    """One line: its value, when it was true, the day of the page that told it, and by whom."""
    texts: dict[str, Any] = {name: plain_text(words) for name, words in reasons.items()}
    page = source(f"{by.lower()}-{told.replace('/', '-')}", told, by)
    start = dates.parse_date(on) if on else dates.when_on(page.published.first)
    return Observation(
        value=value(written) if written is not None else None,
        true=Period(start, dates.parse_date(until) if until else None, inferred=on is None),
        reported=page.reported,
        citations=(Citation(page),),
        written=written or "",
        status=Status(status) if status else None,
        **texts,
    )


def fact(*lines: Observation, key: str = "troops.iraq", **fields: Any) -> Fact:
    """A fact that is reviewed after 90 days."""
    review = dates.duration(fields.pop("review_in", "90 days"))
    kind = fields.pop("kind", ValueKind.NUMBER)
    return Fact(
        key=key,
        label=plain_text(key),
        kind=kind,
        review_in=review,
        observations=lines,
        **fields,
    )


def total(text: str, key: str = "troops.total") -> Fact:
    """A derived fact."""
    return replace(fact(key=key), derived=formula(text))


def ledger(*facts: Fact) -> Ledger:
    sources = {c.source.id: c.source for f in facts for o in f.observations for c in o.citations}
    return Ledger({f.key: f for f in facts}, sources)


def edition(*facts: Fact, on: str, known: str | None = None, tag: str = "en-CA") -> Edition:
    """What was true on a day, as known on that day or on another."""
    return as_of(ledger(*facts), day(on), day(known or on), language(tag))


def view(*lines: Observation, on: str, known: str | None = None, **fields: Any) -> View:
    """What an edition makes of one fact."""
    one = fact(*lines, **fields)
    return edition(one, on=on, known=known)[one.key]


def said(seen: View) -> list[str]:
    """The values that print, as written."""
    return [o.written for o in seen.chosen]


def states(seen: View) -> dict[str, str]:
    """What became of each line, by its value as written."""
    return {o.written: str(state) for o, state in seen.states}
