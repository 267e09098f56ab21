"""Where a sentence begins, and the capital that its first word has."""

from __future__ import annotations

import re
from collections.abc import Set

_LEADS = re.compile(r"[\s“‘„‚«‹¿¡(\[]*$")  # what opens, and stands before the first word
_END = re.compile(r"(?:[!?]|(?P<word>\S*?)\.)[”’“‘»›)\]]*$")
_FIRST = re.compile(r"[“‘„‚«‹¿¡(\[\s]*(?P<word>[^\W_]+)")
_ADDRESS = re.compile(r"\S*\w[.@/]\w")


def opens_sentence(before: str, abbreviations: Set[str]) -> bool:
    """Whether what follows some words of a line begins a sentence."""
    lead = _LEADS.search(before)
    words = before[: lead.start()] if lead else before
    if not words:
        return True
    end = _END.search(words) if lead and re.search(r"\s", lead[0]) else None
    return bool(end) and not (end and _shortened(end["word"], abbreviations))


def _shortened(word: str | None, abbreviations: Set[str]) -> bool:
    """Whether the point behind a word shortens it: Lt., J., a.m., approx."""
    if word is None:
        return False
    plain = word.strip("“‘„‚«‹¿¡([").lower()
    return plain in abbreviations or "." in plain or (len(plain) < 2 and not plain.isdigit())


def with_capital(text: str) -> str:
    """Words at the head of a line or a sentence; what has capitals of its own stays as it is."""
    found = _FIRST.match(text)
    if not found or not found["word"].islower() or _ADDRESS.match(text):
        return text
    at = found.start("word")
    digits = any(map(str.isdigit, found["word"]))
    return text if digits else text[:at] + text[at].upper() + text[at + 1 :]
