"""What a theme's components print: items with named pieces of HTML, in sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from asof.templates.fact_property import misuse


@dataclass(frozen=True, slots=True, repr=False)
class Item:
    """What a theme's component prints: named pieces of HTML, found as attributes."""

    kind: str = ""
    pieces: Mapping[str, Any] = field(default_factory=dict)
    __repr__ = misuse

    def __getattr__(self, name: str) -> Any:
        try:
            return self.pieces[name]
        except KeyError:
            raise AttributeError(name) from None


def item(kind: str = "", **pieces: Any) -> Item:
    """An item with its pieces."""
    return Item(kind, pieces)


def table_column(name: str, heading: str, look: str = "") -> Item:
    """A column of a table: its name, the words of its head, and how its cells look."""
    return item(name=name, heading=heading, look=look)


def table_row(
    cells: list[Markup],
    kind: str = "",
    *,
    changed: bool = False,
    heading: Markup | None = None,
    tones: Sequence[int] = (),
) -> Item:
    """A row of a table, under a heading where one stands over it and those that follow.

    `tones` is how dark each of its cells is, where some are shaded.
    """
    return item(kind, cells=cells, changed=changed, heading=heading, tones=tones)


def head_cell(column: Item, *, across: int = 1, down: int = 1) -> Item:
    """A cell of a table's head: of one column, or of several that stand under it."""
    scope = "colgroup" if across > 1 else "col"
    return item(column=column, across=across, down=down, scope=scope)


def table(kind: str, **pieces: Any) -> Item:
    """A table: its `columns` and its `rows`, or in large type a list of records.

    `heads` is the rows of its head, where they are several; `below` is the lines under it. Where it
    is reckoned how its columns stand, that is told in `classes` and in `widths`, in per cent.
    """
    usual: dict[str, Any] = {"caption": Markup(), "shared": Markup(), "landscape": False}
    usual |= {
        "classes": "",
        "widths": (),
        "below": [],
        "heads": [[head_cell(c) for c in pieces["columns"]]],
    }
    return item(kind, **usual | pieces)


@dataclass(slots=True)
class Late:
    """A list made when the template reaches it: by then all other blocks are filled."""

    make: Callable[[], list[Any]]
    made: list[Any] | None = None

    def __iter__(self) -> Iterator[Any]:
        self.made = self.make() if self.made is None else self.made
        return iter(self.made)

    def __len__(self) -> int:
        return len(list(iter(self)))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the first or second level, and what stands under it; an annex has a letter."""

    heading: Markup | None
    level: int
    annex: bool = False
    blocks: list[Item] = field(default_factory=list)

    @property
    def leads(self) -> bool:
        """Whether it is what a reader in haste takes along, before any heading."""
        return not self.heading and all(b.kind == "key_findings" for b in self.blocks)


def filled_sections(sections: list[Section]) -> list[Section]:
    """The sections that print: those with blocks, and those with such a section below them."""
    kept: list[Section] = []
    for section in reversed(sections):
        below = section.level == 1 and section.heading and kept and kept[-1].level == 2
        if section.blocks or below:
            kept.append(section)
    return kept[::-1]
