"""What was read of data/ before, given back while no file of it has changed."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from asof.kept import digest, program, put
from asof.model import Briefing, Ledger
from asof.workspace import MARK, Workspace

Data = tuple[Ledger, dict[str, Briefing]]
ROOMS = ("data", "dates", "located", "model", "quantity", "workspace")
DAMAGED = (OSError, pickle.PickleError, EOFError, AttributeError, ImportError, LookupError)


def stamp(workspace: Workspace) -> bytes:
    """The digest of every file that reading depends on, and of the program that reads."""
    return digest([program(*ROOMS).encode(), *_contents(workspace)]).encode()


def _contents(workspace: Workspace) -> Iterator[bytes]:
    yield (workspace.root / MARK).read_bytes()
    for suffix in (".yaml", ".csv"):
        for path, name in workspace.files("data", suffix):
            yield name.encode()
            yield path.read_bytes()


def find(path: Path, mark: bytes) -> Data | None:
    """What was kept under a stamp; nothing where it is another's, damaged or gone."""
    try:
        with path.open("rb") as file:
            if file.read(len(mark)) != mark:
                return None
            kept: Data = pickle.load(file)
            return kept
    except (*DAMAGED, TypeError, ValueError):
        return None


def keep(path: Path, mark: bytes, data: Data) -> None:
    """Keep what was read; a folder that cannot be written to is done without."""
    with suppress(OSError):
        put(path, mark + pickle.dumps(data, pickle.HIGHEST_PROTOCOL))
