"""Reads the register, and tells what was changed, removed, hidden or moved in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Any

from asof.diagnostics import Finding, Location, error
from asof.files import FileError
from asof.ledger.former_names import UNCHANGED, FormerNames
from asof.record.strict_json import parse_json
from asof.register.records import (
    FOLDER,
    HANDED_OUT,
    WITHDRAWN,
    HandOut,
    Issued,
    NumberedCopy,
    Register,
    Signer,
    Withdrawal,
    entry_digest,
)
from asof.workspace import Workspace

TIPS = f"{FOLDER}/last/"  # a file for each entry that no other names as before it
HINT = "take the file from the history of the repository; a record is never edited"
FINISH = "delete it where its release failed; else take what is gone from the repository's history"
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EntryFile:
    """The file of an entry, by the digest that it states."""

    name: str
    digest: str
    record: Record

    @property
    def whole(self) -> bool:
        """Whether it says what it was entered with."""
        return self.digest == entry_digest(self.record)

    @property
    def before(self) -> list[str]:
        """The digests of the entries before it."""
        return [str(digest) for digest in self.record["before"]]

    @property
    def content(self) -> Issued | Withdrawal | HandOut:
        """What was entered; raises KeyError, TypeError or ValueError where it is none of these."""
        if HANDED_OUT.search(self.name):
            return _handed_out(self)
        made = _withdrawal if self.name.endswith(WITHDRAWN) else _issued
        return made(self)


def mark_name(digest: str) -> str:
    """The name of the file that marks an entry as a last one."""
    return f"{TIPS}{digest[:16]}.json"


def read_register(workspace: Workspace, names: FormerNames = UNCHANGED) -> Register:
    """The register of a workspace; an entry that cannot be used is told, and left out.

    What was issued under a former name is one series with what is under that of today.
    """
    wrong: list[Finding] = []
    files = list(_files(workspace, wrong))
    tips = {str(record["entry"]): name for name, record in files if name.startswith(TIPS)}
    entries = [_entry(*each) for each in files if not each[0].startswith(TIPS)]
    lost = tuple(_lost(tips, entries))
    reached = {e.digest for e in entries} if lost else _reached(tips, entries)
    content = [(entry, entry.content) for entry in entries if entry.digest in reached]
    withdrawals = {
        e.name.removesuffix(WITHDRAWN): w for e, w in content if isinstance(w, Withdrawal)
    }
    read = (
        replace(each, names=names, lang=_lang(each, workspace))
        for _, each in content
        if isinstance(each, Issued)
    )
    issued = [_marked(each, withdrawals) for each in read]
    ordered = tuple(sorted(issued, key=_place_in_order))
    told = (
        *wrong,
        *lost,
        *_changed(content),
        *_unentered(entries, reached),
        *_twice(ordered),
        *_astray(withdrawals, ordered),
    )
    handed_out = (each for _, each in content if isinstance(each, HandOut))
    return Register(
        ordered,
        _without_successor(tips, content),
        told,
        lacking=bool(lost),
        handed_out=tuple(sorted(handed_out, key=lambda out: (out.file, out.copies[0].number))),
    )


def _lang(issued: Issued, workspace: Workspace) -> str:
    """The short tag that a workspace has for the language of an edition today."""
    lang = str(issued.edition["lang"])
    called = workspace.language_called(lang)
    return workspace.short(called) if called else lang


def _files(workspace: Workspace, wrong: list[Finding]) -> Iterator[tuple[str, Record]]:
    """The files of the register and what each holds; those that cannot be read are told."""
    for name in workspace.files.below(FOLDER, ".json"):
        try:
            record = parse_json(workspace.files.read(name).content)
            _used(_entry(name, record))
            yield name, record
        except FileError as problem:
            wrong.extend(problem.findings)
        except (ValueError, KeyError, TypeError):
            wrong.append(error(Location(name), f"is no {_sort(name)}", HINT, "register"))


def _sort(name: str) -> str:
    """What a file of the register is to be."""
    if name.startswith(TIPS):
        return "mark of a last entry"
    if HANDED_OUT.search(name):
        return "record of copies"
    return f"record of {'a withdrawal' if name.endswith(WITHDRAWN) else 'an issued edition'}"


def _entry(name: str, record: Record) -> EntryFile:
    return EntryFile(name, str(record["entry"]), record)


def _used(entry: EntryFile) -> None:
    """Raise KeyError, TypeError or ValueError where an entry lacks what is asked of it later."""
    if entry.name.startswith(TIPS):
        if entry.name != mark_name(entry.digest):
            raise ValueError(entry.digest)
        return
    _typed(entry.record, {"code": str, "before": list, "entry": str})
    content = entry.content
    if isinstance(content, Issued):
        _typed(entry.record, {"approved_by": str, "digest": str, "edition": dict})
        _typed(content.edition, OF_EDITION)
        _typed(entry.record.get("signer", NOBODY), OF_SIGNER)
        _typed({"correction": content.correction}, {"correction": str})
        used = (content.order, content.series, content.known, content.path)
        if not all(used) or entry.record["code"] != content.code:
            raise ValueError(entry.record["code"])
    elif isinstance(content, HandOut):
        _typed(entry.record, {"file": str, "digest": str, "total": int})
        for copy in content.copies:
            _typed(asdict(copy), OF_COPY)
        if not content.copies:
            raise ValueError(entry.name)
    else:
        _typed(entry.record, {"reason": str, "by": str | None})


OF_COPY: Mapping[str, Any] = {"number": int, "digest": str, "name": str, "organisation": str}
NOBODY: Mapping[str, Any] = {"by": "", "certificate": ""}
OF_SIGNER: Mapping[str, Any] = dict.fromkeys(NOBODY, str)
OF_EDITION: Mapping[str, Any] = {
    **dict.fromkeys(("briefing", "lang", "code", "as_of", "known"), str),
    "row": str | None,
    "release": int,
}


def _typed(record: Record, types: Mapping[str, Any]) -> None:
    """Raise KeyError or TypeError where a record has not what it must have."""
    for name, type_ in types.items():
        if not isinstance(record[name], type_):
            raise TypeError(name)


def _issued(entry: EntryFile) -> Issued:
    raw = entry.record
    return Issued(
        edition=raw["edition"],
        approved_by=raw["approved_by"],
        moment=datetime.fromisoformat(raw["issued"]),
        digest=raw["digest"],
        correction=raw.get("correction", ""),
        signer=Signer(**raw["signer"]) if "signer" in raw else None,
        before=tuple(entry.before),
        whole=entry.whole,
        place=Location(entry.name),
    )


def _withdrawal(entry: EntryFile) -> Withdrawal:
    raw = entry.record
    return Withdrawal(
        code=raw["code"],
        reason=raw["reason"],
        moment=datetime.fromisoformat(raw["withdrawn"]),
        by=raw["by"],
        before=tuple(entry.before),
    )


def _handed_out(entry: EntryFile) -> HandOut:
    raw = entry.record
    return HandOut(
        code=raw["code"],
        file=raw["file"],
        day=date.fromisoformat(raw["as_of"]),
        digest=raw["digest"],
        moment=datetime.fromisoformat(raw["numbered"]),
        until=datetime.fromisoformat(raw["until"]) if raw["until"] else None,
        total=raw["total"],
        copies=tuple(NumberedCopy(**each) for each in raw["copies"]),
        before=tuple(entry.before),
        whole=entry.whole,
    )


def _marked(issued: Issued, withdrawals: Mapping[str, Withdrawal]) -> Issued:
    """An edition with its withdrawal."""
    found = withdrawals.get(issued.place.path.removesuffix(".json"))
    return replace(issued, withdrawal=found) if found else issued


def _place_in_order(issued: Issued) -> tuple[object, ...]:
    return (issued.series, issued.order, issued.moment, issued.code)


# ---- the chain


def _reached(tips: Iterable[str], entries: Iterable[EntryFile]) -> set[str]:
    """The digests of the entries that the last ones stand on, and of those themselves."""
    before = {entry.digest: entry.before for entry in entries}
    reached, asked = set[str](), list(tips)
    while asked:
        digest = asked.pop()
        if digest not in reached:
            reached.add(digest)
            asked += before.get(digest, [])
    return reached


def _without_successor(
    tips: Iterable[str], content: Iterable[tuple[EntryFile, Any]]
) -> tuple[str, ...]:
    """The last entries: a mark may be left of one that another follows by now."""
    followed = {digest for entry, _ in content for digest in entry.before}
    return tuple(sorted(set(tips) - followed))


# ---- what is wrong


def _lost(tips: Mapping[str, str], entries: Iterable[EntryFile]) -> Iterator[Finding]:
    """Entries that are named and not there: they were removed, or changed with their digest."""
    there = {entry.digest for entry in entries}
    for digest, name in tips.items():
        if digest not in there:
            yield error(Location(name), "the last entry of the register is gone", HINT, "register")
    for entry in entries:
        if not there.issuperset(entry.before):
            told = "an entry of the register before this one is gone"
            yield error(Location(entry.name), told, HINT, "register")


def _changed(
    content: Iterable[tuple[EntryFile, Issued | Withdrawal | HandOut]],
) -> Iterator[Finding]:
    """Entries that were edited or renamed."""
    for entry, held in content:
        moved = isinstance(held, HandOut) and held.path != entry.name
        if moved or not (held.sound if isinstance(held, Issued) else entry.whole):
            what = f"copies of {held.file}" if isinstance(held, HandOut) else held.code
            told = f"the record of {what} is not what was entered"
            yield error(Location(entry.name), told, HINT, "altered-record")


def _unentered(entries: Iterable[EntryFile], reached: set[str]) -> Iterator[Finding]:
    """Records that neither an entry nor a mark names: of a failed release, or cut off."""
    for entry in entries:
        if entry.digest not in reached:
            yield error(
                Location(entry.name), "is not entered in the register", FINISH, "not-entered"
            )


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
