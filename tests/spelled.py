"""Whole numbers to a thousand in words, as each language spells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

NAMES: Mapping[str, Sequence[Sequence[str]]] = {
    short: [line.split() for line in told]
    for short, told in {
        "de": (
            (
                "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn"
                " vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
            ),
            "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        ),
        "en": (
            (
                "zero one two three four five six seven eight nine ten eleven twelve thirteen"
                " fourteen fifteen sixteen seventeen eighteen nineteen"
            ),
            "twenty thirty forty fifty sixty seventy eighty ninety",
        ),
        "es": (
            (
                "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce"
                " quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós"
                " veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
            ),
            "treinta cuarenta cincuenta sesenta setenta ochenta noventa",
            (
                "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos"
                " ochocientos novecientos"
            ),
        ),
        "fr": (
            (
                "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze"
                " quinze seize dix-sept dix-huit dix-neuf"
            ),
            "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt",
        ),
        "it": (
            (
                "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici"
                " quattordici quindici sedici diciassette diciotto diciannove"
            ),
            "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        ),
        "nl": (
            (
                "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien"
                " vijftien zestien zeventien achttien negentien"
            ),
            "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        ),
        "pl": (
            (
                "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście"
                " dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście"
                " dziewiętnaście"
            ),
            (
                "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt"
                " osiemdziesiąt dziewięćdziesiąt"
            ),
            (
                "sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset"
                " tysiąc"
            ),
        ),
        "pt": (
            (
                "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze"
                " quinze dezesseis dezessete dezoito dezenove"
            ),
            "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
            (
                "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos"
                " novecentos"
            ),
        ),
        "uk": (
            (
                "нуль один два три чотири п’ять шість сім вісім дев’ять десять одинадцять"
                " дванадцять тринадцять чотирнадцять п’ятнадцять шістнадцять сімнадцять"
                " вісімнадцять дев’ятнадцять"
            ),
            "двадцять тридцять сорок п’ятдесят шістдесят сімдесят вісімдесят дев’яносто",
            "сто двісті триста чотириста п’ятсот шістсот сімсот вісімсот дев’ятсот тисяча",
        ),
    }.items()
}
# To nineteen (in Spanish to 29), by ten, by a hundred.


def _english(n: int) -> str:
    small, tens = NAMES["en"]
    if n < 20:
        return small[n]
    if n < 100:
        return tens[n // 10 - 2] + (f"-{small[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{small[n // 100]} hundred" + (f" and {_english(n % 100)}" if n % 100 else "")
    return "one thousand"


def _french(n: int) -> str:
    small, tens = NAMES["fr"]
    if n < 20:
        return small[n]
    if n < 100:
        ten, rest = tens[n // 10 - 2], n % 20 if n >= 60 else n % 10
        if not rest:
            return ten + ("s" if n == 80 else "")
        joint = " et " if rest in (1, 11) and n < 80 else "-"
        return f"{ten}{joint}{small[rest]}"
    if n < 1000:
        hundreds = "cent" if n < 200 else f"{small[n // 100]} cent{'' if n % 100 else 's'}"
        return hundreds + (f" {_french(n % 100)}" if n % 100 else "")
    return "mille"


def _spanish(n: int) -> str:
    small, tens, hundreds = NAMES["es"]
    if n < 30:
        return small[n]
    if n < 100:
        return tens[n // 10 - 3] + (f" y {small[n % 10]}" if n % 10 else "")
    if n < 1000:
        rest = n % 100
        return (
            "cien" if n == 100 else hundreds[n // 100 - 1] + (f" {_spanish(rest)}" if rest else "")
        )
    return "mil"


def _portuguese(n: int) -> str:
    small, tens, hundreds = NAMES["pt"]
    if n < 20:
        return small[n]
    if n < 100:
        return tens[n // 10 - 2] + (f" e {small[n % 10]}" if n % 10 else "")
    if n < 1000:
        rest = n % 100
        return (
            "cem"
            if n == 100
            else hundreds[n // 100 - 1] + (f" e {_portuguese(rest)}" if rest else "")
        )
    return "mil"


def _italian(n: int) -> str:
    small, tens = NAMES["it"]
    if n < 20:
        return small[n]
    if n < 100:
        ten, one = tens[n // 10 - 2], n % 10
        return (ten[:-1] if one in (1, 8) else ten) + ("", *small[1:3], "tré", *small[4:10])[one]
    if n < 1000:
        hundreds = "cento" if n < 200 else f"{small[n // 100]}cento"
        rest = _italian(n % 100).replace("tre", "tré") if n % 100 == 3 else _italian(n % 100)
        return hundreds + (rest if n % 100 else "")
    return "mille"


def _german(n: int) -> str:
    small, tens = NAMES["de"]
    if n < 20:
        return small[n]
    if n < 100:
        one = "ein" if n % 10 == 1 else small[n % 10]
        return (f"{one}und" if n % 10 else "") + tens[n // 10 - 2]
    if n < 1000:
        hundreds = "einhundert" if n < 200 else f"{small[n // 100]}hundert"
        return hundreds + (_german(n % 100) if n % 100 else "")
    return "eintausend"


def _dutch(n: int) -> str:
    small, tens = NAMES["nl"]
    if n < 20:
        return small[n]
    if n < 100:
        one = small[n % 10]
        joint = "ën" if one.endswith("e") else "en"
        return (one + joint if n % 10 else "") + tens[n // 10 - 2]
    if n < 1000:
        hundreds = "honderd" if n < 200 else f"{small[n // 100]}honderd"
        return hundreds + (_dutch(n % 100) if n % 100 else "")
    return "duizend"


def _apart(short: str) -> Callable[[int], str]:
    """A language that sets hundreds, tens and ones apart."""
    small, tens, hundreds = NAMES[short]

    def spelled(n: int) -> str:
        if n < 20:
            return small[n]
        name, rest = (tens[n // 10 - 2], n % 10) if n < 100 else (hundreds[n // 100 - 1], n % 100)
        return f"{name} {spelled(rest)}" if rest else name

    return spelled


SPELLED: Mapping[str, Callable[[int], str]] = {
    "de": _german,
    "en": _english,
    "es": _spanish,
    "fr": _french,
    "it": _italian,
    "nl": _dutch,
    "pl": _apart("pl"),
    "pt": _portuguese,
    "uk": _apart("uk"),
}

OTHERWISE: Mapping[str, tuple[tuple[str, str], ...]] = {  # as it is spelled too: what, and how
    "de": (("einhundert", "hundert"), ("eintausend", "tausend"), ("hundert(?=.)", "hundertund")),
    "en": (("-", " "), (" and ", " "), ("one (?=h|t)", "a ")),
    "es": (("cientos", "cientas"), ("quinientos", "quinientas"), ("veintiuno", "veintiún")),
    "fr": (
        ("[ -](?:et )?", "-"),
        ("soixante et onze", "septante et un"),
        ("soixante-dix", "septante"),
    ),
    "it": (("uno$", "un"), ("cento(?=o)", "cent")),
    "nl": (("honderd(?=.)", "honderden"), ("^een$", "één")),
    "pl": (("pięć$", "pięciu"), ("dwa$", "dwie"), ("dwa$", "dwóch"), ("dwadzieścia", "dwudziestu")),
    "pt": (("dois", "duas"), ("entos", "entas"), ("dezesse", "dezasse"), ("dezenove", "dezanove")),
    "uk": (
        ("’", "'"),
        ("п’ять$", "п’яти"),
        ("два$", "двох"),
        ("два$", "дві"),
        ("двадцять", "двадцяти"),
    ),
}
