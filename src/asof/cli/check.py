"""The command that judges: check."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    from datetime import date

    from click.shell_completion import CompletionItem

    from asof.briefing.definition import Briefing
    from asof.ledger import Ledger
    from asof.review import Draft, Due
    from asof.workspace import Workspace

FORMATS = ("text", "json", "github", "gitlab", "sarif", "markdown")
FOR_LOGS = ("text", "github", "gitlab")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is found and what lies ahead of a day, in how many editions of which facts."""

    found: tuple[Finding, ...]
    ahead: tuple[Due, ...] = ()
    day: date | None = None
    editions: int = 0
    ledger: Ledger | None = None

    def owner(self, key: str) -> str:
        """Whom to ask for a fact."""
        fact = self.ledger.facts.get(key) if self.ledger else None
        return (fact.owner or "") if fact else ""


def _complete(ctx: click.Context, param: click.Parameter, start: str) -> list[CompletionItem]:
    """Briefings, and else files."""
    from click.shell_completion import CompletionItem

    return complete_briefing(ctx, param, start) or [CompletionItem(start, type="file")]


@click.command()
@click.argument("asked", metavar="[BRIEFING|FILE]...", nargs=-1, shell_complete=_complete)
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

    With FILES, as hooks before a commit name them, only what is found in them and in the editions
    that are made from them; those that are no part of the workspace are passed over.

    Every language of every briefing is filled and nothing is printed. Exits with 1 when there is
    an error, under --strict when there is a warning; notes never fail.
    """
    from asof import review

    shape = "json" if given["as_json"] else given["shape"]
    try:
        judged = _judged(ctx, given)
    except AsofError as problem:
        if shape != "text":
            _told(Judged(found=problem.findings), shape)
        if shape == "github":  # a log has both streams
            ctx.exit(problem.exit_code)
        raise
    _told(judged, shape)
    if shape == "gitlab":  # whose report is a file beside the log
        tell(judged.found)
    if shape in FOR_LOGS:
        log(f"{number_of(judged.editions, 'edition')}: {_counted(judged.found)}")
    ctx.exit(int(review.stops(judged.found, strict=given["strict"])))


def _counted(found: Sequence[Finding]) -> str:
    """How many findings there are of each weight."""
    weights = Counter(finding.severity for finding in found)
    return ", ".join(number_of(weights[each], each.value) for each in Severity)


def _judged(ctx: click.Context, given: dict[str, Any]) -> Judged:
    """The answer; raises AsofError where the data cannot be read."""
    from asof import build, review
    from asof.jobs import Request, plan_jobs

    workspace, ledger, briefings = ledger_of(ctx)
    names, paths = _asked(given["asked"], briefings)
    named = review.NamedFiles(review.names_in(workspace, paths), ledger) if paths else None
    request = Request(
        today=today(workspace),
        briefings=names,
        day=given["as_of"],
        known=given["known"],
        since="none",
        store=store_of(ctx, workspace),
    )
    idle = (not briefings and not names) or (named and not named.names)
    jobs = () if idle else plan_jobs(workspace, briefings, request, ledger.former)
    drafts = [build.draft(ledger, job) for job in jobs]
    found = _found(workspace, ledger, drafts, given if not names else None)
    if named:
        inside = filter(named.hold, found)
        drafts = [draft for draft in drafts if named.make(draft)]
        found = review.by_place([*inside, *_found(workspace, ledger, drafts, None)])
    ahead = review.forecast(drafts, given["until"]) if given["until"] else ()
    day = given["as_of"] or today(workspace)
    return Judged(found=found, ahead=ahead, day=day, editions=len(drafts), ledger=ledger)


def _found(
    workspace: Workspace, ledger: Ledger, drafts: list[Draft], days: dict[str, Any] | None
) -> tuple[Finding, ...]:
    """What is found in editions; with `days`, those of the question, in all that none uses too."""
    from asof import build, review

    now = today(workspace)
    if days is None:
        return review.review(workspace, ledger, drafts, now)
    of, known = clocks(workspace, days["as_of"], days["known"])
    whole = build.whole(workspace, ledger, of, known)
    return review.review_whole(workspace, ledger, drafts, now, whole)


def _asked(
    words: tuple[str, ...], briefings: Mapping[str, Briefing]
) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """The briefings asked for, or the files; raises UsageError for both, or for no file."""
    words = tuple(dict.fromkeys(words))
    files = tuple(w for w in words if w not in briefings and (Path(w).is_file() or "/" in w))
    for word in files:
        if not Path(word).is_file():
            raise click.UsageError(f"no file '{word}'")
    if files and len(files) < len(words):
        raise click.UsageError("name briefings or files, not both")
    return () if files else words, tuple(map(Path, files))


def _told(judged: Judged, shape: str) -> None:
    """Findings and what lies ahead, in the form asked for."""
    from asof import queries as answers
    from asof import review

    found, ahead, repository = judged.found, judged.ahead, _repository()
    every = [seen_from(repository, f) for f in (*found, *(due.finding for due in ahead))]
    if shape == "json":
        told = {"findings": [answers.finding(f) for f in found]}
        answer(told | ({"forecast": [_due(due) for due in ahead]} if ahead else {}))
    elif shape == "sarif":
        answer(review.sarif(every))
    elif shape == "gitlab":
        answer(review.gitlab(every))
    elif shape == "markdown":
        coming = _coming(judged, every[len(found) :])
        for words in review.attention(every[: len(found)], coming, judged.owner):
            line(words)
    elif shape == "github":
        for finding in every:
            click.echo(review.github(finding))
    else:
        tell(found)
        _forecast(ahead)


def _coming(judged: Judged, seen: Iterable[Finding]) -> Iterator[Due]:
    """What lies ahead, but not of editions whose day is past: they say what they say."""
    for due, finding in zip(judged.ahead, seen, strict=True):
        if judged.day and due.day > judged.day:
            yield replace(due, place=finding.place or due.place)


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
