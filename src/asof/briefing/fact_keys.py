"""Facts as blocks name them: by a key, a pattern, or a tag that they carry."""

from __future__ import annotations

from typing import Annotated, Any

from asof.briefing.rows import row_key
from asof.diagnostics import meant
from asof.located import Before, Info, Reads, Scalar, Schema, invalid
from asof.text import word


def _listed(raw: Any) -> Any:
    return [raw] if isinstance(raw, Scalar) else raw


def _key(raw: Any, info: Info) -> Scalar:
    """A fact's key or a pattern, one that the ledger knows where a ledger is at hand."""
    key, context = word(raw), info.context
    if "{{" in key:
        return row_key(key, context.get("columns"))
    known = context.get("facts")
    if known is None or key in known:
        return key
    raise invalid(*known.lacks(key))


def _tag(raw: Any, info: Info) -> Scalar:
    """A tag, one that some fact carries where a ledger is at hand."""
    tag = word(raw)
    known = info.context.get("tags")
    if known is None or tag in known:
        return tag
    raise invalid(f"no fact has the tag '{tag}'", meant(tag, known))


Key = Annotated[Scalar, Reads(_key), Schema({"type": "string"})]
Tagged = Annotated[Scalar, Reads(_tag), Schema({"type": "string"})]
Keys = Annotated[
    tuple[Key, ...],
    Before(_listed),
    Schema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
