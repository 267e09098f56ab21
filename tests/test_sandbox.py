"""No path leads from a text or a template to more than the edition, nor out of the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from asof.diagnostics import AsofError
from test_places import document

FACT = "port.sheds"
REACHES = [
    *(
        f"{FACT}.{name}"
        for name in (
            "view",
            "_view",
            "_session",
            "_phrase",
            "_current",
            "mark",
            "_like()",
            "at('2024').view",
            "history[0].view",
            "history[0]._view",
            "history._view",
            "claims._view",
            "previous._view",
            "change._change",
            "change._session",
            "change.rank",
            "change.text",
            "change.citations",
            "change.mark",
            "change.since.text",
            "change.__call__.__self__",
            "change(since='2023-01').view",
            "value._view",
            "counted._session",
            "on.view",
            "on.citations",
            "on.rank",
            "on.text",
            "source.citations",
            "label.view",
            "standing.view",
            "__class__",
            "__init__.__globals__",
            "at.__self__",
            "at.__func__.__globals__",
            "history.append(1)",
            "history.clear()",
            "history.__class__",
            "__dict__",
            "__slots__",
            "__getattribute__('_view')",
        )
    ),
    f"{FACT}['_view']",
    f"{FACT}['view']",
    f"{FACT} | attr('_view')",
    f"{FACT} | attr('view')",
    f"[{FACT}] | map(attribute='_view') | list",
    f"[{FACT}] | map(attribute='view.fact') | join",
    f"[{FACT}] | sum(attribute='view')",
    f"[{FACT}] | groupby('view')",
    f"[{FACT}] | groupby('_view') | map('first') | join",
    f"[{FACT}] | sort(attribute='_view') | join",
    f"[{FACT}] | unique(attribute='_view') | join",
    f"[{FACT}, {FACT}] | min(attribute='_view')",
    f"[[{FACT}]] | join",
    f"[{FACT}] ~ ''",
    f"'%s' | format([{FACT}])",
    f"'{{}}'.format([{FACT}])",
    f"[{FACT}] | e",
    "[each] | string",
    "each ~ ''",
    "'%s' | format(each)",
    "port ~ ''",
    "cycler(1) ~ ''",
    "cycler(1) | string",
    "joiner",
    "joiner ~ ''",
    "range | string",
    "namespace() ~ ''",
    "self ~ ''",
    "[cycler(1)] | string",
    "fact(1)",
    "fact([])",
    f"fact({FACT})",
    "fact()",
    "word()",
    "word(1)",
    "word('no_such_word')",
    f"[{FACT}] | selectattr('_view') | join",
    f"[{FACT}] | rejectattr('view.fact', 'none') | join",
    f"'%s' | format({FACT})",
    f"'{{0._view}}'.format({FACT})",
    f"'{{0.view.fact}}'.format({FACT})",
    f"'{{x._session}}'.format_map({{'x': {FACT}}})",
    f"{FACT} ~ ''",
    f"{FACT} | string",
    f"{FACT} | tojson",
    f"{FACT} | pprint",
    f"[{FACT}] | string",
    f"{FACT} | list",
    f"dict({FACT})",
    "port._session",
    "port._tree",
    "port._path",
    "port | attr('_tree')",
    "port['_session']",
    "port.__getattr__('_session')",
    "port",
    "fact",
    "fact.func",
    "fact.keywords",
    "fact.keywords.session",
    "fact.__call__.__self__",
    "fact('port.sheds')._view",
    "fact('port.sheds').view",
    "fact('port.sheds', session=1)",
    "facts",
    "facts.func",
    "facts.args",
    "facts('port.*')",
    "facts('port.*')[0]._view",
    "facts('port.*').append(1)",
    "facts('port.*') | map(attribute='_session') | list",
    "port | map(attribute='view') | list",
    "port | first | attr('_view')",
    "word",
    "word.__self__",
    "word.__func__",
    "each.pieces",
    "each._",
    "each.__class__",
    "each",
    "cycler.__init__.__globals__",
    "joiner.__init__.__globals__.os.environ",
    "namespace.__init__.__globals__",
    "range.__self__",
    "dict.__base__.__subclasses__()",
    "''.__class__.__mro__",
    "().__class__.__base__",
    "self",
    "self.__init__",
    "self._TemplateReference__context",
    "self | attr('_TemplateReference__context')",
    "lipsum",
    "lipsum.__globals__",
    "caller",
    "loop",
    "varargs",
    "environment",
    "ledger",
    "context",
    "edition.ledger",
    "edition.at",
    "briefing.pieces",
    "sections.__class__",
    "sources.session",
    "legend.make",
    "figure_notes.make.args",
    "edition.span.session",
    "form.__class__",
    "config",
    "open('/etc/passwd')",
    "workspace",
]


@pytest.mark.parametrize("reach", REACHES)
def test_a_text_reaches_no_more_than_the_edition(tmp_path: Path, reach: str) -> None:
    with pytest.raises(AsofError) as told:
        document(tmp_path, "{{ " + reach + " }}")
    assert {f.rule for f in told.value.findings} == {"template"}


@pytest.mark.parametrize("reach", REACHES)
def test_a_template_reaches_no_more_than_the_edition(tmp_path: Path, reach: str) -> None:
    with pytest.raises(AsofError) as told:
        document(tmp_path, "x", "{{ " + reach + " }}")
    assert {f.rule for f in told.value.findings} == {"template"}


NAMED = ["/etc/passwd", "../asof.yaml", "data/sources.yaml", "../data/sources.yaml", "charts/a.py"]


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("tag", ["include '{}'", "import '{}' as x", "from '{}' import x"])
def test_a_template_brings_in_templates_alone(tmp_path: Path, tag: str, name: str) -> None:
    with pytest.raises(AsofError):
        document(tmp_path / "port", "x", "{% " + tag.format(name) + " %}")


@pytest.mark.parametrize("name", NAMED)
def test_a_text_brings_in_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(AsofError):
        document(tmp_path / "port", "{% include '" + name + "' %}")


LATER = """\
sheds:
  label: {en: sheds, fr: hangars}
  fixed: true
  observations:
    - {value: "6", on: 2024-01-02, source: log#p9}
    - {value: "8", on: 2024-06-01, reported: 2024-12-01, source: log2#p9}
    - {value: "9", on: 2024-06-01, reported: 2024-12-02, status: claim, by: X, source: log2#p9}
"""
ASKED = ["at('2024-12')", "at('2030-01-01')", "history[-1]", "history[1]", "previous", "claims[0]"]
CHANGES = ["change", "change.in_words", "change(since='2023-01')"]


@pytest.mark.parametrize("asked", ["value", *ASKED])
def test_no_value_is_reached_that_the_edition_does_not_know(tmp_path: Path, asked: str) -> None:
    made = document(tmp_path, "{{ port.sheds." + asked + " }}", facts=LATER)
    assert [p.text for p in made.prints if p.key == "port.sheds"] in ([], ["6"])
    assert not {"8", "9"} & set("".join(made.tree.itertext()).split())


@pytest.mark.parametrize("asked", CHANGES)
def test_no_change_tells_of_a_value_that_the_edition_does_not_know(
    tmp_path: Path, asked: str
) -> None:
    made = document(tmp_path, "{{ port.sheds." + asked + " }}", facts=LATER)
    assert [p.text for p in made.prints if p.part == "change"] == ["First reported"]
