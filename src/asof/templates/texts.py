"""Fills the texts of a briefing: Jinja first, then the language's typography, then Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from typing import Any, Self

from jinja2.filters import FILTERS
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from asof.diagnostics import AsofError, Collector, Finding, Location, Severity, error, own_fault
from asof.ledger import Standing
from asof.ledger.printing import words_in
from asof.located import Scalar
from asof.page.document import AuthorText, TextPart
from asof.page.tree import parse, plain_words
from asof.templates.author_markdown import (
    BETWEEN,
    each_token,
    markdown,
    refuse_unprintable,
    split_notes,
)
from asof.templates.column_metrics import STANDARD
from asof.templates.environment import Environment, NoTemplates, asked_at, output
from asof.templates.fact_proxy import UnprintableError
from asof.templates.failures import FAILURES, MisuseError, is_own_fault, lines_of, template_finding
from asof.templates.paper_markdown import with_addresses, with_numbers, with_tables
from asof.templates.places import PLACE, is_whole, place_of
from asof.templates.prose import Prose
from asof.templates.render_state import FactMark, RenderState
from asof.templates.telephone import numbers_in_text
from asof.text import Text

TAG = re.compile(r"\{[{%][-+]?")
NO_FACT = FactMark(opening=Markup(), words="", text="", closing=Markup())
SPOKEN = {"text", "code_inline", "code_block", "fence"}
APART = {"image", "softbreak", "hardbreak"}


class Role(Enum):
    """What a text is on its page."""

    LINE = "a line of its own"
    BLOCK = "paragraphs"
    PHRASE = "part of a line of the theme's"
    CONTACT = "whom to ask"


class SetText(Markup):
    """The HTML of a text, and its words without marks and without the numbers of sources."""

    plain: str

    def __new__(cls, html: str, plain: str = "") -> Self:
        """A text; what is made of one by joining and cutting has no plain words."""
        made = super().__new__(cls, html)
        made.plain = " ".join(plain.split())
        return made


def without_tags(value: Any) -> str:
    """Jinja's `striptags`: the words of HTML, where a source's number is no part of a figure."""
    plain: str = getattr(value, "plain", "")
    if plain or not isinstance(value, Markup):
        return plain or FILTERS["striptags"](value)
    return " ".join(plain_words(parse(value)).split()) if "<" in value else value.striptags()


@dataclass(frozen=True, slots=True)
class Filled:
    """A text as the page prints it, and the facts that decide how it reads."""

    html: SetText
    parts: tuple[TextPart, ...]
    heading: bool = False
    keys: tuple[str, ...] = ()


def lines_among(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """The lines of Markdown, each as the parts into which markup cuts it."""
    for token in tokens:
        if token.children:
            yield token.children
            yield from lines_among(token.children)


def words_of_tokens(tokens: Iterable[Token]) -> Iterator[str]:
    """The words of Markdown in their order, each block and each picture on a line of its own."""
    for token in tokens:
        if token.type in APART or (token.block and token.type != "inline"):
            yield "\n"
        if token.type == "image":
            yield f"{token.attrs.get('title', '')}\n"
        if token.type in SPOKEN:
            yield token.content
        yield from words_of_tokens(token.children or [])


def said_by(tokens: Iterable[Token]) -> Iterator[str]:
    """All that Markdown prints, or lets a voice say."""
    for token in tokens:
        yield token.content if not token.children else ""
        yield str(token.attrs.get("title", ""))
        yield from said_by(token.children or [])


@dataclass(slots=True)
class Texts:
    """Fills texts for one document, keeping what goes wrong and what was left out."""

    session: RenderState
    context: Mapping[str, Any]
    facts: tuple[str, ...]
    collect: Collector = field(default_factory=Collector)
    left_out: list[Finding] = field(default_factory=list)
    written: list[AuthorText] = field(default_factory=list)
    environment: Environment = field(init=False)
    marks: list[FactMark] = field(default_factory=list)
    running: tuple[Scalar, str] | None = None
    base: str = ""
    columns: int = STANDARD.columns

    def __post_init__(self) -> None:
        limits = self.session.limits
        self.environment = Environment(NoTemplates(), autoescape=False, limits=limits)
        self.environment.finalize = self._finalize

    def fill(
        self, text: Text | None, otherwise: Text | None = None, role: Role = Role.LINE
    ) -> Filled | None:
        """A text in the edition's language; nothing where it, or its fact, cannot be printed."""
        if text is None:
            return None
        return self.collect.attempt(self._filled, text, otherwise, role)

    def inline(self, text: Text | None, role: Role = Role.LINE) -> SetText | None:
        """The HTML of a text that stands in a line."""
        filled = self.fill(text, role=role)
        return filled.html if filled else None

    def _filled(self, text: Text, otherwise: Text | None, role: Role) -> Filled | None:
        words = words_in(text, self.session.language)
        self.session.reader.note("text", str(words.place), str(words))
        self.marks.clear()
        try:
            filled = self._set(words, role)
        except UnprintableError as problem:
            return self._without(problem, words, otherwise, role)
        if filled:
            self.written.append(AuthorText(filled.parts, words, text.place, filled.heading))
        return filled

    def _without(
        self, problem: UnprintableError, words: Scalar, otherwise: Text | None, role: Role
    ) -> Filled | None:
        """What prints when a fact cannot (rule 9): the other text, or nothing; told either way."""
        instead = "its 'otherwise' is printed" if otherwise else "its text is left out"
        told = f"{problem}: {instead}"
        hint = "" if otherwise else "give the text an 'otherwise', or ask for .standing first"
        weight = Severity.NOTE if otherwise else Severity.WARNING
        key = problem.view.key
        self.left_out.append(Finding("unknown-fact", weight, words.place, told, hint, fact=key))
        other = self._filled(otherwise, None, role) if otherwise else None
        return replace(other, keys=(key, *other.keys)) if other else None

    def _set(self, words: Scalar, role: Role) -> Filled | None:
        """Jinja, typography and Markdown, with the facts' marks put back last."""
        self.session.asked.clear()
        parser, read = markdown(self.session.language), dict[str, Any]()
        source = self._run(words) if "{" in words else str(words)
        self._refuse_names_unknown()
        source = self._with_telephones(source, role)
        block = role is Role.BLOCK
        tokens = parser.parse(source, read) if block else parser.parseInline(source.strip(), read)
        refuse_unprintable(tokens, read, words)
        self._refuse_unprinted(source, tokens)
        for line in lines_among(tokens):
            self._set_facts(line, role)
        parts = tuple(self._parts(tokens))
        tokens = self._on_paper(self._speak(tokens), parser)
        html = parser.renderer.render(tokens, parser.options, {}).strip()
        if not html:
            return None
        text = SetText(self._placed(html), "".join(part.words for part in parts))
        return Filled(text, parts, tokens[0].type == "heading_open", self._decisive())

    def _on_paper(self, tokens: list[Token], parser: MarkdownIt) -> list[Token]:
        """The tokens as paper has them: addresses behind links, the theme's tables, notes apart."""
        tokens, notes = split_notes(with_addresses(tokens, parser, self.base))
        for token in each_token(tokens):
            if token.type == "footnote_ref":
                line = Token("inline", "", 0, children=notes[token.meta["id"]])
                said = parser.renderer.render([line], parser.options, {})
                self.marks.append(replace(NO_FACT, note=said))
                token.type, token.content = "text", place_of(len(self.marks) - 1)
        return with_tables(with_numbers(tokens), self.columns, self.session.language)

    def _with_telephones(self, source: str, role: Role) -> str:
        """A text with its telephone numbers as marks."""
        for start, end, mark in reversed(numbers_in_text(source, contact=role is Role.CONTACT)):
            self.marks.append(mark)
            source = source[:start] + place_of(len(self.marks) - 1) + source[end:]
        return source

    def _refuse_names_unknown(self) -> None:
        """Raise UnprintableError for the name of a fact that is unknown: rule 9 is for it too."""
        for mark in self.marks:
            unknown = mark.view and mark.view.standing is Standing.UNKNOWN
            if mark.view and unknown and mark.view.key not in self.session.asked:
                raise UnprintableError(mark.view)

    def _set_facts(self, line: list[Token], role: Role) -> None:
        """Set the facts of a line among its words, and the words as the facts ask."""
        fixed = {n for n, part in enumerate(line) if part.type != "text"}
        parts = [BETWEEN.get(part.type, part.content) for part in line]
        prose = Prose(self.session, self.marks)
        for n, words in enumerate(prose.set(parts, fixed, opens=role is not Role.PHRASE)):
            line[n].content = line[n].content if n in fixed else words
        for part in line:
            if "title" in part.attrs:
                (part.attrs["title"],) = prose.set([str(part.attrs["title"])], (), opens=False)

    def _parts(self, tokens: list[Token]) -> Iterator[TextPart]:
        """The words of a text, and the marks among them."""
        for words in words_of_tokens(tokens):
            for n, part in enumerate(PLACE.split(words)):  # every second is a number
                yield self._part(int(part)) if n % 2 else TextPart(part)

    def _part(self, number: int) -> TextPart:
        mark = self.marks[number]
        shown = mark.printed(self.session.here) if mark.view else None
        return TextPart(mark.text, shown, literal=not mark.view)

    def _speak(self, tokens: list[Token]) -> list[Token]:
        """Put facts as plain words where no element can stand: in what a picture or a link says.

        Their sources stand behind the picture.
        """
        return [part for token in tokens for part in self._spoken_parts(token)]

    def _spoken_parts(self, token: Token) -> Iterator[Token]:
        shown = token.type == "image"
        said = "".join(words_of_tokens([token])) if shown else str(token.attrs.get("title", ""))
        marks = [self.marks[int(number)] for number in PLACE.findall(said)]
        token.children = self._speak(token.children) if token.children else None
        element = next((mark.id for mark in marks if mark.id), "")
        if element:
            token.attrs["id"] = element
        put = partial(self._spoken, element)
        for part in token.children or [] if shown else []:
            part.content = PLACE.sub(put, part.content)
        if "title" in token.attrs:
            token.attrs["title"] = PLACE.sub(put, str(token.attrs["title"]))
        yield token
        if shown and marks:
            yield self._sources_of(marks)

    def _sources_of(self, marks: list[FactMark]) -> Token:
        """What stands behind a picture that tells facts: no words, but the numbers of sources."""
        cited = tuple(dict.fromkeys(c for mark in marks for c in mark.citations))
        self.marks.append(replace(NO_FACT, citations=cited))
        return Token("text", "", 0, content=place_of(len(self.marks) - 1))

    def _refuse_unprinted(self, source: str, tokens: list[Token]) -> None:
        """Raise AsofError for a fact that Markdown takes for no words: where it leads, a name."""
        printed = "".join(said_by(tokens))
        for number in PLACE.findall(source):
            if place_of(int(number)) not in printed:
                told, hint = "a fact cannot stand in an address", "write the address out"
                place = self.marks[int(number)].at
                raise AsofError(error(place, told, hint, "template"))

    def _spoken(self, element: str, found: re.Match[str]) -> str:
        """The words of a fact that an element says, by whose id its page is found."""
        mark = self.marks[int(found[1])]
        self.session.place(replace(mark, id=element))
        return mark.text

    def _decisive(self) -> tuple[str, ...]:
        """The facts that it shows something dated of, and those that it says nothing of."""
        shown = [mark.view.key for mark in self.marks if mark.view and mark.dated]
        asked = sorted(self.session.asked)
        silent = [k for k in asked if self.session.reader[k].standing is Standing.UNKNOWN]
        return tuple(dict.fromkeys([*shown, *silent])) or tuple(asked)

    def _run(self, words: Scalar) -> str:
        """The text after Jinja, each fact a numbered place; raises AsofError at its spot."""
        lined = TAG.sub(lambda m: m[0] + "\n", words)
        name = f"<{words.place}>"
        self.running = (words, lined)
        try:
            code = self.environment.compile(lined, name, name)
            template = self.environment.template_class.from_code(
                self.environment, code, dict(self.context)
            )
            return self._whole(template.render())
        except UnprintableError:
            raise
        except FAILURES as problem:
            line = next((at.line for at in reversed(lines_of(problem)) if at.path == name), 0)
            raise AsofError(self._failure(problem, self._spot(words, lined, line))) from None

    def _whole(self, text: str) -> str:
        """A text in which the facts are as they were printed; raises MisuseError."""
        if not is_whole(text, len(self.marks)):
            raise MisuseError
        return text

    def _failure(self, problem: BaseException, spot: Location) -> Finding:
        """What went wrong in a text: the author's mistake, or a fault of ours."""
        if is_own_fault(problem):
            return own_fault(problem, spot)
        return template_finding(problem, spot, self.facts, "fact")

    def _spot(self, words: Scalar, lined: str, line: int) -> Location:
        """The place of the expression that stands on a line of the compiled text."""
        before = [lined.count("\n", 0, m.end()) + 1 for m in TAG.finditer(lined)]
        index = sum(1 for start in before if start < line) - 1
        return words.spot(max(index, 0))

    def _finalize(self, value: Any) -> Any:
        mark = output(value, self.session)
        if mark is None:
            return value
        self.marks.append(replace(mark, at=self._here()))
        return place_of(len(self.marks) - 1)

    def _here(self) -> Location:
        """The place of the expression that is being printed."""
        assert self.running
        words, lined = self.running
        return self._spot(words, lined, asked_at()[1])

    def _placed(self, html: str) -> str:
        """The marks put back, a source's number behind the last of a run that it supports."""
        shown = [self.marks[int(m[1])] for m in PLACE.finditer(html)]
        told = {mark.view.key for mark in shown if mark.view and not mark.part}
        cited = [self.session.cited(mark, told) for mark in shown]
        following = zip(cited, [*cited[1:], ()], strict=True)

        def put(found: re.Match[str]) -> str:
            mark = self.marks[int(found[1])]
            own, next_ = next(following)
            if mark.note:
                return self.session.own_note(mark.note, self._placed)
            kept = [c for c in own if c.source not in {other.source for other in next_}]
            shown, behind = self.session.cite(mark, kept)
            return self.session.place(shown) + behind

        return PLACE.sub(put, html)
