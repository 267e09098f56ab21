"""One observation: its value read, its source found, its times settled."""

from __future__ import annotations

from datetime import date

from asof.data.cited import SourceIndex
from asof.data.schema import ObservationEntry
from asof.data.values import value
from asof.dates import when_on
from asof.diagnostics import AsofError, Collector, error
from asof.ledger import Citation, Observation, Period, ValueKind


def observation(
    entry: ObservationEntry, wanted: ValueKind | None, sources: SourceIndex
) -> Observation:
    """An entry as an observation; raises AsofError with all that is wrong with it."""
    collect = Collector()
    read = collect.attempt(value, entry, wanted)
    citation = collect.attempt(sources.cite, entry.source)
    true = collect.attempt(_true, entry, citation)
    if collect.findings or citation is None or true is None:
        raise AsofError(*collect.findings)
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
        place=entry.place,
    )


def _true(entry: ObservationEntry, citation: Citation | None) -> Period | None:
    """When the value was true; without a stated time it takes the first day of its source."""
    if entry.on and (entry.start or entry.until):
        told = "'on' is for one time, 'from' and 'until' are for a span: this has both"
        raise AsofError(error(entry.at("on"), told, "keep one"))
    stated = entry.on or entry.start
    first = stated or (when_on(citation.source.published.first) if citation else None)
    if first is None:
        return None
    if first.last == date.max:
        told = f"'{first.text}' says no day by which it has begun: an interval here is doubt"
        since = first.text.partition("/")[0]
        hint = f"write 'from: {since}' for what goes on, or a last day"
        raise AsofError(error(entry.at("on" if entry.on else "from"), told, hint))
    if entry.until and entry.until.last < first.first:
        told = f"until {entry.until.text} is before from {first.text}"
        raise AsofError(error(entry.at("until"), told, "exchange them"))
    open_ = entry.start is not None and entry.until is None
    return Period(first, entry.until, inferred=stated is None, open=open_)
