"""How quantities, dates and the page's own words read in each language."""

from __future__ import annotations

import ast
import pickle
import re
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asof
from asof import dates, quantity
from asof import language as spoken
from asof.briefing.blocks import Tone
from asof.language import (
    LanguageError,
    Unit,
    grammar,
    grammars,
    language,
    registry,
    tags,
    typed_values,
)
from asof.language.grammar import Grammar
from asof.ledger import ObservationState, Progress, Status
from asof.ledger.changes import Sort
from asof.ledger.reports import SERVES
from asof.ledger.value_changes import ChangeOutcome
from asof.publish.pages.phrases import FORMS
from asof.quantity import Hedge, Number, Quantity

EN = language("en-CA")
FR = language("fr-CA")
ES = language("es-ES")
MX = language("es-MX")
PACKAGE = Path(asof.__file__).parent
GRAMMARS = {
    each.tag: each for found in grammars().values() for each in (found, *found.regions.values())
}
TONGUES = [*map(language, GRAMMARS)]
EVERY = pytest.mark.parametrize("each", GRAMMARS.values(), ids=GRAMMARS)
PEOPLE: Unit = {"one": "personne", "other": "personnes"}
MEMBERS: Unit = {"one": "member", "other": "members"}
PER_CENT: Unit = {"other": "%"}

EN_WORDS = grammars()["en"].words
SPEAKS = f"asof speaks {', '.join(tags())}; a file languages/TAG.py states another"

NUMBERS = st.builds(
    Number,
    st.decimals(-(10**9), 10**9, places=2) | st.integers(-(10**12), 10**12).map(Decimal),
    st.sampled_from([1, 10**3, 10**6, 10**9, 10**12]),
)
NASTY = st.text("aé1 06:;!?¿¡%$\"'«»“”‘’.,()-–h\u00a0\u202f\n/") | st.text(string.printable)


def spaced(text: str) -> str:
    """A text with its no-break spaces made visible."""
    return text.replace("\u00a0", "~")


# Languages and words


@pytest.mark.parametrize("tag", ["en-CA", "en-GB", "en_CA", "fr", "fr-FR", "es-MX", "es-419"])
def test_a_language_is_spoken_in_any_region(tag: str) -> None:
    spoken = language(tag)
    assert (spoken.tag, spoken.short) == (tag, tag[:2])
    assert language(tag) is spoken


@pytest.mark.parametrize(
    ("tag", "message", "hint"),
    [
        ("sv-SE", "no words for language 'sv-SE'", SPEAKS),
        ("", "no words for language ''", SPEAKS),
        ("es-mx", "no words for language 'es-mx'", "write es-MX"),
        ("es_Latn_mx", "no words for language 'es_Latn_mx'", "write es-MX"),
        ("en-GBR", "no words for language 'en-GBR'", "write en-CA"),
        ("fr-ca", "no words for language 'fr-ca'", "write fr-CA"),
        ("English", "no words for language 'English'", SPEAKS),
        ("fr-ZZ", "no region 'ZZ' for language 'fr-ZZ'", "write fr alone, or fr-CA"),
    ],
)
def test_other_languages_are_refused(tag: str, message: str, hint: str) -> None:
    with pytest.raises(LanguageError) as caught:
        language(tag)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_a_language_travels_between_processes() -> None:
    assert pickle.loads(pickle.dumps(FR)) == FR


@EVERY
def test_every_language_has_the_same_words_with_the_same_values(each: Grammar) -> None:
    def holes(words: Mapping[str, str]) -> dict[str, set[str]]:
        return {
            key: {name for _, name, *_ in string.Formatter().parse(text) if name}
            for key, text in words.items()
        }

    assert holes(each.words) == holes(EN_WORDS)


@EVERY
def test_every_hedge_and_season_has_words(each: Grammar) -> None:
    assert set(each.counting.hedges) == set(Hedge)
    assert set(each.counting.collectives) == set(quantity.ROUND_NUMBERS)
    assert set(each.dating.seasons) == {3, 6, 9, 12}
    assert len(each.reading.seasons) == 4


@EVERY
def test_every_hedge_that_prints_is_known_where_it_is_typed(each: Grammar) -> None:
    printed = set(each.counting.hedges.values()) - {""}
    unread = {each.counting.hedges[h] for h in (Hedge.RANGE, *quantity.ROUND_NUMBERS)}
    assert printed - unread <= set(typed_values.hedges(each))


@EVERY
def test_every_scale_that_prints_is_read_where_it_is_typed(each: Grammar) -> None:
    scales = {word for forms in each.counting.scales.values() for word in forms.values()}
    for word in scales:
        assert re.fullmatch(each.reading.scales, word), word
        assert word in quantity.SCALES or word in each.reading.scale_words, word


@EVERY
def test_every_month_is_that_of_the_calendar(each: Grammar) -> None:
    assert list(each.reading.months) == list(
        language(each.tag).locale.months["format"]["wide"].values()
    )


@EVERY
def test_every_language_follows_a_region(each: Grammar) -> None:
    assert language(each.tag).tag == each.tag
    assert language(each.tag).locale.get_language_name("en") == each.name


@EVERY
def test_words_are_already_set_as_the_language_sets_text(each: Grammar) -> None:
    for key, text in each.words.items():
        assert language(each.tag).typeset(text) == text, key


def test_a_word_takes_its_values() -> None:
    assert EN.word("as_of") == "Information current as of"
    assert EN.word("page", page="2", pages="3") == "2 of 3"
    assert FR.word("page", page="2", pages="3") == "2 sur 3"


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(LanguageError) as caught:
        EN.word("sorces")
    assert caught.value.message == "no word 'sorces' in language 'en-CA'"
    assert caught.value.hint == "did you mean 'sources'?"


@pytest.fixture
def as_before() -> Iterator[None]:
    """Languages are looked for anew when a test has changed which there are."""
    yield
    sys.modules.pop("asof.language.da", None)
    registry.tags.cache_clear()
    registry.grammars.cache_clear()
    language.cache_clear()


@pytest.mark.usefixtures("as_before")
def test_a_language_more_is_one_file_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (PACKAGE / "language" / "en.py").read_text("utf-8")
    text = text.replace('tag="en-CA"', 'tag="da-DK"').replace('name="English"', 'name="Danish"')
    (tmp_path / "da.py").write_text(text.replace("Information current as of", "Stand"), "utf-8")
    monkeypatch.setattr(spoken, "__path__", [*spoken.__path__, str(tmp_path)])
    registry.tags.cache_clear()
    assert language("da-GL").word("as_of") == "Stand"
    assert language("da").number(Number(Decimal(1378))) == "1.378"
    with pytest.raises(LanguageError) as caught:
        language("sv")
    assert "uk, da;" in caught.value.hint


def asked_for(path: Path) -> set[str]:
    """The words of the page that a module or a template names where it asks for them."""
    return set(re.findall(r"\bword\(\s*[\"'](\w+)[\"']", path.read_text("utf-8")))


def test_every_word_that_is_asked_for_is_known_and_none_is_idle() -> None:
    code = [p for p in (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")) if not in_language(p)]
    asked = {word for path in code for word in asked_for(path)}
    known = {*EN_WORDS, *grammars()["en"].handouts}
    assert asked <= known
    named = {word for path in code for word in re.findall(r"\w+", path.read_text("utf-8"))}
    made = {f"{part}_{sort}" for part in ("why", "diff") for sort in Sort}
    made |= {f"{what}_{status}" for what in ("flag", "status") for status in Status}
    made |= {f"change_{outcome}{rest}" for outcome in ChangeOutcome for rest in ("", "_between")}
    made |= {progress.name_in_words for progress in Progress}
    made |= {f"tone_{tone}" for tone in get_args(Tone)}
    assert known <= named | made


def test_every_phrase_of_a_site_is_known_in_all_languages_and_none_is_idle() -> None:
    code = [path for kind in ("py", "html", "js") for path in PACKAGE.rglob(f"*.{kind}")]
    texts = [path.read_text("utf-8") for path in code if not in_language(path)]
    asked = {w for text in texts for w in re.findall(r"\bsite_word\(\s*[\"'](\w+)[\"']", text)}
    known = grammars()["en"].site
    named = {w for text in texts for w in re.findall(r"\w+", text)}
    named |= {f"state_{state}" for state in ObservationState} | {f"form_{each}" for each in FORMS}
    assert asked <= known.keys() <= named
    for spoken_ in grammars().values():
        assert spoken_.site.keys() == known.keys()
        for key, phrase in spoken_.site.items():
            assert fields_in(phrase) == fields_in(known[key]), (spoken_.tag, key)
        assert not language(spoken_.tag).lacks_on_site


def test_what_copies_binders_and_messages_say_is_said_in_all_languages() -> None:
    known = grammars()["en"].handouts
    for spoken_ in grammars().values():
        assert spoken_.handouts.keys() == known.keys()
        for key, phrase in spoken_.handouts.items():
            assert fields_in(phrase) == fields_in(known[key]), (spoken_.tag, key)
        assert not language(spoken_.tag).lacks_for_handouts


def test_each_language_of_the_preview_explains_facts_and_no_sentence_is_idle() -> None:
    texts = [path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if not in_language(path)]
    named = {word for text in texts for word in re.findall(r"\w+", text)}
    named |= {f"lacks_{length.text or 'day'}" for length in SERVES.values()}
    known = grammars()["en"].explanations
    assert known.keys() <= named
    for spoken_ in grammars().values():
        assert spoken_.explanations.keys() == (known.keys() if spoken_.preview else set())
        for key, phrase in spoken_.explanations.items():
            assert fields_in(phrase) == fields_in(known[key]), (spoken_.tag, key)


def fields_in(phrase: str) -> list[str]:
    """The places of a phrase that values fill."""
    return sorted(name for _, name, *_ in Formatter().parse(phrase) if name is not None)


def in_language(path: Path) -> bool:
    """Whether a file is of the room that holds the languages."""
    return path.relative_to(PACKAGE).parts[0] == "language"


def constants(path: Path) -> Iterator[str]:
    """The texts in a module's code, its docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


OWN = {"language", "starter", "examples"}
ELSEWHERE = [p for p in sorted(PACKAGE.rglob("*.py")) if not OWN & {*p.relative_to(PACKAGE).parts}]
MONTHS = {m.lower() for each in grammars().values() for m in each.reading.months if len(m) > 4}


@pytest.mark.parametrize("path", ELSEWHERE, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_other_room_names_a_language_or_has_its_words(path: Path) -> None:
    for text in constants(path):
        assert not {text} & {*grammars(), *(each.tag for each in grammars().values())}
        plain = re.sub(r"[^\x00-\x7f]-[^\x00-\x7f]", "", text)  # ranges of letters are no words
        words = set(re.findall(r"[^\W\d_]+", plain))
        assert not words & {each.name for each in grammars().values()}
        assert not {word.lower() for word in words} & MONTHS
        assert all(word.isascii() or not word.isalpha() for word in words)


@pytest.mark.parametrize("path", sorted((PACKAGE / "theme").glob("*.*")), ids=lambda p: p.name)
def test_the_theme_asks_for_no_language(path: Path) -> None:
    tags = "|".join(grammars())
    assert not re.search(rf"""["'](?:{tags})(?:-[A-Z]{{2}})?["']""", path.read_text("utf-8"))


# Quantities


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("830", "830", "830"),
        ("1378", "1,378", "1~378"),
        ("1,600,000", "1,600,000", "1~600~000"),
        ("131 136.5", "131,136.5", "131~136,5"),
        ("1.50", "1.50", "1,50"),
        ("-1500", "−1,500", "−1~500"),
        ("-0.0", "0.0", "0,0"),
        ("7.7 million", "7.7~million", "7,7~millions"),
        ("7.0 million", "7.0~million", "7,0~millions"),
        ("1 million", "1~million", "1~million"),
        ("1.5 million", "1.5~million", "1,5~million"),
        ("1.99 billion", "1.99~billion", "1,99~milliard"),
        ("2 billion", "2~billion", "2~milliards"),
        ("2.5 billion", "2.5~billion", "2,5~milliards"),
        ("1,500 million", "1,500~million", "1~500~millions"),
        ("600 thousand", "600~thousand", "600~000"),
        ("7.7 thousand", "7.7~thousand", "7~700"),
        ("1.50 trillion", "1.50~trillion", "1~500~milliards"),
        ("0.001 trillion", "0.001~trillion", "1~milliard"),
    ],
)
def test_a_number_is_grouped_and_scaled(written: str, english: str, french: str) -> None:
    number = quantity.parse_quantity(written).number
    assert number
    assert spaced(EN.number(number)) == english
    assert spaced(FR.number(number)) == french


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("830", "830", "830"),
        ("exactly 830", "exactly~830", "exactement~830"),
        ("about 600", "about~600", "environ~600"),
        ("some 200", "some~200", "quelque~200"),
        ("nearly 100", "nearly~100", "près~de~100"),
        ("over 1,200", "over~1,200", "plus~de~1~200"),
        ("more than 7.7 million", "more~than~7.7~million", "plus~de~7,7~millions"),
        ("at least 29", "at~least~29", "au~moins~29"),
        ("up to 830", "up~to~830", "jusqu’à~830"),
        ("at most 830", "at~most~830", "au~plus~830"),
        ("as many as 850", "as~many~as~850", "jusqu’à~850"),
        ("fewer than 1000", "fewer~than~1,000", "moins~de~1~000"),
        ("300 to 400", "300~to~400", "de~300~à~400"),
        ("2 to 3 million", "2~to~3~million", "de~2~à~3~millions"),
        ("900 thousand to 1.2 million", "900~thousand~to~1.2~million", "de~900~000~à~1,2~million"),
        ("2 million to 1 billion", "2~million~to~1~billion", "de~2~millions~à~1~milliard"),
        ("in the tens", "in~the~tens", "des~dizaines"),
        ("in the hundreds", "in~the~hundreds", "des~centaines"),
        ("thousands", "in~the~thousands", "des~milliers"),
    ],
)
def test_a_quantity_keeps_its_hedge(written: str, english: str, french: str) -> None:
    value = quantity.parse_quantity(written)
    assert spaced(EN.quantity(value)) == english
    assert spaced(FR.quantity(value)) == french


@pytest.mark.parametrize(
    ("written", "currency", "english", "french"),
    [
        ("75", "CAD", "$75", "75~$"),
        ("1.39 billion", "CAD", "$1.39~billion", "1,39~milliard~de~dollars"),
        ("305.9 million", "CAD", "$305.9~million", "305,9~millions~de~dollars"),
        ("1,600,000", "CAD", "$1,600,000", "1~600~000~$"),
        ("600 thousand", "CAD", "$600~thousand", "600~000~$"),
        ("about 1.39 billion", "CAD", "about~$1.39~billion", "environ~1,39~milliard~de~dollars"),
        ("less than 75", "CAD", "less~than~$75", "moins~de~75~$"),
        ("as many as 75", "CAD", "as~much~as~$75", "jusqu’à~75~$"),
        ("2 to 3 million", "CAD", "$2~to~$3~million", "de~2~à~3~millions~de~dollars"),
        ("-5", "CAD", "−$5", "−5~$"),
        ("hundreds", "CAD", "in~the~hundreds~of~dollars", "des~centaines~de~dollars"),
        ("5 million", "USD", "US$5~million", "5~millions~de~dollars américains"),
        ("75", "USD", "US$75", "75~$~US"),
        ("5 million", "EUR", "€5~million", "5~millions~d’euros"),
        ("75", "EUR", "€75", "75~€"),
        ("75", "CHF", "CHF~75", "75~CHF"),
        ("2 million", "CHF", "CHF~2~million", "2~millions~de~francs suisses"),
    ],
)
def test_money_reads_as_the_language_writes_it(
    written: str, currency: str, english: str, french: str
) -> None:
    value = quantity.parse_quantity(written)
    assert spaced(EN.quantity(value, currency)) == english
    assert spaced(FR.quantity(value, currency)) == french
    assert EN.counted(value, currency) == EN.quantity(value, currency)


@pytest.mark.parametrize(
    ("written", "spain", "mexico"),
    [
        ("1378", "1378", "1,378"),
        ("12345", "12~345", "12,345"),
        ("1,600,000", "1~600~000", "1,600,000"),
        ("131 136.5", "131~136,5", "131,136.5"),
        ("-1500", "−1500", "−1,500"),
        ("1 million", "1~millón", "1~millón"),
        ("1.5 million", "1,5~millones", "1.5~millones"),
        ("1.39 billion", "1390~millones", "1,390~millones"),
        ("1.50 trillion", "1,50~billones", "1.50~billones"),
        ("600 thousand", "600~000", "600,000"),
        ("exactly 830", "exactamente~830", "exactamente~830"),
        ("about 600", "aproximadamente~600", "aproximadamente~600"),
        ("some 200", "alrededor~de~200", "alrededor~de~200"),
        ("nearly 100", "casi~100", "casi~100"),
        ("over 1,200", "más~de~1200", "más~de~1,200"),
        ("more than 7.7 million", "más~de~7,7~millones", "más~de~7.7~millones"),
        ("at least 29", "al~menos~29", "al~menos~29"),
        ("up to 830", "hasta~830", "hasta~830"),
        ("at most 830", "como~máximo~830", "como~máximo~830"),
        ("as many as 850", "hasta~850", "hasta~850"),
        ("fewer than 1000", "menos~de~1000", "menos~de~1,000"),
        ("2 to 3 million", "entre~2~y~3~millones", "entre~2~y~3~millones"),
        (
            "900 thousand to 1.2 million",
            "entre~900~000~y~1,2~millones",
            "entre~900,000~y~1.2~millones",
        ),
        ("2 million to 1 billion", "entre~2~y~1000~millones", "entre~2~y~1,000~millones"),
        ("in the tens", "decenas", "decenas"),
        ("thousands", "miles", "miles"),
    ],
)
def test_spanish_counts_as_the_country_does(written: str, spain: str, mexico: str) -> None:
    value = quantity.parse_quantity(written)
    assert spaced(ES.quantity(value)) == spain
    assert spaced(MX.quantity(value)) == mexico


@pytest.mark.parametrize(
    ("written", "currency", "spain", "mexico"),
    [
        ("75", "EUR", "75~€", "75~EUR"),
        ("75", "MXN", "75~MXN", "$75"),
        ("75", "USD", "75~US$", "75~USD"),
        ("-1250", "MXN", "−1250~MXN", "−$1,250"),
        ("300 to 400", "MXN", "entre~300~y~400~MXN", "entre~$300~y~$400"),
        (
            "1.39 billion",
            "CAD",
            "1390~millones~de~dólares canadienses",
            "1,390~millones~de~dólares canadienses",
        ),
        ("1 million", "MXN", "1~millón~de~pesos mexicanos", "1~millón~de~pesos"),
        ("hundreds", "EUR", "cientos~de~euros", "cientos~de~euros"),
    ],
)
def test_spanish_money_is_that_of_the_country(
    written: str, currency: str, spain: str, mexico: str
) -> None:
    value = quantity.parse_quantity(written)
    assert spaced(ES.quantity(value, currency)) == spain
    assert spaced(MX.quantity(value, currency)) == mexico


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1", "1~persona"),
        ("0", "0~personas"),
        ("1.5", "1,5~personas"),
        ("1378", "1378~personas"),
        ("1,000,000", "1~000~000~personas"),
        ("1 million", "1~millón~de~personas"),
        ("more than 7.7 million", "más~de~7,7~millones~de~personas"),
        ("600 thousand", "600~000~personas"),
        ("in the hundreds", "cientos~de~personas"),
    ],
)
def test_value_and_unit_are_one_phrase_in_spanish(written: str, expected: str) -> None:
    persons: Unit = {"one": "persona", "other": "personas"}
    assert spaced(ES.counted(quantity.parse_quantity(written), None, persons)) == expected


def test_the_per_cent_sign_stands_apart_in_spanish() -> None:
    assert spaced(MX.quantity(quantity.parse_quantity("10 to 20"), None, PER_CENT)) == (
        "entre~10~y~20~%"
    )


@pytest.mark.parametrize(
    ("texts", "spanish", "english"),
    [
        ([], "", ""),
        (["7"], "7", "7"),
        (["7", "8"], "7 u 8", "7 or 8"),
        (["6", "7", "800"], "6 o 7 u 800", "6 or 7 or 800"),
        (["10", "11"], "10 u 11", "10 or 11"),
        (["900", "1100"], "900 o 1100", "900 or 1100"),
        (["siete", "ocho"], "siete u ocho", "siete or ocho"),
        (["casas", "hoteles"], "casas u hoteles", "casas or hoteles"),
    ],
)
def test_one_of_several_holds(texts: list[str], spanish: str, english: str) -> None:
    assert ES.either(texts) == spanish
    assert EN.either(texts) == english


def test_the_dollar_of_another_country_is_named() -> None:
    five = quantity.parse_quantity("5 million")
    assert spaced(language("en").quantity(five, "CAD")) == "CA$5~million"
    assert spaced(language("fr-FR").quantity(five, "CAD")) == "5~millions~de~dollars canadiens"
    assert spaced(language("fr-FR").quantity(quantity.parse_quantity("1378"), "EUR")) == "1~378~€"


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("98", "98%", "98~%"),
        ("about 60.3", "about~60.3%", "environ~60,3~%"),
        ("fewer than 5", "less~than~5%", "moins~de~5~%"),
        ("10 to 20", "10~to~20%", "de~10~à~20~%"),
    ],
)
def test_a_share_has_its_sign(written: str, english: str, french: str) -> None:
    value = quantity.parse_quantity(written)
    assert spaced(EN.quantity(value, None, PER_CENT)) == english
    assert spaced(FR.counted(value, None, PER_CENT)) == french


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1", "1~member"),
        ("0", "0~members"),
        ("1.5", "1.5~members"),
        ("about 100", "about~100~members"),
        ("7.7 million", "7.7~million~members"),
        ("1 to 2", "1~to~2~members"),
        ("in the hundreds", "hundreds~of~members"),
    ],
)
def test_value_and_unit_are_one_phrase_in_english(written: str, expected: str) -> None:
    assert spaced(EN.counted(quantity.parse_quantity(written), None, MEMBERS)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1", "1~personne"),
        ("0", "0~personne"),
        ("1.5", "1,5~personne"),
        ("2", "2~personnes"),
        ("2000", "2~000~personnes"),
        ("about 100", "environ~100~personnes"),
        ("1 million", "1~million~de~personnes"),
        ("1.5 million", "1,5~million~de~personnes"),
        ("more than 7.7 million", "plus~de~7,7~millions~de~personnes"),
        ("1,234,567", "1~234~567~personnes"),
        ("1,000,000", "1~000~000~personnes"),
        ("600 thousand", "600~000~personnes"),
        ("in the hundreds", "des~centaines~de~personnes"),
    ],
)
def test_value_and_unit_are_one_phrase_in_french(written: str, expected: str) -> None:
    assert spaced(FR.counted(quantity.parse_quantity(written), None, PEOPLE)) == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("militaires", "de~militaires"),
        ("enfants", "d’enfants"),
        ("élèves", "d’élèves"),
        ("Irakiens", "d’Irakiens"),
        ("habitants", "d’habitants"),
        ("hommes", "d’hommes"),
        ("heures", "d’heures"),
        ("hélicoptères", "d’hélicoptères"),
        ("hectares", "d’hectares"),
        ("héros", "de~héros"),
        ("héroïnes", "d’héroïnes"),
        ("hauteurs", "de~hauteurs"),
        ("Hongrois", "de~Hongrois"),
        ("yachts", "de~yachts"),
        ("œuvres", "d’œuvres"),
    ],
)
def test_de_is_elided_before_a_vowel(noun: str, expected: str) -> None:
    unit = {"other": noun}
    assert (
        spaced(FR.counted(quantity.parse_quantity("1 million"), None, unit))
        == f"1~million~{expected}"
    )
    assert (
        spaced(FR.counted(quantity.parse_quantity("hundreds"), None, unit))
        == f"des~centaines~{expected}"
    )


@pytest.mark.parametrize(
    ("written", "currency", "unit", "english", "french"),
    [
        ("about 100", None, MEMBERS, ("about", "100", ""), ("environ", "100", "")),
        (
            "1.39 billion",
            "CAD",
            None,
            ("", "$1.39", "billion"),
            ("", "1,39", "milliard~de~dollars"),
        ),
        ("75", "CAD", None, ("", "$75", ""), ("", "75", "$")),
        ("98", None, PER_CENT, ("", "98%", ""), ("", "98~%", "")),
        ("300 to 400", None, None, ("", "300~to~400", ""), ("de", "300~à~400", "")),
        ("hundreds", None, None, ("in~the", "hundreds", ""), ("des", "centaines", "")),
    ],
)
def test_a_tile_takes_a_quantity_apart(
    written: str,
    currency: str | None,
    unit: Unit | None,
    english: tuple[str, str, str],
    french: tuple[str, str, str],
) -> None:
    value = quantity.parse_quantity(written)
    assert tuple(map(spaced, EN.parts(value, currency, unit))) == english
    assert tuple(map(spaced, FR.parts(value, currency, unit))) == french


@given(NUMBERS)
def test_french_groups_digits_by_threes_with_a_no_break_space(number: Number) -> None:
    printed = FR.number(number).split("\u00a0mill")[0]
    assert re.fullmatch(r"−?[0-9]{1,3}(\u00a0[0-9]{3})*(,[0-9]+)?", printed)


@given(NUMBERS)
def test_an_english_number_reads_back(number: Number) -> None:
    read = quantity.parse_quantity(EN.number(number)).number
    assert read == number
    assert str(read).lstrip("-") == str(number).lstrip("-")


@given(NUMBERS)
def test_a_french_number_is_the_same_amount(number: Number) -> None:
    words = {"million": 6, "millions": 6, "milliard": 9, "milliards": 9}
    *digits, last = FR.number(number).split("\u00a0")
    scale = words.get(last, 0)
    bare = "".join(digits if scale else [*digits, last]).replace(",", ".").replace("−", "-")
    assert Decimal(bare).scaleb(scale) == number.amount


@given(NUMBERS, st.sampled_from([h for h in Hedge if h not in quantity.ROUND_NUMBERS]))
def test_no_space_beside_a_number_may_break(number: Number, hedge: Hedge) -> None:
    high = number if hedge is Hedge.RANGE else None
    for tongue in TONGUES:
        for currency in (None, "CAD", "EUR"):
            text = tongue.quantity(Quantity(hedge, number, high), currency)
            assert not re.search(r"[0-9] | [0-9]", text)
            assert "\u202f" not in text


# Dates


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("2021-01-18", "January~18,~2021", "18~janvier~2021"),
        ("2021-01-01", "January~1,~2021", "1er~janvier~2021"),
        ("2019-04", "April~2019", "avril~2019"),
        ("2018-autumn", "fall~2018", "automne~2018"),
        ("2018-winter", "winter~2018–19", "hiver~2018-2019"),
        ("2018", "2018", "2018"),
        ("FY2020-21", "fiscal~year~2020–21", "exercice~2020-2021"),
        ("FY1999-00", "fiscal~year~1999–2000", "exercice~1999-2000"),
        ("2017-05-24/2017-05-24", "May~24,~2017", "24~mai~2017"),
        ("2016/..", "no earlier than 2016", "au plus tôt en 2016"),
        ("2018-summer/..", "no earlier than summer~2018", "au plus tôt à l’été~2018"),
        ("../2017-03-31", "no later than March~31,~2017", "au plus tard le 31~mars~2017"),
        ("../2017-03", "no later than March~2017", "au plus tard en mars~2017"),
        ("2017~", "about 2017", "vers 2017"),
        ("2017-05-24~", "about May~24,~2017", "vers le 24~mai~2017"),
        ("2018-autumn~", "about fall~2018", "vers l’automne~2018"),
        ("2017?", "2017 (uncertain)", "2017 (date incertaine)"),
        ("2017%", "about 2017 (uncertain)", "vers 2017 (date incertaine)"),
        ("201X", "between 2010 and 2019", "entre 2010 et 2019"),
        ("2004-06-XX", "June~2004", "juin~2004"),
        ("2004-06-~11", "about June~11,~2004", "vers le 11~juin~2004"),
        ("[..1760-12-03]", "no later than December~3,~1760", "au plus tard le 3~décembre~1760"),
        ("[2016..]", "no earlier than 2016", "au plus tôt en 2016"),
    ],
)
def test_a_date_is_said_with_its_doubt(written: str, english: str, french: str) -> None:
    when = dates.parse_date(written)
    assert spaced(EN.date(when)) == english
    assert spaced(FR.date(when)) == french


IN_DOUBT = [
    (
        "2017-05-24/2017-06-29",
        "between May~24 and June~29,~2017",
        "entre le 24~mai et le 29~juin~2017",
        "entre el 24~de~mayo y el 29~de~junio~de~2017",
    ),
    (
        "2020-01-06/2020-01-11",
        "between January~6 and 11,~2020",
        "entre le 6 et le 11~janvier~2020",
        "entre el 6 y el 11~de~enero~de~2020",
    ),
    (
        "2019-12-28/2020-01-02",
        "between December~28,~2019 and January~2,~2020",
        "entre le 28~décembre~2019 et le 2~janvier~2020",
        "entre el 28~de~diciembre~de~2019 y el 2~de~enero~de~2020",
    ),
    (
        "2018-04/2018-06",
        "between April and June~2018",
        "entre avril et juin~2018",
        "entre abril y junio~de~2018",
    ),
    (
        "2018-10/2019-06",
        "between October~2018 and June~2019",
        "entre octobre~2018 et juin~2019",
        "entre octubre~de~2018 y junio~de~2019",
    ),
    ("2020/2021", "between 2020 and 2021", "entre 2020 et 2021", "entre 2020 y 2021"),
    (
        "2018-spring/2018-autumn",
        "between spring and fall~2018",
        "entre le printemps et l’automne~2018",
        "entre la primavera y el otoño~de~2018",
    ),
    (
        "2018-autumn/2018-winter",
        "between fall~2018 and winter~2018–19",
        "entre l’automne~2018 et l’hiver~2018-2019",
        "entre el otoño~de~2018 y el invierno~de~2018-2019",
    ),
    (
        "FY2018-19/FY2020-21",
        "between fiscal~year~2018–19 and fiscal~year~2020–21",
        "entre l’exercice~2018-2019 et l’exercice~2020-2021",
        "entre el ejercicio~2018-2019 y el ejercicio~2020-2021",
    ),
    (
        "2017-05/2017-06-29",
        "between May~2017 and June~29,~2017",
        "entre mai~2017 et le 29~juin~2017",
        "entre mayo~de~2017 y el 29~de~junio~de~2017",
    ),
    (
        "2016~/2018?",
        "between about~2016 and 2018~(uncertain)".replace("~", " "),
        "entre 2016 environ et 2018 (date incertaine)",
        "entre 2016 aproximadamente y 2018 (fecha incierta)",
    ),
]


@pytest.mark.parametrize(("written", "english", "french", "spanish"), IN_DOUBT)
def test_a_doubt_is_never_said_as_a_length_of_time(
    written: str, english: str, french: str, spanish: str
) -> None:
    when = dates.parse_date(written)
    assert [spaced(tongue.date(when)) for tongue in (EN, FR, ES)] == [english, french, spanish]


@pytest.mark.parametrize(
    ("begin", "end", "english", "french", "spanish"),
    [
        (
            "2017-05-24",
            "2017-06-29",
            "from May~24 to June~29,~2017",
            "du 24~mai au 29~juin~2017",
            "del 24~de~mayo al 29~de~junio~de~2017",
        ),
        (
            "2020-01-01",
            "2020-01-11",
            "from January~1 to 11,~2020",
            "du 1er au 11~janvier~2020",
            "del 1 al 11~de~enero~de~2020",
        ),
        (
            "2018-04",
            "2019-06",
            "from April~2018 to June~2019",
            "d’avril~2018 à juin~2019",
            "de abril~de~2018 a junio~de~2019",
        ),
        ("2016", "2018", "from 2016 to 2018", "de 2016 à 2018", "de 2016 a 2018"),
        (
            "2018-spring",
            "2018-autumn",
            "from spring to fall~2018",
            "du printemps à l’automne~2018",
            "de la primavera al otoño~de~2018",
        ),
        (
            "FY2018-19",
            "FY2020-21",
            "from fiscal~year~2018–19 to fiscal~year~2020–21",
            "de l’exercice~2018-2019 à l’exercice~2020-2021",
            "del ejercicio~2018-2019 al ejercicio~2020-2021",
        ),
        (
            "2021-04-01/2023-05-15",
            "2025-03-31",
            "from a date between April~1,~2021 and May~15,~2023 to March~31,~2025",
            "d’une date entre le 1er~avril~2021 et le 15~mai~2023 au 31~mars~2025",
            (
                "de una fecha entre el 1~de~abril~de~2021 y el 15~de~mayo~de~2023"
                " al 31~de~marzo~de~2025"
            ),
        ),
        (
            "2016~",
            "2018-05/2018-06",
            "from about 2016 to a date between May and June~2018",
            "de 2016 environ à une date entre mai et juin~2018",
            "de 2016 aproximadamente a una fecha entre mayo y junio~de~2018",
        ),
        (
            "2016-05-24",
            None,
            "since May~24,~2016",
            "depuis le 24~mai~2016",
            "desde el 24~de~mayo~de~2016",
        ),
        (
            "2018-04-01/2018-04-15",
            None,
            "since a date between April~1 and 15,~2018",
            "depuis une date entre le 1er et le 15~avril~2018",
            "desde una fecha entre el 1 y el 15~de~abril~de~2018",
        ),
        (
            None,
            "2017-03-31",
            "until March~31,~2017",
            "jusqu’au 31~mars~2017",
            "hasta el 31~de~marzo~de~2017",
        ),
        (None, "2017-03", "until March~2017", "jusqu’en mars~2017", "hasta marzo~de~2017"),
        (None, "2018-summer", "until summer~2018", "jusqu’à l’été~2018", "hasta el verano~de~2018"),
        (
            None,
            "2017-03-01/2017-03-31",
            "until a date between March~1 and 31,~2017",
            "jusqu’à une date entre le 1er et le 31~mars~2017",
            "hasta una fecha entre el 1 y el 31~de~marzo~de~2017",
        ),
        (None, None, "", "", ""),
    ],
)
def test_a_length_of_time_is_said_from_its_beginning_to_its_end(
    begin: str | None, end: str | None, english: str, french: str, spanish: str
) -> None:
    first, last = (dates.parse_date(each) if each else None for each in (begin, end))
    said = [spaced(tongue.span(first, last)) for tongue in (EN, FR, ES)]
    assert said == [english, french, spanish]


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("2021-01-18", "Jan~18,~2021", "18~janv.~2021"),
        ("2019-04", "Apr~2019", "avr.~2019"),
        ("2018-autumn", "fall~2018", "automne~2018"),
        ("FY2020-21", "FY~2020–21", "exerc.~2020-2021"),
        (
            "2019-12-28/2020-01-02",
            "between Dec~28,~2019 and Jan~2,~2020",
            "entre le 28~déc.~2019 et le 2~janv.~2020",
        ),
        ("../2017-04", "no later than Apr~2017", "au plus tard en avr.~2017"),
    ],
)
def test_a_date_may_be_short(written: str, english: str, french: str) -> None:
    when = dates.parse_date(written)
    assert spaced(EN.date(when, short=True)) == english
    assert spaced(FR.date(when, short=True)) == french


@pytest.mark.parametrize(
    ("written", "expected", "short"),
    [
        ("2021-01-18", "18~de~enero~de~2021", "18~ene~2021"),
        ("2019-04", "abril~de~2019", "abr~2019"),
        ("2018-autumn", "otoño~de~2018", "otoño~2018"),
        ("2018-winter", "invierno~de~2018-2019", "invierno~2018-2019"),
        ("FY2020-21", "ejercicio~2020-2021", "ej.~2020-2021"),
        (
            "2017-05-24/2017-06-29",
            "entre el 24~de~mayo y el 29~de~junio~de~2017",
            "entre el 24~may y el 29~jun~2017",
        ),
        (
            "2017-05-01/2017-05-29",
            "entre el 1 y el 29~de~mayo~de~2017",
            "entre el 1 y el 29~may~2017",
        ),
        ("2018-04/2018-06", "entre abril y junio~de~2018", "entre abr y jun~2018"),
        ("2016/..", "no antes de 2016", "no antes de 2016"),
        ("2016-05-24/..", "no antes del 24~de~mayo~de~2016", "no antes del 24~may~2016"),
        (
            "../FY2020-21",
            "no después del ejercicio~2020-2021",
            "no después del ej.~2020-2021",
        ),
        ("2017-05-24~", "hacia el 24~de~mayo~de~2017", "hacia el 24~may~2017"),
        ("2017%", "hacia 2017 (fecha incierta)", "hacia 2017 (fecha incierta)"),
    ],
)
def test_a_date_in_spanish(written: str, expected: str, short: str) -> None:
    when = dates.parse_date(written)
    assert spaced(ES.date(when)) == expected
    assert spaced(MX.date(when, short=True)) == short


def test_the_hour_of_a_day_says_whose_it_is() -> None:
    day = dates.parse_date("2021-01-20")
    toronto, paris = (ZoneInfo(name) for name in ("America/Toronto", "Europe/Paris"))
    winter, summer = (datetime(2021, m, 20, 14, 30, tzinfo=UTC) for m in (1, 7))
    assert spaced(EN.until(day, winter.replace(tzinfo=toronto))) == (
        "until January~20,~2021, 2:30~p.m. (EST)"
    )
    assert spaced(EN.until(day, summer.replace(tzinfo=toronto))).endswith("(EDT)")
    assert spaced(FR.until(day, summer.replace(tzinfo=paris))) == (
        "jusqu’au 20~janvier~2021, 14~h~30 (UTC+02:00)"
    )
    assert spaced(ES.until(day, winter.replace(tzinfo=UTC))) == (
        "hasta el 20~de~enero~de~2021, 14:30~h (UTC)"
    )


WEEKS_AND_QUARTERS = [
    ("2021-W05", "week~5~of~2021", "semaine~5~de~2021", "semana~5~de~2021"),
    ("2020-W53", "week~53~of~2020", "semaine~53~de~2020", "semana~53~de~2020"),
    ("2020-W01", "week~1~of~2020", "semaine~1~de~2020", "semana~1~de~2020"),
    (
        "2021-Q1",
        "first~quarter~of~2021",
        "premier~trimestre~de~2021",
        "primer~trimestre~de~2021",
    ),
    (
        "2021-Q4",
        "fourth~quarter~of~2021",
        "quatrième~trimestre~de~2021",
        "cuarto~trimestre~de~2021",
    ),
    (
        "2021-W05/2021-W08",
        "between week~5 and week~8~of~2021",
        "entre la semaine~5 et la semaine~8~de~2021",
        "entre la semana~5 y la semana~8~de~2021",
    ),
    (
        "2020-W53/2021-W01",
        "between week~53~of~2020 and week~1~of~2021",
        "entre la semaine~53~de~2020 et la semaine~1~de~2021",
        "entre la semana~53~de~2020 y la semana~1~de~2021",
    ),
    (
        "2021-Q1/2021-Q3",
        "between the first and the third~quarter~of~2021",
        "entre le premier et le troisième~trimestre~de~2021",
        "entre el primer y el tercer~trimestre~de~2021",
    ),
    (
        "../2021-Q2",
        "no later than the second~quarter~of~2021",
        "au plus tard au deuxième~trimestre~de~2021",
        "no después del segundo~trimestre~de~2021",
    ),
    (
        "2021-Q2~",
        "about the second~quarter~of~2021",
        "vers le deuxième~trimestre~de~2021",
        "hacia el segundo~trimestre~de~2021",
    ),
    ("2021-W05~", "about week~5~of~2021", "vers la semaine~5~de~2021", "hacia la semana~5~de~2021"),
]


@pytest.mark.parametrize(("written", "english", "french", "spanish"), WEEKS_AND_QUARTERS)
def test_weeks_and_quarters_are_said_in_words(
    written: str, english: str, french: str, spanish: str
) -> None:
    when = dates.parse_date(written)
    assert [spaced(tongue.date(when)) for tongue in (EN, FR, ES)] == [english, french, spanish]


def test_weeks_and_seasons_may_be_short() -> None:
    week = dates.parse_date("2020-W53/2021-W01")
    said = [spaced(tongue.date(week, short=True)) for tongue in (FR, ES)]
    assert said == [
        "entre la sem.~53~2020 et la sem.~1~2021",
        "entre la sem.~53~2020 y la sem.~1~2021",
    ]
    assert spaced(ES.span(dates.parse_date("2020-spring"), None, short=True)) == (
        "desde la primavera~2020"
    )


def test_quarters_may_be_short() -> None:
    first, third = dates.parse_date("2021-Q1"), dates.parse_date("2021-Q3")
    spans = [spaced(tongue.span(first, third, short=True)) for tongue in (EN, FR, ES)]
    assert spans == ["from Q1 to Q3~2021", "du T1 au T3~2021", "del T1 al T3~2021"]


def test_other_regions_put_the_day_first() -> None:
    british = language("en-GB")
    assert spaced(british.date(dates.parse_date("2021-01-18"))) == "18~January~2021"
    span = dates.parse_date("2017-05-24/2017-06-29")
    assert spaced(british.date(span)) == "between 24~May and 29~June~2017"


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_names_its_year_and_its_day(day: date) -> None:
    for tongue in TONGUES:
        text = tongue.date(dates.when_on(day))
        assert " " not in text
        assert re.search(rf"\b{day.year}(\u00a0року)?$", text)
        assert re.search(rf"\b{day.day}(er|º)?\b", text)


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_two_days_never_repeat_their_year(one: date, two: date) -> None:
    first, last = sorted((one, two))
    text = FR.date(dates.parse_date(f"{first}/{last}"))
    assert text.count(str(first.year)) == 1
    assert str(last.year) in text


# Typography


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"Yes," he said, "it\'s \'done\'."', "“Yes,” he said, “it’s ‘done’.”"),
        ('("so") and the members\' vote', "(“so”) and the members’ vote"),
        ("the '90s, the 1990s' end", "the ’90s, the 1990s’ end"),
        ('"Group of 7"', "“Group of 7”"),
        ("at 10:30, a ratio of 1:250", "at 10:30, a ratio of 1:250"),
        ("see https://x.ca/a?b='c'&d=1:2.", "see https://x.ca/a?b=’c’&d=1:2."),
        ('see "https://x.ca/it%20s"', "see “https://x.ca/it%20s”"),
        ("$1.39 billion on January 18, 2021", "$1.39~billion on January~18,~2021"),
        ("already “set”, 1~million", "already “set”, 1~million"),
        ("98 % of 5 km at -3 °C, by 6 p.m.", "98% of 5~km at −3~°C, by 6~p.m."),
        ("Mr. Roy, No. 5, p. 12, pp. 3-4", "Mr.~Roy, No.~5, p.~12, pp.~3-4"),
        ("a thin\u2009space", "a thin~space"),
        ("in 2016 members' pay; 5 h's", "in 2016 members’ pay; 5 h’s"),
        ("", ""),
    ],
)
def test_english_text_is_set(typed: str, expected: str) -> None:
    assert spaced(EN.typeset(typed.replace("~", "\u00a0"))) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Objet : le mandat", "Objet~: le mandat"),
        ("Objet: le mandat", "Objet~: le mandat"),
        ("Messages clés:", "Messages clés~:"),
        ("« oui » et «non»", "«~oui~» et «~non~»"),
        ('il a dit "oui"', "il a dit «~oui~»"),
        ("l'opération d'aujourd'hui", "l’opération d’aujourd’hui"),
        ("Vraiment ? Oui ! Bien ;", "Vraiment? Oui! Bien;"),
        ("« Quoi ! »", "«~Quoi!~»"),
        ("98 % ou 98%", "98~% ou 98~%"),
        ("75 $ ou 75$, 75 $ US", "75~$ ou 75~$, 75~$~US"),
        ("à 10 h 30", "à 10~h~30"),
        ("à 10:30, à l'échelle 1:250", "à 10:30, à l’échelle 1:250"),
        ("50 km et 3 h de vol", "50~km et 3~h de vol"),
        ("en 2016 s'est ouvert", "en 2016 s’est ouvert"),
        ("1 378 militaires, 1 600 000 $", "1~378 militaires, 1~600~000~$"),
        ("en 2016 830 militaires", "en 2016 830 militaires"),
        ("7,7 millions de personnes", "7,7~millions de personnes"),
        ("le 1er janvier, le 18 mars 2021", "le 1er~janvier, le 18~mars~2021"),
        ("voir https://x.ca/?q=1%20a : ici", "voir https://x.ca/?q=1%20a~: ici"),
        ("voir https://x.ca/a: ici", "voir https://x.ca/a~: ici"),
        ("déjà~: « mis »~en page, 10~%", "déjà~: «~mis~»~en page, 10~%"),
        ("une espace fine\u202f: non", "une espace fine~: non"),
        ("a::b, C:\\x", "a::b, C:\\x"),
        ('il dit « ni "oui" ni "non" »', "il dit «~ni “oui” ni “non”~»"),
        ("«« a « b » » c » et « d »", "«~“a “b”” c~» et «~d~»"),
        ("un “ mot ” cité", "un “mot” cité"),
        ("Quoi ?, oui !. (Non ;)", "Quoi?, oui!. (Non;)"),
        ("à 9h, à 14h30, à 6 h 05", "à 9~h, à 14~h~30, à 6~h~05"),
        ("50km à 20°C, 3 m², 5 M$, 5 G d'eau", "50~km à 20~°C, 3~m², 5~M$, 5 G d’eau"),
        ("75$US, 3 $CA et 2 £", "75~$~US, 3~$~CA et 2~£"),
        ("-5 °C (-3 %), 14-16, a-5", "−5~°C (−3~%), 14-16, a-5"),
        ("1914–1918, le 555-1234–1999", "1914-1918, le 555-1234–1999"),
        ("M. Roy, Mme Côté, le Dr É. Roy", "M.~Roy, Mme~Côté, le Dr~É.~Roy"),
        ("J. R. Roy et J.-P. Roy", "J.~R.~Roy et J.-P.~Roy"),
        ("No 5, nos 3 et 4, nº 2, p. 12", "No~5, nos~3 et 4, nº~2, p.~12"),
        ("l'article 7, l'annexe 2, une page", "l’article~7, l’annexe~2, une page"),
        ("une fine\u2009: non", "une fine~: non"),
        ("", ""),
    ],
)
def test_french_text_is_set_as_in_canada(typed: str, expected: str) -> None:
    assert spaced(FR.typeset(typed.replace("~", "\u00a0"))) == expected


@pytest.mark.parametrize(
    ("typed", "spain", "mexico"),
    [
        ('Dijo "no "nunca"".', "Dijo «no “nunca”».", "Dijo “no ‘nunca’”."),
        ("Dijo « no ».", "Dijo «no».", "Dijo «no»."),
        ("¿ Qué ? ¡ No !", "¿Qué? ¡No!", "¿Qué? ¡No!"),
        ('"¿ Qué ?" : así ; y "¡ No !"', "«¿Qué?»: así; y «¡No!»", "“¿Qué?”: así; y “¡No!”"),
        ("Son 5% y 3,5 %; 20ºC", "Son 5~% y 3,5~%; 20~°C", "Son 5~% y 3,5~%; 20~°C"),
        ("75€, 75 €, $75 y -$5", "75~€, 75~€, $75 y −$5", "75~€, 75~€, $75 y −$5"),
        ("18 de enero, 1.º de mayo", "18~de~enero, 1.º~de~mayo", "18~de~enero, 1.º~de~mayo"),
        ("EE.UU. y EE. UU.", "EE.~UU. y EE.~UU.", "EE.~UU. y EE.~UU."),
        ("1914–1918, 12 345", "1914-1918, 12~345", "1914-1918, 12~345"),
        ("una\u2009fina\u202fmás", "una~fina~más", "una~fina~más"),
        ("", "", ""),
    ],
)
def test_spanish_text_is_set_as_in_the_country(typed: str, spain: str, mexico: str) -> None:
    assert spaced(ES.typeset(typed)) == spain
    assert spaced(MX.typeset(typed)) == mexico


@given(NASTY)
def test_text_that_is_set_stays_as_it_is(text: str) -> None:
    for tongue in TONGUES:
        once = tongue.typeset(text)
        assert tongue.typeset(once) == once


@given(NASTY)
def test_setting_text_changes_no_word(text: str) -> None:
    def words(each: str) -> str:
        return re.sub(r"[\s\"'«»‹›„“”‚‘’–−-]", "", each)

    for tongue in TONGUES:
        assert words(tongue.typeset(text)) == words(text)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["Est-ce ", "vrai", " ?"], ["Est-ce ", "vrai", "?"]),
        (['"', "mot", '" :', " oui"], ["«~", "mot", "~»~:", " oui"]),
        (["« ", "« a »", " »"], ["«~", "“a”", "~»"]),
        (["5", " ", "km et 14", "h30"], ["5", "~", "km et 14", "~h~30"]),
        (["voir www.x.ca/'", "a", " ;"], ["voir www.x.ca/'", "a", ";"]),
        (["", "-5"], ["", "−5"]),
        ([], []),
    ],
)
def test_the_parts_of_a_line_are_set_as_one(typed: list[str], expected: list[str]) -> None:
    assert list(map(spaced, FR.typeset_parts(typed))) == expected


@given(st.lists(NASTY, max_size=5))
def test_parts_are_set_as_the_whole_and_keep_their_words(parts: list[str]) -> None:
    def words(each: str) -> str:
        return re.sub(r"[^\w/.,()\n]", "", each)

    for tongue in TONGUES:
        set_ = tongue.typeset_parts(parts)
        assert "".join(set_) == tongue.typeset("".join(parts))
        assert list(map(words, set_)) == list(map(words, parts))


def test_a_text_keeps_the_places_of_figures_as_the_rules_know_them() -> None:
    place = f"{grammar.OPEN}0{grammar.CLOSE}"
    assert spaced(FR.typeset(f"p. {place}, {place} km, {place}% : {place} ?")) == (
        f"p.~{place}, {place}~km, {place}~%~: {place}?"
    )
    assert spaced(EN.typeset(f"p. {place}, {place} km, {place} %")) == (
        f"p.~{place}, {place}~km, {place}%"
    )


@given(NUMBERS, st.dates())
def test_what_the_language_printed_is_already_set(number: Number, day: date) -> None:
    for tongue in TONGUES:
        for text in (tongue.number(number), tongue.date(dates.when_on(day))):
            assert tongue.typeset(text) == text


def test_only_the_language_spoken_is_loaded() -> None:
    code = (
        "import sys; import asof.language as spoken\n"
        "assert not {'babel', 'asof.language.en'} & {*sys.modules}\n"
        "from asof import dates\n"
        "spoken.language('fr-CA').date(dates.parse_date('2021-01-18'))\n"
        "assert not {'asof.language.en', 'asof.language.es'} & {*sys.modules}\n"
        "from babel import localedata\n"
        "sys.exit(sorted(localedata._cache) != ['fr', 'fr_CA', 'root'])"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
