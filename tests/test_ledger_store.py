"""What was read before is given back while nothing changed, and never when something did."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asof import data, workspace
from asof.cache import NOTHING_KEPT, Store
from asof.data import reading
from asof.data.ledger_store import LedgerStore
from asof.diagnostics import AsofError, Location
from asof.files import Files
from asof.ledger import Ledger
from spying import spied


@pytest.fixture
def home(tmp_path: Path) -> workspace.Workspace:
    """A workspace of one's own."""
    workspace.create(tmp_path / "works")
    return workspace.read_workspace(tmp_path / "works")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """What is kept of one's own."""
    return Store(tmp_path / "cache")


def kept(store: Store) -> list[Path]:
    """The files of what is kept of data/."""
    assert store.folder
    return sorted(store.folder.glob("data*/*"))


def crew(home: workspace.Workspace) -> Path:
    """The file that counts the workers."""
    return home.root / "data/facts/mains.yaml"


def places(ledger: Ledger) -> list[Location]:
    """Where each observation stands: no part of what makes two of them equal."""
    return [o.place for fact in ledger for o in fact.observations]


def test_what_is_kept_is_what_was_read(home: workspace.Workspace, store: Store) -> None:
    fresh = data.read(home)
    assert data.read(home, store) == fresh
    again = data.read(home, store)
    assert again == fresh
    places = [
        [o.place for fact in ledger for o in fact.observations] for ledger, _ in (fresh, again)
    ]
    assert places[0] == places[1]
    assert [b.name for b in again[1].values()] == ["note"]


def test_nothing_is_read_twice(
    home: workspace.Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.read(home, store)
    monkeypatch.setattr(data, "_read", lambda *_: pytest.fail("it was read again"))
    data.read(home, store)


def test_only_what_is_asked_for_is_made(
    home: workspace.Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.read(home, store)
    made = spied(monkeypatch, LedgerStore, "fact")
    ledger, _ = data.read(home, store)
    first, *_ = ledger.facts
    assert "mains.nowhere" not in ledger.facts
    assert ledger.matching("*") == tuple(ledger.facts)
    assert ledger.digest(first)
    assert made == []
    assert ledger.facts[first] is ledger.facts[first]
    assert made == [first]


@pytest.mark.parametrize("name", ["data/facts/mains.yaml", "data/sources.yaml", "asof.yaml"])
def test_a_changed_file_is_read_again(home: workspace.Workspace, store: Store, name: str) -> None:
    data.read(home, store)
    content = (home.root / name).read_text("utf-8")
    (home.root / name).write_text(f"# a remark\n{content}", "utf-8")
    again = workspace.read_workspace(home.root)
    fresh, kept = data.read(again), data.read(again, store)
    assert kept == fresh
    assert places(kept[0]) == places(fresh[0])


def test_a_file_that_stayed_the_same_is_not_read_again(
    home: workspace.Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.read(home, store)
    events = home.root / "data/facts/events.yaml"
    events.write_text(f"# a remark\n{events.read_text('utf-8')}", "utf-8")
    parsed = spied(monkeypatch, Files, "read")
    data.read(workspace.read_workspace(home.root), store)
    assert parsed == ["asof.yaml", "data/facts/events.yaml"]


def test_a_fact_follows_a_source_that_its_own_file_does_not_hold(
    home: workspace.Workspace, store: Store
) -> None:
    data.read(home, store)
    path = home.root / "data/sources.yaml"
    path.write_text(path.read_text("utf-8").replace("published: 2025", "published: 2024"), "utf-8")
    again = workspace.read_workspace(home.root)
    assert data.read(again, store) == data.read(again)


def test_a_mistake_is_told_however_much_is_kept(home: workspace.Workspace, store: Store) -> None:
    data.read(home, store)
    crew(home).write_text(crew(home).read_text("utf-8").replace("value: 38", "valeu: 38"), "utf-8")
    with pytest.raises(AsofError, match="unknown field 'valeu'"):
        data.read(workspace.read_workspace(home.root), store)
    with pytest.raises(AsofError, match="unknown field 'valeu'"):
        data.read(workspace.read_workspace(home.root), store)


def damaged(content: bytes) -> Iterator[bytes]:
    """A file emptied, replaced, cut short, or with one letter of it changed."""
    yield from (b"", b"garbage", content[:-9])
    for at in range(0, len(content), len(content) // 20):
        yield content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_a_damaged_store_is_read_past(home: workspace.Workspace, store: Store) -> None:
    fresh = data.read(home, store)
    for path in kept(store):
        content = path.read_bytes()
        for spoilt in damaged(content):
            path.write_bytes(spoilt)
            assert data.read(home, store) == fresh
        path.unlink()
        assert data.read(home, store) == fresh


def test_what_another_program_kept_is_read_past(
    home: workspace.Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.read(home, store)
    before = kept(store)
    monkeypatch.setattr(reading, "program_digest", lambda _: "f" * 64)
    assert data.read(home, store) == data.read(home)
    assert len(kept(store)) == 2 * len(before)


def test_a_folder_that_cannot_be_written_is_done_without(
    home: workspace.Workspace, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    assert data.read(home, Store(tmp_path / "file" / "cache")) == data.read(home)


def test_what_is_taken_away_meanwhile_is_read_again(
    home: workspace.Workspace, store: Store
) -> None:
    fresh = data.read(home, store)
    ledger, briefings = data.read(home, store)
    for path in kept(store):
        path.unlink()
    assert (ledger, briefings) == fresh


# Any edits, one after the other

FACTS = (
    "x: {label: X, tags: [t], observations: [{value: 5, on: 2021, source: note}]}\n",
    "# a remark\n\nx: {observations: [{on: 2021, value: '5', source: note}], label: X}\n",
    "x: {label: X, observations: [{value: 6, source: book#p1}, {value: 7, source: note}]}\n",
    "x: {label: X, table: tables/t.csv}\n",
    "x: {label: X, type: text, table: tables/u.csv}\ny: {label: Y, derived: sum(a.*)}\n",
    "x: {label: X, derived: a.x + b.x}\n",
    "x: {label: X, derived: b.x.k}\nz: {label: Z, derived: sum(b.*), equals: a.x}\n",
    "x.y: {label: X}\n",
    "x: {label: X, observations: [{value: abuot 5, on: 2021, source: ntoe}]}\n",
    "x: [",
    None,
)
TABLES = (
    "key,value,on,source\nk,5,2021,note\nl,6,2020,book\n",
    "value,source,key,on\n5,note,k,2021\n6,book,l,2020\n",
    "key,value,on,source\nk,5,2021,note\nk,2020-01,2020,book\n",
    "key,value,on,source\nK,5,2021,note\n",
    "value,on,source,note\n5,2021,note,a remark\n\n7,,book,\n",
    "vlaue\n5\n",
    None,
)
NOTE = "note: {title: T, publisher: P, published: 2021}\n"
BOOK = "book: {title: B, publisher: P, published: 2019}\n"
SOURCES = (
    NOTE + BOOK,
    "# a remark\n" + BOOK + NOTE,
    NOTE.replace("P,", "Q,").replace("2021", "2022") + BOOK,
    NOTE,
    NOTE.replace("title", "titel") + BOOK,
    "note: {",
    None,
)
BRIEFINGS = (
    "title: T\nbody: [{tiles: [a.x]}, {timeline: t}]\n",
    "title: T\nbody: [{tiles: [a.*, b.x]}]\n",
    "title: T\nfor_each: tables/rows.csv\nbody: [{tiles: ['{{ each.file }}.x']}]\n",
    None,
)
ROWS = ("file\na\n", "file,name\nb,B\na,A\n", "file\nA\n", None)
WORKSPACES = (
    "title: T\nlanguages: [en]\ntimezone: UTC\n",
    "title: U\nlanguages: [en]\ntimezone: UTC\n",
    "title: T\nlanguages: [en, fr]\ntimezone: UTC\nreview_in: 90 days\n",
)
EDITS: dict[str, tuple[str | None, ...]] = {
    "data/facts/a.yaml": FACTS,
    "data/facts/b.yaml": FACTS,
    "data/tables/t.csv": TABLES,
    "data/tables/u.csv": TABLES,
    "data/tables/rows.csv": ROWS,
    "data/sources.yaml": SOURCES,
    "data/briefings/n.yaml": BRIEFINGS,
    "asof.yaml": WORKSPACES,
}
START = {name: texts[0] for name, texts in EDITS.items()}
edit = st.sampled_from([(name, text) for name, texts in EDITS.items() for text in texts])


def wrote(root: Path, name: str, text: str | None) -> None:
    """Give a file a text, or take it away."""
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).unlink(missing_ok=True)
    if text is not None:
        (root / name).write_text(text, "utf-8")


def outcome(root: Path, store: Store) -> Any:
    """All that a reading gives: what was read with its places and digests, or what is wrong."""
    try:
        ledger, briefings = data.read(workspace.read_workspace(root), store)
    except AsofError as problem:
        return [str(finding) for finding in problem.findings]
    made = [(key, fact, fact.place, ledger.digest(key)) for key, fact in ledger.facts.items()]
    told = [(b, b.digest, b.place, list(b.rows)) for b in briefings.values()]
    sources = [(source, source.place) for source in ledger.sources.values()]
    tagged = [ledger.tagged(tag) for tag in ("t", "u")]
    return made, places(ledger), told, sources, tagged, ledger.names_digest


@settings(max_examples=80, deadline=None)
@given(st.lists(edit, min_size=1, max_size=8))
def test_whatever_is_edited_the_kept_parts_give_what_a_fresh_reading_gives(
    edits: list[tuple[str, str | None]],
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in START.items():
            wrote(root, name, text)
        store = Store(root / "cache")
        data.read(workspace.read_workspace(root), store)
        for name, text in edits:
            wrote(root, name, text)
            assert outcome(root, store) == outcome(root, NOTHING_KEPT)
