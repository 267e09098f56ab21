"""What hedged figures allow, a row each, against one ruler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asof.charts import descriptions as told
from asof.charts.canvas import BAR, BLOCK, ROW, Canvas, Layout, on, view_named
from asof.charts.hedge_marks import Shape, marker_fill, open_end, shape_of
from asof.charts.mpl import hairline_colour, ink_colour, quiet_colour
from asof.charts.step_chart import Told, headline
from asof.charts.text_runs import DOT, Line, phrase, unbroken
from asof.ledger.facts import Observation
from asof.ledger.printing import time_in
from asof.ledger.rules_of_time import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def ranges(axes: Axes, *facts: Told) -> None:
    """Draw what figures of one unit allow, on one scale: a dot, a bar, an arrow to one side.

    A claim is a triangle. The figures are not compared, only set against the same ruler.
    """
    for view in [v for fact in facts if (v := view_named(axes, fact))]:
        for o in (*view.chosen, *view.claims):
            shape = shape_of(o)
            if shape is not None:
                _ranged(on(axes, Layout.AMOUNTS), view, o, shape)


def _ranged(sheet: Canvas, view: View, o: Observation, shape: Shape) -> None:
    axes, sheet.scale = sheet.axes, True
    sheet.show(view, [o])
    y = sheet.row(_figure(sheet, view, o), ROW)
    sheet.space(BLOCK / 2)
    axes.axhline(y, color=hairline_colour(), lw=0.5, zorder=0)
    tone = quiet_colour() if o.claim else ink_colour()
    if shape.wide:
        axes.barh(y, shape.high - shape.low, BAR, shape.low, color="white", edgecolor=tone, lw=1)
    open_end(sheet, (shape.high, y), shape, DOT + 1)
    if not shape.wide:
        marker = "^" if o.claim else "o"
        axes.plot(
            [shape.point], [y], marker, ms=2 * DOT, mew=1, mec=tone, mfc=marker_fill(shape.hollow)
        )


def _figure(sheet: Canvas, view: View, o: Observation) -> tuple[Line, ...]:
    language, wide = sheet.reader.language, sheet.column
    tail = [told.claim_words(o, language)] if o.claim else []
    tail.append(unbroken(time_in(o.true, language, short=True), wide))
    return phrase(headline(sheet, view, [o], live=not o.claim), ", ".join(tail), wide)
