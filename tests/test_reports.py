"""Reports that are expected: which have not come, and what checks and pages say of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from asof import build, data, review, workspace
from asof.jobs import Request, plan_jobs
from asof.ledger import Fact, Frequency, Standing
from asof.ledger.printing import lacking
from asof.page.document import Document
from asof.page.tree import texts
from ledgers import day, edition, fact, line, total, view


@pytest.mark.parametrize(
    ("expected", "last", "serves"),
    [
        ("daily", "2020-11-10", "2020-11-10"),
        ("weekdays", "2020-11-12", "2020-11-12"),  # a Thursday
        ("weekdays", "2020-11-13", "2020-11-15"),  # a Friday
        ("weekdays", "2020-11-14", "2020-11-15"),  # a Saturday
        ("weekly", "2020-11-10", "2020-11-17"),
        ("monthly", "2020-11-10", "2020-12-10"),
        ("monthly", "2021-01-30", "2021-02-28"),
        ("monthly", "2021-02", "2021-03-31"),
        ("monthly", "2020-12", "2021-01-31"),
        ("quarterly", "2020-11", "2021-02-28"),
        ("yearly", "2020", "2021-12-31"),
        ("yearly", "2020-02-29", "2021-02-28"),
    ],
)
def test_a_report_serves_until_the_next_is_expected(expected: str, last: str, serves: str) -> None:
    one = fact(line("5", last, told="2019"), expected=Frequency(expected), review_in="9 years")
    after = date.fromordinal(day(serves).toordinal() + 1)
    kept = edition(one, on=serves)[one.key]
    assert (kept.missing, kept.standing) == ((), Standing.CURRENT)
    late = edition(one, on=str(after))[one.key]
    assert [r.fact.key for r in late.missing] == [one.key]
    assert (late.standing, late.ageing, late.overdue) == (Standing.STALE, True, False)


DAILY = {"expected": Frequency.DAILY, "review_in": "9 years"}


def test_what_has_not_begun_or_has_ended_is_not_missing() -> None:
    lines = [line("5", "2020-11-06", until="2020-11-08", told="2020-11-06")]
    assert view(*lines, on="2020-11-05", known="2020-11-09", **DAILY).missing == ()
    assert view(*lines, on="2020-11-08", **DAILY).missing == ()  # it tells of all its days
    ended = view(*lines, on="2020-11-09", **DAILY)
    assert (ended.missing, ended.standing) == ((), Standing.LAPSED)


def test_a_refusal_is_a_report_and_a_claim_or_what_was_taken_back_is_none() -> None:
    first = line("5", "2020-11-08", told="2020-11-08")
    refused = line("not public", "2020-11-09", told="2020-11-09")
    assert view(first, refused, on="2020-11-09", **DAILY).missing == ()
    claim = line("6", "2020-11-09", told="2020-11-09", status="claim")
    assert view(first, claim, on="2020-11-09", **DAILY).missing[0].day == day("2020-11-08")
    said = line("6", "2020-11-09", told="2020-11-09")
    gone = line(None, "2020-11-09", told="2020-11-10", retracts="wrong")
    assert view(first, said, gone, on="2020-11-09", known="2020-11-10", **DAILY).missing
    silent = view(refused, on="2020-11-10", **DAILY)
    assert (silent.standing, silent.ageing) == (Standing.WITHHELD, True)


def test_a_report_that_something_goes_on_tells_of_its_own_day() -> None:
    one = line("5", "2020-11-01", told="2020-11-09")
    goes_on = replace(one, true=replace(one.true, open=True))
    assert view(goes_on, on="2020-11-09", **DAILY).missing == ()
    assert view(goes_on, on="2020-11-10", **DAILY).missing[0].day == day("2020-11-09")
    assert view(one, on="2020-11-09", **DAILY).missing[0].day == day("2020-11-01")


def test_a_report_that_was_not_known_yet_has_not_come() -> None:
    lines = [line("5", "2020-11-08", told="2020-11-08"), line("6", "2020-11-09", told="2020-11-11")]
    assert view(*lines, on="2020-11-09", **DAILY).missing
    assert not view(*lines, on="2020-11-09", known="2020-11-11", **DAILY).missing


def place(name: str, last: str) -> Fact:
    return fact(line("5", last, told=last), key=f"cases.{name}", **DAILY)


def test_a_total_lacks_what_its_parts_lack_however_deep() -> None:
    north, south = place("north", "2020-11-10"), place("south", "2020-11-08")
    other = fact(line("1", "2020-01", told="2020-01"), key="cases.other", review_in="9 years")
    all_ = total("sum(cases.*)", "all.cases")
    twice = total("all.cases + cases.south", "all.twice")
    seen = edition(north, south, other, all_, twice, on="2020-11-10")
    for key in ("all.cases", "all.twice"):
        total_ = seen[key]
        assert [r.fact.key for r in total_.missing] == ["cases.south"]
        assert (len(total_.reports), total_.incomplete, total_.overdue) == (2, True, False)
        assert total_.standing is Standing.STALE
    whole = edition(north, place("south", "2020-11-10"), all_, on="2020-11-10")["all.cases"]
    assert (whole.incomplete, whole.standing) == (False, Standing.CURRENT)


def test_a_total_that_ended_lacks_nothing() -> None:
    ended = replace(
        place("south", "2020-11-08"),
        observations=(line("5", "2020-11-08", until="2020-11-08", told="2020-11-08"),),
    )
    seen = edition(place("north", "2020-11-07"), ended, total("sum(cases.*)"), on="2020-11-10")
    assert (seen["troops.total"].standing, seen["troops.total"].missing) == (Standing.LAPSED, ())


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en-CA", "1 of 5 have reported; last figures for the rest"),
        ("fr-CA", "1 sur 5 ont communiqué leurs données; dernières données connues pour le reste"),
        ("es-ES", "1 de 5 han informado; últimos datos conocidos para el resto"),
    ],
)
def test_of_many_or_of_one_name_it_says_that_their_last_figures_are_in_it(
    tag: str, said: str
) -> None:
    late = [place(name, "2020-11-08") for name in "abcd"]
    many = edition(place("e", "2020-11-10"), *late, total("sum(cases.*)"), on="2020-11-10", tag=tag)
    assert lacking(many["troops.total"], many.language) == said
    two = [replace(each, label=late[0].label) for each in late[:2]]
    alike = edition(*two, total("sum(cases.*)"), on="2020-11-10", tag=tag)
    assert lacking(alike["troops.total"], alike.language).endswith(said.partition("; ")[2])


# ---- in a workspace

FACTS = """
north:
  label: {en: North, fr: le Nord, es: Norte}
  expected: daily
  observations:
    - {value: "5", on: 2020-11-09, source: bulletin, reported: 2020-11-09}
    - {value: "6", on: 2020-11-10, source: bulletin, reported: 2020-11-10}
south:
  label: {en: South, fr: le Sud, es: Sur}
  expected: daily
  observations:
    - {value: "8", on: 2020-11-08, source: bulletin, reported: 2020-11-08}
"""
BODY = """
title: {en: Cases, fr: Cas, es: Casos}
as_of: 2020-11-10
body:
  - tiles: [all.cases]
  - table: {rows: [all.cases, cases.south], columns: [label, value]}
  - facts: [all.cases]
  - points:
    - en: "There are {{ all.cases }} cases, {{ cases.south }} of them in the south."
      fr: "On compte {{ all.cases }} cas, dont {{ cases.south }} au sud."
      es: "Hay {{ all.cases }} casos, {{ cases.south }} en el sur."
"""


def write(root: Path, facts: str = FACTS, body: str = BODY) -> None:
    """A workspace of cases by place, with their total."""
    source = "{title: Bulletin, publisher: Office, published: 2020-11-06}"
    layout = {
        "asof.yaml": "title: C\nlanguages: [en-CA, fr-CA, es-ES]\ntimezone: UTC\n",
        "data/sources.yaml": f"bulletin: {source}\n",
        "data/facts/cases.yaml": facts,
        "data/facts/all.yaml": "cases:\n  label: {en: Cases, fr: Cas, es: Casos}\n"
        "  derived: sum(cases.*)\n",
        "data/briefings/note.yaml": body,
    }
    for name, words in layout.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, encoding="utf-8")


def document(root: Path, tag: str = "en") -> Document:
    """The page in a language."""
    home = workspace.read_workspace(root)
    ledger, briefings = data.read(home)
    request = Request(date(2020, 11, 12), languages=(tag,), out=root / "build")
    (job,) = plan_jobs(home, briefings, request)
    made = build.draft(ledger, job).document
    assert made
    return made


def found(root: Path) -> list[str]:
    """What is told of reports that have not come."""
    home = workspace.read_workspace(root)
    ledger, briefings = data.read(home)
    jobs = plan_jobs(home, briefings, Request(date(2020, 11, 12), out=root / "build"))
    drafts = [build.draft(ledger, job) for job in jobs]
    judged = review.review(home, ledger, drafts, date(2020, 11, 12))
    return [str(f) for f in judged if f.rule in ("missing-report", "stale-fact")]


def test_check_names_what_has_not_reported_and_the_total_that_lacks_it(tmp_path: Path) -> None:
    write(tmp_path)
    assert found(tmp_path) == [
        (
            "data/briefings/note.yaml:5:13: warning: 'all.cases' lacks 1 of 2 reports:"
            " 'cases.south' (the last is of 2020-11-08)\n"
            "  hint: add what has come in data/facts/cases.yaml:8:1"
        ),
        (
            "data/briefings/note.yaml:6:31: warning: 'cases.south' has no report of 2020-11-10:"
            " the last is of 2020-11-08\n"
            "  hint: add what has come in data/facts/cases.yaml:8:1"
        ),
    ]


@pytest.mark.parametrize("review", ["0 days", "1 day", "daily"])
def test_what_is_reviewed_every_day_is_expected_every_day(review: str, tmp_path: Path) -> None:
    write(tmp_path, FACTS.replace("expected: daily", f"review_in: {review}"))
    assert ["'cases.south' has no report" in each for each in found(tmp_path)] == [False, True]


def test_what_is_expected_less_often_is_told_with_its_period(tmp_path: Path) -> None:
    write(tmp_path, FACTS.replace("expected: daily", "expected: weekly"))
    body = BODY.replace("2020-11-10", "2020-11-16")
    (tmp_path / "data/briefings/note.yaml").write_text(body, encoding="utf-8")
    told = "'cases.south' has no report of the week to 2020-11-16: the last is of 2020-11-08"
    assert told in found(tmp_path)[1]


def test_nothing_is_told_when_all_have_reported(tmp_path: Path) -> None:
    write(tmp_path, FACTS.replace("2020-11-08", "2020-11-10"))
    assert found(tmp_path) == []
    assert "reported" not in " ".join(texts(document(tmp_path).tree, lambda _: False))


def test_a_table_without_a_day_says_that_of_what_is_not_of_today(tmp_path: Path) -> None:
    write(tmp_path)
    rows = "rows: [cases.north, cases.south]"
    for columns, said in (("[label, value]", 1), ("[label, value, on]", 0)):
        body = f"title: N\nas_of: 2020-11-10\nbody:\n  - table: {{{rows}, columns: {columns}}}\n"
        (tmp_path / "data/briefings/note.yaml").write_text(body, encoding="utf-8")
        told = " ".join(texts(document(tmp_path).tree, lambda _: False)).replace("\u00a0", " ")
        assert told.count("as of November 8, 2020") == said


@pytest.mark.parametrize(
    ("tag", "remark", "sentence"),
    [
        (
            "en",
            "1 of 2 have reported; South as of November 8, 2020",
            (
                "There are 14 (1 of 2 have reported; South as of November 8, 2020) cases,"
                " 8 (as of November 8, 2020) of them in the south."
            ),
        ),
        (
            "fr",
            "1 sur 2 ont communiqué leurs données; le Sud au 8 novembre 2020",
            (
                "On compte 14 (1 sur 2 ont communiqué leurs données; le Sud au 8 novembre 2020)"
                " cas, dont 8 (au 8 novembre 2020) au sud."
            ),
        ),
        (
            "es",
            "1 de 2 han informado; Sur al 8 de noviembre de 2020",
            (
                "Hay 14 (1 de 2 han informado; Sur al 8 de noviembre de 2020) casos,"
                " 8 (al 8 de noviembre de 2020) en el sur."
            ),
        ),
    ],
)
def test_a_page_says_what_a_total_lacks_wherever_it_prints(
    tag: str, remark: str, sentence: str, tmp_path: Path
) -> None:
    write(tmp_path)
    page = document(tmp_path, tag)
    said = " ".join(texts(page.tree, lambda _: False)).replace("\u00a0", " ")
    assert said.count(remark) == 4  # the tile, the table, the quick fact and the sentence
    (point,) = (t for t in page.texts if "{{" in t.source)
    assert point.printed.replace("\u00a0", " ") == sentence
