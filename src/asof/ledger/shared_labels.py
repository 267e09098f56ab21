"""What several facts share, and what tells them apart where a block or a chart prints them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from asof.language import Language
from asof.ledger import Fact, View
from asof.ledger.printing import text_in
from asof.text import plain_text


def told_apart(views: Iterable[View], language: Language) -> list[View]:
    """Some facts, those that share their label called by it and by what sets their keys apart."""
    views = list(views)
    keys_of: dict[str, dict[str, None]] = {}
    for view in views:
        keys_of.setdefault(text_in(view.fact.label, language), {})[view.key] = None
    return [_named(view, keys_of[text_in(view.fact.label, language)], language) for view in views]


def shared_what(facts: Iterable[Fact], language: Language) -> str:
    """What facts of several places all are, such as deaths; none where they are unlike."""
    told = {(text_in(fact.what, language), bool(fact.where)) for fact in facts}
    what, placed = told.pop() if len(told) == 1 else ("", False)
    return what if placed else ""


def _named(view: View, sharing: Iterable[str], language: Language) -> View:
    keys = [key.split(".") for key in sharing]
    if len(keys) == 1:
        return view
    shared = sum(1 for _ in takewhile(lambda parts: len(set(parts)) == 1, zip(*keys, strict=False)))
    words = " ".join(view.key.split(".")[shared:]).replace("_", " ")
    label = language.word("labelled", label=text_in(view.fact.label, language), value=words)
    return replace(view, fact=replace(view.fact, label=plain_text(label, view.fact.label.place)))
