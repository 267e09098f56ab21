"""The words of a page outside its marks: what no fact supplied."""

from __future__ import annotations

from html.parser import HTMLParser

MARKED = {"fact", "literal", "source", "footnote"}
UNSEEN = {"style", "script"}
INLINE = {"a", "abbr", "b", "code", "em", "i", "s", "small", "span", "strong", "sub", "sup", "u"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
GAP = "\ufffc"  # stands where a mark was


class Unmarked(HTMLParser):
    """Reads the words of HTML that stand outside marks, each block on a line of its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.within = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A mark begins, or a block; what a picture says counts, unless a chart says it."""
        if self.within:
            self.within += tag not in VOID
            return
        given = dict(attrs)
        if tag in UNSEEN or MARKED & set((given.get("class") or "").split()):
            self.parts.append(GAP)
            self.within = 1
        elif tag not in INLINE:
            drawn = (given.get("id") or "").startswith("chart-")
            told = [given.get(name) for name in ("alt", "title") if not drawn]
            self.parts.append("\n".join(["", *filter(None, told), ""]))

    def handle_endtag(self, tag: str) -> None:
        """A mark ends, or a block."""
        if self.within:
            self.within -= tag not in VOID
        elif tag not in INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self.within:
            self.parts.append(data)


def unmarked(html: str) -> str:
    """The words of some HTML outside its marks."""
    return "".join(Unmarked(html).parts)
