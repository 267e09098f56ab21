"""What the languages of a workspace owe one another: every text, the same facts, one order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

from asof.briefing.definition import Briefing, nodes
from asof.diagnostics import Location, Severity
from asof.page.document import AuthorText, Document, Print
from asof.review.context import Case, Found
from asof.text import Text, key_for

ALIKE = "print the same facts in each language"
ORDERED = "keep one order, so that no figure takes another's place"


# ---- every text


def texts_of(node: object) -> Iterator[Text]:
    """Every text in asof.yaml, in a binder, or in a briefing and in the table of its editions."""
    series = node.series if isinstance(node, Briefing) else None
    parts = (node, series.lines if series else ())
    return (each for part in parts for each in nodes(part) if isinstance(each, Text))


def texts_in(case: Case) -> Iterator[Text]:
    """Every text of asof.yaml, of binders, facts and sources that a page can print."""
    for node in (case.workspace.config, *case.binders):
        yield from texts_of(node)
    yield from (text for _, text in owned(case))


def owned(case: Case) -> Iterator[tuple[str, Text]]:
    """The texts of facts and sources, each with the key or the id of what it belongs to."""
    for fact in case.ledger:
        named = (fact.label, fact.counts, *(each.reason for each in fact.breaks))
        yield from ((fact.key, text) for text in named if text)
        for o in fact.observations:
            told = (o.value, o.by, o.reason, o.note, o.prefer, o.retracts)
            yield from ((fact.key, text) for text in told if isinstance(text, Text))
    for source in case.ledger.sources.values():
        cited = (source.title, source.publisher, source.author, source.kind, source.note)
        yield from ((source.id, text) for text in cited if text)


def untranslated(texts: Iterable[Text], case: Case) -> Iterator[Found]:
    """The texts that lack a language of the workspace."""
    for text in texts:
        for key in _lacking(text.get, text.by, case):
            yield Found(text.place, f"no text for '{key}'", f"add {key}: …")


def unnamed(case: Case) -> Iterator[Found]:
    """The units that lack a language of the workspace."""
    for fact in case.ledger:
        for key in _lacking(fact.unit_in, fact.unit, case) if fact.unit else ():
            yield Found(fact.unit_place, f"no unit for '{key}'", f"add {key}: …", fact.key)


def mixed(case: Case) -> Iterator[Found]:
    """The values of a fact that are one text for all languages, beside others with one for each."""
    for fact in case.ledger if len(case.workspace.languages) > 1 else ():
        texts = [o.value for o in fact.observations if isinstance(o.value, Text)]
        for text in (each for each in texts if "" in each.by):
            if any("" not in each.by for each in texts):
                told = "one text for all languages, where others of this fact have one for each"
                hint = "write one for each language"
                yield Found(text.place, told, hint, fact.key, Severity.WARNING)


def _lacking(find: Callable[[str], object], given: Iterable[str], case: Case) -> Iterable[str]:
    """The keys that are lacking beside those given: one for each language that finds nothing."""
    without = (tag for tag in case.workspace.languages if find(tag) is None)
    return dict.fromkeys(key_for(tag, given) for tag in without)


# ---- the same facts, in one order


def parity_findings(case: Case) -> Iterator[Found]:
    """Where an edition prints other facts than that of the first language, or in another order."""
    first, *others = [draft.document for draft in case.drafts]
    for other in others:
        if first and other:
            names = (case.workspace.short(first.language), case.workspace.short(other.language))
            yield from _texts_unlike(texts_by_place(first), texts_by_place(other), names)
            yield from _pages_unlike(first, other, names)


Texts = dict[Location, AuthorText]
Names = tuple[str, str]  # of two languages, that of the first first


def texts_by_place(document: Document) -> Texts:
    """The texts that a document prints, each with the facts in it, by where they are typed."""
    return {each.text: each for each in document.texts}


def _texts_unlike(first: Texts, other: Texts, names: Names) -> Iterator[Found]:
    """What differs between texts that both editions print."""
    for text in first.keys() & other.keys():
        for told, hint, weight in _compared(first[text].asked, other[text].asked, names):
            yield Found(other[text].source.place, told, hint, at_most=weight)


def _compared(
    ours: tuple[Print, ...], theirs: tuple[Print, ...], names: Names
) -> Iterator[tuple[str, str, Severity]]:
    """What differs between the facts of one text in two languages."""
    first, second = names
    a, b = [*map(_named, ours)], [*map(_named, theirs)]
    if sorted(a) != sorted(b):
        told = f"prints {names_listed(b)} for '{second}', and {names_listed(a)} for '{first}'"
        yield told, ALIKE, Severity.ERROR
    elif a != b:
        told = f"prints {names_listed(b)} for '{second}' in another order than for '{first}'"
        yield told, ORDERED, Severity.WARNING
    else:
        for one, other in zip(ours, theirs, strict=True):
            if one.written != other.written:
                told = f"prints '{_named(other)}' as {other.written} for '{second}'"
                yield f"{told}, and as {one.written} for '{first}'", ALIKE, Severity.ERROR


def _pages_unlike(first: Document, other: Document, names: Names) -> Iterator[Found]:
    """What differs outside of the texts that both editions print: in blocks, in templates."""
    both = texts_by_place(first).keys() & texts_by_place(other).keys()
    gone, new = _apart(_outside(first, both), _outside(other, both))
    moved = Counter(map(_named, gone)) & Counter(map(_named, new))
    yield from _alone(gone, moved, names)
    yield from _alone(new, moved, names[::-1])
    for each in [p for p in new if _named(p) in moved][:1]:
        told = f"prints '{_named(each)}' for '{names[1]}' in another place than for '{names[0]}'"
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


def _alone(prints: list[Print], moved: Counter[str], names: Names) -> Iterator[Found]:
    """What the first of two editions prints and the second does not, nor elsewhere."""
    elsewhere = Counter(moved)
    for each in prints:
        elsewhere[_named(each)] -= 1
        if elsewhere[_named(each)] < 0:
            told = f"prints '{_named(each)}' for '{names[0]}' and not for '{names[1]}'"
            yield Found(each.place, told, ALIKE, each.key)


def _named(shown: Print) -> str:
    """A print by what it shows: a fact or a part of one, as texts name it; in a chart, the fact."""
    part = "" if shown.id.startswith("chart-") else shown.part
    return ".".join(filter(None, (shown.key, part)))


def names_listed(keys: list[str]) -> str:
    """Facts by name."""
    return " and ".join(f"'{key}'" for key in keys) or "no fact"
