"""Charts drawn by a child process while texts are filled, for speed alone.

Only a child that fills has one: who prints many editions loads what draws for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from asof import child_process
from asof.charts import mpl as library
from asof.charts.chart_cache import DrawnChart
from asof.form import ChartColumn
from asof.workspace import Workspace

SORT = "chart"
LOAD = ()  # what asks for nothing yet
Draw = Callable[[str, ChartColumn], DrawnChart]


def start_drawing(workspace: Workspace, draw: Draw) -> None:
    """Let a child load what draws, if none has."""
    if child_process.begun(SORT):
        return

    def answer(*asked: Any) -> DrawnChart | None:
        return draw(*asked) if asked else library.bring_in()

    limits = workspace.config.limits
    allowed = child_process.Allowed(limits.seconds, limits.memory)
    child_process.start_child(SORT, answer, allowed, [LOAD])


def ask(names: Iterable[str], column: ChartColumn) -> None:
    """Let the child draw some charts; more can be asked for later."""
    if child := child_process.begun(SORT):
        for name in names:
            child.ask((name, column))


def drawn_there(name: str, column: ChartColumn, here: Callable[[], DrawnChart]) -> DrawnChart:
    """A chart from the child that draws; drawn here where there is none."""
    return child_process.made(SORT, (name, column), here)
