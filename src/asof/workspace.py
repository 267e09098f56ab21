"""A workspace: the folder that asof.yaml marks, and what that file says."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from asof import versions
from asof.atomic_file import put_all
from asof.brand import QUARTO, Brand, quarto_brand
from asof.briefing.definition import Briefing, Protocol
from asof.dates import Duration, duration
from asof.diagnostics import AsofError, Location, Severity, error, meant
from asof.files import Files
from asof.form import Form, Paper, Sides
from asof.language import Language, Languages, language
from asof.limits import Limits
from asof.located import (
    ASIDE,
    Before,
    Info,
    Mapping_,
    Node,
    Reads,
    Schema,
    canonical_text,
    check,
    invalid,
    kind,
    named,
    parse_yaml,
)
from asof.nofollow import resolved
from asof.text import TEXT, Address, Length, Tag, Text, Words, Zone, text_of

MARK = "asof.yaml"
OFF_PAGE = {"publish"}  # what decides of no page what it is
STARTER = Path(__file__).parent / "starter"


def _requirement(raw: object) -> object:
    """A version range of asof, such as '>=0.1,<1'; refused when this program is outside it."""
    try:
        fitting = versions.in_range(str(raw))
    except ValueError:
        raise invalid(f"'{raw}' is not a version range", "write one such as >=0.1") from None
    if not fitting:
        told = f"this workspace requires asof {raw}, this is {versions.version()}"
        raise invalid(told, "install a version in that range")
    return raw


OFF = "off"
LEVELS = (*(severity.value for severity in Severity), OFF)


@dataclass(frozen=True, slots=True)
class RuleWeight:
    """What a rule of `check` weighs in a workspace; nothing where it is off."""

    rule: str
    place: Location
    weight: Severity | None


def _weights(raw: Any) -> tuple[RuleWeight, ...]:
    """A weight for each rule named, which whoever reads the data holds against the rules."""
    if not isinstance(raw, Mapping_):
        raise invalid(f"expected a mapping, found {kind(raw)}", "write {stale-fact: error}")
    for name, level in raw.items():
        if level not in LEVELS:
            told = f"{named(level)} is not one of {', '.join(LEVELS)}"
            raise invalid(told, meant(str(level), LEVELS), raw.values_at[name])
    weights = {name: None if level == OFF else Severity(level) for name, level in raw.items()}
    return tuple(RuleWeight(name, raw.keys_at[name], each) for name, each in weights.items())


Weights = Annotated[
    tuple[RuleWeight, ...],
    Reads(_weights),
    Schema({"type": "object", "additionalProperties": {"enum": list(LEVELS)}}),
]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form, and what it stands for in the languages that have it; a name has no words."""

    short: str
    long: Text | None


def _abbreviations(raw: Any, info: Info) -> tuple[Abbreviation, ...]:
    """What each short form stands for; a language may have another, or none."""
    if not isinstance(raw, Mapping_):
        raise invalid(f"expected a mapping, found {kind(raw)}", "write {UN: United Nations}")
    words = {k: text_of(v, info) if v not in (None, "none") else None for k, v in raw.items()}
    return tuple(Abbreviation(*each) for each in words.items())


NOTHING = {"type": "null"}
Abbreviations = Annotated[
    tuple[Abbreviation, ...],
    Reads(_abbreviations),
    Schema(
        {"type": "object", "additionalProperties": {"anyOf": [*TEXT["anyOf"], {"type": "null"}]}}
    ),
]


def _each_once(raw: Any) -> Any:
    if raw == []:
        raise invalid("this list is empty", "write at least one")
    for n, each in enumerate(raw if isinstance(raw, list) else ()):
        if each in raw[:n]:
            raise invalid(f"'{each}' stands here twice", "keep one", getattr(each, "place", None))
    return raw


Tags = Annotated[
    tuple[Tag, ...],
    Before(_each_once),
    Schema({"type": "array", "items": {"type": "string", "description": "BCP 47"}, "minItems": 1}),
]


# The identifiers, in the list of SPDX, of licences under which figures and texts are published.
LICENCES = (
    *("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0"),
    *("OGL-UK-3.0", "OGL-Canada-2.0", "etalab-2.0", "DL-DE-BY-2.0", "DL-DE-ZERO-2.0", "NLOD-2.0"),
)


def _licence(raw: object) -> str:
    """The address of a licence, which is given itself or by its identifier."""
    told = str(raw)
    if told.startswith("https://"):
        return told
    if told not in LICENCES:
        hint = f"write {', '.join(LICENCES)}, or the address of another, https://…"
        raise invalid(f"'{told}' is no licence", meant(told, LICENCES) or hint)
    return f"https://spdx.org/licenses/{told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing(Node):
    """What `asof publish` may make public.

    Attributes:
        markings: the markings that may be published; what has another one is held back
        licence: under which editions and data may be used: CC-BY-4.0, or an address
        accessibility: where to ask for another format, if not at `contact`
    """

    markings: tuple[Words, ...] = ()
    licence: Annotated[str, Reads(_licence), Schema({"type": "string"})] | None = None
    accessibility: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config(Node):
    """What asof.yaml says.

    Attributes:
        title: the name of the publication
        languages: the tags of its languages, the default first: en-CA, fr-CA
        timezone: the time zone in which a day ends
        paper: the sheet
        sides: margins for print on one side, or for two
        review_in: how long a value stands without a new report, where its fact does not say
        publisher: who publishes the briefings
        contact: whom to ask
        policy: how corrections and revisions are told, in Markdown, for its page on the site
        marking: a marking of handling on every page
        tlp: a label of the Traffic Light Protocol on every page
        url: where the editions are published; issued pages then carry a QR code
        brand: logo, colours, fonts, and words at the head and foot of each page
        requires: the versions of asof that it can be printed with, such as >=0.2
        abbreviations: short forms and their words in each language; `none` for a name
        rules: what a rule of `check` weighs here: error, warning, note or off
        limits: how much of each thing it may ask for
        publish: what of its editions may be public
    """

    title: Words
    languages: Tags
    timezone: Zone
    paper: Paper = "letter"
    sides: Sides = "simplex"
    review_in: Length = field(default_factory=lambda: duration("6 months"))
    publisher: Words | None = None
    contact: Words | None = None
    policy: Words | None = None
    marking: Words | None = None
    tlp: Protocol | None = None
    url: Address | None = None
    brand: Brand | None = None
    requires: Annotated[str, Reads(_requirement), Schema({"type": "string"})] | None = None
    abbreviations: Abbreviations = ()
    rules: Weights = ()
    limits: Limits = field(default_factory=Limits)
    publish: Publishing = field(default_factory=Publishing)
    digest: str = field(default="", compare=False, repr=False, metadata=ASIDE)

    @property
    def form(self) -> Form:
        """The form that its editions have where nothing else is asked for."""
        return Form(self.paper, sides=self.sides)

    @property
    def weights(self) -> dict[str, Severity | None]:
        """What the rules weigh that it names."""
        return {each.rule: each.weight for each in self.rules}


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with asof.yaml in it, and what is spoken there.

    `runs_code` is whether its charts and its languages, which are code, may run.
    """

    root: Path
    config: Config
    files: Files = field(compare=False, repr=False)
    spoken: Languages = field(compare=False, repr=False)
    runs_code: bool = True

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages, the default first."""
        return self.config.languages

    @property
    def surroundings(self) -> Mapping[str, Any]:
        """What decides how fields are read: its languages, its time zone, its longest text."""
        config = self.config
        return {
            "languages": self.languages,
            "spoken": self.spoken,
            "timezone": config.timezone,
            "longest": config.limits.text,
        }

    @property
    def review_in(self) -> Duration:
        """How long a value stands without a new report, where its fact does not say."""
        return self.config.review_in

    @property
    def title(self) -> Text:
        """The publication's title."""
        return self.config.title

    def language(self, tag: str) -> Language:
        """One of its languages, by its tag."""
        return language(tag, self.spoken)

    def short(self, tag: str) -> str:
        """The language tag as file names carry it: short where that is unambiguous."""
        first = tag.split("-")[0]
        alike = [t for t in self.languages if t.split("-")[0] == first]
        return first if len(alike) == 1 else tag

    def language_called(self, lang: str) -> str | None:
        """The language that a record names by its short tag, which may have been another's since.

        Where the language is spoken in several regions by now, it is the first of them.
        """
        alike = (t for t in self.languages if t.split("-")[0] == lang)
        return lang if lang in self.languages else next(alike, None)

    def handling(self, briefing: Briefing, tag: str) -> dict[str, str]:
        """Who may see a briefing in a language, and from when on; nothing where all may.

        The marking is told as it was typed, the embargo as the moment that ends it.
        """
        marking = briefing.marking or self.config.marking
        embargo = briefing.embargo
        told = {
            "marking": str(marking.in_(tag) or next(iter(marking), "")) if marking else "",
            "tlp": briefing.tlp or self.config.tlp or "",
            "embargo": embargo.lifts(self.config.timezone).isoformat() if embargo else "",
        }
        return {name: value for name, value in told.items() if value}

    def day_of(self, moment: datetime) -> date:
        """The day that a moment belongs to, in the workspace's time zone."""
        return moment.astimezone(self.config.timezone).date()


def find_workspace(start: Path) -> Workspace:
    """The workspace that holds a folder."""
    return read_workspace(find_root(start))


def find_root(start: Path) -> Path:
    """The folder of the workspace that holds a folder: the nearest upward with asof.yaml in it."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            _ours(folder, start)
            return folder
    near = [name for name in Files(start).beside("") if name.casefold() in (MARK, "asof.yml")]
    if MARK in near:
        raise AsofError(error(Location(MARK), "this is no file"))
    hint = f"rename {near[0]} to {MARK}" if near else ""
    told = f"no {MARK} in this folder or above it"
    usual = "run 'asof init', or name the folder with --workspace"
    raise AsofError(error(None, told, hint or usual))


def _ours(folder: Path, start: Path) -> None:
    """A folder above decides only where it is the user's, or that of who owns the current one.

    Else anybody who may write in a shared folder would run charts as those who work below it.
    """
    trusted = {os.geteuid(), start.stat().st_uid}
    owners = {folder.stat().st_uid, (folder / MARK).lstat().st_uid}
    if folder != start and not owners <= trusted:
        told = f"the workspace above this folder, {folder}, belongs to another user"
        hint = f"if you trust it, name it: --workspace {folder}"
        raise AsofError(error(None, told, hint))


def read_workspace(root: Path, *, runs_code: bool = True) -> Workspace:
    """The workspace in a folder; raises AsofError when asof.yaml cannot be used."""
    files = Files(root)
    tree = parse_yaml(files.read(MARK).text, MARK)
    languages = tree.get("languages")
    tags = tuple(str(t) for t in languages) if isinstance(languages, list) else ()
    printed = {name: each for name, each in tree.items() if name not in OFF_PAGE}
    said = sha256(canonical_text(printed).encode()).hexdigest()
    read = check(Config, tree, languages=tags, spoken=Languages(tags, files))
    config = replace(read, digest=said)
    config = config if config.brand else with_quarto_brand(config, files)
    files.largest, limits = config.limits.file_size, config.limits
    spoken = Languages(config.languages, files, runs_code, limits.seconds, limits.memory)
    return Workspace(files.root, config, files, spoken, runs_code)


def with_quarto_brand(config: Config, files: Files) -> Config:
    """What asof.yaml says, with the brand and the name that `_brand.yml` has where it has none."""
    found = quarto_brand(files, config.languages)
    if found is None:
        return config
    brand, name = found
    digest = sha256(f"{config.digest}{files.digest(QUARTO)}".encode()).hexdigest()
    return replace(config, brand=brand, publisher=config.publisher or name, digest=digest)


def examples() -> dict[str, Path]:
    """The folder of each example by its name: in the package, or beside it in the repository."""
    here = Path(__file__).parent
    folder = here / "examples"
    folder = folder if folder.is_dir() else here.parents[1] / "examples"
    return {path.parent.name: path.parent for path in sorted(folder.glob(f"*/{MARK}"))}


def create(
    folder: Path, more: Mapping[Path, bytes] | None = None, *, starter: Path | None = None
) -> list[str]:
    """Put a starter, and more files, into a folder that holds none of it; the starter's names.

    It is an example, or the one that explains itself. All of it or nothing: raises AsofError where
    something is there, OSError where nothing can be.
    """
    starter = starter or STARTER
    names = sorted(p.relative_to(starter).as_posix() for p in starter.rglob("*") if p.is_file())
    names = [n for n in names if "__pycache__" not in n and not re.match("build/[^.]", n)]
    taken = [n for n in names if os.path.lexists(folder / n)]
    if taken:
        told = [error(Location(n), "is already there", "choose an empty folder") for n in taken]
        raise AsofError(*told)
    files = {Path(name): (starter / name).read_bytes() for name in names} | dict(more or {})
    put_all({resolved(folder) / name: content for name, content in files.items()})
    return names
