"""What a page tells of its figures at its end: what their letters mean, what was noted of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from asof.language import Language, with_capital
from asof.ledger import Fact, Observation
from asof.ledger.printing import flag, other_language, text_in
from asof.templates.render_state import RenderState
from asof.text import Text


def status_legend(session: RenderState) -> list[str]:
    """Each letter behind a figure with its meaning: (p) provisional."""
    tongue = session.language
    changes = (p.change.status for p in session.prints if p.change)
    told = [*(o.status for _, o in _shown(session)), *changes]
    found = dict.fromkeys(status for status in told if flag(status, tongue))
    return [f"{flag(status, tongue)} {tongue.word(f'status_{status}')}" for status in found]


def observation_notes(session: RenderState) -> list[Markup]:
    """What was noted of each figure, behind the label of its fact; once what is of several."""
    noted: dict[Text, dict[str, Fact]] = {}
    for fact, o in _shown(session):
        if o.note and (fact.key, o.note) not in session.noted:
            noted.setdefault(o.note, {})[fact.key] = fact
    return [_sentence(list(facts.values()), note, session) for note, facts in noted.items()]


def _sentence(facts: Sequence[Fact], note: Text, session: RenderState) -> Markup:
    """A note behind what it is of: the row of a table, where all its facts are of one."""
    rows = dict.fromkeys(fact.where for fact in facts)
    one_row = len(facts) > 1 and len(rows) == 1
    labels = list(filter(None, rows)) if one_row else []
    named = dict.fromkeys(labels or [fact.label for fact in facts])
    names = ", ".join(text_in(label, session.language) for label in named)
    words = note_words(note, session.language)
    return Markup(session.language.word("labelled", label=escape(with_capital(names)), value=words))


def note_words(note: Text, language: Language) -> Markup:
    """A note as a sentence, in its own language where that is not the page's."""
    words, other = with_stop(text_in(note, language)), other_language(note, language)
    return Markup('<span lang="{}">{}</span>').format(other, words) if other else escape(words)


def with_stop(words: str) -> str:
    """A sentence with its stop."""
    return words + ("" if words.endswith((".", "!", "?", "…")) else ".")


def _shown(session: RenderState) -> Iterator[tuple[Fact, Observation]]:
    """The observations whose values are on the page, in the order of printing."""
    prints = (p for p in session.prints if not p.part)
    return ((p.fact, o) for p in prints if p.fact for o in p.behind)
