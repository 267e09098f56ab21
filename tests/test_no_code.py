"""Under --no-code a stranger's workspace prints what it says and runs nothing that it holds."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from asof.cli import main
from harbour import harbour

DAY = "2024-09-01"
EVIL = "open('ran', 'w').close()\n"
CHART = """\
from asof.charts import chart
open("ran", "w").close()


@chart(caption={"en": "Ships", "fr": "Navires"})
def ships(axes, edition):
    axes.plot([1, 2])
"""
DRAWN = """\
title: {en: Drawn, fr: Dessin}
body:
  - heading: {en: Ships, fr: Navires}
  - chart: ships
"""
OWN = '{% extends "theme/note.html" %}{% block end %}{{ show.source_notes() }}{% endblock %}'
NOTE = """\
title: {en: Note, fr: Note}
template: own.html
body: [{text: {en: "{{ port.ships }} ships", fr: "{{ port.ships }} navires"}}]
"""
# What Python, its libraries or a shell would run or read where they find it.
BAIT = [
    *(f"{name}.py" for name in ("sitecustomize", "usercustomize", "jinja2", "yaml", "conftest")),
    *(f"{name}/__init__.py" for name in ("data", "charts", "templates", "weasyprint", "asof")),
    "evil.pth",
    "Makefile",
    ".git/hooks/pre-commit",
]
# Runs commands as the program does, and writes what Python was asked to run meanwhile.
WATCHED = """\
import json, os, sys
root, out, commands = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
seen = []
NETWORK = ("socket.connect", "socket.bind", "socket.get", "socket.send")  # workers have pairs
OTHERS = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", *NETWORK)

def hook(event, args):
    if event in ("exec", "compile"):
        name = args[0].co_filename if event == "exec" else str(args[1])
        within = os.path.abspath(name).startswith(root) and name[:1] != "<"
        if within and not name.endswith(".html"):  # the sandbox's own code of a template
            seen.append([event, name])
    elif event == "import" and args[1] and os.path.abspath(args[1]).startswith(root):
        seen.append([event, args[1]])
    elif event.startswith(OTHERS) and not looks_for_libraries():
        seen.append([event, repr(args)])

def looks_for_libraries():
    # Of the system: ctypes asks ldconfig and the linker, whatever the workspace holds.
    frame = sys._getframe()
    while frame and frame.f_globals.get("__name__") != "ctypes.util":
        frame = frame.f_back
    return bool(frame)

os.chdir(root)
from asof.cli import main
sys.addaudithook(hook)
codes = []
for words in commands:
    try:
        main(words)
    except SystemExit as done:
        codes.append(done.code)
json.dump({"codes": codes, "seen": seen}, open(out, "w"))
"""


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """A workspace with a chart, a template, and whatever might be run by chance."""
    root = harbour(tmp_path / "strange", note=NOTE)
    files = dict.fromkeys(BAIT, EVIL) | {
        "charts/ships.py": CHART,
        "data/briefings/drawn.yaml": DRAWN,
        "templates/own.html": OWN,
        "templates/own.css": "p { color: #123456 }",
        "matplotlibrc": "backend: module://evil\n",
    }
    for name, words in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, encoding="utf-8")
    return root


def run(root: Path, *words: str, **variables: str) -> Any:
    with chdir(root):
        return CliRunner().invoke(main, words, env=variables)


TOLD = (
    "data/briefings/drawn.yaml:4:12: error: the chart 'ships' is not drawn: it is code, and "
    "--no-code runs none\n  hint: read charts/ships.py, then build without --no-code, or take the "
    "chart out\n"
)


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_chart_is_not_run_and_told_at_its_block(strange: Path, command: str) -> None:
    told = run(strange, "--no-code", command, "drawn", "--as-of", DAY)
    assert told.stderr.startswith(TOLD)
    assert told.exit_code == {"build": 3, "check": 1}[command]
    assert not (strange / "ran").exists()


def test_a_variable_asks_for_it_too(strange: Path) -> None:
    told = run(strange, "build", "drawn", "--as-of", DAY, ASOF_NO_CODE="1")
    assert told.stderr.startswith(TOLD)


def test_a_chart_that_is_run_is_refused_what_it_does_beside_drawing(strange: Path) -> None:
    told = run(strange, "build", "drawn", "--as-of", DAY)
    assert told.stderr.startswith("charts/ships.py:2: error: this chart writes 'ran'\n")
    assert not (strange / "ran").exists()


def test_what_was_drawn_before_is_not_taken_for_drawn(strange: Path) -> None:
    (strange / "charts/ships.py").write_text(CHART.replace('open("ran", "w").close()\n', ""))
    assert run(strange, "build", "drawn", "--as-of", DAY).exit_code == 0
    assert run(strange, "--no-code", "build", "drawn", "--as-of", DAY).exit_code == 3


def test_nothing_of_a_workspace_is_run(strange: Path, tmp_path: Path) -> None:
    commands = [
        ["build", "--as-of", DAY, "--jobs", "1", "--html", "--out", "out"],
        ["check", "--as-of", DAY],
        ["issue", "note", "--as-of", DAY, "--approved-by", "A. Person"],
        ["list"],
        ["explain", "note", "--as-of", DAY],
        ["diff", "2024-03-01", DAY],
    ]
    script, out = tmp_path / "watched.py", tmp_path / "seen.json"
    script.write_text(WATCHED, encoding="utf-8")
    told = json.dumps([["--no-code", *words] for words in commands])
    words = [sys.executable, "-P", str(script), str(strange), str(out), told]
    subprocess.run(words, check=True, capture_output=True)
    seen = json.loads(out.read_text("utf-8"))
    assert seen["seen"] == []
    assert not (strange / "ran").exists()
    assert seen["codes"] == [3, 1, 0, 0, 0, 0]
