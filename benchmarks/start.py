"""How long the short commands take."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from measure import ROOT, Cost, Place, Row, Rows, asof, forget, in_turn, most, run, seconds


def measured(place: Place) -> Rows:
    """The help, and the list of this repository's own briefings and of all ridings."""
    ridings = place.workspace(place.ridings)
    cases = {
        "`asof --help`": partial(run, asof("--help")),
        "`asof list`": partial(run, asof("list"), ROOT),
        RIDINGS: partial(again, ridings),
        f"{RIDINGS}, nothing read before": partial(anew, ridings),
    }
    in_turn(1, cases)
    for name, costs in in_turn(5 * place.rounds, cases).items():
        if name in AIMS:
            yield most(name, seconds(costs), AIMS[name])
        else:
            yield Row(name, f"{seconds(costs):.2f} s")


RIDINGS = "`asof list` of the ridings"
AIMS = {"`asof --help`": 0.15, "`asof list`": 0.3, RIDINGS: 0.3}


def again(workspace: Path) -> Cost:
    """The list of a workspace whose data were read before."""
    run(asof("list"), workspace)
    return run(asof("list"), workspace)


def anew(workspace: Path) -> Cost:
    """The list of a workspace that nothing was read of."""
    forget(workspace / "build")
    return run(asof("list"), workspace)
