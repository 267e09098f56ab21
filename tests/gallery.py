"""The gallery of charts: every helper with its code and with its picture in two languages.

What it shows stands in `docs/charts`, which is a workspace: `make gallery` draws it anew.
"""

from __future__ import annotations

import inspect
import json
from datetime import date
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageChops, ImageOps

from asof import charts
from asof.batch import build
from asof.jobs import Request
from asof.workspace import find_workspace

HOME = Path(__file__).parents[1] / "docs/charts"
PICTURES = HOME / "pictures"
DAY = date(2024, 5, 6)
SCALE = 2.0  # pixels for each point
WHITE = 12  # points of white around a figure
MARGIN = 28.3  # points below the text of a page, where its foot stands
COLOURS = 32
LANGUAGES = {"en": "English", "fr": "French"}
NO_HELPERS = {"Axes", "Chart", "Drawer", "DrawnChart", "Edition", "canvas", "chart", "draw"}
BRIEFING = "title: {name}\ntemplate: figure.html\nbody:\n  - chart: {name}\n"
HEAD = """\
# Charts

Every helper of `asof.charts`: what it draws, all that one types for it, and the figure as a page
has it, in English and in French. This folder is a workspace; its facts stand in
[data/facts](data/facts). `make gallery` makes this page.
"""


def helpers() -> list[str]:
    """The names of all that draws, as a chart file imports them."""
    return [name for name in charts.__all__ if name not in NO_HELPERS]


def lay_gallery(root: Path) -> Path:
    """The workspace of the gallery in a folder, with a note of all its charts on usual sheets."""
    copytree(HOME, root, ignore=ignore_patterns("own.css"))
    charts_of_all = [{"chart": name} for name in helpers()]
    note = {"title": "Charts of asof", "as_of": str(DAY), "body": charts_of_all}
    (root / "data/briefings").mkdir()
    (root / "data/briefings/charts.yaml").write_text(json.dumps(note), "utf-8")
    return root


def figures() -> dict[str, Image.Image]:
    """Each figure as a page has it, by the name of its picture."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "charts"
        copytree(HOME, home)
        (home / "data/briefings").mkdir()
        for name in helpers():
            (home / f"data/briefings/{name}.yaml").write_text(BRIEFING.format(name=name))
        made = list(build(find_workspace(home), Request(DAY, since="none")))
        failed = [str(f) for each in made if each.failure for f in each.failure.findings]
        assert failed == []
        return {each.job.path.stem: picture(each.job.path.read_bytes()) for each in made}


def picture(pdf: bytes) -> Image.Image:
    """A page cut to what stands on it, in few colours."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=SCALE).to_pil().convert("RGB")
    text = page.crop((0, 0, page.width, page.height - round(MARGIN * SCALE)))
    cut = text.crop(ImageChops.invert(text).getbbox())
    framed = ImageOps.expand(cut, round(WHITE * SCALE), "white")
    return framed.quantize(COLOURS, dither=Image.Dither.NONE)


def readme() -> str:
    """The page of the gallery: a part for each helper."""
    return HEAD + "".join(map(part, helpers()))


def part(name: str) -> str:
    """What a helper draws, the code of its chart, and its pictures."""
    told = inspect.getdoc(getattr(charts, name)) or ""
    code = (HOME / f"charts/{name}.py").read_text(encoding="utf-8")
    shown = "".join(
        f"![{name}, in {language}](pictures/{name}.{tag}.png)\n\n"
        for tag, language in LANGUAGES.items()
    )
    return f"\n## {name}\n\n{told}\n\n```python\n{code}```\n\n{shown}".rstrip() + "\n"


def main() -> None:
    """Draw the gallery anew."""
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    for name, image in figures().items():
        image.save(PICTURES / f"{name}.png", optimize=True)
    (HOME / "README.md").write_text(readme(), encoding="utf-8")


if __name__ == "__main__":
    main()
