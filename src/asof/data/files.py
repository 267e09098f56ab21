"""The files that data are read from, each with the digest of what was read of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from asof.kept import digest_of_all
from asof.located import content_of, decode_text
from asof.workspace import Workspace

SUFFIXES = (".yaml", ".csv")


@dataclass(frozen=True, slots=True)
class Files:
    """The files below data/ by name, in order; a digest is of what was last read of the file."""

    root: Path
    digests: dict[str, str]

    def below(self, folder: str, suffix: str) -> tuple[str, ...]:
        """The names of the files below a folder with a suffix, in order."""
        return tuple(n for n in self.digests if n.startswith(f"{folder}/") and n.endswith(suffix))

    def text(self, name: str) -> str:
        """The text of a file; raises AsofError when it cannot be read."""
        content = content_of(self.root / name, name)
        self.digests[name] = sha256(content).hexdigest()
        return decode_text(content, name)

    def digest(self, name: str) -> str:
        """The digest of a file, empty where there is none."""
        if name in self.digests:
            return self.digests[name]
        with suppress(OSError):
            return sha256((self.root / name).read_bytes()).hexdigest()
        return ""

    @property
    def mark(self) -> str:
        """The digest of all of them."""
        return digest_of_all(f"{name} {said}".encode() for name, said in self.digests.items())


def files_of(workspace: Workspace) -> Files:
    """The files of a workspace as they are now."""
    files = Files(workspace.root, {})
    for suffix in SUFFIXES:
        for _, name in workspace.files("data", suffix):
            files.digests[name] = files.digest(name)
    return files
