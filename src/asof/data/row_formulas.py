"""Formulas for each row of the tables of a file, as in rate(h.cases.{row}, h.people.{row}).

What is reckoned is said once for all rows, which are those of the columns that the formula names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from asof.data.tables import Table
from asof.diagnostics import Collector, error, meant
from asof.ledger import Formula, formula
from asof.located import Mapping_, Scalar

ROW = "{row}"
FORMULAS = ("derived", "equals")
COLUMN = re.compile(r"([\w.]*?)\.?\{row\}")  # what of a key stands before the name of its row


def formula_of_row(told: Formula | None, row: str) -> Formula | None:
    """A formula as it stands for one row."""
    return told and formula(told.text.replace(ROW, row), told.place)


def rows_reckoned(fields: Any, above: str, tables: Mapping[str, Table]) -> Table | None:
    """The rows that an entry derives a fact for each of, as a table that fills none of them.

    `above` is what the keys of the file begin with, `tables` what fills the facts of the file.
    Raises AsofError for a formula that names rows of what no table of the file fills.
    """
    if not isinstance(fields, Mapping_):
        return None
    filled = {f"{above}.{word}": table for word, table in tables.items() if table.names}
    named = {name: _columns(fields.get(name), filled) for name in FORMULAS}
    if not named["derived"]:
        return None
    return replace(filled[named["derived"][0]], rows=())


def _columns(told: Any, filled: Mapping[str, Table]) -> list[str]:
    """The columns whose rows a formula names; raises AsofError for others."""
    columns = list(dict.fromkeys(COLUMN.findall(told))) if isinstance(told, Scalar) else []
    collect = Collector()
    for column in columns:
        if column not in filled:
            hint = meant(column, filled) or "write {row} behind a column of 'tables'"
            collect.add(error(told.place, f"no table of this file has rows of '{column}'", hint))
    collect.close()
    return columns
