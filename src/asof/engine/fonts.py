"""The fonts of a document as the engine holds them: files in a folder that goes with them."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from functools import cache
from multiprocessing.util import Finalize
from typing import Any


def new_fonts() -> Any:
    """Fonts that belong to this process, none loaded yet."""
    _remove_at_exit(os.getpid())
    return _fonts_class()()


@cache
def _fonts_class() -> Any:
    """The engine's fonts, made a class that knows which process loaded them."""
    from weasyprint.text.fonts import FontConfiguration

    class Fonts(FontConfiguration):  # type: ignore[misc]  # the engine is not typed
        """Fonts in a folder that no process forked from theirs removes."""

        def __init__(self) -> None:
            super().__init__()
            self.process = os.getpid()

        # The engine removes the folder as the fonts go; a forked process has a copy of them that
        # goes too, while the folder is still in use.
        def __del__(self, here: Callable[[], int] = os.getpid) -> None:
            if self.process == here():
                super().__del__()

    return Fonts


@cache
def _remove_at_exit(_process: int) -> None:
    """Let the fonts of a process go before it ends.

    Pages hold their fonts in reference cycles, which nobody searches for at the end of a forked
    process: it ends without the interpreter's own clearing up, and without `atexit`.
    """
    Finalize(None, gc.collect, exitpriority=0)
