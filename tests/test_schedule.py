"""What is due: printed once, on its day or when it is caught up, and told where it was missed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import rmtree
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result

from asof.cli import main
from asof.jobs import Request
from asof.schedule import DueRequest, planned_due
from asof.workspace import find_workspace

DAY = timedelta(days=1)
FILES = {
    "asof.yaml": "{title: Port, languages: [en-CA], timezone: America/Halifax}\n",
    "data/sources.yaml": "log: {title: Log, publisher: Harbour, published: 2026-01-05}\n",
    "data/facts/port.yaml": """\
ships:
  label: ships in port
  review_in: 90 years
  observations:
    - {value: 100, on: 2026-01-05, source: log}
""",
    "data/briefings/note.yaml": """\
title: The port
every: week
body:
  - text: "There are {{ port.ships }} ships."
""",
}


@dataclass(frozen=True)
class Desk:
    """A workspace whose clock is set."""

    root: Path

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def report(self, day: str, value: str, source: str = "log") -> None:
        """A count of a day, reported on it."""
        with (self.root / "data/facts/port.yaml").open("a", encoding="utf-8") as file:
            file.write(f"    - {{value: {value}, on: {day}, reported: {day}, source: {source}}}\n")

    def run(self, now: str, *words: str, **settings: str) -> Result:
        """A command at a moment."""
        moment = now if "T" in now else f"{now}T09:00-04:00"
        told = ["--workspace", str(self.root), "--now", moment, *words]
        return CliRunner(env=settings).invoke(main, told)

    def due(self, now: str, *words: str) -> dict[str, Any]:
        """What `build --due` answers at a moment."""
        done = self.run(now, "build", "--due", "--json", *words)
        assert done.exit_code == 0, done.output
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    @property
    def printed(self) -> list[str]:
        """What lies in the output folder, each PDF beside the record that tells its digest."""
        found = sorted((self.root / "build").glob("*/*.pdf"))
        for pdf in found:
            record = json.loads(pdf.with_suffix(".json").read_text("utf-8"))
            assert record["digest"] == sha256(pdf.read_bytes()).hexdigest()
        return [str(pdf.relative_to(self.root / "build")) for pdf in found]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    for name, text in FILES.items():
        made.write(name, text)
    return made


def days(answer: dict[str, Any]) -> list[str]:
    """The days of what was printed."""
    return [each["as_of"] for each in answer["editions"]]


def why(answer: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    """Why something was skipped, its day and the next."""
    return [(each["why"], each["day"], each["next"]) for each in answer["skipped"]]


# ---- the last due day


def test_the_last_due_day_is_printed_once_and_what_is_skipped_is_told(desk: Desk) -> None:
    first = desk.due("2026-03-04")
    assert (days(first), first["skipped"], first["missed"]) == (["2026-03-02"], [], [])
    again = desk.run("2026-03-08", "build", "--due")
    assert (again.exit_code, again.stderr) == (
        0,
        "note, 1 edition: 2026-03-02 is printed already; next due on 2026-03-09\nnothing is due\n",
    )
    told = desk.due("2026-03-08")
    assert why(told) == [("printed already", "2026-03-02", "2026-03-09")]
    named = [told["skipped"][0][name] for name in ("briefing", "row", "lang")]
    assert named == ["note", None, "en"]
    assert days(desk.due("2026-03-09")) == ["2026-03-09"]
    assert desk.printed == ["2026-03-02/note.en.pdf", "2026-03-09/note.en.pdf"]


def test_today_is_that_of_the_workspace_s_zone_also_where_clocks_are_changed(desk: Desk) -> None:
    """A Sunday on which the clocks of Halifax lose an hour: its midnight is 03:00, not 04:00."""
    desk.write("data/briefings/note.yaml", FILES["data/briefings/note.yaml"].replace("week", "day"))
    assert days(desk.due("2026-03-08T03:59:59+00:00")) == ["2026-03-07"]
    assert days(desk.due("2026-03-08T04:00+00:00")) == ["2026-03-08"]
    assert days(desk.due("2026-03-09T02:59:59+00:00")) == []
    assert days(desk.due("2026-03-09T03:00+00:00")) == ["2026-03-09"]


def test_what_has_not_begun_has_ended_or_has_no_rhythm_is_skipped(desk: Desk) -> None:
    note = FILES["data/briefings/note.yaml"]
    desk.write("data/briefings/note.yaml", note.replace("every: week\n", ""))
    rhythm = "series: {every: week, from: 2026-03-09, until: 2026-03-16}\n"
    desk.write("data/briefings/weekly.yaml", note.replace("every: week\n", rhythm))
    before = desk.run("2026-03-08", "build", "--due")
    assert before.stderr == (
        "note, 1 edition: it has no rhythm\n"
        "weekly, 1 edition: its first day has not come; next due on 2026-03-09\n"
        "nothing is due\n"
    )
    assert days(desk.due("2026-03-20", "weekly")) == ["2026-03-16"]
    after = desk.run("2026-03-20", "build", "--due", "weekly")
    assert "weekly, 1 edition: 2026-03-16 was its last, and is printed already\n" in after.stderr
    assert why(desk.due("2026-03-20")) == [
        ("no rhythm", None, None),
        ("ended", "2026-03-16", None),
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--due", "--as-of", "2026-03-02"),
            "--due prints editions of the days of their rhythm, not --as-of",
        ),
        (
            ("--due", "--known", "2026-03-02"),
            "--due prints editions of the days of their rhythm, not --known",
        ),
        (("--due", "--draft"), "--due prints editions of the days of their rhythm, not --draft"),
        (("--catch-up",), "--catch-up is for --due"),
        (("--site", "site"), "--site is for --due"),
    ],
)
def test_what_is_asked_wrongly_is_refused(desk: Desk, words: tuple[str, ...], told: str) -> None:
    refused = desk.run("2026-03-04", "build", *words)
    assert (refused.exit_code, refused.stderr.endswith(f"Error: {told}\n")) == (2, True)


@pytest.mark.parametrize("moment", ["soon", "2026-03-04", "2026-03-04T09:00"])
def test_a_moment_has_a_zone(desk: Desk, moment: str) -> None:
    words = ("--workspace", str(desk.root), "--now", moment, "build", "--due")
    refused = CliRunner().invoke(main, words)
    told = f"'{moment}' is no moment: write one such as 2021-01-18T06:00-05:00"
    assert (refused.exit_code, told in refused.stderr) == (2, True)


# ---- what was missed


def test_missed_days_are_told_and_caught_up_oldest_first(desk: Desk) -> None:
    desk.due("2026-03-02")
    told = desk.run("2026-03-26", "build", "--due")
    assert (
        "data/briefings/note.yaml:2:1: warning: due and never printed: 2026-03-09, 2026-03-16\n"
        "  hint: add --catch-up\n"
    ) in told.stderr
    assert desk.run("2026-03-26", "build", "--due", "--strict").exit_code == 1
    still = desk.due("2026-03-26")
    assert still["missed"] == [
        {"briefing": "note", "row": None, "lang": "en", "days": ["2026-03-09", "2026-03-16"]}
    ]
    assert [each["rule"] for each in still["findings"]] == ["missed-edition"]
    caught = desk.due("2026-03-26", "--catch-up")
    assert (days(caught), caught["missed"]) == (["2026-03-09", "2026-03-16"], [])
    assert desk.due("2026-03-26", "--catch-up")["editions"] == []
    assert desk.run("2026-03-26", "build", "--due", "--strict").exit_code == 0


def test_many_missed_days_are_counted(desk: Desk) -> None:
    note = FILES["data/briefings/note.yaml"]
    rhythm = "series: {every: day, from: 2026-03-01}"
    desk.write("data/briefings/note.yaml", note.replace("every: week", rhythm))
    (found,) = desk.due("2026-03-09")["findings"]
    listed = ", ".join(f"2026-03-0{n}" for n in range(1, 6))
    assert found["message"] == f"due and never printed: {listed} and 3 more"


def test_an_edition_caught_up_knows_what_was_known_on_its_day(desk: Desk) -> None:
    desk.report("2026-03-10", "120")
    desk.due("2026-03-02")
    desk.due("2026-03-16", "--catch-up")
    values = [
        json.loads((desk.root / "build" / day / "note.en.json").read_text("utf-8"))["prints"][0][2]
        for day in ("2026-03-02", "2026-03-09", "2026-03-16")
    ]
    assert values == ["100", "100", "120"]


def test_a_moved_edition_is_due_on_its_new_day(desk: Desk) -> None:
    moved = "series: {every: week, moved: [{from: 2026-03-09, to: 2026-03-11, reason: Storm.}]}"
    note = FILES["data/briefings/note.yaml"]
    desk.write("data/briefings/note.yaml", note.replace("every: week", moved))
    assert days(desk.due("2026-03-10")) == ["2026-03-02"]
    assert why(desk.due("2026-03-10")) == [("printed already", "2026-03-02", "2026-03-11")]
    assert days(desk.due("2026-03-11")) == ["2026-03-11"]


# ---- what counts as printed


def test_what_was_altered_or_cut_off_is_printed_again(desk: Desk) -> None:
    desk.due("2026-03-02")
    pdf = desk.root / "build/2026-03-02/note.en.pdf"
    for spoil in (
        lambda: pdf.write_bytes(pdf.read_bytes()[:-9]),
        lambda: pdf.with_suffix(".json").write_text("{"),
        lambda: pdf.with_suffix(".json").unlink(),
    ):
        spoil()
        assert days(desk.due("2026-03-02")) == ["2026-03-02"]
        assert desk.printed == ["2026-03-02/note.en.pdf"]


def test_what_was_issued_is_printed_though_its_pdf_is_gone(desk: Desk) -> None:
    words = ("issue", "note", "--as-of", "2026-03-02", "--approved-by", "A. Editor")
    assert desk.run("2026-03-03", *words).exit_code == 0
    (desk.root / "build/2026-03-02/note.en.r1.pdf").unlink()
    assert why(desk.due("2026-03-03")) == [("printed already", "2026-03-02", "2026-03-09")]
    assert days(desk.due("2026-03-03", "--profile", "large")) == ["2026-03-02"]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder as a server of the web has it."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_what_is_on_the_site_is_printed_though_the_folder_is_empty(desk: Desk) -> None:
    site = desk.root.parent / "site"
    url = "url: https://port.example.org/notes\n"
    desk.write(
        "asof.yaml",
        FILES["asof.yaml"]
        .replace("{", "")
        .replace(", l", "\nl")
        .replace(", t", "\nt")
        .replace("}", "")
        + url,
    )
    note = FILES["data/briefings/note.yaml"]
    desk.write("data/briefings/live.yaml", note.replace("week", "change"))
    assert days(desk.due("2026-03-02", "--site", str(site))) == ["2026-03-02"] * 2
    assert desk.run("2026-03-02", "publish", str(site)).exit_code == 0
    desk.report("2026-03-10", "120")
    rmtree(desk.root / "build")
    with served(site) as web:
        for named in (str(site), web):
            told = desk.due("2026-03-16", "--site", named, "--out", f"{desk.root}/{len(named)}")
            assert [(each["briefing"], each["as_of"]) for each in told["editions"]] == [
                ("live", "2026-03-10"),
                ("note", "2026-03-16"),
            ]
            assert [each["days"] for each in told["missed"]] == [["2026-03-09"]]
    refused = desk.run("2026-03-16", "build", "--due", "--site", web)
    told_ = f"error: '{web[:-1]}' cannot be read: [Errno 111] Connection refused\n"
    hint = "  hint: name the folder that the site is published to\n"
    assert (refused.exit_code, refused.stderr) == (2, told_ + hint)


def test_a_briefing_that_was_renamed_is_not_printed_again(desk: Desk) -> None:
    desk.due("2026-03-02")
    note = (desk.root / "data/briefings/note.yaml").read_text("utf-8")
    (desk.root / "data/briefings/note.yaml").unlink()
    desk.write("data/briefings/port.yaml", f"{note}formerly: [note]\n")
    assert why(desk.due("2026-03-03")) == [("printed already", "2026-03-02", "2026-03-09")]


def test_a_region_that_comes_later_prints_nothing_again(desk: Desk) -> None:
    desk.due("2026-03-02")
    settings = FILES["asof.yaml"].replace("[en-CA]", "[en-CA, en-GB]")
    desk.write("asof.yaml", settings)
    told = desk.due("2026-03-03")
    assert [(each["lang"], each["as_of"]) for each in told["editions"]] == [("en-GB", "2026-03-02")]
    assert [each["lang"] for each in told["skipped"]] == ["en-CA"]


# ---- on change


def test_on_change_an_edition_comes_out_when_something_reads_otherwise(desk: Desk) -> None:
    note = FILES["data/briefings/note.yaml"]
    desk.write("data/briefings/note.yaml", note.replace("week", "change"))
    assert days(desk.due("2026-03-02")) == ["2026-03-02"]
    assert why(desk.due("2026-03-02")) == [("printed already", "2026-03-02", None)]
    assert why(desk.due("2026-03-05")) == [("unchanged", "2026-03-02", None)]
    said = desk.run("2026-03-05", "build", "--due").stderr
    assert "note, 1 edition: nothing that it printed on 2026-03-02 reads otherwise\n" in said
    for day, value in (("2026-03-06", "110"), ("2026-03-08", "120"), ("2026-03-09", "120")):
        desk.report(day, value)
    late = desk.due("2026-03-11")
    assert days(late) == ["2026-03-08"]
    assert late["missed"] == [
        {"briefing": "note", "row": None, "lang": "en", "days": ["2026-03-06"]}
    ]


def test_on_change_missed_days_are_caught_up(desk: Desk) -> None:
    note = FILES["data/briefings/note.yaml"]
    desk.write("data/briefings/note.yaml", note.replace("week", "change"))
    desk.due("2026-03-02")
    for day, value in (("2026-03-06", "110"), ("2026-03-08", "120")):
        desk.report(day, value)
    assert days(desk.due("2026-03-11", "--catch-up")) == ["2026-03-06", "2026-03-08"]
    assert desk.due("2026-03-12", "--catch-up")["editions"] == []


def test_on_change_a_correction_of_what_was_printed_makes_the_next_day_due(desk: Desk) -> None:
    """A line that is entered late, for a day that was printed already."""
    note = FILES["data/briefings/note.yaml"]
    desk.write("data/briefings/note.yaml", note.replace("week", "change"))
    desk.due("2026-03-02")
    facts = FILES["data/facts/port.yaml"].replace("value: 100", "value: 99")
    desk.write("data/facts/port.yaml", facts)
    assert days(desk.due("2026-03-02")) == []
    assert days(desk.due("2026-03-04")) == ["2026-03-03"]


def test_on_change_a_record_that_cannot_tell_makes_it_due(desk: Desk) -> None:
    note = FILES["data/briefings/note.yaml"]
    desk.write("data/briefings/note.yaml", note.replace("week", "change"))
    desk.due("2026-03-02")
    record = desk.root / "build/2026-03-02/note.en.json"
    record.write_text(record.read_text("utf-8").replace('"facts"', '"said"'), "utf-8")
    assert days(desk.due("2026-03-04")) == ["2026-03-03"]


def test_on_change_a_fact_that_a_list_would_print_besides_makes_it_due(desk: Desk) -> None:
    note = "title: The port\nevery: change\nbody:\n  - facts: port.*\n"
    desk.write("data/briefings/note.yaml", note)
    desk.due("2026-03-02")
    assert desk.due("2026-03-03")["editions"] == []
    more = "berths:\n  label: berths\n  observations: [{value: 12, on: 2026-01-05, source: log}]\n"
    desk.write("data/facts/port.yaml", FILES["data/facts/port.yaml"] + more)
    assert days(desk.due("2026-03-03")) == ["2026-03-03"]


# ---- a month, twice at once, and killed


def test_a_month_has_each_edition_once_however_often_and_late_it_runs(desk: Desk) -> None:
    rhythm = "series: {number: {from: 5, on: 2026-03-02}, every: weekday, except: [2026-03-17]}"
    note = FILES["data/briefings/note.yaml"]
    desk.write("data/briefings/note.yaml", note.replace("every: week", rhythm))
    printed: list[str] = []
    for n in (1, 2, 2, 3, 8, 9, 16, 17, 18, 29, 29, 31):
        printed += days(desk.due(f"2026-03-{n:02}", "--catch-up"))
    month = (date(2026, 3, 1) + n * DAY for n in range(31))
    wanted = [d.isoformat() for d in month if d.weekday() < 5 and d.day != 17]
    assert printed == wanted
    assert desk.printed == [f"{day}/note.en.pdf" for day in wanted]
    records = [desk.root / "build" / day / "note.en.json" for day in wanted]
    numbers = [json.loads(r.read_text("utf-8"))["series"]["number"] for r in records]
    assert numbers == [str(5 + n) for n in range(len(wanted))]


def started(desk: Desk, now: str) -> subprocess.Popen[str]:
    """A process that prints what is due, in a process group of its own."""
    words = ("--workspace", str(desk.root), "--now", f"{now}T09:00-04:00", "build", "--due")
    program = "from asof.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", program, *words, "--catch-up", "--json", "--cache", "none"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_two_at_once_print_each_edition_once(desk: Desk) -> None:
    desk.due("2026-03-02")
    both = [started(desk, "2026-03-30") for _ in range(2)]
    told = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    assert sorted(day for answer in told for day in days(answer)) == [
        "2026-03-09",
        "2026-03-16",
        "2026-03-23",
        "2026-03-30",
    ]
    assert sorted(len(days(answer)) for answer in told) == [0, 4]
    assert not any(each["reused"] for answer in told for each in answer["editions"])


def test_what_was_killed_in_the_middle_is_completed_by_the_next(desk: Desk) -> None:
    desk.due("2026-03-02")
    process = started(desk, "2026-04-13")
    there = len(desk.printed)
    for _ in _until(60.0):
        if len(list((desk.root / "build").glob("*/*.pdf"))) > there:
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    after_kill = desk.printed
    assert there < len(after_kill) <= 7
    desk.due("2026-04-13", "--catch-up")
    mondays = [date(2026, 3, 2) + 7 * n * DAY for n in range(7)]
    assert desk.printed == [f"{day}/note.en.pdf" for day in mondays]
    assert not list((desk.root / "build").rglob(".*"))


def _until(seconds: float) -> Iterator[None]:
    """While there is time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.01)
        yield


def test_what_is_due_of_many_rows_is_planned_quickly(desk: Desk) -> None:
    """A daily report of six years for three hundred places, each day of which was missed."""
    rows = "".join(f"p{n},Place {n}\n" for n in range(300))
    desk.write("data/tables/places.csv", f"code,name\n{rows}")
    note = FILES["data/briefings/note.yaml"].replace("week", "day\nfor_each: tables/places.csv")
    note = note.replace("title: The port", 'title: "{{ each.name }}"')
    desk.write("data/briefings/note.yaml", note.replace("every: day", DAILY))
    workspace = find_workspace(desk.root)
    request = Request(date(2026, 3, 2))
    begun = time.process_time()
    with planned_due(workspace, request, DueRequest()) as plan:
        assert len(plan.jobs) == len(plan.missed) == 300
        assert len(plan.missed[-1].days) == 2252
    assert time.process_time() - begun < 5


DAILY = "series: {number: {on: 2020-01-01}, every: day}"
