"""Profiles of colours for photographs in tests (ICC.1:2001-04): of a wide gamut, and of four inks.

Nobody's profile may be copied, so these are made here: as small as the format allows.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import product

WHITE = (0.9642, 1.0, 0.8249)  # D50, to which all profiles relate

# The primaries of Display P3, whose colours reach beyond sRGB, and the gamma of its screens.
WIDE_PRIMARIES = {
    b"rXYZ": (0.5151, 0.2412, -0.0011),
    b"gXYZ": (0.2920, 0.6922, 0.0419),
    b"bXYZ": (0.1571, 0.0666, 0.7841),
}

# What each pair of inks looks like on paper (L*, a*, b*), by cyan, magenta and yellow.
INKS = {
    (0, 0, 0): (100, 0, 0),
    (1, 0, 0): (55, -37, -50),
    (0, 1, 0): (48, 74, -3),
    (0, 0, 1): (89, -5, 93),
    (0, 1, 1): (47, 68, 48),
    (1, 0, 1): (50, -68, 33),
    (1, 1, 0): (24, 22, -46),
    (1, 1, 1): (23, 0, 0),
}


def wide_gamut(gamma: float = 2.2) -> bytes:
    """The profile of a screen that shows more colours than sRGB has."""
    curve = b"curv" + struct.pack(">IIH", 0, 1, round(gamma * 256))
    tags = {name: _xyz(place) for name, place in WIDE_PRIMARIES.items()}
    curves = dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags | curves)


def grey(gamma: float) -> bytes:
    """The profile of a grey picture whose shadows are set apart otherwise than in sRGB."""
    curve = b"curv" + struct.pack(">IIH", 0, 1, round(gamma * 256))
    return _profile(b"mntr", b"GRAY", b"XYZ ", {b"kTRC": curve})


def four_inks() -> bytes:
    """The profile of a press: what cyan, magenta, yellow and black look like, and all of them."""
    straight = bytes(range(256))
    colours = bytearray()
    for *inks, black in product((0, 1), repeat=4):
        light, *hue = INKS[inks[0], inks[1], inks[2]]
        tint = (light / 8, 0, 0) if black else (light, *hue)
        colours += bytes((round(tint[0] * 2.55), *(round(each + 128) for each in tint[1:])))
    same = b"".join(_fixed(float(row == column)) for row in range(3) for column in range(3))
    head = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + same
    table = head + straight * 4 + bytes(colours) + straight * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"A2B0": table})


def _profile(sort: bytes, space: bytes, relates_to: bytes, tags: Mapping[bytes, bytes]) -> bytes:
    named = b"Made for tests\0"
    description = b"desc" + struct.pack(">II", 0, len(named)) + named + bytes(78)
    told = {b"desc": description, b"cprt": b"text" + bytes(4) + named, b"wtpt": _xyz(WHITE)}
    held = {name: tag + bytes(-len(tag) % 4) for name, tag in (told | dict(tags)).items()}
    at, table = 128 + 4 + 12 * len(held), struct.pack(">I", len(held))
    for name, tag in held.items():
        table += name + struct.pack(">II", at, len(tag))
        at += len(tag)
    day = struct.pack(">6H", 2025, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI", at, b"\0" * 4, 0x02400000) + sort + space + relates_to
    head += day + b"acsp" + bytes(28) + b"".join(map(_fixed, WHITE)) + bytes(48)
    return head + table + b"".join(held.values())


def _xyz(place: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(map(_fixed, place))


def _fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))
