"""Answers about a workspace: what briefings there are, and what became of a fact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from asof.briefing.definition import Briefing
from asof.briefing.names import refuse_repeated
from asof.briefing.series import EditionSeries
from asof.diagnostics import AsofError, Finding, Location, error, meant
from asof.ledger import Ledger, Observation, ObservationState, View, as_of
from asof.ledger.patterns import KeySet
from asof.ledger.printing import ended, printed, told_value
from asof.ledger.trace import Read
from asof.workspace import Workspace


def history(
    workspace: Workspace, ledger: Ledger, key: str, day: date, known: date
) -> dict[str, Any]:
    """What is known of a fact on a day, and what became of each of its observations."""
    refuse_unknown_fact(ledger, key)
    spoken = {tag: workspace.language(tag) for tag in workspace.languages}
    views = {tag: as_of(ledger, day, known, spoken[tag])[key] for tag in spoken}
    view = views[workspace.languages[0]]
    answer = {
        "key": key,
        "label": {workspace.short(t): v.fact.label.in_(t) for t, v in views.items()},
        "as_of": day.isoformat(),
        "known": known.isoformat(),
        "standing": view.standing,
        "value": " or ".join(value_written(workspace, view, o) for o in view.chosen) or None,
        "text": {workspace.short(t): told_value(v, spoken[t]) for t, v in views.items()},
        "ended": {workspace.short(t): ended(v, spoken[t]) for t, v in views.items()},
    }
    observed = [_observed(workspace, view, o, s) for o, s in view.states]
    return answer | _times(view) | {"observations": observed}


def refuse_unknown_fact(ledger: Ledger, key: str) -> None:
    """Raise AsofError, with what was probably meant, for a key that the ledger lacks."""
    if key not in ledger.facts:
        hint = meant(key, ledger.facts, ledger.former.facts) or "'asof list --facts' shows the keys"
        raise AsofError(error(None, f"unknown fact '{key}'", hint))


def value_written(workspace: Workspace, view: View, o: Observation) -> str:
    """A value as its file has it; a derived or translated one as it prints by default."""
    if o.value is None:
        return ""
    typed = "" if view.fact.derived else o.written
    return typed or printed(o.value, view.fact, workspace.language(workspace.languages[0]))


def _times(view: View) -> dict[str, Any]:
    """When the printed value was true and reported, and its sources."""
    now = view.current
    return {
        "on": now.true.start.text if now else None,
        "until": now.true.end.text if now and now.true.end else None,
        "reported": view.reported.isoformat() if view.reported else None,
        "source": [str(c) for c in view.citations],
    }


def _observed(
    workspace: Workspace, view: View, o: Observation, state: ObservationState
) -> dict[str, Any]:
    """One observation with what became of it."""
    return {
        "value": value_written(workspace, view, o),
        "state": state,
        "on": o.true.start.text,
        "until": o.true.end.text if o.true.end else None,
        "open": o.true.open,
        "inferred": o.true.inferred,
        "assumed": o.true.assumed,
        "reported": o.reported.isoformat(),
        "source": [str(c) for c in o.citations],
        "place": str(o.place),
    }


def catalogue(
    workspace: Workspace, briefings: Mapping[str, Briefing], out: Path | None, day: date
) -> list[dict[str, Any]]:
    """Every briefing, with the days for which it lies printed; raises AsofError as a build does.

    One that is numbered says which edition is the last up to a day, and which numbers are printed.
    """
    refuse_repeated(briefings.values())
    days = printed_days(out or workspace.root / "build", briefings)
    return [
        {
            "briefing": b.name,
            "title": {workspace.short(t): b.title.in_(t) for t in workspace.languages},
            "as_of": b.as_of.isoformat() if b.as_of else None,
            "template": b.layout,
            "path": b.place.path,
            "rows": len(b.rows) if b.for_each else None,
            "printed": days[b.name],
            "series": series_on(b.series, day, days[b.name]) if b.series else None,
        }
        for b in briefings.values()
    ]


def series_on(series: EditionSeries, day: date, printed: list[str]) -> dict[str, Any]:
    """The last edition of a series up to a day, the next one, and the numbers of those printed."""
    last = series.of_day(day) or series.numbering.before(day)
    after = series.numbering.after(day)
    numbered = {each: series.of_day(date.fromisoformat(each)) for each in printed}
    return {
        "last": {"as_of": last.day.isoformat()} | last.described if last else None,
        "next": after.day.isoformat() if after else None,
        "numbers": {n: each.number for n, each in numbered.items() if each and each.number},
    }


def printed_days(out: Path, briefings: Mapping[str, Briefing]) -> dict[str, list[str]]:
    """For each briefing the days of its PDFs in the output folder, oldest first."""
    days = [f for f in sorted(out.glob("*")) if re.fullmatch(r"\d{4}-\d\d-\d\d", f.name)]
    there = {day.name: {p.name.partition(".")[0] for p in day.glob("*.pdf")} for day in days}
    names = {b.name: {f"{b.name}-{r.name}" for r in b.rows} or {b.name} for b in briefings.values()}
    return {n: [day for day in there if there[day] & names[n]] for n in briefings}


def facts(
    workspace: Workspace, ledger: Ledger, pattern: str, day: date, known: date
) -> list[dict[str, Any]]:
    """The facts that match a pattern, with their values on a day."""
    edition = as_of(ledger, day, known, workspace.language(workspace.languages[0]))
    keys = ledger.matching(pattern)
    if not keys:
        raise AsofError(error(None, *KeySet(ledger.facts, (), ledger.former.facts).lacks(pattern)))
    return [
        {
            "key": key,
            "label": edition[key].fact.label.in_(edition.language.tag),
            "standing": edition[key].standing,
            "text": told_value(edition[key], edition.language),
        }
        for key in keys
    ]


TOLD = {
    "program": "asof itself, or a library",
    "job": "how it was asked for",
    "output": "the printed file",
    "changes": "what changed since an earlier edition",
}


def why_printed(read: Read) -> str:
    """What made an edition be printed anew, for people."""
    if read.kind == "new":
        return "it is new"
    return TOLD.get(read.kind) or f"{read.kind} {read.name}"


def finding(found: Finding) -> dict[str, Any]:
    """A finding; the whole of a file is line 0, no file at all an empty path."""
    place = found.place or Location("")
    return {
        "rule": found.rule,
        "severity": found.severity,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "message": found.said,
        "hint": found.hint,
    }
