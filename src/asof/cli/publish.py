"""The command that publishes a site of editions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import (
    aligned,
    answer,
    cache_option,
    json_option,
    log,
    now,
    open_workspace,
    option,
    store_of,
    tell,
)
from asof.diagnostics import Severity, number_of

if TYPE_CHECKING:
    from asof.publish.run import Published


@click.command()
@click.argument("target", metavar="DIR|URL")
@option("--out", type=click.Path(file_okay=False), help="The folder of PDFs, if not build/.")
@option("--dry-run", is_flag=True, help="Say what would become of the site, and write nothing.")
@cache_option
@json_option
@click.pass_context
def publish(ctx: click.Context, /, **given: Any) -> None:
    """Publish what may be public as a site of editions, in a folder or an object store.

    That is all that build/ and the register have, but what a marking, a traffic light or an embargo
    holds back. What is on the site already is left as it is.
    """
    from asof.publish.run import PublishRequest
    from asof.publish.run import publish as publish_site

    workspace = open_workspace(ctx)
    request = PublishRequest(
        target=given["target"],
        moment=now(),
        out=Path(given["out"]) if given["out"] else None,
        dry_run=given["dry_run"],
        store=store_of(ctx, workspace),
    )
    published = publish_site(workspace, request)
    tell(published.refused)
    if given["as_json"]:
        answer(_told(published))
    else:
        aligned(list(_rows(published)))
        log(_summary(published, dry=given["dry_run"]))
    ctx.exit(int(any(each.severity is not Severity.NOTE for each in published.refused)))


def _rows(published: Published) -> Iterator[list[str]]:
    """What is new, withdrawn, held back and taken off, an edition a line."""
    yield from (["published", each.folder] for each in published.fresh)
    yield from (["withdrawn", each.folder] for each in published.withdrawn)
    for held in published.held:
        yield ["taken off" if held.was_public else "held back", f"{held.called}: {held.why}"]


def _summary(published: Published, *, dry: bool) -> str:
    """How many editions are on the site, and what was written."""
    editions = number_of(len(published.site.editions), "edition")
    if dry:
        return f"{editions} would be on the site; nothing was written"
    written, removed = (number_of(len(n), "file") for n in (published.written, published.removed))
    return f"{editions} on the site: {written} written, {removed} removed"


def _told(published: Published) -> dict[str, Any]:
    """What became of the site, as JSON."""
    from asof import queries as answers

    return {
        "published": [each.folder for each in published.fresh],
        "withdrawn": [each.folder for each in published.withdrawn],
        "held_back": [_held(each) for each in published.held if not each.was_public],
        "taken_off": [_held(each) for each in published.held if each.was_public],
        "editions": len(published.site.editions),
        "written": list(published.written),
        "removed": list(published.removed),
        "findings": [answers.finding(each) for each in published.refused],
    }


def _held(each: Any) -> dict[str, str]:
    return {"edition": each.called, "why": each.why}
