"""Hold every briefing against PDF/UA-1: each language and each paper, by veraPDF.

Pages broken on purpose are among them, and must fail: a validator that passes everything proves
nothing. `make conformance` runs this from the top of the repository.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from breaks import broken

ROOT = Path(__file__).parents[1]
JAR = ROOT / ".stamps/verapdf/greenfield-apps.jar"
PINNED = ROOT / "conformance/verapdf.sha256"
PAPERS = ("letter", "a4")
STANDARD = "PDF/UA-1"


@dataclass(frozen=True)
class Fault:
    """A clause that a page fails: which, what it says, and how often."""

    clause: str
    words: str
    times: int

    def __str__(self) -> str:
        return f"{STANDARD} {self.clause}: {self.words} ({self.times}×)"


def main() -> int:
    """Print, break, validate, and tell; 1 when a page is not as it must be."""
    if sha256(JAR.read_bytes()).hexdigest() != PINNED.read_text().split()[0]:
        return tell([f"{JAR.relative_to(ROOT)} is not what {PINNED.relative_to(ROOT)} says"])
    with TemporaryDirectory() as place:
        folder = Path(place)
        pages = printed(folder)
        spoiled = dict(broken(pages, folder))
        faults = validated([*pages, *spoiled], folder)
        wrong = [*failed(pages, faults, folder), *missed(spoiled, faults)]
    told = f"{len(pages)} briefings pass {STANDARD}; {len(spoiled)} broken on purpose fail it"
    return tell(wrong) if wrong else print(told) or 0


def tell(lines: Iterable[str]) -> int:
    """Complain."""
    print("\n".join(lines), file=sys.stderr)
    return 1


def printed(folder: Path) -> list[Path]:
    """A fresh build of the publication, on each paper; raises when the papers differ."""
    command = [str(Path(sys.executable).parent / "asof"), "build", "--out", str(folder)]
    for paper in PAPERS:
        subprocess.run([*command, "--paper", paper], cwd=ROOT, check=True)
    pages = sorted(folder.rglob("*.pdf"))
    papers = Counter("a4" if ".a4." in page.name else "letter" for page in pages)
    if len(papers) != len(PAPERS) or len(set(papers.values())) != 1:
        raise LookupError(f"not the same briefings on each paper: {dict(papers)}")
    return pages


def validated(pages: Iterable[Path], home: Path) -> dict[Path, list[Fault]]:
    """The faults of each page; a page that veraPDF has no answer for is left out."""
    java = ["java", "-Djava.awt.headless=true", f"-Duser.home={home}", "-cp", str(JAR)]
    asked = ["org.verapdf.apps.GreenfieldCliWrapper", "--flavour", "ua1", "--format", "json"]
    done = subprocess.run(
        [*java, *asked, *map(str, pages)], check=False, capture_output=True, text=True
    )
    sys.stderr.write(done.stderr)
    jobs = json.loads(done.stdout)["report"]["jobs"]
    return {Path(job["itemDetails"]["name"]): found(job) for job in jobs if answered(job)}


def answered(job: Mapping[str, Any]) -> bool:
    """Whether a page was read to its end."""
    return [r["jobEndStatus"] for r in job.get("validationResult", [])] == ["normal"]


def found(job: Mapping[str, Any]) -> list[Fault]:
    """What veraPDF found on a page."""
    rules = job["validationResult"][0]["details"]["ruleSummaries"]
    return [Fault(r["clause"], r["description"], r["failedChecks"]) for r in rules]


def failed(pages: Iterable[Path], faults: Mapping[Path, list[Fault]], top: Path) -> list[str]:
    """What is wrong with the pages that must pass."""
    unread = ["veraPDF could not read it"]
    return [f"{p.relative_to(top)}: {fault}" for p in pages for fault in faults.get(p, unread)]


def missed(spoiled: Mapping[Path, str], faults: Mapping[Path, list[Fault]]) -> list[str]:
    """The broken pages that do not fail for the clause that they break."""
    seen = {page: {fault.clause for fault in faults.get(page, [])} for page in spoiled}
    return [
        f"{page.name}: broken against {clause} on purpose, and not found out"
        for page, clause in spoiled.items()
        if clause not in seen[page]
    ]


if __name__ == "__main__":
    sys.exit(main())
