"""Tables of facts that stand in rows and columns, and what each is called there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asof import build, data
from asof.diagnostics import AsofError
from asof.form import Profile
from asof.jobs import Request, plan_jobs
from asof.language import language
from asof.ledger import as_of
from asof.page.continuation import continued
from asof.page.document import Document
from asof.templates.blocks.tone_classes import quarters
from asof.workspace import find_workspace
from test_wide_tables import DECLARED, FACTS, NINTH, TENTH, laid, read

DAY = date(2020, 11, 10)


def document(
    root: Path,
    body: str,
    facts: str = DECLARED,
    *,
    tag: str = "en",
    profile: Profile = "standard",
    **days: str,
) -> Document:
    """A page whose body is given, of two days of tables where none are."""
    laid(root, facts, **(days or {"d09__csv": NINTH, "d10__csv": TENTH}))
    note = root / "data/briefings/note.yaml"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(f"title: {{en: Note, fr: Note}}\nbody:\n{body}\n", encoding="utf-8")
    home = find_workspace(root)
    ledger, briefings = data.read(home)
    (job,) = plan_jobs(home, briefings, Request(DAY, languages=(tag,), profile=profile))
    return build.filled_document(job.edition(ledger), job)


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_texts_tell_what_a_figure_is_and_where_it_is_from(tmp_path: Path) -> None:
    each = "{{ f.what }} {{ f.where }} {{ f }}{{ '.' if loop.last else ', ' }}"
    loop = "{% for f in health.deaths %}" + each + "{% endfor %}"
    made = document(tmp_path, f'  - text: {{en: "{loop}", fr: "{loop}"}}', tag="fr")
    said = [words(e) for e in made.tree.iter("p")]
    assert "Décès Lombardie 18 571 [1], Décès P.A. Bolzano 350 [1]." in said


# ---- rows and columns

TOTAL = DECLARED.replace(
    "      skip: [TOTALE,",
    "        total: {named: TOTALE, total: true, label: Total}\n      skip: [",
)
SUMMED = TENTH + "2020-11-10T17:00:00,TOTALE,745,18921,\n"
COLUMNS = "{heading: In hospital, columns: [health.icu]}, health.deaths"


def cross(root: Path, told: str = "", columns: str = COLUMNS, **more: Any) -> Document:
    facts, days = more.pop("facts", TOTAL), more.pop("days", {"d10__csv": SUMMED})
    return document(root, f"  - cross: {{columns: [{columns}]{told}}}", facts, **more, **days)


def grid(made: Document) -> list[list[str]]:
    """What the cells say, row by row."""
    return [[words(cell) for cell in row] for row in made.tree.iter("tr")]


def below(made: Document) -> list[str]:
    return [words(e) for e in made.tree.iter("p") if e.get("class") == "below"]


def test_rows_and_columns_are_called_by_their_table_and_a_total_stands_last(tmp_path: Path) -> None:
    made = cross(tmp_path, ", rows: health.icu.*, heading: Region")
    assert grid(made) == [
        ["Region", "In hospital", "Deaths"],
        ["In care"],
        ["Lombardy", "708", "18,571"],
        ["P.A. Bolzano [a]", "37", "350"],
        ["Total", "745", "18,921"],
    ]
    (caption,) = [words(e) for e in made.tree.iter("caption")]
    assert caption == "Date: Nov 10, 2020 · Source: [1]"
    assert below(made) == ["[a] P.A. Bolzano: Two, of last week."]
    rows = [row.get("class") for row in made.tree.iter("tr")]
    assert rows == [None, None, None, None, "total"]


def test_each_cell_is_headed_by_its_row_its_column_and_what_stands_over_that(
    tmp_path: Path,
) -> None:
    heads = list(cross(tmp_path).tree.iter("th"))
    told = [[words(e), *map(e.get, ("scope", "colspan", "rowspan"))] for e in heads]
    assert told[:4] == [
        ["Item", "col", None, "2"],
        ["In hospital", "col", None, None],
        ["Deaths", "col", None, "2"],
        ["In care", "col", None, None],
    ]
    both = cross(tmp_path / "both", columns="{heading: All, columns: [health.icu, health.deaths]}")
    (over,) = [e for e in both.tree.iter("th") if e.get("colspan")]
    assert [over.get("scope"), over.get("colspan")] == ["colgroup", "2"]


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("", "Lombardy, P.A. Bolzano, Total"),
        (", sort: health.deaths", "P.A. Bolzano, Lombardy, Total"),
        (", sort: -health.icu", "Lombardy, P.A. Bolzano, Total"),
        (", sort: label, rows: [total, bolzano, lombardy]", "Lombardy, P.A. Bolzano, Total"),
        (", rows: [bolzano, lombardy]", "P.A. Bolzano, Lombardy"),
        (", rows: bolzano, total: [lombardy]", "P.A. Bolzano, Lombardy"),
    ],
)
def test_rows_stand_as_is_asked_for(tmp_path: Path, told: str, names: str) -> None:
    lines = grid(cross(tmp_path, told))[2:]
    assert [line[0].removesuffix(" [a]") for line in lines] == names.split(", ")


# ---- what a cell has no value of


def test_yesterdays_figure_does_not_stand_for_todays(tmp_path: Path) -> None:
    daily = TOTAL.replace("fr: En soins}", "fr: En soins}, expected: daily")
    tenth = SUMMED.replace("18571", "..").replace("708", "..")
    made = cross(tmp_path, facts=daily, days={"d09__csv": NINTH_SUMMED, "d10__csv": tenth})
    assert grid(made)[2:] == [
        ["Lombardy", "..", "18,452 Nov 9, 2020"],
        ["P.A. Bolzano [a]", "37", "350"],
        ["Total", "745", "18,921"],
    ]
    assert below(made)[-1] == ".. not reported"
    (sign,) = {e.get("title") for e in made.tree.iter("abbr") if words(e) == ".."}
    assert sign == "not reported"


NINTH_SUMMED = NINTH + "2020-11-09T17:00:00,TOTALE,686,18794,\n"
BEDS = """\
    beds:
      label: Beds
      unit: beds
      table: tables/beds.csv
    """


def test_what_nobody_collects_and_what_has_other_sources_is_told(tmp_path: Path) -> None:
    beds = tmp_path / "data/tables/beds.csv"
    beds.parent.mkdir(parents=True)
    beds.write_text("key,value,on,source\nlombardy,7200,2020-10-31,table-2020-11-10\n")
    told = "health.icu, {heading: Beds, fact: health.beds}"
    made = cross(tmp_path, columns=told, facts=f"{TOTAL.rstrip()}\n{BEDS}")
    assert grid(made) == [
        ["Item", "In care", "Beds"],
        ["Lombardy", "708", "7,200 beds"],
        ["P.A. Bolzano [a]", "37", "..."],
        ["Total", "745", "..."],
    ]
    (caption,) = [words(e) for e in made.tree.iter("caption")]
    assert caption == "Date: Nov 10, 2020 · Source: [1] · Beds: Oct 31, 2020 [2]"
    assert below(made)[-1] == "... not collected"


def test_a_column_of_changes_says_once_since_when_and_tells_why_there_is_none(
    tmp_path: Path,
) -> None:
    ninth = NINTH_SUMMED.replace("36,342", "37,342").replace("686,", "..,")
    made = cross(
        tmp_path, columns="{change: health.icu}", days={"d09__csv": ninth, "d10__csv": SUMMED}
    )
    assert grid(made) == [
        ["Item", "Change †"],
        ["Lombardy", "+58"],
        ["P.A. Bolzano [a]", "0"],
        ["Total", ".. [b]"],
    ]
    (caption,) = [words(e) for e in made.tree.iter("caption")]
    assert caption == "Date: Nov 10, 2020 · Source: [1] · Change: since November 9, 2020"
    assert below(made)[1:] == ["[b] Change: First reported.", "† our calculation"]
    assert [p.part for p in made.prints if p.text in ("+58", "0")] == ["change", "change"]


def test_what_we_reckoned_is_marked_as_ours(tmp_path: Path) -> None:
    facts = DECLARED.replace("      skip:", "        all: {total: true, label: All}\n      skip:")
    share = "share:\n      label: Share\n      unit: '%'\n      derived: "
    share += "'share(health.deaths.{row}, health.deaths.all)'\n"
    made = cross(
        tmp_path,
        columns="health.deaths, health.share",
        facts=f"{facts.rstrip()}\n    {share}",
        days={"d10__csv": TENTH},
    )
    assert grid(made) == [
        ["Item", "Deaths", "Share (%) †"],
        ["Lombardy", "18,571", "98.2"],
        ["P.A. Bolzano [a]", "350", "1.8"],
        ["All †", "18,921", "100.0"],
    ]
    assert below(made)[-1] == "† our calculation"
    assert [row.get("class") for row in made.tree.iter("tr")][-1] == "total"


def test_figures_of_several_sources_cite_their_own(tmp_path: Path) -> None:
    own = ("table", "table-2020-11-10")
    days = {}
    for name, lines in (("d09__csv", NINTH), ("d10__csv", TENTH)):
        head, *rows = lines.splitlines()
        told = (f"{row},{source}" for row, source in zip(rows, own, strict=True))
        days[name] = "\n".join([f"{head},src", *told, ""])
    facts = DECLARED.replace("source: table", "source: src")
    made = cross(tmp_path, columns="health.icu, {change: health.icu}", facts=facts, days=days)
    assert grid(made) == [
        ["Item", "In care", "Change †"],
        ["Lombardy", "708 [1]", "+58 [1]"],
        ["P.A. Bolzano [a]", "37 [2]", "+1 [2]"],
    ]
    (caption,) = [words(e) for e in made.tree.iter("caption")]
    assert caption == "Date: Nov 10, 2020 · Change: since November 9, 2020"


def test_what_is_no_number_has_no_column_of_changes(tmp_path: Path) -> None:
    facts = DECLARED.replace("fr: Décès}, cumulative: true", "fr: Décès}, type: text")
    with pytest.raises(AsofError) as problem:
        cross(tmp_path, columns="{change: health.deaths}", facts=facts, days={"d10__csv": TENTH})
    (told,) = problem.value.findings
    assert told.message == "'health.deaths.lombardy' is no number: it has no change"
    assert told.hint == "name a column of numbers"


# ---- tones, lists


def test_the_quarters_of_a_column_are_shaded_and_explained(tmp_path: Path) -> None:
    made = cross(tmp_path, ", tone: health.icu")
    shaded = {words(e): e.get("class", "").split()[-1] for e in made.tree.iter("td")}
    assert {shaded["708"], shaded["37"]} == {"tone-3", "tone-1"}
    assert not shaded["745"].startswith("tone")
    key = "In hospital, In care: lowest quarter of the rows · second quarter · third quarter"
    assert below(made)[-1] == f"{key} · highest quarter"


def test_equal_values_are_in_one_quarter(tmp_path: Path) -> None:
    numbers = {"a": "1", "b": "1", "c": "5", "d": "9"}
    lines = "".join(f"2020-11-10,{name},{value},1,\n" for name, value in numbers.items())
    ledger = read(laid(tmp_path, d10__csv="day,region,in care,dead,remarks\n" + lines))
    edition = as_of(ledger, DAY, DAY, language("en-CA"))
    told = quarters(edition[key] for key in ledger.matching("health.icu.*"))
    assert list(told.values()) == [1, 1, 3, 4]


def test_in_large_print_each_row_is_a_list_of_its_figures(tmp_path: Path) -> None:
    made = cross(tmp_path, ", tone: health.icu, orientation: landscape", profile="large")
    assert not list(made.tree.iter("table"))
    (first, *_) = [e for e in made.tree.iter("ul") if e.get("class") == "records"]
    assert [words(p) for p in first[0]] == [
        "Lombardy",
        "In hospital, In care: 708",
        "Deaths: 18,571",
    ]
    assert below(made) == ["[a] P.A. Bolzano: Two, of last week."]


def test_an_edition_reads_which_row_is_a_total_and_what_is_ours(tmp_path: Path) -> None:
    read_before = cross(tmp_path / "total").trace
    ordinary = cross(tmp_path / "row", facts=TOTAL.replace("total: true, ", "")).trace
    (changed,) = {read.name for read in set(read_before) - set(ordinary) if "icu" in read.name}
    assert changed == "health.icu.total"


def test_a_document_for_each_row_has_its_rows_and_columns(tmp_path: Path) -> None:
    table = tmp_path / "data/tables/places.csv"
    table.parent.mkdir(parents=True)
    table.write_text("name,code,what\nnorth,lombardy,icu\nsouth,bolzano,deaths\n")
    told = "columns: ['health.{{ each.what }}'], rows: ['{{ each.code }}']"
    laid(tmp_path, TOTAL, d10__csv=SUMMED)
    note = tmp_path / "data/briefings/note.yaml"
    note.parent.mkdir(parents=True)
    note.write_text(f"title: Note\nfor_each: tables/places.csv\nbody:\n  - cross: {{{told}}}\n")
    home = find_workspace(tmp_path)
    ledger, briefings = data.read(home)
    jobs = plan_jobs(home, briefings, Request(DAY, languages=("en",)))
    made = [build.filled_document(job.edition(ledger), job) for job in jobs]
    assert [grid(each) for each in made] == [
        [["Item", "In care"], ["Lombardy", "708"]],
        [["Item", "Deaths"], ["P.A. Bolzano [a]", "350"]],
    ]


# ---- what a page says once, whatever it says it of


def said_at_the_end(made: Document) -> str:
    """What stands under the heading of notes."""
    matters = [list(e) for e in made.tree.iter("div") if e.get("class") == "matter"]
    (notes,) = [words(rest[0]) for head, *rest in matters if words(head) == "Notes"]
    return notes


def test_a_remark_on_several_figures_of_a_row_is_told_once(tmp_path: Path) -> None:
    tiles = "  - tiles: [health.icu.bolzano, health.deaths.bolzano, health.icu.lombardy]"
    assert said_at_the_end(document(tmp_path, tiles)) == "P.A. Bolzano: Two, of last week."


def test_a_remark_on_one_figure_has_its_name(tmp_path: Path) -> None:
    made = document(tmp_path, "  - tiles: [health.icu.bolzano]")
    assert said_at_the_end(made) == "In care: P.A. Bolzano: Two, of last week."


def test_a_title_that_names_a_fact_is_one_place_on_the_page(tmp_path: Path) -> None:
    made = document(tmp_path, "  - tiles: [health.icu.bolzano]")
    note = tmp_path / "data/briefings/note.yaml"
    title = "title: '{{ health.icu.bolzano.where }}, {{ health.icu.bolzano }}'\n"
    note.write_text(title + note.read_text("utf-8").partition("\n")[2], encoding="utf-8")
    home = find_workspace(tmp_path)
    ledger, briefings = data.read(home)
    (job,) = plan_jobs(home, briefings, Request(DAY, languages=("en",)))
    made = build.filled_document(job.edition(ledger), job)
    ids = [i for e in made.tree.iter() if (i := e.get("id"))]
    assert sorted(ids) == sorted(set(ids))
    (foot,) = [words(e) for e in made.tree.iter() if "imprint" in (e.get("class") or "")]
    assert foot.startswith("P.A. Bolzano, 37")


@pytest.mark.parametrize(("rows", "whole"), [(9, None), (22, "")])
def test_rows_that_are_set_closer_stay_on_one_sheet(
    tmp_path: Path, rows: int, whole: str | None
) -> None:
    lines = "".join(f"2020-11-10,r{n},{n},1,\n" for n in range(rows))
    days = {"d10__csv": "day,region,in care,dead,remarks\n" + lines}
    made = cross(tmp_path, ", orientation: landscape", facts=FACTS, days=days)
    (table,) = made.tree.iter("table")
    assert table.get("data-whole") == whole


def test_the_rest_of_a_sheet_on_its_side_has_the_heading_and_both_rows_of_the_head(
    tmp_path: Path,
) -> None:
    body = f"  - heading: Table\n  - cross: {{columns: [{COLUMNS}], orientation: landscape}}"
    tree = document(tmp_path, body, TOTAL, d10__csv=SUMMED).tree
    elements = list(tree.iter())
    (table,) = tree.iter("table")
    parted = continued(tree, elements.index(table), elements.index(list(table.iter("tr"))[-1]))
    _, rest = parted.iter("table")
    (caption,) = [words(e) for e in rest.iter("caption")]
    assert caption == "Table (continued) Date: Nov 10, 2020"
    assert [[words(cell) for cell in row] for row in rest.iter("tr")] == [
        ["Item", "In hospital", "Deaths"],
        ["In care"],
        ["Total", "745", "18,921"],
    ]
