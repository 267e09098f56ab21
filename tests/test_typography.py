"""Texts as they are typed and as they are printed, character by character and rule by rule.

`typed/fr.txt` is what an author types, `typed/fr.printed.txt` what the page prints; a space that
does not break is written `⍽` there.
"""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from asof.batch import build
from asof.jobs import Request
from asof.language import grammars, language
from asof.language.typography import set_text
from asof.pdf.proof.text_check import pdf_text
from asof.templates.author_markdown import markdown
from asof.workspace import find_workspace

TWICE = ("es-ES", "es-MX", "pt-BR", "pt-PT")  # with a text for each side of the sea
TAGS = {
    **{short: each.tag for short, each in grammars().items() if short not in ("es", "pt")},
    **{tag: tag for tag in TWICE},
}
# Words of a text; of the others, 120.
LEAST = {
    "fr": 400,
    "de": 300,
    "nl": 300,
    "pl": 250,
    "uk": 250,
    "es-ES": 300,
    "it": 300,
    "pt-PT": 300,
}
HOME = {
    "asof.yaml": f"title: Aide\nlanguages: [{', '.join(TAGS.values())}]\ntimezone: UTC\n",
    "data/sources.yaml": "bilan: {title: Bilan, publisher: Mission, published: 2021-01-18}\n",
}
PERSONS = {
    "fr": {"one": "personne", "other": "personnes"},
    "en": {"one": "person", "other": "people"},
    "es": {"one": "persona", "other": "personas"},
    "it": {"one": "persona", "other": "persone"},
    "pt": {"one": "pessoa", "other": "pessoas"},
    "de": {"one": "Mensch", "other": "Menschen"},
    "nl": {"one": "mens", "other": "mensen"},
    "pl": {"one": "osoba", "few": "osoby", "many": "osób", "other": "osoby"},
    "uk": {"one": "особа", "few": "особи", "many": "осіб", "other": "особи"},
}
LITRES = {
    "fr": {"one": "litre d'eau", "other": "litres d'eau"},
    "en": {"one": "litre of water", "other": "litres of water"},
    "es": {"one": "litro de agua", "other": "litros de agua"},
    "it": {"one": "litro d'acqua", "other": "litri d'acqua"},
    "pt": {"one": "litro de água", "other": "litros de água"},
    "de": {"one": "Liter Wasser", "other": "Liter Wasser"},
    "nl": {"other": "liter water"},
    "pl": {"one": "litr wody", "few": "litry wody", "many": "litrów wody", "other": "litra wody"},
    "uk": {"one": "літр води", "few": "літри води", "many": "літрів води", "other": "літра води"},
}
HYPHENATED = tuple(short for short in grammars() if short != "en")
FACTS: dict[str, dict[str, Any]] = {
    "personnes": {"value": "1 million", "unit": PERSONS},
    "sinistres": {"value": "1,200,000", "unit": PERSONS},
    "habitants": {
        "value": "2.5 million",
        "unit": {
            "fr": "habitants",
            "es": "habitantes",
            "it": "abitanti",
            "pt": "habitantes",
            "de": "Einwohner",
            "nl": "inwoners",
            "pl": "mieszkańców",
            "uk": "мешканців",
        },
    },
    "foyers": {
        "value": "nearly 600 thousand",
        "unit": {
            "fr": "foyers",
            "es": "hogares",
            "it": "famiglie",
            "pt": "famílias",
            "de": "Haushalte",
            "nl": "gezinnen",
            "pl": "rodzin",
            "uk": "родин",
        },
    },
    "tonnes": {
        "value": "7.7 thousand",
        "unit": {
            "fr": "tonnes",
            "es": "toneladas",
            "it": "tonnellate",
            "pt": "toneladas",
            "de": "Tonnen",
            "nl": "ton",
            "pl": "ton",
            "uk": "тонн",
        },
    },
    "budget": {"value": "1.39 billion", "currency": "CAD"},
    "promesses": {"value": "about 2 billion", "currency": "CAD"},
    "avance": {"value": "1.5 million", "currency": "CAD"},
    "trousse": {"value": "75", "currency": "CAD"},
    "rabais": {"value": "-1,250", "currency": "CAD"},
    "nuits": {"value": "-3.5", "unit": "°C"},
    "eau": {"value": "1.5", "unit": LITRES},
    "repas": {
        "value": "1.5 million",
        "unit": {
            "fr": "repas",
            "en": "meals",
            "es": "comidas",
            "it": "pasti",
            "pt": "refeições",
            "de": "Mahlzeiten",
            "nl": "maaltijden",
            "pl": "posiłków",
            "uk": "порцій їжі",
        },
    },
    "vaccins": {"value": "60.3", "unit": "%"},
    "routes": {"value": "about 98", "unit": "%"},
    "part": {"value": "12"},
    "vols": {"value": "up to 36", "unit": "h"},
    "piste": {"value": "850"},
    "militaires": {
        "value": "300 to 400",
        "unit": {
            "fr": "militaires",
            "en": "members",
            "es": "militares",
            "it": "militari",
            "pt": "militares",
            "de": "Soldaten",
            "nl": "soldaten",
            "pl": "żołnierzy",
            "uk": "солдатів",
        },
    },
    "debut": {"value": "2021-01-01", "type": "date"},
    "renfort": {"value": "2020-12-01", "type": "date"},
    "bilan": {"value": "2021-01-18", "type": "date"},
    "mission": {"value": {"en": "2014 to 2016", **dict.fromkeys(HYPHENATED, "2014-2016")}},
    "phase": {"value": {"en": "2018 to 2020", **dict.fromkeys(HYPHENATED, "2018-2020")}},
    "exercice": {"value": "FY2020-21", "type": "date"},
    "etat": {"value": {"fr": "À l'étude"}, "type": "text"},
}


def paragraphs(name: str) -> list[str]:
    """The paragraphs of a text, each on one line."""
    text = (Path(__file__).parent / "typed" / name).read_text("utf-8").strip()
    return [" ".join(part.split("\n")) for part in text.split("\n\n")]


TYPED = {lang: paragraphs(f"{lang}.txt") for lang in TAGS}
PRINTED = {lang: paragraphs(f"{lang}.printed.txt") for lang in TAGS}

# Each rule, and where the printed text keeps it.
FRENCH = {
    "a no-break space before a colon": r"\w⍽:(?= )|»⍽:",
    "no-break spaces inside guillemets": r"«⍽[^«»]+⍽»",
    "English quotation marks inside guillemets": r"«⍽[^«»]*“[^⍽”][^”]*[^⍽]”[^«»]*⍽»",
    "a no-break space before the per cent sign": r"[0-9]⍽%",
    "a no-break space before the dollar sign": r"[0-9]⍽\$(?!⍽)",
    "the dollar of another country": r"[0-9]⍽\$⍽US",
    "no-break spaces around h": r"[0-9]⍽h⍽[0-9]{2}",
    "a no-break space before other units": r"[0-9]⍽(?:km|m|kg|°C)\b",
    "no space before a semicolon": r"\w;|»;",
    "no space before an exclamation mark": r"\w!",
    "no space before a question mark": r"\w\?(?= |$)",
    "thousands apart": r"(?<![0-9⍽])[0-9]{1,3}(?:⍽[0-9]{3})+(?![0-9])",
    "years never apart": r"(?<![0-9⍽])(?:19|20)[0-9]{2}(?![⍽0-9])",
    "a decimal comma": r"[0-9],[0-9]",
    "a minus sign": r"−[0-9]",
    "a million or a milliard takes de": r"(?:million|milliard)s?⍽(?:de⍽|d’)",
    "digits take no de": r"⍽000⍽(?:personnes|foyers)",
    "de is elided": r"millions?[ ⍽]d’\w",
    "singular below two": r"\b1(?:,[0-9]+)?⍽(?:million|milliard|litre)\b",
    "plural from two on": r"\b(?:[2-9]|[0-9]{2,})(?:,[0-9]+)?⍽(?:millions|milliards)\b",
    "mille has no plural": r"(?:deux|dix) mille\b",
    "the first is 1er": r"\b1er⍽(?:janvier|décembre)\b",
    "the first of a month as typed": r"\b1er⍽(?:février|mai)\b",
    "a day and its month together": r"\b[0-9]{1,2}⍽(?:janvier|mars)⍽[0-9]{4}",
    "ranges of years in full": r"\b[0-9]{4}-[0-9]{4}\b",
    "ordinals": r"\b(?:1re|[23]e)\b",
    "capitals keep their accents": r"\b[ÀÉÎ]",
    "apostrophes": r"\w’\w",
    "a civil title and its name": r"\b(?:M\.|Mme|Dr)⍽[A-Z]",
    "initials and the name": r"\b[A-Z]\.⍽[A-ZÀ-Ý]",
    "an abbreviation and its number": r"\b(?:pp?\.|n[oº])⍽[0-9]",
    "a part of a document and its number": r"\b(?:annexe|article)⍽[0-9]",
    "hedges hold on to their number": r"(?:près⍽de|environ|jusqu’à|à)⍽[0-9]",
    "colons in times stay": r"\b[0-9]{2}:[0-9]{2}\b",
    "colons in ratios stay": r"\b1:[0-9]{2,3}\b(?!⍽)",
    "addresses stay": r"https://\S+jour=1:18|aide@example\.ca",
}
ENGLISH = {
    "double quotation marks": r"“[^“”\s][^“”]*[^“”\s]”",
    "single quotation marks": r"‘\w+’",
    "apostrophes": r"\w’[a-z]",
    "a plural's apostrophe, or a year's": r"s’ |’[0-9]0s",
    "a number and its scale": r"[0-9]⍽(?:million|billion)\b",
    "thousands apart": r"[0-9],[0-9]{3}\b",
    "a decimal point": r"[0-9]\.[0-9]",
    "the dollar before its number": r"\$[0-9]",
    "a minus sign": r"−[$0-9]",
    "no space before the per cent sign": r"[0-9]%",
    "a number and its unit": r"[0-9]⍽(?:km|m|°C)\b",
    "a time and its half of the day": r"[0-9]⍽[ap]\.m\.",
    "a month and its day": r"(?:January|March|December)⍽[0-9]{1,2},⍽[0-9]{4}",
    "a title and its name": r"(?:Mr|Dr)\.⍽[A-Z]",
    "an abbreviation and its number": r"\b(?:pp?|No)\.⍽[0-9]",
    "hedges hold on to their number": r"(?:about|to)⍽[$0-9]",
    "colons stay": r"[0-9]:[0-9]",
    "addresses stay": r"https://\S+jour=1:18|aide@example\.ca",
}
SPANISH = {
    "no space after a sign that opens": r"[¿¡]\w",
    "no space before a semicolon": r"\w;",
    "no space before a sign that closes": r"[a-z][?!]",
    "no space before a colon": r"[a-z]: ",
    "a no-break space before the per cent sign": r"[0-9]⍽%",
    "no-break spaces before other units": r"[0-9]⍽(?:km|m|kg|°C|h)\b",
    "a number and its scale": r"[0-9]⍽(?:mil|millón|millones)\b",
    "a scale takes de": r"mill(?:ón|ones)⍽de⍽",
    "a minus sign": r"−[0-9$]",
    "a day, de and its month together": r"\b[0-9]{1,2}⍽de⍽[a-z]+⍽de⍽[0-9]{4}",
    "the first of a month as typed": r"\b1\.º⍽de⍽(?:febrero|mayo)\b",
    "ranges of years in full": r"\b[0-9]{4}-[0-9]{4}\b",
    "ordinals": r"\b[0-9]\.[ºª](?=[ ,.])",
    "a title and its name": r"\b(?:Sra?|Dra?)\.⍽[A-Z]",
    "initials and the name": r"\b[A-Z]\.⍽(?=[A-ZÁ])",
    "two words of an abbreviation": r"EE\.⍽UU\.",
    "an abbreviation and its number": r"\b(?:pág|n)\.º?⍽[0-9]",
    "a part of a document and its number": r"\b(?:anexo|artículo)⍽[0-9]",
    "hedges hold on to their number": r"(?:de|casi|aproximadamente|hasta)⍽[$0-9]",
    "addresses stay": r"https://\S+jour=1:18|aide@example\.ca",
}
SPAIN = SPANISH | {
    "guillemets close on their words": r"«[^«»\s][^«»]*[^«»\s]»",
    "double quotation marks inside guillemets": r"«[^«»]*“\w[^“”]*”[^«»]*»",
    "thousands apart, from five digits on": r"(?<![0-9⍽])[0-9]{2,3}(?:⍽[0-9]{3})+(?![0-9])",
    "four digits together": r"(?<![0-9⍽,])[0-9]{4}⍽(?:€|toneladas|millones)",
    "a decimal comma": r"[0-9],[0-9]",
    "the euro after its number": r"[0-9]⍽€",
}
MEXICO = SPANISH | {
    "double quotation marks": r"“[^“”\s][^“”]*[^“”\s]”",
    "single quotation marks inside double ones": r"“[^“”]*‘\w[^‘’]*’[^“”]*”",
    "commas between thousands": r"[0-9],[0-9]{3}\b",
    "a decimal point": r"[0-9]\.[0-9]",
    "the dollar before its number": r"\$[0-9]",
}
ITALIAN = {
    "guillemets close on their words": r"«[^«»\s][^«»]*[^«»\s]»",
    "double quotation marks inside guillemets": r"«[^«»]*“\w[^“”]*”[^«»]*»",
    "single quotation marks": r"‘\w+’",
    "apostrophes": r"\w’\w",
    "a decade's apostrophe": r" ’[0-9]0\b",
    "no space before a semicolon": r"\w;",
    "no space before a sign that closes": r"[a-z][?!]",
    "no space before a colon": r"[a-z]: ",
    "no space before the per cent sign": r"[0-9]%",
    "thousands apart by points": r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])",
    "a decimal comma": r"[0-9],[0-9]",
    "a minus sign": r"−[0-9]",
    "a currency after its number": r"[0-9]⍽(?:€|CAD)",
    "a currency before its number, as typed": r"[€£]⍽[0-9]",
    "a no-break space before other units": r"[0-9]⍽(?:km|m|kg|°C|h)\b",
    "an hour": r"ore⍽[0-9]{1,2}:[0-9]{2}",
    "a number and its scale": r"[0-9]⍽(?:mila|milione|milioni|miliardi)\b",
    "a scale takes di": r"(?:milion[ei]|miliard[oi])⍽di⍽",
    "the first is 1º": r"\b1º⍽(?:gennaio|dicembre)⍽[0-9]{4}",
    "the first of a month as typed": r"\b1º⍽(?:febbraio|maggio)\b",
    "a day and its month together": r"\b[0-9]{1,2}⍽[a-z]+⍽[0-9]{4}",
    "ranges of years in full": r"\b[0-9]{4}-[0-9]{4}\b",
    "ordinals": r"\b[0-9][ºª](?=[ ,.])",
    "a title and its name": r"\b(?:Sig\.ra|Dott\.|Dr\.)⍽[A-Z]",
    "initials and the name": r"\b[A-ZÈ]\.⍽(?=[A-Z])",
    "an abbreviation and its number": r"\b(?:pag|n)\.⍽[0-9]",
    "a part of a document and its number": r"\b(?:allegato|articolo)⍽[0-9]",
    "hedges hold on to their number": r"(?:quasi|circa|fino⍽a|tra)⍽[0-9]",
    "addresses stay": r"https://\S+jour=1:18|aide@example\.ca",
}
PORTUGUESE = {
    "single quotation marks": r"‘[\wí]+’",
    "no space before a semicolon": r"\w;|[”»];",
    "no space before a sign that closes": r"[a-z][?!]",
    "no space before the per cent sign": r"[0-9]%",
    "a decimal comma": r"[0-9],[0-9]",
    "a minus sign": r"−(?:R\$⍽)?[0-9]",
    "a no-break space before other units": r"[0-9]⍽(?:km|m|kg|°C|h)\b",
    "a number and its scale": r"[0-9]⍽(?:mil|milhão|milhões|bilhão|bilhões)\b",
    "a scale takes de": r"(?:milh|bilh)(?:ão|ões)⍽de⍽",
    "a currency before its number": r"(?:R|US)\$⍽[0-9]",
    "a day, de and its month together": r"\b[0-9]{1,2}º?⍽de⍽[a-z]+⍽de⍽[0-9]{4}",
    "ranges of years in full": r"\b[0-9]{4}-[0-9]{4}\b",
    "a title and its name": r"\b(?:Sra?|Dra?)\.⍽[A-ZÁÓ]",
    "initials and the name": r"\b[A-ZÁ]\.⍽(?=[A-Z])",
    "an abbreviation and its number": r"\b(?:pág|n)\.º?⍽[0-9]",
    "a part of a document and its number": r"\b(?:anexo|artigo)⍽[0-9]",
    "hedges hold on to their number": r"(?:quase|de|até|entre)⍽[0-9]",
    "addresses stay": r"https://\S+jour=1:18|aide@example\.ca",
}
BRAZIL = PORTUGUESE | {
    "double quotation marks": r"“[^“”\s][^“”]*[^“”\s]”",
    "thousands apart by points": r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])",
    "ordinals": r"\b[0-9][ºª](?=[ ,.⍽])",
}
PORTUGAL = PORTUGUESE | {
    "guillemets close on their words": r"«[^«»\s][^«»]*[^«»\s]»",
    "double quotation marks inside guillemets": r"«[^«»]*“\w[^“”]*”[^«»]*»",
    "thousands apart, from five digits on": r"(?<![0-9⍽])[0-9]{2,3}(?:⍽[0-9]{3})+(?![0-9])",
    "four digits together": r"(?<![0-9⍽,])[0-9]{4}⍽(?:CA\$|toneladas|milhões)",
    "ordinals": r"\b[0-9]\.[ºª](?=[ ,.⍽])",
}
GERMAN = {
    "quotation marks below and above": r"„[^„“\s][^„“]*“",
    "single ones inside": r"„[^„“]*‚\w[^‘]*‘[^„“]*“",
    "single quotation marks": r"‚[\w]+‘",
    "apostrophes": r"\w’\w",
    "no space before a semicolon": r"[\w“];",
    "no space before a sign that closes": r"[a-z][?!]",
    "no space before a colon": r"\w: ",
    "a no-break space before the per cent sign": r"[0-9]⍽%",
    "thousands apart by points": r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])",
    "a decimal comma": r"[0-9],[0-9]",
    "a minus sign": r"−[0-9]",
    "a currency after its number": r"[0-9]⍽(?:€|CA\$)",
    "a currency before its number, as typed": r"(?:CHF|EUR)⍽[0-9]",
    "a no-break space before other units": r"[0-9]⍽(?:km|m|kg|°C|h|Uhr)\b",
    "a number and its scale": r"[0-9]⍽(?:Million|Millionen|Milliarden)\b",
    "an abbreviation of two words": r"\b[zd]\.⍽[Bh]\.",
    "a day and its month together": r"\b[0-9]{1,2}\.⍽[A-Z][a-zä]+⍽[0-9]{4}",
    "a title and its name": r"\b(?:Frau|Dr\.|Herr|Prof\.)⍽[A-ZÄ]",
    "initials and the name": r"\b[A-ZÄ]\.⍽(?=[A-Z])",
    "an abbreviation and its number": r"\b(?:S|Nr)\.⍽[0-9]",
    "a part of a document and its number": r"\b(?:Anhang|Artikel)⍽[0-9]",
    "hedges hold on to their number": r"(?:fast|etwa|bis⍽zu|bis)⍽[0-9]",
    "addresses stay": r"https://\S+jour=1:18|aide@example\.ca",
}
DUTCH = {
    "double quotation marks": r"“[^“”\s][^“”]*”",
    "single ones inside": r"“[^“”]*‘\w[^‘’]*’[^“”]*”",
    "single quotation marks": r"‘\w+’",
    "apostrophes that open no quotation": r"(?:^| )’(?:s\b|[0-9]0)",
    "no space before a semicolon": r"[\w“];",
    "no space before a sign that closes": r"[a-z][?!]",
    "no space before a colon": r"\w: ",
    "no space before the per cent sign": r"[0-9]%",
    "thousands apart by points": r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])",
    "a decimal comma": r"[0-9],[0-9]",
    "a minus sign": r"−[0-9]",
    "a currency before its number": r"(?:€|C\$)⍽−?[0-9]",
    "a currency before its number, as typed": r"(?:CHF|EUR)⍽[0-9]",
    "a currency after its number, as typed": r"[0-9]⍽€",
    "a no-break space before other units": r"[0-9]⍽(?:km|m|kg|°C|h|uur)\b",
    "a number and its scale": r"[0-9]⍽(?:miljoen|miljard)\b",
    "a day and its month together": r"\b[0-9]{1,2}⍽[a-z]+⍽[0-9]{4}",
    "a title and its name": r"\b(?:mevr|dr|Dhr|prof)\.⍽[A-ZÉ]",
    "initials and the name": r"\b[A-ZÉ]\.⍽(?=[A-Z])",
    "an abbreviation and its number": r"\b(?:blz|nr)\.⍽[0-9]",
    "a part of a document and its number": r"\b(?:bijlage|artikel)⍽[0-9]",
    "hedges hold on to their number": r"(?:bijna|ongeveer|tot)⍽[0-9]",
    "addresses stay": r"https://\S+jour=1:18|aide@example\.ca",
}
POLISH = {
    "quotation marks below and above": r"„[^„”\s][^„”]*”",
    "guillemets inside": r"„[^„”]*«\w[^»]*»[^„”]*”",
    "guillemets alone": r"«\w+»",
    "apostrophes": r"\w’\w",
    "no space before a semicolon": r"[\w”];",
    "no space before a sign that closes": r"[a-z][?!]",
    "no space before a colon": r"\w: ",
    "no space before the per cent sign": r"[0-9]%",
    "thousands apart, from five digits on": r"(?<![0-9⍽])[0-9]{2,3}(?:⍽[0-9]{3})+(?![0-9])",
    "four digits together": r"(?<![0-9]⍽)(?<![0-9,])[0-9]{4}⍽(?:CAD|ton)",
    "a decimal comma": r"[0-9],[0-9]",
    "a minus sign": r"−[0-9]",
    "a currency after its number": r"[0-9]⍽(?:€|zł|CAD)",
    "a currency before its number, as typed": r"(?:CHF|EUR)⍽[0-9]",
    "a no-break space before other units": r"[0-9]⍽(?:km|m|kg|°C|h)\b",
    "a number and its scale": r"[0-9]⍽(?:milion|miliona|miliony|miliardów|mln)\b",
    "an hour": r"godz\.⍽[0-9]{1,2}:[0-9]{2}",
    "a day and its month together": r"\b[0-9]{1,2}⍽[a-z]+⍽[0-9]{4}",
    "a title and its name": r"\b(?:pani|prof\.|Pan)⍽[A-ZŁ]",
    "initials and the name": r"\b[A-ZŁ]\.⍽(?=[A-Z])",
    "an abbreviation and its number": r"\b(?:s\.|nr)⍽[0-9]",
    "hedges hold on to their number": r"(?:prawie|około|do)⍽[0-9]",
    "a word of one letter ends no line": r"(?:^|[ ⍽(])[aiouwzW]⍽\w",
    "addresses stay": r"https://\S+jour=1:18|aide@example\.ca",
}
UKRAINIAN = {
    "guillemets close on their words": r"«[^«»\s][^«»]*[^«»\s]»",
    "quotation marks inside guillemets": r"«[^«»]*„\w[^“]*“[^«»]*»",
    "quotation marks alone": r"„\w+“",
    "apostrophes": r"\w’\w",
    "no space before a semicolon": r"[\w»];",
    "no space before a sign that closes": r"[а-яії][?!]",
    "no space before a colon": r"\w: ",
    "no space before the per cent sign": r"[0-9]%",
    "thousands apart": r"(?<![0-9⍽])[0-9]{1,3}(?:⍽[0-9]{3})+(?![0-9])",
    "a decimal comma": r"[0-9],[0-9]",
    "a minus sign": r"−[0-9]",
    "a currency after its number": r"[0-9]⍽(?:€|грн|CAD)",
    "a currency before its number, as typed": r"(?:CHF|EUR)⍽[0-9]",
    "a no-break space before other units": r"[0-9]⍽(?:км|м|кг|°C|h)\b",
    "a number and its scale": r"[0-9]⍽(?:мільйон|мільйона|мільйони|мільярдів|млн)\b",
    "a day and its month together": r"\b[0-9]{1,2}⍽[а-яії]+⍽[0-9]{4}⍽року",
    "a title and its name": r"\b(?:пані|проф\.|д-ру)[⍽ ][А-ЯЄ]",
    "initials and the name": r"\b[А-ЯЄ]\.⍽(?=[А-Я])",
    "an abbreviation and its number": r"(?:\bс\.|№)⍽[0-9]",
    "hedges hold on to their number": r"(?:майже|близько|до)⍽[0-9]",
    "a word of one letter ends no line": r"(?:^|[ ⍽(])[ійуазвоУ]⍽[\w«]",
    "addresses stay": r"https://\S+jour=1:18|aide@example\.ca",
}
RULES = {
    "uk": UKRAINIAN,
    "pl": POLISH,
    "nl": DUTCH,
    "de": GERMAN,
    "fr": FRENCH,
    "en": ENGLISH,
    "es-ES": SPAIN,
    "es-MX": MEXICO,
    "it": ITALIAN,
    "pt-BR": BRAZIL,
    "pt-PT": PORTUGAL,
}
KEPT = [(lang, rule, pattern) for lang in RULES for rule, pattern in RULES[lang].items()]


def note() -> str:
    """The briefing as typed: each paragraph a block of its own, the shorter text in its place."""
    rows = zip_longest(*TYPED.values(), fillvalue="…")
    texts = (json.dumps(dict(zip(TYPED, row, strict=True)), ensure_ascii=False) for row in rows)
    body = "".join(f"  - text: {text}\n" for text in texts)
    return f"title: Bilan\nas_of: 2021-01-18\nsource_notes: none\nbody:\n{body}"


def fact(name: str, value: Any, **fields: Any) -> str:
    """A fact with its one line."""
    line = {"value": value, "on": "2021-01-18", "source": "bilan"}
    return f"{name}: {json.dumps(fields | {'label': name, 'observations': [line]})}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the note, printed by the whole program."""
    root = tmp_path_factory.mktemp("aide")
    facts = "".join(fact(name, **fields) for name, fields in FACTS.items())
    layout = {"data/facts/aide.yaml": facts, "data/briefings/bilan.yaml": note()}
    for name, content in (HOME | layout).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    made = list(build(find_workspace(root), Request(date(2021, 4, 1), html=True)))
    assert [built.failure for built in made] == [None] * len(TAGS)
    return made[0].job.path.parent


@pytest.mark.parametrize("lang", PRINTED)
def test_the_text_is_printed_character_by_character(folder: Path, lang: str) -> None:
    html = (folder / f"bilan.{lang}" / "index.html").read_text("utf-8")
    found = re.findall(r'<div class="prose[^"]*">\s*<p>(.*?)</p>', html, re.DOTALL)
    shown = [unescape(re.sub(r"<[^>]*>", "", words)).replace("\u00a0", "⍽") for words in found]
    assert [words for words in shown if words != "…"] == PRINTED[lang]


@pytest.mark.parametrize("lang", PRINTED)
def test_the_page_breaks_its_lines_at_plain_spaces_alone(folder: Path, lang: str) -> None:
    page = pdf_text((folder / f"bilan.{lang}.pdf").read_bytes())
    page = page.replace("\x02", "")  # where a word is divided
    for words in PRINTED[lang]:
        wanted = re.escape(words).replace(r"\ ", r"\s+").replace("⍽", "\u00a0")
        wanted = wanted.replace("https://", r"https://\s*")  # where an address may break
        assert re.search(wanted, page), words


@pytest.mark.parametrize(("lang", "rule", "pattern"), KEPT, ids=lambda each: each[:40])
def test_the_text_keeps_each_rule_at_least_twice(lang: str, rule: str, pattern: str) -> None:
    assert len(re.findall(pattern, "\n".join(PRINTED[lang]))) >= 2, rule


@pytest.mark.parametrize("lang", PRINTED)
def test_the_text_is_long_enough(lang: str) -> None:
    words = re.split(r"[\s⍽]+", "\n".join(PRINTED[lang]))
    assert sum(1 for word in words if re.search(r"\w", word)) >= LEAST.get(lang, 120)


@pytest.mark.parametrize("lang", PRINTED)
def test_the_text_is_not_typed_as_it_is_printed(lang: str) -> None:
    assert not re.search("[\u00a0\u202f’“”−]", "\n".join(TYPED[lang]))
    assert not set(TYPED[lang]) & set(PRINTED[lang])


APPLIED = [(lang, n) for lang, tag in TAGS.items() for n in range(len(language(tag).rules))]
ELSEWHERE = {"[\u2009\u202f]", "“[ \u00a0]+", "[ \u00a0]+”"}  # what only a paste brings


@pytest.mark.parametrize(("lang", "n"), APPLIED)
def test_the_text_would_show_the_loss_of_any_rule(lang: str, n: int) -> None:
    rules = language(TAGS[lang]).rules
    fewer = (*rules[:n], *rules[n + 1 :])
    same = [set_text(text, fewer) == set_text(text, rules) for text in TYPED[lang]]
    assert all(same) == (rules[n][0] in ELSEWHERE), rules[n]


def test_a_text_is_typed_in_every_language() -> None:
    assert {tag.partition("-")[0] for tag in TAGS.values()} == set(grammars())


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Est-ce *vrai* ?", "Est-ce <em>vrai</em>?"),
        ('"*mot*" : **oui** !', "«⍽<em>mot</em>⍽»⍽: <strong>oui</strong>!"),
        ("5 *km*, [lien](https://x.ca/a) ;", '5⍽<em>km</em>, <a href="https://x.ca/a">lien</a>;'),
        ("`a 'b' :` : x", "<code>a 'b' :</code>⍽: x"),
    ],
)
def test_markup_does_not_part_words_from_their_spaces(typed: str, html: str) -> None:
    shown = markdown(language("fr-CA")).renderInline(typed)
    assert shown.replace("\u00a0", "⍽") == html


@pytest.mark.parametrize(
    ("tag", "typed", "printed"),
    [
        ("en-CA", "5 May 2016", "5_May_2016"),
        ("en-CA", "on the 15th of May 2023", "on the 15th_of_May_2023"),
        ("en-CA", "Feb. 3, 2020 and June 4", "Feb._3,_2020 and June_4"),
        ("en-CA", "in March 2021", "in March_2021"),
        ("fr-CA", "le 1er juin 2016", "le 1er_juin_2016"),
        ("fr-CA", "le 5 févr. 2020, en mai 2016", "le 5_févr._2020, en mai_2016"),
        ("es-ES", "el 5 de mayo de 2016", "el 5_de_mayo_de_2016"),
        ("es-ES", "en mayo de 2016, 5 may. 2016", "en mayo_de_2016, 5_may._2016"),
        ("it-IT", "dal 1° maggio 2016 all'8 mag. 2016", "dal 1º_maggio_2016 all’8_mag._2016"),
    ],
)
def test_a_date_that_is_typed_does_not_break(tag: str, typed: str, printed: str) -> None:
    assert language(tag).typeset(typed).replace("\u00a0", "_") == printed
