"""One chart begun and finished: a sheet in our style, its scales and labels settled last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from asof.charts import mpl as library
from asof.charts.canvas import HEIGHT, SHEETS, Canvas
from asof.charts.layout import finish
from asof.charts.map_folder import MapFolder
from asof.form import COLUMN, THEME_LOOK, Look
from asof.ledger.trace import RecordingEdition


@contextmanager
def canvas(
    reader: RecordingEdition,
    height: float | None = None,
    width: float = COLUMN,
    look: Look = THEME_LOOK,
    maps: MapFolder | None = None,
) -> Iterator[Canvas]:
    """A sheet to draw on in our style; scales and labels are settled when the block ends.

    Width and height are in points, for type of SIZE points: a page that has larger type shows a
    narrower sheet, magnified.
    """
    with library.style(look):
        axes = library.empty_figure(width, height or HEIGHT).add_subplot()
        made = Canvas(axes, reader, asked_height=height, maps=maps)
        SHEETS[axes] = made
        try:
            yield made
            made.resize(made.size[1])
            finish(made)
        finally:
            del SHEETS[axes]
