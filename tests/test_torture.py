"""What `make torture` looks at would see each fault: every check is shown one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

import faults
from faults import Bench
from invariants import left_behind, lives_on, torn, unlike, wrong_editions
from publication import EDITIONS, OWN, PLACES, SHARED, Content, Home, State, content, finished

OTHER = "place-p01.en"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The publication, printed twice: as it begins, and with another figure for all."""
    bench = Bench(Home(tmp_path_factory.mktemp("torture")).begin(), {}, Random(1))
    pages = {}
    for state in (State.first(), State.first().turned()):
        bench.say(state)
        assert bench.home.build("place-p00", "place-p01").code == 0
        for edition in EDITIONS:
            pages[edition, *state.figures(edition)] = content(bench.home.day, edition)
    return replace(bench, pages=pages)


@pytest.fixture
def pair(printed: Bench) -> Content:
    """A PDF and its record."""
    return content(printed.home.day, "place-p00.en")


def _without_end(pdf: bytes, record: bytes, _: Content) -> Content:
    return pdf[:-2000], record


def _other_record(pdf: bytes, record: bytes, other: Content) -> Content:
    return pdf, other[1]


def _other_pdf(pdf: bytes, record: bytes, other: Content) -> Content:
    return other[0], record


def _forged_record(pdf: bytes, record: bytes, _: Content) -> Content:
    return pdf, json.dumps(json.loads(record) | {"pages": 2}).encode()


def _half_record(pdf: bytes, record: bytes, _: Content) -> Content:
    return pdf, record[: len(record) // 2]


def _empty(pdf: bytes, record: bytes, _: Content) -> Content:
    return b"%PDF-1.7\n%%EOF\n", record


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_without_end, "is no whole PDF"),
        (_other_record, "has the record of another PDF beside it"),
        (_other_pdf, "has the record of another PDF beside it"),
        (_forged_record, "carries another record than lies beside it"),
        (_half_record, "has half a record beside it"),
        (_empty, "carries no record"),
    ],
)
def test_a_torn_pair_is_seen(
    printed: Bench, pair: Content, spoil: Callable[[bytes, bytes, Content], Content], told: str
) -> None:
    assert torn(*pair) == torn(pair[0], b"") == ""
    assert torn(*spoil(*pair, content(printed.home.day, OTHER))) == told


def test_an_edition_of_another_moment_is_seen(printed: Bench, tmp_path: Path) -> None:
    first, second = State.first(), State.first().turned()
    for edition in ("place-p00.en", OTHER):
        pdf, record = printed.pages[edition, *second.figures(edition)]
        (tmp_path / f"{edition}.pdf").write_bytes(pdf)
        (tmp_path / f"{edition}.json").write_bytes(record)
    assert list(wrong_editions(tmp_path, printed.pages, first, second)) == []
    told = "says neither what was true before nor what is"
    assert list(wrong_editions(tmp_path, printed.pages, first)) == [
        f"place-p00.en: {told}",
        f"{OTHER}: {told}",
    ]
    (tmp_path / f"{OTHER}.pdf").unlink()
    assert list(wrong_editions(tmp_path, printed.pages, second)) == [
        f"{OTHER}: a record without its PDF"
    ]
    assert f"{OTHER}: is not what an undisturbed build prints" in unlike(
        tmp_path, printed.pages, second
    )


def test_a_scratch_file_is_seen(printed: Bench) -> None:
    assert list(printed.left()) == []
    path = printed.home.store / "chart/.x.123.01234567"
    path.parent.mkdir(exist_ok=True)
    path.touch()
    assert list(left_behind(printed.home.store)) == [f"left behind: {path}"]
    path.unlink()
    (printed.home.scratch / "tmp0").touch()
    assert list(printed.left()) == [f"left behind: {printed.home.scratch / 'tmp0'}"]
    (printed.home.scratch / "tmp0").unlink()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the torture needs Linux")
def test_a_process_that_lives_on_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("invariants.PATIENCE", 0.1)
    environment = os.environ | {"ASOF_CACHE": "/lives/on"}
    sleeps = [sys.executable, "-c", "import time; print(flush=True); time.sleep(60)"]
    with subprocess.Popen(sleeps, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        assert list(lives_on("ASOF_CACHE=/lives/on")) == [f"process {process.pid} lives on"]
        process.kill()
    assert list(lives_on("ASOF_CACHE=/lives/on")) == []


def test_a_page_reused_though_it_is_not_right_is_seen(printed: Bench) -> None:
    wrong = dict.fromkeys(printed.pages, (b"%PDF", b"{}"))
    bench = replace(printed, pages=wrong, wrong=[])
    bench.settle("place-p00", "place-p01")
    assert "place-p00.en: reused, though it was not right" in bench.wrong
    assert "place-p00.en: is not what an undisturbed build prints" in bench.wrong


def test_a_release_of_one_language_is_seen(tmp_path: Path) -> None:
    bench = Bench(Home(tmp_path).begin(), {}, Random(1))
    faults.prepare_releases(bench)
    register = faults.register_of(bench)
    assert [bench.wrong, *faults.spoilt(bench, register)] == [[]]
    assert len(register.issued) == 2
    (bench.home.day / "place-p00.fr.r1.pdf").write_bytes(b"%PDF")
    (bench.home.root / register.issued[0].path).unlink()
    told = "\n".join(faults.spoilt(bench, faults.register_of(bench)))
    assert ".json: its PDF is not there" in told
    assert "is gone" in told


def test_a_command_that_hangs_is_seen(printed: Bench) -> None:
    assert finished(printed.home.started("build"), 0.1).hung


def test_a_batch_is_struck_at_the_moment_asked_for(printed: Bench) -> None:
    bench = replace(printed, seconds=0.001, wrong=[], counts=type(printed.counts)())
    process = bench.home.started("build", "--jobs", "2")
    assert faults.hit(bench, process, faults.kill_all, faults.at_random(bench))
    assert (process.returncode, bench.counts["times"]) == (-9, 1)
    assert list(bench.live()) == []
    process = bench.home.started("--version")
    process.wait()
    assert not faults.hit(bench, process, faults.kill_all, faults.at_random(bench))
    assert finished(bench.home.started("--version")).code == 0


def test_every_state_has_its_pages() -> None:
    state = State.first()
    for _ in SHARED:
        state = state.turned()
    for _ in OWN:
        state = state.edited(*PLACES)
    assert state == State.first()
    assert len(EDITIONS) == 50
