"""The editions of a day in two languages: the same facts in one order, each naming its twin."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from asof.cli import main
from asof.pdf.proof.text_check import pdf_text

FILES = {
    "asof.yaml": """\
title: {en: Port notes, fr: Notes du port}
languages: [en-CA, fr-CA]
timezone: America/Toronto
publisher: {en: Port office, fr: Bureau du port}
""",
    "data/sources.yaml": """\
log: {title: {en: Log, fr: Journal}, publisher: {en: Harbour, fr: Port}, published: 2021-01-18}
""",
    "data/facts/port.yaml": """\
ships:
  label: {en: ships in port, fr: navires au port}
  unit: {en: ships, fr: navires}
  fixed: true
  observations:
    - {value: about 80, on: 2021-01-04, source: log}
    - {value: about 100, on: 2021-01-18, source: log}
berths:
  label: {en: berths, fr: postes}
  fixed: true
  observations:
    - {value: 12, on: 2021-01-18, source: log, by: {en: the master, fr: le capitaine}}
""",
    "data/briefings/note.yaml": """\
title: {en: The port, fr: Le port}
as_of: 2021-01-18
body:
  - heading: {en: Background, fr: Contexte}
  - points:
      - en: "There are {{ port.ships.counted }} at {{ port.berths }} berths."
        fr: "Il y a {{ port.ships.counted }} à {{ port.berths }} postes."
  - heading: {en: Facts, fr: Faits}
  - table: {rows: port.*, columns: [label, value, on, by]}
  - heading: {en: Context, fr: Contexte}
  - text: {en: The port is open., fr: Le port est ouvert.}
""",
}
NOTE, FACTS = "data/briefings/note.yaml", "data/facts/port.yaml"


class Port:
    """A workspace in two languages, and the commands in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, ["--workspace", str(self.root), *words])

    def issue(self, *words: str) -> None:
        result = self.run("issue", "note", "--approved-by", "A. Editor", *words)
        assert result.exit_code == 0, result.stderr

    def at(self, name: str, words: str) -> str:
        """The place of words in a file, as findings tell it."""
        before = (self.root / name).read_text("utf-8").partition(words)[0]
        return f"{name}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"

    def told(self, rule: str = "translation", *words: str) -> list[str]:
        """What `asof check` finds of translations: severity, place and message."""
        found = json.loads(self.run("check", "--json", *words).stdout)["findings"]
        return [
            f"{f['path']}:{f['line']}:{f['column']}: {f['severity']}: {f['message']}"
            for f in found
            if rule in f["rule"]
        ]


@pytest.fixture
def port(tmp_path: Path) -> Port:
    return Port(tmp_path)


# ---- the same facts, in one order

TEMPLATE = """\
{% extends "theme/note.html" %}
{% block body %}{{ super() }}<p>PLACE</p>{% endblock %}
"""


def own(port: Port, words: str) -> None:
    """Give the note a template of its own that prints some words."""
    port.write("templates/own.html", TEMPLATE.replace("PLACE", words))
    port.change(NOTE, "as_of:", "template: own.html\nas_of:")


def test_twins_that_print_the_same_are_not_told(port: Port) -> None:
    own(port, "{{ port.ships }} {{ port.berths.on }}")
    assert port.told() == []


def test_a_text_that_prints_a_fact_of_another_day(port: Port) -> None:
    port.change(NOTE, 'fr: "Il y a {{ port.ships.c', 'fr: "Il y a {{ port.ships.at("2021-01-04").c')
    port.change(NOTE, '"Il y a', "'Il y a")
    port.change(NOTE, 'postes."', "postes.'")
    assert port.told() == [
        f"{NOTE}:7:13: error: prints 'port.ships' as about 80 for 'fr', and as about 100 for 'en'"
    ]


def test_a_text_that_is_empty_in_one_language(port: Port) -> None:
    port.change(NOTE, 'fr: "Il y a', 'fr: "{% if port.ships > 500 %}Il y a')
    port.change(NOTE, 'postes."', 'postes.{% endif %}"')
    assert port.told() == [
        port.at(NOTE, "{{ port.ships") + ": error: prints 'port.ships' for 'en' and not for 'fr'",
        port.at(NOTE, "{{ port.berths") + ": error: prints 'port.berths' for 'en' and not for 'fr'",
    ]


def test_a_template_that_prints_a_fact_in_one_language_alone(port: Port) -> None:
    own(port, '{% if edition.short == "fr" %}{{ port.ships.on }}{% endif %}')
    assert port.told() == [
        "templates/own.html:2:0: error: prints 'port.ships.on' for 'fr' and not for 'en'"
    ]


def test_a_template_that_prints_facts_in_another_order(port: Port) -> None:
    both = "{{ port.ships }} {{ port.berths }}"
    turned = "{{ port.berths }} {{ port.ships }}"
    own(port, f'{{% if edition.short == "fr" %}}{turned}{{% else %}}{both}{{% endif %}}')
    assert port.told() == [
        (
            "templates/own.html:2:0: warning: prints 'port.berths' for 'fr' in another place than"
            " for 'en'"
        )
    ]


CHART = """\
from asof.charts import chart, steps

@chart(caption={"en": "Ships and berths", "fr": "Navires et postes"})
def port(axes, edition):
    steps(axes, edition["port.ships" if edition.language.short == "en" else "port.berths"])
"""


def test_a_chart_that_shows_another_fact_in_each_language(port: Port) -> None:
    port.write("charts/port.py", CHART)
    port.change(NOTE, "  - heading: {en: Context", "  - chart: port\n  - heading: {en: Context")
    assert port.told() == [
        f"{NOTE}:10:5: error: prints 'port.berths' for 'fr' and not for 'en'",
        f"{NOTE}:10:5: error: prints 'port.ships' for 'en' and not for 'fr'",
    ]


# ---- each names its twin


def page(port: Port, name: str) -> str:
    return " ".join(pdf_text((port.root / "build/2021-01-18" / name).read_bytes()).split())


def test_each_edition_says_in_the_other_language_where_its_twin_is(port: Port) -> None:
    assert port.run("build").exit_code == 0
    port.issue()
    for end in ("", ".r1"):
        english, french = page(port, f"note.en{end}.pdf"), page(port, f"note.fr{end}.pdf")
        assert f"Aussi en français : note.fr{end}.pdf" in english
        assert f"Also in English: note.en{end}.pdf" in french
        assert "Also in English" not in english
        assert "Aussi en français" not in french


def test_an_edition_of_one_language_names_no_twin(port: Port) -> None:
    port.change("asof.yaml", "[en-CA, fr-CA]", "[en-CA]")
    for name in FILES:
        text = (port.root / name).read_text("utf-8")
        port.write(name, re.sub(r", fr: [^,}]*|\n +fr: .*", "", text))
    assert port.run("build").exit_code == 0
    assert "Aussi" not in page(port, "note.en.pdf")


# ---- an older translation

OLDER = (
    "warning: the text for '{}' is older than the one for '{}', which has changed since the edition"
    " of 2021-01-18"
)
FR_IS_OLDER, EN_IS_OLDER = OLDER.format("fr", "en"), OLDER.format("en", "fr")


def test_nothing_is_older_before_anything_was_issued(port: Port) -> None:
    port.change(NOTE, "The port is open.", "The port is closed.")
    assert port.told() == []


def test_a_text_that_was_changed_in_one_language_alone(port: Port) -> None:
    port.issue()
    assert port.told() == []
    port.change(NOTE, "The port is open.", "The port is closed.")
    assert port.told() == [f"{port.at(NOTE, 'Le port est')}: {FR_IS_OLDER}"]
    port.change(NOTE, "ouvert", "fermé")
    assert port.told() == []
    port.change(NOTE, "at {{ port.b", "beside {{ port.b")
    assert port.told() == [port.at(NOTE, '"Il y a') + f": {FR_IS_OLDER}"]


def test_the_first_language_can_be_the_older_one(port: Port) -> None:
    port.issue()
    port.change(NOTE, "Le port est ouvert.", "Le port est fermé.")
    assert port.told() == [f"{port.at(NOTE, 'The port is')}: {EN_IS_OLDER}"]


def test_what_is_new_in_both_languages_or_only_moved_is_not_older(port: Port) -> None:
    port.issue()
    new = "  - text: {en: It is cold., fr: Il fait froid.}\n"
    port.change(NOTE, "  - heading: {en: Background", f"{new}  - heading: {{en: Background")
    assert port.told() == []


def test_words_that_several_texts_share_count_once_for_each(port: Port) -> None:
    port.issue()
    port.change(NOTE, "en: Context", "en: Situation")
    assert port.told() == [f"{port.at(NOTE, 'Contexte}' + chr(10) + '  - text')}: {FR_IS_OLDER}"]
    port.change(NOTE, "en: Situation", "en: Context")
    new = "  - heading: {en: Setting, fr: Contexte}\n  - text: {en: A., fr: Un.}\n"
    port.change(NOTE, "  - heading: {en: Background", f"{new}  - heading: {{en: Background")
    assert port.told() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "french"),
    [
        ("asof.yaml", "Port office", "Office of the port", "Bureau du port"),
        (FACTS, "ships in port", "ships at the quay", "navires au port"),
        (FACTS, "the master", "the captain", "le capitaine"),
        ("data/sources.yaml", "en: Log", "en: Book", "Journal"),
    ],
)
def test_the_words_of_facts_sources_and_the_workspace_grow_old_too(
    port: Port, name: str, old: str, new: str, french: str
) -> None:
    port.issue()
    port.change(name, old, new)
    assert port.told("older") == [f"{port.at(name, french)}: {FR_IS_OLDER}"]


CORRECTED = ("--correction", "en=A slip.", "--correction", "fr=Une coquille.")


def test_a_release_confirms_a_translation_and_its_reason_is_given(port: Port) -> None:
    port.issue()
    port.change(NOTE, "The port is open.", "The port is open!")
    refused = port.run("issue", "note", "--approved-by", "A. Editor")
    assert refused.exit_code == 1
    assert FR_IS_OLDER in refused.stderr
    assert "hint: translate what changed, or allow it with the reason why" in refused.stderr
    reason = "{en: A slip was mended., fr: Une coquille a été corrigée.}"
    allowed = f"allow:\n  - {{rule: older-translation, reason: {reason}, until: 2021-12-31}}\n"
    port.change(NOTE, "body:", f"{allowed}body:")
    assert port.told() == []
    port.issue(*CORRECTED)
    port.change(NOTE, allowed, "")
    assert port.told() == []


def test_the_last_release_in_both_languages_counts(port: Port) -> None:
    port.issue()
    port.change(NOTE, "The port is open.", "The port is closed.")
    port.issue("--lang", "en", *CORRECTED[:2])
    assert port.told() == [f"{port.at(NOTE, 'Le port est')}: {FR_IS_OLDER}"]
    refused = port.run("issue", "note", "--approved-by", "A. Editor", "--lang", "fr")
    assert refused.exit_code == 1
    assert FR_IS_OLDER in refused.stderr


def test_a_record_that_was_altered_tells_nothing_of_texts(port: Port) -> None:
    port.issue()
    port.change(NOTE, "The port is open.", "The port is closed.")
    (record,) = (port.root / "data/issued").rglob("note.fr.*.json")
    record.write_text(record.read_text("utf-8").replace('"inputs"', '"output"'), "utf-8")
    assert port.told() == []
    assert len(port.told("altered-record")) == 1


# ---- no text of the other language stands in for one that is missing

WHOLE = {
    "asof.yaml": """\
title: {en: Works notes, fr: Notes des travaux}
languages: [en-CA, fr-CA]
timezone: UTC
publisher: {en: Works office, fr: Bureau des travaux}
contact: {en: Works desk, fr: Guichet des travaux}
marking: {en: For staff, fr: Pour le personnel}
""",
    "data/sources.yaml": """\
log:
  title: {en: Daybook, fr: Journal}
  publisher: {en: Foremen, fr: Chefs}
  author: {en: The clerk, fr: Le commis}
  published: 2021-01/2021-02
  taken_as: 2021-01-18
  note: {en: Read in January., fr: Lu en janvier.}
""",
    "data/facts/mains.yaml": """\
crew:
  label: {en: hands, fr: bras}
  counts: {en: diggers only, fr: terrassiers seulement}
  unit: {en: {one: hand, other: hands}, fr: {one: bras, other: bras}}
  fixed: true
  observations:
    - {value: 7, on: 2021-01-18, source: log, by: {en: the boss, fr: le patron}}
state:
  label: {en: condition, fr: condition}
  type: text
  fixed: true
  observations:
    - {value: {en: sound, fr: solide}, on: 2021-01-18, source: log}
depth:
  label: {en: depth below, fr: profondeur}
  type: number
  fixed: true
  observations:
    - {value: not public, on: 2021-01-18, source: log, reason: {en: kept back, fr: non diffusé}}
""",
    "data/briefings/note.yaml": """\
title: {en: The mains, fr: Les conduites}
as_of: 2021-01-18
question: {en: Are they whole?, fr: Sont-elles entières?}
section: {en: Waterworks, fr: Aqueduc}
reference: {en: File seven, fr: Dossier sept}
owner: {en: The warden, fr: Le gardien}
principals:
  - {en: The overseer, fr: Le surveillant}
contact: {en: Ask us, fr: Demandez-nous}
next_update: {en: In spring, fr: Au printemps}
marking: {en: For crews, fr: Pour les équipes}
allow:
  - {rule: stale-fact, reason: {en: Snow lay., fr: Il neigeait.}, until: 2021-01-20}
body:
  - heading: {en: Messages, fr: Mots}
  - subheading: {en: First, fr: Un}
  - points:
      - en: "{{ mains.crew }} dig, {{ mains.crew.by }} says."
        fr: "{{ mains.crew }} creusent, dit {{ mains.crew.by }}."
        otherwise: {en: Nobody digs., fr: Personne ne creuse.}
        points:
          - {en: Deep., fr: Profond.}
  - pressed:
      on: {en: leaks, fr: les fuites}
      points:
        - {en: None known., fr: Aucune connue.}
  - text: {en: All is well., fr: Tout va bien.}
  - table:
      rows: mains.crew
      columns: [label, value, counts]
      caption: {en: Who digs, fr: Qui creuse}
  - facts: mains.state
  - withheld: mains.depth
  - image:
      file: images/trench.svg
      alt: {en: A trench, fr: Une tranchée}
      caption: {en: The trench, fr: La tranchée}
  - chart: crew
""",
    "images/trench.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 1"/>',
    "charts/crew.py": """\
from asof.charts import chart, steps

@chart(caption={"en": "Hands", "fr": "Bras"})
def crew(axes, edition):
    steps(axes, edition["mains.crew"])
""",
}
ENGLISH_ALONE = re.compile(r', "?fr"?: (?:\{[^}]*\}|[^}\n]*)(?=\})|^ +fr: .*\n', re.MULTILINE)
LACKING = [
    (n, m.group().strip(), m.span()) for n in WHOLE for m in ENGLISH_ALONE.finditer(WHOLE[n])
]
UNPRINTED = (
    "Notes des travaux",
    "Guichet",
    "Pour le personnel",
    "Personne ne creuse",
    "Il neigeait",
)


@pytest.mark.parametrize(("name", "french", "span"), LACKING, ids=[each[1] for each in LACKING])
def test_a_text_without_french_is_an_error_and_its_english_never_stands_in(
    port: Port, name: str, french: str, span: tuple[int, int]
) -> None:
    for each, words in WHOLE.items():
        port.write(each, words)
    port.write(name, WHOLE[name][: span[0]] + WHOLE[name][span[1] :])
    if name != "charts/crew.py":
        port.change(NOTE, "  - chart: crew\n", "")  # no chart is drawn that says nothing here
    lacking = [f for f in port.told("") if re.search("no (text|unit|caption)|caption in", f)]
    assert [f for f in lacking if f.startswith(f"{name}:") and ": error: " in f], lacking
    built = port.run("build", "--lang", "fr")
    assert (built.exit_code == 0) == any(words in french for words in UNPRINTED), built.stderr


def test_a_workspace_with_every_text_in_both_languages_is_whole(port: Port) -> None:
    for each, words in WHOLE.items():
        port.write(each, words)
    assert len(LACKING) > 36
    assert [f for f in port.told("") if ": error: " in f] == []
    assert port.run("build").exit_code == 0
