"""The files of the open data, made of what a site has on it and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version

from asof import data
from asof.output import record_bytes
from asof.publish.open_data.csv_on_the_web import METADATA, csv_bytes, metadata, metadata_bytes
from asof.publish.open_data.dcat import data_catalogue
from asof.publish.open_data.graph import json_ld_bytes, turtle_bytes
from asof.publish.open_data.json_ld import SAYS, dataset_json_ld
from asof.publish.open_data.observed import (
    ObservedFact,
    citation_rows,
    edition_rows,
    fact_rows,
    observation_rows,
    observed_facts,
    source_rows,
)
from asof.publish.open_data.offer import FOLDER
from asof.publish.open_data.sdmx import coded_facts, sdmx_csv
from asof.publish.open_data.sdmx_structure import sdmx_structure
from asof.publish.open_data.tables import LAYOUTS, DataTable
from asof.publish.open_data.workbook import WorkbookTables, workbook_bytes
from asof.publish.site import Files, FreshEdition, Site


def open_data_files(site: Site, _: tuple[FreshEdition, ...]) -> Files:
    """All files of the open data, the data_catalogue with the digest of each other."""
    facts = observed_facts(site)
    files = {
        **_in_folder(_csv(site, facts)),
        **_in_folder(_sdmx(site, facts)),
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


def data_tables(site: Site, facts: Sequence[ObservedFact]) -> tuple[DataTable, ...]:
    """The tables with their rows."""
    rows = {
        "facts": fact_rows(site, facts),
        "observations": observation_rows(facts),
        "citations": citation_rows(facts),
        "sources": source_rows(site),
        "editions": edition_rows(site),
    }
    return tuple(
        DataTable(layout.in_languages(site.spoken), tuple(rows[layout.name])) for layout in LAYOUTS
    )


def _csv(site: Site, facts: Sequence[ObservedFact]) -> Files:
    tables = data_tables(site, facts)
    licence = site.workspace.config.publish.licence
    about = {
        "dc:title": site.workspace.title.in_(site.workspace.languages[0]),
        "dc:description": SAYS,
        **({"dc:license": {"@id": licence}} if licence else {}),
    }
    told = metadata_bytes(metadata(tables, about))
    return {**{f"{each.layout.name}.csv": csv_bytes(each) for each in tables}, METADATA: told}


def _sdmx(site: Site, facts: Sequence[ObservedFact]) -> Files:
    coded = coded_facts(site, facts)
    return {"sdmx.csv": sdmx_csv(coded), "sdmx-structure.xml": sdmx_structure(coded)}


def _workbooks(site: Site, facts: Sequence[ObservedFact]) -> Files:
    return {
        f"{lang}.xlsx": workbook_bytes(WorkbookTables(site, lang, facts)) for lang in site.spoken
    }


def stable_schemas(site: Site) -> Files:
    """The JSON Schemas of the files of a workspace, under this version's address and the latest."""
    return {
        f"schemas/{at}/{name}.json": record_bytes(
            {**schema, "$id": f"{site.url}schemas/{at}/{name}.json"}
        )
        for at in (version("asof"), "latest")
        for name, schema in data.schemas().items()
    }
