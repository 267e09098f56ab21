"""Each hint of the program is followed, and leads on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import asof as package
from asof.cli import main
from asof.diagnostics import Severity
from followed import EDITS
from mistakes import CASES, Mistake, comment, findings, lay, mistakes

PACKAGE, TESTS = Path(package.__file__).parent, Path(__file__).parent
# What would have to be there for a hint that no other test meets: naming it here has to do.
UNTRIED = {
    "a cluster": ("start some with 'dask worker'", "look for a lack of memory there"),
    "another installation": ("pip install 'asof[dask]'", "copy it anew"),
    "an engine that cannot load what we could": ("look at that file",),
    "a record of another program": ("print it again",),
    "a release that failed halfway": (
        "delete it where its release failed; else take what is gone from the repository's history",
    ),
    "reckoning, which makes the fact unknown": (
        "divide by a fact that cannot be",
        "state the result as a fact of its own",
    ),
}
MEANT = re.compile(r"(?:did you mean|write|it is) (?:'([^']+)'|(\S+?))\??(?: now)?")
DELETED = ("keep one", "delete it", "delete this line")


def follow(root: Path, case: Path) -> None:
    """Do what the hints of a broken workspace say: one word for another, and what `EDITS` has."""
    for mistake in mistakes(case):
        take_to_the_letter(root, mistake)
    for path in (p for p in case.rglob("*") if p.suffix in (".yaml", ".html", ".css", ".py")):
        uncomment(root / path.relative_to(case))
    for name, old, new in EDITS.get(case.name, ()):
        edit(root / name, old, new)


def take_to_the_letter(root: Path, mistake: Mistake) -> None:
    """Delete the line of a mistake, or put the word that is meant for the last one quoted."""
    path, line, *_ = f"{mistake.place}:::".split(":")
    said, wrong = MEANT.fullmatch(mistake.hint), re.findall("'(.+?)'", mistake.message)
    if not line or ((root / path).suffix == ".csv" and mistake.hint in DELETED):
        return
    lines = (root / path).read_bytes().decode("utf-8", "surrogateescape").splitlines(keepends=True)
    at = int(line) - 1
    if mistake.hint in DELETED and "control" not in mistake.message:
        lines[at] = "\n"
    elif said and wrong:
        lines[at] = lines[at].replace(wrong[-1], said[1] or said[2], 1)
    (root / path).write_bytes("".join(lines).encode("utf-8", "surrogateescape"))


def uncomment(path: Path) -> None:
    """Take the comments out, so that edits find the mistakes that they speak of."""
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(
        b"".join(each for each in lines if not comment(each.decode("latin-1").rstrip()))
    )


def edit(path: Path, old: str | None, new: str) -> None:
    """Put a text in the place of another, or make the whole file of it; of nothing, no file."""
    if old is not None:
        whole = path.read_text("utf-8")
        assert old in whole, old
        new = whole.replace(old, new, 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(new, "utf-8")
    if not new:
        path.unlink()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_who_follows_every_hint_has_no_error_left(case: Path, tmp_path: Path) -> None:
    lay(tmp_path, case)
    follow(tmp_path, case)
    assert [str(f) for f in findings(tmp_path) if f.severity is Severity.ERROR] == []


# What needs a command line


def asof(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_workspace_without_briefings_is_given_one(tmp_path: Path) -> None:
    lay(tmp_path)
    note = tmp_path / "data/briefings/note.yaml"
    words = note.read_text("utf-8")
    note.unlink()
    told = asof("--workspace", tmp_path, "build")
    assert told.stderr == "error: no briefings in data/briefings\n  hint: add one\n"
    note.write_text(words, "utf-8")
    assert asof("--workspace", tmp_path, "build").exit_code == 0


def test_a_folder_that_is_taken_is_left_for_an_empty_one(tmp_path: Path) -> None:
    assert asof("init", tmp_path / "one").exit_code == 0
    assert "hint: choose an empty folder" in asof("init", tmp_path / "one").stderr
    assert asof("init", tmp_path / "another").exit_code == 0


# Every hint there is

TOLD_IN = {
    "error": 2,
    "invalid": 1,
    "Finding": 4,
    "UnprintableError": 9,
}  # which argument the hint is


def hints() -> Iterator[tuple[str, str]]:
    """The hints that the program's code states, as patterns, with where each stands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        named = {
            target.id: each.value
            for each in tree.body
            if isinstance(each, ast.Assign)
            for target in each.targets
            if isinstance(target, ast.Name)
        }
        for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
            for hint in hints_of(call):
                stated = named.get(hint.id, hint) if isinstance(hint, ast.Name) else hint
                if pattern := pattern_of(stated):
                    yield pattern, f"{path.relative_to(PACKAGE)}:{call.lineno}"


def hints_of(call: ast.Call) -> Iterator[ast.expr]:
    """The hint that a call tells, both where it tells one of two."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    at = TOLD_IN.get(name, 1 if name.endswith("Error") else len(call.args))
    given = [each.value for each in call.keywords if each.arg == "hint"] + call.args[at : at + 1]
    for hint in given:
        yield from (hint.body, hint.orelse) if isinstance(hint, ast.IfExp) else (hint,)


def pattern_of(hint: ast.expr) -> str:
    """A pattern of the words that a hint has, nothing where none are stated."""
    parts = hint.values if isinstance(hint, ast.JoinedStr) else [hint]
    words = [getattr(each, "value", None) for each in parts if isinstance(each, ast.Constant)]
    if not any(isinstance(each, str) and each.strip() for each in words):
        return ""
    return "".join(
        re.escape(str(each.value)) if isinstance(each, ast.Constant) else ".+" for each in parts
    )


def test_every_hint_is_met_by_a_test() -> None:
    """None is stated in the code that no broken workspace and no other test reads."""
    whole = "\n".join(
        re.sub(r'"\s*\n\s*f?r?"', "", path.read_text("utf-8", "replace"))
        for path in sorted(TESTS.rglob("*"))
        if path.suffix in (".py", ".yaml", ".html", ".css")
    )
    assert [f"{at}: {hint}" for hint, at in hints() if not re.search(hint, whole)] == []
