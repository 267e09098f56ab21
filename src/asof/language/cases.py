"""Puts a date into the case that the word before it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from asof.language.grammar import NBSP, OPEN, SPACE, Rules

CASES = ("genitive", "instrumental", "locative", "accusative")
_NUMERAL = rf"(?:(?:[IV]+|[0-9]{{4}}|[0-9]{{1,2}}(?:\.|-[^\W\d_]{{1,2}})){SPACE})?"  # II kwartał


@dataclass(frozen=True, slots=True)
class Cases:
    """The nouns that dates begin with, each as it stands alone and then in the order of `CASES`.

    One that has no form for a case stays as it is there. So does a day, whose month is in the
    genitive already.
    """

    nouns: Sequence[Sequence[str]]

    def put(self, text: str, case: str) -> str:
        """A date in a case: lipiec 2020, od lipca 2020."""
        for noun, form in self._told(case):
            found = re.match(rf"(?P<it>{_NUMERAL}){noun}(?!\w)", text)
            if found:
                return f"{found['it']}{form}{text[found.end() :]}"
        return text

    def joining(self, prepositions: Mapping[str, str]) -> Rules:
        """The rules that put a fact into the case of a preposition before it, a pattern a case."""
        return tuple(
            (
                rf"(?P<it>(?<!\w)(?i:{before}){SPACE}{OPEN}{_NUMERAL}){noun}(?!\w)",
                rf"\g<it>{form}",
            )
            for case, before in prepositions.items()
            for noun, form in self._told(case)
        )

    def _told(self, case: str) -> list[tuple[str, str]]:
        """Each noun and its form, of those that change."""
        at = CASES.index(case)
        return [
            (noun.replace(" ", NBSP), told[at].replace(" ", NBSP))
            for noun, *told in self.nouns
            if at < len(told) and told[at] != noun
        ]
