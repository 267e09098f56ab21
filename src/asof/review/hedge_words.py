"""What the words around a figure do to it: hedges typed before it, claims without a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asof.diagnostics import Location
from asof.language import Language
from asof.ledger import Observation, Standing
from asof.ledger.printing import text_in
from asof.page.document import AuthorText, Print
from asof.quantity import Hedge
from asof.review.context import Case, Draft, Found
from asof.review.totals import number_of_view

OWN = "the fact prints its own hedge: leave the word out"


def hedged(text: AuthorText, case: Case, spoken: Language) -> Iterator[Found]:
    """A hedge that an author typed before a number: it has one of its own, or none."""
    typed = "|".join(before_a_fact(words) for words in spoken.hedge_words)
    for before, shown in text.before_each():
        key, known = shown.key, shown.key in case.ledger.facts
        number = number_of_view(case.edition[key]) if known and not shown.part else None
        hedge = re.search(rf"(?<!\w)(?:{typed})$", before, re.IGNORECASE)
        if number and hedge and number.hedge is not Hedge.RANGE:
            words = re.sub("’$", "e", hedge[0]).rstrip()
            told = f"is {shown.written}, and the text says '{words.lower()}' before it"
            yield Found(near(text, words), f"'{key}' {told}", OWN, key)


def before_a_fact(words: str) -> str:
    """A pattern for words that stand before a fact, elided or not: près de, près d’."""
    last = words[-1]
    ending = r"(?:e\s|’)" if last == "e" else rf"{re.escape(last)}\s"
    return re.escape(words[:-1]).replace("’", "[’']") + ending


def clashing(text: AuthorText, spoken: Language) -> Iterator[Found]:
    """A word before a fact that does not go with it, and that its language cannot mend."""
    for before, shown in text.before_each():
        if word := spoken.clashes(before, shown.text):
            after = shown.text.replace("\xa0", " ")
            told = f"'{word.strip()}' does not go with '{after}' after it"
            yield Found(shown.place, told, "write other words before the fact", shown.key)


def near(text: AuthorText, words: str) -> Location:
    """Where words stand before an expression in a text as typed."""
    found = re.search(rf"{re.escape(words)}\s+\{{\{{", text.source.raw)
    return text.source.along(found.start()) if found else text.source.place


def misleading_claims(draft: Draft) -> Iterator[tuple[Print, Observation, AuthorText]]:
    """The claims that the texts of a draft print, each with its text."""
    texts = draft.document.texts if draft.document else ()
    for shown in draft.prints:
        claim = next((o for o in shown.behind if o.claim and not shown.part), None)
        text = next((w for w in texts if claim and shown in w.prints), None)
        if claim and text:
            yield shown, claim, text


def misleads(
    claim: Observation, text: AuthorText, standing: Standing, language: Language
) -> tuple[str, str] | None:
    """How a claim could be taken for the value, and what to do."""
    if standing in (Standing.WITHHELD, Standing.UNKNOWN):
        return f"beside a number that is {standing}", "leave the claim out"
    if not attributed(claim, text, language):
        return "without its speaker", "print its .by too"
    return None


def attributed(claim: Observation, text: AuthorText, language: Language) -> bool:
    """Whether a text prints a claim's speaker, or names it in its own words."""
    if any(shown.part == "by" for shown in text.prints):
        return True
    names = re.findall(r"\w{4,}", text_in(claim.by or claim.publisher, language).lower())
    words = text.unmarked.lower()
    return any(name[:6] in words for name in names)
