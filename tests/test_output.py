"""Where output goes: all of it or nothing, below the folder that was named, and through no link."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from asof import output, workspace
from asof.atomic_file import locked
from asof.cli import main
from asof.cli.edge import refusal
from asof.diagnostics import AsofError, RenderError
from asof.nofollow import content_of, folder_names, opened_folder

FULL = OSError(28, "No space left on device")


def told(problem: pytest.ExceptionInfo[AsofError], folder: Path) -> str:
    """What went wrong, with the places from a folder."""
    return str(problem.value).replace(f"{folder}/", "")


def tree(folder: Path) -> dict[str, bytes | str]:
    """All that is below a folder: files by their bytes, links by where they lead."""
    paths = [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        for path in paths
    }


# ---- at one stroke


def test_a_file_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "note.pdf"
    output.write_file(path, b"old")
    seen: list[bytes] = []
    replace = os.replace

    def watched(*names: str, **folders: Any) -> None:
        seen.append(path.read_bytes())
        replace(*names, **folders)

    monkeypatch.setattr(os, "replace", watched)
    output.write_file(path, b"new")
    assert (seen, path.read_bytes()) == ([b"old"], b"new")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.pdf"
    output.write_file(path, b"old")

    def full(*names: str, **folders: Any) -> None:
        raise FULL

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(RenderError) as problem:
        output.write_file(path, b"new")
    disk = next(folder for folder in path.parents if folder.is_mount())
    assert str(problem.value) == (
        f"{path}: error: cannot be written: no space left on device\n"
        f"  hint: make room on the disk at {disk}, or choose another --out"
    )
    assert tree(tmp_path) == {"note.pdf": b"old"}


def test_a_write_that_fails_names_its_file_and_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "two.json").mkdir()
    files = {tmp_path / name: b"new" for name in ("one.pdf", "two.json", "three.json")}
    with pytest.raises(AsofError) as problem:
        output.write_files(files)
    assert told(problem, tmp_path) == (
        "two.json: error: cannot be written: is a directory\n  hint: choose another --out"
    )
    assert tree(tmp_path) == {}


def test_a_record_stands_beside_its_own_pdf_whenever_a_build_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = (tmp_path / "note.pdf", tmp_path / "note.json")
    left = set()
    for moment in range(6):
        output.write_files(dict.fromkeys(pair, b"old"))
        child = multiprocessing.get_context("fork").Process(
            target=_killed_before, args=(moment, dict.fromkeys(pair, b"new"), monkeypatch)
        )
        child.start()
        child.join()
        left.add((child.exitcode, *(content_of(path) for path in pair)))
    killed = -signal.SIGKILL
    assert left == {
        (killed, b"old", b"old"),
        (killed, b"old", None),
        (killed, b"new", None),
        (0, b"new", b"new"),
    }


def _killed_before(moment: int, files: dict[Path, bytes], patch: pytest.MonkeyPatch) -> None:
    """Put files in place, as a process that is killed before one of its renames."""
    replace, left = os.replace, iter(range(moment))

    def watched(*names: str, **folders: Any) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        replace(*names, **folders)

    patch.setattr(os, "replace", watched)
    output.write_files(files)


def test_what_was_set_aside_comes_back_where_the_first_file_cannot_be_put(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = (tmp_path / "note.pdf", tmp_path / "note.json")
    output.write_files(dict.fromkeys(pair, b"old"))
    replace = os.replace

    def full(name: str, other: str, **folders: Any) -> None:
        if other == "note.pdf":
            raise FULL
        replace(name, other, **folders)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(RenderError):
        output.write_files(dict.fromkeys(pair, b"new"))
    assert tree(tmp_path) == {"note.pdf": b"old", "note.json": b"old"}


def test_a_pair_waits_for_the_build_that_puts_another_there(tmp_path: Path) -> None:
    pair = (tmp_path / "day/note.pdf", tmp_path / "day/note.json")
    with locked(tmp_path / "day"):
        other = threading.Thread(target=output.write_pair, args=(dict.fromkeys(pair, b"new"),))
        other.start()
        other.join(0.2)
        assert tree(tmp_path) == {}
    other.join()
    assert tree(tmp_path) == {"day/note.pdf": b"new", "day/note.json": b"new"}


def test_a_file_is_as_private_as_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        output.write_file(tmp_path / "note.pdf", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "note.pdf").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("letter", ["x", "é", "𝄞"])
def test_a_name_may_be_as_long_as_the_disk_allows(tmp_path: Path, letter: str) -> None:
    path = tmp_path / f"{letter * (250 // len(letter.encode()))}.pdf"
    output.write_file(path, b"new")
    assert path.read_bytes() == b"new"


def test_the_twin_of_a_file_that_has_two_names_stays_as_it_is(tmp_path: Path) -> None:
    twin = tmp_path / "elsewhere"
    twin.write_bytes(b"mine")
    os.link(twin, tmp_path / "note.pdf")
    output.write_file(tmp_path / "note.pdf", b"new")
    assert twin.read_bytes() == b"mine"


def test_a_disk_without_room_is_named_whatever_was_to_be_written(tmp_path: Path) -> None:
    refused = refusal(OSError(28, "No space left on device", str(tmp_path / "x")))
    disk = next(folder for folder in tmp_path.parents if folder.is_mount())
    told = f"error: {tmp_path}/x: no space left on device\n  hint: make room on the disk at {disk}"
    assert (refused.exit_code, str(refused)) == (3, told)


# ---- no link on the way


@pytest.fixture
def out(tmp_path: Path) -> Iterator[Path]:
    """An output folder, and beside it what is not to be touched."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/profile").write_bytes(b"mine")
    (tmp_path / "out").mkdir()
    yield tmp_path / "out"
    assert tree(tmp_path / "theirs") == {"profile": b"mine"}


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("day", "../theirs"),
        ("day", "../nowhere"),
        ("day", "day"),
        ("day", "/etc"),
        ("day/note", "../../theirs"),
        ("day/note/x.pdf", "../../../theirs/profile"),
        ("day/note/x.pdf", "../../../theirs/new"),
        ("day/note/x.pdf", "/dev/null"),
        ("day/note/x.pdf", "x.pdf"),
        ("day/note/x.pdf", "y.pdf"),
    ],
)
def test_a_link_below_the_output_folder_is_an_error(out: Path, link: str, target: str) -> None:
    (out / link).parent.mkdir(parents=True, exist_ok=True)
    (out / link).symlink_to(target)
    before = tree(out)
    with pytest.raises(AsofError) as problem:
        output.write_files({out / "day/note/x.pdf": b"%PDF", out / "other.json": b"{}"})
    assert told(problem, out) == (
        f"{link}: error: is a link, and output follows none\n"
        "  hint: remove the link, or choose another --out"
    )
    assert tree(out) == before
    (out / link).unlink()
    output.write_files({out / "day/note/x.pdf": b"%PDF"})
    assert tree(out)["day/note/x.pdf"] == b"%PDF"


def test_what_lies_behind_a_link_is_not_taken_for_output(out: Path) -> None:
    (out / "x.pdf").symlink_to("../theirs/profile")
    (out / "day").symlink_to("../theirs")
    assert content_of(out / "x.pdf") is None
    assert content_of(out / "day/profile") is None
    assert folder_names(out / "day") == ()
    assert content_of(out.parent / "theirs/profile") == b"mine"


def test_no_name_leads_out(out: Path) -> None:
    with pytest.raises(AsofError, match="cannot be written: invalid argument"):
        output.write_files({out / "../theirs/new": b"new"})


@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_nothing_is_waited_for(out: Path, kind: str) -> None:
    os.mkfifo(out / "x.pdf") if kind == "pipe" else os.mknod(out / "x.pdf", 0o140600)
    with pytest.raises(AsofError) as problem:
        output.write_files({out / "x.pdf": b"new"})
    assert told(problem, out) == (
        "x.pdf: error: cannot be written: not a regular file\n  hint: choose another --out"
    )


def test_a_file_in_the_place_of_a_folder_is_named(out: Path) -> None:
    (out / "day").write_bytes(b"mine")
    with pytest.raises(AsofError) as problem:
        output.write_files({out / "day/x.pdf": b"new"})
    assert told(problem, out) == (
        "day: error: cannot be written: not a directory\n  hint: choose another --out"
    )
    assert tree(out) == {"day": b"mine"}


# ---- the commands


def asof(*words: str | Path) -> Result:
    """What a command answers."""
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The starter, beside a folder of somebody else."""
    (tmp_path / "theirs").mkdir()
    workspace.create(tmp_path / "home")
    return tmp_path / "home"


def linked(path: Path, target: Path) -> Path:
    """A link in the place of a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
    return path


def test_a_disk_without_room_for_temporary_files_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise FULL

    monkeypatch.setattr("weasyprint.HTML.render", full)
    result = asof("--workspace", home, "build", "--as-of", "2025-06-30", "--lang", "en")
    there = Path(tempfile.gettempdir())
    disk = next(folder for folder in there.parents if folder.is_mount())
    assert result.exit_code == 3
    assert result.stderr.startswith(
        f"{there}: error: cannot be written: no space left on device\n"
        f"  hint: make room on the disk at {disk}, or choose another TMPDIR\n"
    )


@pytest.mark.parametrize("link", ["build", "build/2025-06-30", "build/2025-06-30/note.en.json"])
@pytest.mark.parametrize("target", ["theirs", "nowhere"])
def test_a_build_follows_no_link(home: Path, link: str, target: str) -> None:
    if link == "build":
        (home / "build/.gitignore").unlink()
        (home / "build").rmdir()
    path = linked(home / link, home.parent / target)
    result = asof("--workspace", home, "build", "--as-of", "2025-06-30", "--lang", "en")
    assert result.exit_code == 2
    assert f"{path}: error: is a link, and output follows none\n" in result.stderr
    assert list((home.parent / "theirs").iterdir()) == []
    assert not (home.parent / "nowhere").exists()


def test_the_folder_that_was_named_may_be_a_link(home: Path) -> None:
    there = linked(home.parent / "link", home.parent / "theirs")
    words = ("--workspace", home, "build", "--as-of", "2025-06-30", "--lang", "en", "--html")
    assert asof(*words, "--out", there).exit_code == 0
    assert content_of(home.parent / "theirs/2025-06-30/note.en.pdf")
    assert content_of(home.parent / "theirs/2025-06-30/note.en/index.html")


def test_the_html_follows_no_link(home: Path) -> None:
    path = linked(home / "build/2025-06-30/note.en/theme", home.parent / "theirs")
    words = ("--workspace", home, "build", "--as-of", "2025-06-30", "--lang", "en", "--html")
    result = asof(*words)
    assert (result.exit_code, list((home.parent / "theirs").iterdir())) == (2, [])
    assert f"{path}: error: is a link, and output follows none\n" in result.stderr


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("data/issued", "this folder is a link, which is not followed"),
        ("build/2025-06-30", "is a link, and output follows none"),
    ],
)
def test_a_release_follows_no_link_and_enters_nothing(home: Path, link: str, told: str) -> None:
    path = linked(home / link, home.parent / "theirs")
    words = ("issue", "note", "--as-of", "2025-06-30", "--approved-by", "A. Person, editor")
    result = asof("--workspace", home, *words)
    assert (result.exit_code, list((home.parent / "theirs").iterdir())) == (2, [])
    assert f"{link}: error: {told}\n" in result.stderr
    path.unlink()
    assert asof("--workspace", home, *words).exit_code == 0


@pytest.mark.parametrize("link", ["data", ".schemas", "data/facts", "charts/crew.py", "asof.yaml"])
@pytest.mark.parametrize("target", ["theirs", "nowhere"])
def test_init_follows_no_link_and_leaves_nothing(tmp_path: Path, link: str, target: str) -> None:
    (tmp_path / "theirs").mkdir()
    path = linked(tmp_path / "new" / link, tmp_path / target)
    before = tree(tmp_path)
    result = asof("init", tmp_path / "new")
    taken = f"{link}: error: is already there\n  hint: choose an empty folder\n"
    refused = (
        f"{path}: error: is a link, and output follows none\n"
        "  hint: remove the link, or choose another folder\n"
    )
    assert (result.exit_code, result.stderr) == (2, taken if "." in link[1:] else refused)
    assert tree(tmp_path) == before


def test_init_goes_where_a_link_leads_that_was_named(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    assert asof("init", linked(tmp_path / "link", tmp_path / "theirs")).exit_code == 0
    assert (tmp_path / "theirs/asof.yaml").is_file()


def test_schemas_follow_no_link(tmp_path: Path) -> None:
    path = linked(tmp_path / "schemas/facts.json", tmp_path / "theirs")
    result = asof("schema", "--out", tmp_path / "schemas")
    assert result.exit_code == 2
    assert f"{path}: error: is a link, and output follows none\n" in result.stderr
    assert not (tmp_path / "theirs").exists()


def test_a_folder_that_is_a_link_to_itself_is_told(home: Path) -> None:
    loop = linked(home.parent / "loop", Path("loop"))
    link = f"{loop}: error: is a link, and output follows none\n  hint: remove the link, or choose"
    words = ("--workspace", home, "build", "--as-of", "2025-06-30", "--lang", "en")
    built = asof(*words, "--out", loop)
    assert (built.exit_code, built.stderr.startswith(f"{link} another --out\n")) == (2, True)
    begun = asof("init", loop / "new")
    assert (begun.exit_code, begun.stderr) == (2, f"{link} another folder\n")
    assert asof(*words, "--cache", loop).exit_code == 0


# ---- folders of which the user is not the master


def _given_away(day: Path) -> None:
    """Let all that is in a folder belong to somebody else, in a folder where all may write."""
    for path in (day, *day.iterdir()):
        os.chown(path, 65534, -1)
    day.chmod(0o1777)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda day: day.chmod(0o555), "pdf: error: cannot be written: permission denied"),
        (lambda day: os.chown(day, 65534, -1), "pdf: error: cannot be written: permission denied"),
        (_given_away, "json: error: cannot be written: operation not permitted"),
    ],
    ids=["read-only", "of another", "sticky"],
)
@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("setpriv"), reason="who may give a file away"
)
def test_what_cannot_be_written_is_told_and_what_lies_there_stays(
    home: Path, spoil: Callable[[Path], None], told: str
) -> None:
    words = ("--workspace", str(home), "build", "--as-of", "2025-06-30", "--lang", "en")
    assert asof(*words).exit_code == 0
    before = tree(home / "build")
    (home / "templates/own.css").write_text(":root { --accent: #102010; }\n", "utf-8")
    spoil(home / "build/2025-06-30")
    powerless = ("setpriv", "--bounding-set", "-all", "--inh-caps", "-all")
    command = [*powerless, sys.executable, "-m", "asof.cli", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"2025-06-30/note.en.{told}\n  hint: choose another --out\n" in done.stderr
    assert tree(home / "build") == before


def test_a_folder_on_the_way_need_not_be_listed(tmp_path: Path) -> None:
    (tmp_path / "outer/inner").mkdir(parents=True)
    (tmp_path / "outer").chmod(0o300)
    try:
        with opened_folder(tmp_path / "outer/inner") as folder:
            assert os.fstat(folder).st_ino == (tmp_path / "outer/inner").stat().st_ino
    finally:
        (tmp_path / "outer").chmod(0o700)
