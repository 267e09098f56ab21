"""The eight surfaces that hostile input meets, and what must hold of each.

Whatever comes in, a surface answers, or refuses with findings of ours that have a place; what it
reads and writes again reads the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stdout, suppress
from io import StringIO
from time import process_time
from typing import ParamSpec, TypeVar

import attacked
from asof import dates, quantity, register
from asof.dates import DateError
from asof.diagnostics import AsofError, Finding, Severity
from asof.files import decode_text
from asof.language import explain_date, explain_quantity, language
from asof.located import parse_csv, parse_yaml, plain_tree, tree_of_plain
from asof.quantity import QuantityError
from asof.release.verify import verify

SLOW = 2.0  # seconds of computing for one input
P = ParamSpec("P")
T = TypeVar("T")
TONGUES = tuple(map(language, ("en-CA", "fr-CA", "es-ES", "es-MX")))


class SlowError(AssertionError):
    """An input that takes a surface too long."""


def hold(surface: Callable[[bytes], None], content: bytes) -> None:
    """Hold a surface against an input: it prints nothing by the way, and answers in time."""
    with redirect_stdout(StringIO()) as said:
        # One that is slow has another try: the first may have imported a library.
        if seconds(surface, content) > SLOW and (again := seconds(surface, content)) > SLOW:
            raise SlowError(f"{again:.1f} s")
    assert not said.getvalue(), said.getvalue()


def seconds(surface: Callable[[bytes], None], content: bytes) -> float:
    """How long a surface computes over an input, whatever else the machine does meanwhile."""
    began = process_time()
    surface(content)
    return process_time() - began


def answer(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """What some work answers; nothing where it refuses, and says of what and where."""
    try:
        return work(*args, **kwargs)
    except AsofError as refusal:
        hold_told(refusal.findings)
        return None


def hold_told(findings: Iterable[Finding]) -> None:
    """Each finding has words, an error of the workspace its place, and none is a fault of ours."""
    for each in findings:
        assert each.message, each
        assert each.place or each.severity is not Severity.ERROR, each
        assert each.rule != "fault", f"{each}\n{each.trace}"


def spoken(content: bytes) -> str:
    """One of the languages, each as often as the others: one takes a third of the time of three."""
    return attacked.LANGUAGES[len(content) % len(attacked.LANGUAGES)]


# ---- the surfaces


def yaml(content: bytes) -> None:
    """A data file: read strictly, kept and read back the same, and held against its model."""
    text = answer(decode_text, content, attacked.FACTS)
    tree = answer(parse_yaml, text, attacked.FACTS) if text is not None else None
    if tree is not None:
        kept = json.loads(json.dumps(plain_tree(tree)))
        assert plain_tree(tree_of_plain(kept, attacked.FACTS)) == plain_tree(tree)
    for name in (attacked.FACTS, "data/sources.yaml", attacked.NOTE, "asof.yaml"):
        answer(_read_with, name, content)


def _read_with(name: str, content: bytes) -> None:
    with attacked.with_files(**{name: content}) as workspace:
        attacked.read(workspace)


def values(content: bytes) -> None:
    """A value: what is read prints, and means the same when it is read again, in its notation."""
    text = content.decode("utf-8", "replace")
    try:
        value = quantity.parse_quantity(text)
    except QuantityError as problem:
        explain_quantity(problem, text)
    else:
        assert quantity.parse_quantity(str(value)) == value
        for tongue in TONGUES:
            assert tongue.quantity(value)
            assert tongue.counted(value, unit={"one": "ship", "other": "ships"})


def days(content: bytes) -> None:
    """A date or a duration: what is read is in order, prints, and reads the same again."""
    text = content.decode("utf-8", "replace")
    try:
        when = dates.parse_date(text)
    except DateError as problem:
        explain_date(problem, text)
    else:
        assert when.first <= when.last
        assert dates.parse_date(when.text) == when
        for tongue in TONGUES:
            assert tongue.date(when)
            assert tongue.date(when, short=True)
    with suppress(DateError):
        assert dates.duration(text).after(attacked.TODAY) >= attacked.TODAY


def texts(content: bytes) -> None:
    """A text of a briefing, in the language that its length says: filled and judged."""
    text = json.dumps(content.decode("utf-8", "replace"), ensure_ascii=False)
    note = f"{{title: {text}, as_of: 2021-01-18, body: [{{text: {text}}}, {{points: [{text}]}}]}}"
    with attacked.with_files(**{attacked.NOTE: note.encode()}) as workspace:
        hold_told(answer(attacked.judged, workspace, spoken(content)) or ())


def tables(content: bytes) -> None:
    """A table: its cells in order, each at its place, and its rows as observations."""
    text = answer(decode_text, content, attacked.TABLE)
    rows = answer(parse_csv, text, attacked.TABLE) if text is not None else None
    for row in rows or ():
        assert len(row.cells) == len([row.start(n) for n in range(len(row.cells))])
    files = {attacked.FACTS: attacked.TABLED.encode(), attacked.TABLE: content}
    with attacked.with_files(**files) as workspace:
        answer(attacked.read, workspace)


def templates(content: bytes) -> None:
    """A template of the workspace: filled to a tree, and judged."""
    note = b"{title: Note, as_of: 2021-01-18, template: note.html, body: [text: There]}"
    with attacked.with_files(**{attacked.NOTE: note, attacked.PAGE: content}) as workspace:
        hold_told(answer(attacked.judged, workspace, spoken(content)) or ())


def drawings(content: bytes) -> None:
    """A drawing, and what a lenient reader takes it for: refused, or set by the engine."""
    note = b"{title: Note, as_of: 2021-01-18, body: [image: {file: images/port.svg, alt: Port}]}"
    for each in (content, attacked.well_formed(content)):
        with attacked.with_files(**{attacked.NOTE: note, attacked.DRAWING: each}) as workspace:
            answer(attacked.laid, workspace)


def records(content: bytes) -> None:
    """The register with one of its files of other content, or with an entry made anew of that."""
    with attacked.with_files(**attacked.altered(content)) as workspace:
        ledger = attacked.read(workspace)
        entered = register.read_register(workspace)
        hold_told(entered.findings)
        for issued in entered.issued:
            assert verify(workspace, ledger, issued.code, attacked.TODAY).state
        if content[1:].startswith(b"%PDF"):  # each is read in a process of its own, which is slow
            assert verify(workspace, ledger, content[1:], attacked.TODAY).state


SURFACES: Mapping[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (yaml, values, days, texts, tables, templates, drawings, records)
}
