"""Sets running text by the typographic rules of a language; addresses on the net stay as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from asof.language.grammar import Rules

Replacement = str | Callable[[re.Match[str]], str]
Edit = tuple[int, str, str]  # where in a text, what stood there, and what is there now

_ADDRESS = re.compile(
    r"(?P<kept>(?:https?|ftp)://[^\s\"'<>«»“”‘’]*[\w/#=&]|www\.\S+\w|[\w.+-]+@[\w-]+\.[\w.-]*\w)"
)
_SIGN = re.compile(r"\W")
NEAR = 60  # characters: an article and the longest word that an article goes by


def _signs(text: str) -> str:
    """The characters of a text that are no words."""
    return "".join(set(_SIGN.findall(text)))


def set_text(text: str, rules: Rules) -> str:
    """A text by the rules, each applied until it finds nothing more."""
    for pattern, new in _compiled(rules, bool(_ADDRESS.search(text))):
        while (once := pattern.sub(new, text)) != text:
            text = once
    return text


def set_parts(texts: Sequence[str], rules: Rules) -> list[str]:
    """Texts that stand in one line, such as words around emphasised ones, set as one text."""
    line, ends = "".join(texts), [0, *accumulate(map(len, texts))]
    for pattern, new in _compiled(rules, bool(_ADDRESS.search(line))):
        while edits := list(_edits(pattern, new, line)):
            line = pattern.sub(new, line)
            ends = [_moved(end, edits) for end in ends]
    return [line[start:end] for start, end in pairwise(ends)]


def set_near_ends(texts: Sequence[str], rules: Rules) -> list[str]:
    """Such texts by rules that look no further than `NEAR` characters from where one ends.

    A paragraph costs a tenth of what all of its characters would.
    """
    cut = [[t[:NEAR], t[-NEAR:]] if len(t) > 2 * NEAR else [t] for t in texts]
    set_ = iter(set_parts([end for ends in cut for end in ends], rules))
    told = [[next(set_) for _ in ends] for ends in cut]
    return [
        f"{ends[0]}{t[NEAR:-NEAR]}{ends[1]}" if len(ends) > 1 else ends[0]
        for t, ends in zip(texts, told, strict=True)
    ]


def _edits(pattern: re.Pattern[str], new: Replacement, text: str) -> Iterator[Edit]:
    """What a rule changes in a text."""
    for found in pattern.finditer(text):
        told = found.expand(new) if isinstance(new, str) else new(found)
        if told != found[0]:
            yield found.start(), found[0], told


def _moved(at: int, edits: Sequence[Edit]) -> int:
    """Where a place in a text is after it was edited."""
    shift = 0
    for start, was, told in edits:
        end = start + len(was)
        if start < at < end:
            return start + shift + _within(was[: at - start], told)
        shift += len(told) - len(was) if 0 < end <= at else 0
    return at + shift


def _within(before: str, told: str) -> int:
    """Where what stood before a place ends in what is there now: behind the same words."""
    letters, signs = len(_SIGN.sub("", before)), len(before) - len(before.rstrip(_signs(before)))
    ends = [n for n in range(len(told) + 1) if len(_SIGN.sub("", told[:n])) == letters]
    return min(ends[0] + signs, ends[-1]) if ends else len(told)


@lru_cache
def _compiled(rules: Rules, addresses: bool) -> Sequence[tuple[re.Pattern[str], Replacement]]:
    """The rules ready to use; for a text with addresses, each steps over them."""
    if not addresses:
        return [(re.compile(pattern), new) for pattern, new in rules]
    return [
        (re.compile(f"{_ADDRESS.pattern}|{pattern}"), _unless_kept(new)) for pattern, new in rules
    ]


def _unless_kept(new: str) -> Callable[[re.Match[str]], str]:
    """Replace what a rule found, but never an address."""
    return lambda found: found[0] if found["kept"] else found.expand(new)
