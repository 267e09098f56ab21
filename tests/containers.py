"""Follows a Containerfile in folders, by chroot: for machines without an engine for containers."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

NETWORK = re.compile(r"(?i)(pip_|ssl_cert|(https?|no)_proxy$)")
CERTIFICATES = Path("etc/ssl/certs/ca-certificates.crt")
Words = tuple[str, str]


@dataclass
class Image:
    """What an image is: a root, and how a program runs in it."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    user: str = "0:0"
    entry: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)

    def run(self, script: str, *, network: bool = True, mounts: Sequence[str] = ()) -> str:
        """What a script of the shell says on stdout; raises CalledProcessError where it fails.

        `mounts` are lines of the shell that see the root as `$ROOT`, in a room of their own.
        """
        named = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"} | self.environment
        within = ["env", "-i", *(f"{k}={v}" for k, v in named.items()), "/bin/sh", "-ec"]
        enter = ["chroot", f"--userspec={self.user}", str(self.root), *within]
        words = shlex.join([*enter, f"cd {shlex.quote(self.folder)}\n{script}"])
        lines = [f"ROOT={shlex.quote(str(self.root))}", "mount -t proc proc $ROOT/proc", *mounts]
        rooms = ["unshare", "--mount", "--pid", "--fork", *([] if network else ["--net"])]
        outside = ["sh", "-ec", "\n".join([*lines, f"exec {words}"])]
        done = subprocess.run([*rooms, *outside], capture_output=True, text=True, check=False)
        if done.returncode:
            told = f"{script}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
            raise subprocess.CalledProcessError(done.returncode, told)
        return done.stdout


def instructions(containerfile: Path) -> Iterator[Words]:
    """Each instruction with its words, its lines joined."""
    lines = (line for line in containerfile.read_text().splitlines() if line[:1] != "#")
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        if line:
            name, _, words = line.partition(" ")
            yield name, words


def follow(containerfile: Path, base: Path, folder: Path) -> Image:
    """Make the image that a file tells, each stage in `folder` and from the same base."""
    stages: dict[str, Image] = {}
    image = Image(base)
    for name, words in instructions(containerfile):
        if name == "FROM":
            alias = words.partition(" AS ")[2] or "last"
            image = stages[alias] = Image(_copied(base, folder / alias))
        else:
            FOLLOWED[name](image, words, {k: v.root for k, v in stages.items()})
    return image


def _copied(base: Path, root: Path) -> Path:
    """A root of its own that reaches the network as this machine does."""
    subprocess.run(["cp", "--archive", "--reflink=auto", str(base), str(root)], check=True)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    return root


def _run(image: Image, words: str, _: Mapping[str, Path]) -> None:
    """A step, with the network as this machine has it."""
    reached = {k: v for k, v in os.environ.items() if NETWORK.match(k)}
    own = Path("/", CERTIFICATES)
    within = image.root / CERTIFICATES
    before = within.read_bytes() if within.is_file() else None
    if own.is_file() and before is not None:
        shutil.copy(own, within)
    asked = Image(**vars(image) | {"environment": image.environment | reached})
    asked.run(words)
    if before is not None:
        within.write_bytes(before)


def _copy(image: Image, words: str, stages: Mapping[str, Path]) -> None:
    """Files of the repository, or of a stage."""
    found = re.match(r"--from=(\w+) ", words)
    source = stages[found[1]] if found else Path.cwd()
    *names, target = words.removeprefix(found[0] if found else "").split()
    for name in names:
        (path,) = source.glob(name.lstrip("/"))
        into = image.root / target.lstrip("/") / (path.name if target.endswith("/") else "")
        subprocess.run(["cp", "--archive", str(path), str(into)], check=True)


def _environment(image: Image, words: str, _: Mapping[str, Path]) -> None:
    image.environment |= dict(word.split("=", 1) for word in shlex.split(words))


def _folder(image: Image, words: str, _: Mapping[str, Path]) -> None:
    image.folder = words
    (image.root / words.lstrip("/")).mkdir(parents=True, exist_ok=True)


def _user(image: Image, words: str, _: Mapping[str, Path]) -> None:
    image.user = words


def _entry(image: Image, words: str, _: Mapping[str, Path]) -> None:
    image.entry = json.loads(words)


def _command(image: Image, words: str, _: Mapping[str, Path]) -> None:
    image.command = json.loads(words)


def _label(_: Image, words: str, __: Mapping[str, Path]) -> None:
    assert all("=" in word for word in shlex.split(words))


FOLLOWED = {
    "RUN": _run,
    "COPY": _copy,
    "ENV": _environment,
    "WORKDIR": _folder,
    "USER": _user,
    "ENTRYPOINT": _entry,
    "CMD": _command,
    "LABEL": _label,
}
