"""Files that are added: lines in a list, a table that is expected, or one that is new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from asof.adding.fact_file import Fields, yaml_file
from asof.adding.new_values import NewSource, NewValue, propose_values, source_added
from asof.adding.plain_keys import key_from
from asof.adding.proposal import Proposal
from asof.adding.questions import Asker, Question
from asof.adding.table_guess import figure_roles, roles_of, row_roles
from asof.adding.table_layout import layout_of
from asof.adding.table_mapping import TableMeaning
from asof.data.cited import NAME
from asof.data.facts import FOLDER, own_entry
from asof.data.reading import SHEETS
from asof.data.schema import WideTable
from asof.data.sheets import WORKBOOKS, sheet_rows
from asof.data.tables import SAID, Table, columns_of, header_of
from asof.data.wide_tables import (
    DATED,
    DAY,
    STEM,
    column_names,
    day_in,
    day_typed,
    headed_sheet,
)
from asof.diagnostics import AsofError, Location, error
from asof.files import File, Files
from asof.located import TableRow, parse_csv
from asof.text import scalar
from asof.workspace import Workspace

WILD = re.compile(r"[*?[]")
LIKELY = 0.5  # of the columns of a table, by which it is one that is expected


@dataclass(frozen=True, slots=True)
class Given:
    """What is said beside a file: of each line, of its source, and in answer to questions."""

    line: Fields
    source: NewSource | None
    asker: Asker


def given_file(path: Path, workspace: Workspace) -> File:
    """A file, from wherever it is; raises AsofError where it is no table or cannot be read."""
    if path.suffix not in SHEETS:
        hint = f"a table is a file that ends in {', '.join(SHEETS)}; a figure is FACT=VALUE"
        raise AsofError(error(None, f"'{path.name}' is no table", hint))
    file = Files(path.parent, workspace.config.limits.file_size).read(path.name)
    return replace(file, name=path.resolve().as_posix())


def propose_file(workspace: Workspace, file: File, given: Given) -> Proposal:
    """The files of a workspace with what is new in a file; raises AsofError."""
    values = _listed(file, workspace, given.line)
    if values is not None:
        return propose_values(workspace, values, given.source)
    taking = [wide for wide in _tables(workspace) if _takes(wide, file, workspace)]
    if len(taking) > 1:
        hint = "copy the file into the folder of the one that is meant"
        told = f"several tables take this file: {', '.join(wide.files for wide in taking)}"
        raise AsofError(error(Location(file.name), told, hint))
    if taking:
        return _dropped(workspace, file, taking[0], given.source)
    return _new(workspace, file, given)


# ---- lines in a list


def _listed(file: File, workspace: Workspace, beside: Fields) -> list[NewValue] | None:
    """The lines of a list, whose columns are those of observations and a key; None of a table.

    What is said beside it is said of each line that says nothing of it. Raises AsofError.
    """
    if not file.name.endswith(".csv"):
        return None
    rows = parse_csv(file.text, file.name, workspace.config.limits.table)
    if not rows or not {"key", "value"} <= set(rows[0].cells):
        return None
    header = [*header_of(rows[0])]
    more = [scalar(name, rows[0].place(0)) for name in beside if name not in header]
    columns_of(Table(file.name, (*header, *more), rows[1:]))
    return [_line(row, [*map(str, header)], beside) for row in rows[1:]]


def _line(row: TableRow, header: list[str], beside: Fields) -> NewValue:
    said = {**beside, **{name: row.cell(n) for n, name in enumerate(header) if row.cell(n)}}
    return NewValue(said.get("key", ""), {name: said[name] for name in SAID if name in said})


# ---- a table that is expected


def _tables(workspace: Workspace) -> Iterator[WideTable]:
    """The tables that files of facts read."""
    for name in workspace.files.below(FOLDER, ".yaml"):
        yield from own_entry(yaml_file(workspace, name).tree, workspace).tables


def _takes(wide: WideTable, file: File, workspace: Workspace) -> bool:
    """Whether a file is one of those that a table is made of: it has most of its columns."""
    if PurePosixPath(wide.files).suffix != PurePosixPath(file.name).suffix:
        return False
    try:
        rows = sheet_rows(file, wide, workspace.config.limits.table)
    except AsofError:
        return False
    heads = column_names(rows[: wide.header]) if len(rows) > wide.header else ()
    found = [
        any(head == name or head.endswith(f" {name}") for head in heads) for name in wide.columns
    ]
    return sum(found) > LIKELY * len(found)


def _dropped(
    workspace: Workspace, file: File, wide: WideTable, source: NewSource | None
) -> Proposal:
    """A file dropped in beside those before it; raises AsofError where it does not fit."""
    rows = sheet_rows(file, wide, workspace.config.limits.table)
    sheet = headed_sheet(wide, file, rows) if wide.on != STEM else None
    on = next((each for each in sheet.settings if each.name == "on"), None) if sheet else None
    days = [day_typed(on.of(row).words) for row in rows[wide.header :]] if on else []
    day = max(filter(None, days), default=day_in(file.name))
    target = _place(workspace, file, wide, day)
    contents = {target: file.content}
    source = source or _next_source(workspace, wide, target, day)
    if source:
        contents[NAME] = source_added(workspace, source)
    return Proposal(contents, ({"on": day},), _shown(target, file, rows))


def _place(workspace: Workspace, file: File, wide: WideTable, day: str) -> str:
    """Where a file is put: by its own name where that fits and tells the day, else by the day."""
    pattern = f"data/{wide.files}"
    if not WILD.search(pattern):
        return pattern  # one file that grows
    own = f"{PurePosixPath(pattern).parent}/{PurePosixPath(file.name).name}"
    dated = re.sub(r"\*", day, pattern, count=1)
    bare = PurePosixPath(pattern).stem == "*"  # any name fits: a day is as good as any other
    fits = fnmatchcase(own, pattern) and not WILD.search(own)
    named = WILD.search(dated) or not day or not bare or DATED.fullmatch(PurePosixPath(own).stem)
    target = own if fits and named else dated
    if WILD.search(target):
        told = f"no name for this file follows from '{wide.files}'"
        raise AsofError(error(Location(file.name), told, "copy it there by hand"))
    _free(workspace, target)
    return target


def _free(workspace: Workspace, target: str) -> None:
    if workspace.files.find(target):
        hint = "put a correction in its place by hand, where you can see what it replaces"
        raise AsofError(error(Location(target), "a table of this name is there already", hint))


def _next_source(workspace: Workspace, wide: WideTable, target: str, day: str) -> NewSource | None:
    """The source of a table that is a document of its own: like the last one, but for its day."""
    if DAY not in wide.source and STEM not in wide.source:
        return None
    stem = PurePosixPath(target).stem
    name = wide.source.replace(DAY, day).replace(STEM, stem)
    known = yaml_file(workspace, NAME).tree
    before = [n for n in known if fnmatchcase(n, wide.source.replace(DAY, "*").replace(STEM, "*"))]
    if name in known or not before:
        return None
    return NewSource(name, {**known[before[-1]], "published": day})


# ---- a table that is new


def _new(workspace: Workspace, file: File, given: Given) -> Proposal:
    """A table that no file of facts reads yet, with one that does; raises AsofError."""
    asker, most = given.asker, workspace.config.limits.table
    layout = layout_of(file, most, asker)
    roles = roles_of(layout, file, asker)
    meaning = TableMeaning(
        layout, roles, row_roles(layout, roles, asker), figure_roles(layout, roles, asker)
    )
    day = roles.day or max(filter(None, map(day_typed, roles.on.cells if roles.on else ())))
    path = PurePosixPath(file.name)
    name = _name(workspace, path, asker)
    target = f"data/tables/{name}/{day}{path.suffix}"
    _free(workspace, target)
    title = layout.title or DATED.sub("", path.stem).strip(" -_") or name
    source, added = _source(workspace, given, name, title[:1].upper() + title[1:], day)
    lines = [f"# Read by asof add from {path.name}: correct what it took wrongly.", ""]
    lines[1:] = meaning.lines(f"tables/{name}/*{path.suffix}", source)
    text = "".join(f"{line}\n" for line in lines)
    contents = {f"{FOLDER}/{name}.yaml": text.encode(), target: file.content}
    if added:
        contents[NAME] = source_added(workspace, added)
    return Proposal(contents, ({"on": day},), _shown(target, file, layout.rows))


def _name(workspace: Workspace, path: PurePosixPath, asker: Asker) -> str:
    """What the keys of the new facts begin with; raises AsofError where facts begin so already."""
    likely = key_from(re.sub("[0-9]+", " ", path.stem), 1, "table")
    name = asker.ask(Question("name", "What do the keys of its facts begin with?", likely))
    taken = f"{FOLDER}/{name}.yaml"
    if workspace.files.find(taken):
        hint = "say --answer name=… for another beginning of the new keys"
        raise AsofError(error(Location(taken), "these facts are there already", hint))
    return name


def _source(
    workspace: Workspace, given: Given, name: str, title: str, day: str
) -> tuple[str, NewSource | None]:
    """The source of a table, each file being a document of its own; and the entry of a new one."""
    if given.source or "source" in given.line:
        return (given.source.name if given.source else given.line["source"]), given.source
    named, own = f"{name}-{STEM}", f"{name}-{day}"
    if own in yaml_file(workspace, NAME).tree:
        return named, None
    asked = (
        Question("title", "What is the title of its source?", title),
        Question("publisher", "Who publishes it?"),
        Question("published", "When was it published?", day),
    )
    fields = {question.name: given.asker.ask(question) for question in asked}
    return named, NewSource(own, fields)


# ---- what is shown


def _shown(target: str, file: File, rows: Iterable[TableRow]) -> dict[str, str]:
    """The cells of a workbook as lines, for a diff; a text shows itself."""
    if not file.name.endswith(WORKBOOKS):
        return {}
    lines = [" | ".join(" ".join(cell.split()) for cell in row.cells) for row in rows]
    return {target: "".join(f"{line.rstrip()}\n" for line in lines)}
