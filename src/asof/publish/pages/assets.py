"""What the pages of a site load: its style sheet, fonts, logo and scripts."""

from __future__ import annotations

from collections.abc import Iterator

from asof.brand import Brand, brand_files, brand_sheet
from asof.form import THEME_LOOK
from asof.page.contrast import lightened
from asof.publish.pages.frame import THEME, logo_path
from asof.publish.site import Files, Site

DARK_PAPER, DARK_WASH = "#11181f", "#1b252e"  # those of site.css
BRAND_FILES = "brand/"  # beside the style sheet
LOOK = "@media screen and (prefers-color-scheme: {}) {{ :root {{ {} }} }}\n"
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
    '<rect width="16" height="16" rx="3" fill="{}"/>'
    '<path d="M4 5h8M4 8h8M4 11h5" stroke="#fff" stroke-width="1.4"/></svg>\n'
)


def site_assets(site: Site) -> Files:
    """The files that every page may ask for, each below assets/."""
    own = {f"assets/{name}": (THEME / name).read_bytes() for name in SHIPPED}
    sheet = (THEME / "site.css").read_text(encoding="utf-8")
    return own | {
        "assets/site.css": f"{sheet}{''.join(_brand_rules(site))}".encode(),
        "assets/icon.svg": ICON.format(accent(site)).encode(),
        **_of_brand(site),
    }


FONTS = ("SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSerifPro-Semibold")
SHIPPED = ("search.js", *(f"fonts/{name}.woff2" for name in FONTS))


def accent(site: Site) -> str:
    """The colour of the heavy rules on white paper."""
    brand = site.workspace.config.brand or Brand()
    named = brand.colours.named if brand.colours else {}
    return named.get("accent") or named.get("ink") or THEME_LOOK.palette.ink


def _brand_rules(site: Site) -> Iterator[str]:
    """What the brand says of fonts, and of colours on white; in the dark its accent alone."""
    brand = site.workspace.config.brand
    if brand and brand.fonts:
        yield brand_sheet(Brand(fonts=brand.fonts), site.workspace.files, BRAND_FILES)
    if brand and brand.colours:
        named = "; ".join(f"--{name}: {colour}" for name, colour in brand.colours.named.items())
        shown = lightened(accent(site), DARK_PAPER, DARK_WASH)
        yield LOOK.format("light", named)
        yield LOOK.format("dark", f"--accent: {shown}")


def _of_brand(site: Site) -> Files:
    brand, files = site.workspace.config.brand, site.workspace.files
    if brand is None:
        return {}
    fonts = {
        f"assets/{BRAND_FILES}{name}": files.read(name, name.place).content
        for name in brand_files(brand)
    }
    logo = {logo_path(site): files.read(brand.logo, brand.logo.place).content} if brand.logo else {}
    return fonts | logo
