"""What an edition asks for and prints: as its record has it where that holds, else as it fills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from asof.batch.build_log import find_built
from asof.batch.up_to_date import CurrentInputs
from asof.diagnostics import Finding
from asof.jobs import Job
from asof.ledger.trace import VALUE_CHANGE, Read
from asof.nofollow import content_of
from asof.preview.all_editions import guarded_draft
from asof.record.print_row import print_rows
from asof.record.strict_json import parse_json

OF_FACTS = ("fact", VALUE_CHANGE)
Parts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class AskedFacts:
    """The facts that an edition asks for, those that it prints with the parts of each that it does.

    `failure` is why it could not be filled.
    """

    job: Job
    keys: frozenset[str] = frozenset()
    parts: Parts = field(default_factory=dict)
    failure: tuple[Finding, ...] = ()


def as_built(job: Job, inputs: CurrentInputs) -> AskedFacts | None:
    """What the edition in the output folder says, where it would be printed alike now."""
    content = content_of(job.record) if find_built(job, inputs).reused else None
    if content is None:
        return None
    record = parse_json(content)
    rows = ((row.key, row.part) for row in print_rows(record))
    return AskedFacts(job, asked_keys(Read(*each) for each in record["inputs"]), parts_by_key(rows))


def as_filled(job: Job, inputs: CurrentInputs) -> AskedFacts:
    """What an edition says when it is filled, or why it cannot be."""
    filled = guarded_draft(inputs.ledger, job)
    if filled.document is None:
        return AskedFacts(job, failure=filled.failure.findings if filled.failure else ())
    prints = ((p.key, p.part) for p in filled.document.prints)
    return AskedFacts(job, asked_keys(filled.document.trace), parts_by_key(prints))


def asked_keys(reads: Iterable[Read]) -> frozenset[str]:
    """The facts among some reads, on whatever day they were asked for."""
    return frozenset(r.name.partition("@")[0] for r in reads if r.kind in OF_FACTS)


def parts_by_key(prints: Iterable[tuple[str, str]]) -> Parts:
    """The parts that are printed of each fact, each once; its value is the part without a name."""
    found: dict[str, dict[str, None]] = {}
    for key, part in prints:
        found.setdefault(key, {})[part] = None
    return {key: tuple(parts) for key, parts in found.items()}
