"""What passes from the templates to the page: the document with all that it needs."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from asof.dates import When
from asof.diagnostics import Finding, Location
from asof.ledger.facts import Fact, Observation
from asof.ledger.trace import Read
from asof.located import Scalar

TIMELESS = ("label", "counts", "key")  # what a fact is: the same in every edition
RASTER = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp"}
PICTURE = re.compile(r"""(<img\b[^>]*?\ssrc=["'])([^"']+)(?=["'])""")


@dataclass(frozen=True, slots=True)
class Print:
    """One place where a document shows a fact: the element, what of the fact, and who asked.

    `part` names the property or the chart that shows it, and is empty for the value itself.
    `behind` is the observations that it shows; none where it tells only what the fact is.
    `fact` knows where the words are that tell what it is.
    """

    id: str
    key: str
    part: str
    text: str
    place: Location
    behind: tuple[Observation, ...] = ()
    fact: Fact | None = field(default=None, compare=False, repr=False)

    @property
    def dated(self) -> bool:
        """Whether it shows something that another edition may tell otherwise."""
        return self.part not in TIMELESS


def dated(prints: Iterable[Print]) -> tuple[str, ...]:
    """The keys of the facts of which a page shows what can change, in the order of printing."""
    return tuple(dict.fromkeys(p.key for p in prints if p.dated))


@dataclass(frozen=True, slots=True)
class AuthorText:
    """Words that an author typed, as a page prints them, the facts in them marked.

    `text` is the place of the text that they belong to, the same in every language.
    """

    html: str
    source: Scalar
    text: Location


@dataclass(slots=True, eq=False)
class AuthorWords:
    """What a document's authors typed; what stands in templates is looked for when asked for."""

    texts: tuple[AuthorText, ...] = ()
    later: Callable[[], Iterable[AuthorText]] | None = None

    def __iter__(self) -> Iterator[AuthorText]:
        if self.later:
            self.texts, self.later = (*self.texts, *self.later()), None
        return iter(self.texts)


@dataclass(frozen=True, slots=True)
class Document:
    """An edition of a briefing as HTML, with every resource that it names and what it read.

    `assets` holds the content of each URL, relative to the document, that the HTML or its style
    sheets ask for: there is no other way to the disk or the network. `prints` is every place where
    the page shows a fact, in the order of printing; `times` is when the oldest and the newest of
    the figures were true; `typed` is what its authors typed; `asked` is where each picture was
    asked for; `templates` is the workspace's own templates that it was made of.
    """

    html: str
    language: str
    title: str
    assets: Mapping[str, bytes]
    trace: tuple[Read, ...]
    prints: tuple[Print, ...]
    times: tuple[When, ...]
    findings: tuple[Finding, ...] = ()
    typed: AuthorWords = field(default_factory=AuthorWords)
    asked: Mapping[str, Location] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[AuthorText, ...]:
        """What its authors typed."""
        return tuple(self.typed)

    @property
    def printed(self) -> tuple[str, ...]:
        """The keys of the facts on the page, in the order of printing."""
        return tuple(dict.fromkeys(p.key for p in self.prints))

    @property
    def page(self) -> str:
        """The HTML to set, with its photographs inside.

        The engine calls a photograph by its URL, and that would be another in every folder.
        """
        return PICTURE.sub(lambda m: m[1] + self.inside(unescape(m[2])), self.html)

    def inside(self, name: str) -> str:
        """A photograph as a URL that holds it; the name of any other asset."""
        content, sort = self.assets.get(name), RASTER.get(name.rpartition(".")[2].lower())
        if content is None or sort is None:
            return name
        return f"data:image/{sort};base64,{b64encode(content).decode()}"
