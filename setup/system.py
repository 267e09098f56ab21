"""See that this machine has what printing needs: install it, or say the one line to type.

`make` runs this before anything else, with any Python and nothing but its standard library;
`make conformance` asks for what the validator needs, `make bench` for what asof is measured beside,
`make traced` for what shows which files the program opens, `make test` for another reader of pages
and for what steps of CI use, `make container` for what makes a bare Debian; the Containerfile for
what printing alone needs.
A machine that has everything is only looked at; no package manager is started.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

OLDEST = (3, 11)
VENV = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


@dataclass(frozen=True)
class Need:
    """A thing the machine must have: what it is for, how to see it, which packages bring it."""

    name: str
    found: Callable[[], bool]
    packages: dict[str, tuple[str, ...]]
    without: str
    essential: bool = True


def loads(*names: str) -> bool:
    """Whether the dynamic linker finds each library, such as pango-1.0.so.0."""
    return all(_loads(f"lib{name}") or _loads(_elsewhere(name)) for name in names)


def _loads(path: str | None) -> bool:
    try:
        return bool(path and ctypes.CDLL(path))
    except OSError:
        return False


def _elsewhere(name: str) -> str | None:
    """Where a system that names its libraries otherwise keeps one."""
    return ctypes.util.find_library(name.partition(".so")[0])


def imports(*modules: str) -> bool:
    """Whether this Python has the modules."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(module) for module in modules)


def pango() -> bool:
    """Whether the libraries that set text are there."""
    return loads(
        "gobject-2.0.so.0",
        "pango-1.0.so.0",
        "pangoft2-1.0.so.0",
        "harfbuzz.so.0",
        "fontconfig.so.1",
    )


def subset() -> bool:
    """Whether the library that cuts fonts down quickly is there."""
    return loads("harfbuzz-subset.so.0")


NEEDS = (
    Need(
        "virtual environments for Python",
        lambda: imports("venv", "ensurepip"),
        {"apt": (VENV,), "dnf": ("python3",), "brew": ("python",)},
        "nothing can be set up",
    ),
    Need(
        "Pango",
        pango,
        {"apt": ("libpango-1.0-0", "libpangoft2-1.0-0"), "dnf": ("pango",), "brew": ("pango",)},
        "nothing can be printed",
    ),
    Need(
        "HarfBuzz subsetting",
        subset,
        {"apt": ("libharfbuzz-subset0",), "dnf": ("harfbuzz",), "brew": ("harfbuzz",)},
        "a page takes about twenty times longer to write",
        essential=False,
    ),
)

VALIDATOR = (
    Need(
        "Java",
        lambda: bool(shutil.which("java")),
        {
            "apt": ("default-jre-headless",),
            "dnf": ("java-latest-openjdk-headless",),
            "brew": ("openjdk",),
        },
        "no page can be validated",
    ),
    Need(
        "Maven",
        lambda: bool(shutil.which("mvn")),
        {"apt": ("maven",), "dnf": ("maven",), "brew": ("maven",)},
        "the validator cannot be fetched",
    ),
)

BROWSER = (
    Need(
        "Chromium",
        lambda: bool(shutil.which("chromium")),
        {"apt": ("chromium",), "dnf": ("chromium",), "brew": ("chromium",)},
        "the benchmark leaves it out",
        essential=False,
    ),
)

TRACER = (
    Need(
        "strace",
        lambda: sys.platform != "linux" or bool(shutil.which("strace")),
        {"apt": ("strace",), "dnf": ("strace",), "brew": ()},
        "no test sees what the program opens",
        essential=False,
    ),
)
READER = (
    Need(
        "pdftotext",
        lambda: bool(shutil.which("pdftotext")),
        {"apt": ("poppler-utils",), "dnf": ("poppler-utils",), "brew": ("poppler",)},
        "no test takes the words out of a page as it does",
    ),
    Need(
        "curl and jq",
        lambda: bool(shutil.which("curl") and shutil.which("jq")),
        {"apt": ("curl", "jq"), "dnf": ("curl", "jq"), "brew": ("curl", "jq")},
        "no test follows the steps of CI",
    ),
)
ROOT_FILE_SYSTEM = (
    Need(
        "debootstrap",
        lambda: sys.platform != "linux" or bool(shutil.which("debootstrap")),
        {"apt": ("debootstrap",), "dnf": ("debootstrap",), "brew": ()},
        "the steps of the Containerfile are not tried",
        essential=False,
    ),
)
ASKED = {
    "printing": NEEDS[1:],
    "validator": VALIDATOR,
    "browser": BROWSER,
    "tracer": TRACER,
    "reader": READER,
    "root": ROOT_FILE_SYSTEM,
}

LINES = {
    "apt": "{sudo}apt-get update && {sudo}apt-get install --yes {packages}",
    "dnf": "{sudo}dnf install --assumeyes {packages}",
    "brew": "brew install {packages}",
}
PROGRAMS = {"apt": "apt-get", "dnf": "dnf", "brew": "brew"}


def main(needs: Sequence[Need] = ()) -> int:
    """Look, install where allowed, look again and tell what is still missing."""
    if sys.version_info[:2] < OLDEST:
        return old()
    missing = lacking(needs or NEEDS)
    if missing and may_install():
        install(packages(missing, "apt"))
        missing = lacking(missing)
    for line in report(missing):
        tell(line)
    return 1 if any(need.essential for need in missing) else 0


def lacking(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The needs that this machine does not meet."""
    return tuple(need for need in needs if not need.found())


def packages(needs: Iterable[Need], manager: str) -> list[str]:
    """What a package manager calls the missing things."""
    return [package for need in needs for package in need.packages[manager]]


def old() -> int:
    """Say which Python is needed, and how to name one."""
    wanted, here = (".".join(map(str, v)) for v in (OLDEST, sys.version_info[:2]))
    tell(f"asof needs Python {wanted} or later and this is {here}: make PYTHON=python{wanted}")
    return 1


def root() -> bool:
    """Whether we are the administrator."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def may_install() -> bool:
    """Whether apt is here and lets us in without asking for a password."""
    if not shutil.which("apt-get"):
        return False
    return root() or (bool(shutil.which("sudo")) and run(["sudo", "-n", "true"]).returncode == 0)


def install(names: Sequence[str]) -> None:
    """Install packages, refreshing the lists only when they do not do."""
    tell(f"installing {' '.join(names)}")
    if apt("install", "--yes", "--no-install-recommends", *names).returncode == 0:
        return
    apt("update")
    done = apt("install", "--yes", "--no-install-recommends", *names)
    if done.returncode != 0:
        tell(done.stderr.strip())


def apt(*words: str) -> subprocess.CompletedProcess[str]:
    """Run apt-get as the administrator, without questions."""
    sudo = [] if root() else ["sudo", "-n"]
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    return run([*sudo, *quiet, "-o", "DPkg::Lock::Timeout=120", *words])


def run(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a program that gets no input; what it says is kept for when it fails."""
    return subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def report(missing: Sequence[Need]) -> list[str]:
    """What is missing, what that costs, and the line to type."""
    if not missing:
        return []
    lines = [f"missing: {need.name}; without it, {need.without}" for need in missing]
    return [*lines, "to install, type:", *(f"  {line}" for line in to_type(missing))]


def to_type(missing: Sequence[Need]) -> list[str]:
    """The line for this machine's package manager, or one for each when none is known."""
    here = [name for name, program in PROGRAMS.items() if shutil.which(program)][:1]
    sudo = "" if root() else "sudo "
    return [
        LINES[name].format(sudo=sudo, packages=" ".join(packages(missing, name)))
        for name in here or LINES
    ]


def tell(line: str) -> None:
    """Progress and complaints go to stderr."""
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(ASKED.get(sys.argv[-1], NEEDS)))
