"""What the search of a site looks through: names and words of the latest editions, and figures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from asof.language import with_capital
from asof.page.tree import UNSEEN, texts
from asof.publish.pages.phrases import as_of_words
from asof.publish.site import Files, FreshEdition, Site, SiteEdition
from asof.record.strict_json import parse_json

INDEX = "search.json"
LONGEST = 20_000  # characters of the words of one edition
Entry = Mapping[str, str]


def search_index(site: Site, fresh: tuple[FreshEdition, ...]) -> Files:
    """search.json: of each language its documents, with their words, and its figures."""
    words = _stored_words(site) | {each.edition.folder: _words(each) for each in fresh}
    told = {lang: [*_documents(site, lang, words), *_figures(site, lang)] for lang in site.langs}
    return {INDEX: json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()}


def _documents(site: Site, lang: str, words: Mapping[str, str]) -> Iterator[Entry]:
    spoken = site.language(lang)
    for _, edition in sorted(site.latest.items()):
        if edition.lang == lang:
            yield {
                "title": edition.title,
                "path": edition.latest_folder,
                "about": as_of_words(spoken, edition),
                "text": words.get(edition.folder) or _stored_text(site, edition),
                "of": edition.folder,
            }


def _figures(site: Site, lang: str) -> Iterator[Entry]:
    spoken = site.language(lang)
    for key, fact in sorted(site.facts.get(lang, {}).items()):
        about = spoken.word("labelled", label=spoken.word("value"), value=fact["text"])
        label, text = with_capital(fact["label"]), fact.get("counts", "")
        yield {"title": label, "path": f"{lang}/facts/{key}/", "about": about, "text": text}


def _words(fresh: FreshEdition) -> str:
    """The words of an edition, without what only paper has."""
    body = fresh.document.tree.find(".//body")
    if body is None:
        return ""
    unseen = {"running", "twin", "logo"}
    said = "".join(
        texts(body, lambda e: e.tag in UNSEEN or unseen & set(e.get("class", "").split()))
    )
    return " ".join(said.split())[:LONGEST]


def _stored_text(site: Site, edition: SiteEdition) -> str:
    """The words of an edition that is the latest again, from its text on the site."""
    content = site.stored(f"{edition.folder}index.md") or b""
    return " ".join(content.decode().split())[:LONGEST]


def _stored_words(site: Site) -> dict[str, str]:
    """The words of editions that the index on the site has."""
    content = site.stored(INDEX)
    told: Mapping[str, Any] = parse_json(content) if content else {}
    entries = (each for found in told.values() for each in found if "of" in each)
    return {each["of"]: each["text"] for each in entries}
