"""Facts of one label, told apart in a block by the words of their keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from asof.language import language
from asof.ledger import Ledger, as_of
from asof.ledger.shared_labels import told_apart
from asof.text import plain_text
from ledgers import fact


def labels(tag: str, *keys: str, own: str = "") -> list[str]:
    """What facts of one label are called; the last may have one of its own."""
    facts = {key: replace(fact(key=key), label=plain_text("Cases")) for key in keys}
    if own:
        facts[keys[-1]] = replace(fact(key=keys[-1]), label=plain_text(own))
    day, tongue = date(2021, 1, 1), language(tag)
    edition = as_of(Ledger(facts, {}), day, day, tongue)
    told = told_apart([edition[key] for key in keys], tongue)
    return [view.fact.label.in_("") for view in told]


def test_a_label_that_no_other_has_stays_as_it_is() -> None:
    assert labels("en-CA", "c.north", "c.south", own="Deaths") == ["Cases", "Deaths"]
    assert labels("en-CA", "c.north", "c.north") == ["Cases", "Cases"]


def test_facts_of_one_label_are_told_apart_by_what_sets_their_keys_apart() -> None:
    assert labels("en-CA", "c.it.emilia_romagna", "c.it.lazio") == [
        "Cases: emilia romagna",
        "Cases: lazio",
    ]
    assert labels("fr-CA", "c.north.total", "c.south.total") == [
        "Cases\xa0: north total",
        "Cases\xa0: south total",
    ]
