"""Writes build/: PDFs, their records beside them, and the HTML that was set."""

from __future__ import annotations

import json
import os
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from asof.model.document import Document
from asof.model.printing import source_record, view_record
from asof.model.trace import Reader

MADE_BY = ("asof", "weasyprint", "matplotlib")


def write(path: Path, content: bytes) -> None:
    """Put a file in place in one step: a reader sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def canonical(record: dict[str, Any]) -> bytes:
    """A record as the same bytes every time."""
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def write_html(folder: Path, document: Document) -> None:
    """The HTML that was set, with its assets, so that the bare engine sets the same page."""
    write(folder / "index.html", document.page.encode())
    for name, content in document.assets.items():
        write(folder / name, content)


def record(document: Document, reader: Reader) -> dict[str, Any]:
    """What an edition says and what it was made from: facts, sources, inputs, versions."""
    views = [v for v in reader.views if v.key in document.printed]
    cited = {c.source.id: c for v in views for c in v.citations}
    return {
        "title": document.title,
        "figures": _span(document),
        "facts": [view_record(v, reader.language) for v in views],
        "sources": [source_record(c, reader.language) for c in cited.values()],
        "inputs": [[r.kind, r.name, r.digest] for r in document.trace],
        "versions": {name: version(name) for name in MADE_BY},
    }


def _span(document: Document) -> dict[str, date | str]:
    """The days of the oldest and newest figure on the page (rule 11)."""
    days = [day.isoformat() for day in document.days]
    return {"oldest": min(days), "newest": max(days)} if days else {}
