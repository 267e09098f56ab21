"""The engine, opened on a document that has all it needs. The only door to WeasyPrint."""

from __future__ import annotations

import ctypes.util
import os
import re
import sys
import warnings
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from importlib.resources import files
from mimetypes import MimeTypes
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from asof.diagnostics import Location, RenderError, error
from asof.page.document import Document

if TYPE_CHECKING:
    import weasyprint

BASE = "file:///document/"


def engine() -> Any:
    """WeasyPrint, told to look at no font of the machine: a page has its own."""
    os.environ.setdefault("FONTCONFIG_FILE", str(files("asof") / "engine" / "fonts.conf"))
    warnings.filterwarnings("ignore", "No fonts configured", UserWarning, "weasyprint")
    # It leaves the file of its colour profile to be closed by the interpreter.
    warnings.filterwarnings("ignore", "unclosed file .*sRGB2014", ResourceWarning)
    with directly():
        import weasyprint
        from tinyhtml5 import inputstream

    if not isinstance(inputstream.characters_until_regex, CharacterPatterns):
        inputstream.characters_until_regex = CharacterPatterns()
    return weasyprint


@contextmanager
def directly() -> Iterator[None]:
    """Load shared libraries by their names on Linux.

    The engine asks for each library by its Windows and macOS names first; for every one that is
    not there Python runs ldconfig and a compiler, which takes longer than the rest of the import.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 (named so in ctypes)
    try:
        yield
    finally:
        ctypes.util.find_library = search


def open_document(document: Document) -> weasyprint.HTML:
    """The document as the engine reads it, with no way to anything but its own assets."""
    weasyprint = engine()
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    inside = URLFetcher(allowed_protocols=["data"])
    types = MimeTypes()

    def fetch(url: str, *_: object, **__: object) -> URLFetcherResponse:
        if url.startswith("data:"):
            return inside.fetch(url)
        name = asset(url)
        if name not in document.assets:
            raise FatalURLFetchingError(url.removeprefix(BASE))
        sort = types.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, document.assets[name], {"Content-Type": sort})

    return weasyprint.HTML(string=document.page, base_url=BASE, url_fetcher=fetch)


def asset(url: str) -> str:
    """The name of the asset that a URL asks for."""
    return unquote(urlsplit(url.removeprefix(BASE)).path)


@contextmanager
def blaming(place: Location) -> Iterator[None]:
    """Whatever the engine raises is this edition's failure: the others are still printed."""
    engine()
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as problem:
        told_ = f"'{problem}' cannot be loaded"
        hint = "name a file of the workspace, from its top folder"
        raise RenderError(error(place, told_, hint, "resource")) from None
    except Exception as problem:
        told_ = f"the engine failed with {type(problem).__name__}: {problem}"
        raise RenderError(error(place, told_, rule="engine")) from problem


def write_once(pdf: Any) -> None:
    """Let each object be written out once: the engine asks again to identify the file."""
    for thing in pdf.objects:
        thing.__class__ = written_once(thing.__class__)


@cache
def written_once(kind: Hashable) -> Any:
    """A class of PDF objects, made one whose objects keep what they were written as."""
    base: Any = kind
    return type(base.__name__, (base,), {"data": cached_property(base.data.fget)})


class CharacterPatterns(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """What the engine's HTML parser looks for, by characters and whether they are the opposite.

    It keeps each pattern under the pattern itself, so it finds none again.
    """

    def __missing__(self, wanted: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        characters, these = wanted
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        pattern = self[wanted] = re.compile(f"[{'' if these else '^'}{listed}]+")
        return pattern


def try_out() -> str:
    """Load the engine and its system libraries, and tell Pango's version; raises OSError."""
    engine()
    from weasyprint.text.ffi import pango

    return "{}.{}.{}".format(*[pango.pango_version() // n % 100 for n in (10_000, 100, 1)])
