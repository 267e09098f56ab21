"""What the authors of templates and charts typed themselves, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

from jinja2 import Environment, TemplateSyntaxError

from asof.diagnostics import Location
from asof.located import Scalar
from asof.page.document import AuthorText
from asof.page.unmarked_text import unmarked

FILLER = "\ue010"  # stands for Jinja while HTML is read
SAID = ("alt", "title", "aria-label")
LITERAL = re.compile(r"\s*\|\s*literal\b")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
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

    def words(self) -> Iterator[tuple[str, Scalar]]:
        """The words between its tags, and those that its pictures say, each in its element."""
        blank = list(re.sub(r"[^\n]", FILLER, self.source))
        for at, kind, value in self.tokens():
            if kind == "data":
                blank[at : at + len(value)] = value
        for offset, text, tag in HtmlWords("".join(blank)).found:
            for part in re.finditer(f"[^{FILLER}]+", text):
                yield tag, word_scalar(part[0], self.at(offset + part.start()))


def typed(source: str, name: str) -> tuple[list[tuple[str, Scalar]], list[Scalar]]:
    """The words and the constants of a template; none of one that cannot be read."""
    one = TemplateWords(name, re.sub(r"\r\n?", "\n", source))
    try:
        return list(one.words()), list(one.constants())
    except TemplateSyntaxError:
        return [], []


class HtmlWords(HTMLParser):
    """Finds the words of HTML with their offsets."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str, str]] = []
        self.tag = "p"
        self.starts = [0, *(m.end() for m in re.finditer("\n", html))]
        self.unseen = False
        self.feed(html)
        self.close()

    @property
    def offset_now(self) -> int:
        """How far the reading has come."""
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a picture says."""
        self.unseen = tag in ("style", "script")
        self.tag = "h2" if tag in HEADINGS else self.tag
        whole = self.get_starttag_text() or ""
        for name, value in attrs:
            if name in SAID and value and value in whole:
                self.found.append((self.offset_now + whole.index(value), value, "p"))

    def handle_endtag(self, tag: str) -> None:
        """Words are seen again."""
        self.unseen = self.unseen and tag not in ("style", "script")
        self.tag = "p" if tag in HEADINGS else self.tag

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self.unseen:
            self.found.append((self.offset_now, data, self.tag))


def on_page(words: str, page: str) -> bool:
    """Whether words stand on a page, not as a part of longer ones."""
    told = " ".join(unescape(words).split())
    return bool(told) and bool(re.search(rf"(?<!\w){re.escape(told)}(?!\w)", page))


def from_templates(
    sources: Mapping[str, str], outputs: Mapping[str, Location], html: str
) -> Iterator[AuthorText]:
    """What a page shows of the words, constants and results of the workspace's templates.

    `outputs` is what any template printed that is neither a fact nor HTML, and where first. Of
    what the theme printed, only a constant of the workspace is its author's.
    """
    page = " ".join(unmarked(html).split()) if sources else ""
    constants: list[Scalar] = []
    for name, source in sources.items():
        words, within = typed(source, name)
        constants += within
        kept = ((tag, w) for tag, w in words if on_page(w, page))
        yield from (AuthorText(f"<{tag}>{w}</{tag}>", w, w.place) for tag, w in kept)
    for value, at in outputs.items():
        if sources and on_page(value, page):
            yield from printed_words(value, at, constants, next(iter(sources)))


def printed_words(
    value: str, at: Location, constants: list[Scalar], name: str
) -> Iterator[AuthorText]:
    """What was printed, at the constants that it was made of, else where it was printed."""
    exact = [c for c in constants if value in (c, unmarked(c))][:1]
    within = [c for c in constants if len(c) > 1 and not c.isdigit() and c in value]
    for constant in exact or within:
        yield AuthorText(escape(unmarked(constant)), constant, constant.place)
    if not (exact or within) and not at.path.startswith("theme/"):
        yield AuthorText(escape(value), word_scalar(value, at if at.path else Location(name)), at)


def caption(words: str, html: str, source: str, name: str) -> AuthorText:
    """The caption of a chart, at its place in the chart's file."""
    at = max(source.find(words), 0)
    typed_ = word_scalar(words, TemplateWords(name, source).at(at))
    return AuthorText(html, typed_, typed_.place)
