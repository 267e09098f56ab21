"""Markdown on paper: links with their addresses, lists with numbers, tables as the theme's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from asof.diagnostics import WordError
from asof.language import Language
from asof.page.links import whole_link

UNSEEN = ("https://", "mailto:", "tel:")  # what nobody types to get there
ALIGNED = {"text-align:right": "numeric", "text-align:center": "centred"}


def opened(tag: str, **attributes: str) -> Token:
    """The beginning of an element that Markdown has no words for."""
    named = {name.rstrip("_"): value for name, value in attributes.items()}
    return Token("element_open", tag, 1, attrs=dict(named), block=tag != "span")


def closed(tag: str) -> Token:
    """The end of such an element."""
    return Token("element_close", tag, -1, block=tag != "span")


def plain(words: str) -> Token:
    """Words that are set as they are."""
    return Token("text", "", 0, content=words)


# ---- links


def with_addresses(tokens: Iterable[Token], parser: MarkdownIt, base: str) -> list[Token]:
    """The tokens of a text, with the address behind each link whose words do not tell it."""
    made: list[Token] = []
    link, words = "", ""
    for token in tokens:
        token.children = token.children and with_addresses(token.children, parser, base)
        made.append(token)
        if token.type == "link_open":
            link, words = _printed(str(token.attrs.get("href", "")), parser, base), ""
        elif token.type == "link_close" and link and _without_scheme(words.strip()) != link:
            made += [opened("span", class_="address"), plain(f" ({link})"), closed("span")]
        words += token.content
    return made


def _printed(href: str, parser: MarkdownIt, base: str) -> str:
    """An address as it is typed; none for a place in the document, or where it leads nowhere."""
    try:
        link = whole_link(href, base)
    except WordError:  # told when the page is gathered
        return ""
    return "" if link.startswith("#") else parser.normalizeLinkText(_without_scheme(link))


def _without_scheme(link: str) -> str:
    scheme = next((each for each in UNSEEN if link.startswith(each)), "")
    return link.removeprefix(scheme)


# ---- lists


def with_numbers(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a text, its lists counted from where they start: the engine overlooks that."""
    for token in tokens:
        if token.type == "ordered_list_open" and "start" in token.attrs:
            before = int(token.attrs["start"]) - 1
            token.attrs["style"] = f"counter-reset: list-item {before}"
    return tokens


# ---- tables


@dataclass(slots=True)
class TypedTable:
    """A table of a text: its heads and its rows, each cell as its tokens with its tags."""

    rows: list[list[list[Token]]] = field(default_factory=list)

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> TypedTable:
        """The table that some tokens tell."""
        table = cls()
        for token in tokens:
            if token.type == "tr_open":
                table.rows.append([])
            elif token.type in ("th_open", "td_open"):
                table.rows[-1].append([token])
            elif token.type in ("inline", "th_close", "td_close"):
                table.rows[-1][-1].append(token)
        return table

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.rows[0])

    def records(self, language: Language) -> Iterator[Token]:
        """The rows as records: the first cell names one, each other follows its head."""
        between = language.word("labelled", label="", value="")
        heads = [cell[1].children or [] for cell in self.rows[0]]
        yield opened("ul", class_="records")
        for first, *others in self.rows[1:]:
            yield opened("li")
            yield from _paragraph("name", first[1].children or [])
            for head, cell in zip(heads[1:], others, strict=True):
                term = [opened("span", class_="term"), *head, closed("span"), plain(between)]
                if cell[1].content:
                    yield from _paragraph("", [*term, *(cell[1].children or [])])
            yield closed("li")
        yield closed("ul")


def _paragraph(name: str, parts: list[Token]) -> Iterator[Token]:
    line = Token("inline", "", 0, children=parts, block=True)
    yield from (opened("p", class_=name), line, closed("p"))


def with_tables(tokens: Sequence[Token], most: int, language: Language) -> list[Token]:
    """The tokens of a text, its tables as the theme sets them.

    One of more than `most` columns is a list of records; the words of its heads come again in each.
    """
    made: list[Token] = []
    begin: int | None = None
    for n, token in enumerate(tokens):
        if token.type == "table_open":
            begin = n
        if begin is None:
            made.append(token)
        if token.type == "table_close" and begin is not None:
            table = TypedTable.of(tokens[begin : n + 1])
            listed = table.columns > most
            made += table.records(language) if listed else map(_as_set, tokens[begin : n + 1])
            begin = None
    return made


def _as_set(token: Token) -> Token:
    """A part of a table with the classes that the theme knows."""
    if token.type in ("th_open", "td_open"):
        look = ALIGNED.get(str(token.attrs.pop("style", "")))
        token.attrs |= {"class": look} if look else {}
        token.attrs |= {"scope": "col"} if token.type == "th_open" else {}
    return token
