"""The examples that `asof init --example` copies: whole, clean, small, a page a language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from asof.cli import main
from asof.workspace import examples

REPOSITORY = Path(__file__).parents[1]
DAYS = {"flood": "2025-04-18", "funding": "2025-09-30", "question": "2025-04-15"}
LINES = 120  # of YAML and templates, so that one is read before it is changed


def asof(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), env={"ASOF_CACHE": "none"})


@pytest.fixture
def copied(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workspace that is started with an example."""
    done = asof("init", str(tmp_path / "home"), "--example", request.param)
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    return tmp_path / "home"


def test_the_examples_of_the_repository_can_be_copied() -> None:
    there = {path.parent.name for path in (REPOSITORY / "examples").glob("*/asof.yaml")}
    assert set(DAYS) <= set(examples()) == there


@pytest.mark.parametrize(("copied", "name"), [(n, n) for n in DAYS], indirect=["copied"])
def test_an_example_is_copied_whole_and_prints_a_page_in_each_language(
    copied: Path, name: str
) -> None:
    made = {p.relative_to(copied): p.read_bytes() for p in copied.rglob("*") if p.is_file()}
    told = {
        p.relative_to(examples()[name]): p.read_bytes()
        for p in examples()[name].rglob("*")
        if p.is_file() and p.suffix != ".pdf" and "__pycache__" not in p.parts
    }
    assert {n: c for n, c in made.items() if n.parts[0] != ".schemas"} == told
    day = DAYS[name]
    checked = asof("--workspace", str(copied), "check", "--strict", "--as-of", day)
    assert (checked.exit_code, checked.output) == (0, f"{CLEAN}\n")
    built = asof("--workspace", str(copied), "build", "--strict", "--as-of", day, "--json")
    assert [(e["lang"], e["as_of"], e["pages"]) for e in json.loads(built.stdout)["editions"]] == [
        ("en", day, 1),
        ("fr", day, 1),
    ]


CLEAN = "2 editions: 0 errors, 0 warnings, 0 notes"


@pytest.mark.parametrize("name", DAYS)
def test_an_example_is_read_in_one_sitting(name: str) -> None:
    files = [*examples()[name].rglob("*.yaml"), *examples()[name].rglob("*.html")]
    assert sum(len(path.read_text("utf-8").splitlines()) for path in files) <= LINES


def test_the_flood_of_the_day_before_has_its_own_text_and_no_warning(tmp_path: Path) -> None:
    root = tmp_path / "home"
    asof("init", str(root), "--example", "flood")
    checked = asof("--workspace", str(root), "check", "--strict", "--as-of", "2025-04-17")
    assert checked.output == f"{CLEAN}\n"
    without = root / "texts/2025-04-17.fr.md"
    without.unlink()
    checked = asof("--workspace", str(root), "check", "--as-of", "2025-04-17")
    assert "no text of 2025-04-17 for 'fr'" in checked.output


def test_an_example_that_is_none_is_told_with_those_there_are(tmp_path: Path) -> None:
    done = asof("init", str(tmp_path / "home"), "--example", "flod")
    assert done.exit_code == 2
    assert f"no example 'flod': there are {', '.join(examples())}" in done.output
    assert not (tmp_path / "home").exists()
