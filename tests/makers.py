"""Makes what an attack holds and no text can be: what is long, pictures, fonts, archives."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile


def repeat(*, of: str, times: int) -> bytes:
    """The same words again and again."""
    return of.encode() * times


def count(*, of: str, times: int) -> bytes:
    """The same words with the numbers from 1 for `{n}`, and the numbers before for `{before}`."""
    numbered = (of.replace("{n}", f"{n}") for n in range(1, times + 1))
    return "".join(each.replace("{before}", f"{n}") for n, each in enumerate(numbered)).encode()


def octets(*, digits: str) -> bytes:
    """What two hexadecimal digits each stand for."""
    return bytes.fromhex(digits)


def png(*, width: int, height: int, whole: bool = True) -> bytes:
    """A picture in PNG of black dots, a bit each; one that is not whole ends in the middle."""
    squeezer = zlib.compressobj(9)
    line = bytes(1 + (width + 7) // 8)
    dots = b"".join(squeezer.compress(line) for _ in range(height)) + squeezer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    end = png_chunk(b"IEND", b"") if whole else b""
    body = png_chunk(b"IHDR", header) + png_chunk(
        b"IDAT", dots if whole else dots[: len(dots) // 2]
    )
    return b"\x89PNG\r\n\x1a\n" + body + end


def png_chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG file."""
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def photograph(*, sort: str, width: int, height: int, keep: float = 1) -> bytes:
    """A grey picture as Pillow saves it, or the part of it that is kept."""
    from PIL import Image

    file = BytesIO()
    Image.new("L", (width, height), 128).save(file, format=sort)
    return file.getvalue()[: int(len(file.getvalue()) * keep)]


def font(*, name: str = "SourceSansPro-Regular", swapped: str = "", keep: float = 1) -> bytes:
    """A font of the theme whose letters are swapped in pairs, or the part of it that is kept."""
    from importlib.resources import files

    content = (files("asof") / "theme" / "fonts" / f"{name}.ttf").read_bytes()
    if swapped:
        content = _remapped(content, swapped)
    return content[: int(len(content) * keep)]


def _remapped(content: bytes, swapped: str) -> bytes:
    from fontTools.ttLib import TTFont

    font, file = TTFont(BytesIO(content)), BytesIO()
    shared = {id(table.cmap): table for table in font["cmap"].tables}
    for table in shared.values():
        for one, other in zip(map(ord, swapped[::2]), map(ord, swapped[1::2]), strict=True):
            if one in table.cmap and other in table.cmap:
                table.cmap[one], table.cmap[other] = table.cmap[other], table.cmap[one]
    font.save(file)
    return file.getvalue()


def archive(*, files: dict[str, str], zeros: dict[str, int] | None = None) -> bytes:
    """A ZIP archive of texts, and of files of so many megabytes of zeros."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
        for name, megabytes in (zeros or {}).items():
            zipped.writestr(name, bytes(megabytes * 2**20))
    return file.getvalue()


MAKERS: Mapping[str, Callable[..., bytes]] = {
    each.__name__: each for each in (repeat, count, octets, png, photograph, font, archive)
}
