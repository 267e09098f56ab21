"""The files of the open data, made of what a site has on it and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from asof import data
from asof.output import record_bytes
from asof.publish.open_data.csv_on_the_web import (
    METADATA,
    csv_head,
    csv_rows,
    metadata,
    metadata_bytes,
)
from asof.publish.open_data.dcat import data_catalogue
from asof.publish.open_data.fact_share import FactShares
from asof.publish.open_data.graph import json_ld_bytes, turtle_bytes
from asof.publish.open_data.json_ld import SAYS, dataset_json_ld
from asof.publish.open_data.observed import (
    ObservedFact,
    edition_rows,
    fact_rows,
    observed_facts,
    source_rows,
)
from asof.publish.open_data.offer import FOLDER
from asof.publish.open_data.sdmx import coded_facts, sdmx_head
from asof.publish.open_data.sdmx_structure import sdmx_structure
from asof.publish.open_data.tables import LAYOUTS
from asof.publish.open_data.workbook import WorkbookTables, workbook_bytes
from asof.publish.site import Files, FreshEdition, Site

LATEST_SCHEMAS = "schemas/latest/"


def open_data_files(site: Site, _: tuple[FreshEdition, ...]) -> Files:
    """All files of the open data, the catalogue with the digest of each other."""
    facts = observed_facts(site)
    shares = FactShares(site, facts, coded_facts(site, facts))
    files = {
        **_in_folder(_csv(shares)),
        **_in_folder(_sdmx(shares)),
        **_in_folder(_workbooks(site, facts)),
    }
    nodes = data_catalogue(site, files)
    told = {
        "catalog.jsonld": json_ld_bytes(nodes),
        "catalog.ttl": turtle_bytes(nodes),
        "dataset.jsonld": metadata_bytes(dataset_json_ld(site)),
    }
    return files | _in_folder(told) | stable_schemas(site)


def _in_folder(files: Mapping[str, bytes]) -> Files:
    return {f"{FOLDER}{name}": content for name, content in files.items()}


def _csv(shares: FactShares) -> Files:
    site = shares.site
    layouts = [each.in_languages(site.spoken) for each in LAYOUTS]
    rows = {
        "facts": fact_rows(site, shares.facts),
        "sources": source_rows(site),
        "editions": edition_rows(site),
    }
    lines = {
        "observations": (each.observations for each in shares.all),
        "citations": (each.citations for each in shares.all),
    } | {each.name: [csv_rows(each, rows[each.name])] for each in layouts if each.name in rows}
    tables = {
        f"{each.name}.csv": "".join((csv_head(each), *lines[each.name])).encode()
        for each in layouts
    }
    return tables | {METADATA: metadata_bytes(metadata(layouts, _about(site)))}


def _about(site: Site) -> dict[str, Any]:
    """What the tables are together."""
    licence = site.workspace.config.publish.licence
    return {
        "dc:title": site.workspace.title.in_(site.workspace.languages[0]),
        "dc:description": SAYS,
        **({"dc:license": {"@id": licence}} if licence else {}),
    }


def _sdmx(shares: FactShares) -> Files:
    text = "".join((sdmx_head(), *(each.sdmx for each in shares.all)))
    return {"sdmx.csv": text.encode(), "sdmx-structure.xml": sdmx_structure(shares.coded)}


def _workbooks(site: Site, facts: Sequence[ObservedFact]) -> Files:
    return {
        f"{lang}.xlsx": workbook_bytes(WorkbookTables(site, lang, facts)) for lang in site.spoken
    }


def stable_schemas(site: Site) -> Files:
    """The JSON Schemas of the files of a workspace, under this version's address and the latest."""
    return {
        f"{at}{name}.json": record_bytes({**schema, "$id": f"{site.url}{at}{name}.json"})
        for at in (f"schemas/{version('asof')}/", LATEST_SCHEMAS)
        for name, schema in data.schemas().items()
    }
