"""How Sphinx makes the documentation: `make docs`."""

from __future__ import annotations

import importlib.metadata
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DOCS = Path(__file__).parent
ROOT = DOCS.parent

project, author = "asof", "the authors of asof"
copyright = "the authors of asof, under Apache-2.0"  # noqa: A001 (Sphinx's)
release = importlib.metadata.version("asof")
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["charts/[!R]*", "site"]
nitpicky = True
myst_heading_anchors = 4
html_theme = "furo"
html_title = f"asof {release}"
html_theme_options = {
    "light_css_variables": {
        "font-stack": "'Asof Sans', sans-serif",
        "color-brand-primary": "#1f3a5f",
        "color-brand-content": "#1f4f8f",
    },
    "dark_css_variables": {"color-brand-primary": "#a9c7ee", "color-brand-content": "#8fb8ea"},
}
html_static_path = ["site", "../src/asof/theme/fonts"]
html_css_files = ["own.css"]
html_copy_source = html_show_sourcelink = html_show_sphinx = False

PAGES = {
    "changes": "CHANGELOG.md",
    "security": "SECURITY.md",
    "architecture": "ARCHITECTURE.md",
    "contributing": "CONTRIBUTING.md",
    "index": "README.md",
}
"""The pages that are files of the repository's root; its README leads to the first page."""

NAMED = re.compile(r"^```(\w+) (\S+)\n", re.MULTILINE)
LEXERS = {"csv": "text"}  # what is set as something else
HIDDEN = re.compile(r"^<!--.*?-->\n", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)")


def prepare(_: Sphinx, page: str, source: list[str]) -> None:
    """Set the name of a block's file above it, and lead links to pages or nowhere.

    What only tests read is left out.
    """
    file = ROOT / PAGES[page] if page in PAGES and page != "index" else DOCS / f"{page}.md"
    text = HIDDEN.sub("", file.read_text("utf-8") if file.parent == ROOT else source[0])
    source[0] = LINK.sub(partial(led, file), NAMED.sub(named_block, text))


def named_block(fence: re.Match[str]) -> str:
    """The head of a block that has a name, as Sphinx wants it."""
    kind, name = fence.groups()
    kind = LEXERS.get(kind, kind)
    caption = name.replace("-", " ") if kind == "sh" else name
    return f"```{{code-block}} {kind}\n:caption: {caption}\n\n"


def led(file: Path, link: re.Match[str]) -> str:
    """A link as the site has it: to a page or a picture of it; else its words alone."""
    picture, words, target, anchor = link.groups("")
    path = (file.parent / target).resolve()
    for page, name in PAGES.items():
        if path == ROOT / name:
            return f"[{words}](/{page}.md{anchor if page != 'index' else ''})"
    if not path.exists() or (path.is_relative_to(DOCS) and path.is_file()):
        inside = path.relative_to(DOCS).as_posix() if path.is_relative_to(DOCS) else target
        return f"{picture}[{words}](/{inside}{anchor})"
    return words


def setup(app: Sphinx) -> None:
    """What this documentation does besides."""
    app.connect("source-read", prepare)
