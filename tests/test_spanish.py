"""The program in a third language, beside English or alone: what it prints, finds and tells."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from asof.cli import main
from asof.language import grammars
from asof.pdf.proof.text_check import pdf_text
from summaries import unsummed
from translated import starter

DAY, NOTE = "2025-06-30", "data/briefings/note.yaml"


def run(root: Path, *words: str) -> Result:
    """What a command says in a workspace; it is refused where it fails."""
    result = CliRunner().invoke(main, ["--workspace", str(root), *words])
    assert result.exit_code == 0, result.output
    return result


def page(path: Path) -> str:
    """The words of a page, on one line."""
    return " ".join(pdf_text(path.read_bytes()).split())


@pytest.fixture
def spain(tmp_path: Path) -> Path:
    return starter(tmp_path, "es-ES")


@pytest.fixture
def mexico(tmp_path: Path) -> Path:
    return starter(tmp_path, "en-CA", "es-MX")


def test_a_note_in_spanish_alone(spain: Path) -> None:
    assert unsummed(run(spain, "build").stderr) == ""
    words = page(spain / "build" / DAY / "note.es.pdf")
    for told in (
        "Información actualizada al 30 de junio de 2025",
        "¿Cómo va la renovación de las tuberías de agua?",
        "4,8 millones de dólares canadienses",
        "3,4 km [1] de los 5,6 km [2] previstos",
        "hasta 60 obreros admitidos",
        "Boletín de obras, 24 de junio de 2025",
        "Cifras: del 10 de diciembre de 2024",
    ):
        assert told in words.replace("\u00a0", " ")
    for other in ("en", "fr"):
        assert grammars()[other].words["as_of"] not in words


def test_a_note_in_spanish_beside_english(mexico: Path) -> None:
    assert unsummed(run(mexico, "build").stderr) == ""
    words = page(mexico / "build" / DAY / "note.es.pdf").replace("\u00a0", " ")
    assert "4.8 millones de dólares canadienses" in words
    assert "Also in English" in words
    assert "También en español" in page(mexico / "build" / DAY / "note.en.pdf")


@pytest.mark.parametrize("languages", [("es-ES",), ("en-CA", "es-MX")])
def test_the_note_is_clean(tmp_path: Path, languages: tuple[str, ...]) -> None:
    found = run(starter(tmp_path, *languages), "check", "--as-of", DAY, "--json")
    weights = {f["severity"] for f in json.loads(found.stdout)["findings"]}
    assert weights <= {"note"}


def test_a_dispute_says_or_as_the_next_number_sounds(spain: Path) -> None:
    line = "    - {{value: {}, on: 2025-06-20, source: {}#p9}}\n"
    lines = line.format("11", "bulletin-june") + line.format("10", "council-march")
    fact = "wells:\n  label: pozos\n  observations:\n"
    (spain / "data/facts/ground.yaml").write_text(fact + lines, "utf-8")
    note = (spain / NOTE).read_text("utf-8")
    added = 'body:\n  - text: "Hay {{ ground.wells }} pozos."\n'
    (spain / NOTE).write_text(note.replace("body:\n", added), "utf-8")
    run(spain, "build")
    words = page(spain / "build" / DAY / "note.es.pdf")
    assert re.search(
        r"Hay 10 \[\d\] u 11 \[\d\] pozos\.", words.replace("\u00a0", " ")
    )  # each with the number of its source


def test_check_finds_what_an_author_typed(spain: Path) -> None:
    note = (spain / NOTE).read_text("utf-8")
    typed = "Trabajan unos {{ mains.crew.counted }} desde el 18 de enero, con doscientas máquinas."
    added = f"body:\n  - text: {{es: '{typed}'}}\n"
    (spain / NOTE).write_text(note.replace("body:\n", added), "utf-8")
    told = CliRunner().invoke(main, ["--workspace", str(spain), "check", "--as-of", DAY, "--json"])
    found = [(f["rule"], f["message"]) for f in json.loads(told.stdout)["findings"]]
    assert ("hedge-drift", "'mains.crew' is 38, and the text says 'unos' before it") in found
    figures = [message for rule, message in found if rule == "bare-figure"]
    assert figures == ["'18 de enero' comes from no fact", "'doscientas' comes from no fact"]


def test_what_changed_is_told_and_printed(spain: Path) -> None:
    told = run(spain, "diff", "2025-04-01", DAY, "note", "--errata", str(spain / "fe.pdf"))
    assert "decía    aproximadamente 2,1 (council-march#p1)" in told.stdout
    words = page(spain / "fe.pdf").replace("\u00a0", " ")
    assert "Qué ha cambiado: Tuberías de agua" in words
    assert "Concepto Decía Dice Por qué" in words
    assert "fuente del 24 jun 2025" in words


def test_an_edition_is_issued_verified_and_explained(spain: Path) -> None:
    note = spain / "data/briefings/note.yaml"  # the line of a release is one too many for a page
    note.write_text(note.read_text("utf-8").replace("max_pages: 1", "max_pages: 2"), "utf-8")
    code = run(spain, "issue", "note", "--approved-by", "A. Editora").stdout.split()[0]
    assert run(spain, "verify", code).stdout.startswith(f"current  {code}  Tuberías de agua")
    pdf = next((spain / "build" / DAY).glob("*.r1.pdf"))
    assert run(spain, "verify", str(pdf)).stdout.startswith("current")
    assert "3,4" in run(spain, "explain", str(pdf)).stdout
    assert "Edición 1" in page(pdf)
    assert "¿Sigue vigente esta página?" in page(pdf)
