"""The program's part of every key: computed from what is installed, with no list kept by hand."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from asof.cache.encoding import decode, encode
from asof.cache.keys import key_of
from asof.cache.store import Store

HOME = Path(__file__).parent.parent
SIGNS = (".dist-info", ".egg-info")  # what marks an installed distribution, beside its packages
LISTS = ("RECORD", "METADATA", "PKG-INFO")  # the first tells the digest of each installed file
REQUIREMENT = re.compile(r"\s*([\w.-]+)\s*(?:\[([^\]]*)\])?")
EXTRA = re.compile(r"extra\s*==\s*['\"]([\w.-]+)")
# The libraries that set text: how each tells its version, its file on Linux, its name elsewhere.
SYSTEM = (
    ("pango_version", "libpango-1.0.so.0", "pango-1.0"),
    ("hb_version_string", "libharfbuzz.so.0", "harfbuzz"),
    ("FcGetVersion", "libfontconfig.so.1", "fontconfig"),
)
Wanted = tuple[str, frozenset[str]]  # a distribution, and the extras of it that are asked for


@cache
def program_digest(store: Store) -> str:
    """The digest of this program, of all distributions that it requires, and of Python.

    A distribution is told by the list of its files that was written when it was installed, which
    has the digest of each. So a file altered by hand afterwards is not seen, a reinstalled one is.
    """
    files = sorted(p for p in HOME.rglob("*") if p.suffix != ".pyc" and p.is_file())
    ours = [part for p in files for part in (p.relative_to(HOME).as_posix(), p.read_bytes())]
    theirs = [part for sign in required(store) for part in (Path(sign).name, _list_of(Path(sign)))]
    return key_of(sys.version, *ours, "", *theirs)


@cache
def page_digest(store: Store) -> str:
    """The digest of all of the program that decides a page: of the system's libraries too."""
    return key_of(program_digest(store), *map(_version, *zip(*SYSTEM, strict=True)))


def required(store: Store) -> tuple[str, ...]:
    """The folders that mark the distributions which asof requires, and those require in turn.

    Asking for requirements takes longer than most commands: the answer is kept under the names of
    all that is installed, each of which carries a version.
    """
    installed = _installed()
    key = key_of(*map(str, installed.values()), _list_of(installed["asof"]))
    known = decode(tuple[str, ...], store.get("required", key))
    if known is None:
        known = tuple(sorted(_closure(installed)))
        store.put("required", key, encode(known))
    return known


def _installed() -> Mapping[str, Path]:
    """The folder that marks each distribution on Python's path, as Python finds it first."""
    found: dict[str, Path] = {}
    for folder in sys.path:
        with suppress(OSError):
            for path in sorted(Path(folder or ".").iterdir()):
                if path.suffix in SIGNS:
                    found.setdefault(_normal(path.stem.split("-")[0]), path)
    return found


def _closure(installed: Mapping[str, Path]) -> set[str]:
    """The folders of asof's distribution and of all that it requires, extras where installed."""
    from importlib.metadata import Distribution

    todo: list[Wanted] = [("asof", frozenset({"*"}))]
    met: set[Wanted] = set()
    while todo:
        name, extras = todo.pop()
        if name in installed and (name, extras) not in met:
            met.add((name, extras))
            todo += _wanted(Distribution.at(installed[name]).requires or (), extras)
    return {str(installed[name]) for name, _ in met}


def _wanted(lines: Iterable[str], extras: frozenset[str]) -> Iterator[Wanted]:
    """What a distribution requires, and the extras of it; `*` stands for every extra.

    Other conditions are not looked at: what they exclude is not installed, or does no harm.
    """
    for line in lines:
        told, _, condition = line.partition(";")
        extra = EXTRA.search(condition)
        if (found := REQUIREMENT.match(told)) and (not extra or {extra[1], "*"} & extras):
            yield _normal(found[1]), frozenset(re.findall(r"[\w.-]+", found[2] or ""))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _list_of(sign: Path) -> bytes:
    """What a distribution's folder lists."""
    for name in LISTS:
        with suppress(OSError):
            return (sign / name).read_bytes()
    return sign.read_bytes() if sign.is_file() else b""


def _version(function: str, file: str, name: str) -> str:
    """What a library of the system says of itself; empty where it is not there.

    On Linux it is loaded by its file: looking for its name starts a compiler there.
    """
    import ctypes.util

    found = file if sys.platform == "linux" else ctypes.util.find_library(name)
    with suppress(OSError, AttributeError):
        ask = getattr(ctypes.CDLL(found or file), function)
        ask.restype = ctypes.c_char_p if function.endswith("string") else ctypes.c_int
        return str(ask())
    return ""
