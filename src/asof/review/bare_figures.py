"""bare-figure: a number or a date on the page that no fact supplied."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from asof.briefing.definition import Briefing
from asof.diagnostics import Location
from asof.language import Language
from asof.page.document import AuthorText, Document
from asof.page.generated_words import GeneratedWords, generated_words
from asof.page.loads import asset_name, picture_url
from asof.page.rendered_svg import RenderedText, rendered
from asof.page.tree import parse_drawing
from asof.review.number_detection import NumberInText, figures

JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
IN_STYLE = "write it in a text; a style may add marks, such as a dash or an arrow"
IN_CHART = "let a helper write it from a fact, such as amounts(axes, …), or take it out"
IN_PICTURE = "draw it as a chart of facts, or take it out; a name that holds it can be outlines"
HINT = 'print it from a fact, {{ … }}, or mark a name: {{ "9/11" | literal }}'


def bare_figures(
    document: Document, briefing: Briefing, spoken: Language
) -> Iterator[tuple[Location, str]]:
    """Each figure of a document that stands outside the marks of facts and literals."""
    headings, codes = _headings(briefing), _codes(briefing)
    for written in document.texts:
        if written.text not in codes:
            heading = written.text in headings or written.heading
            yield from bare(written, spoken, heading=heading)


def drawn_figures(document: Document, spoken: Language) -> Iterator[tuple[Location, str]]:
    """Each figure that the code of a chart writes and no fact supplied."""
    for drawn in document.drawn:
        for figure in figures(drawn.words, spoken):
            yield drawn.place, figure.plain


def pictured_figures(document: Document, spoken: Language) -> Iterator[tuple[Location, str]]:
    """Each figure that the words of a picture hold, which no fact renews; a logo is a name."""
    shown = (e for e in document.tree.iter("img") if "logo" not in e.get("class", "").split())
    names = dict.fromkeys(asset_name(picture_url(element)) for element in shown)
    for name in (each for each in names if not each.startswith("charts/")):
        content = document.assets.get(name, b"")
        drawing = parse_drawing(content)
        texts = rendered(drawing) if drawing is not None else ()
        for text in (each for each in texts if isinstance(each, RenderedText)):
            for figure in figures(text.words, spoken):
                typed = content.decode("utf-8", "replace")
                yield _in_drawing(name, typed, text, figure.plain), figure.plain


def _in_drawing(name: str, svg: str, text: RenderedText, figure: str) -> Location:
    """Where a figure of a drawing was typed: the line on which its words begin."""
    holding = (run for run in text.runs if figure in " ".join(run.words.split()))
    typed = next(holding, text.runs[0]).words.strip().partition("\n")[0]
    at = svg.find(f">{typed}") if f">{typed}" in svg else svg.find(typed)
    return Location(name, text_line(svg, max(at, 0)))


def words_of_styles(document: Document) -> Iterator[tuple[Location, str]]:
    """What the author's style sheets add to the words of a page."""
    for name, content in document.assets.items():
        if name.endswith(".css") and not name.startswith("theme/"):
            for each in generated_words(content.decode("utf-8", "replace")):
                yield Location(name, each.line, each.column), each.words
    for element in document.tree.iter("style"):
        for each in generated_words(element.text or ""):
            yield _in_template(element.text or "", each, document.templates), each.words


def _in_template(css: str, words: GeneratedWords, templates: Mapping[str, str]) -> Location:
    """Where words stand that a style within a template adds."""
    line = css.split("\n")[words.line - 1].strip()
    found = ((name, text.find(line)) for name, text in templates.items())
    spots = (Location(name, text_line(templates[name], at)) for name, at in found if at >= 0)
    return next(spots, Location(next(iter(templates), "")))


def text_line(text: str, offset: int) -> int:
    """The number of the line that an offset is in."""
    return text.count("\n", 0, offset) + 1


def bare(
    written: AuthorText, spoken: Language, *, heading: bool = False
) -> Iterator[tuple[Location, str]]:
    """The figures of one text as it is printed, each at its place in the text as typed."""
    seen: Counter[str] = Counter()
    for figure in figures(written.unmarked, spoken, heading=heading):
        yield figure_place(figure, seen[figure.plain], written, spoken), figure.plain
        seen[figure.plain] += 1


def figure_place(figure: NumberInText, nth: int, written: AuthorText, spoken: Language) -> Location:
    """Where the `nth` such figure was typed."""
    raw = written.source.raw
    blank, typed = typed_figures(raw, spoken)
    alike = typed.get(figure.plain, [])
    if not alike:
        words = r"\s+".join(re.escape(word) for word in figure.plain.split())
        found = re.compile(rf"(?<!\w){words}(?!\w)")
        alike = [m.start() for text in (blank, raw) for m in found.finditer(text)]
    return written.source.along(alike[min(nth, len(alike) - 1)]) if alike else written.source.place


@lru_cache(maxsize=8)
def typed_figures(raw: str, spoken: Language) -> tuple[str, Mapping[str, list[int]]]:
    """A text as typed without its expressions, and where each figure stands in it."""
    blank = JINJA.sub(lambda m: re.sub(r"[^\n]", "\ufffc", m[0]), raw)
    places: dict[str, list[int]] = {}
    for figure in figures(blank, spoken):
        places.setdefault(figure.plain, []).append(figure.start)
    return blank, places


def _headings(briefing: Briefing) -> set[Location]:
    """Where headings stand: they may carry a number."""
    texts = [b.heading or b.subheading or b.annex for b in briefing.body]
    return {text.place for text in (*texts, briefing.title, briefing.section) if text}


def _codes(briefing: Briefing) -> set[Location]:
    """Where a code stands that is no figure."""
    return {briefing.reference.place} if briefing.reference else set()
