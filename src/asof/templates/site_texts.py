"""Texts of a workspace that pages of a site print as they are typed: Markdown, and no figures."""

from __future__ import annotations

from markupsafe import Markup

from asof.language import Language
from asof.located import Scalar
from asof.templates.author_markdown import markdown, refuse_unprintable


def plain_markdown(words: Scalar | str, language: Language) -> Markup:
    """A text as HTML; raises AsofError for what Markdown would not print as it was typed."""
    parser, read = markdown(language), dict[str, object]()
    tokens = parser.parse(str(words), read)
    if isinstance(words, Scalar):
        refuse_unprintable(tokens, read, words)
    return Markup(parser.renderer.render(tokens, parser.options, read))
