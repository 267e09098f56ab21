"""The program's own templates of a site: their values are escaped, and no workspace has any."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

__all__ = ["Markup", "escape", "filled_page"]


@cache
def _of_folder(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def filled_page(folder: Path, name: str, **values: object) -> Markup:
    """A template in a folder of ours, with its values."""
    return Markup(_of_folder(folder).get_template(name).render(values))
