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

from asof.diagnostics import WordError

SORTS = ("PNG", "JPEG", "GIF", "WEBP")
SAVE_ANEW = "export it anew from the program that made it"
JPEG_END = b"\xff\xd9"


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
    if content.startswith(b"\xff\xd8") and JPEG_END not in content[-4096:]:
        raise WordError("is damaged: it ends too early", SAVE_ANEW)


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
