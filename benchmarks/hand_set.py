"""The note of a riding as Typst source: the words of the HTML that asof wrote, by `note.typ`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

STYLE = Path(__file__).with_name("note.typ")
VOID = {"meta", "link", "img", "br"}
SPECIAL = re.compile(r"""([\\#*_`$<>@\[\]~'"=+/;-]|^[.(])""")


@dataclass
class Element:
    """An element of the page, with its children in order."""

    tag: str
    given: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        """Its classes."""
        return set(self.given.get("class", "").split())

    @property
    def elements(self) -> list[Element]:
        """The elements in it."""
        return [each for each in self.children if isinstance(each, Element)]

    @property
    def words(self) -> str:
        """All that it says."""
        said = (each if isinstance(each, str) else each.words for each in self.children)
        return " ".join("".join(said).split())

    def all(self, name: str) -> Iterator[Element]:
        """The elements below with a tag, or with a class where the name starts with a dot."""
        for each in self.elements:
            if each.tag == name or name in {f".{own}" for own in each.classes}:
                yield each
            yield from each.all(name)

    def one(self, name: str) -> Element:
        """The first of them; an empty one where there is none."""
        return next(self.all(name), Element(name))


class Tree(HTMLParser):
    """Reads a page that asof wrote: every element that is not void is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        assert self.open[-1].tag == tag, f"{tag} closes {self.open[-1].tag}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep its words."""
        self.open[-1].children.append(data)


def read(page: Path) -> Element:
    """The page as a tree."""
    tree = Tree()
    tree.feed(page.read_text("utf-8"))
    return tree.open[0]


# ---- in a line


def line(element: Element) -> str:
    """What stands in a line, as markup."""
    return "".join(map(part, element.children)).strip()


def part(each: Element | str) -> str:
    """A run of words, or an element in them."""
    if isinstance(each, str):
        return SPECIAL.sub(r"\\\1", re.sub(r"[ \n]+", " ", each))
    inner = line(each)
    if "source" in each.classes:
        return f"#source[{inner}]"
    bold = each.tag == "data" and "long" not in each.classes and "data-part" not in each.given
    if bold:
        return f"#fact[{inner}]"
    return "" if each.tag == "ul" else inner


# ---- blocks


def points(block: Element, depth: int = 0) -> str:
    """Points, those under them set in."""
    made = []
    for point in block.elements:
        made.append(f"{'  ' * depth}- {line(point)}")
        made += [points(below, depth + 1) for below in point.elements if below.tag == "ul"]
    return "\n".join(made)


def tiles(block: Element) -> str:
    """Tiles, three in a row."""
    made = []
    for tile in block.all("li"):
        figure = tile.one(".figure")
        beside = " ".join(line(s) for name in (".scale", ".unit") for s in figure.all(name))
        number, label, date = (line(tile.one(f".{n}")) for n in ("number", "label", "date"))
        light = number.replace("#fact[", "#[")
        made.append(f"tile([{light}], [{beside}], [{label}], [{date}])")
    return f"#tiles({', '.join(made)})"


def pressed(block: Element) -> str:
    """What to say if pressed."""
    return f"#pressed([{line(block.one('h2'))}])[\n{points(block.one('ul'))}\n]"


def chart(block: Element) -> str:
    """The chart: the same picture, its words in the font's own name."""
    image = block.one("img")
    file, alt = (json.dumps(image.given[name], ensure_ascii=False) for name in ("src", "alt"))
    return f"#chart([{line(block.one('figcaption'))}], {file}, {alt})"


def table(block: Element) -> str:
    """Facts in rows."""
    heads = [f"[{line(cell)}]" for cell in block.one("thead").all("th")]
    rows = block.one("tbody").all("tr")
    cells = [f"[{line(numbered(cell))}]" for row in rows for cell in row.elements]
    return f"#figures({len(heads)}, table.header({', '.join(heads)}), {', '.join(cells)})"


def numbered(cell: Element) -> Element:
    """A cell; in a column of its own a source is a number like any other."""
    return Element("td", {}, [cell.words]) if "col-source" in cell.classes else cell


def facts(block: Element) -> str:
    """Facts with a column for their dates."""
    rows = (f"#event([{line(r.one('.when'))}])[{line(r.one('.what'))}]" for r in block.all("li"))
    return "\n".join(rows)


def prose(block: Element) -> str:
    """Running text."""
    return "\n\n".join(line(each) for each in block.elements)


KINDS: dict[str, Callable[[Element], str]] = {
    "points": points,
    "tiles": tiles,
    "pressed": pressed,
    "chart": chart,
    "facts": facts,
    "prose": prose,
}


def block(element: Element) -> str:
    """A block of a section, by its class."""
    if element.tag == "table":
        return table(element)
    kind = next(name for name in KINDS if name in element.classes)
    return KINDS[kind](element)


# ---- the whole


def source(page: Path) -> str:
    """The note on a page that asof wrote, in a folder of its day, as Typst source."""
    tree, day = read(page), date.fromisoformat(page.parents[1].name)
    parts = ['#import "note.typ": *', head(tree, day), letterhead(tree)]
    parts += [section(each) for each in tree.all("section")]
    return "\n\n".join([*parts, end(tree.one(".end"))]) + "\n"


def head(tree: Element, day: date) -> str:
    """What is told of the whole document, and what runs in its margins."""
    tag = tree.one("html").given["lang"].split("-")
    told = {meta.given.get("name"): meta.given.get("content") for meta in tree.all("meta")}
    strings = {
        "title": tree.one("title").words,
        "lang": tag[0],
        "region": tag[1],
        "question": told["description"],
        "author": told["author"],
    }
    given = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in strings.items()]
    names = ("subject", "handling", "imprint")
    running = [f"{name}: [{line(tree.one(f'.{name}'))}]" for name in names]
    dated = f"day: datetime(year: {day.year}, month: {day.month}, day: {day.day})"
    return f"#show: note.with({', '.join([*given, dated, *running])})"


def letterhead(tree: Element) -> str:
    """The title, and the box of the day."""
    names = ("h1", ".origin", ".banner-label", ".banner-day", ".banner-span")
    return f"#letterhead({', '.join(f'[{line(tree.one(name))}]' for name in names)})"


def section(element: Element) -> str:
    """A section, its label in the margin."""
    first = element.elements[0]
    label = f"[{line(first)}]" if first.tag == "h2" else "none"
    blocks = element.elements[1:] if first.tag == "h2" else element.elements
    if "question" in element.classes:
        return f"#section({label})[#question[{line(blocks[0])}]]"
    body = "\n#gap\n".join(map(block, blocks))
    return f"#section({label})[\n{body}\n]"


def end(element: Element) -> str:
    """The quiet block at the end."""
    made = [f"#matter([{line(m.one('h2'))}])[{matter(m)}]" for m in element.all(".matter")]
    return "#end[\n" + "\n".join(made) + "\n]"


def matter(element: Element) -> str:
    """What stands in it beside a label."""
    listed = [f"+ {line(each)}" for each in element.all("li")]
    return "\n" + "\n".join(listed) + "\n" if listed else line(element.one("p"))


def write(page: Path, folder: Path, name: str) -> Path:
    """Write the source of a page into a folder, with the style and the chart that it asks for."""
    made = folder / f"{name}.typ"
    folder.mkdir(parents=True, exist_ok=True)
    text = source(page)
    for picture in {image.given["src"] for image in read(page).all("img")}:
        text = text.replace(f'"{picture}"', f'"{name}.svg"')
        svg = (page.parent / picture).read_text("utf-8")
        (folder / f"{name}.svg").write_text(svg.replace("Asof Sans", "Source Sans Pro"), "utf-8")
    made.write_text(text, "utf-8")
    (folder / STYLE.name).write_text(STYLE.read_text("utf-8"), "utf-8")
    return made
