"""What the authors of templates and charts typed themselves, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element

from jinja2 import Environment, TemplateSyntaxError

from asof.diagnostics import Location
from asof.located import Scalar
from asof.page.document import AuthorText, author_text
from asof.page.tree import HEADINGS, UNSEEN, is_element, parse, unmarked

FILLER = "\ue010"  # stands for Jinja while HTML is read
AMPERSAND = "\ue011"  # stands for the other one, so that words keep their length
SAID = ("alt", "title", "aria-label")
LITERAL = re.compile(r"\s*\|\s*(?:literal|phone)\b")
CONSTANTS = ("string", "integer", "float")


def word_scalar(words: str, place: Location) -> Scalar:
    """Words as typed at a place."""
    made = Scalar(words)
    made.place, made.raw = place, words
    return made


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """A template as its author typed it: the words between its tags, and its constants."""

    name: str
    source: str

    def at(self, offset: int) -> Location:
        """The place `offset` characters into the template."""
        line, start = self.source.count("\n", 0, offset) + 1, self.source.rfind("\n", 0, offset)
        return Location(self.name, line, offset - start)

    def tokens(self) -> Iterator[tuple[int, str, str]]:
        """Jinja's tokens with their offsets; white space that Jinja cuts is passed over."""
        at = 0
        for _, kind, value in Environment().lex(self.source):
            at = self.source.index(value, at)
            yield at, kind, value
            at += len(value)

    def constants(self) -> Iterator[Scalar]:
        """The texts and numbers inside its expressions, but for literals."""
        for at, kind, value in self.tokens():
            if kind in CONSTANTS and not LITERAL.match(self.source, at + len(value)):
                quotes = kind == "string"
                yield word_scalar(value.strip("'\"") if quotes else value, self.at(at + quotes))

    def words(self) -> Iterator[tuple[Scalar, bool]]:
        """The words between its tags, those that its pictures say, and whether they head a part.

        The tree knows no places, but the words stand in it in their order.
        """
        blank = list(re.sub(r"[^\n]", FILLER, self.source))
        for at, kind, value in self.tokens():
            if kind == "data":
                blank[at : at + len(value)] = value.replace("&", AMPERSAND)
        html, at = "".join(blank), 0
        outside = outside_tags(html)
        for words, heads, said in words_of_element(parse(html)):
            for part in re.findall(f"[^{FILLER}]*\\w[^{FILLER}]*", words):
                where = html if said or part not in outside else outside
                at = where.find(part, at) if part in where[at:] else where.find(part)
                yield word_scalar(part.replace(AMPERSAND, "&"), self.at(max(at, 0))), heads


def outside_tags(html: str) -> str:
    """What is typed between tags, at its place: what a tag holds is blank."""
    words, *tags = html.split("<")
    return words + "".join(map(_blanked, tags))


def _blanked(begun: str) -> str:
    tag, end, words = begun.partition(">")
    return FILLER * (len(tag) + 2) + words if end else f"<{begun}"


def words_of_element(element: Element, *, heads: bool = False) -> Iterator[tuple[str, bool, bool]]:
    """The words in an element, each with whether they are a heading's, and said by a tag."""
    heads = heads or element.tag in HEADINGS
    yield from ((element.get(name) or "", False, True) for name in SAID)
    yield element.text or "", heads, False
    for child in element:
        if is_element(child) and child.tag not in UNSEEN:
            yield from words_of_element(child, heads=heads)
        yield child.tail or "", heads, False


def typed(source: str, name: str) -> tuple[list[tuple[Scalar, bool]], list[Scalar]]:
    """The words and the constants of a template; none of one that cannot be read."""
    one = TemplateWords(name, re.sub(r"\r\n?", "\n", source))
    try:
        return list(one.words()), list(one.constants())
    except TemplateSyntaxError:
        return [], []


def on_page(words: str, page: str) -> bool:
    """Whether words stand on a page, not as a part of longer ones."""
    told = " ".join(unescape(words).split())
    return bool(told) and bool(re.search(rf"(?<!\w){re.escape(told)}(?!\w)", page))


def part_on_page(words: str, page: str) -> bool:
    """Whether words between tags stand on a page, be it as a part of a longer number.

    A tag, a comment or an expression may cut one: `<b>9</b><i>11</i>`, `9{{ "" }}11`.
    """
    told = " ".join(unescape(words).split())
    before, after = (r"[^\W\d]" if end.isdigit() else r"\w" for end in (told[:1], told[-1:]))
    return bool(told) and bool(re.search(rf"(?<!{before}){re.escape(told)}(?!{after})", page))


def from_templates(
    sources: Mapping[str, str], outputs: Mapping[str, Location], page: str
) -> Iterator[AuthorText]:
    """What a page shows of the words, constants and results of the workspace's templates.

    `page` is its words, before those beside facts go by them; `outputs` is what any template
    printed that is neither a fact nor HTML, and where first. Of what the theme printed, only a
    constant of the workspace is its author's.
    """
    constants: list[Scalar] = []
    for name, source in sources.items():
        words, within = typed(source, name)
        constants += within
        for typed_, heads in words:
            if part_on_page(typed_, page):
                yield author_text(unescape(typed_), typed_, typed_.place, heading=heads)
    for value, at in outputs.items():
        if sources and on_page(value, page):
            yield from printed_words(value, at, constants, next(iter(sources)))


def printed_words(
    value: str, at: Location, constants: list[Scalar], name: str
) -> Iterator[AuthorText]:
    """What was printed, at the constants that it was made of, else where it was printed."""
    exact = [c for c in constants if value in (c, words_of(c))][:1]
    within = [c for c in constants if len(c) > 1 and not c.isdigit() and c in value]
    for constant in exact or within:
        yield author_text(words_of(constant), constant, constant.place)
    if not (exact or within) and not at.path.startswith("theme/"):
        yield author_text(value, word_scalar(value, at if at.path else Location(name)), at)


def words_of(html: str) -> str:
    """The words of some HTML outside its marks, in a line."""
    return " ".join(unmarked(parse(html)).split())
