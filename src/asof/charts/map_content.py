"""What a map shows: the areas of a file, the facts about them, and whose the shapes are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from asof.charts import descriptions as told
from asof.charts.geojson import Area
from asof.charts.hedge_marks import shape_of
from asof.charts.map_classes import Classes
from asof.diagnostics import WordError, meant
from asof.language import Language, with_capital
from asof.ledger.rules_of_time import View

Facts = Mapping[str, View] | Iterable[View] | View
Words = str | Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapContent:
    """The areas of a map, the facts about them by their codes, its classes and its credit.

    `named` is the property that holds the names of areas.
    """

    areas: tuple[Area, ...]
    views: Mapping[str, View]
    classes: Classes
    credit: str
    named: str

    @property
    def language(self) -> Language:
        """The language of the edition."""
        return self.classes.language

    def name(self, area: Area) -> str:
        """What an area is called."""
        return area.called(self.named, self.language.short)

    def figure(self, area: Area) -> str:
        """The value of an area as it is printed; empty where nothing is known."""
        view = self.views.get(area.code)
        known = view is not None and view.standing.printable and view.chosen
        return told.values(view, view.chosen, self.language) if view and known else ""

    def remarks(self) -> Iterator[str]:
        """What a listener is told besides all values: the extremes, and what has no figure."""
        if extremes := self._extremes():
            said = self.language.word("trend_extremes", **extremes)
            yield f"{with_capital(said)}."
        if without := [self.name(area) for area in self.areas if not self.figure(area)]:
            yield self.language.word("areas_without", names=", ".join(without)) + "."

    def _extremes(self) -> Mapping[str, str]:
        """The areas of the highest and of the lowest value, where each value is one number."""
        points: dict[float, list[str]] = {}
        for area in filter(self.figure, self.areas):
            shapes = [shape_of(o) for o in self.views[area.code].chosen]
            if len(shapes) > 1 or not shapes[0] or shapes[0].wide:
                return {}
            named = f"{self.name(area)} ({self.figure(area)})"
            points.setdefault(shapes[0].point, []).append(named)
        ends = {"highest": max, "lowest": min} if len(points) > 1 else {}
        return {which: ", ".join(points[end(points)]) for which, end in ends.items()}


def facts_by_area(facts: Facts, areas: Sequence[Area], file: str) -> dict[str, View]:
    """The facts by the codes of their areas; raises WordError where one has none, or shares it."""
    codes = {area.code: area.code for area in areas}
    by_key = codes if isinstance(facts, Mapping) else {_folded(code): code for code in codes}
    found: dict[str, View] = {}
    for part, view in _parts(facts):
        code = by_key.get(part)
        if code is None:
            hint = meant(part, by_key) or "tell which fact is of which area: {'CODE': fact}"
            raise WordError(f"no area '{part}' in {file} for '{view.key}'", hint)
        if code in found:
            raise WordError(
                f"'{view.key}' and '{found[code].key}' are of one area", "draw a map of each"
            )
        found[code] = view
    if not found:
        raise WordError("this map has no facts", "name a pattern that matches some")
    return found


def _parts(facts: Facts) -> Iterator[tuple[str, View]]:
    """What tells the area of each fact: its code, or the last part of the fact's key."""
    if isinstance(facts, Mapping):
        given = [(str(code), view) for code, view in facts.items()]
    else:
        each = [facts] if isinstance(facts, View) else list(facts)
        given = [(str(getattr(view, "key", "")).rpartition(".")[2], view) for view in each]
    if not all(isinstance(view, View) for _, view in given):
        raise WordError("these are no facts", "write such as edition.matching('cases.*')")
    yield from given


def _folded(code: str) -> str:
    """A code as a fact's key can have it: CA-ON is ca_on."""
    return re.sub(r"[^a-z0-9]+", "_", code.casefold())


def credit_in(words: Words, language: Language) -> str:
    """Whose the shapes are; raises WordError where nothing says so in a language."""
    said = words if isinstance(words, str) else words.get(language.tag, words.get(language.short))
    if not said or not said.strip():
        hint = "write credit='…': who made the shapes, and in which year"
        raise WordError(f"this map has no credit in '{language.short}'", hint)
    return language.typeset(language.word("map_credit", credit=said.strip()))
