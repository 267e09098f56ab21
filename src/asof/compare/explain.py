"""Why figures read as they do, and where each comes from and prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from asof import queries as answers
from asof.compare.explanations import Verdicts
from asof.compare.printed_copy import SPOILT, Copy, filled_copy
from asof.diagnostics import AsofError, Finding, Location, error
from asof.jobs import Job
from asof.language import OURS, language
from asof.ledger import Ledger
from asof.ledger.edition import Edition
from asof.ledger.fact_graph import built_on
from asof.page.document import CHANGE, TIMELESS
from asof.record.print_row import LineBehind, PrintRow, print_rows
from asof.workspace import Workspace

# ---- a fact


def fact_explained(
    workspace: Workspace, ledger: Ledger, key: str, edition: Edition, jobs: Iterable[Job]
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Why a fact has its value in an edition, and every place where some editions print it.

    The findings are of those editions that could not be filled.
    """
    told = answers.history(workspace, ledger, key, edition.day, edition.known)
    verdicts = Verdicts(edition[key], edition, language(OURS))
    whys = verdicts.lines()
    observed = [o | {"why": w} for o, w in zip(told["observations"], whys, strict=True)]
    parts = edition.parts(edition[key].fact)
    through = {key, *built_on(ledger, key)}
    places, findings = _places(ledger, through, jobs)
    whole = {
        "why": verdicts.standing(),
        "observations": observed,
        "parts": [_part(edition, part) for part in parts],
        "prints": places,
    }
    return told | whole, tuple(dict.fromkeys(findings))


def _part(edition: Edition, key: str) -> dict[str, Any]:
    view = edition[key]
    texts = [o.written for o in view.chosen]
    return {"key": key, "standing": view.standing, "value": " or ".join(texts) or None}


def _places(
    ledger: Ledger, keys: set[str], jobs: Iterable[Job]
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Where some editions print facts; what went wrong with those that could not be filled."""
    found: list[dict[str, Any]] = []
    wrong: list[Finding] = []
    for job in jobs:
        try:
            copy = filled_copy(ledger, job)
        except AsofError as problem:
            wrong += problem.findings
            continue
        found += [_place(copy, row) for row in print_rows(copy.record) if row.key in keys]
    return found, wrong


def _place(copy: Copy, row: PrintRow) -> dict[str, Any]:
    of = {name: copy.record[name] for name in ("briefing", "as_of", "lang")}
    shown = {"key": row.key, "part": row.part, "text": row.text}
    return of | shown | {"place": row.place, "page": row.page}


# ---- an edition


def edition_explained(copy: Copy) -> dict[str, Any]:
    """Every figure of a copy in the order of printing: what it is, and where it comes from."""
    record = copy.record
    names = ("briefing", "as_of", "known", "lang", "path")
    try:
        facts = dict(_facts(record["facts"]))
        figures = [_figure(n, row, facts) for n, row in enumerate(print_rows(record), start=1)]
        sources = {s["id"]: f"{s['publisher']}, {s['title']}" for s in record["sources"]}
        fonts = [
            {n: str(f[n]) for n in ("file", "name", "digest")} for f in record.get("fonts", ())
        ]
    except SPOILT:
        told = "its record is not one that this program wrote"
        raise AsofError(error(Location(copy.name), told, "print it again")) from None
    of = {name: record.get(name) for name in names}
    return of | {"figures": figures, "sources": sources, "fonts": fonts}


def _facts(records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The facts of a record by key, their parts before them."""
    for fact in records:
        yield from _facts(fact.get("parts", ()))
        yield fact["key"], fact


def _figure(number: int, row: PrintRow, facts: Mapping[str, Any]) -> dict[str, Any]:
    fact = facts[row.key]
    read = _lines_of_change if row.part == CHANGE else _lines
    lines = [] if row.part in TIMELESS else list(read(fact, row.behind))
    return {
        "number": number,
        "page": row.page,
        "text": row.text,
        "key": row.key,
        "part": row.part,
        "label": fact["label"],
        "place": row.place,
        "fact": fact["place"],
        "derived": fact.get("derived"),
        "lines": lines,
    }


def _lines_of_change(
    fact: Mapping[str, Any], behind: Iterable[LineBehind]
) -> Iterator[dict[str, Any]]:
    """The lines behind a change, of both its days; of a computed fact, those of its parts."""
    told = [each for _, each in _facts([fact]) if not each.get("parts")]
    values = {o["place"]: o.get("value", "") for each in told for o in each["observations"]}
    for place, source in behind:
        yield {"place": place, "value": values.get(place, ""), "source": source}


def _lines(fact: Mapping[str, Any], behind: Iterable[LineBehind]) -> Iterator[dict[str, Any]]:
    """The lines of the ledger behind a figure; behind a computed one, those of its parts."""
    for part in fact.get("parts", ()):
        now = [o for o in part["observations"] if o["state"] in ("current", "disputed")]
        yield from _lines(part, [LineBehind(o["place"], tuple(o["source"])) for o in now])
    if not fact.get("parts"):
        values = {o["place"]: o.get("value", "") for o in fact["observations"]}
        for place, source in behind:
            yield {"place": place, "value": values.get(place, ""), "source": source}
