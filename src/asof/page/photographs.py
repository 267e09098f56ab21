"""Photographs decoded whole before a page is set. The only door to Pillow.

The engine sets what it could read of one that ends too early: the rest prints black, or white.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from asof.diagnostics import WordError

SORTS = ("PNG", "JPEG", "GIF", "WEBP")
SAVE_ANEW = "export it anew from the program that made it"
JPEG_START, JPEG_SCAN, JPEG_END = b"\xff\xd8", b"\xda", b"\xff\xd9"


def check_photograph(content: bytes, most: int) -> None:
    """Raise WordError for what is no photograph, is not whole, or has more dots than `most`."""
    _checked(_Once(content), most)


class _Once(bytes):
    """Bytes that are told apart by their digest: equal ones are decoded once."""

    def __hash__(self) -> int:
        return hash(sha256(self).digest())


@lru_cache(maxsize=64)
def _checked(content: bytes, most: int) -> None:
    from PIL import Image, UnidentifiedImageError

    try:
        with _strictly(), Image.open(BytesIO(content), formats=SORTS) as photograph:
            if photograph.width * photograph.height > most:
                raise Image.DecompressionBombError
            photograph.load()
    except UnidentifiedImageError:
        told = "is no picture that can be printed"
        raise WordError(told, "save it as SVG, PNG, JPEG, GIF or WebP") from None
    except Image.DecompressionBombError:
        raise _too_large(most) from None
    except (OSError, SyntaxError, ValueError, EOFError):  # as Pillow tells of what is damaged
        raise WordError("is damaged: it cannot be read to its end", SAVE_ANEW) from None
    if content.startswith(JPEG_START) and not _ends(content):
        raise WordError("is damaged: it ends too early", SAVE_ANEW)


def _ends(jpeg: bytes) -> bool:
    """Whether the picture ends before the file does; cameras put films and maps of depth behind.

    In what follows the first scan's marker the end's cannot stand by chance (ITU-T T.81, B.1.1).
    """
    at = len(JPEG_START)
    while jpeg[at : at + 1] == b"\xff" and jpeg[at + 1 : at + 2] != JPEG_SCAN:
        filled = jpeg[at + 1 : at + 2] == b"\xff"
        at += 1 if filled else 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return JPEG_END in jpeg[at:]


@contextmanager
def _strictly() -> Iterator[None]:
    """Meanwhile nothing is filled in for what is missing, as the engine has Pillow do for all."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pictures: we judge that ourselves
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _too_large(most: int) -> WordError:
    hint = "save a smaller copy of it, or raise 'dots' of the limits in asof.yaml"
    return WordError(f"has more than {most:,} dots", hint)


def difference(one: Any, other: Any) -> Any:
    """How much each dot of a picture differs from that of another of its size."""
    from PIL import ImageChops

    return ImageChops.difference(one, other)
