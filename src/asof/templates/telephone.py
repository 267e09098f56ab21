"""Telephone numbers in texts: no figures, kept on one line, and links that dial.

A number is dialled as RFC 3966 has it. Which numbers exist no rule tells that fits in a page, so
none is refused for that; what could be a figure is taken for one outside of contacts.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from asof.templates.failures import InvalidTemplateError
from asof.templates.render_state import FactMark

MOST = 15  # digits of a number of the whole world: ITU-T E.164
DIALLED = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
SEPARATORS = " .\u00a0\u202f\u2011-"
LINE_ENDS = r"(?<![\w:/.=+-])", r"(?![\w-]|[.,]\d)"
EXTENSION = r"(?:,? (?:ext\.?|x|poste|anexo|extensi\wn|int\.?) ?(?P<ext>\d{1,6}))?"
GROUPS = rf"(?:[{SEPARATORS}]?\(?\d\)?)+"
WORLDWIDE = re.compile(rf"{LINE_ENDS[0]}(?P<number>\+\d{GROUPS}){EXTENSION}{LINE_ENDS[1]}")
"""With the code of a country: in any text."""
IN_CONTACT = re.compile(
    rf"{LINE_ENDS[0]}(?P<number>\+?\(?\d{GROUPS}(?:[{SEPARATORS}][A-Z][A-Z-]{{2,}})?){EXTENSION}"
    rf"{LINE_ENDS[1]}"
)
"""As people of a place dial it, with letters for its last digits where it has them."""
THOUSANDS = re.compile(r"\+\d{1,3}(?:[\s.]\d{3})+")  # a sum may look so
DATE = re.compile(r"\d{4}-\d\d-\d\d")
FEWEST = 7  # digits of a number that is found; one that is marked may be 911
NO_NUMBER = "write one such as +1 613-555-0100"


def digits_of(number: str) -> str:
    """What is dialled: digits, after a + where the code of a country stands first.

    Then nobody dials a zero in parentheses, which is for those who call from within.
    """
    plus = "+" if number.startswith("+") else ""
    number = number.replace("(0)", "") if plus else number
    return plus + re.sub(r"\D", "", number.upper().translate(DIALLED))


def phone(text: object) -> FactMark:
    """A telephone number as it stands on the page; raises InvalidTemplateError where it is none."""
    words = str(text).strip()
    found = IN_CONTACT.fullmatch(words)
    if not found or not 3 <= len(digits_of(found["number"]).lstrip("+")) <= MOST:
        raise InvalidTemplateError(f"'{words}' is no telephone number", NO_NUMBER)
    return _mark(words, found)


def _mark(words: str, found: re.Match[str], *, linked: bool = False) -> FactMark:
    """A number that can be dialled; one that is the words of a link is dialled by that."""
    if linked:
        span = Markup('<span class="phone">')
        return FactMark(opening=span, words=words, text=words, closing=Markup("</span>"))
    dialled = digits_of(found["number"]) + (f";ext={found['ext']}" if found["ext"] else "")
    opening = Markup('<a class="phone" href="tel:{}">').format(dialled)
    return FactMark(opening=opening, words=words, text=words, closing=Markup("</a>"))


def numbers_in_text(source: str, *, contact: bool) -> list[tuple[int, int, FactMark]]:
    """The telephone numbers of a text: where each begins and ends, and its mark."""
    pattern = IN_CONTACT if contact else WORLDWIDE
    found = (m for m in pattern.finditer(source) if is_telephone(m["number"], contact=contact))
    return [(m.start(), m.end(), _mark(m[0], m, linked=_links(source, m))) for m in found]


def _links(source: str, found: re.Match[str]) -> bool:
    """Whether a number is the words of a link in Markdown."""
    return source[found.end() :].startswith("](")


def is_telephone(number: str, *, contact: bool) -> bool:
    """Whether what looks like a telephone number is one, and no sum or date."""
    if not FEWEST <= len(digits_of(number).lstrip("+")) <= MOST:
        return False
    return not (DATE if contact else THOUSANDS).fullmatch(number)
