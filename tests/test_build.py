"""The whole program: from files to pages, the same bytes every time, and no word lost."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from matplotlib.ft2font import FT2Font

from asof import data
from asof.batch import build
from asof.diagnostics import AsofError, Finding
from asof.jobs import Built, Request, job_of
from asof.pdf.proof.text_check import pdf_text
from asof.templates import font_sheet
from asof.workspace import create, find_workspace

TODAY = date(2025, 6, 30)

# ---- a workspace of other facts, in French first, with a look of its own

FERRY = {
    "asof.yaml": """\
        title: {fr: Notes du traversier, en: Ferry notes}
        languages: [fr-CA, en-CA]
        timezone: Pacific/Auckland
        paper: a4
        """,
    "data/sources.yaml": """\
        horaire:
          title: {fr: Horaire, en: Timetable}
          publisher: {fr: La Traverse, en: The Crossing}
          published: 2023-05-01
        """,
    "data/facts/boats.yaml": """\
        crossings:
          label: {fr: traversées par jour, en: crossings a day}
          unit: {fr: {one: traversée, other: traversées}, en: {one: crossing, other: crossings}}
          observations:
            - {value: au moins 12, on: 2023-05-01, source: horaire}
        """.replace("au moins", "at least"),
    "data/briefings/ferry.yaml": """\
        title: {fr: Le traversier, en: The ferry}
        template: ferry.html
        as_of: 2023-06-01
        body:
          - heading: {fr: Service, en: Service}
          - points:
              - fr: "Le bateau fait {{ boats.crossings.counted }} : c'est peu."
                en: "The boat makes {{ boats.crossings.counted }}; that is little."
        """,
    "charts/boats.py": """\
        from asof.charts import chart, steps

        @chart(caption={"fr": "Les traversées", "en": "The crossings"})
        def boats(axes, edition):
            steps(axes, edition["boats.crossings"])
        """,
    "templates/ferry.html": """\
        {% extends "theme/note.html" %}
        {% block letterhead %}
        <p class="house">Traverse &amp; Cie</p>{{ super() }}
        {% endblock %}
        {% block end %}{{ chart("boats") }}{{ super() }}{% endblock %}
        """,
    "templates/own.css": """\
        :root { --ink: #641e00; --line: 16pt }
        .house { font: 600 20pt/24pt "Asof Serif"; color: #c83c00 }
        """,
}

# ---- the smallest workspace, for one text at a time

SMALL = {
    "asof.yaml": """\
        title: Small
        languages: [en-CA]
        timezone: UTC
        """,
    "data/sources.yaml": """\
        log: {title: Log, publisher: Harbour, published: 2025-01-02}
        """,
    "data/facts/port.yaml": """\
        ships:
          label: ships in port
          observations:
            - {value: about 7, on: 2025-01-02, source: log}
        """,
}


def folder(root: Path, *layers: dict[str, str]) -> Path:
    """A workspace with the files of some layers, each over the one before."""
    for name, text in {name: text for layer in layers for name, text in layer.items()}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = text.splitlines(keepends=True)
        indent = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
        path.write_text("".join(line[indent:] or "\n" for line in lines), encoding="utf-8")
    return root


def note(*texts: str, **settings: object) -> dict[str, str]:
    """A briefing of texts."""
    body = [{"text": text} for text in texts]
    briefing = {"title": "Note", "body": body} | settings
    return {"data/briefings/note.yaml": yaml.safe_dump(briefing, allow_unicode=True)}


def made(root: Path, **asked: Any) -> list[Built]:
    """What building gives, in this process."""
    return list(build(find_workspace(root), Request(TODAY, **asked)))


def one(root: Path, *layers: dict[str, str]) -> Built:
    """The one edition of a small workspace."""
    (built,) = made(folder(root, SMALL, *layers))
    return built


def failure(built: Built) -> list[Finding]:
    assert built.failure, "it was printed"
    return list(built.failure.findings)


def rules(built: Built) -> set[str]:
    return {finding.rule for finding in failure(built)}


def words(built: Built) -> str:
    """What a printed edition says, in one line."""
    assert built.failure is None, built.failure
    return " ".join(pdf_text(built.job.path.read_bytes()).split())


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("starter")
    create(root)
    return root


@pytest.fixture(scope="session")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    return made(folder(tmp_path_factory.mktemp("ferry"), FERRY))


# ---- the starter


@pytest.fixture(scope="session")
def editions(starter: Path) -> list[Built]:
    return made(starter)


def test_the_starter_prints_without_a_word_of_complaint(editions: list[Built]) -> None:
    assert [(b.failure, b.findings) for b in editions] == [(None, ())] * 2


def test_the_starter_is_a_note_of_one_page(editions: list[Built]) -> None:
    assert [b.pages for b in editions] == [1, 1]


def test_the_starter_says_as_of_when_and_names_its_sources(editions: list[Built]) -> None:
    english, french = (words(b) for b in editions)
    assert "Information current as of June 30, 2025" in english
    assert "Town of Alder Bay, Capital budget, December 10, 2024" in english
    assert "Information à jour au 30 juin 2025" in french
    assert "not public" in english
    assert "non public" in french


@pytest.mark.parametrize("day", ["2024-01-01", "2024-12-15", "2025-04-01", "2026-11-20"])
def test_the_starter_prints_for_any_day(starter: Path, tmp_path: Path, day: str) -> None:
    (built,) = made(starter, day=date.fromisoformat(day), languages=("fr",), out=tmp_path)
    assert built.failure is None


def test_the_starter_tells_an_earlier_reader_nothing_later(starter: Path, tmp_path: Path) -> None:
    (english,) = made(starter, day=date(2025, 4, 1), languages=("en",), out=tmp_path)
    text = words(english)
    assert "October 2025" in text
    assert "November 2025" not in text
    assert "All streets are open." in text


# ---- the same bytes


ELSEWHERE = (
    {"TZ": "Asia/Tokyo", "LANG": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "0"},
    {"TZ": "America/Vancouver", "LC_ALL": "fr_CA.UTF-8", "PYTHONHASHSEED": "2", "COLUMNS": "40"},
)


@pytest.fixture(scope="session")
def twice(starter: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The files of two builds in two processes, in two folders, under two skies."""
    return [_elsewhere(tmp_path_factory.mktemp(f"place{n}"), n) for n in range(2)]


def _elsewhere(root: Path, number: int) -> dict[str, bytes]:
    home = root / ("deep/er" * number)
    create(home)
    folder(home, note("{{ mains.crew }} *here*, {{ mains.budget }}."))
    command = [sys.executable, "-m", "asof.cli", "build", "--html"]
    environment = {**os.environ, **ELSEWHERE[number], "HOME": str(root)}
    subprocess.run(command, cwd=home, env=environment, check=True, umask=(0o022, 0o077)[number])
    found = (p for p in (home / "build").rglob("*") if p.is_file())
    return {p.relative_to(home).as_posix(): p.read_bytes() for p in found}


def test_two_builds_give_the_same_files(twice: list[dict[str, bytes]]) -> None:
    here, there = twice
    assert len([name for name in here if name.endswith(".pdf")]) == 2
    assert sorted(here) == sorted(there)


def test_two_builds_give_the_same_bytes(twice: list[dict[str, bytes]]) -> None:
    here, there = twice
    assert [name for name in here if here[name] != there[name]] == []


def test_a_record_holds_no_path_of_this_machine(editions: list[Built], starter: Path) -> None:
    record = editions[0].job.path.with_suffix(".json").read_text("utf-8")
    assert str(starter) not in record
    assert json.loads(record)["path"] == "2025-06-30/note.en.pdf"


# ---- the embargo


def told_of(tmp_path: Path, embargo: str, day: str, tag: str = "en-CA") -> str:
    """What an edition of a day says of an embargo."""
    home = folder(tmp_path, SMALL, note("Words.", as_of=day, embargo=embargo))
    (built,) = made(home, languages=(tag,))
    assert built.failure is None
    return " ".join(pdf_text(built.job.path.read_bytes()).split())


def test_an_embargo_is_told_until_its_day_is_over(tmp_path: Path) -> None:
    words = "Embargoed until July 2, 2025, 6:00 a.m. (UTC)"
    assert words in told_of(tmp_path, "2025-07-02 06:00", "2025-06-30")
    assert words in told_of(tmp_path, "2025-07-02T06:00", "2025-07-02")
    assert words not in told_of(tmp_path, "2025-07-02 06:00", "2025-07-03")


def test_an_embargo_of_another_zone_is_told_by_the_clocks_of_ours(tmp_path: Path) -> None:
    words = "Embargoed until July 1, 2025, 11:30 p.m. (UTC)"
    assert words in told_of(tmp_path, "2025-07-02T01:30+02:00", "2025-07-01")
    assert words not in told_of(tmp_path, "2025-07-02T01:30+02:00", "2025-07-02")


def test_an_embargo_may_be_a_day(tmp_path: Path) -> None:
    assert "Embargoed until July 2, 2025" in told_of(tmp_path, "2025-07-02", "2025-06-30")


@pytest.mark.parametrize(
    ("embargo", "zone", "moment"),
    [
        ("2025-07-02 06:00", "America/Toronto", "2025-07-02T06:00:00-04:00"),
        ("2025-07-02T01:30+02:00", "Europe/London", "2025-07-02T00:30:00+01:00"),
        ("2025-07-02", "America/Toronto", "2025-07-03T00:00:00-04:00"),
        ("2025-04-24", "Africa/Cairo", "2025-04-25T01:00:00+03:00"),  # whose clocks skip midnight
        ("2025-11-02T01:30-05:00", "America/Toronto", "2025-11-02T01:30:00-05:00"),
    ],
)
def test_a_record_tells_when_an_embargo_lifts(
    tmp_path: Path, embargo: str, zone: str, moment: str
) -> None:
    settings = SMALL["asof.yaml"].replace("UTC", f"{zone}\n        tlp: AMBER")
    told = note("Words.", embargo=embargo, marking="For partners")
    home = folder(tmp_path, SMALL | {"asof.yaml": settings}, told)
    workspace = find_workspace(home)
    briefing = data.read(workspace)[1]["note"]
    job = job_of(workspace, (briefing, None), workspace.languages[0], Request(date(2025, 6, 30)))
    handling = {"marking": "For partners", "tlp": "AMBER", "embargo": moment}
    assert job.described(1)["handling"] == handling


def test_a_record_tells_nothing_of_handling_where_nothing_is_asked(tmp_path: Path) -> None:
    (built,) = made(folder(tmp_path, SMALL, note("Words.")), languages=("en-CA",))
    assert "handling" not in json.loads(built.job.record.read_text("utf-8"))
    marked = folder(tmp_path, SMALL, note("Words.", tlp="GREEN"))
    (built,) = made(marked, languages=("en-CA",))
    assert json.loads(built.job.record.read_text("utf-8"))["handling"] == {"tlp": "GREEN"}


# ---- names


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({}, "2025-06-30/note.en.pdf"),
        ({"paper": "letter"}, "2025-06-30/note.en.pdf"),
        ({"paper": "a4"}, "2025-06-30/note.en.a4.pdf"),
        ({"profile": "large"}, "2025-06-30/note.en.large.pdf"),
        (
            {"draft": True, "sides": "duplex", "profile": "clear", "paper": "a4"},
            "2025-06-30/note.en.clear.a4.duplex.draft.pdf",
        ),
        ({"day": date(2025, 4, 1)}, "2025-04-01/note.en.pdf"),
        (
            {"day": date(2025, 4, 1), "known": date(2025, 7, 1)},
            "2025-04-01/note.en.known-2025-07-01.pdf",
        ),
        ({"known": date(2025, 6, 30)}, "2025-06-30/note.en.pdf"),
        (
            {"paper": "a4", "known": date(2025, 7, 1)},
            "2025-06-30/note.en.a4.known-2025-07-01.pdf",
        ),
    ],
)
def test_a_name_says_what_is_not_the_default(
    tmp_path: Path, asked: dict[str, Any], name: str
) -> None:
    (built,) = made(folder(tmp_path, SMALL, note("Words.", as_of="2025-06-30")), **asked)
    assert built.failure is None
    assert built.job.path.relative_to(tmp_path / "build").as_posix() == name


def test_two_kinds_of_one_language_keep_their_whole_tags(tmp_path: Path) -> None:
    both = {"asof.yaml": "title: Small\nlanguages: [en-CA, en-GB]\ntimezone: UTC\n"}
    built = made(folder(tmp_path, SMALL, both, note("Words.")))
    assert [b.job.path.name for b in built] == ["note.en-CA.pdf", "note.en-GB.pdf"]


def test_a_page_known_later_says_so(starter: Path, tmp_path: Path) -> None:
    day, known = date(2025, 4, 1), date(2025, 7, 1)
    (built,) = made(starter, languages=("en",), out=tmp_path, day=day, known=known)
    assert "Situation on April 1, 2025, as known on July 1, 2025" in words(built)


def test_nothing_to_print_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AsofError, match="no briefings"):
        made(folder(tmp_path, SMALL))


# ---- another publication: other facts, French first, its own template, chart and look


def test_another_publication_prints(ferry: list[Built]) -> None:
    assert [(b.failure, b.job.path.name) for b in ferry] == [
        (None, "ferry.fr.pdf"),
        (None, "ferry.en.pdf"),
    ]


def test_its_first_language_is_the_first(ferry: list[Built]) -> None:
    french, english = (words(b) for b in ferry)
    assert "Le bateau fait au moins 12 traversées" in french.replace("\xa0", " ")
    assert "The boat makes at least 12 crossings" in english.replace("\xa0", " ")


def test_its_own_template_and_chart_are_on_the_page(ferry: list[Built]) -> None:
    french = words(ferry[0])
    assert "Traverse & Cie" in french
    assert "Les traversées" in french


def test_its_own_colours_and_paper_are_on_the_page(ferry: list[Built]) -> None:
    with pikepdf.open(ferry[0].job.path) as pdf:
        page = pdf.pages[0]
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        assert [round(float(n)) for n in page.MediaBox] == [0, 0, 595, 842]
    shades = {tuple(float(n) for n in m.split()) for m in re.findall(rb"([\d. ]+) rg", content)}
    assert (100 / 255, 30 / 255, 0.0) in {tuple(round(n * 255) / 255 for n in s) for s in shades}
    assert (200 / 255, 60 / 255, 0.0) in {tuple(round(n * 255) / 255 for n in s) for s in shades}


# ---- the PDF


@pytest.fixture
def pdf(editions: list[Built]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(editions[1].job.path) as opened:
        yield opened


def test_the_pdf_is_tagged_and_says_its_language(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in pdf.Root
    assert str(pdf.Root.Lang) == "fr-CA"


def test_the_pdf_shows_its_title(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo["/Title"]) == "Conduites d’eau – 30 juin 2025"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_the_pdf_claims_ua_1(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert str(metadata["pdfuaid:part"]) == "1"


def test_the_pdf_has_a_bookmark_for_each_heading(pdf: pikepdf.Pdf) -> None:
    def titles(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
        for item in items:
            yield item.title
            yield from titles(item.children)

    with pdf.open_outline() as outline:
        found = list(titles(outline.root))
    assert found[0] == "Conduites d’eau"
    assert {"En bref", "Messages clés", "Faits saillants"} <= set(found)


def test_every_figure_has_its_alternative(pdf: pikepdf.Pdf) -> None:
    figures = [
        o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"
    ]
    assert figures
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_only_our_own_fonts_are_embedded(pdf: pikepdf.Pdf) -> None:
    fonts_ = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o]
    names = {str(font.FontName).partition("+")[2] for font in fonts_}
    assert names
    assert all(name.startswith(("Asof-", "SourceS")) for name in names), names


def test_no_clock_is_in_the_pdf(pdf: pikepdf.Pdf) -> None:
    assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())


def test_too_many_pages_are_counted(tmp_path: Path) -> None:
    built = one(tmp_path, note(*["A paragraph of its own. " * 40] * 12, max_pages=1))
    (finding,) = built.findings
    assert finding.rule == "max-pages"
    over = f"{built.pages} pages, {built.pages - 1} over max_pages by "
    assert re.fullmatch(rf"{over}\d+ lines", finding.message)


# ---- no word lost, none doubled, none in a borrowed letter


def test_a_character_that_no_font_has_is_an_error(tmp_path: Path) -> None:
    built = one(tmp_path, note("A word in 漢字."))
    assert "missing-glyph" in rules(built)
    assert "no font has the character '漢' (U+6F22)" in str(built.failure)


def test_hidden_words_are_lost_words(tmp_path: Path) -> None:
    built = one(
        tmp_path,
        note("Seen. **Overlooked** words."),
        {"templates/own.css": "strong { display: none }"},
    )
    assert rules(built) == {"lost-words"}
    assert "overlooked" in str(built.failure)


def test_words_on_every_page_are_doubled_words(tmp_path: Path) -> None:
    css = {"templates/own.css": "strong { position: fixed; top: 0 }"}
    built = one(tmp_path, note("**Everywhere.**", *["A paragraph of its own. " * 40] * 12), css)
    assert rules(built) == {"doubled-words", "overprint"}
    assert "everywhere" in str(built.failure)


def test_words_outside_the_page_are_told_as_such(tmp_path: Path) -> None:
    css = {"templates/own.css": "strong { position: absolute; left: -40cm }"}
    built = one(tmp_path, note("Seen. **Gone.**"), css)
    assert rules(built) == {"off-page"}


ROWS = """\
{% extends "theme/note.html" %}
{% block body %}
<div class="rows">{% for n in range(40) %}
<p>Label</p><p>{{ "word " * (n * 17 % 51 + 10) }}<i>note {{ n }} says so</i> last {{ n }}</p>
{% endfor %}</div>
{% endblock %}
"""
FOOTED = "i { float: footnote }"


def test_a_grid_across_a_page_break_is_found_out(tmp_path: Path) -> None:
    css = FOOTED + ".rows { display: grid; grid-template-columns: 3cm 1fr }"
    layers = {"templates/rows.html": ROWS, "templates/own.css": css}
    built = one(tmp_path, note(template="rows.html"), layers)
    assert rules(built)
    assert rules(built) <= {"lost-words", "doubled-words", "too-tall"}


def test_a_float_in_its_place_loses_and_doubles_nothing(tmp_path: Path) -> None:
    css = FOOTED + ".rows p:nth-child(odd) { float: left } .rows p { margin-left: 3cm }"
    layers = {"templates/rows.html": ROWS, "templates/own.css": css}
    assert one(tmp_path, note(template="rows.html"), layers).failure is None


def test_words_that_a_style_sheet_adds_are_its_own_affair(tmp_path: Path) -> None:
    css = 'p::before { content: "Added " attr(class) } p::after { content: counter(page) }'
    built = one(tmp_path, note("Given."), {"templates/own.css": css})
    assert "Added" in words(built)


SHAPES = {
    "capitals": "p { text-transform: uppercase }",
    "small capitals": "p { font-variant: small-caps }",
    "all small capitals": "p { font-variant-caps: all-small-caps }",
    "a large first letter": ".prose p::first-letter { font-size: 3em }",
    "hyphens": ".prose p { hyphens: auto; width: 2.2cm }",
    "hyphens of its own": '.prose p { hyphens: auto; hyphenate-character: "="; width: 2.2cm }',
    "ligatures": "p { font-variant-ligatures: common-ligatures discretionary-ligatures }",
    "fractions": "p { font-variant-numeric: diagonal-fractions oldstyle-nums }",
    "columns": ".prose p { columns: 3 }",
    "letter spacing": "p:not(.banner-day) { letter-spacing: .4em }",
    "justified": "p { text-align: justify; word-spacing: .3em }",
    "a frame": "p { border: 2pt solid; transform: rotate(3deg) }",
}
PROSE = (
    "Straße, office, fjord, affluent, first of all: the responsibility for the waterworks’ "
    "internationalization lies with the municipality’s administration; 1/2 or 3/4 cœur, Œuvre. "
)


@pytest.mark.parametrize("css", SHAPES.values(), ids=SHAPES.keys())
def test_no_word_is_missed_that_is_there(tmp_path: Path, css: str) -> None:
    text = '{{ "' + PROSE + '" | literal }}'
    built = one(tmp_path, note(text, text * 6, text), {"templates/own.css": css})
    assert built.failure is None


def odd_characters() -> list[str]:
    """A thousand characters that the text font has and that are more than ASCII."""
    known = FT2Font(str(font_sheet()["SourceSansPro-Regular.ttf"])).get_charmap()
    kept = [chr(code) for code in known if code > 0x7E and _set_alone(chr(code))]
    return kept[:1000]


def _set_alone(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZM"


def test_a_thousand_odd_characters_are_all_there(tmp_path: Path) -> None:
    odd = odd_characters()
    assert len(odd) == 1000
    text = " ".join("".join(odd[n : n + 10]) for n in range(0, 1000, 10))
    assert one(tmp_path, note(text)).failure is None


def test_a_table_head_on_every_page_is_not_doubled(tmp_path: Path) -> None:
    rows = "\n".join(f"k{n},{n * 3},2025-01-02,log" for n in range(90))
    layers = {
        "data/facts/many.yaml": "rows: {label: Quay, table: tables/many.csv}\n",
        "data/tables/many.csv": f"key,value,on,source\n{rows}\n",
    }
    body = [{"table": {"rows": ["many.rows.*"], "columns": ["label", "value", "on", "source"]}}]
    built = one(tmp_path, note(body=body), layers)
    assert built.pages > 1
    assert words(built).count("Value") == built.pages


def test_a_figure_that_is_copied_from_a_page_keeps_apart_from_its_source(tmp_path: Path) -> None:
    for notes in ("end", "page"):
        built = one(tmp_path / notes, note("There are {{ port.ships }} ships.", source_notes=notes))
        assert re.search(r"7[ \u00a0]\[1\] ships", words(built))


def test_footnotes_are_counted_once(tmp_path: Path) -> None:
    built = one(
        tmp_path, note("Ships: {{ port.ships }}.", "Again {{ port.ships }}.", source_notes="page")
    )
    assert words(built).count("Harbour, Log, January 2, 2025.") == 1


# ---- pictures


DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><text y="15">Quay wall</text></svg>
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "78da63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def pictured(file: str) -> dict[str, str]:
    return note(body=[{"image": {"file": file, "alt": "A wall", "caption": "The wall"}}])


def test_a_drawing_is_on_the_page_with_its_words(tmp_path: Path) -> None:
    built = one(tmp_path, pictured("images/wall.svg"), {"images/wall.svg": DRAWING})
    assert "Quay wall" in words(built)


def test_a_photograph_is_in_the_pdf(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images/wall.png").write_bytes(PIXEL)
    built = one(tmp_path, pictured("images/wall.png"))
    assert built.failure is None
    with pikepdf.open(built.job.path) as pdf:
        assert len(pdf.pages[0].get_images()) == 1


def test_a_picture_within_the_template_is_set(tmp_path: Path) -> None:
    data = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    page = (
        '{% extends "theme/note.html" %}{% block end %}<img alt="Dot" src="'
        + data
        + '">{% endblock %}\n'
    )
    assert (
        one(tmp_path, note("Words.", template="dot.html"), {"templates/dot.html": page}).failure
        is None
    )


@pytest.mark.parametrize("file", ["images/wall.svg", "images/wall.png"])
def test_a_picture_that_cannot_be_read_is_an_error(tmp_path: Path, file: str) -> None:
    built = one(
        tmp_path, pictured(file), {file: "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>\n"}
    )
    assert rules(built) == {"resource"}
    assert file in str(built.failure)


REMOTE = {
    "an image": '<img alt="x" src="https://example.org/x.png">',
    "a file outside": '<img alt="x" src="../../etc/passwd">',
    "an absolute path": '<img alt="x" src="/etc/passwd">',
    "an object": '<object data="https://example.org/x.svg">x</object>',
    "an embedded file": '<embed src="file:///etc/passwd">',
    "a style sheet": '<style>@import "https://example.org/x.css";</style>',
    "a background": '<p style="background: url(https://example.org/x.png)">x</p>',
    "an attachment": '<a rel="attachment" href="file:///etc/passwd">x</a>',
    "a drawing's picture": (
        '<svg width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>'
    ),
}


@pytest.mark.parametrize("html", REMOTE.values(), ids=REMOTE.keys())
def test_a_page_reaches_nothing_outside_the_workspace(tmp_path: Path, html: str) -> None:
    page = '{% extends "theme/note.html" %}\n{% block end %}' + html + "{% endblock %}\n"
    built = one(tmp_path, note("Words.", template="own.html"), {"templates/own.html": page})
    assert failure(built)


# ---- fonts


def test_a_font_of_the_machine_is_an_error(tmp_path: Path) -> None:
    """Only a machine that insists on its own fonts can lend one; the page does not take it."""
    import matplotlib as mpl

    own = Path(mpl.get_data_path(), "fonts/ttf")
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{own}</dir><cachedir>{tmp_path}</cachedir></fontconfig>")
    css = {"templates/own.css": 'p { font-family: "DejaVu Sans" }'}
    root = folder(tmp_path / "w", SMALL, css, note("Words."))
    command = [sys.executable, "-m", "asof.cli", "build"]
    environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "the font 'DejaVu Sans' is none of the document's own" in done.stderr


def test_a_font_that_the_publication_brings_is_its_own(tmp_path: Path) -> None:
    import matplotlib as mpl

    face = '@font-face { font-family: "House"; src: url("house.ttf") } p { font-family: House }'
    (tmp_path / "templates").mkdir()
    font = Path(mpl.get_data_path(), "fonts/ttf/DejaVuSerif.ttf")
    (tmp_path / "templates/house.ttf").write_bytes(font.read_bytes())
    built = one(tmp_path, note("Words."), {"templates/own.css": face})
    assert built.failure is None


def test_a_font_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    layers = {
        "templates/own.css": '@font-face { font-family: House; src: url("house.ttf") }\n',
        "templates/house.ttf": "no font\n",
    }
    built = one(tmp_path, note("Words."), layers)
    assert rules(built) == {"resource"}


# ---- what fails, fails alone


def test_an_edition_that_fails_leaves_the_others_and_its_last_good_file(tmp_path: Path) -> None:
    root = folder(tmp_path, SMALL, note("Words."))
    folder(root, {"data/briefings/another.yaml": "title: Another\nbody: [{text: Fine.}]\n"})
    first = {b.job.briefing.name: b for b in made(root)}
    before = first["another"].job.path.read_bytes()
    folder(root, {"data/briefings/another.yaml": "title: Another\nbody: [{chart: none}]\n"})
    later = {b.job.briefing.name: b for b in made(root)}
    assert failure(later["another"])[0].message == "no chart 'none'"
    assert later["note"].failure is None
    assert first["another"].job.path.read_bytes() == before
