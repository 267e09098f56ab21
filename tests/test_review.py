"""The rules of `asof check`: each with an example that fires, and one that does not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from click.testing import CliRunner, Result

from asof import build, data, review, workspace
from asof.cli import main
from asof.diagnostics import Finding, Location, Severity
from asof.jobs import Request, plan_jobs
from asof.language import language
from asof.ledger import as_of
from asof.ledger.trace import keys_of
from asof.page.document import Document
from asof.review import Due, attention, gitlab
from summaries import unsummed

TODAY = date(2025, 6, 30)
ROOT = Path(__file__).parents[1]
HOME = "title: Small\nlanguages: [en-CA]\ntimezone: UTC\n"
SOURCES = """\
    log: {title: Log, publisher: Harbour, published: 2025-01-02}
    news: {title: News, publisher: The Herald, published: 2025-01-03}
    """


def files(facts: str, *texts: str, **more: str) -> dict[str, str]:
    """A workspace of some facts of a port, and a note of texts, one a line."""
    lines = "".join(f"  - text: {json.dumps(text)}\n" for text in texts)
    more = {name.replace("__", "/").replace("_yaml", ".yaml"): t for name, t in more.items()}
    return {
        "asof.yaml": HOME,
        "data/sources.yaml": SOURCES,
        "data/facts/port.yaml": facts,
        "data/briefings/note.yaml": f"title: Note\nas_of: 2025-02-01\nbody:\n{lines}",
    } | more


def write(root: Path, layout: dict[str, str]) -> Path:
    for name, text in layout.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return root


def judge(root: Path, layout: dict[str, str], **asked: Any) -> tuple[Finding, ...]:
    """Every finding about a small workspace."""
    home = workspace.read_workspace(write(root, layout))
    ledger, briefings = data.read(home)
    request = Request(TODAY, out=root / "build", **asked)
    drafts = [build.draft(ledger, job) for job in plan_jobs(home, briefings, request)]
    of = request.day or TODAY
    edition = as_of(ledger, of, of, language(home.languages[0]))
    whole = review.Whole(edition=edition, binders=data.every_binder(home))
    return review.review(home, ledger, drafts, TODAY, whole)


def drafted(root: Path, day: date) -> Document:
    """The note of a small workspace, of a day."""
    home = workspace.read_workspace(root)
    ledger, briefings = data.read(home)
    (job,) = plan_jobs(home, briefings, Request(TODAY, day=day, out=root / "build"))
    document = build.draft(ledger, job).document
    assert document
    return document


def told(root: Path, layout: dict[str, str], rule: str, **asked: Any) -> list[str]:
    """What one rule finds, as it is told."""
    return [str(f) for f in judge(root, layout, **asked) if f.rule == rule]


def numbers(*lines: str, **fields: str) -> str:
    """A fact that counts ships, from lines of its file."""
    more = "".join(f"  {name}: {value}\n" for name, value in fields.items())
    rows = "".join(f"    - {{{line}}}\n" for line in lines)
    return f"ships:\n  label: ships\n  review_in: 90 days\n{more}  observations:\n{rows}"


SEVEN = "value: about 7, on: 2025-01-02, source: log"
SHIPS = "There are {{ port.ships }} ships."
IN = "data/facts/port.yaml:1:1"

# ---- standings


def test_stale_fact(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN), SHIPS)
    assert told(tmp_path, layout, "stale-fact", day=date(2025, 4, 2)) == []
    assert told(tmp_path, layout, "stale-fact", day=date(2025, 4, 3)) == [
        (
            "data/briefings/note.yaml:4:22: warning: 'port.ships' was last reported on 2025-01-02,"
            " and is reviewed after 90 days\n"
            f"  hint: add a newer report in {IN}"
        )
    ]


def test_a_refusal_to_say_goes_stale_too(tmp_path: Path) -> None:
    refused = "value: not public, on: 2025-01-02, source: log, reason: safety"
    layout = files(numbers(refused), SHIPS)
    assert told(tmp_path, layout, "stale-fact", day=date(2025, 4, 2)) == []
    (found,) = told(tmp_path, layout, "stale-fact", day=date(2025, 4, 3))
    assert "'port.ships' was last reported on 2025-01-02" in found
    assert told(tmp_path, layout, "withheld-fact", day=date(2025, 4, 3))
    closed = files(numbers(refused, fixed="true"), SHIPS)
    assert told(tmp_path, closed, "stale-fact", day=date(2026, 1, 1)) == []


def test_a_finding_names_the_owner(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN, owner="Harbour office"), SHIPS)
    (found,) = told(tmp_path, layout, "stale-fact", day=date(2025, 5, 1))
    assert found.endswith(f"hint: add a newer report in {IN} (Harbour office)")


def test_a_fact_whose_label_alone_is_printed_is_not_judged(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN), "On {{ port.ships.label }}.")
    assert told(tmp_path, layout, "stale-fact", day=date(2026, 1, 1)) == []


def test_lapsed_fact(tmp_path: Path) -> None:
    line = "value: 7, from: 2025-01-02, until: 2025-01-31, source: log"
    text = "{% if port.ships.standing %}There were {{ port.ships }}.{% endif %}"
    layout = files(numbers(line), text)
    assert told(tmp_path, layout, "lapsed-fact", day=date(2025, 1, 31)) == []
    assert told(tmp_path, layout, "lapsed-fact") == [
        (
            "data/briefings/note.yaml:4:51: warning: 'port.ships' ended on 2025-01-31, or was not"
            f" renewed as far as known\n  hint: add what came after in {IN}"
        )
    ]


def test_what_ended_before_a_doubtful_beginning_is_told_so(tmp_path: Path) -> None:
    then = "value: 5, from: 2025-01-02, until: 2025-01-10, source: log"
    after = "value: 6, from: 2025-01-11/2025-03-01, source: log"
    text = "{% if port.ships.standing %}There were {{ port.ships }}.{% endif %}"
    (found,) = told(tmp_path, files(numbers(then, after), text), "lapsed-fact")
    assert found == (
        "data/briefings/note.yaml:4:51: warning: 'port.ships' ended on 2025-01-10, and nobody says"
        " when in 2025-01-11/2025-03-01 what came next began"
        f"\n  hint: give the day on which it began, if it is known, in {IN}"
    )


def test_disputed_fact(tmp_path: Path) -> None:
    other = "value: 9, on: 2025-01-02, source: news"
    layout = files(numbers(SEVEN, other), SHIPS)
    assert told(tmp_path, layout, "disputed-fact") == [
        (
            "data/briefings/note.yaml:4:22: error: 'port.ships' is disputed: about 7 (log)"
            " or 9 (news)"
            f"\n  hint: settle it with 'prefer: reason' in {IN}"
        )
    ]
    settled = files(numbers(SEVEN, f"{other}, prefer: counted on site"), SHIPS)
    assert told(tmp_path, settled, "disputed-fact") == []


def test_withheld_fact_and_the_claim_beside_it(tmp_path: Path) -> None:
    kept = "value: not public, on: 2025-01-02, source: log"
    claim = "value: some 200, on: 2025-01-03, status: claim, by: media reports, source: news"
    layout = files(numbers(kept, type="number"), SHIPS)
    assert told(tmp_path, layout, "withheld-fact") == [
        "data/briefings/note.yaml:4:22: note: 'port.ships' is withheld by log"
    ]
    layout = files(numbers(kept, claim, type="number"), SHIPS)
    assert told(tmp_path, layout, "withheld-fact") == [
        (
            "data/briefings/note.yaml:4:22: note: 'port.ships' is withheld by log;"
            " beside it stands a claim: some 200 (media reports)"
        )
    ]
    assert told(tmp_path, files(numbers(SEVEN), SHIPS), "withheld-fact") == []


def test_unknown_fact(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN), SHIPS)
    assert told(tmp_path, layout, "unknown-fact") == []
    assert told(tmp_path, layout, "unknown-fact", day=date(2024, 1, 1)) == [
        (
            "data/briefings/note.yaml:4:11: error: 'port.ships' is unknown in this edition:"
            " its text"
            " is left out\n  hint: give the text an 'otherwise', or ask for .standing first"
        )
    ]


def test_the_name_of_a_fact_that_is_unknown_takes_its_text_with_it(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN), "We count {{ port.ships.label }}.")
    early = date(2024, 1, 1)
    assert told(tmp_path, layout, "unknown-fact", day=early) == [
        (
            "data/briefings/note.yaml:4:11: error: 'port.ships' is unknown in this edition:"
            " its text is left out\n"
            "  hint: give the text an 'otherwise', or ask for .standing first"
        )
    ]
    asks = "{{ port.ships.label }}: {% if port.ships.standing == 'unknown' %}none told{% endif %}."
    assert told(tmp_path, files(numbers(SEVEN), asks), "unknown-fact", day=early) == []


def test_a_text_with_another_in_its_place_is_only_told(tmp_path: Path) -> None:
    note = """\
        title: Note
        body:
          - points: [{en: "{{ port.ships }}", otherwise: {en: None known.}}]
        """
    layout = files(numbers(SEVEN), data__briefings__note_yaml=note)
    assert told(tmp_path, layout, "unknown-fact", day=date(2024, 1, 1)) == [
        (
            "data/briefings/note.yaml:3:19: note: 'port.ships' is unknown in this edition:"
            " its 'otherwise' is printed"
        )
    ]


# ---- times


def test_future_dated(tmp_path: Path) -> None:
    late = "value: 9, on: 2025-03-01, source: log"
    ahead = "value: 9, on: 2025-01-02, source: log, reported: 2025-07-01"
    layout = files(numbers(SEVEN, late, ahead), SHIPS)
    assert told(tmp_path, layout, "future-dated") == [
        (
            "data/facts/port.yaml:6:7: error: 'port.ships' is dated 2025-03-01, after its report of"
            " 2025-01-02\n  hint: give the day it was said, or a later report"
        ),
        (
            "data/facts/port.yaml:7:7: error: 'port.ships' is reported on 2025-07-01, and today is"
            " 2025-06-30\n  hint: correct 'reported', or the source's 'published'"
        ),
    ]
    announced = "value: 9, from: 2025-03-01, until: 2025-04-01, source: log"
    assert told(tmp_path, files(numbers(SEVEN, announced), SHIPS), "future-dated") == []


def test_inferred_date(tmp_path: Path) -> None:
    layout = files(numbers("value: 7, source: log"), SHIPS)
    assert told(tmp_path, layout, "inferred-date") == [
        (
            "data/briefings/note.yaml:4:22: warning: 'port.ships' has no date of its own:"
            " 2025-01-02"
            f" is its source's\n  hint: give its observation an 'on' in {IN}"
        )
    ]
    assert told(tmp_path, files(numbers(SEVEN), SHIPS), "inferred-date") == []


def test_assumed_day(tmp_path: Path) -> None:
    page = """
        log:
          title: A log
          publisher: Port
          published: 2025-01-02/2025-02-01
          taken_as: 2025-01-02
          note: It prints no date.
    """
    taken = "value: 7, on: 2025-01-02, source: log"
    layout = files(numbers(taken), SHIPS, data__sources_yaml=page)
    assert told(tmp_path, layout, "assumed-day") == [
        (
            "data/facts/port.yaml:5:7: warning: 'port.ships' is dated 2025-01-02, which only"
            " repeats the day taken for 'log'\n  hint: take its day out, or write 'stated: true'"
            " where the document gives it"
        )
    ]
    for line in (f"{taken}, stated: true", "value: 7, source: log", taken.replace("02", "03")):
        layout = files(numbers(line), SHIPS, data__sources_yaml=page)
        assert told(tmp_path, layout, "assumed-day") == []


NOTED = """\
title: Note
as_of: 2025-02-01
{settings}
body:
  - points:
      - {{en: "{text}", until: {until}}}
"""
LEASE = "value: 7, from: 2025-01-02, until: 2025-03-31, source: log"


def noted(settings: str, text: str = "Ships.", until: str = "2025-12") -> dict[str, str]:
    """A note with some settings, and a point that prints until a day."""
    note = NOTED.format(settings=settings, text=text, until=until)
    return files(numbers(LEASE), data__briefings__note_yaml=note)


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("embargo: 2025-02-01", []),
        (
            "embargo: 2025-01-31 06:00",
            ["the embargo ended on 2025-01-31, before the day of this edition, 2025-02-01"],
        ),
    ],
)
def test_past_embargo(tmp_path: Path, setting: str, found: list[str]) -> None:
    hint = "take it out, or give the day that is meant"
    assert told(tmp_path, noted(setting), "past-embargo") == [
        f"data/briefings/note.yaml:3:10: warning: {each}\n  hint: {hint}" for each in found
    ]


@pytest.mark.parametrize(
    ("setting", "day"),
    [
        ("next_update: 2025-02-01", ""),
        ("next_update: 2025-02", ""),
        ("next_update: in spring", ""),
        ("next_update: 2025-01-15", "2025-01-15"),
        ("next_update: 2025-01", "2025-01-31"),
        ('next_update: "On {{ port.lease }}."', "2025-01-20"),
    ],
)
def test_past_update(tmp_path: Path, setting: str, day: str) -> None:
    line = "{value: 2025-01-20, on: 2025-01-02, source: log}"
    facts = f"{numbers(LEASE)}lease:\n  label: lease\n  observations: [{line}]\n"
    found = told(tmp_path, noted(setting) | {"data/facts/port.yaml": facts}, "past-update")
    message = f"the next update was to come by {day}, before the day of this edition, 2025-02-01"
    hint = "give a later day, or take it out"
    whole = f"data/briefings/note.yaml:3:14: warning: {message}\n  hint: {hint}"
    assert found == ([whole] if day else [])


def test_a_next_update_that_is_a_day_prints_as_one(tmp_path: Path) -> None:
    layout = noted("next_update: 2025-07-15")
    assert [f for f in judge(tmp_path, layout) if f.rule == "bare-figure"] == []
    assert (
        "<h2>Next update</h2><p>July\u00a015,\u00a02025</p>"
        in drafted(tmp_path, date(2025, 2, 1)).html
    )


@pytest.mark.parametrize(
    ("text", "until", "found"),
    [
        (SHIPS, "2025-03-31", False),
        (SHIPS, "2025-03", False),
        (SHIPS, "2025-12", True),
        ("{{ port.ships }}, {{ port.tugs }}.", "2025-12", False),
        ("Ships.", "2025-12", False),
    ],
)
def test_outlived_text(tmp_path: Path, text: str, until: str, found: bool) -> None:
    tugs = f"tugs:\n  label: tugs\n  observations: [{{{SEVEN}}}]\n"
    layout = noted("owner: x", text, until) | {"data/facts/port.yaml": numbers(LEASE) + tugs}
    place = f"data/briefings/note.yaml:6:{len(text) + 25}"
    message = "prints until 2025-12, and what it tells ends on 2025-03-31"
    whole = f"{place}: warning: {message}\n  hint: write 'until: 2025-03-31'"
    assert told(tmp_path, layout, "outlived-text") == [whole] * found


@pytest.mark.parametrize(
    ("languages", "title", "told_"),
    [
        ("en", "Signed on 5 May 2016", ["5 May 2016|May 5, 2016"]),
        ("en", "Seen on 23rd May, 2017", ["23rd May, 2017|May 23, 2017"]),
        ("en", "The visit of 23 May", ["23 May|May 23"]),
        ("en", "Signed on May 5, 2016", []),
        ("en", "In May 12 ships; 12 Mayors; 1.5 March", []),
        ("en", "From 30 June to 3 July 2017", ["30 June|June 30", "3 July 2017|July 3, 2017"]),
        ("en-GB", "Signed on May 5, 2016", ["May 5, 2016|5 May 2016"]),
        ("en-GB", "Signed on 5 May 2016; in May 12 ships", []),
        ("fr", "Signé le 5 mai 2016, en mai 12 navires", []),
        ("fr", "Signé mai 5, 2016", ["mai 5, 2016|5 mai 2016"]),
        ("es", "Firmado el 5 de mayo de 2016", []),
        ("es", "Firmado mayo 5, 2016", ["mayo 5, 2016|5 de mayo de 2016"]),
        ("en", "On 31 June 2017", ["31 June 2017|June 31"]),
    ],
)
def test_date_order(tmp_path: Path, languages: str, title: str, told_: list[str]) -> None:
    page = f'log: {{title: "{title}", publisher: Port, published: 2025-01-02}}\n'
    layout = files(numbers(SEVEN), SHIPS, data__sources_yaml=page)
    config = f"title: T\nlanguages: [{languages}]\ntimezone: UTC\n"
    found = told(tmp_path, layout | {"asof.yaml": config}, "date-order")
    pairs = [each.split("|") for each in told_]
    assert [re.sub(r"^[^ ]+ ", "", each) for each in found] == [
        f"warning: '{typed}' is not in the order of the dates that are printed"
        f"\n  hint: write {instead}"
        for typed, instead in pairs
    ]


# ---- figures


def test_unlisted_source(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN), SHIPS)
    assert told(tmp_path, layout, "unlisted-source") == []
    name = "data/briefings/note.yaml"
    own = '{% extends "theme/note.html" %}{% block end %}{% endblock %}'
    note, message = layout[name], "warning: the page does not list the sources of its figures"
    none = layout | {name: note.replace("body:", "source_notes: none\nbody:")}
    hint = "let it be 'end' or 'page'"
    assert told(tmp_path, none, "unlisted-source") == [f"{name}:3:15: {message}\n  hint: {hint}"]
    layout |= {name: note.replace("body:", "template: own.html\nbody:"), "templates/own.html": own}
    hint = "keep show.source_notes() in its 'end'"
    assert told(tmp_path, layout, "unlisted-source") == [f"{name}:3:11: {message}\n  hint: {hint}"]
    layout |= {name: layout[name].replace(SHIPS, "No ships.")}
    assert told(tmp_path, layout, "unlisted-source") == []


def test_unexplained_abbreviation(tmp_path: Path) -> None:
    layout = files(
        numbers(SEVEN), "All of {{ port.ships }} ships, WHO staff.", "WHO, UN, PORT, DOCK."
    )
    layout["asof.yaml"] = dedent(HOME) + "abbreviations: {UN: United Nations, PORT: , DOCK: none}\n"
    assert told(tmp_path, layout, "unexplained-abbreviation") == [
        (
            "data/briefings/note.yaml:4:43: note: 'WHO' is spelled out nowhere\n"
            "  hint: give asof.yaml its words, abbreviations: {UN: United Nations}, or none for a"
            " name"
        )
    ]


def test_sum_mismatch(tmp_path: Path) -> None:
    part = "{label: part, observations: [{value: %s, on: 2025-01-02, source: log}]}\n"
    parts = f"a: {part % 3}b: {part % 4}"
    total = numbers("value: 8, on: 2025-01-02, source: log", equals="port.a + port.b")
    assert told(tmp_path, files(total + parts, SHIPS), "sum-mismatch") == [
        (
            "data/facts/port.yaml:4:11: error: 'port.ships' is 8, but port.a + port.b makes 7"
            f"\n  hint: correct a part, or say in a note why it differs in {IN}"
        )
    ]
    right = numbers("value: about 7, on: 2025-01-02, source: log", equals="port.a + port.b")
    assert told(tmp_path, files(right + parts, SHIPS), "sum-mismatch") == []


@pytest.mark.parametrize(
    ("formula", "unit", "right"),
    [
        ("port.berths * port.used", "ships", "100"),
        ("port.used * port.berths", "ships", "100"),
        ("port.used - port.free", "pp", "-50"),
        ("share(port.berths, port.berths)", '"%"', "100"),
    ],
)
def test_a_total_of_percentages_is_held_against_what_they_are_of(
    tmp_path: Path, formula: str, unit: str, right: str
) -> None:
    part = "{label: part, unit: %s, observations: [{value: %s, on: 2025-01-02, source: log}]}"
    counted = {"berths": ("ships", 400), "used": ('"%"', 25), "free": ('"%"', 75)}
    parts = [f"{name}: {part % said}\n" for name, said in counted.items()]
    for value, wrong in ((right, 0), ("7", 1)):
        line = f"value: {value}, on: 2025-01-02, source: log"
        total = numbers(line, equals=formula, unit=unit)
        layout = files("".join([total, *parts]), SHIPS)
        assert len(told(tmp_path, layout, "sum-mismatch")) == wrong


def test_falling_total(tmp_path: Path) -> None:
    lines = [SEVEN, "value: at least 5, on: 2025-01-03, source: news"]
    assert told(tmp_path, files(numbers(*lines, cumulative="true"), SHIPS), "falling-total") == [
        (
            "data/facts/port.yaml:7:7: warning: 'port.ships' fell from about 7 to at least 5"
            "\n  hint: correct it, or say in a note why it fell"
        )
    ]
    assert told(tmp_path, files(numbers(*lines), SHIPS), "falling-total") == []


def test_hedge_drift_in_the_data(tmp_path: Path) -> None:
    again = "value: more than 7, on: 2025-01-03, source: %s, reported: 2025-01-03"
    layout = files(numbers(SEVEN, again % "log"), SHIPS)
    assert told(tmp_path, layout, "hedge-drift") == [
        (
            "data/facts/port.yaml:6:7: warning: 'port.ships' becomes more than 7 after about"
            " 7, from"
            " the same source\n  hint: keep the hedge of the source, or name the new source"
        )
    ]
    assert told(tmp_path, files(numbers(SEVEN, again % "news"), SHIPS), "hedge-drift") == []


def test_hedge_drift_in_a_text(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN), "There are more than {{ port.ships }}.", "Some ships left.")
    assert told(tmp_path, layout, "hedge-drift") == [
        (
            "data/briefings/note.yaml:4:22: warning: 'port.ships' is about 7, and the text says"
            " 'more than' before it\n  hint: the fact prints its own hedge: leave the word out"
        )
    ]
    assert told(tmp_path, files(numbers(SEVEN), SHIPS), "hedge-drift") == []


def test_hedge_drift_before_an_elided_fact(tmp_path: Path) -> None:
    text = "Il y a moins de {{ port.ships }} navires."
    layout = files(numbers(SEVEN), text) | {"asof.yaml": HOME.replace("en-CA", "fr-CA")}
    assert told(tmp_path, layout, "hedge-drift") == [
        (
            "data/briefings/note.yaml:4:19: warning: 'port.ships' is about 7, and the text says"
            " 'moins de' before it\n  hint: the fact prints its own hedge: leave the word out"
        )
    ]


def test_elision(tmp_path: Path) -> None:
    french = HOME.replace("en-CA", "fr-CA")
    text = "C'est l'{{ port.chief }}, et ce {{ port.guard }}."
    chief = (
        "chief: {label: chef, type: text, observations: [{value: maire, on: 2025, source: log}]}\n"
    )
    layout = files(chief + chief.replace("chief", "guard").replace("maire", "agent"), text)
    assert told(tmp_path, layout | {"asof.yaml": french}, "elision") == [
        (
            "data/briefings/note.yaml:4:20: warning: 'l’' does not go with 'maire' after it"
            "\n  hint: write other words before the fact"
        ),
        (
            "data/briefings/note.yaml:4:44: warning: 'ce' does not go with 'agent' after it"
            "\n  hint: write other words before the fact"
        ),
    ]
    dead = (
        "dead: {label: morts, unit: personnes, observations:"
        " [{value: in the thousands, on: 2025, source: log}]}\n"
    )
    cause = "La crue a causé la mort {{ port.dead.counted }}, et tué {{ port.dead.counted }}."
    assert told(tmp_path, files(dead, cause) | {"asof.yaml": french}, "elision") == [
        (
            "data/briefings/note.yaml:4:41: warning: 'la mort' does not go with 'des milliers de"
            " personnes' after it\n  hint: write other words before the fact"
        )
    ]
    swapped = text.replace("chief", "x").replace("guard", "chief").replace("x", "guard")
    layout["data/briefings/note.yaml"] = layout["data/briefings/note.yaml"].replace(text, swapped)
    assert told(tmp_path, layout | {"asof.yaml": french}, "elision") == []


CLAIM = "value: 9, on: 2025-01-03, status: claim, by: the Herald, source: news"


def test_claim_as_fact_without_its_speaker(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN, CLAIM), "There are {{ port.ships.claims[0] }}.")
    assert told(tmp_path, layout, "claim-as-fact") == [
        (
            "data/briefings/note.yaml:4:22: warning: 'port.ships' prints a claim, 9 (the Herald),"
            " without its speaker\n  hint: print its .by too"
        )
    ]
    for text in (
        "{{ port.ships.claims[0] }}, says {{ port.ships.claims[0].by }}.",
        "The Herald says {{ port.ships.claims[0] }}.",
    ):
        assert told(tmp_path, files(numbers(SEVEN, CLAIM), text), "claim-as-fact") == []


def test_claim_as_fact_beside_what_is_withheld(tmp_path: Path) -> None:
    kept = "value: not public, on: 2025-01-02, source: log"
    layout = files(numbers(kept, CLAIM, type="number"), "The Herald: {{ port.ships.claims[0] }}.")
    assert told(tmp_path, layout, "claim-as-fact") == [
        (
            "data/briefings/note.yaml:4:24: warning: 'port.ships' prints a claim, 9 (the Herald),"
            " beside a number that is withheld\n  hint: leave the claim out"
        )
    ]


# ---- the workspace


def test_unused_fact(tmp_path: Path) -> None:
    other = "boats:\n  label: boats\n  observations: [{value: 1, on: 2025-01-02, source: news}]\n"
    layout = files(numbers(SEVEN) + other, SHIPS)
    assert told(tmp_path, layout, "unused-fact") == [
        "data/facts/port.yaml:6:1: note: no briefing prints 'port.boats'"
    ]
    assert (
        told(tmp_path, files(numbers(SEVEN) + other, SHIPS, "{{ port.boats }}"), "unused-fact")
        == []
    )


def test_a_fact_that_another_day_needs_is_used(tmp_path: Path) -> None:
    note = """\
        title: Note
        body:
          - points: [{en: "{{ port.ships }}", from: 2030-01-01}]
        """
    layout = files(numbers(SEVEN), data__briefings__note_yaml=note)
    assert told(tmp_path, layout, "unused-fact") == []


def test_unused_source(tmp_path: Path) -> None:
    assert told(tmp_path, files(numbers(SEVEN), SHIPS), "unused-source") == [
        "data/sources.yaml:2:1: note: no fact cites 'news'"
    ]
    assert told(tmp_path, files(numbers(SEVEN, CLAIM), SHIPS), "unused-source") == []


TWO = HOME.replace("[en-CA]", "[en-CA, fr-CA]")


def test_missing_translation(tmp_path: Path) -> None:
    note = """\
        title: Note
        body:
          - points: [{en: Only English, from: 2030-01-01}]
        """
    layout = files(numbers(SEVEN), data__briefings__note_yaml=note) | {"asof.yaml": TWO}
    assert told(tmp_path, layout, "missing-translation") == [
        "data/briefings/note.yaml:3:14: error: no text for 'fr'\n  hint: add fr: …"
    ]
    whole = layout | {"data/briefings/note.yaml": note.replace("from", "fr: Anglais, from")}
    assert told(tmp_path, whole, "missing-translation") == []


def test_a_text_of_a_binder_that_lacks_a_language_is_told(tmp_path: Path) -> None:
    binder = "title: {en: Works manual}\nparts: [{heading: {en: Mains}, briefings: [note]}]\n"
    layout = files(numbers(SEVEN), SHIPS) | {"asof.yaml": TWO}
    layout |= {"data/binders/manual.yaml": binder}
    assert told(tmp_path, layout, "missing-translation") == [
        "data/binders/manual.yaml:1:8: error: no text for 'fr'\n  hint: add fr: …",
        "data/binders/manual.yaml:2:19: error: no text for 'fr'\n  hint: add fr: …",
    ]
    assert told(tmp_path, layout | {"asof.yaml": HOME}, "missing-translation") == []


def test_texts_that_no_edition_prints_are_told_where_a_site_or_a_binder_would_refuse_them(
    tmp_path: Path,
) -> None:
    home = HOME + "policy: We <b>mend</b>.\npublish: {accessibility: 'Ask {{ port.ships }}'}\n"
    binder = "title: All <i>works</i>\nparts: [{heading: Mains, briefings: [note]}]\n"
    layout = files(numbers(SEVEN, fixed="true"), SHIPS, "{{ port.ships.source }}")
    write(tmp_path, layout | {"asof.yaml": home, "data/binders/manual.yaml": binder})
    told = CliRunner().invoke(main, ["--workspace", str(tmp_path), "check"])
    hint = "  hint: write it in Markdown, or '\\<' for the sign itself"
    assert told.exit_code == 1
    assert told.stderr.splitlines()[:6] == [
        "asof.yaml:4:12: error: a text holds no HTML: '<b>'",
        hint,
        (
            "asof.yaml:5:31: error: no edition fills in '{{ port.ships }}':"
            " this text stands on a site as it is typed"
        ),
        "  hint: write it in words",
        "data/binders/manual.yaml:1:12: error: a text holds no HTML: '<i>'",
        hint,
    ]


def test_a_unit_that_lacks_a_language_is_told(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN, unit="{en: ships}"), SHIPS) | {"asof.yaml": TWO}
    assert told(tmp_path, layout, "missing-translation") == [
        "data/facts/port.yaml:4:14: error: no unit for 'fr'\n  hint: add fr: …"
    ]


def test_a_table_that_nobody_names_is_told(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN), SHIPS) | {"data/tables/old.csv": "value,on,source\n"}
    assert told(tmp_path, layout, "unused-table") == [
        "data/tables/old.csv: note: no fact and no briefing reads this table"
    ]
    named = layout | {"data/facts/old.yaml": "ships: {label: ships, table: tables/old.csv}\n"}
    assert told(tmp_path, named, "unused-table") == []


def test_a_fact_of_a_block_that_is_unknown_is_left_out(tmp_path: Path) -> None:
    note = "title: Note\nbody:\n  - facts: [port.ships]\n"
    layout = files(numbers(SEVEN), data__briefings__note_yaml=note)
    assert told(tmp_path, layout, "unknown-fact", day=date(2024, 1, 1)) == [
        (
            "data/briefings/note.yaml:3:13: error: 'port.ships' is unknown in this edition:"
            " it is left out"
        )
    ]


def test_languages_may_set_the_days_of_old_values_otherwise(tmp_path: Path) -> None:
    texts = '{en: "{{ port.ships }}; {{ port.ships }}", fr: "{{ port.ships }} et {{ port.ships }}"}'
    note = f"title: Note\nas_of: 2025-06-01\nbody:\n  - text: {texts}\n"
    layout = files(numbers(SEVEN), data__briefings__note_yaml=note) | {"asof.yaml": TWO}
    assert told(tmp_path, layout, "stale-fact")
    assert told(tmp_path, layout, "missing-translation") == []


def test_a_text_that_cannot_be_filled_for_want_of_a_language_is_told_once(tmp_path: Path) -> None:
    note = "title: Note\nbody:\n  - points: [{en: Only English}]\n"
    layout = files(numbers(SEVEN), data__briefings__note_yaml=note) | {"asof.yaml": TWO}
    assert told(tmp_path, layout, "missing-translation") == [
        "data/briefings/note.yaml:3:14: error: no text for 'fr'\n  hint: add fr: …"
    ]


@pytest.mark.parametrize(
    ("french", "wanted"),
    [
        ("{{ port.ships }} et {{ port.boats }}", []),
        (
            "{{ port.boats }} et {{ port.ships }}",
            [
                (
                    "data/briefings/note.yaml:5:11: warning: prints 'port.boats' and 'port.ships'"
                    " for 'fr' in another order than for 'en'\n"
                    "  hint: keep one order, so that no figure takes another's place"
                )
            ],
        ),
        (
            "{{ port.ships }}",
            [
                (
                    "data/briefings/note.yaml:5:11: error: prints 'port.ships' for 'fr', and"
                    " 'port.ships' and 'port.boats' for 'en'\n"
                    "  hint: print the same facts in each language"
                )
            ],
        ),
    ],
)
def test_the_same_facts_in_the_same_order(tmp_path: Path, french: str, wanted: list[str]) -> None:
    other = "boats:\n  label: boats\n  observations: [{value: 1, on: 2025-01-02, source: news}]\n"
    note = f"""\
title: Note
body:
  - text:
      en: "{{{{ port.ships }}}} and {{{{ port.boats }}}}"
      fr: "{french}"
"""
    layout = files(numbers(SEVEN) + other, data__briefings__note_yaml=note) | {"asof.yaml": TWO}
    assert told(tmp_path, layout, "missing-translation") == wanted


# ---- allowances and weights

ALLOWED = """\
    title: Note
    as_of: 2025-05-01
    allow:
      - {rule: stale-fact, fact: port.ships, reason: The count is of winter., until: 2025-05-01}
    body:
      - text: "There are {{ port.ships }} ships."
    """


def test_an_allowance_takes_a_finding_away_and_prints_its_reason(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN, CLAIM), data__briefings__note_yaml=ALLOWED)
    assert judge(tmp_path, layout) == ()
    document = drafted(tmp_path, date(2025, 5, 1))
    assert "<h2>Please note</h2><p>The count is of winter.</p>" in document.html
    assert "The count is of winter." not in drafted(tmp_path, date(2025, 5, 2)).html


def test_a_reason_is_not_given_where_nothing_is_found(tmp_path: Path) -> None:
    write(tmp_path, files(numbers(SEVEN, CLAIM), data__briefings__note_yaml=ALLOWED))
    assert "Please note" not in drafted(tmp_path, date(2025, 4, 2)).html
    assert "Please note" in drafted(tmp_path, date(2025, 4, 3)).html


TWO_FACTS = """\
    title: Note
    as_of: 2025-05-01
    allow:
      - rule: stale-fact
        fact: {facts}
        reason: "Ships, and the crane fund, were last counted on {{{{ port.ships.reported }}}}."
        until: 2025-12-31
    body:
      - tiles: [port.ships, port.fund]
    """
FUND = """\
fund:
  label: crane fund
  currency: CAD
  review_in: 30 days
  observations: [{value: 7 million, on: 2025-01-02, reported: 2025-05-01, source: log}]
"""


@pytest.mark.parametrize("facts", ["[port.ships, port.fund]", "[port.ships, 'port.f*']"])
def test_a_reason_names_no_fact_that_the_page_does_not_tell(tmp_path: Path, facts: str) -> None:
    note = TWO_FACTS.format(facts=facts)
    write(tmp_path, files(numbers(SEVEN) + FUND, data__briefings__note_yaml=note))
    assert "fund" not in drafted(tmp_path, date(2025, 4, 30)).html
    assert "and the crane fund, were last" in drafted(tmp_path, date(2025, 5, 2)).html


def test_silent_allowance(tmp_path: Path) -> None:
    note = TWO_FACTS.format(facts="[port.ships, port.fund]")
    layout = files(numbers(SEVEN) + FUND, data__briefings__note_yaml=note)
    assert told(tmp_path, layout, "silent-allowance", day=date(2025, 4, 30)) == [
        (
            "data/briefings/note.yaml:4:5: note: the allowance for stale-fact of port.ships,"
            " port.fund gives readers no reason: the page does not show 'port.fund'\n"
            "  hint: give each fact an allowance of its own"
        )
    ]
    assert told(tmp_path, layout, "silent-allowance", day=date(2025, 5, 2)) == []


def test_a_reason_of_all_that_a_rule_finds_is_given_where_it_finds_something(
    tmp_path: Path,
) -> None:
    note = TWO_FACTS.format(facts="[]").replace(", and the crane fund,", "")
    write(
        tmp_path, files(numbers(SEVEN), data__briefings__note_yaml=note.replace(", port.fund", ""))
    )
    assert "Ships were last counted" not in drafted(tmp_path, date(2025, 4, 2)).html
    assert "Ships were last counted" in drafted(tmp_path, date(2025, 4, 3)).html


def test_what_decides_whether_a_reason_is_given_is_in_the_trace(tmp_path: Path) -> None:
    parts = "".join(
        f"{name}:\n  label: {name}\n  observations: [{{{SEVEN}}}]\n" for name in ("tugs", "barges")
    )
    note = ALLOWED.replace("stale-fact", "sum-mismatch")
    facts = numbers("value: 9, on: 2025-01-02, source: log", equals="sum(port.tugs, port.barges)")
    write(tmp_path, files(facts + parts, data__briefings__note_yaml=note))
    document = drafted(tmp_path, date(2025, 5, 1))
    assert "The count is of winter." in document.html
    assert {"port.tugs", "port.barges"} <= set(keys_of(document.trace))


def test_what_a_briefing_may_be_printed_with_is_not_told_of_the_workspace_either(
    tmp_path: Path,
) -> None:
    lines = [SEVEN, "value: 5, on: 2025-01-03, source: news"]
    fall = ALLOWED.replace("stale-fact", "falling-total")
    layout = files(numbers(*lines, cumulative="true"), data__briefings__note_yaml=fall)
    assert told(tmp_path, layout, "falling-total", day=date(2025, 5, 1)) == []


def test_an_allowance_that_has_ended_is_a_finding_and_allows_nothing(tmp_path: Path) -> None:
    layout = files(numbers(SEVEN, CLAIM), data__briefings__note_yaml=ALLOWED)
    found = [str(f) for f in judge(tmp_path, layout, day=date(2025, 5, 2))]
    assert found == [
        (
            "data/briefings/note.yaml:4:5: warning: the allowance for stale-fact of"
            " port.ships ended"
            " on 2025-05-01\n  hint: take it out, or give it a later 'until' and a reason"
            " that still"
            " holds"
        ),
        (
            "data/briefings/note.yaml:6:22: warning: 'port.ships' was last reported on"
            " 2025-01-02, and"
            f" is reviewed after 90 days\n  hint: add a newer report in {IN}"
        ),
    ]


def test_an_allowance_that_nothing_needs_is_a_finding(tmp_path: Path) -> None:
    early = ALLOWED.replace("as_of: 2025-05-01", "as_of: 2025-02-01")
    layout = files(numbers(SEVEN, CLAIM), data__briefings__note_yaml=early)
    assert [str(f) for f in judge(tmp_path, layout)] == [
        (
            "data/briefings/note.yaml:4:5: note: the allowance for stale-fact of port.ships"
            " matches no finding\n  hint: take it out"
        )
    ]
    assert judge(tmp_path, layout, day=date(2025, 1, 31)) == ()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("{rule: stale, reason: x, until: 2025-05-01}", "4:12: error: unknown rule 'stale'"),
        (
            "{rule: stale-fact, fact: port.ship, reason: x, until: 2025-05-01}",
            "4:30: error: unknown fact 'port.ship'",
        ),
        ("{rule: stale-fact, until: 2025-05-01}", "4:5: error: missing field 'reason'"),
        ("{rule: stale-fact, reason: x}", "4:5: error: missing field 'until'"),
    ],
)
def test_an_allowance_that_cannot_be_meant_is_refused(
    tmp_path: Path, given: str, wanted: str
) -> None:
    note = f"title: Note\nas_of: 2025-05-01\nallow:\n  - {given}\nbody: []\n"
    result = asof(write(tmp_path, files(numbers(SEVEN), data__briefings__note_yaml=note)))
    assert result.exit_code == 2
    assert f"data/briefings/note.yaml:{wanted}" in result.stderr


def test_weights_can_be_set_and_rules_turned_off(tmp_path: Path) -> None:
    home = HOME + "rules: {stale-fact: error, unused-source: off}\n"
    layout = files(numbers(SEVEN), SHIPS) | {"asof.yaml": home}
    found = judge(tmp_path, layout, day=date(2025, 5, 1))
    assert [(f.rule, f.severity) for f in found] == [("stale-fact", "error")]


@pytest.mark.parametrize(
    ("rules", "wanted"),
    [
        ("{stale-facts: error}", "asof.yaml:4:9: error: unknown rule 'stale-facts'"),
        (
            "{stale-fact: fatal}",
            "asof.yaml:4:21: error: 'fatal' is not one of error, warning, note, off",
        ),
    ],
)
def test_weights_that_cannot_be_meant_are_refused(tmp_path: Path, rules: str, wanted: str) -> None:
    home = HOME + f"rules: {rules}\n"
    result = asof(write(tmp_path, files(numbers(SEVEN), SHIPS) | {"asof.yaml": home}))
    assert result.exit_code == 2
    assert wanted in result.stderr


def test_every_rule_has_a_sentence_and_is_known_to_editors() -> None:
    assert all(rule.sentence for rule in review.RULES.values())
    schemas = data.schemas()
    allowed = schemas["briefing"]["$defs"]["Allowance"]["properties"]["rule"]
    weighed = schemas["workspace"]["$defs"]["Config"]["properties"]["rules"]["propertyNames"]
    assert allowed["enum"] == weighed["enum"] == list(review.RULES)


def test_a_finding_carries_the_fact_that_it_is_about(tmp_path: Path) -> None:
    found = judge(tmp_path, files(numbers(SEVEN), SHIPS), day=date(2025, 5, 1))
    assert {f.fact for f in found if f.rule == "stale-fact"} == {"port.ships"}


# ---- the command


def asof(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(root), "check", *words])


def test_errors_fail_warnings_fail_when_strict_and_notes_never(tmp_path: Path) -> None:
    write(tmp_path, files(numbers(SEVEN), SHIPS))
    assert asof(tmp_path, "--strict").exit_code == 0
    stale = ("--as-of", "2025-05-01")
    assert asof(tmp_path, *stale).exit_code == 0
    assert asof(tmp_path, *stale, "--strict").exit_code == 1
    assert asof(tmp_path, "--as-of", "2024-01-01").exit_code == 1


def test_findings_go_to_stderr_and_a_named_briefing_alone_is_judged(tmp_path: Path) -> None:
    write(tmp_path, files(numbers(SEVEN), SHIPS))
    result = asof(tmp_path)
    assert result.stdout == ""
    assert result.stderr == (
        "data/sources.yaml:2:1: note: no fact cites 'news'\n"
        "1 edition: 0 errors, 0 warnings, 1 note\n"
    )
    assert unsummed(asof(tmp_path, "note").stderr) == ""
    assert asof(tmp_path, "nota").exit_code == 2


def test_json(tmp_path: Path) -> None:
    write(tmp_path, files(numbers(SEVEN), SHIPS))
    wanted = {
        "findings": [
            {
                "rule": "unused-source",
                "severity": "note",
                "path": "data/sources.yaml",
                "line": 2,
                "column": 1,
                "message": "no fact cites 'news'",
                "hint": "",
            }
        ]
    }
    assert json.loads(asof(tmp_path, "--json").stdout) == wanted
    assert json.loads(asof(tmp_path, "--format", "json").stdout) == wanted


def test_github(tmp_path: Path) -> None:
    write(tmp_path, files(numbers(SEVEN), SHIPS))
    assert asof(tmp_path, "--format", "github", "--as-of", "2025-05-01").stdout.splitlines() == [
        (
            "::warning"
            " file=data/briefings/note.yaml,line=4,col=22,title=stale-fact::'port.ships' was"
            f" last reported on 2025-01-02, and is reviewed after 90 days%0Aadd a newer"
            f" report in {IN}"
        ),
        "::notice file=data/sources.yaml,line=2,col=1,title=unused-source::no fact cites 'news'",
    ]


def test_sarif(tmp_path: Path) -> None:
    write(tmp_path, files(numbers(SEVEN), SHIPS))
    told_ = json.loads(asof(tmp_path, "--format", "sarif", "--as-of", "2025-05-01").stdout)
    assert told_["version"] == "2.1.0"
    (run,) = told_["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    first = run["results"][0]
    assert rules[first["ruleIndex"]] == first["ruleId"] == "stale-fact"
    assert first["level"] == "warning"
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "data/briefings/note.yaml"},
                "region": {"startLine": 4, "startColumn": 22},
            }
        }
    ]


def test_gitlab(tmp_path: Path) -> None:
    write(tmp_path, files(numbers(SEVEN), SHIPS))
    result = asof(tmp_path, "--format", "gitlab", "--as-of", "2025-05-01")
    stale, unused = json.loads(result.stdout)
    assert stale["location"] == {"path": "data/briefings/note.yaml", "lines": {"begin": 4}}
    assert (stale["check_name"], stale["severity"]) == ("stale-fact", "minor")
    assert unused["description"] == "no fact cites 'news'"
    assert ": warning: 'port.ships' was last reported on 2025-01-02" in result.stderr  # the log
    write(
        tmp_path, {"data/briefings/note.yaml": "\n" + files("", SHIPS)["data/briefings/note.yaml"]}
    )
    moved, _ = json.loads(asof(tmp_path, "--format", "gitlab", "--as-of", "2025-05-01").stdout)
    assert moved["location"]["lines"] == {"begin": 5}
    assert moved["fingerprint"] == stale["fingerprint"] != unused["fingerprint"]


def test_gitlab_can_tell_findings_apart_that_say_the_same() -> None:
    twice = [Finding("r", Severity.NOTE, None, "odd"), Finding("r", Severity.NOTE, None, "odd")]
    assert len({each["fingerprint"] for each in gitlab(twice)}) == 2


@pytest.mark.parametrize("shape", ["json", "sarif", "github", "gitlab", "markdown"])
def test_data_that_cannot_be_read_is_told_in_every_form(tmp_path: Path, shape: str) -> None:
    write(tmp_path, files("ships: {label: ships}\n"))
    result = asof(tmp_path, "--format", shape)
    assert result.exit_code == 2
    assert "no values: a fact has observations" in result.stdout
    told_people = "no values: a fact has observations" in result.stderr
    assert told_people is (shape != "github")  # a log has both streams


FORECAST = """\
tug:
  label: tug
  type: text
  owner: Harbour office
  review_in: 90 days
  observations:
    - {value: at work, from: 2025-01-02, until: 2025-03-01, source: log}
"""


def test_the_forecast_tells_owners_what_will_not_stand(tmp_path: Path) -> None:
    layout = files(FORECAST + numbers(SEVEN), SHIPS, "The tug is {{ port.tug }}.")
    write(tmp_path, layout)
    assert asof(tmp_path, "note", "--until", "2025-03-01").stdout == ""
    assert asof(tmp_path, "note", "--until", "2025-04-03").stdout == (
        "Harbour office\n"
        "  2025-03-02  lapses      port.tug  note\n"
        "no owner\n"
        "  2025-04-03  goes stale  port.ships  note\n"
    )
    told_ = json.loads(asof(tmp_path, "note", "--json", "--until", "2025-04-03").stdout)
    assert told_["forecast"][0] == {
        "day": "2025-03-02",
        "what": "lapses",
        "fact": "port.tug",
        "owner": "Harbour office",
        "briefings": ["note"],
        "path": "data/facts/port.yaml",
        "line": 7,
        "column": 7,
    }


def test_an_issue_lists_what_has_aged_and_what_will_by_owner(tmp_path: Path) -> None:
    layout = files(FORECAST + numbers(SEVEN), SHIPS, "The tug is {{ port.tug }}.")
    write(tmp_path, layout)
    issue = ("note", "--format", "markdown", "--until")
    day = ("--as-of", "2025-02-01")
    assert asof(tmp_path, *issue, "2025-03-01", *day).stdout == ""
    assert asof(tmp_path, *issue, "2025-04-03").stdout == ""  # as the page of that day stays
    assert asof(tmp_path, *issue, "2025-04-03", *day).stdout == (
        "## Harbour office\n\n"
        "- 'port.tug' lapses on 2025-03-02 (note) (`data/facts/port.yaml:7:7`)\n\n"
        "## no owner\n\n"
        "- 'port.ships' goes stale on 2025-04-03 (note) (`data/facts/port.yaml:12:7`)\n\n"
    )
    late = asof(tmp_path, *issue, "2025-05-01", "--as-of", "2025-05-01").stdout
    assert (
        "## Harbour office\n\n- 'port.tug' is lapsed in this edition: its text is left out" in late
    )
    assert "- 'port.ships' was last reported on 2025-01-02, and is reviewed after 90 days" in late


def test_no_word_of_an_issue_is_markdown() -> None:
    due = Due(date(2025, 1, 1), "lapses", "a.b_c", "<b> #1\n*x*", Location("a`b.yaml"), ("n",))
    assert list(attention((), [due], str)) == [
        r"## \<b\> \#1\\n\*x\*",
        "",
        r"- 'a.b\_c' lapses on 2025-01-01 (n) (`ab.yaml`)",
        "",
    ]


# ---- the publication


def impact(*words: str) -> Iterator[tuple[str, str]]:
    """What the command finds in the Operation IMPACT workspace: rule and fact."""
    for f in json.loads(asof(ROOT, "--json", *words).stdout)["findings"]:
        yield f["rule"], f["message"].split("'")[1] if "'" in f["message"] else ""


def test_the_six_briefings_pass_as_of_their_own_days() -> None:
    result = asof(ROOT, "--strict")
    assert result.exit_code == 0, result.stderr
    assert all(" note: " in line for line in unsummed(result.stderr).splitlines())


def test_today_the_mandate_has_lapsed_and_the_figures_are_long_stale() -> None:
    rules = set(impact("--as-of", "2026-11-20"))
    assert ("lapsed-fact", "mandate.end") in rules
    assert ("stale-fact", "personnel.iraq") in rules
    assert ("withheld-fact", "personnel.special_forces") in rules
    assert ("claim-as-fact", "personnel.special_forces") in rules
    assert not {r for r, _ in rules} & {"bare-figure", "missing-translation", "future-dated"}
