"""What is held against the standards: the publication, the starter, every block, every chart."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import chain, product
from multiprocessing import get_context
from pathlib import Path
from shutil import copytree

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import asof
from agency import lay_agency, put_dotted_logo
from asof import release
from asof.batch import build
from asof.diagnostics import Location
from asof.form import PAPERS, PROFILES, SIDES, Form
from asof.handouts.copies import Order as CopiesWanted
from asof.handouts.copies import number_copies
from asof.handouts.print_binder import Asked, named_binder, print_binder
from asof.handouts.recipients import nobody_yet
from asof.jobs import Request
from asof.release import SealKey, read_signing_key
from asof.standards import KINDS, USUAL, Standards
from asof.workspace import find_workspace
from gallery import lay_gallery
from keys import holder
from stress import TEXTS, lay_stress

ROOT = Path(__file__).parents[1]
STARTER = Path(asof.__file__).parent / "starter"
TODAY = date(2026, 1, 1)  # of what states no day
PROCESSES = 2


@dataclass(frozen=True, order=True)
class Order:
    """Editions to print: of which workspace, with which claims, in which form, and where."""

    workspace: Path
    standards: Standards
    form: Form
    out: Path
    languages: tuple[str, ...] = ()

    @property
    def request(self) -> Request:
        """The same, as `asof build` is asked for it."""
        form = self.form
        return Request(
            TODAY,
            paper=form.paper,
            profile=form.profile,
            sides=form.sides,
            draft=form.draft,
            standards=self.standards,
            out=self.out,
            languages=self.languages,
        )


def orders(folder: Path) -> Iterator[Order]:
    """The publication on each paper for each profile; the starter in every kind of page.

    A note of every block is in every form, the languages by turns. An agency's own look, with a
    logo drawn and one of dots, and every chart helper are in the usual form. A page that claims one
    standard alone is the usual one less a claim: one language will do.
    """
    for number, (paper, profile) in enumerate(product(PAPERS, PROFILES)):
        yield Order(ROOT, USUAL, Form(paper, profile), folder / f"publication-{number}")
    stress = lay_stress(folder / "stress", "note", languages=[*TEXTS])
    for number, sheet in enumerate(product(PAPERS, PROFILES, SIDES)):
        tag = list(TEXTS)[number % len(TEXTS)]
        yield Order(stress, USUAL, Form(*sheet), folder / f"stress-{number}", (tag,))
    drawn, dotted = (lay_agency(folder / name) for name in ("agency", "dotted"))
    put_dotted_logo(dotted)
    yield Order(drawn, USUAL, Form(), folder / "agency-drawn")
    yield Order(dotted, USUAL, Form(), folder / "agency-dotted", ("en",))
    yield Order(lay_gallery(folder / "gallery"), USUAL, Form(), folder / "charts")
    starter = copytree(STARTER, folder / "starter")
    for number, (standards, form) in enumerate(sorted(KINDS, key=str)):
        languages = () if standards == USUAL else ("en",)
        yield Order(starter, standards, form, folder / f"starter-{number}", languages)


def printed(folder: Path) -> dict[Path, Standards]:
    """Every page that was to be printed, with what it is to claim."""
    with ProcessPoolExecutor(PROCESSES, get_context("forkserver")) as pool:
        pages = dict(chain.from_iterable(pool.map(fulfilled, orders(folder))))
    return pages | issued(folder) | handed_out(folder / "handed-out")


def fulfilled(order: Order) -> list[tuple[Path, Standards]]:
    """Print what was ordered; a page that cannot be printed is told here, and missed later."""
    built = list(build(find_workspace(order.workspace), order.request))
    for failure in (each.failure for each in built if each.failure):
        print(failure, file=sys.stderr)
    return [(each.job.path, order.standards) for each in built]


def issued(folder: Path) -> dict[Path, Standards]:
    """The starter as it is released, with the code of each edition to be scanned; signed too."""
    key = read_signing_key(holder("A. Validator").pkcs12(folder / "signer.p12"), lambda: "")
    plain = release.Approval("A. Validator", datetime(2026, 1, 1, tzinfo=UTC))
    marked = replace(plain, key=key, seal=SealKey(Location(""), Ed25519PrivateKey.generate()))
    return released(folder / "issued", plain) | released(folder / "signed", marked)


def released(folder: Path, approval: release.Approval) -> dict[Path, Standards]:
    """The note of the starter, released from a folder of its own."""
    starter = copytree(STARTER, folder)
    with (starter / "asof.yaml").open("a", encoding="utf-8") as settings:
        settings.write("url: https://example.org/notes/\n")
    note = starter / "data/briefings/note.yaml"
    lines = note.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("max_pages")]  # the code takes its room
    note.write_text("".join([*kept, "seal: [mains.budget, mains.finish]\n"]), encoding="utf-8")
    out = starter / "build"
    request = Request(TODAY, briefings=("note",), out=out)
    editions = release.issue(find_workspace(starter), request, approval)
    return {out / each.edition["path"]: USUAL for each in editions}


def handed_out(folder: Path) -> dict[Path, Standards]:
    """Numbered copies of the starter, the list of them, and a binder, printed on both sides."""
    starter = copytree(STARTER, folder)
    form = Request(TODAY, sides="duplex", languages=("fr",))
    (built,) = build(find_workspace(starter), form)
    order = CopiesWanted(recipients=nobody_yet(2), moment=datetime(2026, 1, 1, tzinfo=UTC))
    numbered = number_copies(find_workspace(starter), built.job.path, order)
    workspace = find_workspace(starter)
    bound = print_binder(workspace, named_binder(workspace, ("note",)), form, Asked())
    assert bound.path
    return dict.fromkeys((*numbered.files, bound.path), USUAL)
