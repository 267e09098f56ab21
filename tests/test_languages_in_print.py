"""What each language prints and reads, a table a language; `~` is a space that does not break.

English, French and Spanish have their examples in `test_language.py` and `test_typed.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from asof import dates, quantity
from asof.cli import main
from asof.diagnostics import Location
from asof.engine import lay
from asof.form import Typeface
from asof.language import Language, explain_date, explain_quantity, grammars, language
from asof.language.grammar import OPEN
from asof.page.document import Document
from asof.page.tree import parse
from asof.pdf import write_pdf
from asof.pdf.proof.text_check import pdf_text
from asof.review.number_detection import figures
from translated import TRANSLATED, starter
from vocabulary import own, strangers, words

Table = Mapping[str, Mapping[str, str]]

ITALIAN: Table = {
    "value": {
        "1378": "1.378",
        "12345": "12.345",
        "131 136.5": "131.136,5",
        "-1500": "−1.500",
        "1 million": "1~milione",
        "1.5 million": "1,5~milioni",
        "1.39 billion": "1,39~miliardi",
        "1 billion": "1~miliardo",
        "1.50 trillion": "1.500~miliardi",
        "600 thousand": "600.000",
        "exactly 830": "esattamente~830",
        "about 600": "circa~600",
        "some 200": "all’incirca~200",
        "nearly 100": "quasi~100",
        "over 1,200": "oltre~1.200",
        "more than 7.7 million": "più~di~7,7~milioni",
        "at least 29": "almeno~29",
        "up to 830": "fino~a~830",
        "at most 830": "al~massimo~830",
        "as many as 850": "fino~a~850",
        "fewer than 1000": "meno~di~1.000",
        "2 to 3 million": "tra~2~e~3~milioni",
        "900 thousand to 1.2 million": "tra~900.000~e~1,2~milioni",
        "in the tens": "decine",
        "in the hundreds": "centinaia",
        "thousands": "migliaia",
    },
    "counted": {
        "1 persona/persone": "1~persona",
        "0 persona/persone": "0~persone",
        "1.5 persona/persone": "1,5~persone",
        "1000000 persona/persone": "1.000.000~persone",
        "1 million persona/persone": "1~milione~di~persone",
        "more than 7.7 million persona/persone": "più~di~7,7~milioni~di~persone",
        "in the hundreds persona/persone": "centinaia~di~persone",
        "12.5 %": "12,5%",
        "10 to 20 %": "tra~10~e~20%",
        "1 pp": "1~punto percentuale",
        "0.5 pp": "0,5~punti percentuali",
    },
    "money": {
        "1204 EUR": "1.204~euro",
        "1.2 million EUR": "1,2~milioni~di~euro",
        "about 1.2 million EUR": "circa~1,2~milioni~di~euro",
        "300 to 400 EUR": "tra~300~e~400~euro",
        "75 USD": "75~USD",
        "5 million USD": "5~milioni~di~dollari statunitensi",
        "-75 CHF": "−75~CHF",
        "hundreds EUR": "centinaia~di~euro",
    },
    "date": {
        "2020-11-10": "10~novembre~2020",
        "2020-11-01": "1º~novembre~2020",
        "2019-04": "aprile~2019",
        "2018-autumn": "autunno~2018",
        "2018-winter": "inverno~2018-2019",
        "2021-W05": "settimana~5~del~2021",
        "2021-Q2": "secondo~trimestre~del~2021",
        "FY2020-21": "esercizio~2020-2021",
        "2020-11-06/2020-11-11": "tra il 6 e l’11~novembre~2020",
        "2017-05-24/2017-06-29": "tra il 24~maggio e il 29~giugno~2017",
        "2018-04/2018-06": "tra aprile e giugno~2018",
        "2021-Q1/2021-Q3": "tra il primo e il terzo~trimestre~del~2021",
        "2016/..": "non prima del 2016",
        "2020-11-08/..": "non prima dell’8~novembre~2020",
        "../2020-11-08": "entro l’8~novembre~2020",
        "../2017-03": "entro marzo~2017",
        "2020-08-08~": "intorno all’8~agosto~2020",
        "2020-08~": "intorno ad agosto~2020",
        "2017?": "2017 (data incerta)",
        "2017%": "intorno al 2017 (data incerta)",
    },
    "short date": {
        "2020-09-01": "1º~set~2020",
        "2017-05-24/2017-06-29": "tra il 24~mag e il 29~giu~2017",
        "2021-Q1": "T1~2021",
        "2021-W05": "sett.~5~2021",
        "FY2020-21": "es.~2020-2021",
    },
    "span": {
        "2020-08-08 2020-08-11": "dall’8 all’11~agosto~2020",
        "2020-03-01 2020-06-29": "dal 1º~marzo al 29~giugno~2020",
        "2018-04 2018-08": "da aprile ad agosto~2018",
        "2016 2018": "dal 2016 al 2018",
        "2018-spring 2018-autumn": "dalla primavera all’autunno~2018",
        "2021-W05 2021-W08": "dalla settimana~5 alla settimana~8~del~2021",
        "2020-11-08 -": "dall’8~novembre~2020",
        "2020-11 -": "da novembre~2020",
        "- 2018-summer": "fino all’estate~2018",
        "- 2017-08": "fino ad agosto~2017",
        "2018-04-01/2018-04-15 -": "da una data tra il 1º e il 15~aprile~2018",
    },
    "page": {
        "stale_since day=8 novembre 2020": "non confermato dall’8 novembre 2020",
        "changes_since day=1º agosto 2020": "Modifiche dal 1º agosto 2020",
        "up_by value=tra 2 e 3": "tra 2 e 3 in più",
        "change_not_reported day=11 agosto 2020": "nessun dato l’11 agosto 2020",
        "change_not_reported day=agosto 2020": "nessun dato ad agosto 2020",
        "as_of_day day=11 agosto 2020": "Situazione all’11 agosto 2020",
        "situation day=8 maggio 2020; known=9 maggio 2020": (
            "Situazione all’8 maggio 2020, secondo quanto noto al 9 maggio 2020"
        ),
    },
    "before a fact": {
        "il |8%": "l’8%",
        "Il |11 novembre 2020": "L’11 novembre 2020",
        "del |80%": "dell’80%",
        "l’|5%": "il 5%",
        "dell’|110": "del 110",
        "i |80 casi": "gli 80 casi",
        "dei |11.000 casi": "degli 11.000 casi",
        "gli |1.100 casi": "i 1.100 casi",
        "quei |8 casi": "quegli 8 casi",
        "di |il ministro": "del ministro",
        "in |l’accordo": "nell’accordo",
        "Su |le isole": "Sulle isole",
        "il |il ministro": "il ministro",
        "il |stato": "lo stato",
        "lo |ministro": "il ministro",
        "la |emergenza": "l’emergenza",
        "un |zero": "uno zero",
        "al |aprile 2020": "ad aprile 2020",
        "dall’|marzo 2020": "da marzo 2020",
        "il |marzo 2020": "a marzo 2020",
        "entro il |marzo 2020": "entro marzo 2020",
        "a |almeno 29": "ad almeno 29",
        "e |esattamente 9": "ed esattamente 9",
        "ad |30": "a 30",
        "il |ONU": "il ONU",
    },
    "clashes before a fact": {"l’|ministro": "l’", "l’|accordo": "", "l’|5%": "", "il |5": ""},
    "text": {
        'Ha detto "no "mai"".': "Ha detto «no “mai”».",
        "all'\"accordo\" degli anni '90": "all’«accordo» degli anni ’90",
        "Perché ? Sì ! Bene ; così : ecco": "Perché? Sì! Bene; così: ecco",
        "5 % e 3,5%; 20°C, 75€": "5% e 3,5%; 20~°C, 75~€",
        "l'8 agosto, il 1° maggio 2021": "l’8~agosto, il 1º~maggio~2021",
        "pag. 3, art. 5, n. 2": "pag.~3, art.~5, n.~2",
        "Dott.ssa Rossi, G. B. Neri": "Dott.ssa~Rossi, G.~B.~Neri",
        "1914–1918, alle ore 9:15": "1914-1918, alle ore~9:15",
    },
    "or": {"7|8": "7 o 8", "casa|orto": "casa o orto"},
    "places": {"p12-14": "pagg.~12–14", "art.5": "articolo~5", "tabella-3": "tabella~3"},
    "value in words": {
        "intorno a 600": "write 'about 600'",
        "quasi 100": "write 'nearly 100'",
        "più di 7.7 milioni": "write 'more than 7.7 million'",
        "non più di 29": "write 'at most 29'",
        "non meno di 29": "write 'at least 29'",
        "tra 300 e 400": "write '300 to 400'",
        "da 300 a 400": "write '300 to 400'",
        "fra 2 e 3 milioni": "write '2 to 3 million'",
        "600 mila": "write '600 thousand'",
        "5 miliardi": "write '5 billion'",
        "decine": "write 'in the tens'",
        "duecentocinquanta": "write numbers in digits, such as 12",
        "ventitré": "write numbers in digits, such as 12",
    },
    "date in words": {
        "10 novembre 2020": "2020-11-10",
        "l'8 agosto 2020": "2020-08-08",
        "1° maggio 2021": "2021-05-01",
        "dall'8 agosto 2020": "2020-08-08/..",
        "dal 24 maggio 2017 al 29 giugno 2017": "2017-05-24/2017-06-29",
        "fino ad agosto 2017": "../2017-08",
        "entro il 31 marzo 2017": "../2017-03-31",
        "intorno al 2017": "2017~",
        "estate 2018": "2018-summer",
        "settimana 5 del 2021": "2021-W05",
        "secondo trimestre del 2021": "2021-Q2",
    },
    "figures": {
        "Duecentocinquanta feriti e ventitré morti l'8 agosto 2020": (
            "Duecentocinquanta; ventitré; 8 agosto 2020"
        ),
        "Secondo il ministero, il secondo trimestre e la terza settimana": "secondo; terza",
        "600mila sfollati, 1.204 euro, il 5,5% e 2 milioni": "600mila; 1.204; 5,5%; 2 milioni",
        "una decina di navi, centinaia di persone, la metà": "una decina; centinaia; metà",
        "il ventitreesimo giorno, il quarto d'ora, la terza età": "ventitreesimo",
        "dal 24 al 29 maggio, tra il 6 e l'11 novembre": "24 al 29 maggio; 6; 11 novembre",
        "i due Paesi di settembre, nel capitolo 3 e all'allegato 2": "",
        "mille persone, un milione, ottantotto": "mille; un milione; ottantotto",
    },
}
SWISS_ITALIAN: Table = {
    "value": {"1204": "1’204", "1378000.5": "1’378’000.5", "7.7 million": "7.7~milioni"},
    "money": {"1204 CHF": "CHF~1’204", "-75 CHF": "−CHF~75", "75 EUR": "75~euro"},
    "text": {'Ha detto "no "mai"".': "Ha detto «no ‹mai›»."},
    "figures": {"costa 1’204 franchi, o 1'204'000": "1’204; 1'204'000"},
}
PORTUGUESE: Table = {
    "value": {
        "1378": "1.378",
        "131 136.5": "131.136,5",
        "-1500": "−1.500",
        "1 million": "1~milhão",
        "1.5 million": "1,5~milhão",
        "2 million": "2~milhões",
        "1.39 billion": "1,39~bilhão",
        "2 billion": "2~bilhões",
        "1.50 trillion": "1,50~trilhão",
        "600 thousand": "600.000",
        "exactly 830": "exatamente~830",
        "about 600": "cerca~de~600",
        "some 200": "em~torno~de~200",
        "nearly 100": "quase~100",
        "over 1,200": "mais~de~1.200",
        "at least 29": "pelo~menos~29",
        "up to 830": "até~830",
        "at most 830": "no~máximo~830",
        "fewer than 1000": "menos~de~1.000",
        "2 to 3 million": "entre~2~e~3~milhões",
        "in the tens": "dezenas",
        "in the hundreds": "centenas",
        "thousands": "milhares",
    },
    "counted": {
        "1 pessoa/pessoas": "1~pessoa",
        "0 pessoa/pessoas": "0~pessoa",
        "1.5 pessoa/pessoas": "1,5~pessoa",
        "1000000 pessoa/pessoas": "1.000.000~pessoas",
        "1 million pessoa/pessoas": "1~milhão~de~pessoas",
        "in the hundreds pessoa/pessoas": "centenas~de~pessoas",
        "12.5 %": "12,5%",
        "10 to 20 %": "entre~10~e~20%",
        "2 pp": "2~pontos percentuais",
    },
    "money": {
        "1204 BRL": "R$~1.204",
        "-75 BRL": "−R$~75",
        "1.2 million BRL": "1,2~milhão~de~reais",
        "300 to 400 BRL": "entre~R$~300~e~R$~400",
        "5 million USD": "5~milhões~de~dólares americanos",
        "75 EUR": "€~75",
        "hundreds EUR": "centenas~de~euros",
    },
    "date": {
        "2020-11-10": "10~de~novembro~de~2020",
        "2020-11-01": "1º~de~novembro~de~2020",
        "2019-04": "abril~de~2019",
        "2018-winter": "inverno~de~2018-2019",
        "2021-W05": "semana~5~de~2021",
        "2021-Q2": "segundo~trimestre~de~2021",
        "FY2020-21": "exercício~2020-2021",
        "2020-11-06/2020-11-11": "entre 6 e 11~de~novembro~de~2020",
        "2017-05-24/2017-06-29": "entre 24~de~maio e 29~de~junho~de~2017",
        "2018-spring/2018-autumn": "entre a primavera e o outono~de~2018",
        "2021-Q1/2021-Q3": "entre o primeiro e o terceiro~trimestre~de~2021",
        "2016/..": "não antes de 2016",
        "../2018-autumn": "não depois do outono~de~2018",
        "2020-08-08~": "por volta de 8~de~agosto~de~2020",
        "2017%": "por volta de 2017 (data incerta)",
    },
    "short date": {
        "2020-09-01": "1º~set.~2020",
        "2017-05-24/2017-06-29": "entre 24~mai. e 29~jun.~2017",
        "2021-Q1": "T1~2021",
    },
    "span": {
        "2020-08-08 2020-08-11": "de 8 a 11~de~agosto~de~2020",
        "2016 2018": "de 2016 a 2018",
        "2018-spring 2018-autumn": "da primavera ao outono~de~2018",
        "2021-W05 2021-W08": "da semana~5 à semana~8~de~2021",
        "2020-11-08 -": "desde 8~de~novembro~de~2020",
        "- 2018-summer": "até o verão~de~2018",
        "- 2017-08": "até agosto~de~2017",
        "2018-04-01/2018-04-15 -": "desde uma data entre 1º e 15~de~abril~de~2018",
    },
    "page": {
        "stale_since day=8 de maio de 2020": "sem confirmação desde 8 de maio de 2020",
        "quoted words=sim": "“sim”",
    },
    "before a fact": {
        "de |o ministro": "do ministro",
        "em |as ilhas": "nas ilhas",
        "Em |os portos": "Nos portos",
        "por |os portos": "pelos portos",
        "a |as ilhas": "às ilhas",
        "o |o ministro": "o ministro",
        "de |a partir de 2020": "de a partir de 2020",
        "de |8": "de 8",
    },
    "clashes before a fact": {"o |8": "", "de |outubro": ""},
    "text": {
        'Disse "não "nunca"".': "Disse “não ‘nunca’”.",
        "Quem ? Sim ! Bem ; assim : eis": "Quem? Sim! Bem; assim: eis",
        "5 % e 3,5%; 20ºC, R$75": "5% e 3,5%; 20~°C, R$~75",
        "em 8 de agosto de 2020, 1º de maio": "em 8~de~agosto~de~2020, 1º~de~maio",
        "Dra. Rosa Lima, pág. 3, n.º 2": "Dra.~Rosa Lima, pág.~3, n.º~2",
    },
    "or": {"7|8": "7 ou 8"},
    "places": {"p12-14": "pp.~12–14", "artigo-5": "artigo~5", "secção-3": "sec.~3"},
    "value in words": {
        "cerca de 600": "write 'about 600'",
        "quase 100": "write 'nearly 100'",
        "mais de 7.7 milhões": "write 'more than 7.7 million'",
        "não mais de 29": "write 'at most 29'",
        "entre 300 e 400": "write '300 to 400'",
        "5 mil milhões": "write '5 billion'",
        "5 bilhões": "write '5 billion'",
        "5 biliões": "write '5 trillion'",
        "R$ 75": "write 75, and give the fact 'currency: BRL'",
        "duzentas": "write numbers in digits, such as 12",
    },
    "date in words": {
        "10 de novembro de 2020": "2020-11-10",
        "1º de maio de 2021": "2021-05-01",
        "de 24 de maio de 2017 a 29 de junho de 2017": "2017-05-24/2017-06-29",
        "até março de 2017": "../2017-03",
        "por volta de 2017": "2017~",
        "verão de 2018": "2018-summer",
        "segundo trimestre de 2021": "2021-Q2",
    },
    "figures": {
        "Duzentos e cinquenta feridos em 8 de agosto de 2020": (
            "Duzentos e cinquenta; 8 de agosto de 2020"
        ),
        "Segundo o ministério, o segundo trimestre, na segunda-feira": "segundo",
        "600 mil deslocados, R$ 1.204, 5,5% e 2 milhões": "600 mil; $ 1.204; 5,5%; 2 milhões",
        "uma dezena de navios, centenas de pessoas, metade": "uma dezena; centenas; metade",
        "o vigésimo terceiro dia, um quarto de hora": "vigésimo terceiro",
        "os dois países, no capítulo 3 e no anexo 2": "",
    },
}
PORTUGAL: Table = {
    "value": {
        "1378": "1378",
        "12345": "12~345",
        "1.39 billion": "1390~milhões",
        "1 trillion": "1~bilião",
        "1.5 million": "1,5~milhões",
    },
    "counted": {"0 pessoa/pessoas": "0~pessoas"},
    "money": {"1204 EUR": "1204~€", "75 PTE": "75~PTE", "5 million EUR": "5~milhões~de~euros"},
    "date": {"2020-11-01": "1~de~novembro~de~2020"},
    "span": {"- 2018-summer": "até ao verão~de~2018", "- 2018-spring": "até à primavera~de~2018"},
    "page": {"quoted words=sim": "«sim»"},
    "text": {'Disse "não "nunca"".': "Disse «não “nunca”»."},
}
GERMAN: Table = {
    "value": {
        "1378": "1.378",
        "131 136.5": "131.136,5",
        "-1500": "−1.500",
        "1 million": "1~Million",
        "1.5 million": "1,5~Millionen",
        "1.39 billion": "1,39~Milliarden",
        "1 trillion": "1~Billion",
        "1.50 trillion": "1,50~Billionen",
        "600 thousand": "600.000",
        "exactly 830": "genau~830",
        "about 600": "etwa~600",
        "some 200": "rund~200",
        "nearly 100": "fast~100",
        "over 1,200": "über~1.200",
        "more than 7.7 million": "mehr~als~7,7~Millionen",
        "at least 29": "mindestens~29",
        "up to 830": "bis~zu~830",
        "at most 830": "höchstens~830",
        "fewer than 1000": "weniger~als~1.000",
        "2 to 3 million": "2~bis~3~Millionen",
        "in the tens": "Dutzende",
        "in the hundreds": "Hunderte",
        "thousands": "Tausende",
    },
    "counted": {
        "1 Person/Personen": "1~Person",
        "0 Person/Personen": "0~Personen",
        "1.5 Person/Personen": "1,5~Personen",
        "1 million Person/Personen": "1~Million~Personen",
        "in the hundreds Person/Personen": "Hunderte~Personen",
        "12.5 %": "12,5~%",
        "10 to 20 %": "10~bis~20~%",
        "2 pp": "2~Prozentpunkte",
    },
    "money": {
        "1204 EUR": "1.204~€",
        "1.2 million EUR": "1,2~Millionen~Euro",
        "5 million CAD": "5~Millionen~kanadische Dollar",
        "5 million CHF": "5~Millionen~Schweizer Franken",
        "-75 CHF": "−75~CHF",
        "hundreds EUR": "Hunderte~Euro",
    },
    "date": {
        "2020-11-10": "10.~November~2020",
        "2020-11-01": "1.~November~2020",
        "2019-04": "April~2019",
        "2018-winter": "Winter~2018/19",
        "1999-winter": "Winter~1999/2000",
        "2021-W05": "Kalenderwoche~5/2021",
        "2021-Q2": "2.~Quartal~2021",
        "FY2020-21": "Haushaltsjahr~2020/21",
        "2020-11-06/2020-11-11": "zwischen dem 6. und dem 11.~November~2020",
        "2018-04/2018-06": "zwischen April und Juni~2018",
        "2021-Q1/2021-Q3": "zwischen dem 1. und dem 3.~Quartal~2021",
        "2016/..": "frühestens 2016",
        "2018-04/..": "frühestens im April~2018",
        "../2020-11-08": "spätestens am 8.~November~2020",
        "2020-08-08~": "um den 8.~August~2020",
        "2017%": "um 2017 (Datum unsicher)",
    },
    "short date": {
        "2020-09-01": "1.~Sept.~2020",
        "2021-Q1": "Q1~2021",
        "2021-W05": "KW~5/2021",
    },
    "span": {
        "2020-08-08 2020-08-11": "vom 8. bis zum 11.~August~2020",
        "2018-04 2018-08": "von April bis August~2018",
        "2016 2018": "von 2016 bis 2018",
        "2018-spring 2018-autumn": "vom Frühling bis zum Herbst~2018",
        "2021-W05 2021-W08": "von der Kalenderwoche~5 bis zur Kalenderwoche~8/2021",
        "2020-11-08 -": "seit dem 8.~November~2020",
        "- 2018-summer": "bis zum Sommer~2018",
        "- 2017-08": "bis August~2017",
        "2018-04-01/2018-04-15 -": "seit einem Tag zwischen dem 1. und dem 15.~April~2018",
    },
    "page": {
        "stale_since day=8. Mai 2020": "nicht bestätigt seit dem 8. Mai 2020",
        "stale_since day=Mai 2020": "nicht bestätigt seit Mai 2020",
        "change_not_reported day=Mai 2020": "keine Angabe im Mai 2020",
        "why_added reported=2020": "Quelle von 2020",
    },
    "before a fact": {
        "am |Mai 2020": "im Mai 2020",
        "am |8. Mai 2020": "am 8. Mai 2020",
        "Vom |Mai 2020": "Von Mai 2020",
        "bis zum |Mai 2020": "bis Mai 2020",
        "bis zum |2020": "bis 2020",
        "vom |2020,5": "vom 2020,5",
        "seit dem |Mai 2020": "seit Mai 2020",
        "der |der Minister": "der Minister",
    },
    "clashes before a fact": {"der |Minister": ""},
    "text": {
        'Er sagte "nein, "nie"".': "Er sagte „nein, ‚nie‘“.",
        "Wer ? Ja ! Gut ; so : hier": "Wer? Ja! Gut; so: hier",
        "5% und 3,5 %; 20°C, 75€": "5~% und 3,5~%; 20~°C, 75~€",
        "am 8.August 2020, z.B. auf S. 3": "am 8.~August~2020, z.~B. auf S.~3",
        "Dr. Roth, Nr. 2, § 5": "Dr.~Roth, Nr.~2, §~5",
    },
    "or": {"7|8": "7 oder 8"},
    "places": {"s12-14": "S.~12–14", "Anlage-5": "Anhang~5", "tab-3": "Tabelle~3"},
    "value in words": {
        "etwa 600": "write 'about 600'",
        "knapp 100": "write 'nearly 100'",
        "mehr als 7,7 Millionen": "write 'more than 7.7 million'",
        "nicht mehr als 29": "write 'at most 29'",
        "300 bis 400": "write '300 to 400'",
        "zwischen 300 und 400": "write '300 to 400'",
        "5 Milliarden": "write '5 billion'",
        "5 Billionen": "write '5 trillion'",
        "1 Billion": "write '1 billion' or '1 trillion'",
        "5 Mio.": "write '5 million'",
        "zweihundertfünfzig": "write numbers in digits, such as 12",
    },
    "date in words": {
        "10. November 2020": "2020-11-10",
        "am 8. August 2020": "2020-08-08",
        "3. Jänner 2020": "2020-01-03",
        "seit dem 8. August 2020": "2020-08-08/..",
        "vom 24. Mai 2017 bis zum 29. Juni 2017": "2017-05-24/2017-06-29",
        "Sommer 2018": "2018-summer",
        "2. Quartal 2021": "2021-Q2",
        "KW 5/2021": "2021-W05",
    },
    "figures": {
        "Zweihundertfünfzig Verletzte und dreiundzwanzig Tote am 8. August 2020": (
            "Zweihundertfünfzig; dreiundzwanzig; 8. August 2020"
        ),
        "im zweiten Quartal, am einundzwanzigsten Tag, zu zweit": "zweiten; einundzwanzigsten",
        "600.000 Vertriebene, 1.204 Euro, 5,5 % und 2 Millionen": (
            "600.000; 1.204; 5,5 %; 2 Millionen"
        ),
        "dort leben Hunderte Menschen, ein Drittel, eine Million": (
            "Hunderte; ein Drittel; eine Million"
        ),
        "vom 24. bis 29. Mai, in Kapitel 3 und Anlage 2": "24. bis 29. Mai",
        "viel Achtung, die Einheit, Tausendfüßler": "",
    },
}
AUSTRIA: Table = {
    "money": {"75 EUR": "€~75", "5 million EUR": "5~Millionen~Euro"},
    "date": {"2020-01-03": "3.~Jänner~2020"},
}
SWISS_GERMAN: Table = {
    "value": {"1204": "1’204", "1378000.5": "1’378’000.5"},
    "money": {"1204 CHF": "CHF~1’204", "-75 CHF": "−CHF~75"},
    "page": {"quoted words=ja": "«ja»", "reported_speech": "Sinngemässe Wiedergabe, kein Zitat"},
    "text": {'Er sagte "nein, "nie"".': "Er sagte «nein, ‹nie›»."},
}
DUTCH: Table = {
    "value": {
        "1378": "1.378",
        "131 136.5": "131.136,5",
        "-1500": "−1.500",
        "1 million": "1~miljoen",
        "1.5 million": "1,5~miljoen",
        "1.39 billion": "1,39~miljard",
        "1.50 trillion": "1,50~biljoen",
        "600 thousand": "600.000",
        "exactly 830": "precies~830",
        "about 600": "ongeveer~600",
        "some 200": "zo’n~200",
        "nearly 100": "bijna~100",
        "over 1,200": "ruim~1.200",
        "more than 7.7 million": "meer~dan~7,7~miljoen",
        "at least 29": "minstens~29",
        "up to 830": "tot~830",
        "at most 830": "hoogstens~830",
        "as many as 850": "wel~850",
        "fewer than 1000": "minder~dan~1.000",
        "2 to 3 million": "2~tot~3~miljoen",
        "in the tens": "tientallen",
        "in the hundreds": "honderden",
        "thousands": "duizenden",
    },
    "counted": {
        "1 persoon/personen": "1~persoon",
        "0 persoon/personen": "0~personen",
        "1.5 persoon/personen": "1,5~personen",
        "1 million persoon/personen": "1~miljoen~personen",
        "in the hundreds persoon/personen": "honderden~personen",
        "12.5 %": "12,5%",
        "2 pp": "2~procentpunt",
    },
    "money": {
        "1204 EUR": "€~1.204",
        "-75 EUR": "€~−75",
        "75 CAD": "C$~75",
        "300 to 400 EUR": "€~300~tot~€~400",
        "about 1.2 million EUR": "ongeveer~1,2~miljoen~euro",
        "5 million CHF": "5~miljoen~Zwitserse frank",
        "hundreds EUR": "honderden~euro’s",
        "thousands CAD": "duizenden~Canadese dollars",
    },
    "date": {
        "2020-11-10": "10~november~2020",
        "2019-04": "april~2019",
        "2018-winter": "winter~2018/2019",
        "2021-W05": "week~5~van~2021",
        "2021-Q2": "tweede~kwartaal~van~2021",
        "FY2020-21": "begrotingsjaar~2020/2021",
        "2020-11-06/2020-11-11": "tussen 6 en 11~november~2020",
        "2021-Q1/2021-Q3": "tussen het eerste en het derde~kwartaal~van~2021",
        "2016/..": "niet eerder dan 2016",
        "../2020-11-08": "niet later dan 8~november~2020",
        "2020-08-08~": "rond 8~augustus~2020",
        "2018-summer~": "rond de zomer~2018",
        "2017%": "rond 2017 (datum onzeker)",
    },
    "short date": {"2020-09-01": "1~sep~2020", "2021-Q1": "Q1~2021", "2021-W05": "wk~5~2021"},
    "span": {
        "2020-08-08 2020-08-11": "van 8 tot en met 11~augustus~2020",
        "2018-04 2018-08": "van april tot en met augustus~2018",
        "2018-spring 2018-autumn": "van de lente tot en met de herfst~2018",
        "2021-W05 2021-W08": "van week~5 tot en met week~8~van~2021",
        "2020-11-08 -": "sinds 8~november~2020",
        "- 2018-summer": "tot en met de zomer~2018",
        "2018-04-01/2018-04-15 -": "sinds een dag tussen 1 en 15~april~2018",
    },
    "page": {
        "quoted words=ja": "“ja”",
        "stale_since day=mei 2020": "niet bevestigd sinds mei 2020",
        "change_not_reported day=mei 2020": "niet gemeld in mei 2020",
        "change_not_reported day=8 mei 2020": "niet gemeld op 8 mei 2020",
    },
    "before a fact": {
        "op |mei 2020": "in mei 2020",
        "op |8 mei 2020": "op 8 mei 2020",
        "op |2020": "op 2020",
        "de |de minister": "de minister",
    },
    "clashes before a fact": {"de |minister": ""},
    "text": {
        'Hij zei "nee, "nooit"".': "Hij zei “nee, ‘nooit’”.",
        "'s avonds, zo'n foto's uit '90": "’s avonds, zo’n foto’s uit ’90",
        "Wie ? Ja ! Goed ; zo : hier": "Wie? Ja! Goed; zo: hier",
        "5 % en 3,5%; 20°C, €75": "5% en 3,5%; 20~°C, €~75",
        "op 8 augustus 2020, mevr. Roos, blz. 3": "op 8~augustus~2020, mevr.~Roos, blz.~3",
    },
    "or": {"7|8": "7 of 8"},
    "places": {"p12-14": "p.~12–14", "bijlage-5": "bijlage~5", "tab-3": "tabel~3"},
    "value in words": {
        "zo'n 600": "write 'some 600'",
        "bijna 100": "write 'nearly 100'",
        "meer dan 7,7 miljoen": "write 'more than 7.7 million'",
        "niet meer dan 29": "write 'at most 29'",
        "tussen 300 en 400": "write '300 to 400'",
        "5 miljard": "write '5 billion'",
        "5 biljoen": "write '5 trillion'",
        "tweehonderdvijftig": "write numbers in digits, such as 12",
    },
    "date in words": {
        "10 november 2020": "2020-11-10",
        "sinds 8 augustus 2020": "2020-08-08/..",
        "van 24 mei 2017 tot en met 29 juni 2017": "2017-05-24/2017-06-29",
        "zomer 2018": "2018-summer",
        "tweede kwartaal van 2021": "2021-Q2",
        "week 5 van 2021": "2021-W05",
    },
    "figures": {
        "Tweehonderdvijftig gewonden en drieëntwintig doden op 8 augustus 2020": (
            "Tweehonderdvijftig; drieëntwintig; 8 augustus 2020"
        ),
        "in het tweede kwartaal, op de eenentwintigste dag": "tweede; eenentwintigste",
        "600.000 ontheemden, € 1.204, 5,5% en 2 miljoen": ("600.000; € 1.204; 5,5%; 2 miljoen"),
        "honderden mensen, de helft, een derde, een miljoen": (
            "honderden; helft; een derde; een miljoen"
        ),
        "van 24 tot en met 29 mei, in hoofdstuk 3 en bijlage 2": "24 tot en met 29 mei",
        "de Tweede Kamer, achter de berg, een vierkant, in tweede instantie": "",
    },
}
POLISH: Table = {
    "value": {
        "1204": "1204",
        "12345": "12~345",
        "131 136.5": "131~136,5",
        "-1500": "−1500",
        "1 million": "1~milion",
        "2 million": "2~miliony",
        "5 million": "5~milionów",
        "1.39 billion": "1,39~miliarda",
        "1.50 trillion": "1,50~biliona",
        "600 thousand": "600~000",
        "exactly 830": "dokładnie~830",
        "about 2 million": "około~2~milionów",
        "about 1 million": "około~1~miliona",
        "some 200": "mniej~więcej~200",
        "nearly 100": "prawie~100",
        "over 1,200": "powyżej~1200",
        "more than 7.7 million": "więcej~niż~7,7~miliona",
        "at least 29": "co~najmniej~29",
        "up to 2 billion": "do~2~miliardów",
        "at most 830": "co~najwyżej~830",
        "as many as 850": "nawet~850",
        "fewer than 1000": "mniej~niż~1000",
        "2 to 3 million": "od~2~do~3~milionów",
        "900 thousand to 1.2 million": "od~900~000~do~1,2~miliona",
        "in the tens": "dziesiątki",
        "in the hundreds": "setki",
        "thousands": "tysiące",
    },
    "counted": {
        "1 osoba/osoby/osób/osoby": "1~osoba",
        "2 osoba/osoby/osób/osoby": "2~osoby",
        "5 osoba/osoby/osób/osoby": "5~osób",
        "0 osoba/osoby/osób/osoby": "0~osób",
        "21 osoba/osoby/osób/osoby": "21~osób",
        "22 osoba/osoby/osób/osoby": "22~osoby",
        "1.5 osoba/osoby/osób/osoby": "1,5~osoby",
        "about 2 osoba/osoby/osób/osoby": "około~2~osób",
        "nearly 2 osoba/osoby/osób/osoby": "prawie~2~osoby",
        "2 to 3 osoba/osoby/osób/osoby": "od~2~do~3~osób",
        "1 million osoba/osoby/osób/osoby": "1~milion~osób",
        "1.000002 million osoba/osoby/osób/osoby": "1,000002~miliona~osób",
        "in the tens osoba/osoby/osób/osoby": "dziesiątki~osób",
        "12.5 %": "12,5%",
        "2 pp": "2~punkty procentowe",
        "5 pp": "5~punktów procentowych",
    },
    "money": {
        "1204 PLN": "1204~zł",
        "-75 EUR": "−75~€",
        "2 million PLN": "2~miliony~złotych",
        "about 2 million CAD": "około~2~milionów~dolarów kanadyjskich",
        "hundreds PLN": "setki~złotych",
    },
    "date": {
        "2020-11-10": "10~listopada~2020",
        "2019-04": "kwiecień~2019",
        "2018-winter": "zima~2018/2019",
        "2021-W05": "5.~tydzień~2021",
        "2021-Q2": "II~kwartał~2021",
        "FY2020-21": "rok~budżetowy~2020/2021",
        "2020-11-06/2020-11-11": "między 6 a~11~listopada~2020",
        "2018-04/2018-06": "między kwietniem a~czerwcem~2018",
        "2021-Q1/2021-Q3": "między I a~III~kwartałem~2021",
        "2018-04/..": "najwcześniej od kwietnia~2018",
        "../2020-11-08": "najpóźniej do 8~listopada~2020",
        "2020-08-08~": "około 8~sierpnia~2020",
        "2018-04~": "około kwietnia~2018",
        "2017%": "około 2017 (data niepewna)",
    },
    "short date": {"2020-09-01": "1~wrz~2020", "2021-Q1": "I~kw.~2021", "2021-W05": "tydz.~5/2021"},
    "span": {
        "2020-08-08 2020-08-11": "od 8 do 11~sierpnia~2020",
        "2018-04 2018-08": "od kwietnia do sierpnia~2018",
        "2018-spring 2018-autumn": "od wiosny do jesieni~2018",
        "2021-W05 2021-W08": "od 5. do 8.~tygodnia~2021",
        "2020-11-08 -": "od 8~listopada~2020",
        "- 2018-summer": "do lata~2018",
        "2018-04-01/2018-04-15 -": "od dnia między 1 a~15~kwietnia~2018",
    },
    "page": {
        "quoted words=tak": "„tak”",
        "stale_since day=maj 2020": "brak potwierdzenia od maja 2020",
        "why_added reported=8 maja 2020": "źródło z~8 maja 2020",
        "why_added reported=II kwartał 2020": "źródło z~II kwartału 2020",
        "up_by value=5 osób": "wzrost: 5 osób",
    },
    "before a fact": {
        "od |maj 2020": "od maja 2020",
        "W |kwiecień 2018": "W kwietniu 2018",
        "przed |zima 2018": "przed zimą 2018",
        "na |zima 2018": "na zimę 2018",
        "od |8 maja 2020": "od 8 maja 2020",
        "jest |maj 2020": "jest maj 2020",
    },
    "clashes before a fact": {"w |maj 2020": ""},
    "text": {
        'Mówił "nie, "nigdy"".': "Mówił „nie, «nigdy»”.",
        "Kto ? Tak ! Dobrze ; tak : oto": "Kto? Tak! Dobrze; tak: oto",
        "5 % i 3,5%; 20°C, 75€": "5% i~3,5%; 20~°C, 75~€",
        "8 sierpnia 2020 r., s. 3, nr 2": "8~sierpnia~2020~r., s.~3, nr~2",
        "dr Kowalska i J. Lis w Łodzi": "dr~Kowalska i~J.~Lis w~Łodzi",
    },
    "or": {"7|8": "7 lub 8"},
    "places": {"s12-14": "s.~12–14", "załącznik-5": "załącznik~5", "tab-3": "tabela~3"},
    "value in words": {
        "około 600": "write 'about 600'",
        "prawie 100": "write 'nearly 100'",
        "więcej niż 7,7 miliona": "write 'more than 7.7 million'",
        "nie więcej niż 29": "write 'at most 29'",
        "od 300 do 400": "write '300 to 400'",
        "5 miliardów": "write '5 billion'",
        "2 biliony": "write '2 trillion'",
        "5 tys.": "write '5 thousand'",
        "75 zł": "write 75, and give the fact 'currency: PLN'",
        "dwieście pięćdziesiąt": "write numbers in digits, such as 12",
    },
    "date in words": {
        "10 listopada 2020": "2020-11-10",
        "10 listopada 2020 r.": "2020-11-10",
        "listopad 2020": "2020-11",
        "w listopadzie 2020": "2020-11",
        "od 24 maja 2017 do 29 czerwca 2017": "2017-05-24/2017-06-29",
        "do marca 2017": "../2017-03",
        "około 2017": "2017~",
        "lato 2018": "2018-summer",
        "II kwartał 2021": "2021-Q2",
    },
    "figures": {
        "Dwustu pięćdziesięciu rannych i dwadzieścia trzy ofiary 8 sierpnia 2020": (
            "Dwustu pięćdziesięciu; dwadzieścia trzy; 8 sierpnia 2020"
        ),
        "w drugim kwartale, dwudziestego pierwszego dnia": "drugim; dwudziestego",
        "600 tys. uchodźców, 1204 zł, 5,5% i 2 miliony": "600 tys.; 1204; 5,5%; 2 miliony",
        "setki osób, połowa, kilkanaście dni, milion": "setki; połowa; kilkanaście; milion",
        "od 24 do 29 maja, w rozdziale 3 i załączniku 2": "24 do 29 maja",
        "„Stu rannych”, mówił": "Stu",
        "z drugiej strony, w piątek i w czwartek, po drugie": "",
    },
}
UKRAINIAN: Table = {
    "value": {
        "1204": "1~204",
        "131 136.5": "131~136,5",
        "-1500": "−1~500",
        "1 million": "1~мільйон",
        "2 million": "2~мільйони",
        "5 million": "5~мільйонів",
        "1.39 billion": "1,39~мільярда",
        "1.50 trillion": "1,50~трильйона",
        "600 thousand": "600~000",
        "exactly 830": "рівно~830",
        "about 2 million": "близько~2~мільйонів",
        "about 1 million": "близько~1~мільйона",
        "some 200": "приблизно~200",
        "nearly 100": "майже~100",
        "over 1,200": "більш~як~1~200",
        "more than 7.7 million": "більше~ніж~7,7~мільйона",
        "at least 29": "щонайменше~29",
        "up to 2 billion": "до~2~мільярдів",
        "at most 830": "щонайбільше~830",
        "as many as 850": "аж~850",
        "fewer than 1000": "менше~ніж~1~000",
        "2 to 3 million": "від~2~до~3~мільйонів",
        "900 thousand to 1.2 million": "від~900~000~до~1,2~мільйона",
        "in the tens": "десятки",
        "in the hundreds": "сотні",
        "thousands": "тисячі",
    },
    "counted": {
        "1 особа/особи/осіб/особи": "1~особа",
        "2 особа/особи/осіб/особи": "2~особи",
        "5 особа/особи/осіб/особи": "5~осіб",
        "11 особа/особи/осіб/особи": "11~осіб",
        "21 особа/особи/осіб/особи": "21~особа",
        "22 особа/особи/осіб/особи": "22~особи",
        "1.5 особа/особи/осіб/особи": "1,5~особи",
        "about 2 особа/особи/осіб/особи": "близько~2~осіб",
        "about 21 особа/особи/осіб/особи": "близько~21~особи",
        "over 21 особа/особи/осіб/особи": "більш~як~21~особа",
        "2 to 3 особа/особи/осіб/особи": "від~2~до~3~осіб",
        "1 million особа/особи/осіб/особи": "1~мільйон~осіб",
        "1.000021 million особа/особи/осіб/особи": "1,000021~мільйона~осіб",
        "in the tens особа/особи/осіб/особи": "десятки~осіб",
        "12.5 %": "12,5%",
        "2 pp": "2~відсоткові пункти",
        "21 pp": "21~відсотковий пункт",
    },
    "money": {
        "1204 UAH": "1~204~грн",
        "-75 EUR": "−75~євро",
        "2 million UAH": "2~мільйони~гривень",
        "about 2 million CAD": "близько~2~мільйонів~канадських доларів",
        "hundreds UAH": "сотні~гривень",
    },
    "date": {
        "2020-11-10": "10~листопада~2020~року",
        "2019-04": "квітень~2019~року",
        "2018-winter": "зима~2018/2019~року",
        "2020": "2020~рік",
        "2021-W05": "5-й~тиждень~2021~року",
        "2021-Q2": "II~квартал~2021~року",
        "FY2020-21": "бюджетний~рік~2020/2021",
        "2020-11-06/2020-11-11": "між 6 та 11~листопада~2020~року",
        "2018-04/2018-06": "між квітнем та червнем~2018~року",
        "2021-Q1/2021-Q3": "між I та III~кварталом~2021~року",
        "2016/..": "не раніше 2016~року",
        "../2020-11-08": "не пізніше 8~листопада~2020~року",
        "2020-08-08~": "близько 8~серпня~2020~року",
        "2017%": "близько 2017~року (дата непевна)",
    },
    "short date": {
        "2020-09-01": "1~вер.~2020",
        "2020": "2020",
        "2021-Q1": "I~кв.~2021",
        "2021-W05": "тиж.~5/2021",
    },
    "span": {
        "2020-08-08 2020-08-11": "від 8 до 11~серпня~2020~року",
        "2018-04 2018-08": "від квітня до серпня~2018~року",
        "2016 2018": "від 2016~року до 2018~року",
        "2018-spring 2018-autumn": "від весни до осені~2018~року",
        "2021-W05 2021-W08": "від 5-го до 8-го~тижня~2021~року",
        "2020-11-08 -": "від 8~листопада~2020~року",
        "- 2018-summer": "до літа~2018~року",
        "2018-04-01/2018-04-15 -": "від дня між 1 та 15~квітня~2018~року",
    },
    "page": {
        "quoted words=так": "«так»",
        "stale_since day=травень 2020 року": "не підтверджено від травня 2020 року",
        "why_added reported=8 травня 2020 року": "джерело від 8 травня 2020 року",
        "why_added reported=2020 рік": "джерело від 2020 року",
        "up_by value=5 осіб": "зростання: 5 осіб",
    },
    "before a fact": {
        "від |травень 2020": "від травня 2020",
        "У |квітень 2018": "У квітні 2018",
        "перед |зима 2018": "перед зимою 2018",
        "на |зима 2018": "на зиму 2018",
        "у |2020 рік": "у 2020 році",
        "від |8 травня 2020": "від 8 травня 2020",
        "це |травень 2020": "це травень 2020",
    },
    "clashes before a fact": {"у |травень 2020": ""},
    "text": {
        'Він казав "ні, "ніколи"".': "Він казав «ні, „ніколи“».",
        "Хто ? Так ! Добре ; так : ось": "Хто? Так! Добре; так: ось",
        "5 % і 3,5%; 20°C, п'ять": "5% і~3,5%; 20~°C, п’ять",
        "8 серпня 2020 року, с. 3, №2": "8~серпня~2020~року, с.~3, №~2",
        "пані Ольга та Й. Лис у Львові": "пані~Ольга та Й.~Лис у~Львові",
    },
    "or": {"7|8": "7 або 8"},
    "places": {"с12-14": "с.~12–14", "додаток-б": "додаток~Б", "табл-3": "таблиця~3"},
    "value in words": {
        "близько 600": "write 'about 600'",
        "майже 100": "write 'nearly 100'",
        "понад 7,7 мільйона": "write 'over 7.7 million'",
        "не більше ніж 29": "write 'at most 29'",
        "від 300 до 400": "write '300 to 400'",
        "5 мільярдів": "write '5 billion'",
        "5 тис.": "write '5 thousand'",
        "75 грн": "write 75, and give the fact 'currency: UAH'",
        "двісті п'ятдесят": "write numbers in digits, such as 12",
    },
    "date in words": {
        "10 листопада 2020": "2020-11-10",
        "10 листопада 2020 р.": "2020-11-10",
        "10 листопада 2020 року": "2020-11-10",
        "у листопаді 2020 року": "2020-11",
        "від 24 травня 2017 до 29 червня 2017": "2017-05-24/2017-06-29",
        "до березня 2017 року": "../2017-03",
        "близько 2017 року": "2017~",
        "літо 2018": "2018-summer",
        "II квартал 2021": "2021-Q2",
    },
    "figures": {
        "Двохсот п'ятдесяти поранених і двадцять три загиблих 8 серпня 2020 року": (
            "Двохсот п'ятдесяти; двадцять три; 8 серпня 2020 року"
        ),
        "у другому кварталі, двадцять першого дня": "другому; двадцять",
        "600 тис. переселенців, 1 204 грн, 5,5% і 2 мільйони": "600 тис.; 1 204; 5,5%; 2 мільйони",
        "сотні людей, половина, кільканадцять днів, мільйон": (
            "сотні; половина; кільканадцять; мільйон"
        ),
        "120км дороги, від 24 до 29 травня, у розділі 3 і додатку 2": "120км; 24 до 29 травня",
        "«Сто поранених», казав": "Сто",
        "з другого боку, сім'я в п'ятницю, по-друге": "",
    },
}
BRITAIN: Table = {
    "date": {"2020-11-10": "10~November~2020", "2018-autumn": "autumn~2018"},
    "money": {"75 GBP": "£75", "75 EUR": "€75"},
    "text": {'He said "no "never"".': "He said “no “never””."},
}
INDIA: Table = {
    "value": {
        "999": "999",
        "1378": "1,378",
        "123456": "1,23,456",
        "1234567.891": "12,34,567.891",
        "-99999999": "−9,99,99,999",
    },
    "figures": {"some 1,23,456 families": "1,23,456"},
}
FRANCE: Table = {
    "page": {
        "holds": "Cette page tient-elle toujours~? Son éditeur le dit par ce code.",
        "why_corrected reported=18 mai": "la valeur antérieure était erronée~; source du 18 mai",
        "ended day=18 mai": "échéance~: 18 mai~; aucun renouvellement au dossier",
    },
    "text": {
        'Il dit "non "jamais" plus".': "Il dit «~non “jamais” plus~».",
        "Qui? Oui ! Bien; ainsi: voici": "Qui~? Oui~! Bien~; ainsi~: voici",
        "(quoi?!) … ? 5 %; «oui»!": "(quoi~?!) …~? 5~%~; «~oui~»~!",
        "https://a.example/b?c=d;e A&nbsp;; B": "https://a.example/b?c=d;e A&nbsp;; B",
    },
    "figures": {"nonante-deux, septante, huitante": "nonante-deux; septante; huitante"},
}
SWISS_FRENCH: Table = {
    "text": {'Il dit "non "jamais" ?".': "Il dit «~non ‹jamais›~?~»."},
    "page": {"holds": "Cette page tient-elle toujours~? Son éditeur le dit par ce code."},
}
MEXICO: Table = {"page": {"quoted words=sí": "“sí”"}}
TABLES: Mapping[str, Table] = {
    "en-GB": BRITAIN,
    "en-IN": INDIA,
    "fr-FR": FRANCE,
    "fr-CH": SWISS_FRENCH,
    "es-MX": MEXICO,
    "de-DE": GERMAN,
    "de-AT": AUSTRIA,
    "de-CH": SWISS_GERMAN,
    "it-IT": ITALIAN,
    "nl-NL": DUTCH,
    "pl-PL": POLISH,
    "uk-UA": UKRAINIAN,
    "it-CH": SWISS_ITALIAN,
    "pt-BR": PORTUGUESE,
    "pt-PT": PORTUGAL,
}
ELSEWHERE = {"en", "fr", "es"}


def in_print(words: str) -> str:
    return words.replace("\u00a0", "~").removeprefix(OPEN)


def value_with(tongue: Language, written: str) -> str:
    """A value with its unit: its one form, two or four, a currency, or a sign."""
    number, _, unit = written.rpartition(" ")
    value = quantity.parse_quantity(number)
    if unit.isupper():
        return tongue.quantity(value, unit)
    forms = unit.split("/")
    named = ("one", "other") if len(forms) < 4 else ("one", "few", "many", "other")
    return tongue.counted(value, None, tongue.unit(dict(zip(named, forms * 2, strict=False))))


def span(tongue: Language, written: str) -> str:
    begin, end = (None if d == "-" else dates.parse_date(d) for d in written.split())
    return tongue.span(begin, end)


def own_word(tongue: Language, written: str) -> str:
    key, _, values = written.partition(" ")
    return tongue.word(key, **dict(each.split("=") for each in values.split("; ") if each))


def before_a_fact(tongue: Language, written: str) -> str:
    words, fact = written.split("|")
    return "".join(tongue.joined([words, OPEN + fact])).replace(OPEN, "")


def meant_by_value(_: Language, written: str) -> str:
    with pytest.raises(quantity.QuantityError) as caught:
        quantity.parse_quantity(written)
    return explain_quantity(caught.value, written).hint.split(";")[0]


def meant_by_date(_: Language, written: str) -> str:
    with pytest.raises(dates.DateError) as caught:
        dates.parse_date(written)
    return explain_date(caught.value, written).hint.removeprefix("write ").replace("~", "\u00a0")


WAYS: Mapping[str, Callable[[Language, str], str]] = {
    "value": lambda tongue, written: tongue.quantity(quantity.parse_quantity(written)),
    "counted": value_with,
    "money": value_with,
    "date": lambda tongue, written: tongue.date(dates.parse_date(written)),
    "short date": lambda tongue, written: tongue.date(dates.parse_date(written), short=True),
    "span": span,
    "page": own_word,
    "before a fact": before_a_fact,
    "clashes before a fact": lambda tongue, written: tongue.clashes(*written.split("|")),
    "text": lambda tongue, written: tongue.typeset(written),
    "or": lambda tongue, written: tongue.either(written.split("|")),
    "places": lambda tongue, written: "; ".join(tongue.places([written])[0]),
    "value in words": meant_by_value,
    "date in words": meant_by_date,
    "figures": lambda tongue, written: "; ".join(f.plain for f in figures(written, tongue)),
}


def rows() -> Iterator[tuple[str, str, str, str]]:
    for tag, table in TABLES.items():
        for way, examples in table.items():
            yield from ((tag, way, written, printed) for written, printed in examples.items())


@pytest.mark.parametrize(("tag", "way", "written", "printed"), [*rows()])
def test_a_language_prints_and_reads_as_its_table_says(
    tag: str, way: str, written: str, printed: str
) -> None:
    assert in_print(WAYS[way](language(tag), written)) == printed


@pytest.mark.parametrize("short", sorted({*grammars()} - ELSEWHERE))
def test_every_language_has_a_whole_table(short: str) -> None:
    assert set(TABLES[grammars()[short].tag]) == set(WAYS)


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("en-CA", "2:05~p.m. (UTC)"),
        ("en-GB", "2:05pm (UTC)"),
        ("en-AU", "2:05~pm (UTC)"),
        ("fr-FR", "14~h~05 (TU)"),
        ("de-DE", "14:05~Uhr (UTC)"),
        ("de-CH", "14.05~Uhr (UTC)"),
    ],
)
def test_an_hour_is_told_as_in_its_region(tag: str, told: str) -> None:
    moment = datetime(2021, 1, 18, 14, 5, tzinfo=UTC)
    assert in_print(language(tag).until(dates.when_on(moment.date()), moment)).endswith(told)


# Where nouns have more forms than two


@pytest.mark.parametrize(
    ("tag", "forms", "alone"),
    [
        ("pl-PL", "osoba osoby osób osoby", "osoby"),
        ("uk-UA", "особа особи осіб особи", "особи"),
        ("en-CA", "member few many members", "members"),
    ],
)
def test_a_unit_without_a_number_is_in_the_plural(tag: str, forms: str, alone: str) -> None:
    unit = dict(zip(("one", "few", "many", "other"), forms.split(), strict=True))
    assert language(tag).unit_alone(unit) == alone


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("pl-PL", "ciało ćma dom łoś mapa zebra źrebak żaba"),
        ("uk-UA", "гора ґава дім ера єнот жук ива ім’я їжак йод кіт"),
        ("es-ES", "nube ñu"),
    ],
)
def test_words_are_sorted_by_the_alphabet_of_the_language(tag: str, words: str) -> None:
    assert sorted(sorted(words.split()), key=language(tag).rank) == words.split()


@pytest.mark.parametrize(
    ("tag", "number", "letter"),
    [("uk-UA", 3, "В"), ("uk-UA", 25, "АА"), ("pl-PL", 3, "C"), ("de-DE", 28, "BB")],
)
def test_annexes_have_the_letters_of_the_language(tag: str, number: int, letter: str) -> None:
    assert language(tag).annex_letter(number) == letter


HYPHENATED = {
    "de-AT": "Wie-der-her-stel-lungs-maß-nah-men",
    "en-CA": "in-ter-gov-ern-men-tal",
    "es-MX": "ad-mi-nis-tra-cio-nes",
    "fr-CA": "in-ter-gou-ver-ne-men-tale",
    "it-CH": "ri-strut-tu-ra-zio-ne",
    "nl-BE": "vei-lig-heids-re-gio’s",
    "pl-PL": "przed-się-bior-stwo",
    "pt-BR": "de-sen-vol-vi-men-to",
    "uk-UA": "во-до-по-ста-ча-ння",
}
NARROW = """
@font-face { font-family: It; src: url(it.ttf) }
p { width: 1px; font: 10pt It; hyphens: auto; hyphenate-limit-chars: 5 2 2 }
"""


def test_every_language_cuts_its_words_by_its_own_rules() -> None:
    """As the engine does where a paragraph is in a language, beside others in theirs."""
    assert {tag[:2] for tag in HYPHENATED} == set(grammars())
    told = "".join(f'<p lang="{t}">{w.replace("-", "")}</p>' for t, w in HYPHENATED.items())
    html = f'<html lang="en"><title>It</title><style>{NARROW}</style><body>{told}</body></html>'
    font = {"it.ttf": Typeface().regular.read_bytes()}
    page = Document(
        tree=parse(html), language="en", title="It", assets=font, trace=(), prints=(), times=()
    )
    printed = pdf_text(write_pdf(lay(page, Location("it.yaml"), ())).content)
    cut = re.sub(r"[\x02\ufffe\u2010-]\s+", "-", printed)
    assert cut.split() == [*HYPHENATED.values()]


# A page in one language alone

DAY = "2025-06-30"


def note_of_starter(root: Path, short: str) -> Path:
    """The note of the starter, printed in one language alone."""
    starter(root, grammars()[short].tag)
    made = CliRunner().invoke(main, ["--workspace", str(root), "build"])
    assert made.exit_code == 0, made.output
    return root / "build" / DAY / f"note.{short}.pdf"


def of_author(root: Path, short: str) -> list[str]:
    """What the starter's author types: texts, and units that are signs."""
    facts = (path.read_text("utf-8") for path in (root / "data/facts").glob("*.yaml"))
    return [*TRANSLATED[short].values(), *re.findall(r"unit: \{.*: (\w+)\}", "\n".join(facts))]


@pytest.mark.parametrize("short", TRANSLATED)
def test_a_note_in_one_language_has_no_word_of_another(tmp_path: Path, short: str) -> None:
    note = note_of_starter(tmp_path, short)
    assert strangers(note, grammars()[short].tag, of_author(tmp_path, short)) == set()
    checked = CliRunner().invoke(main, ["--workspace", str(tmp_path), "check", "--as-of", DAY])
    assert "0 errors, 0 warnings" in checked.output


LEAKS = ("as_of", "page_of", "source_number", "record", "sources", "trend_varying")


def test_a_word_of_another_language_is_found_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the page, in its margin, in a link, in a drawing, in what the record is called."""
    english, italian = grammars()["en"].words, grammars()["it"]
    monkeypatch.setenv("ASOF_CACHE", str(tmp_path / "kept"))  # a drawing kept would say it well
    own("it-IT")  # what Italian says, before it is spoilt
    spoilt = {**italian.words, **{key: english[key] for key in LEAKS}}
    monkeypatch.setattr("asof.language.it.LANGUAGE", replace(italian, words=spoilt))
    note = note_of_starter(tmp_path / "it", "it")
    leaked = {word for key in LEAKS for word in words(re.sub(r"\{\w+\}", "", english[key]))}
    found = strangers(note, "it-IT", of_author(tmp_path / "it", "it"))
    assert found == leaked - own("it-IT")
    assert {"information", "page", "source", "facts", "sources"} <= found
