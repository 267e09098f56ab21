"""What facts, sources and briefings were called before they were renamed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormerNames:
    """Today's name of each fact, source and briefing by a name that it had before."""

    facts: Names = field(default_factory=dict)
    sources: Names = field(default_factory=dict)
    briefings: Names = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.facts or self.sources or self.briefings)

    def key(self, key: str) -> str:
        """The key that a fact has today."""
        return self.facts.get(key, key)

    def briefing(self, name: str) -> str:
        """The name that a briefing has today."""
        return self.briefings.get(name, name)

    def citation(self, cited: str) -> str:
        """A citation such as note-2021#2 by the name that its source has today."""
        name, mark, part = cited.partition("#")
        return f"{self.sources.get(name, name)}{mark}{part}"


UNCHANGED = FormerNames()
