"""What a brand's fonts and colours would break: each told at its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from string import ascii_letters, digits

from asof.brand.definition import Brand, Colours, FontFamily
from asof.brand.family_files import FamilyFile, family_file, slanted, upright
from asof.diagnostics import AsofError, Finding, WordError, error
from asof.files import Files
from asof.language import Language
from asof.located import Scalar
from asof.page.contrast import LEAST, colour_contrast, darkened
from asof.page.font_files import CHARTED

RULE = "brand"
WHITE = "#ffffff"
REGULARS, BOLDS = range(350, 501), range(500, 1000)
MOST_NAMED = 5


def brand_faults(
    brand: Brand, files: Files, languages: Sequence[Language], theme: dict[str, str]
) -> Iterator[Finding]:
    """What cannot be printed in a brand; `theme` has the colours that it does not name."""
    if brand.colours:
        yield from _colour_faults(brand.colours, theme | brand.colours.named)
    needed = needed_characters(languages)
    for family in brand.families:
        yield from _family_faults(family, files, needed, bold=family is brand.families[0])


# ---- colours


def _colour_faults(colours: Colours, shown: dict[str, str]) -> Iterator[Finding]:
    """The colours of words that are too light for what is behind them."""
    grounds = {"white": WHITE, "the wash": shown["wash"]}
    for name in ("ink", "quiet"):
        if name in colours.named:
            yield from _faint(colours, name, shown[name], grounds)
        elif "wash" in colours.named:
            yield from _faint(colours, "wash", shown[name], {"the wash": shown["wash"]})


def _faint(colours: Colours, name: str, words: str, grounds: dict[str, str]) -> Iterator[Finding]:
    """That words of a colour cannot be read on one of some grounds, told of the worst."""
    found = {ground: colour_contrast(words, colour) for ground, colour in grounds.items()}
    worst = min(found, key=lambda ground: found[ground])
    if found[worst] >= LEAST:
        return
    told = f"words of '{words}' on {worst} have a contrast of {found[worst]:.1f}, not {LEAST}"
    shade = "a lighter wash" if name == "wash" else f"'{darkened(words, *grounds.values())}'"
    yield error(colours.at(name), told, f"write {shade}", RULE)


# ---- fonts


def _family_faults(
    family: FontFamily, files: Files, needed: str, *, bold: bool
) -> Iterator[Finding]:
    """What is wrong with the files of a family, then what the family lacks."""
    whole: list[FamilyFile] = []
    for name in family.files:
        if faults := list(_file_faults(name)):
            yield from faults
            continue
        try:
            whole.append(family_file(files, name))
        except AsofError as problem:
            yield from problem.findings
        except WordError as problem:
            yield error(name.place, f"'{name}' {problem.message}", problem.hint, RULE)
    if len(whole) == len(family.files):
        yield from _lacking_weights(family, whole, bold=bold)
        yield from _twins(whole)
        for each in whole:
            yield from _lacking_characters(each, needed)


def _file_faults(name: Scalar) -> Iterator[Finding]:
    if not name.lower().endswith(CHARTED):
        told = f"'{name}' is no font that charts can be set in"
        yield error(name.place, told, "name its .ttf or .otf file", RULE)


def _lacking_weights(
    family: FontFamily, whole: Iterable[FamilyFile], *, bold: bool
) -> Iterator[Finding]:
    """The weights that a family has no file for: a regular one, and for text a bold one."""
    weights = [each.face.weight for each in upright(whole)]
    if bold and not any(weight in REGULARS for weight in weights):
        told = f"'{family.family}' has no file for regular words"
        yield error(family.at("files"), told, "add its regular file, of weight 400", RULE)
    if bold and not any(weight in BOLDS for weight in weights):
        told = f"'{family.family}' has no file for bold words: figures and headings"
        yield error(family.at("files"), told, "add its file of weight 600 or 700", RULE)


def _twins(whole: Sequence[FamilyFile]) -> Iterator[Finding]:
    """The files of which another has the weight and the slant."""
    for group in (upright(whole), slanted(whole)):
        first: dict[int, FamilyFile] = {}
        for each in group:
            other = first.setdefault(each.face.weight, each)
            if other is not each:
                told = f"'{each.name}' has the weight of '{other.name}', {each.face.weight}"
                yield error(each.name.place, told, "take one of them out", RULE)


def _lacking_characters(file: FamilyFile, needed: str) -> Iterator[Finding]:
    """The characters of the page's own words that a font does not have."""
    lacking = [char for char in needed if ord(char) not in file.face.characters]
    if lacking:
        told = f"'{file.name}' does not have {characters_named(lacking)}"
        yield error(file.name.place, told, "take the whole font from its maker", RULE)


def characters_named(characters: Sequence[str]) -> str:
    """Some characters, the first of them by name."""
    more = " and others" if len(characters) > MOST_NAMED else ""
    return ", ".join(f"'{char}'" for char in characters[:MOST_NAMED]) + more


def needed_characters(languages: Iterable[Language]) -> str:
    """The letters, the digits and the signs of the page's own words in some languages."""
    words = {char for spoken in languages for word in spoken.own_words for char in word}
    signs = {char for char in words if not char.isspace()} - set("{}")
    return "".join(sorted(signs.union(ascii_letters, digits)))
