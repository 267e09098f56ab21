"""Reference lines: a threshold, a target, the level of a year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asof.charts import descriptions as told
from asof.charts import time_axis
from asof.charts.canvas import Canvas, Layout, on, view_named
from asof.charts.hedge_marks import shape_of
from asof.charts.label_placement import NAMED
from asof.charts.mpl import quiet_colour
from asof.charts.scales import x
from asof.charts.step_chart import Told
from asof.charts.text_runs import Anchor, Label, Run, settings_of
from asof.ledger.rules_of_time import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

THICK, DASHES = 1.0, (5.0, 3.0)  # points
CASING = 1.4  # points of white on both sides together: it crosses columns as dark as itself


def reference(axes: Axes, fact: Told, name: str = "") -> None:
    """Draw the value of a fact as a line across a chart of counts over time, with its name.

    It is the name of the fact, or the one that is given. A range is two lines, a dispute one for
    each value.
    """
    view = view_named(axes, fact)
    if view and any(shape_of(o) for o in view.chosen):
        sheet = on(axes, Layout.COUNTS, view)
        sheet.show(view, view.chosen)
        for shape in (shape for o in view.chosen if (shape := shape_of(o))):
            sheet.mark((x(sheet.reader.day),) * 2, (shape.low, shape.high), THICK / 2)
        sheet.across.append(ReferenceLine(view, name))


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A value across a chart, drawn once it is known how far that goes."""

    view: View
    name: str

    def __call__(self, made: Canvas) -> None:
        """Draw the line up to the edition's day, and name it."""
        ends = time_axis.time_drawn(made)
        shapes = [shape for o in self.view.chosen if (shape := shape_of(o))]
        for y in dict.fromkeys(y for shape in shapes for y in (shape.low, shape.high)):
            made.axes.plot(ends, (y, y), color="white", lw=THICK + CASING)
            made.axes.plot(ends, (y, y), color=quiet_colour(), lw=THICK, dashes=DASHES)
            made.mark(ends, (y, y), THICK / 2)
        language = made.reader.language
        name = self.name or told.fact_label(self.view, language)
        look = {"color": quiet_colour(), "lw": THICK, "dashes": DASHES}
        made.name(self.view.key, language.typeset(name), look)
        value = Run(told.values(self.view, self.view.chosen, language), strong=True, quiet=True)
        made.labels.append(
            Label(
                mark=Anchor(ends, (y, y), THICK / 2),
                settings=settings_of((value,)),
                named=settings_of((Run(language.typeset(f"{name}:"), quiet=True), value)),
                series=self.view.key,
                worth=NAMED,
            )
        )
