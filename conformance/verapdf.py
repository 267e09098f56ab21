"""Ask veraPDF which standards a page keeps, and where it does not."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
JAR = ROOT / ".stamps/verapdf/greenfield-apps.jar"
PINNED = ROOT / "conformance/verapdf.sha256"

PROFILES = {
    "PDF/A-3A validation profile": "a-3a",
    "PDF/UA-1 validation profile": "ua-1",
}
FLAVOURS = {"a-3a": "3a", "ua-1": "ua1", "as claimed": "0"}


@dataclass(frozen=True)
class Fault:
    """A clause that a page fails: which, what it says, and how often."""

    standard: str
    clause: str
    words: str
    times: int

    def __str__(self) -> str:
        return f"{self.standard} {self.clause}: {self.words} ({self.times}×)"


Answer = dict[str, list[Fault]]  # the faults by the standard that a page was held against


def check_pin() -> None:
    """Raise when the validator is not the one that is pinned."""
    if sha256(JAR.read_bytes()).hexdigest() != PINNED.read_text().split()[0]:
        told = f"{JAR.relative_to(ROOT)} is not what {PINNED.relative_to(ROOT)} says"
        raise LookupError(told)


def validated(
    pages: Iterable[Path], home: Path, standard: str = "as claimed"
) -> dict[Path, Answer]:
    """What each page answers to; one that veraPDF cannot read to its end is left out."""
    java = ["java", "-Djava.awt.headless=true", f"-Duser.home={home}", "-cp", str(JAR)]
    asked = ["org.verapdf.apps.GreenfieldCliWrapper", "--flavour", FLAVOURS[standard]]
    command = [*java, *asked, "--format", "json", *map(str, pages)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    sys.stderr.write(done.stderr)
    jobs = json.loads(done.stdout)["report"]["jobs"]
    return {Path(job["itemDetails"]["name"]): dict(answered(job)) for job in jobs}


def answered(job: Mapping[str, Any]) -> Iterator[tuple[str, list[Fault]]]:
    """Each standard that a page was held against to its end, with the faults."""
    for result in job.get("validationResult", []):
        if result["jobEndStatus"] == "normal":
            standard = PROFILES[result["profileName"]]
            rules = result["details"]["ruleSummaries"]
            yield standard, [found(standard, rule) for rule in rules]


def found(standard: str, rule: Mapping[str, Any]) -> Fault:
    """A fault as veraPDF tells it."""
    return Fault(standard, rule["clause"], rule["description"], rule["failedChecks"])
