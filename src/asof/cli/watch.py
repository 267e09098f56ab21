"""The command that builds on each save: watch."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.build import request_of, stoppable, told_editions
from asof.cli.edge import (
    SIGNALLED,
    cache_option,
    clock,
    complete_briefing,
    day_options,
    form_options,
    languages_option,
    log,
    option,
    root_of,
    runs_code,
    store_outside,
    tell,
)
from asof.files import OUTPUT

if TYPE_CHECKING:
    from asof.preview.come_and_gone import ComeAndGone

NOTHING_PRINTED = "nothing is printed until that is mended; what was printed stays"


@click.command()
@click.argument("briefings", nargs=-1, shell_complete=complete_briefing)
@day_options
@languages_option
@form_options
@option("--out", type=click.Path(file_okay=False), help="The output folder, if not build/.")
@option("--jobs", type=click.IntRange(1), help="How many workers; else one for each core.")
@cache_option
@click.pass_context
def watch(ctx: click.Context, /, **given: Any) -> None:
    """Print BRIEFINGS, or all, and again after each save; tell what is found, and what is mended.

    What would come out the same is left as it is. Data that cannot be read are told, and the last
    good files stay. A day that begins prints what is of today. Ctrl-C ends it.
    """
    from asof.preview.library import require_extra

    require_extra("asof watch", "watchfiles")
    from asof.nofollow import resolved
    from asof.preview.rounds import Rounds
    from asof.preview.watching import Calendar, Watched, polled

    root = root_of(ctx)
    store = store_outside(ctx, root)
    out = resolved(Path(given["out"])) if given["out"] else root / OUTPUT
    with stoppable() as asked:
        rounds = Rounds(
            root=root,
            runs_code=runs_code(ctx),
            request=partial(request_of, given=given, store=store),
            shown=partial(told_editions, tell=lambda _: None),
            stopped=lambda: asked() > 0,
        )
        watched = Watched(
            root=root,
            output=out,
            today=Calendar(root, clock()).today,
            stopped=rounds.stopped,
            polling=polled(),
        )
        for found in map(rounds.build, watched.days()):
            _tell(found)
            rounds.warm(given["profile"])
    ctx.exit(SIGNALLED + asked())


def _tell(found: ComeAndGone) -> None:
    """What has come is told whole, what has gone in a line."""
    tell(found.new)
    for each in found.mended:
        where = f"{each.place}: " if each.place else ""
        log(f"{where}mended: {each.said}")
    if found.stops:
        log(NOTHING_PRINTED)
