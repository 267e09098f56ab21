"""A workspace states a language in a file of its own, or takes the place of one of ours."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from fontTools.ttLib import TTFont

from agency import ROBOTO
from asof import build, data
from asof.brand import needed_characters
from asof.cli import main
from asof.diagnostics import AsofError
from asof.form import THEME_LOOK
from asof.jobs import Job, Request, plan_jobs
from asof.language import grammars, language, tags
from asof.language.complete_grammar import borrowed_words, grammar_faults
from asof.ledger import Ledger
from asof.ledger.trace import Read
from asof.page.font_files import font_characters
from asof.workspace import read_workspace

HOME = {
    "asof.yaml": "title: Havn\nlanguages: [da-DK, en-CA]\ntimezone: UTC\n",
    "data/sources.yaml": "log: {title: Log, publisher: Havnen, published: 2025-01-02}\n",
    "data/facts/port.yaml": (
        "ships:\n"
        "  label: {da: skibe, en: ships}\n"
        "  unit: {da: {one: skib, other: skibe}, en: {one: ship, other: ships}}\n"
        "  observations: [{value: about 7, on: 2025-01-02, source: log}]\n"
        "works:\n"
        "  label: {da: arbejder, en: works}\n"
        "  type: progress\n"
        "  observations: [{value: late, on: 2025-01-02, source: log}]\n"
    ),
    "data/briefings/note.yaml": (
        "title: {da: Notat, en: Note}\n"
        "as_of: 2025-02-01\n"
        "body:\n"
        "  - facts: [port.ships, port.works]\n"
        '  - text: {da: "Der er {{ port.ships }} \\"nu\\".", en: "{{ port.ships }}."}\n'
    ),
}
BEGUN = "from dataclasses import replace\n\nfrom asof.language.en import LANGUAGE as ENGLISH\n\n"
DANISH = (
    BEGUN
    + """\
WORDS = {
    **ENGLISH.words,
    "as_of": "Situationen den",
    "also": "Også på dansk",
    "progress_late": "forsinket",
}

LANGUAGE = replace(
    ENGLISH,
    tag="da-DK",
    name="Danish",
    words=WORDS,
    typography={"": (('"(?P<it>[^"]+)"', r"»\\g<it>«"),)},
)
"""
)


def lay(root: Path, danish: str | None = DANISH, **others: str) -> Path:
    """The workspace in a folder, with the files of languages that it has."""
    stated = {"da": danish, **others}
    files = {f"languages/{n.replace('_', '-')}.py": text for n, text in stated.items() if text}
    for name, text in (HOME | files).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def jobs(root: Path, *, runs_code: bool = True) -> tuple[dict[str, Job], Ledger]:
    """The editions of its note by their languages, and its ledger."""
    workspace = read_workspace(root, runs_code=runs_code)
    ledger, briefings = data.read(workspace)
    planned = plan_jobs(workspace, briefings, Request(today=date(2025, 2, 1)))
    return {job.tag: job for job in planned}, ledger


def html(root: Path, tag: str) -> str:
    """The page of the note before it is set."""
    planned, ledger = jobs(root)
    return build.filled_document(planned[tag].edition(ledger), planned[tag]).html


def test_a_page_speaks_the_language_of_its_workspace(tmp_path: Path) -> None:
    page = html(lay(tmp_path), "da-DK")
    assert "Situationen den" in page
    assert "»nu«" in page
    assert "forsinket" in page
    assert "Også på dansk" in html(tmp_path, "en-CA")


def test_a_page_in_a_language_of_its_workspace_is_printed(tmp_path: Path) -> None:
    planned, ledger = jobs(lay(tmp_path))
    assert build.make(ledger, planned["da-DK"]).pages == 1


def test_a_file_of_a_workspace_takes_the_place_of_ours_or_of_a_region_of_it(
    tmp_path: Path,
) -> None:
    own = DANISH.replace("da-DK", "en-CA").replace("Situationen den", "State of things on")
    page = html(lay(tmp_path, en=own), "en-CA")
    assert "State of things on" in page
    region = own.replace("State of things on", "As at")
    assert "As at" in html(lay(tmp_path, en=own, en_CA=region), "en-CA")
    assert language("en-CA").word("as_of") == "Information current as of"


def test_workspaces_of_one_process_do_not_know_the_languages_of_others(tmp_path: Path) -> None:
    first = read_workspace(lay(tmp_path / "a"))
    second = read_workspace(lay(tmp_path / "b", DANISH.replace("Situationen den", "Pr.")))
    asked = [each.language("da-DK").word("as_of") for each in (first, second, first)]
    assert asked == ["Situationen den", "Pr.", "Situationen den"]
    assert "da" not in grammars()
    (tmp_path / "b/languages/da.py").unlink()
    with pytest.raises(AsofError) as caught:
        read_workspace(tmp_path / "b")
    assert "no words for language 'da-DK'" in str(caught.value)


def test_a_process_that_is_sent_a_language_reads_it_itself(tmp_path: Path) -> None:
    spoken = read_workspace(lay(tmp_path)).language("da-DK")
    assert spoken.word("as_of") == "Situationen den"
    assert pickle.loads(pickle.dumps(spoken)).word("as_of") == "Situationen den"


def test_words_that_nobody_translated_are_told(tmp_path: Path) -> None:
    root = str(lay(tmp_path, en=DANISH.replace("da-DK", "en-CA")))
    found = CliRunner().invoke(main, ["--workspace", root, "check", "--as-of", "2025-02-01"])
    (told,) = (line for line in found.stderr.splitlines() if "phrases" in line)
    number = len(borrowed_words(read_workspace(tmp_path).spoken.known["da-DK"])[0])
    assert 100 < number < len(grammars()["en"].words)
    assert told == (
        f"languages/da.py: warning: {number} phrases of this language are in English, such as"
        " 'situation', 'figures_dated', 'numbered'"
    )
    assert [borrowed_words(each) for each in grammars().values()] == [((), "")] * len(tags())


# ---- what a page depends on


def reads(root: Path, *, runs_code: bool = True) -> Mapping[str, tuple[Read, ...]]:
    planned, _ = jobs(root, runs_code=runs_code)
    return {tag: job.reads for tag, job in planned.items()}


def altered(root: Path, old: str, new: str) -> list[str]:
    """The languages whose pages are made anew when the Danish file is altered."""
    before, path = reads(root), root / "languages/da.py"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    now = reads(root)
    return [tag for tag in now if now[tag] != before[tag]]


def test_an_edited_file_makes_the_pages_anew_that_print_in_it(tmp_path: Path) -> None:
    lay(tmp_path)
    assert altered(tmp_path, "forsinket", "for sent") == ["da-DK"]
    assert altered(tmp_path, "Også på dansk", "På dansk også") == ["da-DK", "en-CA"]


def test_tiles_stand_alike_in_all_languages_so_they_depend_on_each(tmp_path: Path) -> None:
    lay(tmp_path)
    note = tmp_path / "data/briefings/note.yaml"
    note.write_text(note.read_text("utf-8") + "  - tiles: [port.ships]\n", "utf-8")
    assert altered(tmp_path, "forsinket", "for sent") == ["da-DK", "en-CA"]


def test_no_code_of_a_language_runs_where_none_may(tmp_path: Path) -> None:
    lay(tmp_path, DANISH + "\nraise ValueError\n")
    planned, ledger = jobs(tmp_path, runs_code=False)
    outcome = build.attempt(ledger, planned["da-DK"])
    assert isinstance(outcome, AsofError)
    assert str(outcome) == (
        "languages/da.py: error: 'da-DK' is not spoken: its file is code, and --no-code runs none\n"
        "  hint: read languages/da.py, then build without --no-code"
    )
    whole = reads(lay(tmp_path), runs_code=True)["da-DK"]
    assert reads(tmp_path, runs_code=False)["da-DK"] != whole


# ---- what is wrong with a file

MISTAKES = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each["mistake"])
def test_all_that_is_wrong_with_a_file_is_told_at_its_lines(
    tmp_path: Path, mistake: Mapping[str, str]
) -> None:
    tag, limits = mistake.get("tag", "da"), mistake.get("limits", "{}")
    lay(tmp_path, None, **{tag: mistake["file"]})
    home = HOME["asof.yaml"].replace("da-DK", tag) + f"limits: {limits}\n"
    (tmp_path / "asof.yaml").write_text(home, "utf-8")
    with pytest.raises(AsofError) as caught:
        read_workspace(tmp_path).spoken.check()
    assert "\n".join(map(str, caught.value.findings)) == mistake["says"].strip()


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("tlh", "CLDR has no numbers, months and plurals for 'tlh'"),
        ("da-QQ", "no region 'QQ' for language 'da-QQ'"),
    ],
)
def test_a_language_that_cldr_does_not_have_is_refused(tmp_path: Path, tag: str, told: str) -> None:
    lay(tmp_path, None, **{tag.partition("-")[0]: DANISH})
    home = HOME["asof.yaml"].replace("da-DK", tag)
    (tmp_path / "asof.yaml").write_text(home, "utf-8")
    with pytest.raises(AsofError) as caught:
        read_workspace(tmp_path)
    assert caught.value.findings[0].message == told


GEORGIAN = """\
from dataclasses import replace
from asof.language.en import LANGUAGE as ENGLISH
WORDS = {**ENGLISH.words, "as_of": "აბგ"}
LANGUAGE = replace(ENGLISH, tag="ka-GE", name="Georgian", words=WORDS)
"""


def test_a_language_whose_letters_no_font_has_is_refused_before_it_is_set(tmp_path: Path) -> None:
    lay(tmp_path, None, ka=GEORGIAN)
    for name, said in HOME.items():
        georgian = said.replace("da-DK", "ka-GE").replace("{da: ", "{ka: ")
        (tmp_path / name).write_text(georgian, "utf-8")
    with pytest.raises(AsofError) as caught:
        html(tmp_path, "ka-GE")
    assert str(caught.value.findings[0]) == (
        "languages/ka.py: error: no font has the letters of 'ka-GE': 'ა', 'ბ', 'გ'\n"
        "  hint: name a font that has them in asof.yaml, under 'fonts' of 'brand'"
    )
    for weight in ("Regular", "Bold"):
        font = TTFont(BytesIO((ROBOTO / f"Roboto-{weight}.ttf").read_bytes()))
        for table in font["cmap"].tables:
            table.cmap |= {ord(letter): "A" for letter in "აბგ"}
        font.save(tmp_path / f"{weight}.ttf")
    named = "brand: {fonts: {text: {family: Own, files: [Regular.ttf, Bold.ttf]}}}\n"
    with (tmp_path / "asof.yaml").open("a", encoding="utf-8") as home:
        home.write(named)
    assert "აბგ" in html(tmp_path, "ka-GE")


@pytest.mark.parametrize("tag", list(grammars()))
def test_the_theme_has_the_letters_of_ours(tag: str) -> None:
    there = font_characters(THEME_LOOK.typeface.regular.read_bytes())
    assert set(map(ord, needed_characters((language(tag),)))) <= there


@pytest.mark.parametrize("tag", list(grammars()))
def test_ours_lack_nothing(tag: str) -> None:
    assert list(grammar_faults(grammars()[tag])) == []
