"""What `check` tells to hooks that name files: what is in them, and in what is made from them."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from asof.cli import main

ROOT = Path(__file__).parents[1]
FACT = """\
n:
  label: {{en: {name}}}
  review_in: 3 days
  observations: [{{value: 5, on: 2021-01-05, source: log}}]
"""
BRIEFING = """\
title: Note
as_of: 2021-01-18
body: [{{text: {{en: "{name} has {{{{ {name}.n }}}}, of 12"}}}}]
"""
FILES = {
    "asof.yaml": "title: Bridges\nlanguages: [en]\ntimezone: UTC\n",
    "data/sources.yaml": "log: {title: Log, publisher: Bridges, published: 2021-01-05}\n",
    "README.md": "Bridges",
    "data/tables/old.csv": "code\n1\n",
    **{f"data/facts/{name}.yaml": FACT.format(name=name) for name in ("east", "west")},
    **{f"data/briefings/{name}.yaml": BRIEFING.format(name=name) for name in ("east", "west")},
}


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    """Two briefings, each with a stale fact and a bare figure, and a table that nothing names."""
    for name, text in FILES.items():
        (tmp_path / "notes" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "notes" / name).write_text(text, encoding="utf-8")
    return tmp_path / "notes"


def check(folder: Path, *words: str, workspace: str = ".") -> Result:
    with chdir(folder):
        return CliRunner().invoke(main, ["--workspace", workspace, "check", *words])


def places(result: Result) -> set[str]:
    """The files that findings are in."""
    lines = result.stderr.splitlines()
    return {line.partition(":")[0] for line in lines if line[0] != " " and ": " in line[:60]} - {
        line.partition(":")[0] for line in lines[-1:]
    }


@pytest.mark.parametrize(
    ("named", "found"),
    [
        (["data/facts/east.yaml"], {"data/briefings/east.yaml"}),
        (["data/briefings/west.yaml"], {"data/briefings/west.yaml"}),
        (["data/facts/east.yaml", "data/facts/west.yaml"], "both"),
        (["data/sources.yaml"], "both"),
        (["asof.yaml"], "both"),
        (["data/tables/old.csv"], {"data/tables/old.csv"}),
        (["README.md"], set()),
    ],
)
def test_only_the_files_named_and_what_is_made_from_them_are_told_of(
    bridges: Path, named: list[str], found: set[str] | str
) -> None:
    both = {"data/briefings/east.yaml", "data/briefings/west.yaml"}
    assert places(check(bridges, *named)) == (both if found == "both" else found)


def test_files_that_concern_nothing_are_no_failure(bridges: Path) -> None:
    result = check(bridges, "README.md", "data/tables/old.csv")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1] == "0 editions: 0 errors, 0 warnings, 1 note"


def test_files_are_named_from_where_one_stands_or_from_the_root(bridges: Path) -> None:
    wanted = {"east.yaml"}
    assert places(check(bridges / "data/briefings", "./east.yaml", workspace="../..")) == wanted
    absolute = str(bridges / "data/briefings/east.yaml")
    assert places(check(bridges / "data/briefings", absolute, workspace="../..")) == wanted
    above = check(bridges.parent, "notes/data/briefings/east.yaml", workspace="notes")
    assert places(above) == {"notes/data/briefings/east.yaml"}


def test_a_briefing_that_cannot_be_filled_is_told_with_any_fact(bridges: Path) -> None:
    (bridges / "data/briefings/west.yaml").write_text(BRIEFING.format(name="wets"))
    told = check(bridges, "data/facts/west.yaml")
    assert (told.exit_code, "unknown name 'wets'" in told.stderr) == (1, True)
    told = check(bridges, "data/briefings/east.yaml")
    assert "wets" not in told.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["data/facts/nowhere.yaml"], "no file 'data/facts/nowhere.yaml'"),
        (["east", "data/facts/east.yaml"], "name briefings or files, not both"),
    ],
)
def test_what_cannot_be_asked_together_is_told(bridges: Path, words: list[str], told: str) -> None:
    result = check(bridges, *words)
    assert (result.exit_code, told in result.stderr) == (2, True)


def test_the_hook_is_what_operators_are_shown() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert hook["entry"] == "asof check"
    assert f"- id: {hook['id']}" in (ROOT / "docs/operators.md").read_text(encoding="utf-8")
