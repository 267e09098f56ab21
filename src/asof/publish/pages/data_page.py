"""The page of the open data: its files, for people; what they hold is told to machines."""

from __future__ import annotations

from collections.abc import Iterator

from asof.publish.open_data.files import LATEST_SCHEMAS, stable_schemas
from asof.publish.open_data.json_ld import dataset_json_ld
from asof.publish.open_data.offer import CATALOGUE, FOLDER, offered_files
from asof.publish.open_data.tables import LAYOUTS
from asof.publish.open_data.workbook import NOTES
from asof.publish.pages.frame import THEME, SitePage, framed, relative
from asof.publish.site import Files, FreshEdition, Site
from asof.templates.site_templates import filled_page


def data_pages(site: Site, _: tuple[FreshEdition, ...]) -> Files:
    """The page in each language, and in the folder of the data."""
    files = _page(site, site.langs[0], FOLDER)
    for lang in site.langs:
        files |= _page(site, lang, f"{lang}/{FOLDER}")
    return files


def _page(site: Site, lang: str, path: str) -> Files:
    spoken = site.language(lang)
    body = filled_page(
        THEME,
        "data.html",
        files=[
            {
                "address": relative(path, each.path),
                "words": each.title,
                "name": each.name,
                "kind": each.media_type,
            }
            for each in (*offered_files(site), *CATALOGUE)
        ],
        licence=site.workspace.config.publish.licence,
        licence_label=spoken.word("labelled", label=spoken.site_word("licence"), value=""),
        notes=NOTES,
        tables=LAYOUTS,
        schemas=list(_schemas(site, path)),
        site_word=spoken.site_word,
    )
    page = SitePage(
        path=path,
        lang=lang,
        title=spoken.site_word("open_data"),
        body=body,
        canonical=f"{lang}/{FOLDER}",
        twins={each: f"{each}/{FOLDER}" for each in site.langs},
        description=spoken.site_word("open_data_lead"),
        data=dataset_json_ld(site),
    )
    return framed(site, page)


def _schemas(site: Site, path: str) -> Iterator[dict[str, str]]:
    """The schemas of this version, each with its address as the page writes it."""
    for each in stable_schemas(site):
        if not each.startswith(LATEST_SCHEMAS):
            yield {"name": each, "address": relative(path, each)}
