"""The form of an edition on paper: its sheet, profile and sides; a rectangle on that."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Literal, get_args

Paper = Literal["letter", "a4"]
Profile = Literal["standard", "clear", "large"]
Sides = Literal["simplex", "duplex"]
PAPERS, PROFILES, SIDES = get_args(Paper), get_args(Profile), get_args(Sides)


@dataclass(frozen=True, slots=True)
class Form:
    """How an edition is set on paper; its content is the same in every form.

    `profile` is for the eyes: the standard one, clear print or large print. `sides` is whether the
    margins make room for a binding. A draft says so on every page.
    """

    paper: Paper = "letter"
    profile: Profile = "standard"
    sides: Sides = "simplex"
    draft: bool = False

    def unlike(self, usual: Form) -> list[str]:
        """The names of what is not as usual."""
        names = ((f.profile, f.paper, f.sides, "draft" if f.draft else "") for f in (self, usual))
        return [name for name, other in zip(*names, strict=True) if name != other]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that a page's style sheets give it, as far as what is drawn for it has them.

    They are written #rrggbb; where a sheet does not say one, it is the theme's.
    """

    ink: str = "#1c2b39"
    quiet: str = "#53616e"
    hairline: str = "#c4ccd3"


FONTS = Path(__file__).parent / "theme" / "fonts"


@dataclass(frozen=True, slots=True)
class Typeface:
    """The font that what is drawn for a page shares with its text: its regular and its bold file.

    The digest is that of what the files hold; none for the theme's, which are part of the program.
    """

    family: str = "Asof Sans"
    regular: Path = FONTS / "SourceSansPro-Regular.ttf"
    bold: Path = FONTS / "SourceSansPro-Semibold.ttf"
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What drawings share with the page that they stand on; where nothing is said, the theme's."""

    palette: Palette = Palette()
    typeface: Typeface = Typeface()


THEME_LOOK = Look()

COLUMN = 368.5  # points: 130 mm, the column of text
DRAWN_SIZE = 9.0  # points: the type of every chart as it is composed; for larger it is magnified


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """Where a chart stands: its width and the size of its type, in points, its colours and font.

    A `height`, in points, is what its page has for it, whatever its author asked for.
    """

    width: float = COLUMN
    size: float = DRAWN_SIZE
    look: Look = THEME_LOOK
    height: float | None = None

    @property
    def described(self) -> tuple[str, ...]:
        """What of it decides how a chart is drawn."""
        height = "" if self.height is None else f"{self.height:g}"
        typeface = (self.look.typeface.family, self.look.typeface.digest)
        return (
            f"{self.width:g}",
            f"{self.size:g}",
            height,
            *astuple(self.look.palette),
            *typeface,
        )

    @property
    def times(self) -> float:
        """How large a point of a sheet, whose type is of DRAWN_SIZE, is on the page."""
        return self.size / DRAWN_SIZE

    @property
    def measure(self) -> float:
        """How wide the sheet is, in its own points."""
        return self.width / self.times


THEME_COLUMN = ChartColumn()


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def within(self, other: Rect) -> Rect:
        """The part that lies in another one; all of that where they have nothing in common."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        right, top = min(self.right, other.right), min(self.top, other.top)
        return Rect(left, bottom, right, top) if left < right and bottom < top else other

    def moved(self, x: float, y: float) -> Rect:
        """The same, moved."""
        return Rect(self.left + x, self.bottom + y, self.right + x, self.top + y)

    def wider(self, by: float) -> Rect:
        """The same with room around it."""
        return Rect(self.left - by, self.bottom - by, self.right + by, self.top + by)
