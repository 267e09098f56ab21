"""Looks of series: no two of a chart are alike, in grey either."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from asof import charts
from asof.charts import Axes, Edition
from asof.charts import mpl as library
from asof.charts.series_looks import SeriesLook, series_look
from asof.form import THEME_LOOK
from test_charts import drawn, fact, said


def looks(many: int) -> list[SeriesLook]:
    with library.style(THEME_LOOK):
        return [series_look(n) for n in range(many)]


def test_six_series_differ_in_dash_and_in_marker_whatever_their_tones() -> None:
    for one, other in combinations(looks(6), 2):
        assert one.marker != other.marker
        assert one.dashes != other.dashes


def test_no_two_of_36_series_look_alike() -> None:
    assert len(set(looks(36))) == 36


def test_neighbours_differ_in_tone() -> None:
    tones = [look.tone for look in looks(6)]
    assert all(one != other for one, other in pairwise(tones))


def test_each_fact_of_a_chart_has_a_look_and_keeps_it() -> None:
    cases = fact("w.cases", "cases", said("40", "2021-01-01"), said("90", "2021-01-10"))
    beds = fact("w.beds", "beds", said("22", "2021-01-01"), said("61", "2021-01-10"))

    def both(axes: Axes, edition: Edition) -> None:
        charts.steps(axes, edition["w.cases"])
        charts.steps(axes, edition["w.beds"].history)

    marks = [line for line in drawn(both, cases, beds).lines if line.get_marker() != "None"]
    assert [line.get_marker() for line in marks] == ["o", "o", "s", "s"]
    assert marks[0].get_mec() != marks[2].get_mec()


@pytest.mark.parametrize("hollow", [True, False])
def test_a_hedged_value_is_hollow_in_every_look(*, hollow: bool) -> None:
    for look in looks(6):
        assert (look.dot(hollow)["mfc"] == "white") is hollow
