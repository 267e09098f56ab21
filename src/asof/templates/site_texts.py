"""Texts of a workspace that no edition prints: Markdown as it is typed, and no figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from asof.briefing.binders import Binder
from asof.diagnostics import AsofError, Finding, error
from asof.language import Language
from asof.located import Scalar
from asof.templates.author_markdown import markdown, place_in, refuse_unprintable
from asof.text import Text
from asof.workspace import Workspace

PLACE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def plain_markdown(words: Scalar | str, language: Language) -> Markup:
    """A text as HTML; raises AsofError for what Markdown would not print as it was typed."""
    parser, read = markdown(language), dict[str, object]()
    tokens = parser.parse(str(words), read)
    if isinstance(words, Scalar):
        refuse_unprintable(tokens, read, words)
    return Markup(parser.renderer.render(tokens, parser.options, read))


def faults_beside_editions(workspace: Workspace, binders: Iterable[Binder]) -> Iterator[Finding]:
    """What would be refused or left out of the texts that only a site or a binder prints."""
    languages = [workspace.language(tag) for tag in workspace.languages]
    config = workspace.config
    for text in filter(None, (config.policy, config.publish.accessibility)):
        yield from _unprintable(text, languages)
        yield from _unfilled(text)
    for binder in binders:
        yield from _unprintable(binder.title, languages)


def _unprintable(text: Text, languages: Iterable[Language]) -> Iterator[Finding]:
    """What Markdown would not print as it was typed."""
    for language in languages:
        try:
            plain_markdown(text.get(language.tag) or "", language)
        except AsofError as problem:
            yield from problem.findings


def _unfilled(text: Text) -> Iterator[Finding]:
    """The places that only an edition fills in."""
    for words in text:
        for place in PLACE.findall(words)[:1]:
            told = f"no edition fills in '{place}': this text stands on a site as it is typed"
            yield error(place_in(words, place, 0), told, "write it in words", "template")
