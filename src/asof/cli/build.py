"""The commands that print: init and build."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.due import check_due, due_editions, due_options
from asof.cli.edge import (
    SIGNALLED,
    SinceDay,
    answer,
    cache_option,
    complete_briefing,
    day_options,
    form_options,
    json_option,
    languages_option,
    log,
    open_workspace,
    option,
    say,
    signals_heard,
    store_of,
    tell,
    today,
)
from asof.cli.handouts import copies_options, number, recipients_of, tell_numbered
from asof.diagnostics import AsofError, Finding, Severity, WordError, number_of, once

if TYPE_CHECKING:
    from datetime import date
    from types import FrameType

    from click.shell_completion import CompletionItem

    from asof.cache import Store
    from asof.ci import Checkout
    from asof.jobs import Built, Request
    from asof.schedule import DuePlan
    from asof.standards import Standards


STOPPING = b"stopping when what is begun is finished; again to stop at once\n"
SOON = 10.0  # seconds that nobody needs to be told of


class Standard(click.ParamType["Standards"]):
    """Standards that PDFs are validated for."""

    name = "standard[,standard]"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Standards:
        """Standards such as a-3a,ua-1."""
        from asof.standards import parse_standards

        try:
            return parse_standards(value)
        except WordError as problem:
            self.fail(f"{problem.message}: {problem.hint}", param, ctx)


def complete_example(_: click.Context, __: click.Parameter, start: str) -> list[CompletionItem]:
    """The names of examples."""
    from click.shell_completion import CompletionItem

    from asof import workspace

    return [CompletionItem(name) for name in workspace.examples() if name.startswith(start)]


@click.command()
@click.argument("folder", type=click.Path(file_okay=False), default=".")
@option(
    "--example",
    metavar="NAME",
    shell_complete=complete_example,
    help="Start with an example instead: flood, funding or question.",
)
@option(
    "--ci",
    "service",
    type=click.Choice(("github", "gitlab")),
    help="Have it checked, printed and published there; to a workspace only this is added.",
)
def init(folder: str, example: str | None, service: str | None) -> None:
    """Start a workspace in FOLDER: a note, its facts, a chart and a template to change."""
    from asof import ci, data, output, workspace

    examples = workspace.examples()
    if example and example not in examples:
        raise click.UsageError(f"no example '{example}': there are {', '.join(examples)}")
    starter = examples[example] if example else workspace.STARTER
    there = bool(service) and not example and Path(folder, workspace.MARK).is_file()
    checkout = _checkout(Path(folder), Path(folder) if there else starter) if service else None
    added = ci.files(service, checkout) if service and checkout else {}
    names: list[str] = []
    if not there:
        more = output.schema_files(Path(".schemas"), data.schemas()) | added
        with output.refusals("folder"):
            names = workspace.create(Path(folder), more, starter=starter)
    output.write_files(added, "folder")
    for path in (*(Path(folder, name) for name in names), *map(os.path.relpath, added)):
        say(str(path))
    if service and checkout:
        _say_what_is_left(service, checkout)
    if not there:
        say("now: asof build" if folder == "." else f"now: cd {shlex.quote(folder)} && asof build")


def _checkout(folder: Path, source: Path) -> Checkout:
    """Where a workspace stands that says what `source` says."""
    from asof import ci, workspace
    from asof.nofollow import resolved

    root = resolved(folder)
    zone = workspace.read_workspace(source, runs_code=False).config.timezone
    return ci.Checkout(root, ci.repository_of(root), zone)


def _say_what_is_left(service: str, checkout: Checkout) -> None:
    """What the files of a service cannot do by themselves."""
    from asof import ci

    if service == "gitlab" and (lacking := ci.lacks_include(checkout)):
        log(f"add to {ci.OF_THE_PROJECT}: include: [{{local: '{lacking}'}}]")
    say("to be published, asof.yaml needs a url, and a briefing its rhythm, every: see docs/ci.md")


@click.command()
@click.argument("briefings", nargs=-1, shell_complete=complete_briefing)
@day_options
@languages_option
@form_options
@option(
    "--draft",
    is_flag=True,
    help="Mark every page as a draft; write also what does not fit.",
)
@option("--pdf-standard", type=Standard(), default="a-3a,ua-1", help="What the PDFs claim to be.")
@option("--out", type=click.Path(file_okay=False), help="The output folder, if not build/.")
@option("--html", is_flag=True, help="Write the HTML that was set too, with its assets.")
@due_options
@option("--since", type=SinceDay(), help="Bars beside what changed since that day, or none.")
@option("--jobs", type=click.IntRange(1), help="How many workers; else one for each core.")
@option("--dask", metavar="ADDRESS", help="Share the work out on a dask cluster instead.")
@cache_option
@option("--explain", is_flag=True, help="Say why each edition is printed anew.")
@option("--strict", is_flag=True, help="Exit with 1 when there is any finding but notes.")
@copies_options
@json_option
@click.pass_context
def build(ctx: click.Context, /, **given: Any) -> None:
    """Print BRIEFINGS, or all, in every language; what would come out the same is left as it is.

    With --due that is, of each, the last edition that its rhythm has had a day for.
    """
    from asof import batch

    check_due(given)
    recipients, workspace = recipients_of(given), open_workspace(ctx)
    built: list[Built] = []
    plans: list[DuePlan] = []
    stopped: tuple[Finding, ...] = ()
    try:
        with stoppable() as asked:
            plain = request_of(today(workspace), given, store_of(ctx, workspace))
            request = replace(plain, stopped=lambda: asked() > 0)
            watched = partial(told_editions, explain=given["explain"])
            if given["due"]:
                plans, editions = due_editions(workspace, request, given, watched)
            else:
                editions = watched(batch.build(workspace, request))
            built += editions
    except AsofError as problem:
        stopped = problem.findings
        raise
    finally:
        if given["as_json"]:
            answer(_printed(built, stopped, plans))
    if recipients and not asked():
        paths = [each.job.path for each in built if not each.failure]
        copies = [number(workspace, path, recipients) for path in paths]
        tell_numbered(copies, as_json=False)
    missed = [finding for plan in plans for finding in plan.findings]
    ctx.exit(SIGNALLED + asked() if asked() else _outcome(built, missed, given["strict"]))


@contextmanager
def stoppable() -> Iterator[Callable[[], int]]:
    """By which signal somebody has asked to stop, 0 until then: what is begun is finished.

    Asked twice, all stops.
    """
    asked: list[int] = []

    def hear(number: int, frame: FrameType | None) -> None:
        if asked:
            signal.default_int_handler(number, frame)
        asked.append(number)
        os.write(sys.stderr.fileno(), STOPPING)  # whatever is being written there just now

    before = {number: signal.signal(number, hear) for number in signals_heard()}
    try:
        yield lambda: asked[0] if asked else 0
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _printed(
    built: list[Built], stopped: tuple[Finding, ...], plans: list[DuePlan]
) -> dict[str, Any]:
    """What `build --json` answers: the editions printed, and everything found.

    With --due also what is skipped and why, and what was missed.
    """
    from asof import queries as answers

    editions = [b.described() for b in built if not b.failure]
    missed = [finding for plan in plans for finding in plan.findings]
    found = once([*stopped, *missed, *(finding for b in built for finding in b.found)])
    told = {"editions": editions, "findings": [answers.finding(each) for each in found]}
    return told | (plans[0].described() if plans else {})


OF_REQUEST = {"as_of": "day", "lang": "languages", "pdf_standard": "standards"} | {
    name: name
    for name in ("known", "paper", "profile", "sides", "draft", "html", "since", "jobs", "dask")
}
"""What of a request each option says."""


def request_of(day: date, given: Mapping[str, Any], store: Store) -> Request:
    """What options ask for on a day; what a command has no option for is as usual."""
    from asof.jobs import Request

    return Request(
        today=day,
        briefings=tuple(dict.fromkeys(given["briefings"])),
        out=Path(given["out"]) if given["out"] else None,
        store=store,
        **{name: given[said] for said, name in OF_REQUEST.items() if said in given},
    )


def told_editions(
    editions: Iterable[Built],
    *,
    explain: bool = False,
    tell: Callable[[Iterable[Finding]], None] = tell,
) -> Iterator[Built]:
    """Say on a terminal what is printed; say once what went wrong, briefing by briefing.

    So each thing names all the rows that share it. The last line counts the editions, for logs too.
    """
    told: set[object] = set()
    start, counts, left = time.monotonic(), Counter[str](), 0
    for _, of_briefing in groupby(editions, key=lambda built: built.job.briefing.name):
        found: list[Finding] = []
        try:
            for built in of_briefing:
                counts[_became(built)] += 1
                left = built.left
                _say_printed(built, (time.monotonic() - start) / max(1, _made(counts)))
                if explain:
                    log(_explained(built))
                found += built.found
                yield built
        finally:
            new = [each for each in found if (each.topic, each.fact) not in told]
            tell(once(new))
            told.update((each.topic, each.fact) for each in new)
    log(_summary(counts, left, time.monotonic() - start))


def _say_printed(built: Built, each: float) -> None:
    """What is printed, and how much is left where an edition takes so many seconds."""
    if _became(built) == PRINTED:
        pages, rest = number_of(built.pages, "page"), _rest(built.left, each)
        say("  ".join(filter(None, [os.path.relpath(built.job.path), pages, rest])))


def _made(counts: Counter[str]) -> int:
    return counts[PRINTED] + counts[FAILED]


PRINTED, REUSED, FAILED = "printed", "up to date", "failed"


def _became(built: Built) -> str:
    return FAILED if built.failure else REUSED if built.reused else PRINTED


def _summary(counts: Counter[str], left: int, seconds: float) -> str:
    """How many editions there were, and what became of them."""
    parts = [f"{counts[name]} {name}" for name in (PRINTED, REUSED, FAILED)]
    parts += [f"{left} not begun"] if left else []
    editions = number_of(counts.total() + left, "edition")
    return f"{editions}: {', '.join(parts)}, in {seconds:.1f} s"


def _rest(left: int, each: float) -> str:
    """How much is left, and how long that takes if each edition takes so many seconds."""
    minutes, seconds = divmod(round(left * each), 60)
    return f"{left} left, {minutes}:{seconds:02}" if left * each > SOON else ""


def _explained(built: Built) -> str:
    """Why an edition was printed anew, or that it was not."""
    from asof import queries as answers

    reasons = [answers.why_printed(read) for read in built.why[:3]]
    more = f" and {len(built.why) - 3} more" if len(built.why) > 3 else ""
    return f"{os.path.relpath(built.job.path)}: {', '.join(reasons) or 'up to date'}{more}"


def _outcome(built: list[Built], missed: list[Finding], strict: bool) -> int:
    """The exit code: the worst failure, else 1 under --strict for findings that are no notes."""
    failed = [b.failure.exit_code for b in built if b.failure]
    told = [*missed, *(each for b in built for each in b.findings)]
    found = [each for each in told if each.severity is not Severity.NOTE]
    return max(failed, default=int(strict and bool(found)))
