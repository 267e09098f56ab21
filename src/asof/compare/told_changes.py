"""Changes as a reader is told them: what was printed, what prints now, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from asof.compare.differences import Comparison
from asof.language import Language
from asof.ledger import Edition, View
from asof.ledger.changes import Change
from asof.ledger.printing import same_words, text_in, told_value, why_changed


@dataclass(frozen=True, slots=True)
class ToldSide:
    """What one of two editions prints of a fact, and the identifiers of its sources."""

    text: str
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.text} ({', '.join(self.sources)})" if self.sources else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChange:
    """One fact that reads otherwise, in words."""

    key: str
    label: str
    was: ToldSide
    now: ToldSide
    why: str


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """Changes of one sort under what they are called."""

    heading: str
    changes: tuple[ToldChange, ...]


def told_groups(comparison: Comparison) -> Iterator[ToldGroup]:
    """The changes of a comparison, grouped by what happened, the gravest first."""
    language = comparison.after.language
    for sort, changes in groupby(comparison.changes, key=lambda change: change.sort):
        told = tuple(told_change(change, language) for change in changes)
        yield ToldGroup(language.word(f"diff_{sort}"), told)


def told_change(change: Change, language: Language) -> ToldChange:
    """A change in the words of a language."""
    return ToldChange(
        key=change.after.key,
        label=text_in(change.after.fact.label, language),
        was=_side(change, change.before, language),
        now=_side(change, change.after, language),
        why=why_changed(change, language),
    )


def _side(change: Change, view: View, language: Language) -> ToldSide:
    """What one of two editions prints, and its standing where only that differs."""
    standing = f", {language.word(view.standing)}" if same_words(change, language) else ""
    return ToldSide(f"{told_value(view, language)}{standing}", tuple(map(str, view.citations)))


def told_head(comparison: Comparison) -> str:
    """Between which days, and how many facts changed."""
    language = comparison.after.language
    was, now = (_clocks(each, language) for each in (comparison.before, comparison.after))
    count = str(len(comparison.changes) or language.word("none"))
    return language.word("facts_changed", was=was, now=now, count=count)


def _clocks(edition: Edition, language: Language) -> str:
    """The two clocks in one word where they are the same."""
    day, known = edition.day.isoformat(), edition.known.isoformat()
    return day if day == known else language.word("clocks", day=day, known=known)
