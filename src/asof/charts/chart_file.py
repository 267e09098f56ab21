"""Chart files: finding the function that draws, and blaming the author's line when it fails."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from asof.charts.canvas import UndrawableError
from asof.diagnostics import AsofError, Finding, Location, RenderError, error, meant, visible
from asof.files import File
from asof.ledger import UnknownFactError
from asof.ledger.trace import RecordingEdition
from asof.located import raising
from asof.workspace import Workspace

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FOLDER = "charts"
NAME = re.compile(r"[\w-]+")
Caption = str | Mapping[str, str]
Drawn = Callable[["Axes", RecordingEdition], None]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: the function that draws it, its caption, its height in points."""

    function: Drawn
    caption: Caption
    height: float | None = None

    def __call__(self, axes: Axes, edition: RecordingEdition) -> None:
        """Draw."""
        self.function(axes, edition)

    @property
    def line(self) -> int:
        """The line on which its definition begins, decorator included."""
        return self.function.__code__.co_firstlineno

    def caption_in(self, tag: str) -> str:
        """The caption in a language, empty where it is missing."""
        if isinstance(self.caption, str):
            return self.caption
        return self.caption.get(tag) or self.caption.get(tag.split("-")[0]) or ""


def chart(caption: Caption, height: float | None = None) -> Callable[[Drawn], Chart]:
    """Make a chart of a function of `axes` and `edition`; its height is in points."""
    return lambda function: Chart(function, caption, height)


@dataclass(frozen=True, slots=True)
class ChartFile:
    """A chart file: its name for the reader, where it is, what was read of it."""

    name: str
    path: Path
    file: File

    @property
    def shown(self) -> str:
        """Its name in the workspace."""
        return self.file.name

    @property
    def place(self) -> Location:
        """The file as a whole."""
        return Location(self.shown)


def find_chart(workspace: Workspace, name: str) -> ChartFile:
    """The file of a chart; raises RenderError where there is none."""
    if not NAME.fullmatch(name):
        told = f"'{visible(name)}' is no chart's name"
        raise RenderError(_wrong(None, told, f"a chart is {FOLDER}/NAME.py; write its NAME"))
    shown = f"{FOLDER}/{name}.py"
    file = workspace.files.find(shown)
    if file is None:
        known = [PurePosixPath(n).stem for n in workspace.files.below(FOLDER, ".py")]
        hint = meant(name, known) or f"write {shown}"
        raise RenderError(_wrong(None, f"no chart '{name}'", hint))
    return ChartFile(name, workspace.root / shown, file)


def not_run(source: ChartFile) -> RenderError:
    """That a chart is code, and none is to run."""
    told = f"the chart '{source.name}' is not drawn: it is code, and --no-code runs none"
    hint = f"read {source.shown}, then build without --no-code, or take the chart out"
    return RenderError(_wrong(None, told, hint))


def load_chart(source: ChartFile) -> Chart:
    """The chart that a file defines; raises RenderError."""
    values: dict[str, Any] = {"__name__": f"{FOLDER}.{source.name}", "__file__": str(source.path)}
    with blame(source):
        exec(compile(source.file.text, str(source.path), "exec"), values)
    found = {n: v for n, v in values.items() if isinstance(v, Chart)}
    if not found:
        hint = f"put @chart(caption=…) above 'def {source.name}(axes, edition):'"
        raise RenderError(_wrong(source.place, "no function here is marked with @chart", hint))
    if source.name in found:
        return found[source.name]
    if len(found) > 1:
        told = f"several charts here, and none is named '{source.name}'"
        raise RenderError(_wrong(source.place, told, "keep one chart in a file"))
    return next(iter(found.values()))


def captioned(source: ChartFile, made: Chart, tag: str) -> str:
    """A chart's caption in a language; raises RenderError where it has none."""
    found = made.caption_in(tag)
    if not found:
        told = f"this chart has no caption in '{tag}'"
        raise RenderError(_wrong(Location(source.shown, made.line), told))
    return found


class blame:
    """Tell what goes wrong inside at the line of the chart file that did it."""

    def __init__(self, source: ChartFile, reader: RecordingEdition | None = None) -> None:
        self.source, self.reader = source, reader

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        """Turn any exception into findings."""
        if isinstance(problem, AsofError) or not isinstance(problem, Exception):
            return
        raise RenderError(self.finding(problem)) from problem

    def finding(self, problem: Exception) -> Finding:
        """The finding for an exception."""
        if isinstance(problem, SyntaxError) and problem.filename == str(self.source.path):
            place = Location(self.source.shown, problem.lineno or 0, problem.offset or 0)
            return _wrong(place, f"not Python: {problem.msg}")
        place = Location(self.source.shown, self.line(problem))
        if isinstance(problem, UnknownFactError):
            known = self.reader.keys if self.reader else ()
            hint = meant(problem.key, known, problem.former)
            return _wrong(place, f"unknown fact '{problem.key}'", hint)
        if isinstance(problem, UndrawableError):
            return _wrong(place, str(problem), problem.hint)
        said = f": {problem}" if str(problem) else ""
        told = f"this chart raised {type(problem).__name__}{said}"
        trace = "".join(traceback.format_exception(problem))  # for whoever writes the chart
        return replace(_wrong(place, told, _help(problem)), trace=trace)

    def line(self, problem: Exception) -> int:
        """The last line of the chart file that the exception passed through."""
        frames = traceback.extract_tb(problem.__traceback__)
        lines = [f.lineno for f in frames if f.filename == str(self.source.path)]
        return (lines[-1] if lines else 0) or 0


HELP: Mapping[type[Exception], str] = {
    MemoryError: raising("memory", "draw less"),
    NameError: "a chart file imports what it uses, such as: from asof.charts import chart, steps",
    ImportError: "asof.charts has amounts, ceiling, claims, columns, events, grouped, lines, "
    "parts, ranges, spans, stacked and steps",
}


def _help(problem: Exception) -> str:
    return next((hint for kind, hint in HELP.items() if isinstance(problem, kind)), "")


def _wrong(place: Location | None, message: str, hint: str = "") -> Finding:
    return error(place, message, hint, rule="chart")
