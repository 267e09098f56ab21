"""Which languages there are: those of the modules in this folder that a tag is the name of."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from asof.language.grammar import Grammar

FOLDER, RULE = "languages", "language-file"  # of those that a workspace states
SHORT = re.compile("[a-z]{2,3}")  # the name of a module that states a language, as `en` or `fr`


@cache
def tags() -> tuple[str, ...]:
    """The short tags of all languages spoken; none of them is loaded."""
    names = (each.name for each in iter_modules(sys.modules[__package__].__path__))
    return tuple(name for name in names if SHORT.fullmatch(name))


def grammar_of(short: str, territory: str = "") -> Grammar | None:
    """What is known of a language, as a territory has it, where there is a file for it."""
    if short not in tags():
        return None
    stated: Grammar = import_module(f"{__package__}.{short}").LANGUAGE
    return stated.regions.get(territory, stated)


@cache
def grammars() -> Mapping[str, Grammar]:
    """All languages spoken, each loaded: for hints at what was typed in any of them."""
    return {tag: stated for tag in tags() if (stated := grammar_of(tag))}
