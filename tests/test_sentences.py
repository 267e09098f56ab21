"""What stands before a fact, where a sentence begins, and the capital that it begins with."""

from __future__ import annotations

import pytest

from asof.language import language, with_capital
from asof.language.grammar import OPEN

# What an author types before a fact, then the fact, then what is printed.
JOINED = {
    "fr": [
        ("est de |environ 100 militaires", "est d’environ 100 militaires"),
        ("De |environ 100", "D’environ 100"),
        ("un total d’|environ 100", "un total d’environ 100"),
        ("un total d’|près de 100", "un total de près de 100"),
        ("plus de |11", "plus de 11"),
        ("d’|11 navires", "de 11 navires"),
        ("de |8 navires", "de 8 navires"),
        ("de |huit navires", "de huit navires"),
        ("le |onzième", "le onzième"),
        ("de |au moins 29", "d’au moins 29"),
        ("la mort de |des milliers de personnes", "la mort de milliers de personnes"),
        ("la mort d’|des milliers de personnes", "la mort de milliers de personnes"),
        ("l’aide des |des dizaines de pays", "l’aide des dizaines de pays"),
        ("un effectif de |de 300 à 400", "un effectif de 300 à 400"),
        ("avec |des milliers", "avec des milliers"),
        ("dit que |environ 100", "dit qu’environ 100"),
        ("dit qu’|près de 100", "dit que près de 100"),
        ("jusque |en mars", "jusqu’en mars"),
        ("lorsque |il", "lorsqu’il"),
        ("si |ils partent", "s’ils partent"),
        ("si |elles partent", "si elles partent"),
        ("le |officier", "l’officier"),
        ("la |opération", "l’opération"),
        ("le |été 2019", "l’été 2019"),
        ("depuis la |hausse", "depuis la hausse"),
        ("le chef du |Hezbollah", "le chef du Hezbollah"),
        ("le chef de |Hezbollah", "le chef de Hezbollah"),
        ("près d’|Haïti", "près d’Haïti"),
        ("rapport de |HCR", "rapport de HCR"),
        ("rapport de |OTAN", "rapport d’OTAN"),
        ("à partir de |avril 2019", "à partir d’avril 2019"),
        ("au nom de |le colonel", "au nom du colonel"),
        ("au nom de |le premier ministre", "au nom du premier ministre"),
        ("au nom de |les alliés", "au nom des alliés"),
        ("a promis de |le former", "a promis de le former"),
        ("a promis de |les former", "a promis de les former"),
        ("a promis à |les alliés", "a promis aux alliés"),
        ("jusqu’à |le printemps", "jusqu’au printemps"),
        ("À |le printemps", "Au printemps"),
        ("À |les alliés", "Aux alliés"),
        ("au |le printemps", "au printemps"),
        ("de |la coalition", "de la coalition"),
        ("de |l’Irak", "de l’Irak"),
        ("ne |enseignent plus", "n’enseignent plus"),
        ("le chef du |état-major", "le chef de l’état-major"),
        ("remis au |officier", "remis à l’officier"),
        ("remis au |huitième", "remis au huitième"),
        ("avis du |environ", "avis du environ"),
        ("l’avis de la |la ministre", "l’avis de la ministre"),
        ("l’avis du |le maire", "l’avis du maire"),
        ("selon le |le maire", "selon le maire"),
        ("selon les |les élus", "selon les élus"),
        ("selon l’|l’élu", "selon l’élu"),
        ("sa |équipe", "son équipe"),
        ("sa |flotte", "sa flotte"),
        ("depuis le |mai 2022", "depuis mai 2022"),
        ("depuis le |15 mai 2023", "depuis le 15 mai 2023"),
        ("jusqu’au |mars 2025", "jusqu’en mars 2025"),
        ("jusqu’au |31 mars 2025", "jusqu’au 31 mars 2025"),
        ("signé le |mars 2017", "signé en mars 2017"),
        ("Le |mars 2017", "En mars 2017"),
        ("à partir du |avril 2019", "à partir d’avril 2019"),
        ("ce code |environ", "ce code environ"),
        ("une idée |environ", "une idée environ"),
    ],
    "es": [
        ("la marcha de |el puerto", "la marcha del puerto"),
        ("la marcha del |el puerto", "la marcha del puerto"),
        ("cerca de |El Salvador", "cerca de El Salvador"),
        ("va a |el puerto", "va al puerto"),
        ("va a |la costa", "va a la costa"),
        ("según el |el alcalde", "según el alcalde"),
        ("según la |la alcaldesa", "según la alcaldesa"),
        ("según los |los vecinos", "según los vecinos"),
        ("desde el |enero de 2021", "desde enero de 2021"),
        ("desde el |18 de enero de 2021", "desde el 18 de enero de 2021"),
        ("antes del |enero de 2021", "antes de enero de 2021"),
        ("firmado el |enero de 2021", "firmado en enero de 2021"),
        ("siete o |8", "siete u 8"),
        ("diez o |11", "diez u 11"),
        ("ciento diez o |110", "ciento diez o 110"),
        ("uno u |otro", "uno u otro"),
        ("uno u |dos", "uno o dos"),
        ("Jordania y |Irak", "Jordania e Irak"),
        ("agua y |hielo", "agua y hielo"),
        ("Irak e |Jordania", "Irak y Jordania"),
    ],
    "en": [
        ("a |8% share", "an 8% share"),
        ("a |80-seat ferry", "an 80-seat ferry"),
        ("a |11,000-tonne ship", "an 11,000-tonne ship"),
        ("a |18-year term", "an 18-year term"),
        ("a |180-day term", "a 180-day term"),
        ("a |1,100-tonne ship", "a 1,100-tonne ship"),
        ("an |$8 million grant", "an $8 million grant"),
        ("an |9% share", "a 9% share"),
        ("a |about 100-member force", "an about 100-member force"),
        ("an |nearly finished pier", "a nearly finished pier"),
        ("a |Iraqi force", "an Iraqi force"),
        ("a |European force", "a European force"),
        ("an |united front", "a united front"),
        ("a |unexpected end", "an unexpected end"),
        ("an |one-time grant", "a one-time grant"),
        ("a |hour", "an hour"),
        ("A |8% share", "An 8% share"),
        ("Annex A |8", "Annex A 8"),
        ("says the |the Mayor", "says the Mayor"),
        ("by a |a spokesperson", "by a spokesperson"),
        ("by an |an officer", "by an officer"),
        ("signed on |March 2017", "signed in March 2017"),
        ("signed on |March 5, 2017", "signed on March 5, 2017"),
        ("On |March 2017", "In March 2017"),
        ("a |NGO", "a NGO"),  # nobody can tell whether letters are read one by one
        ("an |NGO", "an NGO"),
        ("data |about 8", "data about 8"),
    ],
}
CASES = [(tag, typed, printed) for tag, pairs in JOINED.items() for typed, printed in pairs]


def line(tag: str, typed: str) -> str:
    """Words and the fact after them, as a page prints them."""
    before, fact = typed.split("|")
    return "".join(language(tag).joined([before, OPEN + fact])).replace(OPEN, "")


@pytest.mark.parametrize(("tag", "typed", "printed"), CASES)
def test_what_stands_before_a_fact_goes_by_it(tag: str, typed: str, printed: str) -> None:
    assert line(tag, typed) == printed
    assert line(tag, "|".join(cut(printed, typed))) == printed  # what is right stays


def cut(printed: str, typed: str) -> tuple[str, str]:
    """What is printed, cut before the fact: before as much as both end with."""
    fact = typed.split("|")[1]
    while not printed.endswith(fact):
        fact = fact.partition(" ")[2]
    return printed.removesuffix(fact), fact


@pytest.mark.parametrize(("tag", "typed", "printed"), CASES)
def test_it_does_so_across_emphasis(tag: str, typed: str, printed: str) -> None:
    before, fact = typed.split("|")
    parts = [before.rstrip(" "), before[len(before.rstrip(" ")) :], OPEN + fact]
    assert "".join(language(tag).joined(parts)).replace(OPEN, "") == printed


@pytest.mark.parametrize(
    ("tag", "before"),
    [
        ("en", ""),
        ("en", "It came. "),
        ("en", "Did it come? "),
        ("en", "It came! "),
        ("en", "“It came.” "),
        ("en", "(It came.) "),
        ("en", "It came. (“"),
        ("en", "It came in 2021. "),
        ("fr", "C’est fait. « "),
        ("es", "¿"),
        ("es", "Llegó. ¡"),
        ("es", "Llegó.\n"),
    ],
)
def test_a_sentence_begins(tag: str, before: str) -> None:
    assert language(tag).opens_sentence(before)


@pytest.mark.parametrize(
    ("tag", "before"),
    [
        ("en", "It has "),
        ("en", "Note: "),
        ("en", "It came ("),
        ("en", "They call it “"),
        ("en", "Lt. "),
        ("en", "by J. "),
        ("en", "at 6:00 a.m. "),
        ("en", "in the U.S. "),
        ("en", "approx. "),
        ("en", "and so on… "),
        ("en", "and so on ... "),
        ("en", "v1."),
        ("fr", "M. "),
        ("fr", "un total (env. "),
        ("es", "la Sra. "),
        ("es", "en EE. UU. "),
        ("es", "Pero ¿"),
    ],
)
def test_no_sentence_begins(tag: str, before: str) -> None:
    assert not language(tag).opens_sentence(before)


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("about 100", "About 100"),
        ("à l’étude", "À l’étude"),
        ("l’Irak", "L’Irak"),
        ("“under way”", "“Under way”"),
        ("e-mail", "E-mail"),
        ("von Holt", "Von Holt"),
        ("100 ships", "100 ships"),
        ("$8", "$8"),
        ("eBay", "eBay"),
        ("mRNA", "mRNA"),
        ("n95", "n95"),
        ("www.example.org", "www.example.org"),
        ("port@example.org", "port@example.org"),
        ("Iraq", "Iraq"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital(words: str, printed: str) -> None:
    assert with_capital(words) == printed
