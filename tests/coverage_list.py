"""What the ledger of the Operation IMPACT file holds of each document, and where it is printed.

`make coverage` writes docs/coverage.md anew; read what changed before you commit it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from asof import build, data, workspace
from asof.jobs import Job, Request, plan_jobs
from asof.language import language
from asof.ledger import Fact, Ledger, Observation
from asof.ledger.facts import Source
from asof.ledger.printing import printed, text_in
from asof.ledger.source_line import source_line
from asof.workspace import Workspace

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/coverage.md"
ENGLISH = language("en-CA")
ANY_DAY = date(2026, 1, 1)  # each briefing is filled for its own day, whatever today is
HEAD = """\
# What the documents say, and where it is printed

Every line of the ledger of the [first publication](../README.md#the-first-publication), by the
document that says it and the place in that document, in English. The last column names the
briefings that show the line on their own days, in a text, a table, a tile, a list or a chart. A
line without one is in the ledger alone, where `asof history` and editions of other days find it.
`make coverage` makes this page.
"""


class Line(NamedTuple):
    """What a document says at a place in it."""

    part: str
    fact: Fact
    said: Observation


def lines(ledger: Ledger) -> dict[Source, list[Line]]:
    """All that each document says, in the order of the places in it."""
    found: dict[Source, list[Line]] = defaultdict(list)
    for fact in ledger:
        for said in fact.observations:
            for citation in said.citations:
                found[citation.source].append(Line(citation.part, fact, said))
    for said_there in found.values():
        said_there.sort(key=lambda line: ([*map(int, re.findall(r"\d+", line.part))], line.part))
    return dict(sorted(found.items(), key=lambda item: item[0].published.first))


def briefings_that_show(jobs: Iterable[Job], ledger: Ledger) -> Mapping[str, list[str]]:
    """The names of the briefings that show each line of the ledger, by the line's place."""
    found: dict[str, list[str]] = defaultdict(list)
    for job in jobs:
        document = build.draft(ledger, job).document
        assert document, job.name
        for place in dict.fromkeys(str(o.place) for p in document.prints for o in p.behind):
            found[place].append(job.name)
    return found


def page(home: Workspace) -> Iterator[str]:
    """The page: a heading and a table for each document."""
    ledger, briefings = data.read(home)
    jobs = plan_jobs(home, briefings, Request(ANY_DAY, languages=("en",), since="none"))
    shown = briefings_that_show(jobs, ledger)
    yield HEAD
    for source, said_there in lines(ledger).items():
        told = sum(str(line.said.place) in shown for line in said_there)
        yield f"\n## {source_line(source, ENGLISH)}\n\n"
        yield f"`{source.id}`: {len(said_there)} lines, {told} of them printed.\n\n"
        yield "| where | what | says | printed in |\n|---|---|---|---|\n"
        for part, fact, said in said_there:
            value = printed(said.value, fact, ENGLISH) if said.value is not None else "retracted"
            claimed = f" ({text_in(said.by, ENGLISH)})" if said.by else ""
            names = ", ".join(shown.get(str(said.place), ()))
            yield f"| {part} | `{fact.key}` | {value}{claimed} | {names} |\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text("".join(page(workspace.read_workspace(ROOT))), encoding="utf-8")


if __name__ == "__main__":
    main()
