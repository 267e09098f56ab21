"""How Polish says it.

After the Wielki słownik ortograficzny PWN and its rules of spelling and punctuation, the advice of
the Rada Języka Polskiego, PN-ISO 80000-1 for numbers, and CLDR for what stands in a number. The
page's own words ask for no case of what follows them: « spadek: 5 osób ».
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from asof.language.cases import Cases
from asof.language.collation import LAST
from asof.language.grammar import (
    DASH,
    NBSP,
    SPACE,
    Counting,
    Currency,
    Dating,
    Grammar,
    PlaceWords,
    Rules,
    TypedWords,
)
from asof.language.text_setting import TextSetting
from asof.quantity import Hedge

_WORDS: Mapping[str, str] = {
    "as_of": "Stan na dzień",
    "situation": "Sytuacja: {day}, stan wiedzy: {known}",
    "figures_dated": "Daty danych: {span}",
    "numbered": "Nr\u00a0{number}",
    "numbered_in": "{series} nr\u00a0{number}",
    "edition_number": "nr\u00a0{number}",
    "period_covered": "Okres sprawozdawczy",
    "supersedes": "Zastępuje nr\u00a0{number}",
    "text_of": "Data tekstu: {day}",
    "question": "Pytanie",
    "pressed": "Przy dalszych pytaniach {on}",
    "key_findings": "Najważniejsze ustalenia",
    "tone_note": "Uwaga",
    "tone_important": "Ważne",
    "tone_warning": "Ostrzeżenie",
    "annex": "Załącznik {letter}. {title}",
    "continued": "(ciąg dalszy)",
    "sources": "Źródła",
    "sources_and_notes": "Źródła i uwagi",
    "notes": "Uwagi",
    "principals": "Odpowiedzialni",
    "contact": "Kontakt",
    "next_update": "Następna aktualizacja",
    "allowed": "Na co zwrócić uwagę",
    "reference": "Znak sprawy",
    "also": "Także po polsku",
    "page": "{page} z {pages}",
    "not_public": "niejawne",
    "none": "brak",
    "unknown": "nie wiadomo",
    "ended": "koniec: {day}; brak przedłużenia w aktach",
    "ended_perhaps": "koniec: {day}; początek następstwa: {time}",
    "lapsed": "zakończone",
    "stale": "do potwierdzenia",
    "stale_in_public": "ostatnia opublikowana liczba",
    "stale_since": "brak potwierdzenia od {day}",
    "have_reported": "otrzymane zgłoszenia: {reported} z {expected}",
    "rest_reported": "dla pozostałych ostatnie znane dane",
    "total": "ogółem",
    "disputed": "sporne",
    "withheld": "nie podano",
    "current": "obowiązuje",
    "or": "lub",
    "label": "Dane",
    "labelled": "{label}: {value}",
    "value": "Wartość",
    "target": "Cel: {value}",
    "in_unit": "{head} ({unit})",
    "on": "Data",
    "until": "Koniec",
    "reported": "Zgłoszono",
    "by": "Kto podaje",
    "source": "Źródło",
    "source_named": "Źródło: {names}.",
    "sources_named": "Źródła: {names}.",
    "as_of_day": "Stan na {day}",
    "figure": "Wykres {number}.",
    "contents": "Spis treści",
    "figures": "Spis wykresów",
    "standing": "Status",
    "counts": "Co się liczy",
    "reason": "Powód",
    "date": "Data",
    "change": "Zmiana",
    "before": "Przedtem",
    "after": "Potem",
    "claim": "{by}, niepotwierdzone",
    "hedged": "wartość niedokładna",
    "no_figure": "brak liczby",
    "areas_without": "Brak liczby: {names}",
    "class_range": "od {low} do mniej niż {high}",
    "map_credit": "Mapa: {credit}",
    "scale_of_middle": "{length} w środku mapy",
    "quoted": "„{words}”",
    "reported_speech": "Wypowiedź omówiona, nie cytat",
    "partly_reported_speech": "Bez cudzysłowu: wypowiedź omówiona, nie cytat",
    "not_reported": "nie zgłoszono",
    "not_collected": "nie zbiera się",
    "our_calculation": "obliczenie własne",
    "quarter_lowest": "najniższa ćwiartka wierszy",
    "quarter_second": "druga ćwiartka",
    "quarter_third": "trzecia ćwiartka",
    "quarter_highest": "najwyższa ćwiartka",
    "inferred": "data wywnioskowana",
    "date_assumed": "data przyjęta",
    "remarked": "{words} ({remark})",
    "source_number": "źródło {number}",
    "source_label": "Źródło {number}",
    "back": "powrót do tekstu",
    "undated": "bez daty, {day}",
    "accessed": "dostęp: {day}",
    "flag_provisional": "w",
    "flag_revised": "k",
    "flag_estimate": "s",
    "status_provisional": "dane wstępne",
    "status_revised": "dane skorygowane",
    "status_estimate": "szacunek",
    "progress_not_started": "nie rozpoczęto",
    "progress_on_track": "zgodnie z planem",
    "progress_at_risk": "zagrożone",
    "progress_late": "opóźnione",
    "progress_paused": "wstrzymane",
    "progress_done": "ukończone",
    "progress_cancelled": "anulowane",
    "estimate_by": "szacunek: {by}",
    "added": "nowe",
    "updated": "aktualizacja",
    "corrected": "sprostowanie",
    "revised": "korekta",
    "withdrawn": "wycofanie",
    "removed": "usunięcie",
    "gone_stale": "bez potwierdzenia",
    "now_disputed": "spór",
    "no_changes": "Bez zmian od {day}.",
    "changes_since": "Zmiany od {day}",
    "change_head": "Zmiana {days}",
    "change_of_value": "Zmiana",
    "change_unchanged": "bez zmian",
    "change_restated": "nie zgłoszono zmiany",
    "up_by": "wzrost: {value}",
    "down_by": "spadek: {value}",
    "change_first_reported": "zgłoszono po raz pierwszy",
    "change_not_reported": "nie zgłoszono ({day})",
    "change_not_all_reported": "zgłoszono nie wszystko ({day})",
    "change_not_reported_between": "nie zgłoszono {days}",
    "change_not_all_reported_between": "zgłoszono nie wszystko {days}",
    "change_nothing_later": "brak liczby {since}",
    "change_not_public": "niejawne ({day})",
    "change_disputed": "sporne ({day})",
    "change_ended": "zakończone",
    "change_series_break": "przerwa w szeregu",
    "change_too_inexact": "zbyt niedokładne do porównania",
    "series_break_told": "przerwa w szeregu ({day}): {reason}",
    "base_corrected": "wcześniejsza liczba sprostowana ({reported})",
    "base_revised": "wcześniejsza liczba skorygowana ({reported})",
    "bars": "Słupki: zmiany od {day}",
    "errata": "Sprostowania: {title}",
    "what_changed": "Co się zmieniło: {title}",
    "errata_for": "Dla tych, którzy mają wydanie z {day}: co się różni ({now}).",
    "errata_new": "Nowe od tego czasu",
    "facts_changed": "zmienione dane od {was} do {now}: {count}",
    "clocks": "{day}, stan wiedzy: {known}",
    "diff_corrected": "sprostowanie: wartość była błędna",
    "diff_withdrawn": "wycofanie: źródło odwołało swoje słowa",
    "diff_removed": "usunięcie: nie ma w aktach, a źródło niczego nie odwołało",
    "diff_revised": "korekta, jak przewidziano",
    "diff_now_disputed": "spór: źródła sobie przeczą",
    "diff_updated": "aktualizacja: zmienił się świat albo wiadomo więcej",
    "diff_lapsed": "koniec: zakończone, nie wiadomo nic późniejszego",
    "diff_gone_stale": "do potwierdzenia: nikt już nie potwierdza",
    "diff_added": "nowe: przedtem nic nie było wiadomo",
    "was": "Było",
    "is_now": "Jest",
    "why": "Dlaczego",
    "why_added": "źródło z {reported}",
    "why_updated": "{on}; źródło z {reported}",
    "why_corrected": "poprzednia wartość była błędna; źródło z {reported}",
    "why_revised": "jak przewidziano; źródło z {reported}",
    "why_removed": "nie ma w aktach, a źródło niczego nie odwołało",
    "why_withdrawn": "źródło odwołało swoje słowa: {reason}",
    "why_gone_stale": "ostatnie źródło z {reported}",
    "why_now_disputed": "źródła sobie przeczą; ostatnie z {reported}",
    "page_of": "Strona {page} z {pages}",
    "draft": "Projekt",
    "embargo": "Embargo {until}",
    "span_reported": "jak zgłoszono",
    "span_announced": "zapowiedziane",
    "span_doubt": "początek niepewny",
    "span_onward": "końca nie zapowiedziano",
    "span_presumed": "niepotwierdzone",
    "span_past": "minione",
    "span_day": "dzień tego wydania",
    "nothing_stated": "nic nie podano",
    "trend_rising": "wzrost: najpierw {first}, na końcu {last}",
    "trend_falling": "spadek: najpierw {first}, na końcu {last}",
    "trend_level": "bez zmian: najpierw {first}, na końcu {last}",
    "trend_varying": "wzrosty i spadki: najpierw {first}, na końcu {last}",
    "trend_between": "pomiędzy {values}",
    "trend_extremes": "wartość najwyższa {highest}, najniższa {lowest}",
    "trend_count": "liczba wartości: {number}",
    "time_of_value": "sytuacja: {time}",
    "not_exact": "wartość niedokładna",
    "part_missing": "części brak, jest sporna lub niejawna",
    "own_scales": "każde pole ma własną skalę",
    "log_scale": "skala logarytmiczna",
    "not_received": "linia kropkowana: nie otrzymano",
    "least_to_most": "od wartości najniższej do najwyższej",
    "release": "Wydanie {number}",
    "holds": "Czy ta strona jest aktualna? Wydawca powie to na podstawie tego kodu.",
    "holds_at": "Czy ta strona jest aktualna? Zeskanuj obraz lub otwórz {url}",
    "qr": "Kod QR do {url}",
    "record": "Dane tego wydania, ich źródła i to, czym je sporządzono",
}
_SHORT = r"(?<![\w’-])(?P<it>[aiouwzAIOUWZ])"  # a word of one letter ends no line


_HANDOUTS: Mapping[str, str] = {
    "copy_of": "Egzemplarz {number} z {total}",
    "pre_release": "Egzemplarz przed publikacją",
    "copies_of": "Przekazane egzemplarze: {title}",
    "pre_release_access": "Dostęp przed publikacją: {title}",
    "copies_count": "Liczba egzemplarzy",
    "copy": "Egzemplarz",
    "name": "Imię i nazwisko",
    "organisation": "Instytucja",
    "received": "Odebrano",
    "effective_pages": "Wykaz obowiązujących stron",
    "effective_told": (
        "Strona, której ten wykaz nie wymienia albo wymienia w innym wydaniu, nie obowiązuje."
    ),
    "tab": "Zakładka {number}",
    "pages": "Strony",
    "edition": "Wydanie",
    "code": "Kod",
    "not_issued": "nie wydano formalnie",
    "front_pages": "Okładka, spis treści i ten wykaz",
    "divider": "Przekładka",
    "blank_page": "Strona celowo pozostawiona pusta",
    "exchange": "Wymiana stron: {title}",
    "exchange_how": "Od góry do dołu: strony po lewej wyjąć, strony po prawej włożyć.",
    "remove": "Wyjąć",
    "insert": "Włożyć",
    "pages_to": "od {first} do {last}",
    "errata_attached": "Arkusz sprostowań jest załączony.",
}


WORDS = {key: re.sub(rf"{_SHORT} (?=\S)", rf"\g<it>{NBSP}", told) for key, told in _WORDS.items()}
HANDOUTS = {
    key: re.sub(rf"{_SHORT} (?=\S)", rf"\g<it>{NBSP}", told) for key, told in _HANDOUTS.items()
}


def _money(numbers: Sequence[str], scale: str, currency: Currency) -> tuple[Sequence[str], str]:
    """Numbers with their currency: « 75 zł », « 5 milionów złotych »."""
    return numbers, f"{scale}{NBSP}{currency.name}" if scale else currency.sign


_GENITIVE = {"one": "other", "few": "many"}  # « 1,5 osoby » has the genitive of one osoba
_MANY = {"one": "many", "few": "many", "other": "many"}

COUNTING = Counting(
    hedges={
        Hedge.NONE: "",
        Hedge.EXACTLY: "dokładnie",
        Hedge.ABOUT: "około",
        Hedge.SOME: "mniej więcej",
        Hedge.NEARLY: "prawie",
        Hedge.OVER: "powyżej",
        Hedge.MORE_THAN: "więcej niż",
        Hedge.AT_LEAST: "co najmniej",
        Hedge.UP_TO: "do",
        Hedge.AT_MOST: "co najwyżej",
        Hedge.AS_MANY_AS: "nawet",
        Hedge.FEWER_THAN: "mniej niż",
        Hedge.RANGE: "od",
        Hedge.TENS: "",
        Hedge.HUNDREDS: "",
        Hedge.THOUSANDS: "",
    },
    amount_hedges={},
    collectives={
        Hedge.TENS: "dziesiątki",
        Hedge.HUNDREDS: "setki",
        Hedge.THOUSANDS: "tysiące",
    },
    before_collective="",
    range="do",
    scales={
        10**6: {"one": "milion", "few": "miliony", "many": "milionów", "other": "miliona"},
        10**9: {"one": "miliard", "few": "miliardy", "many": "miliardów", "other": "miliarda"},
        10**12: {"one": "bilion", "few": "biliony", "many": "bilionów", "other": "biliona"},
    },
    scales_are_nouns=True,
    folded={10**3: 1},
    per_cent="%",
    points={
        "one": "punkt procentowy",
        "few": "punkty procentowe",
        "many": "punktów procentowych",
        "other": "punktu procentowego",
    },
    thousands=lambda sign: (sign, 5),
    currencies={"PLN": "złotych"},
    countryless=lambda name: name.split()[0],
    of=str,
    money=_money,
    plurals=("few", "many", "other"),
    governed={
        **dict.fromkeys((Hedge.ABOUT, Hedge.OVER, Hedge.UP_TO, Hedge.RANGE), _GENITIVE),
        **dict.fromkeys((Hedge.TENS, Hedge.HUNDREDS, Hedge.THOUSANDS), _MANY),
    },
)

_MONTHS = (  # alone, and in the genitive, the instrumental, the locative and the accusative
    ("styczeń", "stycznia", "styczniem", "styczniu"),
    ("luty", "lutego", "lutym", "lutym"),
    ("marzec", "marca", "marcem", "marcu"),
    ("kwiecień", "kwietnia", "kwietniem", "kwietniu"),
    ("maj", "maja", "majem", "maju"),
    ("czerwiec", "czerwca", "czerwcem", "czerwcu"),
    ("lipiec", "lipca", "lipcem", "lipcu"),
    ("sierpień", "sierpnia", "sierpniem", "sierpniu"),
    ("wrzesień", "września", "wrześniem", "wrześniu"),
    ("październik", "października", "październikiem", "październiku"),
    ("listopad", "listopada", "listopadem", "listopadzie"),
    ("grudzień", "grudnia", "grudniem", "grudniu"),
)
_OTHERS = (
    ("wiosna", "wiosny", "wiosną", "wiośnie", "wiosnę"),
    ("lato", "lata", "latem", "lecie"),
    ("jesień", "jesieni", "jesienią", "jesieni"),
    ("zima", "zimy", "zimą", "zimie", "zimę"),
    ("kwartał", "kwartału", "kwartałem", "kwartale"),
    ("tydzień", "tygodnia", "tygodniem", "tygodniu"),
    ("dzień", "dnia", "dniem", "dniu"),
    ("rok budżetowy", "roku budżetowego", "rokiem budżetowym", "roku budżetowym"),
)
CASES = Cases(_MONTHS + _OTHERS)

_PATTERNS = {
    "day": "{d} {m} {y}",
    "week": "{w}. tydzień {y}",
    "short week": "tydz. {w}/{y}",
    "month": "{a} {y}",
    "season": "{s} {y}",
    "quarter": "{q} kwartał {y}",
    "short quarter": "{q} kw. {y}",
    "year": "{y}",
    "fiscal year": "rok budżetowy {y}",
    "first of days in a month": "{d}",
    "first of days in a year": "{d} {m}",
    "first of months in a year": "{a}",
    "first of weeks in a year": "{w}.",
    "short first of weeks in a year": "tydz. {w}",
    "first of seasons in a year": "{s}",
    "first of quarters in a year": "{q}",
    "short first of quarters in a year": "{q} kw.",
}

SITE: Mapping[str, str] = {
    "skip": "Przejdź do treści",
    "navigation": "Strony tego serwisu",
    "briefings": "Notatki informacyjne",
    "figures": "Dane",
    "releases": "Kalendarz publikacji",
    "policy": "Sprostowania i rewizje",
    "accessibility": "Dostępność",
    "feed": "Kanał aktualności (Atom)",
    "policy_default": "Każda błędna liczba jest prostowana, gdy tylko błąd wyjdzie na jaw. Nowe "
    "wydanie zastępuje to, w którym się znalazła; wcześniejsze pozostaje pod swoim adresem i "
    "mówi o tym na początku, a lista wydań podaje, co sprostowano, którego dnia i o której "
    "godzinie.\n\nLiczba, która była prawdziwa, a teraz jest inna, to aktualizacja. Liczba, "
    "którą źródło zgodnie z planem ustala na nowo, na przykład wstępna, to rewizja. Wszędzie, "
    "gdzie wymienia się zmiany, obie są oddzielone od sprostowań.\n\nWydanie wycofuje się, gdy "
    "nie należy na nim w ogóle polegać. Jego adres podaje wtedy, kiedy i dlaczego, a tekst i "
    "liczby nie są już publikowane.",
    "access_pages": "Strony tego serwisu to zwykły HTML. Działają bez JavaScriptu, z wyjątkiem "
    "wyszukiwania i sprawdzania kodu, z klawiatury i z czytnikiem ekranu, na telefonie, w trybie "
    "ciemnym, powiększone i wydrukowane. Strony w postaci, w jakiej tworzy je program, "
    "sprawdzono narzędziem axe-core w przeglądarce Chromium, przy szerokości 390 i 1280 pikseli, "
    "jasne i ciemne, bez uwag; wykrywa to część możliwych błędów. Nie sprawdzały ich osoby z "
    "niepełnosprawnościami.",
    "access_files": "Z reguły pliki PDF deklarują zgodność z PDF/UA-1 (ISO 14289-1), normą "
    "plików PDF, które można odczytać na głos; każdy jest sprawdzany przed zapisaniem. Każde "
    "wydanie jest też dostępne jako strona tego serwisu i jako tekst w formacie Markdown. Treść "
    "każdego wykresu podano słowami.",
    "access_ask": "Inny format",
    "access_whom": "Kto potrzebuje wydania w innym formacie lub nie może skorzystać ze strony, "
    "może zapytać tutaj: {contact}",
    "access_pages_head": "Strony tego serwisu",
    "access_files_head": "Pliki",
    "home_about": "Każda notatka podaje, na jaki dzień jest aktualna, skąd pochodzi każda liczba "
    "i co się zmieniło od poprzedniego wydania.",
    "next_edition": "Następne wydanie: {day}",
    "withdrawn_editions": "Wydania wycofane",
    "nothing_published": "W tym języku jeszcze nic nie opublikowano.",
    "search": "Szukaj",
    "search_label": "Szukaj w notatkach i danych",
    "search_script": "Wyszukiwanie wymaga JavaScriptu. Wszystkie notatki i dane są dostępne z "
    "tej strony także bez niego.",
    "search_found": "Znaleziono: {number}",
    "search_none": "Nic nie znaleziono.",
    "search_failed": "Nie udało się wczytać wyszukiwania. Spróbuj ponownie po połączeniu.",
    "edition_update": "Aktualizacja o to, co od tego czasu stało się wiadome.",
    "edition_term": "Wydanie",
    "published_term": "Opublikowano",
    "standing_latest": "To jest najnowsze wydanie.",
    "standing_superseded": "To wydanie zastąpiło późniejsze, dnia {moment}: {edition}.",
    "standing_withdrawn": "To wydanie wycofano dnia {moment}: {reason}",
    "tombstone": "Jego tekst, dane i pliki nie są już publikowane.",
    "withdrawn_edition": "Wycofano: {title}",
    "corrected_because": "Sprostowanie: {reason}",
    "printing_number": "wydruk {number}",
    "edition_code": "Kod tego wydania",
    "downloads": "To wydanie jako plik",
    "form_large": "duży druk",
    "form_clear": "wyraźny druk",
    "form_duplex": "dwustronnie",
    "as_text": "tekst (Markdown)",
    "as_record": "zapis (JSON)",
    "earlier_edition": "Wcześniejsze wydanie: {edition}",
    "later_edition": "Późniejsze wydanie: {edition}",
    "all_editions": "Wszystkie wydania",
    "editions_of_year": "Wydania z roku {year}",
    "about_edition": "O tym wydaniu",
    "permanent_address": "Stały adres tego wydania",
    "latest_address": "Adres najnowszego wydania",
    "changes_to_edition": "Co zmieniło się od poprzedniego wydania",
    "no_figure_changed": "Żadna liczba obecna w obu wydaniach się nie zmieniła.",
    "newly_printed": "Po raz pierwszy w wydaniu",
    "no_longer_printed": "Nieobecne w tym wydaniu",
    "in_words": "Wykres słowami",
    "table_number": "Tabela",
    "figures_on_page": "Dane na tej stronie",
    "figures_on_page_about": "Każda liczba ze źródłem, czasem, w którym była prawdziwa, dniem "
    "zgłoszenia i wszystkim, co o niej zgłoszono do dnia {known}.",
    "history": "Historia: {label}",
    "what_became": "Co się z tym stało",
    "computed_by": "Obliczenie: {formula}",
    "parts": "Obliczono z",
    "back_to_text": "Powrót do tekstu",
    "figure_page": "Wszystko, co opublikowano o tej liczbie",
    "state_current": "aktualne",
    "verdict_title": "Czy ta strona jest nadal aktualna?",
    "verdict_lead": "Każda wydana strona ma nadrukowany kod. Wpisz go tutaj albo zeskanuj "
    "obrazek obok niego aparatem w telefonie.",
    "verdict_code": "Kod ze strony",
    "verdict_ask": "Sprawdź",
    "verdict_loading": "Sprawdzanie…",
    "verdict_current": "Aktualna",
    "verdict_unsettled": "Ostatnie wydanie",
    "verdict_superseded": "Zastąpiona",
    "verdict_withdrawn": "Wycofana",
    "verdict_contested": "Sporna",
    "verdict_unknown": "Nieznany",
    "verdict_mistyped": "Błędnie wpisany",
    "verdict_current_why": "To ostatnie wydanie tego dokumentu i żadne publiczne wydanie nie "
    "podaje innych danych.",
    "verdict_unsettled_why": "Nie ukazało się późniejsze wydanie tego dokumentu. Nie udało się "
    "sprawdzić, czy jego dane zostały od tego czasu poprawione.",
    "verdict_superseded_why": "Ukazało się późniejsze wydanie: {moment}",
    "verdict_corrected_why": "Dane z tej strony zostały od tego czasu poprawione w publicznym "
    "wydaniu.",
    "verdict_corrections": "Poprawiono w późniejszym wydaniu: {reason}",
    "verdict_withdrawn_why": "Wycofana: {day}. Powód: {reason}",
    "verdict_contested_why": "Pod tym samym numerem wydano inną stronę, z kodem {code}. Która z "
    "nich obowiązuje, może powiedzieć tylko wydawca.",
    "verdict_unknown_why": "Żadne wydanie w tej witrynie nie ma kodu {code}. Stronę wydał ktoś "
    "inny albo nie jest ona publiczna.",
    "verdict_character": "Żaden kod nie zawiera znaku {character}.",
    "verdict_length": "Liczba znaków w kodzie: {wanted}; w tym: {number}.",
    "verdict_check": "Jeden znak jest wpisany błędnie albo dwa zamieniły się miejscami. "
    "Porównaj kod ze stroną.",
    "verdict_issued": "Wydano: {moment}",
    "verdict_read": "Czytaj to wydanie",
    "verdict_latest": "Czytaj najnowsze wydanie",
    "verdict_changed": "Dane, które dziś brzmią inaczej",
    "verdict_says": "Co mówi strona z tym kodem",
    "verdict_compare": "Porównaj to ze stroną, którą masz w ręku, najpierw liczby: sfałszowana "
    "strona może mieć prawdziwy kod. Jeśli Twoja mówi co innego, nie jest to strona, którą "
    "wydano.",
    "verdict_not_compared": "Brak w późniejszych wydaniach, więc nie porównano: {labels}",
    "verdict_checked": "Odpowiedź z rejestru tej witryny. Odczyt: {moment}",
    "verdict_offline": "Brak połączenia. Rejestr mógł się zmienić od ostatniego odczytu: {moment}",
    "verdict_last_change": "Ostatnia zmiana: {moment}",
    "verdict_ready": "Gotowe do użycia bez połączenia.",
    "verdict_failed": "Rejestr jest niedostępny, a to urządzenie jeszcze żadnego nie "
    "przechowuje. Spróbuj ponownie po połączeniu z siecią; potem kody będą sprawdzane także bez "
    "niej.",
    "verdict_written": "Stan z chwili publikacji: {moment}",
    "verdict_noscript": "Bez JavaScriptu nie można tu sprawdzić kodu. Zamiast tego otwórz {url} "
    "z kodem na końcu.",
    "verdict_seal": "Adres ma po znaku # pieczęć. Ta strona nie sprawdza pieczęci; robi to "
    "„asof verify” z kluczem wydawcy.",
    "verdict_no_page": "Nie ma takiej strony w tej witrynie",
    "verdict_home": "Przejdź do strony głównej",
    "open_data": "Otwarte dane",
    "open_data_lead": "Każda publiczna liczba z jej zastrzeżeniem, dniem, w którym była "
    "prawdziwa, dniem podania i źródłem, które ją podaje.",
    "licence": "Licencja",
    "cover": "Okładka",
    "sheet": "Arkusz",
    "holds": "Zawartość",
    "observations": "Podane wartości",
    "unit": "Jednostka",
    "known": "Stan wiedzy na dzień",
    "key": "Klucz",
    "lower": "Dolna granica",
    "upper": "Górna granica",
    "true_from": "Prawdziwe od",
    "became": "Co się z nim stało",
    "list_latest": "najnowsze wydanie",
    "list_superseded": "zastąpione dnia {moment}",
    "list_withdrawn": "wycofane dnia {moment}: {reason}",
    "list_changes": "Zmienione liczby",
    "list_about": "Każde wydanie tej notatki, od najnowszego: kiedy je opublikowano, co je "
    "zastąpiło i dlaczego.",
    "facts_about": "Każda liczba z opublikowanych notatek, tak jak podaje ją ostatnie wydanie, "
    "które ją zawiera.",
    "fact_as_in": "Według: {edition}",
    "fact_lines": "Wszystko, co o tym zgłoszono",
    "releases_about": "Co ukaże się w ciągu najbliższych dwunastu miesięcy. Przesunięty dzień "
    "pozostaje tu wraz z powodem i nowym dniem.",
    "releases_none": "Nie zaplanowano żadnej publikacji.",
    "releases_file": "Kalendarz jako plik (iCalendar)",
    "releases_moved": "Przesunięto na {day}: {reason}",
    "releases_from": "Przesunięto z {day}: {reason}",
    "status": "Rodzaj danych",
    "place": "Miejsce w źródle",
    "remark": "Uwaga",
    "publisher": "Wydawca",
    "published": "Opublikowano",
    "state_superseded": "zastąpione późniejszą wartością",
    "state_corrected": "sprostowane późniejszym zgłoszeniem",
    "state_disputed": "sporne według innego źródła",
    "state_retracted": "wycofane przez źródło",
    "state_claim": "twierdzenie niepotwierdzone",
    "state_possible": "być może już prawdziwe",
    "sheet_facts": "Co ostatnie publiczne wydanie mówi o każdej liczbie.",
    "sheet_observations": "Każda wartość podana przez źródło, także wcześniejsze.",
    "sheet_all_but_superseded": "Wszystkie wartości oprócz zastąpionych, "
    "które są w pliku observations.csv.",
    "sheet_sources": "Dokumenty, z których pochodzą wartości.",
    "sheet_notes": "Jak czytać tabele.",
    "note_clocks": "Każda wartość ma dwie daty: kiedy była prawdziwa i kiedy ją podano. "
    "Późniejsza wiadomość nie usuwa wcześniejszej.",
    "note_hedges": "Wartość z zastrzeżeniem, takim jak „około” lub „do”, jest tekstem. Kolumny "
    "obok podają najmniejszą i największą możliwą wartość; gdy któraś jest pusta, granicy nie ma.",
    "note_bounds": "Przyjmuje się, że wartość przybliżona różni się od podanej liczby najwyżej o "
    "jedną dziesiątą.",
    "note_empty": "Pusta komórka oznacza, że nic nie podano. Daty zapisano jako rok, miesiąc, "
    "dzień.",
}
_LINKS: Mapping[str, tuple[str, str]] = {
    "from": ("od {}", "genitive"),
    "to": ("do {}", "genitive"),
    "between": ("między {}", "instrumental"),
    "and": (f"a{NBSP}{{}}", "instrumental"),
    "since": ("od {}", "genitive"),
    "until": ("do {}", "genitive"),
    "by": ("najpóźniej do {}", "genitive"),
    "not before": ("najwcześniej od {}", "genitive"),
    "around": ("około {}", "genitive"),
    "as of": ("stan na {}", "accusative"),
}


def _link(role: str, text: str) -> str:
    """A date with its preposition, in the case that it asks for: « od maja do lipca 2018 »."""
    words, case = _LINKS[role]
    return words.format(CASES.put(text, case))


DATING = Dating(
    patterns={"": _PATTERNS},
    seasons={3: "wiosna", 6: "lato", 9: "jesień", 12: "zima"},
    quarters=("I", "II", "III", "IV"),
    day=str,
    two_years=lambda first: f"{first}/{first + 1}",
    link=_link,
    some_day="dzień {}".format,
    loosely="{} (w przybliżeniu)".format,
    uncertain="{} (data niepewna)".format,
    clock=lambda hour, minute: f"godz.{NBSP}{hour}:{minute:02}",
)

MONTHS = tuple(genitive for _, genitive, *_ in _MONTHS)
_ANY_MONTH = (
    f"(?:{'|'.join(form for forms in _MONTHS for form in forms)}"
    "|sty|lut|mar|kwi|cze|lip|sie|wrz|paź|lis|gru)"
)
_DAY = r"\d{1,2}\.?"

_UNITS_OF_TENS = "pięć|sześć|siedem|osiem|dziewięć"
_GENITIVES = "pięciu|sześciu|siedmiu|ośmiu|dziewięciu"
_TEENS = "trzy|czter|pięt|szes|siedem|osiem|dziewięt"
_ADJECTIVE = "(?:y|a|e|ego|ej|emu|ym|ą|ych|ymi)"

READING = TypedWords(
    cardinals=(
        "zero dw(?:a|ie|aj|óch|u|om|oma|iema|oje|ojga) trz(?:y|ej|ech|em|ema) tro(?:je|jga|jgiem)"
        " czter(?:y|ej|ech|em|ema) czwor(?:o|ga) (?:pięci|sześci|siedmi|ośmi)or(?:o|ga)"
        f" {_UNITS_OF_TENS.replace('|', ' ')} dziesięć {_GENITIVES.replace('|', ' ')} dziesięciu"
        f" (?:jede|dwa|{_TEENS})na(?:ście|stu) dwadzieścia dwudziestu (?:trzy|czter)dzie(?:ści|stu)"
        f" (?:{_UNITS_OF_TENS})dziesiąt (?:{_UNITS_OF_TENS})dziesięciu st[ou] dwieście dwustu"
        f" (?:trzy|cztery)sta (?:trzy|cztery)stu (?:{_UNITS_OF_TENS})set (?:{_GENITIVES})set"
        " kilka(?:naście|dziesiąt|set) kilku(?:nastu|dziesięciu|set) półtor(?:a|ej)"
        " tysi(?:ąc|ąca|ącu|ące|ęcy|ącami|ącom|ącach)"
        " (?:mili|bili)(?:on|ard)(?:y|a|ów|em|owi|ami|om|ach)?"
        " setk(?:a|i|ę|ą|ami|om|ach) setek dziesiąt(?:ki|ek|kami|kom|kach) tuzin(?:y|a|ów)?"
        " połow(?:a|y|ę|ą|ie)"
    ),
    ordinals=(
        "drug(?:i|a|ie|iego|iej|iemu|im|ą|ich|imi) trzeci(?:a|e|ego|ej|emu|m|ą|ch|mi)?"
        f" (?:czwart|piąt|szóst|siódm|ósm|dziewiąt|dziesiąt){_ADJECTIVE}"
        f" (?:jede|dwu|{_TEENS})nast{_ADJECTIVE} (?:dwu|trzy|czter)dziest{_ADJECTIVE}"
        f" (?:{_UNITS_OF_TENS})dziesiąt{_ADJECTIVE} (?:dwu|trzech)?setn{_ADJECTIVE}"
        f" tysięczn{_ADJECTIVE} milionow{_ADJECTIVE}"
    ),
    ones="jed(?:en|na|no|nego|nej|nemu|nym|ną)",
    joints="i",
    lists="i|lub|albo|oraz|do|a",
    idioms=(
        r"z drugiej strony|po (?:drugie|trzecie|czwarte)|na drugi dzień|drug(?:i|iej) wojn\w+"
        r"|osob\w* trzeci\w+|osób trzecich|stron\w* trzeci\w+|trzeci(?:ego)? świat\w*"
        r"|jed\w+ (?:po |za |od )?drug\w+|drugie śniadanie|z pierwszej i drugiej ręki|w pół"
    ),
    scales=(
        r"tysi(?:ąc|ące|ęcy|ąca)|tys\.|milion(?:y|a|ów)?|mln|miliard(?:y|a|ów)?|mld|bilion(?:y|a|ów)?"
        "|bln|procent"
    ),
    endings="ty|ta|te|tego|tej|tym|gi|ga|go|giego|giej|gim|ci|cia|my|ma|mego|mej",
    prefixes="początek|koniec|połowa|od|do|po|przed|post|pre|eks",
    fiscal=r"rb\. ?",
    parts=(
        "[Rr]ozdzia(?:ł|łu|le|ły|łów|łach)|[Cc]zęś(?:ć|ci)|[Zz]ałącznik(?:i|a|u|iem|ów)?"
        r"|[Aa]rtyku(?:ł|łu|le|ły)|[Aa]rt\.|[Uu]st\.|pkt|[Rr]ysun(?:ek|ku|ki)|[Tt]abel(?:a|i|e|ę)"
        "|[Pp]unk(?:t|cie|tu|ty)|[Ff]az(?:a|ie|y|ę)|[Ee]tap(?:u|ie|y)?|[Rr]ezolucj(?:a|i|e|ę)"
        "|[Tt]om(?:u|ie|y)?|[Nn]umer(?:u|y|ze)?|[Pp]aragra(?:f|fu|fie|fy)|[Uu]stęp(?:u|ie|y)?"
        "|[Kk]rok(?:u|i)?|[Ss]tron(?:a|y|ie|ę)|[Pp]rzypis(?:y|u|ie)?|[Ww]ykres(?:y|u|ie)?"
    ),
    dates=(
        (
            rf"{_DAY}(?:{SPACE}?(?:{DASH}|i|lub|do|a){SPACE}?{_DAY})?{SPACE}+{_ANY_MONTH}\b\.?"
            rf"(?:{SPACE}+\d{{4}}(?:{SPACE}r\.)?)?"
        ),
        rf"{_ANY_MONTH}\.?{SPACE}+\d{{4}}(?:{SPACE}r\.)?",
    ),
    months=MONTHS,
    seasons=("wiosn", "lato|lata|latem", "jesie", "zim"),
    hedges={
        "ok.": Hedge.ABOUT,
        "w przybliżeniu": Hedge.ABOUT,
        "jakieś": Hedge.SOME,
        "niemal": Hedge.NEARLY,
        "blisko": Hedge.NEARLY,
        "niespełna": Hedge.NEARLY,
        "ponad": Hedge.OVER,
        "przeszło": Hedge.OVER,
        "poniżej": Hedge.FEWER_THAN,
        "przynajmniej": Hedge.AT_LEAST,
        "minimum": Hedge.AT_LEAST,
        "nie mniej niż": Hedge.AT_LEAST,
        "maksymalnie": Hedge.AT_MOST,
        "najwyżej": Hedge.AT_MOST,
        "nie więcej niż": Hedge.AT_MOST,
        "aż": Hedge.AS_MANY_AS,
        "równo": Hedge.EXACTLY,
    },
    trailing={
        "lub więcej": Hedge.AT_LEAST,
        "i więcej": Hedge.AT_LEAST,
        "lub mniej": Hedge.AT_MOST,
    },
    nothing=r"brak(?: danych)?|nic|nieznan[aey]|nie dotyczy|n/d|nd\.?|b\. ?d\.|nie wiadomo",
    minus="minus",
    limits=("tylko", "zaledwie", "jedynie"),
    scale_words={
        "tysiąc": "thousand",
        "tysiące": "thousand",
        "tysięcy": "thousand",
        "tysiąca": "thousand",
        "tys.": "thousand",
        "tys": "thousand",
        "milion": "million",
        "miliony": "million",
        "milionów": "million",
        "miliona": "million",
        "mln": "million",
        "miliard": "billion",
        "miliardy": "billion",
        "miliardów": "billion",
        "miliarda": "billion",
        "mld": "billion",
        "bilion": "trillion",
        "biliony": "trillion",
        "bilionów": "trillion",
        "biliona": "trillion",
        "bln": "trillion",
    },
    per_cent=r"procent|proc\.",
    totals="razem|ogółem|łącznie|suma|w sumie",
    remarks="uwag[ai]|komentarze?|objaśnieni[ae]|adnotacj[ae]",
    ranges=("między N a N", "pomiędzy N a N"),
    notations=(
        (r"(?:w |dnia |w dniu |na )?D(?: r\.| roku)?", "{}"),
        (r"(?:około|ok\.|circa) D(?: r\.| roku)?", "{}~"),
        (r"od (?:dnia )?D(?: r\.| roku)?", "{}/.."),
        (r"do (?:dnia )?D(?: r\.| roku)?", "../{}"),
        (r"od D(?: r\.| roku)? do D(?: r\.| roku)?", "{}/{}"),
        (r"między D(?: r\.| roku)? a D(?: r\.| roku)?", "{}/{}"),
        (r"([0-9]{1,2})\. tydzień D", "{1}-W{0:0>2}"),
        (r"(?:I|1\.|pierwszy) kwartał D", "{}-Q1"),
        (r"(?:II|2\.|drugi) kwartał D", "{}-Q2"),
        (r"(?:III|3\.|trzeci) kwartał D", "{}-Q3"),
        (r"(?:IV|4\.|czwarty) kwartał D", "{}-Q4"),
    ),
)

TYPOGRAPHY = TextSetting(
    quotes="„”",
    within="«»",
    opening="„«‹",
    closing="”»›",
    single=True,
    before=r"\b(?:EUR|PLN|CHF)",
    units=(
        r"min|s|h|m|m[²³2]|g|t|L|l|V|W|Hz|dB|zł|gr|euro|proc\.|procent|tys\.|mln|mld|bln|r\."
        r"|tysi(?:ąc|ące|ęcy)|(?:mili|bili)(?:on|ard)(?:y|a|ów)?"
    ),
    months=_ANY_MONTH,
    titles=r"dr|prof\.|mgr|inż\.|gen\.|płk|kpt\.|ks\.|p\.|hab\.|[Pp]an|[Pp]ani",
    capitals="A-ZĄĆĘŁŃÓŚŹŻ",
    parts=(
        r"[Nn]r|(?:ss?|str|[Aa]rt|[Uu]st|[Rr]ys|[Tt]ab|[Rr]ozdz|poz|godz)\.|pkt|§§?"
        "|[Zz]ałącznik(?:i|u|a)?|[Aa]rtyku(?:ł|łu|le)|[Tt]abel(?:a|i)|[Ss]tron(?:a|y|ie)"
    ),
    own=((rf"{_SHORT} (?=\S)", rf"\g<it>{NBSP}"),),
).rules

# A date behind a preposition stands in its case: « w maju 2020 », « od maja 2020 ».
JOINING: Rules = CASES.joining(
    {
        "genitive": "od|do|z|ze|bez|dla|koło|około|podczas|początku|końca|połowy|względem",
        "instrumental": "przed|między|pomiędzy",
        "locative": "w|we|po|przy|o",
        "accusative": "na|za",
    }
)

ABBREVIATIONS = (
    "np itd itp m.in tj tzn ok ww al ul pl św im ds r w godz tys nr art ust rys tab rozdz poz str s"
    " prof inż gen kpt ks hab zob por wg proc n.e p.n.e"
)

PLACES = {
    "page": PlaceWords(typed="s p str strona strony", one="s. {}", several="s. {}"),
    "paragraph": PlaceWords(typed="ust ustęp akapit", one="ust. {}", several="ust. {}"),
    "line": PlaceWords(typed="linia linie", one="linia {}", several="linie {}"),
    "chapter": PlaceWords(typed="rozdz rozdział", one="rozdział {}", several="rozdziały {}"),
    "section": PlaceWords(typed="sekcja pkt punkt", one="pkt {}", several="pkt {}"),
    "article": PlaceWords(typed="art artykuł", one="art. {}", several="art. {}"),
    "annex": PlaceWords(typed="załącznik zał", one="załącznik {}", several="załączniki {}"),
    "table": PlaceWords(typed="tab tabela tabele", one="tabela {}", several="tabele {}"),
    "figure": PlaceWords(typed="rys rysunek wykres", one="rys. {}", several="rys. {}"),
    "note": PlaceWords(typed="przypis przypisy", one="przypis {}", several="przypisy {}"),
    "slide": PlaceWords(typed="slajd slajdy", one="slajd {}", several="slajdy {}"),
    "row": PlaceWords(typed="wiersz wiersze", one="wiersz {}", several="wiersze {}"),
}

LANGUAGE = Grammar(
    tag="pl-PL",
    name="Polish",
    words=WORDS,
    site=SITE,
    handouts=HANDOUTS,
    counting=COUNTING,
    dating=DATING,
    reading=READING,
    typography={"": TYPOGRAPHY},
    joining=JOINING,
    abbreviations=ABBREVIATIONS,
    places=PLACES,
    own_letters={
        "ą": "a",
        "ć": "c",
        "ę": "e",
        "ł": "l",
        "ń": "n",
        "ó": "o",
        "ś": "s",
        "ź": "z",
        "ż": f"z{LAST}",  # behind ź
    },
)
