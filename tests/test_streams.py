"""Answers and findings in any encoding, pipe and log: exact, and with no power over it."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from asof.cli import main

ASOF = [sys.executable, "-m", "asof.cli"]
FACTS = """\
low:
  label: {en: "Quai d’Œuvre → été"}
  fixed: true
  observations:
    - {value: -5, on: 2021-01-05, source: log}
"""
STEERING = """\
low:
  label: {en: "a\\e[2Jb\\n::error::c\\u2028d\\x85"}
  fixed: true
  observations:
    - {value: -5, on: 2021-01-05, source: log}
"""
ANSWERS = [
    ["list", "--facts", "*"],
    ["history", "m.low"],
    ["explain", "m.low"],
    ["diff", "2021-01-01", "2021-01-18"],
    ["check"],
]


FILES = {
    "asof.yaml": "title: Bridge\nlanguages: [en]\ntimezone: UTC\n",
    "data/sources.yaml": "log: {title: Log, publisher: Bridge, published: 2021-01-05}\n",
    "data/briefings/note.yaml": """\
title: Note
as_of: 2021-01-18
body: [{text: {en: "{{ m.low }} at the gauge"}}]
""",
}


def workspace(root: Path, facts: str) -> Path:
    """A note of one fact."""
    for name, text in {**FILES, "data/facts/m.yaml": facts}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


FULL = b"error: no space left on device\n  hint: make room where the answer goes"
CLEAN = b"1 edition: 0 errors, 0 warnings, 0 notes\n"


def run(root: Path, *words: str, charset: str = "utf-8", **variables: str) -> Result:
    """A command in a folder, its streams in an encoding."""
    with chdir(root):
        return CliRunner(charset=charset).invoke(main, words, env=variables)


@pytest.fixture
def spelled(tmp_path: Path) -> Path:
    return workspace(tmp_path, FACTS)


@pytest.fixture
def steering(tmp_path: Path) -> Path:
    return workspace(tmp_path, STEERING)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii", "cp437"])
@pytest.mark.parametrize("words", ANSWERS, ids=lambda words: words[0])
def test_every_answer_can_be_written_in_every_encoding(
    spelled: Path, words: list[str], encoding: str
) -> None:
    done = run(spelled, *words, charset=encoding)
    assert done.exit_code == 0, done.output
    assert done.exception is None


def test_a_minus_that_an_encoding_lacks_stays_a_minus(spelled: Path) -> None:
    done = run(spelled, "history", "m.low", charset="cp1252")
    assert done.stdout.splitlines()[0] == "m.low: Quai d’Œuvre -> été"
    assert "-5 (current)" in done.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_json_is_exact_in_every_encoding(spelled: Path, encoding: str) -> None:
    told = json.loads(run(spelled, "history", "m.low", "--json", charset=encoding).stdout)
    assert told["text"] == {"en": "−5"}
    assert told["label"] == {"en": "Quai d’Œuvre → été"}


@pytest.mark.parametrize("words", ANSWERS, ids=lambda words: words[0])
@pytest.mark.parametrize("shape", [[], ["--json"]], ids=["text", "json"])
def test_nothing_in_the_data_steers_a_terminal(
    steering: Path, words: list[str], shape: list[str]
) -> None:
    done = run(steering, *words, *shape, FORCE_COLOR="0")
    told = done.stdout + done.stderr
    assert not {"\x1b", "\x85", "\u2028"} & set(told)
    assert not [line for line in told.splitlines() if line.startswith("::")]


def test_json_keeps_what_would_steer_a_terminal(steering: Path) -> None:
    told: dict[str, Any] = json.loads(run(steering, "history", "m.low", "--json").stdout)
    assert told["label"]["en"] == "a\x1b[2Jb\n::error::c\u2028d\x85"


@pytest.mark.parametrize("words", [["check"], ["check", "--format", "github"], ["build"]])
def test_one_finding_is_one_line(tmp_path: Path, words: list[str]) -> None:
    root = workspace(tmp_path, FACTS.replace("fixed", '"x\\e]0;t\\n::add-mask::y"'))
    done = run(root, *words)
    told = done.stdout + done.stderr
    assert r"unknown field 'x\e]0;t\n::add-mask::y'" in told
    assert not [line for line in told.splitlines() if line.startswith("::add-mask")]
    assert "\x1b" not in told


def test_a_log_of_both_streams_is_told_once(tmp_path: Path) -> None:
    root = workspace(tmp_path, FACTS.replace("fixed", "fixd"))
    done = run(root, "check", "--format", "github")
    assert (done.exit_code, done.stderr) == (2, "")
    assert "unknown field 'fixd'" in done.stdout


@pytest.mark.parametrize("words", ANSWERS, ids=lambda words: words[0])
def test_a_reader_who_leaves_hears_no_complaint(spelled: Path, words: list[str]) -> None:
    settings: Any = {"cwd": spelled, "env": {**os.environ, "PYTHONUNBUFFERED": "1"}}
    command = f"{shlex.join([*ASOF, *words])} | true"
    done = subprocess.run(command, shell=True, capture_output=True, check=True, **settings)
    assert done.stderr in (b"", CLEAN)


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_full_disk_is_no_finding(spelled: Path, stream: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        streams: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: full}
        words = ["history", "m.low"] if stream == "stdout" else ["check"]
        done = subprocess.run([*ASOF, *words], cwd=spelled, check=False, **streams)
    assert done.returncode == 2
    assert (done.stderr or FULL).startswith(FULL)


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_and_for_who_asks(
    tmp_path: Path, variables: dict[str, str], coloured: bool
) -> None:
    root = workspace(tmp_path, FACTS.replace("fixed", "fixd"))
    clean = {"NO_COLOR": "", "FORCE_COLOR": "", "TERM": "xterm"}
    done = run(root, "check", **{**clean, **variables})
    assert ("\x1b[" in done.stderr) is coloured


# ---- where a file is


@pytest.fixture
def below(tmp_path: Path) -> Path:
    """A repository with a workspace in a folder, which cannot be read."""
    (tmp_path / ".git").mkdir()
    return workspace(tmp_path / "notes", FACTS.replace("fixed", "fixd"))


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        (".", "notes/data/facts/m.yaml"),
        ("notes", "data/facts/m.yaml"),
        ("notes/data", "facts/m.yaml"),
    ],
)
def test_people_are_told_a_path_that_opens_from_where_they_are(
    below: Path, folder: str, path: str
) -> None:
    done = run(below.parent / folder, "--workspace", str(below), "check")
    assert done.stderr.startswith(f"{path}:3:3: error: unknown field 'fixd'")


def test_from_elsewhere_people_are_told_a_path_in_the_workspace(
    below: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    done = run(tmp_path_factory.mktemp("elsewhere"), "--workspace", str(below), "check")
    assert done.stderr.startswith("data/facts/m.yaml:3:3: error: unknown field 'fixd'")


@pytest.mark.parametrize("folder", [".", "notes", "notes/data", ".."])
def test_programs_are_told_a_path_from_the_root_of_the_repository(below: Path, folder: str) -> None:
    where = below.parent / folder
    done = run(where, "check", "--format", "github", ASOF_WORKSPACE=str(below))
    assert done.stdout.startswith("::error file=notes/data/facts/m.yaml,line=3,col=3,")
    told = json.loads(run(where, "check", "--format", "sarif", ASOF_WORKSPACE=str(below)).stdout)
    (place,) = told["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "notes/data/facts/m.yaml"


@pytest.mark.parametrize(
    ("git", "told", "path"),
    [
        ("folder", "", "notes/data/facts/m.yaml"),
        ("file", "", "notes/data/facts/m.yaml"),
        ("", "", "data/facts/m.yaml"),
        ("", ".", "notes/data/facts/m.yaml"),
        ("folder", "..", "notes/data/facts/m.yaml"),
        ("folder", "elsewhere", "notes/data/facts/m.yaml"),
    ],
)
def test_a_repository_is_known_by_git_or_by_what_github_checked_out(
    below: Path, git: str, told: str, path: str
) -> None:
    mark = below.parent / ".git"
    mark.rmdir()
    if git == "file":  # as in a worktree
        mark.write_text("gitdir: elsewhere")
    elif git:
        mark.mkdir()
    out = str(below.parent / told) if told else ""
    done = run(below, "check", "--format", "github", GITHUB_WORKSPACE=out)
    assert f"file={path}," in done.stdout
