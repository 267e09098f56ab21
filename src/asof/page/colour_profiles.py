"""What the colours of a photograph mean, and the same colours in sRGB.

A PDF says of all its colours at once that they are sRGB (ISO 19005-3, 6.2.4.3).
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from asof.diagnostics import WordError

PLAIN = ("L", "LA", "RGB", "RGBA")  # as Pillow calls what a page shows
SRGB = "save it in sRGB"
GAMMA = 0.45455  # as PNG writes that of sRGB
OF_COLOURS = slice(16, 20)  # where a profile says which colours it is of (ICC.1, 7.2.6)
NEAR = 2  # steps of 255 that a colour may be off: profiles of sRGB differ by their rounding


def refuse_unknown_colours(photograph: Any) -> None:
    """Raise WordError where it cannot be known which colours a photograph has in sRGB."""
    told = photograph.info
    profile, gamma = told.get("icc_profile"), told.get("gamma", GAMMA)
    if photograph.mode == "CMYK" and "adobe" not in told:
        raise WordError("is in CMYK and does not say whether no ink is 0 or 255", SRGB)
    if photograph.mode == "CMYK" and not profile:
        raise WordError("is in CMYK without a profile: its colours are not known", SRGB)
    if profile:
        _transform(profile, _space(photograph))
    elif "srgb" not in told and abs(gamma - GAMMA) > NEAR / 255:
        raise WordError(f"has a gamma of {gamma:g}, not that of sRGB", SRGB)


def needs_srgb(photograph: Any) -> bool:
    """Whether the numbers of a photograph's colours mean others than in sRGB."""
    profile, space = photograph.info.get("icc_profile"), _space(photograph)
    return space == "CMYK" or bool(profile and not _is_srgb(profile, space))


def in_srgb(photograph: Any) -> Any:
    """A photograph with its colours in sRGB, 8 bits deep; itself where it is so already."""
    plain = _plain(photograph)
    if not needs_srgb(photograph):
        return plain
    profile, space = photograph.info["icc_profile"], _space(photograph)
    shown = _converted(plain.convert(space), profile, space)
    if plain.mode in ("L", "LA"):
        shown = shown.convert("L")
    if plain.mode in ("LA", "RGBA"):
        shown.putalpha(plain.getchannel("A"))
    return shown


def _plain(photograph: Any) -> Any:
    """A photograph without a palette, 8 bits deep."""
    if "transparency" in photograph.info and photograph.mode != "RGBA":
        return photograph.convert("RGBA")
    if photograph.mode in (*PLAIN, "CMYK"):
        return photograph
    if photograph.mode.startswith("I"):  # 16 bits deep: converted at once, most would be white
        photograph = photograph.point(lambda level: level / 257)
    return photograph.convert("RGB" if photograph.mode == "P" else "L")


def _space(photograph: Any) -> str:
    """In which colours a photograph is, as Pillow calls them: grey, RGB or CMYK.

    One that was made grey often has the profile of its colours still, and is RGB of three alike.
    """
    if photograph.mode == "CMYK":
        return "CMYK"
    grey = photograph.mode in ("1", "L", "LA") or photograph.mode.startswith("I")
    coloured = photograph.info.get("icc_profile", b"")[OF_COLOURS] == b"RGB "
    return "L" if grey and not coloured else "RGB"


@lru_cache(maxsize=16)
def _transform(profile: bytes, space: str) -> Any:
    """The way from a profile's colours to sRGB; raises WordError where there is none."""
    from PIL import ImageCms

    try:
        return ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            space,
            "RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (OSError, ImageCms.PyCMSError):
        raise WordError("has a profile of colours that cannot be used", SRGB) from None


def _converted(photograph: Any, profile: bytes, space: str) -> Any:
    from PIL import ImageCms

    return ImageCms.applyTransform(photograph, _transform(profile, space))


@lru_cache(maxsize=16)
def _is_srgb(profile: bytes, space: str) -> bool:
    """Whether colours that are spread over all of them stay as they are."""
    from PIL import Image, ImageChops

    steps = range(0, 256, 15)
    colours = [(red, green, blue) for red in steps for green in steps for blue in steps]
    probe = Image.new("RGB", (len(colours), 1))
    probe.putdata(colours)
    probe = probe.convert(space)
    moved = ImageChops.difference(_converted(probe, profile, space), probe.convert("RGB"))
    return max(moved.tobytes()) <= NEAR
