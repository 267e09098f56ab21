"""Whether anything of a figure is seen: marks, pictures and words, in any of its axes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from asof.charts import mpl as library

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase

MARKS = ("lines", "patches", "collections", "images", "texts", "tables", "artists")


def is_drawn_on(figure: FigureBase) -> bool:
    """Whether a reader sees anything but empty axes."""
    return any(map(_is_seen, _marks(figure)))


def all_axes(figure: FigureBase) -> Iterator[Axes]:
    """The axes of a figure, those of insets and of scales beside another included."""
    everything: Any = figure
    waiting = list(everything.axes)
    while waiting:
        axes = waiting.pop(0)
        yield axes
        waiting += axes.child_axes


def _marks(figure: FigureBase) -> Iterator[Artist]:
    """What may be seen: of the figure itself, of its axes, of its parts."""
    yield from chain(figure.lines, figure.patches, figure.artists, figure.images, figure.texts)
    for axes in all_axes(figure):
        if axes.get_visible():
            yield from chain.from_iterable(getattr(axes, marks) for marks in MARKS)
    for part in figure.subfigs:
        yield from _marks(part)


def displayed_words(figure: FigureBase) -> Iterator[str]:
    """The words that a reader sees, in no order."""
    from matplotlib.text import Text

    shown: Any = figure.findobj(Text)
    return (text.get_text() for text in shown if text.get_visible())


def _is_seen(artist: Artist) -> bool:
    """Whether one mark has anything to show: no words, no finite point and no path show nothing."""
    from matplotlib.collections import Collection
    from matplotlib.lines import Line2D
    from matplotlib.quiver import Barbs, Quiver
    from matplotlib.text import Text

    if not artist.get_visible():
        return False
    if isinstance(artist, Text):
        return bool(artist.get_text().strip())
    if isinstance(artist, Line2D):
        return library.any_finite(artist.get_xydata())
    if isinstance(artist, Collection):
        shaped = isinstance(artist, Quiver | Barbs) or bool(artist.get_paths())
        return shaped and library.any_finite(artist.get_offsets())
    return True
