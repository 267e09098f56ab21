"""The editions that lie in build/: each a PDF with its record, which the PDF carries too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from asof.diagnostics import AsofError, Location, error
from asof.nofollow import content_of, contents_of, folder_names
from asof.pdf.attachments import enclosed
from asof.record.strict_json import parse_json

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DIGEST = re.compile(rb'^"digest": "([0-9a-f]{64})",?$', re.MULTILINE)  # a line, as we write records
NEEDED = {
    *("briefing", "row", "as_of", "known", "lang", "paper", "profile", "sides", "draft"),
    *("title", "pages", "facts", "prints", "sources", "inputs", "digest"),
}


LARGE = {"facts", "prints", "sources", "inputs", "changes"}  # of a record, for each of thousands


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltEdition:
    """A PDF in build/, and what its record says of which edition it is."""

    path: Path
    said: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """The digest that its record has of it."""
        return str(self.said["digest"])

    @property
    def place(self) -> Location:
        """Where it lies, for who reads of it."""
        return Location(str(self.path))

    @property
    def again(self) -> str:
        """The command that prints it anew, as its briefing is by now."""
        record, known = self.said, ""
        if record["known"] != record["as_of"]:
            known = f" --known {record['known']}"
        name = "-".join(filter(None, (record["briefing"], record["row"])))
        form = f" --profile {record['profile']}" if record["profile"] != "standard" else ""
        return f"asof build {name} --as-of {record['as_of']}{known}{form}"

    def opened(self) -> tuple[Mapping[str, Any], bytes]:
        """Its record and its bytes; raises AsofError where one is not that of the other."""
        content = content_of(self.path) or b""
        if sha256(content).hexdigest() != self.digest:
            raise self._refused("is not the PDF that the record beside it is of")
        record = {**enclosed(content), "digest": self.digest}
        if record != _parsed(content_of(self.path.with_suffix(".json")) or b""):
            raise self._refused("carries another record than the one beside it")
        return record, content

    def _refused(self, told: str) -> AsofError:
        return AsofError(error(self.place, told, f"'{self.again}' prints both anew"))


def built_editions(out: Path, known: frozenset[str]) -> Iterator[BuiltEdition]:
    """The editions in a folder, drafts left out, and those whose digest is known already."""
    for day in sorted(filter(DAY.fullmatch, folder_names(out))):
        names = sorted(name for name in folder_names(out / day) if name.endswith(".json"))
        for name, content in contents_of(out / day, names):
            found = _edition(out / day / name, content, known)
            if found:
                yield found


def _edition(path: Path, content: bytes, known: frozenset[str]) -> BuiltEdition | None:
    stated = DIGEST.search(content)
    if stated is None or stated[1].decode() in known:
        return None
    record = _parsed(content)
    if not (isinstance(record, dict) and record.keys() >= NEEDED) or record["draft"]:
        return None
    said = {name: value for name, value in record.items() if name not in LARGE}
    return BuiltEdition(path=path.with_suffix(".pdf"), said=said)


def _parsed(content: bytes) -> Any:
    """What a record says; nothing where it is none."""
    try:
        return parse_json(content)
    except ValueError:
        return None
