"""What is held back is nowhere on the site, nor a figure that only it prints; until it may be."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from shutil import copytree
from zlib import decompress, error

import pypdfium2
import pytest

from asof import data
from asof.pdf.proof.text_check import page_texts
from asof.publish.gate import Gate
from asof.publish.run import Published
from asof.release import withdraw
from asof.workspace import find_workspace
from publishing import build, files, held, port_with_notes, put
from released import APPROVAL, Port, port_in

DAY = date(2021, 2, 1)
SECRETS = (  # of titles, texts, values, keys, names of files
    *("Zanzibar", "Sansibar", "zanzi-brief", "zanzi-restricted", "zanzi-marked"),
    *("crane-count", "crane_count", "cranes", "grues", "7,531", "7531", "7 531", "8,642", "8642"),
)
BRIEFING = """\
title: {{en: Zanzibar {0}, fr: Sansibar {0}}}
{1}
body:
  - points:
      - en: "There are {{{{ port.crane_count }}}} and {{{{ port.ships }}}}."
        fr: "Il y a {{{{ port.crane_count }}}} et {{{{ port.ships }}}}."
"""
FACTS = """\
crane_count:
  label: {en: cranes, fr: grues}
  unit: {en: cranes, fr: grues}
  observations:
    - {value: 7531, on: 2021-01-18, source: log}
"""
LINE = "    - {value: about 8642, on: 2021-02-10, source: zanzibar-report}\n"
SOURCE = "zanzibar-report: {title: Zanzibar report, publisher: Harbour, published: 2021-02-10}\n"
EMBARGO = "2021-03-14 03:30"  # the first hour after the clocks of Toronto have gone forward
LIFTS = datetime(2021, 3, 14, 7, 30, tzinfo=UTC)
RESTRICTED = {
    "zanzi-restricted": "tlp: AMBER",
    "zanzi-red": "tlp: RED",
    "zanzi-marked": "marking: {en: Zanzibar eyes only, fr: Sansibar seulement}",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A port with public notes, and with some that are not, of which one fact is public too."""
    port = port_with_notes(tmp_path_factory.mktemp("port"))
    port.change("data/sources.yaml", "erratum:", f"{SOURCE}erratum:")
    port.report(LINE)  # of a fact that public editions printed earlier
    with (port.root / "data/facts/port.yaml").open("a") as file:
        file.write(FACTS)
    handling = RESTRICTED | {"zanzi-brief": f"embargo: {EMBARGO}"}
    for name, line in handling.items():
        path = port.root / f"data/briefings/{name}.yaml"
        path.write_text(BRIEFING.format(name.partition("-")[2], line), "utf-8")
    build(port, briefings=tuple(handling), day=date(2021, 2, 10))
    build(port, briefings=("note",), day=DAY)
    return port.root


@pytest.fixture
def port(built: Path, tmp_path: Path) -> Port:
    """A copy of it."""
    copytree(built, tmp_path, dirs_exist_ok=True)
    return Port(tmp_path)


def texts(content: bytes) -> Iterator[bytes]:
    """All that a file says, unpacked where it is packed."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for name in packed.namelist():
                yield from (name.encode(), packed.read(name))
    if content.startswith(b"%PDF"):
        yield " ".join(page_texts(content)).encode()
        document = pypdfium2.PdfDocument(content)
        for number in range(document.count_attachments()):
            yield bytes(document.get_attachment(number).get_data())
        document.close()
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
            try:
                yield decompress(stream)
            except error:
                continue


def leaks(root: Path, secrets: tuple[str, ...] = SECRETS) -> list[str]:
    """Where something of what is held back is told: in names, and in every byte."""
    found = []
    for name, content in files(root).items():
        said = [name.encode(), *texts(content)]
        whole = b"\n".join(said).lower()
        plain = whole.replace("\u00a0".encode(), b" ").replace("\u202f".encode(), b" ")
        found += [f"{name}: {s}" for s in secrets if s.lower().encode() in plain]
    return found


def published(port: Port, moment: datetime) -> Published:
    return put(port, moment=moment)


def test_what_is_held_back_is_nowhere_and_then_appears_at_its_minute(port: Port) -> None:
    site = port.root / "site"
    before = published(port, LIFTS - timedelta(minutes=1))
    assert leaks(site) == []
    assert [each.briefing for each in before.site.editions] == ["note"] * 4
    assert set(before.site.briefings) == {"note"}
    shown = list(held(before))
    assert "zanzi-brief, 2021-02-10, en: embargo until 2021-03-14 03:30" in shown
    assert "zanzi-restricted, 2021-02-10, fr: TLP:AMBER" in shown
    assert "zanzi-red, 2021-02-10, en: TLP:RED" in shown
    marked = "marked 'Zanzibar eyes only', which 'publish: {markings: […]}' does not name"
    assert f"zanzi-marked, 2021-02-10, en: {marked}" in shown
    assert published(port, LIFTS - timedelta(seconds=1)).fresh == ()
    after = published(port, LIFTS)
    assert [each.folder for each in after.fresh] == [
        "en/zanzi-brief/2021-02-10/1/",
        "fr/zanzi-brief/2021-02-10/1/",
    ]
    there = leaks(site)
    assert {name.rpartition(": ")[2] for name in there} >= {"Zanzibar", "Sansibar", "crane_count"}
    assert not leaks(site, ("zanzi-restricted", "zanzi-red", "eyes only"))
    assert after.site.facts["en"]["port.crane_count"]["edition"].startswith("en/zanzi-brief")
    lines = after.site.facts["en"]["port.ships"]["observations"]
    assert [each["text"] for each in lines][-1] == "about\u00a08,642"


def test_when_the_gate_closes_all_of_it_is_taken_off_again(port: Port) -> None:
    site = port.root / "site"
    published(port, LIFTS)
    assert leaks(site)
    mine = site / "mine.txt"
    mine.write_text("of somebody else")
    path = port.root / "data/briefings/zanzi-brief.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(f"embargo: {EMBARGO}", "tlp: GREEN"), "utf-8")
    closed = published(port, LIFTS)
    assert leaks(site) == []
    assert not list(site.glob("*/zanzi*"))
    assert [e.called for e in closed.held if e.was_public] == [
        "zanzi-brief, 2021-02-10, en, 1",
        "zanzi-brief, 2021-02-10, fr, 1",
    ]
    lines = closed.site.facts["en"]["port.ships"]["observations"]
    assert [each["text"] for each in lines] == ["about\u00a0100", "about\u00a0120"]
    assert mine.read_text() == "of somebody else"


def test_a_clock_that_goes_back_takes_an_edition_off_again(port: Port) -> None:
    published(port, LIFTS)
    assert leaks(port.root / "site")
    published(port, LIFTS - timedelta(minutes=1))
    assert leaks(port.root / "site") == []


def test_a_marking_is_allowed_in_any_language_by_name(port: Port) -> None:
    name, text = "asof.yaml", (port.root / "asof.yaml").read_text("utf-8")
    allowed = "publish: {markings: [{en: Zanzibar eyes only, fr: Sansibar seulement}]}\n"
    (port.root / name).write_text(text + allowed, "utf-8")
    names = {each.briefing for each in published(port, LIFTS).site.editions}
    assert names == {"note", "zanzi-brief", "zanzi-marked"}
    (port.root / name).write_text(text, "utf-8")
    names = {each.briefing for each in published(port, LIFTS).site.editions}
    assert names == {"note", "zanzi-brief"}


def test_a_withdrawn_edition_that_is_restricted_leaves_not_even_its_title(tmp_path: Path) -> None:
    port = port_with_notes(tmp_path)
    path = "data/briefings/note.yaml"
    port.change(path, "title: {en: The port, fr: Le port}", "tlp: AMBER\ntitle: Zanzibar")
    for name in ("2021-01-18", "2021-02-01"):
        for file in (tmp_path / "build" / name).iterdir():
            file.unlink()
    issued = port.issue()
    later = replace(APPROVAL, moment=APPROVAL.moment + timedelta(days=1))
    withdraw(find_workspace(tmp_path), issued.code, "Zanzibar was miscounted.", later)
    shown = put(port)
    assert [each.why for each in shown.held] == ["TLP:AMBER"]
    assert leaks(tmp_path / "site", ("Zanzibar", issued.code, "ships", "2021-01-18")) == []


def test_an_embargo_of_a_rhythm_leaves_earlier_editions_public(tmp_path: Path) -> None:
    port = port_with_notes(tmp_path)
    for name in ("2021-01-18", "2021-02-01"):
        for file in (tmp_path / "build" / name).iterdir():
            file.unlink()
    path = "data/briefings/note.yaml"
    port.change(path, "as_of: 2021-01-18\n", "series: {every: week, from: 2021-01-04}\n")
    build(port, day=date(2021, 3, 1), languages=("en",))
    assert len(put(port).fresh) == 1
    port.change(path, "series:", "embargo: 2021-03-10 09:00\nseries:")
    build(port, day=date(2021, 3, 8), languages=("en",))
    moment = datetime(2021, 3, 8, 12, 0, tzinfo=UTC)
    shown = published(port, moment)
    assert [str(each.day) for each in shown.site.editions] == ["2021-03-01"]
    assert [each.called for each in shown.held] == ["note, 2021-03-08, en"]
    later = published(port, datetime(2021, 3, 10, 14, 0, tzinfo=UTC))
    assert [str(each.day) for each in later.site.editions] == ["2021-03-01", "2021-03-08"]


@pytest.mark.parametrize(
    ("rhythm", "kept_back"),
    [
        ("every: week", ["2021-03-08", "2021-03-10"]),
        ("series: {number: {on: 2021-03-01}, every: week}", ["2021-03-08", "2021-03-10"]),
        (
            "series: {every: week, moved: [{from: 2021-03-08, to: 2021-03-09, reason: Storm.}]}",
            ["2021-03-10"],
        ),
        ("every: change", ["2021-03-01", "2021-03-08", "2021-03-10"]),
        ("", ["2021-03-01", "2021-03-08", "2021-03-10"]),
    ],
)
def test_an_embargo_is_of_the_edition_that_was_due_last_before_its_day_and_of_what_follows(
    tmp_path: Path, rhythm: str, kept_back: list[str]
) -> None:
    port = port_in(tmp_path)
    port.change("data/briefings/note.yaml", "body:", f"embargo: 2021-03-10\n{rhythm}\nbody:")
    workspace = find_workspace(tmp_path)
    gate = Gate(workspace, data.read(workspace)[1], datetime(2021, 3, 1, tzinfo=UTC))
    days = [date(2021, 3, day) for day in (1, 8, 10)]
    told = [(day.isoformat(), gate.of_today("note", "en", day) or {}) for day in days]
    assert [day for day, handling in told if "embargo" in handling] == kept_back
