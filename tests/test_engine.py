"""What setting pages leaves behind in a process, with shortcuts and without."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asof import build, data, engine, workspace
from asof.diagnostics import Location, RenderError
from asof.engine.adapter import engine_errors_at
from asof.form import Typeface
from asof.jobs import Request, plan_jobs
from asof.page.document import Document
from asof.page.tree import parse
from stress import TEXTS


@pytest.mark.parametrize("shortcuts", ["1", "0"])
def test_a_process_leaves_no_folder_of_fonts_behind(tmp_path: Path, shortcuts: str) -> None:
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    workspace.create(home)
    temporary.mkdir()
    command = [sys.executable, "-m", "asof.cli", "build", "--jobs", "2"]
    environment = {**os.environ, "TMPDIR": str(temporary), "ASOF_FAST": shortcuts}
    done = subprocess.run(command, cwd=home, env=environment, check=True, capture_output=True)
    assert b"Exception" not in done.stderr
    assert not list(temporary.iterdir())


def test_a_fault_of_ours_while_the_engine_writes_is_told_as_ours(tmp_path: Path) -> None:
    workspace.create(tmp_path)
    home = workspace.read_workspace(tmp_path)
    ledger, briefings = data.read(home)
    job = plan_jobs(home, briefings, Request(date(2025, 7, 1)))[0]
    laid = build.composed(job.edition(ledger), job)
    with pytest.raises(RenderError, match="a fault of asof itself: ZeroDivisionError") as raised:
        engine.write(laid, [], lambda _: 1 // 0)
    (found,) = raised.value.findings
    assert (found.rule, found.place) == ("fault", laid.place)
    assert "1 // 0" in found.trace


def test_a_failure_of_the_engine_is_told_as_its_own() -> None:
    place = Location("data/briefings/note.yaml", 1, 1)
    with pytest.raises(RenderError) as raised, engine_errors_at(place):
        raise ValueError("no room")
    assert str(raised.value) == (
        "data/briefings/note.yaml:1:1: error: the engine failed with ValueError: no room"
    )


STEPS = range(300, 560)  # pixels: a paragraph is set as wide as each
BESIDE = """
@font-face { font-family: It; src: url(it.ttf) }
@page { size: 700px 70000px }
p { font: 14px It }
.unbroken { white-space: nowrap }
"""


@pytest.mark.parametrize("end", ["<b>below</b>.", '<span class="unbroken">below now.</span>'])
def test_no_line_ends_behind_its_first_word_for_want_of_room_for_a_space(end: str) -> None:
    told = f"{TEXTS['en']['words'].removesuffix('below.')}{end}"
    paragraphs = "".join(f'<p style="width: {wide}px">{told}</p>' for wide in STEPS)
    html = f'<html lang="en"><title>It</title><style>{BESIDE}</style>{paragraphs}</html>'
    font = {"it.ttf": Typeface().regular.read_bytes()}
    page = Document(
        tree=parse(html), language="en", title="It", assets=font, trace=(), prints=(), times=()
    )
    (sheet,) = engine.lay(page, Location("it.yaml"), ()).engine_document.pages
    lines = [line_widths(box)[:-1] for box in boxes(sheet._page_box, "p")]
    full = [least / wide for wide, told in zip(STEPS, lines, strict=True) for least in told]
    assert min(full) > 0.6


def boxes(box: Any, tag: str) -> Iterator[Any]:
    """The boxes of the elements of a tag."""
    for child in getattr(box, "children", ()):
        if child.element_tag == tag:
            yield child
        else:
            yield from boxes(child, tag)


def line_widths(paragraph: Any) -> list[float]:
    """How wide what stands in each line of a paragraph is."""
    return [sum(each.width for each in line.children) for line in paragraph.children]


GROWTH = """\
import json, sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from asof import charts, data, engine, pdf, templates, workspace
from asof.cache import Store
from asof.form import Form
from asof.language import language
from asof.ledger import as_of
from asof.ledger.trace import RecordingEdition
from asof.standards import USUAL

home = workspace.read_workspace(Path(sys.argv[1]))
ledger, briefings = data.read(home)
draw = charts.Drawer(home, Store(Path(sys.argv[1]) / "cache"))

def pages():
    return int(Path("/proc/self/statm").read_text().split()[1])

def note(number):
    day, tag = date(2025, 3, 1) + timedelta(number), home.languages[number % 2]
    reader = RecordingEdition(as_of(ledger, day, day, language(tag)))
    options = templates.PageOptions(form=Form())
    filled = templates.fill(home, briefings["note"], reader, draw, options)
    laid = engine.lay(filled, briefings["note"].place, USUAL)
    pdf.proofread(laid, pdf.write_pdf(laid))
    return pages()

print(json.dumps([note(number) for number in range(60)]))
"""


def test_a_process_does_not_grow_with_the_number_of_its_notes(tmp_path: Path) -> None:
    workspace.create(tmp_path)
    command = [sys.executable, "-c", GROWTH, str(tmp_path)]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    used = json.loads(said.stdout)
    assert max(used[40:]) <= 1.1 * max(used[:20])
