"""Texts that are kept by date: which one prints, what is told of it, when it prints anew."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from asof.files import Files
from asof.unread import unread_elsewhere
from test_numbered_editions import pages, run, told_reused
from test_review import files, judge, numbers, told, write

FACTS = numbers("value: 7, on: 2025-01-02, source: log")
BOTH = {"asof.yaml": "{title: Small, languages: [en-CA, fr-CA], timezone: UTC}\n"}
EIGHTH, NINTH, TENTH = (date(2025, 2, day) for day in (8, 9, 10))
FR = "{{ port.ships }} navires.\n"


def kept(block: str = "{text_of_day: texts/news}", **texts: str) -> dict[str, str]:
    """A note of one text, in two languages; `d8`, `d8_fr` are the texts of February 8."""
    note = f"title: {{en: Note, fr: Note}}\nas_of: 2025-02-10\nbody:\n  - {block}\n"
    names = {name: name[1:].split("_") for name in texts}
    named = {
        f"texts/news/2025-02-{'.'.join([day.zfill(2), *tag])}.md": texts[name]
        for name, (day, *tag) in names.items()
    }
    return files(FACTS, data__briefings__note_yaml=note) | BOTH | named


def test_the_newest_text_prints_in_each_language_with_its_day_where_that_is_earlier(
    tmp_path: Path,
) -> None:
    ours = "# Monday\n\n- **{{ port.ships }}** ships.\n"
    layout = kept(d8_en=ours, d8_fr=FR, d9_en="Ninth.\n", d9_fr="Neuf.\n", d11="Eleventh.\n")
    made = pages(tmp_path, layout, EIGHTH)
    assert "<h3>Monday</h3>" in made["en-CA"] or "Monday" in made["en-CA"]
    assert ">7</data>" in made["en-CA"]
    assert "navires" in made["fr-CA"]
    assert "text-day" not in made["en-CA"]
    made = pages(tmp_path, layout, TENTH)
    assert (
        '<p>Ninth.</p></div>\n\n<p class="text-day">Text of February 9, 2025</p>' in made["en-CA"]
    )
    assert '<p class="text-day">Texte du 9 février 2025</p>' in made["fr-CA"]


def test_a_text_of_an_earlier_day_is_told_and_one_of_the_day_is_not(tmp_path: Path) -> None:
    layout = kept(d8="Words.\n", d10="More.\n")
    assert told(tmp_path, layout, "text-of-day", day=TENTH) == []
    assert told(tmp_path, layout, "text-of-day", day=NINTH) == [
        (
            "texts/news/2025-02-08.md:1:1: warning: the text is of 2025-02-08, and the edition of "
            "2025-02-09\n  hint: write one of 2025-02-09, or allow it"
        )
    ]


@pytest.mark.parametrize(
    ("otherwise", "weight"), [("", "warning"), (", otherwise: No news.", "note")]
)
def test_where_there_is_no_text_its_otherwise_prints(
    tmp_path: Path, otherwise: str, weight: str
) -> None:
    layout = kept(f"{{text_of_day: texts/news{otherwise}}}", d10="Words.\n")
    hint = "\n  hint: add texts/news/2025-02-09.md" if weight == "warning" else ""
    assert told(tmp_path, layout, "text-of-day", day=NINTH) == [
        f"data/briefings/note.yaml:4:19: {weight}: texts/news has no text up to 2025-02-09{hint}"
    ]
    assert ("No news." in pages(tmp_path, layout, NINTH)["en-CA"]) is bool(otherwise)


def test_a_language_without_the_newest_text_is_told(tmp_path: Path) -> None:
    layout = kept(d8="All.\n", d9_en="Ninth.\n")
    assert told(tmp_path, layout, "missing-translation", day=NINTH) == [
        (
            "data/briefings/note.yaml:4:19: error: no text of 2025-02-09 for 'fr'\n"
            "  hint: add texts/news/2025-02-09.fr.md"
        )
    ]
    made = pages(tmp_path, layout, NINTH)
    assert "Ninth." in made["en-CA"]
    assert "Text" not in made["en-CA"].partition("</title>")[2]
    assert "Texte du 8 février 2025" in made["fr-CA"]


def test_the_own_text_of_a_language_comes_before_one_of_all_which_is_told(tmp_path: Path) -> None:
    layout = kept(d9="All.\n", d9_fr="Tous.\n") | {"texts/news/2025-02-09.fr-CA.md": "Nous.\n"}
    made = pages(tmp_path, layout, NINTH)
    assert ("All." in made["en-CA"], "Nous." in made["fr-CA"]) == (True, True)
    assert told(tmp_path, layout, "missing-translation", day=NINTH) == [
        (
            "texts/news/2025-02-09.md:1:1: error: this text is for every language, and others of"
            " its day are for one each\n  hint: keep one way"
        )
    ]


def test_a_text_in_a_language_that_the_workspace_has_not_is_told(tmp_path: Path) -> None:
    layout = kept(d8="All.\n", d9_it="Nove.\n")
    assert told(tmp_path, layout, "missing-translation", day=NINTH) == [
        (
            "texts/news/2025-02-09.it.md:1:1: error: unknown language 'it'\n"
            "  hint: the languages are en-CA, en, fr-CA, fr"
        )
    ]


def test_the_rules_of_texts_hold_in_files_at_their_lines(tmp_path: Path) -> None:
    layout = kept(d9_en="First.\n\nThen 12 ships and {{ port.ships }}.\n", d9_fr="Puis.\n")
    found = {f.rule: str(f).splitlines()[0] for f in judge(tmp_path, layout, day=NINTH)}
    assert found["bare-figure"] == (
        "texts/news/2025-02-09.en.md:3:6: error: '12' comes from no fact"
    )
    assert found["missing-translation"].startswith("texts/news/2025-02-09.fr.md:1:1: error: prints")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("One.\n\nThen {{ port.shps }}.\n", "3:6", "unknown fact 'port.shps'"),
        ("One.\r\n\r\n{{ port.ships + 1 }}\r\n", "3:1", "a fact cannot be part of it"),
        (" \n", "1:1", "this text has no words"),
        ("<b>Bold</b>\n", "1:1", "HTML"),
    ],
)
def test_a_mistake_in_a_file_is_told_where_it_stands(
    tmp_path: Path, text: str, place: str, message: str
) -> None:
    found = [str(f) for f in judge(tmp_path, kept(d9=text), day=NINTH)]
    assert [f for f in found if f.startswith(f"texts/news/2025-02-09.md:{place}: error: ")], found


def test_a_text_longer_than_the_limit_is_refused_at_its_file(tmp_path: Path) -> None:
    limited = {"asof.yaml": BOTH["asof.yaml"].replace("}", ", limits: {text: 10}}")}
    found = [str(f) for f in judge(tmp_path, kept(d9="Longer than that.\n") | limited, day=NINTH)]
    said = "error: this text has 17 characters; more than 10 are not read"
    assert [f for f in found if f.startswith(f"texts/news/2025-02-09.md:1:1: {said}")]


def test_a_new_text_prints_its_own_editions_anew(tmp_path: Path) -> None:
    root = write(tmp_path, kept(d8="Eight.\n"))
    run(root, "build", "--lang", "en")
    (root / "texts/news/2025-02-11.md").write_text("Later.\n", "utf-8")
    assert told_reused(root) == [True]
    (root / "texts/news/2025-02-09.md").write_text("Nine.\n", "utf-8")
    assert told_reused(root) == [False]
    record = json.loads((root / "build/2025-02-10/note.en.json").read_text("utf-8"))
    assert {"latest", "resource"} <= {kind for kind, *_ in record["inputs"]}


def test_texts_that_nobody_prints_are_told(tmp_path: Path) -> None:
    layout = kept(d8="Eight.\n") | {
        "texts/news/2025-02-30.md": "No day.\n",
        "texts/news/2025-02-09.docx": "Words.\n",
        "texts/2025-02-09.md": "Another folder.\n",
    }
    found = [(str(f.place), f.hint) for f in unread_elsewhere(Files(write(tmp_path, layout)))]
    by_day = "name it by its day, such as 2020-11-10.md or 2020-11-10.fr.md"
    assert found == [
        ("texts/2025-02-09.md", "print it by 'text_of_day: texts'"),
        ("texts/news/2025-02-09.docx", by_day),
        ("texts/news/2025-02-30.md", by_day),
    ]
