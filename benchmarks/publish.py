"""A site of thousands of editions: published at first, again, and with one edition more.

The editions are filled as a build fills them, and have the record that it would write; they are not
laid on pages. Each has the PDF of one that was, of which the record is its own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from measure import Cost, Place, Row, Rows, asof, most, run, seconds

NOTES, FACTS = 20, 10  # briefings, and what each prints
FIRST = date(2023, 1, 2)
LAST = date(2026, 1, 5)
WORKSPACE = """\
title: {en: Weekly notes, fr: Notes de la semaine}
languages: [en-CA, fr-CA]
timezone: America/Toronto
url: https://notes.example.org/
rules: {unused-fact: off}
"""
SOURCE = "week{0}: {{title: Report of week {0}, publisher: Bureau, published: {1}}}\n"
FACT = """\
f{0}:
  label: {{en: count {0}, fr: décompte {0}}}
  unit: {{en: cases, fr: cas}}
  observations:
"""
LINE = "    - {{value: {}, on: {}, source: week{}}}\n"
NOTE = """\
title: {{en: Note {0}, fr: Note {0}}}
body:
  - points:
      - en: "{1}."
        fr: "{1}."
"""


def measured(place: Place) -> Rows:
    """Everything about a site of 5,000 editions, or of a tenth."""
    weeks = 125 // (10 if place.quick else 1)
    root = place.folder / f"weekly-{weeks}"
    if not root.exists():
        generate(root, weeks)
    site = root / "site"
    editions = 2 * NOTES * weeks
    name = f"a site of {editions:,} editions"
    first = run(asof("publish", site, "--json"), root)
    assert len(first.answer["published"]) == editions
    yield Row(f"{name}, at first", f"{first.seconds:.0f} s", "linear")
    yield Row(f"{name}, for each", f"{1000 * first.seconds / editions:.1f} ms")
    yield Row(f"{name}, memory", f"{first.megabytes:.0f} MiB")
    again = [run(asof("publish", site, "--json"), root) for _ in range(place.rounds)]
    assert not any(cost.answer["written"] for cost in again)
    yield Row(f"{name}, nothing new", f"{seconds(again):.2f} s")
    more = [one_more(root, site, n) for n in range(place.rounds)]
    yield most(f"{name}, one more", seconds([cost for cost, _ in more]), 2.0)
    yield Row("files that one more writes", f"{more[-1][1]}")
    yield from sizes(site)


def one_more(root: Path, site: Path, number: int) -> tuple[Cost, int]:
    """Publish with one edition more; what it took, and how many files it wrote."""
    day = LAST + timedelta(days=number + 1)
    run(asof("build", f"note-{number:02}", "--as-of", str(day), "--lang", "en"), root)
    cost = run(asof("publish", site, "--json"), root)
    assert len(cost.answer["published"]) == 1
    return cost, len(cost.answer["written"])


def sizes(site: Path) -> Rows:
    """How large the site is, and what of it a run reads and writes as a whole."""
    every = [path for path in site.rglob("*") if path.is_file()]
    total = sum(path.stat().st_size for path in every)
    yield Row("files of the site", f"{len(every):,}")
    yield Row("size of the site", f"{total / 2**20:.0f} MiB")
    for name in ("index.json", "facts.json", "files.json"):
        yield Row(f"size of {name}", f"{(site / name).stat().st_size / 2**20:.1f} MiB")
    for path in sorted(every, key=lambda each: each.stat().st_size, reverse=True)[:6]:
        shown = path.relative_to(site).as_posix()
        yield Row(f"among the largest: {shown}", f"{path.stat().st_size / 2**20:.1f} MiB")


# ---- the workload


def generate(root: Path, weeks: int) -> None:
    """Write the workspace and its editions; there must be nothing in the folder yet."""
    days = [FIRST + timedelta(weeks=n) for n in range(weeks)]
    put(root / "asof.yaml", [WORKSPACE])
    put(root / "data/sources.yaml", (SOURCE.format(n, day) for n, day in enumerate(days)))
    for note in range(NOTES):
        put(root / f"data/facts/n{note:02}.yaml", facts(note, days))
        shown = ", ".join(f"{{{{ n{note:02}.f{fact} }}}}" for fact in range(FACTS))
        put(root / f"data/briefings/note-{note:02}.yaml", [NOTE.format(note, shown)])
    for edition in editions(root, days):
        put(edition.path, [edition.record])
        edition.path.with_suffix(".pdf").write_bytes(edition.pdf)


def put(path: Path, parts: Iterable[str]) -> None:
    """Write a text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(parts), "utf-8")


def facts(note: int, days: list[date]) -> Iterator[str]:
    """The facts of a note, a value for each week."""
    for fact in range(FACTS):
        yield FACT.format(fact)
        for week, day in enumerate(days):
            yield LINE.format(100 + (37 * note + 11 * fact + 7 * week) % 900, day, week)


@dataclass(frozen=True)
class Edition:
    """An edition as it lies in build/."""

    path: Path
    record: str
    pdf: bytes


def editions(root: Path, days: list[date]) -> Iterator[Edition]:
    """Every edition as a build would leave it, but for the pages."""
    import pikepdf

    from asof import build, data, output
    from asof.jobs import Request, plan_jobs
    from asof.workspace import find_workspace

    home = find_workspace(root)
    ledger, briefings = data.read(home)
    first = plan_jobs(home, briefings, Request(days[0]))[0]
    page = build.make(ledger, first).pdf
    for day in days:
        for job in plan_jobs(home, briefings, Request(day)):
            edition = job.edition(ledger)
            told = output.record_of(build.filled_document(edition, job), edition, {})
            record = output.record_bytes(job.described(1) | told)
            with pikepdf.open(BytesIO(page)) as pdf:
                pdf.attachments["asof.json"] = record
                pdf.save(made := BytesIO())
            content = made.getvalue()
            whole = output.with_digest(record, sha256(content).hexdigest())
            yield Edition(job.record, whole.decode(), content)


if __name__ == "__main__":
    import time

    start = time.perf_counter()
    generate(Path(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({"seconds": time.perf_counter() - start}))
