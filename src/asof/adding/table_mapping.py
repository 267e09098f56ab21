"""Writes down what an office's table means, as a file of facts says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from asof.adding.fact_file import BRACED, yaml_word
from asof.adding.plain_keys import distinct_keys
from asof.adding.table_guess import FigureRoles, Roles, RowRoles, is_share
from asof.adding.table_layout import TableLayout
from asof.data.wide_tables import STEM


@dataclass(frozen=True, slots=True)
class TableMeaning:
    """All that a table means: how it is laid, and what its columns, rows and figures are."""

    layout: TableLayout
    roles: Roles
    rows: RowRoles
    figures: FigureRoles

    def lines(self, files: str, source: str) -> Iterator[str]:
        """A file of facts that reads such tables: a line of YAML each."""
        keys = distinct_keys((column.low for column in self.roles.figures), "column")
        yield "tables:"
        yield from (f"  {name}:{told}" for name, told in self._settings(files, source))
        heads = {c.low: key for key, c in zip(keys, self.roles.figures, strict=True)}
        yield f"  columns: {_mapping(heads)}"
        for key, column in zip(keys, self.roles.figures, strict=True):
            unit = {"unit": "%"} if is_share(column) else {}
            label = column.low.replace("_", " ").strip()
            yield f"{key}: {_mapping({'label': label, **unit})}"

    def _settings(self, files: str, source: str) -> Iterator[tuple[str, str]]:
        layout, roles = self.layout, self.roles
        yield "files", f" {_word(files)}"
        told = {"sheet": layout.sheet, "separator": layout.separator, "header": ""}
        told["header"] = str(layout.header) if layout.header > 1 else ""
        told |= {"decimal": self.figures.decimal, "blank": self.figures.blank}
        yield from ((name, f" {_word(word)}") for name, word in told.items() if word)
        if roles.row:
            yield "row", f" {_word(roles.row.low)}"
            yield "rows", "\n" + "\n".join(self._rows)
        if self.rows.skip:
            yield "skip", f" [{', '.join(map(_word, self.rows.skip))}]"
        day = roles.on.low if roles.on else STEM
        said = {"on": day, "reported": day, "source": source}
        said |= {"note": roles.note.low} if roles.note else {}
        yield from ((name, f" {_word(word)}") for name, word in said.items())

    @property
    def _rows(self) -> Iterator[str]:
        for key, name in distinct_keys(self.rows.names, "row").items():
            total = f"{{named: {_word(name)}, total: true}}"
            yield f"    {key}: {total if name == self.rows.total else _word(name)}"


def _mapping(told: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_word(key)}: {_word(word)}" for key, word in told.items()) + "}"


def _word(words: str) -> str:
    return yaml_word(words, BRACED)
