"""What the languages of a workspace owe one another: every text, the same facts, one order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from asof.diagnostics import Location, Severity
from asof.located import Scalar
from asof.model import Text
from asof.model.briefing import nodes
from asof.model.document import Written
from asof.review.cases import Case, Found

SHOWN = re.compile(r'data-key="([^"]*)"(?: data-standing="[^"]*"| data-part="([^"]*)")')
ORDERED = "keep one order, so that no figure takes another's place"


def texts_of(node: object) -> Iterator[Text]:
    """Every text in a briefing."""
    return (each for each in nodes(node) if isinstance(each, Text))


def texts_in(case: Case) -> Iterator[Text]:
    """Every text of facts and sources that a page can print."""
    for fact in case.ledger:
        yield from filter(None, (fact.label, fact.counts))
        for o in fact.observations:
            yield from (text for text in (o.value, o.by, o.reason) if isinstance(text, Text))
    for source in case.ledger.sources.values():
        note = source.note if source.taken_as else None
        yield from filter(None, (source.title, source.publisher, source.author, note))


def untranslated(texts: Iterable[Text], case: Case) -> Iterator[Found]:
    """The texts that lack a language of the workspace."""
    for text in texts:
        for tag in case.workspace.languages:
            if text.get(tag) is None:
                short = case.workspace.short(tag)
                yield Found(text.place, f"no text for '{short}'", f"add {short}: …")


def unlike(case: Case) -> Iterator[Found]:
    """Texts that print other facts than in the first language, or in another order."""
    first, *others = [shown(d.document.texts if d.document else ()) for d in case.drafts]
    for other in others:
        for text in first.keys() & other.keys():
            yield from _compared(first[text][0], *other[text])


def _compared(ours: list[str], theirs: list[str], source: Scalar) -> Iterator[Found]:
    """What differs between the facts of one text in two languages."""
    if sorted(ours) != sorted(theirs):
        told = f"prints {listed(theirs)}, the other language {listed(ours)}"
        yield Found(source.place, told, "print the same facts in each language")
    elif ours != theirs:
        told = f"prints {listed(theirs)} in another order than the other language"
        yield Found(source.place, told, ORDERED, at_most=Severity.WARNING)


def shown(texts: Iterable[Written]) -> dict[Location, tuple[list[str], Scalar]]:
    """The facts that each text prints, in order, and where it is typed."""
    marks = ((w, SHOWN.finditer(w.html)) for w in texts)
    return {w.text: ([".".join(filter(None, m.groups())) for m in ms], w.source) for w, ms in marks}


def listed(keys: list[str]) -> str:
    """Facts by name."""
    return " and ".join(f"'{key}'" for key in keys) or "no fact"
