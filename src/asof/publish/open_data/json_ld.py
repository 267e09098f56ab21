"""The data and each edition in the vocabulary of schema.org, as JSON-LD that pages carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from asof import dates
from asof.dates import Precision
from asof.ledger.printing import text_in
from asof.publish.open_data.coverage import Coverage
from asof.publish.open_data.offer import FOLDER, data_page, offered_files
from asof.publish.site import Record, Site, SiteEdition

Json = dict[str, Any]
CONTEXT = "https://schema.org"
SAYS = (
    "Facts with two clocks: each value with its hedge, when it was true, when it was reported, "
    "and the document that says so."
)
_ISO = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def dataset_id(site: Site) -> str:
    """The name of the data, which other things refer to."""
    return f"{site.url}{FOLDER}#dataset"


def dataset_json_ld(site: Site) -> Json:
    """The data as a `Dataset`, for search engines of data."""
    moments = sorted(each.published for each in site.editions)
    coverage = Coverage.of(site)
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": dataset_id(site),
        "url": data_page(site),
        **_titles(site),
        "description": SAYS,
        "inLanguage": [site.language(lang).tag for lang in site.spoken],
        "isAccessibleForFree": True,
        **({"temporalCoverage": coverage.interval} if coverage.interval else {}),
        **({"datePublished": moments[0].isoformat()} if moments else {}),
        **({"dateModified": moments[-1].isoformat()} if moments else {}),
        **_shared(site, site.langs[0]),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": each.title,
                "contentUrl": f"{site.url}{each.path}",
                "encodingFormat": each.media_type,
            }
            for each in offered_files(site)
        ],
        "isBasedOn": _cited(_first_told(site).values()),
    }


def _first_told(site: Site) -> Mapping[str, Record]:
    """Each source in the first language that has it."""
    found: dict[str, Record] = {}
    for lang in site.spoken:
        for name, record in site.sources.get(lang, {}).items():
            found.setdefault(name, record)
    return dict(sorted(found.items()))


def _titles(site: Site) -> Json:
    """The title in the default language, and in others: plain words, which every reader takes."""
    named = (text_in(site.workspace.title, site.language(lang)) for lang in site.langs)
    first, *others = dict.fromkeys(named)
    return {"name": first, **({"alternateName": others} if others else {})}


def _shared(site: Site, lang: str) -> Json:
    """The publisher, in a language, and the licence, where the workspace names them."""
    config = site.workspace.config
    organisation = {
        "@type": "Organization",
        "name": text_in(config.publisher, site.language(lang)),
    }
    return {
        **({"publisher": organisation, "creator": organisation} if config.publisher else {}),
        **({"license": config.publish.licence} if config.publish.licence else {}),
    }


def _cited(sources: Iterable[Record]) -> list[Json]:
    """Documents that something is based on; the day of one where it prints it."""
    return [
        {
            "@type": "CreativeWork",
            "name": record["title"],
            "publisher": {"@type": "Organization", "name": record["publisher"]},
            **_published(record),
        }
        for record in sources
    ]


def _published(record: Record) -> Json:
    when = dates.parse_date(record["published"])
    plain = when.precision in _ISO and not (when.approximate or when.uncertain)
    return {"datePublished": when.text} if plain else {}


# Editions


def edition_json_ld(site: Site, edition: SiteEdition, sources: Iterable[Record] = ()) -> Json:
    """An edition as a `Report`: its day, its files with their digests, what became of it.

    `sources` are those that its record names; of one that was withdrawn nothing is told but that.
    """
    told = {
        "@context": CONTEXT,
        "@type": "Report",
        "@id": _address(site, edition),
        "url": _address(site, edition),
        "name": edition.title,
        "inLanguage": site.language(edition.lang).tag,
        "version": edition.number,
        "temporalCoverage": edition.day.isoformat(),
        "datePublished": (edition.issued or edition.published).isoformat(),
        "isPartOf": {
            "@type": "CreativeWorkSeries",
            "@id": f"{site.url}{edition.latest_folder}",
            "url": f"{site.url}{edition.latest_folder}",
            "name": edition.title,
        },
        **({"identifier": edition.code} if edition.code else {}),
        **_shared(site, edition.lang),
        **_translations(site, edition),
    }
    return told | (_withdrawn(edition) if edition.withdrawn else _standing(site, edition, sources))


def _address(site: Site, edition: SiteEdition) -> str:
    return f"{site.url}{edition.folder}"


def _withdrawn(edition: SiteEdition) -> Json:
    assert edition.withdrawn
    moment = edition.withdrawn.moment.isoformat()
    notice = {"@type": "CorrectionComment", "text": edition.withdrawn.reason}
    return {
        "creativeWorkStatus": "Withdrawn",
        "dateModified": moment,
        "correction": [notice | {"datePublished": moment}],
    }


def _standing(site: Site, edition: SiteEdition, sources: Iterable[Record]) -> Json:
    cited, notices = _cited(sources), _corrections(site, edition)
    superseded = site.later(edition) is not None
    return {
        "creativeWorkStatus": "Superseded" if superseded else "Published",
        "isBasedOn": {"@type": "Dataset", "@id": dataset_id(site)},
        **({"citation": cited} if cited else {}),
        **({"correction": notices} if notices else {}),
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": f"{_address(site, edition)}{name}",
                "encodingFormat": "application/pdf",
                "sha256": digest,
            }
            for name, digest in edition.pdfs.items()
        ],
    }


def _corrections(site: Site, edition: SiteEdition) -> list[Json]:
    """What it corrects itself, and what another of its days corrects in it."""
    same = [each for each in site.by_series.get(edition.series, ()) if each.day == edition.day]
    after = [each for each in same if each.order > edition.order and each.stands]
    return [
        {
            "@type": "CorrectionComment",
            "text": each.reason,
            "datePublished": (each.issued or each.published).isoformat(),
            "url": _address(site, each),
        }
        for each in (edition, *after)
        if each.reason
    ]


def _translations(site: Site, edition: SiteEdition) -> Json:
    """The same edition in other languages: what it translates, or what translates it."""
    same = [each for each in site.by_content[edition.content] if each.stands]
    if edition not in same[:1] and same:
        return {"translationOfWork": {"@type": "Report", "@id": _address(site, same[0])}}
    others = [{"@type": "Report", "@id": _address(site, each)} for each in same[1:]]
    return {"workTranslation": others} if others else {}
