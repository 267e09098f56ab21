"""The one door to the files below a folder: each is read once, whole, with its digest.

What passes is a plain name below the folder, also after links are resolved; not hidden, not in
the output; a regular file, of a bounded size. What is refused is told without a word of it.
"""

from __future__ import annotations

import os
import posixpath
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PureWindowsPath
from types import MappingProxyType

from asof.diagnostics import CONTROL, AsofError, Finding, Location, WordError, error, meant, visible

LARGEST = 64 * 2**20  # bytes of one file, where asof.yaml says nothing else
OUTPUT = "build"
REFUSED = "refused"  # stands where a digest would
PLAIN = "name it from the workspace's folder, with slashes and without '..'"
COPY = "put a copy of the file in place of the link"
MARKS = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)
CONFLICT = re.compile(r"^(?:[<|>]{7} |={7}\r?$)", re.MULTILINE)
LINE_ENDS = {
    "\0": "NUL",
    "\v": "VT",
    "\f": "FF",
    "\x1c": "FS",
    "\x1d": "GS",
    "\x1e": "RS",
    "\x85": "NEL",
    "\u2028": "LS",
    "\u2029": "PS",
}
"""What ends a line for some programs and for others does not: it can hide one. NUL ends a text."""
TURNS = re.compile("[\u061c\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the order of letters: 119 is read as 911, and a line of data as another."""
ENDED = "take it out, or end the line with LF or CRLF: programs do not agree on its lines"
UTF_8 = "save the file as UTF-8"
NONE: Mapping[str, bytes] = MappingProxyType({})


class FileError(AsofError):
    """A file that is not there, or that the door refuses."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was read; its name is from the workspace's folder, with slashes."""

    name: str
    content: bytes
    digest: str

    @property
    def text(self) -> str:
        """The text that it is; raises AsofError where it is none, or may hide a line."""
        return decode_text(self.content, self.name)


class Files:
    """The files below a folder. What was read, or was not there, is not looked at again.

    `proposed` are contents that are not on the disk yet, by name: they are read as if they were.
    """

    def __init__(
        self, root: Path, largest: int = LARGEST, proposed: Mapping[str, bytes] = NONE
    ) -> None:
        self.root, self.largest, self.proposed = root.resolve(), largest, proposed
        self._seen: dict[str, File | None] = {
            name: File(name, content, sha256(content).hexdigest())
            for name, content in proposed.items()
        }

    def __reduce__(self) -> tuple[type[Files], tuple[Path, int, Mapping[str, bytes]]]:
        return Files, (self.root, self.largest, dict(self.proposed))  # another reads for itself

    def with_proposed(self, contents: Mapping[str, bytes]) -> Files:
        """The files as they would be if some had other contents."""
        return Files(self.root, self.largest, {**self.proposed, **contents})

    def read(self, name: str, place: Location | None = None) -> File:
        """A file that must be there; raises FileError at the place that named it, if given."""
        found = self.find(name, place)
        if found is None:
            raise self.missing(name, place or Location(name))
        return found

    def missing(self, name: str, place: Location) -> FileError:
        """That a file is not there, and which was probably meant."""
        folder, suffix = posixpath.dirname(name), posixpath.splitext(name)[1]
        known = (posixpath.join(folder, each) for each in self.beside(folder))
        hint = meant(name, (each for each in known if each.endswith(suffix)))
        return FileError(error(place, f"no file '{name}'", hint))

    def find(self, name: str, place: Location | None = None) -> File | None:
        """A file, or nothing where there is none; raises FileError where it is refused."""
        if name not in self._seen:
            self._seen[name] = self._open(name, place or Location(visible(name)))
        return self._seen[name]

    def digest(self, name: str) -> str:
        """The digest of a file; empty where there is none, REFUSED where it does not pass."""
        with suppress(FileError):
            found = self.find(name)
            return found.digest if found else ""
        return REFUSED

    def below(self, folder: str, *suffixes: str) -> tuple[str, ...]:
        """The names below a folder, or those with a suffix, in order; hidden ones are left out.

        Anything that has the suffix is named: whether it is a file is seen when it is read.
        """
        named = (name for name in self.proposed if name.startswith(f"{folder}/"))
        names = dict.fromkeys([*self._below(folder), *named])
        wanted = (name for name in names if not suffixes or name.endswith(suffixes))
        return tuple(sorted(wanted, key=lambda name: name.split("/")))

    def linked(self, folder: str) -> tuple[str, ...]:
        """The folders below a folder that are links: `below` does not follow them."""
        found = []
        for path, folders, _ in os.walk(self.root / folder):
            found += [Path(path, each) for each in folders if Path(path, each).is_symlink()]
        return tuple(sorted(path.relative_to(self.root).as_posix() for path in found))

    def beside(self, folder: str) -> tuple[str, ...]:
        """The names in one folder, hidden ones left out."""
        with suppress(OSError):
            found = sorted(path.name for path in (self.root / folder).iterdir())
            return tuple(each for each in found if not each.startswith("."))
        return ()

    def _below(self, folder: str) -> Iterator[str]:
        for path, folders, names in os.walk(self.root / folder, onerror=self._unlisted):
            inner = Path(path).relative_to(self.root).as_posix()
            folders[:] = [each for each in folders if not each.startswith(".")]
            named = [each for each in folders if "." in each]  # a folder that looks like a file
            yield from (f"{inner}/{n}" for n in [*names, *named] if not n.startswith("."))

    def _unlisted(self, problem: OSError) -> None:
        if not isinstance(problem, FileNotFoundError | NotADirectoryError):
            name = Path(problem.filename).relative_to(self.root).as_posix()
            raise FileError(_unreadable(problem, Location(name)))

    def _open(self, name: str, place: Location) -> File | None:
        path = self._path(name, place)
        try:
            content = _content(path, self.largest)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as problem:
            raise FileError(_unreadable(problem, place)) from None
        except WordError as problem:
            raise FileError(error(place, f"'{name}' {problem}", problem.hint)) from None
        return File(name, content, sha256(content).hexdigest())

    def _path(self, name: str, place: Location | None) -> Path:
        """Where a file is once links are followed; raises FileError where that is not below."""
        why = _not_plain(name)
        if why:
            raise FileError(error(place, f"'{visible(name)}' {why[0]}", why[1]))
        path = Path(os.path.realpath(self.root / name))
        if not path.is_relative_to(self.root):
            raise FileError(error(place, f"'{name}' is a link that leads out", COPY))
        if _not_plain(path.relative_to(self.root).as_posix()):
            told = f"'{name}' is a link to what is not read"
            raise FileError(error(place, told, COPY))
        return path


def _not_plain(name: str) -> tuple[str, str] | None:
    """Why a name does not pass and what to do, nothing where it does."""
    parts = name.split("/")
    if CONTROL.search(name):
        return "holds a character that no name has", "rename the file"
    if PureWindowsPath(name).anchor or "\\" in name or {"", ".", ".."} & set(parts):
        return "is not a name below the workspace's folder", PLAIN
    if any(part.startswith(".") for part in parts):
        return "is hidden, and hidden files are not read", "name it without the dot in front"
    if parts[0].casefold() == OUTPUT:
        return "is output, which is not read", f"copy the file out of {OUTPUT}/"
    return None


def _content(path: Path, largest: int) -> bytes:
    """The bytes of a regular file; raises OSError, or WordError with why it is not read.

    It is looked at before it is opened, as opening a device may do something, and again after, as
    another file may have taken its place. Without O_NONBLOCK a pipe would wait for its writer.
    """
    _regular(os.lstat(path), largest)
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW), "rb") as file:
        _regular(os.fstat(file.fileno()), largest)
        content = file.read(largest + 1)
    if len(content) > largest:
        raise _too_large(largest)
    return content


def _too_large(largest: int) -> WordError:
    hint = "save a smaller one, or raise 'file_size' of the limits in asof.yaml"
    return WordError(f"has more than {largest:,} bytes", hint)


def _regular(found: os.stat_result, largest: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise WordError("is a folder, not a file")
    if not stat.S_ISREG(found.st_mode):
        raise WordError("is not a regular file")
    if found.st_size > largest:
        raise _too_large(largest)


def _unreadable(problem: OSError, place: Location) -> Finding:
    reason = (problem.strerror or "no reason given").lower()
    return error(place, f"cannot be read: {reason}")


# ---- texts


def decode_text(content: bytes, name: str) -> str:
    """The text that bytes are: UTF-8, its lines ended by LF or CRLF; raises AsofError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise AsofError(_not_utf8(problem, name)) from None
    _plain_lines(text, name)
    _settled(text, name)
    if found := TURNS.search(text):
        raise AsofError(error(spot(name, text, found.start()), *told_of_turn(found[0])))
    return text


def told_of_turn(char: str) -> tuple[str, str]:
    """That a character turns the order of letters, and what to do."""
    return f"U+{ord(char):04X} turns the order of what stands beside it", "take it out"


def _plain_lines(text: str, name: str) -> None:
    """Nothing but LF and CRLF ends a line; raises AsofError with the first that may."""
    found = [text.index(end) for end in LINE_ENDS if end in text]
    if text.count("\r") != text.count("\r\n"):
        found.append(next(m.start() for m in re.finditer(r"\r(?!\n)", text)))
    if found:
        at = min(found)
        char = text[at]
        told = f"U+{ord(char):04X} ({LINE_ENDS.get(char, 'CR')}) in a text"
        hint = f"delete it, or {UTF_8}" if char == "\0" else ENDED
        raise AsofError(error(spot(name, text, at), told, hint))


def _settled(text: str, name: str) -> None:
    """No version stands beside another; raises AsofError with the first mark of a conflict."""
    if any(mark in text for mark in MARKS) and (found := CONFLICT.search(text)):
        told = "an unresolved merge conflict begins here"
        hint = "keep the lines that are right, and delete the marks"
        raise AsofError(error(spot(name, text, found.start()), told, hint))


def _not_utf8(problem: UnicodeDecodeError, name: str) -> Finding:
    before = problem.object[: problem.start].decode("utf-8-sig")
    byte = problem.object[problem.start]
    told = f"byte 0x{byte:02x} is not UTF-8"
    return error(spot(name, before, len(before)), told, UTF_8)


def spot(name: str, text: str, offset: int) -> Location:
    """The place `offset` characters into a file."""
    start = text.rfind("\n", 0, offset) + 1
    return Location(name, text.count("\n", 0, offset) + 1, offset - start + 1)
