"""What sets pages quicker and no byte different. It stands on private names of libraries.

Everything of that kind is here, and all of it can be left out: with a version of the engine that it
does not know, or with ASOF_FAST=0, pages are set without it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element

from asof.engine.fonts import new_fonts
from asof.page.document import Document

SWITCH = "ASOF_FAST"
KNOWN = ("70.",)  # versions of WeasyPrint that have been tried with all of it
NAMES = {
    "weasyprint.css": ("Style", "AnonymousStyle", "ComputedStyle", "find_stylesheets"),
}


def left_out() -> str:
    """Why pages are set without it; empty where they are set with it."""
    return _held_back() or _missing()


def _held_back() -> str:
    """Why nothing of it is tried: what can be told before the engine is loaded."""
    if os.environ.get(SWITCH) == "0":
        return f"{SWITCH}=0"
    found = _engine_version()
    return "" if found.startswith(KNOWN) else f"WeasyPrint {found} is not one that it knows"


@cache
def _engine_version() -> str:
    from importlib.metadata import version  # a quarter of a command that finds nothing to do

    return version("weasyprint")


def _missing() -> str:
    """The first private name that the libraries do not have."""
    wanted = ((module, name) for module, names in NAMES.items() for name in names)
    gone = (f"{m}.{name}" for m, name in wanted if not hasattr(import_module(m), name))
    return "".join(f"there is no {name}" for name in list(gone)[:1])


@contextmanager
def reused_styles(html: Any, document: Document, warnings: list[str]) -> Iterator[Any]:
    """The fonts to set a document with, and meanwhile its styles: as read before, where they fit.

    `warnings` is what the engine says of the document, now and later.
    """
    if left_out():
        yield new_fonts()
        return
    from asof.engine.fast.shared_sheets import shared_styles

    with shared_styles(html, document, warnings) as fonts:
        yield fonts


@contextmanager
def quick_import() -> Iterator[None]:
    """Meanwhile the engine's system libraries are found at once, and what it may need is left."""
    if _held_back():
        yield
        return
    from asof.engine.fast.shortcuts import found_by_name, loaded_when_called

    with found_by_name(), loaded_when_called():
        yield


def given_tree(html: Any, tree: Element) -> Any:
    """A page of the engine, made of a tree instead of its text."""
    from asof.engine.fast.shortcuts import made_of

    return made_of(html, tree)


def write_once(pdf: Any) -> None:
    """Let each object of a PDF be written out once."""
    from asof.engine.fast.shortcuts import objects_written_once

    if not left_out():
        objects_written_once(pdf)
