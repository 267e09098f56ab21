"""Charts drawn before: found again by asking an edition what they asked of theirs.

A chart's function is told nothing but the answers of its edition and the files of its workspace, so
what it asks next follows from the answers so far. What is kept is that way: under the key of all
answers so far the next question, and under that of the last answer the chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from asof.cache import Store, decode, encode, key_of
from asof.charts.map_folder import RESOURCE
from asof.diagnostics import Finding
from asof.files import Files
from asof.ledger.rules_of_time import View
from asof.ledger.shown import ShownFact, showable
from asof.ledger.trace import Read, RecordingEdition, answered
from asof.page.document import DrawnWords

KIND = "chart"


@dataclass(frozen=True, slots=True)
class KeptFact:
    """What a chart shows of a fact, as it is kept: places in all that it may show."""

    key: str
    said: tuple[int, ...]


def kept(shown: ShownFact) -> KeptFact:
    """What is shown of a fact, to be kept."""
    lines = showable(shown.view)
    return KeptFact(shown.key, tuple(lines.index(o) for o in shown.said))


def restored(fact: KeptFact, view: View) -> ShownFact:
    """What is shown of a fact, from what was kept and the fact as the edition answers it."""
    lines = showable(view)
    return ShownFact(view, tuple(lines[n] for n in fact.said))


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A drawn chart: its SVG, its size in points, its words, and what of the edition it read.

    `written` is what its own code writes, `findings` what is told of it although it is printed;
    `rows` is how high each of its rows is, in points, where its height follows from them; `least`
    is how high it has to be for its words, `letters` how many letters those have.
    """

    name: str
    svg: bytes
    width: float
    height: float
    least: float
    letters: int
    words: Mapping[str, str | Mapping[str, str]]
    alt: str
    reads: tuple[Read, ...]
    drawn: tuple[KeptFact, ...] = ()
    rows: tuple[float, ...] = ()
    written: tuple[DrawnWords, ...] = ()
    findings: tuple[Finding, ...] = ()
    reused: bool = False

    def shown(self, reader: RecordingEdition) -> Iterator[ShownFact]:
        """What it shows of each fact, as an edition answers it."""
        return (restored(fact, reader[fact.key]) for fact in self.drawn)

    @property
    def empty(self) -> bool:
        """Whether nothing was there to draw, so that the page leaves it out."""
        return not self.svg


@dataclass(frozen=True, slots=True)
class Step:
    """What comes after some answers: a question, its sort and its name, or the chart."""

    question: tuple[str, str] | None = None
    chart: DrawnChart | None = None


def find(store: Store, key: str, reader: RecordingEdition, files: Files) -> DrawnChart | None:
    """The chart that an edition would draw; `key` is that of all else that decides it."""
    while step := decode(Step, store.get(KIND, key)):
        if step.chart:
            return replace(step.chart, reads=reader.trace, reused=True)
        if step.question is None:
            return None
        key = key_of(key, _answer(*step.question, reader, files))
    return None


def _answer(kind: str, name: str, reader: RecordingEdition, files: Files) -> str:
    """The digest of what an edition answers now, or of what a file holds; empty where none is."""
    if kind != RESOURCE:
        return answered(Read(kind, name, ""), reader) or ""
    reader.adopt([Read(kind, name, files.digest(name))])
    return reader.digest_of(kind, name) or ""


def keep(store: Store, key: str, chart: DrawnChart) -> None:
    """Keep a chart under what it read, question by question."""
    for read in chart.reads:
        question = encode(Step((read.kind, read.name)))
        if store.get(KIND, key) != question:
            store.put(KIND, key, question)
        key = key_of(key, read.digest)
    store.put(KIND, key, encode(Step(chart=replace(chart, reads=()))))
