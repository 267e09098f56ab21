"""One observation: its value read, its source found, its times settled."""

from __future__ import annotations

from datetime import date

from asof.data.cited import SourceIndex
from asof.data.schema import ObservationEntry
from asof.data.values import value
from asof.dates import when_on
from asof.diagnostics import AsofError, Collector, Finding, error
from asof.language import Languages
from asof.ledger import Citation, Observation, Period, Source, ValueKind


def observation(
    entry: ObservationEntry, wanted: ValueKind | None, sources: SourceIndex, spoken: Languages
) -> Observation:
    """An entry as an observation; raises AsofError with all that is wrong with it."""
    try:
        read, citation = value(entry, wanted, spoken), sources.cite(entry.source)
        true = _true(entry, citation)
        assert true, "there is a source, which has a day"
    except AsofError:  # few are wrong of very many: only of those all is looked for
        raise AsofError(*_wrong(entry, wanted, sources, spoken)) from None
    return Observation(
        value=read,
        true=true,
        reported=entry.reported.last if entry.reported else citation.source.reported,
        citations=(citation,),
        written=entry.value if isinstance(entry.value, str) else "",
        by=entry.by,
        status=entry.status,
        prefer=entry.prefer,
        retracts=entry.retracts,
        reason=entry.reason,
        note=entry.note,
        dated=bool(entry.on or entry.start),
        place=entry.place,
    )


def _wrong(
    entry: ObservationEntry, wanted: ValueKind | None, sources: SourceIndex, spoken: Languages
) -> list[Finding]:
    """All that is wrong with an entry."""
    collect = Collector()
    collect.attempt(value, entry, wanted, spoken)
    collect.attempt(_true, entry, collect.attempt(sources.cite, entry.source))
    return collect.findings


def _true(entry: ObservationEntry, citation: Citation | None) -> Period | None:
    """When the value was true; without a stated time it takes that of its source."""
    if entry.on and (entry.start or entry.until):
        told = "'on' is for one time, 'from' and 'until' are for a span: this has both"
        raise AsofError(error(entry.at("on"), told, "keep one"))
    stated = entry.on or entry.start
    if entry.stated and not stated:
        told = "'stated' says that the document gives the day, and there is none"
        raise AsofError(error(entry.at("stated"), told, "give the day in 'on'"))
    if stated is None:
        return _of_source(citation.source, entry) if citation else None
    if stated.last == date.max:
        told = f"'{stated.text}' says no day by which it has begun: an interval here is doubt"
        since = stated.text.partition("/")[0]
        hint = f"write 'from: {since}' for what goes on, or a last day"
        raise AsofError(error(entry.at("on" if entry.on else "from"), told, hint))
    taken = citation.source.taken_as if citation and not entry.stated else None
    open_ = entry.start is not None and entry.until is None
    repeats = taken is not None and stated.text == str(
        taken
    )  # which says no more than leaving the day out
    return _in_order(Period(stated, entry.until, assumed=repeats, open=open_), entry)


def _of_source(source: Source, entry: ObservationEntry) -> Period:
    """The day taken for a source, as an assumption; else its first, which outranks no other.

    One that appeared no later than a day has no first: it is of that day.
    """
    taken, published = source.taken_as, source.published
    first = published.first if published.first > date.min else published.last
    start = when_on(taken or first)
    return _in_order(Period(start, entry.until, inferred=not taken, assumed=bool(taken)), entry)


def _in_order(true: Period, entry: ObservationEntry) -> Period:
    if entry.until and entry.until.last < true.first:
        told = f"until {entry.until.text} is before from {true.start.text}"
        raise AsofError(error(entry.at("until"), told, "exchange them"))
    return true
