"""What styles compute to, kept for the next page that the same sheets tell the same.

The engine computes a property of an element when it is first asked for, and forgets it with the
document. Most elements of most pages are told the same by the same sheets as one of a page before:
those begin with what was computed for it. A style still belongs to its document alone, so what
the engine changes in one while it sets a page changes no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from weasyprint import css

MOST = 10_000  # styles that are kept for one set of sheets: a note has a thousand

Told = Mapping[str, tuple[Any, Any]]  # what the sheets say: values and their weight, by property


@dataclass(slots=True)
class Values:
    """What a style computed to; `told` is what it was told, and `below` the styles that inherit.

    Those below are found by a part of what they are told, which few of them have in common.
    """

    told: Told = field(default_factory=dict)
    computed: dict[str, Any] = field(default_factory=dict)
    specified: dict[str, Any] = field(default_factory=dict)
    below: dict[object, list[Values]] = field(default_factory=dict)


class Keeping(css.Style):  # type: ignore[misc]  # the engine is not typed
    """A style that begins with the values kept for it, and keeps what it computes."""

    values: Values

    def __missing__(self, key: str) -> Any:
        value = self.values.computed[key] = super().__missing__(key)
        return value

    @cached_property
    def anonymous_style(self) -> Anonymous:
        """The style of the boxes inside that no element made."""
        return Anonymous(self)


class Anonymous(Keeping, css.AnonymousStyle):  # type: ignore[misc]  # not typed either
    """The style of a box that no element made."""

    def __init__(self, parent: Keeping) -> None:
        super().__init__(parent)
        (self.values,) = parent.values.below.setdefault(type(self), [Values()])
        self.update(self.values.computed)


class Element(Keeping, css.ComputedStyle):  # type: ignore[misc]  # not typed either
    """The style of an element or a pseudo-element."""

    def __init__(self, values: Values, parent: Element | None, *rest: Any) -> None:
        super().__init__(parent, values.told, *rest)
        self.values, self.specified = values, values.specified
        self.update(values.computed)

    def copy(self) -> Element:
        """A style that the engine is about to change: what it computes is of no other."""
        # The engine copies a style before it sets a value of its own in it, as for a first line.
        twin: Element = super().copy()
        twin.values = Values()
        return twin


PLAIN = css.ComputedStyle


@dataclass(slots=True)
class Computed:
    """The values of all styles under one set of sheets."""

    top: Values = field(default_factory=Values)
    number: int = 0
    kept: bool = True

    @contextmanager
    def given(self) -> Iterator[None]:
        """Let the engine begin its styles with what was computed before."""
        if self.number > MOST:
            self.top, self.number = Values(), 0
        css.ComputedStyle = self._style
        try:
            yield
        finally:
            css.ComputedStyle = PLAIN

    def forget(self) -> None:
        """Keep nothing any more: what is computed here may not hold for the next page."""
        self.top, self.kept = Values(), False

    def _style(self, parent: Any, told: Told, pseudo: str | None, *rest: Any) -> Any:
        """The style of an element or a pseudo-element, as the engine asks for it."""
        if not self.kept:
            return PLAIN(parent, told, pseudo, *rest)
        # What an element inherits is what its parent computed to, so styles are kept in a tree.
        above = self.top if parent is None else parent.values
        style = Element(self._values(above, told, pseudo), parent, pseudo, *rest)
        if parent is None:
            # Of lengths in vw and vh, which only the first page's size can tell.
            style.initial_page_sizes = Sizes(style.initial_page_sizes, self.forget)
        else:
            style.initial_page_sizes = parent.initial_page_sizes
        return style

    def _values(self, above: Values, told: Told, pseudo: str | None) -> Values:
        """The values kept for a style: none yet where no other was told the same."""
        # The anchor is the element's id, which tells most siblings apart at once.
        few = above.below.setdefault((pseudo, len(told), *told.get("anchor", ())[:1]), [])
        for values in few:
            if values.told == told:
                return values
        self.number += 1
        few.append(Values(told))
        return few[-1]


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of a document's first page: what is computed from them is for it alone."""

    of: Mapping[str, Any]
    asked: Callable[[], None]

    def __getitem__(self, name: str) -> Any:
        self.asked()
        return self.of[name]
