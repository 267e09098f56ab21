"""The commands for paper that is handed out: copies and binder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import answer, json_option, line, open_workspace, option, say
from asof.form import SIDES

if TYPE_CHECKING:
    from asof.handouts.copies import Numbered
    from asof.handouts.recipients import Recipient
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
