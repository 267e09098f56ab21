"""What a page is to be besides its content, and what it tells when all else is filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

from asof.briefing.definition import Allowance
from asof.diagnostics import Finding
from asof.form import ChartColumn, Form
from asof.ledger.changes import Change
from asof.ledger.shown import ShownFact
from asof.ledger.trace import Read, RecordingEdition
from asof.page.document import DrawnWords
from asof.templates.places import SPAN
from asof.templates.render_state import RenderState
from asof.templates.view_models import item


class ChartPicture(Protocol):
    """A drawn chart, as much of it as a page needs."""

    name: str
    svg: bytes
    alt: str
    words: Mapping[str, str | Mapping[str, str]]
    empty: bool
    reads: tuple[Read, ...]
    rows: tuple[float, ...]
    least: float
    findings: tuple[Finding, ...]
    written: tuple[DrawnWords, ...]

    def shown(self, reader: RecordingEdition) -> Iterable[ShownFact]:
        """What it shows of each fact, as an edition answers it."""


class Drawing(Protocol):
    """Draws for an edition."""

    def __call__(self, name: str, reader: RecordingEdition, *, column: ChartColumn) -> Any:
        """The chart as it stands in a column, with what it read; raises AsofError."""

    def expect(
        self, names: Iterable[str], reader: RecordingEdition, *, column: ChartColumn
    ) -> None:
        """Hear of charts that will be asked for in a column."""

    def trend(self, key: str, reader: RecordingEdition, *, column: ChartColumn) -> Any:
        """How the values of a fact have gone, as a line that is as wide as the column."""


@dataclass(frozen=True, slots=True)
class Colophon:
    """What an issued edition prints of itself, and the digest of the words that it was made from.

    `picture` is the QR code of `url`, as SVG; without a URL there is none. `seal` stands in that
    code behind the URL.
    """

    code: str
    release: int
    words: str
    url: str = ""
    picture: bytes = b""
    seal: str = ""

    @property
    def described(self) -> dict[str, Any]:
        """The release as the record of the edition has it."""
        told = {"code": self.code, "release": self.release, "words": self.words}
        return told | ({"seal": self.seal} if self.seal else {})

    @property
    def address(self) -> str:
        """The URL as people type it."""
        return self.url.partition("://")[2] or self.url


@dataclass(frozen=True, slots=True)
class Errata:
    """What a page says of a former one: the day of that, and what changed; in tables or lists."""

    since: date
    changes: tuple[Change, ...]
    listed: bool = False


Spacing = Literal["", "snug", "tight"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """What a page is to be besides its content.

    `spacing` is how much closer things stand to one another than they should.
    `changes` tells what changed of some facts since a day; `since` is the day that change bars look
    back to.
    `heights` is how high some charts can be, in points, so that they stand on their page.
    `errata` is what a page says of a former one, `colophon` what it says of its own release,
    `allowances` what it is printed with and gives the reasons for. `matter` is what a page of the
    program's own tells, such as a list of copies.
    """

    form: Form
    others: tuple[tuple[str, str], ...] = ()
    changes: Callable[[date, Iterable[str]], tuple[Change, ...]] = lambda *_: ()
    spacing: Spacing = ""
    heights: Mapping[str, float] = field(default_factory=dict)
    since: date | None = None
    errata: Errata | None = None
    colophon: Colophon | None = None
    allowances: tuple[Allowance, ...] = ()
    matter: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The time that the figures span: put in last, when all of them are printed."""

    session: RenderState

    def __bool__(self) -> bool:
        return bool(self.session.times)

    def __html__(self) -> str:
        return SPAN


@dataclass(frozen=True, slots=True)
class SourceNotes:
    """The source notes, complete by the time that a template's end prints them.

    Empty where each stands at the foot of its page, or none is wanted; an author's own are.
    """

    session: RenderState

    def __iter__(self) -> Any:
        where, notes = self.session.footnotes, self.session.notes
        wanted = notes if where == "end" else notes.of_authors if where == "none" else ()
        return iter([item(number=n, html=line) for n, line in wanted])

    def __len__(self) -> int:
        return len(list(iter(self)))
