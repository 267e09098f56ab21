"""The words that a chart's own code writes among its marks, without what facts supply of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from asof.charts.canvas import Canvas
from asof.charts.chart_file import ChartFile
from asof.charts.visible_marks import all_axes
from asof.ledger.printing import printed, time_in
from asof.ledger.shown import showable
from asof.page.document import DrawnWords
from asof.quantity import Quantity

if TYPE_CHECKING:
    from matplotlib.text import Text

WRITERS = ("bar_label", "pie", "pie_label", "clabel", "table", "annotate", "text")
SUPPLIED = "\ufffc"  # in the place of what a fact says: it joins no words
NUMBER = re.compile(r"\d+(?:[ ,.'\u00a0\u2009\u202f]\d+)*")
THOUSANDS = re.compile(r"[ ,.'\u00a0\u2009\u202f](?=\d{3}(?!\d))")


def own_words(source: ChartFile, page: Canvas) -> Iterator[DrawnWords]:
    """What an author's code writes at marks, each at the line that wrote it where that is known.

    Titles, axes and keys are no values; what the helpers write they have from facts.
    """
    texts = [text for text in _written(page) if any(map(str.isdigit, text.get_text()))]
    if not texts:
        return
    phrases, numbers = list(_phrases(page)), set(_numbers(page))
    for text in texts:
        words = text.get_text()
        place = source.naming(words, *WRITERS)
        for phrase in phrases:
            words = words.replace(phrase, SUPPLIED)
        words = NUMBER.sub(lambda m: SUPPLIED if _plain(m[0]) in numbers else m[0], words)
        if any(map(str.isdigit, words)):
            yield DrawnWords(place, words)


def _written(page: Canvas) -> Iterator[Text]:
    """The texts at marks that no helper wrote."""
    for axes in all_axes(page.figure):
        cells = (cell.get_text() for table in axes.tables for cell in table.get_celld().values())
        for text in (*axes.texts, *cells):
            if text.get_visible() and not any(text is each for each in page.written):
                yield text
    yield from page.figure.texts


def _phrases(page: Canvas) -> Iterator[str]:
    """Values and times as the page prints them, the longest first."""
    language, found = page.reader.language, set[str]()
    for view in page.reader.views:
        for o in showable(view):
            found.add(printed(o.value, view.fact, language))
            found |= {time_in(o.true, language, short=short) for short in (False, True)}
    yield from sorted(filter(None, found), key=len, reverse=True)


def _numbers(page: Canvas) -> Iterator[str]:
    """The numbers of exact values, plain: of others a number alone says more than is known."""
    for view in page.reader.views:
        for o in showable(view):
            if isinstance(o.value, Quantity) and o.value.exact:
                yield f"{o.value.nominal.normalize():f}"


def _plain(number: str) -> str:
    """A number without the marks between its thousands."""
    return THOUSANDS.sub("", number).replace(",", ".")
