"""An edition as an article of a page: the tree that was set, without what only paper has.

No word of it is altered: what is taken out are lines that run in margins, the paper's own logo and
code, and the lines that name its other files, which the page says itself. Tables can be reached by
keyboard and scrolled, charts stand in the page, and each figure leads to what is known of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from asof.form import Palette
from asof.page.document import TIMELESS, Document
from asof.page.loads import asset_name, leads_elsewhere, loads
from asof.page.tree import HEADINGS, classes, is_element, plain_words, take_out
from asof.publish.pages.inline_drawings import inline_drawing
from asof.publish.site import Files

PAPER_ALONE = {"running", "twin", "logo", "qr"}
UNSHOWN = {"style", "script", "link", "meta", "base", "noscript", "template"}
KEPT = {
    *("id", "class", "href", "src", "alt", "title", "lang", "dir", "role", "value", "datetime"),
    *("scope", "colspan", "rowspan", "headers", "abbr", "start", "reversed", "type", "cite"),
    *("width", "height", "data", "data-key", "data-part", "data-standing"),
}
CHART = "chart-"  # what the id of a chart begins with
TOP = 2  # the level of headings below the title


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """The phrases that an article has beside those of its edition."""

    chart_in_words: str
    sources: str
    table: str


def article_of(
    document: Document, palette: Palette, words: ArticleWords, known: Callable[[str], str]
) -> tuple[Element, Files]:
    """An edition as an article, and the pictures that it shows, by their names.

    `known` gives the address of what is known of a fact; none where the page does not tell it.
    """
    body = document.tree.find(".//body")
    article = deepcopy(body) if body is not None else Element("body")
    article.tag, article.attrib = (
        "article",
        {"class": f"edition {article.get('class', '')}".strip()},
    )
    _without(article, _is_of_paper)
    _gather_notes(article, words.sources)
    for element in article.iter():
        element.attrib = {n: v for n, v in element.attrib.items() if _is_kept(n)}
    pictures = _set_pictures(article, document, palette, words)
    _order_headings(article, document.title)
    _frame_tables(article, words.table)
    _link_figures(article, known)
    return article, pictures


def _is_kept(name: str) -> bool:
    return name in KEPT or name.startswith("aria-") or "}" in name


def _without(around: Element, taken: Callable[[Element], bool]) -> None:
    """Take elements out of a tree, and the words that they hold with them."""
    for child in list(around):
        if taken(child):
            take_out(around, child)
        else:
            _without(child, taken)


def _is_of_paper(element: Element) -> bool:
    if not is_element(element) or element.tag in UNSHOWN:
        return True
    marks = classes(element)
    return bool(PAPER_ALONE & marks) and "handling" not in marks


# ---- notes


def _gather_notes(article: Element, heading: str) -> None:
    """Notes at the feet of pages, in a list at the end: a page of the site has no foot."""
    feet = [e for e in article.iter() if "footnote" in classes(e) and len(e)]
    if not feet:
        return
    around = {child: parent for parent in article.iter() for child in parent}
    for foot in feet:
        take_out(around[foot], foot)
        foot.tail = "\n"
    matter = SubElement(article, "div", {"class": "matter"})
    SubElement(matter, "h2").text = heading
    notes = SubElement(matter, "ul", {"class": "sources"})
    for foot in sorted(feet, key=lambda each: int(each.get("data-source") or 0)):
        foot.tag, foot.attrib = "li", {}
        notes.append(foot)


# ---- pictures


def _set_pictures(
    article: Element, document: Document, palette: Palette, words: ArticleWords
) -> Files:
    """Set charts into the page, and name the files of other pictures; those files."""
    files: Files = {}
    around = {child: parent for parent in article.iter() for child in parent}
    for number, load in enumerate(list(loads(article))):
        name = document.inside.get(load.url) or asset_name(load.url)
        if load.refused or name not in document.assets or leads_elsewhere(name):
            continue
        image, content = load.element, document.assets[name]
        is_chart = (image.get("id") or "").startswith(CHART)
        drawing = inline_drawing(content, f"drawing{number}", palette) if is_chart else None
        if drawing is not None:
            _set_in(around[image], image, _labelled(drawing, image), words)
        else:
            image.set(load.attribute, name)
            files[name] = content
    return files


def _labelled(drawing: Element, image: Element) -> Element:
    """A drawing that a voice reads as one picture, by the words of the image that it replaces."""
    drawing.attrib |= {"role": "img", "aria-label": image.get("alt", "")}
    drawing.attrib |= {"id": image.attrib["id"]} if "id" in image.attrib else {}
    drawing.set("class", " ".join(filter(None, (drawing.get("class"), image.get("class")))))
    return drawing


def _set_in(around: Element, image: Element, drawing: Element, words: ArticleWords) -> None:
    """A drawing in the place of an image; below that of a figure, what it shows in words."""
    at = list(around).index(image)
    around[at], tail = drawing, image.tail
    drawing.tail = tail
    if around.tag == "figure" and image.get("alt"):
        told = Element("details", {"class": "in-words"})
        SubElement(told, "summary").text = words.chart_in_words
        SubElement(told, "p").text = image.get("alt")
        around.insert(at + 1, told)


# ---- headings, tables, figures


def _order_headings(article: Element, title: str) -> None:
    """One title, and no level of headings that leaves one out."""
    found = [e for e in article.iter() if e.tag in HEADINGS]
    titles = [e for e in found if e.tag == "h1"]
    if not titles:
        article.insert(0, Element("h1"))
        article[0].text = title
    level = 1
    for heading in found:
        if heading is not next(iter(titles), None):
            level = min(max(int(heading.tag[1]), TOP), level + 1)
            heading.tag = f"h{level}"


def _frame_tables(article: Element, unnamed: str) -> None:
    """Each table in a region that is reached by keyboard, and scrolled where it is too wide."""
    around = {child: parent for parent in article.iter() for child in parent}
    for number, table in enumerate([e for e in article.iter() if e.tag == "table"], 1):
        for cell in (c for head in table.iter("thead") for c in head.iter("th")):
            cell.set("scope", cell.get("scope", "col"))
        holder = around[table]
        at, tail = list(holder).index(table), table.tail
        region = Element("div", {"class": "scroll", "role": "region", "tabindex": "0"})
        region.attrib |= _name_of(table, number, unnamed)
        holder[at] = region
        region.append(table)
        region.tail, table.tail = tail, None


def _name_of(table: Element, number: int, unnamed: str) -> dict[str, str]:
    """By what a voice calls a table: its caption, else its number."""
    caption = table.find("caption")
    if caption is None or not plain_words(caption).strip():
        return {"aria-label": f"{unnamed} {number}"}
    caption.set("id", caption.get("id", f"table-{number}"))
    return {"aria-labelledby": caption.attrib["id"]}


def _link_figures(article: Element, known: Callable[[str], str]) -> None:
    """Lead from each figure to what is known of it; no link can stand within another."""
    for element in list(_outside_links(article)):
        address = known(element.get("data-key", ""))
        if "fact" in classes(element) and address and not element.findall(".//a"):
            link = Element("a", {"href": address})
            link.text, element.text = element.text, None
            link.extend(list(element))
            element[:] = [link]


def _outside_links(around: Element) -> Iterator[Element]:
    for child in around:
        if is_element(child) and child.tag != "a":
            if child.get("data-key") and child.get("data-part") not in TIMELESS:
                yield child
            yield from _outside_links(child)
