"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import asof
from asof.language import tags
from summaries import unsummed

PACKAGE = Path(asof.__file__).parent
TEXT = Path(__file__).parents[1].joinpath("CONTRIBUTING.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"^In `([^`]+)`, (?:at the end|after `([^`]+)`):\n\n```\w+\n(.*?)```$", re.DOTALL | re.MULTILINE
)
FACTS = "ships:\n  label: ships\n  observations: [{value: 7, on: 2025-01-02, source: log}]\n"
SOURCES = "log: {title: Log, publisher: Harbour, published: 2025-01-02}\n"
CHART = """\
from asof.charts import chart, dots

@chart(caption="Ships")
def ships(axes, edition):
    dots(axes, edition["port.ships"])
"""


def recipe(name: str) -> list[tuple[str, ...]]:
    """The steps of a recipe: a file, the line that the code follows, and the code."""
    section = TEXT.partition(f"\n### {name}")[2].partition("\n### ")[0]
    return STEP.findall(section)


def follow(steps: list[tuple[str, ...]], package: Path) -> set[str]:
    """Put the code of some steps where it belongs; the names of the files that it went to."""
    for name, line, code in steps:
        path = package / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert not line or text.count(f"{line}\n") == 1, line
        changed = text.replace(f"{line}\n", f"{line}\n{code}") if line else text + code
        path.write_text(changed, encoding="utf-8")
    return {name for name, *_ in steps}


def workspace(root: Path, body: str, languages: str = "en-CA") -> Path:
    files = {
        "asof.yaml": f"title: Port\nlanguages: [{languages}]\ntimezone: UTC\n",
        "data/sources.yaml": SOURCES,
        "data/facts/port.yaml": FACTS,
        "data/briefings/note.yaml": f"title: Note\nas_of: 2025-02-01\nbody:\n  - {body}\n",
        "charts/ships.py": CHART,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package, in a folder from which it is imported."""
    return Path(shutil.copytree(PACKAGE, tmp_path / "src" / "asof"))


def run(package: Path, root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(root), *words]
    settings = os.environ | {"PYTHONPATH": str(package.parent), "ASOF_CACHE": "none"}
    return subprocess.run(command, capture_output=True, text=True, env=settings, check=False)


def built(package: Path, root: Path, tag: str = "en") -> str:
    """The HTML of the note."""
    done = run(package, root, "build", "--html")
    assert done.returncode == 0, done.stderr
    return (root / f"build/2025-02-01/note.{tag}/index.html").read_text(encoding="utf-8")


def test_a_rule_is_one_file_and_check_finds_by_it(copy: Path, tmp_path: Path) -> None:
    assert len(follow(recipe("A rule"), copy)) == 1
    home = workspace(tmp_path / "home", 'text: "{{ port.ships }} ships."')
    found = run(copy, home, "check")
    assert "note: 'port.ships' rests on one source" in found.stderr
    (home / "asof.yaml").write_text(
        "title: Port\nlanguages: [en-CA]\ntimezone: UTC\nrules: {single-source: error}\n"
    )
    assert run(copy, home, "check").returncode == 1


def test_a_chart_helper_is_two_files_and_is_drawn(copy: Path, tmp_path: Path) -> None:
    assert len(follow(recipe("A chart helper"), copy)) == 2
    home = workspace(tmp_path / "home", "chart: ships")
    assert 'alt="Ships' in built(copy, home)
    assert ">ships</" in (home / "build/2025-02-01/note.en/charts/ships.svg").read_text()


def test_a_block_is_two_files_and_is_printed(copy: Path, tmp_path: Path) -> None:
    assert len(follow(recipe("A block"), copy)) == 2
    home = workspace(tmp_path / "home", "motto: Mind the gap.")
    assert '<div class="prose motto"><p>Mind the gap.</p></div>' in built(copy, home)


def test_a_language_is_one_file_that_is_taken_away_or_added(copy: Path, tmp_path: Path) -> None:
    (copy / "language/nl.py").unlink()
    assert len(follow(recipe("A language"), copy)) == 1
    spoken = ["da", *(tag for tag in tags() if tag != "nl")]
    home = workspace(tmp_path / "home", 'text: "{{ port.ships }}"', languages="nl-NL")
    gone = run(copy, home, "build")
    assert gone.returncode == 2
    assert gone.stderr == (
        "asof.yaml:2:13: error: no words for language 'nl-NL'\n"
        f"  hint: asof speaks {', '.join(spoken)}; a file languages/TAG.py states another\n"
    )
    workspace(home, 'text: "{{ port.ships }}"', languages="da-DK")
    assert "Situationen den" in built(copy, home, "da")
    assert run(copy, home, "check").returncode == 0


def test_a_block_without_its_macro_is_a_fault_of_ours_at_the_theme(
    copy: Path, tmp_path: Path
) -> None:
    follow(recipe("A block")[:1], copy)
    home = workspace(tmp_path / "home", "motto: Mind the gap.")
    other = "title: Other\nas_of: 2025-02-01\nbody:\n  - text: All is well.\n"
    (home / "data/briefings/other.yaml").write_text(other)
    done = run(copy, home, "build")
    assert done.returncode == 3
    assert re.fullmatch(
        r"theme/components\.html:\d+: error: a fault of asof itself: UnknownNameError:"
        r" unknown name 'motto'\n  hint: report it with what 'asof --debug' shows; what you typed"
        r" is not to blame\n",
        unsummed(done.stderr),
    )
    assert (home / "build/2025-02-01/other.en.pdf").is_file()
    assert "Traceback" in run(copy, home, "--debug", "build").stderr
