"""What a site says of itself: `index.json` of its editions, for readers and for the next run.

Beside it `facts.json` has the record of each public fact, and `files.json` the digest of each file:
what stands there is ours. A file that a run was about to write has none until it is done, so what
an interrupted run left is written again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from asof.diagnostics import AsofError, Location, error
from asof.publish.gate import Handling
from asof.publish.site import SiteEdition, Withdrawn
from asof.record.strict_json import parse_json

INDEX, FACTS, FILES = "index.json", "facts.json", "files.json"
FORM = 1  # of these three files


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEdition:
    """An edition on the site, with what decides whether it stays, and what it is the same as.

    `content` is the digest of its words and figures; `others` has the digests of PDFs that say the
    same, and are not on the site.
    """

    edition: SiteEdition
    handling: Handling
    content: str
    others: tuple[str, ...] = ()

    @property
    def digests(self) -> tuple[str, ...]:
        """Those of all PDFs that say what it says."""
        return (*self.edition.pdfs.values(), *self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState:
    """A site as the last run has left it.

    `facts` and `sources` have, by language and key, the folder of the edition that tells it last,
    and its record; `made_by` is the digest of what else the files were made by: the program with
    the workspace, under no name, and each definition of a briefing.
    """

    entries: tuple[ListedEdition, ...] = ()
    facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    made_by: Mapping[str, str] = field(default_factory=dict)
    url: str = ""

    @property
    def editions(self) -> tuple[SiteEdition, ...]:
        """Its editions, each series in its order."""
        return tuple(sorted((e.edition for e in self.entries), key=place_on_site))


def place_on_site(edition: SiteEdition) -> tuple[Any, ...]:
    """The order of index.json: one series after another, each in its own order."""
    return (edition.series, edition.order)


# ---- written


def index_bytes(state: SiteState) -> bytes:
    """index.json: one edition a line."""
    ordered = sorted(state.entries, key=lambda entry: place_on_site(entry.edition))
    lines = [_line(_entry_record(each)) for each in ordered]
    return _object(asof=_line(FORM), url=_line(state.url), editions=_list(lines))


def facts_bytes(state: SiteState) -> bytes:
    """facts.json: one fact or source a line."""
    told = {"facts": state.facts, "sources": state.sources}
    parts = {name: _object(**_by_language(said)) for name, said in told.items()}
    return _object(asof=_line(FORM), **parts)


def files_bytes(state: SiteState) -> bytes:
    """files.json: one file a line, with its digest."""
    lines = {path: b'"%b"' % digest.encode() for path, digest in sorted(state.files.items())}
    return _object(asof=_line(FORM), made_by=_line(state.made_by), files=_object(**lines))


def _by_language(told: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
    return {
        lang: _object(**{key: _line(said) for key, said in sorted(each.items())})
        for lang, each in sorted(told.items())
    }


def _object(**members: bytes) -> bytes:
    """An object with a member a line."""
    parts = (b"%b: %b" % (quoted(name).encode(), said) for name, said in members.items())
    return b"{\n%b\n}" % b",\n".join(parts)


def _list(items: Iterable[bytes]) -> bytes:
    return b"[\n%b\n]" % b",\n".join(items)


quoted = json.encoder.encode_basestring
in_one_line = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode  # made once: it is slow


def _line(value: Any) -> bytes:
    return in_one_line(value).encode()


def _entry_record(entry: ListedEdition) -> dict[str, Any]:
    edition = entry.edition
    told = {
        "briefing": edition.briefing,
        "row": edition.row,
        "lang": edition.lang,
        "as_of": edition.day.isoformat(),
        "known": edition.known.isoformat(),
        "number": edition.number,
        "title": edition.title,
        "path": edition.folder,
        "pdfs": [[name, digest] for name, digest in edition.pdfs.items()],
        "pages": edition.pages,
        "published": edition.published.isoformat(timespec="minutes"),
        "issued": edition.issued.isoformat() if edition.issued else None,
        "code": edition.code,
        "reason": edition.reason,
        "rival": edition.rival,
        "withdrawn": _withdrawn_record(edition.withdrawn) if edition.withdrawn else None,
        "series": dict(edition.numbered),
        "handling": dict(entry.handling),
        "content": entry.content,
        "others": list(entry.others),
    }
    return {name: said for name, said in told.items() if said not in (None, "", [], {})}


def _withdrawn_record(taken: Withdrawn) -> dict[str, str]:
    return {"moment": taken.moment.isoformat(), "reason": taken.reason}


# ---- and read again


def read_state(index: bytes | None, facts: bytes | None, files: bytes | None) -> SiteState:
    """The state that the three files tell; raises AsofError where one of them is not ours.

    Without an index nothing was published yet; files may lie there of a run that was interrupted.
    """
    listed, told, known = (
        _read(name, content) for name, content in ((INDEX, index), (FACTS, facts), (FILES, files))
    )
    state = SiteState(files=known.get("files", {}), made_by=known.get("made_by", {}))
    if index is None:
        return state
    try:
        entries = tuple(_entry(each) for each in listed["editions"])
        said = {"facts": told.get("facts", {}), "sources": told.get("sources", {})}
        return replace(state, entries=entries, url=str(listed["url"]), **said)
    except (KeyError, TypeError, ValueError):
        raise _foreign(INDEX) from None


def _read(name: str, content: bytes | None) -> dict[str, Any]:
    if content is None:
        return {}
    try:
        said = parse_json(content)
        if said["asof"] == FORM:
            return dict(said)
    except (KeyError, TypeError, ValueError):
        pass
    raise _foreign(name)


def _foreign(name: str) -> AsofError:
    told = "is no file of a site that this asof published"
    return AsofError(error(Location(name), told, "publish into a folder of its own"))


def _entry(told: Mapping[str, Any]) -> ListedEdition:
    issued = told.get("issued")
    edition = SiteEdition(
        briefing=told["briefing"],
        row=told.get("row"),
        lang=told["lang"],
        day=date.fromisoformat(told["as_of"]),
        known=date.fromisoformat(told["known"]),
        number=told["number"],
        title=told["title"],
        pdfs=dict(told.get("pdfs", ())),
        pages=told.get("pages", 0),
        published=datetime.fromisoformat(told["published"]),
        issued=datetime.fromisoformat(issued) if issued else None,
        code=told.get("code", ""),
        reason=told.get("reason", ""),
        rival=told.get("rival", ""),
        withdrawn=_withdrawn(told["withdrawn"]) if "withdrawn" in told else None,
        numbered=told.get("series", {}),
    )
    return ListedEdition(
        edition=edition,
        handling=told.get("handling", {}),
        content=told.get("content", ""),
        others=tuple(told.get("others", ())),
    )


def _withdrawn(told: Mapping[str, str]) -> Withdrawn:
    return Withdrawn(datetime.fromisoformat(told["moment"]), told["reason"])
