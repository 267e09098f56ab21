"""Sites of the port's notes: built or issued, published, and read again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp
from typing import Any

from asof import batch
from asof.jobs import Request
from asof.publish.run import Published, PublishRequest, publish
from asof.workspace import find_workspace
from released import Port, port_in

NOON = datetime(2021, 4, 1, 12, 0, 30, tzinfo=UTC)
DAYS = (date(2021, 1, 18), date(2021, 2, 1))


def build(port: Port, **asked: Any) -> None:
    """Build the port's notes, in both languages."""
    for built in batch.build(find_workspace(port.root), Request(date(2021, 4, 1), jobs=1, **asked)):
        assert built.failure is None, built.failure


@cache
def _built() -> Path:
    """The port with its note of two days in build/, made once for all tests."""
    port = port_in(Path(mkdtemp(prefix="asof-test-")))
    port.report("    - {value: about 120, on: 2021-02-01, source: later}\n")
    for day in DAYS:
        build(port, day=day)
    return port.root


def port_with_notes(folder: Path) -> Port:
    """A port with its note of two days in build/."""
    copytree(_built(), folder, dirs_exist_ok=True)
    return Port(folder)


def put(port: Port, target: str | None = None, moment: datetime = NOON, **asked: Any) -> Published:
    """Publish a port's notes: into the folder `site` of its workspace where nothing is said."""
    request = PublishRequest(target=target or str(port.root / "site"), moment=moment, **asked)
    return publish(find_workspace(port.root), request)


def refusals(published: Published) -> list[str]:
    """What was refused, with the file that it is told of and the hint."""
    return [
        f"{Path(f.place.path).name if f.place else ''}: {f.message} ({f.hint})"
        for f in published.refused
    ]


def files(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def index(root: Path) -> list[dict[str, Any]]:
    """The editions in the index of a site."""
    told = json.loads((root / "index.json").read_bytes())
    return list(told["editions"])


def held(published: Published) -> Iterator[str]:
    """What the gate kept back, and why."""
    return (f"{each.called}: {each.why}" for each in published.held)
