"""What the languages of a workspace owe one another: every text, the same facts, one order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

from asof.briefing.definition import nodes
from asof.diagnostics import Location, Severity
from asof.located import Scalar
from asof.page.document import AuthorText, Document, Print
from asof.review.context import Case, Found
from asof.text import Text

ALIKE = "print the same facts in each language"
ORDERED = "keep one order, so that no figure takes another's place"


# ---- every text


def texts_of(node: object) -> Iterator[Text]:
    """Every text in a briefing, or in asof.yaml."""
    return (each for each in nodes(node) if isinstance(each, Text))


def texts_in(case: Case) -> Iterator[Text]:
    """Every text of asof.yaml, of facts and of sources that a page can print."""
    yield from texts_of(case.workspace.config)
    yield from (text for _, text in owned(case))


def owned(case: Case) -> Iterator[tuple[str, Text]]:
    """The texts of facts and sources, each with the key or the id of what it belongs to."""
    for fact in case.ledger:
        yield from ((fact.key, text) for text in (fact.label, fact.counts) if text)
        for o in fact.observations:
            told = (o.value, o.by, o.reason, o.retracts)
            yield from ((fact.key, text) for text in told if isinstance(text, Text))
    for source in case.ledger.sources.values():
        told = (source.title, source.publisher, source.author, source.printed_note)
        yield from ((source.id, text) for text in told if text)


def untranslated(texts: Iterable[Text], case: Case) -> Iterator[Found]:
    """The texts that lack a language of the workspace."""
    for text in texts:
        for short in _lacking(text.get, case):
            yield Found(text.place, f"no text for '{short}'", f"add {short}: …")


def unnamed(case: Case) -> Iterator[Found]:
    """The units that lack a language of the workspace."""
    for fact in case.ledger:
        for short in _lacking(fact.unit_in, case) if fact.unit else ():
            yield Found(fact.place, f"no unit for '{short}'", f"add {short}: …", fact.key)


def _lacking(find: Callable[[str], object], case: Case) -> Iterator[str]:
    """The languages of the workspace for which nothing is found."""
    return (case.workspace.short(t) for t in case.workspace.languages if find(t) is None)


# ---- the same facts, in one order


def parity_findings(case: Case) -> Iterator[Found]:
    """Where an edition prints other facts than that of the first language, or in another order."""
    first, *others = [draft.document for draft in case.drafts]
    for other in others:
        if first and other:
            yield from _texts_unlike(texts_by_place(first), texts_by_place(other))
            yield from _pages_unlike(first, other, case)


Texts = dict[Location, AuthorText]


def texts_by_place(document: Document) -> Texts:
    """The texts that a document prints, each with the facts in it, by where they are typed."""
    return {each.text: each for each in document.texts}


def _texts_unlike(first: Texts, other: Texts) -> Iterator[Found]:
    """What differs between texts that both editions print."""
    for text in first.keys() & other.keys():
        yield from _compared(first[text].asked, other[text].asked, other[text].source)


def _compared(
    ours: tuple[Print, ...], theirs: tuple[Print, ...], source: Scalar
) -> Iterator[Found]:
    """What differs between the facts of one text in two languages."""
    names, others = [*map(_named, ours)], [*map(_named, theirs)]
    if sorted(names) != sorted(others):
        told = f"prints {names_listed(others)}, the other language {names_listed(names)}"
        yield Found(source.place, told, ALIKE)
    elif names != others:
        told = f"prints {names_listed(others)} in another order than the other language"
        yield Found(source.place, told, ORDERED, at_most=Severity.WARNING)
    else:
        for a, b in zip(ours, theirs, strict=True):
            if a.written != b.written:
                told = f"prints '{_named(b)}' as {b.written}, the other language as {a.written}"
                yield Found(source.place, told, ALIKE)


def _pages_unlike(first: Document, other: Document, case: Case) -> Iterator[Found]:
    """What differs outside of the texts that both editions print: in blocks, in templates."""
    both = texts_by_place(first).keys() & texts_by_place(other).keys()
    gone, new = _apart(_outside(first, both), _outside(other, both))
    moved = Counter(map(_named, gone)) & Counter(map(_named, new))
    tags = [case.workspace.short(document.language) for document in (first, other)]
    yield from _alone(gone, moved, tags)
    yield from _alone(new, moved, tags[::-1])
    for each in [p for p in new if _named(p) in moved][:1]:
        told = f"prints '{_named(each)}' in another place than the other language"
        yield Found(each.place, told, ORDERED, each.key, Severity.WARNING)


def _apart(ours: list[Print], theirs: list[Print]) -> tuple[list[Print], list[Print]]:
    """What is left of two pages where they are laid beside each other."""
    match = SequenceMatcher(None, [*map(_named, ours)], [*map(_named, theirs)], autojunk=False)
    codes = [code[1:] for code in match.get_opcodes() if code[0] != "equal"]
    gone = [p for start, end, _, _ in codes for p in ours[start:end]]
    return gone, [p for _, _, start, end in codes for p in theirs[start:end]]


def _outside(document: Document, texts: Iterable[Location]) -> list[Print]:
    """What a document prints of facts outside of some of its texts."""
    held = [each for each in document.texts if each.text in set(texts)]
    ids = {shown.id for text in held for shown in text.prints}
    return [p for p in document.prints if p.asked and p.id not in ids]


def _alone(prints: list[Print], moved: Counter[str], tags: list[str]) -> Iterator[Found]:
    """What the first of two editions prints and the second does not, nor elsewhere."""
    elsewhere = Counter(moved)
    for each in prints:
        elsewhere[_named(each)] -= 1
        if elsewhere[_named(each)] < 0:
            told = f"prints '{_named(each)}' for '{tags[0]}' and not for '{tags[1]}'"
            yield Found(each.place, told, ALIKE, each.key)


def _named(shown: Print) -> str:
    """A print by what it shows: a fact or a part of one, as texts name it; in a chart, the fact."""
    part = "" if shown.id.startswith("chart-") else shown.part
    return ".".join(filter(None, (shown.key, part)))


def names_listed(keys: list[str]) -> str:
    """Facts by name."""
    return " and ".join(f"'{key}'" for key in keys) or "no fact"
