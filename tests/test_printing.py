"""How values print, whatever they are."""

from __future__ import annotations

import pytest

from asof import dates
from asof.language import language
from asof.ledger.printing import printed
from ledgers import fact


@pytest.mark.parametrize(
    ("value", "english", "french", "spanish"),
    [
        ("2025-03-31", "March 31, 2025", "31 mars 2025", "31 de marzo de 2025"),
        (
            "2016-10-31/2016-11-02",
            "from October 31 to November 2, 2016",
            "du 31 octobre au 2 novembre 2016",
            "del 31 de octubre al 2 de noviembre de 2016",
        ),
        ("2016/2018", "from 2016 to 2018", "de 2016 à 2018", "de 2016 a 2018"),
        ("2025-03-31/..", "since March 31, 2025", "depuis le 31 mars 2025", None),
        ("201X", "between 2010 and 2019", "entre 2010 et 2019", "entre 2010 y 2019"),
    ],
)
def test_an_interval_that_is_a_value_is_a_length_of_time(
    value: str, english: str, french: str, spanish: str | None
) -> None:
    for tag, told in (("en-CA", english), ("fr-CA", french), ("es-ES", spanish)):
        words = printed(dates.parse_date(value), fact(), language(tag)).replace("\xa0", " ")
        assert told in (None, words)
