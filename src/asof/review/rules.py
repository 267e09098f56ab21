"""The rules of `asof check`: each a function of one case that carries its weight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import pairwise

from asof.diagnostics import Finding, Location, Severity, error, meant
from asof.language import OURS, language
from asof.language.complete_grammar import borrowed_words
from asof.ledger import Standing, ValueKind
from asof.page.tree import classes
from asof.quantity import agree
from asof.review.bare_figures import (
    HINT,
    IN_CHART,
    IN_PICTURE,
    IN_STYLE,
    bare_figures,
    drawn_figures,
    pictured_figures,
    words_of_styles,
)
from asof.review.context import Case, Found, not_shown
from asof.review.date_order import typed_otherwise
from asof.review.hedge_words import clashing, hedged, misleading_claims, misleads
from asof.review.messages import (
    advice,
    allowance_found,
    claim_said,
    ended_said,
    found_in_briefing,
    found_in_data,
    missing_said,
    number_said,
    sources,
    value_typed,
    view_said,
)
from asof.review.parity import (
    mixed,
    parity_findings,
    texts_in,
    texts_of,
    unnamed,
    untranslated,
)
from asof.review.time_limits import days_without_text, next_update, outliving
from asof.review.totals import drifts, falls, number_of_view, stated_history, sum_of
from asof.review.translations import older
from asof.review.unexplained import unexplained
from asof.unread import names_table, unread_elsewhere

Judge = Callable[[Case], Iterator[Found]]
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its name, what judges, and what it weighs where asof.yaml says nothing.

    It looks at a `briefing`, at the whole `workspace` or at both. What it finds `concerns_readers`
    where the reason for allowing it is printed.
    """

    name: str
    judge: Judge
    weight: Severity
    briefing: bool
    workspace: bool
    concerns_readers: bool

    @property
    def sentence(self) -> str:
        """What it finds, in a sentence."""
        return (self.judge.__doc__ or "").strip()


RULES: dict[str, Rule] = {}
"""Every rule by its name, in the order of this file."""


def rule(
    weight: Severity,
    *,
    briefing: bool = True,
    workspace: bool = False,
    concerns_readers: bool = True,
) -> Callable[[Judge], Judge]:
    """Make a function a rule, whose name is the function's: an error stops a release."""

    def enter(judge: Judge) -> Judge:
        name = judge.__name__.replace("_", "-")
        RULES[name] = Rule(
            name=name,
            judge=judge,
            weight=weight,
            briefing=briefing,
            workspace=workspace,
            concerns_readers=concerns_readers,
        )
        return judge

    return enter


def unknown_rules(named: Iterable[tuple[str, Location]]) -> Iterator[Finding]:
    """Names that no rule has, each at its place."""
    for name, place in named:
        if name not in RULES:
            yield error(place, f"unknown rule '{name}'", meant(name, RULES))


# ---- standings


@rule(WARNING)
def stale_fact(case: Case) -> Iterator[Found]:
    """A value, or a refusal to give one, that nobody has confirmed within its time (rule 6)."""
    for shown, view in case.printed:
        if view.ageing and view.overdue:
            due = f"{view.supported}, and is reviewed after {view.fact.review_in.text}"
            yield found_in_briefing(
                view, shown.place, f"was last reported on {due}", "add a newer report"
            )


@rule(WARNING)
def missing_report(case: Case) -> Iterator[Found]:
    """A value without the report that is expected for the day, or a total that lacks some."""
    for shown, view in case.printed:
        if view.missing:
            found = found_in_briefing(view, shown.place, missing_said(view, language(OURS)))
            yield replace(found, hint=advice("add what has come", view.missing[0].fact))


@rule(WARNING)
def lapsed_fact(case: Case) -> Iterator[Found]:
    """A value whose time is over, with none after it for certain (rule 5)."""
    for shown, view in case.printed:
        if view.standing is Standing.LAPSED and view.current:
            yield found_in_briefing(view, shown.place, *ended_said(view, view.current))


@rule(ERROR)
def disputed_fact(case: Case) -> Iterator[Found]:
    """Sources that contradict one another about one time (rule 4)."""
    for shown, view in case.printed:
        if view.standing is Standing.DISPUTED:
            each = " or ".join(f"{value_typed(o, case)} ({sources([o])})" for o in view.chosen)
            yield found_in_briefing(
                view, shown.place, f"is disputed: {each}", "settle it with 'prefer: reason'"
            )


@rule(NOTE)
def withheld_fact(case: Case) -> Iterator[Found]:
    """A value that its source keeps back, and what is claimed of it."""
    for shown, view in case.printed:
        if view.standing is Standing.WITHHELD:
            claimed_ = ", ".join(claim_said(o, case) for o in view.claims)
            beside = f"; beside it stands a claim: {claimed_}" if claimed_ else ""
            yield found_in_briefing(
                view, shown.place, f"is withheld by {sources(view.chosen)}{beside}"
            )


@rule(ERROR)
def unknown_fact(case: Case) -> Iterator[Found]:
    """A text that was left out, or replaced, for want of a fact (rule 9)."""
    told: Counter[str] = Counter()
    for document in case.documents:
        here: Counter[str] = Counter()
        for f in document.findings:
            here[f.message] += 1
            if f.rule == "unknown-fact" and here[f.message] > told[f.message]:
                yield _left_out(f)
        told |= here


@rule(NOTE)
def own_font(case: Case) -> Iterator[Found]:
    """A font that is not the theme's: its figures look as its maker drew them."""
    for document in case.documents:
        for font in document.fonts:
            yield Found(font.told.place, font.told.message)


@rule(WARNING)
def chart_output(case: Case) -> Iterator[Found]:
    """What a chart's code prints, or is warned of, as it draws."""
    yield from _told_by_filling(case, "chart-output")


@rule(WARNING)
def misleading_chart(case: Case) -> Iterator[Found]:
    """A chart whose axes cut off what is drawn, or measure one drawing by two scales."""
    yield from _told_by_filling(case, "misleading-chart")


@rule(NOTE)
def empty_chart(case: Case) -> Iterator[Found]:
    """A chart that is left out, as nothing of what it shows is known yet."""
    yield from _told_by_filling(case, "empty-chart")


def _told_by_filling(case: Case, name: str) -> Iterator[Found]:
    for document in case.documents:
        found = (f for f in document.findings if f.rule == name)
        yield from (Found(f.place, f.message, f.hint) for f in found)


def _left_out(f: Finding) -> Found:
    """What filling told; a text that another replaced is only a note."""
    return Found(f.place, f.message, f.hint, f.fact, NOTE if f.severity is NOTE else ERROR)


# ---- times


SPELL_OUT = "give asof.yaml its words, abbreviations: {UN: United Nations}, or none for a name"
SEEN = (
    ValueKind.NUMBER,
    ValueKind.STATEMENT,
    ValueKind.EVENT,
)  # what nobody can tell before it is so


@rule(ERROR, briefing=False, workspace=True)
def future_dated(case: Case) -> Iterator[Found]:
    """A value said to be true, or reported, on a day that had not come."""
    for fact in case.ledger:
        for o in fact.observations:
            if o.reported > case.today:
                told = f"is reported on {o.reported}, and today is {case.today}"
                yield found_in_data(
                    o, fact, told, "correct 'reported', or the source's 'published'"
                )
            elif o.true.first > o.reported and fact.kind in SEEN and not o.true.end:
                told = f"is dated {o.true.start.text}, after its report of {o.reported}"
                yield found_in_data(o, fact, told, "give the day it was said, or a later report")


@rule(WARNING)
def inferred_date(case: Case) -> Iterator[Found]:
    """A printed value whose true time nobody stated."""
    for shown, view in case.printed:
        if any(o.true.inferred for o in view.chosen):
            told = f"has no date of its own: {view.chosen[0].true.start.text} is its source's"
            yield found_in_briefing(view, shown.place, told, "give its observation an 'on'")


@rule(WARNING, briefing=False, workspace=True)
def assumed_day(case: Case) -> Iterator[Found]:
    """A day that only repeats the one taken for its source, as if the document gave it."""
    for fact in case.ledger:
        for o in fact.observations:
            if o.true.assumed and o.dated:
                source, day = o.citations[0].source, o.true.start.text
                told = f"is dated {day}, which only repeats the day taken for '{source.id}'"
                hint = "take its day out, or write 'stated: true' where the document gives it"
                yield found_in_data(o, fact, told, hint)


@rule(WARNING, concerns_readers=False)
def past_embargo(case: Case) -> Iterator[Found]:
    """An embargo that ended before the day of the edition."""
    if (briefing := case.briefing) and briefing.embargo and briefing.embargo.day < case.edition.day:
        ended, day = briefing.embargo.day, case.edition.day
        told = f"the embargo ended on {ended}, before the day of this edition, {day}"
        hint = "take it out, or give the day that is meant"
        yield Found(briefing.at("embargo"), told, hint)


@rule(WARNING, concerns_readers=False)
def past_update(case: Case) -> Iterator[Found]:
    """A next update that was to come before the day of the edition."""
    if briefing := case.briefing:
        days, today = (next_update(briefing, d) for d in case.documents), case.edition.day
        for day in (day for day in days if day and day < today):
            told = f"the next update was to come by {day}, before the day of this edition, {today}"
            hint = "give a later day, or take it out"
            yield Found(briefing.at("next_update"), told, hint)


@rule(WARNING, concerns_readers=False)
def contradicted_update(case: Case) -> Iterator[Found]:
    """A next update that is typed for another day than the next edition of the series."""
    if (briefing := case.briefing) and (edition := briefing.numbered(case.edition.day)):
        days = (next_update(briefing, document) for document in case.documents)
        due = f"the next edition is of {edition.next}" if edition.next else "no edition is to come"
        for day in (day for day in days if day and day != edition.next):
            told = f"the next update is announced for {day}, and {due}"
            yield Found(briefing.at("next_update"), told, "take it out, or correct the series")


@rule(ERROR, concerns_readers=False)
def off_series(case: Case) -> Iterator[Found]:
    """An edition of a day on which its series has none: it prints without a number."""
    yield from _told_by_filling(case, "off-series")


@rule(WARNING)
def outlived_text(case: Case) -> Iterator[Found]:
    """A text that is to print for longer than anything that it tells."""
    if briefing := case.briefing:
        for point, until, end in (o for d in case.documents for o in outliving(briefing, d)):
            told = f"prints until {until.text}, and what it tells ends on {end}"
            yield Found(point.at("until"), told, f"write 'until: {end}'")


@rule(NOTE, concerns_readers=False)
def gap_between_texts(case: Case) -> Iterator[Found]:
    """Two blocks that take turns, and days between them on which neither prints."""
    if briefing := case.briefing:
        for block, first, last in days_without_text(briefing, case.edition.day):
            days = f"on {first}" if first == last else f"from {first} to {last}"
            told = f"neither this {block.kind} nor the one before prints {days}"
            yield Found(block.at("from"), told, "let them meet, or write one for these days")


@rule(WARNING)
def text_of_day(case: Case) -> Iterator[Found]:
    """A text kept by date that is of an earlier day than the edition, or that is not there."""
    for document in case.documents:
        for f in (f for f in document.findings if f.rule == "text-of-day"):
            yield Found(f.place, f.message, f.hint, at_most=f.severity)


@rule(WARNING, workspace=True, concerns_readers=False)
def date_order(case: Case) -> Iterator[Found]:
    """A date that is typed in another order than those that are printed beside it."""
    texts = texts_of(case.briefing) if case.briefing else texts_in(case)
    yield from typed_otherwise(texts, [*map(case.workspace.language, case.workspace.languages)])


# ---- figures


@rule(WARNING)
def unlisted_source(case: Case) -> Iterator[Found]:
    """Figures with sources that the page does not list (rule 11)."""
    if briefing := case.briefing:
        none = briefing.source_notes == "none"
        hint = "let it be 'end' or 'page'" if none else "keep show.source_notes() in its 'end'"
        place = briefing.at("source_notes" if none else "template")
        for document in case.documents:
            listed = any({"sources", "footnote"} & classes(e) for e in document.tree.iter())
            if not listed and any(p.behind for p in document.prints):
                yield Found(place, "the page does not list the sources of its figures", hint)


@rule(ERROR)
def bare_figure(case: Case) -> Iterator[Found]:
    """A number or a date on the page that no fact supplied."""
    if case.briefing:
        for document in case.documents:
            spoken = case.workspace.language(document.language)
            for place, figure in bare_figures(document, case.briefing, spoken):
                yield Found(place, f"'{figure}' comes from no fact", HINT)
            for place, figure in drawn_figures(document, spoken):
                yield Found(place, f"'{figure}' comes from no fact", IN_CHART)
            for place, figure in pictured_figures(document, spoken):
                yield Found(place, f"'{figure}' comes from no fact", IN_PICTURE)
            for place, words in words_of_styles(document):
                yield Found(place, f"'{words}' comes from no fact and no text", IN_STYLE)


@rule(NOTE, concerns_readers=False)
def unexplained_abbreviation(case: Case) -> Iterator[Found]:
    """Two capitals or more whose words the page never says."""
    names = {each.short for each in case.workspace.config.abbreviations if each.long is None}
    if case.briefing:
        for document in case.documents:
            for place, short in unexplained(document, case.briefing, names):
                yield Found(place, f"'{short}' is spelled out nowhere", SPELL_OUT)


@rule(ERROR, workspace=True)
def sum_mismatch(case: Case) -> Iterator[Found]:
    """A printed total that is not what its `equals` adds up to (rule 10)."""
    for view in case.views:
        equals, total, right = view.fact.equals, number_of_view(view), sum_of(view, case)
        if equals and total and right and not agree([total, right]):
            made = number_said(right, view, case)
            told = f"is {view_said(view, case)}, but {equals.text} makes {made}"
            hint = "correct a part, or say in a note why it differs"
            if view.current and (view.fact.where or not equals.place.path):  # it is a row's cell
                yield found_in_data(view.current, view.fact, told, hint)
            else:
                yield found_in_briefing(view, equals.place, told, hint)


@rule(WARNING, workspace=True)
def falling_total(case: Case) -> Iterator[Found]:
    """A cumulative number that became smaller (rule 10)."""
    for view in case.views:
        for before, after in pairwise(stated_history(view) if view.fact.cumulative else ()):
            if falls(before, after):
                told = f"fell from {value_typed(before, case)} to {value_typed(after, case)}"
                yield found_in_data(
                    after, view.fact, told, "correct it, or say in a note why it fell"
                )


@rule(WARNING, workspace=True)
def hedge_drift(case: Case) -> Iterator[Found]:
    """The same figure hedged otherwise: by an author, or in the data from the same source."""
    for view in case.views:
        for before, after in pairwise(stated_history(view)):
            if drifts(before, after):
                told = f"becomes {value_typed(after, case)} after {value_typed(before, case)}"
                hint = "keep the hedge of the source, or name the new source"
                yield found_in_data(after, view.fact, f"{told}, from the same source", hint)
    for draft in case.drafts if case.briefing else ():
        for text in draft.document.texts if draft.document else ():
            yield from hedged(text, case, draft.edition.language)


@rule(WARNING)
def claim_as_fact(case: Case) -> Iterator[Found]:
    """A claim in a text that does not say whose it is, or beside a number that is withheld."""
    told: set[tuple[str, Location]] = set()
    for draft in case.drafts:
        for shown, claim, text in misleading_claims(draft):
            standing = case.edition[shown.key].standing
            wrong = misleads(claim, text, standing, draft.edition.language)
            if wrong and (shown.key, text.source.place) not in told:
                told.add((shown.key, text.source.place))
                message = f"'{shown.key}' prints a claim, {claim_said(claim, case)}, {wrong[0]}"
                yield Found(shown.place, message, wrong[1], shown.key)


@rule(WARNING)
def elision(case: Case) -> Iterator[Found]:
    """An article before a fact with which it does not go: « l’ » before a consonant."""
    for draft in case.drafts:
        for text in draft.document.texts if draft.document else ():
            yield from clashing(text, draft.edition.language)


# ---- allowances


@rule(WARNING)
def ended_allowance(case: Case) -> Iterator[Found]:
    """An allowance whose last day is over."""
    for allowance in case.briefing.allow if case.briefing else ():
        if allowance.until < case.edition.day:
            hint = "take it out, or give it a later 'until' and a reason that still holds"
            yield allowance_found(allowance, f"ended on {allowance.until}", hint)


@rule(NOTE)
def unused_allowance(case: Case) -> Iterator[Found]:
    """An allowance that nothing needs, from the briefing's own day on."""
    for allowance in case.idle:
        if allowance.until >= case.edition.day:
            yield allowance_found(allowance, "matches no finding", "take it out")


@rule(NOTE)
def silent_allowance(case: Case) -> Iterator[Found]:
    """An allowance whose reason readers are not given: the page shows some of its facts alone."""
    for allowance in case.briefing.allow if case.briefing else ():
        lacking, holds = not_shown(allowance, case.drafts), allowance.until >= case.edition.day
        told = RULES[allowance.rule].concerns_readers and holds
        if told and lacking and len(lacking) < len(allowance.fact):
            message = f"gives readers no reason: the page does not show '{lacking[0]}'"
            yield allowance_found(allowance, message, "give each fact an allowance of its own")


# ---- the workspace


@rule(NOTE, briefing=False, workspace=True)
def unused_fact(case: Case) -> Iterator[Found]:
    """A fact that no briefing prints."""
    read = {key for draft in case.drafts for key in draft.read} | _named(case)
    for fact in case.ledger:
        if fact.key in read:
            made = (f for f in (fact.derived, fact.equals) if f)
            read |= {key for f in made for key in f.keys(case.ledger.facts, fact.key)}
    for fact in case.ledger:
        if fact.key not in read:
            yield Found(fact.place, f"no briefing prints '{fact.key}'", "", fact.key)


@rule(NOTE, briefing=False, workspace=True)
def unused_source(case: Case) -> Iterator[Found]:
    """A source that no observation cites."""
    cited = {c.source.id for f in case.ledger for o in f.observations for c in o.citations}
    for source in case.ledger.sources.values():
        if source.id not in cited:
            yield Found(source.place, f"no fact cites '{source.id}'")


@rule(WARNING, briefing=False, workspace=True)
def unread_file(case: Case) -> Iterator[Found]:
    """A template, sheet or chart that no page can load; a file a folder too high."""
    for each in unread_elsewhere(case.workspace.files, case.workspace.languages):
        yield Found(each.place, each.message, each.hint)


@rule(NOTE, briefing=False, workspace=True)
def unused_table(case: Case) -> Iterator[Found]:
    """A table that no fact and no briefing names."""
    files = case.workspace.files
    said = "\n".join(files.read(name).text for name in files.below("data", ".yaml"))
    for name in files.below("data", ".csv"):
        if not names_table(said, name):
            yield Found(Location(name), "no fact and no briefing reads this table")


@rule(WARNING, briefing=False, workspace=True)
def words_of_another_language(case: Case) -> Iterator[Found]:
    """A language of the workspace that prints the page's own words as another language does."""
    for tag, file in case.workspace.spoken.own.items():
        grammar = case.workspace.spoken.known.get(tag)
        keys, name = borrowed_words(grammar) if grammar else ((), "")
        if keys:
            shown = ", ".join(f"'{key}'" for key in keys[:3])
            told = f"{len(keys)} phrases of this language are in {name}, such as {shown}"
            yield Found(Location(file.name), told, "write them in the words of the language")


@rule(ERROR, workspace=True)
def missing_translation(case: Case) -> Iterator[Found]:
    """A text that lacks a language; an edition that prints other facts in it, or in other order."""
    if case.briefing:
        yield from untranslated(texts_of(case.briefing), case)
        yield from _told_by_filling(case, "missing-translation")
        yield from parity_findings(case)
    else:
        yield from untranslated(texts_in(case), case)
        yield from unnamed(case)
        yield from mixed(case)


@rule(WARNING, concerns_readers=False)
def older_translation(case: Case) -> Iterator[Found]:
    """A text that is as it was issued last, where its translation has changed since."""
    yield from older(case)


def _named(case: Case) -> set[str]:
    """The facts that texts and templates name, though no edition at hand asks for them."""
    files = case.workspace.files
    folders = (("data/briefings", ".yaml"), ("templates", ".html"), ("charts", ".py"))
    source = "\n".join(files.read(name).text for f in folders for name in files.below(*f))
    words = set(re.findall(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+", source))
    patterns = set(re.findall(r"[a-z][a-z0-9_.]*\.\*", source))
    parts = {word.rsplit(".", n)[0] for word in words for n in range(4)}
    keys = case.ledger.facts
    return {k for k in keys if k in parts or any(fnmatchcase(k, p) for p in patterns)}
