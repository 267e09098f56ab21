"""How the pages of an organisation look: logo, colours, fonts, head and foot."""

from asof.brand.definition import Brand
from asof.brand.faults import brand_faults, characters_named, needed_characters
from asof.brand.quarto import QUARTO, quarto_brand
from asof.brand.style_sheet import brand_files, brand_sheet

__all__ = [
    "QUARTO",
    "Brand",
    "brand_faults",
    "brand_files",
    "brand_sheet",
    "characters_named",
    "needed_characters",
    "quarto_brand",
]
