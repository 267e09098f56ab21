"""Gathers what a page asks for: style sheets, fonts, pictures."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache, partial
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element

from asof.brand import (
    Brand,
    brand_faults,
    brand_files,
    brand_sheet,
    characters_named,
    needed_characters,
)
from asof.diagnostics import AsofError, Collector, Finding, Location, RenderError, WordError, error
from asof.files import File, FileError, Files
from asof.form import THEME_LOOK, Look, Palette, Profile, Typeface
from asof.language import Language
from asof.limits import Limits
from asof.located import raising
from asof.page.bounds import Variables, sheet_faults, tree_faults
from asof.page.css import (
    FaceRule,
    css_urls,
    face_rules,
    first_family,
    root_colours,
    root_declarations,
)
from asof.page.document import OwnFont
from asof.page.drawings import drawing_faults
from asof.page.font_files import CHARTED, SUFFIXES, check_font, font_characters
from asof.page.links import complete_links
from asof.page.loads import asset_name, leads_elsewhere, loads, styles
from asof.page.photographs import SHEET, check_photograph, is_photograph, is_plain, print_copy
from asof.page.script_fonts import script_font
from asof.page.tree import SVG, DrawingError, is_drawing, parse_drawing, read_drawing
from asof.workspace import Workspace

Blame = Callable[[str], Location]  # where some words stand
PRINTED = "show a picture with <img src>, and name files from the workspace's folder"
LETTERS = "name a font that has them in asof.yaml, under 'fonts' of 'brand'"
FONTS = 'extend "theme/base.html" or "theme/note.html", or bring a font by @font-face'
INSIDE = "save the drawing as a file of the workspace, beside what it shows"
APART = "save it so, or beside the page as a file of the workspace"
ROUND = "take it out of one of the files that ask for each other"
COPY = "copy it into the workspace"
UNSEEN = (".css", *SUFFIXES)
OURS = "theme/"


@lru_cache(maxsize=1)
def font_sheet() -> dict[str, Path]:
    """The font files that the theme may name, by file name."""
    folder = Path(str(files("asof") / "theme" / "fonts"))
    return {path.name: path for path in folder.glob("*.ttf")}


def _theme_font() -> bytes:
    """The theme's regular font, which has the letters that its others have."""
    return shipped().read(f"theme/fonts/{THEME_LOOK.typeface.regular.name}").content


@lru_cache(maxsize=1)
def shipped() -> Files:
    """The files of the package: those below theme/ are for pages."""
    return Files(Path(str(files("asof"))))


def find_resource(workspace: Workspace, name: str, place: Location) -> File | None:
    """What a page asks for: of the theme or of the workspace, nothing else."""
    if not name.startswith(OURS):
        return workspace.files.find(name, place)
    return script_font(name, place) or shipped().find(name, place)


OWN = "templates/own.css"
BRAND = "theme/brand.css"


def token_sheets(workspace: Workspace, profile: Profile) -> dict[str, str]:
    """The sheets that set the tokens of a page: the theme, the brand, the profile, the workspace.

    A profile comes behind the brand: large print is black whatever an organisation's ink is.
    """
    brand, own = workspace.config.brand, workspace.files.find(OWN)
    page, eyes = "theme/page.css", f"theme/{profile}.css"
    told = {page: shipped().read(page).text}
    told |= {BRAND: brand_sheet(brand, workspace.files)} if brand else {}
    return told | {eyes: shipped().read(eyes).text} | ({OWN: own.text} if own else {})


def look(workspace: Workspace, profile: Profile) -> Look:
    """What drawings share with their page."""
    told = token_sheets(workspace, profile)
    tokens = root_declarations(told.values())
    return Look(_palette(tokens), _typeface(workspace, told, first_family(tokens["--sans"])))


def _palette(tokens: Mapping[str, str]) -> Palette:
    """The colours that drawings share with their page."""
    found = root_colours(tokens)
    names = [each.name for each in fields(Palette)]
    return Palette(**{name: found[f"--{name}"] for name in names if f"--{name}" in found})


def _typeface(workspace: Workspace, told: Mapping[str, str], family: str) -> Typeface:
    """The font that drawings share with their page; the theme's where they have no file of it."""
    rules = {
        face.weight: _font_file(workspace, face, posixpath.dirname(name))
        for name, css in told.items()
        for face in face_rules(css)
        if face.family == family and not face.italic
    }
    regular, bold = rules.get(REGULAR), rules.get(BOLD, rules.get(BOLDER))
    if regular is None or bold is None or regular.name.startswith(OURS):
        return THEME_LOOK.typeface
    digest = f"{regular.digest}{bold.digest}"
    return Typeface(family, workspace.root / regular.name, workspace.root / bold.name, digest)


REGULAR, BOLD, BOLDER = 400, 600, 700


def _font_file(workspace: Workspace, face: FaceRule, base: str) -> File | None:
    """The file of a font; nothing for one within the sheet, or that charts cannot be set in."""
    name = asset_name(face.url, base)
    set_in = name.endswith(CHARTED) and not leads_elsewhere(face.url)
    return find_resource(workspace, name, Location(base)) if set_in else None


def _at(place: Location, _: str) -> Location:
    return place


@dataclass(slots=True)
class Gathered:
    """The content of everything that a document loads, and where its pictures were asked for."""

    workspace: Workspace
    note: Callable[[str, File], None]
    collect: Collector
    assets: dict[str, bytes] = field(default_factory=dict)
    rows: dict[str, tuple[float, ...]] = field(default_factory=dict)
    least_heights: dict[str, float] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    widths: dict[str, list[float]] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    asked: dict[str, Location] = field(default_factory=dict)
    fonts: int = 0
    own_fonts: dict[str, OwnFont] = field(default_factory=dict)
    declared: frozenset[str] = frozenset()
    told: list[Finding] = field(default_factory=list)
    variables: Variables = field(default_factory=Variables)

    @property
    def limits(self) -> Limits:
        """How much of each thing a page may ask for."""
        return self.workspace.config.limits

    def brand(self, brand: Brand, languages: tuple[Language, ...]) -> None:
        """Gather what a brand brings: a sheet with its fonts, a logo; raises RenderError."""
        theme = root_colours(root_declarations([shipped().read("theme/page.css").text]))
        named = {name.removeprefix("--"): colour for name, colour in theme.items()}
        if faults := list(brand_faults(brand, self.workspace.files, languages, named)):
            raise RenderError(*faults)
        self.assets[BRAND] = brand_sheet(brand, self.workspace.files).encode()
        brought = (*brand_files(brand), *filter(None, (brand.logo,)))
        for name in dict.fromkeys(brought):
            self.collect.attempt(self.add, quote(name), "", partial(_at, name.place))
        self.told = list(brand.unused)
        self.declared = frozenset(brand_files(brand))

    def without_letters(self, language: Language) -> Iterator[Finding]:
        """That no font has the letters of a language of the workspace's own; ours have them all."""
        file = self.workspace.spoken.own.get(language.tag)
        if not file:
            return
        brought = [font.content for font in self.own_fonts.values()]
        there = frozenset[int]().union(*map(font_characters, [_theme_font(), *brought]))
        letters = filter(str.isalpha, needed_characters((language,)))
        lacking = [letter for letter in letters if ord(letter) not in there]
        if lacking:
            told = f"no font has the letters of '{language.tag}': {characters_named(lacking)}"
            yield error(Location(file.name), told, LETTERS, "missing-glyph")

    @property
    def findings(self) -> Iterator[Finding]:
        """What is told of it although it is printed: fonts that no brand declares, an odd brand."""
        yield from self.told
        undeclared = (f for f in self.own_fonts.values() if f.file not in self.declared)
        yield from (font.told for font in undeclared)

    def hold(self, tree: Element, blame: Blame) -> None:
        """Hold a page against what can be set; raises RenderError before anybody walks in it."""
        told = [
            error(blame(fault.words), fault.message, fault.hint, "resource")
            for fault in tree_faults(tree, self.limits.page)
        ]
        if told:
            raise RenderError(*told)

    def page(self, tree: Element, blame: Blame) -> None:
        """Gather what a page asks for, and what its style sheets and drawings ask for in turn."""
        self._elements(tree, "", blame)
        self._urls("\n".join(styles(tree)), "", blame)
        for drawing in tree.iter(f"{SVG}svg"):
            self._check_tree(drawing, blame, alone=False)
        self._check_variables()
        for link, problem in complete_links(tree, self.workspace.config.url or ""):
            self.collect.add(error(blame(link), problem.message, problem.hint, "link"))

    def print_at(self, name: str, width: float) -> None:
        """Note that a block shows a picture so many points wide."""
        self.widths.setdefault(asset_name(name), []).append(width)

    def print_photographs(self) -> None:
        """Put the copy that prints in the place of each photograph."""
        for name, content in self.assets.items():
            if is_photograph(content):
                self.assets[name] = print_copy(content, self._width(name))

    def _width(self, name: str) -> float:
        """How wide a picture prints at most, in points: a sheet, where not only blocks show it."""
        widths = self.widths.get(name, [])
        return max(widths) if self.times[name] == len(widths) > 0 else SHEET

    def _count(self, url: str, base: str) -> None:
        """Count that the page asks for something."""
        if not leads_elsewhere(url):
            self.times[asset_name(url, base)] += 1

    def without_fonts(self, place: Location) -> Iterator[Finding]:
        """That a page brings no font: the engine has no other, and sets no word without one."""
        if not (self.own_fonts or any(name.endswith(SUFFIXES) for name in self.assets)):
            told, hint = "this page has no font of its own", FONTS
            yield error(place, told, hint, "resource")

    def _elements(self, tree: Element, base: str, blame: Blame) -> None:
        for load in loads(tree):
            self._count(load.url, base)
            if load.refused:
                told = f"'{load.url}' in <{load.named}> is not loaded"
                self.collect.add(error(blame(load.url), told, PRINTED, "resource"))
            else:
                self.collect.attempt(self.add, load.url, base, blame)

    def _urls(self, css: str, base: str, blame: Blame, name: str = "") -> None:
        """Gather what styles ask for; `name` is that of the sheet where they are one."""

        def at(words: str, line: int, column: int) -> Location:
            return Location(name, line, column) if name else blame(words)

        for fault in sheet_faults(css, self.limits.page):
            place = at(fault.words, fault.line, fault.column)
            self.collect.add(error(place, fault.message, fault.hint, "resource"))
        self.variables.add(css, at)
        for url in css_urls(css):
            self._count(url, base)
            self.collect.attempt(self.add, url, base, blame)

    def _check_variables(self) -> None:
        """Tell of variables that are too many or too long, where the last such is set."""
        for fault in self.variables.faults(self.limits.page):
            place = self.variables.places[fault.words]
            self.collect.add(error(place, fault.message, fault.hint, "resource"))

    def add(self, url: str, base: str, blame: Blame) -> None:
        """Gather one resource, unless it is there already; raises AsofError."""
        if url.startswith("#"):
            return
        if url.startswith("data:"):
            self._check(url, data_content(url), blame(url))
            return
        if leads_elsewhere(url):
            raise FileError(error(blame(url), f"'{url}' is not in the workspace", COPY))
        name = asset_name(url, base)
        if name in self.assets:
            self._refuse_circle(name, url, blame)
            return
        file = find_resource(self.workspace, name, blame(url))
        if file is None:
            raise self.workspace.files.missing(name, blame(url))
        if not name.startswith(OURS):
            self._check(name, file.content, blame(url))
        self.assets[name] = file.content
        if not name.endswith(UNSEEN):
            self.asked[name] = blame(url)
        self.note("resource", file)
        self.opened.append(name)
        self._within(name, file)
        self.opened.pop()

    def _refuse_circle(self, name: str, url: str, blame: Blame) -> None:
        """Raise FileError where a file is asked for while what it asks for is gathered."""
        if name in self.opened:
            raise FileError(error(blame(url), f"'{url}' asks for itself", ROUND, "resource"))

    def _check(self, name: str, content: bytes, place: Location) -> None:
        """Hold that a font or a picture can be set whole; raises AsofError."""
        if name.endswith(".css"):
            return
        if is_drawing(content):
            self._check_drawing(name, content, place)
            return
        inside = name.startswith("data:")
        what = "font" if is_font(name) else "picture"
        named = f"a {what} within the page" if inside else f"the {what} '{name}'"
        try:
            if what == "font":
                self._count_font(content)
                font = OwnFont("" if inside else name, check_font(content), content, place)
                self.own_fonts.setdefault(name, font)
            else:
                self._check_photograph(content, inside=inside)
        except WordError as problem:
            found = error(place, f"{named} {problem.message}", problem.hint, "resource")
            raise AsofError(found) from None

    def _check_photograph(self, content: bytes, *, inside: bool) -> None:
        """Raise WordError for one that cannot print; of those in a page no copy is made."""
        check_photograph(content, self.limits.dots)
        if inside and not is_plain(content):
            raise WordError("is not in sRGB with 8 bits a colour", APART)

    def _count_font(self, content: bytes) -> None:
        """Raise WordError for a font too many, or one too large."""
        self.fonts += 1
        if self.fonts > self.limits.fonts:
            told = f"is one more than the {self.limits.fonts:,} that a page may bring"
            raise WordError(told, raising("fonts", "use fewer"))
        if len(content) > self.limits.font_size:
            told = f"has more than {self.limits.font_size:,} bytes"
            raise WordError(told, raising("font_size", "take out what is not printed"))

    def _check_drawing(self, name: str, content: bytes, place: Location) -> None:
        inside = name.startswith("data:")
        text = content.decode("utf-8", "replace")
        try:
            drawing = read_drawing(content)
        except DrawingError as problem:
            at = place if inside else Location(name, problem.line, problem.column)
            told = f"the drawing cannot be read: {problem.message}"
            found = error(at, told, "save it anew from the program that made it", "resource")
            raise AsofError(found) from None
        self._check_tree(drawing, lambda words: place if inside else line_naming(name, text, words))
        if inside:
            self._within_address(drawing, place)

    def _within_address(self, drawing: Element, place: Location) -> None:
        """Gather what a drawing that stands in an address asks for: it lies in no folder."""
        asked = [load.url for load in loads(drawing)] + list(css_urls("\n".join(styles(drawing))))
        for url in (each for each in asked if not each.startswith("#")):
            if url.startswith("data:"):
                self.collect.attempt(self.add, url, "", lambda _: place)
            else:
                self.collect.add(error(place, f"'{url}' is not in the page", INSIDE, "resource"))

    def _check_tree(self, drawing: Element, blame: Blame, *, alone: bool = True) -> None:
        """Tell what is wrong in a drawing, where its words stand."""
        for fault in drawing_faults(drawing, self.limits.drawn, alone=alone):
            place = blame(fault.words)
            self.collect.add(error(place, fault.message, fault.hint, "resource"))

    def _within(self, name: str, file: File) -> None:
        """Gather what a style sheet or a drawing asks for, each at its line."""
        base = posixpath.dirname(name)
        if name.endswith(".css"):
            self._urls(file.text, base, partial(line_naming, name, file.text), name)
        elif name.endswith(".svg") and (drawing := parse_drawing(file.content)) is not None:
            blame = partial(line_naming, name, file.content.decode("utf-8", "replace"))
            self._elements(drawing, base, blame)
            self._urls("\n".join(styles(drawing)), base, blame)


def is_font(name: str) -> bool:
    """Whether a file, or what stands in the page itself, is a font by its name or its type."""
    return name.endswith(SUFFIXES) or name.startswith(("data:font", "data:application/font"))


def data_content(url: str) -> bytes:
    """What a `data:` URL holds; nothing where it cannot be read."""
    from urllib.request import DataHandler, Request

    try:
        return DataHandler().data_open(Request(url)).read()
    except ValueError:
        return b""


def line_naming(name: str, text: str, url: str) -> Location:
    """The line of a file that names a URL."""
    return Location(name, text.count("\n", 0, max(text.find(url), 0)) + 1)
