"""What it costs that nothing on a page is amiss: the note set by asof and by the engine alone.

Both set the same HTML from the same assets in one warm process; asof reads the style sheets and
fonts once, the engine alone for each page. A whole build would flatter: much else is in it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from asof import data, engine, pdf
from asof.build import filled_document
from asof.diagnostics import Location
from asof.engine.html_source import open_document
from asof.engine.log import capture_warnings
from asof.jobs import Request, plan_jobs
from asof.language import language
from asof.ledger import as_of
from asof.page.document import Document
from asof.standards import USUAL
from asof.workspace import find_workspace

ROOT = Path(__file__).parents[1]
SETTINGS = 25
AIM = 1.15


def note(name: str, day: date) -> tuple[Document, Location]:
    """A note as it is before it is set, and where it comes from."""
    workspace = find_workspace(ROOT)
    ledger, briefings = data.read(workspace)
    (job,) = plan_jobs(
        workspace, briefings, Request(day, briefings=(name,), day=day, languages=("en",))
    )
    return filled_document(as_of(ledger, day, day, language(job.tag)), job), job.briefing.place


def measured(name: str, day: date) -> str:
    """A row of the table of one note."""
    document, place = note(name, day)
    ours, theirs = [], []
    for _ in range(SETTINGS + 1):
        ours.append(seconds(lambda: set_and_held(document, place)))
        theirs.append(seconds(lambda: engine_alone(document)))
    times = [f"{median(each[1:]):.3f} s" for each in (ours, theirs)]
    ratio = median(a / b for a, b in zip(ours[1:], theirs[1:], strict=True))
    cells = ["set in one process", *times, f"{ratio:.2f} (aim {AIM})", "", "", ""]
    return f"| {' | '.join(cells)} |"


def set_and_held(document: Document, place: Location) -> None:
    """Set a document and hold the PDF against what was given."""
    laid = engine.lay(document, place, USUAL)
    pdf.proofread(laid, pdf.write_pdf(laid))


def engine_alone(document: Document) -> None:
    """Set a document with nothing but the engine."""
    with capture_warnings([]):
        open_document(document).write_pdf(pdf_variant="pdf/ua-1")


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes, that of the work before swept away."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
