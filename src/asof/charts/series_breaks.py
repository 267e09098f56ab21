"""Breaks in a series: the day from which it is counted otherwise, which no line crosses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asof.charts.canvas import Canvas
from asof.charts.data_points import DataSeries
from asof.charts.descriptions import fact_label
from asof.charts.mpl import quiet_colour
from asof.charts.scales import x
from asof.language import with_capital
from asof.ledger.change_words import series_break_words
from asof.ledger.facts import Observation
from asof.ledger.rules_of_time import View

DASHES = (1.0, 1.5)  # points drawn and left out
WIDTH = 0.9  # points
HALF_A_DAY = 0.5  # ahead of a point of the new series, behind the last of the old


def mark_breaks(sheet: Canvas, series: DataSeries, ahead: float) -> None:
    """Draw the breaks of a series, so many days ahead of the middle of its first new day."""
    draw_breaks(sheet, series.view, [o for point in series.points for o in point.said], ahead)


def draw_breaks(
    sheet: Canvas, view: View, drawn: Sequence[Observation], ahead: float = 0.0
) -> None:
    """Draw an upright line at each break between values, whose reason the key tells."""
    days, language = [o.true.begins for o in drawn], sheet.reader.language
    for each in view.fact.breaks_between(min(days), max(days)):
        look: dict[str, Any] = {"color": quiet_colour(), "lw": WIDTH, "dashes": DASHES}
        sheet.axes.axvline(x(each.on) - ahead, zorder=0.5, **look)
        words = series_break_words(each, language)
        if len(sheet.reader.views) > 1:
            words = language.word("labelled", label=fact_label(view, language), value=words)
        sheet.explain(with_capital(words), look, upright=True)
