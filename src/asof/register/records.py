"""The records of data/issued/: one file for each issued edition, one beside it if withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from asof.diagnostics import AsofError, Finding, Location, error
from asof.files import FileError
from asof.register.code import code_of
from asof.workspace import Workspace

FOLDER = "data/issued"
WITHDRAWN = ".withdrawn.json"
HINT = "take the file from the history of the repository; a record is never edited"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an issued edition was taken back: why, when, and by whom where that was said."""

    code: str
    reason: str
    moment: datetime
    by: str | None = None

    def record(self) -> dict[str, Any]:
        """The withdrawal as its file has it."""
        told = {"code": self.code, "reason": self.reason, "withdrawn": self.moment.isoformat()}
        return told | ({"by": self.by} if self.by else {})


@dataclass(frozen=True, slots=True)
class Issued:
    """One issued edition: its record, who approved it and when, and the digest of its PDF.

    `edition` is the record that the PDF carries; the code is made from it.
    """

    edition: Mapping[str, Any]
    approved_by: str
    moment: datetime
    digest: str
    withdrawal: Withdrawal | None = None
    checksum: str = ""
    place: Location = field(default=Location(""), compare=False, repr=False)

    @property
    def code(self) -> str:
        """The code that its pages print."""
        return str(self.edition["code"])

    @property
    def day(self) -> date:
        """The day that it is of."""
        return date.fromisoformat(self.edition["as_of"])

    @property
    def known(self) -> date:
        """The day up to which reports counted."""
        return date.fromisoformat(self.edition["known"])

    @property
    def release(self) -> int:
        """Its number among the releases for its day."""
        return int(self.edition["release"])

    @property
    def series(self) -> tuple[str, str, str]:
        """The briefing, its row and the language: editions of one series supersede each other."""
        return (self.edition["briefing"], str(self.edition["row"] or ""), self.edition["lang"])

    @property
    def order(self) -> tuple[date, int]:
        """Its place in its series."""
        return (self.day, self.release)

    @property
    def stands(self) -> bool:
        """Whether it has not been withdrawn."""
        return self.withdrawal is None

    @property
    def sound(self) -> bool:
        """Whether the record is the one that was entered, and its code the one that it makes."""
        whole = self.checksum in ("", _checksum(self.edition))
        return whole and self.place.path == self.path and _remade(self.edition) == self.code

    @property
    def path(self) -> str:
        """The path of its record in the workspace, with the code in the file's name."""
        edition = self.edition
        known = f".known-{edition['known']}" if edition["known"] != edition["as_of"] else ""
        row = f".{edition['row']}" if edition["row"] else ""
        name = f"{edition['briefing']}{row}.{edition['lang']}{known}.r{self.release}.{self.code}"
        return f"{FOLDER}/{edition['as_of']}/{name}.json"

    @property
    def called(self) -> str:
        """What people call it: iraq-status, 2021-01-18, en, r1."""
        briefing, row, lang = self.series
        parts = (briefing, row, self.edition["as_of"], lang, f"r{self.release}")
        return ", ".join(filter(None, parts))

    def record(self) -> dict[str, Any]:
        """The record as its file has it."""
        return {
            "code": self.code,
            "approved_by": self.approved_by,
            "issued": self.moment.isoformat(),
            "digest": self.digest,
            "edition": self.edition,
            "checksum": _checksum(self.edition),
        }


def _checksum(edition: Mapping[str, Any]) -> str:
    """The digest of a record, however its file is laid out."""
    return sha256(json.dumps(edition, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Register:
    """Every issued edition, in the order of their days, and what is wrong with the records."""

    issued: tuple[Issued, ...] = ()
    findings: tuple[Finding, ...] = ()

    def with_code(self, code: str) -> Issued | None:
        """The edition that prints a code."""
        return next((i for i in self.issued if i.code == code), None)

    def with_digest(self, digest: str) -> Issued | None:
        """The edition whose PDF has a digest."""
        return next((i for i in self.issued if i.digest == digest), None)

    def series(self, briefing: str, lang: str, row: str | None = None) -> tuple[Issued, ...]:
        """The editions of a briefing in a language that stand, the oldest day first."""
        wanted = (briefing, row or "", lang)
        return tuple(i for i in self.issued if i.series == wanted and i.stands)

    def last(
        self, briefing: str, lang: str, row: str | None = None, before: date | None = None
    ) -> Issued | None:
        """The last edition of a briefing in a language that stands, of a day before another."""
        found = self.series(briefing, lang, row)
        return next((i for i in reversed(found) if before is None or i.day < before), None)

    def releases(self, briefing: str, lang: str, row: str | None, day: date) -> tuple[Issued, ...]:
        """All releases for a day, withdrawn ones included: a number is given once."""
        wanted = (briefing, row or "", lang)
        return tuple(i for i in self.issued if i.series == wanted and i.day == day)

    def later(self, than: Issued) -> Issued | None:
        """The last edition that supersedes another."""
        found = [i for i in self.issued if i.series == than.series and i.stands]
        return next((i for i in reversed(found) if i.order > than.order), None)

    def rivals(self, of: Issued) -> tuple[Issued, ...]:
        """Other editions that were given the same number for the same day."""
        same = (i for i in self.issued if (i.series, i.order) == (of.series, of.order))
        return tuple(i for i in same if i.code != of.code and i.stands)

    def spoilt(self, code: str) -> Finding | None:
        """What is wrong with the record of a code, where its file cannot be used."""
        return next((f for f in self.findings if f.place and f".{code}." in f.place.path), None)


# ---- reading


def read_register(workspace: Workspace) -> Register:
    """The register of a workspace; a record that cannot be used is told, and left out."""
    records: list[Issued] = []
    withdrawals: dict[str, Withdrawal] = {}
    wrong: list[Finding] = []
    for name in workspace.files.below(FOLDER, ".json"):
        try:
            raw = json.loads(workspace.files.read(name).content)
            if name.endswith(WITHDRAWN):
                withdrawals[name.removesuffix(WITHDRAWN)] = _withdrawal(raw)
            else:
                records.append(_issued(raw, Location(name)))
        except FileError as problem:
            wrong.extend(problem.findings)
        except (ValueError, KeyError, TypeError, RecursionError):
            what = "withdrawal" if name.endswith(WITHDRAWN) else "issued edition"
            wrong.append(error(Location(name), f"is no record of an {what}", HINT, "register"))
    issued = tuple(sorted((_marked(i, withdrawals) for i in records), key=_place_in_order))
    told = (*wrong, *_unsound(issued), *_twice(issued), *_astray(withdrawals, issued))
    return Register(issued, told)


def _issued(raw: Mapping[str, Any], place: Location) -> Issued:
    """A record from its file; raises KeyError, TypeError or ValueError where it is none."""
    moment = datetime.fromisoformat(raw["issued"])
    found = Issued(
        raw["edition"],
        str(raw["approved_by"]),
        moment,
        str(raw["digest"]),
        checksum=str(raw["checksum"]),
        place=place,
    )
    used = (found.order, found.series, found.known, found.path, raw["code"])
    if not all(used) or raw["code"] != found.code:
        raise ValueError(raw["code"])
    return found


def _withdrawal(raw: Mapping[str, Any]) -> Withdrawal:
    moment = datetime.fromisoformat(raw["withdrawn"])
    return Withdrawal(str(raw["code"]), str(raw["reason"]), moment, raw.get("by"))


def _marked(issued: Issued, withdrawals: Mapping[str, Withdrawal]) -> Issued:
    """An edition with its withdrawal."""
    found = withdrawals.get(issued.place.path.removesuffix(".json"))
    return replace(issued, withdrawal=found) if found else issued


def _place_in_order(issued: Issued) -> tuple[object, ...]:
    return (issued.series, issued.order, issued.moment, issued.code)


def _remade(edition: Mapping[str, Any]) -> str | None:
    """The code that a record makes; None where it lacks what a code is made from."""
    try:
        return code_of(edition)
    except (KeyError, TypeError, ValueError):
        return None


# ---- what is wrong


def _unsound(issued: Iterable[Issued]) -> Iterator[Finding]:
    """Records that were edited or renamed."""
    for each in issued:
        if not each.sound:
            told = f"the record of {each.code} is not what was issued"
            yield error(each.place, told, HINT, "altered-record")


def _twice(issued: Iterable[Issued]) -> Iterator[Finding]:
    """One number given to two editions: two branches that issued the same day were merged."""
    for _, group in groupby(issued, key=lambda i: (i.series, i.order)):
        same = [i for i in group if i.stands]
        for first, second in pairwise(same):
            told = f"{second.called} was issued twice: as {first.code} and as {second.code}"
            hint = "withdraw one with 'asof issue --withdraw CODE', or issue the day again"
            yield error(second.place, told, hint, "issued-twice")


def _astray(withdrawals: Mapping[str, Withdrawal], issued: Iterable[Issued]) -> Iterator[Finding]:
    """Withdrawals of nothing: their edition's record is gone or has another name."""
    known = {i.place.path.removesuffix(".json") for i in issued}
    for name, each in withdrawals.items():
        if name not in known:
            told = f"withdraws {each.code}, but its record is not beside it"
            yield error(Location(f"{name}{WITHDRAWN}"), told, HINT, "register")


# ---- adding


def add_record(workspace: Workspace, issued: Issued) -> Issued:
    """Enter an edition, as a file of its own; raises AsofError where it is entered already."""
    place = Location(issued.path)
    _write_new(workspace.root / issued.path, issued.record(), place)
    return replace(issued, place=place)


def mark_withdrawn(workspace: Workspace, issued: Issued, withdrawal: Withdrawal) -> Issued:
    """Add beside a record that its edition is withdrawn; raises AsofError if it is already."""
    path = f"{issued.place.path.removesuffix('.json')}{WITHDRAWN}"
    _write_new(workspace.root / path, withdrawal.record(), Location(path))
    return replace(issued, withdrawal=withdrawal)


def _write_new(path: Path, record: Mapping[str, Any], place: Location) -> None:
    """Write a file that is not there yet: what is there is never written over."""
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(text.encode())
    except FileExistsError:
        raise AsofError(error(place, "is in the register already", rule="register")) from None
    except OSError as problem:
        reason = (problem.strerror or "no reason given").lower()
        raise AsofError(error(place, f"cannot be written: {reason}", rule="register")) from None
