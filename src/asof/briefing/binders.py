"""The definition of a binder: which briefings stand in it, in which order, behind which tabs."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Literal

from asof.located import Node
from asof.text import Word, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class BinderPart(Node):
    """A part of a binder: briefings under a heading.

    Attributes:
        heading: what stands over its briefings in the contents
        briefings: its briefings, or documents of their rows, each behind a tab of its own
        tab: the number of its first tab, so that what is added before leaves it; else the next one
    """

    heading: Words
    briefings: tuple[Word, ...]
    tab: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Binder(Node):
    """What data/binders/NAME.yaml says.

    Attributes:
        title: its title, on the cover
        parts: its parts, in their order
        numbering: what pages print: their tab and page in it, or which of all pages they are
    """

    title: Words
    parts: tuple[BinderPart, ...]
    numbering: Literal["tab", "continuous"] = "tab"

    @property
    def name(self) -> str:
        """The name of its file."""
        return posixpath.splitext(posixpath.basename(self.place.path))[0]
