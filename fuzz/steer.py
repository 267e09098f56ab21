"""Give a surface inputs that atheris steers by what they reach, and keep each that breaks it.

A surface that breaks goes on: what breaks at the same line is told once, with the shortest input.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from hashlib import sha256
from io import StringIO
from pathlib import Path
from traceback import format_exception

import atheris

PACKAGES = ["asof", "edtf", "jinja2", "markdown_it", "tinycss2", "tinyhtml5"]
FRAME = re.compile(r'File ".+", line \d+')  # the last of a fault that is told is where it arose
HERE = Path(__file__).parent
MOST = 4096  # bytes of one input
HANGS = 60  # seconds after which one input ends the run, and is kept

with redirect_stderr(StringIO()), atheris.instrument_imports(include=PACKAGES):
    import surfaces
    from seeds import seeds


@dataclass
class Trial:
    """One surface on trial: what broke it so far, by the line that it broke at."""

    surface: Callable[[bytes], None]
    folder: Path
    broken: dict[str, bytes] = field(default_factory=dict)

    def __call__(self, content: bytes) -> None:
        """Hold the surface against an input, and keep what breaks it."""
        try:
            surfaces.hold(self.surface, content)
        except Exception as problem:  # noqa: BLE001 (whatever comes out is what is looked for)
            self.keep(content, problem)

    def keep(self, content: bytes, problem: Exception) -> None:
        """Keep what broke the surface, where it is shorter than what broke it there before."""
        told = "".join(format_exception(problem))
        where = FRAME.findall(told)[-1]
        if where in self.broken and len(self.broken[where]) <= len(content):
            return
        if where not in self.broken:
            print(told, repr(content), sep="\n", flush=True)
        self.broken[where] = content
        name = sha256(where.encode()).hexdigest()[:12]
        (self.folder / name).write_bytes(content)


def main() -> None:
    """Steer one surface for a while."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("surface", choices=surfaces.SURFACES)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--out", type=Path, default=HERE / "out")
    asked = parser.parse_args()
    corpus, broken = (asked.out / asked.surface / name for name in ("corpus", "broken"))
    corpus.mkdir(parents=True, exist_ok=True)
    broken.mkdir(exist_ok=True)
    trial = Trial(surfaces.SURFACES[asked.surface], broken)
    # What a surface imports only when it is used.
    with redirect_stderr(StringIO()), atheris.instrument_imports(include=PACKAGES):
        for seed in seeds(asked.surface):
            (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed)
            trial(seed)
    words = HERE / f"words/{asked.surface}.dict"
    flags = [f"-max_total_time={asked.seconds}", f"-max_len={MOST}", f"-timeout={HANGS}"]
    flags += [f"-artifact_prefix={broken}/", f"-dict={words}", "-print_final_stats=1", "-seed=1"]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], trial)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
