"""Each message of the program is expected whole by some test."""

from __future__ import annotations

from pathlib import Path

import pytest

import asof as package
from messages import Message, code_of, expected

HERE = Path(__file__).parent


def test_every_message_is_expected_whole() -> None:
    """A test that reads a part of one would pass whatever became of the rest."""
    stated, texts = code_of(Path(package.__file__).parent).messages(), expected(HERE)
    assert [str(each) for each in stated if not each.met_by(texts)] == []


# ---- the tests of this test

CODE = """\
TABLE = (("a", "one is lost", "find it"), ("b", "one is broken", "mend it"))
LATE = "is {by:.1f} pt too wide"

class Problem(ValueError):
    def __init__(self, message: str, hint: str = "") -> None: ...

class OtherProblem(Problem): ...

def error(place: object, message: str) -> None: ...

def named(key: str, plain: bool) -> None:
    told = f"no fact '{key}'" if plain else "no fact at all"
    raise OtherProblem(told, "name one")

def both(line: int, plain: bool) -> tuple[str, str]:
    what = "a name" if plain else "nothing"
    return f"line {line} has {what}", "hint"

def why(late: bool) -> str:
    return "it is late"

def tell() -> None:
    for word, message, hint in TABLE:
        error(word, message)
    error(None, why(True))
    error(None, LATE.format(by=3))
    error(None, message="given " + "by name")
"""


def test_a_message_is_found_however_it_is_stated(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(CODE, "utf-8")
    assert sorted(map(str, code_of(tmp_path).messages())) == [
        "code.py:12: no fact '…'",
        "code.py:12: no fact at all",
        "code.py:17: line … has a name",
        "code.py:17: line … has nothing",
        "code.py:1: one is broken",
        "code.py:1: one is lost",
        "code.py:25: it is late",
        "code.py:26: is {by:.1f} pt too wide",
        "code.py:27: given by name",
    ]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("data/x.yaml:1:2: error: no fact 'a.b' in the edition", True),
        ("  # error 5: no fact 'a.b' in the edition", True),
        ("'note' has no fact 'a.b' in the edition", True),
        ("no fact 'a.b' in the", False),
        ("no fact 'a.b' in the edition of today", False),
        ("no fact '' in the edition", False),
        ("no fact 'a' of 'b' in the edition", False),
        ("nor fact 'a.b' in the edition", False),
    ],
)
def test_nothing_but_the_whole_of_a_message_meets_it(tmp_path: Path, text: str, met: bool) -> None:
    (tmp_path / "test_it.py").write_text(f"assert told == {text!r}\n", "utf-8")
    assert Message("no fact '\0' in the edition", "x.py:1").met_by(expected(tmp_path)) is met
