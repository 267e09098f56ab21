"""matplotlib as we use it: the page's fonts, one style, the same on every machine."""

from __future__ import annotations

import html
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from asof.diagnostics import WordError
from asof.form import DRAWN_SIZE, THEME_LOOK, Look, Palette, Typeface
from asof.page.arabic_forms import joined_forms
from asof.page.script_fonts import script_of
from asof.scratch import scratch_folder

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.ft2font import FT2Font
    from matplotlib.transforms import Transform

GENERIC = ("serif", "sans-serif", "cursive", "fantasy", "monospace")  # all are the page's own
PLAIN, STRONG = 400, 600
SIZE, LEADING = (
    DRAWN_SIZE,
    11.5,
)  # points; for larger type, a sheet is composed narrower and magnified

STYLE: Mapping[str, Any] = {
    "figure.dpi": 72,  # a point on the page is a point of the drawing
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
    "figure.hooks": ["asof.charts.mpl:refuse_figure"],  # pyplot's
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
    "xtick.minor.size": 2,
    "xtick.minor.width": 0.5,
    "ytick.labelsize": SIZE,
    "ytick.major.size": 0,
    "ytick.minor.size": 0,
}
DASHES = ["-", "--", "-."]  # the lines of an author's own series are told apart in grey
INKED = ("text.color", "axes.edgecolor", "xtick.color", "ytick.color")
QUIETED = ("axes.labelcolor", "xtick.labelcolor", "ytick.labelcolor")
STACK = re.compile(r"font-family: ([^;\"]+)")
TEX = re.compile(r"\$[^$<>]*(?:\\[A-Za-z]|[\^_]\{)[^$<>]*\$")
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
    that is empty, in a folder that is gone afterwards. Its arithmetic takes one thread: those for
    each core would take a third of the time to start, and could add in another order.
    """
    with TemporaryDirectory(dir=scratch_folder()) as folder:
        for version in LISTS:
            (Path(folder) / f"fontlist-v{version}.json").write_text(EMPTY_LIST % version)
        told = {"MPLCONFIGDIR": folder, "MPL_IGNORE_SYSTEM_FONTS": "1", "OPENBLAS_NUM_THREADS": "1"}
        with _environment(**told):
            import matplotlib as mpl
            import matplotlib.backends.backend_svg
            import matplotlib.figure
    mpl.rcParams["backend"] = "svg"  # no author's code opens a window
    _ask_no_other_font()
    _list(THEME_LOOK.typeface)


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


def _ask_no_other_font() -> None:
    """Let the library miss no font but the page's.

    What a chart asks for besides is seen in what it drew; the library's log tells of it in vain.
    """
    import logging

    from matplotlib.font_manager import fontManager

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    fontManager.defaultFamily["ttf"] = THEME_LOOK.typeface.family


def _list(typeface: Typeface) -> None:
    """List the files of a typeface as its family, whatever they name themselves, and no others."""
    from dataclasses import replace

    from matplotlib.font_manager import fontManager

    if _listed.get(typeface.family) == typeface:
        return
    others = [each for each in fontManager.ttflist if each.name != typeface.family]
    fontManager.ttflist[:] = others
    for path, weight in ((typeface.regular, PLAIN), (typeface.bold, STRONG)):
        fontManager.addfont(path)
        entry = fontManager.ttflist.pop()
        fontManager.ttflist.append(replace(entry, name=typeface.family, weight=weight))
    _listed[typeface.family] = typeface


_listed: dict[str, Typeface] = {}  # by family


@contextmanager
def style(look: Look) -> Iterator[None]:
    """Our style for all that is drawn inside, whatever the machine's own settings are.

    It is put on once: what a chart's code sets for its own drawing stays on within it.
    """
    if look == worn_look():
        yield
        return
    bring_in()
    import matplotlib as mpl

    _list(look.typeface)
    plain = {name: value for name, value in mpl.rcParamsDefault.items() if name != "backend"}
    settings: Any = plain | dict(STYLE) | coloured(look.palette) | set_in(look.typeface)
    with mpl.rc_context(settings):
        _worn.append(look)
        try:
            yield
        finally:
            _worn.pop()
            _forget_figures()


_worn: list[Look] = []  # what is on


def set_in(typeface: Typeface) -> dict[str, Any]:
    """The settings that give a drawing the font of its page, whatever kind of font it asks for."""
    kinds = ("family", *GENERIC)
    return {f"font.{kind}": [typeface.family] for kind in kinds}


def worn_look() -> Look | None:
    """The style that is on."""
    return _worn[-1] if _worn else None


def worn_typeface() -> Typeface:
    """The font of the style that is on, else the theme's."""
    return (worn_look() or THEME_LOOK).typeface


def _forget_figures() -> None:
    """Let pyplot, where an author's code took it, hold no figure of ours."""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


def coloured(palette: Palette) -> dict[str, Any]:
    """The settings that give a drawing the colours of its page."""
    from cycler import cycler

    inks = dict.fromkeys(INKED, palette.ink) | dict.fromkeys(QUIETED, palette.quiet)
    series = [palette.ink, _between(palette.quiet, palette.hairline), palette.quiet]
    looks = cycler(color=series, linestyle=DASHES)
    return inks | {"grid.color": palette.hairline, "axes.prop_cycle": looks}


def ink_colour() -> str:
    """The colour of what is drawn, in the style that is on."""
    return _setting("text.color")


def quiet_colour() -> str:
    """The colour of what stands back."""
    return _setting("axes.labelcolor")


def hairline_colour() -> str:
    """The colour of lines that tell nothing by themselves."""
    return _setting("grid.color")


def tint(share: float) -> str:
    """The colour of what is drawn, thinned with paper to a share of ink."""
    from matplotlib.colors import to_hex, to_rgb

    red, green, blue = (1 - share * (1 - part) for part in to_rgb(ink_colour()))
    return to_hex((red, green, blue))


def middle_colour() -> str:
    """The colour between what stands back and hairlines, of which no page has anything else."""
    return _between(quiet_colour(), hairline_colour())


def _between(one: str, other: str) -> str:
    """The colour halfway between two, all written #rrggbb."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes((a + b) // 2 for a, b in pairs).hex()


def _setting(name: str) -> str:
    import matplotlib as mpl

    settings: Mapping[Any, Any] = mpl.rcParams
    return str(settings[name])


def colours() -> list[str]:
    """The colours of series, in their order."""
    return [ink_colour(), middle_colour(), quiet_colour()]


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
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    out = BytesIO()
    drawing: Any = FigureCanvasSVG(figure)
    words_stay_words: Any = {name: STYLE[name] for name in STYLE if name.startswith("svg.")}
    with mpl.rc_context(words_stay_words):
        drawing.print_svg(out, metadata=NO_METADATA)
    wide, tall = (_short(side * 72 * times) for side in figure.get_size_inches())
    return OUTSIDE.sub(b'width="%bpt" height="%bpt"' % (wide, tall), out.getvalue(), count=1)


def any_finite(points: Any) -> bool:
    """Whether one of some points can be shown."""
    from numpy import isfinite

    return bool(isfinite(points).all(axis=1).any())


def foreign_families(svg: bytes) -> list[str]:
    """The fonts that words of a drawing ask for in vain, where none of the page's is named too."""
    stacks = [html.unescape(found) for found in dict.fromkeys(STACK.findall(svg.decode()))]
    named = [[name.strip(" '") for name in stack.split(",")] for stack in stacks]
    return [names[0] for names in named if worn_typeface().family not in names]


def tex_words(svg: bytes) -> list[str]:
    """The words of a drawing that are TeX: typed as they are, or set in fonts that no page has."""
    return list(dict.fromkeys(map(html.unescape, TEX.findall(svg.decode()))))


def refuse_figure(_: Figure) -> None:
    """Refuse a figure of pyplot's, which nobody would print; raises WordError."""
    told = "this draws on a figure of pyplot's own, not on 'axes'"
    raise WordError(told, "write axes.plot(…) for plt.plot(…): what stands on 'axes' is printed")


def _short(length: float) -> bytes:
    """A length as matplotlib writes lengths."""
    return f"{length:f}".rstrip("0").rstrip(".").encode()


def width_of(text: str, strong: bool = False) -> float:
    """How wide a text is, in points: as the page sets it, which leaves kerning out of a drawing."""
    typeface = worn_typeface()
    return _width(text, typeface.bold if strong else typeface.regular, typeface.digest)


@lru_cache(maxsize=4096)
def _width(text: str, path: Path, digest: str) -> float:
    return sum(_advance(letter, path, digest) for letter in joined_forms(text) or text)


@cache
def _advance(letter: str, path: Path, digest: str) -> float:
    """How far a letter moves the pen, in points."""
    from matplotlib.ft2font import LoadFlags

    face = _face(path, digest)  # what it lacks has the index 0, which is as wide as its empty box
    script = script_of(letter)
    if script and script.fonts and not face.get_char_index(ord(letter)):
        face = _face(script.fonts.root / script.regular, "")
    glyph = face.load_glyph(face.get_char_index(ord(letter)), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 0x10000 * SIZE / 100


@cache
def _face(path: Path, _digest: str) -> FT2Font:
    """A font at 100 points, read from memory.

    A file that is open when workers are forked has one offset for all of them: each would move
    the others' while it reads a glyph. matplotlib closes its own files in a forked process.
    """
    bring_in()
    from matplotlib.ft2font import FT2Font

    face = FT2Font(BytesIO(path.read_bytes()))
    face.set_size(100, 72)
    return face
