"""The example of Italy says what the ministry and the department published, in every language.

`italy/printed-2020-11-10.txt` has the words and figures of the ministry's own page of that day; the
files of the example are those of the department, as they were published. What the example says in
the languages that it does not have itself stands in `italy/`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest
from click.testing import CliRunner

from asof import build, data
from asof.cli import main
from asof.jobs import Request, plan_jobs
from asof.language import grammars, typeset_in
from asof.workspace import read_workspace
from translated import ITALY_TRANSLATED, italy, italy_texts
from vocabulary import HOLE, is_known, own, parts, words

TESTS = Path(__file__).parent
HOME = TESTS.parent / "examples/italy"
DAYS = [date(2020, 11, day) for day in range(6, 12)]
PUBLISHED = {
    "ward": "ricoverati_con_sintomi",
    "icu": "terapia_intensiva",
    "home": "isolamento_domiciliare",
    "positive": "totale_positivi",
    "recovered": "dimessi_guariti",
    "deaths": "deceduti",
    "cases": "totale_casi",
    "new": "nuovi_positivi",
    "suspected": "casi_da_sospetto_diagnostico",
    "screened": "casi_da_screening",
    "again": "totale_casi",
    "tested": "casi_testati",
    "swabs": "tamponi",
}
OURS = [
    *("ward", "icu", "home", "positive", "recovered", "deaths", "cases", "new", "rate"),
    *("suspected", "screened", "tested", "swabs", "more_swabs"),
]
TOTAL, OUR_TOTAL = "TOTALE", "Totale Italia"  # a row that is quoted alone says what it totals
HEADS = [
    *("REGIONE", "POSITIVI SARS-CoV2", "DIMESSI GUARITI", "Deceduti", "Casi totali"),
    "Incremento casi totali (rispetto al giorno precedente)",
    *("Casi identificati dal sospetto diagnostico", "Casi identificati da attività di screening"),
    *("CASI TOTALI", "Totale casi testati", "Totale tamponi effettuati", "INCREMENTO TAMPONI"),
    *("Ricoverati con sintomi", "Terapia intensiva", "Isolamento domiciliare"),
    "Totale attualmente positivi",
]
OUR_RATE = "nuovi casi per 100.000 abitanti"
Row = dict[str, int]


def number(words: str) -> int:
    return int(re.sub(r"[.,\s]", "", words.replace("\N{MINUS SIGN}", "-").replace("+", "")))


def column_names() -> list[str]:
    """The ministry's fourteen columns of numbers, which has all cases twice."""
    return [*PUBLISHED, "more_swabs"]


def printed_lines() -> list[str]:
    page = (TESTS / "italy/printed-2020-11-10.txt").read_text(encoding="utf-8")
    return [line.strip() for line in page.splitlines() if line.strip()]


@cache
def printed() -> Mapping[str, Row]:
    """The rows of the ministry's page."""
    found = {}
    for line in printed_lines():
        name, *cells = re.split(r"\s{2,}", line)
        if len(cells) == len(column_names()) and re.fullmatch(r"[\d.]+", cells[0]):
            found[name] = dict(zip(column_names(), map(number, cells), strict=True))
    return found


def rows_of(day: date) -> Mapping[str, Mapping[str, str]]:
    """The department's file of a day."""
    file = HOME / f"data/tables/daily/{day:%Y%m%d}.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return {row["denominazione_regione"]: row for row in csv.DictReader(lines)}


def remarks() -> list[str]:
    """What the regions remarked on the tenth, in Italian on every page."""
    return [row["note"] for row in rows_of(date(2020, 11, 10)).values() if row["note"]]


@cache
def published(day: date) -> Mapping[str, Row]:
    """The rows of the department's file of a day, and their total."""
    found = {
        name: {ours: int(row[theirs]) for ours, theirs in PUBLISHED.items()}
        for name, row in rows_of(day).items()
    }
    found[TOTAL] = {name: sum(row[name] for row in found.values()) for name in PUBLISHED}
    return found


@cache
def document(day: date, briefing: str = "daily", tag: str = "it", root: Path = HOME) -> Any:
    home = read_workspace(root)
    ledger, briefings = data.read(home)
    chosen = {briefing: briefings[briefing]}
    job = plan_jobs(home, chosen, Request(day, day=day, languages=(tag,)))[0]
    return build.filled_document(job.edition(ledger), job)


def said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def set_rows(day: date) -> Mapping[str, Row]:
    """The rows of our page in Italian; a figure that stands there twice is one column."""
    found = {}
    for line in document(day).tree.iter("tr"):
        name, *cells = (said(cell) for cell in line)
        figures = [re.sub(r" .*", "", cell) for cell in cells]
        if len(figures) == len(OURS) and re.fullmatch(r"[\d.,]+", figures[0]):
            plain = re.sub(r" (\[\w+\]|†)", "", name)
            row = dict(zip(OURS, figures, strict=True))
            numbers = {n: number(v) for n, v in row.items() if n != "rate" and v != ".."}
            found[TOTAL if plain == OUR_TOTAL else plain] = numbers | {"again": numbers["cases"]}
    return found


def straight(rows: Mapping[str, Row]) -> dict[str, Row]:
    """Rows under names with one kind of apostrophe."""
    return {name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"): row for name, row in rows.items()}


def test_the_ministry_s_page_is_said_again_figure_by_figure() -> None:
    assert len(printed()) == 22
    ours = straight(set_rows(date(2020, 11, 10)))
    assert ours == straight(printed())
    assert list(ours) == list(straight(printed()))  # and row by row


def test_the_ministry_s_page_is_said_again_word_for_word() -> None:
    """Its title, its day, its heads: ours have no capitals, which are slow to read, and say once
    how many cases there are; a rate is ours, and † stands behind what we reckoned."""
    title, of, *lines = printed_lines()
    heads = lines[: next(n for n, line in enumerate(lines) if line.startswith("Lombardia"))]
    assert sorted(" ".join(heads).split()) == sorted(" ".join(HEADS).split())
    tree = document(date(2020, 11, 10)).tree
    ours = [said(head).removesuffix(" †").casefold() for head in tree.iterfind(".//thead//th")]
    wanted = list(dict.fromkeys(head.casefold() for head in HEADS))
    assert [head for head in ours if head != OUR_RATE] == wanted
    told = {said(each) for each in tree.iter()}
    day, name = title.split(" - ")
    assert {day, name, of.split(" - ")[0]} <= told
    assert not told & {*of.split(" - ")[1:]}  # an example is no page of the ministry


def test_the_ministry_s_notes_stand_below_the_table_word_for_word() -> None:
    """Behind the name of the region, and with those that the ministry left out."""
    notes = [re.fullmatch(r"La Regione (.+?) segnala che (.+)", n) for n in printed_lines()[-2:]]
    told = {said(each) for each in document(date(2020, 11, 10)).tree.iter()}
    ours = {each[4:] for each in told if re.fullmatch(r"\[\w\] [^\[]*", each)}
    for note in notes:
        assert note
        assert f"{note[1].replace(' ', '-')}: {note[2][0].upper()}{note[2][1:]}" in ours
    written = {" ".join(note.strip(" .").replace(" :", ":").split()) for note in remarks()}
    assert written == {note.partition(": ")[2].strip(".") for note in ours}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_each_day_has_the_figures_that_were_published(day: date) -> None:
    rows, before = straight(set_rows(day)), day.replace(day=day.day - 1)
    wanted = published(day)
    assert rows.keys() == wanted.keys()
    for name, row in rows.items():
        assert {column: row[column] for column in PUBLISHED} == wanted[name]
        if before in DAYS:
            assert row["more_swabs"] == row["swabs"] - published(before)[name]["swabs"]
        else:
            assert "more_swabs" not in row


LAST = "data/tables/daily/20201111.csv"


def does_not_add_up(row: str, printed: str, made: str) -> str:
    parts = " + ".join(f"italy.{name}.{row}" for name in ("ward", "icu", "home"))
    return f"error: 'italy.positive.{row}' is {printed}, but {parts} makes {made}"


def without(lines: list[list[str]]) -> None:
    del lines[11]


def doubled(lines: list[list[str]]) -> None:
    lines.append(lines[11])


def shifted(lines: list[list[str]]) -> None:
    at, other = lines[0].index("dimessi_guariti"), lines[0].index("isolamento_domiciliare")
    for line in lines[1:]:
        line[at], line[other] = line[other], line[at]


def not_added_up(lines: list[list[str]]) -> None:
    lines[5][lines[0].index("totale_positivi")] = "43901"


def fallen(lines: list[list[str]]) -> None:
    for column in ("deceduti", "totale_casi"):
        at = lines[0].index(column)
        lines[5][at] = str(int(lines[5][at]) - 100)


def of_yesterday(lines: list[list[str]]) -> None:
    before = (HOME / LAST).with_stem("20201110").read_text(encoding="utf-8-sig")
    lines[:] = csv.reader(before.splitlines())


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        (without, f"{LAST}:1:1: error: no row 'Molise' for 2020-11-11"),
        (
            doubled,
            f"{LAST}:23:28: error: a row 'molise' for 2020-11-11T17:00:00 stands here again",
        ),
        (shifted, f"{LAST}:2:76: {does_not_add_up('abruzzo', '10,950', '5,553')}"),
        (not_added_up, f"{LAST}:6:94: {does_not_add_up('emilia_romagna', '43,901', '43,891')}"),
        (
            fallen,
            f"{LAST}:6:116: warning: 'italy.deaths.emilia_romagna' fell from 4845 to 4776",
        ),
        (
            of_yesterday,
            f"{LAST}:2:28: error: a row 'abruzzo' for 2020-11-10T17:00:00 stands here again",
        ),
    ],
)
def test_what_an_office_gets_wrong_is_told_at_its_cell(
    tmp_path: Path, mistake: Any, told: str
) -> None:
    root = tmp_path / "italy"
    copytree(HOME, root, ignore=ignore_patterns("build"))
    lines = list(csv.reader((root / LAST).read_text(encoding="utf-8-sig").splitlines()))
    mistake(lines)
    with (root / LAST).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)
    words = ["--workspace", str(root), "check", "daily", "--as-of", "2020-11-11"]
    done = CliRunner().invoke(main, words, env={"ASOF_CACHE": "none"})
    errors = [line for line in done.output.splitlines() if not line.startswith("  ")]
    assert errors[0] == told


def test_a_rate_is_that_of_the_residents() -> None:
    cells = {
        name: rate
        for line in document(date(2020, 11, 10), tag="en").tree.iter("tr")
        if len(words := [said(cell) for cell in line]) == len(OURS) + 1
        for name, rate in [(words[0], words[1 + OURS.index("rate")])]
    }
    assert cells["Lombardy"] == "109.2"  # 10,955 for 10,027,602 residents
    assert cells["Molise"] == "14.0"  # 42 for 300,516


def test_the_workspace_is_no_longer_than_it_says() -> None:
    """Everything but the office's own files and the drawings: what somebody had to write."""
    written = [path for path in HOME.rglob("*.yaml") if "build" not in path.parts]
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in written) <= 120


# In every language

DIGITS = {  # the sign between thousands, the fewest digits that have it, the decimal sign
    "de-DE": (".", 4, ","),
    "en-GB": (",", 4, "."),
    "es-ES": ("\u00a0", 5, ","),
    "fr-CA": ("\u00a0", 4, ","),
    "it-IT": (".", 4, ","),
    "nl-NL": (".", 4, ","),
    "pl-PL": ("\u00a0", 5, ","),
    "pt-BR": (".", 4, ","),
    "uk-UA": ("\u00a0", 4, ","),
}
NAMES = "covid sars cov istat dipartimento della protezione civile"  # the same in each, as are
NAMES += " a b c d e f g"  # the letters of notes


def digits(n: Decimal, tag: str) -> str:
    """A figure as the tables above say."""
    group, fewest, decimal = DIGITS[tag]
    sign = group if len(f"{abs(int(n))}") >= fewest else ""
    return f"{n:,f}".replace(",", "_").replace(".", decimal).replace("_", sign)


def expected(day: date, tag: str) -> dict[str, list[str]]:
    """The rows that the department's file makes, in a language's names and digits."""
    short, before = tag.partition("-")[0], published(day.replace(day=day.day - 1))
    words = ITALY_TRANSLATED.get(short) or {text["it"]: text[short] for text in italy_texts()}
    named = {row: words.get(row) or words[row.replace("'", "\u2019")] for row in rows_of(day)}
    found = {}
    for row, figures in published(day).items():
        people = residents()[row]
        told = {name: digits(Decimal(n), tag) for name, n in figures.items()}
        rate = Decimal(figures["new"] * 100_000) / people
        more = figures["swabs"] - before[row]["swabs"]
        told |= {
            "rate": digits(round(rate, 1), tag),
            "more_swabs": f"+{digits(Decimal(more), tag)}",
        }
        found[named.get(row) or words[OUR_TOTAL]] = [told[name] for name in OURS]
    return found


@cache
def residents() -> Mapping[str, int]:
    """How many live in each region, and in all."""
    with (HOME / "data/tables/population.csv").open(encoding="utf-8", newline="") as lines:
        found = {row["region"]: int(row["people"]) for row in csv.DictReader(lines)}
    return found | {TOTAL: sum(found.values())}


def may_be_said(tag: str) -> frozenset[str]:
    """All that a page of the example may say in a language."""
    short = tag.partition("-")[0]
    texts = [text[short] for text in italy_texts() if short in text]
    texts += ["Dati regionali", *remarks()] if short == "it" else []
    texts += [NAMES, *ITALY_TRANSLATED.get(short, {}).values()]
    return own(tag) | parts(words(HOLE.sub(" ", " ".join(texts))))


def told_on(tree: Any) -> str:
    """What a page says and a voice reads, but for what is marked as another language's."""
    for other in tree.iterfind(".//body//*[@lang]"):
        other[:], other.text = [], ""
    said_ = (each.get(name, "") for each in tree.iter() for name in ("alt", "aria-label", "title"))
    return " ".join((*tree.itertext(), *said_))


def test_italy_s_day_is_there_in_every_language() -> None:
    texts = {text["it"] for text in italy_texts()}
    assert {each.partition("-")[0] for each in DIGITS} == {*grammars()}
    assert {*ITALY_TRANSLATED} == {*grammars()} - {"en", "it"}
    assert all(words.keys() == texts for words in ITALY_TRANSLATED.values())


@pytest.mark.parametrize("tag", DIGITS)
def test_the_table_has_its_figures_and_no_word_of_another_language(
    tmp_path: Path, tag: str
) -> None:
    day, root = date(2020, 11, 10), italy(tmp_path / "italy", tag)
    page = document(day, tag=tag, root=root)
    rows = {}
    for line in page.tree.iter("tr"):
        name, *cells = (said(cell) for cell in line)
        if len(cells) == len(OURS):
            rows[re.sub(r" (\[\w+\]|†)", "", name)] = cells
    assert {name: [c.replace(" ", "\u00a0") for c in cells] for name, cells in rows.items()} == {
        " ".join(typeset_in(tag, name).split()): cells for name, cells in expected(day, tag).items()
    }
    others = [each.get("lang") for each in page.tree.iterfind(".//span[@lang]")]
    assert others == ([] if tag == "it-IT" else ["it"] * len(remarks()))  # which stay as they came
    known = may_be_said(tag)
    for told in (page, document(day, "region", tag, root)):
        strange = {
            each for each in words(told_on(told.tree)) if not is_known(each.split("-"), known)
        }
        assert strange == set()
