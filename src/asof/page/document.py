"""What passes from the templates to the page: the document with all that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from xml.etree.ElementTree import Element

from asof.dates import When
from asof.diagnostics import Finding, Location, Severity
from asof.ledger.facts import Fact, Observation
from asof.ledger.trace import Read
from asof.ledger.value_changes import ValueChange
from asof.located import Scalar
from asof.page.tree import GAP, html_of

CHANGE = "change"  # the part of a fact that is its change
TIMELESS = ("label", "what", "where", "counts", "key")  # what a fact is: the same in every edition
ADDED_DAY = "as_of"  # the day that the program sets beside a value that may no longer be so


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """One place where a document shows a fact: the element, what of the fact, and who asked.

    `part` names the property or the chart that shows it, and is empty for the value itself.
    `behind` is the observations that it shows; none where it tells only what the fact is.
    `fact` knows where the words are that tell what it is; `change` is the change of a value that it
    tells.
    """

    id: str
    key: str
    part: str
    text: str
    place: Location
    behind: tuple[Observation, ...] = ()
    fact: Fact | None = field(default=None, compare=False, repr=False)
    change: ValueChange | None = None

    @property
    def dated(self) -> bool:
        """Whether it shows something that another edition may tell otherwise."""
        return self.part not in TIMELESS

    @property
    def asked(self) -> bool:
        """Whether an author asked for it."""
        return self.part != ADDED_DAY

    @property
    def written(self) -> str:
        """The value as its file has it, the same in every language; nothing for a part."""
        return "" if self.part else " or ".join(o.written for o in self.behind)


def dated(prints: Iterable[Print]) -> tuple[str, ...]:
    """The keys of the facts of which a page shows what can change, in the order of printing."""
    return tuple(dict.fromkeys(p.key for p in prints if p.dated))


@dataclass(frozen=True, slots=True)
class TextPart:
    """Words of a text, as they print: plain, of a fact that is shown, or marked as no figure."""

    words: str
    shown: Print | None = None
    literal: bool = False

    @property
    def unmarked(self) -> str:
        """The words, or the gap that stands for a mark."""
        return GAP if self.shown or self.literal else self.words


@dataclass(frozen=True, slots=True)
class AuthorText:
    """A text that an author typed, as a page prints it: words, and the marks among them.

    `text` is the place of the text that they belong to, the same in every language.
    """

    parts: tuple[TextPart, ...]
    source: Scalar
    text: Location
    heading: bool = False

    @property
    def printed(self) -> str:
        """Its words, those of facts among them."""
        return "".join(part.words for part in self.parts)

    @property
    def unmarked(self) -> str:
        """Its words outside marks."""
        return "".join(part.unmarked for part in self.parts)

    @property
    def prints(self) -> tuple[Print, ...]:
        """The facts that it shows, in order."""
        return tuple(part.shown for part in self.parts if part.shown)

    @property
    def asked(self) -> tuple[Print, ...]:
        """Those that its author asked for."""
        return tuple(shown for shown in self.prints if shown.asked)

    def before_each(self) -> Iterator[tuple[str, Print]]:
        """Each fact that it shows, with the words that stand before it."""
        before = ""
        for part in self.parts:
            if part.shown:
                yield before, part.shown
            before += part.unmarked


def author_text(words: str, source: Scalar, text: Location, *, heading: bool = False) -> AuthorText:
    """A text without marks."""
    return AuthorText((TextPart(words),), source, text, heading)


@dataclass(slots=True, eq=False)
class AuthorWords:
    """What a document's authors typed; what stands in templates is looked for when asked for."""

    texts: tuple[AuthorText, ...] = ()
    later: Callable[[], Iterable[AuthorText]] | None = None

    def __reduce__(self) -> tuple[type[AuthorWords], tuple[tuple[AuthorText, ...]]]:
        """Itself for another process, which need not load what looks for words in templates."""
        return AuthorWords, (tuple(self),)

    def __iter__(self) -> Iterator[AuthorText]:
        if self.later:
            self.texts, self.later = (*self.texts, *self.later()), None
        return iter(self.texts)


@dataclass(frozen=True, slots=True)
class DrawnWords:
    """Words that the code of a chart writes, without what facts supply of them."""

    place: Location
    words: str


@dataclass(frozen=True, slots=True)
class OwnFont:
    """A font that is not the theme's: its file, none where it stands in the page; its name."""

    file: str
    name: str
    content: bytes = field(repr=False)
    place: Location = field(compare=False)

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return sha256(self.content).hexdigest()

    @property
    def told(self) -> Finding:
        """That figures are set in it, which looks as it likes."""
        file = f"'{self.file}'" if self.file else "a font within the page"
        told = f"{file} is not the theme's: words are set in '{self.name or 'no name'}'"
        return Finding("own-font", Severity.NOTE, self.place, told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An edition of a briefing as a tree, with every resource that it names and what it read.

    `assets` holds the content of each URL, relative to the document, that the tree or its style
    sheets ask for: there is no other way to the disk or the network. `inside` names the asset
    behind each URL that holds it. `prints` is every place where the page shows a fact, in the order
    of printing; `times` is when the oldest and the newest of the figures were true; `typed` is what
    its authors typed, `drawn` what the code of its charts writes; `asked` is where each picture was
    asked for; `rows` is how high each row of a chart is, where its height follows from them,
    `least_heights` how high each chart has to be for its words, both by the name of its drawing;
    `templates` is the workspace's own templates that it was made of, `fonts` what it brings that
    are not the theme's, `about_record` what a reader of the PDF is told of its record.
    """

    tree: Element
    language: str
    title: str
    assets: Mapping[str, bytes]
    trace: tuple[Read, ...]
    prints: tuple[Print, ...]
    times: tuple[When, ...]
    findings: tuple[Finding, ...] = ()
    typed: AuthorWords = field(default_factory=AuthorWords)
    drawn: tuple[DrawnWords, ...] = ()
    asked: Mapping[str, Location] = field(default_factory=dict)
    rows: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    least_heights: Mapping[str, float] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    inside: Mapping[str, str] = field(default_factory=dict)
    fonts: tuple[OwnFont, ...] = ()
    about_record: str = ""

    @property
    def texts(self) -> tuple[AuthorText, ...]:
        """What its authors typed."""
        return tuple(self.typed)

    @property
    def printed(self) -> tuple[str, ...]:
        """The keys of the facts on the page, in the order of printing."""
        return tuple(dict.fromkeys(p.key for p in self.prints))

    @property
    def html(self) -> str:
        """Its HTML, of which any engine makes the same page."""
        return html_of(self.tree)
