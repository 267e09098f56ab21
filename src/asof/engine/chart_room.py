"""The charts that a page has no room for, and how low they have to be to stand on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from math import floor
from pathlib import PurePosixPath
from typing import Any

from asof.engine.laid_page import POINT, LaidDocument, LaidLeaf, LaidPage, box_kinds
from asof.engine.page_breaks import in_flow
from asof.page.loads import asset_name, picture_url

LOWER = 0.75  # of its height: what a chart keeps where it gives way to the page before
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
WHITE = 12.0  # points around the words of a figure, and around each heading
ROOT = 3  # the boxes of the page, of html and of body


@dataclass(frozen=True, slots=True)
class LowerChart:
    """A chart by its name, the page that it could stand on, and how high it is then, in points."""

    name: str
    page: int
    height: float

    def stands_on(self, laid: LaidDocument) -> bool:
        """Whether it stands on that page, or on one before it, and whole."""
        return any(
            chart.name == self.name and number <= self.page and not chart.excess > 0
            for number, page in enumerate(laid.pages)
            for chart in _charts(page, laid)
        )


def lower_charts(laid: LaidDocument) -> Iterator[LowerChart]:
    """The charts that are higher than their page, and those that have just no room before it."""
    for number, page in enumerate(laid.pages):
        for chart in _charts(page, laid):
            height = floor(_whole_page(page) - _words_of(chart, laid))
            if chart.least <= height < chart.high:
                yield LowerChart(chart.name, number, height)
    for number, (before, after) in enumerate(pairwise(laid.pages)):
        for chart in _charts(after, laid):
            height = floor(_room(before, after) - chart.rest)
            if chart.begins and max(chart.least, LOWER * chart.high) <= height < chart.high:
                yield LowerChart(chart.name, number, height)


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """A chart on its page, in a figure with words around it; `least` is how high it has to be."""

    leaf: LaidLeaf
    page: LaidPage
    name: str
    least: float

    @property
    def figure(self) -> Any:
        """The box of all that is kept together with it."""
        figures = (box for box in self.leaf.around if box.element_tag == "figure")
        return next(figures, self.leaf.box)

    @property
    def high(self) -> float:
        """How high it is, in points."""
        return float(self.leaf.box.height * POINT)

    @property
    def rest(self) -> float:
        """How high all that stands with it is, from the head of its page down, in points."""
        head = float(self.page[0].around[0].content_box_y())
        return (_foot(self.figure) - head) * POINT - self.high

    @property
    def excess(self) -> float:
        """By how many points it and its words reach beyond the foot of their page."""
        return (_foot(self.figure) - _end(self.page)) * POINT

    @property
    def begins(self) -> bool:
        """Whether nothing stands before it on its page but what leads to it."""
        before = self.page[: self.page.index(self.leaf)]
        others = (leaf for leaf in _flowing(before) if self.figure not in leaf.around)
        return all(map(_is_heading, others))


def _charts(page: LaidPage, laid: LaidDocument) -> Iterator[PlacedChart]:
    """The charts of a page that do not stand in columns, where what follows is no page."""
    for leaf in page:
        name = "" if leaf.text or leaf.element is None else asset_name(picture_url(leaf.element))
        if name in laid.document.least_heights and not any(b.is_column for b in leaf.around):
            least = laid.document.least_heights[name]
            yield PlacedChart(leaf, page, PurePosixPath(name).stem, least)


def _whole_page(page: LaidPage) -> float:
    """How high the room of a page is, in points."""
    return float(page[0].around[0].height * POINT)


def _words_of(chart: PlacedChart, laid: LaidDocument) -> float:
    """How high are the words in the figure of a chart, and the headings that lead to it.

    One that is higher than a page is cut, and its words may stand on several.
    """
    flow = [leaf for page in laid.pages for leaf in _flowing(page)]
    own = [leaf for leaf in flow if _within(leaf, chart.figure.element) and leaf.text]
    first = min((flow.index(leaf) for leaf in own), default=flow.index(chart.leaf))
    led = [*takewhile(_is_heading, reversed(flow[:first]))]
    lines = {(id(leaf.around[0]), leaf.line.position_y): leaf.line.height for leaf in own + led}
    white = WHITE if own or led else 0.0
    return float(sum(lines.values()) * POINT + white * (1 + len(led)))


def _within(leaf: LaidLeaf, element: Any) -> bool:
    return any(box.element is element for box in leaf.around)


def _is_heading(leaf: LaidLeaf) -> bool:
    return bool(HEADINGS.intersection(box.element_tag for box in leaf.around))


def _room(before: LaidPage, after: LaidPage) -> float:
    """The points at the foot of a page for what begins the next one, less the white above that."""
    flowing = _flowing(before)
    last = max(flowing, key=_lowest, default=None)
    first = next(iter(_flowing(after)), None)
    if last is None or first is None:
        return 0.0
    begun = _without(first, last)
    over = max((_length(box, "margin_top") for box in begun), default=0.0)
    under = max((_length(box, "margin_bottom") for box in _without(last, first)), default=0.0)
    return float((_end(before) - _lowest(last) - max(over, under)) * POINT)


def _flowing(page: LaidPage) -> list[LaidLeaf]:
    """What stands in the flow of a page, above its footnotes."""
    area = box_kinds().FootnoteAreaBox
    return [leaf for leaf in in_flow(page) if not any(isinstance(b, area) for b in leaf.around)]


def _end(page: LaidPage) -> float:
    """Where the room of a page ends, above its footnotes."""
    area, sheet = box_kinds().FootnoteAreaBox, page[0].around[0]
    notes = [box.position_y for leaf in page for box in leaf.around if isinstance(box, area)]
    return float(min([sheet.content_box_y() + sheet.height, *notes]))


def _lowest(leaf: LaidLeaf) -> float:
    """Where a text or a picture ends, with the white and the rules that end with it."""
    below = sum(box.padding_bottom + box.border_bottom_width for box in leaf.around[ROOT:])
    return _foot(leaf.line) + float(below)


def _foot(box: Any) -> float:
    """Where a box ends."""
    return float(
        box.position_y + (box.height if hasattr(box, "text_overflow") else box.margin_height())
    )


def _without(leaf: LaidLeaf, other: LaidLeaf) -> list[Any]:
    """The boxes around something that do not go on around something else."""
    shared = [box.element for box in other.around]
    return [box for box in leaf.around[ROOT:] if box.element not in shared]


def _length(box: Any, name: str) -> float:
    """A length of a box's style in pixels; none where it depends on other things."""
    length = box.style[name]
    return float(length.value) if getattr(length, "unit", "") == "px" else 0.0
