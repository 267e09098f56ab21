"""Writes build/: PDFs, their records beside them, and the HTML that was set."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from asof.atomic_file import holds, put_all
from asof.diagnostics import AsofError, Location, RenderError, error
from asof.ledger import Edition
from asof.ledger.printing import source_record
from asof.page.document import Document, Print
from asof.record.edition_record import citations_of, fact_record
from asof.record.print_row import LineBehind, PrintRow

MADE_BY = ("asof", "weasyprint", "matplotlib")
FULL = (errno.ENOSPC, errno.EDQUOT)


def write_file(path: Path, content: bytes, option: str = "--out") -> None:
    """Put a file in place in one step; raises AsofError where that cannot be done."""
    write_files({path: content}, option)


def write_files(files: Mapping[Path, bytes], option: str = "--out") -> None:
    """Put files in place, all of them or none; raises AsofError where that cannot be done.

    `option` is the one that says where they go. What lies there with the same bytes is left: then
    nothing need be writable.
    It is a RenderError when the disk is full: nothing that was asked for is to blame.
    """
    try:
        put_all({path: content for path, content in files.items() if not holds(path, content)})
    except OSError as problem:
        raise _unwritable(Path(problem.filename), problem, option) from None


def _unwritable(path: Path, problem: OSError, option: str) -> AsofError:
    told = f"cannot be written: {(problem.strerror or 'no reason given').lower()}"
    place = Location(str(path.absolute()))
    if problem.errno not in FULL:
        return AsofError(error(place, told, f"choose another {option}"))
    hint = f"make room on the disk at {_disk(path)}, or choose another {option}"
    return RenderError(error(place, told, hint))


def _disk(path: Path) -> Path:
    """The place in the tree of folders at which the disk of a file stands."""
    return next(folder for folder in path.absolute().parents if folder.is_mount())


def record_bytes(record: Mapping[str, Any]) -> bytes:
    """A record as the same bytes every time, each of its parts on a line."""
    parts = (_line(name, record[name]) for name in sorted(record))
    return "{{\n{}\n}}\n".format(",\n".join(parts)).encode()


def _line(name: str, value: Any) -> str:
    told = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return f"{json.dumps(name)}: {told}"


def with_digest(record: bytes, digest: str) -> bytes:
    """A canonical record with the digest of its PDF added, where the order of names has it."""
    head, *lines = record.split(b"\n")
    before = [line for line in lines if line < b'"digest"' and line.startswith(b'"')]
    line = _line("digest", digest).encode() + b","
    return b"\n".join([head, *before, line, *lines[len(before) :]])


def write_schemas(folder: Path, schemas: Mapping[str, Mapping[str, Any]]) -> None:
    """The JSON Schema of each kind of file, where editors look for it."""
    for name, schema in schemas.items():
        write_file(folder / f"{name}.json", record_bytes(schema))


def write_html(folder: Path, document: Document) -> None:
    """The HTML that was set, with its assets, so that the bare engine sets the same page."""
    write_file(folder / "index.html", document.html.encode())
    for name, content in document.assets.items():
        write_file(folder / name, content)


def record_of(document: Document, edition: Edition, places: Mapping[str, int]) -> dict[str, Any]:
    """What an edition says and what it was made from: facts, sources, inputs, versions."""
    cited = {c.source.id: c for key in document.printed for c in citations_of(edition, key)}
    return {
        "title": document.title,
        "figures": _span(document),
        "facts": [fact_record(edition, key) for key in document.printed],
        "prints": [_print_row(shown, places.get(shown.id)) for shown in document.prints],
        "sources": [source_record(c, edition.language) for c in cited.values()],
        "inputs": [[r.kind, r.name, r.digest] for r in document.trace],
        "versions": _versions(),
    }


@cache
def _versions() -> dict[str, str]:
    return {name: version(name) for name in MADE_BY}


def _print_row(shown: Print, page: int | None) -> PrintRow:
    """A print as its row, with the lines that it shows, each with its sources."""
    lines = tuple(LineBehind(str(o.place), tuple(map(str, o.citations))) for o in shown.behind)
    return PrintRow(shown.key, shown.part, shown.text, page, str(shown.place), lines)


def _span(document: Document) -> dict[str, str]:
    """When the oldest and the newest figure on the page were true (rule 11)."""
    times = [when.text for when in document.times]
    return {"oldest": times[0], "newest": times[-1]} if times else {}
