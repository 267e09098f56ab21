"""Which findings have come, and which have gone, since the build before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from asof.diagnostics import Finding, once

Findings = tuple[Finding, ...]
Sort = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ComeAndGone:
    """What was not found before, what was and is no more, and whether it stops all printing."""

    new: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    stops: bool = False


@dataclass(slots=True)
class LastFindings:
    """What was found when editions were last built, and why none could be since.

    A fault of the data hides what editions would be found to have: that is not mended meanwhile.
    """

    of_editions: Findings = ()
    of_data: Findings = ()

    def built(self, found: Iterable[Finding]) -> ComeAndGone:
        """What has come and gone where editions were built again."""
        before, now = (*self.of_data, *self.of_editions), once(found)
        self.of_data, self.of_editions = (), now
        return ComeAndGone(*_differing(before, now))

    def stopped(self, found: Iterable[Finding]) -> ComeAndGone:
        """What has come and gone where the data could not be read."""
        before, self.of_data = self.of_data, tuple(found)
        return ComeAndGone(*_differing(before, self.of_data), stops=True)


def _differing(before: Findings, now: Findings) -> tuple[Findings, Findings]:
    """What has come and what has gone; what stands in another line by now is the same."""
    return tuple(_beyond(now, before)), tuple(_beyond(before, now))


def _beyond(found: Iterable[Finding], known: Iterable[Finding]) -> Iterator[Finding]:
    """What of some findings is not among others, each of which stands for one."""
    left = Counter(map(_sort, known))
    for each in found:
        if left[_sort(each)]:
            left[_sort(each)] -= 1
        else:
            yield each


def _sort(finding: Finding) -> Sort:
    """What a finding is, wherever it stands in its file."""
    return finding.rule, finding.place.path if finding.place else "", finding.message
