"""Each form of a page as a voice reads it: in the order of the page, each thing once, in words.

What is heard of the pages of `tests/aloud` stands in `tests/aloud/heard`: read it as a person who
sees nothing would hear it. `python tests/heard.py` writes it anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from asof.form import Form
from engines import beyond_the_oldest
from heard import FORMS, HEARD, NAMES, in_large_print, printed
from test_compare import told
from voice import aloud

Pages = dict[str, Path]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Every layout in both languages, as it is printed usually."""
    return printed(tmp_path_factory.mktemp("heard"), Form(), *NAMES)


CONTENTS = beyond_the_oldest("its pages break elsewhere, and contents name them")
READ = [pytest.param(name, marks=[CONTENTS] * (name == "profile")) for name in NAMES]


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("tag", ["en", "fr"])
def test_a_page_is_read_as_a_person_would_read_it(usual: Pages, name: str, tag: str) -> None:
    heard = (HEARD / f"{name}.{tag}.txt").read_text("utf-8").splitlines()
    assert list(aloud(usual[f"{name}.{tag}"])) == heard


def test_rows_in_large_print_are_read_as_records(tmp_path: Path) -> None:
    for name, path in in_large_print(tmp_path).items():
        assert list(aloud(path)) == (HEARD / f"{name}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_every_form_of_a_note_is_read_alike(usual: Pages, tmp_path: Path, form: Form) -> None:
    """But for what its form alone says: that it is a draft, and where it is found."""
    other = printed(tmp_path, form, "note")
    for name in ("note.en", "note.fr"):
        assert words(other[name]) == words(usual[name])


@beyond_the_oldest("it tags the words of a cell behind what stands on a line of its own there")
def test_a_sheet_of_changes_says_apart_whether_a_value_still_stands(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    told(HEARD.parent, "diff", "2024-03-01", "2025-06-02", "note", "--errata", sheet)
    (row,) = (line for line in aloud(sheet) if line.startswith("TR: # Pupils away"))
    assert row == (
        "TR: # Pupils away | at least 300 [source 1], current | at least 300 [source 1], stale"
        " | no longer confirmed: last reported Jan 8, 2024"
    )


def words(path: Path) -> list[str]:
    """What is heard of a page, however its rows are set."""
    said = [line.partition(": ")[2] for line in aloud(path)]
    return [line for line in said if not line.startswith(OWN)]


OWN = ("Draft", "Ébauche", "Aussi en", "Also in")
