"""Where what stands on a page came from: the text, the fact, the picture or the style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ParserCreate

from asof.diagnostics import Location
from asof.ledger.facts import Citation
from asof.located import Scalar
from asof.page.css import margin_boxes
from asof.page.document import Document, Print
from asof.page.loads import asset_name, picture_url
from asof.page.tree import classes, plain_words
from asof.pdf.proof.text_check import letters
from asof.text import Text

if TYPE_CHECKING:
    from asof.pdf.proof.expected_text import DrawnText

RUNNING = "running"  # the class of what runs in the margins, beside that of its name
COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}", re.DOTALL)
BLANK = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words that an author typed: as a page prints them, and where they stand."""

    printed: str
    source: Scalar

    @property
    def letters(self) -> str:
        """Their letters as printed."""
        return letters(self.printed)


class Origins:
    """Finds the place in the workspace that something on a page came from, else the briefing's."""

    def __init__(self, document: Document, root: Any, place: Location) -> None:
        self.document, self.root, self.place = document, root, place

    # ---- by the element

    def of(self, element: Any, words: str = "") -> Location:
        """The place of words that an element prints, or of the picture that it is."""
        if element is None:
            return self.of_words(words)
        if picture_url(element):
            return self.of_asset(self.picture(element))
        shown = (self._prints.get(each.get("id") or "") for each in self._upward(element))
        printed = next(filter(None, shown), None)
        return self._of_print(printed, words) if printed else self._of_text(element, words)

    def picture(self, element: Any) -> str:
        """The name of the picture that an element shows; none where it is drawn in the page."""
        source = "" if element is None else picture_url(element)
        return self.document.inside.get(source) or asset_name(source)

    def rows(self, element: Any) -> tuple[float, ...]:
        """How high the rows are of the chart that an element shows, where it has any."""
        return self.document.rows.get(self.picture(element), ())

    def of_asset(self, name: str) -> Location:
        """Where a picture was asked for; a chart has a file of its own, told at its caption."""
        if not name.startswith("charts/") or not name.endswith(".svg"):
            return self.document.asked.get(name, self.place)
        file = Location(f"{name.removesuffix('.svg')}.py")
        places = (written.source.place for written in self.document.texts)
        return next((p for p in places if p.path == file.path), file)

    def of_drawn(self, text: DrawnText) -> Location:
        """The place of a text in its drawing; of a chart, where its file is told."""
        if not text.name:
            return self.of_words(text.words)
        file = self.document.assets[text.name].decode("utf-8", "replace")
        blank = COMMENT.sub(lambda m: BLANK.sub(" ", m[0]), file)
        return self.spot(text.name, blank, nth_text(blank, text.number))

    def _of_print(self, printed: Print, words: str) -> Location:
        """The words of the fact that is shown, else the observation that says so."""
        typed = chain(_typed(printed.behind), _typed((printed.fact,)))
        spot = _first(s for s in typed if _holds(s, words))
        behind = (o.place for o in printed.behind if o.place.path)
        asked = printed.fact.place if printed.fact else printed.place
        return spot_in(spot, words) if spot else next(behind, asked)

    def _of_text(self, element: Any, words: str) -> Location:
        """The text that holds the words and makes up the element, or one around it.

        What has no letters, such as a bracket, is of the first text that is whole around it.
        """
        wanted = letters(words)
        fitting = [spoken for spoken in self._spoken if wanted in spoken.letters]
        for each in self._upward(element):
            whole = letters(plain_words(each))
            for spoken in fitting:
                if spoken.letters and (
                    spoken.letters in whole or (wanted and whole in spoken.letters)
                ):
                    return spot_in(spoken.source, words)
        return self.of_words(words)

    def of_margin(self, element: Any) -> tuple[str, Location] | None:
        """Where an author's sheet hides what runs in a margin, and the box that it fills instead.

        There is no box where a style hides the words themselves; nothing for words of the text.
        """
        names = [n for e in self._upward(element) if RUNNING in classes(e) for n in classes(e)]
        own = sorted(names, key=RUNNING.__eq__)  # its name, then that of all that runs
        for box in dict.fromkeys(box for name in own for box in self._boxes(name)):
            if place := next(self._in_files(rf"@{box}\s*\{{[^}}]*\bcontent\s*:"), None):
                return box, place
        hiding = (place for name in own for place in self._in_files(rf"\.{name}\b"))
        return next((("", place) for place in hiding), None)

    def _boxes(self, name: str) -> Iterator[str]:
        """The margin boxes in which the theme shows what runs by a name."""
        for asset, content in self.document.assets.items():
            if asset.startswith("theme/") and asset.endswith(".css"):
                yield from margin_boxes(content.decode(), name)

    # ---- by the words

    def of_words(self, words: str) -> Location:
        """The first place that has some words, whole."""
        if not words.strip():
            return self.place
        whole = re.compile(rf"(?<!\w){re.escape(words.strip())}(?!\w)", re.IGNORECASE)
        texts = (spot_in(s.source, words) for s in self._spoken if whole.search(s.printed))
        return next(chain(texts, self._in_files(whole.pattern)), self.place)

    def every(self, character: str) -> tuple[Location, ...]:
        """Every place of a character: the texts, the facts and their sources, else a file."""
        found = [s.source for s in self._spoken if character in s.printed + s.source]
        spots = dict.fromkeys(spot_in(source, character) for source in found)
        return tuple(spots) or tuple(self._in_files(re.escape(character)))

    def of_family(self, name: str) -> Location | None:
        """Where an author names a font; nothing where none does, but the engine itself."""
        return next(self._in_files(rf"(?<![\w-]){re.escape(name)}(?![\w-])"), None)

    def _in_files(self, pattern: str) -> Iterator[Location]:
        """The first place of a pattern in each style sheet, template and picture of the author."""
        for name, text in self.files:
            if found := re.search(pattern, text, re.IGNORECASE):
                yield self.spot(name, text, found.start())

    def spot(self, name: str, text: str, offset: int) -> Location:
        """The place `offset` characters into a file; of a chart, the file that draws it."""
        drawn = name.startswith("charts/")
        return self.of_asset(name) if drawn else along(name, text, offset)

    # ---- what there is

    @cached_property
    def files(self) -> list[tuple[str, str]]:
        """The author's style sheets, pictures and templates by name, without their comments."""
        texts = {
            name: content.decode("utf-8", "replace")
            for name, content in self.document.assets.items()
            if name.endswith((".css", ".svg")) and not name.startswith("theme/")
        }
        both = (texts | dict(self.document.templates)).items()
        return [(name, COMMENT.sub(lambda m: BLANK.sub(" ", m[0]), text)) for name, text in both]

    @cached_property
    def _spoken(self) -> list[Spoken]:
        """All that authors typed and this document prints."""
        prints = self.document.prints
        facts = _typed({p.key: p.fact for p in prints}.values())
        behind = _typed({id(o): o for p in prints for o in p.behind}.values())
        texts = (Spoken(each.printed, each.source) for each in self.document.texts)
        return [*texts, *(Spoken(source, source) for source in chain(behind, facts))]

    @cached_property
    def _prints(self) -> dict[str, Print]:
        return {p.id: p for p in self.document.prints}

    @cached_property
    def _parents(self) -> dict[int, Any]:
        return {id(child): parent for parent in self.root.iter() for child in parent}

    def _upward(self, element: Any) -> Iterator[Any]:
        """An element, and those that it stands in."""
        while element is not None:
            yield element
            element = self._parents.get(id(element))


def nth_text(svg: str, number: int) -> int:
    """Where the `number`-th text of a drawing begins; its beginning where it has not so many."""
    begins: list[int] = []
    parser = ParserCreate("utf-8")

    def opened(name: str, _: Mapping[str, str]) -> None:
        if name.rpartition(":")[2] == "text":
            begins.append(parser.CurrentByteIndex)

    parser.StartElementHandler = opened
    content = svg.encode("utf-8")
    parser.Parse(content, True)
    return len(content[: begins[number]].decode("utf-8")) if number < len(begins) else 0


def _typed(things: Iterable[Any]) -> Iterator[Scalar]:
    """The texts of facts and observations, their units, and those of the sources that they cite."""
    for thing in things:
        values = (getattr(thing, f.name) for f in fields(thing)) if thing else ()
        for value in values:
            if isinstance(value, Text):
                yield from value
            elif isinstance(value, Mapping):
                words = chain.from_iterable(forms.values() for forms in value.values())
                yield from (word for word in words if isinstance(word, Scalar))
            elif isinstance(value, tuple):
                yield from _typed(v.source for v in value if isinstance(v, Citation))


def _holds(source: Scalar, words: str) -> bool:
    wanted = letters(words)
    return bool(wanted) and wanted in letters(source)


def _first(found: Iterator[Scalar]) -> Scalar | None:
    return next(found, None)


def spot_in(source: Scalar, words: str) -> Location:
    """The place of some words in a text as typed: of all of them, else of the longest there is."""
    each = words.split()
    whole = r"\s+".join(map(re.escape, each))
    for wanted in filter(None, (whole, *map(re.escape, sorted(each, key=len, reverse=True)))):
        if found := re.search(wanted, source.raw, re.IGNORECASE):
            return source.along(found.start())
    return source.place


def along(name: str, text: str, offset: int) -> Location:
    """The place `offset` characters into a file."""
    line, start = text.count("\n", 0, offset) + 1, text.rfind("\n", 0, offset)
    return Location(name, line, offset - start)
