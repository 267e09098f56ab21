"""How high charts are: as was asked for, as their words need, and lower where a page has less."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest

from asof import build as builder
from asof import charts, data
from asof.charts import DrawnChart
from asof.engine import LaidDocument
from asof.form import ChartColumn
from asof.jobs import Request, plan_jobs
from asof.language import language
from asof.ledger import as_of
from asof.ledger.trace import RecordingEdition
from asof.page.loads import picture_url
from asof.workspace import Workspace, find_workspace
from gallery import HOME, helpers

DAY = date(2024, 5, 6)
ASKED = re.compile(r"\n    height=[\d.]+,")
CHART = """\
from asof.charts import chart, steps


@chart(caption="Members")
def members(axes, edition):
    steps(axes, edition["personnel.iraq"])
"""
BASE = Path(__file__).parent / "broken/base"
WORDS = "Members are counted once, by the day that the count is of, and by nobody else than that. "


# ---- as was asked for


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("heights") / "charts"
    copytree(HOME, root)
    return root


def drawn(
    root: Path, name: str, asked: float | None = None, *, height: float | None = None
) -> DrawnChart:
    """The chart of a helper from the gallery, in the height that its author asks for."""
    code = ASKED.sub("", (HOME / f"charts/{name}.py").read_text())
    given = f"@chart(\n    height={asked:g}," if asked else "@chart("
    (root / f"charts/{name}.py").write_text(code.replace("@chart(", given))
    place = find_workspace(root)
    ledger, _ = data.read(place)
    edition = as_of(ledger, DAY, DAY, language("en"))
    return charts.draw(place, name, RecordingEdition(edition), column=ChartColumn(height=height))


def told(chart: DrawnChart) -> list[str]:
    return [str(each) for each in chart.findings]


@pytest.mark.parametrize("name", helpers())
def test_each_helper_draws_in_the_height_asked_for_or_says_which_it_needs(
    gallery: Path, name: str
) -> None:
    natural = drawn(gallery, name)
    higher = drawn(gallery, name, natural.height + 30)
    assert higher.height == pytest.approx(natural.height + 30)
    assert told(natural) == told(higher) == []
    low = drawn(gallery, name, 5)
    assert low.height == low.least <= natural.height
    whole = -(-low.height // 1)
    line = 2 + (gallery / f"charts/{name}.py").read_text().splitlines().index("@chart(")
    (warning,) = told(low)
    assert warning == (
        f"charts/{name}.py:{line}: warning: this chart is {whole:g} points high: its words need "
        f"more than the 5 asked for\n  hint: write height={whole:g}, or leave it out"
    )
    followed = drawn(gallery, name, whole)
    assert (followed.height, told(followed)) == (whole, [])


@pytest.mark.parametrize("name", helpers())
def test_what_its_page_has_for_it_makes_a_chart_lower_but_takes_no_word(
    gallery: Path, name: str
) -> None:
    natural = drawn(gallery, name)
    lower = drawn(gallery, name, height=0.8 * natural.height)
    assert lower.letters >= natural.letters
    assert lower.height in (natural.height, pytest.approx(max(lower.least, 0.8 * natural.height)))
    assert told(lower) == []
    assert lower.reads == natural.reads


def test_marks_of_ones_own_are_never_lowered(gallery: Path) -> None:
    (gallery / "charts/own.py").write_text(
        "from asof.charts import chart\n\n\n@chart(caption='Own')\ndef own(axes, edition):\n"
        "    axes.plot([1, 2], [3, 4])\n"
    )
    place = find_workspace(gallery)
    ledger, _ = data.read(place)
    own = charts.draw(place, "own", RecordingEdition(as_of(ledger, DAY, DAY, language("en"))))
    assert own.least == own.height == 150


# ---- as its page has room


def workspace(root: Path, sentences: int, code: str = CHART, *, below: int = 12) -> Workspace:
    """A note with so many sentences above its chart, and below it."""
    copytree(BASE, root, dirs_exist_ok=True)
    (root / "charts").mkdir(exist_ok=True)
    (root / "charts/members.py").write_text(code)
    body = [*[{"points": [WORDS] * sentences}], {"chart": "members"}, {"points": [WORDS] * below}]
    note = {"title": "A note", "as_of": "2021-01-18", "body": body}
    (root / "data/briefings/note.yaml").write_text(json.dumps(note))
    return find_workspace(root)


def laid(place: Workspace) -> LaidDocument:
    ledger, briefings = data.read(place)
    (job,) = plan_jobs(place, briefings, Request(date(2021, 1, 18)))
    return builder.composed(as_of(ledger, job.day, job.known, language(job.tag)), job)


def pictures(pages: LaidDocument) -> Iterator[tuple[int, float]]:
    """The page of each picture and its height in points."""
    for number, page in enumerate(pages.pages, start=1):
        for leaf in page:
            if leaf.element is not None and picture_url(leaf.element):
                yield number, leaf.box.height * 0.75


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, float]]:
    """The page and the height of the chart below more and more sentences."""
    root = tmp_path_factory.mktemp("room")
    return [found for n in range(10, 15) for found in pictures(laid(workspace(root, n)))]


def test_a_chart_is_lower_where_that_lets_it_stand_on_the_page(
    below: list[tuple[int, float]],
) -> None:
    lowered = [(page, high) for page, high in below if high < 150]
    assert lowered
    assert all(page == 1 and high >= 112.5 for page, high in lowered)


def test_a_chart_that_would_be_too_low_begins_the_next_page_as_high_as_ever(
    below: list[tuple[int, float]],
) -> None:
    assert below == sorted(below, key=lambda each: (each[0], -each[1]))
    assert below[0] == (1, 150)
    assert below[-1] == (2, 150)


def test_an_edition_in_which_no_chart_can_move_is_laid_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, passes = workspace(tmp_path, 3, below=20), count(1)
    lay = builder.lay_job
    monkeypatch.setattr(
        builder, "lay_job", lambda *given, **named: (next(passes), lay(*given, **named))[1]
    )
    assert list(pictures(laid(place))) == [(1, 150)]
    assert next(passes) == 2


def test_a_chart_that_is_higher_than_its_page_is_as_high_as_that_lets_it(tmp_path: Path) -> None:
    code = CHART.replace('"Members"', '"Members", height=900')
    ((page, high),) = pictures(laid(workspace(tmp_path, 3, code)))
    assert page == 2
    assert 500 < high < 650
