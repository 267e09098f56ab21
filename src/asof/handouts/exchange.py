"""Which sheets of a binder are taken out, and which are put in, so that it is the new one.

A sheet is exchanged whole: printed on both sides, it goes when one of its pages reads otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from asof.handouts.binder_pages import BinderPage, BinderRecord

Sheet = tuple[BinderPage, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One step: in a tab, the sheets that go, and those that come in their place, side by side.

    Where none go, those that come stand behind the last sheet of the tab.
    """

    tab: int
    remove: tuple[Sheet, ...]
    insert: tuple[Sheet, ...]


def exchanges(old: BinderRecord, new: BinderRecord) -> tuple[Exchange, ...]:
    """The steps that make one binder the other, from its front to its back."""
    was, now = sheets_by_tab(old), sheets_by_tab(new)
    tabs = sorted({*was, *now})
    return tuple(step for tab in tabs for step in _in_tab(tab, was.get(tab, ()), now.get(tab, ())))


def sheets_by_tab(record: BinderRecord) -> Mapping[int, Sequence[Sheet]]:
    """The sheets of a binder by their tab, those before the first under 0."""
    size = 2 if record.sides == "duplex" else 1
    return {
        tab: list(_sheets(list(pages), size))
        for tab, pages in groupby(record.pages, key=lambda page: page.tab)
    }


def _sheets(pages: Sequence[BinderPage], size: int) -> Iterator[Sheet]:
    yield from (tuple(pages[n : n + size]) for n in range(0, len(pages), size))


def _in_tab(tab: int, was: Sequence[Sheet], now: Sequence[Sheet]) -> Iterator[Exchange]:
    """The runs of sheets that differ, place by place."""
    pairs = zip_longest(was, now)
    for same, run in groupby(pairs, key=lambda pair: _alike(*pair)):
        if not same:
            held = list(run)
            remove = tuple(old for old, _ in held if old)
            yield Exchange(tab, remove, tuple(new for _, new in held if new))


def _alike(old: Sheet | None, new: Sheet | None) -> bool:
    """Whether two sheets look the same, page for page."""
    if old is None or new is None:
        return False
    return [(p.label, p.look) for p in old] == [(p.label, p.look) for p in new]


def pages_of(sheets: Iterable[Sheet]) -> list[BinderPage]:
    """The pages of some sheets."""
    return [page for sheet in sheets for page in sheet]
