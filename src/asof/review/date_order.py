"""date-order: a date typed in another order than the program prints it beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from asof.dates import when_on
from asof.language import Language
from asof.language.grammar import SPACE
from asof.located import Scalar
from asof.review.context import Found
from asof.text import Text

DAY = r"(?P<day>[0-9]{1,2})(?![0-9])"
YEAR = r"(?P<year>[0-9]{4})(?![0-9])"


def typed_otherwise(texts: Iterable[Text], spoken: Sequence[Language]) -> Iterator[Found]:
    """The dates of texts that stand in another order than their language prints them in."""
    for text in texts:
        for each in spoken:
            words = text.get(each.tag)
            sharing = [s for s in spoken if text.get(s.tag) is words]
            yield from _found(words, each, sharing) if words else ()


def _found(words: Scalar, spoken: Language, sharing: Sequence[Language]) -> Iterator[Found]:
    """The dates of one text; a day and a month alone, where the other order is not a sentence."""
    orders = {each.day_first for each in sharing}
    apart = f"write a text for each of {', '.join(each.tag for each in sharing)}"
    for found in _other_order(spoken).finditer(words.raw):
        told = " ".join(found[0].split())
        yield Found(
            words.along(found.start()),
            f"'{told}' is not in the order of the dates that are printed",
            apart if len(orders) > 1 else f"write {_in_order(found, spoken)}",
        )


@lru_cache(maxsize=16)
def _other_order(spoken: Language) -> re.Pattern[str]:
    """Dates whose day and month are exchanged; "in May 12 members" is none without a year."""
    month = rf"(?P<month>{'|'.join(spoken.reading.months)})(?!\w)"
    day = rf"{DAY}(?:{spoken.reading.endings})?"
    if spoken.day_first:
        return re.compile(rf"(?<!\w){month}{SPACE}+{day},?{SPACE}+{YEAR}")
    return re.compile(rf"(?<![\w.,]){day}{SPACE}+{month}(?:,?{SPACE}+{YEAR})?")


def _in_order(found: re.Match[str], spoken: Language) -> str:
    """A date as the language prints it."""
    month, day = spoken.reading.months.index(found["month"]) + 1, int(found["day"])
    try:
        return spoken.date(when_on(date(int(found["year"]), month, day))).replace("\u00a0", " ")
    except (TypeError, ValueError):  # without a year, or a day that no month has
        return f"{found['month']} {day}"
