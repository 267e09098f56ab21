"""One edition made by several processes: the same bytes and the same words as by one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from asof import child_process, engine
from asof.batch import workers
from asof.child_process import Allowed, LostError, made
from asof.diagnostics import AsofError, Location, error
from asof.engine.fast import left_out
from asof.quota import OverdueError
from asof.workspace import create
from mistakes import lay

ROOT = Path(__file__).parents[1]
ALLOWED = Allowed(seconds=60, memory=2_000)
CHART = """\
from asof.charts import chart, steps


@chart(caption="A chart")
def drawn(axes, edition):
    {work}
"""
WORK = {
    "printing": "print('here'); axes.bar(['a'], [1])",
    "warning": "import warnings; warnings.warn('odd'); axes.bar(['a'], [1])",
    "raising": "{}['x']",
    "leaving": "raise SystemExit",
    "empty": "pass",
    "misspelt": "steps(axes, edition['personnel.irak'])",
    "writing": "open('x', 'w')",
    "of its own kind": "axes.bar(['a'], [1])\n\nclass W(str): pass\n\ndrawn.words['alt'] = W('A')",
    "sleeping": "import time; time.sleep(600)",
    "hungry": "kept = [bytearray(2**24) for _ in range(1000)]",
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGABRT)",
    "ending": "import os; os._exit(7)",
}


def built(root: Path, out: Path, fast: bool, *words: str) -> tuple[int, Any, str, dict[str, bytes]]:
    """What comes of a build of one edition by several processes, or by one: all that it tells."""
    command = [sys.executable, "-m", "asof.cli", "build", "--lang", "en", "--json"]
    done = subprocess.run(
        [*command, "--out", str(out), *words],
        cwd=root,
        env=os.environ | {"ASOF_FAST": str(int(fast))},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    files = {p.name: p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    said = done.stderr.splitlines()[:-1]  # the last line counts seconds
    return done.returncode, json.loads(done.stdout), "\n".join(said), files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a briefing of one chart."""
    lay(tmp_path / "work")
    root = tmp_path / "work"
    (root / "charts").mkdir()
    page = "title: A note\nas_of: 2021-01-18\nbody:\n  - text: Words.\n  - chart: drawn\n"
    (root / "data/briefings/drawn.yaml").write_text(page)
    return root


@pytest.mark.parametrize("kept", [True, False])
def test_several_processes_print_the_same_bytes_as_one(tmp_path: Path, kept: bool) -> None:
    create(root := tmp_path / "work")
    out, words = tmp_path / "out", ["note", "--as-of", "2025-06-30", "--cache"]
    made_by_several = [
        built(root, out / each, True, *words, str(tmp_path / "kept") if kept else "none")
        for each in ("first", "again")
    ]
    by_one = built(root, out / "one", False, *words, "none")
    assert by_one[0] == 0
    assert {"note.en.json", "note.en.pdf"} == set(by_one[3])
    assert made_by_several == [by_one, by_one]


@pytest.mark.parametrize("briefing", ["press-brief", "profile", "commitments"])
def test_pages_with_charts_and_reasons_are_the_same(tmp_path: Path, briefing: str) -> None:
    words = (briefing, "--cache", "none", "--profile", "clear")
    assert built(ROOT, tmp_path / "a", True, *words) == built(ROOT, tmp_path / "b", False, *words)


@pytest.mark.parametrize("work", WORK)
def test_what_a_chart_does_is_told_the_same_wherever_it_is_drawn(root: Path, work: str) -> None:
    (root / "charts/drawn.py").write_text(CHART.format(work=WORK[work]))
    config, seconds = root / "asof.yaml", 15 if work == "sleeping" else 250
    config.write_text(f"{config.read_text()}limits: {{seconds: {seconds}, memory: 500}}\n")
    several, one = (
        built(root, root.parent / str(fast), fast, "drawn", "--cache", "none")
        for fast in (True, False)
    )
    assert several == one


def test_code_that_is_not_to_run_runs_in_no_process(root: Path) -> None:
    (root / "charts/drawn.py").write_text(CHART.format(work="open('/tmp/x')"))
    command = [sys.executable, "-m", "asof.cli", "--no-code", "build", "drawn", "--cache", "none"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert "the chart 'drawn' is not drawn: it is code, and --no-code runs none" in done.stderr


@pytest.mark.skipif(not Path("/proc/self/environ").is_file(), reason="no list of processes here")
@pytest.mark.parametrize("moment", [0.2, 0.6, 1.0, 1.6])
def test_a_build_that_is_killed_leaves_no_process(root: Path, moment: float) -> None:
    (root / "charts/drawn.py").write_text(CHART.format(work=WORK["sleeping"]))
    command = [sys.executable, "-m", "asof.cli", "build", "drawn", "--cache", "none"]
    scratch = root.parent / "scratch"
    scratch.mkdir()
    environment = os.environ | {"TMPDIR": str(scratch)}
    process = subprocess.Popen(command, cwd=root, env=environment)
    time.sleep(moment)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 60
    while list(living(scratch)):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def living(scratch: Path) -> Iterator[str]:
    """The processes whose temporary files go to a folder."""
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if f"TMPDIR={scratch}".encode() in environment.read_bytes():
                yield environment.parent.name


# ---- a child


def answer(asked: str) -> object:
    """What a child answers here."""
    match asked:
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raised":
            raise AsofError(error(Location("data.yaml", 1), "told"))
        case "fault":
            raise ZeroDivisionError
        case "late":
            raise OverdueError(Location("charts/a.py", 3))
        case "function":
            return lambda: None
    return f"{asked} by {'a child' if child_process.in_child() else 'nobody'}"


def here() -> str:
    """What is made where nothing else can."""
    return "made here"


def test_a_child_answers_in_whatever_order_it_is_heard() -> None:
    questions = [("a",), ("b",), ("c",)]
    with child_process.child("word", answer, ALLOWED, questions):
        assert made("word", ("c",), here) == "c by a child"
        assert made("word", ("a",), here) == "a by a child"
        assert made("word", ("later",), here) == "later by a child"
        assert made("other", ("a",), here) == "made here"
    assert made("word", ("b",), here) == "made here"


@pytest.mark.parametrize("asked", ["killed", "fault", "function"])
def test_what_a_child_cannot_tell_is_made_here(asked: str) -> None:
    with child_process.child("word", answer, ALLOWED, [(asked,)]):
        assert made("word", (asked,), here) == "made here"
        assert made("word", ("a",), here) == "made here"


def test_what_a_child_finds_wrong_is_raised_here() -> None:
    with child_process.child("word", answer, ALLOWED, []):
        with pytest.raises(AsofError, match="told"):
            made("word", ("raised",), here)
        with pytest.raises(OverdueError) as raised:
            made("word", ("late",), here)
        assert raised.value.place == Location("charts/a.py", 3)
        assert made("word", ("a",), here) == "a by a child"


def test_a_child_that_has_died_cannot_be_asked() -> None:
    with child_process.child("word", answer, ALLOWED, []):
        child = child_process.begun("word")
        assert child
        child.process.kill()
        child.process.join()
        with pytest.raises(LostError):
            child.answer(("a",))


@pytest.mark.skipif(bool(left_out()), reason="shortcuts do not fit this engine, or are off")
def test_what_cuts_fonts_where_harfbuzz_does_not_is_loaded_when_it_is_called() -> None:
    words = (
        "import sys; from asof import engine; engine.try_out();"
        "assert 'fontTools.subset' not in sys.modules;"
        "from weasyprint.pdf import fonts; fonts.subset.Options(hinting=True);"
        "assert sys.modules['fontTools.subset'].Options"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", words], check=True)
    assert engine.try_out()


def test_several_processes_make_the_only_edition_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    assert workers.made_by_several(1, 2)
    assert not workers.made_by_several(2, 2)
    assert not workers.made_by_several(1, 1)
    monkeypatch.setenv("ASOF_FAST", "0")
    assert not workers.made_by_several(1, 2)
    monkeypatch.delenv("ASOF_FAST")
    monkeypatch.setitem(sys.modules, "weasyprint", sys)
    assert not workers.made_by_several(1, 2)
    monkeypatch.delitem(sys.modules, "weasyprint")
    monkeypatch.setattr(workers, "cores", lambda: 1)
    assert not workers.made_by_several(1, 2)
