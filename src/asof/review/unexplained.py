"""unexplained-abbreviation: capitals whose words a page never says."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise

from asof.briefing.definition import Briefing
from asof.diagnostics import Location
from asof.page.document import AuthorText, Document
from asof.page.tree import classes, plain_words

TOKEN = re.compile(r"[^\W_](?:[\w&-]*[^\W_])?")
ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def unexplained(
    document: Document, briefing: Briefing, names: Container[str]
) -> Iterator[tuple[Location, str]]:
    """Each abbreviation that a document nowhere spells out, where it is first typed; no names."""
    page = plain_words(document.tree)
    told = {"".join(e.itertext()) for e in document.tree.iter("abbr") if "spelled" in classes(e)}
    codes = {text.place for text in (briefing.reference, briefing.marking) if text}
    for written in document.texts:
        for short in abbreviations_in(written) if written.text not in codes else ():
            if not (short in told or short in names or beside_its_words(short, page)):
                yield _place(written, short), short
            told.add(short)


def abbreviations_in(written: AuthorText) -> Iterator[str]:
    """The words of a text that have two capitals side by side, numerals left out.

    A text of capitals alone, such as a name that is set so, is no abbreviation.
    """
    words = TOKEN.findall(written.unmarked)
    if len(words) == 1 or any(re.search(r"[^\W\d_]", w) and not w.isupper() for w in words):
        yield from (w for w in words if has_capitals(w) and not ROMAN.fullmatch(w))


def has_capitals(word: str) -> bool:
    """Whether two capitals stand side by side in a word."""
    return any(one.isupper() and other.isupper() for one, other in pairwise(word))


def beside_its_words(short: str, page: str) -> bool:
    """Whether a page has it in brackets behind its words, or its words in brackets behind it."""
    each = re.escape(short)
    return bool(re.search(rf"\w\s+\({each}\)|(?<!\w){each}\s+\(\w", page))


def _place(written: AuthorText, short: str) -> Location:
    found = re.search(rf"(?<!\w){re.escape(short)}(?!\w)", written.source.raw)
    return written.source.along(found.start()) if found else written.source.place
