"""The files of a family of fonts, and which of them sets words of a weight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from asof.brand.definition import FontFamily
from asof.files import Files
from asof.located import Scalar
from asof.page.font_files import FontFace, check_font, font_face


@dataclass(frozen=True, slots=True)
class FamilyFile:
    """A file of a family: where it is named, and what it is for."""

    name: Scalar
    face: FontFace


def family_file(files: Files, name: Scalar) -> FamilyFile:
    """A file of a family; raises AsofError where it is not there, WordError for no whole font."""
    content = files.read(name, name.place).content
    check_font(content)
    return FamilyFile(name, font_face(content))


def family_files(files: Files, family: FontFamily) -> tuple[FamilyFile, ...]:
    """The files of a family, as `family_file` reads them."""
    return tuple(family_file(files, name) for name in family.files)


def upright(family: Iterable[FamilyFile]) -> list[FamilyFile]:
    """The files of a family that do not slant."""
    return [each for each in family if not each.face.italic]


def slanted(family: Iterable[FamilyFile]) -> list[FamilyFile]:
    """The files of a family that slant."""
    return [each for each in family if each.face.italic]


def of_weight(family: Iterable[FamilyFile], wanted: int) -> FamilyFile:
    """The file that sets words of a weight: CSS Fonts 4, 5.2, the matching of weights."""
    found = {each.face.weight: each for each in family}
    return found[next(w for w in _in_order(found, wanted))]


def _in_order(weights: Iterable[int], wanted: int) -> Iterator[int]:
    """Weights by how well they stand for one that is wanted."""
    lighter = sorted((w for w in weights if w < wanted), reverse=True)
    heavier = sorted(w for w in weights if w >= wanted)
    middle = [w for w in heavier if wanted <= w <= MEDIUM] if wanted >= REGULAR else []
    rest = [w for w in heavier if w not in middle]
    yield from (*middle, *lighter, *rest) if wanted <= MEDIUM else (*heavier, *lighter)


REGULAR, MEDIUM = 400, 500
