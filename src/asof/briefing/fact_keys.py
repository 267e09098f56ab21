"""Facts as blocks name them: by a key, a pattern, or a tag that they carry."""

from __future__ import annotations

from typing import Annotated, Any

from asof.briefing.rows import RowOfTable, RowStem, row_key
from asof.diagnostics import meant
from asof.ledger.patterns import key_ends
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


def _stem(raw: Any, info: Info) -> Scalar:
    """What the keys of a column have in common, known where a ledger is at hand."""
    stem, context = word(raw), info.context
    if "{{" in stem:
        return row_key(stem, context.get("columns"), RowStem)
    if stem.count("*") > 1:
        told = f"'{stem}' has several places for the name of a row"
        raise invalid(told, "keep one '*'")
    known, pattern = context.get("facts"), "*".join(key_ends(stem))
    if known is None or pattern in known:
        return stem
    if "*" in stem:
        raise invalid(*known.lacks(stem))
    columns = [folder.removesuffix(".") for folder in known.folders]
    raise invalid(f"no facts stand below '{stem}'", meant(stem, columns))


def _row(raw: Any, info: Info) -> Scalar:
    """The name of a row, or a pattern of facts of which each is in one."""
    name = word(raw)
    if "{{" in name and "*" not in name:
        return row_key(name, info.context.get("columns"), RowOfTable)
    if "." not in name:
        return name
    if "*" not in name:
        told = f"'{name}' is a fact and no row"
        raise invalid(told, f"write the name of its row, '{name.rpartition('.')[2]}'")
    return _stem(raw, info)


Key = Annotated[Scalar, Reads(_key), Schema({"type": "string"})]
Tagged = Annotated[Scalar, Reads(_tag), Schema({"type": "string"})]
ONE_OR_SEVERAL = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Keys = Annotated[tuple[Key, ...], Before(_listed), Schema(ONE_OR_SEVERAL)]
Stem = Annotated[Scalar, Reads(_stem), Schema({"type": "string"})]
RowName = Annotated[Scalar, Reads(_row), Schema({"type": "string"})]
RowNames = Annotated[tuple[RowName, ...], Before(_listed), Schema(ONE_OR_SEVERAL)]
