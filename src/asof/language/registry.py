"""Which languages there are: those of the modules in this folder that state one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from asof.language.grammar import Grammar


def grammars() -> Mapping[str, Grammar]:
    """All languages spoken, by their short tags."""
    return {each.short: each for each in _stated()}


@cache
def grammar_of(short: str, territory: str = "") -> Grammar | None:
    """What is known of a language, as a territory has it, where there is a file for it."""
    found = next((each for each in _stated() if each.short == short), None)
    return found.regions.get(territory, found) if found else None


def _stated() -> Iterator[Grammar]:
    """The languages of the modules beside this one, each loaded when its turn comes."""
    for each in iter_modules(sys.modules[__package__].__path__):
        module = import_module(f"{__package__}.{each.name}")
        if stated := getattr(module, "LANGUAGE", None):
            yield stated
