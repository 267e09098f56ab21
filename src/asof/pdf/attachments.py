"""The record that a PDF carries with it; nothing in it is trusted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asof.record.strict_json import parse_json

NAME = "asof.json"
LIMIT = 4 * 2**20  # bytes: far beyond any record, and no more is read from a stranger


def enclosed(pdf: bytes) -> dict[str, Any]:
    """The record that a PDF carries; empty where it carries none, or is no PDF."""
    for content in _enclosures(pdf):
        try:
            record = parse_json(content)
        except ValueError:
            continue
        if isinstance(record, dict):
            return record
    return {}


def _enclosures(pdf: bytes) -> Iterator[bytes]:
    """The content of each attachment that has the record's name."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(document.count_attachments()):
            try:
                each = document.get_attachment(number)
                content = each.get_data() if each.get_name() == NAME else b""
            except (pypdfium2.PdfiumError, UnicodeDecodeError):
                continue
            if 0 < len(content) <= LIMIT:
                yield bytes(content)
    finally:
        document.close()
