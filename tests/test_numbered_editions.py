"""The editions of a series: their numbers, what they cover, when the next is due, what says so."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from asof import data, workspace
from asof.briefing.series import EditionLine, EditionSeries, FirstEdition, NumberedEdition
from asof.cli import main
from asof.dates import parse_date
from asof.jobs import Request, plan_jobs
from asof.located import check, parse_yaml
from test_review import SHIPS, TODAY, drafted, files, judge, numbers, told, write

SEVEN = "value: about 7, on: 2025-01-02, source: log"
MONDAY = date(2020, 2, 24)


def series(settings: str) -> EditionSeries:
    """A series as a briefing has it."""
    return check(EditionSeries, parse_yaml(settings, "note.yaml"))


def counted(settings: str, day: str) -> NumberedEdition | None:
    return series(settings).of_day(date.fromisoformat(day))


# ---- by rhythm


@pytest.mark.parametrize(
    ("settings", "day", "number", "period", "next_"),
    [
        ("every: day", "2020-02-24", "1", "2020-02-24", "2020-02-25"),
        ("every: day", "2020-11-23", "274", "2020-11-23", "2020-11-24"),
        ("every: weekday", "2020-03-02", "6", "2020-02-29/2020-03-02", "2020-03-03"),
        ("every: weekday", "2020-03-06", "10", "2020-03-06", "2020-03-09"),
        ("every: week", "2020-03-09", "3", "2020-03-03/2020-03-09", "2020-03-16"),
        ("every: month", "2020-12-24", "11", "2020-11-25/2020-12-24", "2021-01-24"),
        ("every: [monday, thursday]", "2020-03-05", "4", "2020-03-03/2020-03-05", "2020-03-09"),
        (
            "every: day, except: [2020-02-26]",
            "2020-02-27",
            "3",
            "2020-02-26/2020-02-27",
            "2020-02-28",
        ),
        ("every: day, period: day before", "2020-02-27", "4", "2020-02-26", "2020-02-28"),
        (
            "every: week, period: week before",
            "2020-03-02",
            "2",
            "2020-02-24/2020-03-01",
            "2020-03-09",
        ),
        ("every: month, period: month before", "2020-03-24", "2", "2020-02", "2020-04-24"),
        ("every: day, period: 7 days", "2020-02-27", "4", "2020-02-21/2020-02-27", "2020-02-28"),
        ("every: month, period: 1 month", "2020-03-24", "2", "2020-02-25/2020-03-24", "2020-04-24"),
        ("every: day, until: 2020-02-27", "2020-02-27", "4", "2020-02-27", None),
    ],
)
def test_a_rhythm_says_the_number_the_period_and_the_next_day(
    settings: str, day: str, number: str, period: str, next_: str | None
) -> None:
    edition = counted(f"{{number: {{from: 1, on: {MONDAY}}}, {settings}}}", day)
    assert edition
    assert (edition.number, edition.period.text) == (number, period)
    assert edition.next == (next_ and date.fromisoformat(next_))
    assert edition.supersedes == ("" if number == "1" else str(int(number) - 1))


@pytest.mark.parametrize("first", ["2020-01-29", "2020-01-30", "2020-01-31"])
def test_a_month_that_lacks_the_day_has_its_edition_on_the_last(first: str) -> None:
    monthly = series(f"{{number: {{on: {first}}}, every: month}}")
    days = [date.fromisoformat(first)]
    while len(days) < 14:
        (after,) = list(monthly.around(days[-1] + timedelta(days=1)))[1:]
        days.append(after.day)
    assert [(d.year, d.month) for d in days] == [(2020 + n // 12, n % 12 + 1) for n in range(14)]
    found = [each.number for d in days if (each := monthly.of_day(d))]
    assert found == [str(n) for n in range(1, 15)]


@pytest.mark.parametrize(
    "every", ["day", "weekday", "week", "month", "[monday, thursday]", "[monday, sunday]"]
)
@pytest.mark.parametrize("start", [1, 120])
def test_numbers_follow_one_another_however_far(every: str, start: int) -> None:
    """Each number is reckoned by itself, and must be what counting one by one makes it."""
    but = ", except: [2020-04-24, 2020-04-27]" if every in ("day", "weekday") else ""
    found = series(f"{{number: {{from: {start}, on: {MONDAY}}}, every: {every}{but}}}")
    days = (MONDAY + timedelta(days=n) for n in range(800))
    editions = [edition for day in days if (edition := found.of_day(day))]
    assert [e.number for e in editions] == [str(start + n) for n in range(len(editions))]
    for before, after in pairwise(editions):
        assert (before.next, after.supersedes) == (after.day, before.number)
        assert after.period.first == before.day + timedelta(days=1)
        assert after.period.last == after.day


@pytest.mark.parametrize(
    ("day", "near"),
    [
        ("2020-03-01", ["5", "6"]),
        ("2020-02-23", ["1"]),
        ("0001-01-01", ["1"]),
        ("2020-03-04", ["7"]),
        ("9999-12-31", ["7"]),
    ],
)
def test_a_day_without_an_edition_has_the_nearest_ones(day: str, near: list[str]) -> None:
    found = series(f"{{number: {{on: {MONDAY}}}, every: weekday, until: 2020-03-03}}")
    assert found.of_day(date.fromisoformat(day)) is None
    assert [e.number for e in found.around(date.fromisoformat(day))] == near


# ---- by table


def lines(*told: dict[str, Any]) -> EditionSeries:
    made = tuple(EditionLine(**each | {"day": date.fromisoformat(each["day"])}) for each in told)
    return replace(EditionSeries(number=FirstEdition()), lines=made)


def test_a_table_says_what_was_known_on_the_day_and_no_later_line_changes_it() -> None:
    first = {"number": "12/2020", "day": "2020-11-07"}
    second = {"number": "13/2020", "day": "2020-11-10", "next": date(2020, 11, 12)}
    third = {"number": "13 bis", "day": "2020-11-11", "period": parse_date("2020-11-10")}
    table = lines(first, second, third)
    told = [table.of_day(date(2020, 11, day)) for day in (7, 10, 11)]
    assert [e and (e.number, e.period.text, e.next, e.supersedes) for e in told] == [
        ("12/2020", "2020-11-07", None, ""),
        ("13/2020", "2020-11-08/2020-11-10", date(2020, 11, 12), "12/2020"),
        ("13 bis", "2020-11-10", None, "13/2020"),
    ]
    assert lines(first).of_day(date(2020, 11, 7)) == told[0]
    assert [e.number for e in table.around(date(2020, 11, 9))] == ["12/2020", "13/2020"]


# ---- on the page

NOTED = """\
title: {{en: Note, fr: Note}}
as_of: 2025-02-03
{settings}
body:
  - text:
      en: >-
        No. {{{{ edition.number }}}} of {{{{ edition.day }}}}{{% if edition.next %}}, then
        {{{{ edition.next }}}}{{% endif %}}.
      fr: >-
        Le nᵒ {{{{ edition.number }}}} du {{{{ edition.day }}}}, la suite le
        {{{{ edition.next }}}}.
  - text: {{en: "{ships}", fr: "{ships}"}}
"""
WEEKDAYS = (
    "series: {name: {en: Situation report, fr: Rapport}, number: {on: 2025-01-02}, every: weekday}"
)
TABLE = "series: {number: table}"


def noted(settings: str = WEEKDAYS, **more: str) -> dict[str, str]:
    """A note whose text tells its number, in two languages."""
    note = NOTED.format(settings=settings, ships=SHIPS)
    both = {"asof.yaml": "{title: Small, languages: [en-CA, fr-CA], timezone: UTC}\n"}
    return files(numbers(SEVEN), data__briefings__note_yaml=note, **more) | both


def pages(root: Path, layout: dict[str, str], day: date) -> dict[str, str]:
    """The HTML of the note in each language."""
    from asof import build

    home = workspace.read_workspace(write(root, layout))
    ledger, briefings = data.read(home)
    made = {}
    for job in plan_jobs(home, briefings, Request(TODAY, day=day, out=root / "build")):
        document = build.draft(ledger, job).document
        assert document
        made[job.tag] = document.html.replace("\u00a0", " ")
    return made


def test_the_head_the_foot_and_texts_tell_the_edition(tmp_path: Path) -> None:
    made = pages(tmp_path, noted(), date(2025, 2, 3))
    english, french = made["en-CA"], made["fr-CA"]
    assert '<p class="numbered">Situation report no. 23</p>' in english
    about = "Period covered: from February 1 to 3, 2025<span> · </span>"
    about += "Next update: February 4, 2025<span> · </span>Supersedes no. 22"
    assert f'<p class="series">{about}</p>' in english
    assert '<span class="which">no. 23 · February 3, 2025</span>' in english
    assert "<title>Note, no. 23 – February 3, 2025</title>" in english
    assert 'then <span class="literal">February 4, 2025</span>' in english
    assert '<p class="numbered">Rapport nᵒ 23</p>' in french
    assert "Période visée : du 1er au 3 février 2025" in french
    assert "Remplace le nᵒ 22" in french


def test_what_tells_the_edition_is_no_bare_figure_and_nothing_else_is_found(tmp_path: Path) -> None:
    found = judge(tmp_path, noted(), day=date(2025, 2, 3))
    assert [str(f) for f in found if f.rule != "unused-source"] == []


def test_an_announced_day_stands_once(tmp_path: Path) -> None:
    made = pages(tmp_path, noted(f"next_update: 2025-02-04\n{WEEKDAYS}"), date(2025, 2, 3))
    assert made["en-CA"].count("Next update") == 1


@pytest.mark.parametrize(
    ("update", "series_", "found"),
    [
        ("2025-02-04", WEEKDAYS, ""),
        (
            "2025-02-05",
            WEEKDAYS,
            "the next update is announced for 2025-02-05, and the next edition is of 2025-02-04",
        ),
        (
            "2025-02-05",
            WEEKDAYS[:-1] + ", until: 2025-02-03}",
            "the next update is announced for 2025-02-05, and no edition is to come",
        ),
    ],
)
def test_contradicted_update(tmp_path: Path, update: str, series_: str, found: str) -> None:
    layout = noted(f"next_update: {update}\n{series_}")
    hint = "take it out, or correct the series"
    whole = f"data/briefings/note.yaml:3:14: warning: {found}\n  hint: {hint}"
    assert told(tmp_path, layout, "contradicted-update") == ([whole] if found else [])


@pytest.mark.parametrize(
    ("settings", "where", "near", "hint"),
    [
        (
            WEEKDAYS,
            "3:9",
            "no. 22 is of 2025-01-31, no. 23 is of 2025-02-03",
            "print it for a day of the series, or change its 'every'",
        ),
        (
            TABLE,
            "3:9",
            "no. 40 is of 2025-01-31, no. 41 is of 2025-02-03",
            "add its line to data/editions.yaml, or print it for a day that stands there",
        ),
    ],
)
def test_off_series(tmp_path: Path, settings: str, where: str, near: str, hint: str) -> None:
    layout = noted(settings, **(EDITIONS if settings == TABLE else {}))
    sunday = date(2025, 2, 2)
    line = f"the series has no edition of 2025-02-02: {near}\n  hint: {hint}"
    found = told(tmp_path, layout, "off-series", day=sunday)
    assert found == [f"data/briefings/note.yaml:{where}: error: {line}"]
    assert 'class="numbered"' not in pages(tmp_path, layout, sunday)["en-CA"]


EDITIONS = {
    "data__editions_yaml": """\
        note:
          - {number: 40, day: 2025-01-31}
          - number: 41
            day: 2025-02-03
            period: 2025-02-01/2025-02-02
            next: 2025-02-10
            note: {en: Corrects table 2., fr: Corrige le tableau 2.}
        """
}


def test_the_table_of_editions_prints_with_its_note(tmp_path: Path) -> None:
    english = pages(tmp_path, noted(TABLE, **EDITIONS), date(2025, 2, 3))["en-CA"]
    assert '<p class="numbered">No. 41</p>' in english
    assert "Period covered: from February 1 to 2, 2025" in english
    assert "Next update: February 10, 2025" in english
    assert "Supersedes no. 40" in english
    assert '<p class="series">Corrects table 2.</p>' in english


def test_an_errata_sheet_and_a_note_without_a_series_have_no_number(tmp_path: Path) -> None:
    write(tmp_path, files(numbers(SEVEN), SHIPS))
    assert 'class="numbered"' not in drafted(tmp_path, date(2025, 2, 3)).html


# ---- in lists and records


def run(root: Path, *words: str) -> str:
    told = CliRunner().invoke(main, ["--workspace", str(root), *words])
    assert told.exit_code == 0, told.output
    return told.stdout


def test_list_and_record_tell_the_number_and_a_new_line_prints_its_own_edition_alone(
    tmp_path: Path,
) -> None:
    write(tmp_path, noted(TABLE, **EDITIONS))
    run(tmp_path, "build", "--lang", "en")
    record = json.loads((tmp_path / "build/2025-02-03/note.en.json").read_text("utf-8"))
    assert record["series"] == {
        "number": "41",
        "period": "2025-02-01/2025-02-02",
        "next": "2025-02-10",
        "supersedes": "40",
    }
    assert "2025-02-03 (no. 41)" in run(tmp_path, "list")
    (listed,) = json.loads(run(tmp_path, "list", "--json", "--as-of", "2025-02-02"))["briefings"]
    assert listed["series"]["numbers"] == {"2025-02-03": "41"}
    assert listed["series"]["last"]["number"] == "40"

    table = tmp_path / "data/editions.yaml"
    table.write_text(table.read_text("utf-8") + "  - {number: 42, day: 2025-02-10}\n", "utf-8")
    assert told_reused(tmp_path) == [True]
    table.write_text(table.read_text("utf-8").replace("number: 41", "number: 39"), "utf-8")
    assert told_reused(tmp_path) == [False]


def told_reused(root: Path) -> list[bool]:
    answer = json.loads(run(root, "build", "--lang", "en", "--json"))
    return [each["reused"] for each in answer["editions"]]


# ---- as it is documented


def test_the_documentation_is_true(tmp_path: Path) -> None:
    told = (Path(__file__).parents[1] / "docs/series.md").read_text("utf-8")
    rhythm, moved, table, *_ = re.findall(r"```yaml\n(.*?)```", told, re.DOTALL)
    body = "as_of: 2020-11-10\nbody:\n  - text: {en: Words., fr: Mots.}\n"
    both = {"asof.yaml": "{title: Small, languages: [en-CA, fr-CA], timezone: UTC}\n"}
    note = files(numbers(SEVEN), data__briefings__wildfires_yaml=rhythm + body) | both
    note.pop("data/briefings/note.yaml")
    said = "Situation report no. 187"
    assert f"“{said}”" in told
    assert f">{said}<" in pages(tmp_path, note, date(2020, 11, 10))["en-CA"]
    note["data/briefings/wildfires.yaml"] = rhythm.partition("series:")[0] + moved + body
    assert "Next update: December 1, 2020" in pages(tmp_path, note, date(2020, 11, 10))["en-CA"]
    listed = rhythm.partition("series:")[0] + f"{TABLE}\n{body}"
    note |= {"data/briefings/wildfires.yaml": listed, "data/editions.yaml": table}
    assert ">No. 13/2020<" in pages(tmp_path, note, date(2020, 11, 10))["en-CA"]


def test_a_note_without_a_series_has_no_number_to_tell(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN), "No. {{ edition.number }} of {{ edition.day }}.", SHIPS)
    (found,) = (str(f) for f in judge(tmp_path, layout) if f.severity.value == "error")
    assert found == "data/briefings/note.yaml:4:16: error: unknown name 'number'"


def test_an_edition_of_the_last_day_there_is_has_no_next_one() -> None:
    edition = counted("{number: {on: 2020-01-31}, every: month}", "9999-12-31")
    assert edition
    assert (edition.number, edition.next) == ("95760", None)
