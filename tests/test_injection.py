"""Nothing that data holds steers what reads it: terminals, logs, services, PDFs, browsers."""

from __future__ import annotations

import json
import re
import zlib
from contextlib import chdir
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pypdfium2
import pytest
import tinyhtml5
from click.testing import CliRunner, Result
from pypdfium2 import raw

from asof.cli import main
from asof.diagnostics import CONTROL
from harbour import harbour

DAY = "2024-09-01"
STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
HOSTILE = {
    "escape": "a\x1b[2Jb",
    "title": "a\x1b]0;x\x07b",
    "eight bits": "a\x9b2Jb\x90",
    "return": "a\rb",
    "backspace": "a\x08b",
    "nul": "a\x00b",
    "delete": "a\x7fb",
    "line": "a\n::error::b",
    "next line": "a\x85b",
    "separators": "a\u2028b\u2029c",
    "overrides": "a\u202eb\u202dc\u202ad\u202be\u202c",
    "isolates": "a\u2066b\u2067c\u2068d\u2069",
    "marks": "a\u200eb\u200fc\u061cd",
    "command": "a::error file=x,line=1::b%0A ::set-output name=x::c",
    "xml": "a]]>b<!--c--><?d?>&amp;<e/>",
    "html": "a<script>b</script><img src=x onerror=c>\"'`",
    "pdf": "a) /JS (b) \\) >> endobj (c\\",
    "json": 'a"b\\u0000\\c',
    "format": "a%s%n{0}{x}$(b)`c`",
}
NOTE = {
    "body": [{"points": [{"en": "{{ port.ships }} ships", "fr": "{{ port.ships }} navires"}]}],
}


def workspace(root: Path, words: str) -> Path:
    """A workspace that has words wherever it can: in titles, labels, sources, notes and keys."""
    said = {"en": words, "fr": words}
    ships = {
        "label": said,
        "owner": words,
        "observations": [
            {"value": "7", "on": "2024-01-02", "source": "log#" + words, "note": said},
            {
                "value": "9",
                "on": "2024-01-02",
                "source": "log2#" + words,
                "status": "claim",
                "by": words,
            },
        ],
    }
    note = NOTE | {"title": said, "question": said, "section": said, "owner": words, words: 1}
    source = {"publisher": words, "published": "2024-01-02", "note": words, "author": words}
    named = {name: source | {"title": f"{name} {words}"} for name in ("log", "log2")}
    layers = {"facts": {"ships": ships}, "sources": named, "note": note}
    return harbour(root, **{name: typed(value) for name, value in layers.items()})


def typed(value: Any) -> str:
    """YAML that holds words whatever they are: as JSON, with escapes."""
    return json.dumps(value)


def run(root: Path, *words: str) -> Result:
    with chdir(root):
        return CliRunner().invoke(main, words)


ANSWERS = [
    ("check",),
    ("check", "--json"),
    ("check", "--format", "sarif"),
    ("check", "--format", "github"),
    ("build",),
    ("build", "--json"),
    ("explain", "note"),
    ("explain", "port.ships"),
    ("history", "port.ships"),
    ("history", "port.ships", "--json"),
    ("list", "--facts", "*"),
    ("diff", "2024-01-01", DAY),
]


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workspace with one hostile text everywhere, among it the name of a field and of a file."""
    root = workspace(tmp_path / "port", request.param)
    name = request.param.replace("/", "").replace("\0", "")
    (root / "data/facts" / f"{name}.yaml").write_text("a: 1\n", encoding="utf-8")
    return root


def test_no_answer_steers_what_prints_it(hostile: Path) -> None:
    """A key of a wrong name is told everywhere: each answer repeats it."""
    for words in ANSWERS:
        done = run(hostile, *words)
        assert not isinstance(done.exception, ValueError | TypeError), words
        for stream in (done.stdout, done.stderr):
            assert not CONTROL.search(stream.replace("\n", "")), words
        for line in (done.stdout + done.stderr).splitlines():
            told = "--format" in words and "github" in words
            assert told or not line.startswith("::"), words
            assert not told or not re.match(r"::(set-|add-|stop|debug)", line), words


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def printed(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path] | None:
    """A hostile text, and the page that has it everywhere; nothing where it is refused."""
    words = request.param
    root = workspace(tmp_path / "port", words)
    note = json.loads((root / "data/briefings/note.yaml").read_text("utf-8"))
    del note[words]
    note["body"].append({"heading": {"en": "H " + words, "fr": "H"}})
    note["body"].append({"table": {"rows": ["port.ships"], "caption": note["title"]}})
    (root / "data/briefings/note.yaml").write_text(json.dumps(note), encoding="utf-8")
    done = run(root, "build", "--as-of", DAY, "--lang", "en", "--html")
    if done.exit_code:
        assert done.exit_code in (2, 3)
        assert not (root / f"build/{DAY}/note.en.pdf").exists()
        return None
    return words, root / f"build/{DAY}/note.en.pdf"


def test_a_pdf_says_in_its_description_what_was_typed(printed: tuple[str, Path] | None) -> None:
    if printed is None:
        return
    words, path = printed
    pdf = pypdfium2.PdfDocument(path)
    title = pdf.get_metadata_value("Title")
    assert " ".join(title.split()).startswith(typeset(words)), title
    assert not STEERS.search(title)
    xmp = packets(path.read_bytes())
    assert xmp
    for packet in xmp:
        root = fromstring(packet)
        assert not [e for e in root.iter() if e.tag in ("e", "script", "img")]
    headings = [each.get_title() for each in pdf.get_toc()]
    assert headings
    assert not any(map(STEERS.search, headings))
    assert raw.FPDFDoc_GetJavaScriptActionCount(pdf) == 0
    assert raw.FPDFDoc_GetAttachmentCount(pdf) == 1


def test_a_page_of_html_holds_no_more_than_was_typed(printed: tuple[str, Path] | None) -> None:
    if printed is None:
        return
    tree = tinyhtml5.parse((printed[1].with_suffix("") / "index.html").read_text("utf-8"))
    names = [e.tag.rpartition("}")[2] for e in tree.iter() if isinstance(e.tag, str)]
    assert {"script", "e"}.isdisjoint(names)
    assert all(not n.startswith("on") for e in tree.iter() for n in e.attrib)


def typeset(words: str) -> str:
    """The first letters of words, which typography leaves alone."""
    return re.split(r"\W", words)[0]


def packets(pdf: bytes) -> list[bytes]:
    """The descriptions in a PDF as XML."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return [each for each in map(unpacked, streams) if b"<x:xmpmeta" in each]


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream
