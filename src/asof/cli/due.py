"""What `asof build --due` asks for, and what it says of what is not printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import log, option, tell
from asof.diagnostics import number_of

if TYPE_CHECKING:
    from asof.jobs import Built, Request
    from asof.schedule import DuePlan, Skipped
    from asof.workspace import Workspace

DATED = {"as_of": "--as-of", "known": "--known", "draft": "--draft"}
OF_DUE = {"catch_up": "--catch-up", "site": "--site"}
Watched = Callable[[Iterable["Built"]], Iterator["Built"]]


def due_options(command: Any) -> Any:
    """What is due, alone."""
    help_ = "Print what is due by its rhythm and not printed yet, alone."
    due = option("--due", is_flag=True, help=help_)
    help_ = "With --due, print what was missed too, oldest first."
    late = option("--catch-up", is_flag=True, help=help_)
    help_ = "With --due, leave what is on the site there, a folder, a store or https://…"
    site = option("--site", metavar="DIR|URL", help=help_)
    return due(late(site(command)))


def check_due(given: dict[str, Any]) -> None:
    """Refuse a day beside --due, which has its own, and what is said of it without it."""
    for name, typed in DATED.items():
        if given["due"] and given[name]:
            told = f"--due prints editions of the days of their rhythm, not {typed}"
            raise click.UsageError(told)
    for name, typed in OF_DUE.items():
        if given[name] and not given["due"]:
            raise click.UsageError(f"{typed} is for --due")


def due_editions(
    workspace: Workspace, request: Request, given: dict[str, Any], watched: Watched
) -> tuple[list[DuePlan], Iterator[Built]]:
    """The plan of what is due, once it is made, and the editions, while they are printed.

    Meanwhile nobody else plans for the folder. What is skipped or was missed is said.
    """
    from asof import schedule

    site = schedule.published_on(given["site"]) if given["site"] else ()
    due = schedule.DueRequest(catch_up=given["catch_up"], site=site)
    plans: list[DuePlan] = []

    def editions() -> Iterator[Built]:
        with schedule.planned_due(workspace, request, due) as plan:
            plans.append(plan)
            _say(plan)
            yield from _carried_out(plan, request, watched)

    return plans, editions()


def _carried_out(plan: DuePlan, request: Request, watched: Watched) -> Iterator[Built]:
    """The editions of a plan."""
    from asof import batch

    if plan.jobs:
        yield from watched(batch.build_jobs(plan.ledger, plan.jobs, request))
    else:
        log("nothing is due")


def _say(plan: DuePlan) -> None:
    """What is skipped, by its briefing and the reason; and what was missed."""
    found: dict[tuple[str, str], list[Skipped]] = {}
    for each in plan.skipped:
        found.setdefault((each.job.briefing.name, _why(each)), []).append(each)
    for (name, why), skipped in found.items():
        log(f"{name}, {number_of(len(skipped), 'edition')}: {why}")
    tell(plan.findings)


def _why(skipped: Skipped) -> str:
    """Why something is skipped, and when it is next due."""
    day, after = skipped.day, skipped.next
    told = {
        "no rhythm": "it has no rhythm",
        "not begun": "its first day has not come",
        "printed already": f"{day} is printed already",
        "unchanged": f"nothing that it printed on {day} reads otherwise",
        "ended": f"{day} was its last, and is printed already" if day else "it has ended",
    }[skipped.why]
    return f"{told}; next due on {after}" if after else told
