"""The pages of a preview as pictures, painted in one thread and kept for a while."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256

from asof.pdf.page_pictures import page_picture
from asof.preview.recently_used import RecentlyUsed

PDFS, PNGS = 8 * 2**20, 24 * 2**20  # bytes that are kept: more pages than anybody looks back to
POINTS = 96 / 72  # dots of a screen in a point, where its scale is 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page of the PDF of a digest, so many times as sharp as a plain screen, or all in grey."""

    digest: str
    page: int
    scale: float
    grey: bool = False


class Pictures:
    """Paints pages of the PDFs that it was given.

    One thread does, for pdfium is not made for two; it is the only one of its process that uses it.
    """

    def __init__(self) -> None:
        self._pdfs: RecentlyUsed[str, bytes] = RecentlyUsed(PDFS)
        self._painted: RecentlyUsed[Picture, bytes] = RecentlyUsed(PNGS)
        self._thread = ThreadPoolExecutor(1, "pictures")

    def keep(self, pdf: bytes) -> str:
        """Keep a PDF to be painted, and tell its digest."""
        digest = sha256(pdf).hexdigest()
        self._pdfs.put(digest, pdf, len(pdf))
        return digest

    async def paint(self, picture: Picture) -> bytes | None:
        """A picture as a PNG; nothing where its PDF is kept no more, or has no such page."""
        kept, pdf = self._painted.get(picture), self._pdfs.get(picture.digest)
        if kept or pdf is None:
            return kept
        loop = asyncio.get_running_loop()
        png = await loop.run_in_executor(self._thread, _painted, pdf, picture)
        if png:
            self._painted.put(picture, png, len(png))
        return png

    def close(self) -> None:
        """Paint no more."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def _painted(pdf: bytes, picture: Picture) -> bytes | None:
    try:
        return page_picture(pdf, picture.page, picture.scale * POINTS, grey=picture.grey)
    except IndexError:
        return None
