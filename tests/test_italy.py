"""The example of Italy says what the ministry and the department published, figure by figure.

`italy/printed-2020-11-10.txt` has the words and figures of the ministry's own page of that day; the
files of the example are those of the department, as they were published.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest
from click.testing import CliRunner

from asof import build, data
from asof.cli import main
from asof.jobs import Request, plan_jobs
from asof.workspace import read_workspace

TESTS = Path(__file__).parent
HOME = TESTS.parent / "examples/italy"
DAYS = [date(2020, 11, day) for day in range(6, 12)]
PUBLISHED = {
    "ward": "ricoverati_con_sintomi",
    "icu": "terapia_intensiva",
    "home": "isolamento_domiciliare",
    "positive": "totale_positivi",
    "recovered": "dimessi_guariti",
    "deaths": "deceduti",
    "cases": "totale_casi",
    "new": "nuovi_positivi",
    "suspected": "casi_da_sospetto_diagnostico",
    "screened": "casi_da_screening",
    "again": "totale_casi",
    "tested": "casi_testati",
    "swabs": "tamponi",
}
OURS = [
    *("ward", "icu", "home", "positive", "recovered", "deaths", "cases", "new", "rate"),
    *("suspected", "screened", "tested", "swabs", "more_swabs"),
]
TOTAL = "TOTALE"
Row = dict[str, int]


def number(words: str) -> int:
    return int(re.sub(r"[.,\s]", "", words.replace("\N{MINUS SIGN}", "-").replace("+", "")))


def column_names() -> list[str]:
    """The ministry's fourteen columns of numbers, which has all cases twice."""
    return [*PUBLISHED, "more_swabs"]


@cache
def printed() -> Mapping[str, Row]:
    """The rows of the ministry's page."""
    page = (TESTS / "italy/printed-2020-11-10.txt").read_text(encoding="utf-8")
    found = {}
    for line in page.splitlines():
        name, *cells = re.split(r"\s{2,}", line.strip())
        if len(cells) == len(column_names()) and re.fullmatch(r"[\d.]+", cells[0]):
            found[name] = dict(zip(column_names(), map(number, cells), strict=True))
    return found


@cache
def published(day: date) -> Mapping[str, Row]:
    """The rows of the department's file of a day, and their total."""
    file = HOME / f"data/tables/daily/{day:%Y%m%d}.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = {row["denominazione_regione"]: row for row in csv.DictReader(lines)}
    found = {
        name: {ours: int(row[theirs]) for ours, theirs in PUBLISHED.items()}
        for name, row in rows.items()
    }
    found[TOTAL] = {name: sum(row[name] for row in found.values()) for name in PUBLISHED}
    return found


def document(day: date, briefing: str = "daily", tag: str = "it") -> Any:
    home = read_workspace(HOME)
    ledger, briefings = data.read(home)
    chosen = {briefing: briefings[briefing]}
    job = plan_jobs(home, chosen, Request(day, languages=(tag,)))[0]
    return build.filled_document(job.edition(ledger), job)


def said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def set_rows(day: date) -> Mapping[str, Row]:
    """The rows of our page in Italian; a figure that stands there twice is one column."""
    found = {}
    for line in document(day).tree.iter("tr"):
        name, *cells = (said(cell) for cell in line)
        figures = [re.sub(r" .*", "", cell) for cell in cells]
        if len(figures) == len(OURS) and re.fullmatch(r"[\d.,]+", figures[0]):
            plain = re.sub(r" (\[\w+\]|†)", "", name)
            row = dict(zip(OURS, figures, strict=True))
            numbers = {n: number(v) for n, v in row.items() if n != "rate" and v != ".."}
            found[TOTAL if plain == "Italia" else plain] = numbers | {"again": numbers["cases"]}
    return found


def straight(rows: Mapping[str, Row]) -> dict[str, Row]:
    """Rows under names with one kind of apostrophe."""
    return {name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"): row for name, row in rows.items()}


def test_the_ministry_s_page_is_said_again_figure_by_figure() -> None:
    assert len(printed()) == 22
    assert straight(set_rows(date(2020, 11, 10))) == straight(printed())


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_each_day_has_the_figures_that_were_published(day: date) -> None:
    rows, before = straight(set_rows(day)), day.replace(day=day.day - 1)
    wanted = published(day)
    assert rows.keys() == wanted.keys()
    for name, row in rows.items():
        assert {column: row[column] for column in PUBLISHED} == wanted[name]
        if before in DAYS:
            assert row["more_swabs"] == row["swabs"] - published(before)[name]["swabs"]
        else:
            assert "more_swabs" not in row


LAST = "data/tables/daily/20201111.csv"


def does_not_add_up(row: str, printed: str, made: str) -> str:
    parts = " + ".join(f"italy.{name}.{row}" for name in ("ward", "icu", "home"))
    return f"error: 'italy.positive.{row}' is {printed}, but {parts} makes {made}"


def without(lines: list[list[str]]) -> None:
    del lines[11]


def doubled(lines: list[list[str]]) -> None:
    lines.append(lines[11])


def shifted(lines: list[list[str]]) -> None:
    at, other = lines[0].index("dimessi_guariti"), lines[0].index("isolamento_domiciliare")
    for line in lines[1:]:
        line[at], line[other] = line[other], line[at]


def not_added_up(lines: list[list[str]]) -> None:
    lines[5][lines[0].index("totale_positivi")] = "43901"


def fallen(lines: list[list[str]]) -> None:
    for column in ("deceduti", "totale_casi"):
        at = lines[0].index(column)
        lines[5][at] = str(int(lines[5][at]) - 100)


def of_yesterday(lines: list[list[str]]) -> None:
    before = (HOME / LAST).with_stem("20201110").read_text(encoding="utf-8-sig")
    lines[:] = csv.reader(before.splitlines())


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        (without, f"{LAST}:1:1: error: no row 'Molise' for 2020-11-11"),
        (
            doubled,
            f"{LAST}:23:28: error: a row 'molise' for 2020-11-11T17:00:00 stands here again",
        ),
        (shifted, f"{LAST}:2:76: {does_not_add_up('abruzzo', '10,950', '5,553')}"),
        (not_added_up, f"{LAST}:6:94: {does_not_add_up('emilia_romagna', '43,901', '43,891')}"),
        (
            fallen,
            f"{LAST}:6:116: warning: 'italy.deaths.emilia_romagna' fell from 4845 to 4776",
        ),
        (
            of_yesterday,
            f"{LAST}:2:28: error: a row 'abruzzo' for 2020-11-10T17:00:00 stands here again",
        ),
    ],
)
def test_what_an_office_gets_wrong_is_told_at_its_cell(
    tmp_path: Path, mistake: Any, told: str
) -> None:
    root = tmp_path / "italy"
    copytree(HOME, root, ignore=ignore_patterns("build"))
    lines = list(csv.reader((root / LAST).read_text(encoding="utf-8-sig").splitlines()))
    mistake(lines)
    with (root / LAST).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)
    words = ["--workspace", str(root), "check", "daily", "--as-of", "2020-11-11"]
    done = CliRunner().invoke(main, words, env={"ASOF_CACHE": "none"})
    errors = [line for line in done.output.splitlines() if not line.startswith("  ")]
    assert errors[0] == told


def test_a_rate_is_that_of_the_residents() -> None:
    cells = {
        name: rate
        for line in document(date(2020, 11, 10), tag="en").tree.iter("tr")
        if len(words := [said(cell) for cell in line]) == len(OURS) + 1
        for name, rate in [(words[0], words[1 + OURS.index("rate")])]
    }
    assert cells["Lombardy"] == "109.2"  # 10,955 for 10,027,602 residents
    assert cells["Molise"] == "14.0"  # 42 for 300,516


def test_the_workspace_is_no_longer_than_it_says() -> None:
    """Everything but the office's own files and the drawings: what somebody had to write."""
    written = [path for path in HOME.rglob("*.yaml") if "build" not in path.parts]
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in written) <= 120
