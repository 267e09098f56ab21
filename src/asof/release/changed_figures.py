"""Which figures of an issued page read otherwise by now.

What the page said is read from its record; what is known, from the ledger as of today. So a line
that was added within the day known, or changed in its place, is told like any other.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from asof import dates, quantity
from asof.diagnostics import WordError
from asof.language import Language
from asof.ledger import Edition, ObservationState, Standing, View, as_of
from asof.ledger.change_words import change_record
from asof.ledger.changes import Sort, sort_of
from asof.ledger.printing import ended, observation_record, told_value
from asof.ledger.value_changes import value_change
from asof.record.edition_record import dated_in
from asof.record.print_row import print_rows

Line = Mapping[str, Any]  # an observation, or a whole fact, as a record tells it
OUTCOME = ("outcome", "value", "on", "since", "lacks", "corrected")  # of a change
FALLEN = {ObservationState.CORRECTED: Sort.CORRECTED, ObservationState.RETRACTED: Sort.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A fact of a page that reads otherwise by now; `after` is empty where nothing is known."""

    key: str
    label: str
    change: Sort
    before: str
    after: str
    source: tuple[str, ...] = ()
    reported: str | None = None


@dataclass(frozen=True, slots=True)
class Recheck:
    """An issued page held against what is known by now; `then` is its edition, made again.

    `told` is its record by the names of today.
    """

    told: Line
    then: Edition
    known: date

    def figures(self, day: date) -> Iterator[ChangedFigure]:
        """The facts that read otherwise on a day: the page's own, or that of a later edition."""
        now, told = self._known_on(day), set[str]()
        wanted = dated_in(self.told)
        for fact in self.told["facts"]:
            found = list(self._of(fact, now)) if fact["key"] in wanted else []
            told.update(each.key for each in found)
            yield from found
        yield from self._changes(told)

    def _known_on(self, day: date) -> Edition:
        return as_of(self.then.ledger, day, self.known, self.then.language)

    def _of(self, fact: Line, now: Edition) -> Iterator[ChangedFigure]:
        """What became of one fact: of its value, or else of an earlier one that the page shows."""
        key = fact["key"]
        gone = ChangedFigure(key, fact["label"], Sort.REMOVED, fact["text"], "")
        if key not in now:
            yield gone
        elif sort := changed(fact, self.then, now):
            yield replace(gone, change=sort, **after(now[key], now.language))
        elif not fact.get("derived"):
            yield from self._earlier(fact, gone)

    def _earlier(self, fact: Line, gone: ChangedFigure) -> Iterator[ChangedFigure]:
        """Earlier values on the page, in a sentence or a chart, that do not stand any more."""
        view = self._known_on(self.then.day)[fact["key"]]
        tongue = self.then.language
        records = [(observation_record(o, view.fact, tongue), s) for o, s in view.states]
        states = {line_key(line): state for line, state in records}
        stands = {
            h["on"]: h for h in (observation_record(o, view.fact, tongue) for o in view.history)
        }
        for line in self._shown(fact):
            new = stands.get(line["on"], {})
            sort = fallen(line, states.get(line_key(line)), new)
            if sort and line["state"] not in FALLEN:
                source, reported = tuple(new.get("source", ())), new.get("reported")
                before, later = (f"{x['text']} ({line['on']})" if x else "" for x in (line, new))
                yield replace(
                    gone, change=sort, before=before, after=later, source=source, reported=reported
                )

    def _changes(self, told: Container[str]) -> Iterator[ChangedFigure]:
        """The changes on the page that come out otherwise by now, of facts not told of already."""
        now, tongue = self._known_on(self.then.day), self.then.language
        labels = {fact["key"]: fact["label"] for fact in self.told["facts"]}
        for line in self.told.get("changes", ()):
            key, asked = line["key"], line.get("asked")
            if key in told or key not in now:
                continue
            change = value_change(now, key, asked and date.fromisoformat(asked))
            new = change_record(change, tongue) if change else {}
            if any(line.get(name) != new.get(name) for name in OUTCOME):
                before, after = (f"{x.get('text', '')} ({x.get('since', '')})" for x in (line, new))
                source = tuple(map(str, change.citations)) if change else ()
                yield ChangedFigure(key, labels[key], Sort.CORRECTED, before, after, source)

    def _shown(self, fact: Line) -> Iterator[Line]:
        """The values of a fact that the page shows, without the one that is its value.

        A line that only takes back states none.
        """
        prints = [row for row in print_rows(self.told) if row.key == fact["key"]]
        places = {line.place for row in prints for line in row.behind}
        chosen = {line_key(line) for line in fact.get("chosen", ())}
        stated = (line for line in fact.get("observations", ()) if "text" in line)
        shown = (line for line in stated if line["place"] in places)
        return (line for line in shown if line_key(line) not in chosen)


def fallen(line: Line, state: ObservationState | None, new: Line) -> Sort | None:
    """What became of an earlier value: nothing where the same stands, whatever line says it."""
    if state:
        return FALLEN.get(state)
    if not new:
        return Sort.REMOVED
    return None if lines_said([line]) == lines_said([new]) else Sort.CORRECTED


def changed(fact: Line, then: Edition, now: Edition) -> Sort | None:
    """What became of a fact's value between a page and now."""
    key, view = fact["key"], now[fact["key"]]
    if sort := sort_of(then, now, key):
        return sort
    records = [observation_record(o, view.fact, now.language) for o in view.chosen]
    before = fact.get("chosen", ())
    if lines_said(before) == lines_said(records):
        return None if fact.get("currency") == view.fact.currency else Sort.CORRECTED
    if not records:
        return Sort.REMOVED
    starts = [dates.parse_date(line["on"]).first for line in before]
    moved = starts and max(o.true.begins for o in view.chosen) > max(starts)
    return Sort.UPDATED if moved else Sort.CORRECTED


def lines_said(lines: Iterable[Line]) -> list[tuple[Any, ...]]:
    """What observations say, however it was typed; how it prints may change with the program."""
    return [(meaning(line.get("value")), line["on"], line.get("until")) for line in lines]


def line_key(line: Line) -> tuple[Any, ...]:
    """What tells one line of a fact from the others, whatever its place."""
    return (meaning(line.get("value")), line["on"], line["reported"], *line["source"])


@lru_cache(maxsize=1024)
def meaning(written: str | None) -> str:
    """A value however it was typed: 1200 is 1,200, and `no more than 5` is `at most 5`."""
    text = " ".join((written or "").split())
    with suppress(WordError):
        return str(quantity.parse_quantity(text))
    with suppress(WordError):
        return dates.parse_date(text).text
    return text


def after(view: View, tongue: Language) -> dict[str, Any]:
    """What a fact reads by now, and since which report; one that has lapsed tells its end too."""
    text = told_value(view, tongue) if view.chosen else ""
    if view.standing is Standing.LAPSED:
        text = f"{text}, {ended(view, tongue)}"
    source = tuple(str(c) for c in view.citations)
    reported = view.reported.isoformat() if view.reported else None
    return {"after": text, "source": source, "reported": reported}
