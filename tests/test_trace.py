"""The trace: what was read, and whether it would be read the same again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from asof.dates import duration
from asof.ledger import Edition, Observation
from asof.ledger.trace import ASKED, Read, RecordingEdition, answered, digest, keys_of
from asof.text import plain_text
from ledgers import day, edition, fact, line

IRAQ = line("600", "2017-05-01", told="2017-05-01")
KUWAIT = line("40", "2017-05-01", told="2017-05-01")


def base(
    iraq: tuple[Observation, ...] = (IRAQ,),
    kuwait: tuple[Observation, ...] = (KUWAIT,),
    on: str = "2017-06-01",
    known: str | None = None,
) -> Edition:
    facts = [
        fact(*iraq, key="troops.iraq", tags=("headcount",)),
        fact(*kuwait, key="troops.kuwait"),
    ]
    return edition(*facts, on=on, known=known)


def read(ask: Callable[[RecordingEdition], object], of: Edition | None = None) -> tuple[Read, ...]:
    reader = RecordingEdition(of or base())
    ask(reader)
    return reader.trace


def holds(reads: tuple[Read, ...], edition: Edition) -> bool:
    """Whether all that was asked of an edition before is answered the same by this one."""
    reader = RecordingEdition(edition)
    return all(answered(r, reader) == r.digest for r in reads if r.kind in ASKED)


def names(reads: tuple[Read, ...]) -> list[tuple[str, str]]:
    return [(r.kind, r.name) for r in reads]


# Recording


def test_a_change_is_read_again_when_either_value_or_what_is_told_of_them_changes() -> None:
    later = line("650", "2017-05-20", told="2017-05-20")
    both = base((IRAQ, later))
    reads = read(lambda reader: reader.change("troops.iraq"), both)
    assert names(reads) == [("value change", "troops.iraq@")]
    assert holds(reads, base((later, IRAQ)))
    slip = line("590", "2017-05-01", told="2017-04-30")
    for other in (slip, line("610", "2017-05-01", told="2017-05-20")):
        assert not holds(reads, base((IRAQ, later, other)))
    since = read(lambda reader: reader.change("troops.iraq", day("2017-05-10")), both)
    assert names(since) == [("value change", "troops.iraq@2017-05-10")]
    assert holds(since, both)


def test_what_is_asked_for_is_recorded_once_in_the_order_of_asking() -> None:
    reader = RecordingEdition(base())
    assert reader.trace == ()
    for key in ("troops.kuwait", "troops.iraq", "troops.kuwait"):
        assert reader[key].key == key
    assert names(reader.trace) == [("fact", "troops.kuwait"), ("fact", "troops.iraq")]
    assert [v.key for v in reader.views] == ["troops.kuwait", "troops.iraq"]


@pytest.mark.parametrize(
    ("ask", "recorded"),
    [
        (lambda r: r.day, [("edition", "day")]),
        (lambda r: r.known, [("edition", "known")]),
        (lambda r: r.language, []),
        (lambda r: r.keys, []),
        (lambda r: "troops.mars" in r, [("query", "has troops.mars")]),
        (
            lambda r: r.at("troops.iraq", date(2017, 5, 1)),
            [("fact", "troops.iraq@2017-05-01")],
        ),
        (
            lambda r: r.tagged("headcount"),
            [("query", "tag headcount"), ("fact", "troops.iraq")],
        ),
        (
            lambda r: r.matching("troops.*"),
            [("query", "match troops.*"), ("fact", "troops.iraq"), ("fact", "troops.kuwait")],
        ),
    ],
)
def test_every_way_of_asking_is_recorded(
    ask: Callable[[RecordingEdition], object], recorded: list[tuple[str, str]]
) -> None:
    assert names(read(ask)) == recorded


def test_an_unknown_fact_is_an_error_and_leaves_no_trace() -> None:
    reader = RecordingEdition(base())
    with pytest.raises(KeyError):
        reader["troops.mars"]
    assert reader.trace == ()


def test_a_fork_starts_empty_and_its_reads_can_be_adopted() -> None:
    reader = RecordingEdition(base())
    chart = reader.fork()
    assert chart["troops.iraq"].chosen == (IRAQ,)
    assert reader.trace == ()
    reader.adopt(chart.trace)
    assert reader.trace == chart.trace
    assert keys_of(reader.trace) == ("troops.iraq",)


def test_other_inputs_are_noted_by_their_content_which_is_made_only_when_needed() -> None:
    reader = RecordingEdition(base())
    reader.note("template", "note.html", b"words")
    reader.note("template", "note.html", lambda: pytest.fail("asked twice"))
    assert reader.trace == (Read("template", "note.html", digest(b"words")),)
    assert reader.digest_of("template", "note.html") == digest(b"words")
    assert reader.digest_of("template", "other.html") is None


def test_a_digest_tells_contents_apart_and_not_their_order() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest(["a", "b"]) != digest(["b", "a"])
    assert len({digest(b"a"), digest("a"), digest(["a"])}) == 3


# Holding


def test_a_trace_holds_for_the_edition_that_it_was_read_from() -> None:
    def all_ways(reader: RecordingEdition) -> None:
        reader.matching("troops.*")
        reader.tagged("headcount")
        assert "troops.mars" not in reader
        assert reader.at("troops.iraq", date(2017, 5, 2)).chosen
        assert (reader.day, reader.known) == (day("2017-06-01"), day("2017-06-01"))

    assert holds(read(all_ways), base())


def test_it_holds_for_another_day_when_nothing_that_was_read_changed() -> None:
    reads = read(lambda r: r["troops.iraq"])
    assert holds(reads, base(on="2017-07-01"))


@pytest.mark.parametrize(
    "other",
    [
        base(iraq=(IRAQ, line("650", "2017-05-20", told="2017-05-20"))),
        base(iraq=(IRAQ, line("700", "2017-05-01", told="2017-05-20", by="NATO"))),
        base(iraq=(IRAQ, line("700", "2017-05-01", told="2017-05-20", status="claim"))),
        base(iraq=(IRAQ, line("500", "2016-05-01", told="2017-05-20"))),
        base(iraq=(line("600", "2017-05-01", told="2017-05-01", until="2018"),)),
        base(on="2018-06-01"),
        base(on="2017-04-30"),
    ],
    ids=["value", "dispute", "claim", "history", "end", "stale", "unknown"],
)
def test_it_fails_when_a_fact_that_was_read_changed(other: Edition) -> None:
    assert not holds(read(lambda r: r["troops.iraq"]), other)


def test_it_fails_when_a_label_a_review_or_a_source_changed() -> None:
    one = fact(IRAQ)
    renamed = replace(IRAQ.citations[0].source, publisher=plain_text("The Forces"))
    cited = replace(IRAQ, citations=(replace(IRAQ.citations[0], source=renamed),))
    reads = read(lambda r: r["troops.iraq"], edition(one, on="2017-06-01"))
    assert holds(reads, edition(one, on="2017-06-01"))
    for changed in (
        replace(one, label=plain_text("members in Iraq")),
        replace(one, review_in=duration("80 days")),
        replace(one, observations=(cited,)),
    ):
        assert not holds(reads, edition(changed, on="2017-06-01"))


def test_a_fact_that_was_not_read_never_matters() -> None:
    reads = read(lambda r: r["troops.iraq"])
    assert holds(reads, base(kuwait=(line("50", "2017-05-20", told="2017-05-20"),)))
    assert holds(reads, edition(fact(IRAQ, tags=("headcount",)), on="2017-06-01"))


def test_a_report_that_is_not_known_yet_does_not_matter() -> None:
    reads = read(lambda r: r["troops.iraq"])
    assert holds(reads, base(iraq=(IRAQ, line("650", "2017-05-20", told="2017-06-02"))))


def test_it_fails_when_the_day_or_the_knowledge_was_asked_for_and_is_another() -> None:
    assert not holds(read(lambda r: r.day), base(on="2017-07-01"))
    assert holds(read(lambda r: r.day), base(known="2017-07-01"))
    assert not holds(read(lambda r: r.known), base(known="2017-07-01"))


def test_it_fails_when_a_query_finds_other_facts() -> None:
    more = [fact(IRAQ, tags=("headcount",)), fact(KUWAIT, key="troops.kuwait", tags=("headcount",))]
    syria = fact(KUWAIT, key="troops.syria")
    other = edition(*more, syria, on="2017-06-01")
    assert not holds(read(lambda r: r.tagged("headcount")), other)
    assert not holds(read(lambda r: r.matching("troops.*")), other)
    assert not holds(read(lambda r: "troops.syria" in r), other)
    assert holds(read(lambda r: r.matching("*.iraq")), other)


def test_a_tag_may_hold_any_sign() -> None:
    one = edition(fact(IRAQ, tags=("a@b c",)), on="2017-06-01")
    assert holds(read(lambda r: r.tagged("a@b c"), one), one)


def test_it_fails_when_a_fact_of_another_day_reads_otherwise() -> None:
    reads = read(lambda r: r.at("troops.iraq", date(2017, 5, 2)))
    assert holds(reads, base(on="2018-06-01", known="2017-06-01"))
    assert not holds(reads, base(iraq=(line("650", "2017-05-02", told="2017-05-02"),)))


def test_it_fails_when_a_fact_is_gone_and_for_what_cannot_be_asked() -> None:
    reads = read(lambda r: r["troops.iraq"])
    assert not holds(reads, edition(fact(KUWAIT, key="troops.kuwait"), on="2017-06-01"))
    assert not holds((Read("edition", "colour", ""),), base())


def test_a_read_tells_what_its_answer_was_made_from() -> None:
    one = base()
    reader = RecordingEdition(one)
    reader.matching("troops.i*")
    reader.at("troops.iraq", date(2017, 5, 2))
    assert (reader.day, "troops.mars" in reader) == (date(2017, 6, 1), False)
    names, fact = one.ledger.names_digest, one.ledger.digest("troops.iraq")
    assert [read.source for read in reader.trace] == [names, fact, fact, "2017-06-01", names]
    adopted = RecordingEdition(one)
    adopted.adopt(reader.trace)
    assert adopted.trace == reader.trace
