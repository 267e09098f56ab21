"""How much room a page has, by layout and profile: column, type, tables and tiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from asof.form import Profile


@dataclass(frozen=True, slots=True)
class Measure:
    """What charts, tables and tiles have to fit into.

    A chart has a width and a size of type, in points. A table has at most so many columns; if it
    has as many, no cell may ask for more than `cell` characters. A tile, a third of the column or
    of the whole text area, has so many times the size of the text inside.
    """

    width: float
    size: float
    columns: int
    cell: int
    tile: float
    whole: float


# As the theme sets them: the column of text is 130 mm wide, the text area 167.
STANDARD = Measure(width=368.5, size=9.0, columns=9, cell=1000, tile=9.6, whole=12.8)
CLEAR = Measure(width=473.4, size=12.0, columns=5, cell=1000, tile=9.6, whole=0.0)
LARGE = Measure(width=473.4, size=18.0, columns=2, cell=24, tile=0.0, whole=0.0)
HALF = Measure(width=311.0, size=9.0, columns=9, cell=1000, tile=7.6, whole=0.0)
MEASURES: Mapping[Profile, Measure] = {"standard": STANDARD, "clear": CLEAR, "large": LARGE}
LAYOUTS: Mapping[tuple[str, Profile], Measure] = {("theme/handout.html", "standard"): HALF}


def measure(layout: str, profile: Profile) -> Measure:
    """The room that a layout of the theme has."""
    return LAYOUTS.get((layout, profile), MEASURES[profile])


def listed(room: Measure, columns: int, cells: Iterable[str] = ()) -> bool:
    """Whether a table is set as a list: its columns would be too narrow for the type."""
    longest = max((len(cell) for cell in cells), default=0)
    return columns > room.columns or (columns == room.columns and longest > room.cell)


@dataclass(frozen=True, slots=True)
class Row:
    """How tiles stand: so many abreast, in the column or over the whole text area."""

    abreast: int
    wide: bool = False


def row(room: Measure, figures: Sequence[tuple[str, str]]) -> Row:
    """How tiles stand, each given by its number and the words around it.

    Two and four stand in pairs, others in threes, if no figure has to part from its unit.
    """
    if not room.tile:
        return Row(1)
    if len(figures) in (2, 4):
        return Row(2)
    if all(across(*figure) <= room.tile for figure in figures):
        return Row(3)
    wide = all(across(*figure, SMALL) <= room.whole for figure in figures)
    return Row(3, wide=True) if wide else Row(2)


# How wide a character is beside the size of the text: in words, in words that are set smaller, in a
# number, in one set as words.
WORDS, SMALL, NUMBER, WORDED = 0.46, 0.4, 1.14, 0.65
LONG = 11  # characters of a tile's number that is set as words are


def across(number: str, words: str, word: float = WORDS) -> float:
    """About how wide a tile's figure is, in times the size of the text."""
    each = WORDED if len(number) > LONG else NUMBER
    return each * len(number) + word * len(words)
