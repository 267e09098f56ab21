"""The keys of a ledger and the patterns that name them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase, translate
from functools import lru_cache

from asof.diagnostics import NOTHING, meant

SPECIAL = re.compile(r"[*?\[]")


def matching(pattern: str, keys: Iterable[str]) -> Iterator[str]:
    """The keys that a pattern such as personnel.* names, in their order."""
    special = SPECIAL.search(pattern)
    if special is None:
        return (key for key in keys if key == pattern)
    prefix = pattern[: special.start()]
    below = (key for key in keys if key.startswith(prefix))
    fits = _compiled(pattern).match
    return below if pattern == f"{prefix}*" else (key for key in below if fits(key))


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern))


def key_ends(stem: str) -> tuple[str, str]:
    """What the keys of a column have before the name of their row, and behind it.

    A stem is what they begin with, `health.icu`, or has a `*` for the name: `cases.*.total`.
    """
    before, place, behind = stem.partition("*")
    return (before, behind) if place else (f"{stem}.", "")


def row_of_key(key: str, stem: str) -> str:
    """The name of the row that a key has in the column of a stem."""
    before, behind = key_ends(stem)
    return key.removeprefix(before).removesuffix(behind)


class KeySet(Container[str]):
    """The keys that a briefing may name, alone or by a pattern.

    `told` are patterns of the keys whose own mistakes are told already: they count as known;
    `former` has today's key of each former one, for hints.
    """

    def __init__(
        self,
        keys: Mapping[str, object],
        told: Iterable[str] = (),
        former: Mapping[str, str] = NOTHING,
    ) -> None:
        self.keys, self.told, self.former = keys, tuple(told), former
        self.found: dict[str, bool] = {}
        self._folders: frozenset[str] | None = None

    def __contains__(self, key: object) -> bool:
        return key in self.keys or (isinstance(key, str) and self._knows(key))

    def _knows(self, key: str) -> bool:
        if key not in self.found:
            told = any(fnmatchcase(t, key) or fnmatchcase(key, t) for t in self.told)
            self.found[key] = told or self._matched(key)
        return self.found[key]

    def _matched(self, pattern: str) -> bool:
        special = SPECIAL.search(pattern)
        if special is None:
            return False
        if pattern[special.start() - 1 :] == ".*":
            return pattern[: special.start()] in self.folders
        return any(True for _ in matching(pattern, self.keys))

    @property
    def folders(self) -> frozenset[str]:
        """The beginnings of all keys, each with its last dot."""
        if self._folders is None:
            self._folders = frozenset(_beginnings(self.keys))
        return self._folders

    def lacks(self, key: str, *, hint: bool = True) -> tuple[str, str]:
        """What to say of a key that is not known, and what to type instead."""
        if "*" in key:
            folders = {_beside(k) for k in (*self.keys, *self.told)}
            moved = {_beside(before): _beside(now) for before, now in self.former.items()}
            return f"no fact matches '{key}'", meant(key, folders, moved) if hint else ""
        known = (*self.keys, *self.told)
        return f"unknown fact '{key}'", meant(key, known, self.former) if hint else ""


def _beside(key: str) -> str:
    """The pattern of all facts beside one."""
    return f"{key.rpartition('.')[0]}.*"


def _beginnings(keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        dot = key.find(".")
        while dot >= 0:
            yield key[: dot + 1]
            dot = key.find(".", dot + 1)
