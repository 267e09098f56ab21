"""Says what the machine has for printing, what is missing, and what that costs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from ctypes.util import find_library
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version


@dataclass(frozen=True)
class Check:
    """One thing looked for: whether it is there, and what follows where it is not."""

    name: str
    ok: bool
    found: str
    cost: str = ""
    needed: bool = True


def examine() -> tuple[Check, ...]:
    """Everything that printing needs, in the order in which it is needed."""
    needed = (python(), *map(package, PACKAGES), *setting(), check_fonts(), *scripts())
    return (*needed, spoken_languages(), sheets(), signing())


PACKAGES = {
    "PyYAML": "no file can be read",
    "edtf": "no date beyond days, months and years can be read",
    "Jinja2": "no template can be filled",
    "markdown-it-py": "no text can be filled",
    "mdit-py-plugins": "no text can be filled",
    "Babel": "no number or date can be written",
    "matplotlib": "no chart can be drawn",
    "weasyprint": "no page can be set",
    "pypdfium2": "no page can be held against its words",
}


def python() -> Check:
    """The interpreter."""
    found = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= (3, 11)
    return Check("Python", ok, found, "" if ok else "3.11 or later is needed")


def package(name: str) -> Check:
    """A library from the package index."""
    try:
        return Check(name, True, version(name))
    except PackageNotFoundError:
        return Check(name, False, "", f"{PACKAGES[name]}: run make, or install asof again")


def typesetter() -> Check:
    """The system libraries that set text."""
    cost = (
        "no page can be set: apt install libpango-1.0-0 libpangoft2-1.0-0,"
        " dnf install pango, or brew install pango"
    )
    return probe("Pango", _pango, cost)


def _pango() -> str:
    from asof import engine

    return engine.try_out()


def setting() -> tuple[Check, ...]:
    """What sets pages, and sets them quickly."""
    return typesetter(), subsetter(), shortcuts()


def subsetter() -> Check:
    """HarfBuzz's subsetting library."""
    cost = "writing a page takes about twenty times as long: apt install libharfbuzz-subset0"
    found = find_library("harfbuzz-subset")
    return Check("HarfBuzz subset", bool(found), found or "", "" if found else cost, needed=False)


def shortcuts() -> Check:
    """What sets pages quicker, where it fits the engine that is installed."""
    cost = "pages are the same, and take longer"
    return replace(probe("shortcuts", _shortcuts, cost), needed=False)


def _shortcuts() -> str:
    from asof.engine import fast

    if reason := fast.left_out():
        raise ImportError(reason)
    return "in use"


def spoken_languages() -> Check:
    """The languages that come with the program; a workspace may state others."""
    from asof.language import tags

    return Check("languages", bool(tags()), " ".join(tags()))


def sheets() -> Check:
    """The library that puts pages on sheets to fold, which nothing else needs."""
    found = probe("pikepdf", lambda: version("pikepdf"), "no sheets: pip install 'asof[impose]'")
    return replace(found, needed=False)


def signing() -> Check:
    """The library that signs releases, which nothing else needs."""
    found = probe("pyHanko", lambda: version("pyhanko"), "no signatures: pip install 'asof[sign]'")
    return replace(found, needed=False)


def check_fonts() -> Check:
    """The theme's fonts."""
    return probe("fonts", _fonts, "no page can be set: run make, or install asof again")


def _fonts() -> str:
    from asof import templates

    found = len(templates.font_sheet())
    if not found:
        raise ImportError("no font files")
    return f"{found} files"


def scripts() -> Iterator[Check]:
    """The fonts of scripts that the theme's own have no letters of: each is an extra."""
    from asof.page.script_fonts import SCRIPTS

    for script in SCRIPTS:
        cost = "" if script.fonts else f"no letters of {script.name}: {script.hint}"
        found = script.package if script.fonts else ""
        yield Check(f"{script.name} fonts", bool(script.fonts), found, cost, needed=False)


def probe(name: str, work: Callable[[], str], cost: str) -> Check:
    """Whether some work succeeds."""
    try:
        return Check(name, True, work())
    except (OSError, ImportError) as problem:
        return Check(name, False, str(problem).partition("\n")[0][:60], cost)
