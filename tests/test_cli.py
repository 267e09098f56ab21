"""The commands: what they print and where, their exit codes, and what they leave behind."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from asof.cli import main
from asof.cli.edge import true_time

ASOF = [sys.executable, "-m", "asof.cli"]
NOTE = "data/briefings/note.yaml"


def asof(*words: str | Path, **variables: str) -> Result:
    """A command in this process, with nothing of the machine's own settings."""
    clean: dict[str, str | None] = {n: None for n in os.environ if n.startswith("ASOF_")}
    return CliRunner().invoke(main, [str(w) for w in words], env=clean | variables)


def shell(*words: str | Path, **settings: Any) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    command = [*ASOF, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **settings)


def answered(result: Result) -> Any:
    """The one JSON object on stdout."""
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def hashes(folder: Path) -> dict[str, bytes]:
    found = [p for p in folder.rglob("*") if p.is_file()]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter, printed; nobody changes it."""
    root = tmp_path_factory.mktemp("printed")
    assert asof("init", root).exit_code == 0
    assert asof("--workspace", root, "build").exit_code == 0
    return root


@pytest.fixture
def home(printed: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return shutil.copytree(printed, tmp_path / "home")


def edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")


# ---- init


def test_init_writes_a_workspace_into_an_empty_folder(printed: Path) -> None:
    written = {p.relative_to(printed).as_posix() for p in printed.rglob("*") if p.is_file()}
    assert {
        "asof.yaml",
        "build/.gitignore",
        "charts/crew.py",
        "data/briefings/note.yaml",
        "data/facts/mains.yaml",
        "data/sources.yaml",
        "data/tables/renewed.csv",
        "templates/note.html",
        "templates/own.css",
        ".schemas/.gitignore",
        ".schemas/facts.json",
    } <= written
    assert (printed / "build/.gitignore").read_text() == "*\n!.gitignore\n"


def test_every_file_tells_editors_where_its_schema_is(printed: Path) -> None:
    files = [printed / "asof.yaml", *(printed / "data").rglob("*.yaml")]
    assert len(files) > 4
    for path in files:
        found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text())
        assert found, path
        assert (path.parent / found[1]).is_file(), path


def test_init_overwrites_nothing_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "charts").mkdir()
    (tmp_path / "charts/crew.py").write_text("mine")
    result = asof("init", tmp_path)
    assert result.exit_code == 2
    assert "charts/crew.py: error: is already there" in result.stderr
    assert hashes(tmp_path) == {"charts/crew.py": b"mine"}


def test_init_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    assert asof("init", tmp_path).exit_code == 0
    assert (tmp_path / "README.md").read_text() == "mine"


def test_init_is_silent_in_a_pipe(tmp_path: Path) -> None:
    result = asof("init", tmp_path / "new")
    assert (result.stdout, result.stderr) == ("", "")


def test_init_says_on_a_terminal_what_to_type_next(tmp_path: Path) -> None:
    told = on_terminal("init", "my notes", cwd=tmp_path)
    assert "my notes/asof.yaml" in told
    assert told.splitlines()[-1] == "now: cd 'my notes' && asof build"


def on_terminal(*words: str, cwd: Path) -> str:
    """What a command says on a terminal."""
    ours, theirs = pty.openpty()
    subprocess.run([*ASOF, *words], cwd=cwd, stderr=theirs, stdout=subprocess.PIPE, check=True)
    os.close(theirs)
    told = b""
    try:
        while part := os.read(ours, 4096):
            told += part
    except OSError:  # the other end has gone: all is read
        pass
    finally:
        os.close(ours)
    return told.decode().replace("\r\n", "\n")


# ---- build


def test_build_prints_every_language_beside_its_record(printed: Path) -> None:
    names = sorted(p.name for p in (printed / "build/2025-06-30").iterdir())
    assert names == ["note.en.json", "note.en.pdf", "note.fr.json", "note.fr.pdf"]


def test_build_ends_with_what_became_of_the_editions(home: Path) -> None:
    words: list[str | Path] = ["--workspace", home, "build", "note", "--out", home / "other"]
    (home / "templates/note.html").unlink()
    for lang, told in {
        ("en",): "1 edition: 0 printed, 0 up to date, 1 failed, in ",
        ("fr", "en"): "2 editions: 0 printed, 0 up to date, 2 failed, in ",
    }.items():
        result = asof(*words, *(f"--lang={each}" for each in lang))
        assert (result.exit_code, result.stdout) == (3, "")
        assert re.fullmatch(rf"{told}\d+\.\d s", result.stderr.splitlines()[-1])


def test_build_says_nothing_else_in_a_pipe(home: Path) -> None:
    result = asof("--workspace", home, "build")
    assert (result.exit_code, result.stdout) == (0, "")
    told = r"2 editions: 0 printed, 2 up to date, 0 failed, in \d+\.\d s\n"
    assert re.fullmatch(told, result.stderr)


def test_build_says_on_a_terminal_what_it_prints(home: Path) -> None:
    *told, last = on_terminal("build", "--out", "other", cwd=home).splitlines()
    assert told == [f"other/2025-06-30/note.{tag}.pdf  1 page" for tag in ("en", "fr")]
    assert last.startswith("2 editions: 2 printed, 0 up to date, 0 failed, in ")
    (last,) = on_terminal("build", "--out", "other", cwd=home).splitlines()
    assert last.startswith("2 editions: 0 printed, 2 up to date, 0 failed, in ")


def test_build_finds_the_workspace_upward(home: Path) -> None:
    shutil.rmtree(home / "build/2025-06-30")
    done = shell("build", "--lang", "fr", cwd=home / "data/facts")
    assert done.returncode == 0
    assert [p.name for p in home.glob("build/*/*.pdf")] == ["note.fr.pdf"]


def test_what_would_be_written_as_it_lies_there_is_left(home: Path) -> None:
    before = {path: path.stat().st_ino for path in home.glob("build/*/*")}
    done = asof("--workspace", home, "build", "--cache", "none")
    assert (done.exit_code, done.stderr[:22]) == (0, "2 editions: 2 printed,")
    assert {path: path.stat().st_ino for path in home.glob("build/*/*")} == before


def test_briefings_are_named_by_patterns(home: Path) -> None:
    for name in ("north-1", "north-2", "south"):
        shutil.copy(home / NOTE, home / f"data/briefings/{name}.yaml")

    def built(*patterns: str) -> list[str]:
        words = (*patterns, "--lang", "en", "--json", "--out", str(home / "by"))
        told = answered(asof("--workspace", home, "build", *words))
        return sorted({edition["briefing"] for edition in told["editions"]})

    assert built("north-*") == ["north-1", "north-2"]
    assert built("n*[!1]", "south") == ["north-2", "note", "south"]
    assert asof("--workspace", home, "check", "north-*").exit_code == 0


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("noet*", "did you mean 'note'?"),
        ("n?te-*", "did you mean 'note'?"),
        ("x*", "'asof list' shows them"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_pattern_that_nothing_matches_is_told(
    home: Path, command: str, typed: str, hint: str
) -> None:
    done = asof("--workspace", home, command, typed)
    assert done.exit_code == 2
    assert done.stderr == f"error: no briefing matches '{typed}'\n  hint: {hint}\n"


def test_build_answers_in_json(printed: Path, tmp_path: Path) -> None:
    told = answered(asof("--workspace", printed, "build", "--json", "--out", tmp_path))
    english, french = told["editions"]
    path = tmp_path / english["path"]
    assert set(told) == {"editions", "findings"}
    assert told["findings"] == []
    assert english == {
        "briefing": "note",
        "row": None,
        "as_of": "2025-06-30",
        "known": "2025-06-30",
        "lang": "en",
        "paper": "letter",
        "profile": "standard",
        "sides": "simplex",
        "draft": False,
        "path": "2025-06-30/note.en.pdf",
        "pages": 1,
        "handling": {"marking": "Example"},
        "digest": hashlib.sha256(path.read_bytes()).hexdigest(),
        "reused": False,
    }
    assert french["lang"] == "fr"


def test_findings_are_in_the_json_and_on_stderr(printed: Path, tmp_path: Path) -> None:
    result = asof(
        "--workspace", printed, "build", "--json", "--as-of", "2025-08-01", "--out", tmp_path
    )
    first = answered(result)["findings"][0]
    assert first == {
        "rule": "unknown-fact",
        "severity": "note",
        "path": NOTE,
        "line": first["line"],
        "column": 13,
        "message": "'events.quay_street' is lapsed in this edition: its 'otherwise' is printed",
        "hint": "",
    }
    assert f"{NOTE}:{first['line']}:13: note: 'events.quay_street' is lapsed" in result.stderr


def test_data_that_cannot_be_read_is_told_in_json_too(home: Path) -> None:
    edit(home / NOTE, lambda text: text.replace("question:", "qestion:"))
    result = asof("--workspace", home, "build", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["editions"]) == (2, [])
    assert told["findings"][0]["hint"] == "did you mean 'question'?"


def test_strict_makes_a_finding_a_failure_but_for_notes(printed: Path, tmp_path: Path) -> None:
    words = ("--workspace", printed, "build", "--lang", "fr", "--out", tmp_path, "--as-of")
    assert asof(*words, "2025-05-01").exit_code == 0
    assert asof(*words, "2025-05-01", "--strict").exit_code == 1
    assert asof(*words, "2025-08-01", "--strict").exit_code == 0
    assert asof(*words, "2025-06-30", "--strict").exit_code == 0
    assert len(list(tmp_path.glob("*/*.pdf"))) == 3


def test_flags_choose_day_language_paper_and_folder(printed: Path, tmp_path: Path) -> None:
    days = ("--as-of", "2025-04-01", "--known", "2025-07-01")
    words = ("--lang", "fr", "--lang", "en", "--paper", "a4", "--out", tmp_path)
    assert asof("--workspace", printed, "build", "note", *days, *words).exit_code == 0
    assert sorted(p.name for p in (tmp_path / "2025-04-01").glob("*.pdf")) == [
        "note.en.a4.known-2025-07-01.pdf",
        "note.fr.a4.known-2025-07-01.pdf",
    ]


def test_variables_stand_for_flags(printed: Path, tmp_path: Path) -> None:
    variables = {
        "ASOF_WORKSPACE": str(printed),
        "ASOF_AS_OF": "2025-04-01",
        "ASOF_KNOWN": "2025-07-01",
        "ASOF_LANG": "fr en",
        "ASOF_PAPER": "a4",
        "ASOF_OUT": str(tmp_path),
        "ASOF_HTML": "1",
        "ASOF_JSON": "1",
    }
    told = answered(asof("build", "--lang", "en", **variables))
    assert [e["path"] for e in told["editions"]] == ["2025-04-01/note.en.a4.known-2025-07-01.pdf"]
    assert (tmp_path / "2025-04-01/note.en.a4.known-2025-07-01/index.html").is_file()


def options() -> Iterator[tuple[str, click.Option]]:
    for name, command in {"asof": main, **main.commands}.items():
        for option in command.params:
            if isinstance(option, click.Option) and option.name not in ("version", "help"):
                yield name, option


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_every_flag_has_a_variable_and_a_help_text(command: str, option: click.Option) -> None:
    flag = max(option.opts, key=len).removeprefix("--").replace("-", "_").upper()
    assert option.envvar in (f"ASOF_{flag}", f"ASOF_{command.upper()}_{flag}")
    assert option.help
    assert option.show_envvar


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["build", "nte"], "error: no briefing 'nte'\n  hint: did you mean 'note'?\n"),
        (["build", "--lang", "de"], "hint: asof.yaml has en-CA, fr-CA"),
        (["build", "--as-of", "18/01/2021"], "'18/01/2021' is not a day: write one such as"),
        (["build", "--as-of", "2021-02-30"], "'2021-02-30' is not a day"),
        (["build", "--paper", "a5"], "'a5' is not one of 'letter', 'a4'"),
        (["build", "--fast"], "No such option '--fast'"),
        (["history", "mains.crw"], "hint: did you mean 'mains.crew'?"),
        (["list", "--facts", "crew.*"], "error: no fact matches 'crew.*'"),
        (
            ["schema", "fact"],
            "no schema 'fact': there are workspace, sources, facts, editions, briefing",
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_told_so(
    printed: Path, words: list[str], told: str
) -> None:
    result = asof("--workspace", printed, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr.replace("\n  possible", "")


def test_a_folder_of_the_name_of_the_mark_marks_nothing(tmp_path: Path) -> None:
    (tmp_path / "asof.yaml").mkdir()
    done = asof("--workspace", tmp_path, "list")
    assert (done.exit_code, done.stderr) == (2, "asof.yaml: error: this is no file\n")


def test_a_file_is_no_workspace_and_its_folder_is_named(home: Path) -> None:
    done = asof("--workspace", home / "asof.yaml", "list")
    assert done.exit_code == 2
    told = f"'{home / 'asof.yaml'}' is a file: name the folder that it is in, {home}\n"
    assert done.stderr.endswith(told)


@pytest.mark.parametrize("tag", ["FR", "fr-ca", "fr"])
def test_no_letters_case_counts_in_a_language(home: Path, tag: str) -> None:
    told = answered(asof("--workspace", home, "build", "--lang", tag, "--json"))
    assert [edition["lang"] for edition in told["editions"]] == ["fr"]


def test_a_finding_of_several_languages_is_told_once(home: Path) -> None:
    (home / "templates/note.html").write_text("{{ nothing_of_that_name }}", encoding="utf-8")
    for words in (["build"], ["build", "--json"], ["check"], ["check", "--json"]):
        done = asof("--workspace", home, *words)
        people = words != ["check", "--json"]
        assert done.stderr.count("unknown name 'nothing_of_that_name'") == people
        if "--json" in words:
            found = [f["message"] for f in json.loads(done.stdout)["findings"]]
            assert len(found) == len(set(found))


def test_a_chart_that_fails_shows_where_to_who_debugs(home: Path) -> None:
    edit(
        home / "charts/crew.py", lambda text: text.replace("    steps(", "    1 / 0\n    steps(", 1)
    )
    quiet = asof("--workspace", home, "build", "--lang", "en").stderr
    assert "this chart raised ZeroDivisionError" in quiet
    assert "Traceback" not in quiet
    loud = asof("--debug", "--workspace", home, "build", "--lang", "en").stderr
    assert "Traceback" in loud
    assert "1 / 0" in loud
    assert "Traceback" in asof("--workspace", home, "build", ASOF_DEBUG="1").stderr


def test_no_workspace_is_told_so(tmp_path: Path) -> None:
    result = asof("--workspace", tmp_path, "build")
    assert result.exit_code == 2
    assert "hint: run 'asof init', or name the folder with --workspace" in result.stderr


def test_nothing_to_print_is_an_error(home: Path) -> None:
    (home / NOTE).unlink()
    result = asof("--workspace", home, "build")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        2,
        "error: no briefings in data/briefings",
    )


def test_everything_is_printed_and_told_before_it_fails(home: Path) -> None:
    before = hashes(home / "build")
    for name in ("first", "last"):
        title = f"title: {{en: {name}, fr: {name}}}\nas_of: 2025-06-30\nbody: [{{chart: {name}}}]\n"
        (home / f"data/briefings/{name}.yaml").write_text(title)
    edit(home / NOTE, lambda text: text.replace("as_of: 2025-06-30", "as_of: 2025-07-01"))
    result = asof("--workspace", home, "build")
    assert result.exit_code == 3
    assert [line for line in result.stderr.splitlines() if "no chart" in line] == [
        f"data/briefings/{name}.yaml:3:16: error: no chart '{name}'"
        for name in ("first", "last")  # once, though both languages fail
    ]
    after = hashes(home / "build")
    assert {n: after[n] for n in before} == before
    assert {"2025-07-01/note.en.pdf", "2025-07-01/note.fr.pdf"} <= set(after)


def test_the_last_good_output_stays_when_a_build_fails(home: Path) -> None:
    before = hashes(home / "build")
    edit(home / "charts/crew.py", lambda text: text + "\n    raise ValueError('no crew')\n")
    result = asof("--workspace", home, "build", "--lang", "en")
    assert result.exit_code == 3
    assert "charts/crew.py:17: error: this chart raised ValueError: no crew" in result.stderr
    assert hashes(home / "build") == before


# ---- the same page from the bare engine

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "78da63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def test_the_bare_engine_sets_the_same_page_from_the_html(home: Path, tmp_path: Path) -> None:
    (home / "images").mkdir()
    (home / "images/one.png").write_bytes(PIXEL)
    image = "  - image: {file: images/one.png, alt: {en: One, fr: Un}}\n"
    edit(home / NOTE, lambda text: text + image)
    assert asof("--workspace", home, "build", "--html", "--lang", "fr").exit_code == 0
    page = home / "build/2025-06-30/note.fr/index.html"
    command = [sys.executable, "-m", "weasyprint", "--quiet", "--pdf-variant", "pdf/ua-1"]
    subprocess.run([*command, page, tmp_path / "bare.pdf"], check=True)
    assert looks(tmp_path / "bare.pdf") == looks(page.parent.with_suffix(".fr.pdf"))


def looks(path: Path) -> list[tuple[str, bytes]]:
    """The text and the pixels of each page; the tags, which asof mends, are nowhere to be seen."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [(p.get_textpage().get_text_bounded(), bytes(p.render(scale=2).buffer)) for p in pdf]


# ---- history, list, schema, doctor


def test_history_tells_what_was_known(printed: Path) -> None:
    words = ("--workspace", printed, "history", "mains.finish", "--json")
    told = answered(asof(*words, "--as-of", "2025-06-30"))
    assert {n: told[n] for n in ("key", "as_of", "known", "standing", "value", "on", "until")} == {
        "key": "mains.finish",
        "as_of": "2025-06-30",
        "known": "2025-06-30",
        "standing": "current",
        "value": "2025-11",
        "on": "2025-06-20",
        "until": None,
    }
    assert told["text"] == {"en": "November\xa02025", "fr": "novembre\xa02025"}
    assert (told["reported"], told["source"]) == ("2025-06-24", ["bulletin-june#p3"])
    assert [(o["value"], o["state"]) for o in told["observations"]] == [
        ("2025-10", "superseded"),
        ("2025-11", "current"),
    ]


def test_history_with_a_day_known_alone_moves_one_clock(printed: Path) -> None:
    words = ("--workspace", printed, "history", "mains.finish", "--json")
    told = answered(asof(*words, "--known", "2025-04-01"))
    assert told["known"] == "2025-04-01"
    assert date.fromisoformat(told["as_of"]) > date(2025, 6, 30)
    assert [o["state"] for o in told["observations"]] == ["current", "unknown"]


ONE_EACH = """
a: {title: A, publisher: A, published: 2020-04-05}
later: {title: B, publisher: A, published: 2020-04-10}
other: {title: C, publisher: C, published: 2020-04-05}
"""
STATES = """
n:
  label: n
  observations:
    - {value: "1", on: 2020-01-01, source: a}
    - {value: "2", on: 2020-02-01, source: a}
    - {value: "3", on: 2020-02-01, source: later}
    - {value: "4", on: 2020-03-01, source: a}
    - {on: 2020-03-01, source: later, retracts: a slip}
    - {value: "5", on: 2020-03-02, status: claim, source: a}
    - {value: "6", on: 2020-04-01, source: a}
    - {value: "7", on: 2020-04-01, source: other}
    - {value: "8", on: 2020-05-01/2020-07-01, source: a}
    - {value: "9", on: 2020-08-01, source: a}
"""


def test_history_has_a_state_for_every_line(home: Path) -> None:
    edit(home / "data/sources.yaml", lambda text: text + ONE_EACH)
    (home / "data/facts/states.yaml").write_text(STATES, encoding="utf-8")
    words = ("--workspace", home, "history", "states.n", "--as-of", "2020-06-01", "--json")
    told = answered(asof(*words))
    assert (told["standing"], told["value"]) == ("disputed", "6 or 7")
    assert [(o["value"], o["state"]) for o in told["observations"]] == [
        ("1", "superseded"),
        ("2", "corrected"),
        ("3", "superseded"),
        ("4", "retracted"),
        ("", "retracted"),
        ("5", "claim"),
        ("6", "disputed"),
        ("7", "disputed"),
        ("8", "possible"),
        ("9", "unknown"),
    ]
    later = answered(asof(*words[:-2], "2020-07-01", "--json"))
    assert (later["standing"], later["value"]) == ("current", "8")
    before = answered(asof(*words[:-2], "2019-12-31", "--json"))
    assert {n: before[n] for n in ("standing", "value", "on", "until", "reported", "source")} == {
        "standing": "unknown",
        "value": None,
        "on": None,
        "until": None,
        "reported": None,
        "source": [],
    }
    assert {o["state"] for o in before["observations"]} == {"unknown"}


def test_history_speaks_to_people(printed: Path) -> None:
    words = ("--workspace", printed, "history", "events.quay_street", "--as-of", "2025-08-01")
    lines = asof(*words).stdout.splitlines()
    assert lines[:3] == [
        "events.quay_street: Quay Street",
        "as of 2025-08-01: closed to cars (lapsed)",
        "ended July 11, 2025; no renewal on file",
    ]
    assert lines[4].split("  ")[2] == "2025-06-02 to 2025-07-11"


def test_history_of_a_derived_fact_names_all_its_sources(home: Path) -> None:
    derived = "\nleft:\n  label: {en: left, fr: reste}\n  derived: mains.planned - mains.renewed\n"
    edit(home / "data/facts/mains.yaml", lambda text: text + derived)
    result = asof("--workspace", home, "history", "mains.left", "--as-of", "2025-06-30")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "as of 2025-06-30: 2.2 (current)" in result.stdout


def test_the_value_of_a_derived_fact_is_what_its_formula_made(home: Path) -> None:
    derived = "\nleft:\n  label: {en: left, fr: reste}\n  derived: mains.planned - mains.renewed\n"
    edit(home / "data/facts/mains.yaml", lambda text: text + derived)
    words = ("--workspace", home, "history", "mains.left", "--as-of", "2025-06-30", "--json")
    told = answered(asof(*words))
    assert told["value"] == told["observations"][0]["value"] == "2.2"


def test_list_refuses_two_documents_of_one_name_as_a_build_does(home: Path) -> None:
    rows = home / "data/tables/rows.csv"
    rows.parent.mkdir(exist_ok=True)
    rows.write_text("name,town.en,town.fr\nsouth,South,Sud\n", "utf-8")
    text = 'title: "{{ each.town }}"\nfor_each: tables/rows.csv\n'
    (home / "data/briefings/ward.yaml").write_text(text, "utf-8")
    (home / "data/briefings/ward-south.yaml").write_text("title: {en: A, fr: B}\n", "utf-8")
    listed, built = (asof("--workspace", home, command) for command in ("list", "build"))
    assert listed.exit_code == built.exit_code == 2
    assert listed.stderr == built.stderr
    assert "row 'south' of briefing 'ward' and briefing 'ward-south' have one name" in listed.stderr


def test_list_tells_the_briefings_and_their_printed_days(printed: Path) -> None:
    assert (
        asof("--workspace", printed, "list").stdout == "note  2025-06-30  Water mains  2025-06-30\n"
    )
    (row,) = answered(asof("--workspace", printed, "list", "--json"))["briefings"]
    assert row == {
        "briefing": "note",
        "title": {"en": "Water mains", "fr": "Conduites d'eau"},
        "as_of": "2025-06-30",
        "template": "note.html",
        "path": NOTE,
        "series": None,
        "rows": None,
        "printed": ["2025-06-30"],
    }


def test_list_tells_facts_with_their_values(printed: Path) -> None:
    words = ("--workspace", printed, "list", "--facts", "mains.c*", "--as-of", "2025-06-30")
    assert asof(*words).stdout.splitlines() == [
        "mains.crew        current  38",
        "mains.crew_limit  current  up to 60",
    ]
    assert answered(asof(*words, "--json"))["facts"][1] == {
        "key": "mains.crew_limit",
        "label": "workers allowed on site",
        "standing": "current",
        "text": "up\u00a0to\u00a060",
    }


def test_schema_prints_one_or_all_or_writes_them(tmp_path: Path) -> None:
    every = answered(asof("schema"))
    assert set(every) == {"workspace", "sources", "facts", "editions", "briefing", "binder"}
    assert answered(asof("schema", "facts")) == every["facts"]
    assert asof("schema", "--out", tmp_path, ASOF_OUT="elsewhere").stdout == ""
    assert {p.stem: json.loads(p.read_text()) for p in tmp_path.iterdir()} == every
    assert set(answered(asof("schema", ASOF_OUT="elsewhere"))) == set(every)


def test_doctor_finds_this_machine_well() -> None:
    checks = answered(asof("doctor", "--json"))["checks"]
    assert {"Python", "weasyprint", "Pango", "fonts", "languages"} <= {
        check["name"] for check in checks
    }
    assert all(check["ok"] or not check["needed"] for check in checks)
    assert re.search(r"^ok +Pango ", asof("doctor").stdout, re.MULTILINE)


def test_doctor_says_that_pages_take_longer() -> None:
    row = r"missing +shortcuts +ASOF_FAST=0 +pages are the same, and take longer"
    assert re.search(row, asof("doctor", ASOF_FAST="0").stdout)
    assert asof("doctor", ASOF_FAST="0").exit_code == 0


def test_doctor_says_what_a_missing_package_costs() -> None:
    code = (
        "import sys, importlib.metadata as m; sys.modules['jinja2'] = None; real = m.version\n"
        "def version(name):\n"
        "    if name == 'Jinja2': raise m.PackageNotFoundError(name)\n"
        "    return real(name)\n"
        "m.version = version\n"
        "from asof.cli import main; main(['doctor'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "")
    assert re.search(r"missing +Jinja2 +no template can be filled: run make", done.stdout)
    assert re.search(r"missing +fonts ", done.stdout)


# ---- no command shows a traceback


UNLUCKY: dict[str, tuple[list[str], str]] = {
    "the output folder is a file": (["build", "--out", "asof.yaml"], "is a file"),
    "a file stands in the output's way": (["build", "--out", "asof.yaml/x"], "not a directory"),
    "the schemas' folder is a file": (["schema", "--out", "asof.yaml/x"], "not a directory"),
    "init into a file": (["init", "asof.yaml"], "is a file"),
    "init below a file": (["init", "asof.yaml/x"], "not a directory"),
    "a year too early": (["build", "--as-of", "0001-01-01"], ""),
    "a year too late": (["build", "--as-of", "9999-12-31"], ""),
}


@pytest.mark.parametrize(("words", "told"), UNLUCKY.values(), ids=UNLUCKY.keys())
def test_bad_luck_is_told_in_a_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    monkeypatch.chdir(home)
    result = asof(*words, ASOF_LANG="en")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert told in result.stderr.lower()
    assert result.exit_code in ((2,) if told else (0, 3))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("asof.yaml", b""),
        ("asof.yaml", b"\xff"),
        ("asof.yaml", b"title: {en: x"),
        ("data/sources.yaml", b"- a list\n"),
        (NOTE, b"title: " + b"[" * 3000),
        (NOTE, b""),
        ("data/tables/renewed.csv", b"\xff\xfe"),
        ("data/facts/mains.yaml", b"\t{"),
        ("charts/crew.py", b"import nothing_of_that_name\n"),
        ("charts/crew.py", b"\xff"),
        ("templates/note.html", b"{% if %}"),
        ("templates/note.html", b"{{ 1 // 0 }}"),
        ("templates/note.html", b"{{ [][3] }}"),
        ("templates/note.html", b"{% include 'none.html' %}"),
        ("templates/note.html", b"{% extends 'note.html' %}"),
        ("templates/note.html", b"\xff"),
        ("templates/note.html", b""),
        ("templates/own.css", b"\xff { color: red"),
        ("templates/own.css", b"p { content: counter(; font: 9pt }"),
    ],
)
def test_no_file_however_broken_shows_a_traceback(home: Path, name: str, content: bytes) -> None:
    (home / name).write_bytes(content)
    result = asof("--workspace", home, "build", "--lang", "en")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 2, 3)
    assert result.stdout == ""


def test_a_missing_library_sends_to_the_doctor(printed: Path, tmp_path: Path) -> None:
    code = (
        "import asof.engine.adapter as e\n"
        "def engine(): raise OSError('cannot load library libpango')\n"
        "e.engine = engine\n"
        f"from asof.cli import main; main(['--workspace', {str(printed)!r}, 'build', '--out', '.'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == (
        "error: cannot load library libpango\n  hint: 'asof doctor' says what this machine lacks\n"
    )


def test_a_reader_that_leaves_is_no_failure_to_speak_of(printed: Path) -> None:
    command = f"{' '.join(ASOF)} --workspace {printed} list --facts '*' | head -n 0"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


# ---- completion


def completed(home: Path, line: str) -> list[str]:
    variables = {"_ASOF_COMPLETE": "bash_complete", "COMP_WORDS": line}
    variables["COMP_CWORD"] = str(len(line.split(" ")) - 1)
    code = "import sys; sys.argv[0] = 'asof'; from asof.cli import main; main(prog_name='asof')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=home,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.split()]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("asof bu", ["build"]),
        ("asof build n", ["note"]),
        ("asof history mains.c", ["mains.crew", "mains.crew_limit"]),
        ("asof build --pap", ["--paper"]),
        ("asof build --paper ", ["letter", "a4"]),
        ("asof build --lang ", ["en-CA", "fr-CA"]),
        ("asof build --profile c", ["clear"]),
        ("asof build --as-of ", ["2025-06-30"]),
        ("asof build --since ", ["2025-06-30", "none"]),
        ("asof check no", ["note"]),
        ("asof check data/f", ["data/f"]),
        ("asof check --format g", ["github", "gitlab"]),
        ("asof diff 20", ["2025-06-30"]),
        ("asof diff bu", ["bu"]),
        ("asof explain mains.crew_", ["mains.crew_limit"]),
        ("asof list --facts events.q", ["events.quay_street"]),
        ("asof schema f", ["facts"]),
        ("asof verify bui", ["bui"]),
    ],
)
def test_the_shell_completes(printed: Path, line: str, words: list[str]) -> None:
    assert completed(printed, line) == words


def test_completing_outside_a_workspace_offers_nothing(tmp_path: Path) -> None:
    assert completed(tmp_path, "asof build n") == []


# ---- help


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)])
def test_every_command_explains_itself(command: list[str]) -> None:
    told = asof(*command, "--help").stdout
    assert told.startswith("Usage: ")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"on": "2020-01-06"}, "2020-01-06"),
        ({"on": "2020-01-06/2020-01-11"}, "between 2020-01-06 and 2020-01-11"),
        (
            {"on": "2021-04-01/2023-05", "until": "2025-03-31"},
            "between 2021-04-01 and 2023-05, to 2025-03-31",
        ),
        ({"on": "2020-spring", "assumed": True}, "2020-spring (assumed)"),
        ({"on": "../2020", "inferred": True}, "../2020 (inferred)"),
    ],
)
def test_a_doubt_reads_as_one_in_answers_too(line: dict[str, Any], told: str) -> None:
    plain = {"until": None, "inferred": False, "assumed": False}
    assert true_time(plain | line) == told
