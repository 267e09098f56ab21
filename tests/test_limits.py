"""How much of each thing is read, and that no more than that is refused."""

from __future__ import annotations

from dataclasses import fields

import pytest

from asof import limits
from asof.diagnostics import AsofError
from asof.ledger import FormulaError, formula
from asof.ledger.formulas import TERMS
from asof.limits import Limits
from asof.located import TableLimits, YamlLimits, parse_csv, parse_yaml

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
