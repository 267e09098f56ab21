"""WeasyPrint, loaded with no font but those of a document, and its system libraries."""

from __future__ import annotations

import os
import warnings
from importlib.resources import files
from typing import Any

from asof.engine import fast
from asof.scratch import scratch_folder


def engine() -> Any:
    """WeasyPrint, told to look at no font of the machine: a page has its own.

    What files it needs for a while are where they go with the process, or with the next one.
    """
    scratch_folder()
    # Fontconfig reads the variable as it is loaded, so it is set before the engine is imported.
    os.environ.setdefault("FONTCONFIG_FILE", str(files("asof") / "engine" / "fonts.conf"))
    warnings.filterwarnings("ignore", "No fonts configured", UserWarning, "weasyprint")
    # It leaves the file of its colour profile to be closed by the interpreter.
    warnings.filterwarnings("ignore", "unclosed file .*sRGB2014", ResourceWarning)
    with fast.quick_import():
        import weasyprint
    return weasyprint


def try_out() -> str:
    """Load the engine and its system libraries, and tell Pango's version; raises OSError."""
    engine()
    from weasyprint.text.ffi import pango

    return "{}.{}.{}".format(*[pango.pango_version() // n % 100 for n in (10_000, 100, 1)])
