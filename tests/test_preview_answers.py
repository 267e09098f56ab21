"""What a preview answers beside the page: days, facts, findings, search, uses, two days."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from asof.batch import build
from asof.cache import NOTHING_KEPT, Store
from asof.cli import main
from asof.diagnostics import AsofError
from asof.jobs import Request
from asof.language import grammars, language
from asof.ledger import as_of
from asof.preview.fact_panel import SeenFact, fact_panel
from asof.preview.findings_panel import findings_panel
from asof.preview.questions import TOLD
from asof.preview.search import search
from asof.preview.side_by_side import side_by_side
from asof.preview.snapshot import Snapshot, snapshot
from asof.preview.timeline import timeline
from asof.preview.uses import uses
from asof.preview.view_words import ViewWords
from asof.workspace import STARTER, create, read_workspace
from harbour import FILES, FIRST, SECOND, harbour
from ledgers import CLOCK, Lines, fact, ledger, random_lines, total

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 20)
Told = dict[str, Any]


def taken(root: Path, today: date = TODAY, store: Store = NOTHING_KEPT) -> Snapshot:
    return snapshot(read_workspace(root), today, store)


def with_more(name: str, text: str) -> str:
    """A file of the harbour with some lines more."""
    return FILES[name].rstrip(" ") + indent(dedent(text), " " * 8)


@cache
def ours() -> Snapshot:
    return taken(ROOT)


@cache
def italy() -> Snapshot:
    return taken(ROOT / "examples/italy")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return taken(harbour(tmp_path_factory.mktemp("port")), date(2024, 9, 1))


# ---- the days on which something changes


def plainly(words: str) -> str:
    return words.replace("\xa0", " ")


def days(told: Told) -> dict[str, list[tuple[str, str, str, str]]]:
    """What changes on each day: the fact, the sort of change, and both texts."""
    return {
        each["day"]: [
            (c["key"], c["change"], plainly(c["before"]), plainly(c["after"]))
            for c in each["changes"]
        ]
        for each in told["days"]
    }


def test_each_sort_of_change_stands_on_its_day_the_gravest_first(port: Snapshot) -> None:
    told = timeline(port, {"briefing": "note", "day": SECOND})
    assert (told["first"], told["last"], told["today"]) == ("2024-01-02", "2024-12-01", SECOND)
    assert list(days(told)) == [
        "2024-01-02",
        "2024-04-02",
        "2024-06-01",
        "2024-06-03",
        "2024-06-10",
        "2024-12-01",
    ]
    assert days(told)["2024-06-03"] == [
        ("port.berths", "corrected", "about 7", "9"),
        ("port.moorings", "corrected", "about 13", "15"),
        ("port.pilots", "withdrawn", "12", "not known"),
        ("port.cranes", "revised", "3", "4"),
        ("port.ships", "updated", "about 7", "9"),
        ("port.lights", "added", "not known", "5"),
    ]
    assert days(told)["2024-04-02"] == [("port.tugs", "stale", "2", "2")]
    assert days(told)["2024-06-01"] == [("port.permit", "lapsed", "May 31, 2024", "May 31, 2024")]
    assert days(told)["2024-06-10"] == [("port.depth", "disputed", "11", "11 or 14")]


def test_what_changes_is_told_in_the_language_of_the_view(port: Snapshot) -> None:
    told = timeline(port, {"briefing": "note", "day": SECOND, "lang": "fr"})
    (depth,) = (each for each in told["days"] if each["day"] == "2024-06-10")
    assert depth["changes"] == [
        {
            "key": "port.depth",
            "label": "profondeur",
            "change": "disputed",
            "before": "11",
            "after": "11 ou 14",
            "here": True,
        }
    ]


def test_with_one_knowledge_only_the_world_changes(port: Snapshot) -> None:
    told = timeline(port, {"briefing": "note", "day": SECOND, "known": SECOND})
    assert days(told)["2024-06-01"] == [
        ("port.ships", "updated", "about 7", "9"),
        ("port.permit", "lapsed", "May 31, 2024", "May 31, 2024"),
    ]
    assert {sort for each in days(told).values() for _, sort, _, _ in each} == {
        "added",
        "lapsed",
        "stale",
        "updated",
    }


def test_a_briefing_asks_for_some_facts_and_not_for_others(tmp_path: Path) -> None:
    note = FILES["data/briefings/note.yaml"].replace("- facts: [port.tugs]", "- heading: Tugs")
    read = taken(harbour(tmp_path, note=note), date(2024, 9, 1))
    told = timeline(read, {"briefing": "note", "day": SECOND})
    here = {c["key"]: c["here"] for each in told["days"] for c in each["changes"]}
    assert [key for key, asked in here.items() if not asked] == ["port.tugs"]


def test_the_days_are_those_of_the_ledger_itself() -> None:
    """Each day is held against the day before it, by the editions of both."""
    from asof.compare import days as compared

    read, english = ours(), ours().workspace.language("en-CA")
    told = timeline(read, {"briefing": "iraq-status", "day": "2021-01-18", "lang": "en"})
    for each in told["days"]:
        day = date.fromisoformat(each["day"])
        before = date.fromordinal(day.toordinal() - 1)
        was, now = (as_of(read.ledger, of, of, english) for of in (before, day))
        changed = {(c.after.key, c.sort.name.lower()) for c in compared(was, now).changes}
        told_ = {(c["key"], c["change"]) for c in each["changes"]}
        assert told_ <= changed, day
        assert len(changed) == len(told_) + each["more"], day


def test_the_handover_of_2023_is_a_day_of_the_handout() -> None:
    view = {"briefing": "handout", "day": "2023-06-01", "lang": "en", "known": "2026-11-20"}
    handover = ("command.impact", "updated", "Brigadier-General Wade Rutland")
    assert (*handover, "Colonel John Summerfield") in days(timeline(ours(), view))["2023-05-15"]


def test_the_slider_begins_where_the_briefing_has_something_to_show(tmp_path: Path) -> None:
    old = "old: {title: Old, publisher: Coast, published: 1931}\n"
    wreck = """\
        wreck:
          label: {en: wrecks, fr: épaves}
          fixed: true
          observations:
            - {value: "1", on: 1931, source: old}
            - {value: none, from: 2090, source: log}
        """
    sources = with_more("data/sources.yaml", old)
    facts = with_more("data/facts/port.yaml", wreck)
    read = taken(harbour(tmp_path, sources=sources, facts=facts), date(2024, 9, 1))
    told = timeline(read, {"briefing": "note", "day": SECOND})
    assert (told["first"], told["last"]) == ("2024-01-02", "2024-12-01")
    early = timeline(read, {"briefing": "note", "day": "1940-01-01"})
    assert early["first"] == "1940-01-01"


def test_a_fact_that_lacks_words_in_the_language_is_told_in_another(tmp_path: Path) -> None:
    facts = FILES["data/facts/port.yaml"].replace(
        "unit: {en: metres, fr: mètres}", "unit: {en: metres}"
    )
    facts = facts.replace("{en: depth, fr: profondeur}", "{en: depth}")
    read = taken(harbour(tmp_path, facts=facts), date(2024, 9, 1))
    view = {"briefing": "note", "day": SECOND, "lang": "fr"}
    assert ("port.depth", "disputed", "11", "11 or 14") in days(timeline(read, view))["2024-06-10"]
    told = fact_panel(read, view | {"key": "port.depth"})
    assert (told["label"], told["unit"], told["text"]) == ("depth", "metres", "11 or 14")


def test_of_a_day_with_many_changes_some_are_told_and_the_rest_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"b{n},berth {n},{n},2024-01-02,log\n" for n in range(60))
    root = harbour(tmp_path)
    (root / "data/tables").mkdir()
    (root / "data/tables/berths.csv").write_text(f"key,label,value,on,source\n{rows}", "utf-8")
    extra = "berth:\n  label: berth\n  table: tables/berths.csv\n"
    (root / "data/facts/quays.yaml").write_text(extra, "utf-8")
    told = timeline(taken(root, date(2024, 9, 1)), {"briefing": "note", "day": SECOND})
    first = told["days"][0]
    assert len(first["changes"]) == 40
    assert first["more"] > 20
    assert first["changes"][0]["here"]
    assert not first["changes"][-1]["here"]
    assert (first["more_here"], told["left_out"]) == (0, 0)
    note = root / "data/briefings/note.yaml"
    note.write_text(
        f"{note.read_text('utf-8').rstrip()}\n  - table: {{rows: [quays.berth.*]}}\n", "utf-8"
    )
    (first, *_) = timeline(taken(root, date(2024, 9, 1)), {"briefing": "note", "day": SECOND})[
        "days"
    ]
    asked = [each["here"] for each in first["changes"]]
    assert (asked, first["more_here"] > 20) == ([True] * 40, True)


# ---- all of a fact


def shown(read: Snapshot, key: str, **view: str) -> Told:
    return fact_panel(read, {"briefing": "note", "day": SECOND, **view, "key": key})


def test_a_fact_tells_its_value_its_sources_and_where_it_is_written() -> None:
    view = {"briefing": "iraq-status", "day": "2021-01-18", "lang": "fr", "key": "personnel.iraq"}
    told = fact_panel(ours(), view | {"ui": "fr"})
    assert (told["label"], told["unit"]) == ("militaires en Irak", "militaires")
    assert (told["value"], plainly(told["text"])) == ("about 100", "environ 100")
    assert (told["number"], told["low"], told["high"]) == (100, 90, 110)
    assert (told["standing"], plainly(told["review_in"])) == ("current", "90 jours")
    assert (told["supported"], told["stale_on"]) == ("2021-01-18", "2021-04-19")
    assert told["place"]["path"] == "data/facts/personnel.yaml"
    source = told["sources"][0]
    assert source["id"] == "status-note-2021"
    assert source["stands"]
    assert plainly(source["part"]) == "« key messages »"
    assert source["note"].startswith("Le seul des cinq documents")
    assert source["place"]["path"] == "data/sources.yaml"
    assert [o["state"] for o in told["observations"]] == ["claim", "superseded", "current"]
    assert [plainly(step["text"]) for step in told["steps"]] == ["des centaines", "environ 100"]
    assert told["steps"][0] | {"text": ""} == {
        "from": "2020-01-06",
        "begun": "2020-01-07",
        "to": "2020-04-06",
        "number": None,
        "low": 100,
        "high": 1000,
        "text": "",
        "state": "superseded",
    }


@pytest.mark.parametrize(
    ("key", "standing", "text", "states", "why"),
    [
        ("port.ships", "current", "9", ["superseded", "current"], "current: it does not age"),
        ("port.berths", "current", "9", ["corrected", "current"], "current: it does not age"),
        ("port.cranes", "current", "4", ["superseded", "current"], "current: it does not age"),
        (
            "port.pilots",
            "unknown",
            "not known",
            ["retracted", "retracted"],
            "unknown: nothing known by 2024-09-01 had begun by 2024-09-01",
        ),
        (
            "port.permit",
            "lapsed",
            "May 31, 2024",
            ["current"],
            "lapsed: ended 2024-05-31, and nothing later is known",
        ),
        (
            "port.depth",
            "disputed",
            "11 or 14",
            ["disputed", "disputed"],
            "disputed: 2 values that no one value satisfies",
        ),
        (
            "port.tugs",
            "stale",
            "2",
            ["current"],
            "stale: last reported 2024-01-02, to be confirmed every 90 days",
        ),
        ("port.sheds", "current", "6", ["claim", "current", "unknown"], "current: it does not age"),
    ],
)
def test_a_fact_of_any_standing_is_told(
    port: Snapshot, key: str, standing: str, text: str, states: list[str], why: str
) -> None:
    told = shown(port, key)
    assert (told["standing"], plainly(told["text"]), told["remarks"][0]) == (standing, text, why)
    assert [o["state"] for o in told["observations"]] == states
    assert all(o["reason"] and o["place"]["line"] for o in told["observations"])


def test_a_dispute_spans_what_both_of_its_values_allow(port: Snapshot) -> None:
    told = shown(port, "port.depth")
    assert (told["number"], told["low"], told["high"]) == (None, 11, 14)
    assert [(step["number"], step["state"]) for step in told["steps"]] == [
        (11, "disputed"),
        (14, "disputed"),
    ]


def test_what_was_taken_back_says_why(port: Snapshot) -> None:
    told = shown(port, "port.pilots", lang="fr")
    assert [o["reason"] for o in told["observations"]] == [
        "taken back: une faute, reported 2024-06-03",
        "takes back what Harbour said: une faute",
    ]
    assert (told["value"], told["number"], told["stale_on"]) == (None, None, None)
    assert told["observations"][1]["remarks"] == ["une faute"]


def test_a_derived_fact_tells_its_formula_its_parts_and_what_it_came_to(port: Snapshot) -> None:
    told = shown(port, "port.moorings")
    assert told["derived"] == "port.berths + port.sheds"
    assert told["parts"] == ["port.berths", "port.sheds"]
    assert [s["cited"] for s in told["sources"]] == ["log2#p2", "log#p9"]
    (line,) = told["observations"]
    assert line["reason"] == "the value: computed as port.berths + port.sheds"
    assert line["place"] == told["place"]


def test_a_value_that_is_withheld_has_no_number_and_its_reason() -> None:
    view = {"briefing": "iraq-status", "day": "2020-01-10", "key": "personnel.iraq_exact"}
    told = fact_panel(ours(), view)
    assert told["standing"] == "withheld"
    assert (told["number"], told["low"], told["high"]) == (None, None, None)
    assert told["remarks"][0].startswith("withheld by ")


def test_words_have_no_number() -> None:
    view = {"briefing": "handout", "day": "2023-06-01", "lang": "en", "key": "command.impact"}
    told = fact_panel(ours(), view)
    assert (told["kind"], told["value"]) == ("text", "Colonel John Summerfield")
    assert told["number"] is None
    assert [step["number"] for step in told["steps"]] == [None, None]
    assert told["steps"][0]["to"] == "2023-05-15"


def test_a_fact_of_a_table_is_written_in_its_row() -> None:
    view = {"briefing": "daily", "day": "2020-11-09", "key": "italy.deaths.lombardy"}
    told = fact_panel(italy(), view)
    places = {o["place"]["path"] for o in told["observations"]}
    assert all(path.startswith("data/tables/") for path in places)
    assert told["sources"]
    assert told["steps"]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("port.ship", "did you mean 'port.ships'?"),
        ("", "'asof list --facts' shows the keys"),
        ("../../etc/passwd", "'asof list --facts' shows the keys"),
    ],
)
@pytest.mark.parametrize("answer", [fact_panel, uses])
def test_an_unknown_fact_is_refused_with_what_was_meant(
    port: Snapshot, answer: Any, key: str, hint: str
) -> None:
    with pytest.raises(AsofError) as refused:
        answer(port, {"briefing": "note", "key": key})
    (found,) = refused.value.findings
    assert (found.message, found.hint) == (f"unknown fact '{key}'", hint)


# ---- in the language of the interface

INCOMPATIBLE = "contestée : aucune valeur n’est compatible à la fois avec celle-ci et avec"


@pytest.mark.parametrize(
    ("key", "remarks", "reasons"),
    [
        (
            "port.depth",
            ["contesté : 2 valeurs qu’aucune valeur unique ne concilie"],
            [
                f"{INCOMPATIBLE} « 14 » (coast#p1)",
                f"{INCOMPATIBLE} « 11 » (log#p6)",
            ],
        ),
        (
            "port.permit",
            [
                "échu : a pris fin le 31 mai 2024, et rien de plus récent n’est connu",
                "échéance : 31 mai 2024; aucun renouvellement au dossier",
            ],
            ["valeur retenue : la seule qui soit connue"],
        ),
        (
            "port.tugs",
            ["à reconfirmer : dernière communication le 2 janvier 2024, valable 90 jours"],
            ["valeur retenue : la seule qui soit connue"],
        ),
        (
            "port.cranes",
            ["à jour : ne se périme pas", "donnée révisée"],
            [
                "remplacée : révisée par « 4 », communiqué le 3 juin 2024",
                "valeur retenue : la dernière à avoir pris effet parmi celles qui sont connues",
            ],
        ),
        (
            "port.pilots",
            [
                (
                    "non connu : rien de ce qui était connu le 1er septembre 2024 n’avait pris"
                    " effet le 1er septembre 2024"
                )
            ],
            [
                "retirée par une communication du 3 juin 2024, pour le motif suivant : a slip",
                "retire ce qu’Harbour avait communiqué, pour le motif suivant : a slip",
            ],
        ),
    ],
)
def test_a_french_interface_explains_an_english_page_in_french(
    port: Snapshot, key: str, remarks: list[str], reasons: list[str]
) -> None:
    """What the page says is quoted as the page has it."""
    told = shown(port, key, ui="fr", lang="en")
    assert [plainly(each) for each in told["remarks"]] == remarks
    assert [plainly(o["reason"]) for o in told["observations"]] == reasons


def test_times_and_places_in_sources_are_told_in_the_language_of_the_interface(
    port: Snapshot,
) -> None:
    told = {ui: shown(port, "port.permit", ui=ui, lang="en") for ui in ("en", "fr")}
    assert plainly(told["en"]["time"]) == "from January 2 to May 31, 2024"
    assert plainly(told["fr"]["time"]) == "du 2 janvier au 31 mai 2024"
    assert told["fr"]["observations"][0]["time"] == told["fr"]["time"]
    sources = {ui: each["sources"][0] for ui, each in told.items()}
    assert plainly(sources["en"]["published"]) == "January 2, 2024"
    assert plainly(sources["fr"]["published"]) == "2 janvier 2024"
    assert plainly(sources["fr"]["part"]) == "p. 5"
    assert (told["fr"]["label"], plainly(told["fr"]["text"])) == ("dredging permit", "May 31, 2024")


def test_what_a_total_lacks_is_told_in_the_language_of_the_interface() -> None:
    asked = {"briefing": "daily", "day": "2020-11-12", "key": "italy.icu.italy"}
    told = fact_panel(italy(), {**asked, "known": "2020-11-12", "ui": "fr", "lang": "en"})
    assert "ont communiqué leurs données" in plainly(told["remarks"][1])


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "February 1, 2024: counted by berth"),
        ("fr", "1er février 2024 : counted by berth"),
    ],
)
def test_a_break_in_a_series_and_whose_estimate_it_is_are_told(
    tmp_path: Path, tag: str, said: str
) -> None:
    facts = with_more(
        "data/facts/port.yaml",
        """\
        guests:
          label: {en: guests, fr: hôtes}
          fixed: true
          break: {on: 2024-02-01, reason: {en: counted by berth, fr: comptés par poste}}
          observations:
            - {value: "6", on: 2024-01-02, status: estimate, by: the Pilots, source: log#p9}
        """,
    )
    read = taken(harbour(tmp_path, facts=facts), date(2024, 9, 1))
    told = shown(read, "port.guests", ui=tag, lang="en")
    estimate = {"en": "by the Pilots, an estimate", "fr": "selon the Pilots, estimation"}[tag]
    assert [plainly(each) for each in told["remarks"][1:]] == [estimate, said]


@pytest.mark.parametrize("ui", ["", "xx", "de", "fr-CA", "../fr"])
def test_an_interface_that_cannot_be_had_is_english(port: Snapshot, ui: str) -> None:
    assert shown(port, "port.ships", ui=ui, lang="fr") == shown(port, "port.ships", lang="fr")
    assert shown(port, "port.ships", ui=ui)["remarks"][0] == "current: it does not age"


def test_an_english_interface_has_the_dates_of_the_region_of_an_english_page() -> None:
    asked = {"briefing": "daily", "day": "2020-11-09", "key": "italy.deaths.lombardy"}
    assert plainly(fact_panel(italy(), asked | {"lang": "en"})["time"]) == "9 November 2020"


LOOKED_AT = ("2017-09-01", "2020-01-10", "2020-11-12", "2021-01-18", "2024-09-01", "2025-06-25")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_english_sentence_is_in_an_answer_to_a_french_interface(
    port: Snapshot, lang: str
) -> None:
    english = sentences_of("en")
    for read in (port, ours()):
        for day, key in product(LOOKED_AT, read.ledger.facts):
            asked = {"day": day, "key": key, "lang": lang}
            told = {ui: fact_panel(read, asked | {"ui": ui}) for ui in ("en", "fr")}
            assert all(map(english.fullmatch, explained(told["en"]))), key
            assert not any(map(english.fullmatch, explained(told["fr"]))), key


def explained(told: Told) -> list[str]:
    """Why a fact stands as it does, and what became of each line."""
    return [told["remarks"][0], *(o["reason"] for o in told["observations"])]


def sentences_of(tag: str) -> re.Pattern[str]:
    """The sentences that explain facts in a language, whatever fills their braces."""
    phrases = grammars()[tag].explanations.items()
    whole = [phrase for key, phrase in phrases if key not in ("both", "and_ageing")]
    return re.compile("|".join(re.sub(r"\\{\w+\\}", ".+", re.escape(each)) for each in whole))


STARTED = read_workspace(STARTER)


@settings(max_examples=200, deadline=None)
@given(random_lines, random_lines, CLOCK, CLOCK)
def test_a_fact_of_any_lines_is_told_on_any_day(
    lines: Lines, others: Lines, on: date, known: date
) -> None:
    one = ledger(
        fact(*(o for _, o in lines), key="troops.iraq"),
        fact(*(o for _, o in others), key="troops.syria"),
        total("troops.iraq + troops.syria"),
    )
    edition = as_of(one, on, known, STARTED.language("fr-CA"))
    for key in one.facts:
        told = SeenFact(edition, key, ViewWords(STARTED, "fr-CA"), language("fr-CA")).told
        assert json.loads(json.dumps(told))["key"] == key
        assert all(o["reason"] for o in told["observations"])
        assert all(step["from"] <= step["begun"] for step in told["steps"])


# ---- findings


def test_findings_are_those_of_check_the_gravest_first(port: Snapshot) -> None:
    told = findings_panel(port, {"briefing": "note", "day": SECOND})
    weights = [each["severity"] for each in told["findings"]]
    assert weights == sorted(weights, key=["error", "warning", "note"].index)
    assert told["counts"] == {name: weights.count(name) for name in ("error", "warning", "note")}
    stale = next(each for each in told["findings"] if each["rule"] == "stale-fact")
    assert (stale["fact"], stale["rows"]) == ("port.tugs", [])
    assert stale["path"]
    assert stale["line"]


def test_findings_of_our_own_publication_are_those_that_check_tells() -> None:
    words = ["--workspace", str(ROOT), "check", "--as-of", "2021-01-18", "--json"]
    told = findings_panel(ours(), {"day": "2021-01-18"})
    checked = json.loads(CliRunner().invoke(main, words).stdout)

    def place(each: Told) -> tuple[object, ...]:
        return tuple(each[name] for name in ("rule", "path", "line", "column", "message", "hint"))

    assert sorted(map(place, told["findings"])) == sorted(map(place, checked["findings"]))


def test_a_fault_in_one_briefing_takes_nothing_from_the_others(tmp_path: Path) -> None:
    root = harbour(tmp_path)
    broken = "title: Broken\ntemplate: broken.html\nbody: []\n"
    (root / "data/briefings/broken.yaml").write_text(broken, "utf-8")
    (root / "templates").mkdir()
    (root / "templates/broken.html").write_text("{% for %}", "utf-8")
    before = findings_panel(taken(harbour(tmp_path / "whole")), {"day": SECOND})
    told = findings_panel(taken(root), {"day": SECOND})
    added = [each for each in told["findings"] if each not in before["findings"]]
    assert {each["path"] for each in added if each["severity"] == "error"} == {
        "templates/broken.html"
    }
    assert all(each in told["findings"] for each in before["findings"])


def test_a_workspace_without_briefings_has_findings_all_the_same(tmp_path: Path) -> None:
    root = harbour(tmp_path)
    (root / "data/briefings/note.yaml").unlink()
    told = findings_panel(taken(root), {"day": SECOND})
    assert any(each["fact"] for each in told["findings"])


# ---- search


def found(read: Snapshot, query: str, **view: str) -> Told:
    return search(read, {"q": query, **view})


def keys(told: Told) -> list[str]:
    return [each["key"] for each in told["facts"]]


@pytest.mark.parametrize("query", ["épaves", "EPAVES", "epaves ", "e\u0301paves", "«épaves»"])
def test_accents_and_cases_do_not_count(tmp_path: Path, query: str) -> None:
    facts = FILES["data/facts/port.yaml"].replace("fr: remorqueurs", "fr: épaves")
    read = taken(harbour(tmp_path, facts=facts))
    assert keys(found(read, query, lang="fr")) == ["port.tugs"]
    assert keys(found(read, query, lang="en")) == ["port.tugs"]  # as typed, whatever the language


def test_all_words_must_occur_and_a_better_match_is_first(port: Snapshot) -> None:
    assert keys(found(port, "port"))
    assert len(keys(found(port, "port"))) == 10
    assert keys(found(port, "ships port"))[0] == "port.ships"
    assert keys(found(port, "ships zeppelin")) == []
    assert keys(found(port, "port.berths"))[0] == "port.berths"


def test_a_fact_is_found_by_what_it_says_and_counts(port: Snapshot) -> None:
    assert keys(found(port, "11 14", day=SECOND)) == ["port.depth"]
    assert keys(found(port, "metres")) == ["port.depth"]
    assert keys(found(port, "environ 13", day=FIRST, lang="fr")) == ["port.moorings"]
    assert "port.ships" in keys(found(port, "about 7", day=FIRST, lang="fr"))
    assert keys(found(port, "mètres", lang="fr")) == ["port.depth"]
    (depth,) = found(port, "depth", day=SECOND)["facts"]
    assert depth["standing"] == "disputed"
    assert plainly(depth["text"]) == "11 or 14"
    assert depth["place"]["path"] == "data/facts/port.yaml"


def test_a_text_is_found_in_the_language_of_the_view_and_as_it_is_typed(port: Snapshot) -> None:
    (text,) = found(port, "allumes", lang="fr")["texts"]
    assert text["text"] == "Les {{ port.lights.label }} sont allumés."
    assert (text["briefing"], text["place"]["path"]) == ("note", "data/briefings/note.yaml")
    (text,) = found(port, "allumes", lang="en")["texts"]
    assert text["text"] == "Les {{ port.lights.label }} sont allumés."
    assert len(found(port, "port.pilots")["texts"]) == 1


def test_of_a_long_text_what_stands_around_the_words_is_told(tmp_path: Path) -> None:
    long = "one two œuvre " * 40 + "needle" + " three four" * 40
    note = FILES["data/briefings/note.yaml"].rstrip(" ") + f'          - text: "{long}"\n'
    (text,) = found(taken(harbour(tmp_path, note=note)), "NEEDLE")["texts"]
    assert text["text"].startswith("…")
    assert text["text"].endswith("…")
    assert "needle" in text["text"]
    assert len(text["text"]) < 200


def test_a_source_is_found_by_what_it_is_called(port: Snapshot) -> None:
    told = found(port, "coast guard")
    assert [each["id"] for each in told["sources"]] == ["coast"]
    assert told["sources"][0]["place"]["path"] == "data/sources.yaml"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "\x00",
        "'; drop",
        "<script>alert(1)</script>",
        "%",
        "(((",
        "x" * 99_999,
        "a " * 9_999,
    ],
)
def test_any_question_has_an_answer(port: Snapshot, query: str) -> None:
    told = found(port, query)
    assert told["query"] == query
    assert all(len(told[name]) <= 40 for name in ("facts", "texts", "sources"))


def test_of_many_that_are_found_the_rest_is_counted() -> None:
    told = found(ours(), "e", lang="en")
    assert len(told["facts"]) == 40
    assert told["left_out"]["facts"] > 100


# ---- uses


def test_a_fact_tells_where_it_prints_and_what_rests_on_it(port: Snapshot) -> None:
    told = uses(port, {"briefing": "note", "day": SECOND, "key": "port.berths"})
    assert told["prints"] == [
        {"briefing": "note", "row": None, "lang": "en-CA", "parts": ["", "label"]},
        {"briefing": "note", "row": None, "lang": "fr-CA", "parts": ["", "label"]},
    ]
    assert told["formulas"] == ["port.moorings"]
    assert told["would_change"] == {
        "facts": ["port.moorings"],
        "editions": [
            {"briefing": "note", "row": None, "lang": "en-CA"},
            {"briefing": "note", "row": None, "lang": "fr-CA"},
        ],
    }
    assert (told["findings"], told["left_out"]) == ([], 0)


def test_an_edition_would_change_that_prints_only_what_is_reckoned(tmp_path: Path) -> None:
    root = harbour(tmp_path)
    total = "title: Total\nbody:\n  - facts: [port.moorings]\n"
    (root / "data/briefings/total.yaml").write_text(total, "utf-8")
    facts = (root / "data/facts/port.yaml").read_text("utf-8")
    held = facts.replace("fr: feux}\n", "fr: feux}\n  equals: port.moorings + port.ships\n")
    (root / "data/facts/port.yaml").write_text(held, "utf-8")
    told = uses(taken(root), {"day": SECOND, "key": "port.sheds"})
    assert {each["briefing"] for each in told["prints"]} == {"note"}
    assert told["formulas"] == ["port.moorings", "port.lights"]
    assert told["would_change"]["facts"] == ["port.moorings"]
    assert {e["briefing"] for e in told["would_change"]["editions"]} == {"note", "total"}


def test_an_edition_that_cannot_be_filled_is_told_and_the_others_are_looked_into(
    tmp_path: Path,
) -> None:
    root = harbour(tmp_path)
    broken = "title: Broken\ntemplate: broken.html\nbody: []\n"
    (root / "data/briefings/broken.yaml").write_text(broken, "utf-8")
    (root / "templates").mkdir()
    (root / "templates/broken.html").write_text("{% for %}", "utf-8")
    told = uses(taken(root), {"briefing": "note", "day": SECOND, "key": "port.tugs"})
    assert len(told["prints"]) == 2
    assert {each["path"] for each in told["findings"]} == {"templates/broken.html"}


def test_what_was_built_tells_the_same_as_what_is_filled(tmp_path: Path) -> None:
    root, store = harbour(tmp_path / "port"), Store(tmp_path / "kept")
    asked = {"briefing": "note", "day": SECOND, "key": "port.sheds"}
    filled = uses(taken(root), asked)
    read = taken(root, store=store)
    request = Request(TODAY, day=date.fromisoformat(SECOND), store=store)
    list(build(read.workspace, request))
    assert uses(taken(root, store=store), asked) == filled


def test_of_a_table_with_many_rows_those_are_looked_into_first_that_a_fact_is_of() -> None:
    asked = {"day": "2020-11-09", "key": "italy.deaths.lombardy"}
    told = uses(italy(), asked)
    assert {"region"} <= {each["briefing"] for each in told["prints"]}
    rows = {each["row"] for each in told["prints"] if each["row"]}
    assert "lombardy" in rows


# ---- two days


def test_two_days_of_a_briefing_differ_as_diff_tells_it(port: Snapshot) -> None:
    told = side_by_side(port, {"briefing": "note", "day": SECOND, "before": FIRST})
    assert (told["before"]["as_of"], told["after"]["as_of"]) == (FIRST, SECOND)
    changed = [(c["key"], c["change"]) for c in told["changes"]]
    assert changed == [
        ("port.berths", "corrected"),
        ("port.moorings", "corrected"),
        ("port.pilots", "withdrawn"),
        ("port.cranes", "revised"),
        ("port.depth", "disputed"),
        ("port.ships", "updated"),
        ("port.permit", "lapsed"),
        ("port.tugs", "stale"),
        ("port.lights", "added"),
    ]
    assert plainly(told["changes"][0]["why"]) == "the earlier value was wrong; reported Jun 3, 2024"


def test_with_one_knowledge_two_days_are_told_as_they_are_known_on_it(port: Snapshot) -> None:
    view = {"briefing": "note", "day": SECOND, "known": SECOND, "before": FIRST}
    told = side_by_side(port, view)
    assert told["before"] == {"as_of": FIRST, "known": SECOND}
    assert "corrected" not in {change["change"] for change in told["changes"]}


@pytest.mark.parametrize(
    ("before", "message", "hint"),
    [
        ("", "no day to compare with", "add one, as in before=2021-01-18"),
        ("yesterday", "'yesterday' is not a day", "write one such as 2021-01-18"),
        ("2025-01-01", "2025-01-01 is after 2024-09-01", "name the earlier one first"),
    ],
)
def test_two_days_that_cannot_be_compared_are_told(
    port: Snapshot, before: str, message: str, hint: str
) -> None:
    with pytest.raises(AsofError) as refused:
        side_by_side(port, {"briefing": "note", "day": SECOND, "before": before})
    (told,) = refused.value.findings
    assert (told.message, told.hint) == (message, hint)


# ---- each example


@pytest.mark.parametrize("name", ["funding", "flood", "question", "italy", "starter"])
def test_every_answer_is_to_be_had_of_each_example(name: str, tmp_path: Path) -> None:
    if name == "starter":
        create(tmp_path)
    root = tmp_path if name == "starter" else ROOT / "examples" / name
    read = taken(root)
    briefing = next(iter(read.briefings))
    for lang in read.workspace.languages:
        view = {"briefing": briefing, "lang": lang}
        asked = [("timeline", view), ("search", {**view, "q": "a"}), ("findings", view)]
        asked += [("fact", {**view, "key": key}) for key in list(read.ledger.facts)[:30]]
        asked += [("uses", {**view, "key": key}) for key in list(read.ledger.facts)[:1]]
        asked += [("compare", {**view, "day": "2025-06-30", "before": "2025-06-29"})]
        assert all(json.loads(json.dumps(TOLD[kind](read, each))) for kind, each in asked)


NO_DAY = ("workspace", "mistyped")  # what is asked of all days


@pytest.mark.parametrize("kind", [kind for kind in TOLD if kind not in NO_DAY])
@pytest.mark.parametrize("clock", ["day", "known"])
def test_a_day_that_is_none_is_refused(port: Snapshot, kind: str, clock: str) -> None:
    asked = {"briefing": "note", "key": "port.ships", "before": FIRST, clock: "soon"}
    with pytest.raises(AsofError) as refused:
        TOLD[kind](port, asked)
    assert [found.message for found in refused.value.findings] == ["'soon' is not a day"]
