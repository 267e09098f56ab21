"""What a key may be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from asof.diagnostics import AsofError, Location, error

PART = re.compile(r"[a-z][a-z0-9_]*")
JINJA = (
    "true false none null not and or in is if else elif for while loop self super varargs kwargs"
    " caller import from include extends block macro call filter set do with"
)
OURS = (
    "value on until reported source label standing history previous claims counted at counts by"
    " unit fact facts edition briefing chart image word sections sources each paper stylesheets"
    " change"
)
SEEN = (  # by templates, beside the facts: no key begins so
    "form spacing brand errata legend figure_notes source_reasons heading_of_sources show layout"
    " by_language matter"
)
RESERVED = frozenset([*JINJA.split(), *OURS.split()])
FIRST = RESERVED | frozenset(SEEN.split())


def allowed(parts: Iterable[str], place: Location, reserved: frozenset[str] = RESERVED) -> None:
    """Parts of a key are plain words that neither Jinja nor facts use for themselves."""
    for part in parts:
        if not PART.fullmatch(part):
            told = f"'{part}' cannot be part of a key"
            hint = "use lower-case letters, digits and _, starting with a letter"
            raise AsofError(error(place, told, hint))
        if part in reserved:
            told = f"'{part}' has a meaning in templates and cannot be part of a key"
            raise AsofError(error(place, told, "choose another word"))
