"""Writes build/: PDFs, their records beside them, and the HTML that was set."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from asof.atomic_file import holds, locked, put_all
from asof.diagnostics import AsofError, Location, RenderError, error
from asof.disk import disk_of, is_full
from asof.language import Language
from asof.ledger import Edition
from asof.ledger.change_words import change_record
from asof.ledger.printing import source_record
from asof.nofollow import resolved
from asof.page.document import Document, Print
from asof.record.edition_record import citations_of, fact_record
from asof.record.print_row import LineBehind, PrintRow

MADE_BY = ("asof", "weasyprint", "matplotlib")


def write_file(path: Path, content: bytes, option: str = "--out") -> None:
    """Put a file that somebody named in place in one step; raises AsofError where that fails."""
    write_files({resolved(path.parent) / path.name: content}, option)


def write_files(files: Mapping[Path, bytes], option: str = "--out") -> None:
    """Put files in place, all of them or none; raises AsofError where that cannot be done.

    Their folders are resolved: a link on the way, or in the place of a file, is refused. `option`
    says what to choose otherwise. What lies there with the same bytes is left: then nothing need
    be writable. It is a RenderError when the disk is full: nothing that was asked for is to blame.
    """
    with refusals(option):
        put_all({path: content for path, content in files.items() if not holds(path, content)})


def write_pair(files: Mapping[Path, bytes]) -> None:
    """Put a PDF and its record in place, while no other build puts one of the two there."""
    with locked_folder(next(iter(files)).parent, "--out", needed=False):
        write_files(files)


@contextmanager
def locked_folder(folder: Path, option: str, *, needed: bool = True) -> Iterator[None]:
    """A folder that no other process locks meanwhile; raises AsofError where that cannot be."""
    with ExitStack() as stack:
        with refusals(option):
            stack.enter_context(locked(folder, needed=needed))
        yield


@contextmanager
def refusals(option: str) -> Iterator[None]:
    """What the disk refuses, as findings."""
    try:
        yield
    except OSError as problem:
        raise unwritable(Path(problem.filename), problem, option) from None


def unwritable(path: Path, problem: OSError, option: str) -> AsofError:
    """That a file, or a folder, cannot be written, and what to choose otherwise."""
    told = f"cannot be written: {(problem.strerror or 'no reason given').lower()}"
    place = Location(str(path.absolute()))
    if problem.errno == errno.ELOOP:
        hint = f"remove the link, or choose another {option}"
        return AsofError(error(place, "is a link, and output follows none", hint))
    if not is_full(problem):
        return AsofError(error(place, told, f"choose another {option}"))
    hint = f"make room on the disk at {disk_of(path)}, or choose another {option}"
    return RenderError(error(place, told, hint))


def record_bytes(record: Mapping[str, Any]) -> bytes:
    """A record as the same bytes every time, each of its parts on a line."""
    parts = (_line(name, record[name]) for name in sorted(record))
    return "{{\n{}\n}}\n".format(",\n".join(parts)).encode()


def _line(name: str, value: Any) -> str:
    told = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return f"{json.dumps(name)}: {told}"


def with_digest(record: bytes, digest: str) -> bytes:
    """A canonical record with the digest of its PDF, where the order of names has it."""
    head, *lines = (line for line in record.split(b"\n") if not line.startswith(b'"digest":'))
    before = [line for line in lines if line < b'"digest"' and line.startswith(b'"')]
    line = _line("digest", digest).encode() + b","
    return b"\n".join([head, *before, line, *lines[len(before) :]])


def schema_files(folder: Path, schemas: Mapping[str, Mapping[str, Any]]) -> dict[Path, bytes]:
    """The JSON Schema of each kind of file, where editors look for it."""
    return {folder / f"{name}.json": record_bytes(schema) for name, schema in schemas.items()}


def html_files(folder: Path, document: Document) -> dict[Path, bytes]:
    """The HTML that was set, with its assets, so that the bare engine sets the same page."""
    assets = {folder / name: content for name, content in document.assets.items()}
    return {folder / "index.html": document.html.encode(), **assets}


def record_of(document: Document, edition: Edition, places: Mapping[str, int]) -> dict[str, Any]:
    """What an edition says and what it was made from: facts, sources, inputs, versions."""
    cited = {c.source.id: c for key in document.printed for c in citations_of(edition, key)}
    return (
        {
            "title": document.title,
            "figures": _span(document),
            "facts": [fact_record(edition, key) for key in document.printed],
            "prints": [_print_row(shown, places.get(shown.id)) for shown in document.prints],
            "sources": [source_record(c, edition.language) for c in cited.values()],
            "inputs": [[r.kind, r.name, r.digest] for r in document.trace],
            "versions": versions(),
        }
        | _changes(document, edition.language)
        | _fonts(document)
    )


def _changes(document: Document, language: Language) -> dict[str, Any]:
    """The changes of values that a document tells, each once; nothing where it tells none."""
    printed = [p.change for p in document.prints if p.change]
    told = [change_record(change, language) for change in printed]
    once = [each for n, each in enumerate(told) if each not in told[:n]]
    return {"changes": once} if once else {}


def _fonts(document: Document) -> dict[str, Any]:
    """The fonts of a document that are not the theme's; nothing where there are none."""
    told = [{"file": f.file, "name": f.name, "digest": f.digest} for f in document.fonts]
    return {"fonts": told} if told else {}


@cache
def versions() -> dict[str, str]:
    """What editions are made by."""
    from importlib.metadata import version

    return {name: version(name) for name in MADE_BY}


def _print_row(shown: Print, page: int | None) -> PrintRow:
    """A print as its row, with the lines that it shows, each with its sources."""
    lines = tuple(LineBehind(str(o.place), tuple(map(str, o.citations))) for o in shown.behind)
    return PrintRow(shown.key, shown.part, shown.text, page, str(shown.place), lines)


def _span(document: Document) -> dict[str, str]:
    """When the oldest and the newest figure on the page were true (rule 11)."""
    times = [when.text for when in document.times]
    return {"oldest": times[0], "newest": times[-1]} if times else {}
