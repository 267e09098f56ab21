"""What an office's table probably means: which columns and rows hold what, once and for all days.

What a table shows without doubt is taken; of the rest somebody is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from asof.adding.plain_keys import is_figure, is_number, key_words
from asof.adding.questions import Asker, Question
from asof.adding.table_layout import TableColumn, TableLayout
from asof.data.cell_values import DECIMALS, has_two_readings
from asof.data.row_names import plain_name
from asof.data.sheets import MergedCell, NumberCell, PercentCell
from asof.data.wide_tables import day_in, day_typed
from asof.diagnostics import AsofError, error
from asof.files import File
from asof.language import grammars
from asof.located import TableRow

TOTALS = re.compile(
    r"(grand )?(total|totale|totals|totaux|suma|somme|sum|ensemble|overall|all)\b.*"
)
REMARKS = re.compile(r".*(note|remark|comment|observa|nota\b|remarq).*")
NO_FIGURES = re.compile(r"lat|lon|long|nr|id|(cod(e|ice|igo)?|fips|iso)( .*)?|.* (code|id)")
MOST = 0.8  # of the cells of a column that are such as its others
NONE = "none"
MORE_HEADS = "figures are numbers; say --answer header=… where the names are in more rows"


def called(words: str, sort: Literal["totals", "remarks"]) -> bool:
    """Whether a row or a column is called as its sort is in some language."""
    plain = key_words(words)
    known = (getattr(each.reading, sort) for each in grammars().values())
    return any(re.search(rf"\b({pattern})\b", plain) for pattern in known)


# ---- what each column holds


@dataclass(frozen=True, slots=True)
class Roles:
    """What the columns of a table are for; `day` is that of the file where no column says one."""

    figures: tuple[TableColumn, ...]
    row: TableColumn | None
    on: TableColumn | None
    note: TableColumn | None
    day: str = ""


def roles_of(layout: TableLayout, file: File, asker: Asker) -> Roles:
    """What each column is for; raises AsofError where nobody says what cannot be seen."""
    columns = layout.columns
    days = [
        c for c in columns if c.share(bool(day_typed(v)) and len(v) > 4 for v in c.cells) >= MOST
    ]
    on = _chosen("on", "Which column says the day?", days, asker)
    rest = [c for c in columns if c not in days]
    numbers = [c for c in rest if _holds_figures(c)]
    figures = _figures(numbers, asker)
    texts = [c for c in rest if c not in numbers and any(c.cells)]
    notes = [c for c in texts if called(c.low, "remarks")]
    row = _row(layout, [c for c in texts if c not in notes], figures, on, asker)
    note = _chosen("note", "Which column holds remarks?", notes, asker)
    return Roles(figures, row, on, note, "" if on else _day_of(file, asker))


def _chosen(name: str, text: str, among: list[TableColumn], asker: Asker) -> TableColumn | None:
    """One of some columns, or none: there is one, none, or somebody says."""
    names = tuple(c.low for c in among)
    first = names[0] if names else NONE
    answer = asker.ask(Question(name, text, first, (*names, NONE)), sure=len(names) < 2)
    return next((c for c in among if c.low == answer), None)


def _holds_figures(column: TableColumn) -> bool:
    """Whether half of what a column says is numbers, or marks where one is lacking."""
    half = column.share(map(is_number, column.cells)) >= 0.5
    return half and any(map(is_figure, column.cells)) and not called(column.low, "remarks")


def _figures(among: list[TableColumn], asker: Asker) -> tuple[TableColumn, ...]:
    """The columns of figures: numbers, but for those that only name or place a row."""
    if not among:
        raise AsofError(error(None, "no column holds figures", MORE_HEADS))
    likely = [c.low for c in among if not NO_FIGURES.fullmatch(key_words(c.low))]
    question = Question(
        "figures", "Which columns hold figures? (; between them)", "; ".join(likely)
    )
    answer = asker.ask(question, sure=len(likely) == len(among) and bool(likely))
    wanted = [plain_name(each) for each in answer.split(";")]
    found = tuple(c for c in among if c.low in wanted)
    if not found:
        hint = f"there are {'; '.join(c.low for c in among)}"
        raise AsofError(error(None, f"no column of figures is called '{answer}'", hint))
    return found


def _row(
    layout: TableLayout,
    among: list[TableColumn],
    figures: tuple[TableColumn, ...],
    on: TableColumn | None,
    asker: Asker,
) -> TableColumn | None:
    """The column that names the rows: words that stand once for each day."""
    full = [n for n, row in enumerate(layout.body) if says_figures(row, figures)]

    def names(column: TableColumn) -> bool:
        told = [(on.cells[n] if on else "", column.cells[n]) for n in full if column.cells[n]]
        return len(set(told)) == len(told) > len(full) / 2

    row = _chosen("row", "Which column names the rows?", [c for c in among if names(c)], asker)
    days = [on.cells[n] if on else "" for n in full]
    if row is None and len(set(days)) < len(days):
        hint = "call each row otherwise, and say --answer row=… where words are hard to tell"
        place = layout.rows[layout.header].place(0)
        raise AsofError(
            error(place, "there are several rows for a day, and no column names them", hint)
        )
    return row


def says_figures(row: TableRow, figures: tuple[TableColumn, ...]) -> bool:
    """Whether a row says anything where figures stand: what is no number there is no heading."""
    said = (row.cell(column.number) for column in figures)
    return any(cell and not isinstance(cell, MergedCell) for cell in said)


def _day_of(file: File, asker: Asker) -> str:
    """The day of a table that says none itself: that of its name, or what is answered."""
    found = day_in(file.name)
    answer = asker.ask(Question("day", "What day is the table of?", found), sure=bool(found))
    if not day_typed(answer):
        raise AsofError(error(None, f"'{answer}' is no day", "write one such as 2020-11-10"))
    return day_typed(answer)


# ---- what each row is


@dataclass(frozen=True, slots=True)
class RowRoles:
    """The rows of a table: what those of figures are called, which is a total, which are none."""

    names: tuple[str, ...] = ()
    total: str = ""
    skip: tuple[str, ...] = ()


def row_roles(layout: TableLayout, roles: Roles, asker: Asker) -> RowRoles:
    """What each row is; a table of a row a day has no names of rows."""
    body, at = layout.body, roles.row.number if roles.row else 0
    full = [row for row in body if says_figures(row, roles.figures)]
    question = Question("skip", "Which rows are to be left out? (; between them)")
    out = {plain_name(each) for each in asker.ask(question, sure=True).split(";")}
    told = [row for row in full if row.cell(at) and plain_name(row.cell(at)) not in out]
    bare = [row for row in body if row not in told]
    names = tuple(dict.fromkeys(plain_name(row.cell(at)) for row in told)) if roles.row else ()
    last = body.index(full[-1]) if full else 0
    skip = tuple(dict.fromkeys(_skipped(row, at, names, body.index(row) > last) for row in bare))
    return RowRoles(names, _total(told, roles, names, asker), skip) if roles.row else RowRoles()


def _skipped(row: TableRow, at: int, names: tuple[str, ...], below: bool) -> str:
    """The pattern that leaves a row without figures out; below the table by its first word."""
    words = plain_name(row.cell(at) or next(filter(None, row.cells)))
    first = words.split()[0].rstrip(":")
    wide = below and not any(name.startswith(first) for name in names)
    literal = re.sub(r"([*?[])", r"[\1]", first if wide else words)
    return f"{literal}*" if wide else literal


def _total(rows: list[TableRow], roles: Roles, names: tuple[str, ...], asker: Asker) -> str:
    """The row that adds up the others, by its figures or else by its name."""
    at = roles.row.number if roles.row else 0
    summed = [
        plain_name(row.cell(at)) for row in _first_day(rows, roles) if _adds_up(row, rows, roles)
    ]
    named = [name for name in names if called(name, "totals")]
    found = next(iter([*summed, *named]), NONE)
    question = Question("total", "Which row is the total of the others?", found, (*names, NONE))
    answer = asker.ask(question, sure=len(summed) == 1 or not {*summed, *named})
    return "" if answer == NONE else answer


def _first_day(rows: list[TableRow], roles: Roles) -> list[TableRow]:
    """The rows of the day of the first one."""
    if roles.on is None:
        return rows
    at = roles.on.number
    return [row for row in rows if row.cell(at) == rows[0].cell(at)]


def _adds_up(row: TableRow, rows: list[TableRow], roles: Roles) -> bool:
    """Whether a row is the sum of the others in every column of figures, and more than nothing."""
    others = [each for each in _first_day(rows, roles) if each is not row]
    sums = [
        (_number(row.cell(c.number)), [_number(each.cell(c.number)) for each in others])
        for c in roles.figures
    ]
    told = [(own, parts) for own, parts in sums if own and None not in parts]
    return (
        len(others) > 1
        and bool(told)
        and all(own == sum(filter(None, parts)) for own, parts in told)
    )


def _number(cell: str) -> Decimal | None:
    plain = re.sub("[,\\s]", "", cell)
    return Decimal(plain) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain) else None


# ---- what its figures are


@dataclass(frozen=True, slots=True)
class FigureRoles:
    """How figures are written: their decimal mark, and whether a blank is one that is lacking."""

    decimal: str = ""
    blank: str = ""


def figure_roles(layout: TableLayout, roles: Roles, asker: Asker) -> FigureRoles:
    """How the figures of a table are written; raises AsofError where nobody says."""
    rows = [row for row in layout.body if says_figures(row, roles.figures)]
    cells = [row.cell(column.number) for row in rows for column in roles.figures]
    decimal = blank = ""
    typed = [cell for cell in cells if cell and not isinstance(cell, NumberCell)]
    doubtful = next(filter(has_two_readings, typed), "")
    if doubtful:
        marked = [cell for cell in typed if "," in cell or "." in cell.strip(".")]
        fit = [mark for mark in DECIMALS if all(map(DECIMALS[mark].fullmatch, marked))]
        found = fit[0] if len(fit) == 1 else ""
        text = f"Which mark sets off decimals, as in {doubtful}?"
        question = Question("decimal", text, found, ("point", "comma"))
        decimal = asker.ask(question, sure=bool(found))
    if not all(cells):
        text = "Are blank cells figures that are lacking (else they are errors)?"
        blank = asker.ask(Question("blank", text, "yes", ("yes", "no")))
    return FigureRoles(decimal, "missing" if blank == "yes" else "")


def is_share(column: TableColumn) -> bool:
    """Whether a column shows its numbers as per cent."""
    return any(isinstance(cell, PercentCell) for cell in column.cells)
