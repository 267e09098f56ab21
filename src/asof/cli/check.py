"""The command that judges: check."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import (
    Day,
    answer,
    cache_option,
    clocks,
    complete_briefing,
    day_options,
    ledger_of,
    line,
    option,
    store_of,
    tell,
    today,
)
from asof.diagnostics import AsofError, Finding

if TYPE_CHECKING:
    from asof.review import Due

FORMATS = ("text", "json", "github", "sarif")


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
        found, ahead = _judged(ctx, given)
    except AsofError as problem:
        if shape != "text":
            _told(problem.findings, (), shape)
        raise
    _told(found, ahead, shape)
    ctx.exit(int(review.stops(found, strict=given["strict"])))


def _judged(ctx: click.Context, given: dict[str, Any]) -> tuple[list[Finding], tuple[Due, ...]]:
    """What is found, and what lies ahead; raises AsofError where the data cannot be read."""
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
    return found, review.forecast(drafts, given["until"]) if given["until"] else ()


def _told(found: Iterable[Finding], ahead: Iterable[Due], shape: str) -> None:
    """Findings and what lies ahead, in the form asked for."""
    from asof import queries as answers
    from asof import review

    every = [*found, *(due.finding for due in ahead)]
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
