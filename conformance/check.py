"""Hold every page against the standards that it claims, by veraPDF: `make conformance`.

The publication is printed on each paper for each profile, and the starter in every kind of page
that may claim something, and as it is issued. Pages broken on purpose are among them, and must
fail: a validator that passes everything proves nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from breaks import Spoiled, broken
from printing import PROCESSES, printed
from verapdf import Answer, check_pin, validated

from asof.standards import NAMES, USUAL, Standards

TOGETHER = 50  # pages that one run of the validator is given


def main() -> int:
    """Print, break, validate, and tell; 1 when a page is not as it must be."""
    check_pin()
    with TemporaryDirectory() as place:
        folder = Path(place)
        claims = printed(folder)
        whole = (p for p, standards in claims.items() if standards == USUAL and p.exists())
        spoiled = list(broken(whole, folder))
        wrong = [*failed(claims, folder), *missed(spoiled, folder)]
    told = f"{len(claims)} pages keep what they claim; {len(spoiled)} broken on purpose do not"
    print("\n".join(wrong) or told, file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


def failed(claims: Mapping[Path, Standards], folder: Path) -> Iterator[str]:
    """What is wrong with the pages that must pass."""
    answers = as_claimed([page for page in claims if page.exists()], folder)
    for page, standards in claims.items():
        name, answer = page.relative_to(folder), answers.get(page, {})
        if set(answer) != set(standards):
            told = [" and ".join(each) or "nothing" for each in (standards, answer)]
            yield f"{name}: is to claim {told[0]}, veraPDF reads {told[1]}"
        yield from (f"{name}: {fault}" for faults in answer.values() for fault in faults)


def as_claimed(pages: list[Path], folder: Path) -> dict[Path, Answer]:
    """The answers of pages by what they claim themselves."""
    parts = [pages[n : n + TOGETHER] for n in range(0, len(pages), TOGETHER)]
    with ThreadPoolExecutor(PROCESSES) as pool:
        answers = pool.map(partial(validated, home=folder), parts)
        return {page: answer for each in answers for page, answer in each.items()}


def missed(spoiled: list[Spoiled], folder: Path) -> Iterator[str]:
    """The broken pages that do not fail for the clause that they break."""
    for standard in NAMES:
        pages = {each.path: each.clause for each in spoiled if each.standard == standard}
        answers = validated(pages, folder, standard)
        for page, clause in pages.items():
            faults = answers.get(page, {}).get(standard, [])
            if clause not in {fault.clause for fault in faults}:
                yield f"{page.name}: broken against {standard} {clause}, and not found out"


if __name__ == "__main__":
    sys.exit(main())
