"""A workspace: the folder that asof.yaml marks, and what that file says."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from asof.briefing.definition import Protocol
from asof.dates import Duration, duration
from asof.diagnostics import AsofError, Location, Severity, error, meant
from asof.form import Form, Paper, Sides
from asof.kept import HOME, digest_of_all, program, put
from asof.located import (
    ASIDE,
    Before,
    Mapping_,
    Node,
    Reads,
    Schema,
    canonical_text,
    check,
    content_of,
    decode_text,
    invalid,
    kind,
    named,
    parse_yaml,
)
from asof.text import Length, Tag, Text, Words, Zone

MARK = "asof.yaml"
DAMAGED = (
    OSError,
    pickle.PickleError,
    EOFError,
    AttributeError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
)
"""What reading a damaged file, or one of another program, may raise."""
ROOMS = (
    "dates",
    "diagnostics",
    "form",
    "language",
    "located",
    "briefing",
    "ledger",
    "page",
    "text",
    "quantity",
    "workspace",
)


def _requirement(raw: object) -> object:
    """A version range of asof, such as '>=0.1,<1'; refused when this program is outside it."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        wanted = SpecifierSet(str(raw))
    except InvalidSpecifier:
        raise invalid(f"'{raw}' is not a version range", "write one such as >=0.1") from None
    if _version() not in wanted:
        told = f"this workspace requires asof {raw}, this is {_version()}"
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


def _some(raw: object) -> object:
    if raw == []:
        raise invalid("this list is empty", "write at least one")
    return raw


Tags = Annotated[
    tuple[Tag, ...],
    Before(_some),
    Schema({"type": "array", "items": {"type": "string", "description": "BCP 47"}, "minItems": 1}),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Config(Node):
    """What asof.yaml says."""

    title: Words
    languages: Tags
    timezone: Zone
    paper: Paper = "letter"
    sides: Sides = "simplex"
    review_in: Length = field(default_factory=lambda: duration("6 months"))
    publisher: Words | None = None
    contact: Words | None = None
    marking: Words | None = None
    tlp: Protocol | None = None
    url: str | None = None
    requires: Annotated[str, Reads(_requirement), Schema({"type": "string"})] | None = None
    rules: Weights = ()
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
    """A folder with asof.yaml in it."""

    root: Path
    config: Config

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages, the default first."""
        return self.config.languages

    @property
    def review_in(self) -> Duration:
        """How long a value stands without a new report, where its fact does not say."""
        return self.config.review_in

    @property
    def title(self) -> Text:
        """The publication's title."""
        return self.config.title

    def short(self, tag: str) -> str:
        """The language tag as file names carry it: short where that is unambiguous."""
        first = tag.split("-")[0]
        alike = [t for t in self.languages if t.split("-")[0] == first]
        return first if len(alike) == 1 else tag

    def day_of(self, moment: datetime) -> date:
        """The day that a moment belongs to, in the workspace's time zone."""
        return moment.astimezone(self.config.timezone).date()

    def name(self, path: Path) -> str:
        """A path as findings name it: from the workspace's folder, with slashes."""
        return path.relative_to(self.root).as_posix()

    def files(self, folder: str, suffix: str) -> Iterator[tuple[Path, str]]:
        """The files below a folder with a suffix, and their names, in order."""
        for path in sorted((self.root / folder).rglob(f"*{suffix}")):
            if not any(part.startswith(".") for part in path.relative_to(self.root).parts):
                yield path, self.name(path)


def find_workspace(start: Path) -> Workspace:
    """The workspace that holds a folder: the nearest upward with asof.yaml in it."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return read_workspace(folder)
    told = f"no {MARK} in this folder or above it"
    raise AsofError(error(None, told, "run 'asof init', or name the folder with --workspace"))


def read_workspace(root: Path) -> Workspace:
    """The workspace in a folder; raises AsofError when asof.yaml cannot be used.

    What asof.yaml says is kept in build/, where there is one, for as long as it says the same to
    the same program.
    """
    content = content_of(root / MARK, MARK)
    path, mark = root / "build" / ".cache" / "workspace.pickle", _mark(content)
    config = _kept(path, mark)
    if config is None:
        config = _read(content)
        _keep(path, mark, config)
    return Workspace(root.resolve(), config)


def _read(content: bytes) -> Config:
    tree = parse_yaml(decode_text(content, MARK), MARK)
    languages = tree.get("languages")
    tags = tuple(str(t) for t in languages) if isinstance(languages, list) else ()
    said = sha256(canonical_text(tree).encode()).hexdigest()
    return replace(check(Config, tree, languages=tags), digest=said)


def _mark(content: bytes) -> bytes:
    """The digest of the file and of what reads it: of the version too, where a range is asked."""
    running = _version() if b"requires" in content else ""
    return digest_of_all([content, program(*ROOMS).encode(), running.encode()]).encode()


def _version() -> str:
    from importlib.metadata import version

    return version("asof")


def _kept(path: Path, mark: bytes) -> Config | None:
    """What was kept under a mark; nothing where it is another's, damaged or gone."""
    with suppress(*DAMAGED):
        content = path.read_bytes()
        said = content[2 * len(mark) :]
        if content.startswith(mark + digest_of_all([said]).encode()):
            config: Config = pickle.loads(said)
            return config
    return None


def _keep(path: Path, mark: bytes, config: Config) -> None:
    """Keep what was read in a build folder that is there; one not to be written is done without."""
    said = pickle.dumps(config, pickle.HIGHEST_PROTOCOL)
    with suppress(OSError):
        if path.parent.parent.is_dir():
            put(path, mark + digest_of_all([said]).encode() + said)


def create(folder: Path) -> list[str]:
    """Copy the starter into a folder that holds none of its files; the names of what it wrote."""
    starter = HOME / "starter"
    names = sorted(p.relative_to(starter).as_posix() for p in starter.rglob("*") if p.is_file())
    names = [n for n in names if "__pycache__" not in n]
    taken = [n for n in names if (folder / n).exists()]
    if taken:
        told = [error(Location(n), "is already there", "choose an empty folder") for n in taken]
        raise AsofError(*told)
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(starter / name, folder / name)
    return names
