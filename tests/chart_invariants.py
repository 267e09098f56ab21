"""What holds of every chart, whatever data it is drawn from: read from what was drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox, IdentityTransform

from asof.charts import mpl as library
from asof.charts.canvas import Canvas, Layout
from asof.charts.data_points import data_series
from asof.charts.descriptions import alternative_text
from asof.charts.hedge_marks import shape_of
from asof.charts.label_placement import LINE
from asof.charts.panels import Panels
from asof.charts.reference_line import ReferenceLine
from asof.ledger.printing import printed
from asof.ledger.shown import ShownFact

Span = tuple[float, float]

EDGE = 0.75  # points: half of a line's width may reach the edge
LEADING = 2.5  # points that the boxes of lines set close together share: no letter fills its line
LEGIBLE = 8.0  # points
BESIDE = 16.0  # points from a mark, with an arrow or a ring, to its label


def faults(page: Canvas, *, sums: bool = False) -> list[str]:
    """What a chart does that none may do, in words; of one of sums no part is at its own value."""
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
        *(() if sums else _astray(page, renderer)),
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


def _lines(page: Canvas) -> Iterator[Any]:
    """All lines of a chart, those of its panels too."""
    for axes in page.figure.axes:
        yield from axes.lines


def _dots(page: Canvas) -> Iterator[tuple[Bbox, Bbox | None]]:
    """The boxes of all markers, each with the box that it is cut by, if it is."""
    for line in _lines(page):
        if line.get_marker() in ("None", None, "", " ") or not line.get_visible():
            continue
        edge, marker = line.get_markeredgewidth() / 2, line.get_marker()
        half = line.get_markersize() / 2 + edge
        wide, tall = edge if marker == "|" else half, edge if marker == "_" else half
        points = line.get_transform().transform(line.get_xydata())
        for x, y in points[line.get_markevery()] if line.get_markevery() else points:
            box = Bbox.from_extents(x - wide, y - tall, x + wide, y + tall)
            yield box, line.axes.bbox if line.get_clip_on() else None
    yield from _arrows(page)


def _arrows(page: Canvas) -> Iterator[tuple[Bbox, None]]:
    """The boxes of arrows to the side on which a true number is."""
    found: list[Any] = page.figure.findobj(Annotation)
    for arrow in (each for each in found if each.arrow_patch):
        x, y = arrow.axes.transData.transform(arrow.xy)
        across, up = arrow.xyann
        yield (
            Bbox([(min(x, x + across), min(y, y + up)), (max(x, x + across), max(y, y + up))]),
            None,
        )


def _covered(texts: list[tuple[str, Bbox]], dots: list[Bbox]) -> Iterator[str]:
    for words, box in texts:
        inner = Bbox.from_extents(box.x0, box.y0 + LEADING, box.x1, box.y1 - LEADING)
        if any(Bbox.intersection(inner, dot) is not None for dot in dots):
            yield f"{words!r} stands upon a mark"


def _beyond_the_day(page: Canvas) -> Iterator[str]:
    """A heavy solid line in time that goes beyond the edition's day."""
    if "time" not in page.layout.value and page.layout is not Layout.PANELS:
        return
    day = page.reader.day.toordinal()
    for line in _lines(page):
        along = line.get_transform() == line.axes.transData and line.get_linestyle() == "-"
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


# Labels at their values and moments


def _astray(page: Canvas, renderer: Any) -> Iterator[str]:
    """A value of a chart of counts that is written elsewhere than at what is drawn of it."""
    for axes, facts in _plots(page):
        at: dict[str, list[Bbox]] = defaultdict(list)
        for fact in facts:
            across = axes.get_xlim() if _is_line_across(fact, page) else ()
            for words, days, ends in _stated(fact, page):
                xs = min(days + across), max(days + across)
                corners = axes.transData.transform(list(zip(xs, ends, strict=True)))
                at[words].append(Bbox(corners))
        hairs = [line for line in axes.lines if isinstance(line.get_transform(), IdentityTransform)]
        for block in _blocks(axes, renderer):
            for words in at.keys() & block.values:
                if not any(_names(block.box, mark, hairs) for mark in at[words]):
                    yield f"{words!r} stands away from its mark"


def _plots(page: Canvas) -> Iterator[tuple[Any, list[ShownFact]]]:
    """The axes on which facts are counted over time, with the facts of each."""
    if page.layout is Layout.COUNTS:
        yield page.axes, list(page.shown)
    if isinstance(page.gathering, Panels):
        for panel in page.gathering.panels:
            yield panel.axes, [fact for fact in page.shown if fact.view is panel.view]


def _is_line_across(fact: ShownFact, page: Canvas) -> bool:
    lines = [each for each in page.across if isinstance(each, ReferenceLine)]
    return any(line.view.key == fact.key for line in lines)


def _stated(fact: ShownFact, page: Canvas) -> Iterator[tuple[str, Span, Span]]:
    """The words of each number that was drawn, the days when it was so, and how much it is."""
    said = sorted(fact.said, key=lambda o: o.true.begins)
    wide = data_series(fact.view, page.reader.day).width  # of a column, which ends on its day
    for o in said:
        if shape := shape_of(o):
            later = [each.true.begins for each in said if each.true.begins > o.true.begins]
            ends = o.true.begins, o.true.last or min([*later, page.reader.day])
            days = [min(day, page.reader.day).toordinal() for day in (o.true.first, *ends)]
            times = min(days) - float(wide), max(days) + 1.0
            words = printed(o.value, fact.view.fact, page.reader.language)
            yield words, times, (shape.low, shape.high)


@dataclass
class Block:
    """Lines of words that were written together, and the values that they state.

    A value is strong, on lines of its own: what is strong below that goes on with it.
    """

    values: list[str]
    box: Bbox
    foot: float
    strong: bool

    def go_on(self, text: Any, box: Bbox) -> None:
        """Take in the words of the same line, or of the next."""
        begun, words = self.strong, text.get_text()
        self.strong, self.foot = _strong(text), text.get_position()[1]
        self.box = Bbox.union([self.box, box])
        if begun and self.strong:
            self.values[-1] += f" {words}"
        elif self.strong:
            self.values.append(words)


def _blocks(axes: Any, renderer: Any) -> list[Block]:
    """The labels of axes: a line that stands just below the one before belongs to it."""
    found: list[Block] = []
    for text in axes.texts:
        box, foot = text.get_window_extent(renderer), text.get_position()[1]
        last = found[-1] if found else None
        if last and (last.foot == foot or abs(last.foot - foot - LINE) < 0.01):
            last.go_on(text, box)
        else:
            strong = _strong(text)
            found.append(Block([text.get_text()] * strong, box, foot, strong))
    return found


def _strong(text: Any) -> bool:
    return bool(text.get_weight() == library.STRONG)


def _names(label: Bbox, mark: Bbox, hairs: list[Any]) -> bool:
    """Whether a label stands beside a mark, or is joined to it by a hairline."""
    if _near(label, mark):
        return True
    for hair in (each for each in hairs if len(each.get_xdata()) == 2):
        begin, end = (Bbox.from_extents(*at, *at) for at in zip(*hair.get_data(), strict=True))
        if _near(label, end) and _near(begin, mark):
            return True
    return False


def _near(one: Bbox, other: Bbox) -> bool:
    across = max(one.x0, other.x0) - min(one.x1, other.x1)
    return bool(across < BESIDE and max(one.y0, other.y0) - min(one.y1, other.y1) < BESIDE)
