"""PDFs of strangers: what they cost, and what is said of pages that somebody forged."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from asof import pdf
from asof.pdf.strangers import GARBLED, TOO_MUCH
from asof.register import Issued
from asof.release import PageState
from asof.release.verify import NO_RECORD
from released import Port, port_in
from strangers import HOSTILE, MEBI, with_record

# ---- what they cost

READER = """
import json, resource, sys, time
from pathlib import Path
from asof import release

def used(who):
    found = resource.getrusage(who)
    return found.ru_utime + found.ru_stime, found.ru_maxrss * 1024

told = {}
for path in map(Path, sys.argv[1:]):
    before, _ = used(resource.RUSAGE_CHILDREN)
    verdict = release.without(path.read_bytes())
    after, _ = used(resource.RUSAGE_CHILDREN)
    told[path.name] = [verdict.state, verdict.reason, after - before]
# Its own peak as the kernel has it: what getrusage tells begins with that of whoever started it.
status = Path("/proc/self/status")
own = status.read_text().split("VmHWM:")[1].split()[0] if status.exists() else 0
most = [int(own) * 1024, used(resource.RUSAGE_CHILDREN)[1]]
print(json.dumps({"told": told, "most": most}))
"""
LIMIT = 300 * MEBI


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a process says of each hostile file, and what it took, with the one that it began."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, make in HOSTILE.items():
        (folder / name).write_bytes(make())
    command = [sys.executable, "-c", READER, *(str(folder / name) for name in HOSTILE)]
    done = subprocess.run(command, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits what a process takes")
def test_no_file_costs_more_memory_than_a_page(answers: dict[str, Any]) -> None:
    """What reads it has ended when what it said is read; before, the one holds the file alone."""
    most, of_reader = answers["most"]
    assert most < LIMIT
    assert of_reader < 190 * MEBI


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_unknown_in_seconds(answers: dict[str, Any], name: str) -> None:
    state, reason, seconds = answers["told"][name]
    assert state == PageState.UNKNOWN
    assert seconds < 5
    said = reason.split("; ")
    assert said[0] in (NO_RECORD, "nothing can be verified without a workspace")
    assert set(said[1:]) <= {"this is only what the file says", TOO_MUCH, GARBLED}


def test_a_page_cut_off_anywhere_is_never_taken_for_whole(port: Port) -> None:
    content = port.pdf(port.issue())
    for size in (0, 9, len(content) // 2, len(content) - 7):
        assert port.verify(content[:size]).state.exit_code == 5


NO_RECORDS = [
    '{"title": "A", "title": "B"}',
    '{"title": NaN}',
    '{"title": -Infinity}',
    "[" * 100_000,
    '{"a":' * 100_000,
    "[1]",
    '"text"',
    "{",
    "\ufeff",
    f'{{"n": {"9" * 5000}}}',
]


@pytest.mark.parametrize("text", NO_RECORDS, ids=range(len(NO_RECORDS)))
def test_what_can_be_read_in_two_ways_is_no_record(text: str) -> None:
    assert pdf.enclosed(with_record(text)) == {}


ODD = [
    {"title": 7, "as_of": ["x"], "facts": "many"},
    {"facts": [{"key": 1, "label": None, "text": {"a": "b"}}, 7, None]},
    {"code": {"a": 1}, "seal": 5, "release": "one", "facts": {"a": 1}},
    {"title": "\x1b[2J\u202e" * 99, "as_of": "\r\n", "facts": [{"key": "\x00"}]},
]


@pytest.mark.parametrize("record", ODD, ids=range(len(ODD)))
def test_a_record_of_any_shape_is_shown_and_believed_in_nothing(
    port: Port, tmp_path: Path, record: dict[str, Any]
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(with_record(json.dumps(record)))
    for words in ((), ("--json",)):
        answer = port.run("verify", str(path), *words)
        assert answer.exit_code == 5
        assert answer.exception is None or isinstance(answer.exception, SystemExit)
        assert not set(answer.output) & set("\x1b\x00\u202e\r")


def test_a_file_larger_than_any_page_is_not_read(port: Port, tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(pdf.LARGEST + 1)
    answer = port.run("verify", str(path))
    assert answer.exit_code == 2
    assert answer.output.endswith("large.pdf: error: is larger than 48 MiB, which no page is\n")


def test_a_module_beside_the_page_is_not_run(
    port: Port, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that reads begins in the reader's folder, where anybody may have put one."""
    (tmp_path / "json.py").write_text("raise SystemExit(9)\n")
    monkeypatch.chdir(tmp_path)
    assert pdf.examined(port.pdf(port.issue())).record["briefing"] == "note"


# ---- forged pages


@pytest.fixture
def port(tmp_path: Path) -> Port:
    return port_in(tmp_path / "port")


def saved(opened: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    opened.save(out)
    return out.getvalue()


def drawn(opened: pikepdf.Pdf, content: bytes) -> None:
    """Draw on the first page, over what is there, in a font that it has."""
    page = opened.pages[0]
    page.contents_add(opened.make_stream(b"q " + content + b" Q"))


def covered(opened: pikepdf.Pdf, _: bytes) -> None:
    drawn(opened, b"1 1 1 rg 40 40 500 700 re f")


def invisible_words(opened: pikepdf.Pdf, _: bytes) -> None:
    """The right words without ink, under a white box with others."""
    font = opened.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    opened.pages[0].Resources.Font["/Forged"] = font
    drawn(opened, b"1 1 1 rg 40 40 500 700 re f BT 0 g /Forged 9 Tf 50 600 Td (about 900) Tj ET")
    drawn(opened, b"BT 3 Tr /Forged 9 Tf 50 600 Td (about 100 ships) Tj ET")


def annotated(opened: pikepdf.Pdf, _: bytes) -> None:
    box = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=[40, 40, 500, 700], IC=[1, 1, 1])
    page = opened.pages[0]
    page.Annots = Array([*page.get("/Annots", []), opened.make_indirect(box)])


def with_a_page_more(opened: pikepdf.Pdf, _: bytes) -> None:
    opened.add_blank_page()


def pictured(opened: pikepdf.Pdf, content: bytes) -> None:
    """The pages as pictures of themselves: nothing is left to be read."""
    bitmap = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().convert("L")
    image = opened.make_stream(
        bitmap.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=bitmap.width,
        Height=bitmap.height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    page = opened.pages[0]
    page.Resources = Dictionary(XObject=Dictionary(I=image))
    page.Contents = opened.make_stream(b"q 612 0 0 792 0 0 cm /I Do Q")


def carrying(opened: pikepdf.Pdf, record: bytes) -> None:
    """Put another record in the place of its own."""
    opened.attachments["asof.json"].obj.EF.F.write(record)


FORGERIES: list[Callable[[pikepdf.Pdf, bytes], None]] = [
    covered,
    invisible_words,
    annotated,
    with_a_page_more,
    pictured,
]


def altered(port: Port, content: bytes, issued: Issued) -> str:
    verdict = port.verify(content)
    assert verdict.state is PageState.ALTERED
    assert verdict.issued
    assert verdict.issued.code == issued.code
    return verdict.reason


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_page_that_was_forged_is_altered(port: Port, forge: Any) -> None:
    issued = port.issue()
    content = port.pdf(issued)
    with pikepdf.open(BytesIO(content)) as opened:
        forge(opened, content)
        told = altered(port, saved(opened), issued)
    same = "its record is the one issued, its pages or its wrapping are not"
    assert told == f"it goes by {issued.code}, but its bytes are not those issued; {same}"


def test_a_page_with_the_record_of_another_edition_is_altered(port: Port) -> None:
    first = port.issue("en")
    other = port.issue("fr")
    with pikepdf.open(BytesIO(port.pdf(first))) as opened:
        carrying(opened, json.dumps(pdf.enclosed(port.pdf(other))).encode())
        altered(port, saved(opened), other)


def test_a_record_that_was_edited_is_altered(port: Port) -> None:
    issued = port.issue()
    with pikepdf.open(BytesIO(port.pdf(issued))) as opened:
        record = json.dumps(issued.edition).encode()
        forged = record.replace(b"about 100", b"about 900")
        assert forged != record
        carrying(opened, forged)
        told = altered(port, saved(opened), issued)
    assert told.endswith("nor is its record the one issued")


def test_an_empty_page_with_a_true_record_is_altered(port: Port) -> None:
    issued = port.issue()
    made = with_record(json.dumps(issued.edition))
    altered(port, made, issued)


def test_a_byte_behind_the_end_is_altered(port: Port) -> None:
    issued = port.issue()
    altered(port, port.pdf(issued) + b"\n", issued)
