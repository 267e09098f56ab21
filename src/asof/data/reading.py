"""What the files of data/ are read with, and what each depends on."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

from asof.data.cited import SourceIndex
from asof.data.parts import Past
from asof.files import Files
from asof.located import canonical_text
from asof.workspace import Workspace

OWN = "workspace"  # what a part needs of asof.yaml, and how the other things it needs are named
FILE, SOURCE, NAMES = "file", "source", "names"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of data/: what is at hand while a file is read.

    `names` is the digest of all keys with their tags, once they are known.
    """

    workspace: Workspace
    past: Past
    sources: SourceIndex = field(default_factory=lambda: SourceIndex({}))
    names: str = ""

    @property
    def files(self) -> Files:
        """The files of the workspace."""
        return self.workspace.files

    def now(self, need: str) -> str:
        """The digest of what a part depends on, as it is now."""
        sort, _, name = need.partition(" ")
        if sort == FILE:
            return self.files.digest(name)
        if sort == SOURCE:
            return self.sources.digests.get(name, "")
        return self.names if sort == NAMES else own(self.workspace)

    def needs(self, *names: str) -> dict[str, str]:
        """What a part depends on, with the digest of each."""
        return {name: self.now(name) for name in (OWN, *names)}


def own(workspace: Workspace) -> str:
    """The digest of what asof.yaml says that decides how data are read."""
    return hashed([workspace.languages, workspace.review_in.text])


def hashed(tree: object) -> str:
    """The digest of what a tree says, without its places and its layout."""
    return blake2b(canonical_text(tree).encode(), digest_size=16).hexdigest()
