"""What a drawing shows: of each fact, the observations that were drawn.

Its alternative text, its sources and its record all come from this, and from nothing that was only
read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from asof.ledger.facts import Observation
from asof.ledger.rules_of_time import View


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact and those of its observations that a drawing shows, in the order of time."""

    view: View
    said: tuple[Observation, ...]

    @property
    def key(self) -> str:
        """The fact's key."""
        return self.view.key


def showable(view: View) -> tuple[Observation, ...]:
    """The observations of a fact that a page may show."""
    return *view.history, *(o for o in view.chosen if o not in view.history), *view.claims


def gathered(drawn: Iterable[tuple[View, Iterable[Observation]]]) -> tuple[ShownFact, ...]:
    """What was drawn, each fact once, in the order of drawing."""
    views: dict[str, View] = {}
    said: dict[str, list[Observation]] = {}
    for view, observations in drawn:
        views[view.key] = view
        said.setdefault(view.key, []).extend(observations)
    return tuple(_in_order(view, said[key]) for key, view in views.items() if said[key])


def _in_order(view: View, said: list[Observation]) -> ShownFact:
    return ShownFact(view, tuple(o for o in showable(view) if o in said))
