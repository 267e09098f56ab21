"""The command that makes print forms: impose."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import option, say, tell
from asof.diagnostics import AsofError, Location, error, number_of

if TYPE_CHECKING:
    from asof.impose.plan import Scheme

PAPERS = ("letter", "legal", "tabloid", "a5", "a4", "a3")


class Fours(click.ParamType[int]):
    """The pages of a signature: folded sheets have four each."""

    name = "pages"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """A multiple of 4."""
        pages = int(click.INT.convert(value, param, ctx))
        if pages <= 0 or pages % 4:
            near = max(4, pages - pages % 4)
            self.fail(f"{pages} is no multiple of 4: write {near} or {near + 4}", param, ctx)
        return pages


class Creep(click.ParamType[float]):
    """How far a page creeps."""

    name = "millimetres"
    most = 25

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Millimetres, from 0 to an inch or so."""
        creep = float(click.FLOAT.convert(value, param, ctx))
        if math.isnan(creep) or not 0 <= creep <= self.most:
            self.fail(f"{value} is not between 0 and {self.most} millimetres", param, ctx)
        return creep


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option("--booklet", is_flag=True, help="All sheets folded together, once.")
@option("--2up", "two_up", is_flag=True, help="Two pages a side in reading order, not folded.")
@option("--signature", type=Fours(), metavar="N", help="N pages folded together, then the next N.")
@option(
    "--creep",
    type=Creep(),
    default=0.0,
    metavar="MM",
    help="How far the innermost pages shift to the spine; sheets between them in even steps.",
)
@option("--marks", is_flag=True, help="Cut marks around each page, fold marks at the spine.")
@option(
    "--paper",
    env="ASOF_IMPOSE_PAPER",
    type=click.Choice(PAPERS),
    help="The sheet, if not twice the page; pages shrink to fit.",
)
@option(
    "--out",
    env="ASOF_IMPOSE_OUT",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The PDF to write, if not FILE.booklet.pdf and the like.",
)
def impose(file: Path, **given: Any) -> None:
    """Put the pages of FILE, a finished PDF, on sheets to print and to fold.

    Print folded sheets on both sides, flipped on the short edge. FILE itself stays as it is.
    """
    from asof import output
    from asof.impose import draw as sheets

    scheme = _scheme(given)
    out = given["out"] or file.with_name(f"{_stem(file)}.{scheme.name}.pdf")
    if out.exists() and out.samefile(file):
        place = Location(str(file))
        raise AsofError(error(place, "the sheets would overwrite it", "choose another --out"))
    imposed = sheets.impose(file, scheme)
    output.write_file(out, imposed.pdf)
    tell(imposed.findings)
    flip = f", to print on both sides, flipped on the {imposed.edge} edge" if scheme.folded else ""
    count = -(-imposed.sides // 2)
    say(f"{os.path.relpath(out)}  {number_of(count, 'sheet')}{flip}")


def _scheme(given: dict[str, Any]) -> Scheme:
    """What is asked for; exactly one way to put pages on sheets."""
    from asof.impose.plan import Scheme, SchemeKind

    asked = {
        SchemeKind.BOOKLET: "booklet",
        SchemeKind.TWO_UP: "two_up",
        SchemeKind.SIGNATURE: "signature",
    }
    kinds = [kind for kind, name in asked.items() if given[name]]
    if len(kinds) != 1:
        raise click.UsageError("say how, and one way only: --booklet, --2up or --signature N")
    size = given["signature"] or 0
    scheme = Scheme(kinds[0], size, given["paper"], given["creep"], given["marks"])
    if scheme.creep and not scheme.folded:
        raise click.UsageError("--creep is for sheets that are folded: --booklet or --signature N")
    return scheme


def _stem(file: Path) -> str:
    """The name of a PDF without its ending."""
    return file.stem if file.suffix.lower() == ".pdf" else file.name
