"""Starts previews as processes of their own, and asks them by sockets, as no browser would."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

LONG = 60  # seconds that a machine may be busy for


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer to a request."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        """What it tells as JSON."""
        return json.loads(self.body)


@dataclass(slots=True)
class Running:
    """A preview that runs, and the address that it has printed."""

    process: subprocess.Popen[str]
    address: str
    ended: tuple[str, str] = field(default=("", ""), init=False)

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.address).query)["token"][0]

    @property
    def cookie(self) -> str:
        return f"asof-{self.port}={self.token}"

    def sent(self, raw: bytes) -> bytes:
        """All that is answered to some bytes, until no more comes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=LONG) as connection:
            connection.sendall(raw)
            received = b""
            while part := connection.recv(65536):
                received += part
        return received

    def get(self, target: str, method: str = "GET", **headers: str) -> Heard:
        """The answer to a request, with the cookie; an empty header is not sent."""
        said = {"host": self.host, "cookie": self.cookie, "connection": "close"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{name}: {value}" for name, value in said.items() if value]
        return heard(
            self.sent("\r\n".join([f"{method} {target} HTTP/1.1", *lines, "\r\n"]).encode())
        )

    def end(self, number: int = signal.SIGTERM) -> int:
        """How it ends when a signal asks it to; what it has said is in `ended`."""
        self.process.send_signal(number)
        self.ended = self.process.communicate(timeout=LONG)
        return self.process.returncode


def heard(raw: bytes) -> Heard:
    """An answer, as it came over a socket."""
    head, _, body = raw.partition(b"\r\n\r\n")
    first, _, lines = head.partition(b"\r\n")
    headers = {name.lower(): value for name, value in BytesParser().parsebytes(lines).items()}
    return Heard(int(first.split()[1]), headers, body)


def start(root: Path, *words: str, **variables: str) -> Running:
    """A preview of a workspace, once it has printed its address."""
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(root), "preview"]
    process = subprocess.Popen(
        [*command, "--no-browser", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **variables},
    )
    assert process.stdout
    return Running(process, process.stdout.readline().strip())


@contextmanager
def running(root: Path, *words: str) -> Iterator[Running]:
    """A preview of a workspace, which ends afterwards with all that it has started."""
    there = start(root, *words)
    try:
        yield there
    finally:
        if there.process.poll() is None:
            assert there.end() == 128 + signal.SIGTERM


def descendants(process: int) -> set[int]:
    """The processes that a process has started, and those that they have."""
    listed = subprocess.check_output(["ps", "-A", "-o", "pid=,ppid="], text=True)
    parents = {int(pid): int(parent) for pid, parent in re.findall(r"(\d+)\s+(\d+)", listed)}
    found: set[int] = set()
    while more := {pid for pid, parent in parents.items() if parent in {process, *found}} - found:
        found |= more
    return found


def gone(processes: set[int]) -> bool:
    """Whether processes have ended, as they should in a moment."""
    for _ in range(LONG * 10):
        if not any(map(_runs, processes)):
            return True
        time.sleep(0.1)
    return False


def _runs(process: int) -> bool:
    told = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return bool(told.stdout.strip()) and not told.stdout.startswith("Z")


def events(there: Running) -> Iterator[tuple[str, Any]]:
    """What a preview tells by itself, each event as it comes."""
    with socket.create_connection(("127.0.0.1", there.port), timeout=LONG) as connection:
        head = f"GET /api/events HTTP/1.1\r\nhost: {there.host}\r\ncookie: {there.cookie}\r\n\r\n"
        connection.sendall(head.encode())
        said = ""
        with connection.makefile("r", encoding="utf-8", newline="\n") as lines:
            for line in lines:
                if line.startswith("event: "):
                    said = line.removeprefix("event: ").strip()
                elif line.startswith("data: "):
                    yield said, json.loads(line.removeprefix("data: "))
