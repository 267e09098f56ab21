"""The bare engine: a loop in one process that does nothing but call it.

python bare.py VARIANT OUT, with the pages on standard input, one a line; a VARIANT of - is none.
"""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import HTML


def main() -> None:
    """Set every page that is told."""
    variant, out = sys.argv[1], Path(sys.argv[2])
    given = {} if variant == "-" else {"pdf_variant": variant}
    for number, line in enumerate(sys.stdin):
        HTML(filename=line.strip()).write_pdf(out / f"{number}.pdf", **given)


if __name__ == "__main__":
    main()
