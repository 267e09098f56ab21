"""What became of each issued edition, from the editions on the site alone.

It is what `asof verify CODE` says by the register; whether figures were corrected since is told in
the browser, where the page is held against what public editions print by now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from asof.publish.site import Site, SiteEdition
from asof.release import PageState


@dataclass(frozen=True, slots=True)
class EditionStanding:
    """What became of an issued edition; `later` took its place."""

    edition: SiteEdition
    state: PageState
    later: SiteEdition | None = None


@dataclass(frozen=True)
class IssuedSeries:
    """The issued editions of one document in one language."""

    editions: tuple[SiteEdition, ...]

    @cached_property
    def standing(self) -> tuple[SiteEdition, ...]:
        """Those that have not been withdrawn, in their order."""
        return tuple(sorted((e for e in self.editions if e.stands), key=release_order))

    @property
    def latest(self) -> SiteEdition | None:
        """The one that stands."""
        return self.standing[-1] if self.standing else None

    def became(self, edition: SiteEdition) -> EditionStanding:
        """What became of one of them: the first that applies, as in release/verify.py."""
        later = self._later(edition)
        if not edition.stands:
            return EditionStanding(edition, PageState.WITHDRAWN, later)
        if later:
            return EditionStanding(edition, PageState.SUPERSEDED, later)
        if edition.rival:
            return EditionStanding(edition, PageState.CONTESTED)
        return EditionStanding(edition, PageState.CURRENT)

    def _later(self, edition: SiteEdition) -> SiteEdition | None:
        last = self.latest
        return last if last and release_order(last) > release_order(edition) else None

    def turned(self, fresh: frozenset[str]) -> tuple[SiteEdition, ...]:
        """Those of which anything may be other since some came onto the site, or left it.

        What is new takes the place of the one before it; where the last was withdrawn, the one
        before it stands again.
        """
        before = [a for a, b in pairwise(self.standing) if b.code in fresh]
        gone = [e for e in self.editions if not e.stands]
        new = [e for e in self.editions if e.code in fresh]
        found = {e.code: e for e in (*before, *self.standing[-2:], *gone, *new)}
        return tuple(found.values())


def release_order(edition: SiteEdition) -> tuple[date, int]:
    """Its place among the releases, as the register has it: by its day, then by its number."""
    return (edition.day, int(edition.number.removeprefix("r")))


def issued_series(site: Site) -> Mapping[tuple[str, str], IssuedSeries]:
    """The series of the site that have issued editions."""
    found = {
        series: tuple(e for e in editions if e.code and e.issued)
        for series, editions in site.by_series.items()
    }
    return {series: IssuedSeries(editions) for series, editions in found.items() if editions}


def spoken_on(site: Site) -> tuple[str, ...]:
    """The languages that codes are answered in: those of its editions, given up since or not."""
    return tuple(dict.fromkeys((*site.langs, *site.spoken)))


def codes(site: Site) -> dict[str, Any]:
    """What verify/codes.json says of every issued edition on the site."""
    every = sorted(issued_series(site).items())
    moments = [m for e in site.editions for m in _moments(e)]
    return {
        "changed": max(moments).isoformat() if moments else None,
        "timezone": str(site.workspace.config.timezone),
        "languages": {lang: site.language(lang).tag for lang in spoken_on(site)},
        "series": [_series(name, lang, each) for (name, lang), each in every],
        "codes": {
            each.code: _code(number, series.became(each))
            for number, (_, series) in enumerate(every)
            for each in series.editions
        },
    }


def _moments(edition: SiteEdition) -> list[Any]:
    withdrawn = [edition.withdrawn.moment] if edition.withdrawn else []
    return [edition.published, *withdrawn]


def _series(name: str, lang: str, series: IssuedSeries) -> dict[str, Any]:
    latest = series.latest
    return {"name": name, "lang": lang, "latest": latest.code if latest else None}


def _code(series: int, told: EditionStanding) -> dict[str, Any]:
    edition, taken = told.edition, told.edition.withdrawn
    row: dict[str, Any] = {
        "state": told.state,
        "series": series,
        "folder": edition.folder,
        "day": edition.day.isoformat(),
        "known": edition.known.isoformat(),
        "number": edition.number,
        "issued": edition.issued.isoformat() if edition.issued else None,
        "reason": edition.reason or None,
        "rival": edition.rival or None,
        "title": edition.title if taken else None,
        "withdrawn": taken.moment.isoformat() if taken else None,
        "why": taken.reason if taken else None,
    }
    return {name: value for name, value in row.items() if value is not None}
