"""The commands. The only module that reads the clock, prints or exits."""

from __future__ import annotations

import errno
import json
import os
import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.diagnostics import AsofError, Finding, Severity, error

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from asof.build import Built, Request
    from asof.model import Briefing, Ledger
    from asof.workspace import Workspace

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


# ---- the edge: options, days, failures


class Day(click.ParamType[date]):
    """A day as people type it on a command line."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """A day, YYYY-MM-DD."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day: write one such as 2021-01-18", param, ctx)


class Commands(click.Group):
    """The program: what a command raises becomes findings on stderr and an exit code."""

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
            tell([refused(problem)])
            raise click.exceptions.Exit(AsofError.exit_code) from None


def refused(problem: OSError) -> Finding:
    """What the machine refused: a file, or one of its libraries."""
    if problem.filename:
        return error(None, f"{problem.filename}: {(problem.strerror or 'unusable').lower()}")
    hint = "'asof doctor' says what this machine lacks"
    return error(None, str(problem).partition("\n")[0], hint)


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


def opened(ctx: click.Context) -> Workspace:
    """The workspace that a command works in."""
    from asof import workspace

    return workspace.find(Path(ctx.find_root().params.get("workspace") or Path.cwd()))


def ledger_of(ctx: click.Context) -> tuple[Workspace, Ledger, dict[str, Briefing]]:
    """The workspace with all that its data say."""
    from asof import data

    workspace = opened(ctx)
    return (workspace, *data.read(workspace))


def today(workspace: Workspace) -> date:
    """Today in the workspace's time zone: the one look at the clock (rule 2)."""
    return workspace.day_of(datetime.now(UTC))


def clocks(workspace: Workspace, day: date | None, known: date | None) -> tuple[date, date]:
    """The day of an answer and the day known, today where neither is said."""
    of = day or today(workspace)
    return of, known or of


# ---- saying things


def say(words: str) -> None:
    """Progress, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(words, err=True)


def tell(findings: Iterable[Finding]) -> None:
    """Findings on stderr; Click leaves the colours out where it is no terminal."""
    for finding in findings:
        colour = click.style(finding.severity, fg=COLOURS[finding.severity], bold=True)
        text = str(finding).replace(f"{finding.severity}:", f"{colour}:", 1)
        click.echo(text, err=True)


def answer(value: Any) -> None:
    """A value as JSON on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def columns(rows: Sequence[Sequence[str]]) -> None:
    """Rows of words in columns."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))] if rows else []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        line("  ".join(cells).rstrip())


def line(words: str) -> None:
    """A line for people on stdout: no-break spaces are for paper."""
    click.echo(words.replace("\xa0", " "))


# ---- completion


def complete_briefing(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """Briefings of the workspace."""
    return _completed(ctx, start, lambda data: data[2])


def complete_fact(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """Facts of the ledger."""
    return _completed(ctx, start, lambda data: data[1].facts)


def _completed(
    ctx: click.Context, start: str, names: Callable[[Any], Iterable[str]]
) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    try:
        found = names(ledger_of(ctx))
    except (AsofError, OSError):
        return []
    return [CompletionItem(name) for name in found if name.startswith(start)]


# ---- the commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@option(
    "--workspace",
    type=click.Path(exists=True, file_okay=False),
    help="The folder of the workspace; else the nearest upward with asof.yaml.",
)
@click.version_option(package_name="asof")
def main(workspace: str | None) -> None:
    """Print briefings that know what was true, and when it was known."""


@main.command()
@click.argument("folder", type=click.Path(file_okay=False), default=".")
def init(folder: str) -> None:
    """Start a workspace in FOLDER: a note, its facts, a chart and a template to change."""
    from asof import data, output, workspace

    names = workspace.create(Path(folder))
    output.write_schemas(Path(folder, ".schemas"), data.schemas())
    for name in names:
        say(str(Path(folder, name)))
    say("now: asof build" if folder == "." else f"now: cd {shlex.quote(folder)} && asof build")


@main.command()
@click.argument("briefings", nargs=-1, shell_complete=complete_briefing)
@day_options
@option("--lang", multiple=True, help="A language of the workspace; repeat for more.")
@option("--paper", type=click.Choice(["letter", "a4"]), help="The paper, if not the workspace's.")
@option("--out", type=click.Path(file_okay=False), help="The output folder, if not build/.")
@option("--html", is_flag=True, help="Write the HTML that was set too, with its assets.")
@option("--strict", is_flag=True, help="Exit with 1 when there is any finding.")
@json_option
@click.pass_context
def build(ctx: click.Context, /, **given: Any) -> None:
    """Print BRIEFINGS, or all, in every language."""
    from asof import build as program

    workspace = opened(ctx)
    built: list[Built] = []
    stopped: tuple[Finding, ...] = ()
    try:
        built += _watched(program.build(workspace, _request(workspace, given)))
    except AsofError as problem:
        stopped = problem.findings
        raise
    finally:
        if given["as_json"]:
            answer(_printed(built, stopped))
    ctx.exit(_outcome(built, given["strict"]))


def _printed(built: list[Built], stopped: tuple[Finding, ...]) -> dict[str, Any]:
    """What `build --json` answers: the editions printed, and everything found."""
    from asof import answers

    editions = [b.described() | {"reused": False} for b in built if not b.failure]
    found = [*stopped, *(finding for b in built for finding in _all(b))]
    return {"editions": editions, "findings": [answers.finding(each) for each in found]}


def _request(workspace: Workspace, given: dict[str, Any]) -> Request:
    from asof.build import Request

    return Request(
        today(workspace),
        tuple(dict.fromkeys(given["briefings"])),
        given["as_of"],
        given["known"],
        given["lang"],
        given["paper"],
        Path(given["out"]).resolve() if given["out"] else None,
        given["html"],
    )


def _watched(editions: Iterable[Built]) -> Iterable[Built]:
    """Say on a terminal what is printed; say what went wrong anywhere."""
    for built in editions:
        if not built.failure:
            pages = f"{built.pages} page{'s' if built.pages > 1 else ''}"
            say(f"{os.path.relpath(built.job.path)}  {pages}")
        tell(_all(built))
        yield built


def _all(built: Built) -> tuple[Finding, ...]:
    return built.findings + (built.failure.findings if built.failure else ())


def _outcome(built: list[Built], strict: bool) -> int:
    """The exit code: the worst failure, else 1 for findings under --strict."""
    failed = [b.failure.exit_code for b in built if b.failure]
    return max(failed, default=int(strict and any(b.findings for b in built)))


@main.command("list")
@option("--facts", metavar="PATTERN", help="List facts instead, such as 'personnel.*' or '*'.")
@day_options
@option("--out", type=click.Path(file_okay=False), help="The output folder, if not build/.")
@json_option
@click.pass_context
def list_(
    ctx: click.Context,
    facts: str | None,
    as_of: date | None,
    known: date | None,
    out: str | None,
    as_json: bool,
) -> None:
    """List the briefings with the days they are printed for, or facts with their values."""
    from asof import answers

    workspace, ledger, briefings = ledger_of(ctx)
    if facts:
        rows = answers.facts(workspace, ledger, facts, *clocks(workspace, as_of, known))
        words = [[r["key"], r["standing"], r["text"]] for r in rows]
    else:
        rows = answers.catalogue(workspace, briefings, Path(out) if out else None)
        words = [_listed(r, workspace) for r in rows]
    if as_json:
        answer({"facts" if facts else "briefings": rows})
    else:
        columns(words)


def _listed(row: dict[str, Any], workspace: Workspace) -> list[str]:
    title = row["title"][workspace.short(workspace.languages[0])]
    printed = ", ".join(row["printed"]) or "not printed yet"
    return [row["briefing"], row["as_of"] or "any day", title, printed]


@main.command()
@click.argument("fact", shell_complete=complete_fact)
@day_options
@json_option
@click.pass_context
def history(
    ctx: click.Context, fact: str, as_of: date | None, known: date | None, as_json: bool
) -> None:
    """Tell what is known of FACT on a day, and what became of each of its values."""
    from asof import answers

    workspace, ledger, _ = ledger_of(ctx)
    told = answers.history(workspace, ledger, fact, *clocks(workspace, as_of, known))
    if as_json:
        answer(told)
    else:
        _history(told)


def _history(told: dict[str, Any]) -> None:
    """An answer for people: the value, why, and every observation."""
    first = next(iter(told["text"]))
    line(f"{told['key']}: {told['label'][first]}")
    known = f", known {told['known']}" if told["known"] != told["as_of"] else ""
    line(f"as of {told['as_of']}{known}: {told['text'][first]} ({told['standing']})")
    if told["standing"] == "lapsed":
        line(told["ended"][first])
    line("")
    columns([_observation(o) for o in told["observations"]])


def _observation(o: dict[str, Any]) -> list[str]:
    until = f" to {o['until']}" if o["until"] else ""
    inferred = " (inferred)" if o["inferred"] else ""
    time = f"{o['on']}{until}{inferred}"
    source = ", ".join(o["source"])
    return [o["state"], o["value"], time, f"reported {o['reported']}", source, o["place"]]


@main.command()
@click.argument("name", required=False)
@option(
    "--out",
    env="ASOF_SCHEMA_OUT",
    type=click.Path(file_okay=False),
    help="Write every schema into this folder.",
)
def schema(name: str | None, out: str | None) -> None:
    """Print the JSON Schema of a kind of file: workspace, sources, facts or briefing."""
    from asof import data, output

    schemas = data.schemas()
    if name and name not in schemas:
        raise click.UsageError(f"no schema '{name}': there are {', '.join(schemas)}")
    if out:
        output.write_schemas(Path(out), schemas)
    else:
        answer(schemas[name] if name else schemas)


@main.command()
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Say what this machine has, what is missing, and what that costs."""
    from asof.doctor import examine

    found = examine()
    if as_json:
        answer({"checks": [vars(check) for check in found]})
    else:
        columns([["ok" if c.ok else "missing", c.name, c.found, c.cost] for c in found])
    ctx.exit(2 if any(c.needed and not c.ok for c in found) else 0)


if __name__ == "__main__":
    main()
