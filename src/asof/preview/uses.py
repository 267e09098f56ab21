"""Where a fact prints, which formulas use it, and what else would change if it did."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from typing import Any

from asof.batch.up_to_date import CurrentInputs
from asof.jobs import Job
from asof.ledger import Ledger
from asof.ledger.fact_graph import built_on
from asof.preview.all_editions import all_editions
from asof.preview.asked_facts import AskedFacts, as_built, as_filled
from asof.preview.snapshot import Snapshot
from asof.preview.told_findings import told_findings
from asof.preview.view import Asked
from asof.queries import refuse_unknown_fact

MOST_FILLED = 48  # editions that are filled for one answer


def uses(snapshot: Snapshot, asked: Asked) -> dict[str, Any]:
    """Where all editions of the day of a view print a fact, and what rests on it.

    `left_out` is how many editions were not looked at: neither their records tell, nor is there
    time to fill them. Raises AsofError for a fact that the ledger lacks.
    """
    key, ledger = asked.get("key", ""), snapshot.ledger
    refuse_unknown_fact(ledger, key)
    facts = built_on(ledger, key)
    looked_at, left_out = looked_into(snapshot, asked, {key, *facts})
    concerned = {key, *facts}
    return {
        "key": key,
        "prints": [
            edition_told(each.job) | {"parts": list(each.parts[key])}
            for each in looked_at
            if key in each.parts
        ],
        "formulas": list(dict.fromkeys((*facts, *held_against(ledger, concerned)))),
        "would_change": {
            "facts": list(facts),
            "editions": [edition_told(e.job) for e in looked_at if e.keys & concerned],
        },
        "findings": told_findings(found for each in looked_at for found in each.failure),
        "left_out": left_out,
    }


def looked_into(
    snapshot: Snapshot, asked: Asked, keys: Collection[str]
) -> tuple[list[AskedFacts], int]:
    """What editions ask for and print, in their order, and how many there was no time to look into.

    Those are filled first of which there is one for their briefing, and rows that some key names.
    """
    jobs = all_editions(snapshot, asked)
    inputs = CurrentInputs(snapshot.workspace, snapshot.ledger)
    built = {job.path: each for job in jobs if (each := as_built(job, inputs))}
    words = {part for key in keys for part in key.split(".")}
    others = sorted((j for j in jobs if j.path not in built), key=lambda job: _unlike(job, words))
    filled = {job.path: as_filled(job, inputs) for job in others[:MOST_FILLED]}
    known = built | filled
    return [known[job.path] for job in jobs if job.path in known], len(jobs) - len(known)


def _unlike(job: Job, words: Set[str]) -> bool:
    """Whether an edition is that of a row of which nothing stands in some words."""
    if job.row is None:
        return False
    cells = (str(each) for text in job.row.cells.values() for each in text)
    return words.isdisjoint({job.row.name, *cells})


def held_against(ledger: Ledger, keys: Set[str]) -> Iterator[str]:
    """The facts that are held against a formula with any of some facts, and computed by none."""
    for fact in ledger:
        if fact.equals and keys & {*fact.equals.keys(ledger.facts, fact.key)}:
            yield fact.key


def edition_told(job: Job) -> dict[str, Any]:
    """Which edition is meant."""
    return {
        "briefing": job.briefing.name,
        "row": job.row.name if job.row else None,
        "lang": job.tag,
    }
