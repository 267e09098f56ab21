"""The catalogue of the data: DCAT 3 (W3C, 2024), with what DCAT-AP asks for where it is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256

from asof.language import OURS
from asof.ledger.printing import text_in
from asof.publish.open_data.coverage import Coverage
from asof.publish.open_data.graph import RdfLiteral, RdfName, RdfNode, RdfTerm
from asof.publish.open_data.json_ld import SAYS, dataset_id
from asof.publish.open_data.offer import FOLDER, OfferedFile, data_page, offered_files
from asof.publish.site import Site
from asof.text import Text

_MEDIA = "http://www.iana.org/assignments/media-types/"
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"


def data_catalogue(site: Site, contents: Mapping[str, bytes]) -> tuple[RdfNode, ...]:
    """The catalogue, its dataset, and a distribution for each file, with its digest."""
    covered = Coverage.of(site)
    return (
        _catalog(site),
        _dataset(site, covered),
        *_people(site),
        *_period(site, covered),
        *(node for each in offered_files(site) for node in _distribution(site, each, contents)),
    )


def _about(site: Site, name: str) -> str:
    return f"{site.url}{FOLDER}#{name}"


def _spoken(site: Site, text: Text | None) -> list[RdfLiteral]:
    spoken = map(site.language, site.spoken if text else ())
    return [RdfLiteral(text_in(text, each), each.tag) for each in spoken]


def _languages(site: Site, *among: str) -> list[RdfTerm]:
    tags = dict.fromkeys(site.language(lang).short for lang in among if lang)
    return [RdfName(f"{_LANGUAGE}{tag}") for tag in tags]


def _moment(moment: datetime) -> RdfLiteral:
    return RdfLiteral(moment.isoformat(), datatype="xsd:dateTime")


def _shared(site: Site) -> dict[str, list[RdfTerm]]:
    """What the catalogue and the dataset both say."""
    config, moments = site.workspace.config, sorted(each.published for each in site.editions)
    licence = config.publish.licence
    return {
        "dct:title": [*_spoken(site, site.workspace.title)],
        "dct:description": [RdfLiteral(SAYS, OURS)],
        "dct:language": _languages(site, *site.spoken),
        "dct:issued": [*map(_moment, moments[:1])],
        "dct:modified": [*map(_moment, moments[-1:])],
        "dct:publisher": [RdfName(_about(site, "publisher"))] if config.publisher else [],
        "dct:license": [RdfName(licence)] if licence else [],
    }


def _catalog(site: Site) -> RdfNode:
    said: dict[str, list[RdfTerm]] = {
        "foaf:homepage": [RdfName(site.url)],
        "dcat:dataset": [RdfName(dataset_id(site))],
    }
    return RdfNode(_about(site, "catalog"), "dcat:Catalog", _shared(site) | said)


def _dataset(site: Site, covered: Coverage) -> RdfNode:
    said: dict[str, list[RdfTerm]] = {
        "dcat:landingPage": [RdfName(data_page(site))],
        "dcat:contactPoint": [RdfName(_about(site, "contact"))] if _contact(site) else [],
        "dct:temporal": [RdfName(_about(site, "period"))] if covered.first else [],
        "dcat:distribution": [RdfName(_about(site, each.name)) for each in offered_files(site)],
    }
    return RdfNode(dataset_id(site), "dcat:Dataset", _shared(site) | said)


def _contact(site: Site) -> Text | None:
    return site.workspace.config.contact


def _people(site: Site) -> Iterator[RdfNode]:
    publisher = site.workspace.config.publisher
    if publisher:
        named = {"foaf:name": _spoken(site, publisher)}
        yield RdfNode(_about(site, "publisher"), "foaf:Agent", named)
    if _contact(site):
        named = {"vcard:fn": _spoken(site, _contact(site))}
        yield RdfNode(_about(site, "contact"), "vcard:Kind", named)


def _period(site: Site, covered: Coverage) -> Iterator[RdfNode]:
    if covered.first:
        told = {"dcat:startDate": covered.first, "dcat:endDate": covered.last}
        said = {name: [_day(day)] for name, day in told.items() if day}
        yield RdfNode(_about(site, "period"), "dct:PeriodOfTime", said)


def _day(day: date) -> RdfLiteral:
    return RdfLiteral(day.isoformat(), datatype="xsd:date")


def _distribution(
    site: Site, file: OfferedFile, contents: Mapping[str, bytes]
) -> Iterator[RdfNode]:
    """A file that can be had: where, in which form, how large, with which digest."""
    content, address = contents[file.path], f"{site.url}{file.path}"
    checksum, licence = _about(site, f"{file.name}-sha256"), site.workspace.config.publish.licence
    said: dict[str, list[RdfTerm]] = {
        "dct:title": [RdfLiteral(file.title, OURS)],
        "dcat:accessURL": [RdfName(data_page(site))],
        "dcat:downloadURL": [RdfName(address)],
        "dcat:mediaType": [RdfName(f"{_MEDIA}{file.media_type}")],
        "dct:conformsTo": [*map(RdfName, file.follows)],
        "dct:language": _languages(site, file.language),
        "dct:license": [RdfName(licence)] if licence else [],
        "dcat:byteSize": [RdfLiteral(str(len(content)), datatype="xsd:nonNegativeInteger")],
        "spdx:checksum": [RdfName(checksum)],
    }
    yield RdfNode(_about(site, file.name), "dcat:Distribution", said)
    digest = RdfLiteral(sha256(content).hexdigest(), datatype="xsd:hexBinary")
    algorithm = RdfName("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
    stated: dict[str, list[RdfTerm]] = {
        "spdx:algorithm": [algorithm],
        "spdx:checksumValue": [digest],
    }
    yield RdfNode(checksum, "spdx:Checksum", stated)
