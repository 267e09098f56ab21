"""An edition as it prints, and where each line, figure and text of an author stands on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from asof.build import attempted, laid_edition
from asof.diagnostics import AsofError
from asof.engine import LaidDocument
from asof.gc_pause import unsearched
from asof.jobs import PrintedEdition
from asof.preview.fork_server import ForkedAnswer
from asof.preview.page_places import PagePlaces
from asof.preview.snapshot import Snapshot
from asof.preview.told_findings import told_findings
from asof.preview.view import Asked, PageView, read_view
from asof.preview.view_words import ViewWords
from asof.quota import ended_by_the_kernel

NOWHERE: dict[str, Any] = {"pages": [], "figures": [], "facts": {}, "blocks": []}


def printed_pages(snapshot: Snapshot, asked: Asked) -> ForkedAnswer:
    """An edition made as a build makes it, and its PDF; or why there is none.

    What fails for want of room is there to be seen, with its failure. Raises AsofError where there
    is no such edition.
    """
    view = read_view(snapshot, asked)
    job = view.planned
    make = partial(laid_edition, view.edition, job, to_be_seen=True)
    with unsearched(), ended_by_the_kernel(snapshot.workspace.config.limits.seconds):
        made = attempted(job, make)
    told = {"view": view.described, "name": job.path.name, "title": ""}
    if isinstance(made, AsofError):
        failure = told_findings(made.findings)
        return ForkedAnswer(told | NOWHERE | {"digest": None, "findings": [], "failure": failure})
    laid, printed = made
    facts = dict(_facts(view, (shown.key for shown in laid.document.prints)))
    told |= {"title": laid.document.title, "facts": facts}
    return ForkedAnswer(told | _pages(laid, printed), (printed.pdf,))


def _facts(view: PageView, keys: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """What each fact that prints is called and says, and how much it can be relied on."""
    words, edition = ViewWords(view.job.workspace, view.job.tag), view.edition
    for key in dict.fromkeys(keys):
        seen = edition[key]
        label, text = words.text(seen.fact.label), words.value(seen)
        yield key, {"label": label, "text": text, "standing": seen.standing.value}


def _pages(laid: LaidDocument, printed: PrintedEdition) -> dict[str, Any]:
    places = PagePlaces(laid, printed.pdf)
    return {
        "digest": printed.digest,
        "pages": list(places.pages()),
        "figures": list(places.figures()),
        "blocks": list(places.blocks()),
        "findings": told_findings(printed.findings),
        "failure": told_findings(printed.failure.findings) if printed.failure else None,
    }
