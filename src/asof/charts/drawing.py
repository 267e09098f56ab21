"""One chart begun and finished: a sheet in our style, its scales and labels settled last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from asof.charts import mpl as library
from asof.charts import scales
from asof.charts.canvas import HEIGHT, SHEETS, WIDTH, Canvas
from asof.charts.layout import finish
from asof.form import THEME_COLOURS, Palette
from asof.ledger.trace import RecordingEdition


@contextmanager
def canvas(
    reader: RecordingEdition,
    height: float | None = None,
    width: float = WIDTH,
    palette: Palette = THEME_COLOURS,
) -> Iterator[Canvas]:
    """A sheet to draw on in our style; scales and labels are settled when the block ends.

    Width and height are in points, for type of SIZE points: a page that has larger type shows a
    narrower sheet, magnified.
    """
    with library.style(palette):
        axes = library.empty_figure(width, height or HEIGHT).add_subplot()
        made = Canvas(axes, reader)
        SHEETS[axes] = made
        _prepare(made)
        try:
            yield made
            finish(made)
        finally:
            del SHEETS[axes]


def _prepare(made: Canvas) -> None:
    """Let a chart that sets its own marks tell them apart in grey, and speak its language."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    made.axes.set_prop_cycle(**library.series())
    made.axes.yaxis.set_major_locator(MaxNLocator(nbins=3))
    for axis in (made.axes.xaxis, made.axes.yaxis):
        told = FuncFormatter(lambda value, _: scales.axis_number(value, made.reader.language))
        axis.set_major_formatter(told)
        axis.isDefault_majfmt = True  # days and words still bring their own
