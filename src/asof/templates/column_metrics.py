"""How much room a page has, by layout and profile: column, type, tables and tiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from asof.form import THEME_LOOK, Profile, Typeface
from asof.page.font_files import text_width


@dataclass(frozen=True, slots=True)
class ColumnMetrics:
    """What charts, tables and tiles have to fit into.

    A chart has a width and a size of type, in points. A table has at most so many columns; if it
    has as many, no cell may ask for more than `cell` characters. A tile, a third of the column or
    of the whole text area, has so many times the size of the text inside, and so many times that
    size has its number, and one that is set as words. All of it is set in the `typeface`.
    """

    width: float
    size: float
    columns: int
    cell: int
    tile: float
    whole: float

    number: float = 0.0
    worded: float = 0.0
    typeface: Typeface = THEME_LOOK.typeface
    strong: bool = False  # the number of a tile is semibold


# As the theme sets them: the column of text is 130 mm wide, the text area 167.
STANDARD = ColumnMetrics(
    width=368.5, size=9.0, columns=9, cell=1000, tile=10.05, whole=13.4, number=2.27, worded=1.36
)
CLEAR = ColumnMetrics(
    width=473.4,
    size=12.0,
    columns=5,
    cell=1000,
    tile=10.05,
    whole=0.0,
    number=1.93,
    worded=1.14,
    strong=True,
)
LARGE = ColumnMetrics(width=473.4, size=18.0, columns=2, cell=24, tile=0.0, whole=0.0)
HALF = ColumnMetrics(
    width=311.0, size=9.0, columns=9, cell=1000, tile=8.05, whole=0.0, number=2.27, worded=1.36
)
MEASURES: Mapping[Profile, ColumnMetrics] = {"standard": STANDARD, "clear": CLEAR, "large": LARGE}
LAYOUTS: Mapping[tuple[str, Profile], ColumnMetrics] = {("theme/handout.html", "standard"): HALF}


def measure(layout: str, profile: Profile) -> ColumnMetrics:
    """The room that a layout of the theme has."""
    return LAYOUTS.get((layout, profile), MEASURES[profile])


def landscape_room(room: ColumnMetrics) -> ColumnMetrics:
    """The room on a sheet that lies on its side: four columns where three stand."""
    return replace(room, columns=room.columns * 4 // 3)


def prints_as_list(room: ColumnMetrics, columns: int, cells: Iterable[str] = ()) -> bool:
    """Whether a table is set as a list: its columns would be too narrow for the type."""
    longest = max((len(cell) for cell in cells), default=0)
    return columns > room.columns or (columns == room.columns and longest > room.cell)


def pictures_abreast(room: ColumnMetrics, count: int) -> int:
    """How many pictures stand side by side: in large print none does."""
    if not room.tile:
        return 1
    return 2 if count in (2, 4) else 3


@dataclass(frozen=True, slots=True)
class TileRow:
    """How tiles stand: so many abreast, in the column or over the whole text area."""

    abreast: int
    wide: bool = False


def row(room: ColumnMetrics, figures: Sequence[tuple[str, str]]) -> TileRow:
    """How tiles stand, each given by its number and the words around it.

    Two and four stand in pairs, others in threes, if no figure has to part from its unit; many
    stand in fours where that leaves none alone.
    """
    if not room.tile:
        return TileRow(1)
    if len(figures) in (2, 4):
        return TileRow(2)
    narrow = QUARTER * room.whole
    fours = len(figures) >= MANY and len(figures) % 4 != 1
    if fours and all(tile_width(room, *figure, SMALL) <= narrow for figure in figures):
        return TileRow(4, wide=True)
    if all(tile_width(room, *figure) <= room.tile for figure in figures):
        return TileRow(3)
    wide = all(tile_width(room, *figure, SMALL) <= room.whole for figure in figures)
    return TileRow(3, wide=True) if wide else TileRow(2)


MANY = 7  # tiles, for which three abreast take too many rows
QUARTER = 0.73  # of the room that a third of the text area has: four tiles have more edges
SMALL = 0.86  # of words that are set smaller, beside the text
LONG = 11  # characters of a tile's number that is set as words are
MARKED = 0.8  # what stands behind a figure


def tile_width(room: ColumnMetrics, number: str, words: str, small: float = 1.0) -> float:
    """How wide a tile's figure is in its font, in times the size of the text."""
    regular, bold = (path.read_bytes() for path in (room.typeface.regular, room.typeface.bold))
    size = room.worded if len(number) > LONG else room.number
    figure = size * text_width(bold if room.strong else regular, number)
    return figure + small * text_width(regular, f" {words}") + MARKED
