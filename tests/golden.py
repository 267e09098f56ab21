"""The golden pages of the note: its text exactly, and its layout as pixels to be counted.

`make golden` prints them anew; look at what changed before you commit it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageChops

from asof.batch import build
from asof.jobs import Request
from asof.workspace import find_workspace

ROOT = Path(__file__).parents[1]
HOME = ROOT / "tests/golden"
NOTE = "iraq-status"
SCALE = 1.0  # a pixel for each point
GREY = 64  # of 255: by how much a pixel has to differ to be counted


def pages(out: Path) -> dict[str, bytes]:
    """The note of its own day in each language, as PDF."""
    request = Request(date(2021, 1, 18), briefings=(NOTE,), since="none", out=out)
    made = list(build(find_workspace(ROOT), request))
    assert all(each.failure is None for each in made)
    return {each.job.path.stem: each.job.path.read_bytes() for each in made}


def texts(pdf: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def pictures(pdf: bytes) -> list[Image.Image]:
    """Each page in grey."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=SCALE, grayscale=True).to_pil().convert("L") for page in document]


def differing(one: Image.Image, other: Image.Image) -> int:
    """How many pixels of two pages differ."""
    assert one.size == other.size
    seen = ImageChops.difference(one, other).histogram()
    return sum(seen[GREY:])


def main() -> None:
    """Print the golden pages anew."""
    with TemporaryDirectory() as folder:
        for name, pdf in pages(Path(folder)).items():
            for number, (text, picture) in enumerate(zip(texts(pdf), pictures(pdf), strict=True)):
                page = f"{name}-{number + 1}"
                (HOME / f"{page}.txt").write_text(text, encoding="utf-8")
                picture.save(HOME / f"{page}.png", optimize=True)


if __name__ == "__main__":
    main()
