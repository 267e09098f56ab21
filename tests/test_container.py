"""The Containerfile: what it is made of, and, by `make container`, that it prints."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from containers import FOLLOWED, Image, follow, instructions

ROOT = Path(__file__).parents[1]
CONTAINERFILE = ROOT / "Containerfile"
BARE = ROOT / ".stamps/bookworm"
LINES = list(instructions(CONTAINERFILE))


def test_it_begins_with_one_base_known_by_its_digest() -> None:
    bases = {words.partition(" AS ")[0] for name, words in LINES if name == "FROM"}
    assert len(bases) == 1
    assert re.fullmatch(r"[a-z./]+:bookworm-\d{8}-slim@sha256:[0-9a-f]{64}", bases.pop())


def test_every_line_of_it_can_be_followed() -> None:
    assert {name for name, _ in LINES} == {"FROM", *FOLLOWED}


def test_what_the_system_must_bring_is_named_in_one_place() -> None:
    steps = [step for name, words in LINES if name == "RUN" for step in words.split(" && ")]
    assert "python3 /tmp/system.py printing" in [step.strip() for step in steps]
    start = "apt-get install --yes --no-install-recommends "
    named = [step.strip().removeprefix(start) for step in steps if start in step]
    assert named == ["ca-certificates python3-venv", "python3"]


def test_what_it_takes_from_the_repository_is_let_in() -> None:
    taken = {
        name
        for instruction, words in LINES
        if instruction == "COPY" and "--from" not in words
        for name in words.split()[:-1]
    }
    let_in = (ROOT / ".dockerignore").read_text().splitlines()
    assert let_in[0] == "*"
    assert {line.removeprefix("!") for line in let_in[1:]} == taken


def test_it_runs_asof_as_nobody_in_particular() -> None:
    told = dict(LINES)
    assert (told["USER"], told["ENTRYPOINT"], told["WORKDIR"]) == (
        "10001:10001",
        '["asof"]',
        "/workspace",
    )


def why_not() -> str:
    """What keeps this machine from following the file; nothing where it can."""
    if "MUST_CONTAIN" not in os.environ:
        return "`make container` makes what this takes"
    if not BARE.is_dir():
        return "there is no bare Debian: debootstrap makes one, as root on Linux"
    rooms = ["unshare", "--mount", "--pid", "--net", "--fork", "true"]
    allowed = subprocess.run(rooms, capture_output=True, check=False).returncode == 0
    return "" if allowed else "this machine lets nobody have mounts or a network of its own"


needs_root = pytest.mark.skipif(bool(why_not()), reason=why_not())

READ_ONLY = """\
mount --bind $ROOT $ROOT
mount --bind {workspace} $ROOT/workspace
mount -o remount,ro,bind $ROOT
mount -t tmpfs tmpfs $ROOT/tmp""".splitlines()


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """It, made as the file tells."""
    return follow(CONTAINERFILE, BARE, tmp_path_factory.mktemp("stages"))


def megabytes(root: Path) -> int:
    return int(subprocess.check_output(["du", "-sm", root], text=True).split()[0])


@needs_root
def test_it_prints_without_a_network_on_a_root_that_is_only_read(
    image: Image, tmp_path: Path
) -> None:
    os.chown(tmp_path, 10001, 10001)
    mounts = [line.format(workspace=shlex.quote(str(tmp_path))) for line in READ_ONLY]

    def asof(*words: str) -> str:
        script = shlex.join([*image.entry, *words])
        return image.run(script, network=False, mounts=mounts)

    asof("init")
    built = json.loads(asof("build", "--json"))["editions"]
    printed = [tmp_path / "build" / edition["path"] for edition in built]
    assert [path.stat().st_uid for path in printed] == [10001, 10001]
    assert "Water mains" in PdfReader(printed[0]).pages[0].extract_text()
    assert "missing" not in asof("doctor")
    # Nothing is sent: without a network there is no way to an address, be it of nobody.
    reach = "socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    for refused in ("touch /x", f'python3 -c "import socket; {reach}"'):
        assert "refused" in image.run(f"{refused} || echo refused", network=False, mounts=mounts)
    assert megabytes(image.root / "opt/asof") < 320
