"""What a page tells of its figures at its end: what their letters mean, what was noted of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    """What was noted of each figure, behind the label of its fact; once what is of several."""
    noted: dict[Text, dict[str, Fact]] = {}
    for fact, o in _shown(session):
        if o.note and (fact.key, o.note) not in session.noted:
            noted.setdefault(o.note, {})[fact.key] = fact
    return [_sentence(list(facts.values()), note, session) for note, facts in noted.items()]


def _sentence(facts: Sequence[Fact], note: Text, session: RenderState) -> str:
    """A note behind what it is of: the row of a table, where all its facts are of one."""
    rows = dict.fromkeys(fact.where for fact in facts)
    one_row = len(facts) > 1 and len(rows) == 1
    labels = list(filter(None, rows)) if one_row else []
    named = dict.fromkeys(labels or [fact.label for fact in facts])
    names = ", ".join(text_in(label, session.language) for label in named)
    words = with_stop(text_in(note, session.language))
    return session.language.word("labelled", label=with_capital(names), value=words)


def with_stop(words: str) -> str:
    """A sentence with its stop."""
    return words + ("" if words.endswith((".", "!", "?", "…")) else ".")


def _shown(session: RenderState) -> Iterator[tuple[Fact, Observation]]:
    """The observations whose values are on the page, in the order of printing."""
    prints = (p for p in session.prints if not p.part)
    return ((p.fact, o) for p in prints if p.fact for o in p.behind)
