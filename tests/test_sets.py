"""Any set of languages in one workspace: every text in each, every command and rule for each."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from asof import data, pdf
from asof.cli import main
from asof.language import language
from asof.pdf.proof.text_check import pdf_text
from every_text import (
    SHORT,
    SIX,
    fields_by_language,
    in_six,
    lay,
    models,
    unit_in_six,
    write,
)
from translated import dumped, in_each

AT_ONCE = "WideRow.label"  # told while the tables are read, before anything is judged
OPTIONAL = {"Config.abbreviations"}  # a language may have another short form, or none
TEXTS = sorted(fields_by_language())


def run(root: Path, *words: str) -> Result:
    """A command in a workspace."""
    return CliRunner().invoke(main, ["--workspace", str(root), *words])


def found(root: Path, *words: str) -> list[dict[str, Any]]:
    """What `asof check` finds."""
    return list(json.loads(run(root, "check", "--json", *words).stdout)["findings"])


def line(finding: Mapping[str, Any]) -> str:
    """The file and the line of a finding."""
    return f"{finding['path']}:{finding['line']}"


def lines_of(root: Path, words: str) -> set[str]:
    """Each file and line where words stand."""
    paths = sorted(p for p in root.rglob("*.*") if p.suffix in (".yaml", ".py"))
    lines = {
        f"{path.relative_to(root).as_posix()}:{n}"
        for path in paths
        for n, each in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(rf"(?<!\w){re.escape(words)}\b", each)
    }
    assert lines, words
    return lines


def change(root: Path, name: str, old: str, new: str) -> None:
    """Put other words in the place of some."""
    text = (root / name).read_text("utf-8")
    assert old in text, old
    (root / name).write_text(text.replace(old, new, 1), "utf-8")


# ---- every text in each language


def test_no_kind_of_file_is_left_out() -> None:
    assert {name for each in data.schemas().values() for name in each["$defs"]} <= models()


def gone_from(field: str) -> str:
    """The language that a field lacks: the next field lacks another."""
    return SHORT[TEXTS.index(field) % len(SHORT)]


def lacking(root: Path, *fields: str) -> Path:
    """A workspace in six languages in which some fields lack one of them."""

    def less(field: str, whole: Mapping[str, Any]) -> dict[str, Any]:
        gone = gone_from(field) if field in fields else ""
        return {tag: each for tag, each in whole.items() if tag != gone}

    return lay(
        root,
        lambda field: less(field, in_six(field)),
        lambda field: less(field, unit_in_six(field)),
    )


def told_lacking(root: Path, field: str) -> set[tuple[str, str]]:
    """What is to be told of a field that lacks a language: at the first word that it has."""
    gone = gone_from(field)
    what = "unit" if field.endswith("unit") else "text"
    first = next(tag for tag in SHORT if tag != gone)
    lines = lines_of(root, f"one: {field} {first}" if what == "unit" else f"{field} {first}")
    return {(each, f"no {what} for '{gone}'") for each in lines}


def told(root: Path) -> list[tuple[str, str]]:
    """The lines of which `check` tells that a language is missing, and what it tells."""
    wanted = ("missing-translation", "error")
    each = (f for f in found(root) if (f["rule"], f["severity"]) == wanted)
    return sorted((line(f), f["message"]) for f in each)


def test_each_text_that_lacks_a_language_is_told_once_where_it_stands(tmp_path: Path) -> None:
    fields = [field for field in TEXTS if field != AT_ONCE]
    root = lacking(tmp_path, *fields)
    note = "templates/note.html"
    german = re.search(r' *"de": .*\n', (root / note).read_text("utf-8"))
    assert german
    change(root, note, german[0], "")
    wanted = {each for f in fields if f not in OPTIONAL for each in told_lacking(root, f)}
    assert told(root) == sorted({*wanted, (f"{note}:7", "no text for 'de'")})


def test_the_name_of_a_row_that_lacks_a_language_is_told_at_once(tmp_path: Path) -> None:
    root = lacking(tmp_path, AT_ONCE)
    assert told(root) == sorted(told_lacking(root, AT_ONCE))


UNKNOWN = "unknown language 'it'"


CONFIG, CHART, TABLE = ("Config.", "Brand.", "Publishing."), ("ChartWords.",), ("EditionLine.",)


@pytest.mark.parametrize("of", [CONFIG, CHART, TABLE, ()])  # each is read where the last is right
def test_a_text_in_a_language_that_the_workspace_has_not_is_told(
    tmp_path: Path, of: tuple[str, ...]
) -> None:
    rest = [field for field in TEXTS if not field.startswith((*CONFIG, *CHART, *TABLE))]
    fields = [field for field in TEXTS if field.startswith(of)] if of else rest

    def more(field: str, whole: dict[str, Any]) -> dict[str, Any]:
        return whole | ({"it": f"{field} it"} if field in fields else {})

    root = lay(
        tmp_path,
        lambda field: more(field, in_six(field)),
        lambda field: more(field, unit_in_six(field)),
    )
    places = {line(f) for f in found(root) if f["message"] == UNKNOWN}
    assert places == {each for field in fields for each in lines_of(root, f"{field} it")}


# ---- one release in six languages, asked by every command

ALSO = {
    "uk": "Також українською: note.uk.r1.pdf",
    "pl": "Także po polsku: note.pl.r1.pdf",
    "en": "Also in English: note.en.r1.pdf",
    "de": "Auch auf Deutsch: note.de.r1.pdf",
    "fr": "Aussi en français : note.fr.r1.pdf",
    "es": "También en español: note.es.r1.pdf",
}


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter in six languages, released."""
    root = in_each(tmp_path_factory.mktemp("six"), *SIX)
    told = run(root, "issue", "note", "--approved-by", "A. Editor")
    assert told.exit_code == 0, told.stderr
    return root


@pytest.fixture
def copy(six: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(six, tmp_path / "copy"))


def page(root: Path, name: str) -> str:
    """The words of a page."""
    return " ".join(pdf_text((root / "build/2025-06-30" / name).read_bytes()).split())


def test_a_workspace_in_six_languages_is_clean(six: Path) -> None:
    assert [f["message"] for f in found(six)] == ["'mains.bids' is withheld by bulletin-june#p4"]


def test_each_page_names_all_others_each_in_its_own_language(six: Path) -> None:
    for short in SHORT:
        words = page(six, f"note.{short}.r1.pdf")
        at = [words.find(ALSO[other]) for other in SHORT if other != short]
        assert -1 not in at, short
        assert at == sorted(at), short
        assert ALSO[short] not in words


def test_a_record_and_what_is_told_by_a_code_are_in_the_language_of_the_page(six: Path) -> None:
    titles = yaml.safe_load((six / "data/briefings/note.yaml").read_text("utf-8"))["title"]
    labels = yaml.safe_load((six / "data/facts/mains.yaml").read_text("utf-8"))["crew"]["label"]
    for short in SHORT:
        record = pdf.attached(six / f"build/2025-06-30/note.{short}.r1.pdf")
        title = language(short).typeset(titles[short])
        assert (record["lang"], record["title"]) == (short, title)
        told = run(six, "verify", record["code"])
        assert told.exit_code == 0, told.stderr
        assert f"{title}, note, 2025-06-30, {short}, r1\n" in told.stdout
        assert labels[short] in told.stdout


def test_what_has_changed_on_a_page_is_told_in_its_language(copy: Path) -> None:
    facts = "data/facts/mains.yaml"
    change(copy, facts, "value: 4.8 million", "value: 4.9 million")
    for short, was, now in (
        ("uk", "4,8 мільйона канадських доларів", "4,9 мільйона канадських доларів"),
        ("de", "4,8 Millionen kanadische Dollar", "4,9 Millionen kanadische Dollar"),
        ("es", "4.8 millones de dólares canadienses", "4.9 millones de dólares canadienses"),
    ):
        told = run(copy, "verify", str(copy / f"build/2025-06-30/note.{short}.r1.pdf"))
        assert told.exit_code == 4
        words = " ".join(told.stdout.split())
        assert f"mains.budget corrected {was} → {now} budget-2025#table 4" in words


def test_lists_and_histories_tell_each_language_and_speak_the_first(six: Path) -> None:
    titles = yaml.safe_load((six / "data/briefings/note.yaml").read_text("utf-8"))["title"]
    (briefing,) = json.loads(run(six, "list", "--json").stdout)["briefings"]
    assert briefing["title"] == titles
    assert titles["uk"] in run(six, "list").stdout
    history = json.loads(run(six, "history", "mains.budget", "--json").stdout)
    assert list(history["label"]) == list(history["text"]) == list(SHORT)
    assert history["text"]["pl"] == "4,8\u00a0miliona\u00a0dolarów kanadyjskich"
    for short, tag in zip(SHORT, SIX, strict=True):
        assert history["label"][short] in run(six, "explain", "mains.budget", "--lang", tag).stdout


def test_a_difference_is_told_in_the_language_asked_for_else_the_first(six: Path) -> None:
    days = ("diff", "2025-03-20", "2025-06-30")
    assert run(six, *days).stdout == run(six, *days, "--lang", "uk").stdout
    heads = [run(six, *days, "--lang", short).stdout.splitlines()[0] for short in SHORT]
    assert len(set(heads)) == len(SIX)
    copy_ = "build/2025-06-30/note.{}.r1.pdf".format
    other = run(six, "diff", str(six / copy_("uk")), str(six / copy_("pl")))
    assert other.exit_code != 0


# ---- every rule, in each language

MISTAKES: Mapping[str, Mapping[str, str]] = {
    "numbers": {
        "uk": "Двадцять три особи та 17 будинків.",
        "pl": "Dwadzieścia trzy osoby i 17 domów.",
        "en": "Twenty-three people and 17 houses.",
        "de": "Dreiundzwanzig Personen und 17 Häuser.",
        "fr": "Vingt-trois personnes et 17 maisons.",
        "es": "Veintitrés personas y 17 casas.",
    },
    "order": {
        "uk": "Так було травня 3 2021.",
        "pl": "Tak było maja 3 2021.",
        "en": "So it was May 3 2021.",
        "de": "So war es Mai 3 2021.",
        "fr": "Ce fut mai 3 2021.",
        "es": "Así fue mayo 3 2021.",
    },
    "hedge": {
        "uk": "близько {{ mains.planned }} км",
        "pl": "około {{ mains.planned }} km",
        "en": "about {{ mains.planned }} km",
        "de": "etwa {{ mains.planned }} km",
        "fr": "environ {{ mains.planned }} km",
        "es": "unos {{ mains.planned }} km",
    },
    "capitals": {short: f"XQ{short.upper()}" + ", x." for short in SHORT},
    "facts": {
        "uk": "{{ mains.renewed }}, {{ mains.planned }}.",
        "pl": "{{ mains.planned }}, {{ mains.renewed }}.",
        "en": "{{ mains.renewed }}.",
        "de": '{{ mains.renewed.at("2025-04-01") }}, {{ mains.planned }}.',
        "fr": "{{ mains.renewed }}, {{ mains.planned }}.",
        "es": "{{ mains.renewed }}, {{ mains.budget }}.",
    },
    "claim": dict.fromkeys(SHORT, "{{ guild.crew.claims[0] }}."),
}


def test_every_rule_of_texts_speaks_each_language(copy: Path) -> None:
    texts = [{"text": dict(each)} for each in MISTAKES.values()]
    note = {"title": "x", "as_of": "2025-06-30", "body": texts}
    write(copy / "data/briefings/mistakes.yaml", dumped(note))
    claim = {"value": "50", "on": "2025-06-20", "source": "bulletin-june", "status": "claim"}
    said = claim | {"by": in_six("guild")}
    fact = {"label": "x", "observations": [{**claim, "status": "revised"}, said]}
    write(copy / "data/facts/guild.yaml", dumped({"crew": fact}))
    lines = (copy / "data/briefings/mistakes.yaml").read_text("utf-8").splitlines()
    by_line: dict[str, list[str]] = {}
    for f in found(copy, "mistakes"):
        words = lines[f["line"] - 1].partition(": ")[2].strip("'").replace("''", "'")
        by_line.setdefault(words, []).append(f"{f['rule']}: {f['message']}")
    for short in SHORT:
        numbers, order, hedge, capitals = (MISTAKES[n][short] for n in [*MISTAKES][:4])
        words = re.match(r"[\w-]+(?: \w+)?(?= \w+ \w+ 17)", numbers)
        assert words, numbers
        assert by_line[numbers] == [
            f"bare-figure: '{words[0]}' comes from no fact",
            "bare-figure: '17' comes from no fact",
        ]
        assert f"date-order: '{' '.join(order.split()[-3:])[:-1]}' {UNORDERED}" in by_line[order]
        word = hedge.split()[0]
        assert by_line[hedge] == [
            f"hedge-drift: 'mains.planned' is 5.6, and the text says '{word}' before it"
        ]
        assert by_line[capitals] == [
            f"unexplained-abbreviation: 'XQ{short.upper()}' is spelled out nowhere"
        ]
    assert len([f for f in found(copy, "mistakes") if f["rule"] == "claim-as-fact"]) == len(SIX)
    both = "'mains.renewed' and 'mains.planned' for 'uk'"
    turned = "'mains.planned' and 'mains.renewed'"
    told_ = {short: by_line.get(MISTAKES["facts"][short], []) for short in SHORT}
    assert told_ == {
        "uk": [],
        "pl": [f"missing-translation: prints {turned} for 'pl' in another order than for 'uk'"],
        "en": [f"missing-translation: prints 'mains.renewed' for 'en', and {both}"],
        "de": [
            "missing-translation: prints 'mains.renewed' as about 2.1 for 'de', and as 3.4 for 'uk'"
        ],
        "fr": [],
        "es": [
            f"missing-translation: prints 'mains.renewed' and 'mains.budget' for 'es', and {both}"
        ],
    }


UNORDERED = "is not in the order of the dates that are printed"


def test_a_value_for_all_languages_beside_others_for_each_is_told(copy: Path) -> None:
    new = ("--on", "2025-06-30", "--source", "bulletin-june", "--yes")
    run(copy, "add", "events.quay_street=open", *new)
    (told_,) = [f for f in found(copy) if "for all languages" in f["message"]]
    assert told_["severity"] == "warning"
    assert told_["message"] == (
        "one text for all languages, where others of this fact have one for each"
    )
    assert told_["hint"] == "write one for each language"
    assert line(told_) in lines_of(copy, "value: open")


def test_a_text_that_several_languages_have_left_behind_is_told_once(copy: Path) -> None:
    change(copy, "data/briefings/note.yaml", "W skrócie", "W paru słowach")
    change(copy, "data/briefings/note.yaml", "At a glance", "In a few words")
    told_ = [f["message"] for f in found(copy) if f["rule"] == "older-translation"]
    assert told_ == [
        f"the text for '{short}' is older than the one for 'pl', which has changed since the"
        " edition of 2025-06-30"
        for short in ("uk", "de", "fr", "es")
    ]


# ---- one language in two regions

PORT = {
    "asof.yaml": "title: Port\nlanguages: [en-GB]\ntimezone: UTC\n",
    "data/sources.yaml": "log: {title: Log, publisher: Port, published: 2021-01-18}\n",
    "data/facts/port.yaml": """\
ships:
  label: ships in port
  observations: [{value: 1200, on: 2021-01-18, source: log}]
""",
    "data/briefings/note.yaml": """\
title: The port
body: [{text: {en: "There are {{ port.ships }} ships."}}]
""",
}


def issue(root: Path, day: str) -> Result:
    """Issue the note of a day."""
    told_ = run(root, "issue", "note", "--approved-by", "A.", "--as-of", day, "--known", day)
    assert told_.exit_code == 0, told_.stderr
    return told_


def test_a_region_that_comes_later_takes_nothing_from_what_was_issued_before(
    tmp_path: Path,
) -> None:
    for name, text in PORT.items():
        write(tmp_path / name, text)
    first = issue(tmp_path, "2021-02-01")
    code = first.stdout.split()[0]
    assert "current" in run(tmp_path, "verify", code).stdout
    change(tmp_path, "asof.yaml", "[en-GB]", "[en-GB, en-CA]")
    assert "current" in run(tmp_path, "verify", code).stdout
    issue(tmp_path, "2021-02-02")
    told_ = run(tmp_path, "verify", code)
    assert told_.exit_code == 4
    assert told_.stdout.startswith(f"superseded  {code}")
    for own, other in (("en-CA", "United Kingdom): note.en-GB"), ("en-GB", "Canada): note.en-CA")):
        pdf_ = tmp_path / f"build/2021-02-02/note.{own}.r1.pdf"
        words = " ".join(pdf_text(pdf_.read_bytes()).split())
        assert f"Also in English ({other}.r1.pdf" in words
    old = tmp_path / "build/2021-02-01/note.en.r1.pdf"
    new = tmp_path / "build/2021-02-02/note.en-GB.r1.pdf"
    assert run(tmp_path, "diff", str(old), str(new)).exit_code == 0
    change(tmp_path, "data/briefings/note.yaml", "en:", "en-GB:")
    (told_missing,) = [f for f in found(tmp_path) if f["rule"] == "missing-translation"]
    assert told_missing["message"] == "no text for 'en-CA'"
    assert told_missing["hint"] == "add en-CA: …"
    change(tmp_path, "data/briefings/note.yaml", "There are", "On May 3, 2021 there were")
    change(tmp_path, "data/briefings/note.yaml", "en-GB:", "en:")
    (order,) = [f for f in found(tmp_path) if f["rule"] == "date-order"]
    assert order["hint"] == "write a text for each of en-GB, en-CA"
