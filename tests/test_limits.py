"""How much of each thing is read, and that no more than that is refused."""

from __future__ import annotations

import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest

import asof as package
from asof import limits
from asof.diagnostics import AsofError, Location
from asof.ledger import FormulaError, formula
from asof.ledger.formulas import TERMS
from asof.limits import Limits, out_of_memory
from asof.located import TableLimits, YamlLimits, parse_csv, parse_yaml
from asof.page.bounds import PageLimits, Variables, sheet_faults
from mistakes import findings, lay

AT_MOST = YamlLimits(size=40, depth=3, values=6, aliases=2)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1 #" + " " * 33 + "\n",
        "a: [[1]]\n",
        "a: [1, 2, 3, 4]\n",
        "a: &b 1\nc: [*b, *b]\n",
    ],
)
def test_a_file_that_just_fits_its_limits_is_read(text: str) -> None:
    assert parse_yaml(text, "x.yaml", AT_MOST)["a"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1 #" + " " * 34 + "\n", "41 characters; more than 40"),
        ("a: [[[1]]]\n", "more than 3 levels deep"),
        ("a: [1, 2, 3, 4, 5]\n", "more than 6 values"),
        ("a: &b 1\nc: [*b, *b, *b]\n", "repeat more than 2 values"),
    ],
)
def test_one_more_is_refused(text: str, told: str) -> None:
    with pytest.raises(AsofError, match=told):
        parse_yaml(text, "x.yaml", AT_MOST)


def test_a_table_that_just_fits_its_limits_is_read() -> None:
    rows = parse_csv("a,b\n1,2\n3,4\n", "t.csv", TableLimits(rows=2, columns=2))
    assert [row.cells for row in rows] == [("a", "b"), ("1", "2"), ("3", "4")]


def test_a_formula_that_just_fits_its_limit_is_read() -> None:
    text = "sum(a.*) - b.c"
    assert formula(text, most=2).text == text
    with pytest.raises(FormulaError, match="names more than 1 facts"):
        formula(text, most=1)


def test_a_formula_of_as_many_terms_as_are_usual_is_reckoned() -> None:
    long = " - ".join(f"a.b{n}" for n in range(TERMS))
    assert len(formula(long).keys([])) == TERMS


def test_each_limit_says_what_it_is_of() -> None:
    assert limits.described()["rows"] == (250_000, "rows of one table")
    own = {each.name for each in fields(Limits) if not each.metadata.get("aside")}
    assert set(limits.described()) == own


# ---- pages


def fitted(css: str, most: PageLimits) -> list[str]:
    """What is told of a sheet."""
    styles = Variables()
    styles.add(css, lambda words, line, column: Location("own.css", line, column))
    return [fault.message for fault in (*sheet_faults(css, most), *styles.faults(most))]


def test_a_sheet_that_just_fits_its_limits_is_set() -> None:
    most = PageLimits(css_depth=2, variables=2, variable_size=6)
    assert fitted(":root { --a: x;--b: var(--a) }", replace(most, variable_size=9)) == []
    assert fitted(":root { --a: x;--b: y;--c: z }", most) == [
        "the styles have more than 2 variables"
    ]
    assert fitted(":root { --a: xxxxxxx }", most) == ["'--a' stands for more than 6 characters"]
    assert fitted("p { width: calc(1mm + 1mm) }", most) == []
    assert fitted("p { width: calc(1mm + (1mm)) }", most) == [
        "more than 2 blocks or calls stand inside each other"
    ]


def test_variables_that_go_round_hide_no_other() -> None:
    doubled = "".join(f"--a{n}: var(--a{n - 1}) var(--a{n - 1});" for n in range(1, 40))
    css = f":root {{ --a0: x y; {doubled} }} p {{ --a0: var(--z) var(--z); --z: var(--a0) }}"
    assert fitted(css, PageLimits()) == ["'--a10' stands for more than 20,000 characters"]


@pytest.mark.parametrize("length", ["999999px", "-999999px", "0.001mm", "0", "1e3%"])
def test_a_length_that_paper_has_is_none_too_large(length: str) -> None:
    assert fitted(f"p {{ margin: {length} }}", PageLimits()) == []


def test_a_font_too_many_and_one_too_large_are_told(tmp_path: Path) -> None:
    lay(tmp_path)
    config = tmp_path / "asof.yaml"
    config.write_text(config.read_text() + "limits: {fonts: 1, font_size: 300000}\n")
    shipped = Path(package.__file__).parent / "theme/fonts"
    (tmp_path / "templates").mkdir()
    for name in ("SourceSerifPro-Regular.ttf", "SourceSerifPro-It.ttf"):
        shutil.copy(shipped / name, tmp_path / "templates" / name)
    face = "@font-face {{ font-family: Own; src: url({}) }}\n"
    css = face.format("SourceSerifPro-It.ttf") + face.format("SourceSerifPro-Regular.ttf")
    (tmp_path / "templates/own.css").write_text(css)
    (told,) = findings(tmp_path)
    assert str(told) == (
        "templates/own.css:2: error: the font 'templates/SourceSerifPro-Regular.ttf' is one more "
        "than the 1 that a page may bring\n"
        "  hint: use fewer, or raise 'fonts' of the limits in asof.yaml"
    )


def test_an_edition_that_takes_too_much_memory_is_told_where() -> None:
    assert str(out_of_memory(Location("data/briefings/note.yaml", 1, 1), 2_000)) == (
        "data/briefings/note.yaml:1:1: error: this edition takes more than 2,000 MB of memory\n"
        "  hint: make less of it, or raise 'memory' of the limits in asof.yaml"
    )
