"""An edition as Markdown, from the same tree as its page: for who reads text, and for machines.

Its first line is the sentence that says as of which day it holds. Sources are notes by their
numbers, as on paper; at the end stands each figure with its days, its standing and its sources.
CommonMark, with the tables of GitHub's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from asof.language import Language
from asof.page.tree import HEADINGS, SVG, classes, is_element
from asof.publish.pages.known_figures import KnownFigure
from asof.publish.pages.phrases import as_of_words
from asof.publish.site import SiteEdition

SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
OPENING = re.compile(r"^(\s*\d*)([#>+=.)-])", re.MULTILINE)
BLOCKS = {"div", "section", "article", "header", "footer", "blockquote", "figure", "body", "dl"}
LINES = {"p", "figcaption", "caption", "dt", "dd", "summary", *HEADINGS}
STRONG, SLANTED = {"strong", "b"}, {"em", "i", "cite"}


def markdown_twin(
    article: Element, edition: SiteEdition, figures: list[KnownFigure], spoken: Language
) -> str:
    """An edition as Markdown."""
    parts = [as_of_words(spoken, edition), *blocks(article)]
    if figures:
        parts += [f"## {_escaped(spoken.site_word('figures_on_page'))}", *_known(figures, spoken)]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def blocks(around: Element) -> Iterator[str]:
    """The blocks in an element, each as Markdown; words beside blocks are paragraphs."""
    line: list[str] = [_escaped(around.text)]
    for child in around:
        if is_element(child) and _is_block(child):
            yield _paragraph("".join(line))
            line = []
            yield from _block(child)
        elif is_element(child):
            line.append(inline(child))
        line.append(_escaped(child.tail))
    yield _paragraph("".join(line))


def _is_block(element: Element) -> bool:
    tags = BLOCKS | LINES | {"ul", "ol", "table", "details", "pre", "hr", f"{SVG}svg"}
    return element.tag in tags


def _block(element: Element) -> Iterator[str]:
    """One block: a heading, a list, a table, a picture in words, or what it holds."""
    if element.tag in HEADINGS:
        yield f"{'#' * int(element.tag[1])} {_one_line(inline_of(element))}"
    elif element.tag in ("ul", "ol"):
        yield "\n".join(_items(element))
    elif element.tag == "table":
        yield from _table(element)
    elif element.tag == f"{SVG}svg":
        yield _paragraph(_escaped(element.get("aria-label")))
    elif element.tag == "blockquote":
        yield _indented("\n\n".join(filter(None, blocks(element))), "> ")
    elif element.tag == "details":
        return
    elif element.tag in LINES:
        yield _paragraph(inline_of(element))
    else:
        yield from blocks(element)


def _items(listed: Element) -> Iterator[str]:
    """The items of a list, what they hold further in."""
    for number, item in enumerate(listed.findall("li"), 1):
        inner = [part for part in blocks(item) if part]
        mark = f"{number}. " if listed.tag == "ol" and not _numbers_itself(item) else "- "
        first, *rest = "\n\n".join(inner).split("\n") or [""]
        yield f"{mark}{first}"
        yield from (f"{' ' * len(mark)}{line}" if line else "" for line in rest)


def _numbers_itself(item: Element) -> bool:
    """Whether an item begins with its number, as the note of a source does."""
    return any("note-number" in classes(each) for each in item.iter() if is_element(each))


def _table(table: Element) -> Iterator[str]:
    """A table as lines of cells; a cell that spans others stands in the first of them."""
    caption = table.find("caption")
    if caption is not None:
        yield f"**{_one_line(inline_of(caption))}**"
    rows = [list(_cells(row)) for row in table.iter("tr")]
    wide = max(map(len, rows), default=0)
    lines = [f"| {' | '.join(row + [''] * (wide - len(row)))} |" for row in rows]
    if lines:
        yield "\n".join([lines[0], f"|{' --- |' * wide}", *lines[1:]])


def _cells(row: Element) -> Iterator[str]:
    for cell in row:
        if is_element(cell) and cell.tag in ("th", "td"):
            yield _one_line(" ".join(filter(None, blocks(cell))))
            yield from [""] * (int(cell.get("colspan", "1")) - 1)


# ---- lines


def inline_of(element: Element) -> str:
    """The words in an element as one line of Markdown."""
    parts = [_escaped(element.text)]
    for child in element:
        parts += [inline(child) if is_element(child) else "", _escaped(child.tail)]
    return "".join(parts)


def inline(element: Element) -> str:
    """An element of a line as Markdown."""
    if element.tag == "img":
        return _escaped(element.get("alt"))
    if element.tag == f"{SVG}svg":
        return _escaped(element.get("aria-label"))
    if element.tag == "br":
        return "\\\n"
    said = inline_of(element)
    if element.tag in STRONG | SLANTED and said.strip():
        mark = "**" if element.tag in STRONG else "*"
        words = said.strip()
        head, tail = said.split(words, 1)
        return f"{head}{mark}{words}{mark}{tail}"
    address = element.get("href", "")
    if element.tag == "a" and address and not address.startswith("#"):
        return f"[{said}](<{address}>)"
    return said


def _escaped(words: str | None) -> str:
    """Words in which nothing is a mark of Markdown."""
    return SPECIAL.sub(r"\\\1", words or "")


def _one_line(words: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", words).strip()


def _paragraph(words: str) -> str:
    """A paragraph, whose lines do not begin as another block would."""
    lines = (_one_line(line) for line in words.split("\\\n"))
    return OPENING.sub(r"\1\\\2", "\\\n".join(lines))


def _indented(text: str, before: str) -> str:
    return "\n".join(f"{before}{line}".rstrip() for line in text.split("\n"))


def _known(figures: list[KnownFigure], spoken: Language) -> Iterator[str]:
    """What is known of each figure: its value, its days, its standing, who says so."""
    for figure in figures:
        head = spoken.word("labelled", label=figure.label, value=figure.value)
        standing = "" if figure.standing == "current" else f" ({figure.standing_word})"
        lines = [f"- {_escaped(head)}{_escaped(standing)}"]
        for line in figure.chosen:
            told = [(spoken.word("on"), line.on), (spoken.word("reported"), line.reported)]
            told += [(spoken.word("source"), source) for source in line.sources]
            said = (spoken.word("labelled", label=term, value=value) for term, value in told)
            lines += [f"  - {_escaped(each)}" for each in (*said, *line.remarks)]
        yield "\n".join(lines)
