"""What a JPEG file is made of (ITU-T T.81, B.1): markers, what they tell, and the scans."""

from __future__ import annotations

from collections.abc import Iterator

START, SCAN, END = b"\xff\xd8", b"\xda", b"\xff\xd9"
JFIF, ADOBE, COMMENT = 0xE0, 0xEE, 0xFE
NOTES = {*range(0xE0, 0xF0), COMMENT} - {JFIF, ADOBE}  # JFIF and Adobe say how colours are stored


def is_jpeg(content: bytes) -> bool:
    """Whether a file begins as one."""
    return content.startswith(START)


def has_end(jpeg: bytes) -> bool:
    """Whether the picture ends before the file does; cameras put films and maps of depth behind.

    In what follows the first scan's marker the end's cannot stand by chance (B.1.1).
    """
    return END in jpeg[_scans(jpeg) :]


def without_notes(jpeg: bytes) -> bytes:
    """The picture alone: no place, no camera, no smaller picture, no film behind it."""
    scans = _scans(jpeg)
    kept = (jpeg[at:end] for marker, at, end in _segments(jpeg) if marker not in NOTES)
    return b"".join([START, *kept, jpeg[scans : jpeg.index(END, scans)], END])


def _segments(jpeg: bytes) -> Iterator[tuple[int, int, int]]:
    """The segments before the first scan: the marker of each, where it begins and where it ends."""
    at = len(START)
    while jpeg[at : at + 1] == b"\xff" and jpeg[at + 1 : at + 2] != SCAN:
        filled = jpeg[at + 1 : at + 2] == b"\xff"
        end = at + 1 if filled else at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if not filled and at + 1 < len(jpeg):
            yield jpeg[at + 1], at, end
        at = end


def _scans(jpeg: bytes) -> int:
    """Where the first scan begins."""
    return max((end for _, _, end in _segments(jpeg)), default=len(START))
