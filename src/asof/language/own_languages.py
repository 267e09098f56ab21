"""The languages of a workspace: ours, and those that it states in files of its own.

`languages/da.py` adds Danish or takes the place of ours; `languages/fr-BE.py` is one region alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from asof.diagnostics import AsofError, Finding, Location, error
from asof.language.grammar import Grammar
from asof.language.registry import FOLDER, RULE, grammar_of

if TYPE_CHECKING:
    from asof.files import File, Files

NAME = re.compile(r"[a-z]{2,3}(?:-(?:[A-Z]{2}|[0-9]{3}))?")


@dataclass(eq=False)
class Languages:
    """The languages that a workspace speaks; a file of its own runs when a page first speaks it."""

    tags: tuple[str, ...]
    files: Files
    runs_code: bool = True
    seconds: int = 60
    memory: int = 1024
    read: dict[str, Grammar | AsofError | None] = field(default_factory=dict)

    def __reduce__(self) -> tuple[type[Languages], tuple[Any, ...]]:
        kept = (self.tags, self.files, self.runs_code, self.seconds, self.memory)
        return Languages, kept  # functions of a grammar do not travel: another reads for itself

    def grammar(self, tag: str) -> Grammar | None:
        """What is known of a language; raises AsofError with all that is wrong with its file."""
        if tag not in self.read:
            try:
                self.read[tag] = self._read(tag)
            except AsofError as problem:
                self.read[tag] = problem
        found = self.read[tag]
        if isinstance(found, AsofError):
            raise AsofError(*found.findings)
        return found

    def file(self, tag: str) -> File | None:
        """The file that the workspace has for a language, or for all of its regions."""
        short = tag.partition("-")[0]
        names = (name for name in dict.fromkeys((tag, short)) if NAME.fullmatch(name))
        found = (self.files.find(f"{FOLDER}/{name}.py") for name in names)
        return next(filter(None, found), None)

    @cached_property
    def own(self) -> Mapping[str, File]:
        """The files of its own, by the tags of the languages that they are for."""
        found = {tag: self.file(tag) for tag in self.tags}
        return {tag: file for tag, file in found.items() if file}

    @cached_property
    def known(self) -> Mapping[str, Grammar]:
        """What is known of each; a language whose code may not run is left out."""
        spoken = (tag for tag in self.tags if self.runs_code or tag not in self.own)
        return {tag: grammar for tag in spoken if (grammar := self.grammar(tag))}

    def check(self) -> None:
        """Read each file of its own that may run; raises AsofError with all that is wrong."""
        told: list[Finding] = []
        for tag in self.own if self.runs_code else ():
            try:
                self.grammar(tag)
            except AsofError as problem:
                told += problem.findings
        if told:
            raise AsofError(*dict.fromkeys(told))

    def _read(self, tag: str) -> Grammar | None:
        file, (short, _, territory) = self.file(tag), tag.partition("-")
        if file is None:
            return grammar_of(short, territory)
        if not self.runs_code:
            told = f"'{tag}' is not spoken: its file is code, and --no-code runs none"
            hint = f"read {file.name}, then build without --no-code"
            raise AsofError(error(Location(file.name), told, hint, RULE))
        from asof.language.language_file import stated_by  # most workspaces have no such file

        stated = stated_by(file, self.seconds, self.memory)
        return stated.regions.get(territory, stated)
