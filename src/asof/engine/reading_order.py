"""The order in which the words of a line stand, where some of them read from right to left.

The engine orders the letters within a box of text, as Pango does, and sets boxes beside each other
as they come: all from left to right, or all from right to left. A fact is a box, and so is a bold
word. Here the boxes of a line are ordered as Unicode's bidirectional algorithm (UAX 9) says of the
whole paragraph; a box that holds words of both directions is parted. Only places change: boxes stay
in the order in which they are read, and so do the tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from asof.engine.laid_page import box_kinds
from asof.language import is_leftward
from asof.page.document import Document
from asof.page.tree import classes

LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
TO_RIGHT, TO_LEFT, AS_AROUND, CLOSED = "\u2066\u2067\u2068\u2069"  # LRI, RLI, FSI, PDI
BY_ITSELF = "auto"
OBJECT = "\ufffc"  # what stands for a picture
SET_APART = "[\u2066-\u2068][^\u2066-\u2069]*\u2069"
DEEPER = f"[\u2066-\u2068](?:[^\u2066-\u2069]|{SET_APART})*\u2069"  # a figure holds its source
PHRASE = re.compile(
    f"{LEFTWARD.pattern}(?:(?:{LEFTWARD.pattern}|[^\\w\u2066-\u2069]|[\\d_]|{DEEPER})*"
    f"{LEFTWARD.pattern})?"
)
LETTER = re.compile("[^\\W\\d_]")
BRACKETS = {"(": ")", "[": "]", "{": "}", "\u00ab": "\u00bb"}
SENTENCE_END = (".", "!", "?", "\u061f", "\u06d4", "\u2026")


def is_both_ways(document: Document) -> bool:
    """Whether anything in a document may be read from right to left."""
    sheets = (content for name, content in document.assets.items() if name.endswith(".css"))
    if any(map(_turns, sheets)):
        return True
    elements = document.tree.iter()
    return any(e.get("dir") or LEFTWARD.search(f"{e.text}{e.tail}") for e in elements)


@lru_cache(maxsize=16)
def _turns(sheet: bytes) -> bool:
    """Whether a style sheet turns lines, or adds words that do."""
    return b"rtl" in sheet or bool(LEFTWARD.search(sheet.decode("utf-8", "replace")))


def order_lines(document: Any) -> None:
    """Order the boxes in the lines of all pages of a laid document."""
    for page in document.pages:
        for block in list(leftward_blocks(page)):
            order_block(block)


def leftward_blocks(page: Any) -> Iterator[TextBlock]:
    """The boxes of a page that hold lines in which anything stands from right to left."""
    return filter(_leftward, _blocks(page._page_box, ""))


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A box that holds lines, and the direction that its element states, or one around it."""

    box: Any
    stated: str

    @property
    def lines(self) -> list[Any]:
        """Its lines."""
        return list(filter(_is_line, self.box.children))

    @property
    def rtl(self) -> bool:
        """Whether its lines begin at the right."""
        return "rtl" in (self.stated, self.box.style["direction"])


def _blocks(box: Any, stated: str) -> Iterator[TextBlock]:
    box = getattr(box, "_box", box)  # what is placed absolutely stands behind a placeholder
    stated = stated_direction(box.element) or stated if box.element is not None else stated
    children = getattr(box, "children", ())
    if any(map(_is_line, children)):
        yield TextBlock(box, stated)
    for child in children:
        yield from _blocks(child, stated)


def _leftward(block: TextBlock) -> bool:
    return block.rtl or any(map(_is_leftward, block.box.descendants()))


def _is_leftward(box: Any) -> bool:
    return box.style["direction"] == "rtl" or bool(LEFTWARD.search(getattr(box, "text", "")))


def _is_line(box: Any) -> bool:
    return isinstance(box, box_kinds().LineBox)


@dataclass(frozen=True, slots=True)
class LineWords:
    """A text or a picture of a line, and where its words stand in those of the paragraph.

    A mark that sets words apart has no box: it keeps the numbers on both of its sides apart.
    """

    box: Any
    start: int
    end: int


@dataclass(slots=True)
class Paragraph:
    """The words of a block as its lines have them, and which of its boxes hold which of them."""

    text: str = ""
    lines: list[list[LineWords]] = field(default_factory=list)

    def read(self, block: TextBlock) -> Paragraph:
        """Gather the words of a block; what stands apart from others is marked so."""
        # A line may break within an element: its last box closes it.
        self._ends = {box.element: box for box in block.box.descendants() if _is_inline(box)}
        for line in block.lines:
            self.lines.append([])
            self._inside(line)
            self.text += " "  # the engine takes away the space at which it breaks a line
        return self

    _ends: dict[Any, Any] = field(default_factory=dict)
    _begun: dict[Any, int] = field(default_factory=dict)

    def _inside(self, box: Any) -> None:
        for child in filter(_flows, box.children):
            if isinstance(child, box_kinds().InlineBox):
                self._within(child)
            else:
                words = getattr(child, "text", OBJECT)
                self.lines[-1].append(LineWords(child, len(self.text), len(self.text + words)))
                self.text += words

    def _within(self, box: Any) -> None:
        """Gather what is in a box, between the marks that set it apart, if anything does."""
        mark = apart(box.element) if _is_inline(box) else ""
        if mark and box.element not in self._begun:
            self._begun[box.element] = len(self.text)
            self._mark(AS_AROUND)
        self._inside(box)
        if mark and self._ends[box.element] is box:
            self._close(self._begun[box.element], mark)

    def _close(self, begun: int, mark: str) -> None:
        """Let what began somewhere end here, in the direction that its mark says."""
        within = self.text[begun + 1 :]
        self.text = (
            f"{self.text[:begun]}{_direction(within) if mark == BY_ITSELF else mark}{within}"
        )
        self._mark(CLOSED)

    def _mark(self, mark: str) -> None:
        self.lines[-1].append(LineWords(None, len(self.text), len(self.text) + 1))
        self.text += mark


def _direction(text: str) -> str:
    """The mark of the direction of a text's first letter; to the right where it has none.

    FriBidi, which has a mark for that, takes words without a letter to go either way.
    """
    first = LETTER.search(outer_words(text))
    return TO_LEFT if first and LEFTWARD.match(first[0]) else TO_RIGHT


def _is_inline(box: Any) -> bool:
    """Whether a box is that of an element within a line, and not of words that a style adds."""
    element = box.element
    inside = isinstance(box, box_kinds().InlineBox)
    return inside and element is not None and box.element_tag == element.tag


def _flows(box: Any) -> bool:
    return bool(box.is_in_normal_flow())


def apart(element: Any) -> str:
    """The mark that sets the words of an element apart from those around; none where none does.

    A fact goes by its own words, the mark of a source by those in which it stands.
    """
    stated = stated_direction(element)
    if stated:
        return TO_LEFT if stated == "rtl" else TO_RIGHT if stated == "ltr" else BY_ITSELF
    if "source" in classes(element):
        return AS_AROUND
    return BY_ITSELF if element.tag == "bdi" or "fact" in classes(element) else ""


def stated_direction(element: Any) -> str:
    """The direction that an element says its words have, itself or by their language."""
    if stated := element.get("dir"):
        return str(stated)
    tag = element.get("lang", "")
    return "" if not tag else "rtl" if is_leftward(tag) else "ltr"


# ---- levels


def paragraph_levels(text: str, *, rtl: bool) -> bytes:
    """The level of each character of a paragraph, which begins at the right or at the left.

    In one that begins at the left, each phrase from right to left is taken for itself: a number
    that comes next belongs to what follows.
    """
    if rtl or is_leftward_sentence(text):
        return levels(text.replace(AS_AROUND, TO_LEFT), rtl=True)
    parts, kept, at = _parted(text), bytearray(), 0
    marked = [_marked(part, leftward=leftward) for part, leftward in parts]
    found = levels("".join(marked), rtl=False)
    for part, leftward in parts:
        kept += found[at + leftward : at + leftward + len(part)]
        at += len(part) + 2 * leftward
    return bytes(kept)


def _marked(part: str, *, leftward: bool) -> str:
    """A part of a paragraph, with the marks that tell of its direction."""
    if not leftward:
        return part.replace(AS_AROUND, TO_RIGHT)
    return f"{TO_LEFT}{part.replace(AS_AROUND, TO_LEFT)}{CLOSED}"


def _parted(text: str) -> list[tuple[str, bool]]:
    """A text as its phrases from right to left, and what stands between them."""
    parts, at = [], 0
    for start, end in phrases(text):
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [*parts, (text[at:], False)]


def phrases(text: str) -> Iterator[tuple[int, int]]:
    """Where phrases from right to left begin and end: with their brackets, or before them."""
    at = 0
    while found := PHRASE.search(text, at):
        start, at = found.span()
        for bracket in (n for n in range(start, found.end()) if text[n] in BRACKETS):
            closing = text.find(BRACKETS[text[bracket]], bracket)
            if closing < 0 or LETTER.search(text, found.end(), closing):
                at = start + len(text[start:bracket].rstrip())
                break
            at = max(at, closing + 1)
        yield start, at


def is_leftward_sentence(text: str) -> bool:
    """Whether a text is a sentence with no letter from left to right."""
    said = outer_words(text)
    return said.endswith(SENTENCE_END) and all(map(LEFTWARD.match, LETTER.findall(said)))


def outer_words(text: str) -> str:
    """The words of a paragraph, each part with a direction of its own as one thing."""
    return re.sub(DEEPER, OBJECT, text).strip()


def levels(text: str, *, rtl: bool) -> bytes:
    """The level of each character: even ones read from left to right, odd ones from right to left.

    They are those of Pango, which sets the words: UAX 9, as its version of FriBidi has it.
    """
    ffi, pango, glib = _libraries()
    raw = text.encode()
    found = pango.pango_log2vis_get_embedding_levels(raw, len(raw), ffi.new("int *", int(rtl)))
    try:
        return bytes(ffi.buffer(found, len(text)))
    finally:
        glib.g_free(found)


@cache
def _libraries() -> tuple[Any, Any, Any]:
    """The engine's own libraries, with what it does not ask of them itself."""
    from weasyprint.text.ffi import ffi, gobject, pango

    ffi.cdef(
        "unsigned char *pango_log2vis_get_embedding_levels (const char *, int, int *);"
        " void g_free (void *);"
    )
    return ffi, pango, gobject


def seen_order(levels_of: Sequence[int]) -> list[int]:
    """The numbers of what has some levels, from left to right: UAX 9, L2."""
    order = list(range(len(levels_of)))
    for level in range(max(levels_of, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels_of[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    return order


# ---- places


def order_block(block: TextBlock) -> None:
    """Put the boxes of each line of a block where their words are read."""
    said = Paragraph().read(block)
    found = paragraph_levels(said.text, rtl=block.rtl)
    for line, words in zip(block.lines, said.lines, strict=True):
        parts = [list(_parts(each, found)) for each in words]
        left = _left(line)
        _replace(line, {id(each.box): own for each, own in zip(words, parts, strict=True)})
        _place(line, list(chain.from_iterable(parts)), left)
        _span(line)


def _left(line: Any) -> float:
    """Where the words of a line begin at the left.

    In one that begins at the right the engine moves boxes by a space that it took away, and an
    indent to the other side; the line itself is where it should be.
    """
    if line.style["direction"] == "rtl":
        return float(line.position_x)
    return min((float(box.position_x) for box in line.children if _flows(box)), default=0.0)


Part = tuple[Any, int]  # a box whose words have one level, and that


def _parts(words: LineWords, found: bytes) -> Iterator[Part]:
    """A box of text as boxes of one level each."""
    box, at = words.box, words.start
    if not isinstance(box, box_kinds().TextBox) or len(set(found[at : words.end])) < 2:
        yield _set(box, found[at]) if at < words.end else box, found[at]
        return
    while at < words.end:
        end = next((n for n in range(at, words.end) if found[n] != found[at]), words.end)
        part = box.copy_with_text(box.text[at - words.start : end - words.start])
        yield _set(part, found[at]), found[at]
        at = end


def _set(box: Any, level: int) -> Any:
    """A box of text set in the direction of its level."""
    from weasyprint.text.line_break import split_first_line

    direction = "rtl" if level % 2 else "ltr"
    if not hasattr(box, "text") or (
        box.style["direction"] == direction and box.pango_layout.text == box.text
    ):
        return box
    box.style = box.style.copy()
    box.style["direction"] = direction
    spacing = box.justification_spacing
    box.pango_layout, *_, box.width, _, _ = split_first_line(
        box.text, box.style, None, None, spacing
    )
    box.width += spacing * sum(map(box.text.count, " \u00a0"))
    return box


def _replace(box: Any, parted: dict[int, list[Part]]) -> None:
    """Put the parts of boxes in the place of the boxes, within what is around them."""
    children: list[Any] = []
    for child in box.children:
        if isinstance(child, box_kinds().InlineBox) and _flows(child):
            _replace(child, parted)
        children += [part for part, _ in parted.get(id(child), [(child, 0)])]
    box.children = tuple(children)


def _place(line: Any, parts: Sequence[Part], left: float) -> None:
    """Set the parts of a line beside each other, as they are seen, with the edges around them."""
    order = seen_order([level for _, level in parts])
    seen = [box for box, _ in (parts[number] for number in order) if box is not None]
    around = {id(box): holders for box, holders in _held(line, ())}
    firsts: dict[int, Any] = {}
    lasts: dict[int, Any] = {}
    for box in seen:
        for holder in around[id(box)]:
            firsts.setdefault(id(holder), box)
            lasts[id(holder)] = box
    for box in seen:
        left += sum(_edge(h, "left") for h in around[id(box)] if firsts[id(h)] is box)
        if hasattr(box, "text"):
            box.position_x = left
        else:
            box.translate(dx=left - box.position_x)
        left += box.margin_width()
        left += sum(_edge(h, "right") for h in around[id(box)] if lasts[id(h)] is box)


def _held(box: Any, around: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """The texts and pictures in a box, each with the boxes around it."""
    for child in filter(_flows, box.children):
        if isinstance(child, box_kinds().InlineBox):
            yield from _held(child, (*around, child))
        else:
            yield child, around


def _edge(box: Any, side: str) -> float:
    """How much room a box takes at one of its sides, beside what it holds."""
    names = (f"margin_{side}", f"border_{side}_width", f"padding_{side}")
    return float(sum(getattr(box, name) for name in names))


def _span(box: Any) -> None:
    """Let each box around others reach from the first to the last of them."""
    kind = box_kinds().InlineBox
    for child in (each for each in box.children if isinstance(each, kind) and _flows(each)):
        _span(child)
        if held := list(filter(_flows, child.children)):
            first = min(each.position_x for each in held)
            child.position_x = first - _edge(child, "left")
            child.width = max(each.position_x + each.margin_width() for each in held) - first
