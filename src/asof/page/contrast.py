"""How light colours are, and how far two of them stand apart for the eye: WCAG 2.2."""

from __future__ import annotations

from collections.abc import Iterable

LEAST = 4.5  # of small words to what is behind them: WCAG 2.2, 1.4.3


def _linear(part: float) -> float:
    """The light of a part of a colour: IEC 61966-2-1, from 0 to 1."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: Iterable[int]) -> float:
    """How light a colour of red, green and blue of 255 is, from 0 to 1: WCAG 2.2."""
    return sum(LINEAR[part] * share for part, share in zip(colour, SHARES, strict=True))


LINEAR = [_linear(part / 255) for part in range(256)]
SHARES = (0.2126, 0.7152, 0.0722)  # of red, green and blue


def contrast_ratio(one: float, other: float) -> float:
    """The contrast of two luminances, from 1 to 21: WCAG 2.2."""
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)


def colour_contrast(one: str, other: str) -> float:
    """The contrast of two colours, both written #rrggbb."""
    return contrast_ratio(luminance(bytes.fromhex(one[1:])), luminance(bytes.fromhex(other[1:])))


def darkened(colour: str, *grounds: str) -> str:
    """The lightest shade of a colour that words can have on all of some grounds."""
    parts = bytes.fromhex(colour[1:])
    shades = (
        "#" + bytes(part * tenth // 100 for part in parts).hex() for tenth in range(100, 0, -1)
    )
    return next((s for s in shades if legible(s, *grounds)), "#000000")


def lightened(colour: str, *grounds: str) -> str:
    """The darkest tint of a colour that words can have on all of some dark grounds."""
    parts = bytes.fromhex(colour[1:])
    tints = (
        "#" + bytes(part + (255 - part) * tenth // 100 for part in parts).hex()
        for tenth in range(100)
    )
    return next((tint for tint in tints if legible(tint, *grounds)), "#ffffff")


def legible(colour: str, *grounds: str) -> bool:
    """Whether small words of a colour can be read on all of some grounds."""
    return all(colour_contrast(colour, ground) >= LEAST for ground in grounds)
