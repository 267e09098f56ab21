"""Looks of series: each of a chart has its own dash, marker and tone, told apart in grey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from asof.charts import mpl as library
from asof.charts.chart_key import Look
from asof.charts.text_runs import DOT

MARKERS = ("o", "s", "D", "v", "P", "X")  # each can be hollow; "^" is a claim's
GROWN = (0.0, -0.2, -0.4, 0.5, 0.8, 0.8)  # so that all of them look equally large
DASHES = ((), (7.0, 2.0), (1.5, 1.5), (7.0, 1.8, 1.5, 1.8), (3.0, 3.0), (12.0, 1.5, 3.0, 1.5))
HOLLOW = "white"
OUTLINE = 0.5  # points that the outline of a marker adds to its half


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLook:
    """How a series of a chart is drawn."""

    tone: str
    marker: str = "none"
    half: float = DOT  # of a marker, in points
    dashes: tuple[float, ...] = ()  # points drawn and left out, for each of width; none: unbroken

    @property
    def line(self) -> dict[str, Any]:
        """What `Axes.plot` needs for a line of the series, but its width."""
        return {"color": self.tone, "dashes": self.dashes} if self.dashes else {"color": self.tone}

    def dot(self, hollow: bool = False) -> dict[str, Any]:
        """What `Axes.plot` needs for a mark of the series: hollow where a value is hedged."""
        face = HOLLOW if hollow else self.tone
        look = {"marker": self.marker, "ms": 2 * self.half, "linestyle": "none"}
        return look | {"mew": 1, "mec": self.tone, "mfc": face}

    @property
    def sample(self) -> Look:
        """What the key of a chart needs to show it: a line with a mark."""
        return self.dot() | {"linestyle": "-", "lw": 1.2} | self.line


def series_look(n: int) -> SeriesLook:
    """The look of the n-th series of a chart, counted from 0; the first 36 differ."""
    tones = library.ink_colour(), library.middle_colour(), library.quiet_colour()
    marker = (n + n // len(DASHES)) % len(MARKERS)
    return SeriesLook(
        marker=MARKERS[marker],
        half=DOT + GROWN[marker],
        dashes=DASHES[n % len(DASHES)],
        tone=tones[n % len(tones)],
    )
