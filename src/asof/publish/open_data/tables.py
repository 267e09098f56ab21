"""The tables of the open data: what each column holds, said once for the files and for readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | date | datetime | bool | tuple[str, ...] | None
Row = Mapping[str, Cell]


class CellKind(StrEnum):
    """What the cells of a column are: datatypes of the CSV on the Web vocabulary."""

    STRING = "string"
    DECIMAL = "decimal"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "dateTime"
    ADDRESS = "anyURI"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataColumn:
    """A column: what it holds, and whether each row must have it.

    One that has `words` stands once for each language, under its name and the language's tag; it is
    `free`, as is one of other words that people choose.
    """

    name: str
    says: str
    kind: CellKind = CellKind.STRING
    required: bool = False
    several: bool = False
    words: bool = False
    free: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class KeyReference:
    """That cells of some columns are the key of a row of another table."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataLayout:
    """A table without its rows."""

    name: str
    title: str
    says: str
    key: tuple[str, ...]
    columns: tuple[DataColumn, ...]
    references: tuple[KeyReference, ...] = ()

    def in_languages(self, languages: Sequence[str]) -> DataLayout:
        """The same table with its columns of words once for each language."""
        found = (_spoken(each, languages) for each in self.columns)
        return replace(self, columns=tuple(each for several in found for each in several))


def name_in_language(name: str, lang: str) -> str:
    """The name of a column of words in a language: names have no hyphen (RFC 6570)."""
    return f"{name}_{lang.replace('-', '_')}"


def _spoken(column: DataColumn, languages: Iterable[str]) -> Iterator[DataColumn]:
    if not column.words:
        yield column
        return
    for each in languages:
        yield replace(column, name=name_in_language(column.name, each), language=each, free=True)


FACTS = DataLayout(
    name="facts",
    title="Facts",
    says="What is tracked: one row a fact, as the last public edition has it.",
    key=("key",),
    references=(KeyReference(("edition",), "editions", ("edition",)),),
    columns=(
        DataColumn(name="key", says="The name of the fact in its ledger.", required=True),
        DataColumn(name="label", says="What the fact is called.", words=True),
        DataColumn(
            name="where", says="Where the figure is from: the row of its table.", words=True
        ),
        DataColumn(name="counts", says="What is counted, and what is not.", words=True),
        DataColumn(
            name="kind",
            says="What its values are: number, money, date, progress, text, event or statement.",
            required=True,
        ),
        DataColumn(name="unit", says="What its numbers are counted in.", words=True),
        DataColumn(name="currency", says="The currency of its amounts (ISO 4217)."),
        DataColumn(
            name="wording",
            says="Whose words a statement is in: verbatim the speaker's, else reported.",
        ),
        DataColumn(
            name="fixed",
            says="Whether it is closed history, which never becomes stale.",
            kind=CellKind.BOOLEAN,
            required=True,
        ),
        DataColumn(
            name="review_in",
            says="How long a value serves without a new report.",
            required=True,
        ),
        DataColumn(name="formula", says="The formula that makes it of other facts.", free=True),
        DataColumn(name="parts", says="The facts that the formula names.", several=True),
        DataColumn(
            name="standing",
            says=(
                "How far its value can be relied on as of the edition: current, stale, lapsed, "
                "withheld, disputed or unknown."
            ),
            required=True,
        ),
        DataColumn(
            name="value",
            says="What the edition prints: both values of a dispute, words for one not public.",
            words=True,
        ),
        DataColumn(
            name="supported",
            says="The last report that says so; of a formula, the oldest among its parts.",
            kind=CellKind.DATE,
        ),
        DataColumn(
            name="overdue",
            says="Whether that is longer ago than it should be.",
            kind=CellKind.BOOLEAN,
            required=True,
        ),
        DataColumn(
            name="missing",
            says="Facts whose report was expected and is not there: their last ones are reckoned.",
            several=True,
        ),
        DataColumn(
            name="as_of",
            says="The first clock of the standing: the day that the edition is of.",
            kind=CellKind.DATE,
            required=True,
        ),
        DataColumn(
            name="known",
            says="The second clock of the standing: reports up to this day count.",
            kind=CellKind.DATE,
            required=True,
        ),
        DataColumn(name="edition", says="The edition whose record this is.", required=True),
    ),
)

OBSERVATIONS = DataLayout(
    name="observations",
    title="Observations",
    says="One row for each value that a source gave: when it was true, when it was reported.",
    key=("key", "line"),
    references=(
        KeyReference(("key",), "facts", ("key",)),
        KeyReference(("source",), "sources", ("source",)),
    ),
    columns=(
        DataColumn(name="key", says="The fact that it is a value of.", required=True),
        DataColumn(
            name="line",
            says="Which value of the fact, in the order of its ledger; not a lasting name.",
            kind=CellKind.INTEGER,
            required=True,
        ),
        DataColumn(
            name="value",
            says=(
                "The value as it is written, hedge included; 'not public' where the source "
                "withholds it, 'none' where it states that there is none. Words stand in text."
            ),
        ),
        DataColumn(name="text", says="The value as a page prints it.", words=True),
        DataColumn(
            name="number",
            says=(
                "The number, where the value is one number exactly, nought for a count of 'none'; "
                "empty where it has a hedge, for then lower and upper say what it can be."
            ),
            kind=CellKind.DECIMAL,
        ),
        DataColumn(
            name="hedge",
            says=(
                "What stands before the number: exactly, about, some, nearly, over, more than, "
                "at least, up to, at most, as many as, fewer than; range for two numbers; tens, "
                "hundreds or thousands where there is no number."
            ),
        ),
        DataColumn(
            name="hedged_number",
            says="The number after the hedge, which is not the value.",
            kind=CellKind.DECIMAL,
        ),
        DataColumn(
            name="lower",
            says="The least that the value can be; empty where nothing bounds it.",
            kind=CellKind.DECIMAL,
        ),
        DataColumn(
            name="lower_excluded",
            says="Whether the value is above that and never equal to it.",
            kind=CellKind.BOOLEAN,
        ),
        DataColumn(
            name="upper",
            says="The most that the value can be; empty where nothing bounds it.",
            kind=CellKind.DECIMAL,
        ),
        DataColumn(
            name="upper_excluded",
            says="Whether the value is below that and never equal to it.",
            kind=CellKind.BOOLEAN,
        ),
        DataColumn(
            name="date_first",
            says="Of a value that is a date: its first day.",
            kind=CellKind.DATE,
        ),
        DataColumn(
            name="date_last",
            says="Of a value that is a date: its last day; the same for a single day.",
            kind=CellKind.DATE,
        ),
        DataColumn(
            name="begins",
            says=(
                "The first clock: when the value was or began to be true, in EDTF (ISO 8601-2), "
                "with 2020-autumn, 2020-Q3, 2020-W07 and FY2020-21 beside it."
            ),
            required=True,
        ),
        DataColumn(
            name="begins_first",
            says="The earliest day that this allows; empty where it is open.",
            kind=CellKind.DATE,
        ),
        DataColumn(
            name="begins_last",
            says="The latest day that this allows; empty where it is open.",
            kind=CellKind.DATE,
        ),
        DataColumn(
            name="precision",
            says=(
                "How finely it is told: day, week, month, season, quarter, year, fiscal year; "
                "interval where the day is in doubt between two; other for the rest of EDTF."
            ),
            required=True,
        ),
        DataColumn(
            name="basis",
            says=(
                "Who says when it began: stated by the source; assumed, the day taken for an "
                "undated source; inferred, the first day of its source."
            ),
            required=True,
        ),
        DataColumn(
            name="ends", says="When the value ceased to be true, that day included, in EDTF."
        ),
        DataColumn(
            name="ends_first", says="The earliest day that this allows.", kind=CellKind.DATE
        ),
        DataColumn(name="ends_last", says="The latest day that this allows.", kind=CellKind.DATE),
        DataColumn(
            name="open",
            says="Whether it goes on until something else is reported.",
            kind=CellKind.BOOLEAN,
            required=True,
        ),
        DataColumn(
            name="reported",
            says="The second clock: from which day on it was known.",
            kind=CellKind.DATE,
            required=True,
        ),
        DataColumn(
            name="state",
            says=(
                "What became of it as of the edition of its fact: current, superseded, corrected, "
                "disputed, retracted, claim or possible (it may not have begun)."
            ),
            required=True,
        ),
        DataColumn(
            name="status",
            says="What its source says that it is worth: provisional, revised, estimate or claim.",
        ),
        DataColumn(
            name="source", says="The document that it is from, the first one.", required=True
        ),
        DataColumn(name="place", says="Where in that document.", free=True),
        DataColumn(name="by", says="Who says so, where it is not the publisher.", words=True),
        DataColumn(name="reason", says="Why it is not public.", words=True),
        DataColumn(name="note", says="What is to be said with it.", words=True),
        DataColumn(name="prefers", says="Why it is preferred in a dispute.", words=True),
        DataColumn(name="retracts", says="Why the publisher takes back what it said.", words=True),
    ),
)

CITATIONS = DataLayout(
    name="citations",
    title="Citations",
    says="The documents that a value rests on; of what a formula makes, those of all its parts.",
    key=("key", "line", "citation"),
    references=(
        KeyReference(("key", "line"), "observations", ("key", "line")),
        KeyReference(("source",), "sources", ("source",)),
    ),
    columns=(
        DataColumn(name="key", says="The fact.", required=True),
        DataColumn(
            name="line", says="Which value of the fact.", kind=CellKind.INTEGER, required=True
        ),
        DataColumn(
            name="citation",
            says="Which document of the value, from 1.",
            kind=CellKind.INTEGER,
            required=True,
        ),
        DataColumn(name="source", says="The document.", required=True),
        DataColumn(name="place", says="Where in it.", free=True),
    ),
)

SOURCES = DataLayout(
    name="sources",
    title="Sources",
    says="The documents that the values are from.",
    key=("source",),
    columns=(
        DataColumn(name="source", says="The name of the document in the ledger.", required=True),
        DataColumn(name="title", says="Its title.", words=True),
        DataColumn(name="publisher", says="Who published it.", words=True),
        DataColumn(
            name="published",
            says="When, in EDTF; an interval where it prints no date.",
            required=True,
        ),
        DataColumn(
            name="published_first",
            says="The earliest day that this allows; empty where it is open.",
            kind=CellKind.DATE,
        ),
        DataColumn(
            name="published_last",
            says="The latest day that this allows; empty where it is open.",
            kind=CellKind.DATE,
        ),
        DataColumn(
            name="reported",
            says="From which day on what it says counts as known.",
            kind=CellKind.DATE,
            required=True,
        ),
    ),
)

EDITIONS = DataLayout(
    name="editions",
    title="Editions",
    says="Every edition that was published, those withdrawn included.",
    key=("edition",),
    columns=(
        DataColumn(name="edition", says="Its folder on the site.", required=True),
        DataColumn(name="document", says="The name of the document.", required=True),
        DataColumn(name="language", says="The tag of its language (BCP 47).", required=True),
        DataColumn(name="title", says="Its title.", required=True, free=True),
        DataColumn(name="as_of", says="The day that it is of.", kind=CellKind.DATE, required=True),
        DataColumn(
            name="known",
            says="Reports up to this day count.",
            kind=CellKind.DATE,
            required=True,
        ),
        DataColumn(
            name="edition_number",
            says="r and its number where it was issued, else which printing of its day it is.",
            required=True,
        ),
        DataColumn(name="code", says="Its code, which a reader can type to verify a page."),
        DataColumn(
            name="published",
            says="When it came onto the site.",
            kind=CellKind.MOMENT,
            required=True,
        ),
        DataColumn(name="issued", says="When it was formally issued.", kind=CellKind.MOMENT),
        DataColumn(name="correction", says="What its editor says that was corrected.", free=True),
        DataColumn(name="withdrawn", says="When it was taken back.", kind=CellKind.MOMENT),
        DataColumn(name="withdrawn_because", says="Why it was taken back.", free=True),
        DataColumn(name="superseded_by", says="The edition that took its place by now."),
        DataColumn(name="pages", says="How many pages it has.", kind=CellKind.INTEGER),
        DataColumn(name="address", says="Where it stands.", kind=CellKind.ADDRESS, required=True),
        DataColumn(name="pdf", says="Where its PDF stands.", kind=CellKind.ADDRESS),
        DataColumn(name="sha256", says="The digest of that PDF (SHA-256)."),
    ),
)

LAYOUTS = (FACTS, OBSERVATIONS, CITATIONS, SOURCES, EDITIONS)
