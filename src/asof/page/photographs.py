"""Photographs: decoded whole before a page is set, then made as they print.

The engine sets what it could read of one that ends too early: the rest prints black, or white. It
puts the colours of one into the PDF as their numbers stand, whatever profile says what they mean.
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
from asof.page.colour_profiles import PLAIN, in_srgb, needs_srgb, refuse_unknown_colours
from asof.page.jpeg_segments import has_end, is_jpeg, without_notes

SORTS = ("PNG", "JPEG", "GIF", "WEBP")
SIGNATURES = (b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF")
SAVE_ANEW = "export it anew from the program that made it"
QUALITY = 90  # of a JPEG that is written anew: no block of it shows at RESOLUTION
RESOLUTION = 300  # dots an inch: what a press and a printer can show
SHEET = 842.0  # points: the longer side of the largest sheet


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
        with open_photograph(content) as photograph:
            if photograph.width * photograph.height > most:
                raise Image.DecompressionBombError
            photograph.load()
            moments = getattr(photograph, "n_frames", 1)
    except UnidentifiedImageError:
        told = "is no picture that can be printed"
        raise WordError(told, "save it as SVG, PNG, JPEG, GIF or WebP") from None
    except Image.DecompressionBombError:
        raise _too_large(most) from None
    except (OSError, SyntaxError, ValueError, EOFError):  # as Pillow tells of what is damaged
        raise WordError("is damaged: it cannot be read to its end", SAVE_ANEW) from None
    if is_jpeg(content):
        if not has_end(content):
            raise WordError("is damaged: it ends too early", SAVE_ANEW)
    elif moments > 1:  # a JPEG may have other pictures behind it, which are none of it
        told = f"moves: it has {moments} pictures, of which paper shows one"
        raise WordError(told, "save the one that is to be printed as PNG")
    refuse_unknown_colours(photograph)


@contextmanager
def open_photograph(content: bytes) -> Iterator[Any]:
    """A photograph, of which nothing is filled in that is missing, as the engine has Pillow do."""
    from PIL import Image, ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pictures: we judge that ourselves
            with Image.open(BytesIO(content), formats=SORTS) as photograph:
                yield photograph
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _too_large(most: int) -> WordError:
    hint = "save a smaller copy of it, or raise 'dots' of the limits in asof.yaml"
    return WordError(f"has more than {most:,} dots", hint)


# ---- as it prints


def is_photograph(content: bytes) -> bool:
    """Whether a file begins as one that may be printed."""
    return content.startswith(SIGNATURES)


def is_plain(content: bytes) -> bool:
    """Whether a checked photograph means what it says without its profile, 8 bits deep."""
    with open_photograph(content) as photograph:
        return photograph.mode in ("1", "P", *PLAIN) and not needs_srgb(photograph)


def print_copy(content: bytes, width: float = SHEET) -> bytes:
    """A checked photograph as it prints at most so many points wide.

    It is upright, in sRGB, 8 bits deep, and has no more dots than can be seen. What a camera noted
    is gone: nobody means to publish where its owner stood. A JPEG whose dots can stay keeps them.
    """
    return _copied(_Once(content), width)


@lru_cache(maxsize=64)
def _copied(content: bytes, width: float) -> bytes:
    with open_photograph(content) as photograph:
        copy = _reduced(in_srgb(_upright(photograph)), width)
        if copy is not photograph:
            return _saved(copy, "JPEG" if is_jpeg(content) else "PNG")
    return without_notes(content) if is_jpeg(content) else content


def _upright(photograph: Any) -> Any:
    """A photograph as its camera was held."""
    from PIL import ExifTags, ImageOps

    turned = photograph.getexif().get(ExifTags.Base.Orientation, 1) != 1
    return ImageOps.exif_transpose(photograph) if turned else photograph


def _reduced(photograph: Any, width: float) -> Any:
    """A photograph with as many dots as print on so many points."""
    from PIL import Image

    across, down = (side / 72 * RESOLUTION for side in (width, SHEET))
    scale = min(across / photograph.width, down / photograph.height)
    if scale >= 1:
        return photograph
    size = [max(1, round(side * scale)) for side in photograph.size]
    return photograph.resize(size, Image.Resampling.LANCZOS)


def _saved(photograph: Any, sort: str) -> bytes:
    file = BytesIO()
    how = {"quality": QUALITY} if sort == "JPEG" else {}
    photograph.info.clear()  # else what a camera noted is written again
    photograph.save(file, sort, **how)
    return file.getvalue()


def difference(one: Any, other: Any) -> Any:
    """How much each dot of a picture differs from that of another of its size."""
    from PIL import ImageChops

    return ImageChops.difference(one, other)
