"""Diff, errata, change bars and explain: what changed, why, and where every figure comes from."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from click.testing import CliRunner, Result

from asof import batch, compare, data, pdf, workspace
from asof.cli import main
from asof.jobs import Job, Request, plan_jobs
from asof.language import language
from asof.ledger import Edition, as_of
from asof.ledger.changes import Sort, between
from asof.page.document import TIMELESS
from asof.pdf.proof.text_check import pdf_text
from asof.record.edition_record import BLANK, papers
from harbour import FILES, FIRST, SECOND, harbour

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 20)
HOME = workspace.read_workspace(ROOT)
LEDGER, BRIEFINGS = data.read(HOME)


def asof(home: Path, *words: str | Path) -> Result:
    """A command in a workspace, with nothing of the machine's own settings."""
    clean: dict[str, str | None] = {n: None for n in os.environ if n.startswith("ASOF_")}
    return CliRunner().invoke(main, ["--workspace", str(home), *map(str, words)], env=clean)


def told(home: Path, *words: str | Path) -> str:
    """What a command that succeeds says on stdout."""
    result = asof(home, *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def answered(home: Path, *words: str | Path) -> Any:
    return json.loads(told(home, *words, "--json"))


@pytest.fixture(scope="session")
def port(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour, printed for both days; nobody changes it."""
    root = harbour(tmp_path_factory.mktemp("port"))
    told(root, "build", "--as-of", FIRST)
    told(root, "build", "--as-of", SECOND, "--since", FIRST, "--html")
    return root


# ---- diff: two days

NINE = """\
corrected: it was wrong
  port.berths: berths
    was     about 7 (log#p2)
    is now  9 (log2#p2)
    why     the earlier value was wrong; reported Jun 3, 2024
  port.moorings: moorings
    was     about 13 (log#p2, log#p9)
    is now  15 (log2#p2, log#p9)
    why     the earlier value was wrong; reported Jun 3, 2024

withdrawn: taken back by its source
  port.pilots: pilots
    was     12 (log#p4)
    is now  not known
    why     taken back by its source: a slip

revised, as planned
  port.cranes: cranes
    was     3 (log#p3)
    is now  4 (log2#p3)
    why     as planned; reported Jun 3, 2024

disputed: sources contradict one another
  port.depth: depth
    was     11 metres (log#p6)
    is now  11 metres or 14 metres (log#p6, coast#p1)
    why     sources contradict one another; last reported Jun 10, 2024

updated: the world changed, or more is known of it
  port.ships: ships in port
    was     about 7 (log#p1)
    is now  9 (log2#p1)
    why     dated Jun 1, 2024; reported Jun 3, 2024

lapsed: it ended, and nothing later is known
  port.permit: dredging permit
    was     May 31, 2024, current (log#p5)
    is now  May 31, 2024, lapsed (log#p5)
    why     ended May 31, 2024; no renewal on file

gone stale: no longer confirmed
  port.tugs: tugs
    was     2, current (log#p7)
    is now  2, stale (log#p7)
    why     last reported Jan 2, 2024

added: not known before
  port.lights: lights
    was     not known
    is now  5 (log2#p8)
    why     reported Jun 3, 2024
""".replace("11 metres", "11").replace("14 metres", "14")


def test_diff_tells_every_sort_of_change_and_why_the_gravest_first(port: Path) -> None:
    head = f"facts changed from {FIRST} to {SECOND}: 9\n\n"
    assert told(port, "diff", FIRST, SECOND) == head + NINE


def test_a_correction_and_an_update_with_the_same_numbers_come_out_differently(port: Path) -> None:
    changes = {c["key"]: c for c in answered(port, "diff", FIRST, SECOND)["changes"]}
    ships, berths = changes["port.ships"], changes["port.berths"]
    for side in ("before", "after"):
        assert ships[side]["text"] == berths[side]["text"]
    assert (ships["change"], berths["change"]) == ("updated", "corrected")


def test_diff_of_a_day_with_itself_is_empty(port: Path) -> None:
    assert told(port, "diff", FIRST, FIRST) == f"facts changed from {FIRST} to {FIRST}: none\n"


def test_diff_with_one_knowledge_tells_what_the_world_did_and_nothing_that_we_learned(
    port: Path,
) -> None:
    found = answered(port, "diff", FIRST, SECOND, "--known", SECOND)
    assert [(c["key"], c["change"]) for c in found["changes"]] == [
        ("port.ships", "updated"),
        ("port.permit", "lapsed"),
        ("port.tugs", "stale"),
        ("port.lights", "added"),
    ]
    assert found["before"] == {"as_of": FIRST, "known": SECOND}


def test_diff_as_json_tells_both_values_with_their_sources_and_lines(port: Path) -> None:
    found = answered(port, "diff", FIRST, SECOND, "note", "--lang", "fr")
    assert (found["briefing"], found["lang"]) == ("note", "fr-CA")
    assert found["changes"][0] == {
        "key": "port.berths",
        "label": "postes",
        "change": "corrected",
        "why": "la valeur antérieure était erronée; source du 3\xa0juin\xa02024",
        "before": {
            "standing": "current",
            "text": "environ\xa07",
            "on": "2024-01-02",
            "until": None,
            "reported": "2024-01-02",
            "source": ["log#p2"],
            "place": ["data/facts/port.yaml:11:7"],
        },
        "after": {
            "standing": "current",
            "text": "9",
            "on": "2024-01-02",
            "until": None,
            "reported": "2024-06-03",
            "source": ["log2#p2"],
            "place": ["data/facts/port.yaml:12:7"],
        },
    }


def test_diff_of_a_briefing_leaves_out_what_it_only_names(tmp_path: Path) -> None:
    note = 'title: Note\nbody:\n  - text: "{{ port.lights.label }}, {{ port.ships }}"\n'
    root = harbour(tmp_path, note=note)
    found = answered(root, "diff", FIRST, SECOND, "note")
    assert [c["key"] for c in found["changes"]] == ["port.ships"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((SECOND, FIRST), f"error: {SECOND} is after {FIRST}\n  hint: name the earlier one first"),
        ((FIRST, "tomorrow"), "'tomorrow' is not a day: write one such as 2021-01-18"),
        ((FIRST, SECOND, "nope"), "error: no briefing 'nope'"),
        (
            (FIRST, SECOND, "--errata", "x.pdf"),
            "Error: --errata is of one briefing: name it behind the days\n",
        ),
        ((FIRST, SECOND, "--lang", "de"), "error: no language 'de' in this workspace"),
        (("none.pdf", "none.pdf"), "none.pdf: no such file or directory"),
        (
            ("asof.json", "asof.json", "note"),
            "Error: copies say themselves of which briefing, days and language they are\n",
        ),
    ],
)
def test_diff_says_what_it_cannot_compare(port: Path, words: tuple[str, ...], says: str) -> None:
    result = asof(port, "diff", *words)
    assert result.exit_code == 2
    assert says in result.stderr


# ---- diff: two copies


def printed(home: Path, day: str, lang: str = "en", suffix: str = "pdf") -> Path:
    return home / "build" / day / f"note.{lang}.{suffix}"


@pytest.mark.parametrize("suffix", ["pdf", "json"])
def test_two_copies_differ_as_their_editions_do(port: Path, suffix: str) -> None:
    pair = [printed(port, day, suffix=suffix) for day in (FIRST, SECOND)]
    head = f"note: facts changed from {FIRST} to {SECOND}: 9\n\n"
    assert told(port, "diff", *pair) == head + NINE


def test_copies_tell_what_was_printed_whatever_the_ledger_says_now(
    port: Path, tmp_path: Path
) -> None:
    """The late line is of a source that was out before the first day: the ledger hides it."""
    late = '            - {value: "6", on: 2024-01-02, source: log#p9}\n'
    facts = FILES["data/facts/port.yaml"]
    home = harbour(tmp_path, facts=facts.replace(late, late.replace('"6"', '"16"')))
    told(home, "build", "--as-of", FIRST, "--lang", "en")
    found = answered(home, "diff", printed(port, FIRST), printed(home, FIRST))
    assert [(c["key"], c["before"]["text"], c["after"]["text"]) for c in found["changes"]] == [
        ("port.sheds", "6", "16"),
        ("port.moorings", "about\xa013", "about\xa023"),
    ]
    assert told(home, "diff", FIRST, FIRST).endswith(": none\n")


def test_copies_of_two_languages_or_kinds_are_not_compared(port: Path, tmp_path: Path) -> None:
    english, french = (printed(port, FIRST, lang) for lang in ("en", "fr"))
    assert "the first is 'en', the second 'fr'" in asof(port, "diff", english, french).stderr
    sheet = tmp_path / "errata.pdf"
    told(port, "diff", FIRST, SECOND, "note", "--errata", sheet)
    refused = asof(port, "diff", english, sheet).stderr
    assert "is an errata sheet, and no edition" in refused
    assert "compare the editions themselves" in refused


SPOILT = {
    "a language of nobody": ("lang", "de", "is in 'de', which is no language of this workspace"),
    "no day": ("as_of", "soon", "its record names no day"),
    "facts of another program": (
        "facts",
        [1],
        "its record, or that of the other, is not one that this program wrote",
    ),
}


@pytest.mark.parametrize(("name", "value", "says"), SPOILT.values(), ids=SPOILT.keys())
def test_a_copy_with_another_record_is_told(
    port: Path, tmp_path: Path, name: str, value: object, says: str
) -> None:
    record = json.loads(printed(port, FIRST, suffix="json").read_text("utf-8"))
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps(record | {name: value}), "utf-8")
    hint = "" if name == "lang" else "  hint: print it again\n"
    result = asof(port, "diff", copy, copy)
    assert (result.exit_code, result.stderr) == (2, f"{copy}: error: {says}\n{hint}")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"[1]", b'{"facts": 1}'])
@pytest.mark.parametrize("suffix", ["pdf", "json"])
def test_a_file_that_is_no_edition_is_told(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"stranger.{suffix}"
    path.write_bytes(content)
    result = asof(ROOT, "explain", path)
    assert result.exit_code == 2
    assert f"{path}: error: carries no record of an edition" in result.stderr


def test_a_record_that_was_tampered_with_is_no_traceback(port: Path, tmp_path: Path) -> None:
    record = json.loads(printed(port, FIRST, suffix="json").read_text("utf-8"))
    for name in ("facts", "prints", "sources"):
        for spoilt in ("1", "[1]", "[{}]", '["x"]'):
            path = tmp_path / "spoilt.json"
            path.write_text(json.dumps(record | {name: json.loads(spoilt)}), "utf-8")
            for words in (("explain", path), ("diff", path, printed(port, SECOND))):
                result = asof(port, *words)
                assert result.exception is None or isinstance(result.exception, SystemExit)


# ---- the paper that a record tells again


def edition(day: str, tag: str = "en-CA") -> Edition:
    return as_of(LEDGER, date.fromisoformat(day), date.fromisoformat(day), language(tag))


@pytest.mark.parametrize("tag", ["en-CA", "fr-CA"])
@pytest.mark.parametrize("days", [("2016-06-01", "2017-06-29"), ("2017-06-29", "2021-01-18")])
def test_papers_change_as_the_editions_that_they_tell(tag: str, days: tuple[str, str]) -> None:
    before, after = (edition(day, tag) for day in days)
    keys = tuple(LEDGER.facts)
    wanted = [(c.after.key, c.sort) for c in between(before, after, keys)]
    found = between(*papers(BLANK, BLANK, before, after), keys)
    assert [(c.after.key, c.sort) for c in found] == wanted
    assert len(wanted) > 20


# ---- errata


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            """Errata: Harbour note
            For holders of the copy current as of March 1, 2024: what reads otherwise on
            September 1, 2024.
            Information current as of September 1, 2024
            Berths about 7 [1] 9 [2] corrected: the earlier value was wrong; reported Jun 3, 2024
            Tugs 2 [1] ✓ current 2 [1] ◆ stale no longer confirmed: last reported Jan 2, 2024
            New since then
            Lights 5 [2] reported Jun 3, 2024""",
        ),
        (
            "fr",
            """Errata : Note du port
            Pour qui a la copie à jour au 1er mars 2024 : ce qui se lit autrement au
            1er septembre 2024.
            Information à jour au 1er septembre 2024
            Postes environ 7 [1] 9 [2] correction : la valeur antérieure était erronée; source du
            Remorqueurs 2 [1] ✓ à jour 2 [1] ◆ à reconfirmer sans confirmation : dernière source
            Nouveau depuis
            Feux 5 [2] source du 3 juin 2024""",
        ),
    ],
)
def test_errata_are_one_page_for_holders_of_the_old_copy(
    port: Path, tmp_path: Path, lang: str, words: str
) -> None:
    sheet = tmp_path / "errata.pdf"
    result = asof(port, "diff", FIRST, SECOND, "note", "--lang", lang, "--errata", sheet)
    assert (result.exit_code, result.stderr) == (0, "")
    said = re.sub(r"\s+", " ", pdf_text(sheet.read_bytes()))
    lines = re.split(r"\n +(?!September|1er)", words)
    assert [w for w in (re.sub(r"\s+", " ", li) for li in lines) if w not in said] == []
    assert pdf.attached(sheet)["errata"]["changes"][0]["change"] == "corrected"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_errata_of_four_years_of_the_status_note_are_one_page(
    tmp_path: Path, lang: str
) -> None:
    sheet = tmp_path / "errata.pdf"
    days = ("2017-06-29", "2021-01-18")
    result = asof(ROOT, "diff", *days, "iraq-status", "--lang", lang, "--errata", sheet)
    assert (result.exit_code, result.stderr) == (0, "")


MONEY = """\
title: {en: Money, fr: Financement, es: Financiación}
body:
  - table: {rows: "sum.*", columns: [label, value, on, source]}
"""
LONG = "x" * 150
SUMS = """\
amount:
  label: {en: amount, fr: montant, es: importe}
  currency: XCD
  fixed: true
  observations:
    - {value: 300.25 million to 400.75 million, on: 2024-01-02, source: log}
    - {value: "about 1,234.56 billion", on: 2024-06-01, source: log2}
words:
  label: {en: LONG, fr: LONG, es: LONG}
  fixed: true
  observations:
    - {value: {en: LONG, fr: LONG, es: LONG}, on: 2024-01-02, source: log}
    - {value: {en: SAID, fr: SAID, es: SAID}, on: 2024-06-01, source: log2}
""".replace("LONG", LONG).replace("SAID", "a word " * 900)


def sums(root: Path, facts: str) -> Path:
    """A workspace in three languages whose one briefing shows all its facts."""
    config = {"title": "Sums", "languages": ["en-CA", "fr-CA", "es-ES"], "timezone": "UTC"}
    files = {
        "asof.yaml": json.dumps(config),
        "data/sources.yaml": dedent(FILES["data/sources.yaml"]),
        "data/facts/sum.yaml": facts,
        "data/briefings/money.yaml": MONEY,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def sheet_words(home: Path, lang: str, *days: str) -> str:
    """What the sheet of the money briefing says, in one line."""
    sheet = home / f"{lang}.pdf"
    result = asof(home, "diff", *days, "money", "--lang", lang, "--errata", sheet)
    assert (result.exit_code, result.stderr) == (0, "")
    return re.sub(r"\s+", " ", pdf_text(sheet.read_bytes()))


TITLES = {
    "en": (
        "What has changed: Money",
        "EC$300.25 to EC$400.75 million",
        "about EC$1,234.56 billion",
    ),
    "fr": (
        "Ce qui a changé : Financement",
        "de 300,25 à 400,75 millions",
        "environ 1 234,56 milliards",
    ),
    "es": ("Qué ha cambiado: Financiación", "entre 300,25 y 400,75 millones", "1 234 560 millones"),
}


@pytest.mark.parametrize("lang", TITLES)
def test_a_sheet_has_room_for_any_value_and_is_called_what_it_is(tmp_path: Path, lang: str) -> None:
    said = sheet_words(sums(tmp_path, SUMS.partition("words:")[0]), lang, FIRST, SECOND)
    assert [words for words in TITLES[lang] if words not in said] == []
    assert "a word a word" in sheet_words(sums(tmp_path, SUMS), lang, FIRST, SECOND)


def test_a_sheet_tells_what_reads_otherwise_in_its_own_language(tmp_path: Path) -> None:
    """Only the French was put into other words."""
    said = SUMS.replace("en: a word", "en: b word").replace(LONG, "text").replace("a word ", "a ")
    facts = re.sub(r"(value: \{en:) [^,]*", r"\1 the same", said)
    home = sums(tmp_path, facts)
    days = (FIRST, SECOND, "money", "--lang")
    assert "sum.words" not in told(home, "diff", *days, "en")
    assert "faits qui ont changé du" in (french := told(home, "diff", *days, "fr"))
    assert "avant       text" in french


def test_a_sheet_that_cannot_be_written_says_which_option_to_change(
    port: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    result = asof(port, "diff", FIRST, SECOND, "note", "--errata", tmp_path / "file" / "x.pdf")
    assert result.exit_code == 2
    assert result.stderr.endswith("\n  hint: choose another --errata\n")


def test_errata_of_two_copies_are_those_of_their_days(port: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "1.pdf", tmp_path / "2.pdf"
    told(port, "diff", FIRST, SECOND, "note", "--errata", one)
    told(port, "diff", printed(port, FIRST), printed(port, SECOND), "--errata", two)
    assert pdf_text(one.read_bytes()) == pdf_text(two.read_bytes())


# ---- the publication


def test_the_status_note_of_2021_differs_from_2017_in_exactly_these_facts() -> None:
    found = answered(ROOT, "diff", "2017-06-29", "2021-01-18", "iraq-status")
    changes: dict[str, list[str]] = {}
    for change in found["changes"]:
        changes.setdefault(change["change"], []).append(change["key"])
    assert changes == {
        "updated": ["training.iraq_state", "mandate.end"],
        "added": [
            "mission.stance",
            "statements.forces_contribution",
            "training.sof_role",
            "training.regional_state",
            "personnel.reduction_cause",
            "personnel.iraq",
            "personnel.levels",
            "funding.renewal_2019",
            "training.sof_training",
            "training.sof_advice",
            "training.sof_assistance",
            "training.sof_effect",
            "events.nmi_handover",
            "events.renewal_2019",
            "events.nmi_command_taken",
            "people.gray",
            "events.nato_suspension",
        ],
    }
    assert found["changes"][1]["why"] == "dated Apr\u00a02019; reported Jan\xa018,\xa02021"


def jobs(day: date | None = None) -> tuple[Job, ...]:
    return plan_jobs(HOME, BRIEFINGS, Request(TODAY, day=day))


@pytest.mark.parametrize("job", jobs(), ids=lambda job: f"{job.briefing.name}.{job.tag}")
def test_every_figure_of_every_briefing_leads_to_its_line_its_source_and_the_paragraph(
    job: Job,
) -> None:
    copy = compare.filled_copy(LEDGER, job)
    figures = compare.edition_explained(copy)["figures"]
    assert len(figures) == len(copy.record["prints"]) > 20
    for figure in figures:
        assert_explained(figure)


def assert_explained(figure: dict[str, Any]) -> None:
    """The briefing's line asks for it, the ledger's line says it, its source is a paragraph."""
    assert names(figure["place"], figure), figure
    assert figure["fact"].startswith("data/facts/")
    if figure["part"] in TIMELESS:
        return
    assert figure["lines"] or figure["text"] in ("not known", "non connu"), figure
    for behind in figure["lines"]:
        assert "value:" in around(behind["place"])
        assert behind["source"]
        assert all(re.fullmatch(r"[a-z0-9-]+#[\w.-]+", s) for s in behind["source"])


def around(place: str) -> str:
    """A line of a file and the few after it, from a place on."""
    path, line, _ = place.rsplit(":", 2)
    return "\n".join((ROOT / path).read_text("utf-8").splitlines()[int(line) - 1 :][:3])


def names(place: str, figure: dict[str, Any]) -> bool:
    """Whether a line of a briefing names a fact, its group, its tag or the chart that shows it."""
    text = around(place)
    folder = figure["key"].rpartition(".")[0]
    tags = LEDGER.facts[figure["key"]].tags
    wanted = (figure["key"], f"{folder}.*", *tags, f"chart: {figure['part']}")
    return any(word in text for word in wanted)


def test_a_record_explains_the_edition_that_it_is_of_with_its_pages(port: Path) -> None:
    path = printed(port, SECOND)
    figures = answered(port, "explain", path)["figures"]
    assert figures == answered(port, "explain", "note", "--as-of", SECOND)["figures"]
    assert {figure["page"] for figure in figures} == {1}
    assert figures == answered(port, "explain", path.with_suffix(".json"))["figures"]


def test_a_figure_tells_its_text_its_fact_and_both_lines(port: Path) -> None:
    figures = answered(port, "explain", printed(port, SECOND))["figures"]
    assert figures[0] == {
        "number": 1,
        "page": 1,
        "text": "9",
        "key": "port.ships",
        "part": "",
        "label": "ships in port",
        "place": "data/briefings/note.yaml:3:13",
        "fact": "data/facts/port.yaml:1:1",
        "derived": None,
        "lines": [{"place": "data/facts/port.yaml:6:7", "value": "9", "source": ["log2#p1"]}],
    }
    [moorings] = [f for f in figures if (f["key"], f["part"]) == ("port.moorings", "")]
    assert moorings["derived"] == "port.berths + port.sheds"
    assert [line["place"] for line in moorings["lines"]] == [
        "data/facts/port.yaml:12:7",
        "data/facts/port.yaml:52:7",
    ]


def test_an_edition_that_was_never_built_is_explained_without_pages(port: Path) -> None:
    figures = answered(port, "explain", "note", "--as-of", "2024-05-01")["figures"]
    assert {figure["page"] for figure in figures} == {None}


def test_an_edition_for_people_names_place_line_and_paragraph(port: Path) -> None:
    said = told(port, "explain", "note", "--as-of", SECOND)
    assert said.startswith(
        f"""\
note as of {SECOND}, en

page 1
   1  9
      port.ships, asked for at data/briefings/note.yaml:3:13
      data/facts/port.yaml:6:7: log2#p1
   2  Ships in port
      port.ships.label, asked for at data/briefings/note.yaml:3:13
      data/facts/port.yaml:1:1: its own label
"""
    )


# ---- explain a fact


def test_a_lapsed_mandate_is_explained_line_by_line() -> None:
    said = told(ROOT, "explain", "mandate.end", "--as-of", "2019-06-01")
    assert said.partition("\nprinted in\n")[0] == (
        """\
mandate.end: end of the mandate
as of 2019-06-01: June 30, 2017
lapsed: ended 2017-06-30, and nothing later is known

2017-03-31: 2016-05-05 to 2017-03-31 (assumed)
  superseded: began earlier, 2016-05-05, before '2017-06-30' (2017-03)
  data/facts/mandate.yaml:12:7: funding-page-2016#military-efforts

2017-06-30: 2017-03 to 2017-06-30
  the value: began last of those known
  data/facts/mandate.yaml:16:7: press-2017#par4

2021-03-31: 2019-04 to 2021-03-31
  not known yet: reported 2021-01-18
  data/facts/mandate.yaml:21:7: status-note-2021#quick-facts

2025-03-31: between 2021-01-19 and 2023-05-15, to 2025-03-31
  not known yet: reported 2023-05-15
  data/facts/mandate.yaml:28:7: operation-page-2023#mandate
"""
    )


WHYS = {
    "port.ships": [
        "superseded: began earlier, 2024-01-02, before '9' (2024-06-01)",
        "the value: began last of those known",
    ],
    "port.berths": [
        "corrected by '9', reported 2024-06-03",
        "the value: began last of those known",
    ],
    "port.cranes": [
        "superseded: revised by '4', reported 2024-06-03",
        "the value: began last of those known",
    ],
    "port.pilots": [
        "taken back: a slip, reported 2024-06-03",
        "takes back what Harbour said: a slip",
    ],
    "port.permit": ["the value: the only one known"],
    "port.depth": [
        "disputed: no one value satisfies it and '14' (coast#p1)",
        "disputed: no one value satisfies it and '11' (log#p6)",
    ],
    "port.sheds": [
        "claim of Gazette: never the value",
        "the value: the only one known",
        "not known yet: reported 2024-12-02",
    ],
    "port.moorings": ["the value: computed as port.berths + port.sheds"],
}


def whys(home: Path, key: str, day: str = SECOND) -> list[str]:
    return [o["why"] for o in answered(home, "explain", key, "--as-of", day)["observations"]]


@pytest.mark.parametrize("key", WHYS)
def test_each_line_of_a_fact_says_which_rule_decided(tmp_path: Path, key: str) -> None:
    assert whys(later(tmp_path), key) == WHYS[key]


def later(root: Path) -> Path:
    """The harbour with a source of December for the last line."""
    december = "log3: {title: Third log, publisher: Harbour, published: 2024-12-02}\n"
    home = harbour(root, facts=FILES["data/facts/port.yaml"].replace("log2#p9", "log3#p9"))
    sources = home / "data/sources.yaml"
    sources.write_text(sources.read_text("utf-8") + december, "utf-8")
    return home


RIVALS = """\
    exact:
      label: {en: hands, fr: mains}
      fixed: true
      observations:
        - {value: about 10, on: 2024-01-02, source: log#p1}
        - {value: "10", on: 2024-01-02, source: coast#p2}
        - {value: not public, on: 2024-01-02, source: log3#p2}
    settled:
      label: {en: masts, fr: mats}
      fixed: true
      observations:
        - {value: "3", on: 2024-01-02, source: log#p1}
        - {value: "5", on: 2024-01-02, source: coast#p2, prefer: they counted}
    repeated:
      label: {en: oars, fr: rames}
      fixed: true
      observations:
        - {value: "8", on: 2024-01-02, source: log#p1}
        - {value: "8", on: 2024-01-02, source: log2#p1}
        - {value: "9", source: coast#p1}
        - {value: "11", on: 2024-12-24, source: log2#p5}
    """


@pytest.mark.parametrize(
    ("key", "sentences"),
    [
        (
            "port.exact",
            [
                "less exact than '10', which it agrees with",
                "the value: the most exact of those that agree",
                "says nothing against '10'",
            ],
        ),
        (
            "port.settled",
            ["set aside: '5' is preferred", "the value: preferred, because they counted"],
        ),
        (
            "port.repeated",
            [
                "superseded: repeated by '8', reported 2024-06-03",
                "the value: began last of those known",
                "superseded: its date is inferred, that of '8' is stated",
                "not begun yet: begins 2024-12-24",
            ],
        ),
    ],
)
def test_rivals_are_told_apart(tmp_path: Path, key: str, sentences: list[str]) -> None:
    home = harbour(tmp_path, facts=RIVALS, note="title: Note\nbody: []\n")
    crew = "log3: {title: Crew list, publisher: Crew, published: 2024-06-20}\n"
    sources = home / "data/sources.yaml"
    sources.write_text(sources.read_text("utf-8") + crew, "utf-8")
    assert whys(home, key) == sentences


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("port.pilots", "unknown: nothing known by 2024-09-01 had begun by 2024-09-01"),
        ("port.depth", "disputed: 2 values that no one value satisfies"),
        ("port.permit", "lapsed: ended 2024-05-31, and nothing later is known"),
        ("port.tugs", "stale: last reported 2024-01-02, to be confirmed every 90 days"),
        ("port.ships", "current: it does not age"),
    ],
)
def test_the_standing_of_a_fact_is_told_by_its_rule(port: Path, key: str, sentence: str) -> None:
    assert answered(port, "explain", key, "--as-of", SECOND)["why"] == sentence


def test_withheld_numbers_are_told_with_the_reason() -> None:
    found = answered(ROOT, "explain", "personnel.special_forces", "--as-of", "2021-01-18")
    assert found["why"] == (
        "withheld by Canadian officials: security reasons;"
        " stale: last reported 2017-06-28, to be confirmed every 90 days"
    )
    assert found["observations"][1]["why"] == "claim of media reports: never the value"


def test_a_fact_tells_every_place_where_it_prints_with_the_page(port: Path) -> None:
    said = told(port, "explain", "port.cranes", "--as-of", SECOND)
    assert said.partition("\nprinted in\n")[2] == (
        """\
  note 2024-09-01 en  page 1  data/briefings/note.yaml:12:19  value
  note 2024-09-01 fr  page 1  data/briefings/note.yaml:12:52  value
"""
    )


def test_a_fact_prints_through_the_sums_that_it_is_part_of(port: Path) -> None:
    said = told(port, "explain", "port.berths", "--as-of", "2024-05-01", "--lang", "en")
    assert "not built  data/briefings/note.yaml:19:57  label, value, on of port.moorings" in said


def test_an_unknown_word_is_neither_fact_nor_briefing(port: Path) -> None:
    result = asof(port, "explain", "port.ship")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: no fact and no briefing 'port.ship'\n  hint: did you mean 'port.ships'?\n"
    )


# ---- change bars


def barred(home: Path, lang: str = "en") -> Iterator[str]:
    """The words beside which the page has a bar."""
    html = (home / "build" / SECOND / f"note.{lang}" / "index.html").read_text("utf-8")
    for found in re.finditer(r'<(\w+) class="[^"]*\bchanged\b[^"]*">(.*?)</\1>', html, re.DOTALL):
        yield " ".join(re.sub(r"<sup.*?</sup>|<[^>]+>", " ", found[2]).split())


ENDED = "ended May 31, 2024; no renewal on file"


def test_bars_stand_beside_exactly_the_lines_that_changed(port: Path) -> None:
    assert list(barred(port)) == [
        "9 Ships in port June 1, 2024",
        "9 ships, 5 lights.",
        "9 berths.",
        "4 cranes.",
        f"Dredging permit May 31, 2024 {ENDED} from Jan 2 to May 31, 2024",
        "Depth 11 metres or 14 metres Jan 2, 2024",
        "Moorings 15 Jan 2, 2024",
        "Jan 2, 2024 Tugs : 2",
    ]


def test_a_page_says_what_its_bars_look_back_to(port: Path) -> None:
    english, french = (
        re.sub(r"\s+", " ", pdf_text(printed(port, SECOND, lang).read_bytes()))
        for lang in ("en", "fr")
    )
    assert "Bars mark changes since March 1, 2024" in english
    assert "Traits : changements depuis le 1er mars 2024" in french


def test_a_page_without_changes_says_so(port: Path, tmp_path: Path) -> None:
    told(port, "build", "--as-of", SECOND, "--since", SECOND, "--lang", "en", "--out", tmp_path)
    said = re.sub(r"\s+", " ", pdf_text((tmp_path / SECOND / "note.en.pdf").read_bytes()))
    assert "No changes since September 1, 2024." in said


def test_bars_that_look_ahead_are_refused_and_the_page_is_printed(
    port: Path, tmp_path: Path
) -> None:
    words = ("--as-of", FIRST, "--since", SECOND, "--lang", "en", "--out", tmp_path)
    result = asof(port, "build", *words)
    assert result.exit_code == 0
    told = f"warning: no change bars: {SECOND} is after the day of this edition, {FIRST}\n"
    assert f"data/briefings/note.yaml:1:1: {told}  hint: give an earlier day\n" in result.stderr
    assert "give an earlier day" in result.stderr
    assert "Bars" not in pdf_text((tmp_path / FIRST / "note.en.pdf").read_bytes())


SINCE = FILES["data/briefings/note.yaml"].rstrip(" ") + f"{' ' * 10}- changes: {{since: {FIRST}}}\n"


@pytest.mark.parametrize(("words", "bars"), [((), 8), (("--since", "none"), 0)])
def test_a_changes_block_brings_its_bars_unless_none_are_wanted(
    tmp_path: Path, words: tuple[str, ...], bars: int
) -> None:
    home = harbour(tmp_path, note=SINCE)
    told(home, "build", "--as-of", SECOND, "--lang", "en", "--html", *words)
    assert len(list(barred(home))) == bars
    assert "Changes since March" in pdf_text(printed(home, SECOND).read_bytes())


def test_bars_look_back_to_the_last_edition_issued_and_to_what_it_printed(tmp_path: Path) -> None:
    """The ledger has since learned that the first edition was wrong on its own day."""
    facts = FILES["data/facts/port.yaml"]
    home = harbour(tmp_path, facts=facts)
    note = """\
        title: {en: Note, fr: Note}
        body:
          - points:
              - {en: "{{ port.sheds }} sheds.", fr: "{{ port.sheds }} hangars."}
              - {en: "{{ port.ships }} ships.", fr: "{{ port.ships }} navires."}
        """
    harbour(tmp_path, note=note)
    told(home, "issue", "note", "--as-of", FIRST, "--approved-by", "Master, harbour")
    six = '- {value: "6", on: 2024-01-02, source: log#p9}'
    harbour(tmp_path, note=note, facts=facts.replace(six, six.replace('"6"', '"16"')))
    told(home, "build", "--as-of", SECOND, "--html")
    assert list(barred(home)) == ["16 sheds.", "9 ships."]
    told(home, "build", "--as-of", SECOND, "--html", "--since", "none")
    assert list(barred(home)) == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            [
                "The mandate runs to March 31, 2021 .",
                "Where it works, as last stated: Iraq, Jordan and Lebanon ( January 18, 2021 ).",
                "Members in Iraq: about 100 members ( January 18, 2021 ).",
            ],
        ),
        (
            "fr",
            [
                "Le mandat court jusqu’au 31 mars 2021 .",
                (
                    "Où elle agit, selon la dernière mention :"
                    " l’Irak, la Jordanie et le Liban ( 18 janvier 2021 )."
                ),
                "Militaires en Irak : environ 100 militaires ( 18 janvier 2021 ).",
            ],
        ),
    ],
)
def test_the_handout_since_2017_has_bars_beside_exactly_the_changed_lines(
    tmp_path: Path, lang: str, words: list[str]
) -> None:
    day, since = date(2021, 1, 18), date(2017, 6, 29)
    request = Request(
        TODAY,
        briefings=("handout",),
        day=day,
        known=None,
        languages=(lang,),
        out=tmp_path,
        html=True,
        since=since,
    )
    [built] = batch.build(HOME, request)
    html = (built.job.path.with_suffix("") / "index.html").read_text("utf-8")
    marked = changed_keys(html)
    before, after = edition("2017-06-29"), edition("2021-01-18")
    sorts = {c.after.key: c.sort for c in between(before, after, tuple(LEDGER.facts))}
    shown = set(re.findall(r'data-key="([^"]+)" data-standing', html))
    assert marked == shown & set(sorts)
    assert sorts["mandate.end"] is Sort.UPDATED
    lines = re.findall(r'<li class="changed">(.*?)</li>', html, re.DOTALL)
    said = [" ".join(re.sub(r"<sup.*?</sup>|<[^>]+>", " ", li).split()) for li in lines]
    assert [w for w in words if w not in said] == []


def changed_keys(html: str) -> set[str]:
    """The facts whose values stand in lines with a bar."""
    lines = re.findall(r'<li class="changed">(.*?)</li>', html, re.DOTALL)
    return {key for li in lines for key in re.findall(r'data-key="([^"]+)" data-standing', li)}
