"""Chart files: finding the function that draws, and blaming the author's line when it fails."""

from __future__ import annotations

import ast
import re
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
from pathlib import Path, PurePosixPath
from types import FrameType
from typing import TYPE_CHECKING, Any

from asof.charts.map_folder import MapFolder
from asof.diagnostics import (
    AsofError,
    Finding,
    Location,
    RenderError,
    WordError,
    error,
    meant,
    visible,
)
from asof.files import File
from asof.ledger import UnknownFactError
from asof.ledger.trace import RecordingEdition
from asof.located import raising
from asof.quota import OverdueError
from asof.workspace import Workspace

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FOLDER = "charts"
HIGHEST = 10_000.0  # points: no sheet of paper is as high
NAME = re.compile(r"[\w-]+")
CLOCK = re.compile(r"(?:.+\.)?(?:today|now|utcnow)|time\.(?:time|time_ns|localtime|gmtime|ctime)")
BEGUN = r"^(?:async )?def {name}\b|^@.*\bchart\b"
Words = str | Mapping[str, str]
Drawn = Callable[["Axes", RecordingEdition], None]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: the function that draws it, the words around it, its height in points."""

    function: Drawn
    words: Mapping[str, Words]
    height: float | None = None

    def __call__(self, axes: Axes, edition: RecordingEdition) -> None:
        """Draw."""
        self.function(axes, edition)

    @property
    def pausing(self) -> str:
        """The word for which calling it runs nothing of it; empty where there is none."""
        if iscoroutinefunction(self.function) or isasyncgenfunction(self.function):
            return "async"
        return "yield" if isgeneratorfunction(self.function) else ""


def chart(
    caption: Words,
    *,
    subtitle: Words | None = None,
    note: Words | None = None,
    alt: Words | None = None,
    height: float | None = None,
) -> Callable[[Drawn], Chart]:
    """Make a chart of a function of `axes` and `edition`; its height is in points.

    The caption is the title: what the chart shows. The subtitle tells measure, place and period,
    the note what a reader has to know, `alt` what a reading voice says in place of the picture.
    Each is a text, or one text for each language, and may hold facts: {{ harbour.ships }}.
    """
    told = {"subtitle": subtitle, "note": note, "alt": alt}
    given = {"caption": caption} | {name: each for name, each in told.items() if each is not None}
    words = {name: _worded(name, each) for name, each in given.items()}
    return lambda function: Chart(function, words, _measured(height))


def _worded(name: str, given: Any) -> Words:
    """Words as the author gave them; raises WordError for anything else."""
    each = given.values() if isinstance(given, Mapping) else [given]
    if each and all(isinstance(words, str) for words in each):
        return given if isinstance(given, str) else dict(given)
    told = f"'{name}' is neither a text nor one text for each language"
    raise WordError(told, "put the text in quotes")


def _measured(height: Any) -> float | None:
    """A height as the author gave it; raises WordError for what no sheet can have."""
    if height is None or (isinstance(height, int | float) and 0 < height < HIGHEST):
        return height
    told = f"'{visible(str(height))}' is no height of a chart"
    raise WordError(told, "write it in points, such as height=160")


@dataclass(frozen=True, slots=True)
class ChartFile:
    """A chart file: its name for the reader, where it is, what was read of it, its maps."""

    name: str
    path: Path
    file: File
    maps: MapFolder

    @property
    def shown(self) -> str:
        """Its name in the workspace."""
        return self.file.name

    @property
    def place(self) -> Location:
        """The file as a whole."""
        return Location(self.shown)

    @property
    def begin(self) -> Location:
        """The line on which its chart begins, or the file where none is seen."""
        begun = re.search(BEGUN.format(name=self.name), self.file.text, re.MULTILINE)
        line = self.file.text.count("\n", 0, begun.start()) + 1 if begun else 0
        return Location(self.shown, line)

    def naming(self, words: str, *calls: str) -> Location:
        """The first text of its code that names something, else the first call that may have.

        Where its code has neither, it is the line where its chart begins.
        """
        texts = [n for n in ast.walk(ast.parse(self.file.text)) if isinstance(n, ast.Constant)]
        lines = [n.lineno for n in texts if words in str(n.value)]
        return Location(self.shown, min(lines)) if lines else self.calling(*calls)

    def calling(self, *names: str) -> Location:
        """The first line that calls the first of some methods, else where its chart begins."""
        nodes = list(ast.walk(ast.parse(self.file.text)))
        for name in names:
            named = [n for n in nodes if isinstance(n, ast.Attribute) and n.attr == name]
            if named:
                return Location(self.shown, min(n.end_lineno or n.lineno for n in named))
        return self.begin

    @property
    def height(self) -> Location:
        """Where its height is asked for, or the line on which its chart begins."""
        words = [n for n in ast.walk(ast.parse(self.file.text)) if isinstance(n, ast.keyword)]
        asked = [n.value.lineno for n in words if n.arg == "height"]
        return Location(self.shown, asked[0]) if asked else self.begin

    @property
    def running(self) -> Location:
        """The line of it that is running, else the one on which its chart begins."""
        frame: FrameType | None = sys._getframe()
        while frame and frame.f_code.co_filename != str(self.path):
            frame = frame.f_back
        return Location(self.shown, frame.f_lineno) if frame else self.begin


def find_chart(workspace: Workspace, name: str) -> ChartFile:
    """The file of a chart; raises RenderError where there is none."""
    if not NAME.fullmatch(name):
        told = f"'{visible(name)}' is no chart's name"
        raise RenderError(wrong(None, told, f"a chart is {FOLDER}/NAME.py; write its NAME"))
    shown = f"{FOLDER}/{name}.py"
    file = workspace.files.find(shown)
    if file is None:
        known = [PurePosixPath(n).stem for n in workspace.files.below(FOLDER, ".py")]
        hint = meant(name, known) or f"write {shown}"
        raise RenderError(wrong(None, f"no chart '{name}'", hint))
    maps = MapFolder(workspace.files, workspace.config.limits.map_points)
    return ChartFile(name, workspace.root / shown, file, maps)


def not_run(source: ChartFile) -> RenderError:
    """That a chart is code, and none is to run."""
    told = f"the chart '{source.name}' is not drawn: it is code, and --no-code runs none"
    hint = f"read {source.shown}, then build without --no-code, or take the chart out"
    return RenderError(wrong(None, told, hint))


def load_chart(source: ChartFile) -> Chart:
    """The chart that a file defines; raises RenderError."""
    values: dict[str, Any] = {"__name__": f"{FOLDER}.{source.name}", "__file__": str(source.path)}
    with blame(source):
        _refuse_clocks(source)
        exec(compile(source.file.text, str(source.path), "exec"), values)
    found = {n: v for n, v in values.items() if isinstance(v, Chart)}
    if not found:
        hint = f"put @chart(caption=…) above 'def {source.name}(axes, edition):'"
        raise RenderError(wrong(source.place, "no function here is marked with @chart", hint))
    if source.name not in found and len(found) > 1:
        told = f"several charts here, and none is named '{source.name}'"
        raise RenderError(wrong(source.place, told, "keep one chart in a file"))
    return _running(source, found.get(source.name) or next(iter(found.values())))


def _refuse_clocks(source: ChartFile) -> None:
    """Raise RenderError where the code reads a clock: a kept chart would show the hour it had."""
    if not CLOCK.search(source.file.text):
        return
    for node in ast.walk(ast.parse(source.file.text, str(source.path))):
        if isinstance(node, ast.Call) and CLOCK.fullmatch(read := ast.unparse(node.func)):
            place = Location(source.shown, node.lineno, node.col_offset + 1)
            told = f"'{read}()' is the machine's clock, which no chart goes by"
            raise RenderError(wrong(place, told, "ask the edition for its day: edition.day"))


def _running(source: ChartFile, made: Chart) -> Chart:
    """A chart that calling it draws; raises RenderError."""
    if made.pausing:
        told = f"'{made.pausing}' keeps this chart from being drawn"
        raise RenderError(wrong(source.begin, told, f"take out '{made.pausing}'"))
    return made


class blame:
    """Tell what goes wrong inside at the line of the chart file that did it."""

    def __init__(self, source: ChartFile, reader: RecordingEdition | None = None) -> None:
        self.source, self.reader = source, reader

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        """Turn any exception into findings, but for those that end more than a chart."""
        if problem is not None and not isinstance(problem, PASSING):
            raise RenderError(self.finding(problem)) from problem

    def finding(self, problem: BaseException) -> Finding:
        """The finding for an exception."""
        if isinstance(problem, SyntaxError) and problem.filename == str(self.source.path):
            place = Location(self.source.shown, problem.lineno or 0, problem.offset or 0)
            return wrong(place, f"not Python: {problem.msg}")
        if isinstance(problem, WordError):
            return wrong(self.line(problem), problem.message, problem.hint)
        if isinstance(problem, UnknownFactError):
            known = self.reader.keys if self.reader else ()
            hint = meant(problem.key, known, problem.former)
            return wrong(self.line(problem), f"unknown fact '{problem.key}'", hint)
        said = f": {problem}" if str(problem) else ""
        told = f"this chart raised {type(problem).__name__}{said}"
        trace = "".join(traceback.format_exception(problem))  # for whoever writes the chart
        return replace(wrong(self.line(problem), told, self.help(problem)), trace=trace)

    def line(self, problem: BaseException) -> Location:
        """The last line of the chart file that the exception passed, else its chart's first."""
        lines = self.lines(problem)
        return Location(self.source.shown, lines[-1]) if lines else self.source.begin

    def lines(self, problem: BaseException) -> list[int]:
        """The lines of the chart file that the exception passed through."""
        frames = traceback.extract_tb(problem.__traceback__)
        return [f.lineno or 0 for f in frames if f.filename == str(self.source.path)]

    def help(self, problem: BaseException) -> str:
        """What to type instead, for what goes wrong often."""
        if isinstance(problem, TypeError) and not self.lines(problem):
            return f"write 'def {self.source.name}(axes, edition):'"
        return next((hint for kind, hint in HELP.items() if isinstance(problem, kind)), "")


PASSING = (AsofError, KeyboardInterrupt, OverdueError)
HELP: Mapping[type[BaseException], str] = {
    SystemExit: "take it out: a chart is done when its last line is",
    MemoryError: raising("memory", "draw less"),
    NameError: "a chart file imports what it uses, such as: from asof.charts import chart, steps",
    ImportError: "asof.charts has amounts, ceiling, choropleth, claims, columns, events, funding, "
    "grouped, lines, panels, parts, ranges, reference, spans, sparkline, stacked and steps",
}


def wrong(place: Location | None, message: str, hint: str = "") -> Finding:
    """What is wrong with a chart."""
    return error(place, message, hint, rule="chart")
