"""New values of facts, each with its day and its source, as lines of their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from asof import data
from asof.adding.fact_file import Fields, YamlFile, with_observations, with_source, yaml_file
from asof.adding.fact_table import with_rows
from asof.adding.proposal import Proposal
from asof.data.cited import NAME
from asof.data.facts import FOLDER, OWN, beginning, own_entry
from asof.data.tables import cells_of, table_of
from asof.diagnostics import AsofError, Collector, error, meant
from asof.located import Mapping_, Scalar
from asof.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NewValue:
    """A line to be added to a fact: the fields of an observation, as files have them."""

    key: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source to be added to those of the workspace."""

    name: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Home:
    """Where the lines of a fact are: its file, its word there, and its table if it has one.

    `row` is what a table of several facts calls it.
    """

    file: YamlFile
    word: str
    table: Scalar | None
    row: str


def propose_values(
    workspace: Workspace, values: Sequence[NewValue], source: NewSource | None
) -> Proposal:
    """The files with new values, and with their source where that is new.

    Raises AsofError with all that cannot be added.
    """
    collect, homes = Collector(), Homes(workspace)
    found = [(collect.attempt(homes.of, value.key), value.fields) for value in values]
    collect.close()
    lines = [(home, fields) for home, fields in found if home]
    contents = dict(_facts(lines))
    contents |= _tables(workspace, lines)
    if source:
        contents[NAME] = collect.attempt(source_added, workspace, source) or b""
    collect.close()
    return Proposal(contents, tuple(fields for _, fields in lines))


def _facts(lines: Iterable[tuple[Home, Fields]]) -> Iterator[tuple[str, bytes]]:
    """The files of facts, with the lines that go into them."""
    files: dict[str, YamlFile] = {}
    added: dict[str, dict[str, list[Fields]]] = {}
    for home, fields in lines:
        if home.table is None:
            files[home.file.name] = home.file
            added.setdefault(home.file.name, {}).setdefault(home.word, []).append(fields)
    for name, file in files.items():
        yield name, file.encoded(with_observations(file, added[name]))


def _tables(
    workspace: Workspace, lines: Iterable[tuple[Home, Fields]]
) -> Iterator[tuple[str, bytes]]:
    """The tables of facts, with the rows that go into them."""
    named: dict[str, Scalar] = {}
    rows: dict[str, list[Fields]] = {}
    for home, fields in lines:
        if home.table is not None:
            named[home.table] = home.table
            row = {"key": home.row, **fields} if home.row else fields
            rows.setdefault(home.table, []).append(row)
    for table in named.values():
        yield with_rows(workspace.files, table, workspace.config.limits.table, rows[table])


def source_added(workspace: Workspace, source: NewSource) -> bytes:
    """The file of sources with one more; raises AsofError where it is there already."""
    file = yaml_file(workspace, NAME)
    if source.name in file.tree:
        hint = "take --new-source out, or choose another name"
        place = file.tree.keys_at[source.name]
        raise AsofError(error(place, f"there is a source '{source.name}' already", hint))
    return file.encoded(with_source(file, source.name, source.fields))


class Homes:
    """Finds where the lines of facts are; each file is read once.

    The files are asked, not the ledger: a fact without a single line is in no ledger yet.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.read: dict[str, YamlFile] = {}

    def of(self, key: str) -> Home:
        """Where the lines of a fact are; raises AsofError where none can be added."""
        found = next(filter(None, (self._in(name, key) for name in self._names)), None)
        if found is None:
            raise no_such_fact(key, self.workspace)
        fields, place = found.file.tree[found.word], found.file.tree.keys_at[found.word]
        if fields.get("derived") is not None:
            told = f"'{key}' is computed, as {fields['derived']}"
            raise AsofError(error(place, told, "add to the facts that it is computed from"))
        if found.word in own_entry(found.file.tree, self.workspace).filled:
            told = f"'{key}' is filled by the tables of {found.file.name}"
            raise AsofError(error(place, told, "add the table of the day: asof add FILE"))
        if found.row and found.row not in self._rows(found):
            raise no_such_fact(key, self.workspace)
        return found

    @property
    def _names(self) -> tuple[str, ...]:
        return self.workspace.files.below(FOLDER, ".yaml")

    def _in(self, name: str, key: str) -> Home | None:
        """A fact in a file, where its key begins as the name of the file does."""
        above = ".".join(beginning(name))
        if not key.startswith(f"{above}."):
            return None
        if name not in self.read:
            self.read[name] = yaml_file(self.workspace, name)
        file = self.read[name]
        word, _, row = key.removeprefix(f"{above}.").partition(".")
        fields = file.tree.get(word) if word not in OWN else None
        if not isinstance(fields, Mapping_):
            return None
        return Home(file, word, fields.get("table"), row)

    def _rows(self, home: Home) -> set[str]:
        """The keys of the rows of a table; raises AsofError where it cannot be read."""
        if home.table is None:
            return set()
        most = self.workspace.config.limits.table
        table = table_of(self.workspace.files, home.table, most)
        return {str(cell) for cell in cells_of(table, "key", table.rows)}


def no_such_fact(key: str, workspace: Workspace) -> AsofError:
    """That there is no such fact, and which was probably meant."""
    ledger = data.read(workspace)[0]
    hint = meant(key, ledger.facts, ledger.former.facts)
    hint = hint or "'asof list --facts' tells those there are"
    return AsofError(error(None, f"unknown fact '{key}'", hint))
