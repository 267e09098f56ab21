"""Several facts in a text or a template: those of a group, of a pattern, of a tag."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jinja2 import Environment, meta, nodes

from asof.cli import main
from asof.data.keys import FIRST
from asof.diagnostics import AsofError
from harbour import harbour
from test_places import document

THEME = Path(__file__).parents[1] / "src/asof/theme"
QUAYS = """\
{one}:
  label: {{en: Ships, fr: Navires}}
  tags: [counted]
  fixed: true
  observations: [{{value: "{n}", on: 2024-01-02, source: log}}]
"""
FACTS = "".join(QUAYS.format(one=one, n=n) for one, n in (("east", 7), ("north", 12), ("west", 3)))
EACH = "{% for f in WHAT %}{{ f.label }} {{ f }}{{ '.' if loop.last else ', ' }}{% endfor %}"


def said(root: Path, text: str, template: str = "", facts: str = FACTS) -> str:
    """What a page says of a text or of a template's words, without its marks."""
    tree: Any = document(root, text, template, facts=facts).tree
    found = [" ".join("".join(e.itertext()).split()) for e in tree.iter("p")]
    return next(words for words in found if "Ships" in words)


@pytest.mark.parametrize("what", ["port", "facts('port.*')", "facts(tag='counted')"])
def test_facts_are_looped_over_and_told_apart(tmp_path: Path, what: str) -> None:
    words = "Ships: east 7 [1], Ships: north 12 [1], Ships: west 3 [1]."
    assert said(tmp_path / "text", EACH.replace("WHAT", what)) == words
    assert said(tmp_path / "template", "x", EACH.replace("WHAT", what)) == words


def test_a_loop_chooses_orders_and_leads_to_other_facts(tmp_path: Path) -> None:
    chosen = "{% for f in port if f > 5 %}{{ f.label }} {% endfor %}."
    assert said(tmp_path / "chosen", chosen) == "Ships: east Ships: north ."
    ordered = "{% for f in port|sort(reverse=true) %}{{ f.label }}, {% endfor %}."
    assert said(tmp_path / "ordered", ordered) == "Ships: north, Ships: east, Ships: west, ."
    beside = "Ships{% for f in port %} {{ fact('port.' ~ f.name) }}{% endfor %}."
    assert said(tmp_path / "beside", beside) == "Ships 7 12 3 [1]."


def test_a_fact_that_joins_a_group_prints_the_page_anew(tmp_path: Path) -> None:
    text = json.dumps({"en": EACH.replace("WHAT", "port"), "fr": EACH.replace("WHAT", "port")})
    note = f"title: Note\nas_of: 2024-09-01\nbody: [{{text: {text}}}]\n"
    root = harbour(tmp_path, note=note, facts=FACTS)
    run = ["--workspace", str(root), "build", "--lang", "en", "--json"]
    told = [json.loads(CliRunner().invoke(main, run).stdout)["editions"][0] for _ in range(2)]
    assert [each["reused"] for each in told] == [False, True]
    joined = QUAYS.format(one="south", n=9)
    (root / "data/facts/port.yaml").write_text(FACTS + joined, encoding="utf-8")
    assert json.loads(CliRunner().invoke(main, run).stdout)["editions"][0]["reused"] is False


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("facts('prot.*')", "no fact matches 'prot.*'\n  hint: did you mean 'port.*'?"),
        ("facts(tag='count')", "no fact has the tag 'count'"),
        (
            "facts()",
            """facts are named by a pattern or by a tag
  hint: write facts("cases.*") or facts(tag="mission")""",
        ),
    ],
)
def test_facts_that_are_not_there_are_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(AsofError) as problem:
        document(tmp_path, "{% for f in " + text + " %}{{ f }}{% endfor %}", facts=FACTS)
    (finding,) = problem.value.findings
    assert str(finding).split("error: ")[1] == told


def test_no_key_begins_like_a_name_that_the_theme_sees() -> None:
    """A file of facts of such a name could not be reached from a template."""
    trees = [Environment(autoescape=True).parse(p.read_text("utf-8")) for p in THEME.glob("*.html")]
    seen = {name for tree in trees for name in meta.find_undeclared_variables(tree)}
    own = {name.name for tree in trees for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    assert {"edition", "brand"} <= seen
    assert seen - own - FIRST == set()
