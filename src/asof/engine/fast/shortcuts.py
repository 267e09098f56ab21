"""Work of the engine and of its libraries that need not be done, or not twice."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property, partial
from importlib import import_module
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element


@contextmanager
def found_by_name() -> Iterator[None]:
    """Load shared libraries by their names on Linux.

    The engine asks for each library by its Windows and macOS names first; for every one that is
    not there Python runs ldconfig and a compiler, which takes longer than the rest of the import.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 (named so in ctypes)
    try:
        yield
    finally:
        ctypes.util.find_library = search


LATER = ("fontTools.subset", "fontTools.varLib.instancer")


@contextmanager
def loaded_when_called() -> Iterator[None]:
    """Have other modules stand for some while the engine takes functions from them.

    HarfBuzz cuts its fonts; they are for where that is not there, and for variable fonts, and take
    a third of what the engine takes to load.
    """
    absent = [name for name in LATER if name not in sys.modules]
    sys.modules.update({name: StandIn(name) for name in absent})
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


class StandIn(ModuleType):
    """A module whose functions load it when one is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return partial(_call_in, self.__name__, name)


def _call_in(module: str, name: str, *given: Any, **named: Any) -> Any:
    return getattr(import_module(module), name)(*given, **named)


def made_of(html: Any, tree: Element) -> Any:
    """A page of the engine made of a tree that is parsed: by itself it takes text only."""
    html.wrapper_element = html.wrapper_element.from_html_root(tree, content_language=None)
    html.etree_element = tree
    return html


def objects_written_once(pdf: Any) -> None:
    """Keep what each object is written as: the engine asks again, to identify the file."""
    for thing in pdf.objects:
        thing.__class__ = _written_once(thing.__class__)


@cache
def _written_once(kind: Hashable) -> Any:
    """A class of PDF objects, made one whose objects keep what they were written as."""
    base: Any = kind
    return type(base.__name__, (base,), {"data": cached_property(base.data.fget)})
