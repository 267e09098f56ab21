"""The store of what was made before: whole or nothing, the user's own, bounded, and never code."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from asof.cache import NOTHING_KEPT, Store, decode, encode, key_of, open_store, usual_folder
from asof.cache import program as program_keys
from asof.cache import store as stores


@pytest.fixture
def store(own_folder: Path) -> Store:
    found, told = open_store(own_folder, Path("/elsewhere"))
    assert not told
    return found


def entry(store: Store) -> Path:
    """The one file of a store."""
    assert store.folder
    (path,) = (p for p in store.folder.glob("*/*") if p.is_file())
    return path


# The store


def test_what_is_kept_is_found_by_its_kind_and_its_key(store: Store) -> None:
    store.put("chart", "a", b"one")
    assert store.get("chart", "a") == b"one"
    assert store.get("chart", "b") is None
    assert store.get("edition", "a") is None
    store.put("chart", "a", b"two")
    assert store.get("chart", "a") == b"two"


def test_a_store_that_can_only_be_read_is_used(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    store.put("chart", "a", b"one")
    monkeypatch.setattr(os, "utime", refused)
    assert store.get("chart", "a") == b"one"


def test_a_store_of_nothing_keeps_nothing() -> None:
    NOTHING_KEPT.put("chart", "a", b"one")
    assert NOTHING_KEPT.get("chart", "a") is None


@pytest.mark.parametrize("key", ["../../../etc/passwd", "/etc/passwd", "", "a\0b", "x" * 5000])
def test_no_key_is_a_path(store: Store, key: str) -> None:
    store.put("chart", key, b"one")
    assert store.get("chart", key) == b"one"
    assert re.fullmatch(
        "chart/[0-9a-f]{64}", entry(store).relative_to(store.folder or "").as_posix()
    )


def test_only_its_owner_can_read_what_is_kept(store: Store) -> None:
    store.put("chart", "a", b"embargoed")
    assert entry(store).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: b"garbage",
        lambda content: content[:-1],
        lambda content: content + b"more",
        *(
            lambda content, at=at: content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
            for at in range(0, 40, 5)
        ),
    ],
)
def test_a_damaged_entry_is_none(store: Store, spoil: Callable[[bytes], bytes]) -> None:
    store.put("chart", "a", b"drawn long ago")
    path = entry(store)
    path.write_bytes(spoil(path.read_bytes()))
    assert store.get("chart", "a") is None
    store.put("chart", "a", b"again")
    assert store.get("chart", "a") == b"again"


def test_an_entry_under_the_name_of_another_is_none(store: Store) -> None:
    store.put("chart", "a", b"one")
    moved = entry(store).read_bytes()
    store.put("chart", "b", b"two")
    for path in (store.folder or Path()).rglob("chart/*"):
        path.write_bytes(moved)
    assert [store.get("chart", key) for key in "ab"] == [b"one", None]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator writes anywhere")
def test_a_folder_that_cannot_be_written_costs_reuse_only(store: Store) -> None:
    assert store.folder
    store.folder.chmod(0o500)
    store.put("chart", "a", b"one")
    assert store.get("chart", "a") is None


def test_a_file_in_the_way_costs_reuse_only(store: Store) -> None:
    (store.folder or Path()).joinpath("chart").write_text("in the way")
    store.put("chart", "a", b"one")
    assert store.get("chart", "a") is None


def test_what_was_longest_unused_goes_first(store: Store) -> None:
    assert store.folder
    for name in "abcd":
        store.put("chart", name, b"x" * 968)  # 1,000 with its checksum
    for age, path in enumerate(sorted(store.folder.rglob("chart/*"), key=lambda p: p.name)):
        os.utime(path, (age, age))
    assert store.get("chart", "a")  # and so it is used
    stores.prune(store.folder, 1_999)
    assert [name for name in "abcd" if store.get("chart", name)] == ["a"]


@pytest.mark.parametrize("age", [-100, 3601])
def test_room_is_made_when_nobody_has_for_an_hour(
    store: Store, monkeypatch: pytest.MonkeyPatch, age: int
) -> None:
    monkeypatch.setattr(stores, "MOST", 1_000)
    for name in "abc":
        store.put("chart", name, b"x" * 968)  # 1,000 with its checksum
    assert store.folder
    looked = time.time() - age
    os.utime(store.folder / "looked-through", (looked, looked))
    store.put("chart", "d", b"x" * 968)
    store.put("chart", "e", b"x" * 968)
    assert [name for name in "abcde" if store.get("chart", name)] == ["d", "e"]


# Its folder


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    found, told = open_store(tmp_path / "a" / "b", Path("/elsewhere"))
    assert (found.folder, told) == (tmp_path / "a" / "b", ())
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def refusal(folder: Path, outside: Path = Path("/elsewhere")) -> str:
    found, told = open_store(folder, outside)
    assert found is NOTHING_KEPT
    (finding,) = told
    assert (finding.severity, finding.hint) == (
        "warning",
        "name a folder of your own with --cache, or 'none'",
    )
    return finding.message.removeprefix(f"nothing is kept in {folder}: ")


def test_a_folder_that_is_not_the_users_own_is_not_used(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refusal(own_folder, outside=own_folder.parent) == "it lies in the workspace"
    (tmp_path / "link").symlink_to(own_folder)
    assert refusal(tmp_path / "link") == "it is a link"
    for mode in (0o770, 0o707):
        own_folder.chmod(mode)
        assert refusal(own_folder) == "others may write in it"
    own_folder.chmod(0o700)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert refusal(own_folder) == "it belongs to another user"


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert open_store(tmp_path / "file" / "cache", Path("/elsewhere")) == (NOTHING_KEPT, ())
    assert open_store(None, Path("/elsewhere")) == (NOTHING_KEPT, ())


def test_the_usual_folder_is_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/desk")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/desk")
    assert usual_folder() == Path("/var/desk/asof")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert usual_folder() == Path("/home/desk/.cache/asof")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert usual_folder() == Path("/home/desk/.cache/asof")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert usual_folder() == Path("/home/desk/Library/Caches/asof")


# What is kept


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    days: tuple[date, ...]


def test_a_value_comes_back_as_its_type() -> None:
    thing = Thing("x", (date(2021, 1, 18),))
    assert decode(Thing, encode(thing)) == thing


def test_a_text_that_knows_its_place_is_kept_as_the_text_alone() -> None:
    class Placed(str):
        __slots__ = ("place",)

    assert decode(str, encode(Placed("x"))) == "x"
    with pytest.raises(TypeError, match="a object cannot be kept"):
        encode(object())


@pytest.mark.parametrize(
    "content", [None, b"", b"\xc1", b"\x80", encode(["x", []]), encode({"name": 1, "days": []})]
)
def test_what_is_no_value_of_the_type_is_none(content: bytes | None) -> None:
    assert decode(Thing, content) is None


def test_a_key_tells_its_parts_apart() -> None:
    keys = {key_of(*parts) for parts in (["ab"], ["a", "b"], ["b", "a"], ["", "ab"], ["ab", ""])}
    assert len(keys) == 5
    assert key_of("é") == key_of("é".encode())


# The program's part of a key


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed distributions: asof, what it requires, and one that it does not."""
    install(tmp_path, "asof-1.0", "Engine>=7; python_version > '3'", "dask; extra == 'dask'")
    install(tmp_path, "engine-7.0", "zlib-ng[fast]", "pytest; extra == 'test'")
    install(tmp_path, "zlib_ng-1", "quick ; extra == 'fast'", "slow; extra == 'doc'")
    for name in ("dask-1", "quick-1", "slow-1", "pytest-9"):
        install(tmp_path, name)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    return tmp_path


def install(folder: Path, name: str, *requires: str, record: str = "a.py,sha256=1,1\n") -> None:
    sign = folder / f"{name}.dist-info"
    sign.mkdir()
    lines = [f"Requires-Dist: {line}\n" for line in requires]
    (sign / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\n{''.join(lines)}")
    (sign / "RECORD").write_text(record)


def digest(store: Store) -> str:
    program_keys.program_digest.cache_clear()
    try:
        return program_keys.program_digest(store)
    finally:
        program_keys.program_digest.cache_clear()


def test_all_that_asof_requires_is_in_the_key_and_nothing_else(machine: Path, store: Store) -> None:
    for kept in (NOTHING_KEPT, store, store):
        found = [Path(p).name.split("-")[0] for p in program_keys.required(kept)]
        assert found == ["asof", "dask", "engine", "quick", "zlib_ng"]


@pytest.mark.parametrize(
    ("name", "matters"), [("quick-1", True), ("engine-7.0", True), ("slow-1", False)]
)
def test_a_version_or_a_file_that_is_another_makes_another_key(
    machine: Path, store: Store, name: str, matters: bool
) -> None:
    before = digest(store)
    assert digest(store) == before
    (machine / f"{name}.dist-info/RECORD").write_text("a.py,sha256=2,1\n")
    assert (digest(store) != before) == matters
    changed = digest(store)
    (machine / f"{name}.dist-info").rename(machine / f"{name}.1.dist-info")
    assert (digest(store) != changed) == matters


def test_python_and_every_file_of_ours_is_in_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(NOTHING_KEPT)
    monkeypatch.setattr(sys, "version", "4.0")
    assert digest(NOTHING_KEPT) != before
    monkeypatch.undo()
    for name in ("theme/page.css", "engine/fonts.conf", "data/reading.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one")
    monkeypatch.setattr(program_keys, "HOME", tmp_path)
    seen = {digest(NOTHING_KEPT)}
    for path in sorted(tmp_path.rglob("*.*")):
        path.write_text("two")
        seen.add(digest(NOTHING_KEPT))
    assert len(seen) == 4


def test_the_systems_libraries_are_in_the_key_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = program_keys.page_digest.__wrapped__
    before = ask(NOTHING_KEPT)
    if sys.platform == "linux":
        assert all(program_keys._version(*each) for each in program_keys.SYSTEM)
    monkeypatch.setattr(program_keys, "_version", lambda *_: "0")
    assert ask(NOTHING_KEPT) != before
