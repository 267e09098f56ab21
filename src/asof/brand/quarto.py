"""A brand as Quarto has it: `_brand.yml`, the format of brand.yml, read as `brand` in asof.yaml.

What a printed page has no use for is told once. The format: https://posit-dev.github.io/brand-yml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from asof.brand.definition import Brand
from asof.diagnostics import Finding, Location, Severity
from asof.files import Files
from asof.located import Mapping_, Scalar, check, mapping, parse_yaml
from asof.text import Text, plain_text

QUARTO = "_brand.yml"
COLOURS = {"foreground": "ink", "primary": "accent"}
WHITE = ("#fff", "#ffffff", "white")
LOGOS = ("medium", "large", "small")  # the first that is named is printed
DEEPEST = 10  # names of colours that each stand for another
HERE = "put its files into this folder, and name them: {source: file, files: […]}"


def quarto_brand(files: Files, languages: Iterable[str]) -> tuple[Brand, Text | None] | None:
    """The brand of `_brand.yml` and the organisation's name; nothing where there is no file."""
    file = files.find(QUARTO)
    if file is None:
        return None
    read = QuartoBrand(parse_yaml(file.text, QUARTO))
    brand = check(Brand, read.tree(), languages=tuple(languages))
    return replace(brand, unused=tuple(read.notes())), read.publisher()


@dataclass(frozen=True, slots=True)
class QuartoBrand:
    """What `_brand.yml` says."""

    said: Mapping_

    def part(self, *names: str) -> Mapping_:
        """A mapping below some names; an empty one where there is none."""
        found: Any = self.said
        for name in names:
            found = found.get(name) if isinstance(found, Mapping_) else None
        return found if isinstance(found, Mapping_) else _mapping({}, self.said.place)

    def tree(self) -> Mapping_:
        """The same as `brand` has it."""
        parts = {"logo": self.logo(), "colours": self.colours(), "fonts": self.fonts()}
        return _mapping({name: each for name, each in parts.items() if each}, self.said.place)

    def publisher(self) -> Text | None:
        """The organisation's name, the long one where there are two."""
        name = self.part("meta").get("name")
        name = self.part("meta", "name").get("full", name) if isinstance(name, Mapping_) else name
        return plain_text(name, name.place) if isinstance(name, Scalar) else None

    def logo(self) -> Scalar | None:
        """The file of its logo in the middle size, else in the one that there is."""
        logos = self.part("logo")
        asked = self.said.get("logo") if not logos else None
        named = [logos[size] for size in LOGOS if size in logos]
        images = self.part("logo", "images")
        paths = (_path(_light(each), images) for each in (asked, *named))
        return next((path for path in paths if path and "://" not in path), None)

    def colours(self) -> Mapping_:
        """The colours that it gives to text and to what stands out, its own names looked up."""
        told = self.part("color")
        found = {ours: self._colour(told.get(theirs)) for theirs, ours in COLOURS.items()}
        return _mapping({name: each for name, each in found.items() if each}, told.place)

    def _colour(self, named: Any) -> Scalar | None:
        """A colour, or that which a name of the palette or of another colour stands for."""
        for _ in range(DEEPEST):
            named = _light(named)
            known = self.part("color", "palette").get(named) or self.part("color").get(named)
            if known is None or known == named:
                break
            named = known
        return named if isinstance(named, Scalar) else None

    def fonts(self) -> Mapping_ | None:
        """The families of text and of headings, as far as their files are in the folder."""
        text, headings = self._family("base"), self._family("headings")
        if text is None:
            return None
        told = {"text": text} | ({"headings": headings} if headings else {})
        return _mapping(told, text.place)

    def _family(self, use: str) -> Mapping_ | None:
        named = self._named(use)
        entry = next((f for f in self._declared() if f.get("family") == named), None)
        if not isinstance(named, Scalar) or entry is None or entry.get("source") != "file":
            return None
        files = [_path(each, _mapping({}, entry.place)) for each in entry.get("files") or ()]
        return mapping(
            {"family": named, "files": [f for f in files if f]}, entry.place, {}, entry.values_at
        )

    def _named(self, use: str) -> Any:
        """The family that is used for text or for headings; headings have that of text."""
        told = self.part("typography").get(use)
        return told.get("family") if isinstance(told, Mapping_) else told

    def _declared(self) -> list[Mapping_]:
        fonts = self.part("typography").get("fonts")
        return [f for f in fonts if isinstance(f, Mapping_)] if isinstance(fonts, list) else []

    # ---- what is not used

    def notes(self) -> Iterator[Finding]:
        """What of it no page uses: fonts that would have to be fetched, then all else."""
        for entry in self._declared():
            if entry.get("source", "file") != "file":
                told = f"the font '{entry.get('family')}' is not used: no page fetches any"
                yield Finding("brand", Severity.NOTE, entry.place, told, HERE)
        unused = list(self._unused())
        if unused:
            told = f"not used on paper: {', '.join(unused)}"
            yield Finding("brand", Severity.NOTE, Location(QUARTO), told)

    def _unused(self) -> Iterator[str]:
        """The names of what is not used."""
        used = {"color": self._used_colours(), "typography": {"fonts", "base", "headings"}}
        used |= {"meta": {"name"}, "logo": {"images", self._used_logo()}}
        for name, part in self.said.items():
            inner = part if isinstance(part, Mapping_) else {}
            if name not in used:
                yield name
            yield from (f"{name}.{each}" for each in inner if each not in used.get(name, inner))
        for use in ("base", "headings"):
            yield from (
                f"typography.{use}.{n}" for n in self.part("typography", use) if n != "family"
            )

    def _used_colours(self) -> set[str]:
        white = self._colour(self.part("color").get("background"))
        return {"palette", *COLOURS} | (
            {"background"} if white and white.lower() in WHITE else set()
        )

    def _used_logo(self) -> str:
        logos = self.part("logo")
        return next((size for size in LOGOS if size in logos), "")


def _light(value: Any) -> Any:
    """Of a pair for light and for dark grounds, that for light ones: paper is white."""
    return value.get("light") if isinstance(value, Mapping_) and "light" in value else value


def _path(named: Any, images: Mapping[str, Any]) -> Scalar | None:
    """The path of a file: typed, of a picture by its name, or in a mapping that says more."""
    known = images.get(named, named) if isinstance(named, Scalar) else named
    path = known.get("path") if isinstance(known, Mapping_) else known
    return path if isinstance(path, Scalar) else None


def _mapping(built: Mapping[str, Any], place: Location) -> Mapping_:
    """A mapping whose values know their own places."""
    return mapping(
        built, place, {name: getattr(each, "place", place) for name, each in built.items()}
    )
