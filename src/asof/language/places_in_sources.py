"""Where in a source something stands, as its note says it: pp. 4–7, table 3, “key messages”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from asof.language.grammar import NBSP, PlaceWords
from asof.language.registry import grammars

MOST = 5  # of one source; where a page cites more of its places, it cites the document

_NUMBERED = re.compile(
    r"(?P<kind>[^\W\d_]+)\.?(?:[-_ =.]*(?P<first>\d+)(?:[-–](?P<last>\d+))?"
    r"|[-_ =.]+(?P<letter>[^\W\d_]))",
    re.IGNORECASE,
)
_SLUG = re.compile(r"[\w.]+(?:[-_][\w.]+)*")
DASH = "–"

Runs = list[tuple[int, int]]
Number = tuple[int, int] | str


def told_places(
    parts: Iterable[str], words: Mapping[str, PlaceWords], quoted: Callable[[str], str]
) -> tuple[list[str], list[str]]:
    """The places of a source that a page cites, by number and by name.

    None where they are too many to look up.
    """
    numbers: dict[str, list[Number]] = {}
    names: dict[str, None] = {}
    for part in filter(None, parts):
        kind, number = place_number(part, words)
        if kind:
            numbers.setdefault(kind, []).append(number)
        else:
            names[place_name(part, quoted)] = None
    told = [_told(words[kind], list(_each(found))) for kind, found in numbers.items()]
    count = sum(len(list(_each(found))) for found in numbers.values()) + len(names)
    return (told, list(names)) if count <= MOST else ([], [])


def place_number(part: str, words: Mapping[str, PlaceWords]) -> tuple[str, Number]:
    """The kind and the number of a place such as p12, table-3 or annexe-b; no kind for others."""
    found = _NUMBERED.fullmatch(part.strip())
    kind = _kind(found["kind"].casefold(), words) if found else ""
    if not found or not kind:
        return "", ""
    if found["letter"]:
        return kind, found["letter"].upper()
    first = int(found["first"])
    return kind, (first, max(first, int(found["last"] or first)))


def place_name(part: str, quoted: Callable[[str], str]) -> str:
    """A place by its name: one that is typed as a slug stands in quotation marks."""
    return quoted(re.sub("[-_]+", " ", part)) if _SLUG.fullmatch(part) else part


def _kind(typed: str, words: Mapping[str, PlaceWords]) -> str:
    """The kind of place that a typed word means, in the page's language or in another one."""
    own = (kind for kind, each in words.items() if typed in each.typed.split())
    return next(own, "") or _foreign_kinds().get(typed, "")


@cache
def _foreign_kinds() -> Mapping[str, str]:
    """What each word that people type for a kind of place means wherever it is one."""
    found: dict[str, set[str]] = {}
    for grammar in grammars().values():
        for kind, words in grammar.places.items():
            for typed in words.typed.split():
                found.setdefault(typed, set()).add(kind)
    return {typed: next(iter(kinds)) for typed, kinds in found.items() if len(kinds) == 1}


def _each(numbers: Iterable[Number]) -> Iterator[str]:
    """Numbers in rising order, those that follow one another as a run, then letters."""
    runs: Runs = []
    for first, last in sorted(n for n in numbers if isinstance(n, tuple)):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = runs[-1][0], max(last, runs[-1][1])
        else:
            runs.append((first, last))
    yield from (f"{a}{DASH}{b}" if b > a else str(a) for a, b in runs)
    yield from sorted({n for n in numbers if isinstance(n, str)})


def _told(words: PlaceWords, numbers: list[str]) -> str:
    """One kind of place: p. 12, pp. 4–7."""
    single = len(numbers) == 1 and DASH not in numbers[0]
    form = words.one if single else words.several
    return form.replace(" ", NBSP).format(", ".join(numbers))
