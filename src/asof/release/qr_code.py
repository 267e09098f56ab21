"""Draws a URL as a QR code. The only door to segno."""

from __future__ import annotations

import re
from io import BytesIO


def address(url: str, code: str) -> str:
    """Where a code is looked up: the publication's URL with the code behind it."""
    return f"{url}{'' if re.search('[/=#]$', url) else '/'}{code}"


def qr_code(url: str, ink: str) -> bytes:
    """A QR code as SVG, without white around it: the page has that (ISO/IEC 18004, level M)."""
    import segno

    drawn = BytesIO()
    segno.make_qr(url, error="m", boost_error=False).save(
        drawn, kind="svg", border=0, xmldecl=False, omitsize=True, dark=ink, lineclass=None
    )
    return drawn.getvalue()
