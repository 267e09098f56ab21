"""The workload of the benchmark: what it says it is, and a note that is worth measuring."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from asof import batch, data, workspace
from asof.jobs import Request

ROOT = Path(__file__).parents[1]


def loaded(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module of the benchmark."""
    spec = importlib.util.spec_from_file_location(name, ROOT / f"benchmarks/{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def ridings(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return loaded("ridings", monkeypatch)


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_it_has_as_many_facts_and_observations_as_it_is_said_to(
    ridings: ModuleType, tmp_path: Path
) -> None:
    folder = ridings.generate(tmp_path / "ridings", ridings.RIDINGS)
    ledger, briefings = data.read(workspace.find_workspace(folder))
    assert len(ledger.facts) == 5_000
    assert sum(len(fact.observations) for fact in ledger) == 20_000
    assert len(briefings["ridings"].rows) == 338


def test_it_is_the_same_each_time_and_begins_the_same_at_every_size(
    ridings: ModuleType, tmp_path: Path
) -> None:
    few, again, more = (
        files(ridings.generate(tmp_path / name, ridings.Workload(rows)))
        for name, rows in (("few", 2), ("again", 2), ("more", 3))
    )
    assert few == again
    assert few.keys() == more.keys()
    assert all(more[name].startswith(content.rstrip()) for name, content in few.items())


def test_each_note_has_two_pages_and_nothing_to_find_fault_with(
    ridings: ModuleType, tmp_path: Path
) -> None:
    folder = ridings.generate(tmp_path / "ridings", ridings.Workload(2))
    request = Request(date.fromisoformat(ridings.DAY), briefings=(ridings.NOTES,), jobs=1)
    built = list(batch.build(workspace.find_workspace(folder), request))
    assert [each.job.name for each in built] == ["ridings-r10001"] * 2 + ["ridings-r10002"] * 2
    assert [each.pages for each in built] == [2] * 4
    assert [each.findings for each in built] == [()] * 4


def test_typst_is_given_the_words_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    hand_set = loaded("hand_set", monkeypatch)
    tree = hand_set.Tree()
    sources = '<sup class="source">&nbsp;[2, 3]</sup>'
    tree.feed(f'<p>A * B, <data class="fact">7&nbsp;%</data>{sources}; C</p>')
    markup = "A \\* B, #fact[7\u00a0%]#source[\\[2, 3\\]]\\; C"
    assert hand_set.line(tree.open[0].one("p")) == markup
