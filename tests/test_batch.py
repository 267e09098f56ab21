"""Tests for building many editions: what is left as it is, why not, by whom it is made."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from asof import data, workspace
from asof.batch import build
from asof.batch import workers as local
from asof.build import attempt
from asof.cache import Store
from asof.cli import main
from asof.jobs import Built, Job, Outcome, Request, plan_jobs
from asof.ledger import Ledger
from asof.pdf.proof.text_check import pdf_text
from summaries import unsummed

TODAY = date(2026, 3, 1)
RIDINGS = {
    "asof.yaml": """\
title: {en: Ridings, fr: Circonscriptions}
languages: [en-CA, fr-CA]
timezone: America/Toronto
""",
    "data/sources.yaml": """\
roll:
  title: {en: The roll, fr: Le rôle}
  publisher: {en: Office of rolls, fr: Bureau des rôles}
  published: 2026-02-01
""",
    "data/facts/ridings.yaml": """\
north:
  label: {en: Electors, fr: Électeurs}
  unit: {en: electors, fr: électeurs}
  observations:
    - value: 41,200
      on: 2026-01-31
      source: roll
south:
  label: {en: Electors, fr: Électeurs}
  unit: {en: electors, fr: électeurs}
  observations:
    - value: 38,900
      on: 2026-01-31
      source: roll
""",
    "data/tables/ridings.csv": """\
code,name.en,name.fr
north,North Shore,Rive-Nord
south,South Shore,Rive-Sud
""",
    "data/briefings/riding.yaml": """\
title: {en: "{{ each.name }}", fr: "{{ each.name }}"}
as_of: 2026-02-28
for_each: tables/ridings.csv
body:
  - tiles: ["ridings.{{ each.code }}"]
  - points:
      - en: "There are {{ fact('ridings.' ~ each.code).counted }}."
        fr: "On compte {{ fact('ridings.' ~ each.code).counted }}."
  - chart: roll
""",
    "data/briefings/whole.yaml": """\
title: {en: All ridings, fr: Toutes les circonscriptions}
template: whole.html
as_of: 2026-02-28
body:
  - table: {rows: ridings.*, columns: [label, value]}
""",
    "charts/roll.py": '''\
"""Electors."""

from asof.charts import chart, steps


@chart(caption={"en": "Electors", "fr": "Électeurs"})
def roll(axes, edition):
    """The roll over time."""
    steps(axes, edition[f"ridings.{edition.each['code']}"])
''',
    "templates/whole.html": '{% extends "theme/note.html" %}\n',
}
EDITIONS = [
    f"{n}.{lang}" for n in ("riding-north", "riding-south", "whole") for lang in ("en", "fr")
]


class Home:
    """A workspace that is built and changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in RIDINGS.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def build(self, **asked: Any) -> list[Built]:
        home = workspace.find_workspace(self.root)
        built = list(build(home, replace(Request(TODAY, jobs=1, store=kept()), **asked)))
        for each in built:
            assert each.failure is None, each.failure
        return built

    def made(self, **asked: Any) -> list[str]:
        """The editions that a build printed anew, by name and language."""
        return [named(each) for each in self.build(**asked) if not each.reused]

    def why(self, **asked: Any) -> dict[str, list[tuple[str, str]]]:
        """What each of them read that is another now."""
        found = [each for each in self.build(**asked) if not each.reused]
        return {named(each): [(read.kind, read.name) for read in each.why] for each in found}

    def files(self) -> dict[str, bytes]:
        """What lies in the output folder."""
        found = sorted(p for p in (self.root / "build").rglob("*") if p.is_file())
        return {p.relative_to(self.root).as_posix(): p.read_bytes() for p in found}


def kept() -> Store:
    """What the tests' own builds keep."""
    return Store(Path(os.environ["ASOF_CACHE"]))


def named(built: Built) -> str:
    return f"{built.job.name}.{built.job.workspace.short(built.job.tag)}"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that was built once."""
    home = Home(tmp_path_factory.mktemp("ridings"))
    assert home.made() == EDITIONS
    return home.root


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Home:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    made = Home.__new__(Home)
    made.root = tmp_path
    return made


def asof(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(root), *words])


# ---- one document for each row


LOST = """\
data/briefings/riding.yaml:6:24: error: row 'lost': unknown fact 'ridings.lost'
  hint: did you mean 'ridings.south'?
data/briefings/riding.yaml:7:24: error: row 'lost': unknown fact 'ridings.lost'
  hint: did you mean 'ridings.south'?
"""
SLIP = """\
data/briefings/riding.yaml:6:24: error: {rows}: a fact has no property 'countd'
  hint: did you mean 'counted'?
"""


def test_an_error_names_its_row_and_one_of_several_rows_all_of_them(home: Home) -> None:
    home.change("data/briefings/riding.yaml", '  - tiles: ["ridings.{{ each.code }}"]\n', "")
    home.change("data/briefings/riding.yaml", "  - chart: roll\n", "")
    home.change("data/tables/ridings.csv", "south,", "lost,Lost,Perdu\nsouth,")
    told = asof(home.root, "build", "riding")
    assert (told.exit_code, unsummed(told.stderr)) == (3, LOST)
    assert unsummed(asof(home.root, "check", "riding").stderr) == LOST
    home.change("data/tables/ridings.csv", "lost,Lost,Perdu\n", "")
    home.change("data/briefings/riding.yaml", "each.code).counted }}.", "each.code).countd }}.")
    both = SLIP.format(rows="rows 'north', 'south'")
    assert unsummed(asof(home.root, "build", "riding").stderr) == both
    assert unsummed(asof(home.root, "check", "riding").stderr) == both
    (found,) = json.loads(asof(home.root, "check", "riding", "--json").stdout)["findings"]
    assert found["message"] == "rows 'north', 'south': a fact has no property 'countd'"


def test_each_row_is_issued_by_itself_with_the_allowances_of_its_own(home: Home) -> None:
    facts = home.root / "data/facts/ridings.yaml"
    unit = "  unit: {en: electors"
    text = facts.read_text(encoding="utf-8").replace(unit, f"  review_in: 5 days\n{unit}")
    facts.write_text(text, encoding="utf-8")
    refused = asof(home.root, "issue", "riding", "--approved-by", "Desk")
    assert refused.stderr.count("warning: row 'north': 'ridings.north' was last reported on") == 1
    assert "row 'south': 'ridings.south'" in refused.stderr
    assert not list((home.root / "data").glob("issued/2*/*.json"))
    briefing = home.root / "data/briefings/riding.yaml"
    reason = "{en: The roll is yearly., fr: La liste est annuelle.}"
    named = '  - {rule: stale-fact, fact: ["ridings.{{ each.code }}"], until: 2026-12-31, reason: '
    text = briefing.read_text(encoding="utf-8")
    briefing.write_text(f"{text}allow:\n{named}{reason}}}\n", encoding="utf-8")
    issued = asof(home.root, "issue", "riding", "--approved-by", "Desk")
    assert (issued.exit_code, issued.stderr) == (0, "")
    assert len(list((home.root / "data").glob("issued/2*/*.json"))) == 4


def test_a_job_takes_none_of_the_other_rows_to_a_worker(home: Home) -> None:
    """Else a batch costs the square of its rows."""
    sizes = []
    name = '{en: "{{ each.name }}", fr: "{{ each.name }}"}'
    text = f"title: {name}\nfor_each: tables/ridings.csv\nbody: [{{text: {name}}}]\n"
    (home.root / "data/briefings/riding.yaml").write_text(text, encoding="utf-8")
    for number in (10, 1_000):
        lines = "".join(f"r{n},Riding {n},Comté {n}\n" for n in range(number))
        table = "code,name.en,name.fr\nnorth,North Shore,Rive-Nord\n" + lines
        (home.root / "data/tables/ridings.csv").write_text(table, encoding="utf-8")
        found = workspace.find_workspace(home.root)
        jobs = plan_jobs(
            found, data.read(found)[1], Request(TODAY, briefings=("riding", "riding-r5"))
        )
        assert len(jobs) == 2 * (number + 1)
        sizes.append(max(len(pickle.dumps(job)) for job in jobs[:4]))
    assert sizes[0] == sizes[1]


def test_a_row_names_its_document_and_fills_its_texts_and_keys(home: Home) -> None:
    names = sorted(name for name in home.files() if name.endswith(".pdf"))
    assert names == sorted(f"build/2026-02-28/{name}.pdf" for name in EDITIONS)
    told = json.loads(home.files()["build/2026-02-28/riding-south.fr.json"])
    assert (told["briefing"], told["row"], told["title"]) == ("riding", "south", "Rive-Sud")
    assert {fact["key"] for fact in told["facts"]} == {"ridings.south"}


def test_a_row_names_its_document_in_its_foot_and_in_the_list(home: Home) -> None:
    pdf = home.files()["build/2026-02-28/riding-south.fr.pdf"]
    assert "Rive-Sud · 28 février 2026 page 1 sur 1" in pdf_text(pdf).replace("\u00a0", " ")
    assert asof(home.root, "list").stdout.splitlines() == [
        "riding  2026-02-28  2 documents: {{ each.name }}  2026-02-28",
        "whole   2026-02-28  All ridings                   2026-02-28",
    ]


def test_one_row_can_be_asked_for(home: Home) -> None:
    built = home.build(briefings=("riding-south",), languages=("fr",))
    assert [named(each) for each in built] == ["riding-south.fr"]


def test_a_row_that_is_not_there_is_told(home: Home) -> None:
    done = asof(home.root, "build", "riding-west")
    assert done.exit_code == 2
    assert done.stderr == "error: no briefing 'riding-west'\n  hint: did you mean 'riding'?\n"


def test_a_column_that_is_not_there_is_told_at_its_text(home: Home) -> None:
    home.change("data/briefings/riding.yaml", 'en: "{{ each.name }}"', 'en: "{{ each.nam }}"')
    done = asof(home.root, "build", "riding", "--lang", "en", "--jobs", "1")
    assert done.exit_code == 3
    assert done.stderr.splitlines()[:2] == [
        "data/briefings/riding.yaml:1:14: error: rows 'north', 'south': unknown name 'nam'",
        "  hint: did you mean 'name'?",
    ]


# ---- what still holds is left


def test_nothing_changed_and_nothing_is_printed(home: Home) -> None:
    before = home.files()
    built = home.build()
    assert all(each.reused for each in built)
    assert [(b.pages, len(b.digest)) for b in built] == [(1, 64)] * len(EDITIONS)
    assert home.files() == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("data/facts/ridings.yaml", "north:\n", "# the shore\nnorth:\n"),
        (
            "data/facts/ridings.yaml",
            "    - value: 38,900\n      on: 2026-01-31\n",
            "    - on: 2026-01-31\n      value: '38,900'\n",
        ),
        (
            "data/briefings/whole.yaml",
            "as_of: 2026-02-28\n",
            "# for the table\nas_of: 2026-02-28\n",
        ),
        ("asof.yaml", "title:", "# a workspace\ntitle:"),
        ("data/tables/ridings.csv", "\nsouth", "\n\nsouth"),
    ],
)
def test_what_says_the_same_prints_nothing_anew(home: Home, name: str, old: str, new: str) -> None:
    home.change(name, old, new)
    assert home.made() == []
    assert home.made() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "made"),
    [
        (
            "data/facts/ridings.yaml",
            "38,900",
            "38,901",
            ["riding-south.en", "riding-south.fr", "whole.en", "whole.fr"],
        ),
        ("data/tables/ridings.csv", "Rive-Sud", "Côte-Sud", ["riding-south.en", "riding-south.fr"]),
        ("data/briefings/whole.yaml", "All ridings", "Ridings", ["whole.en", "whole.fr"]),
        ("templates/whole.html", "\n", "\n{# seen #}\n", ["whole.en", "whole.fr"]),
        ("charts/roll.py", "over time", "by day", EDITIONS[:4]),
        ("data/sources.yaml", "en: The roll", "en: A roll", EDITIONS[::2]),
        ("asof.yaml", "title", "marking: Draft\ntitle", EDITIONS),
    ],
)
def test_only_what_read_a_change_is_printed_anew(
    home: Home, name: str, old: str, new: str, made: list[str]
) -> None:
    home.change(name, old, new)
    assert home.made() == made
    assert home.made() == []


def test_an_edition_says_why_it_is_printed_anew(home: Home) -> None:
    home.change("data/facts/ridings.yaml", "38,900", "38,901")
    assert home.why()["riding-south.en"] == [("fact", "ridings.south")]
    home.change("templates/whole.html", "\n", "\n{# seen #}\n")
    assert home.why() == {
        n: [("template", "templates/whole.html")] for n in ("whole.en", "whole.fr")
    }


def test_a_new_fact_is_printed_by_those_that_ask_for_all(home: Home) -> None:
    text = RIDINGS["data/facts/ridings.yaml"].replace("south:", "west:").partition("west:")
    with (home.root / "data/facts/ridings.yaml").open("a", encoding="utf-8") as file:
        file.write(f"west:{text[2]}")
    assert home.made() == ["whole.en", "whole.fr"]


def test_a_style_sheet_of_its_own_changes_every_page_when_it_comes_and_goes(home: Home) -> None:
    own = home.root / "templates/own.css"
    own.write_text(":root { --accent: #333 }")
    assert home.made() == EDITIONS
    assert home.made() == []
    own.unlink()
    assert home.made() == EDITIONS


def test_a_new_day_prints_every_page(home: Home) -> None:
    assert home.made(day=date(2026, 2, 27)) == EDITIONS
    assert home.made(day=date(2026, 2, 27)) == []
    assert home.made() == []


def test_what_was_printed_is_printed_anew_where_the_file_is_another(home: Home) -> None:
    folder = home.root / "build/2026-02-28"
    (folder / "whole.en.pdf").write_bytes(b"%PDF-1.7 another")
    (folder / "whole.fr.json").unlink()
    assert home.why() == {name: [("output", "")] for name in ("whole.en", "whole.fr")}


def test_a_build_that_reuses_prints_the_bytes_of_one_that_does_not(home: Home) -> None:
    home.change("data/facts/ridings.yaml", "38,900", "38,901")
    home.made()
    found = home.files()
    shutil.rmtree(home.root / "build")
    home.made()
    assert home.files() == found


def test_what_was_found_is_told_again_of_what_is_left(home: Home) -> None:
    home.change("data/briefings/whole.yaml", "body:", "max_pages: 1\nbody:")
    body = "\n".join(f"  - text: {{en: 'Line {n}', fr: 'Ligne {n}'}}" for n in "abcdefgh" * 12)
    with (home.root / "data/briefings/whole.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{body}\n")
    first, second = asof(home.root, "build", "--strict"), asof(home.root, "build", "--strict")
    assert first.exit_code == second.exit_code == 1
    assert "over max_pages" in first.stderr
    assert unsummed(first.stderr) == unsummed(second.stderr)


def test_what_is_kept_damaged_is_done_without(home: Home, own_folder: Path) -> None:
    store = Store(own_folder)
    assert home.made(store=store) == EDITIONS
    for path in own_folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"not what it was")
    assert home.made(store=store) == EDITIONS
    assert home.made(store=store) == []


def test_nothing_to_do_brings_in_neither_engine_nor_charts_nor_templates(home: Home) -> None:
    assert home.made() == []
    code = (
        "import sys; from asof.cli import main\n"
        f"main(['--workspace', {str(home.root)!r}, 'build'], standalone_mode=False)\n"
        "heavy = {'weasyprint', 'matplotlib', 'jinja2', 'pypdfium2'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_answer_in_json_tells_what_was_left(home: Home) -> None:
    home.change("data/tables/ridings.csv", "Rive-Sud", "Côte-Sud")
    told = json.loads(asof(home.root, "build", "--json").stdout)["editions"]
    reused = {f"{e['briefing']}-{e['row'] or ''}.{e['lang']}": e["reused"] for e in told}
    assert [name for name, left in reused.items() if not left] == [
        "riding-south.en",
        "riding-south.fr",
    ]


def test_reasons_are_told_for_people(home: Home) -> None:
    home.change("data/facts/ridings.yaml", "38,900", "38,901")
    told = asof(home.root, "build", "riding", "--lang", "en", "--explain").stderr
    here = os.path.relpath(home.root / "build/2026-02-28")
    assert unsummed(told).splitlines() == [
        f"{here}/riding-north.en.pdf: up to date",
        f"{here}/riding-south.en.pdf: fact ridings.south",
    ]


# ---- workers


def test_workers_print_the_same_bytes_in_the_same_order(home: Home) -> None:
    found = home.files()
    shutil.rmtree(home.root / "build")
    assert home.made(jobs=2) == EDITIONS
    assert home.files() == found


def inherited(_: int) -> list[str]:
    """The files that this process holds open."""
    return [os.path.realpath(each) for each in Path("/proc/self/fd").iterdir()]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no list of open files here")
def test_a_worker_inherits_no_open_font(home: Home) -> None:
    shutil.rmtree(home.root / "build")
    assert home.made(jobs=1) == EDITIONS
    with get_context("fork").Pool(1) as workers:
        (names,) = workers.map(inherited, range(1))
    assert not [name for name in names if name.endswith((".ttf", ".otf", ".icc"))]


def test_workers_that_have_lived_are_followed_by_others(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = home.files()
    monkeypatch.setattr(local, "LIFE", 1)
    for jobs in (1, 2):
        shutil.rmtree(home.root / "build")
        assert home.made(jobs=jobs) == EDITIONS
        assert home.files() == found


def test_a_failure_in_a_worker_is_the_failure_of_its_edition_alone(home: Home) -> None:
    home.change(
        "charts/roll.py", "    steps(", "    assert edition.each['code'] != 'south'\n    steps("
    )
    done = asof(home.root, "build", "--jobs", "2", "--json")
    assert done.exit_code == 3
    assert "charts/roll.py:9" in done.stderr
    names = [(e["briefing"], e["row"]) for e in json.loads(done.stdout)["editions"]]
    assert names == [("riding", "north")] * 2 + [("whole", None)] * 2
    assert home.files()["build/2026-02-28/riding-south.en.pdf"]


def test_a_worker_that_dies_takes_only_its_own_edition_with_it(home: Home) -> None:
    dying = "    import os; edition.each['code'] != 'south' or os._exit(9)\n    steps("
    home.change("charts/roll.py", "    steps(", dying)
    done = asof(home.root, "build", "riding", "--jobs", "2", "--json")
    assert done.exit_code == 3
    assert unsummed(done.stderr) == (
        "data/briefings/riding.yaml:1:1: error: the process that was making 'riding-south' ended"
        " with code 9\n"
        "  hint: look for a lack of memory, or raise 'memory' of the limits in asof.yaml\n"
    )
    assert [e["row"] for e in json.loads(done.stdout)["editions"]] == ["north", "north"]


def killing(row: str, times: int, folder: Path) -> Callable[[Ledger, Job], Outcome]:
    """Makes editions, but for so many times that a process is killed which makes one of a row."""
    folder.mkdir()

    def attempted(ledger: Ledger, job: Job) -> Outcome:
        struck = len(list(folder.iterdir()))
        if row in job.rows and struck < times:
            (folder / f"{struck}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return attempt(ledger, job)

    return attempted


@pytest.mark.parametrize("row", ["north", "south"])
def test_what_kills_a_process_once_costs_no_edition(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    shutil.rmtree(home.root / "build")
    monkeypatch.setattr("asof.build.attempt", killing(row, 1, tmp_path / "struck"))
    assert home.made(jobs=2) == EDITIONS


@pytest.mark.parametrize("row", ["north", "south"])
def test_what_kills_a_process_again_is_its_edition(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    shutil.rmtree(home.root / "build")
    monkeypatch.setattr("asof.build.attempt", killing(row, 99, tmp_path / "struck"))
    found = workspace.find_workspace(home.root)
    built = list(build(found, Request(TODAY, briefings=("riding",), jobs=2, store=kept())))
    told = f"the process that was making 'riding-{row}' ended with SIGKILL"
    failed = [f"riding-{row}"] * 2
    assert [each.job.name for each in built if each.failure] == failed
    assert all(told in str(each.failure) for each in built if each.failure)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_finishes_what_is_begun_and_keeps_it(home: Home, number: signal.Signals) -> None:
    slow = "    import time; time.sleep(1)\n    steps("
    home.change("charts/roll.py", "    steps(", slow)
    shutil.rmtree(home.root / "build")
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(home.root), "build"]
    process = subprocess.Popen([*command, "--jobs", "2"], stderr=subprocess.PIPE, text=True)
    first = home.root / "build/2026-02-28/riding-north.en.pdf"
    deadline = time.monotonic() + 60
    while not first.is_file() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert "stopping when what is begun is finished" in told
    kept = home.files()
    assert f"build/{first.relative_to(home.root / 'build')}" in kept
    home.build()
    assert {name: kept[name] for name in kept} == {n: home.files()[n] for n in kept}


def test_a_build_that_is_not_to_hear_of_its_terminal_goes_on(home: Home) -> None:
    shutil.rmtree(home.root / "build")
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(home.root), "build"]
    process = subprocess.Popen(
        ["nohup", *command], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    )
    await_that((home.root / "build/2026-02-28/riding-north.en.pdf").is_file)
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=60)
    assert (process.returncode, len(home.made())) == (0, 0)


def test_a_command_that_is_asked_to_end_takes_its_temporary_files_away(
    home: Home, tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    home.change("charts/roll.py", "    steps(", "    import time; time.sleep(60)\n    steps(")
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(home.root), "check"]
    process = subprocess.Popen(command, env=os.environ | {"TMPDIR": str(scratch)})
    await_that(lambda: any(scratch.iterdir()))
    process.terminate()
    assert process.wait(60) == 128 + signal.SIGTERM
    assert not list(scratch.iterdir())


def living(scratch: Path) -> list[str]:
    """The processes that have a folder for their temporary files."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if f"TMPDIR={scratch}".encode() in environment.read_bytes():
                found.append(environment.parent.name)
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").is_file(), reason="no list of processes here")
def test_a_build_that_is_killed_takes_its_workers_and_their_files_along(
    home: Home, tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    home.change("charts/roll.py", "    steps(", "    import time; time.sleep(1)\n    steps(")
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(home.root), "build", "riding"]
    process = subprocess.Popen([*command, "--jobs", "2"], env=os.environ | {"TMPDIR": str(scratch)})
    await_that(lambda: len(living(scratch)) > 3)
    assert list(scratch.iterdir())
    process.kill()
    process.wait()
    await_that(lambda: not living(scratch))
    assert not list(scratch.iterdir())


def test_what_a_killed_process_has_left_goes_with_the_next_build(home: Home) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    folders = (home.root / "build/2026-02-28", Path(os.environ["ASOF_CACHE"], "edition"))
    left = [folder / f".whole.en.pdf.{gone.pid}.01234567" for folder in folders]
    ours = [folder / f".whole.en.pdf.{os.getpid()}.01234567" for folder in folders]
    for path in (*left, *ours):
        path.write_bytes(b"%PDF-1.7")
    home.change("data/facts/ridings.yaml", "41,200", "41,201")
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(home.root), "build"]
    subprocess.run(command, check=True, capture_output=True)
    assert [path for path in (*left, *ours) if path.exists()] == ours


def await_that(happens: Callable[[], bool]) -> None:
    """Wait until something happens; fails when it does not within a minute."""
    deadline = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.02)


# ---- where things are kept


def test_nothing_is_kept_where_others_put_files(home: Home, own_folder: Path) -> None:
    before = set(home.files())
    done = asof(home.root, "build", "--cache", str(home.root / "kept"))
    assert unsummed(done.stderr) == (
        f"warning: nothing is kept in {home.root / 'kept'}: it lies in the workspace\n"
        "  hint: name a folder of your own with --cache, or 'none'\n"
    )
    assert set(home.files()) == before
    assert unsummed(asof(home.root, "build", "--cache", str(own_folder)).stderr) == ""
    assert {p.name for p in own_folder.iterdir()} >= {"chart", "edition", "required"}


def test_a_build_that_keeps_nothing_prints_the_same(home: Home) -> None:
    before = home.files()
    told = json.loads(asof(home.root, "build", "--cache", "none", "--json").stdout)
    assert [each["reused"] for each in told["editions"]] == [False] * len(EDITIONS)
    assert home.files() == before


def test_a_page_is_believed_for_its_bytes_not_for_its_place(home: Home, tmp_path: Path) -> None:
    """Another's page, printed here from other facts and put in place, is printed anew."""
    forger = Home(tmp_path / "forger")
    forger.change("data/facts/ridings.yaml", "38,900", "99,999")
    forger.made()
    for name in ("whole.en.pdf", "whole.en.json"):
        shutil.copy(forger.root / "build/2026-02-28" / name, home.root / "build/2026-02-28" / name)
    before = home.why()
    assert [name for _, name in before.pop("whole.en")] == ["ridings.south"]
    assert before == {}


def test_a_workspace_that_was_moved_is_not_printed_anew(home: Home, tmp_path: Path) -> None:
    moved = Home.__new__(Home)
    moved.root = home.root.with_name(f"{home.root.name}-moved")
    home.root.rename(moved.root)
    assert moved.made() == []
