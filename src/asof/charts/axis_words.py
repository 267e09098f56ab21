"""Axes of an author's own in the page's words: numbers, powers of ten, shares and days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from matplotlib.axis import Axis
from matplotlib.dates import (
    AutoDateFormatter,
    AutoDateLocator,
    ConciseDateFormatter,
    DateFormatter,
    num2date,
)
from matplotlib.ticker import (
    AutoLocator,
    EngFormatter,
    Formatter,
    LogFormatter,
    LogitFormatter,
    MaxNLocator,
    PercentFormatter,
    ScalarFormatter,
)

from asof.charts import scales
from asof.charts.canvas import Canvas
from asof.charts.visible_marks import all_axes
from asof.language import Language

NBSP = "\N{NO-BREAK SPACE}"
NUMBERS = (ScalarFormatter, LogFormatter, LogitFormatter, PercentFormatter)
DAYS = (AutoDateFormatter, ConciseDateFormatter, DateFormatter)
ROUND = [1, 2, 2.5, 5, 10]
DATED = re.compile(r"(?:%-?[aAbBdejmyY]|[^\w%])+")  # a format of days alone, without words
FINEST = (("aAdej", "%Y-%m-%d"), ("bBm", "%Y-%m"), ("yY", "%Y"))


def translate_axes(made: Canvas) -> None:
    """Put what a library would write below and beside each axis into the words of the edition."""
    for axes in all_axes(made.figure):
        for axis in filter(None, (axes.xaxis, axes.yaxis, getattr(axes, "zaxis", None))):
            _space(axis, made)
            axis.set_major_formatter(_translated(axis.get_major_formatter(), made.reader.language))
            axis.set_minor_formatter(_translated(axis.get_minor_formatter(), made.reader.language))


def _space(axis: Axis, made: Canvas) -> None:
    """Leave the words of an axis room, where its author did not choose the places."""
    if type(axis.get_major_locator()) is AutoLocator and axis is axis.axes.yaxis:
        axis.set_major_locator(MaxNLocator(nbins=3, steps=ROUND))
    if type(axis.get_major_locator()) is AutoDateLocator:
        most = max(2, int(made.wide * axis.axes.get_position().width / scales.A_MONTH))
        named: Any = AutoDateLocator
        axis.set_major_locator(named(minticks=2, maxticks=most))


def _translated(formatter: Formatter, language: Language) -> Formatter:
    """What writes the same in the words of a language; an author's own words stay."""
    if isinstance(formatter, DAYS):
        style = _style(formatter.fmt) if isinstance(formatter, DateFormatter) else ""
        return formatter if style is None else DayWords(style, language)
    return NumberWords(formatter, language) if isinstance(formatter, NUMBERS) else formatter


class NumberWords(Formatter):
    """Writes the ticks that another formatter names, as the page writes numbers."""

    def __init__(self, inner: Formatter, language: Language) -> None:
        self.inner, self.language = inner, language

    def set_locs(self, locs: list[float]) -> None:
        """Take all ticks: a logarithmic scale names some of them."""
        self.inner.set_locs(locs)

    def __call__(self, x: float, pos: int | None = None) -> str:
        """The words of a tick."""
        inner = self.inner
        if not inner(x, pos):
            return ""
        if isinstance(inner, PercentFormatter):
            return scales.axis_share(inner.convert_to_pct(x), self.language)
        unit = inner.unit if isinstance(inner, EngFormatter) else ""
        return NBSP.join(filter(None, (scales.axis_number(x, self.language), unit)))


class DayWords(Formatter):
    """Writes ticks as the page writes days, as finely as all of them need."""

    def __init__(self, style: str, language: Language) -> None:
        self.asked, self.style, self.language = style, style, language

    def set_locs(self, locs: list[float]) -> None:
        """Take all ticks: they are years if each is the first day of one, and so on."""
        self.style = self.asked or _needed([_moment(each) for each in locs])

    def __call__(self, x: float, pos: int | None = None) -> str:  # noqa: ARG002 (matplotlib's)
        """The words of a tick."""
        told = f"{_moment(x):{self.style}}"
        return told if ":" in told else scales.axis_name(told, self.language)


def _moment(at: float) -> datetime:
    """The moment that stands at a place on an axis of days."""
    found: datetime = num2date(at)  # type: ignore[no-untyped-call]
    return found


def _needed(ticks: Sequence[datetime]) -> str:
    """How finely some ticks are told: years, months, days or hours."""
    if any((each.hour, each.minute, each.second) != (0, 0, 0) for each in ticks):
        return "%H:%M"
    if any(each.day > 1 for each in ticks):
        return "%Y-%m-%d"
    return "%Y-%m" if any(each.month > 1 for each in ticks) else "%Y"


def _style(asked: str) -> str | None:
    """How finely a format tells days; nothing where it has words of its own, or hours."""
    if not DATED.fullmatch(asked):
        return None
    return next(style for codes, style in FINEST if any(code in asked for code in codes))
