"""Pages that say how the site is kept: its policy of corrections, and its accessibility."""

from __future__ import annotations

from asof.language import Language
from asof.ledger.printing import words_in
from asof.publish.pages.frame import THEME, SitePage, framed
from asof.publish.pages.phrases import site_phrase
from asof.publish.site import Files, FreshEdition, Site
from asof.templates.site_templates import Markup, filled_page
from asof.templates.site_texts import plain_markdown


def statement_pages(site: Site, _: tuple[FreshEdition, ...]) -> Files:
    """Both pages in each language."""
    files: Files = {}
    for lang in site.langs:
        spoken = site.language(lang)
        told = {"policy": ("text", _policy(site, spoken))}
        told["accessibility"] = ("contact", _ask(site, spoken))
        for name, (place, words) in told.items():
            values = {place: words}
            body = filled_page(THEME, f"{name}.html", site_word=spoken.site_word, **values)
            files |= _page(site, lang, name, body)
    return files


def _page(site: Site, lang: str, name: str, body: Markup) -> Files:
    path = f"{lang}/{name}/"
    page = SitePage(
        path=path,
        lang=lang,
        title=site.language(lang).site_word(name),
        body=body,
        canonical=path,
        twins={each: f"{each}/{name}/" for each in site.langs},
    )
    return framed(site, page)


def _policy(site: Site, spoken: Language) -> Markup:
    """The workspace's own words, else what the program does by itself."""
    own = site.workspace.config.policy
    words = words_in(own, spoken) if own else spoken.site_word("policy_default")
    return plain_markdown(words, spoken)


def _ask(site: Site, spoken: Language) -> Markup:
    """Where another format can be asked for; nothing where the workspace names nobody in words."""
    config = site.workspace.config
    contact = config.publish.accessibility or config.contact
    words = words_in(contact, spoken) if contact else ""
    if not words or "{" in words:  # a template, which only an edition fills
        return Markup()
    told = plain_markdown(words, spoken).striptags()
    return site_phrase(spoken, "access_whom", contact=told)
