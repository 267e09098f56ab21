"""The command that judges: check."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import (
    ROOT,
    Day,
    answer,
    cache_option,
    clocks,
    complete_briefing,
    day_options,
    ledger_of,
    line,
    log,
    option,
    seen_from,
    store_of,
    tell,
    today,
)
from asof.diagnostics import AsofError, Finding, Severity, number_of

if TYPE_CHECKING:
    from asof.review import Due

FORMATS = ("text", "json", "github", "sarif")
FOR_LOGS = ("text", "github")


@click.command()
@click.argument("briefings", nargs=-1, shell_complete=complete_briefing)
@day_options
@option("--until", type=Day(), help="Tell too what goes stale or lapses by this day, by owner.")
@option("--strict", is_flag=True, help="Let warnings fail too.")
@option(
    "--format", "shape", type=click.Choice(FORMATS), default="text", help="The form to tell in."
)
@cache_option
@option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_context
def check(ctx: click.Context, /, **given: Any) -> None:
    """Judge BRIEFINGS, or all of them and the facts and sources that none uses.

    Every language of every briefing is filled and nothing is printed. Exits with 1 when there is
    an error, under --strict when there is a warning; notes never fail.
    """
    from asof import review

    shape = "json" if given["as_json"] else given["shape"]
    try:
        found, ahead, editions = _judged(ctx, given)
    except AsofError as problem:
        if shape != "text":
            _told(problem.findings, (), shape)
        if shape == "github":  # a log has both streams
            ctx.exit(problem.exit_code)
        raise
    _told(found, ahead, shape)
    if shape in FOR_LOGS:
        log(f"{number_of(editions, 'edition')}: {_counted(found)}")
    ctx.exit(int(review.stops(found, strict=given["strict"])))


def _counted(found: Sequence[Finding]) -> str:
    """How many findings there are of each weight."""
    weights = Counter(finding.severity for finding in found)
    return ", ".join(number_of(weights[each], each.value) for each in Severity)


def _judged(
    ctx: click.Context, given: dict[str, Any]
) -> tuple[list[Finding], tuple[Due, ...], int]:
    """What is found, what lies ahead, and in how many editions.

    Raises AsofError where the data cannot be read.
    """
    from asof import build, register, review
    from asof.jobs import Request, plan_jobs
    from asof.language import language
    from asof.ledger import as_of

    workspace, ledger, briefings = ledger_of(ctx)
    now, names = today(workspace), tuple(dict.fromkeys(given["briefings"]))
    request = Request(
        today=now,
        briefings=names,
        day=given["as_of"],
        known=given["known"],
        since="none",
        store=store_of(ctx, workspace),
    )
    jobs = plan_jobs(workspace, briefings, request, ledger.former) if briefings or names else ()
    drafts = [build.draft(ledger, job) for job in jobs]
    of, known = clocks(workspace, given["as_of"], given["known"])
    whole = as_of(ledger, of, known, language(workspace.languages[0]))
    found = [*review.review(workspace, ledger, drafts, now, None if names else whole)]
    found += () if names else register.read_register(workspace).findings
    ahead = review.forecast(drafts, given["until"]) if given["until"] else ()
    return found, ahead, len(drafts)


def _told(found: Iterable[Finding], ahead: Iterable[Due], shape: str) -> None:
    """Findings and what lies ahead, in the form asked for."""
    from asof import queries as answers
    from asof import review

    repository = _repository()
    every = [seen_from(repository, f) for f in (*found, *(due.finding for due in ahead))]
    if shape == "json":
        told = {"findings": [answers.finding(f) for f in found]}
        answer(told | ({"forecast": [_due(due) for due in ahead]} if ahead else {}))
    elif shape == "sarif":
        answer(review.sarif(every))
    elif shape == "github":
        for finding in every:
            click.echo(review.github(finding))
    else:
        tell(found)
        _forecast(ahead)


def _repository() -> Path:
    """The folder that paths are told from to programs which show them beside a repository's files.

    It is what GitHub has checked out, else the nearest with .git: a folder, or a worktree's file.
    """
    start = Path(click.get_current_context().meta.get(ROOT, Path.cwd()))
    above = [folder for folder in (start, *start.parents) if (folder / ".git").exists()]
    told = os.environ.get("GITHUB_WORKSPACE")
    checked_out = Path(told).resolve() if told else None
    if checked_out and (checked_out in above or not above) and start.is_relative_to(checked_out):
        return checked_out
    return above[0] if above else Path.cwd() if start.is_relative_to(Path.cwd()) else start


def _due(due: Due) -> dict[str, Any]:
    """A fact that will not stand much longer, as JSON."""
    names = {"day": due.day.isoformat(), "what": due.what, "fact": due.key, "owner": due.owner}
    place = {"path": due.place.path, "line": due.place.line, "column": due.place.column}
    return names | {"briefings": list(due.briefings)} | place


def _forecast(ahead: Iterable[Due]) -> None:
    """What lies ahead, under the name of each owner."""
    owner: str | None = None
    for due in ahead:
        if due.owner != owner:
            owner = due.owner
            line(owner or "no owner")
        line(f"  {due.day.isoformat()}  {due.what:10}  {due.key}  {', '.join(due.briefings)}")
