"""What the open data offer: each file, what it is, and the standards that it follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from asof.publish.open_data.csv_on_the_web import METADATA
from asof.publish.open_data.tables import LAYOUTS
from asof.publish.site import Site

FOLDER = "data/"
CSV_ON_THE_WEB = "https://www.w3.org/TR/tabular-data-model/"
RFC_4180 = "https://www.rfc-editor.org/rfc/rfc4180"
SDMX = "https://sdmx.org/standards-2/"
OFFICE_OPEN = "https://www.iso.org/standard/71691.html"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def data_page(site: Site, lang: str = "") -> str:
    """The address of the page of the data, in a language or in the default one."""
    return f"{site.url}{lang or site.langs[0]}/{FOLDER}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedFile:
    """A file of the open data: its name in their folder, what it holds, and in which form."""

    name: str
    title: str
    media_type: str
    follows: tuple[str, ...] = ()
    language: str = ""

    @property
    def path(self) -> str:
        """Its path from the root of the site."""
        return f"{FOLDER}{self.name}"


def offered_files(site: Site) -> Iterator[OfferedFile]:
    """The files that hold facts, in the order in which readers are told of them."""
    for lang in site.spoken:
        yield OfferedFile(
            name=f"{lang}.xlsx",
            title=f"Workbook ({site.language(lang).tag})",
            media_type=WORKBOOK,
            follows=(OFFICE_OPEN,),
            language=lang,
        )
    for layout in LAYOUTS:
        yield OfferedFile(
            name=f"{layout.name}.csv",
            title=layout.title,
            media_type="text/csv",
            follows=(RFC_4180, CSV_ON_THE_WEB),
        )
    yield OfferedFile(
        name=METADATA,
        title="Columns and keys of the tables",
        media_type="application/csvm+json",
        follows=(CSV_ON_THE_WEB,),
    )
    yield OfferedFile(
        name="sdmx.csv",
        title="Observations that count something, in SDMX",
        media_type="application/vnd.sdmx.data+csv",
        follows=(SDMX,),
    )
    yield OfferedFile(
        name="sdmx-structure.xml",
        title="Structure of the data in SDMX",
        media_type="application/vnd.sdmx.structure+xml",
        follows=(SDMX,),
    )


CATALOGUE = (
    OfferedFile(
        name="catalog.jsonld",
        title="Catalogue of these files, with their digests (DCAT)",
        media_type="application/ld+json",
    ),
    OfferedFile(name="catalog.ttl", title="The same catalogue", media_type="text/turtle"),
)
"""What tells of the others."""
