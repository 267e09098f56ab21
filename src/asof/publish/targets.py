"""Where a site is written to: a folder, or an object store. The only door to fsspec."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from asof import output
from asof.atomic_file import put
from asof.diagnostics import AsofError, RenderError, error
from asof.nofollow import content_of, naming, opened_folder, resolved
from asof.publish.web_site import WebSite

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".ttl": "text/turtle; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".webmanifest": "application/manifest+json",
}
FEEDS = {"feed.xml": "application/atom+xml; charset=utf-8"}
LASTING = re.compile(r"\.pdf$|/record\.json$|^schemas/")  # what never changes at its address
FEW = 50  # files that are looked for one by one; for more, all are listed
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://")


class SiteSource(Protocol):
    """A place from which files are read by their paths on the site."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; nothing where there is none."""


class Target(SiteSource, Protocol):
    """A place that holds files by their paths on the site."""

    def write(self, path: str, content: bytes) -> None:
        """Put a file in place at one stroke; raises AsofError where that cannot be."""

    def remove(self, path: str) -> None:
        """Take a file away, and folders that are empty then."""

    def holds(self, paths: Iterable[str]) -> list[str]:
        """Those of some paths where something is."""

    def locked(self) -> Any:
        """Alone in the place, as far as that knows locks."""


def target_at(where: str) -> Target:
    """The target that somebody named; raises AsofError where it cannot be used."""
    scheme = SCHEME.match(where)
    if scheme is None:
        return SiteFolder(resolved(Path(where)))
    if scheme[1] in ("http", "https"):
        told = f"'{where}' is read, not written"
        hint = "name a folder, or an object store such as s3://bucket/path"
        raise AsofError(error(None, told, hint))
    return ObjectStore(where)


def source_at(where: str) -> SiteSource:
    """What somebody named to be read, on the web too; raises AsofError where it cannot be used."""
    return WebSite(where) if where.startswith(("http://", "https://")) else target_at(where)


class SiteFolder:
    """A folder on this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, path: str) -> bytes | None:
        """The bytes of a file that is reached without a link."""
        return content_of(self.root / path)

    def write(self, path: str, content: bytes) -> None:
        """Put a file in place, its folders with it; no link is followed."""
        with output.refusals("folder"):
            put(self.root / path, content)

    def remove(self, path: str) -> None:
        """Take a file away, and its folders where nothing else is in them."""
        with output.refusals("folder"):
            _unlink(self.root / path)
        with suppress(OSError):
            for part in PurePosixPath(path).parents[:-1]:
                with opened_folder((self.root / part).parent) as folder:
                    os.rmdir(part.name, dir_fd=folder)

    def holds(self, paths: Iterable[str]) -> list[str]:
        """Those of some paths where something is, be it a link."""
        return [path for path in paths if _is_there(self.root / path)]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """While no other process publishes here."""
        with output.locked_folder(self.root, "folder", needed=False):
            yield


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _unlink(path: Path) -> None:
    with suppress(FileNotFoundError), opened_folder(path.parent) as folder, naming(path):
        os.unlink(path.name, dir_fd=folder)


class ObjectStore:
    """A place in an object store such as s3://bucket/path, reached through fsspec."""

    def __init__(self, where: str) -> None:
        self.files, self.root = _opened(where)
        self._s3 = where.startswith(("s3:", "s3a:"))

    def read(self, path: str) -> bytes | None:
        """The bytes of an object."""
        with _refusals():
            try:
                return bytes(self.files.cat_file(self._at(path)))
            except FileNotFoundError:
                return None

    def write(self, path: str, content: bytes) -> None:
        """Put an object, with its type and how long caches may keep it."""
        about = {"ContentType": content_type(path), "CacheControl": caching(path)}
        with _refusals():
            self.files.pipe_file(self._at(path), content, **about if self._s3 else {})

    def remove(self, path: str) -> None:
        """Take an object away."""
        with _refusals(), suppress(FileNotFoundError):
            self.files.rm_file(self._at(path))

    def holds(self, paths: Iterable[str]) -> list[str]:
        """Those of some paths where an object is."""
        asked = list(paths)
        with _refusals():
            if len(asked) <= FEW:
                return [path for path in asked if self.files.exists(self._at(path))]
            there = set(self.files.find(self.root))
            return [path for path in asked if self._at(path) in there]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """A store knows no locks: whoever publishes looks at its index again before the end."""
        yield

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}"


def _opened(where: str) -> tuple[Any, str]:
    """The file system that an address names, and the place in it; raises AsofError."""
    try:
        import fsspec

        files, root = fsspec.core.url_to_fs(where, use_listings_cache=False)
    except ImportError as problem:
        told = f"'{where}' needs {problem.name or 'a library that is not installed'}"
        raise AsofError(error(None, told, "pip install 'asof[store]'")) from None
    except ValueError as problem:
        raise AsofError(error(None, f"'{where}': {problem}", "name a folder")) from None
    return files, str(root).rstrip("/")


@contextmanager
def _refusals() -> Iterator[None]:
    """What a store refuses, as a finding: whatever its library raises is no fault of ours."""
    try:
        yield
    except AsofError:
        raise
    except Exception as problem:  # noqa: BLE001 (libraries of stores raise what they like)
        told = " ".join(str(problem).split()) or type(problem).__name__
        hint = "look at its address, and at who may write there; then publish again"
        raise RenderError(error(None, f"the store refuses: {told}", hint)) from None


def content_type(path: str) -> str:
    """What a browser is told that a file is."""
    name = PurePosixPath(path)
    return FEEDS.get(name.name) or TYPES.get(name.suffix, "application/octet-stream")


def caching(path: str) -> str:
    """How long a file may be kept: what never changes, a year; all else is asked for again."""
    return "public, max-age=31536000, immutable" if LASTING.search(path) else "no-cache"
