"""A brand as a style sheet: the tokens of page.css, and the fonts that they name.

All that a brand changes goes through these tokens: pages, charts, tiles and codes ask the sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import quote

from asof.brand.definition import Brand, BrandFonts, FontFamily
from asof.brand.family_files import FamilyFile, family_files, of_weight, slanted, upright
from asof.files import Files
from asof.located import Scalar

THIN, BOLD = 300, 600
SET = (400, 600, 700)  # the weights that the theme's rules ask for, besides a thin one
SLANTED = (400, 600)
MARKS = "◆✓≈▼▲■◊"  # the shapes of a standing, which few fonts have
UPRIGHT_EMPHASIS = "em, i, cite { font-style: normal; font-weight: 600 }\n"


def brand_files(brand: Brand) -> Iterator[Scalar]:
    """The files of its fonts."""
    return (name for family in brand.families for name in family.files)


def brand_sheet(brand: Brand, files: Files, base: str = "../") -> str:
    """The style sheet of a brand, read after page.css; raises AsofError or WordError.

    `base` is where the workspace's folder lies from the sheet.
    """
    tokens = (
        {f"--{name}": value for name, value in brand.colours.named.items()} if brand.colours else {}
    )
    faces = list(_faces(brand.fonts, files, base)) if brand.fonts else []
    tokens |= _families(brand.fonts, files) if brand.fonts else {}
    said = "".join(f"  {name}: {value};\n" for name, value in tokens.items())
    slanting = not brand.fonts or slanted(family_files(files, brand.fonts.text))
    return "".join([*faces, f":root {{\n{said}}}\n", "" if slanting else UPRIGHT_EMPHASIS])


def _families(fonts: BrandFonts, files: Files) -> dict[str, str]:
    """The tokens of its families: one font for all words, but for headings that have their own."""
    text = f'"{fonts.text.family}"'
    heads = f'"{(fonts.headings or fonts.text).family}"'
    of_text = upright(family_files(files, fonts.text))
    thin = THIN if min(each.face.weight for each in of_text) < SET[0] else SET[0]
    whole = of_weight(of_text, SET[0]).face.characters.issuperset(map(ord, MARKS))
    marks = {} if whole else {"--marks": '"Asof Sans"'}
    return {"--sans": text, "--serif": text, "--heads": heads, "--thin": str(thin)} | marks


def _faces(fonts: BrandFonts, files: Files, base: str) -> Iterator[str]:
    """The rules that bring its fonts, one for each weight that is asked for."""
    for family in fonts:
        own = family_files(files, family)
        rules = partial(_rules, family, base)
        yield from rules(upright(own) or list(own), "normal", (THIN, *SET))
        yield from rules(slanted(own), "italic", SLANTED)


def _rules(
    family: FontFamily, base: str, among: list[FamilyFile], style: str, weights: Iterable[int]
) -> Iterator[str]:
    for weight in weights if among else ():
        name = of_weight(among, weight).name
        yield (
            f'@font-face {{ font-family: "{family.family}"; font-weight: {weight};'
            f' font-style: {style}; src: url("{base}{quote(name)}") }}\n'
        )
