"""The commands. The only module that reads the clock, prints or exits."""

from __future__ import annotations

import click

from asof.cli import add as adding
from asof.cli import build as printing
from asof.cli import check, compare, handouts, release
from asof.cli import impose as imposing
from asof.cli import preview as previewing
from asof.cli import publish as publishing
from asof.cli import queries as asking
from asof.cli import watch as watching
from asof.cli.edge import EXIT_CODES, Commands, Folder, Moment, option

EXITS = "\n".join(("\b", "Exit codes:", *(f"  {n}  {says}" for n, says in EXIT_CODES.items())))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXITS)
@option(
    "--workspace",
    type=Folder(),
    help="The folder of the workspace; else the nearest upward with asof.yaml.",
)
@option(
    "--no-code",
    is_flag=True,
    help="Run no chart and no language of the workspace: it is a stranger's.",
)
@option("--now", type=Moment(), help="The moment to take for now, to try what will be due.")
@option("--debug", is_flag=True, help="Show where a fault of asof itself arose.")
@click.version_option(package_name="asof")
def main(**_: object) -> None:
    """Print briefings that know what was true, and when it was known."""


for command in (
    printing.init,
    printing.build,
    adding.add,
    check.check,
    asking.list_,
    asking.history,
    compare.explain,
    compare.diff,
    release.issue,
    release.verify,
    publishing.publish,
    previewing.preview,
    watching.watch,
    imposing.impose,
    handouts.copies,
    handouts.binder,
    asking.schema,
    asking.doctor,
):
    main.add_command(command)
