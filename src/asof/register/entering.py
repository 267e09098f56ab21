"""Enters editions, withdrawals and copies in the register: what belongs together, or none of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from asof import output
from asof.diagnostics import AsofError, Location, error
from asof.files import Files
from asof.register.reading import mark_name, read_register
from asof.register.records import (
    FOLDER,
    WITHDRAWN,
    HandOut,
    Issued,
    Register,
    Withdrawal,
    entry_digest,
)
from asof.workspace import Workspace

Record = Mapping[str, Any]


def add_records(
    workspace: Workspace, editions: Sequence[Issued], printed: Mapping[Path, bytes]
) -> tuple[Issued, ...]:
    """Enter editions, one behind the other, and put what was printed of them in place with them.

    Raises AsofError, and then nothing is entered, where one of them is in the register already or
    a file cannot be written.
    """
    with _locked(workspace) as register:
        _refuse_entered(editions, register)
        chained = tuple(_chained(editions, register.tips))
        records = {each.path: each.record() for each in chained}
        _put(workspace, register, records, printed)
    return tuple(replace(each, place=Location(each.path)) for each in chained)


def mark_withdrawn(workspace: Workspace, issued: Issued, withdrawal: Withdrawal) -> Issued:
    """Enter beside a record that its edition is withdrawn; raises AsofError if it is already."""
    path = f"{issued.place.path.removesuffix('.json')}{WITHDRAWN}"
    with _locked(workspace) as register:
        now = register.with_code(issued.code)
        if now and now.withdrawal:
            raise AsofError(error(Location(path), ENTERED, rule="register"))
        chained = replace(withdrawal, before=register.tips)
        _put(workspace, register, {path: chained.record()}, {})
    return replace(issued, withdrawal=chained)


def add_copies(workspace: Workspace, out: HandOut, printed: Mapping[Path, bytes]) -> HandOut:
    """Enter copies, and put their files in place with the entry.

    Raises AsofError where others have been given one of their numbers.
    """
    with _locked(workspace) as register:
        given = {copy.number for other in register.copies_of(out.digest) for copy in other.copies}
        if given & {copy.number for copy in out.copies}:
            told = "others have been given these numbers meanwhile"
            raise AsofError(error(Location(out.path), told, "run it again", "register"))
        chained = replace(out, before=register.tips)
        _put(workspace, register, {out.path: chained.record()}, printed)
    return chained


ENTERED = "is in the register already"


def _refuse_entered(editions: Sequence[Issued], register: Register) -> None:
    there = {each.path for each in register.issued}
    found = [Location(each.path) for each in editions if each.path in there]
    if found:
        raise AsofError(*(error(place, ENTERED, rule="register") for place in found))


def _chained(editions: Sequence[Issued], before: tuple[str, ...]) -> Iterator[Issued]:
    """Editions as entries, each naming those before it."""
    for each in editions:
        entry = replace(each, before=before)
        before = (entry_digest(entry.record()),)
        yield entry


def _put(
    workspace: Workspace,
    register: Register,
    records: Mapping[str, Record],
    printed: Mapping[Path, bytes],
) -> None:
    """Put entries in place, and last the mark of the last one: with it they are entered."""
    digest = str([*records.values()][-1]["entry"])
    told = {**records, mark_name(digest): {"entry": digest}}
    files = {workspace.root / name: _content(record) for name, record in told.items()}
    output.write_files({**printed, **files})
    for tip in register.tips:
        (workspace.root / mark_name(tip)).unlink(missing_ok=True)


def _content(record: Record) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


@contextmanager
def _locked(workspace: Workspace) -> Iterator[Register]:
    """The register as it is now, to which nobody else adds meanwhile."""
    with output.locked_folder(workspace.root / FOLDER, "--workspace"):
        files = Files(workspace.root, workspace.files.largest)
        yield read_register(replace(workspace, files=files))
