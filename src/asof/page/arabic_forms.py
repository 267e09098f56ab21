"""Letters of Arabic in the forms that they have beside each other, as characters of their own.

Fonts choose forms where words are set whole. The engine sets each letter of a drawing alone, and
for that Unicode has the forms as characters: Arabic Presentation Forms-B, with the letters that
each stands for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

FORMS = range(0xFE70, 0xFEFD)
ALONE, FIRST, MIDDLE, LAST = "<isolated>", "<initial>", "<medial>", "<final>"
WORD = re.compile("[\u0600-\u06ff\u0750-\u077f]+")
PLAIN = re.compile("[\u0660-\u0669\u06f0-\u06f9\u060c\u061b\u061f\u066a-\u066c]")  # never joined


def joined_forms(text: str) -> str | None:
    """A text with each Arabic letter in its form; nothing where a letter or a mark has none."""
    parts: list[str | None] = []
    for word in re.split(f"({WORD.pattern})", text):
        formed = list(_formed(word)) if WORD.match(word) else [word]
        if None in formed:
            return None
        parts += formed
    return "".join(filter(None, parts))


def _formed(word: str) -> Iterator[str | None]:
    """The forms of the letters of a word; nothing for one that has none."""
    at, before = 0, False
    while at < len(word):
        pair = word[at : at + 2]
        letter = pair if pair in _forms() else word[at]
        at += len(letter)
        if PLAIN.match(letter):
            yield letter
            before = False
            continue
        known = _forms().get(letter, {})
        after = bool(_forms().get(word[at : at + 1], {}).get(LAST))
        joins = bool(known.get(FIRST)) and after
        wanted = (LAST, MIDDLE)[joins] if before and LAST in known else (ALONE, FIRST)[joins]
        yield known.get(wanted)
        before = bool(known.get(FIRST))


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    """The forms of each letter, and of the pairs that are one shape, by what tells them apart."""
    found: dict[str, dict[str, str]] = {}
    for code in FORMS:
        form, *letters = unicodedata.decomposition(chr(code)).split() or ("",)
        if form in (ALONE, FIRST, MIDDLE, LAST):
            found.setdefault("".join(chr(int(each, 16)) for each in letters), {})[form] = chr(code)
    return found
