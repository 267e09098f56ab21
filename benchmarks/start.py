"""How long the short commands take."""

from __future__ import annotations

from functools import partial

from measure import ROOT, Place, Rows, asof, in_turn, most, run, seconds

AIMS = {"--help": 0.15, "list": 0.3}


def measured(place: Place) -> Rows:
    """The help, and the list of this repository's own briefings and of all ridings."""
    ridings = place.workspace(place.ridings)
    cases = {
        ("--help", ""): partial(run, asof("--help")),
        ("list", ""): partial(run, asof("list"), ROOT),
        ("list", ", of the ridings"): partial(run, asof("list"), ridings),
    }
    in_turn(1, cases)
    for (word, where), costs in in_turn(5 * place.rounds, cases).items():
        yield most(f"`asof {word}`{where}", seconds(costs), AIMS[word])
