"""The order of a dictionary: letters whatever their accents and cases, numbers by their size.

What is searched is compared alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
LAST = "\uffff"  # an own letter follows all words that begin with the one before it

QUOTED = str.maketrans({"’": "'", "ʼ": "'", **dict.fromkeys('"«»“”„', " ")})

Rank = tuple[str | int, ...]


def rank_in_dictionary(text: str, own_letters: Mapping[str, str]) -> tuple[Rank, str]:
    """What words are sorted by; an own letter of the alphabet stands behind another one."""
    pieces = re.split(r"(\d+)", text.casefold())  # every second is a number
    letters = str.maketrans({own: after + LAST for own, after in own_letters.items()})
    told = (int(p) if n % 2 else _plain(p.translate(letters)) for n, p in enumerate(pieces))
    return tuple(told), text


def searchable(text: str) -> str:
    """Words as they are searched: without accents and cases, quotation marks being spaces."""
    return _plain(text.translate(QUOTED).casefold())


def _plain(letters: str) -> str:
    """Letters without their accents."""
    apart = unicodedata.normalize("NFKD", letters.translate(LIGATURES))
    return "".join(each for each in apart if not unicodedata.combining(each))
