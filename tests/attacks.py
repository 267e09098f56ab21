"""Workspaces of an attacker, as data: what they hold, how they are run, what must come of it.

Each file of `hostile/` is a family of attacks, each laid over the workspace of `base.yaml`. The
folder of a workspace is `port`; beside it lies `outside` with what nobody may read: files that hold
the word SECRET, as does a variable of the environment.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from asof.language import tags
from makers import MAKERS
from processes import Run, Taken, measured

HOSTILE = Path(__file__).parent / "hostile"
SECRET = "lighthouse4711"
OUTSIDE = {
    "secret.txt": f"{SECRET}\n",
    "secret.html": f"<p>{SECRET}</p>\n",
    "secret.yaml": f"{SECRET}: {{label: {SECRET}}}\n",
    "secret.csv": f"key,label,value,on,source\n{SECRET},{SECRET},7,2021-01-18,log\n",
    "secret.css": f".note::before {{ content: '{SECRET}' }}\n",
    "secret.svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{SECRET}'
    "</text></svg>\n",
}
SEVERAL = ("run", "prints", "hides", "tells")
TOOK = re.compile(r", in [\d.]+ s$", re.MULTILINE)
Content = Any  # as YAML has it: a text, a mapping that says how it is made, or a list of both


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """One hostile workspace: its files, the words of the command, and all that must be said.

    `says` is all of stderr, `answers` all of stdout, `tells` what a long answer holds; `prints` is
    what stands on the pages, and `hides` what stands neither there nor elsewhere in the PDF. SPOKEN
    stands for the tags of all languages.
    """

    family: str
    name: str
    files: Mapping[str, Content]
    run: tuple[str, ...] = ("build",)
    exit: int = 0
    says: str = ""
    answers: str = ""
    prints: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    traced: bool = False

    def __str__(self) -> str:
        return f"{self.family}: {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a program said, and what it took."""

    says: str
    answers: str
    taken: Taken


# ---- the corpus


@lru_cache(maxsize=1)
def base() -> Mapping[str, Any]:
    """The files of the innocent workspace, and the places for what attacks hold."""
    read: Mapping[str, Any] = yaml.safe_load((HOSTILE / "base.yaml").read_text("utf-8"))
    return read


def corpus() -> tuple[Attack, ...]:
    """All attacks, family by family."""
    families = (path for path in sorted(HOSTILE.glob("*.yaml")) if path.stem != "base")
    return tuple(
        attack(path.stem, told)
        for path in families
        for told in yaml.safe_load(path.read_text("utf-8"))
    )


def attack(family: str, told: Mapping[str, Any]) -> Attack:
    """One attack as its family tells it."""
    rest = dict(told)
    files = dict(rest.pop("files", {}))
    for place in (*base()["quoted"], *base()["plain"]):
        if place in rest:
            files = _placed(place, rest.pop(place)) | files
    rest |= {key: tuple(map(str, rest[key])) for key in SEVERAL if key in rest}
    says = rest.pop("says", "").replace("SPOKEN", ", ".join(tags()))
    return Attack(family=family, name=rest.pop("attack"), files=files, says=says, **rest)


def _placed(place: str, words: Content) -> dict[str, Content]:
    """The files of a place, with the words where they say HERE."""
    quoted = base()["quoted"].get(place)
    told = json.dumps(made(words).decode(), ensure_ascii=False) if quoted else words
    return {
        name: [before, told, after] if hole else before
        for name, text in (quoted or base()["plain"][place]).items()
        for before, hole, after in [text.partition("HERE")]
    }


# ---- their files


def lay(root: Path, files: Mapping[str, Content]) -> Path:
    """Make the workspace of an attack in a folder, and beside it what nobody may read."""
    for folder, held in (("outside", OUTSIDE), ("port", base()["files"] | files)):
        for name, content in held.items():
            put(root / folder / name, content, str(root / "outside"))
    for name in ("home", "scratch"):
        (root / name).mkdir()
    return root / "port"


def put(path: Path, content: Content, outside: str) -> None:
    """Put in place what an attack says of a file; nothing where it says null."""
    if content is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    match content:
        case {"link": target}:
            path.symlink_to(target.replace("OUTSIDE", outside))
        case {"fifo": True}:
            os.mkfifo(path)
        case {"folder": True}:
            path.mkdir()
        case _:
            path.write_bytes(made(content).replace(b"OUTSIDE", outside.encode()))


def made(content: Content) -> bytes:
    """The bytes of a file."""
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, list):
        return b"".join(map(made, content))
    ((maker, told),) = content.items()
    return MAKERS[maker](**told)


# ---- their runs


def run(root: Path, words: Sequence[str]) -> Outcome:
    """Run the program in the workspace of a folder."""
    says, answers = root / "says", root / "answers"
    taken = measured(
        Run(
            words=words,
            folder=root / "port",
            environment=environment(root),
            says=says,
            answers=answers,
        )
    )
    told = [path.read_text("utf-8").replace(str(root), "ROOT") for path in (says, answers)]
    says.unlink()
    answers.unlink()
    return Outcome(taken=taken, says=TOOK.sub("", told[0]), answers=told[1])


def environment(root: Path) -> dict[str, str]:
    """What the program finds in its environment."""
    own = {"HOME": str(root / "home"), "TMPDIR": str(root / "scratch"), "TOKEN": SECRET}
    return {**os.environ, **own, "PYTHONIOENCODING": "utf-8"}


# ---- what they leave


def left(root: Path) -> dict[str, str]:
    """What lies in a folder but for the output: the digests of files, where links lead."""
    return {
        path.relative_to(root).as_posix(): _digest(path)
        for path in root.rglob("*")
        if not path.is_relative_to(root / "port" / "build")
    }


def _digest(path: Path) -> str:
    if path.is_symlink():
        return f"link to {path.readlink()}"
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"


def output(root: Path) -> Iterator[bytes]:
    """Each file of the output; of a PDF also what its streams hold."""
    for path in written(root, "*"):
        yield path.read_bytes()
        if path.suffix == ".pdf":
            yield b"\n".join(_streams(path))


def written(root: Path, names: str) -> Iterator[Path]:
    """The files of the output, in order; what an attack put there is none."""
    found = sorted((root / "port" / "build").rglob(names))
    yield from (p for p in found if p.is_file() and p.resolve().is_relative_to(root / "port"))


def _streams(path: Path) -> Iterator[bytes]:
    import pikepdf

    with pikepdf.open(path) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                yield (
                    each.read_raw_bytes() if each.get("/Subtype") == "/Image" else each.read_bytes()
                )
            yield each.unparse()


def words(root: Path) -> str:
    """The words of all pages that were printed, one space between two."""
    import pypdfium2

    said = []
    for path in written(root, "*.pdf"):
        with pypdfium2.PdfDocument(path) as pdf:
            said += [page.get_textpage().get_text_range() for page in pdf]
    return " ".join("\n".join(said).split())
