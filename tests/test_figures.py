"""The frame of a figure: what it shows, where and when, from which sources, as of which day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from asof import data
from asof.build import filled_document
from asof.diagnostics import Location, RenderError
from asof.jobs import Request, plan_jobs
from asof.language import language
from asof.ledger import as_of
from asof.page.document import Document
from asof.page.tree import SVG, classes
from asof.review.bare_figures import bare_figures
from asof.templates.chart_words import PythonWords
from asof.workspace import find_workspace
from harbour import harbour

DAY = date(2024, 3, 1)
NOTE = """\
title: {en: The port, fr: Le port}
template: theme/profile.html
body:
  - heading: {en: Ships, fr: Navires}
"""
CHART = """\
from asof.charts import Axes, Edition, chart, steps


@chart(
    caption={"en": "The port has {{ port.ships }} ships", "fr": "Port : {{ port.ships }} navires"},
)
def ships(axes: Axes, edition: Edition) -> None:
    steps(axes, edition["port.ships"])
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="3"/></svg>'


def document(
    root: Path, body: str, tag: str = "en", day: date = DAY, note: str = NOTE, **files: str
) -> Document:
    """The page of a note of the harbour that holds some blocks, with charts of these names."""
    charts = {f"charts/{name}.py": text for name, text in files.items()}
    for name, text in ({"charts/ships.py": CHART, "quay.svg": PICTURE} | charts).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    workspace = find_workspace(harbour(root, note=note + body))
    ledger, briefings = data.read(workspace)
    (job,) = plan_jobs(workspace, briefings, Request(day, languages=(tag,)))
    return filled_document(as_of(ledger, job.day, job.known, language(job.tag)), job)


def figures(page: Document) -> list[Element]:
    return list(page.tree.iter("figure"))


def lines(figure: Element) -> list[str]:
    """The lines of a figure's frame, as they print."""
    return [" ".join("".join(line.itertext()).split()) for line in figure.iter("p")]


def with_words(**words: str) -> str:
    """The chart with more words around it."""
    more = "".join(f"    {name}={text},\n" for name, text in words.items())
    return CHART.replace(")\ndef", f"{more})\ndef")


def problem(root: Path, chart: str, tag: str = "en") -> tuple[str, Location | None, str]:
    with pytest.raises(RenderError) as caught:
        document(root, "  - chart: ships\n", tag, ships=chart)
    (found,) = caught.value.findings
    return found.message, found.place, found.hint


# ---- what stands around a drawing


def test_a_figure_says_what_where_when_from_which_source_and_as_of_which_day(
    tmp_path: Path,
) -> None:
    (figure,) = figures(document(tmp_path, "  - chart: ships\n"))
    assert lines(figure) == [
        "The port has about 7 [1] ships",
        "Ships in port, January 2024",
        "Source: Harbour, Log [1]. As of March 1, 2024.",
    ]


def test_a_figure_speaks_the_language_of_its_page(tmp_path: Path) -> None:
    (figure,) = figures(document(tmp_path, "  - chart: ships\n", "fr"))
    assert lines(figure) == [
        "Port : environ 7 [1] navires",
        "Navires au port, janvier 2024",
        "Source : Harbour, Log [1]. Au 1er mars 2024.",
    ]


def test_the_period_is_that_of_what_was_drawn(tmp_path: Path) -> None:
    (figure,) = figures(document(tmp_path, "  - chart: ships\n", day=date(2024, 9, 1)))
    assert lines(figure)[1] == "Ships in port, from January to June 2024"


def test_facts_that_are_shown_are_the_title_where_its_own_cannot_be_printed(
    tmp_path: Path,
) -> None:
    chart = CHART.replace("{{ port.ships }}", "{{ port.permit }}")
    page = document(tmp_path, "  - chart: ships\n", day=date(2024, 9, 1), ships=chart)
    assert lines(figures(page)[0])[0] == "Ships in port"
    assert any("its text is left out" in found.message for found in page.findings)


def test_an_authors_subtitle_stands_before_the_period(tmp_path: Path) -> None:
    chart = with_words(subtitle='{"en": "Ships, all quays", "fr": "Navires, tous quais"}')
    (figure,) = figures(document(tmp_path, "  - chart: ships\n", ships=chart))
    assert lines(figure)[1] == "Ships, all quays, January 2024"


def test_a_note_is_the_last_line_and_may_hold_facts(tmp_path: Path) -> None:
    chart = with_words(note='{"en": "Berths: {{ port.pilots }}.", "fr": "Postes."}')
    page = document(tmp_path, "  - chart: ships\n", ships=chart)
    assert lines(figures(page)[0])[-1] == "Berths: 12 [1]."
    assert "port.pilots" in page.printed


def test_only_sources_of_what_was_drawn_are_named(tmp_path: Path) -> None:
    chart = CHART.replace("    steps(", '    edition["port.depth"].chosen\n    steps(')
    (figure,) = figures(document(tmp_path, "  - chart: ships\n", ships=chart))
    assert lines(figure)[-1] == "Source: Harbour, Log [1]. As of March 1, 2024."


def test_each_publisher_is_named_once_with_its_sources_in_rising_order(tmp_path: Path) -> None:
    body = "  - facts: [port.berths]\n  - chart: ships\n"
    chart = CHART.replace(
        '    steps(axes, edition["port.ships"])',
        '    for name in ("depth", "ships"):\n        steps(axes, edition[f"port.{name}"])',
    )
    (figure,) = figures(document(tmp_path, body, day=date(2024, 9, 1), ships=chart))
    assert lines(figure)[-1] == (
        "Sources: Harbour [1, 2]; Coast guard [3]. As of September 1, 2024."
    )


def test_what_was_known_on_another_day_is_said(tmp_path: Path) -> None:
    root = harbour(tmp_path, note=NOTE + "  - chart: ships\n")
    (root / "charts").mkdir()
    (root / "charts/ships.py").write_text(CHART)
    workspace = find_workspace(root)
    ledger, briefings = data.read(workspace)
    request = Request(DAY, known=date(2024, 5, 1), languages=("en",))
    (job,) = plan_jobs(workspace, briefings, request)
    page = filled_document(as_of(ledger, job.day, job.known, language(job.tag)), job)
    told = "Situation on March 1, 2024, as known on May 1, 2024."
    assert lines(figures(page)[0])[-1].endswith(told)


def test_a_picture_has_the_frame_of_a_chart(tmp_path: Path) -> None:
    body = """\
  - image:
      file: quay.svg
      alt: {en: "A quay for {{ port.ships }} ships", fr: Un quai}
      caption: {en: The quay, fr: Le quai}
      subtitle: {en: Old port, fr: Vieux port}
      credit: {en: "Photo: A. Diver.", fr: "Photo : A. Diver."}
      note: {en: Closed at night., fr: Fermé la nuit.}
"""
    (figure,) = figures(document(tmp_path, body))
    assert lines(figure) == [
        "The quay",
        "Old port",
        "Photo: A. Diver. Source: Harbour, Log [1]. As of March 1, 2024.",
        "Closed at night.",
    ]


def test_a_picture_that_tells_no_fact_is_of_no_day(tmp_path: Path) -> None:
    body = "  - image: {file: quay.svg, alt: A quay, caption: The quay}\n"
    (figure,) = figures(document(tmp_path, body))
    assert lines(figure) == ["The quay"]


def test_a_template_frames_a_picture_in_the_same_way(tmp_path: Path) -> None:
    shown = '{{ image("quay.svg", alt="A quay", caption="The quay", credit="Photo: A. Diver") }}'
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/quay.html").write_text(
        f'{{% extends "theme/note.html" %}}{{% block body %}}{shown}{{% endblock %}}'
    )
    note = NOTE.replace("theme/profile.html", "quay.html")
    (figure,) = figures(document(tmp_path, "  - facts: [port.ships]\n", note=note))
    assert lines(figure) == ["The quay", "Photo: A. Diver"]


# ---- what a reading voice and a file say


def alt_of(page: Document) -> str:
    return next(page.tree.iter("img")).get("alt", "")


def test_the_picture_says_what_was_drawn_and_leaves_the_title_to_the_caption(
    tmp_path: Path,
) -> None:
    said = alt_of(document(tmp_path, "  - chart: ships\n"))
    assert said.startswith("Ships in port")
    assert "The port has" not in said


def test_an_authors_own_words_stand_for_the_picture(tmp_path: Path) -> None:
    chart = with_words(alt='{"en": "A step to {{ port.ships }} ships", "fr": "Une marche"}')
    page = document(tmp_path, "  - chart: ships\n", ships=chart)
    assert alt_of(page).replace("\u00a0", " ") == "A step to about 7 ships"


def test_a_chart_of_marks_that_are_no_facts_is_told_by_its_title(tmp_path: Path) -> None:
    chart = "from asof.charts import chart\n@chart(caption='North of the quay')\n"
    chart += "def ships(axes, edition):\n    axes.bar(['a', 'b'], [1, 2])\n"
    page = document(tmp_path, "  - chart: ships\n", ships=chart)
    assert alt_of(page) == "North of the quay"
    assert lines(figures(page)[0])[1:] == ["As of March 1, 2024."]


def test_the_file_of_a_drawing_says_by_itself_what_it_shows(tmp_path: Path) -> None:
    page = document(tmp_path, "  - chart: ships\n")
    drawing = fromstring(page.assets["charts/ships.svg"])
    assert [e.tag for e in drawing][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert drawing.findtext(f"{SVG}title", "").replace("\u00a0", " ") == (
        "The port has about 7 ships"
    )
    assert drawing.findtext(f"{SVG}desc", "").replace("\u00a0", " ") == (
        "Ships in port, January 2024 Source: Harbour, Log. As of March 1, 2024."
    )


# ---- numbers


TWO = "  - chart: ships\n  - image: {file: quay.svg, alt: A quay, caption: The quay}\n"


def test_figures_are_numbered_where_there_are_several(tmp_path: Path) -> None:
    page = document(tmp_path, TWO)
    titles = [lines(figure)[0] for figure in figures(page)]
    assert titles == ["Figure 1. The port has about 7 [1] ships", "Figure 2. The quay"]
    assert [figure.get("id") for figure in figures(page)] == ["figure-1", "figure-2"]


@pytest.mark.parametrize(("tag", "word"), [("en", "Figure 2."), ("fr", "Figure 2.")])
def test_figures_are_numbered_in_the_words_of_the_page(tmp_path: Path, tag: str, word: str) -> None:
    assert lines(figures(document(tmp_path, TWO, tag))[1])[0].startswith(word)
    assert language("es").word("figure", number="2") == "Figura 2."


def test_a_picture_without_a_title_has_no_number(tmp_path: Path) -> None:
    page = document(tmp_path, TWO.replace(", caption: The quay", ""))
    assert lines(figures(page)[0])[0] == "The port has about 7 [1] ships"


def listed(page: Document) -> list[tuple[str, str]]:
    lists = [e for e in page.tree.iter("div") if "list-of-figures" in classes(e)]
    return [(a.get("href", ""), a.text or "") for each in lists for a in each.iter("a")]


def test_the_contents_list_the_figures(tmp_path: Path) -> None:
    assert [(h, w.replace("\u00a0", " ")) for h, w in listed(document(tmp_path, TWO))] == [
        ("#figure-1", "1. The port has about 7 ships"),
        ("#figure-2", "2. The quay"),
    ]


def test_the_contents_do_not_list_a_single_figure(tmp_path: Path) -> None:
    page = document(tmp_path, "  - chart: ships\n")
    assert "List of figures" not in "".join(page.tree.itertext())


# ---- what goes wrong


def test_a_number_that_no_fact_supplied_is_told_where_it_is_typed(tmp_path: Path) -> None:
    chart = with_words(note='{"en": "Ships above 40 tons", "fr": "Navires"}')
    page = document(tmp_path, "  - chart: ships\n", ships=chart)
    workspace = find_workspace(tmp_path)
    (briefing,) = data.read(workspace)[1].values()
    assert list(bare_figures(page, briefing, language("en"))) == [
        (Location("charts/ships.py", 6, 30), "40"),
    ]


def test_a_fact_that_is_not_there_is_told_where_it_is_typed(tmp_path: Path) -> None:
    told, place, hint = problem(
        tmp_path, CHART.replace("{{ port.ships }} ships", "{{ port.shps }}")
    )
    assert told == "unknown fact 'port.shps'"
    assert place == Location("charts/ships.py", 5, 34)
    assert hint == "did you mean 'port.ships'?"


def test_words_are_needed_in_the_language_of_the_page(tmp_path: Path) -> None:
    told, place, hint = problem(tmp_path, with_words(note='{"en": "Ships"}'), "fr")
    assert (told, hint) == ("no text for 'fr'", "add fr: …")
    assert place == Location("charts/ships.py", 6, 17)


def test_a_language_that_the_workspace_lacks_is_told(tmp_path: Path) -> None:
    told, place, hint = problem(tmp_path, with_words(note='{"en": "Ships", "de": "Schiffe"}'))
    assert (told, hint) == ("unknown language 'de'", "the languages are en-CA, en, fr-CA, fr")
    assert place == Location("charts/ships.py", 6, 32)


@pytest.mark.parametrize("caption", ["7", "None", "['Ships']", "{'en': 7}", "{}"])
def test_what_is_no_text_is_refused(tmp_path: Path, caption: str) -> None:
    chart = (
        f"from asof.charts import chart\n@chart(caption={caption})\ndef ships(axes, edition): ...\n"
    )
    told, place, hint = problem(tmp_path, chart)
    assert told == "'caption' is neither a text nor one text for each language"
    assert (place, hint) == (Location("charts/ships.py", 2), "put the text in quotes")


def test_a_chart_needs_a_title(tmp_path: Path) -> None:
    chart = CHART.replace('"The port has {{ port.ships }} ships"', '" "')
    told, place, hint = problem(tmp_path, chart)
    assert (told, hint) == ("this chart has no caption", "write what it shows")
    assert place == Location("charts/ships.py", 5, 20)


@pytest.mark.parametrize(
    ("source", "words", "place", "raw"),
    [
        ('x = "été", "à b"\n', "à b", (1, 12), '"à b"'),
        ('x = ("one "\n     "two")\n', "one two", (1, 6), '"one "\n     "two"'),
        ("\r\nx = 'a\\u00e9'\r\n", "aé", (2, 5), "'a\\u00e9'"),
        ("@f(caption=f'{1}')\ndef g(): ...\n", "1", (1, 0), "1"),
    ],
)
def test_words_of_python_are_found_where_they_are_typed(
    source: str, words: str, place: tuple[int, int], raw: str
) -> None:
    found = PythonWords("charts/a.py", source).scalar(words)
    assert (found.place, found.raw) == (Location("charts/a.py", *place), raw)
