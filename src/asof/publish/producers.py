"""What a site is made of: each producer is a function of it, and knows nothing of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from asof import output
from asof.publish.open_data.files import open_data_files
from asof.publish.pages import producers as pages
from asof.publish.site import Files, FreshEdition, Site, SiteEdition, Successor
from asof.publish.verdicts import verdict_files

Producer = Callable[[Site, tuple[FreshEdition, ...]], Files]
"""Files of the whole site, and of the series, facts and editions that a run touches."""

Comparer = Callable[[Site, tuple[Successor, ...]], Files]
"""What changed between editions, all of it in `changes/` of the folder of the later one."""

Restater = Callable[[Site, SiteEdition, bytes], bytes]
"""A file of an edition on the site, told what stands before and behind that edition by now."""


def edition_files(_: Site, fresh: tuple[FreshEdition, ...]) -> Files:
    """The PDFs of editions under the names that they were built with, and their records."""
    return {path: content for each in fresh for path, content in _files(each)}


def _files(fresh: FreshEdition) -> Iterator[tuple[str, bytes]]:
    folder = fresh.edition.folder
    yield f"{folder}record.json", output.record_bytes(fresh.record)
    yield from ((f"{folder}{name}", content) for name, content in fresh.pdfs.items())


PRODUCERS: tuple[Producer, ...] = (
    edition_files,
    verdict_files,
    open_data_files,
    *pages.PAGES,
)

COMPARERS: tuple[Comparer, ...] = (pages.changes_pages,)

# By the name of the file in its folder. It is asked for an edition that is not fresh, where the
# edition before or behind it is another, it is the latest no longer, or is so again.
RESTATED: Mapping[str, Restater] = pages.AROUND

# By the name of the file in the folder of a document: what it is, made of the file of that name of
# the latest edition that stands.
LATEST: Mapping[str, Restater] = pages.OF_LATEST
