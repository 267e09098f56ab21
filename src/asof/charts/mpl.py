"""matplotlib as we use it: the page's fonts, one style, the same on every machine."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from asof.form import Palette
from asof.scratch import scratch_folder

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.ft2font import FT2Font
    from matplotlib.transforms import Transform

FAMILY = "Asof Sans"  # the name that the page's style sheet gives the fonts
FONTS = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf")
STRONG = 600
MIDDLE = "#8793a0"  # between ink and hairlines: no page has it
SIZE, LEADING = 9.0, 11.5  # points; for larger type, a sheet is composed narrower and magnified

STYLE: Mapping[str, Any] = {
    "figure.dpi": 72,  # a point on the page is a point of the drawing
    "font.family": [FAMILY],
    "font.size": SIZE,
    "text.parse_math": False,  # a dollar is a dollar
    "axes.labelsize": SIZE,
    "axes.titlesize": SIZE,
    "axes.linewidth": 0.5,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.axisbelow": True,
    "axes.formatter.use_locale": False,
    "grid.linewidth": 0.5,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "legend.fontsize": SIZE,
    "lines.linewidth": 1.4,
    "lines.solid_capstyle": "butt",
    "patch.linewidth": 0.75,
    "path.simplify": False,
    "savefig.dpi": 72,
    "savefig.transparent": True,
    "svg.fonttype": "none",
    "svg.hashsalt": "asof",
    "xtick.labelsize": SIZE,
    "xtick.major.size": 3,
    "xtick.major.width": 0.5,
    "ytick.labelsize": SIZE,
    "ytick.major.size": 0,
}
INKED = ("text.color", "axes.edgecolor", "xtick.color", "ytick.color")
QUIETED = ("axes.labelcolor", "xtick.labelcolor", "ytick.labelcolor")
OUTSIDE = re.compile(rb'width="[\d.]+pt" height="[\d.]+pt"')  # how large the page shows it
NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}
EMPTY_LIST = (
    '{"_version": "%s", "_FontManager__default_weight": "normal", "default_size": null,'
    ' "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"}, "afmlist": [], "ttflist": [],'
    ' "__class__": "FontManager"}'
)
LISTS = ("390", "3.11.0")  # the versions of matplotlib's list of fonts that look like this


@cache
def bring_in() -> None:
    """Import matplotlib with our fonts; it reads no other and leaves nothing in anybody's home.

    On import it lists the machine's fonts and keeps the list in a folder. Here it finds a list
    that is empty, in a folder that is gone afterwards.
    """
    with TemporaryDirectory(dir=scratch_folder()) as folder:
        for version in LISTS:
            (Path(folder) / f"fontlist-v{version}.json").write_text(EMPTY_LIST % version)
        with _environment(MPLCONFIGDIR=folder, MPL_IGNORE_SYSTEM_FONTS="1"):
            import matplotlib.backends.backend_svg
            import matplotlib.figure  # noqa: F401 (brought in for all that follows)
    _add_fonts()


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            os.environ.update({name: value} if value is not None else {})


def _add_fonts() -> None:
    """List the page's fonts under the name that the page has for them."""
    from dataclasses import replace

    from matplotlib.font_manager import fontManager

    for path in font_files():
        fontManager.addfont(path)
        entry = next(e for e in reversed(fontManager.ttflist) if Path(e.fname) == path)
        weight = STRONG if "Semibold" in path.name else 400
        fontManager.ttflist.append(replace(entry, name=FAMILY, weight=weight))


def font_files() -> list[Path]:
    """The font files that charts are set in."""
    return [Path(str(files("asof") / "theme" / "fonts" / name)) for name in FONTS]


@contextmanager
def style(palette: Palette) -> Iterator[None]:
    """Our style for all that is drawn inside, whatever the machine's own settings are."""
    bring_in()
    import matplotlib as mpl

    plain = {name: value for name, value in mpl.rcParamsDefault.items() if name != "backend"}
    settings: Any = plain | dict(STYLE) | coloured(palette)
    with mpl.rc_context(settings):
        yield


def coloured(palette: Palette) -> dict[str, Any]:
    """The settings that give a drawing the colours of its page."""
    inks = dict.fromkeys(INKED, palette.ink) | dict.fromkeys(QUIETED, palette.quiet)
    colours = [palette.ink, MIDDLE, palette.quiet]
    return inks | {
        "grid.color": palette.hairline,
        "axes.prop_cycle": f"cycler('color', {colours})",
    }


def ink_colour() -> str:
    """The colour of what is drawn, in the style that is on."""
    return _setting("text.color")


def quiet_colour() -> str:
    """The colour of what stands back."""
    return _setting("axes.labelcolor")


def hairline_colour() -> str:
    """The colour of lines that tell nothing by themselves."""
    return _setting("grid.color")


def _setting(name: str) -> str:
    import matplotlib as mpl

    settings: Mapping[Any, Any] = mpl.rcParams
    return str(settings[name])


def series() -> dict[str, list[str]]:
    """The looks of an author's own lines, told apart in grey."""
    return {"color": [ink_colour(), MIDDLE, quiet_colour()], "linestyle": ["-", "--", "-."]}


def empty_figure(width: float, height: float) -> Figure:
    """An empty drawing of a size in points."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width / 72, height / 72))


def figure_of(axes: Axes) -> Figure:
    """The drawing that axes belong to."""
    found = axes.get_figure(root=True)
    assert found
    return found


def raised(axes: Axes, by: float) -> Transform:
    """Where a chart's own units lead, so many points higher."""
    from matplotlib.transforms import ScaledTranslation

    shift = ScaledTranslation(0, by / 72, figure_of(axes).dpi_scale_trans)
    return axes.transData + shift


def svg(figure: Figure, times: float = 1.0) -> bytes:
    """The drawing as SVG with real text, so many times as large; the same bytes for the same."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    out = BytesIO()
    drawing: Any = FigureCanvasSVG(figure)
    drawing.print_svg(out, metadata=NO_METADATA)
    wide, tall = (_short(side * 72 * times) for side in figure.get_size_inches())
    return OUTSIDE.sub(b'width="%bpt" height="%bpt"' % (wide, tall), out.getvalue(), count=1)


def _short(length: float) -> bytes:
    """A length as matplotlib writes lengths."""
    return f"{length:f}".rstrip("0").rstrip(".").encode()


@lru_cache(maxsize=4096)
def width_of(text: str, strong: bool = False) -> float:
    """How wide a text is, in points: as the page sets it, which leaves kerning out of a drawing."""
    return sum(_advance(letter, strong) for letter in text)


@cache
def _advance(letter: str, strong: bool) -> float:
    """How far a letter moves the pen, in points."""
    from matplotlib.ft2font import LoadFlags

    glyph = _face(strong).load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 0x10000 * SIZE / 100


@cache
def _face(strong: bool) -> FT2Font:
    """A font at 100 points, read from memory.

    A file that is open when workers are forked has one offset for all of them: each would move
    the others' while it reads a glyph. matplotlib closes its own files in a forked process.
    """
    bring_in()
    from matplotlib.ft2font import FT2Font

    face = FT2Font(BytesIO(font_files()[strong].read_bytes()))
    face.set_size(100, 72)
    return face
