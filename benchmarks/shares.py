"""Where a build spends its processor time: in WeasyPrint, in matplotlib, or outside both.

python shares.py WORDS…, the words of an asof command, which then runs in this process. A timer
interrupts it after each millisecond of processor time; what has passed since the last interruption
goes to the innermost frame that is of WeasyPrint, of matplotlib or of asof. So what a library does
is put down to whoever called it, and a long call into C weighs as much as it takes. No profiler
stands in the way of the calls themselves. The answer, seconds by owner, is printed as JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.util import find_spec
from operator import itemgetter
from types import FrameType

EVERY = 0.001  # seconds of processor time
OWNERS = ("weasyprint", "matplotlib", "asof")
FOLDERS = {
    f"{next(iter(found.submodule_search_locations or ()))}{os.sep}": owner
    for owner in OWNERS
    if (found := find_spec(owner))
}


@dataclass
class Sampler:
    """Processor time by owner, and what of asof's own went where, by module."""

    owners: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    modules: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    last: float = 0.0

    def start(self) -> None:
        """Begin."""
        self.last = time.process_time()
        signal.signal(signal.SIGPROF, self.take)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)

    def stop(self) -> None:
        """End."""
        signal.setitimer(signal.ITIMER_PROF, 0)

    def take(self, _: int, frame: FrameType | None) -> None:
        """Put down what has passed."""
        now = time.process_time()
        owner, module = owned(frame)
        self.owners[owner] += now - self.last
        if owner == "asof":
            self.modules[module] += now - self.last
        self.last = now


def owned(frame: FrameType | None) -> tuple[str, str]:
    """Whose the innermost frame is that is somebody's, and its module; else Python's for asof."""
    while frame:
        file = frame.f_code.co_filename
        for folder, owner in FOLDERS.items():
            if file.startswith(folder):
                return owner, file.removeprefix(folder)
        frame = frame.f_back
    return "asof", "Python"


def main() -> None:
    """Run the command and tell the shares."""
    sampler = Sampler()
    sampler.start()
    from asof.batch import workers as local
    from asof.cli import main as asof

    local.LIFE = sys.maxsize  # no other process takes over
    with contextlib.redirect_stdout(io.StringIO()):
        asof(sys.argv[1:], standalone_mode=False)
    sampler.stop()
    modules = sorted(sampler.modules.items(), key=itemgetter(1), reverse=True)
    print(json.dumps({"owners": sampler.owners, "modules": dict(modules[:12])}))


if __name__ == "__main__":
    main()
