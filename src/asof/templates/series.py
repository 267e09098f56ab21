"""What a page tells of its edition's place in a series: number, period, the next one, the last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from asof import dates
from asof.briefing.definition import Briefing
from asof.briefing.series import NumberedEdition
from asof.diagnostics import Finding, Severity
from asof.ledger.trace import RecordingEdition
from asof.templates.environment import Literal
from asof.templates.texts import Texts

RULE = "off-series"
PIECES = ("number", "period", "next", "supersedes")
UNCOUNTED = ("period", "next")  # of a series without numbers
IN_RHYTHM = "print it for a day of the series, or change its 'every'"
IN_TABLE = "add its line to data/editions.yaml, or print it for a day that stands there"


@dataclass(frozen=True, slots=True)
class PlaceInSeries:
    """Which edition of its series a page is; nothing of it where it has no series."""

    briefing: Briefing
    reader: RecordingEdition

    @property
    def edition(self) -> NumberedEdition | None:
        """The edition as its series counts it."""
        return self.briefing.numbered(self.reader.day) if self.briefing.series else None

    def pieces(self) -> dict[str, str]:
        """Its number, the period covered, the next day and the number before, in words."""
        told, language = self.edition, self.reader.language
        if told is None:
            return dict.fromkeys(PIECES, "")
        begin, end = dates.ends(told.period)
        same = begin == end and begin is not None
        return {
            "number": told.number,
            "period": language.date(begin) if same and begin else language.span(begin, end),
            "next": language.date(dates.when_on(told.next)) if told.next else "",
            "supersedes": told.supersedes,
        }

    def head(self, texts: Texts) -> dict[str, Any]:
        """What stands in the head of the page."""
        told, series, word = self.edition, self.briefing.series, self.reader.language.word
        if told is None or series is None:
            return {"line": Markup(), "short": Markup(), "about": [], "note": None}
        name, number = texts.inline(series.name), str(escape(told.number))
        if not number:
            about = list(self._about(told))
            return {"line": name or Markup(), "short": Markup(), "about": about, "note": None}
        line = (
            word("numbered_in", series=name, number=number)
            if name
            else word("numbered", number=number)
        )
        return {
            "line": Markup(line),
            "short": Markup(word("edition_number", number=number)),
            "about": list(self._about(told)),
            "note": texts.inline(told.note),
        }

    def _about(self, told: NumberedEdition) -> Iterator[Markup]:
        """What it covers, where that is more than its day; when the next is due; the one before."""
        word, words, series = self.reader.language.word, self.pieces(), self.briefing.series
        covers = told.period != dates.when_on(told.day)
        if covers and series and (series.number or series.period):
            yield Markup(word("labelled", label=word("period_covered"), value=words["period"]))
        if told.next and not self.briefing.next_update:
            yield Markup(word("labelled", label=word("next_update"), value=words["next"]))
        if told.supersedes:
            yield Markup(word("supersedes", number=str(escape(told.supersedes))))

    def findings(self) -> Iterator[Finding]:
        """That its series has no edition of its day, and which ones are near."""
        series, day = self.briefing.series, self.reader.day
        if series is None or series.number is None or self.edition:
            return
        near = ", ".join(f"no. {e.number} is of {e.day}" for e in series.around(day))
        told = f"the series has no edition of {day}{near and f': {near}'}"
        hint = IN_TABLE if series.in_table else IN_RHYTHM
        yield Finding(RULE, Severity.WARNING, series.place, told, hint)


@dataclass(frozen=True, slots=True, eq=False)
class EditionInTexts(Mapping[str, Literal | str]):
    """What texts may print of their edition, made when asked for: no fact, and no bare figure."""

    place: PlaceInSeries

    def __getitem__(self, name: str) -> Literal | str:
        reader = self.place.reader
        if name == "day":
            return Literal(reader.language.date(dates.when_on(reader.day)))
        if name not in self.names:
            raise KeyError(name)
        words = self.place.pieces()[name]
        return Literal(words) if words else ""

    @property
    def names(self) -> tuple[str, ...]:
        """What there is to tell: its day alone, or what its series counts and knows beforehand."""
        series = self.place.briefing.series
        if series is None or series.on_change:
            return ("day",)
        return ("day", *(PIECES if series.number else UNCOUNTED))

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)
