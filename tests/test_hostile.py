"""Workspaces of an attacker: each is told exactly, costs little, and reads nothing outside."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import attacks
from attacks import SECRET, Attack, Outcome

SECONDS = 5.0  # of a processor
MEMORY = 300 * 2**20


def wrongs(attack: Attack, root: Path) -> Iterator[str]:
    """What comes out of an attack otherwise than it must."""
    attacks.lay(root, attack.files)
    before = attacks.left(root)
    outcome = attacks.run(root, attack.run)
    words = attacks.words(root)
    yield from told_otherwise(attack, outcome)
    yield from printed_otherwise(attack, words)
    if outcome.seconds > SECONDS or outcome.memory > MEMORY:
        yield f"it took {outcome.seconds:.1f} s and {outcome.memory / 2**20:.0f} MiB"
    if attacks.left(root) != before:
        yield "it changed what is no output"
    told = (outcome.says.encode(), outcome.answers.encode(), words.encode(), *attacks.output(root))
    if any(SECRET.encode() in each for each in told):
        yield "it tells the secret"


def told_otherwise(attack: Attack, outcome: Outcome) -> Iterator[str]:
    if outcome.exit != attack.exit:
        yield f"it exits with {outcome.exit}, not {attack.exit}"
    if outcome.says != attack.says:
        yield f"it says:\n{outcome.says}"
    if outcome.answers != attack.answers:
        yield f"it answers:\n{outcome.answers}"


def printed_otherwise(attack: Attack, words: str) -> Iterator[str]:
    for each in attack.prints:
        if each not in words:
            yield f"it does not print '{each}': {words}"
    yield from (f"it prints '{each}'" for each in attack.hides if each in words)


@pytest.mark.parametrize("attack", attacks.corpus(), ids=str)
def test_an_attack_comes_to_what_it_must(attack: Attack, tmp_path: Path) -> None:
    assert list(wrongs(attack, tmp_path)) == []


# The tests of these tests


def test_what_is_no_attack_is_told_otherwise(tmp_path: Path) -> None:
    told = {"attack": "none", "text": SECRET, "exit": 3, "says": "error\n", "hides": [SECRET]}
    innocent = attacks.attack("none", told)
    assert [wrong.splitlines()[0] for wrong in wrongs(innocent, tmp_path)] == [
        "it exits with 0, not 3",
        "it says:",
        f"it prints '{SECRET}'",
        "it tells the secret",
    ]


def test_what_lies_outside_is_seen_to_change(tmp_path: Path) -> None:
    attacks.lay(tmp_path, {})
    before = attacks.left(tmp_path)
    (tmp_path / "outside" / "secret.txt").write_text("changed", encoding="ascii")
    assert attacks.left(tmp_path) != before


def test_what_a_child_of_a_program_takes_is_measured(tmp_path: Path) -> None:
    attacks.lay(tmp_path, {})
    greedy = f"held = b'x' * {MEMORY}; sum(range(10**7))"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {greedy!r}])"
    taken = attacks.measured(tmp_path, [sys.executable, "-c", parent])
    assert taken.memory > MEMORY
    assert taken.seconds > 0.05
