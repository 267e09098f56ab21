"""Workspaces of an attacker: each is told exactly, costs little, and reads nothing outside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import attacks
from attacks import SECRET, Attack, Outcome
from tracing import TRACER, trace

SECONDS = 5.0  # of a processor
MEMORY = 300 * 2**20


def wrongs(attack: Attack, root: Path) -> Iterator[str]:
    """What comes out of an attack otherwise than it must."""
    attacks.lay(root, attack.files)
    before = attacks.left(root)
    outcome = attacks.run(root, attack.run)
    words = attacks.words(root).encode()
    output = b"\n".join([words, *attacks.output(root)])
    yield from told_otherwise(attack, outcome)
    yield from (f"it does not print '{w}'" for w in attack.prints if w.encode() not in words)
    yield from (f"it prints '{w}'" for w in attack.hides if w.encode() in output)
    if outcome.taken.seconds > SECONDS or outcome.taken.memory > MEMORY:
        yield f"it took {outcome.taken.seconds:.1f} s, {outcome.taken.memory / 2**20:.0f} MiB"
    if attacks.left(root) != before:
        yield "it changed what is no output"
    if SECRET.encode() in output or SECRET in outcome.says + outcome.answers:
        yield "it tells the secret"


def told_otherwise(attack: Attack, outcome: Outcome) -> Iterator[str]:
    if outcome.taken.status != attack.exit:
        yield f"it exits with {outcome.taken.status}, not {attack.exit}"
    if outcome.says != attack.says:
        yield f"it says:\n{outcome.says}"
    if not attack.tells and outcome.answers != attack.answers:
        yield f"it answers:\n{outcome.answers}"
    yield from (
        f"it does not tell '{each}'" for each in attack.tells if each not in outcome.answers
    )


@pytest.mark.parametrize("attack", attacks.corpus(), ids=str)
def test_an_attack_comes_to_what_it_must(attack: Attack, tmp_path: Path) -> None:
    assert list(wrongs(attack, tmp_path)) == []


# What is opened


@pytest.fixture(scope="module")
def innocent(tmp_path_factory: pytest.TempPathFactory) -> frozenset[Path]:
    """What the program opens elsewhere to print a workspace that is no attack."""
    return opened(tmp_path_factory.mktemp("innocent"), Attack(family="none", name="none", files={}))


def opened(root: Path, attack: Attack) -> frozenset[Path]:
    """What the program opens outside an attack's workspace, its output and its own files."""
    attacks.lay(root, attack.files)
    traced = trace(["-m", "asof.cli", *attack.run], root / "port", attacks.environment(root))
    assert traced.sent == ()
    kept = Path(os.environ["ASOF_CACHE"])
    found = traced.outside(root / "port", root / "scratch", root / "home", kept)
    return frozenset(Path(str(path).replace(str(root), "ROOT")) for path in found)


TRACED = [attack for attack in attacks.corpus() if attack.traced]
to_trace = pytest.mark.skipif(
    TRACER is None and "MUST_TRACE" not in os.environ,
    reason="strace is not on this machine: python3 setup/system.py tracer",
)


@to_trace
@pytest.mark.parametrize("attack", TRACED, ids=str)
def test_an_attack_has_nothing_opened_and_nothing_sent_elsewhere(
    attack: Attack, innocent: frozenset[Path], tmp_path: Path
) -> None:
    assert opened(tmp_path, attack) <= innocent


@to_trace
def test_every_family_is_traced() -> None:
    assert {attack.family for attack in TRACED} == {a.family for a in attacks.corpus()}


@to_trace
def test_what_a_program_opens_and_sends_is_seen(tmp_path: Path) -> None:
    attacks.lay(tmp_path, {})
    asks = "import socket; open('../outside/secret.txt'); socket.socket(type=socket.SOCK_DGRAM)"
    traced = trace(["-c", asks], tmp_path / "port", attacks.environment(tmp_path))
    assert tmp_path / "outside" / "secret.txt" in traced.outside(tmp_path / "port")
    assert len(traced.sent) == 1


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


def test_what_a_program_takes_is_measured(tmp_path: Path) -> None:
    attacks.lay(tmp_path, {})
    taken = attacks.run(tmp_path, ["--version"]).taken
    assert taken.status == 0
    assert 0 < taken.seconds < SECONDS
    assert 10 * 2**20 < taken.memory < MEMORY
