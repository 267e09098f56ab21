"""Where things stand on the pages of a preview: held against what the PDF prints there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner

from asof.cache import NOTHING_KEPT
from asof.cli import main
from asof.pdf.proof.text_check import letters
from asof.preview.fork_server import ForkedAnswer
from asof.preview.page_view import printed_pages
from asof.preview.snapshot import snapshot
from asof.workspace import create, read_workspace

TODAY = date(2025, 7, 1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The starter, to be changed."""
    create(tmp_path)
    return tmp_path


def shown(home: Path, **asked: str) -> ForkedAnswer:
    """The note of a workspace as a preview answers it."""
    return printed_pages(snapshot(read_workspace(home), TODAY, NOTHING_KEPT), asked)


def change(home: Path, name: str, before: str, after: str) -> None:
    """Change a file of a workspace in one place."""
    text = (home / name).read_text("utf-8")
    assert text.count(before) == 1
    (home / name).write_text(text.replace(before, after), "utf-8")


def printed_pages_of(answer: ForkedAnswer) -> Iterator[tuple[dict[str, Any], Any]]:
    """The pages of an answer, and what its PDF prints on each."""
    with pypdfium2.PdfDocument(answer.blobs[0]) as pdf:
        assert len(pdf) == len(answer.told["pages"])
        yield from zip(answer.told["pages"], pdf, strict=True)


def letters_within(page: Any, box: list[float]) -> str:
    """The letters that a PDF prints in a box from the top left."""
    left, top, width, height = box
    foot = page.get_height() - top - height
    there = page.get_textpage().get_text_bounded(
        left - 1, foot - 1, left + width + 1, foot + height + 1
    )
    return letters(there)


def misplaced(answer: ForkedAnswer) -> list[str]:
    """The lines that the PDF does not print where they are said to stand."""
    return [
        line["text"]
        for told, page in printed_pages_of(answer)
        for line in told["lines"]
        if letters(line["text"]) not in letters_within(page, line["box"])
    ]


# ---- lines


def test_a_page_has_the_title_that_its_row_and_its_facts_fill_in(home: Path) -> None:
    assert shown(home).told["title"] == "Water mains"
    name = "data/briefings/note.yaml"
    change(home, name, "title: {en: Water mains", 'title: {en: "{{ each.name }}: {{ mains.crew }}"')
    change(home, name, "title:", "for_each: tables/streets.csv\ntitle:")
    (home / "data/tables").mkdir(exist_ok=True)
    (home / "data/tables/streets.csv").write_text("code,name\nmain,Main Street\n", "utf-8")
    assert shown(home).told["title"].startswith("Main Street: ")
    assert "{" not in shown(home).told["title"]
    change(home, name, "each.name", "each.nme")
    assert shown(home).told["title"] == ""


@pytest.mark.parametrize("profile", ["standard", "large"])
def test_each_line_stands_where_the_pdf_prints_it_and_none_is_left_out(
    home: Path, profile: str
) -> None:
    answer = shown(home, profile=profile, lang="fr")
    assert misplaced(answer) == []
    for told, page in printed_pages_of(answer):
        said = Counter(letters("".join(line["text"] for line in told["lines"])))
        assert said == Counter(letters(page.get_textpage().get_text_bounded()))


@pytest.mark.parametrize(
    "style",
    [
        ".reading { transform: rotate(90deg); margin: 60pt 0 60pt 0; width: 120pt }",
        ".reading { transform: translate(30pt, -2pt) scale(0.8) }",
        "main { columns: 2 }",
    ],
)
def test_lines_that_are_turned_moved_or_in_columns_stand_where_they_are_printed(
    home: Path, style: str
) -> None:
    with (home / "templates/own.css").open("a") as sheet:
        sheet.write(style)
    answer = shown(home, profile="clear")
    assert misplaced(answer) == []


def test_the_words_of_a_chart_are_lines_as_well(home: Path) -> None:
    lines = [line["text"] for line in shown(home).told["pages"][0]["lines"]]
    assert {"workers allowed on site", "38"} <= set(lines)


def test_a_page_tells_its_size_in_points(home: Path) -> None:
    (page,) = shown(home, paper="a4").told["pages"]
    assert (page["number"], round(page["width"]), round(page["height"])) == (1, 595, 842)


# ---- figures


def test_each_print_of_the_record_has_a_box_where_its_words_are_printed(home: Path) -> None:
    answer = shown(home)
    CliRunner().invoke(main, ["--workspace", str(home), "build", "--lang", "en", "--cache", "none"])
    record = json.loads((home / "build/2025-06-30/note.en.json").read_bytes())
    wanted = [(key, part, text) for key, part, text, *_ in record["prints"]]
    figures = answer.told["figures"]
    assert [(f["key"], f["part"], f["text"]) for f in figures] == wanted
    page = pypdfium2.PdfDocument(answer.blobs[0])[0]
    for figure in (f for f in figures if not f["id"].startswith("chart-")):
        there = "".join(letters_within(page, box) for box in figure["boxes"])
        assert Counter(letters(figure["text"])) <= Counter(there)  # of lines that touch as well


def test_what_stands_on_two_lines_has_two_boxes(home: Path) -> None:
    change(home, "data/briefings/note.yaml", "[events.start, ", "[")
    words = "It is so, and it is said again that it is so, that {{ events.start }}. It is"
    change(home, "data/briefings/note.yaml", "- en: The end is", f"- en: {words}")
    figures = shown(home, profile="large").told["figures"]
    (start,) = (f for f in figures if f["key"] == "events.start" and not f["part"])
    first, second, *_ = start["boxes"]
    assert first[1] + first[3] <= second[1] + 1


def test_the_facts_of_a_chart_have_its_box(home: Path) -> None:
    told = shown(home).told["figures"]
    drawn = {f["key"]: f["boxes"] for f in told if f["part"] == "crew"}
    assert set(drawn) == {"mains.crew", "mains.crew_limit"}
    ((box,),) = {tuple(map(tuple, boxes)) for boxes in drawn.values()}
    assert box[2] > 300


# ---- the places of authors


def test_a_text_leads_to_where_it_is_printed(home: Path) -> None:
    answer = shown(home)
    path = home / "data/briefings/note.yaml"
    lines = path.read_text("utf-8").splitlines()
    heading = next(n for n, line in enumerate(lines, start=1) if "Key messages" in line)
    block = next(
        b
        for b in answer.told["blocks"]
        if b["path"] == "data/briefings/note.yaml" and b["line"] == heading
    )
    page = pypdfium2.PdfDocument(answer.blobs[0])[block["page"] - 1]
    assert letters_within(page, block["box"]) == "keymessages"


def test_an_observation_leads_to_where_its_value_is_printed(home: Path) -> None:
    blocks = shown(home).told["blocks"]
    assert any(b["path"] == "data/facts/mains.yaml" for b in blocks)


# ---- as a build makes it


def test_an_edition_is_the_very_pdf_that_a_build_prints(home: Path) -> None:
    answer = shown(home, lang="fr", profile="clear", paper="a4", day="2025-04-01")
    words = ["build", "--lang", "fr", "--profile", "clear", "--paper", "a4", "--cache", "none"]
    CliRunner().invoke(main, ["--workspace", str(home), *words, "--as-of", "2025-04-01"])
    (printed,) = home.glob("build/2025-04-01/*.pdf")
    assert (answer.told["name"], answer.blobs[0]) == (printed.name, printed.read_bytes())


def test_what_has_no_room_is_shown_with_what_is_wrong(home: Path) -> None:
    with (home / "templates/own.css").open("a") as sheet:
        sheet.write(".reading { width: 20pt; height: 10pt; overflow: hidden }")
    told = shown(home).told
    assert told["failure"][0]["rule"] == "too-wide"
    assert told["pages"]


def test_what_cannot_be_made_tells_why_and_has_no_page(home: Path) -> None:
    change(home, "charts/crew.py", 'ceiling(axes, edition["mains.crew_limit"])', "axes.nothing()")
    answer = shown(home)
    assert [(f["path"], f["line"]) for f in answer.told["failure"]] == [("charts/crew.py", 15)]
    assert (answer.told["pages"], answer.told["figures"], answer.blobs) == ([], [], ())
