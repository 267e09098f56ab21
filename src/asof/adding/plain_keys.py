"""Keys made from what offices call things, in plain letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

from asof.data.keys import PART, RESERVED
from asof.data.sheets import NumberCell

NUMBER = re.compile(r"[-+\u2212]?[0-9][0-9.,'\s]* ?%?( ?[pre])?")
MARKS = {"..", "...", "\u2026", "x"}
# Letters that no sign can be taken off of, by their numbers.
LETTERS = {0xF8: "o", 0x142: "l", 0x111: "d", 0xE6: "ae", 0x153: "oe", 0x131: "i"}


def key_from(words: str, number: int, sort: str) -> str:
    """A key from what something is called, in plain letters."""
    plain = normalize("NFKD", words.casefold().translate(LETTERS))
    key = re.sub("[^a-z0-9]+", "_", plain.encode("ascii", "ignore").decode()).strip("_")
    key = key if PART.fullmatch(key) else f"{sort}_{key or number}"
    return f"{key}_" if key in RESERVED else key


def distinct_keys(names: Iterable[str], sort: str) -> dict[str, str]:
    """A key for each name, no two alike."""
    found: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        key = key_from(name, number, sort)
        found[f"{key}_{number}" if key in found else key] = name
    return found


def is_figure(cell: str) -> bool:
    """Whether a cell holds a number."""
    return isinstance(cell, NumberCell) or bool(NUMBER.fullmatch(cell))


def is_number(cell: str) -> bool:
    """Whether a cell holds a figure, or a mark that stands where one is lacking."""
    return is_figure(cell) or cell in MARKS


def key_words(words: str) -> str:
    """Words in plain small letters."""
    return key_from(words, 0, "").replace("_", " ").strip()
