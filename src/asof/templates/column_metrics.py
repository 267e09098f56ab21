"""How much room a page has, by layout and profile: column, type, tables and tiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from asof.form import THEME_LOOK, Paper, Profile, Typeface
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

    table: float = 9.5  # points: the type of tables …
    broad: float = 473.4  # … how wide one of many columns may be, and on a sheet on its side
    landscape: float = 720.0
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
    table=12.0,
)
LARGE = ColumnMetrics(width=473.4, size=18.0, columns=2, cell=24, tile=0.0, whole=0.0, table=18.0)
HALF = ColumnMetrics(
    width=311.0,
    size=9.0,
    columns=9,
    cell=1000,
    tile=8.05,
    whole=0.0,
    number=2.27,
    worded=1.36,
    broad=311.0,
    landscape=311.0,
)
MEASURES: Mapping[Profile, ColumnMetrics] = {"standard": STANDARD, "clear": CLEAR, "large": LARGE}
LAYOUTS: Mapping[tuple[str, Profile], ColumnMetrics] = {("theme/handout.html", "standard"): HALF}


NARROWER = 66.6  # points: what a sheet of Letter on its side has less than one of A4 has


def measure(
    layout: str,
    profile: Profile,
    paper: Paper = "a4",
    typeface: Typeface = THEME_LOOK.typeface,
) -> ColumnMetrics:
    """The room that a layout of the theme has on a sheet, for words in a typeface."""
    room = LAYOUTS.get((layout, profile), MEASURES[profile])
    landscape = room.landscape
    if paper == "letter" and landscape > room.broad:
        landscape -= NARROWER
    return replace(room, landscape=landscape, typeface=typeface)


def landscape_room(room: ColumnMetrics) -> ColumnMetrics:
    """The room on a sheet that lies on its side: four columns where three stand."""
    return replace(room, columns=room.columns * 4 // 3)


def prints_as_list(room: ColumnMetrics, columns: int, cells: Iterable[str] = ()) -> bool:
    """Whether a table is set as a list: its columns would be too narrow for the type."""
    longest = max((len(cell) for cell in cells), default=0)
    return columns > room.columns or (columns == room.columns and longest > room.cell)


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What decides how wide a column of a table is: the words of its head, and those of its cells.

    What is in a cell stands in one line; the `names` of rows do if there is room.
    """

    head: str
    cells: Sequence[str]
    names: bool = False


MOST_ROWS = 15  # of more, a sheet on its side does not hold what an office's does
SMALLEST = 12.0  # points: where type is this large, none may be smaller
DENSITIES = {"": (1.0, 8.5), "dense": (0.9, 5.7), "densest": (0.85, 4.3)}
"""How densely a table may be set: its type beside the usual, and points between its columns."""


@dataclass(frozen=True, slots=True)
class ColumnsAbreast:
    """How the columns of a table stand abreast: in classes of the theme, and in per cent of it."""

    classes: str
    widths: tuple[float, ...]


def columns_abreast(
    room: ColumnMetrics, columns: Sequence[ColumnWords], *, landscape: bool
) -> ColumnsAbreast | None:
    """As densely set as the columns of a table have to be to stand abreast; None if they cannot.

    What there is to spare they share in the proportion of their widths. In large print no more
    stand abreast than two.
    """
    clear = room.table >= SMALLEST
    if not room.tile and prints_as_list(room, len(columns)):
        return None
    rows = "close" if landscape and not clear and len(columns[0].cells) > MOST_ROWS else ""
    places = {"": room.landscape} if landscape else {"": room.width, "wide": room.broad}
    densities = dict(list(DENSITIES.items())[: 1 if clear else None])
    for names, density, place in product(("named", ""), densities, places):
        size, between = densities[density]
        ems = [_column_width(room, each, breaking=not names) for each in columns]
        widths = [width * size * room.table + between for width in ems]
        if sum(widths) <= places[place]:
            classes = " ".join(filter(None, (place, density, names, rows)))
            return ColumnsAbreast(classes, tuple(100 * w / sum(widths) for w in widths))
    return None


def _column_width(room: ColumnMetrics, column: ColumnWords, *, breaking: bool) -> float:
    """How wide a column is at the least, in times the size of its type."""
    bold = room.typeface.bold.read_bytes()
    cells = column.cells
    if column.names and breaking:
        cells = [word for cell in cells for word in cell.split(" ")]
    return max(text_width(bold, words) for words in (*column.head.split(" "), *cells))


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


@dataclass(frozen=True, slots=True)
class TileWords:
    """The number of a tile, the words around it, and what stands below them."""

    number: str
    around: str = ""
    below: tuple[str, ...] = ()


MOST = 5  # tiles abreast: of more each is a word wide
TEXT_AREA = 43.0  # times the size of the text: 167 mm of 11 points
EDGES = 0.87  # the white of a tile, less what the marks of its figure may have of the next one's
INSIDE = 1.55  # the white of a tile
SMALL = 0.86  # of words that are set smaller, beside the text
GAP, ALONE, WHITE = 1.5, 2.0, 0.25  # as bad as so many rows more
LONG = 11  # characters of a tile's number that is set as words are
MARKED = 0.8  # what stands behind a figure


def row(room: ColumnMetrics, count: int, tiles: Sequence[TileWords]) -> TileRow:
    """How so many tiles stand, alike in all languages in which their words are given.

    So many stand abreast that none parts its figure from its unit, nor cuts a word; of all ways in
    which they fit, as many as fill their rows best.
    """
    if not room.tile:
        return TileRow(1)
    return min(_fitting(room, tiles), key=lambda stand: _unevenness(stand.abreast, count))


def _fitting(room: ColumnMetrics, tiles: Sequence[TileWords]) -> Iterator[TileRow]:
    """Every way in which tiles fit: two always do."""
    yield TileRow(2)
    if all(tile_width(room, tile) <= room.tile for tile in tiles):
        yield TileRow(3)
    elif room.whole and all(tile_width(room, tile, SMALL) <= room.whole for tile in tiles):
        yield TileRow(3, wide=True)
    for abreast in range(4, MOST + 1) if room.whole else ():
        if all(_fits(room, tile, abreast) for tile in tiles):
            yield TileRow(abreast, wide=True)


def _unevenness(abreast: int, count: int) -> tuple[float, int]:
    """What speaks against a number abreast: rows, gaps, and a tile that is alone in its row.

    One that is alone below pairs takes the row; but a pair leaves much of its row white.
    """
    rows = -(-count // abreast)
    gaps = rows * abreast - count
    if abreast == 2:
        return (1 + WHITE) * rows + GAP * gaps, rows
    return rows + GAP * gaps + ALONE * (count % abreast == 1), rows


def _fits(room: ColumnMetrics, tile: TileWords, abreast: int) -> bool:
    """Whether a tile has room where so many share the whole text area, its words uncut."""
    regular = room.typeface.regular.read_bytes()
    share = TEXT_AREA / abreast
    words = (word for line in tile.below for word in line.split(" "))
    longest = max((text_width(regular, word) for word in words), default=0.0)
    return tile_width(room, tile, SMALL) <= share - EDGES and SMALL * longest <= share - INSIDE


def tile_width(room: ColumnMetrics, tile: TileWords, small: float = 1.0) -> float:
    """How wide a tile's figure is in its font, in times the size of the text."""
    regular, bold = (path.read_bytes() for path in (room.typeface.regular, room.typeface.bold))
    size = room.worded if len(tile.number) > LONG else room.number
    figure = size * text_width(bold if room.strong else regular, tile.number)
    return figure + small * text_width(regular, f" {tile.around}") + MARKED
