"""Whether an edition is the same today: filled again, and held against the record that it has.

So its reading view shows nothing that its PDF does not: no other figure, no other line of a fact.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from asof import build, output, queries, register
from asof.batch.up_to_date import decisive
from asof.diagnostics import AsofError, error
from asof.form import Form
from asof.jobs import Job
from asof.ledger import Ledger
from asof.ledger.trace import Read
from asof.page.document import Document
from asof.record.print_row import print_rows
from asof.register import Issued

SHOWN = 3  # reasons that are told; who prints it anew sees the rest


def filled_anew(ledger: Ledger, job: Job) -> Document:
    """An edition filled and not set; raises AsofError."""
    draft = build.draft(ledger, job)
    if draft.document is None:
        assert draft.failure
        raise draft.failure
    return draft.document


def proven_document(ledger: Ledger, job: Job, record: Mapping[str, Any], hint: str) -> Document:
    """An edition filled anew that says what its record does; raises AsofError where it does not."""
    if job.colophon is None:
        _refuse(job, _made_otherwise(job, record), hint)  # before the work of filling it
    document = filled_anew(ledger, job)
    _refuse(job, unlike_record(ledger, job, document, record), hint)
    return document


def _refuse(job: Job, unlike: Iterable[str], hint: str) -> None:
    """Raise AsofError where an edition is not what it was, with what is other."""
    wrong = list(dict.fromkeys(unlike))
    if wrong:
        more = f", and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
        told = f"it would come out otherwise by now: {', '.join(wrong[:SHOWN])}{more}"
        raise AsofError(error(job.briefing.place, told, hint))


def _made_otherwise(job: Job, record: Mapping[str, Any]) -> Iterator[str]:
    """What decides a page besides its facts and files, and is another by now."""
    before = {tuple(each) for each in record["inputs"]}
    for read in job.reads:
        if (read.kind, read.name, read.digest) not in before:
            yield queries.why_printed(read)


def unlike_record(
    ledger: Ledger, job: Job, document: Document, record: Mapping[str, Any]
) -> Iterator[str]:
    """What an edition says otherwise than its record; of a mere build also what it is made from.

    The words of an issued one are held by its code; and a fact may stand at another line of its
    file by now.
    """
    told = output.record_of(document, job.edition(ledger), {})
    now = json.loads(output.record_bytes(told))
    if job.colophon is None:
        yield from _other_inputs(record, now)
    if [r.shown for r in print_rows(record)] != [r.shown for r in print_rows(now)]:
        yield "what it shows of its facts"
    for name in ("title", "figures", "facts", "sources", "changes"):
        if _placeless(record.get(name)) != _placeless(now.get(name)):
            yield f"its {name}"


def _other_inputs(record: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    before, after = (dict.fromkeys(_decisive(each["inputs"])) for each in (record, now))
    for read in (*(r for r in before if r not in after), *(r for r in after if r not in before)):
        yield queries.why_printed(read)


def _decisive(inputs: list[list[str]]) -> tuple[Read, ...]:
    return decisive(Read(*each) for each in inputs)


def _placeless(told: Any) -> Any:
    """What a record says, without where in which file that stands."""
    if isinstance(told, Mapping):
        return {name: _placeless(said) for name, said in told.items() if name != "place"}
    return [_placeless(each) for each in told] if isinstance(told, list) else told


def content_digest(ledger: Ledger, job: Job, document: Document) -> str:
    """The digest of what a mere build says, whatever its form is."""
    usual = Form(job.workspace.config.paper, sides=job.workspace.config.sides)
    if job.form != usual:
        document = filled_anew(ledger, replace(job, form=usual))
    told = json.dumps(register.coded_content(document), sort_keys=True)
    return sha256(told.encode()).hexdigest()


def says_as_issued(ledger: Ledger, job: Job, issued: Issued) -> bool:
    """Whether the data print what was issued: the same facts, and the same words."""
    plain = replace(
        job,
        form=Form(job.workspace.config.paper),
        languages=(job.tag,),
        since=None,
        former=None,
        colophon=None,
    )
    content = register.coded_content(filled_anew(ledger, plain))
    identity = plain.described(0) | {"release": issued.release}
    return register.code_of(identity | content) == register.code_of(issued.in_todays_names)
