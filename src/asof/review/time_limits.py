"""What of a briefing is over: its embargo, its next update, texts that outlive what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from asof.briefing.blocks import Block
from asof.briefing.definition import Briefing, parts_of
from asof.briefing.points import DatedPart
from asof.dates import When
from asof.diagnostics import Location
from asof.page.document import Document, Print
from asof.text import Text

DAY = timedelta(days=1)


def next_update(briefing: Briefing, document: Document) -> date | None:
    """The last day that the next update is announced for: typed as a day, or told by a fact."""
    told = briefing.next_update
    if isinstance(told, When):
        return told.last
    prints = (p for t in document.texts if told and t.text == told.place for p in t.prints)
    days = (o.value for p in prints if not p.part for o in p.behind)
    return max((day.last for day in days if isinstance(day, When)), default=None)


def outliving(briefing: Briefing, document: Document) -> Iterator[tuple[DatedPart, When, date]]:
    """What prints on when all that a text of it tells has ended, with both days."""
    parts = dict(_with_its_end(briefing))
    for written in document.texts:
        part, end = parts.get(written.text), last_end(written.prints)
        if part and part.until and end and end < part.until.last:
            yield part, part.until, end


def _with_its_end(
    node: object, part: DatedPart | None = None
) -> Iterator[tuple[Location, DatedPart]]:
    """Where each text of a briefing stands, with the innermost part whose `until` ends it."""
    part = node if isinstance(node, DatedPart) and node.until else part
    if isinstance(node, Text) and part:
        yield node.place, part
    for each in parts_of(node):
        if not isinstance(node, DatedPart) or each is not node.otherwise:
            yield from _with_its_end(each, part)


def days_without_text(briefing: Briefing, day: date) -> Iterator[tuple[Block, date, date]]:
    """The blocks that follow one of their kind some days after it ended, and these days.

    Those that are over on a day are left out.
    """
    for before, after in pairwise(briefing.body):
        if before.kind == after.kind and before.until and after.start and day < after.start.first:
            first, last = before.until.last + DAY, after.start.first - DAY
            if first <= last:
                yield after, first, last


def last_end(prints: Iterable[Print]) -> date | None:
    """The day on which the last of some values ends, where an end of each is stated."""
    ends = [o.true.last for p in prints if not p.part for o in p.behind]
    stated = [end for end in ends if end]
    return max(stated) if stated and len(stated) == len(ends) else None
