"""The commands that print: init and build."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import (
    Since,
    answer,
    complete_briefing,
    day_options,
    form_options,
    json_option,
    opened,
    option,
    say,
    tell,
    today,
)
from asof.diagnostics import AsofError, Finding, WordError

if TYPE_CHECKING:
    from asof.build import Built, Request
    from asof.pdf.standards import Standards
    from asof.workspace import Workspace


class Standard(click.ParamType["Standards"]):
    """Standards that PDFs are validated for."""

    name = "standard[,standard]"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Standards:
        """Standards such as a-3a,ua-1."""
        from asof.pdf.standards import parse

        try:
            return parse(value)
        except WordError as problem:
            self.fail(f"{problem.message}: {problem.hint}", param, ctx)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False), default=".")
def init(folder: str) -> None:
    """Start a workspace in FOLDER: a note, its facts, a chart and a template to change."""
    from asof import data, output, workspace

    names = workspace.create(Path(folder))
    output.write_schemas(Path(folder, ".schemas"), data.schemas())
    for name in names:
        say(str(Path(folder, name)))
    say("now: asof build" if folder == "." else f"now: cd {shlex.quote(folder)} && asof build")


@click.command()
@click.argument("briefings", nargs=-1, shell_complete=complete_briefing)
@day_options
@option("--lang", multiple=True, help="A language of the workspace; repeat for more.")
@form_options
@option("--draft", is_flag=True, help="Mark every page as a draft.")
@option("--pdf-standard", type=Standard(), default="a-3a,ua-1", help="What the PDFs claim to be.")
@option("--out", type=click.Path(file_okay=False), help="The output folder, if not build/.")
@option("--html", is_flag=True, help="Write the HTML that was set too, with its assets.")
@option("--since", type=Since(), help="Bars beside what changed since that day, or none.")
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
        given["profile"],
        given["sides"],
        given["draft"],
        given["pdf_standard"],
        Path(given["out"]).resolve() if given["out"] else None,
        given["html"],
        given["since"],
    )


def _watched(editions: Iterable[Built]) -> Iterable[Built]:
    """Say on a terminal what is printed; say what went wrong anywhere, each thing once."""
    told: set[Finding] = set()
    for built in editions:
        if not built.failure:
            pages = f"{built.pages} page{'s' if built.pages > 1 else ''}"
            say(f"{os.path.relpath(built.job.path)}  {pages}")
        tell(dict.fromkeys(f for f in _all(built) if f not in told))
        told.update(_all(built))
        yield built


def _all(built: Built) -> tuple[Finding, ...]:
    return built.findings + (built.failure.findings if built.failure else ())


def _outcome(built: list[Built], strict: bool) -> int:
    """The exit code: the worst failure, else 1 for findings under --strict."""
    failed = [b.failure.exit_code for b in built if b.failure]
    return max(failed, default=int(strict and any(b.findings for b in built)))
