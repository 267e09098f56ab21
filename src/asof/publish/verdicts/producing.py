"""The page that answers a code in the browser, and all that it answers from.

It asks no server anything: what it needs is read once and kept, so that it answers offline too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from asof.language import Language
from asof.ledger.changes import Sort
from asof.publish.pages.frame import SitePage, framed, relative
from asof.publish.site import Files, FreshEdition, Site, SiteEdition
from asof.publish.verdicts.said import fact_now, page_said, said_in
from asof.publish.verdicts.standings import EditionStanding, codes, issued_series, spoken_on
from asof.release import PageState
from asof.templates.site_templates import Markup, filled_page

APP = Path(__file__).parent / "app"
ASSETS = ("answer.js", "app.js", "code.js", "judge.js", "verdict.css", "view.js")
HEADS = ("label", "value", "on", "source", "was", "is_now", "change", "unknown")
WORDS = (*HEADS, *(str(sort) for sort in Sort))
SAID = "said.json"
OURS = "verdict_"  # what the phrases of this page are called by


def verdict_files(site: Site, fresh: tuple[FreshEdition, ...]) -> Files:
    """What answers codes: for the whole site, and for the editions that a run touches."""
    data = _data(site)
    whole = _assets() | _words(site) | data | _entrances(site)
    listed = {"files": {path: sha256(content).hexdigest() for path, content in whole.items()}}
    worker = {"sw.js": (APP / "sw.js").read_bytes()}
    return worker | whole | _of_editions(site, fresh) | {"verify/offline.json": _json(listed)}


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _assets() -> Files:
    return {f"verify/{name}": (APP / name).read_bytes() for name in ASSETS}


# ---- what it answers from


def _data(site: Site) -> Files:
    facts = {f"verify/now/{lang}.json": _json(_facts(site, lang)) for lang in spoken_on(site)}
    return {"verify/codes.json": _json(codes(site)), **facts}


def _facts(site: Site, lang: str) -> dict[str, Any]:
    """Every public fact in a language: what it reads by now, and in which edition."""
    days = {each.folder: each for each in site.editions}
    return {
        key: _fact(site, lang, key, days) | {"label": own["label"]}
        for key, own in site.facts.get(lang, {}).items()
    }


def _fact(site: Site, lang: str, key: str, days: Mapping[str, SiteEdition]) -> dict[str, Any]:
    """What a fact reads by the last edition in any language, where it is a number; else in its own.

    So what was corrected in one language first is told of a page in another.
    """
    spoken, own = site.language(lang), site.facts[lang][key]
    others = [other for other in site.facts if key in site.facts[other]]

    def newness(other: str) -> tuple[date, date, bool]:
        edition = days[site.facts[other][key]["edition"]]
        return (edition.known, edition.day, other == lang)

    for other in sorted(others, key=newness, reverse=True):
        told = site.facts[other][key]
        said = own if other == lang else said_in(spoken, told, own)
        if said:
            sources = {**site.sources.get(other, {}), **site.sources.get(lang, {})}
            return fact_now(said, sources, spoken) | _days(days[told["edition"]])
    raise AssertionError(key)


def _days(edition: SiteEdition) -> dict[str, str]:
    return {"day": edition.day.isoformat(), "known": edition.known.isoformat()}


def _of_editions(site: Site, fresh: tuple[FreshEdition, ...]) -> Files:
    """What the fresh pages say, and the pages of codes of which anything is other."""
    issued = [each for each in fresh if each.edition.code]
    said = {
        f"{each.edition.folder}{SAID}": _json(
            page_said(each.record, site.language(each.edition.lang))
        )
        for each in issued
        if each.edition.stands
    }
    new = frozenset(each.edition.code for each in issued)
    pages: Files = {}
    for name, series in issued_series(site).items():
        if name in site.touched or any(each.code in new for each in series.editions):
            for each in series.editions if site.whole else series.turned(new):
                pages |= _code_page(site, series.became(each))
    return said | pages


# ---- its words


def _words(site: Site) -> Files:
    said = {lang: _phrases(site.language(lang)) for lang in spoken_on(site)}
    return {f"verify/words/{lang}.json": _json(phrases) for lang, phrases in said.items()}


def _phrases(spoken: Language) -> dict[str, str]:
    """All that the page says in a language, by key; what is to be filled stands in braces."""
    phrases = spoken.site_phrases.items()
    own = {key: phrase for key, phrase in phrases if key.startswith(OURS)}
    return own | {key: spoken.word(key) for key in WORDS}


# ---- its pages


def _entrances(site: Site) -> Files:
    """Where a code is typed, in each language, and what answers whatever is not found."""
    twins = {lang: f"{lang}/verify/" for lang in site.langs}
    default = site.langs[0]
    every = [*twins.items(), (default, "verify/")]
    pages: Files = {}
    for lang, path in every:
        page = _page(site, lang, path, twins=twins, canonical=twins[lang])
        pages |= framed(site, page)
    lost = _page(site, default, "404.html", anywhere=True, indexed=False)
    return pages | framed(site, lost)


def _code_page(site: Site, told: EditionStanding) -> Files:
    """The page of a code, in its language; where that was given up, in the default one."""
    lang = told.edition.lang if told.edition.lang in site.langs else site.langs[0]
    page = _page(site, lang, f"{told.edition.code}/", told, indexed=False)
    return framed(site, page)


def _page(
    site: Site, lang: str, path: str, told: EditionStanding | None = None, **options: Any
) -> SitePage:
    spoken, anywhere = site.language(lang), options.get("anywhere", False)

    def to(target: str) -> str:
        return f"{site.url}{target}" if anywhere else relative(path, target)

    body = filled_page(
        APP,
        "page.html",
        site_word=spoken.site_word,
        to=to,
        lang=lang,
        url=site.url,
        code=told.edition.code if told else "",
        lost=anywhere,
        told=_statement(site, told, spoken) if told else None,
    )
    title = spoken.site_word("verdict_no_page" if anywhere else "verdict_title")
    return SitePage(path=path, lang=lang, title=title, body=Markup(body), **options)


# ---- what is so when a page is written, for who runs no script


def _statement(site: Site, told: EditionStanding, spoken: Language) -> dict[str, Any]:
    """The state of an edition by the register, with the moment at which it was so."""
    state = UNSETTLED if told.state is PageState.CURRENT else told.state
    edition, later = told.edition, told.later
    return {
        "written": spoken.site_word("verdict_written", moment=_moment(site, site.moment, spoken)),
        "state": state,
        "word": spoken.site_word(f"{OURS}{state}"),
        "why": _why(site, told, spoken),
        "read": edition.folder if edition.stands else "",
        "latest": later.latest_folder if later else "",
    }


UNSETTLED = "unsettled"  # current by the register: whether figures were corrected is not told here


def _why(site: Site, told: EditionStanding, spoken: Language) -> str:
    taken = told.edition.withdrawn
    if taken:
        day = _moment(site, taken.moment, spoken)
        return spoken.site_word("verdict_withdrawn_why", day=day, reason=taken.reason)
    if told.later:
        since = _moment(site, told.later.issued or told.later.published, spoken)
        return spoken.site_word("verdict_superseded_why", moment=since)
    if told.edition.rival:
        return spoken.site_word("verdict_contested_why", code=told.edition.rival)
    return spoken.site_word("verdict_unsettled_why")


def _moment(site: Site, moment: datetime, spoken: Language) -> str:
    """A day and minute, as clocks show it where the site is made."""
    return spoken.moment(moment.astimezone(site.workspace.config.timezone))
