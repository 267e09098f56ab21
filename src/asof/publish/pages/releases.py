"""The release calendar: what is due within a year by the rhythms of the public briefings.

An edition that was moved stands at its day of before, with the reason, and at that of now. As a
calendar file each is an event with a name of its own that stays when it is moved (RFC 5545).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

from asof.briefing.definition import Briefing
from asof.briefing.series import ScheduledEdition, scheduled
from asof.briefing.titles import title_of_all
from asof.dates import parse_date
from asof.language import Language, with_capital
from asof.ledger.printing import text_in, words_in
from asof.publish.pages.frame import THEME, SitePage, framed, relative
from asof.publish.pages.phrases import day_words
from asof.publish.site import Files, FreshEdition, Site
from asof.templates.site_templates import filled_page

AHEAD = timedelta(days=366)
OCTETS = 75  # of a line of a calendar file: RFC 5545, 3.1


class ListedRelease(NamedTuple):
    """An edition that is due, or was: when, of what, and whether it was moved."""

    day: str
    title: str
    address: str
    number: str
    moved: str


@dataclass(frozen=True, slots=True)
class Release:
    """An edition of a public briefing in the calendar; `shown` is a day that it stands at."""

    briefing: Briefing
    due: ScheduledEdition
    shown: date


def release_pages(site: Site, _: tuple[FreshEdition, ...]) -> Files:
    """The calendar in each language, and as a file in the first."""
    found = sorted(_releases(site), key=lambda r: (r.shown, r.briefing.name))
    files: Files = {"releases.ics": calendar_file(site, found).encode()}
    for lang in site.langs:
        files |= _page(site, lang, found)
    return files


def _releases(site: Site) -> Iterator[Release]:
    """Each at its day, and one that was moved at its day of before too."""
    today = site.workspace.day_of(site.moment)
    for briefing in site.briefings.values():
        for due in scheduled(briefing.series, today, today + AHEAD) if briefing.series else ():
            days = filter(None, (due.day, due.moved_from))
            yield from (Release(briefing, due, day) for day in days if today <= day)


def _page(site: Site, lang: str, found: list[Release]) -> Files:
    spoken, path = site.language(lang), f"{lang}/releases/"
    months = [
        (_month(spoken, month), [_listed(site, spoken, path, each) for each in releases])
        for month, releases in groupby(found, key=lambda r: f"{r.shown:%Y-%m}")
    ]
    body = filled_page(
        THEME,
        "releases.html",
        months=months,
        file=relative(path, "releases.ics"),
        site_word=spoken.site_word,
    )
    page = SitePage(
        path=path,
        lang=lang,
        title=spoken.site_word("releases"),
        body=body,
        canonical=path,
        twins={each: f"{each}/releases/" for each in site.langs},
        description=spoken.site_word("releases_about"),
    )
    return framed(site, page)


def _month(spoken: Language, month: str) -> str:
    return with_capital(spoken.date(parse_date(month)))


def _listed(site: Site, spoken: Language, path: str, each: Release) -> ListedRelease:
    lang = site.workspace.short(spoken.tag)
    there = site.latest.get((each.briefing.name, lang))
    return ListedRelease(
        day=day_words(spoken, each.shown),
        title=there.title if there else title_of_briefing(each.briefing, spoken),
        address=relative(path, there.latest_folder) if there else "",
        number=spoken.word("edition_number", number=each.due.number) if each.due.number else "",
        moved=_moved(spoken, each),
    )


def title_of_briefing(briefing: Briefing, spoken: Language) -> str:
    """What a briefing is called where none of its editions says."""
    return spoken.typeset(title_of_all(briefing, words_in(briefing.title, spoken)))


def _moved(spoken: Language, each: Release) -> str:
    """That an edition was moved, and why: told at its day of before, and at that of now."""
    due = each.due
    if due.moved_from is None:
        return ""
    key, day = (
        ("releases_from", due.moved_from) if each.shown == due.day else ("releases_moved", due.day)
    )
    return spoken.site_word(key, day=day_words(spoken, day), reason=text_in(due.reason, spoken))


# ---- as a file


def calendar_file(site: Site, found: list[Release]) -> str:
    """The calendar in the first language of the workspace: RFC 5545, lines of 75 octets."""
    spoken = site.language(site.langs[0])
    name = text_in(site.workspace.config.title, spoken)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//asof//release calendar//EN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}"]
    for each in found:
        if each.shown == each.due.day:
            lines += _event(site, spoken, each)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(site: Site, spoken: Language, each: Release) -> list[str]:
    """An event of a day; its name has the day that the rhythm gives, which no move alters."""
    due, host = each.due, urlsplit(site.url).hostname or "localhost"
    given = due.moved_from or due.day
    listed = _listed(site, spoken, "", each)
    told = [f"{listed.title} ({listed.number})" if listed.number else listed.title]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{each.briefing.name}-{given:%Y%m%d}@{host}",
        f"DTSTAMP:{_stamp(site)}",
        f"SEQUENCE:{1 if due.moved_from else 0}",
        f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{due.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(told[0])}",
        "TRANSP:TRANSPARENT",
    ]
    if listed.moved:
        lines.append(f"DESCRIPTION:{_text(listed.moved)}")
    if listed.address:
        lines.append(f"URL:{site.url}{listed.address}")
    return [*lines, "END:VEVENT"]


def _stamp(site: Site) -> str:
    """The beginning of the day of the run: the file is the same all day."""
    today = site.workspace.day_of(site.moment)
    return f"{datetime(today.year, today.month, today.day, tzinfo=UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Words as a value of type TEXT: RFC 5545, 3.3.11."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of no more than 75 octets, none of a letter's parted from the others."""
    rest, parts, most = line, [], OCTETS
    while len(rest.encode()) > most:
        head = rest.encode()[:most].decode(errors="ignore")
        parts.append(head)
        rest, most = rest[len(head) :], OCTETS - 1
    return "\r\n ".join([*parts, rest])
