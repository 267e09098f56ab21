"""Short ways to write sources, lines, facts and editions in tests, and to make them at random."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

import naive
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


def source(name: str, published: str, publisher: str = "CAF", taken: date | None = None) -> Source:
    return Source(
        id=name,
        title=plain_text(name),
        publisher=plain_text(publisher),
        published=dates.parse_date(published),
        taken_as=taken,
    )


def source_id(by: str, told: str) -> str:
    """The id of the page that a publisher told something on."""
    return f"{by.lower()}-{told.replace('/', '-')}"


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
    page = source(source_id(by, told), told, by)
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


# Lines at random, each for the naive statement and for the program

LATE = date.max
NUMBERS: dict[str, naive.Value] = {
    "600": ("number", "600", 600, False, 600, False),
    "650": ("number", "650", 650, False, 650, False),
    "about 600": ("number", "about 600", 540, False, 660, False),
    "more than 500": ("number", "more than 500", 500, True, float("inf"), True),
    "at least 600": ("number", "at least 600", 600, False, float("inf"), True),
    "in the hundreds": ("number", "in the hundreds", 100, False, 1000, True),
    "not public": naive.WITHHELD,
    "none": ("none",),
}
DAYS: dict[str, naive.Value] = {
    "2017-06": ("days", "2017-06", date(2017, 6, 1), date(2017, 6, 30)),
    "2017-06-30": ("days", "2017-06-30", date(2017, 6, 30), date(2017, 6, 30)),
    "2018": ("days", "2018", date(2018, 1, 1), date(2018, 12, 31)),
    "not public": naive.WITHHELD,
}
TEXTS: dict[str, naive.Value] = {
    "reduced": ("words", "reduced"),
    "unchanged": ("words", "unchanged"),
}
TIMES: dict[str, tuple[date, date]] = {
    "2020-01-01": (date(2020, 1, 1), date(2020, 1, 1)),
    "2020-01": (date(2020, 1, 1), date(2020, 1, 31)),
    "2020-01-10": (date(2020, 1, 10), date(2020, 1, 10)),
    "2020-01-10/2020-01-20": (date(2020, 1, 10), date(2020, 1, 20)),
    "2020-01-20": (date(2020, 1, 20), date(2020, 1, 20)),
    "2020-02": (date(2020, 2, 1), date(2020, 2, 29)),
    "2020-spring": (date(2020, 3, 1), date(2020, 5, 31)),
}
OPEN: dict[str, tuple[date, date]] = {
    "../2020-01-10": (date.min, date(2020, 1, 10)),
    "2020-02-10/..": (date(2020, 2, 10), LATE),
}
CLOCK = st.integers(-5, 160).map(lambda n: date(2020, 1, 1) + timedelta(days=n))
PUBLISHERS = {
    "Défense": "defence",
    "De\u0301fense": "defence",
    " DÉFENSE": "defence",
    "NATO": "nato",
    "Nato\u00a0": "nato",
    "UN": "un",
}
seldom = st.sampled_from([False, False, False, False, True])


@st.composite
def random_line(draw: st.DrawFn, values: dict[str, naive.Value]) -> tuple[naive.Line, Observation]:
    """One line twice: for the naive statement, and for the program."""
    written = draw(st.sampled_from(sorted(values)))
    told = draw(st.sampled_from(sorted(TIMES)))
    on = draw(st.none() | st.sampled_from(sorted(TIMES | OPEN)))
    earliest, latest = (TIMES | OPEN)[on] if on else (TIMES[told][0],) * 2
    starts = latest if on and "/" in on else earliest
    ends = [t for t, (_, last) in (TIMES | OPEN).items() if last >= earliest]
    until = draw(st.none() | st.sampled_from(ends))
    stated = until or on
    marks = {name: draw(seldom) for name in ("claim", "revised", "prefer", "retracts")}
    nameless = marks["retracts"] and draw(st.booleans())
    by = draw(st.sampled_from(sorted(PUBLISHERS)))
    plain = {
        "value": None if nameless else values[written],
        "publisher": PUBLISHERS[by],
        "starts": starts,
        "earliest": earliest,
        "inferred": on is None,
        "until": (TIMES | OPEN)[until][1] if until else None,
        "covers": (TIMES | OPEN)[stated][1] if stated else TIMES[told][0],
        "reported": TIMES[told][1],
        "source": source_id(by, told),
        **marks,
        "revised": marks["revised"] and not marks["claim"],
    }
    status = "claim" if marks["claim"] else "revised" if marks["revised"] else None
    reasons = {name: "said so" for name in ("prefer", "retracts") if marks[name]}
    real = line(
        None if nameless else written,
        on,
        told=told,
        by=by,
        until=until,
        status=status,
        **reasons,
    )
    return plain, real


random_lines = st.sampled_from([NUMBERS, NUMBERS, NUMBERS, DAYS, TEXTS]).flatmap(
    lambda values: st.lists(random_line(values), max_size=7)
)
Lines = list[tuple[naive.Line, Observation]]


def plainly(lines: Lines) -> list[naive.Line]:
    """Lines as the naive statement has them."""
    return [plain for plain, _ in lines]
