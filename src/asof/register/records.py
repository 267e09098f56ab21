"""The entries of the register: issued editions, withdrawals of them, and copies handed out.

Each is a file of its own, with a digest over all that it says, the digests of the entries before it
included: none can be changed, removed or moved without the next one telling. Two branches that
were merged are two entries with the same one before; the next entry names both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from asof.diagnostics import Finding, Location
from asof.ledger.former_names import UNCHANGED, FormerNames
from asof.record.todays_names import in_todays_names
from asof.register.code import code_of

FOLDER = "data/issued"
WITHDRAWN = ".withdrawn.json"
HANDED_OUT = re.compile(r"\.copies-[0-9]+-[0-9]+\.json$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That an issued edition was taken back: why, when, and by whom where that was said."""

    code: str
    reason: str
    moment: datetime
    by: str | None = None
    before: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """The withdrawal as its file has it."""
        return signed_entry(
            {
                "code": self.code,
                "reason": self.reason,
                "withdrawn": self.moment.isoformat(),
                "by": self.by,
                "before": list(self.before),
            }
        )


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature an issued PDF has: their name, and the SHA-256 of their certificate."""

    by: str
    certificate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """One issued edition: its record, who approved it and when, and the digest of its PDF.

    `edition` is the record that the PDF carries; the code is made from it. `correction` is what it
    corrects of earlier ones, in its editor's words and its language, where it corrects something.
    `signer` is whose signature the PDF has, where it has one. `before` has the digests of the
    entries before it, `whole` is whether its file says what was entered, and `names` is what was
    renamed since; `lang` is its language by the short tag that the workspace has for it today.
    """

    edition: Mapping[str, Any]
    approved_by: str
    moment: datetime
    digest: str
    correction: str = ""
    signer: Signer | None = None
    before: tuple[str, ...] = ()
    withdrawal: Withdrawal | None = None
    whole: bool = True
    names: FormerNames = field(default=UNCHANGED, compare=False, repr=False)
    lang: str = field(default="", compare=False, repr=False)
    place: Location = field(default=Location(""), compare=False, repr=False)

    @property
    def in_todays_names(self) -> Mapping[str, Any]:
        """The record by the names that its briefing, facts and sources have today."""
        return in_todays_names(self.edition, self.names)

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
        briefing = self.names.briefing(self.edition["briefing"])
        return (briefing, str(self.edition["row"] or ""), self.lang or self.edition["lang"])

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
        return self.whole and self.place.path == self.path and _remade(self.edition) == self.code

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
        row, lang = self.series[1:]
        parts = (self.edition["briefing"], row, self.edition["as_of"], lang, f"r{self.release}")
        return ", ".join(filter(None, parts))

    def record(self) -> dict[str, Any]:
        """The record as its file has it."""
        return signed_entry(
            {
                "code": self.code,
                "approved_by": self.approved_by,
                "issued": self.moment.isoformat(),
                "digest": self.digest,
                "edition": self.edition,
                "before": list(self.before),
            }
            | ({"correction": self.correction} if self.correction else {})
            | ({"signer": asdict(self.signer)} if self.signer else {})
        )


@dataclass(frozen=True, slots=True)
class NumberedCopy:
    """One copy of an edition: its number, the digest of its PDF, and whose it is, if anybody's."""

    number: int
    digest: str
    name: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOut:
    """That copies of an edition were numbered: of which PDF, when, and for whom.

    `file` is the name of that PDF, `digest` that of its bytes, and `code` its code where it was
    issued. `until` is the end of its embargo, where it had not come: then they are pre-release.
    `total` is how many copies of it there were by then.
    """

    file: str
    day: date
    digest: str
    moment: datetime
    total: int
    copies: tuple[NumberedCopy, ...]
    code: str = ""
    until: datetime | None = None
    before: tuple[str, ...] = ()
    whole: bool = True

    @property
    def path(self) -> str:
        """The path of its file in the workspace."""
        stem = self.file.removesuffix(".pdf")
        name = stem if self.code else f"{stem}.{self.digest[:8]}"
        numbers = f"{self.copies[0].number}-{self.copies[-1].number}"
        return f"{FOLDER}/{self.day}/{name}.copies-{numbers}.json"

    def record(self) -> dict[str, Any]:
        """The hand-out as its file has it."""
        return signed_entry(
            {
                "code": self.code,
                "file": self.file,
                "as_of": self.day.isoformat(),
                "digest": self.digest,
                "numbered": self.moment.isoformat(),
                "until": self.until.isoformat() if self.until else None,
                "total": self.total,
                "copies": [asdict(each) for each in self.copies],
                "before": list(self.before),
            }
        )


def signed_entry(said: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says, with the digest over it."""
    return {**said, "entry": entry_digest(said)}


def entry_digest(record: Mapping[str, Any]) -> str:
    """The digest over all that an entry says, however its file is laid out."""
    said = {name: value for name, value in record.items() if name != "entry"}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _remade(edition: Mapping[str, Any]) -> str | None:
    """The code that a record makes; None where it lacks what a code is made from."""
    try:
        return code_of(edition)
    except (KeyError, TypeError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Register:
    """Every issued edition, in the order of their days, and what is wrong with the records.

    `handed_out` is the copies that were numbered, the first numbers of an edition first.
    `tips` has the digests of the entries that no other names as before it; `lacking` is whether
    entries are gone, so that nobody can tell what they said of the others.
    """

    issued: tuple[Issued, ...] = ()
    tips: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    lacking: bool = False
    handed_out: tuple[HandOut, ...] = ()

    def with_code(self, code: str) -> Issued | None:
        """The edition that prints a code."""
        return next((i for i in self.issued if i.code == code), None)

    def with_digest(self, digest: str) -> Issued | None:
        """The edition whose PDF has a digest."""
        return next((i for i in self.issued if i.digest == digest), None)

    def copies_of(self, digest: str) -> tuple[HandOut, ...]:
        """The copies that were numbered of a PDF, by its digest."""
        return tuple(each for each in self.handed_out if each.digest == digest)

    def copy_with(self, digest: str) -> tuple[HandOut, NumberedCopy] | None:
        """The numbered copy whose PDF has a digest, and those that it was numbered with."""
        copies = ((out, copy) for out in self.handed_out for copy in out.copies)
        return next((each for each in copies if each[1].digest == digest), None)

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

    def successors(self, of: Issued) -> tuple[Issued, ...]:
        """What took the place of an edition: later releases for its day, and the next day's first.

        Those of days after that took the place of others.
        """
        found = [i for i in self.issued if i.series == of.series and i.stands]
        later = [i for i in found if i.order > of.order]
        other_days = [i for i in later if i.day > of.day]
        return tuple(i for i in later if i.day == of.day or i is other_days[0])

    def rivals(self, of: Issued) -> tuple[Issued, ...]:
        """Other editions that were given the same number for the same day."""
        same = (i for i in self.issued if (i.series, i.order) == (of.series, of.order))
        return tuple(i for i in same if i.code != of.code and i.stands)

    def spoilt(self, code: str) -> Finding | None:
        """What is wrong with the record of a code, where its file cannot be used."""
        return next((f for f in self.findings if f.place and f".{code}." in f.place.path), None)
