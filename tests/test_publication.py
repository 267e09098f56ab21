"""The Operation IMPACT briefings say what they must, and nothing from the future."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

import coverage_list
from asof import batch, data, workspace
from asof import queries as answers
from asof.jobs import Built, Request

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 20)
HOME = workspace.read_workspace(ROOT)
LEDGER, BRIEFINGS = data.read(HOME)
PAIRS = [(name, tag) for name in BRIEFINGS for tag in ("en", "fr")]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Built]:
    """Every briefing in both languages, built once."""
    out = tmp_path_factory.mktemp("impact")
    built = batch.build(HOME, Request(TODAY, out=out))
    return {(b.job.briefing.name, HOME.short(b.job.tag)): b for b in built}


def text(built: Built) -> str:
    """The words of a PDF, spaces made alike."""
    with pypdfium2.PdfDocument(built.job.path) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    return re.sub(r"\s+", " ", " ".join(pages))


def record(built: Built) -> dict[str, object]:
    """The record beside a PDF."""
    found: dict[str, object] = json.loads(built.job.path.with_suffix(".json").read_text("utf-8"))
    return found


def history(key: str, day: str, known: str | None = None) -> dict[str, object]:
    """What `asof history` answers."""
    of = date.fromisoformat(day)
    return answers.history(HOME, LEDGER, key, of, date.fromisoformat(known) if known else of)


def test_twelve_briefings_are_printed_without_a_finding(
    printed: dict[tuple[str, str], Built],
) -> None:
    assert sorted(printed) == sorted(PAIRS)
    assert len(printed) == 12
    assert [(b.failure, b.findings) for b in printed.values()] == [(None, ())] * 12


@pytest.mark.parametrize(
    ("day", "known", "standing", "end"),
    [
        ("2016-06-01", None, "current", "2017-03-31"),
        ("2017-06-30", None, "current", "2017-06-30"),
        ("2019-06-01", None, "lapsed", "2017-06-30"),
        ("2019-06-01", "2021-01-18", "current", "2021-03-31"),
        ("2021-01-18", None, "current", "2021-03-31"),
        ("2021-04-01", None, "lapsed", "2021-03-31"),
    ],
)
def test_the_mandate_ends_when_it_was_known_to(
    day: str, known: str | None, standing: str, end: str
) -> None:
    answer = history("mandate.end", day, known)
    assert (answer["standing"], answer["value"]) == (standing, end)


@pytest.mark.parametrize(
    ("day", "name"), [("2023-05-14", "Wade Rutland"), ("2023-05-15", "John Summerfield")]
)
def test_command_changes_hands_on_the_day_of_the_ceremony(day: str, name: str) -> None:
    told = history("command.impact", day, "2023-05-15")["text"]
    assert isinstance(told, dict)
    assert name in told["en"]


def test_unlike_counts_never_stand_in_for_one_another() -> None:
    keys = ("personnel.iraq", "personnel.ceiling", "personnel.deployed")
    values = [history(key, "2021-01-18")["value"] for key in keys]
    assert values == ["about 100", "up to 830", "about 600"]
    early = [history(key, "2016-12-31")["standing"] for key in keys]
    assert early == ["unknown"] * 3


PARTS = {
    "en": """Information current as of January 18, 2021|Question|Key messages|If pressed on
        |Quick facts|Responsible principals|Sources|$1.39|Aussi en français""",
    "fr": """Information à jour au 18 janvier 2021|Question|Messages clés|Si l’on insiste sur
        |Faits en bref|Responsables|Sources|1,39|Also in English""",
}


@pytest.mark.parametrize("tag", PARTS)
def test_the_status_note_has_its_parts(printed: dict[tuple[str, str], Built], tag: str) -> None:
    found = text(printed["iraq-status", tag])
    assert [w for w in PARTS[tag].split("|") if w.strip() not in found] == []


@pytest.mark.parametrize(("name", "tag"), PAIRS)
def test_a_page_names_no_year_after_its_day_but_as_an_end_already_announced(
    printed: dict[tuple[str, str], Built], name: str, tag: str
) -> None:
    built = printed[name, tag]
    latest = max(int(y) for y in re.findall(r"\b20[12]\d\b", text(built)))
    assert latest <= max(built.job.day.year, announced(built))


def announced(built: Built) -> int:
    """The year of the last end that was known on the day: of a mandate, or a source's dates."""
    known = [o for fact in LEDGER for o in fact.observations if o.reported <= built.job.known]
    ends = [o.true.last.year for o in known if o.true.last]
    return max(ends + [c.source.published.last.year for o in known for c in o.citations])


@pytest.mark.parametrize("name", BRIEFINGS)
def test_both_languages_carry_the_same_facts_in_the_same_order(
    printed: dict[tuple[str, str], Built], name: str
) -> None:
    assert list(keys(printed[name, "en"])) == list(keys(printed[name, "fr"]))


def keys(built: Built) -> Iterator[str]:
    """The facts on a page, in the order of printing."""
    facts = record(built)["facts"]
    assert isinstance(facts, list)
    yield from (fact["key"] for fact in facts)


@pytest.mark.parametrize(
    "day", ["2016-06-01", "2017-06-30", "2020-02-01", "2021-01-18", "2023-05-15", "2026-11-20"]
)
def test_the_handout_is_one_sheet_on_any_day(day: str, tmp_path: Path) -> None:
    request = Request(TODAY, briefings=("handout",), day=date.fromisoformat(day), out=tmp_path)
    built = list(batch.build(HOME, request))
    assert [(b.failure, b.pages) for b in built] == [(None, 2)] * 2


def test_every_value_has_a_source_and_a_place_in_it() -> None:
    observations = [o for fact in LEDGER for o in fact.observations]
    assert len(observations) > 200
    assert [str(o.place) for o in observations if not o.citations[0].part] == []


def test_the_list_of_what_each_document_says_is_as_it_would_be_made() -> None:
    kept = coverage_list.PAGE.read_text(encoding="utf-8")
    assert kept == "".join(coverage_list.page(HOME)), "run make coverage"
