"""The workbooks of earlier runs, kept for speed alone: one that holds the same is not written."""

from __future__ import annotations

from asof.cache import Store, key_of, program_digest
from asof.publish.open_data.workbook_file import OfficeWorkbook, office_bytes

KIND = "workbook"  # under which the store has the file


def kept_workbook(store: Store, book: OfficeWorkbook) -> bytes:
    """A workbook as a file, found by all that stands in it, numbers told from words."""
    if store.folder is None:
        return office_bytes(book)
    key = key_of(program_digest(store), repr(book))
    content = store.get(KIND, key)
    if content is None:
        content = office_bytes(book)
        store.put(KIND, key, content)
    return content
