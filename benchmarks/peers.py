"""The peers: what sets the same notes without asof, on the very HTML that asof wrote.

The bare engine and Chromium read that HTML; Typst reads a source with the same words, set by hand.
"""

from __future__ import annotations

import os
import shutil
import sys
import venv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import hand_set
from measure import JOBS, ROOT, Cost, Place, at_once, build, run
from ridings import DAY, Workload

from asof.engine.adapter import options
from asof.standards import USUAL

HERE = Path(__file__).parent
VARIANT = str(options(USUAL)["pdf_variant"])  # what asof asks of the engine
TYPST = "typst==0.15.0"
SLICE = 40  # ridings whose HTML is written at a time: each page has its fonts beside it


# ---- the pages that all of them set


def pages(place: Place, load: Workload) -> list[Path]:
    """The HTML of every edition of a workload, as asof wrote it, fonts kept once."""
    workspace, out = place.workspace(load), place.folder / f"html-{load.rows}"
    if not out.exists():
        names = [f"ridings-r{10_001 + n}" for n in range(load.rows)]
        for start in range(0, len(names), SLICE):
            run(build(DAY, *names[start : start + SLICE], "--html", "--out", out), workspace)
            link_alike(out)
    return sorted(out.glob("*/*/index.html"))


def link_alike(folder: Path) -> None:
    """Let files of one content be one file."""
    known: dict[str, Path] = {}
    for path in sorted(folder.glob("*/*/fonts/*")):
        first = known.setdefault(sha256(path.read_bytes()).hexdigest(), path)
        if first is not path and not first.samefile(path):
            path.unlink()
            path.hardlink_to(first)


def listed(paths: Sequence[Path]) -> str:
    """Paths, one a line."""
    return "".join(f"{path}\n" for path in paths)


# ---- the bare engine


def bare(paths: Sequence[Path], out: Path, variant: str = VARIANT) -> Cost:
    """A loop in one process that calls only the engine."""
    out.mkdir(parents=True, exist_ok=True)
    return run([sys.executable, HERE / "bare.py", variant, out], told=listed(paths))


# ---- Chromium


def browser() -> str | None:
    """Chromium, where it is installed."""
    return shutil.which("chromium")


def chromium(program: str, paths: Sequence[Path], out: Path) -> Cost:
    """Chromium, once for each page, one after another."""
    out.mkdir(parents=True, exist_ok=True)
    words = [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    words += [f"--user-data-dir={out / 'profile'}"]
    costs = [
        run([*words, f"--print-to-pdf={out / f'{n}.pdf'}", path.as_uri()])
        for n, path in enumerate(paths)
    ]
    return Cost(sum(cost.seconds for cost in costs), sum(cost.processor for cost in costs))


# ---- Typst


@dataclass(frozen=True)
class Typst:
    """Typst in an environment of its own, and the sources that it compiles."""

    python: Path
    sources: tuple[Path, ...]
    out: Path

    @property
    def command(self) -> list[str | Path]:
        """The command that compiles what it is told."""
        script = HERE / "typst_loop.py"
        return [self.python, script, os.pathsep.join(fonts()), self.out, *USUAL]

    def loop(self, jobs: int = JOBS) -> Cost:
        """All sources, shared out to so many processes that each go through their part."""
        parts = [listed(self.sources[n::jobs]) for n in range(jobs)]
        return at_once([partial(run, self.command, told=part) for part in parts])

    def each(self, jobs: int = JOBS) -> Cost:
        """All sources, a process for each, so many at once."""
        alone = [partial(run, self.command, told=listed([each])) for each in self.sources]
        return at_once(alone, jobs)


def typst(place: Place, paths: Sequence[Path]) -> Typst:
    """Typst, installed where it is not, with the same notes as its sources."""
    out = place.folder / f"typst-{len(paths)}"
    sources = tuple(hand_set.write(path, out, path.parent.name) for path in paths)
    return Typst(installed(), sources, out)


def installed() -> Path:
    """The Python of an environment that has Typst and nothing else; made the first time."""
    folder = ROOT / ".stamps" / TYPST
    python = folder / "bin/python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        run([python, "-m", "pip", "--quiet", "install", "--only-binary", ":all:", TYPST])
        (folder / "ready").touch()
    return python


def fonts() -> list[str]:
    """The folder of the fonts that asof prints with."""
    return [str(ROOT / "src/asof/theme/fonts")]


# ---- that they set the same


def letters(pdf: Path) -> tuple[int, Counter[str]]:
    """How many pages a PDF has, and how often each letter stands on them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    said = "".join(page.get_textpage().get_text_bounded() for page in document)
    seen = Counter(letter for letter in said if letter.isprintable() and not letter.isspace())
    return len(document), seen
