"""The pages of a binder as they stand behind one another, and the record of them.

A page has a label that names it: in a tab `2-7`, its tab and which page of it, so that an edition
that grows leaves the labels of all others; or, where a binder counts all pages, `43`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any

FRONT, DIVIDER, EDITION, BLANK = "front", "divider", "edition", "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class BinderPage:
    """A page: its label, its tab (0 before the first), what it is, and how it looks.

    `source` is which PDF it is of, from 0, and `page` which page of that; a blank one is of none.
    `look` is a digest of what is seen of it, its label with it.
    """

    label: str
    tab: int
    kind: str
    source: int | None = field(default=None, compare=False)
    page: int = field(default=0, compare=False)
    look: str = ""

    @property
    def told(self) -> dict[str, Any]:
        """The page as the record of its binder has it."""
        return {name: getattr(self, name) for name in ("label", "tab", "kind", "look")}


@dataclass(frozen=True, slots=True)
class Looks:
    """What is seen of each page of each PDF that a binder is made of."""

    pages: Sequence[Sequence[str]]

    def of(self, label: str, source: int | None, page: int) -> str:
        """What is seen of a page with its label on it."""
        seen = "blank" if source is None else self.pages[source][page]
        return sha256(f"{seen} {label}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class BinderLayout:
    """How many pages each thing has: the front, then each edition by its tab; on how many sides.

    Each begins on the front of a sheet, as does each divider.
    """

    front: int
    editions: Sequence[tuple[int, int]]
    duplex: bool
    continuous: bool

    def pages(self) -> list[BinderPage]:
        """The pages in their order, without their looks."""
        found = list(self._all())
        if not self.continuous:
            return found
        return [replace(page, label=str(n)) for n, page in enumerate(found, 1)]

    def _all(self) -> Iterator[BinderPage]:
        yield from self._section(0, FRONT, [(0, n) for n in range(self.front)])
        for number, (tab, pages) in enumerate(self.editions, 1):
            divider = [(0, self.front + number - 1)]
            yield from self._section(tab, DIVIDER, divider)
            yield from self._section(tab, EDITION, [(number, n) for n in range(pages)])

    def _section(self, tab: int, kind: str, held: list[tuple[int, int]]) -> Iterator[BinderPage]:
        """Pages that begin on the front of a sheet, and the blank that fills their last one."""
        for n, (source, page) in enumerate(held, 1):
            label = page_label(tab, kind, n)
            yield BinderPage(label=label, tab=tab, kind=kind, source=source, page=page)
        if self.duplex and len(held) % 2:
            yield BinderPage(label=page_label(tab, kind, len(held) + 1), tab=tab, kind=BLANK)


def page_label(tab: int, kind: str, number: int) -> str:
    """What a page is called: ii, the tab of a divider and its back, 2-7."""
    if kind == FRONT:
        return roman(number)
    if kind == DIVIDER:
        return f"{tab}" if number == 1 else f"{tab}-0"
    return f"{tab}-{number}"


ROMAN = {100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}


def roman(number: int) -> str:
    """A number in small Roman numerals."""
    told = ""
    for value, letters in ROMAN.items():
        times, number = divmod(number, value)
        told += letters * times
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEdition:
    """An edition in a binder: its tab, under which heading, and what names it."""

    tab: int
    heading: str
    briefing: str
    row: str | None
    title: str
    as_of: str
    known: str
    release: int | None
    code: str
    number: str
    pages: int
    digest: str
    handling: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BinderRecord:
    """What a binder holds, as it was printed: the editions, and each page with its look."""

    name: str
    title: str
    lang: str
    as_of: str
    known: str
    paper: str
    profile: str
    sides: str
    numbering: str
    editions: tuple[HeldEdition, ...]
    pages: tuple[BinderPage, ...]

    @property
    def form(self) -> tuple[str, ...]:
        """What must be alike for pages to be exchanged."""
        return self.lang, self.paper, self.profile, self.sides, self.numbering

    def described(self) -> dict[str, Any]:
        """The record as a file has it."""
        told = {name: getattr(self, name) for name in SAID}
        told["editions"] = [asdict(each) for each in self.editions]
        return told | {"pages": [page.told for page in self.pages]}


SAID = ("name", "title", "lang", "as_of", "known", "paper", "profile", "sides", "numbering")


def binder_record(raw: Any) -> BinderRecord:
    """A record as it was written; raises KeyError or TypeError where it is none."""
    return BinderRecord(
        **{name: str(raw[name]) for name in SAID},
        editions=tuple(HeldEdition(**each) for each in raw["editions"]),
        pages=tuple(BinderPage(**each) for each in raw["pages"]),
    )
