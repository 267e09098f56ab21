"""Where pages end: what a break may not cut, and what is said again behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pikepdf import Pdf

from asof import batch, workspace
from asof.form import Paper, Profile, Sides
from asof.jobs import Built, Request
from asof.page.continuation import continued, titled_boxes
from asof.page.tree import classes, parse, plain_words
from engines import beyond_the_oldest
from makers import png
from test_pdf import elements, reading

LAYOUTS = ("note", "handout")
DESK = {
    "asof.yaml": "title: Desk\nlanguages: [en-CA, fr-CA]\ntimezone: UTC\n",
    "data/sources.yaml": "log: {title: Log, publisher: Desk, published: 2026-01-02}\n",
    "data/facts/port.yaml": "ships:\n  label: {en: ships, fr: navires}\n  fixed: true\n"
    "  observations:\n    - {value: 7, on: 2026-01-02, source: log}\n",
}


def printed(
    folder: Path, files: Mapping[str, str], *, languages: tuple[str, ...] = ("en",), **form: Any
) -> list[Built]:
    """What becomes of a small workspace with some files more."""
    for name, content in (DESK | dict(files)).items():
        path = folder / "desk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    home = workspace.read_workspace(folder / "desk")
    request = Request(date(2026, 1, 5), out=folder / "build", languages=languages, **form)
    return list(batch.build(home, request))


def pages_of(built: Built) -> list[str]:
    """The words of each page, spaces made alike."""
    assert built.failure is None
    with pypdfium2.PdfDocument(built.job.path) as pdf:
        found = [page.get_textpage().get_text_bounded() for page in pdf]
    return [re.sub(r"\s+", " ", each) for each in found]


# ---- notes at the foot of their page

NOTED = {
    f"data/briefings/{layout}.yaml": f"title: Desk\ntemplate: theme/{layout}.html\n"
    "source_notes: page\nbody:\n  - heading: Port\n  - tiles: port.ships\n"
    "  - points: ['{{ port.ships }} ships lie here.']\n"
    for layout in LAYOUTS
}


@pytest.mark.parametrize(
    ("paper", "profile", "sides"),
    [
        ("a4", "standard", "simplex"),
        ("a4", "clear", "duplex"),
    ],
)
def test_a_note_has_room_at_the_foot_of_every_sheet(
    tmp_path: Path, paper: Paper, profile: Profile, sides: Sides
) -> None:
    for built in printed(tmp_path, NOTED, paper=paper, profile=profile, sides=sides):
        folded = built.job.briefing.name == "handout" and profile == "standard"
        pages = pages_of(built)
        assert len(pages) == (2 if folded else 1), built.job.path
        assert " ".join(pages).count("1. Desk, Log") == 1


# ---- boxes, statements and rows

FOOT = 20 / 25.4 * 72  # points from the foot of the sheet to the text
LONG = "A point to say under pressure that takes up two lines of the column, as it has the words."


def box_of(points: int, before: int) -> str:
    """A briefing with a box of some points behind some others."""
    told = "  - points:\n" + "".join(f"      - '{n}. {LONG}'\n" for n in range(before))
    said = "".join(f"        - '{n} in the box. {LONG}'\n" for n in range(points))
    return (
        f"title: Desk\nbody:\n  - heading: Port\n{told}"
        f"  - pressed:\n      on: the {{{{ port.ships }}}} ships\n      points:\n{said}"
    )


def washed(built: Built, page: int) -> list[int]:
    """The rows of a page, from its foot in points, where the wash of a box stands."""
    with pypdfium2.PdfDocument(built.job.path) as pdf:
        picture = pdf[page].render(scale=1, grayscale=True).to_pil().convert("L")
    at = int(picture.width * 0.84)
    column = [picture.getpixel((at, y)) for y in range(picture.height)]
    grey = [picture.height - y for y, tone in enumerate(column) if tone in range(238, 250)]
    return [y for y in grey if y > FOOT]


def test_a_box_that_is_no_higher_than_a_third_of_a_page_is_whole(tmp_path: Path) -> None:
    (built,) = printed(tmp_path, {"data/briefings/box.yaml": box_of(5, 18)})
    first, second = pages_of(built)
    assert "in the box" not in first
    assert second.count("in the box") == 5


def test_a_longer_box_ends_with_its_last_line_and_goes_on_under_its_title(tmp_path: Path) -> None:
    (built,) = printed(tmp_path, {"data/briefings/box.yaml": box_of(36, 10)})
    title = "If pressed the 7 ships (continued)"
    first, second, third = pages_of(built)
    assert title not in first
    assert second.startswith(title)
    assert third.startswith(title)
    for page in (0, 1):
        with pypdfium2.PdfDocument(built.job.path) as pdf:
            words = pdf[page].get_textpage()
            lines = [words.get_charbox(n)[1] for n in range(words.count_chars())]
        last = min(low for low in lines if low > FOOT)
        assert 0 < last - min(washed(built, page)) < 16


def test_a_voice_hears_the_title_of_a_box_once_and_one_list(tmp_path: Path) -> None:
    (built,) = printed(tmp_path, {"data/briefings/box.yaml": box_of(20, 12)})
    assert built.pages == 2
    with Pdf.open(built.job.path) as pdf:
        said = reading(pdf)
        assert [said(e) for e in elements(pdf, "H2")][1:2] == ["If pressed the 7 [1] ships"]
        lists = [e for e in elements(pdf, "L") if "in the box" in said(e)]
        assert [len([e for e in each.K if "/S" in e]) for each in lists] == [20]
        assert "continued" not in "".join(map(said, elements(pdf, "Document")))


SAID = {
    f"data/facts/said{n:02}.yaml": f"words:\n  label: said\n  type: statement\n  tags: [said]\n"
    f"  observations:\n    - {{value: '{n}. {LONG}', by: 'A. Person, clerk', on: 2026-01-02,"
    " source: log}\n"
    for n in range(26)
}


@pytest.mark.parametrize("layout", ["outlook", "press"])
def test_a_speaker_who_goes_on_overleaf_is_named_again(tmp_path: Path, layout: str) -> None:
    briefing = f"title: Desk\ntemplate: theme/{layout}.html\nbody:\n  - statements: said\n"
    (built,) = printed(tmp_path, {**SAID, "data/briefings/said.yaml": briefing})
    first, second = pages_of(built)
    assert first.count("A. Person") == 1
    assert second.startswith("A. Person (continued)")
    with Pdf.open(built.job.path) as pdf:
        assert reading(pdf)(elements(pdf, "Document")[0]).count("A. Person") == 1


WARDS = {
    "data/facts/ward.yaml": "".join(
        f"w{n:02}:\n  label: {{en: Ward {n}, fr: Salle {n}}}\n  unit: {{en: beds, fr: lits}}\n"
        f"  observations:\n    - {{value: {n + 100}, on: 2026-01-02, source: log}}\n"
        for n in range(70)
    )
}
GROUPS = "".join(
    f"        - {{heading: {{en: Wing {n}, fr: Aile {n}}}, rows: ward.w{n}*}}\n" for n in range(7)
)
BEDS = "caption: {en: Beds, fr: Lits}"


def table_of(settings: str, before: str = "") -> dict[str, str]:
    """A note of one table under a heading."""
    head = f"title: Desk\nbody:\n  - heading: {{en: Wards, fr: Salles}}\n{before}"
    note = f"{head}  - table:\n      {settings}\n"
    return WARDS | {"data/briefings/beds.yaml": note}


@pytest.mark.parametrize(
    ("settings", "again"),
    [
        (f"{BEDS}\n      groups:\n{GROUPS}", "Beds (continued) · Date: Jan 2, 2026 Item Value"),
        (f"{BEDS}\n      rows: ward.*\n      orientation: landscape", "Beds (continued) · Date:"),
        ("rows: ward.*", "Wards (continued) Date: Jan 2, 2026 Item Value (beds)"),
        ("{rows: ward.*, columns: [label, value]}", "Wards (continued) Item Value (beds)"),
    ],
)
def test_a_table_that_goes_on_overleaf_says_so_under_its_title(
    tmp_path: Path, settings: str, again: str
) -> None:
    (built,) = printed(tmp_path, table_of(settings))
    first, *others = (page for page in pages_of(built) if "Ward " in page)
    assert others
    assert "(continued)" not in first
    assert [page.startswith(again) for page in others] == [True] * len(others)
    with Pdf.open(built.job.path) as pdf:
        said = reading(pdf)(elements(pdf, "Document")[0])
        assert "continued" not in said
        assert [said.count(each) for each in ("Ward 0", "Ward 69", "Item")] == [1, 1, 1]
        assert len(elements(pdf, "Table")) == len(elements(pdf, "THead")) == 1


@pytest.mark.parametrize(
    ("tag", "profile", "title", "group"),
    [("en", "standard", "Beds (continued)", "Wing"), ("fr", "large", "Lits (suite)", "Aile")],
)
def test_a_group_that_goes_on_overleaf_is_named_again(
    tmp_path: Path, tag: str, profile: Profile, title: str, group: str
) -> None:
    told = table_of(f"{BEDS}\n      groups:\n{GROUPS}")
    (built,) = printed(tmp_path, told, languages=(tag,), profile=profile)
    seen, again = set[str](), 0
    for page in pages_of(built):
        named = set(re.findall(rf"{group} (\d)", page))
        wards = {f"{int(n):02}"[0] for n in re.findall(r"(?:Ward|Salle) (\d+)", page)}
        assert wards <= named
        again += page.count(f"{group} ") - len(named - seen)
        assert page.count("(") == 0 or not seen or title in page
        seen |= named
    assert again > 0
    assert seen == set("0123456")


def test_the_columns_of_a_table_that_goes_on_keep_their_widths(tmp_path: Path) -> None:
    long = "long:\n  label: {en: A ward with a name of many words, fr: Salle}\n  observations:\n"
    long += "    - {value: 7, on: 2026-01-02, source: log}\n"
    told = table_of("rows: [first.long, 'ward.*']\n      columns: [label, value, standing]")
    (built,) = printed(tmp_path, told | {"data/facts/first.yaml": long})
    with pypdfium2.PdfDocument(built.job.path) as pdf:
        texts = [page.get_textpage() for page in pdf]
        starts = [text.get_charbox(text.search("Standing").get_next()[0])[0] for text in texts]
    assert len(starts) > 1
    assert max(starts) - min(starts) < 0.1


THIRTY = pytest.param(30, marks=beyond_the_oldest("it breaks a page before the last two rows"))


@pytest.mark.parametrize("rows", [THIRTY, 31, 32, 33])
def test_three_rows_of_a_table_stand_on_each_side_of_a_page(tmp_path: Path, rows: int) -> None:
    keys = ", ".join(f"ward.w{n:02}" for n in range(rows))
    (built,) = printed(tmp_path, table_of(f"{{rows: [{keys}], columns: [label, value]}}"))
    on_each = [len(re.findall(r"Ward \d", page)) for page in pages_of(built)]
    assert sum(on_each) == rows
    assert min(on_each) >= 3 or on_each[1:] == [0]


@pytest.mark.parametrize("lines", [37, 39, 41])
def test_a_table_is_not_torn_from_the_words_that_lead_to_it(tmp_path: Path, lines: int) -> None:
    lead = "This leads to the beds of each ward."
    before = "  - text: |\n" + "      Line.\\\n" * lines + f"      {lead}\n"
    (built,) = printed(tmp_path, table_of("{rows: 'ward.w0*', columns: [label, value]}", before))
    (page,) = (each for each in pages_of(built) if "Ward 0" in each)
    assert lead in page


@pytest.mark.parametrize(
    ("block", "tag", "title"),
    [
        ("timeline: said", "en", "Wards (continued)"),
        ("facts: 'ward.*'", "fr", "Salles (suite)"),
        ("tiles: 'ward.*'", "en", "Wards (continued)"),
    ],
)
def test_a_list_that_goes_on_overleaf_says_so_under_its_heading(
    tmp_path: Path, block: str, tag: str, title: str
) -> None:
    events = {name: text.replace("type: statement", "type: event") for name, text in SAID.items()}
    note = f"title: Desk\nbody:\n  - heading: {{en: Wards, fr: Salles}}\n  - {block}\n"
    files = {**WARDS, **events, "data/briefings/list.yaml": note}
    (built,) = printed(tmp_path, files, languages=(tag,))
    first, *others = pages_of(built)
    assert title not in first
    assert others
    assert [page.startswith(title) for page in others] == [True] * len(others)
    with Pdf.open(built.job.path) as pdf:
        assert title not in reading(pdf)(elements(pdf, "Document")[0])


def test_a_row_that_no_page_holds_begins_under_its_head(tmp_path: Path) -> None:
    text = "port2:\n  label: long\n  type: text\n  observations:\n"
    text += f"    - {{value: '{LONG * 70}', on: 2026-01-02, source: log}}\n"
    briefing = "title: Desk\nbody:\n  - heading: Rows\n  - table:\n"
    briefing += "      rows: [port.ships, more.port2]\n      columns: [label, value]\n"
    files = {"data/facts/more.yaml": text, "data/briefings/rows.yaml": briefing}
    (built,) = printed(tmp_path, files)
    first, *others = pages_of(built)
    assert {"Rows", "Item", "Long"} <= set(first.split())
    assert [page.startswith("Item") for page in others] == [True] * len(others)


def test_a_box_is_parted_at_any_depth() -> None:
    tree = parse(
        "<div id=box><h3 data-continued='(continued)'>Six<sup class=source>[1]</sup>"
        " of <b id=fact-1>9</b></h3><ol start=3><li id=a>A<li id=b>B<p id=c>C</p></li></ol></div>"
    )
    elements_ = list(tree.iter())
    box, before = (
        next(n for n, e in enumerate(elements_) if e.get("id") == i) for i in ("box", "c")
    )
    again = continued(tree, box, before)
    one, other = titled_boxes(again)
    assert [plain_words(e) for e in one] == ["Six of 9", "AB"]
    assert [plain_words(e) for e in other] == ["Six of 9 (continued)", "C"]
    assert [e.get("id") for e in other.iter() if e.get("id")] == ["c"]
    assert other[1].get("start") == "5"
    assert one.get("data-part-of") == other.get("data-part-of")


# ---- the last page


def test_what_a_document_ends_with_takes_lines_along(tmp_path: Path) -> None:
    files = {
        f"data/briefings/n{points}.yaml": "title: Desk\nbody:\n  - heading: Port\n  - points:\n"
        + "".join(f"      - '{n} goes {{{{ port.ships }}}}'\n" for n in range(points))
        for points in (27, 29)
    }
    for built in printed(tmp_path, files):
        *_, last = pages_of(built)
        assert "goes" in last
        assert "Sources" in last


LONGER = "Des navires sont ici et attendent le beau temps au large de la côte depuis bien des jours"


def crowded(settings: str) -> Mapping[str, str]:
    """A briefing that fills a page in English, and takes six lines more in French."""
    texts = [LONGER] * 6 + ["Des navires sont ici"] * 18
    points = [f"      - {{en: Ships lie here, fr: {text}}}\n" for text in texts]
    fours = ("".join(points[n : n + 4]) for n in range(0, len(points), 4))
    parts = [f"  - heading: Part\n  - points:\n{four}" for four in fours]
    return {"data/briefings/crowded.yaml": f"title: Desk\n{settings}body:\n{''.join(parts)}"}


def spacings(built: list[Built]) -> list[str]:
    """How much closer than usual things stand in editions."""
    pages = (b.job.path.with_suffix("") / "index.html" for b in built)
    roots = (parse(page.read_text(encoding="utf-8")) for page in pages)
    return [" ".join(sorted(classes(root) & {"snug", "tight"})) for root in roots]


def test_a_language_alone_that_is_set_closer_is_told(tmp_path: Path) -> None:
    both = ("en", "fr")
    built = printed(tmp_path, crowded("max_pages: 1\n"), languages=both, html=True)
    assert [(b.pages, s) for b, s in zip(built, spacings(built), strict=True)] == [
        (1, ""),
        (1, "snug"),
    ]
    (found,) = (f for b in built for f in b.findings)
    assert str(found) == (
        "data/briefings/crowded.yaml:1:1: note: 'crowded.fr.pdf' is set closer to save a page,"
        " whatever its other languages are\n"
        "  hint: write 'spacing: snug', or usual, which counts in all of them"
    )


def test_spacing_that_a_briefing_asks_for_is_that_of_every_language(tmp_path: Path) -> None:
    settings, both = "max_pages: 1\nspacing: snug\n", ("en", "fr")
    built = printed(tmp_path, crowded(settings), languages=both, html=True)
    assert [b.pages for b in built] == [1, 1]
    assert spacings(built) == ["snug", "snug"]
    assert not [f for b in built for f in b.findings]


def test_no_language_is_set_closer_than_its_briefing_says(tmp_path: Path) -> None:
    settings, both = "max_pages: 1\nspacing: usual\n", ("en", "fr")
    built = printed(tmp_path, crowded(settings), languages=both, html=True)
    assert spacings(built) == ["", ""]
    assert [f.rule for b in built for f in b.findings] == ["max-pages"]


@pytest.mark.parametrize("profile", ["clear", "large"])
def test_larger_type_keeps_its_white_in_every_language(tmp_path: Path, profile: Profile) -> None:
    settings, both = "max_pages: 1\nspacing: snug\n", ("en", "fr")
    built = printed(tmp_path, crowded(settings), languages=both, html=True, profile=profile)
    assert spacings(built) == ["", ""]
    assert not [f for b in built for f in b.findings]


# ---- long lists of notes


@pytest.mark.parametrize("profile", ["standard", "large"])
def test_the_number_of_a_note_has_room_before_its_words(tmp_path: Path, profile: Profile) -> None:
    logs = "".join(
        f"log{n}: {{title: Log {n}{' and so on' * 12}, publisher: Desk, published: 2026-01-02}}\n"
        for n in range(100)
    )
    facts = "".join(
        f"f{n}:\n  label: ships\n  observations:\n"
        f"    - {{value: {n + 200}, on: 2026-01-02, source: log{n}}}\n"
        for n in range(100)
    )
    told = " ".join(f"{{{{ ward.f{n} }}}}" for n in range(100))
    files = {
        "data/sources.yaml": DESK["data/sources.yaml"] + logs,
        "data/facts/ward.yaml": facts,
        "data/briefings/note.yaml": f"title: Desk\nbody:\n  - text: '{told}'\n",
    }
    (built,) = printed(tmp_path, files, profile=profile)
    with pypdfium2.PdfDocument(built.job.path) as pdf:
        text = next(p for p in (page.get_textpage() for page in pdf) if "100. Desk" in words_of(p))
        start = words_of(text).index("100. Desk")
        second = words_of(text).index("\n", start) + 1
        stop, desk, below = (text.get_charbox(at) for at in (start + 3, start + 5, second))
    assert stop[2] < desk[0]
    assert abs(desk[0] - below[0]) < 2


def words_of(page: Any) -> str:
    """The text of a page, as its characters are numbered."""
    words: str = page.get_text_range()
    return words


# ---- what would stand alone

WAITING = "Ships lie here and wait for better weather off the coast, as they have for many days"


def lines(count: int) -> str:
    """A text of so many lines, as a block of a briefing."""
    return "  - text: |\n" + "      Line.\n\n" * count


def test_no_part_of_a_box_stands_alone_on_its_page(tmp_path: Path) -> None:
    findings = "  - key_findings:\n" + f"      - '{WAITING}'\n" * 6
    files = {
        f"data/briefings/n{n}.yaml": f"title: Desk\nbody:\n{lines(n)}{findings}" for n in (4, 6)
    }
    made = [pages_of(built) for built in printed(tmp_path, files, profile="large")]
    assert [[page.count("Ships") for page in pages] for pages in made] == [[2, 4], [0, 6]]


def test_records_of_several_lines_do_not_wait_for_one_another(tmp_path: Path) -> None:
    berths = "".join(
        f"b{n}:\n  label: {{en: Berth, fr: Quai}}\n  unit: {{en: ships, fr: navires}}\n"
        f"  observations:\n    - {{value: 7, on: 2026-01-0{n}, source: log}}\n"
        for n in (2, 3, 4)
    )
    body = f"{lines(7)}  - heading: Port\n  - table: berth.*\n"
    files = {
        "data/facts/berth.yaml": berths,
        "data/briefings/n.yaml": f"title: Desk\nbody:\n{body}",
    }
    (built,) = printed(tmp_path, files, profile="large")
    assert [page.count("Berth") for page in pages_of(built)] == [1, 2]


def test_a_text_that_leads_to_headings_stands_with_the_first(tmp_path: Path) -> None:
    leading = "  - heading: Part\n  - text: This leads to it.\n"
    below = "  - subheading: Second\n  - text: Behind it.\n"
    files = {"data/briefings/n.yaml": f"title: Desk\nbody:\n{lines(25)}{leading}{below * 9}"}
    (built,) = printed(tmp_path, files)
    pages = pages_of(built)
    assert [("Part" in page, "leads" in page) for page in pages] == [(False, False), (True, True)]


def test_a_last_page_that_cannot_be_filled_is_not_left_to_a_line(tmp_path: Path) -> None:
    box = "  - pressed:\n      on: it\n      points:\n" + "        - So it is.\n" * 9
    body = f"{lines(8)}{box}{lines(12)}"
    files = {"data/briefings/n.yaml": f"title: Desk\nspacing: usual\nbody:\n{body}"}
    (built,) = printed(tmp_path, files)
    assert [page.count("Line.") for page in pages_of(built)] == [8, 12]


# ---- what does not fit

WIDE = "Donaudampfschifffahrtselektricitatenhauptbetriebswerkbauunterbeamtengesellschaft"


def test_a_title_that_is_too_wide_is_told_and_a_draft_of_it_can_be_looked_at(
    tmp_path: Path,
) -> None:
    files = {"data/briefings/note.yaml": f"title: {WIDE}\nbody:\n  - points: ['One.']\n"}
    (built,) = printed(tmp_path, files, draft=True)
    assert built.failure
    fault, note = sorted(built.failure.findings, key=lambda f: f.severity)
    assert str(fault.place) == "data/briefings/note.yaml:1:8"
    assert fault.message.startswith(f"'{WIDE[:28]}")
    told = "'note.en.draft.pdf' is written to be looked at: what has no room is outlined"
    assert note.message == told
    with pypdfium2.PdfDocument(built.job.path) as pdf:
        picture = pdf[0].render(scale=1).to_pil().convert("RGB")
    colours = {colour for _, colour in picture.getcolors(maxcolors=2**24)}
    assert any(red > 180 and green < 60 and blue < 90 for red, green, blue in colours)
    (plain,) = printed(tmp_path, files)
    assert plain.failure
    assert not plain.job.path.exists()


def test_a_picture_leaves_room_on_its_page(tmp_path: Path) -> None:
    files = {
        "data/briefings/note.yaml": "title: Desk\nbody:\n  - image:\n      file: tall.png\n"
        "      alt: A gauge\n      caption: A gauge\n"
    }
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk/tall.png").write_bytes(png(width=300, height=3000))
    (built,) = printed(tmp_path, files)
    assert built.failure is None


# ---- the sides of a folded sheet


def folded(**settings: str) -> dict[str, str]:
    """A handout with a little inside."""
    own = "".join(f"{name}: {value}\n" for name, value in settings.items())
    body = "body:\n  - points: [Ships lie here.]\n  - heading: Port\n  - text: Ships lie here.\n"
    head = f"title: {TITLE}\ntemplate: theme/handout.html\n"
    return {"data/briefings/handout.yaml": f"{head}{own}{body}"}


TITLE = "The ships that lie at the quays of the port, counted and told by the harbour office"
ASKED = "Ask at the desk on the quay. "


def test_a_side_that_is_full_is_set_closer(tmp_path: Path) -> None:
    for asked, spacing, told in ((20, "", []), (84, "snug", ["spacing"])):
        (built,) = printed(tmp_path / spacing, folded(contact=ASKED * asked), html=True)
        assert (built.pages, spacings([built])) == (2, [spacing])
        assert [found.rule for found in built.findings] == told
        assert "Ask at the desk" not in pages_of(built)[1]


def test_a_side_that_goes_on_inside_is_told(tmp_path: Path) -> None:
    (built,) = printed(tmp_path, folded(contact=ASKED * 150))
    inside = pages_of(built)[1]
    assert "Ask at the desk" in inside
    (found,) = map(str, built.findings)
    assert re.sub(r"by \d+ lines", "by 9 lines", found) == (
        "data/briefings/handout.yaml:1:1: warning: the cover or the back is over its side"
        " by 9 lines, set inside\n"
        "  hint: shorten its texts, or name fewer sources"
    )


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_nothing_above_or_below_a_sheet_crosses_the_fold(tmp_path: Path, paper: Paper) -> None:
    files = folded(embargo="2026-01-05 18:30", section="Harbour office")
    (built,) = printed(tmp_path, files, paper=paper, draft=True)
    with pypdfium2.PdfDocument(built.job.path) as pdf:
        for page in pdf:
            left = page.get_textpage().get_text_bounded(right=page.get_width() / 2)
            assert "Embargoed until January 5, 2026, 6:30 p.m. (UTC)" in left.replace("\u00a0", " ")
            assert "Harbour office" not in left
