"""What needs somebody's attention, by owner: as Markdown, for an issue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from asof.diagnostics import Finding, Location, Severity, visible
from asof.review.forecast import Due

AGED = ("stale-fact", "missing-report", "lapsed-fact")
STEERING = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
NOBODY = "no owner"


def attention(
    found: Iterable[Finding], ahead: Iterable[Due], owner: Callable[[str], str]
) -> Iterator[str]:
    """What stops a release, what has aged and what will, under a heading for each owner.

    `owner` tells that of a fact. There is no line where there is nothing to be done.
    """
    told: dict[str, list[str]] = {}
    for finding in found:
        if finding.severity is Severity.ERROR or finding.rule in AGED:
            for name in dict.fromkeys(map(owner, (finding.fact, *finding.facts))):
                hint = f": {finding.hint}" if finding.hint else ""
                told.setdefault(name, []).append(_item(finding.said + hint, finding.place))
    for due in ahead:
        told.setdefault(due.owner, []).append(_item(due.finding.said, due.place))
    for name in sorted(told, key=lambda name: (not name, name)):
        yield from (f"## {_plain(name or NOBODY)}", "", *told[name], "")


def _item(said: str, place: Location | None) -> str:
    where = f" (`{visible(str(place)).replace('`', '')}`)" if place else ""
    return f"- {_plain(said)}{where}"


def _plain(text: str) -> str:
    """Words that no Markdown makes more of."""
    return STEERING.sub(r"\\\1", visible(text))
