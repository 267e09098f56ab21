"""Names that are declined: their author gives the forms, and texts ask for them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from asof import build, data, workspace
from asof.cli import main
from asof.jobs import Request, plan_jobs
from asof.page.tree import plain_words

FILES = {
    "asof.yaml": "title: Note\nlanguages: [uk, pl, en]\ntimezone: UTC\n",
    "data/sources.yaml": "log: {title: Log, publisher: Office, published: 2021-01-18}\n",
    "data/facts/health.yaml": """\
tables:
  files: tables/regions.csv
  columns: {Cases: cases}
  row: Region
  rows:
    lazio:
      named: Lazio
      label:
        uk: {name: Лаціо, of: Лаціо, in: у Лаціо}
        pl: {name: Lacjum, of: Lacjum, in: w Lacjum}
        en: Lazio
    tuscany:
      named: Toscana
      label:
        uk: {name: Тоскана, of: Тоскани, in: у Тоскані}
        pl: {name: Toskania, of: Toskanii, in: w Toskanii}
        en: Tuscany
  on: Day
  source: log
cases: {label: {uk: випадки, pl: przypadki, en: cases}, fixed: true}
beds:
  label:
    uk: {name: ліжка "швидкої", of: ліжок "швидкої"}
    pl: {name: łóżka, of: łóżek}
    en: beds
  fixed: true
  observations:
    - value: 12
      on: 2021-01-18
      source: log
      by:
        uk: {name: міністр, of: міністра}
        pl: {name: minister, of: ministra}
        en: the minister
""",
    "data/tables/regions.csv": "Region,Day,Cases\nLazio,2021-01-18,5\nToscana,2021-01-18,7\n",
    "data/briefings/note.yaml": """\
title: Note
as_of: 2021-01-18
body:
  - text:
      uk: "{{ health.cases.tuscany }} випадків {{ health.cases.tuscany.where.in }}."
      pl: "{{ health.cases.tuscany }} przypadków {{ health.cases.tuscany.where.in }}."
      en: "{{ health.cases.tuscany }} cases in {{ health.cases.tuscany.where }}."
  - text:
      uk: "Кількість {{ health.beds.label.of }} зі слів {{ health.beds.by.of }}: {{ health.beds }}."
      pl: "Liczba {{ health.beds.label.of }} według {{ health.beds.by.of }}: {{ health.beds }}."
      en: "There are {{ health.beds.label }}, says {{ health.beds.by }}: {{ health.beds }}."
  - table: health.cases.*
""",
}
NOTE, FACTS = "data/briefings/note.yaml", "data/facts/health.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def change(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), "utf-8")


def words(root: Path, tag: str) -> str:
    """What the note says in a language."""
    folder = workspace.find_workspace(root)
    ledger, briefings = data.read(folder)
    (job,) = plan_jobs(folder, briefings, Request(today=date(2021, 1, 18), languages=(tag,)))
    return " ".join(plain_words(build.filled_document(job.edition(ledger), job).tree).split())


def told(root: Path) -> list[str]:
    result = CliRunner().invoke(main, ["--workspace", str(root), "check", "--json"])
    found = json.loads(result.stdout)["findings"]
    return [
        f"{f['path']}:{f['line']}:{f['column']}: {f['severity']}: {f['message']} ({f['hint']})"
        for f in found
        if f["severity"] != "note"
    ]


def test_a_text_asks_for_the_form_of_a_name_that_it_needs(root: Path) -> None:
    ukrainian, polish, english = (words(root, tag) for tag in ("uk", "pl", "en"))
    assert "7 випадків у Тоскані." in ukrainian
    assert "Кількість ліжок «швидкої» зі слів міністра: 12." in ukrainian
    assert "7 przypadków w Toskanii." in polish
    assert "Liczba łóżek według ministra: 12." in polish
    assert "7 cases in Tuscany." in english


def test_where_the_program_names_it_the_name_stands_as_it_is(root: Path) -> None:
    assert "Випадки: Тоскана" in words(root, "uk")
    assert "Przypadki: Toskania" in words(root, "pl")


def test_a_form_is_the_same_part_of_a_fact_in_each_language(root: Path) -> None:
    assert told(root) == []


def test_a_form_that_a_language_lacks_is_refused_where_it_is_asked_for(root: Path) -> None:
    change(root, NOTE, "cases in {{ health.cases.tuscany.where }}", LACKED)
    column = (root / NOTE).read_text("utf-8").splitlines()[6].index("{{ health.cases.tuscany.w") + 1
    (told_,) = told(root)
    lacked = "the where of 'health.cases.tuscany' has no form 'of' in this language"
    assert (
        told_ == f"{NOTE}:7:{column}: error: {lacked} (write {{name: …, of: …}} where it is named)"
    )


LACKED = "cases in {{ health.cases.tuscany.where.of }}"


def test_a_form_that_changed_prints_the_page_anew(root: Path) -> None:
    def digests() -> set[str]:
        folder = workspace.find_workspace(root)
        ledger, briefings = data.read(folder)
        (job,) = plan_jobs(folder, briefings, Request(today=date(2021, 1, 18), languages=("pl",)))
        document = build.filled_document(job.edition(ledger), job)
        return {r.digest for r in document.trace if r.name == "health.beds"}

    before = digests()
    change(root, FACTS, "of: ministra", "of: pana ministra")
    assert digests() != before


def test_a_name_in_one_language_may_have_forms_too(root: Path) -> None:
    change(root, "asof.yaml", "[uk, pl, en]", "[uk]")
    (root / NOTE).write_text(
        "title: Note\nbody: [{text: 'Ліжок: {{ health.beds.label.of }} {{ health.beds }}.'}]\n",
        "utf-8",
    )
    (root / FACTS).write_text(
        "beds:\n  label: {name: ліжка, of: ліжок}\n  fixed: true\n"
        "  observations: [{value: 12, on: 2021-01-18, source: log}]\n",
        "utf-8",
    )
    assert "Ліжок: ліжок 12." in words(root, "uk")
