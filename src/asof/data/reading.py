"""What the files of data/ are read with, and what each depends on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from hashlib import blake2b

from asof.cache import NOTHING_KEPT, Store, decode, encode, key_of, program_digest
from asof.data.cited import SourceIndex
from asof.data.parts import FilePart
from asof.diagnostics import LimitError, Location, error
from asof.files import Files
from asof.located import Mapping_, canonical_text, parse_yaml, raising
from asof.workspace import Workspace

FILE, SOURCE, NAMES, NAMED = "file", "source", "names", "named"
SHEETS = (".csv", ".tsv", ".xlsx", ".ods")
SUFFIXES = (".yaml", *SHEETS)
COUNTED = {
    "facts": "facts",
    "observations": "observations",
    "formula_facts": "facts in its formulas",
}
KIND = "data"  # under which the store has what files gave


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of data/: what is at hand while a file is read.

    `names` is the digest of all keys with their tags, once they are known, `fresh` has what files
    gave that were not kept yet, and `counts` how much of what is limited there was so far.
    """

    workspace: Workspace
    store: Store = NOTHING_KEPT
    sources: SourceIndex = field(default_factory=lambda: SourceIndex({}))
    names: str = ""
    fresh: dict[str, FilePart] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def files(self) -> Files:
        """The files of the workspace."""
        return self.workspace.files

    def tree(self, name: str) -> Mapping_:
        """What a YAML file holds; raises AsofError with all that is wrong with it."""
        limits = self.workspace.config.limits
        return parse_yaml(self.files.read(name).text, name, limits.yaml)

    def count(self, limit: str, number: int, place: Location) -> None:
        """Count what a limit is of; raises LimitError at the place where there is more."""
        self.counts[limit] += number
        most = getattr(self.workspace.config.limits, limit)
        if self.counts[limit] > most:
            told = f"the workspace has more than {most:,} {COUNTED[limit]}"
            raise LimitError(error(place, told, raising(limit, "make several workspaces of it")))

    def named(self, pattern: str) -> tuple[str, ...]:
        """The tables that a pattern below data/ names."""
        below = self.files.below("data/tables", *SHEETS)
        return tuple(name for name in below if fnmatchcase(name, f"data/{pattern}"))

    def needs(self, needs: Iterable[str]) -> dict[str, str]:
        """What a part depends on besides its own file, with the digest of each."""
        return {need: self._now(need) for need in needs}

    def _now(self, need: str) -> str:
        sort, _, name = need.partition(" ")
        if sort == FILE:
            return self.files.digest(name)
        if sort == NAMED:
            return key_of(*self.named(name))
        return self.sources.digests.get(name, "") if sort == SOURCE else self.names

    # ---- what was read before

    def part(self, name: str) -> FilePart | None:
        """What a file gave, if it would give the same now."""
        part = decode(FilePart, self.store.get(KIND, self._key(name)))
        return part if part and part.needs == self.needs(part.needs) else None

    def keep(self) -> None:
        """Keep what files gave, once nothing is known to be wrong in any."""
        for name, part in self.fresh.items():
            self.store.put(KIND, self._key(name), encode(part))
        self.fresh.clear()

    def _key(self, *names: str) -> str:
        """The key of what some files gave: of their content, and of what decides its reading."""
        if self.store == NOTHING_KEPT:
            return ""
        workspace = self.workspace
        zone = str(workspace.config.timezone)
        limits = repr(workspace.config.limits)
        spoken = {tag: file.digest for tag, file in workspace.spoken.own.items()}
        told = [workspace.languages, spoken, workspace.review_in.text, zone, limits]
        own = canonical_text(told)
        said = (part for name in names for part in (name, self.files.digest(name)))
        return key_of(program_digest(self.store), own, *said)

    @property
    def key(self) -> str:
        """The key of all that is read of data/."""
        return self._key(*self.files.below("data", *SUFFIXES))


def hashed(tree: object) -> str:
    """The digest of what a tree says, without its places and its layout."""
    return blake2b(canonical_text(tree).encode(), digest_size=16).hexdigest()
