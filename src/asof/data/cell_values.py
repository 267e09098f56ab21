"""What the cells of an office's table say: a figure, a mark of the statistics offices, or none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from asof.data.schema import WideTable
from asof.data.sheets import FaultyCell, MergedCell, NumberCell, PercentCell
from asof.diagnostics import WordError

PLAIN = (str, NumberCell)
NONE = {"..": "not available", "...": "not applicable", "…": "not applicable"}
HELD_BACK = "x"  # suppressed, as Statistics Canada and Eurostat mark what is confidential
STATUS = {"p": "provisional", "r": "revised", "e": "estimate"}
MARKED = re.compile(r"(.*[0-9]) ?([pre])")
POINTED = re.compile(r"[0-9][.,][0-9]")
DECIMALS = {
    "point": re.compile(r"([+-]?(?:[0-9]{1,3}(?:[,\s][0-9]{3})+|[0-9]+))(?:\.([0-9]+))?"),
    "comma": re.compile(r"([+-]?(?:[0-9]{1,3}(?:[.\s][0-9]{3})+|[0-9]+))(?:,([0-9]+))?"),
}
GROUPING = re.compile(r"[.,\s]")
EITHER = "write 'decimal: point' or 'decimal: comma' beside 'files'"


class CellFigure(NamedTuple):
    """A value as files of facts hold it, and its status where the cell has a mark for one."""

    value: str
    status: str = ""


def cell_figure(cell: str, told: WideTable, *, percent: bool) -> CellFigure | None:
    """What a cell says, None where it says that there is no figure; raises WordError.

    `percent` says that the values of its fact are per cent.
    """
    if cell.isdecimal() and not percent and type(cell) in PLAIN:
        return CellFigure(cell)  # as nearly all are
    if isinstance(cell, MergedCell | FaultyCell):
        raise _no_figure(cell)
    if not cell:
        if told.blank:
            return None
        hint = "write .. where there is no figure, or 'blank: missing' beside 'files'"
        raise WordError("this cell is blank", hint)
    if cell in NONE:
        return None
    if cell == HELD_BACK:
        return CellFigure("not public")
    marked = MARKED.fullmatch(cell)
    number = marked[1] if marked else cell
    return CellFigure(_number(number, told, percent), STATUS[marked[2]] if marked else "")


def _no_figure(cell: MergedCell | FaultyCell) -> WordError:
    if isinstance(cell, FaultyCell):
        return WordError(cell.message, cell.hint)
    hint = "unmerge them, and write in each what it says"
    return WordError("this cell is merged with another, and one figure stands in both", hint)


def _number(cell: str, told: WideTable, percent: bool) -> str:
    """A number with a decimal point and without groups; words are left as they stand."""
    if not isinstance(cell, NumberCell):
        return _typed_number(cell, told)
    if isinstance(cell, PercentCell):
        return _hundredfold(cell, told, percent)
    if percent and told.percent is None:
        hint = "write 'percent: fraction' beside 'files' where 0.5 is half, else 'percent: points'"
        raise WordError(f"workbooks hold per cent in two ways, and this is {cell}", hint)
    return _times_hundred(cell) if percent and told.percent == "fraction" else cell


def _hundredfold(cell: PercentCell, told: WideTable, percent: bool) -> str:
    """What a cell shows as per cent; raises WordError where it is not declared to be that."""
    shown = _times_hundred(cell)
    if not percent:
        hint = "write 'unit: \"%\"' in its fact, or show the cell as a number"
        raise WordError(f"this cell shows {shown} %, and the fact of its column is no share", hint)
    if told.percent == "points":
        hint = "take 'percent: points' out, or show the cell as a number"
        raise WordError(f"this cell shows {shown} %, and 'percent: points' reads {cell} %", hint)
    return shown


def _times_hundred(cell: str) -> str:
    return f"{(Decimal(cell) * 100).normalize():f}"


def _typed_number(cell: str, told: WideTable) -> str:
    """A number as its table writes it; raises WordError where that is not declared."""
    if told.decimal is None:
        if has_two_readings(cell):
            raise WordError(f"'{cell}' has two readings", EITHER)
        return cell
    found = DECIMALS[told.decimal].fullmatch(cell)
    if found:
        return ".".join(filter(None, (GROUPING.sub("", found[1]), found[2])))
    if POINTED.search(cell):
        raise WordError(f"'{cell}' is no number with a decimal {told.decimal}", "correct the cell")
    return cell


def has_two_readings(cell: str) -> bool:
    """Whether its points or commas may set off decimals as well as thousands."""
    readings = {
        float(".".join(filter(None, (GROUPING.sub("", found[1]), found[2]))))
        for pattern in DECIMALS.values()
        if (found := pattern.fullmatch(cell))
    }
    return len(readings) > 1 or ("," in cell and bool(POINTED.search(cell)))
