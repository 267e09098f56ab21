"""What was read before is given back while nothing changed, and never when something did."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from asof import build, data, workspace
from asof.data import kept
from asof.diagnostics import AsofError, Location
from asof.model import Ledger
from asof.templates import compiled


@pytest.fixture
def home(tmp_path: Path) -> workspace.Workspace:
    """A workspace of one's own."""
    workspace.create(tmp_path / "works")
    return workspace.read(tmp_path / "works")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder for what is kept."""
    return tmp_path / "cache"


def crew(home: workspace.Workspace) -> Path:
    """The file that counts the workers."""
    return home.root / "data/facts/mains.yaml"


def places(ledger: Ledger) -> list[Location]:
    """Where each observation stands: no part of what makes two of them equal."""
    return [o.place for fact in ledger for o in fact.observations]


def test_what_is_kept_is_what_was_read(home: workspace.Workspace, cache: Path) -> None:
    fresh = data.read(home)
    assert data.read(home, cache) == fresh
    again = data.read(home, cache)
    assert again == fresh
    places = [
        [o.place for fact in ledger for o in fact.observations] for ledger, _ in (fresh, again)
    ]
    assert places[0] == places[1]
    assert [b.name for b in again[1].values()] == ["note"]


def test_nothing_is_read_twice(
    home: workspace.Workspace, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.read(home, cache)
    monkeypatch.setattr(data, "_read", lambda _: pytest.fail("it was read again"))
    data.read(home, cache)


@pytest.mark.parametrize("name", ["data/facts/mains.yaml", "data/sources.yaml", "asof.yaml"])
def test_a_changed_file_is_read_again(home: workspace.Workspace, cache: Path, name: str) -> None:
    data.read(home, cache)
    before = kept.stamp(home)
    with (home.root / name).open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert kept.stamp(home) != before
    assert data.read(home, cache) == data.read(home)


def test_a_mistake_is_told_however_much_is_kept(home: workspace.Workspace, cache: Path) -> None:
    data.read(home, cache)
    crew(home).write_text(crew(home).read_text("utf-8").replace("value: 38", "valeu: 38"), "utf-8")
    with pytest.raises(AsofError, match="unknown field 'valeu'"):
        data.read(home, cache)
    with pytest.raises(AsofError, match="unknown field 'valeu'"):
        data.read(home, cache)


@pytest.mark.parametrize("damage", [b"", b"garbage", None])
def test_a_damaged_store_is_read_past(
    home: workspace.Workspace, cache: Path, damage: bytes | None
) -> None:
    data.read(home, cache)
    path = cache / "data.pickle"
    path.write_bytes(path.read_bytes()[:-9] if damage is None else damage)
    assert data.read(home, cache) == data.read(home)


def test_a_folder_that_cannot_be_written_is_done_without(
    home: workspace.Workspace, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    assert data.read(home, tmp_path / "file" / "cache") == data.read(home)


def prints(home: workspace.Workspace, out: Path) -> dict[str, str]:
    """The digests of what a build prints."""
    request = build.Request(date(2025, 6, 30), out=out)
    return {b.job.path.name: b.digest for b in build.build(home, request)}


@pytest.fixture
def nothing_compiled() -> Iterator[None]:
    """A process that has compiled no template yet."""
    before = dict(compiled.COMPILED)
    compiled.COMPILED.clear()
    yield
    compiled.COMPILED.clear()
    compiled.COMPILED.update(before)


@pytest.mark.usefixtures("nothing_compiled")
def test_templates_compiled_by_an_earlier_process_print_the_same(
    home: workspace.Workspace, tmp_path: Path
) -> None:
    first = prints(home, tmp_path / "out")
    known = set(compiled.COMPILED)
    compiled.COMPILED.clear()
    compiled.recall(tmp_path / "out" / ".cache")
    assert set(compiled.COMPILED) == known != set()
    assert prints(home, tmp_path / "out") == first


@pytest.mark.usefixtures("nothing_compiled")
def test_damaged_code_is_not_taken_over(tmp_path: Path) -> None:
    compiled.COMPILED["a"] = compile("1", "a", "eval")
    compiled.keep(tmp_path)
    path = tmp_path / compiled.NAME
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    compiled.COMPILED.clear()
    compiled.recall(tmp_path)
    assert not compiled.COMPILED
