"""What of a briefing is over: its embargo, its next update, texts that outlive what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from asof.briefing.definition import Briefing, nodes
from asof.briefing.points import Point
from asof.dates import When
from asof.page.document import Document, Print


def next_update(briefing: Briefing, document: Document) -> date | None:
    """The last day that the next update is announced for: typed as a day, or told by a fact."""
    told = briefing.next_update
    if isinstance(told, When):
        return told.last
    prints = (p for t in document.texts if told and t.text == told.place for p in t.prints)
    days = (o.value for p in prints if not p.part for o in p.behind)
    return max((day.last for day in days if isinstance(day, When)), default=None)


def outliving(briefing: Briefing, document: Document) -> Iterator[tuple[Point, When, date]]:
    """The points on a page that go on when all that they tell has ended, with both days."""
    points = {n.text.place: n for n in nodes(briefing) if isinstance(n, Point) and n.until}
    for written in document.texts:
        point, end = points.get(written.text), last_end(written.prints)
        if point and point.until and end and end < point.until.last:
            yield point, point.until, end


def last_end(prints: Iterable[Print]) -> date | None:
    """The day on which the last of some values ends, where an end of each is stated."""
    ends = [o.true.last for p in prints if not p.part for o in p.behind]
    stated = [end for end in ends if end]
    return max(stated) if stated and len(stated) == len(ends) else None
