"""Every sentence that says why a fact reads as it does, in each language that has them."""

from __future__ import annotations

import re
from dataclasses import replace
from string import Formatter

import pytest

from asof.compare.explanations import Verdicts
from asof.dates import duration
from asof.language import grammars, language
from asof.ledger import Fact, Frequency, Observation, ObservationState, ValueKind
from asof.text import plain_text
from ledgers import edition, fact, line, total

JANUARY, FEBRUARY, MARCH = "2020-01-01", "2020-02-01", "2020-03-01"


def claimed(by: str = "") -> Observation:
    made = line("900", JANUARY, told=JANUARY, by="Gazette", status="claim")
    return replace(made, by=plain_text(by) if by else None)


def assumed(written: str, on: str, told: str) -> Observation:
    made = line(written, on, told=told, by="Coast")
    return replace(made, true=replace(made.true, assumed=True))


def expected(how_often: Frequency, key: str = "troops.iraq") -> Fact:
    made = line("600", JANUARY, told=JANUARY)
    return fact(made, key=key, expected=how_often, review_in="2 weeks")


def regions(number: int) -> list[Fact]:
    parts = [expected(Frequency.DAILY, f"troops.{chr(97 + n)}") for n in range(number)]
    return [total(" + ".join(each.key for each in parts)), *parts]


FACTS: dict[str, list[Fact]] = {
    "only": [fact(line("600", JANUARY, told=JANUARY))],
    "last": [
        fact(
            line("in the hundreds", "2019-12", told=JANUARY),
            line("600", FEBRUARY, told=FEBRUARY),
            review_in="1 year",
        )
    ],
    "preferred": [
        fact(
            line("600", JANUARY, told=JANUARY),
            line("700", JANUARY, told=JANUARY, by="UN", prefer="they counted"),
            fixed=True,
        )
    ],
    "agreeing": [
        fact(
            line("about 600", JANUARY, told=JANUARY),
            line("600", JANUARY, told=JANUARY, by="NATO"),
            line("600", JANUARY, told=FEBRUARY, by="UN"),
            line("not public", JANUARY, told=FEBRUARY, by="Coast"),
            fixed=True,
        )
    ],
    "disputed": [
        fact(
            line("600", JANUARY, told=JANUARY),
            line("700", JANUARY, told=JANUARY, by="UN"),
            line("more than 800", JANUARY, told=JANUARY, by="NATO"),
            line("not public", JANUARY, told=JANUARY, by="Coast"),
            fixed=True,
        )
    ],
    "revised": [
        fact(
            line("500", JANUARY, told=JANUARY),
            line("600", JANUARY, told=FEBRUARY, status="revised"),
            fixed=True,
        )
    ],
    "repeated": [
        fact(
            line("600", JANUARY, told=JANUARY),
            line("600", JANUARY, told=FEBRUARY),
            line("700", told=FEBRUARY, by="UN"),
            assumed("800", JANUARY, FEBRUARY),
            fixed=True,
        )
    ],
    "corrected": [
        fact(
            line("500", JANUARY, told=JANUARY),
            line("600", JANUARY, told=FEBRUARY),
            fixed=True,
        )
    ],
    "retracted": [
        fact(
            line("500", JANUARY, told=JANUARY),
            line(None, JANUARY, told=FEBRUARY, retracts="a slip"),
        )
    ],
    "claims": [fact(claimed(), claimed("media reports"))],
    "to come": [
        fact(
            line("600", JANUARY, told=JANUARY),
            line("700", "2020-03", told=FEBRUARY, by="UN"),
            line("800", "2020-12-24", told=FEBRUARY, by="NATO"),
            line("900", FEBRUARY, told="2020-04-01"),
            line("1000", "2020-02/2020-04", told=FEBRUARY, by="Coast"),
            fixed=True,
        )
    ],
    "computed": [
        total("troops.iraq + troops.syria"),
        fact(line("600", JANUARY, told=JANUARY)),
        fact(line("200", JANUARY, told=FEBRUARY), key="troops.syria"),
    ],
    "unknown part": [
        total("troops.iraq + troops.syria"),
        fact(line("600", "2021", told=JANUARY)),
        fact(line("200", JANUARY, told=FEBRUARY), key="troops.syria"),
    ],
    "withheld": [fact(line("not public", JANUARY, told=JANUARY), fixed=True)],
    "withheld for long": [
        fact(line("not public", JANUARY, told=JANUARY, reason="safety"), review_in="1 month")
    ],
    "lapsed": [fact(line("600", JANUARY, told=JANUARY, until=FEBRUARY))],
    "stale": [fact(line("600", JANUARY, told=JANUARY), review_in="2 weeks")],
    "daily": [expected(Frequency.DAILY)],
    "weekly": [expected(Frequency.WEEKLY)],
    "monthly": [expected(Frequency.MONTHLY)],
    "quarterly": [expected(Frequency.QUARTERLY)],
    "yearly": [expected(Frequency.YEARLY)],
    "total": regions(7),
}
"""A fact for each case, and after it those that it is computed from."""
DAYS = {"quarterly": "2020-05-01", "yearly": "2021-03-01"}
"""The day of the edition, where it is not the first of March."""

SAID: dict[str, list[tuple[str, str]]] = {
    "only": [
        (
            "the value: the only one known",
            "valeur retenue~: la seule qui soit connue",
        ),
        (
            "current: last reported 2020-01-01, to be confirmed every 90 days",
            "à jour~: dernière communication le 1er~janvier~2020, valable 90~jours",
        ),
    ],
    "last": [
        (
            "superseded: began earlier, 2019-12, before '600' (2020-02-01)",
            (
                "remplacée~: sa prise d’effet (décembre~2019) précède celle de «~600~» "
                "(1er~février~2020)"
            ),
        ),
        (
            "the value: began last of those known",
            "valeur retenue~: la dernière à avoir pris effet parmi celles qui sont connues",
        ),
        (
            "current: last reported 2020-02-01, to be confirmed every 1 year",
            "à jour~: dernière communication le 1er~février~2020, valable 1~an",
        ),
    ],
    "preferred": [
        (
            "set aside: '700' is preferred",
            "écartée~: «~700~» lui est préféré",
        ),
        (
            "the value: preferred, because they counted",
            "valeur retenue, préférée aux autres pour le motif suivant~: they counted",
        ),
        (
            "current: it does not age",
            "à jour~: ne se périme pas",
        ),
    ],
    "agreeing": [
        (
            "less exact than '600', which it agrees with",
            "moins précise que «~600~», avec laquelle elle concorde",
        ),
        (
            "agrees with '600'",
            "concorde avec «~600~»",
        ),
        (
            "says nothing against '600'",
            "ne contredit pas «~600~»",
        ),
        (
            "the value: the most exact of those that agree",
            "valeur retenue~: la plus précise de celles qui concordent",
        ),
        (
            "current: it does not age",
            "à jour~: ne se périme pas",
        ),
    ],
    "disputed": [
        (
            (
                "disputed: no one value satisfies it and 'more than 800' (nato-2020-01-01) and "
                "'700' (un-2020-01-01)"
            ),
            (
                "contestée~: aucune valeur n’est compatible à la fois avec celle-ci et avec "
                "«~plus~de~800~» (nato-2020-01-01) et «~700~» (un-2020-01-01)"
            ),
        ),
        (
            "stands beside a dispute that it does not settle",
            "s’ajoute à une contestation qu’elle ne tranche pas",
        ),
        (
            (
                "disputed: no one value satisfies it and '600' (caf-2020-01-01) and '700' "
                "(un-2020-01-01)"
            ),
            (
                "contestée~: aucune valeur n’est compatible à la fois avec celle-ci et avec "
                "«~600~» (caf-2020-01-01) et «~700~» (un-2020-01-01)"
            ),
        ),
        (
            (
                "disputed: no one value satisfies it and '600' (caf-2020-01-01) and 'more than "
                "800' (nato-2020-01-01)"
            ),
            (
                "contestée~: aucune valeur n’est compatible à la fois avec celle-ci et avec "
                "«~600~» (caf-2020-01-01) et «~plus~de~800~» (nato-2020-01-01)"
            ),
        ),
        (
            "disputed: 3 values that no one value satisfies",
            "contesté~: 3 valeurs qu’aucune valeur unique ne concilie",
        ),
    ],
    "revised": [
        (
            "superseded: revised by '600', reported 2020-02-01",
            "remplacée~: révisée par «~600~», communiqué le 1er~février~2020",
        ),
        (
            "the value: began last of those known",
            "valeur retenue~: la dernière à avoir pris effet parmi celles qui sont connues",
        ),
        (
            "current: it does not age",
            "à jour~: ne se périme pas",
        ),
    ],
    "repeated": [
        (
            "superseded: repeated by '600', reported 2020-02-01",
            "remplacée~: «~600~» a été communiqué de nouveau le 1er~février~2020",
        ),
        (
            "the value: began last of those known",
            "valeur retenue~: la dernière à avoir pris effet parmi celles qui sont connues",
        ),
        (
            "superseded: its date is assumed, that of '600' is stated",
            "remplacée~: sa date est présumée, celle de «~600~» est indiquée",
        ),
        (
            "superseded: its date is inferred, that of '600' is stated",
            "remplacée~: sa date est déduite, celle de «~600~» est indiquée",
        ),
        (
            "current: it does not age",
            "à jour~: ne se périme pas",
        ),
    ],
    "corrected": [
        (
            "corrected by '600', reported 2020-02-01",
            "corrigée par «~600~», communiqué le 1er~février~2020",
        ),
        (
            "the value: began last of those known",
            "valeur retenue~: la dernière à avoir pris effet parmi celles qui sont connues",
        ),
        (
            "current: it does not age",
            "à jour~: ne se périme pas",
        ),
    ],
    "retracted": [
        (
            "taken back: a slip, reported 2020-02-01",
            "retirée par une communication du 1er~février~2020, pour le motif suivant~: a slip",
        ),
        (
            "takes back what CAF said: a slip",
            "retire ce que CAF avait communiqué, pour le motif suivant~: a slip",
        ),
        (
            "unknown: nothing known by 2020-03-01 had begun by 2020-03-01",
            (
                "non connu~: rien de ce qui était connu le 1er~mars~2020 n’avait pris effet le "
                "1er~mars~2020"
            ),
        ),
    ],
    "claims": [
        (
            "claim: never the value",
            "affirmation~: jamais retenue comme valeur",
        ),
        (
            "claim of media reports: never the value",
            "affirmation de media reports~: jamais retenue comme valeur",
        ),
        (
            "unknown: nothing known by 2020-03-01 had begun by 2020-03-01",
            (
                "non connu~: rien de ce qui était connu le 1er~mars~2020 n’avait pris effet le "
                "1er~mars~2020"
            ),
        ),
    ],
    "to come": [
        (
            "superseded: began earlier, 2020-01-01, before '700' (2020-03)",
            "remplacée~: sa prise d’effet (1er~janvier~2020) précède celle de «~700~» (mars~2020)",
        ),
        (
            "not known yet: reported 2020-04-01",
            "pas encore connue~: communiquée le 1er~avril~2020",
        ),
        (
            "the value: began last of those known",
            "valeur retenue~: la dernière à avoir pris effet parmi celles qui sont connues",
        ),
        (
            "possible: begins between 2020-02-01 and 2020-04-30",
            "possible~: prend effet entre le 1er~février~2020 et le 30~avril~2020",
        ),
        (
            "not begun yet: begins 2020-12-24",
            "à venir~: sa date de prise d’effet est postérieure (24~décembre~2020)",
        ),
        (
            "current: it does not age",
            "à jour~: ne se périme pas",
        ),
    ],
    "computed": [
        (
            "the value: computed as troops.iraq + troops.syria",
            "valeur retenue~: calculée selon la formule troops.iraq + troops.syria",
        ),
        (
            "current: last reported 2020-01-01, to be confirmed every 90 days",
            "à jour~: dernière communication le 1er~janvier~2020, valable 90~jours",
        ),
    ],
    "unknown part": [
        (
            "unknown: so is troops.iraq",
            "non connu, tout comme troops.iraq",
        ),
    ],
    "withheld": [
        (
            "the value: the only one known",
            "valeur retenue~: la seule qui soit connue",
        ),
        (
            "withheld by CAF",
            "non communiqué par CAF",
        ),
    ],
    "withheld for long": [
        (
            "the value: the only one known",
            "valeur retenue~: la seule qui soit connue",
        ),
        (
            (
                "withheld by CAF: safety; stale: last reported 2020-01-01, to be confirmed every 1 "
                "month"
            ),
            (
                "non communiqué par CAF, pour le motif suivant~: safety; à reconfirmer~: dernière "
                "communication le 1er~janvier~2020, valable 1~mois"
            ),
        ),
    ],
    "lapsed": [
        (
            "the value: the only one known",
            "valeur retenue~: la seule qui soit connue",
        ),
        (
            "lapsed: ended 2020-02-01, and nothing later is known",
            "échu~: a pris fin le 1er~février~2020, et rien de plus récent n’est connu",
        ),
    ],
    "stale": [
        (
            "the value: the only one known",
            "valeur retenue~: la seule qui soit connue",
        ),
        (
            "stale: last reported 2020-01-01, to be confirmed every 2 weeks",
            "à reconfirmer~: dernière communication le 1er~janvier~2020, valable 2~semaines",
        ),
    ],
    "daily": [
        (
            "the value: the only one known",
            "valeur retenue~: la seule qui soit connue",
        ),
        (
            "stale: has no report of 2020-03-01: the last is of 2020-01-01",
            (
                "à reconfirmer~: il manque la communication du 1er~mars~2020 (la dernière porte "
                "sur le 1er~janvier~2020)"
            ),
        ),
    ],
    "weekly": [
        (
            "the value: the only one known",
            "valeur retenue~: la seule qui soit connue",
        ),
        (
            "stale: has no report of the week to 2020-03-01: the last is of 2020-01-01",
            (
                "à reconfirmer~: il manque la communication de la semaine terminée le "
                "1er~mars~2020 (la dernière porte sur le 1er~janvier~2020)"
            ),
        ),
    ],
    "monthly": [
        (
            "the value: the only one known",
            "valeur retenue~: la seule qui soit connue",
        ),
        (
            "stale: has no report of the month to 2020-03-01: the last is of 2020-01-01",
            (
                "à reconfirmer~: il manque la communication du mois terminé le 1er~mars~2020 (la "
                "dernière porte sur le 1er~janvier~2020)"
            ),
        ),
    ],
    "quarterly": [
        (
            "the value: the only one known",
            "valeur retenue~: la seule qui soit connue",
        ),
        (
            "stale: has no report of the quarter to 2020-05-01: the last is of 2020-01-01",
            (
                "à reconfirmer~: il manque la communication du trimestre terminé le 1er~mai~2020 "
                "(la dernière porte sur le 1er~janvier~2020)"
            ),
        ),
    ],
    "yearly": [
        (
            "the value: the only one known",
            "valeur retenue~: la seule qui soit connue",
        ),
        (
            "stale: has no report of the year to 2021-03-01: the last is of 2020-01-01",
            (
                "à reconfirmer~: il manque la communication de l’année terminée le 1er~mars~2021 "
                "(la dernière porte sur le 1er~janvier~2020)"
            ),
        ),
    ],
    "total": [
        (
            (
                "the value: computed as troops.a + troops.b + troops.c + troops.d + troops.e + "
                "troops.f + troops.g"
            ),
            (
                "valeur retenue~: calculée selon la formule troops.a + troops.b + troops.c + "
                "troops.d + troops.e + troops.f + troops.g"
            ),
        ),
        (
            (
                "stale: lacks 7 of 7 reports: 'troops.a' (the last is of 2020-01-01), 'troops.b' "
                "(the last is of 2020-01-01), 'troops.c' (the last is of 2020-01-01), 'troops.d' "
                "(the last is of 2020-01-01), 'troops.e' (the last is of 2020-01-01), 2 more"
            ),
            (
                "à reconfirmer~: communications manquantes, 7 sur 7, soit «~troops.a~» (la "
                "dernière porte sur le 1er~janvier~2020), «~troops.b~» (la dernière porte sur le "
                "1er~janvier~2020), «~troops.c~» (la dernière porte sur le 1er~janvier~2020), "
                "«~troops.d~» (la dernière porte sur le 1er~janvier~2020), «~troops.e~» (la "
                "dernière porte sur le 1er~janvier~2020), 2 de plus"
            ),
        ),
    ],
}
"""What is said of each line of a fact, and of its standing: in English, in French; ~ ties words."""

SPOKEN = ("en", "fr")
WITHIN = ("both", "disputed_other", "lacks_")  # what begins so stands within a sentence


def sentences(name: str, tag: str, page: str) -> list[str]:
    """What a language says of the fact of a case, with values as a page has them."""
    (asked, *_) = facts = FACTS[name]
    seen = edition(*facts, on=DAYS.get(name, MARCH), tag=page)
    told = Verdicts(seen[asked.key], seen, language(tag))
    return [*told.lines(), told.standing()]


def expected_in(tag: str, name: str) -> list[str]:
    return [each[SPOKEN.index(tag)].replace("~", "\u00a0") for each in SAID[name]]


@pytest.mark.parametrize("tag", SPOKEN)
@pytest.mark.parametrize("name", FACTS)
def test_each_line_and_each_standing_is_explained(name: str, tag: str) -> None:
    assert sentences(name, tag, f"{tag}-CA") == expected_in(tag, name)


@pytest.mark.parametrize(("tag", "word"), [("en", "superseded"), ("fr", "remplacée")])
def test_what_nothing_took_the_place_of_is_superseded_all_the_same(tag: str, word: str) -> None:
    one = FACTS["only"][0]
    seen = edition(one, on=MARCH)
    told = Verdicts(replace(seen[one.key], chosen=()), seen, language(tag))
    assert told.line(one.observations[0], ObservationState.SUPERSEDED) == word


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "superseded: began earlier, 2020-01-01, before '{} …' (2020-02-01)"),
        (
            "fr",
            (
                "remplacée~: sa prise d’effet (1er~janvier~2020) précède celle de"
                " «~{} …~» (1er~février~2020)"
            ),
        ),
    ],
)
def test_words_that_are_quoted_are_cut(tag: str, said: str) -> None:
    one = fact(
        line("one word", JANUARY, told=JANUARY),
        line("word " * 20, FEBRUARY, told=FEBRUARY),
        kind=ValueKind.TEXT,
    )
    seen = edition(one, on=MARCH, tag=f"{tag}-CA")
    told = Verdicts(seen[one.key], seen, language(tag)).lines()
    assert told[0] == said.format(("word " * 20)[:56].rstrip()).replace("~", "\u00a0")


@pytest.mark.parametrize("tag", SPOKEN)
def test_every_sentence_of_a_language_is_among_those_that_are_tested(tag: str) -> None:
    told = [each for name in SAID for each in expected_in(tag, name)] + ["superseded", "remplacée"]
    for key, phrase in grammars()[tag].explanations.items():
        match = re.search if key.startswith(WITHIN) else re.fullmatch
        assert any(match(pattern(phrase), each) for each in told), key


def pattern(phrase: str) -> str:
    """What a phrase looks like with its values."""
    parts = Formatter().parse(phrase)
    return "".join(re.escape(words) + (".+" if name else "") for words, name, *_ in parts)


def test_values_are_quoted_as_files_have_them_in_english_and_else_as_the_page_has_them() -> None:
    def less_exact(tag: str, page: str) -> str:
        return sentences("disputed", tag, page)[0]

    assert "'more than 800' (nato-2020-01-01)" in less_exact("en", "fr-CA")
    assert "«\u00a0plus\u00a0de\u00a0800\u00a0» (nato-2020-01-01)" in less_exact("fr", "fr-CA")
    assert "«\u00a0more\u00a0than\u00a0800\u00a0» (nato-2020-01-01)" in less_exact("fr", "en-CA")


def test_a_language_without_such_sentences_has_the_english_ones_whole() -> None:
    assert sentences("stale", "de", "en-CA") == expected_in("en", "stale")


@pytest.mark.parametrize(
    ("typed", "english", "french"),
    [
        ("90 days", "90 days", "90~jours"),
        ("1 day", "1 day", "1~jour"),
        ("2 weeks", "2 weeks", "2~semaines"),
        ("6  months", "6  months", "6~mois"),
        ("1 year", "1 year", "1~an"),
        ("1000 days", "1000 days", "1~000~jours"),
    ],
)
def test_a_length_of_time_is_said(typed: str, english: str, french: str) -> None:
    length = duration(typed)
    assert language("en").typed_or_said(length) == english
    for tag in ("fr", "fr-CA", "fr-FR"):
        assert language(tag).typed_or_said(length) == french.replace("~", "\u00a0")
