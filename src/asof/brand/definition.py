"""What `brand` in asof.yaml may say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Annotated, Any

from asof.diagnostics import Finding
from asof.located import ASIDE, Node, Reads, Scalar, Schema, invalid, named
from asof.page.css import colour_of
from asof.text import Word, Words, word


def _colour(raw: Any) -> str:
    if raw is None:  # an unquoted # opens a comment
        raise invalid("no colour stands here", "put it in quotes: '#00695c'")
    found = colour_of(raw) if isinstance(raw, str) else None
    if found is None:
        raise invalid(f"{named(raw)} is no colour", "write one such as '#00695c'")
    return found


Colour = Annotated[
    str, Reads(_colour), Schema({"type": "string", "description": "such as #00695c"})
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours(Node):
    """The colours of pages and charts; the theme's where one is not named.

    Attributes:
        ink: text and marks
        quiet: labels and dates
        accent: the heavy rules
        hairline: the lines between rows
        wash: behind boxes
    """

    ink: Colour = ""
    quiet: Colour = ""
    accent: Colour = ""
    hairline: Colour = ""
    wash: Colour = ""

    @property
    def named(self) -> dict[str, str]:
        """Those that are named."""
        told = {f.name: getattr(self, f.name) for f in fields(self) if not f.metadata.get("aside")}
        return {name: colour for name, colour in told.items() if colour}


def _family(raw: Any) -> Scalar:
    """The name of a family, which style sheets and drawings can hold as it is."""
    name = word(raw)
    if not FAMILY.fullmatch(name):
        raise invalid(
            f"'{name}' is no name of a font", "write it as its maker does, such as Roboto"
        )
    return name


FAMILY = re.compile(r"[^\W_][\w .&+-]*")
FamilyName = Annotated[Scalar, Reads(_family), Schema({"type": "string"})]


@dataclass(frozen=True, slots=True)
class FontFamily(Node):
    """A family of fonts: its name, and its files in the workspace.

    Attributes:
        family: its name, as its maker writes it
        files: its files, one a weight: a regular and a bold one at least
    """

    family: FamilyName
    files: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class BrandFonts(Node):
    """The family of all words, and where headings have one of their own, that.

    Attributes:
        text: the family of all words
        headings: the family of titles and headings
    """

    text: FontFamily
    headings: FontFamily | None = None

    def __iter__(self) -> Iterator[FontFamily]:
        return iter((self.text, self.headings) if self.headings else (self.text,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand(Node):
    """How the pages of an organisation look.

    The logo stands above the letterhead. `head` stands in the place of the section at the head of
    each page, `foot` in that of the publication's name at its foot. `unused` is what is told of a
    brand that was written for another program.

    Attributes:
        logo: an SVG or a PNG, above the letterhead of page 1
        colours: those of pages, charts, tiles and codes
        fonts: the families of fonts
        head: words at the head of each page, in the place of the section
        foot: words at the foot of each page, in the place of the publication's name
    """

    logo: Word | None = None
    colours: Colours | None = None
    fonts: BrandFonts | None = None
    head: Words | None = None
    foot: Words | None = None
    unused: tuple[Finding, ...] = field(default=(), compare=False, repr=False, metadata=ASIDE)

    @property
    def families(self) -> tuple[FontFamily, ...]:
        """Its families of fonts."""
        return tuple(self.fonts or ())
