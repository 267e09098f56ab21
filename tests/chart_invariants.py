"""What holds of every chart, whatever data it is drawn from: read from what was drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from asof.charts import mpl as library
from asof.charts.canvas import Canvas
from asof.charts.descriptions import alternative_text
from asof.ledger.printing import printed

EDGE = 0.75  # points: half of a line's width may reach the edge
LEADING = 2.5  # points that the boxes of lines set close together share: no letter fills its line
LEGIBLE = 8.0  # points


def faults(page: Canvas) -> list[str]:
    """What a chart does that none may do, in words."""
    figure: Any = library.figure_of(page.axes)
    canvas: Any = FigureCanvasAgg(figure)
    renderer = canvas.get_renderer()
    with rc_context({"text.hinting": "no_hinting"}):  # for a page, letters are not set to pixels
        texts = [
            (text.get_text(), text.get_window_extent(renderer))
            for text in _texts(figure)
            if text.get_visible() and text.get_text().strip()
        ]
    dots = list(_dots(page))
    return [
        *_outside(texts, figure.bbox),
        *_overlapping(texts),
        *_small(figure),
        *_cut(dots, figure.bbox),
        *_covered(texts, [box for box, _ in dots]),
        *_beyond_the_day(page),
        *_unsaid(page),
    ]


def _texts(figure: Any) -> Iterator[Any]:
    yield from figure.findobj(Text)


def _within(box: Bbox, frame: Bbox) -> bool:
    across = frame.x0 - EDGE <= box.x0 and box.x1 <= frame.x1 + EDGE
    return bool(across and frame.y0 - EDGE <= box.y0 and box.y1 <= frame.y1 + EDGE)


def _outside(texts: list[tuple[str, Bbox]], frame: Bbox) -> Iterator[str]:
    for words, box in texts:
        if not _within(Bbox.from_extents(box.x0, box.y0 + 1, box.x1, box.y1 - 1), frame):
            yield f"{words!r} is cut by the sheet"


def _overlapping(texts: list[tuple[str, Bbox]]) -> Iterator[str]:
    for (one, a), (other, b) in combinations(texts, 2):
        wide = min(a.x1, b.x1) - max(a.x0, b.x0)
        tall = min(a.y1, b.y1) - max(a.y0, b.y0)
        if wide > 1 and tall > LEADING:
            yield f"{one!r} and {other!r} overlap by {wide:.1f} × {tall:.1f} points"


def _small(figure: Any) -> Iterator[str]:
    for text in _texts(figure):
        if text.get_text().strip() and text.get_fontsize() < LEGIBLE:
            yield f"{text.get_text()!r} is {text.get_fontsize()} points high"


def _cut(dots: list[tuple[Bbox, Bbox | None]], frame: Bbox) -> Iterator[str]:
    for box, clip in dots:
        if not _within(box, frame) or (clip and not _within(box, clip)):
            yield f"a mark is cut at {box.x0:.1f}, {box.y0:.1f}"


def _dots(page: Canvas) -> Iterator[tuple[Bbox, Bbox | None]]:
    """The boxes of all markers, each with the box that it is cut by, if it is."""
    drawn: Any = page.axes.lines
    for line in drawn:
        if line.get_marker() in ("None", None, "", " ") or not line.get_visible():
            continue
        edge, marker = line.get_markeredgewidth() / 2, line.get_marker()
        half = line.get_markersize() / 2 + edge
        wide, tall = edge if marker == "|" else half, edge if marker == "_" else half
        points = line.get_transform().transform(line.get_xydata())
        for x, y in points[line.get_markevery()] if line.get_markevery() else points:
            box = Bbox.from_extents(x - wide, y - tall, x + wide, y + tall)
            yield box, page.axes.bbox if line.get_clip_on() else None


def _covered(texts: list[tuple[str, Bbox]], dots: list[Bbox]) -> Iterator[str]:
    for words, box in texts:
        inner = Bbox.from_extents(box.x0, box.y0 + LEADING, box.x1, box.y1 - LEADING)
        if any(Bbox.intersection(inner, dot) is not None for dot in dots):
            yield f"{words!r} stands upon a mark"


def _beyond_the_day(page: Canvas) -> Iterator[str]:
    """A heavy solid line in time that goes beyond the edition's day."""
    if "time" not in page.layout.value:
        return
    day = page.reader.day.toordinal()
    drawn: Any = page.axes.lines
    for line in drawn:
        along = line.get_transform() == page.axes.transData and line.get_linestyle() == "-"
        if along and line.get_linewidth() > 1 and max(line.get_xdata(), default=0) > day + 1:
            yield f"a line goes on {max(line.get_xdata()) - day:.0f} days beyond the day"


def _unsaid(page: Canvas) -> Iterator[str]:
    """A value that is drawn and not told; of many values the notable ones are."""
    language = page.reader.language
    told = alternative_text(page.shown, language)
    for fact in page.shown:
        for o in fact.said if len(fact.said) <= 12 else (fact.said[0], fact.said[-1]):
            if (words := printed(o.value, fact.view.fact, language)) not in told:
                yield f"{words!r} is drawn and not told"
