"""What of a check concerns some files: whoever changes them is told of nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from asof.diagnostics import Finding
from asof.ledger import Ledger
from asof.review.context import Draft
from asof.workspace import MARK, Workspace

FOLDERS = ("data/", "templates/", "charts/", "maps/")
EVERYWHERE = {MARK, "data/sources.yaml"}  # what every edition is made from
READ = {"template", "resource", "chart"}
BRIEFINGS = "data/briefings/"


def names_in(workspace: Workspace, paths: Iterable[Path]) -> frozenset[str]:
    """The names, in a workspace, of those files that are its own; others do not concern it."""
    found = (path.resolve() for path in paths)
    inside = (p.relative_to(workspace.root) for p in found if p.is_relative_to(workspace.root))
    names = (path.as_posix() for path in inside)
    return frozenset(n for n in names if n == MARK or n.startswith(FOLDERS))


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """Some files of a workspace, and its ledger."""

    names: frozenset[str]
    ledger: Ledger

    def hold(self, finding: Finding) -> bool:
        """Whether a finding is in one of them."""
        return finding.place is not None and finding.place.path in self.names

    def make(self, draft: Draft) -> bool:
        """Whether an edition is made from one of them; of one that failed only briefings tell."""
        if draft.document is None and any(not n.startswith(BRIEFINGS) for n in self.names):
            return True
        return bool(self.names & {*EVERYWHERE, *self._behind(draft)})

    def _behind(self, draft: Draft) -> Iterator[str]:
        """The files that an edition is made from."""
        yield draft.briefing.place.path
        yield f"data/{draft.briefing.for_each}"
        trace = draft.document.trace if draft.document else ()
        yield from (read.name for read in trace if read.kind in READ)
        for key in draft.read:
            yield from self._behind_fact(key)

    def _behind_fact(self, key: str) -> Iterator[str]:
        fact = self.ledger.facts[key]
        yield fact.place.path
        yield from (o.place.path for o in fact.observations)
        for part in fact.derived.keys(self.ledger.facts, key) if fact.derived else ():
            yield from self._behind_fact(part)
