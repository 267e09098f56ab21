"""What the interface of the preview says, in one of its languages."""

from __future__ import annotations

from collections.abc import Mapping

from asof.language import OURS, Language, grammar_of, grammars, language
from asof.ledger import ObservationState, Standing
from asof.ledger.changes import Sort

OF_PAGES = (*Standing, *Sort, "none", "value", "on", "until", "reported", "counts", "sources")
"""The words that printed pages have too."""


def interface_languages() -> tuple[str, ...]:
    """The languages that the interface can be had in, English first."""
    return tuple(tag for tag, each in grammars().items() if each.preview)


def interface_language(ui: str, page: str) -> Language:
    """The language of the interface, ours where it cannot be had in the one that is asked for.

    It is that of the page's region, where a page is in the same language.
    """
    found = grammar_of(ui)
    spoken = ui if found and found.preview else OURS
    return language(page if page.partition("-")[0] == spoken else spoken)


def interface_words(tag: str) -> Mapping[str, str]:
    """All that the interface says, by key; browsers fill in what stands in braces."""
    spoken = language(tag)
    became = {f"state_{each}" for each in ObservationState} & set(spoken.site_phrases)
    return {
        **{key: spoken.word(key) for key in OF_PAGES},
        **{key: spoken.site_phrases[key] for key in became},
        "state_unknown": spoken.word("unknown"),
        **spoken.preview_phrases,
    }
