"""How pages of a site name editions, days, moments and sizes in a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from asof.dates import when_on
from asof.diagnostics import Finding, Location, Severity
from asof.form import Form
from asof.language import OURS, Language, grammars
from asof.publish.pages.frame import relative
from asof.publish.site import Site, SiteEdition
from asof.quantity import Number
from asof.templates.site_templates import Markup, escape
from asof.workspace import Workspace

KILOBYTE = 1000
FORMS = ("large", "clear", "duplex")  # the parts of a file's name that have words


def site_phrase(spoken: Language, key: str, **values: object) -> Markup:
    """A phrase of the site, with HTML set in where it has a place for it."""
    return Markup(spoken.site_word(key, **{name: str(escape(v)) for name, v in values.items()}))


def lacking_phrases(workspace: Workspace) -> Iterator[Finding]:
    """The phrases of a site that a workspace's own languages lack: it says them in English."""
    ours = grammars()[OURS].name
    for tag, file in workspace.spoken.own.items():
        if lacks := workspace.language(tag).lacks_on_site:
            told = f"{len(lacks)} phrases of a site are in {ours}, such as '{lacks[0]}'"
            hint = f'write site={{"{lacks[0]}": "…"}} where it states the language'
            yield Finding("language", Severity.NOTE, Location(file.name), told, hint)


def day_words(spoken: Language, day: date, *, short: bool = False) -> str:
    """A day as a language says it."""
    return spoken.date(when_on(day), short)


def moment_words(site: Site, spoken: Language, moment: datetime) -> str:
    """A day and its minute on the workspace's clocks."""
    here = moment.astimezone(site.workspace.config.timezone)
    return spoken.moment(here)


def as_of_words(spoken: Language, edition: SiteEdition) -> str:
    """The sentence that an edition begins with: as of which day it says what it says."""
    day, known = day_words(spoken, edition.day), day_words(spoken, edition.known)
    if edition.day != edition.known:
        return f"{spoken.word('situation', day=day, known=known)}."
    return f"{spoken.word('as_of')} {day}."


def edition_called(spoken: Language, edition: SiteEdition) -> str:
    """An edition among those of its document: by its day, and its number where it has one."""
    day = day_words(spoken, edition.day)
    known = day_words(spoken, edition.known)
    told = day if edition.day == edition.known else spoken.word("clocks", day=day, known=known)
    return " · ".join(filter(None, (told, number_words(spoken, edition))))


def number_words(spoken: Language, edition: SiteEdition) -> str:
    """Its number: in its series, as a release, or as a later printing of its day."""
    numbered = edition.numbered.get("number")
    told = [spoken.word("edition_number", number=str(numbered))] if numbered else []
    if edition.number.startswith("r"):
        told.append(spoken.word("release", number=edition.number.removeprefix("r")))
    elif edition.number != "1":
        told.append(spoken.site_word("printing_number", number=edition.number))
    return " · ".join(told)


def edition_link(origin: str, spoken: Language, edition: SiteEdition) -> Markup:
    """A link to an edition by its name."""
    link = Markup('<a href="{}">{}</a>')
    return link.format(relative(origin, edition.folder), edition_called(spoken, edition))


def size_words(spoken: Language, size: int) -> str:
    """How large a file is, in kilobytes."""
    number = Number(Decimal(max(1, round(size / KILOBYTE))))
    return f"{spoken.number(number)}\u00a0kB"


def form_words(spoken: Language, name: str, usual: Form) -> str:
    """What a PDF is set for, by the parts of its file's name."""
    parts = name.split(".")[2:-1]
    told = [spoken.site_word(f"form_{each}") for each in parts if each in FORMS]
    told += [each.upper() if each == "a4" else "Letter" for each in parts if each in SHEETS]
    return ", ".join(["PDF", *told]) if parts else f"PDF, {SHEETS[usual.paper]}"


SHEETS: Mapping[str, str] = {"a4": "A4", "letter": "Letter"}


def correction_words(spoken: Language, edition: SiteEdition) -> Markup:
    """Why an edition took the place of another: its correction, else that it tells what is new."""
    if edition.reason:
        return site_phrase(spoken, "corrected_because", reason=edition.reason)
    return site_phrase(spoken, "edition_update")
