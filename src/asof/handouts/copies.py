"""Numbered copies of a printed edition, and who has which.

The reading PDF stays as it is. A copy is the same PDF with its number on each page, its tags, its
links and its claims kept; the register has its digest, so `verify` knows it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from asof import data, impose, output, pdf, register
from asof.briefing.definition import Briefing
from asof.dates import when_on
from asof.diagnostics import AsofError, Location, error, meant
from asof.form import Form
from asof.handouts.marks import MarkedPages, strips
from asof.handouts.own_pages import OwnPages, require_words
from asof.handouts.recipients import Recipient
from asof.language import Language
from asof.ledger import Ledger
from asof.nofollow import resolved
from asof.register import HandOut, NumberedCopy, Register
from asof.workspace import Workspace

AGAIN = "print it again by 'asof build', or take the issued PDF from where it is kept"
UNSIGNED = "hand out the signed PDF itself, or issue one that is not signed"
CHANGED = "these copies were numbered before, and this version of the program prints them otherwise"
OTHERS = "hand out those that are there, or number more for other recipients"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for: for whom, at which moment; and all in one file too, for a printer.

    `sides` is how that is printed: where on both, each copy begins on a sheet of its own.
    """

    recipients: Sequence[Recipient]
    moment: datetime
    sides: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A printed edition to be copied: its PDF, its record, its code where it was issued."""

    path: Path
    content: bytes
    record: Mapping[str, Any]
    briefing: Briefing
    code: str = ""

    @property
    def digest(self) -> str:
        """The digest of its PDF."""
        return sha256(self.content).hexdigest()

    @property
    def day(self) -> date:
        """The day that it is of."""
        return date.fromisoformat(self.record["as_of"])

    @property
    def form(self) -> Form:
        """The form that it is in."""
        return Form(*(self.record[name] for name in ("paper", "profile", "sides", "draft")))

    def handed_out(
        self, order: Order, moment: datetime, before: Sequence[HandOut], until: datetime | None
    ) -> HandOut:
        """Copies of it, numbered behind those before; what each is like is not known yet."""
        numbers = count(1 + max((copy.number for out in before for copy in out.copies), default=0))
        told = zip(numbers, order.recipients, strict=False)
        copies = tuple(NumberedCopy(n, "", to.name, to.organisation) for n, to in told)
        return HandOut(
            file=self.path.name,
            day=self.day,
            digest=self.digest,
            moment=moment,
            total=copies[-1].number,
            copies=copies,
            code=self.code,
            until=until,
        )

    def own_pages(self, workspace: Workspace, ledger: Ledger) -> OwnPages:
        """What prints pages of the program's own beside it."""
        lang = str(self.record["lang"])
        return OwnPages(
            workspace=workspace,
            ledger=ledger,
            tag=workspace.language_called(lang) or lang,
            day=self.day,
            known=date.fromisoformat(self.record["known"]),
            form=self.form,
            like=self.briefing,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """Copies as they are: their entry, whether it is new, and the files, the list of them last."""

    out: HandOut
    files: tuple[Path, ...]
    entered: bool


def number_copies(workspace: Workspace, path: Path, order: Order) -> Numbered:
    """Number copies of a printed edition, enter them, and put them beside it with the list.

    The same order again gives the same files, and enters nothing; another one goes on counting.
    Raises AsofError where the PDF is not as it was printed, or its pages have no room for a number.
    """
    impose.require_library("copies")
    ledger, briefings = data.read(workspace)
    entered = register.read_register(workspace, ledger.former)
    original = original_of(workspace, path, entered, briefings)
    until = embargo_end(original.briefing, workspace, order.moment)
    before = entered.copies_of(original.digest)
    same = next((out for out in before if _is_for(out, order.recipients, until)), None)
    moment = order.moment.astimezone(workspace.config.timezone).replace(microsecond=0)
    planned = same or original.handed_out(order, moment, before, until)
    press = Press(original, original.own_pages(workspace, ledger))
    require_words(press.pages.language)
    contents = press.copies(planned)
    out = with_digests(planned, contents)
    files = press.files(out, contents, order.sides)
    if same is None:
        register.add_copies(workspace, out, files)
    elif out != same:
        raise AsofError(error(Location(same.path), CHANGED, OTHERS))
    else:
        output.write_files(files, "PDF")
    return Numbered(out=out, files=tuple(files), entered=same is None)


def with_digests(out: HandOut, contents: Sequence[bytes]) -> HandOut:
    """Copies with the digest of each."""
    digests = (sha256(content).hexdigest() for content in contents)
    pairs = zip(out.copies, digests, strict=True)
    return replace(out, copies=tuple(replace(copy, digest=digest) for copy, digest in pairs))


def _is_for(out: HandOut, recipients: Sequence[Recipient], until: datetime | None) -> bool:
    """Whether copies were numbered for the same people, on the same side of an embargo."""
    who = [Recipient(copy.name, copy.organisation) for copy in out.copies]
    return who == list(recipients) and (out.until is None) == (until is None)


def embargo_end(briefing: Briefing, workspace: Workspace, moment: datetime) -> datetime | None:
    """When the embargo of a briefing ends; none where it has none, or it has lifted by a moment."""
    lifts = briefing.embargo and briefing.embargo.lifts(workspace.config.timezone)
    return lifts if lifts and moment < lifts else None


# ---- what copies are made of


def original_of(
    workspace: Workspace, path: Path, entered: Register, briefings: Mapping[str, Briefing]
) -> Original:
    """A printed edition, as the register or the record beside it vouches for it."""
    place, content = Location(str(path)), path.read_bytes()
    digest = sha256(content).hexdigest()
    issued = entered.with_digest(digest)
    record = issued.in_todays_names if issued else _beside(path, digest)
    if record is None:
        raise AsofError(error(place, "is no edition as it was printed", AGAIN))
    if issued and issued.withdrawal:
        day = workspace.day_of(issued.withdrawal.moment)
        raise AsofError(error(place, f"was withdrawn on {day}: no copies are made of it"))
    if issued and issued.signer:
        told = "is signed, and a number on its pages would break the signature"
        raise AsofError(error(place, told, UNSIGNED))
    name = str(record["briefing"])
    if name not in briefings:
        hint = meant(name, briefings) or "'asof list' shows them"
        raise AsofError(error(place, f"is of the briefing '{name}', which is not here", hint))
    code = issued.code if issued else ""
    return Original(path=path, content=content, record=record, briefing=briefings[name], code=code)


def _beside(path: Path, digest: str) -> Mapping[str, Any] | None:
    """The record beside a PDF, where it has the digest of that."""
    try:
        record = json.loads(path.with_suffix(".json").read_bytes())
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and record.get("digest") == digest else None


# ---- how they are printed


@dataclass(frozen=True, slots=True)
class Press:
    """Prints the copies of an edition, and the list of them."""

    original: Original
    pages: OwnPages

    def copies(self, out: HandOut) -> list[bytes]:
        """The copies, each with its number on every page, in the same margin."""
        language, content = self.pages.language, self.original.content
        words = [("copy", mark_words(copy, out, language)) for copy in out.copies]
        made, sizes = strips(self.pages, words), pdf.page_sizes(content)
        widest = max(range(len(words)), key=lambda n: made.ink[n].width)
        margin = self._with(widest, sizes).free_margin(made, str(self.original.path))
        return [
            impose.marked(content, made.content, self._with(n, sizes).places(margin, made, sizes))
            for n in range(len(words))
        ]

    def _with(self, number: int, sizes: Sequence[tuple[float, float]]) -> MarkedPages:
        return MarkedPages(self.original.content, [number] * len(sizes))

    def files(self, out: HandOut, contents: Sequence[bytes], sides: str) -> dict[Path, bytes]:
        """The copies under their names, all in one for a printer where asked for, and the list."""
        path, wide = self.original.path, max(2, len(str(out.copies[-1].number)))
        named = [f"copy-{copy.number:0{wide}}" for copy in out.copies]
        files = {_beside_it(path, n): each for n, each in zip(named, contents, strict=True)}
        numbers = f"{out.copies[0].number}-{out.copies[-1].number}"
        if sides:
            files[_beside_it(path, f"print-{numbers}")] = impose.one_print_file(contents, sides)
        return files | {_beside_it(path, f"copies-{numbers}"): self.listed(out)}

    def listed(self, out: HandOut) -> bytes:
        """The list of who has which copy, with room to sign."""
        language = self.pages.language
        word = "pre_release_access" if out.until else "copies_of"
        told = {
            "count": len(out.copies),
            "day": language.date(when_on(out.moment.date())),
            "code": out.code,
            "file": out.file,
            "copies": [asdict(copy) for copy in out.copies],
        }
        title = language.word(word, title=str(self.original.record["title"]))
        return self.pages.printed("copies", title, told)


def mark_words(copy: NumberedCopy, out: HandOut, language: Language) -> str:
    """What a copy says of itself on each page."""
    told = language.word("copy_of", number=str(copy.number), total=str(out.total))
    return f"{told} · {language.word('pre_release')}" if out.until else told


def _beside_it(path: Path, name: str) -> Path:
    """A file beside an edition's PDF, under its name and another."""
    return resolved(path.parent) / f"{path.stem}.{name}.pdf"
