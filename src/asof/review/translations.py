"""Which texts are older than their translation, by the record of what was issued last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from asof import register
from asof.diagnostics import Location
from asof.ledger.trace import digest
from asof.located import Scalar
from asof.register import Issued, Register
from asof.review.context import Case, Draft, Found
from asof.review.parity import owned, texts_of
from asof.text import Text

HINT = "translate what changed, or allow it with the reason why it still says the same"
Told = tuple[str, str]
"""Whose words these are, nobody's where a briefing says them, and what stands for them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text in the language of an edition and in another."""

    words: Scalar
    own: Told
    other: Told


def older(case: Case) -> Iterator[Found]:
    """The texts that are as they were issued, where those of another language have changed."""
    entered = register.read_register(case.workspace, case.ledger.former)
    told = set[Location]()  # a text that several have left behind is told once
    for draft in case.drafts:
        spoken = draft.edition.language.tag
        for tag in case.workspace.languages:
            names = (case.workspace.short(spoken), case.workspace.short(tag))
            both = last(draft.briefing.name, *names, entered) if tag != spoken else None
            if both:
                pairs = _pairs(_texts(case, draft), spoken, tag)
                for words in stayed(pairs, *(recorded(issued.in_todays_names) for issued in both)):
                    if words.place not in told:
                        yield _told(words, *names, both[0].day)
                    told.add(words.place)


def _told(words: Scalar, own: str, other: str, day: date) -> Found:
    """That a text is older than its translation."""
    older_ = f"the text for '{own}' is older than the one for '{other}'"
    return Found(words.place, f"{older_}, which has changed since the edition of {day}", HINT)


def last(briefing: str, own: str, other: str, entered: Register) -> tuple[Issued, Issued] | None:
    """The last release of a briefing in both of two languages, withdrawn or not."""
    sound = [i for i in entered.issued if i.sound]
    ours, theirs = (
        {i.order: i for i in sound if i.series == (briefing, "", lang)} for lang in (own, other)
    )
    found = [(ours[order], theirs[order]) for order in ours.keys() & theirs.keys()]
    return max(found, key=lambda pair: (pair[0].moment, pair[0].order), default=None)


def _texts(case: Case, draft: Draft) -> Iterator[tuple[str, Text]]:
    """The texts of a briefing and of asof.yaml, which nothing owns, then those of the facts."""
    yield from (("", text) for text in texts_of(draft.briefing))
    yield from (("", text) for text in texts_of(case.workspace.config))
    yield from owned(case)


def _pairs(texts: Iterable[tuple[str, Text]], spoken: str, tag: str) -> Iterator[Pair]:
    """The texts that have words of their own in each of two languages."""
    for owner, text in texts:
        own, other = text.get(spoken), text.get(tag)
        if own is not None and other is not None and own is not other:
            yield Pair(own, (owner, stands_for(own, owner)), (owner, stands_for(other, owner)))


def stands_for(words: str, owner: str) -> str:
    """What a record has for words: their digest, or where a fact or a source owns them, themselves.

    There they are as they were printed, so spaces and quotation marks do not count.
    """
    return re.sub(r"\W", "", words) if owner else digest(str(words))


def stayed(pairs: Iterable[Pair], own: Counter[Told], other: Counter[Told]) -> Iterator[Scalar]:
    """The words that were issued as they are, beside others that were not.

    Each text that was issued counts once: two headings may have the same words in one language.
    """
    left = []
    for pair in pairs:
        if own[pair.own] and other[pair.other]:
            own[pair.own] -= 1
            other[pair.other] -= 1
        else:
            left.append(pair)
    for pair in left:
        if own[pair.own]:
            own[pair.own] -= 1
            yield pair.words


def recorded(edition: Mapping[str, Any]) -> Counter[Told]:
    """The texts of an edition by its record."""
    return Counter((*_inputs(edition), *_facts(edition), *_sources(edition)))


def _inputs(edition: Mapping[str, Any]) -> Iterator[Told]:
    """What its briefing said."""
    return (("", made) for kind, _, made in edition["inputs"] if kind == "text")


def _facts(edition: Mapping[str, Any]) -> Iterator[Told]:
    """What its facts were called, and the words of their lines."""
    for key, fact in _by_key(edition["facts"]).items():
        lines = [
            o.get(name)
            for o in fact["observations"]
            for name in ("text", "by", "reason", "retracts")
        ]
        for words in filter(None, (fact["label"], fact.get("counts"), *lines)):
            yield key, stands_for(words, key)


def _by_key(facts: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The records of facts, and of the parts of those that are derived."""
    found: dict[str, Mapping[str, Any]] = {}
    for fact in facts:
        found |= {fact["key"]: fact} | _by_key(fact.get("parts", ()))
    return found


def _sources(edition: Mapping[str, Any]) -> Iterator[Told]:
    """What its sources were called."""
    for told in edition["sources"]:
        yield from ((told["id"], stands_for(told[n], told["id"])) for n in ("title", "publisher"))
