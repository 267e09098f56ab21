"""Typst: compiles sources one after another in one process, with nothing but its own library.

python typst_loop.py FONTS OUT STANDARD…, with the sources on standard input, one a line. FONTS are
folders, parted as in PATH; the standards are those that asof claims.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

typst: Any = import_module("typst")  # in no environment but its own


def main() -> None:
    """Compile every source that is told."""
    fonts, out, standards = sys.argv[1].split(os.pathsep), Path(sys.argv[2]), sys.argv[3:]
    for line in sys.stdin:
        source = Path(line.strip())
        typst.compile(
            source,
            output=out / f"{source.stem}.pdf",
            font_paths=fonts,
            ignore_system_fonts=True,
            pdf_standards=standards,
        )


if __name__ == "__main__":
    main()
