"""Markdown as authors type it: CommonMark with tables and notes, in a language, and no HTML.

What Markdown would leave out without a word, or print as it was typed, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from asof.diagnostics import AsofError, Finding, Location, error
from asof.language import Language
from asof.located import Scalar

# What parts of a line that are no words are to typography: breaks, and what it must not alter.
BETWEEN = {"softbreak": "\n", "hardbreak": "\n", "code_inline": "\ufffc", "image": "\ufffc"}
BETWEEN |= {"footnote_ref": "\ufffc"}
DEEPEST = 19  # levels of blocks: of what stands on the next, Markdown-It reads nothing
HTML = ("html_block", "html_inline")
NO_NOTE = re.compile(r"\[\^[^\]\s]+\]")
LONGEST_TAG = 40  # characters of HTML that a finding repeats


class _EveryLink(MarkdownIt):
    """Markdown that reads each link: one that no page may have is told, not printed as typed."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (named so in markdown-it)
        return True


@lru_cache(maxsize=2)
def markdown(language: Language) -> MarkdownIt:
    """Markdown with the language's typography on its words; HTML is read, to be refused."""
    parser = _EveryLink("commonmark").enable("table").use(footnote_plugin)

    def typography(state: StateCore) -> None:
        for line in state.tokens:
            parts = line.children or []
            set_ = language.typeset_parts([BETWEEN.get(p.type, p.content) for p in parts])
            for part, words in zip(parts, set_, strict=True):
                part.content = words if part.type == "text" else part.content

    parser.core.ruler.push("typography", typography)
    parser.add_render_rule("text", _escaped)
    return parser


def _escaped(_: Any, tokens: list[Token], index: int, *__: Any) -> str:
    """Words as HTML, their quotation marks as they are."""
    return escape(tokens[index].content, quote=False)


def each_token(tokens: Iterable[Token]) -> Iterator[Token]:
    """All tokens, those of lines among them."""
    for token in tokens:
        yield token
        yield from each_token(token.children or ())


def refuse_unprintable(tokens: Sequence[Token], read: Mapping[str, Any], words: Scalar) -> None:
    """Raise AsofError for what would not print, or not as anything but what was typed.

    `read` is what the parser kept beside the tokens: the notes that it found.
    """
    found = [*_too_deep(tokens, words), *_html(tokens, words), *_lost_notes(tokens, read, words)]
    if found:
        raise AsofError(*found)


def _too_deep(tokens: Iterable[Token], words: Scalar) -> Iterator[Finding]:
    if any(token.level >= DEEPEST for token in tokens):
        told = "quotations or lists stand so deep inside each other that they are not read"
        yield error(words.place, told, "put fewer inside each other", "template")


def _html(tokens: Iterable[Token], words: Scalar) -> Iterator[Finding]:
    """Each tag of a text, but for those that end what another begins."""
    last, begun = dict[str, int](), set[str]()
    for tag in _tags(tokens):
        name = "".join(tag.strip("</>").split()[:1])
        if not (tag.startswith("</") and name in begun):
            told = f"a text holds no HTML: '{tag[:LONGEST_TAG]}'"
            hint = "write it in Markdown, or '\\<' for the sign itself"
            yield error(place_in(words, tag, last.get(tag, -1) + 1), told, hint, "template")
        last[tag] = words.raw.find(tag, last.get(tag, -1) + 1)
        begun.add(name)


def _tags(tokens: Iterable[Token]) -> Iterator[str]:
    """The tags of some Markdown; a block of HTML is cut into them."""
    for token in each_token(tokens):
        if token.type == "html_block":
            line = token.content.strip()
            inside = each_token(MarkdownIt("commonmark").parseInline(line))
            yield from [t.content for t in inside if t.type in HTML] or [line.split("\n")[0]]
        elif token.type in HTML:
            yield token.content


def _lost_notes(
    tokens: Iterable[Token], read: Mapping[str, Any], words: Scalar
) -> Iterator[Finding]:
    """Notes that nothing refers to, and what refers to a note that is not there."""
    for label, used in read.get("footnotes", {}).get("refs", {}).items():
        mark = f"[^{label[1:]}]"
        if used < 0:
            told, hint = (
                f"nothing refers to the note '{mark}'",
                f"put {mark} behind what it is about",
            )
            yield error(place_in(words, mark), told, hint, "template")
    for token in each_token(tokens):
        for mark in NO_NOTE.findall(token.content if token.type == "text" else ""):
            told, hint = (
                f"'{mark}' is no note: it has no words",
                "write ^[…] with its words instead",
            )
            yield error(place_in(words, mark), told, hint, "template")


def place_in(words: Scalar, piece: str, behind: int = 0) -> Location:
    """Where a piece of a text was typed, so far into it; the text where a value put it there."""
    at = words.raw.find(piece, behind)
    return words.along(at) if at >= 0 else words.place


def split_notes(tokens: list[Token]) -> tuple[list[Token], dict[int, list[Token]]]:
    """The tokens of a text, and by their numbers the lines of its notes: each is one line."""
    begin = next((n for n, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens))
    notes: dict[int, list[Token]] = {}
    for token in tokens[begin:]:
        if token.type == "footnote_open":
            notes[token.meta["id"]] = []
        elif token.children or token.content:
            line = notes[max(notes)]
            line += [Token("text", "", 0, content=" ")] if line else []
            line += token.children or [Token("code_inline", "code", 0, content=token.content)]
    return tokens[:begin], notes
