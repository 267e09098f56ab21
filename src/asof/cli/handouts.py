"""The commands for paper that is handed out: copies and binder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import (
    answer,
    cache_option,
    complete_language,
    completions,
    day_options,
    form_options,
    json_option,
    ledger_of,
    line,
    open_workspace,
    option,
    say,
    store_of,
    tell,
    today,
)
from asof.diagnostics import Severity, number_of
from asof.form import SIDES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from asof.handouts.binder_pages import BinderPage
    from asof.handouts.copies import Numbered
    from asof.handouts.print_binder import PrintedBinder
    from asof.handouts.recipients import Recipient
    from asof.jobs import Request
    from asof.workspace import Workspace


def copies_options(command: Any) -> Any:
    """How many copies, or for whom."""
    to = click.Path(exists=True, dir_okay=False, path_type=Path)
    help_ = "Number a copy for each line of a CSV file: name,organisation."
    command = option("--copies-to", type=to, metavar="CSV", help=help_)(command)
    help_ = "Number so many copies, for names that are written in by hand."
    return option("--copies", type=click.IntRange(1, 9_999), metavar="N", help=help_)(command)


def recipients_of(given: dict[str, Any]) -> tuple[Recipient, ...]:
    """For whom copies are asked for; nobody where none are."""
    from asof.handouts.recipients import nobody_yet, read_recipients

    if given["copies"] and given["copies_to"]:
        raise click.UsageError("say how many copies, or for whom: --copies or --copies-to")
    if given["copies_to"]:
        return read_recipients(given["copies_to"])
    return nobody_yet(given["copies"] or 0)


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@copies_options
@option(
    "--print-file",
    type=click.Choice(SIDES),
    help="All copies in one file too, to be printed on one side or on both.",
)
@json_option
@click.pass_context
def copies(ctx: click.Context, /, files: tuple[Path, ...], **given: Any) -> None:
    """Number copies of FILEs, PDFs that were built or issued, and record who has which.

    Each copy says "copy 7 of 40" on every page; before an embargo lifts, also that it is a
    pre-release copy. FILE itself stays as it is.
    """
    recipients = recipients_of(given)
    if not recipients:
        raise click.UsageError("say how many copies, or for whom: --copies or --copies-to")
    workspace = open_workspace(ctx)
    made = [number(workspace, file, recipients, given["print_file"] or "") for file in files]
    tell_numbered(made, as_json=given["as_json"])


def number(
    workspace: Workspace, file: Path, recipients: tuple[Recipient, ...], sides: str = ""
) -> Numbered:
    """Number the copies of one PDF now."""
    from asof.handouts.copies import Order, number_copies

    order = Order(recipients=recipients, moment=datetime.now(UTC), sides=sides)
    return number_copies(workspace, file, order)


def tell_numbered(made: Iterable[Numbered], *, as_json: bool) -> None:
    """What was numbered, and what it was entered as."""
    if as_json:
        answer({"copies": [_described(each) for each in made]})
        return
    for each in made:
        for path in each.files:
            say(os.path.relpath(path))
        again = "" if each.entered else "  (the same as before: nothing is entered)"
        line(f"{os.path.relpath(each.files[-1])}  {each.out.path}{again}")


def _described(each: Numbered) -> dict[str, Any]:
    return {
        "files": [os.path.relpath(path) for path in each.files],
        "record": each.out.path,
        "entered": each.entered,
        "pre_release": each.out.until is not None,
        "numbers": [copy.number for copy in each.out.copies],
        "total": each.out.total,
    }


# ---- binder


def complete_binder(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """The binders of the workspace, and its briefings."""

    def names() -> list[str]:
        found = open_workspace(ctx).files.below("data/binders", ".yaml")
        return [*(Path(name).stem for name in found), *ledger_of(ctx)[2]]

    return completions(ctx, start, names)


@click.command()
@click.argument("names", nargs=-1, required=True, shell_complete=complete_binder)
@day_options
@option("--lang", shell_complete=complete_language, help="Its language, if not the first.")
@form_options
@option("--changed", is_flag=True, help="Print only the pages to exchange in the last one printed.")
@option(
    "--since",
    env="ASOF_BINDER_SINCE",
    metavar="FILE|DAY",
    help="Exchange pages in that binder instead, by its .json or its day.",
)
@option(
    "--out",
    env="ASOF_BINDER_OUT",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The PDF to write, if not build/DAY/NAME.binder.LANG.pdf.",
)
@cache_option
@json_option
@click.pass_context
def binder(ctx: click.Context, /, names: tuple[str, ...], **given: Any) -> None:
    """Bind editions of a day into one PDF: a binder of data/binders/, or the briefings NAMES.

    It has a cover, contents, a list of effective pages and a divider for each tab. What is issued
    for the day is bound as it was issued, all else is built.
    """
    from asof.handouts.print_binder import Asked, named_binder, print_binder

    workspace = open_workspace(ctx)
    wanted = named_binder(workspace, names)
    asked = Asked(changed=given["changed"], since=given["since"], out=given["out"])
    printed = print_binder(workspace, wanted, _request(ctx, workspace, given), asked)
    tell(f for f in printed.findings if f.severity is not Severity.NOTE)
    if given["as_json"]:
        answer(_told(printed))
    else:
        _say(printed)


def _request(ctx: click.Context, workspace: Workspace, given: dict[str, Any]) -> Request:
    from asof.jobs import Request

    return Request(
        today=today(workspace),
        day=given["as_of"],
        known=given["known"],
        languages=(given["lang"] or workspace.languages[0],),
        paper=given["paper"],
        profile=given["profile"],
        sides=given["sides"],
        store=store_of(ctx, workspace),
    )


def _told(printed: PrintedBinder) -> dict[str, Any]:
    return {
        "file": os.path.relpath(printed.path) if printed.path else None,
        "record": printed.kept,
        "pages": printed.pages,
        "exchange": [
            {"tab": s.tab, "remove": _labels(s.remove), "insert": _labels(s.insert)}
            for s in printed.steps
        ],
    }


def _labels(sheets: Iterable[Iterable[BinderPage]]) -> list[list[str]]:
    """Sheets by the labels of their pages."""
    return [[page.label for page in sheet] for sheet in sheets]


def _say(printed: PrintedBinder) -> None:
    """Where a binder is, or its pages to exchange; that there are none."""
    if printed.path is None:
        line("nothing to exchange: every page is as it was printed")
        return
    told = [os.path.relpath(printed.path), number_of(printed.pages, "page"), printed.kept]
    line("  ".join(told))
    for step in printed.steps:
        out, in_ = (", ".join(map("/".join, _labels(each))) for each in (step.remove, step.insert))
        line(f"  tab {step.tab}: remove {out or 'none'}; insert {in_ or 'none'}")
