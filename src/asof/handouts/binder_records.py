"""The binders that were printed, each with its pages: data/printed/, to which files are added."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from asof import output
from asof.diagnostics import AsofError, Location, error
from asof.handouts.binder_pages import BinderRecord, binder_record
from asof.nofollow import content_of
from asof.workspace import Workspace

FOLDER = "data/printed"
HINT = "take the file from the history of the repository, or name another by --since"


def binder_record_bytes(record: BinderRecord) -> bytes:
    """The record of a binder as its file has it, with the digest of all that it says."""
    told = record.described()
    return output.record_bytes(told | {"digest": _digest(told)})


def _digest(told: dict[str, Any]) -> str:
    said = {name: value for name, value in told.items() if name != "digest"}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def read_record(content: bytes, name: str) -> BinderRecord:
    """A record as it was written; raises AsofError where it is none, or was changed."""
    with suppress(ValueError, KeyError, TypeError):
        raw = json.loads(content)
        if raw["digest"] == _digest(raw):
            return binder_record(raw)
    raise AsofError(error(Location(name), "is no record of a binder as it was printed", HINT))


def printed_before(workspace: Workspace, record: BinderRecord) -> list[BinderRecord]:
    """The binders of the same name and language, the one printed first before the others."""
    start = f"{FOLDER}/{record.name}.{record.lang}."
    names = (n for n in workspace.files.below(FOLDER, ".json") if n.startswith(start))
    return [read_record(workspace.files.read(name).content, name) for name in names]


def last_other(workspace: Workspace, record: BinderRecord) -> BinderRecord:
    """The last binder that was printed and is not the same; raises AsofError where there is none.

    So whoever prints the pages to exchange twice gets the same. Where all were the same, it is one.
    """
    before = printed_before(workspace, record)
    others = [each for each in before if each.pages != record.pages] or before
    if not others:
        told = f"no other binder '{record.name}' was printed before"
        raise AsofError(error(None, told, "print the whole of it, without --changed"))
    return others[-1]


def since(workspace: Workspace, record: BinderRecord, said: str) -> BinderRecord:
    """The binder that somebody names: by the file of its record, or by its day."""
    path = Path(said)
    if path.is_file():
        return read_record(path.read_bytes(), said)
    with suppress(ValueError):
        day = date.fromisoformat(said).isoformat()
        found = [each for each in printed_before(workspace, record) if each.as_of == day]
        if found:
            return found[-1]
    told = f"no binder '{record.name}' of '{said}' was printed"
    raise AsofError(error(None, told, f"name the .json beside one, or a day in {FOLDER}"))


def keep_record(workspace: Workspace, record: BinderRecord) -> str:
    """Keep the record of a binder that is printed; the same one twice is kept once."""
    folder = workspace.root / FOLDER
    with output.locked_folder(folder, "--workspace"):
        before = sorted(folder.glob(f"{record.name}.{record.lang}.*.json"))
        if before and content_of(before[-1]) == binder_record_bytes(record):
            return f"{FOLDER}/{before[-1].name}"
        name = f"{record.name}.{record.lang}.{len(before) + 1:04}.{record.as_of}.json"
        output.write_files({folder / name: binder_record_bytes(record)}, "--workspace")
    return f"{FOLDER}/{name}"


def refuse_unlike(old: BinderRecord, new: BinderRecord) -> None:
    """Raise AsofError where sheets of one binder have no place in the other."""
    if old.form != new.form:
        was, now = (", ".join(each.form) for each in (old, new))
        told = f"pages cannot be exchanged: the binder before is {was}, this one {now}"
        raise AsofError(error(None, told, "print the whole of it, without --changed"))
