"""The code that an issued edition prints: short enough to type, with a check character.

Eleven characters of a digest and one that checks them, by the pure system of ISO/IEC 7064 with
modulus 31 and radix 3. The modulus is prime and as large as the alphabet, so one wrong character is
always found; 3 generates every remainder but 0, so no two of the twelve places weigh the same, and
two characters that changed places are always found too, neighbours or not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any
from xml.etree.ElementTree import Element

from asof.diagnostics import WordError
from asof.page.document import Document
from asof.page.tree import UNSEEN, texts
from asof.record.print_row import print_rows

ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
ALIKE = {"O": "0", "I": "1", "L": "1", "U": "V", "S": "5"}  # none of these is ever printed
MODULUS, RADIX = len(ALPHABET), 3
BODY = 11
GROUP = 4
BETWEEN = re.compile(r"[\s_\u2010-\u2015\u2212\u00ad-]+")
IDENTITY = ("briefing", "row", "as_of", "known", "lang", "release", "words")
SILENT = UNSEEN | {"head", "template"}


class CodeError(WordError):
    """What was typed is no code; the text says why, the hint what to do."""


# ---- what is made into a code


def code_of(record: Mapping[str, Any]) -> str:
    """The code of an edition: of what it is, what it prints of its facts, and its words.

    Profile, paper and engine have no part in it: pages and places are left out.
    """
    made = {name: record[name] for name in IDENTITY}
    made["prints"] = [row.shown for row in print_rows(record)]
    text = json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    number = int.from_bytes(sha256(text.encode()).digest())
    body = "".join(_characters(number))
    return in_groups(body + check_character(body))


def _characters(number: int) -> Iterator[str]:
    for _ in range(BODY):
        number, digit = divmod(number, MODULUS)
        yield ALPHABET[digit]


def coded_content(document: Document) -> dict[str, Any]:
    """What of a document goes into its code: the printed facts, and the digest of its words."""
    prints = [[p.key, p.part, p.text] for p in document.prints]
    return {"prints": prints, "words": sha256(visible_words(document.tree).encode()).hexdigest()}


def visible_words(tree: Element) -> str:
    """The words of a page, in order, whatever the elements that hold them are parted by."""
    return " ".join(" ".join(texts(tree, lambda element: element.tag in SILENT)).split())


# ---- what is printed and typed


def check_character(body: str) -> str:
    """The check character: with it, the weighted sum leaves 1 (ISO/IEC 7064, pure systems)."""
    return ALPHABET[(1 - _sum(f"{body}0")) % MODULUS]


def _sum(code: str) -> int:
    """The values of the characters, each weighing RADIX times the one to its right."""
    places = enumerate(reversed(code))
    return sum(ALPHABET.index(c) * pow(RADIX, place, MODULUS) for place, c in places)


def in_groups(code: str) -> str:
    """A code as it is printed: in groups that the eye can hold."""
    return "-".join(code[n : n + GROUP] for n in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """A typed code as it is printed: in any case, with or without hyphens, look-alikes read right.

    Raises CodeError where it cannot be a code, or where its check character does not match.
    """
    plain = BETWEEN.sub("", typed).upper()
    code = "".join(ALIKE.get(c, c) for c in plain)
    odd = next((c for c in code if c not in ALPHABET), None)
    if odd:
        raise CodeError(f"no code has the character {odd!r}")
    if len(code) != BODY + 1:
        raise CodeError(f"a code has {BODY + 1} characters, this one {len(code)}")
    if _sum(code) % MODULUS != 1:
        hint = "compare it with the page: one is wrong, or two have changed places"
        raise CodeError("check character does not match: one character is mistyped", hint)
    return in_groups(code)
