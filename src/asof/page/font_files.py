"""Font files read whole before a page is set. The only door to fontTools."""

from __future__ import annotations

from io import BytesIO

from asof.diagnostics import WordError

SUFFIXES = (".ttf", ".otf", ".woff", ".woff2")


def check_font(content: bytes) -> None:
    """Raise WordError for what is no font, or is not whole."""
    from fontTools.ttLib import TTFont

    try:
        font = TTFont(BytesIO(content))
        missing = [table for table in ("cmap", "head", "hhea", "hmtx", "maxp") if table not in font]
        font.ensureDecompiled()
    except Exception:  # noqa: BLE001 (of a damaged file fontTools raises whatever it stumbles over)
        raise WordError("is no font that can be read to its end", "copy it anew") from None
    if missing:
        raise WordError(f"is no whole font: it has no '{missing[0]}'", "copy it anew")
