"""What is told beside a page, in its language: what lacks words in it has those of another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from asof.compare.differences import reads_otherwise
from asof.diagnostics import AsofError, Location
from asof.language import Language
from asof.ledger import Fact, Observation, Special, Value, View
from asof.ledger.changes import Change
from asof.ledger.printing import printed, text_in, told_value
from asof.ledger.rules_of_time import ZERO
from asof.quantity import Quantity
from asof.text import Text
from asof.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ViewWords:
    """The language of a view, and the others of its workspace."""

    workspace: Workspace
    tag: str

    @property
    def language(self) -> Language:
        """The language of the view."""
        return self.workspace.language(self.tag)

    @property
    def languages(self) -> Iterator[Language]:
        """The language of the view, and each other one of the workspace behind it."""
        yield self.language
        others = (tag for tag in self.workspace.languages if tag != self.tag)
        yield from map(self.workspace.language, others)

    def text(self, text: Text | None) -> str:
        """The words of a text; empty where there is none."""
        return self.first(lambda spoken: text_in(text, spoken))

    def value(self, view: View) -> str:
        """What an edition prints of a fact."""
        typed = self.language.either([o.written for o in view.chosen])
        return self.first(lambda spoken: told_value(view, spoken), typed)

    def observed(self, o: Observation, fact: Fact) -> str:
        """What a line says; empty where it only takes something back."""
        if o.value is None:
            return ""
        return self.first(lambda spoken: printed(o.value, fact, spoken), o.written)

    def unit(self, fact: Fact) -> str:
        """What the values of a fact count, or in which currency."""
        found = (fact.unit_in(spoken.tag) for spoken in self.languages)
        forms = next((each for each in found if each), None)
        return self.language.unit_alone(forms) if forms else fact.currency or ""

    def changes(self, found: Iterable[Change]) -> tuple[Change, ...]:
        """Those of some changes that show in the language, or of which it lacks the words."""
        return tuple(each for each in found if self._shows(each))

    def _shows(self, change: Change) -> bool:
        try:
            return reads_otherwise(change, self.language)
        except AsofError:
            return True

    def first(self, tell: Callable[[Language], str], otherwise: str = "") -> str:
        """What the first language says that has words for it."""
        for spoken in self.languages:
            try:
                return tell(spoken)
            except AsofError:
                continue
        return otherwise


def bounds_told(value: Value | None) -> dict[str, float | None]:
    """The number that a value states, and between which it may lie; None where it states none."""
    value = ZERO if value is Special.NONE else value
    if not isinstance(value, Quantity):
        return {"number": None, "low": None, "high": None}
    bounds, alone = value.bounds, value.number if not value.high else None
    return {
        "number": float(alone.amount) if alone else None,
        "low": float(bounds.low) if bounds.low.is_finite() else None,
        "high": float(bounds.high) if bounds.high.is_finite() else None,
    }


def place_told(place: Location) -> dict[str, Any]:
    """A place in a file of the workspace."""
    return {"path": place.path, "line": place.line, "column": place.column}
