"""What a page tells of its figures at its end: what their letters mean, what was noted of them."""

from __future__ import annotations

from collections.abc import Iterator

from asof.language import with_capital
from asof.ledger import Fact, Observation
from asof.ledger.printing import flag, text_in
from asof.templates.render_state import RenderState
from asof.text import Text


def status_legend(session: RenderState) -> list[str]:
    """Each letter behind a figure with its meaning: (p) provisional."""
    tongue = session.language
    changes = (p.change.status for p in session.prints if p.change)
    told = [*(o.status for _, o in _shown(session)), *changes]
    found = dict.fromkeys(status for status in told if flag(status, tongue))
    return [f"{flag(status, tongue)} {tongue.word(f'status_{status}')}" for status in found]


def observation_notes(session: RenderState) -> list[str]:
    """What was noted of each figure, behind the label of its fact."""
    shown = (
        (fact, o.note)
        for fact, o in _shown(session)
        if o.note and (fact.key, o.note) not in session.noted
    )
    told = dict.fromkeys((fact.label, note) for fact, note in shown)
    return [_sentence(label, note, session) for label, note in told]


def _sentence(label: Text, note: Text, session: RenderState) -> str:
    words, name = text_in(note, session.language), text_in(label, session.language)
    return session.language.word("labelled", label=with_capital(name), value=with_stop(words))


def with_stop(words: str) -> str:
    """A sentence with its stop."""
    return words + ("" if words.endswith((".", "!", "?", "…")) else ".")


def _shown(session: RenderState) -> Iterator[tuple[Fact, Observation]]:
    """The observations whose values are on the page, in the order of printing."""
    prints = (p for p in session.prints if not p.part)
    return ((p.fact, o) for p in prints if p.fact for o in p.behind)
