"""A port whose notes are released."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from asof import data, release
from asof.cli import main
from asof.jobs import Request
from asof.pdf.proof.text_check import pdf_text
from asof.register import Issued
from asof.release import Approval, Trust, Verdict
from asof.workspace import find_workspace

TODAY = date(2021, 4, 1)
DAY = date(2021, 1, 18)
APPROVAL = Approval("A. Editor, head of desk", datetime(2021, 4, 1, 15, 30, tzinfo=UTC))
WORDS = {"en-CA": "The berths were counted as ships.", "fr-CA": "Les postes étaient comptés."}
CORRECTED = replace(APPROVAL, corrections=WORDS)

FILES = {
    "asof.yaml": """\
title: {en: Port notes, fr: Notes du port}
languages: [en-CA, fr-CA]
timezone: America/Toronto
url: https://port.example.org/notes
""",
    "data/sources.yaml": """\
log: {title: Log, publisher: Harbour, published: 2021-01-18}
later: {title: Later log, publisher: Harbour, published: 2021-02-01}
erratum: {title: Erratum, publisher: Harbour, published: 2021-03-01}
""",
    "data/facts/port.yaml": """\
ships:
  label: {en: ships in port, fr: navires au port}
  unit: {en: ships, fr: navires}
  observations:
    - {value: about 100, on: 2021-01-18, source: log}
berths:
  label: {en: berths, fr: postes}
  observations:
    - {value: 12, on: 2021-01-18, source: log}
""",
    "data/briefings/note.yaml": """\
title: {en: The port, fr: Le port}
as_of: 2021-01-18
body:
  - heading: {en: Ships, fr: Navires}
  - points:
      - en: "There are {{ port.ships.counted }} at {{ port.berths }} berths."
        fr: "Il y a {{ port.ships.counted }} à {{ port.berths }} postes."
""",
}
CORRECTION = "    - {value: about 80, on: 2021-01-18, source: erratum}\n"
UPDATE = "    - {value: about 120, on: 2021-02-01, source: later}\n"


@dataclass(frozen=True)
class Port:
    """A workspace to release from."""

    root: Path

    def change(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def report(self, line: str) -> None:
        """Add a line about the ships."""
        self.change("data/facts/port.yaml", "berths:\n", f"{line}berths:\n")

    def issue(self, lang: str = "en", **asked: Any) -> Issued:
        """The edition issued in one language."""
        (issued,) = self.issue_all(languages=(lang,), **asked)
        return issued

    def issue_corrected(self, lang: str = "en", **asked: Any) -> Issued:
        """The edition that corrects another, issued in one language."""
        (issued,) = self.issue_all(CORRECTED, languages=(lang,), **asked)
        return issued

    def issue_all(self, approval: Approval = APPROVAL, **asked: Any) -> tuple[Issued, ...]:
        return release.issue(
            find_workspace(self.root), Request(TODAY, briefings=("note",), **asked), approval
        )

    def pdf(self, issued: Issued) -> bytes:
        path: str = issued.edition["path"]
        return (self.root / "build" / path).read_bytes()

    def verify(self, asked: str | bytes, today: date = TODAY, **trusted: Any) -> Verdict:
        workspace = find_workspace(self.root)
        return release.verify(workspace, data.read(workspace)[0], asked, today, Trust(**trusted))

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, ["--workspace", str(self.root), *words])

    def entries(self) -> dict[str, str]:
        """The files of the register, by their digests."""
        found = sorted((self.root / "data/issued").glob("2*/*.json"))
        return {p.name: sha256(p.read_bytes()).hexdigest() for p in found}


def port_in(folder: Path) -> Port:
    """A port in an empty folder."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return Port(folder)


def lines(content: bytes) -> str:
    """The text of a PDF, on one line."""
    return " ".join(pdf_text(content).split())
