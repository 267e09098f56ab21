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

    `former` has today's id of each former one, `cited` what was cited before: thousands of lines
    of a table cite the same.
    """

    found: Mapping[str, Source]
    told: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)
    cited: dict[str, Citation] = field(default_factory=dict, compare=False, repr=False)

    def cite(self, reference: Scalar) -> Citation:
        """`id#part`: a source and the place in it; raises AsofError for an unknown one."""
        if known := self.cited.get(reference):
            return known
        name, _, part = reference.partition("#")
        if name in self.found:
            return self.cited.setdefault(str(reference), Citation(self.found[name], part))
        if any(fnmatchcase(name, pattern) for pattern in self.told):
            raise AsofError
        hint = meant(name, [*self.found, *self.told], self.former) or f"add it to {NAME}"
        raise AsofError(error(reference.place, f"unknown source '{name}'", hint))
