"""The lines of a figure's frame that no author types: what is shown and when, who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from asof import dates
from asof.language import Language, with_capital
from asof.ledger import Citation, Observation, View
from asof.ledger.printing import text_in, unit_in
from asof.ledger.shared_labels import shared_what
from asof.templates.render_state import RenderState

LAST = float("inf")  # what has no number yet comes behind what has one


def names_of(views: Iterable[View], language: Language) -> str:
    """The facts that a chart shows, by name: its title where its own cannot be printed."""
    names = dict.fromkeys(text_in(view.fact.label, language) for view in views)
    return with_capital("; ".join(names))


def what_is_measured(views: Iterable[View], language: Language) -> str:
    """What facts count, in which unit; several are named beside their marks, and share the rest."""
    facts = [view.fact for view in views]
    name = _common(text_in(fact.label, language) for fact in facts) or shared_what(facts, language)
    counts = _common(text_in(fact.counts, language) for fact in facts)
    unit = _common(language.unit_alone(unit_in(fact, language)) for fact in facts)
    new = unit if unit.casefold() not in f"{name} {counts}".casefold() else ""
    return with_capital(", ".join(filter(None, (name, counts, new))))


def _common(words: Iterable[str]) -> str:
    """The words that all have; none where they differ."""
    each = set(words)
    return each.pop() if len(each) == 1 else ""


def months_shown(said: Sequence[Observation], language: Language) -> str:
    """The months from the first to the last value that is shown."""
    if not said:
        return ""
    first = min(o.true.first for o in said)
    last = max((o.true.end or o.true.start).last for o in said)
    months = [dates.parse_date(f"{day:%Y-%m}") for day in (first, last)]
    return (
        language.date(months[0]) if months[0] == months[1] else language.span(months[0], months[1])
    )


def who_says_so(said: Iterable[Observation], session: RenderState) -> Markup:
    """Who says what is shown, and as of which day: whoever copies the figure copies both."""
    language, reader = session.language, session.reader
    day, known = (language.date(dates.when_on(each)) for each in (reader.day, reader.known))
    key = "as_of_day" if day == known else "situation"
    named = sources_named((c for o in said for c in o.citations), session)
    situation = Markup(language.word(key, day=day, known=known) + ".")
    return Markup(" ").join(filter(None, (named, situation)))


def sources_named(citations: Iterable[Citation], session: RenderState) -> Markup:
    """The line that names sources; nothing where there are none."""
    names = _sources(citations, session)
    several = "sources_named" if len(names) > 1 else "source_named"
    return Markup(session.language.word(several, names="; ".join(names)) if names else "")


def _sources(citations: Iterable[Citation], session: RenderState) -> list[Markup]:
    """Each publisher once, with the numbers of its sources, in rising order.

    A source that stands alone is named by its title too.
    """
    sources = {c.source.id: c for c in citations}
    numbers = session.notes.numbers
    rising = sorted(sources.values(), key=lambda c: numbers.get(c.source.id, LAST))
    by_publisher: dict[str, list[Citation]] = {}
    for citation in rising:
        name = text_in(citation.source.publisher, session.language)
        by_publisher.setdefault(name, []).append(citation)
    if len(rising) == 1:
        title = text_in(rising[0].source.title, session.language)
        by_publisher = {f"{name}, {title}": rising for name in by_publisher}
    return [escape(name) + session.sup(cited) for name, cited in by_publisher.items()]
