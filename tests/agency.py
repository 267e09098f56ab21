"""An invented agency, whose look is that of `docs/look.md`: its logo, its font, every step done."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from pathlib import Path

from markdown_it import MarkdownIt
from PIL import Image, ImageDraw

from asof import workspace

GUIDE = Path(__file__).parents[1] / "docs/look.md"
ROBOTO = files("font_roboto") / "files"
WEIGHTS = ("Light", "Regular", "Italic", "Bold")
ADDED = (".yaml",)  # what a step adds to; it writes any other file anew
LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60" width="240" height="60">
<circle cx="30" cy="30" r="26" fill="#00695c"/>
<g font-family="Roboto" fill="#00695c">
<text x="66" y="28" font-size="20" font-weight="700">Meridian</text>
<text x="66" y="50" font-size="15">Water Authority</text></g>
</svg>
"""


def steps() -> list[tuple[str, str]]:
    """The blocks of the guide that belong into a file, in their order, with its name."""
    fences = [t for t in MarkdownIt().parse(GUIDE.read_text("utf-8")) if t.type == "fence"]
    named = [(t.info.partition(" ")[2], t.content) for t in fences]
    return [(name, content) for name, content in named if name]


def lay_agency(root: Path) -> Path:
    """The starter's workspace with an agency's logo and fonts, once every step is done."""
    workspace.create(root)
    put_fonts(root)
    (root / "images").mkdir()
    (root / "images/logo.svg").write_text(LOGO, "utf-8")
    note = root / "data/briefings/note.yaml"
    note.write_text(note.read_text("utf-8").replace("\nmax_pages: 1", ""), "utf-8")
    for name, content in steps():
        path = root / name
        before = path.read_text("utf-8") if path.suffix in ADDED else ""
        path.write_text(before + content, "utf-8")
    return root


def put_fonts(root: Path) -> None:
    """Put the files of an agency's font into a folder of its workspace."""
    (root / "fonts").mkdir()
    for weight in WEIGHTS:
        name = f"Roboto-{weight}.ttf"
        (root / "fonts" / name).write_bytes((ROBOTO / name).read_bytes())


def put_dotted_logo(root: Path) -> None:
    """Give the agency a logo of dots, clear around its drop."""
    logo = Image.new("RGBA", (960, 240))
    ImageDraw.Draw(logo).ellipse((16, 16, 224, 224), fill="#00695c")
    file = BytesIO()
    logo.save(file, "PNG")
    (root / "images/logo.png").write_bytes(file.getvalue())
    home = root / "asof.yaml"
    home.write_text(home.read_text("utf-8").replace("logo.svg", "logo.png"), "utf-8")
