"""What an edition read: every input with its digest, recorded as it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

from asof.files import File
from asof.language import Language
from asof.ledger.change_words import change_record, series_break_words
from asof.ledger.edition import Edition
from asof.ledger.facts import Source
from asof.ledger.printing import text_in, view_record
from asof.ledger.rules_of_time import View
from asof.ledger.value_changes import ValueChange, value_change
from asof.text import Text

VALUE_CHANGE = "value change"  # a kind of input: what a fact has changed by
ROW = ""  # the name of a row, where those of its columns stand


class Read(NamedTuple):
    """One input: what sort it is, its name, and the digest of what it held as it was read.

    `source` is the digest of what an edition's answer was made from: while that is the same, the
    answer is, and need not be asked for again.
    """

    kind: str
    name: str
    digest: str
    source: str = ""


def digest(content: Any) -> str:
    """The digest of an input: bytes as they are, anything else as canonical JSON."""
    raw = content if isinstance(content, bytes) else json.dumps(content, sort_keys=True).encode()
    return sha256(raw).hexdigest()[:32]


class NamedCells(Protocol):
    """The line of a table that a document is made for: its name, and its cells as texts."""

    @property
    def name(self) -> str:
        """What the row is called."""

    @property
    def cells(self) -> Mapping[str, Text]:
        """Its cells by the names of their columns."""


class RecordingEdition:
    """An edition that remembers what was asked of it: the only thing charts and templates see.

    `row` is the line of a table that its document is made for.
    """

    def __init__(self, edition: Edition, row: NamedCells | None = None) -> None:
        self._edition = edition
        self._row = row
        self._reads: dict[tuple[str, str], Read] = {}

    def __getitem__(self, key: str) -> View:
        view = self._edition[key]
        self._note_fact(key, view)
        return view

    def __contains__(self, key: str) -> bool:
        known = key in self._edition
        self.note("query", f"has {key}", known, self._edition.ledger.names_digest)
        return known

    @property
    def row(self) -> str:
        """The name of the row that the document is made for."""
        name = self._row.name if self._row else ""
        self.note("each", ROW, name)
        return name

    @property
    def each(self) -> Mapping[str, str]:
        """The cells of the row that the document is made for, in the edition's language."""
        return RecordedCells(self, self._row)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that can be asked for: for hints and names, so asking leaves no trace."""
        return tuple(self._edition.ledger.facts)

    @property
    def former_keys(self) -> tuple[str, ...]:
        """The keys that facts had before: for hints, like the keys."""
        return tuple(self._edition.ledger.former.facts)

    @property
    def day(self) -> date:
        """The day that the edition is of."""
        day = self._edition.day.isoformat()
        self.note("edition", "day", day, day)
        return self._edition.day

    @property
    def known(self) -> date:
        """The day up to which reports count."""
        known = self._edition.known.isoformat()
        self.note("edition", "known", known, known)
        return self._edition.known

    @property
    def language(self) -> Language:
        """The language of the edition."""
        return self._edition.language

    def at(self, key: str, day: date) -> View:
        """The view of a fact on another day, with the same knowledge."""
        view = self._edition.on(day)[key]
        self._note_fact(f"{key}@{day}", view)
        return view

    def change(self, key: str, since: date | None = None) -> ValueChange | None:
        """The change of a fact since the value before, or since the end of a day."""
        change = value_change(self._edition, key, since)
        told = partial(change_record, change, self.language) if change else None
        name = f"{key}@{since or ''}"
        self.note(VALUE_CHANGE, name, told, self._edition.ledger.digest(key))
        return change

    def matching(self, pattern: str) -> tuple[View, ...]:
        """The facts that a pattern such as personnel.* names."""
        return self._query(f"match {pattern}", self._edition.matching(pattern))

    def tagged(self, tag: str) -> tuple[View, ...]:
        """The facts that carry a tag."""
        return self._query(f"tag {tag}", self._edition.tagged(tag))

    def _query(self, name: str, keys: tuple[str, ...]) -> tuple[View, ...]:
        self.note("query", name, lambda: list(keys), self._edition.ledger.names_digest)
        return tuple(self[key] for key in keys)

    def _note_fact(self, name: str, view: View) -> None:
        if ("fact", name) not in self._reads:
            source = self._edition.ledger.digest(view.key)
            self.note("fact", name, fact_digest(view, self.language), source)

    def note(self, kind: str, name: str, content: Any, source: str = "") -> None:
        """Record an input once; `content` may be a function that tells it when needed."""
        if (kind, name) not in self._reads:
            told = digest(content() if callable(content) else content)
            self._reads[kind, name] = Read(kind, name, told, source)

    def note_file(self, kind: str, file: File) -> None:
        """Record a file with the digest of the bytes that were read."""
        self._reads.setdefault((kind, file.name), Read(kind, file.name, file.digest))

    def digest_of(self, kind: str, name: str) -> str | None:
        """The digest of an input, where it was read."""
        found = self._reads.get((kind, name))
        return found and found.digest

    def adopt(self, reads: Iterable[Read]) -> None:
        """Record what a part, such as a chart, has read."""
        for read in reads:
            self._reads.setdefault((read.kind, read.name), read)

    def fork(self) -> ChartEdition:
        """What a chart reads of the same edition; it has read nothing yet."""
        return ChartEdition(self._edition, self._row)

    @property
    def trace(self) -> tuple[Read, ...]:
        """Everything read so far, in the order of asking."""
        return tuple(self._reads.values())

    @property
    def views(self) -> tuple[View, ...]:
        """The facts read so far, of the edition's own day, in the order of asking."""
        return tuple(self._edition[key] for key in keys_of(self.trace))


class ChartEdition(RecordingEdition):
    """An edition as charts see it: their code may draw what keys there are, so these are reads."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all facts."""
        return tuple(view.key for view in self.matching("*"))


@dataclass(frozen=True, slots=True, eq=False)
class RecordedCells(Mapping[str, str]):
    """The cells of a row as a reader sees them: each is recorded when it is asked for."""

    reader: RecordingEdition
    row: NamedCells | None

    def __getitem__(self, name: str) -> str:
        if self.row is None:
            raise KeyError(name)
        words = self.row.cells[name].in_(self.reader.language.tag)
        self.reader.note("each", name, words)
        return words

    def __iter__(self) -> Iterator[str]:
        return iter(self.row.cells if self.row else ())

    def __len__(self) -> int:
        return len(self.row.cells) if self.row else 0


def fact_digest(view: View, language: Language) -> dict[str, Any]:
    """All that a page or a chart can show of a fact: its record, when it ages, and its sources."""
    lines = (*view.chosen, *view.history, *view.claims)
    sources = {c.source.id: c.source for o in lines for c in o.citations}
    ages = view.fact.review_in.text if view.fact.ages else None
    notes = [note_of(source, language) for source in sources.values()]
    names = (view.fact.label, view.fact.what, view.fact.where, *(o.by for o in lines))
    in_tables = {
        "forms": [dict(name.forms_in(language.tag)) for name in names if name],
        "what": text_in(view.fact.what, language),
        "total": view.fact.total,
        "ours": view.fact.derived is not None,
    }
    breaks = [series_break_words(each, language) for each in view.fact.breaks]
    rest = {"ages": ages, "notes": notes, "breaks": breaks}
    return view_record(view, language) | in_tables | rest


def note_of(source: Source, language: Language) -> list[str | None]:
    """What a note can say of a source."""
    days = [str(day) if day else None for day in (source.taken_as, source.accessed)]
    words = (source.title, source.publisher, source.author, source.kind, source.note)
    texts = [text_in(text, language) for text in words]
    own = (source.url, source.file, source.language)
    return [source.id, source.published.text, *days, *own, *texts]


def keys_of(reads: Iterable[Read]) -> tuple[str, ...]:
    """The facts among some reads, of the edition's own day."""
    return tuple(r.name for r in reads if r.kind == "fact" and "@" not in r.name)


def answered(read: Read, reader: RecordingEdition) -> str | None:
    """The digest of the answer to what was asked before; None where there is no answer."""
    try:
        ASKED[read.kind](reader, read.name)
    except KeyError:
        return None
    return reader.digest_of(read.kind, read.name)


def _ask_fact(reader: RecordingEdition, name: str) -> None:
    key, _, day = name.partition("@")
    reader.at(key, date.fromisoformat(day)) if day else reader[key]


def _ask_change(reader: RecordingEdition, name: str) -> None:
    key, _, day = name.partition("@")
    reader.change(key, date.fromisoformat(day) if day else None)


def _ask_edition(reader: RecordingEdition, name: str) -> None:
    {"day": lambda: reader.day, "known": lambda: reader.known}[name]()


def _ask_query(reader: RecordingEdition, name: str) -> None:
    word, _, rest = name.partition(" ")
    {"match": reader.matching, "tag": reader.tagged, "has": reader.__contains__}[word](rest)


def _ask_each(reader: RecordingEdition, name: str) -> None:
    reader.row if name == ROW else reader.each[name]


ASKED: Mapping[str, Callable[[RecordingEdition, str], None]] = {
    "fact": _ask_fact,
    VALUE_CHANGE: _ask_change,
    "edition": _ask_edition,
    "query": _ask_query,
    "each": _ask_each,
}
