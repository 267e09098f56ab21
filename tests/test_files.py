"""The one door to files: what passes it, what is refused, and what a text may hold."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

import pytest

from asof import files, workspace
from asof.diagnostics import AsofError, Location
from asof.files import LARGEST, FileError, Files, decode_text

PLAIN = "\n  hint: name it from the workspace's folder, with slashes and without '..'"
COPY = "\n  hint: put a copy of the file in place of the link"
RENAME = "\n  hint: rename the file"
DOT = "\n  hint: name it without the dot in front"
OUT = "\n  hint: copy the file out of build/"
PLACE = Location("note.yaml", 3, 8)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a file in it, beside one that is nobody's business."""
    (tmp_path / "secret").write_text("a secret")
    home = tmp_path / "home"
    (home / "data").mkdir(parents=True)
    (home / "data/x.csv").write_bytes(b"value\r\n1\r\n")
    return home


def refused(home: Path, name: str) -> str:
    """What is told of a file that does not pass."""
    with pytest.raises(FileError) as problem:
        Files(home).read(name, PLACE)
    return str(problem.value).removeprefix(f"{PLACE}: error: ")


def test_a_file_is_read_once_with_its_digest(home: Path) -> None:
    door = Files(home)
    first = door.read("data/x.csv")
    (home / "data/x.csv").write_text("another")
    assert door.read("data/x.csv") is first
    assert (first.text, len(first.digest)) == ("value\r\n1\r\n", 64)
    assert door.digest("data/x.csv") == first.digest


def test_what_was_not_there_is_not_looked_at_again(home: Path) -> None:
    door = Files(home)
    assert door.find("data/y.csv") is None
    (home / "data/y.csv").touch()
    assert door.find("data/y.csv") is None
    assert door.digest("data/y.csv") == ""
    assert door.digest("data") == "refused"


def test_a_file_that_is_not_there_is_told_with_what_was_meant(home: Path) -> None:
    hint = "\n  hint: did you mean 'data/x.csv'?"
    assert refused(home, "data/xx.csv") == f"no file 'data/xx.csv'{hint}"
    assert refused(home, "nowhere/xx.csv") == "no file 'nowhere/xx.csv'"
    assert refused(home, "data/x.csv/y.csv") == "no file 'data/x.csv/y.csv'"
    assert refused(home, f"data/{'x' * 300}").startswith("cannot be read: file name too long")


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../secret",
        "data/../../secret",
        "data/../data/x.csv",
        "..",
        "",
        "data/",
        "./data/x.csv",
        "data//x.csv",
        "//host/x",
        "C:/x.csv",
        "C:x.csv",
        "data\\x.csv",
        "..\\x",
    ],
)
def test_only_a_plain_name_passes(home: Path, name: str) -> None:
    assert refused(home, name) == f"'{name}' is not a name below the workspace's folder{PLAIN}"


@pytest.mark.parametrize("name", [".env", ".git/config", "data/.x.csv", "data/.old/x.csv"])
def test_what_is_hidden_does_not_pass(home: Path, name: str) -> None:
    (home / name).parent.mkdir(exist_ok=True)
    (home / name).touch()
    assert refused(home, name) == f"'{name}' is hidden, and hidden files are not read{DOT}"


@pytest.mark.parametrize("name", ["build/x.pdf", "Build/x.pdf", "build"])
def test_the_output_does_not_pass(home: Path, name: str) -> None:
    assert refused(home, name) == f"'{name}' is output, which is not read{OUT}"
    assert Files(home).find("data/build/x.csv") is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("x\0.csv", "x\\x00.csv"),
        ("x\n.csv", "x\\n.csv"),
        ("x\x1b[1m", "x\\e[1m"),
        ("x\u2028y", "x\\u2028y"),
        ("x\udcff", "x\\udcff"),
    ],
)
def test_a_name_of_other_characters_does_not_pass(home: Path, name: str, shown: str) -> None:
    assert refused(home, name) == f"'{shown}' holds a character that no name has{RENAME}"


def test_percent_signs_are_a_name_like_any_other(home: Path) -> None:
    assert refused(home, "data/%2e%2e/%2e%2e/secret") == "no file 'data/%2e%2e/%2e%2e/secret'"


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("../../secret", "'{}' is a link that leads out"),
        ("../../home-too/x", "'{}' is a link that leads out"),
        ("/dev/zero", "'{}' is a link that leads out"),
        ("../.env", "'{}' is a link to what is not read"),
        ("../build/x", "'{}' is a link to what is not read"),
    ],
)
def test_a_link_passes_to_where_a_name_would(home: Path, target: str, told: str) -> None:
    (home / "data/inside.csv").symlink_to("x.csv")
    (home / "data/link.csv").symlink_to(target)
    (home / "data/chain.csv").symlink_to("link.csv")
    assert Files(home).read("data/inside.csv").text == "value\r\n1\r\n"
    for name in ("data/link.csv", "data/chain.csv"):
        assert refused(home, name) == f"{told.format(name)}{COPY}"


def test_a_folder_that_is_a_link_leads_out_as_well(home: Path) -> None:
    (home / "out").symlink_to("..")
    assert refused(home, "out/secret").startswith("'out/secret' is a link that leads out")


def test_links_in_a_circle(home: Path) -> None:
    (home / "a").symlink_to("b")
    (home / "b").symlink_to("a")
    assert refused(home, "a") == "'a' is not a regular file"


def test_a_link_to_nothing_is_no_file(home: Path) -> None:
    (home / "data/gone.csv").symlink_to("nothing.csv")
    assert refused(home, "data/gone.csv").startswith("no file 'data/gone.csv'")


def test_only_regular_files_pass_and_none_is_waited_for(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    os.mkfifo("data/pipe")
    (home / "data/folder.yaml").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("data/socket")
    assert refused(home, "data/pipe") == "'data/pipe' is not a regular file"
    assert refused(home, "data/socket") == "'data/socket' is not a regular file"
    assert refused(home, "data/folder.yaml") == "'data/folder.yaml' is a folder, not a file"


def test_a_file_too_large_is_refused_unread(home: Path) -> None:
    os.truncate(home / "data/x.csv", LARGEST + 1)
    assert refused(home, "data/x.csv") == (
        "'data/x.csv' has more than 67,108,864 bytes\n"
        "  hint: save a smaller one, or raise 'file_size' of the limits in asof.yaml"
    )


def test_a_file_that_its_user_may_not_read(home: Path) -> None:
    (home / "data/x.csv").chmod(0)
    if os.access(home / "data/x.csv", os.R_OK):
        pytest.skip("this user may read anything")
    assert refused(home, "data/x.csv") == "cannot be read: permission denied"


def test_what_is_told_stands_at_the_file_where_nobody_named_it(home: Path) -> None:
    with pytest.raises(FileError, match=r"^data/y\.csv: error: no file 'data/y\.csv'"):
        Files(home).read("data/y.csv")


def test_the_names_below_a_folder_stand_in_order_without_hidden_ones(home: Path) -> None:
    for name in ("b.yaml", "a/z.yaml", "a-b.yaml", ".c.yaml", ".d/e.yaml", "f.yaml~"):
        (home / "data" / name).parent.mkdir(exist_ok=True)
        (home / "data" / name).touch()
    (home / "data/folder.yaml").mkdir()
    assert Files(home).below("data", ".yaml") == (
        "data/a/z.yaml",
        "data/a-b.yaml",
        "data/b.yaml",
        "data/folder.yaml",
    )
    assert Files(home).below("data", ".csv", ".json") == ("data/x.csv",)
    assert Files(home).below("nowhere") == ()


# ---- the workspace above


@pytest.fixture
def above(tmp_path: Path) -> Path:
    """A workspace with a folder in it where somebody works."""
    workspace.create(tmp_path / "shared")
    (tmp_path / "shared/notes").mkdir()
    return tmp_path / "shared"


def test_a_workspace_above_is_used_where_it_is_one_s_own(above: Path) -> None:
    assert workspace.find_workspace(above / "notes").root == above


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("given", [".", "asof.yaml"])
def test_a_workspace_above_of_another_owner_is_refused(above: Path, given: str) -> None:
    os.chown(above / given, 65534, 65534)
    with pytest.raises(AsofError) as problem:
        workspace.find_workspace(above / "notes")
    assert str(problem.value) == (
        f"error: the workspace above this folder, {above}, belongs to another user\n"
        f"  hint: if you trust it, name it: --workspace {above}"
    )
    assert workspace.find_workspace(above).root == above


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_of_the_current_folder_is_trusted_above_it(above: Path) -> None:
    for name in (".", "asof.yaml", "notes"):
        os.chown(above / name, 65534, 65534)
    assert workspace.find_workspace(above / "notes").root == above


@pytest.mark.parametrize("name", ["asof.yml", "Asof.yaml"])
def test_a_workspace_whose_file_has_another_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(AsofError, match=f"hint: rename {name} to asof.yaml"):
        workspace.find_workspace(tmp_path)


# ---- texts


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("\u2028", "U+2028 (LS)"),
        ("\u2029", "U+2029 (PS)"),
        ("\x85", "U+0085 (NEL)"),
        ("\v", "U+000B (VT)"),
        ("\f", "U+000C (FF)"),
        ("\x1c", "U+001C (FS)"),
        ("\r", "U+000D (CR)"),
        ("\x1d", "U+001D (GS)"),
        ("\x1e", "U+001E (RS)"),
    ],
)
def test_what_may_hide_a_line_is_refused_at_its_place(end: str, told: str) -> None:
    with pytest.raises(AsofError) as problem:
        decode_text(f"a: 1\r\nb: 2 # the{end}c: 3\n".encode(), "x.yaml")
    assert str(problem.value) == (
        f"x.yaml:2:11: error: {told} in a text\n  hint: take it out, or end the line with LF or "
        "CRLF: programs do not agree on its lines"
    )


def test_every_end_of_a_line_that_python_knows_is_refused() -> None:
    for number in range(0x11_0000):
        if (
            0xD800 <= number < 0xE000
            or chr(number) == "\n"
            or len(f"a{chr(number)}b".splitlines()) < 2
        ):
            continue
        with pytest.raises(AsofError):
            decode_text(f"a{chr(number)}b".encode(), "x.yaml")


def test_a_mark_of_byte_order_is_no_text() -> None:
    assert decode_text("\ufeffa: 1\r\n".encode(), "x.yaml") == "a: 1\r\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a: 1\nb: caf\xe9\n", "x.yaml:2:7: error: byte 0xe9"),
        ("é".encode("utf-16"), "x.yaml:1:1: error: byte 0xff"),
        (b"\xef\xbb\xbfa\xff", "x.yaml:1:2: error: byte 0xff"),
    ],
)
def test_a_byte_that_is_not_utf_8_is_told_at_its_place(content: bytes, told: str) -> None:
    with pytest.raises(AsofError) as problem:
        decode_text(content, "x.yaml")
    assert str(problem.value) == f"{told} is not UTF-8\n  hint: save the file as UTF-8"


def test_utf_16_without_a_mark_is_told_by_its_empty_bytes() -> None:
    with pytest.raises(AsofError) as problem:
        decode_text("a: 1".encode("utf-16-le"), "x.yaml")
    assert str(problem.value) == (
        "x.yaml:1:2: error: U+0000 (NUL) in a text\n  hint: delete it, or save the file as UTF-8"
    )


@pytest.mark.parametrize(
    "mark", ["<<<<<<< HEAD", "||||||| base", "=======", "=======\r", ">>>>>>> b"]
)
def test_a_mark_of_a_merge_conflict_is_told_in_whatever_text(mark: str) -> None:
    with pytest.raises(AsofError, match=r"p\.html:2:1: error: an unresolved merge conflict begins"):
        decode_text(f"<p>\n{mark}\n".encode(), "p.html")


@pytest.mark.parametrize("line", ["========", " =======", "a <<<<<<< b", "<<<<<<<", "# >>>>>>> b"])
def test_what_only_looks_like_one_is_text(line: str) -> None:
    assert decode_text(line.encode(), "p.html") == line


# ---- one door

OPENING = re.compile(r"\.read_bytes\(|\.read_text\(|\bopen\(|fdopen\(")
OTHERS = {
    "atomic_file.py": "writes output",
    "cache/program.py": "the program itself",
    "charts/mpl.py": "the fonts of the package",
    "ci/__init__.py": "the package, and what the repository around a workspace runs already",
    "cli/release.py": "a file named on the command line",
    "compare/printed_copy.py": "a file named on the command line",
    "handouts/binder_records.py": "a file named on the command line",
    "handouts/copies.py": "a file named on the command line, and the record beside it",
    "handouts/recipients.py": "a file named on the command line",
    "impose/binding.py": "pages that were read already",
    "impose/draw.py": "a file named on the command line",
    "impose/marks.py": "pages that were read already",
    "impose/print_form.py": "pages that were read already",
    "nofollow.py": "output, and the user's cache folder",
    "page/photographs.py": "a picture that was read already",
    "pdf/strangers.py": "a file named on the command line",
    "preview/app.py": "the package",
    "publish/pages/assets.py": "the package",
    "publish/verdicts/producing.py": "the package",
    "quota.py": "what the kernel says of this process",
    "release/signing_key.py": "a file named on the command line",
    "templates/column_metrics.py": "the font of a page, which was read already",
    "workspace.py": "the starter of the package",
}
"""What opens files of other folders than a workspace, or writes."""


def test_nothing_else_opens_the_files_of_a_workspace() -> None:
    package = Path(files.__file__).parent
    paths = (path for path in package.rglob("*.py") if "starter" not in path.parts)
    opening = {p.relative_to(package).as_posix() for p in paths if OPENING.search(p.read_text())}
    assert opening == {*OTHERS, "files.py"}
