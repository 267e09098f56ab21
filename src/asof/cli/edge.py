"""The edge: options and days read, findings told, answers printed, the clock read once."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from asof import dates
from asof.cli.streams import colour, json_text, prepare_streams
from asof.diagnostics import (
    AsofError,
    Finding,
    RenderError,
    Severity,
    error,
    own_fault,
    visible,
)
from asof.disk import disk_of, is_full
from asof.form import PAPERS, PROFILES, SIDES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from asof.briefing.definition import Briefing
    from asof.cache import Store
    from asof.ledger import Ledger
    from asof.register import Issued
    from asof.workspace import Workspace

T = TypeVar("T")
CLICKS = (click.ClickException, click.exceptions.Exit, click.Abort)
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SIGNALLED = 128  # and the signal's number: the exit code, as shells have it
KEPT_IN = "asof.cache"  # under which a context has the answer to --cache
ROOT = "asof.root"  # under which it has the folder of the workspace
EXIT_CODES = {
    0: "all is well",
    1: "there are findings: errors of check, warnings too with --strict; any of build --strict",
    2: "the command line, the configuration or the data cannot be used",
    3: "an edition could not be printed, be it by a fault of asof; the last good file stays",
    4: "verify: the page is superseded, withdrawn, or shares its number with another",
    5: "verify: the page is altered or unknown",
}
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


# ---- the edge: options, days, failures


class CompletedDay(click.ParamType[T]):
    """A day, which a shell completes by the days of editions, or a word `instead` of one."""

    instead: tuple[str, ...] = ()

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 (Click's)
        incomplete: str,
    ) -> list[CompletionItem]:
        """Days that editions are of, and the words."""
        return complete_day(ctx, incomplete, *self.instead)


class Day(CompletedDay[date]):
    """A day as people type it on a command line."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """A day, YYYY-MM-DD."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day: write one such as 2021-01-18", param, ctx)


class Moment(click.ParamType[datetime]):
    """A moment as people type it on a command line: a day and an hour, and where that hour is."""

    name = "moment"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """A moment with the offset of its zone."""
        told = f"'{value}' is no moment: write one such as 2021-01-18T06:00-05:00"
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(told, param, ctx)
        return moment if moment.tzinfo else self.fail(told, param, ctx)


class Folder(click.Path):
    """A folder that is there."""

    def __init__(self) -> None:
        super().__init__(exists=True, file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A folder; of a file it is said what to name instead."""
        if Path(value).is_file():
            near = Path(value).parent
            self.fail(f"'{value}' is a file: name the folder that it is in, {near}", param, ctx)
        return super().convert(value, param, ctx)


class SinceDay(CompletedDay[date | Literal["none"]]):
    """A day to look back to, or none."""

    name = "date|none"
    instead = ("none",)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | Literal["none"]:
        """A day, or the word none."""
        return "none" if value == "none" else Day().convert(value, param, ctx)


class Commands(click.Group):
    """The program: what a command raises becomes findings on stderr and an exit code."""

    def main(self, *words: Any, **settings: Any) -> Any:
        """Run the program, with streams that take every character."""
        prepare_streams()
        end_cleanly()
        return super().main(*words, **settings)

    def make_context(self, *words: Any, **settings: Any) -> click.Context:
        """The context of a run, coloured as its environment wants."""
        return super().make_context(*words, color=colour(), **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command, and tell what stopped it."""
        try:
            return super().invoke(ctx)
        except AsofError as problem:
            tell(problem.findings)
            raise click.exceptions.Exit(problem.exit_code) from None
        except OSError as problem:
            if problem.errno == errno.EPIPE:  # the reader of a pipe has gone: Click knows
                raise
            refused = refusal(problem)
            with suppress(OSError):  # stderr itself may be what cannot be written
                tell(refused.findings)
            raise click.exceptions.Exit(refused.exit_code) from None
        except CLICKS:
            raise
        except Exception as problem:  # noqa: BLE001 (the edge: nobody above could tell it)
            tell([own_fault(problem, None)])
            raise click.exceptions.Exit(RenderError.exit_code) from None


def signals_heard() -> tuple[signal.Signals, ...]:
    """The signals that ask a command to stop; nohup has it ignore some."""
    return tuple(number for number in STOPS if signal.getsignal(number) != signal.SIG_IGN)


def end_cleanly() -> None:
    """Let who asks a command to end have it take its temporary files away, as after Ctrl-C."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:  # and not where nobody is to hear it
            with suppress(ValueError):  # of a thread beside the first, which hears none
                signal.signal(number, lambda heard, _: sys.exit(SIGNALLED + heard))


def refusal(problem: OSError) -> AsofError:
    """What the machine refused: a file, or one of its libraries."""
    if problem.filename:
        told = f"{problem.filename}: {(problem.strerror or 'unusable').lower()}"
        if not is_full(problem):
            return AsofError(error(None, told))
        hint = f"make room on the disk at {disk_of(Path(problem.filename))}"
        return RenderError(error(None, told, hint))
    if is_full(problem):
        hint = "make room where the answer goes, and where TMPDIR has temporary files"
        return AsofError(error(None, os.strerror(problem.errno or 0).lower(), hint))
    hint = "'asof doctor' says what this machine lacks"
    return AsofError(error(None, str(problem).partition("\n")[0], hint))


def option(name: str, *names: str, env: str = "", **settings: Any) -> Callable[..., Any]:
    """An option that an ASOF_… variable can set too."""
    env = env or f"ASOF_{name.removeprefix('--').replace('-', '_').upper()}"
    return click.option(name, *names, envvar=env, show_envvar=True, **settings)


def json_option(command: Any) -> Any:
    """The answer as JSON."""
    return option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")(command)


def day_options(command: Any) -> Any:
    """The two clocks."""
    known = option("--known", type=Day(), help="Count reports up to this day.")
    return option("--as-of", type=Day(), help="The day that the edition is of.")(known(command))


def languages_option(command: Any) -> Any:
    """The languages to print in."""
    help_ = "A language of the workspace; repeat for more."
    return option("--lang", shell_complete=complete_language, multiple=True, help=help_)(command)


def paper_option(command: Any) -> Any:
    """The paper."""
    help_ = "The paper, if not the workspace's."
    return option("--paper", type=click.Choice(PAPERS), help=help_)(command)


def form_options(command: Any) -> Any:
    """The form on paper."""
    help_ = "Margins for one side or two, if not the workspace's."
    sides = option("--sides", type=click.Choice(SIDES), help=help_)
    help_ = "For the eyes: clear print has 14 points, large print 18."
    profile = option("--profile", type=click.Choice(PROFILES), default="standard", help=help_)
    return paper_option(profile(sides(command)))


def cache_option(command: Any) -> Any:
    """Where what is made is kept for the next time."""

    def remember(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        ctx.meta[KEPT_IN] = value

    help_ = "Where what is made is kept for the next time, if not the user's own cache; or none."
    settings: Any = {"metavar": "DIR|none", "expose_value": False, "callback": remember}
    return option("--cache", **settings, help=help_)(command)


def store_of(ctx: click.Context, workspace: Workspace) -> Store:
    """What was made before, where the command line wants it kept; tells once why it is not used."""
    return store_outside(ctx, workspace.root)


def store_outside(ctx: click.Context, root: Path) -> Store:
    """The same for the folder of a workspace that may not be readable."""
    from asof.cache import Store, open_store, usual_folder

    asked = ctx.meta.get(KEPT_IN)
    if isinstance(asked, Store):
        return asked
    folder = usual_folder() if asked is None else None if asked == "none" else Path(asked)
    store, found = open_store(folder, outside=root)
    tell(found)
    ctx.meta[KEPT_IN] = store
    return store


def open_workspace(ctx: click.Context) -> Workspace:
    """The workspace that a command works in."""
    from asof import workspace

    return workspace.read_workspace(root_of(ctx), runs_code=runs_code(ctx))


def root_of(ctx: click.Context) -> Path:
    """The folder of the workspace that a command works in."""
    from asof import workspace

    given = ctx.find_root().params.get("workspace")
    ctx.meta[ROOT] = root = workspace.find_root(Path(given or Path.cwd()))
    return root


def runs_code(ctx: click.Context) -> bool:
    """Whether the charts and the languages of the workspace may run."""
    return not ctx.find_root().params.get("no_code")


def ledger_of(
    ctx: click.Context, *, kept: bool = True
) -> tuple[Workspace, Ledger, Mapping[str, Briefing]]:
    """The workspace with all that its data say; `kept` is whether earlier readings may help."""
    from asof import data
    from asof.cache import NOTHING_KEPT

    workspace = open_workspace(ctx)
    return (workspace, *data.read(workspace, store_of(ctx, workspace) if kept else NOTHING_KEPT))


def now() -> datetime:
    """The moment of a run: the one that is given, else the one look at the clock (rule 2)."""
    return clock()()


def clock() -> Callable[[], datetime]:
    """The moment whenever it is asked for, for what goes on while days pass."""
    given: datetime | None = click.get_current_context().find_root().params.get("now")
    return lambda: given or datetime.now(UTC)


def today(workspace: Workspace) -> date:
    """Today in the workspace's time zone."""
    return workspace.day_of(now())


def clocks(workspace: Workspace, day: date | None, known: date | None) -> tuple[date, date]:
    """The day of an answer and the day known, today where neither is said."""
    of = day or today(workspace)
    return of, known or of


# ---- saying things


def say(words: str) -> None:
    """Progress, on a terminal only."""
    if sys.stderr.isatty():
        log(words)


def log(words: str) -> None:
    """A line on stderr, for terminals and logs."""
    click.echo(visible(words), err=True)


def tell(findings: Iterable[Finding]) -> None:
    """Findings on stderr; Click leaves the colours out where it is no terminal."""
    for finding in findings:
        coloured = click.style(finding.severity, fg=COLOURS[finding.severity], bold=True)
        text = str(seen_from(Path.cwd(), finding))
        click.echo(text.replace(f"{finding.severity}:", f"{coloured}:", 1), err=True)
        if finding.trace and debugging():
            click.echo(finding.trace, err=True)


def seen_from(folder: Path, finding: Finding) -> Finding:
    """A finding with the path of its file from a folder that is above it, or in the workspace."""
    context = click.get_current_context(silent=True)
    root = context and context.meta.get(ROOT)
    if not root or not finding.place or not finding.place.path:
        return finding
    path = Path(root, finding.place.path)
    both_inside = folder.is_relative_to(root) and path.is_relative_to(root)
    if not both_inside and not path.is_relative_to(folder):
        return finding
    told = Path(os.path.relpath(path, folder)).as_posix()
    return replace(finding, place=replace(finding.place, path=told))


def debugging() -> bool:
    """Whether whoever runs the program wants to see where a fault of it arose."""
    context = click.get_current_context(silent=True)
    return bool(context and context.find_root().params.get("debug"))


def answer(value: Any) -> None:
    """A value as JSON on stdout."""
    click.echo(json_text(value))


def aligned(rows: Sequence[Sequence[str]]) -> None:
    """Rows of words in columns."""
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        line("  ".join(cells).rstrip())


def line(words: str = "") -> None:
    """A line for people on stdout: no-break spaces are for paper."""
    click.echo(visible(words.replace("\xa0", " ")))


# ---- completion


def complete_briefing(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """Briefings of the workspace, and the documents of their rows."""

    def names() -> Iterator[str]:
        for name, briefing in ledger_of(ctx)[2].items():
            yield name
            yield from (f"{name}-{row.name}" for row in briefing.rows)

    return completions(ctx, start, names)


def complete_fact(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """Facts of the ledger."""
    return completions(ctx, start, lambda: ledger_of(ctx)[1].facts)


def complete_language(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """Languages of the workspace."""
    return completions(ctx, start, lambda: open_workspace(ctx).languages)


def complete_code(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """Codes of issued editions."""
    return completions(ctx, start, lambda: [each.code for each in _issued(ctx)])


def complete_day(ctx: click.Context, start: str, *words: str) -> list[CompletionItem]:
    """Days that briefings are for, or editions were issued for."""

    def days() -> Iterable[str]:
        stated = (briefing.as_of for briefing in ledger_of(ctx)[2].values())
        found = {*filter(None, stated), *(each.day for each in _issued(ctx))}
        return [*map(str, sorted(found)), *words]

    return completions(ctx, start, days)


def _issued(ctx: click.Context) -> tuple[Issued, ...]:
    from asof.register import read_register

    return read_register(open_workspace(ctx)).issued


def completions(
    ctx: click.Context, start: str, names: Callable[[], Iterable[str]]
) -> list[CompletionItem]:
    """Names that begin so; none, in silence, where the workspace cannot be read."""
    from click.shell_completion import CompletionItem

    from asof.cache import open_store, usual_folder

    try:
        ctx.meta[KEPT_IN], _ = open_store(usual_folder(), outside=open_workspace(ctx).root)
        return [CompletionItem(name) for name in names() if name.startswith(start)]
    except (AsofError, OSError):
        return []


def true_time(o: Mapping[str, Any]) -> str:
    """When a line of the ledger was true, its days as files have them; a doubt reads as one."""
    begin, end = dates.ends(dates.parse_date(o["on"]))
    start = o["on"]
    if begin and end and begin != end:
        start = f"between {begin.text} and {end.text}{',' * bool(o['until'])}"
    until = f" to {o['until']}" if o["until"] else ""
    unstated = " (inferred)" if o["inferred"] else " (assumed)" if o["assumed"] else ""
    return f"{start}{until}{unstated}"
