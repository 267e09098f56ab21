"""The sources that observations cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from asof.diagnostics import AsofError, error, meant
from asof.ledger import Citation, Source
from asof.located import Scalar

NAME = "data/sources.yaml"


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """The sources by id; `told` are patterns of the ids whose own mistakes are told already.

    `former` has today's id of each former one.
    """

    found: Mapping[str, Source]
    told: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)

    def cite(self, reference: Scalar) -> Citation:
        """`id#part`: a source and the place in it; raises AsofError for an unknown one."""
        name, _, part = reference.partition("#")
        if name in self.found:
            return Citation(self.found[name], part)
        if any(fnmatchcase(name, pattern) for pattern in self.told):
            raise AsofError
        hint = meant(name, [*self.found, *self.told], self.former) or f"add it to {NAME}"
        raise AsofError(error(reference.place, f"unknown source '{name}'", hint))
