"""How Dutch says it, in the Netherlands and in Belgium.

After the Woordenlijst and the Taaladvies of the Taalunie, the Interinstitutionele schrijfwijzer of
the European Union, NBN Z 01-002 for numbers and units, and CLDR for what stands in a number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from asof.language.grammar import (
    DASH,
    NBSP,
    OPEN,
    SPACE,
    Counting,
    Currency,
    Dating,
    Grammar,
    PlaceWords,
    Rules,
    TypedWords,
    every_three,
)
from asof.language.text_setting import LONG_UNITS, TextSetting
from asof.quantity import Hedge

WORDS: Mapping[str, str] = {
    "as_of": "Gegevens op",
    "situation": "Situatie: {day}, bekend op {known}",
    "figures_dated": "Datum van de cijfers: {span}",
    "numbered": "Nr.\u00a0{number}",
    "numbered_in": "{series} nr.\u00a0{number}",
    "edition_number": "nr.\u00a0{number}",
    "period_covered": "Verslagperiode",
    "supersedes": "Vervangt nr.\u00a0{number}",
    "text_of": "Tekst van {day}",
    "question": "Vraag",
    "pressed": "Bij doorvragen {on}",
    "key_findings": "Het belangrijkste",
    "tone_note": "Let op",
    "tone_important": "Belangrijk",
    "tone_warning": "Waarschuwing",
    "annex": "Bijlage {letter}. {title}",
    "continued": "(vervolg)",
    "sources": "Bronnen",
    "sources_and_notes": "Bronnen en noten",
    "notes": "Noten",
    "principals": "Verantwoordelijk",
    "contact": "Contact",
    "next_update": "Volgende bijwerking",
    "allowed": "Aandachtspunten",
    "reference": "Kenmerk",
    "also": "Ook in het Nederlands",
    "page": "{page} van {pages}",
    "not_public": "niet openbaar",
    "none": "geen",
    "unknown": "niet bekend",
    "ended": "afgelopen op {day}; geen verlenging in het dossier",
    "ended_perhaps": "afgelopen op {day}; het vervolg begint {time}",
    "lapsed": "afgelopen",
    "stale": "te bevestigen",
    "stale_in_public": "laatste gepubliceerde cijfer",
    "stale_since": "niet bevestigd sinds {day}",
    "have_reported": "{reported} van {expected} hebben gemeld",
    "rest_reported": "voor de overige de laatst bekende gegevens",
    "total": "totaal",
    "disputed": "omstreden",
    "withheld": "niet meegedeeld",
    "current": "van kracht",
    "or": "of",
    "label": "Gegeven",
    "labelled": "{label}: {value}",
    "value": "Waarde",
    "target": "Doel: {value}",
    "in_unit": "{head} ({unit})",
    "on": "Datum",
    "until": "Tot en met",
    "reported": "Gemeld",
    "by": "Wie het zegt",
    "source": "Bron",
    "source_named": "Bron: {names}.",
    "sources_named": "Bronnen: {names}.",
    "as_of_day": "Gegevens op {day}",
    "figure": "Figuur {number}.",
    "contents": "Inhoud",
    "figures": "Lijst van figuren",
    "standing": "Status",
    "counts": "Wat wordt geteld",
    "reason": "Reden",
    "date": "Datum",
    "change": "Verandering",
    "before": "Voordien",
    "after": "Nadien",
    "claim": "{by}, niet bevestigd",
    "hedged": "niet precies",
    "no_figure": "geen cijfer",
    "areas_without": "Geen cijfer: {names}",
    "class_range": "van {low} tot minder dan {high}",
    "map_credit": "Kaart: {credit}",
    "scale_of_middle": "{length} in het midden van de kaart",
    "quoted": "“{words}”",
    "reported_speech": "Weergave in eigen woorden, geen citaat",
    "partly_reported_speech": "Zonder aanhalingstekens: weergave in eigen woorden, geen citaat",
    "not_reported": "niet gemeld",
    "not_collected": "niet verzameld",
    "our_calculation": "eigen berekening",
    "quarter_lowest": "laagste kwart van de rijen",
    "quarter_second": "tweede kwart",
    "quarter_third": "derde kwart",
    "quarter_highest": "hoogste kwart",
    "inferred": "datum afgeleid",
    "date_assumed": "datum aangenomen",
    "remarked": "{words} ({remark})",
    "source_number": "bron {number}",
    "source_label": "Bron {number}",
    "back": "terug naar de tekst",
    "undated": "zonder datum, {day}",
    "accessed": "geraadpleegd op {day}",
    "flag_provisional": "v",
    "flag_revised": "h",
    "flag_estimate": "r",
    "status_provisional": "voorlopig cijfer",
    "status_revised": "herzien cijfer",
    "status_estimate": "raming",
    "progress_not_started": "niet begonnen",
    "progress_on_track": "op schema",
    "progress_at_risk": "risico op vertraging",
    "progress_late": "vertraagd",
    "progress_paused": "onderbroken",
    "progress_done": "afgerond",
    "progress_cancelled": "geannuleerd",
    "estimate_by": "raming van {by}",
    "added": "nieuw",
    "updated": "bijgewerkt",
    "corrected": "verbeterd",
    "revised": "herzien",
    "withdrawn": "ingetrokken",
    "removed": "verwijderd",
    "gone_stale": "niet meer bevestigd",
    "now_disputed": "nu omstreden",
    "no_changes": "Geen veranderingen sinds {day}.",
    "changes_since": "Veranderingen sinds {day}",
    "change_head": "Verandering {days}",
    "change_of_value": "Verandering",
    "change_unchanged": "onveranderd",
    "change_restated": "geen verandering gemeld",
    "up_by": "{value} meer",
    "down_by": "{value} minder",
    "change_first_reported": "voor het eerst gemeld",
    "change_not_reported": "niet gemeld op {day}",
    "change_not_all_reported": "niet alles gemeld op {day}",
    "change_not_reported_between": "niet gemeld {days}",
    "change_not_all_reported_between": "niet alles gemeld {days}",
    "change_nothing_later": "geen cijfer {since}",
    "change_not_public": "niet openbaar ({day})",
    "change_disputed": "omstreden ({day})",
    "change_ended": "beëindigd",
    "change_series_break": "breuk in de reeks",
    "change_too_inexact": "niet precies genoeg om te vergelijken",
    "series_break_told": "breuk in de reeks op {day}: {reason}",
    "base_corrected": "eerder cijfer verbeterd op {reported}",
    "base_revised": "eerder cijfer herzien op {reported}",
    "bars": "Balken: veranderingen sinds {day}",
    "errata": "Verbeteringen: {title}",
    "what_changed": "Wat er is veranderd: {title}",
    "errata_for": "Voor wie de versie van {day} heeft: wat er op {now} anders luidt.",
    "errata_new": "Nieuw sindsdien",
    "facts_changed": "veranderde gegevens van {was} tot en met {now}: {count}",
    "clocks": "{day}, bekend op {known}",
    "diff_corrected": "verbeterd: de waarde was fout",
    "diff_withdrawn": "ingetrokken: de bron heeft haar woorden herroepen",
    "diff_removed": "verwijderd: niet meer in het dossier, zonder dat de bron iets heeft herroepen",
    "diff_revised": "herzien, zoals voorzien",
    "diff_now_disputed": "nu omstreden: de bronnen spreken elkaar tegen",
    "diff_updated": "bijgewerkt: de wereld is veranderd, of er is meer bekend",
    "diff_lapsed": "afgelopen: beëindigd, en niets later is bekend",
    "diff_gone_stale": "te bevestigen: niet meer bevestigd",
    "diff_added": "nieuw: voordien was niets bekend",
    "was": "Was",
    "is_now": "Is nu",
    "why": "Waarom",
    "why_added": "bron van {reported}",
    "why_updated": "{on}; bron van {reported}",
    "why_corrected": "de vorige waarde was fout; bron van {reported}",
    "why_revised": "zoals voorzien; bron van {reported}",
    "why_removed": "niet meer in het dossier, zonder dat de bron iets heeft herroepen",
    "why_withdrawn": "de bron heeft haar woorden herroepen: {reason}",
    "why_gone_stale": "laatste bron van {reported}",
    "why_now_disputed": "de bronnen spreken elkaar tegen; de laatste is van {reported}",
    "page_of": "Pagina {page} van {pages}",
    "draft": "Ontwerp",
    "embargo": "Embargo {until}",
    "span_reported": "zoals gemeld",
    "span_announced": "aangekondigd",
    "span_doubt": "begin onzeker",
    "span_onward": "geen einde aangekondigd",
    "span_presumed": "niet bevestigd",
    "span_past": "voorbij",
    "span_day": "dag van deze uitgave",
    "nothing_stated": "niets vermeld",
    "trend_rising": "stijgend, van {first} naar {last}",
    "trend_falling": "dalend, van {first} naar {last}",
    "trend_level": "gelijk, van {first} naar {last}",
    "trend_varying": "stijgend en dalend, van {first} naar {last}",
    "trend_between": "daartussen {values}",
    "trend_extremes": "hoogste waarde {highest}, laagste {lowest}",
    "trend_count": "{number} waarden in totaal",
    "time_of_value": "situatie: {time}",
    "not_exact": "waarde niet precies",
    "part_missing": "een deel ontbreekt, is omstreden of niet openbaar",
    "own_scales": "elk vak heeft zijn eigen schaal",
    "log_scale": "logaritmische schaal",
    "not_received": "gestippeld: niet ontvangen",
    "least_to_most": "van de laagste naar de hoogste waarde",
    "release": "Uitgave {number}",
    "holds": "Geldt deze pagina nog? De uitgever zegt het aan de hand van deze code.",
    "holds_at": "Geldt deze pagina nog? Scan de afbeelding of ga naar {url}",
    "qr": "QR-code naar {url}",
    "record": "De gegevens van deze uitgave, hun bronnen en waarmee ze is gemaakt",
}
HANDOUTS: Mapping[str, str] = {
    "copy_of": "Exemplaar {number} van {total}",
    "pre_release": "Exemplaar vóór publicatie",
    "copies_of": "Uitgereikte exemplaren: {title}",
    "pre_release_access": "Toegang vóór publicatie: {title}",
    "copies_count": "Aantal exemplaren",
    "copy": "Exemplaar",
    "name": "Naam",
    "organisation": "Organisatie",
    "received": "Ontvangen",
    "effective_pages": "Lijst van geldige pagina’s",
    "effective_told": (
        "Een pagina die deze lijst niet noemt, of in een andere editie noemt, is niet geldig."
    ),
    "tab": "Tabblad {number}",
    "pages": "Pagina’s",
    "edition": "Editie",
    "code": "Code",
    "not_issued": "niet uitgegeven",
    "front_pages": "Omslag, inhoud en deze lijst",
    "divider": "Tussenblad",
    "blank_page": "Deze pagina is met opzet leeg gelaten",
    "exchange": "Uitwisseling van pagina’s: {title}",
    "exchange_how": "Van boven naar beneden: neem de pagina’s links uit, voeg die rechts in.",
    "remove": "Uitnemen",
    "insert": "Invoegen",
    "pages_to": "{first} tot en met {last}",
    "errata_attached": "Het blad met verbeteringen is bijgevoegd.",
}

SITE: Mapping[str, str] = {
    "skip": "Naar de inhoud",
    "navigation": "Pagina’s van deze site",
    "briefings": "Nota’s",
    "figures": "Cijfers",
    "releases": "Publicatiekalender",
    "policy": "Correcties en herzieningen",
    "accessibility": "Toegankelijkheid",
    "feed": "Nieuwsfeed (Atom)",
    "policy_default": "Elk cijfer dat fout was, wordt gecorrigeerd zodra dat bekend is. Een "
    "nieuwe editie komt in de plaats van die waarin het stond; de vorige blijft op haar adres, "
    "zegt dat bovenaan, en de lijst van edities vermeldt wat is gecorrigeerd, op welke dag en op "
    "welke minuut.\n\nEen cijfer dat klopte en nu anders is, is een bijwerking. Een cijfer dat "
    "de bron volgens plan opnieuw vaststelt, zoals een voorlopig cijfer, is een herziening. "
    "Overal waar veranderingen worden opgesomd, staan beide los van correcties.\n\nEen editie "
    "wordt ingetrokken als er helemaal niet op mag worden vertrouwd. Haar adres zegt dan wanneer "
    "en waarom, en haar tekst en cijfers worden niet meer gepubliceerd.",
    "access_pages": "De pagina’s van deze site zijn eenvoudige HTML. Ze werken zonder "
    "JavaScript, op het zoeken en het opzoeken van een code na, met het toetsenbord en een "
    "schermlezer, op een telefoon, in het donker, vergroot en gedrukt. Pagina’s zoals het "
    "programma ze maakt, zijn getest met axe-core, in Chromium op een breedte van 390 en 1280 "
    "pixels, licht en donker, zonder bevinding; dat vindt een deel van wat mis kan gaan. Ze zijn "
    "niet getest door mensen met een beperking.",
    "access_files": "In de regel claimen de pdf-bestanden PDF/UA-1 (ISO 14289-1), de norm voor "
    "pdf-bestanden die kunnen worden voorgelezen; elk wordt daarop gecontroleerd voor het wordt "
    "geschreven. Elke editie is er ook als pagina van deze site en als tekst in Markdown. De "
    "inhoud van elke grafiek staat er in woorden bij.",
    "access_ask": "Een andere vorm",
    "access_whom": "Wie een editie in een andere vorm nodig heeft of een pagina niet kan "
    "gebruiken, kan het hier vragen: {contact}",
    "access_pages_head": "Pagina’s van deze site",
    "access_files_head": "Bestanden",
    "home_about": "Elke nota zegt per welke dag zij geldt, waar elk cijfer vandaan komt en wat "
    "er sinds de vorige editie is veranderd.",
    "next_edition": "Volgende editie: {day}",
    "withdrawn_editions": "Ingetrokken edities",
    "nothing_published": "In deze taal is nog niets gepubliceerd.",
    "search": "Zoeken",
    "search_label": "Zoek in nota’s en cijfers",
    "search_script": "Zoeken vereist JavaScript. Alle nota’s en cijfers zijn vanaf deze pagina "
    "ook zonder te bereiken.",
    "search_found": "Gevonden: {number}",
    "search_none": "Niets gevonden.",
    "search_failed": "Het zoeken kon niet worden geladen. Probeer het opnieuw met verbinding.",
    "edition_update": "Een bijwerking, met wat sindsdien bekend is geworden.",
    "edition_term": "Editie",
    "published_term": "Gepubliceerd",
    "standing_latest": "Dit is de laatste editie.",
    "standing_superseded": "Een latere editie heeft deze vervangen op {moment}: {edition}.",
    "standing_withdrawn": "Deze editie is ingetrokken op {moment}: {reason}",
    "tombstone": "De tekst, de cijfers en de bestanden ervan worden niet meer gepubliceerd.",
    "withdrawn_edition": "Ingetrokken: {title}",
    "corrected_because": "Gecorrigeerd: {reason}",
    "printing_number": "druk {number}",
    "edition_code": "Code van deze editie",
    "downloads": "Deze editie als bestand",
    "form_large": "grote letter",
    "form_clear": "duidelijke letter",
    "form_duplex": "dubbelzijdig",
    "as_text": "tekst (Markdown)",
    "as_record": "gegevensbestand (JSON)",
    "earlier_edition": "Vorige editie: {edition}",
    "later_edition": "Volgende editie: {edition}",
    "all_editions": "Alle edities",
    "editions_of_year": "Edities van {year}",
    "about_edition": "Over deze editie",
    "permanent_address": "Vast adres van deze editie",
    "latest_address": "Adres van de laatste editie",
    "changes_to_edition": "Wat er is veranderd sinds de vorige editie",
    "no_figure_changed": "Geen cijfer dat in beide edities staat, is veranderd.",
    "newly_printed": "Voor het eerst opgenomen",
    "no_longer_printed": "Niet meer opgenomen",
    "in_words": "De grafiek in woorden",
    "table_number": "Tabel",
    "figures_on_page": "Cijfers op deze pagina",
    "figures_on_page_about": "Elk cijfer met zijn bron, wanneer het gold, wanneer het is gemeld, "
    "en al wat er op {known} over was gemeld.",
    "history": "Geschiedenis: {label}",
    "what_became": "Wat ervan is geworden",
    "computed_by": "Berekening: {formula}",
    "parts": "Berekend uit",
    "back_to_text": "Terug naar de tekst",
    "figure_page": "Alles wat over dit cijfer is gepubliceerd",
    "state_current": "geldend",
    "verdict_title": "Geldt deze pagina nog?",
    "verdict_lead": "Op elke uitgegeven pagina staat een code. Typ die hier, of scan het "
    "plaatje ernaast met de camera van een telefoon.",
    "verdict_code": "Code op de pagina",
    "verdict_ask": "Opzoeken",
    "verdict_loading": "Wordt opgezocht…",
    "verdict_current": "Geldig",
    "verdict_unsettled": "Laatste uitgave",
    "verdict_superseded": "Vervangen",
    "verdict_withdrawn": "Ingetrokken",
    "verdict_contested": "Betwist",
    "verdict_unknown": "Onbekend",
    "verdict_mistyped": "Verkeerd getypt",
    "verdict_current_why": "Dit is de laatste uitgave die van dit document is verschenen, en "
    "geen openbare uitgave geeft de cijfers ervan anders.",
    "verdict_unsettled_why": "Van dit document is geen latere uitgave verschenen. Of de cijfers "
    "sindsdien zijn gecorrigeerd, kon niet worden opgezocht.",
    "verdict_superseded_why": "Er is een latere uitgave verschenen: {moment}",
    "verdict_corrected_why": "Cijfers op deze pagina zijn sindsdien gecorrigeerd in een "
    "openbare uitgave.",
    "verdict_corrections": "Gecorrigeerd in een latere uitgave: {reason}",
    "verdict_withdrawn_why": "Ingetrokken: {day}. Reden: {reason}",
    "verdict_contested_why": "Onder hetzelfde nummer is een andere pagina uitgegeven, met de "
    "code {code}. Alleen de uitgever kan zeggen welke geldt.",
    "verdict_unknown_why": "Geen uitgave op deze site heeft de code {code}. De pagina is van "
    "iemand anders, of ze is niet openbaar.",
    "verdict_character": "Geen enkele code bevat het teken {character}.",
    "verdict_length": "Een code telt {wanted} tekens; deze telt er {number}.",
    "verdict_check": "Eén teken is verkeerd getypt, of twee zijn verwisseld. Vergelijk de code "
    "met de pagina.",
    "verdict_issued": "Uitgegeven: {moment}",
    "verdict_read": "Deze uitgave lezen",
    "verdict_latest": "De nieuwste uitgave lezen",
    "verdict_changed": "Cijfers die nu anders luiden",
    "verdict_says": "Wat er op de pagina met deze code staat",
    "verdict_compare": "Vergelijk het met de pagina in uw hand, de cijfers eerst: een vervalste "
    "pagina kan een echte code dragen. Staat er op de uwe iets anders, dan is het niet de pagina "
    "die is uitgegeven.",
    "verdict_not_compared": "In geen latere uitgave vermeld en dus niet vergeleken: {labels}",
    "verdict_checked": "Beantwoord uit het register van deze site, gelezen: {moment}",
    "verdict_offline": "U bent offline. Het register kan veranderd zijn sinds het voor het "
    "laatst werd gelezen: {moment}",
    "verdict_last_change": "Laatste wijziging erin: {moment}",
    "verdict_ready": "Klaar voor gebruik zonder verbinding.",
    "verdict_failed": "Het register is niet bereikbaar en dit apparaat heeft er nog geen "
    "bewaard. Probeer het opnieuw met verbinding; daarna worden codes ook zonder verbinding "
    "beantwoord.",
    "verdict_written": "Zoals gepubliceerd: {moment}",
    "verdict_noscript": "Zonder JavaScript kan hier geen code worden opgezocht. Open in plaats "
    "daarvan {url} met de code erachter.",
    "verdict_seal": "Het adres heeft een zegel achter de #. Deze pagina controleert geen "
    "zegels; “asof verify” doet dat, met de sleutel van de uitgever.",
    "verdict_no_page": "Deze pagina bestaat niet op deze site",
    "verdict_home": "Naar de startpagina",
    "open_data": "Open data",
    "open_data_lead": "Elk openbaar cijfer met zijn voorbehoud, wanneer het gold, wanneer het "
    "werd gemeld en de bron die het vermeldt.",
    "licence": "Licentie",
    "cover": "Voorblad",
    "sheet": "Blad",
    "holds": "Wat het bevat",
    "observations": "Gemelde waarden",
    "unit": "Eenheid",
    "known": "Bekend op",
    "key": "Sleutel",
    "lower": "Ondergrens",
    "upper": "Bovengrens",
    "true_from": "Geldig vanaf",
    "became": "Wat ervan is geworden",
    "list_latest": "laatste editie",
    "list_superseded": "vervangen op {moment}",
    "list_withdrawn": "ingetrokken op {moment}: {reason}",
    "list_changes": "Veranderde cijfers",
    "list_about": "Elke editie van deze nota, de laatste eerst: wanneer zij is gepubliceerd, wat "
    "ervoor in de plaats kwam en waarom.",
    "facts_about": "Elk cijfer van de gepubliceerde nota’s, zoals de laatste editie het geeft "
    "die het bevat.",
    "fact_as_in": "Volgens {edition}",
    "fact_lines": "Al wat erover is gemeld",
    "releases_about": "Wat de komende twaalf maanden verschijnt. Een verplaatste dag blijft hier "
    "staan, met de reden en de nieuwe dag.",
    "releases_none": "Er is geen publicatie gepland.",
    "releases_file": "De kalender als bestand (iCalendar)",
    "releases_moved": "Verplaatst naar {day}: {reason}",
    "releases_from": "Verplaatst van {day}: {reason}",
    "status": "Aard van de opgave",
    "place": "Vindplaats",
    "remark": "Opmerking",
    "publisher": "Uitgever",
    "published": "Gepubliceerd",
    "state_superseded": "gevolgd door een latere waarde",
    "state_corrected": "gecorrigeerd door een latere melding",
    "state_disputed": "betwist door een andere bron",
    "state_retracted": "teruggenomen door de bron",
    "state_claim": "een bewering, niet bevestigd",
    "state_possible": "mogelijk al waar",
    "sheet_facts": "Wat de laatste openbare editie over elk cijfer zegt.",
    "sheet_observations": "Elke waarde die een bron heeft gemeld, ook eerdere.",
    "sheet_all_but_superseded": "Alle waarden behalve de "
    "achterhaalde, die in observations.csv staan.",
    "sheet_sources": "De documenten waaruit de waarden komen.",
    "sheet_notes": "Hoe de tabellen te lezen zijn.",
    "note_clocks": "Elke waarde heeft twee datums: wanneer ze gold en wanneer ze werd gemeld. Een "
    "latere melding wist een eerdere niet uit.",
    "note_hedges": "Een waarde met een voorbehoud, zoals ‘ongeveer’ of ‘tot’, is tekst. De "
    "kolommen ernaast geven het minste en het meeste dat ze kan zijn; is er een leeg, dan is er "
    "geen grens.",
    "note_bounds": "Van een benaderde waarde wordt aangenomen dat ze ten hoogste een tiende van "
    "het genoemde getal afwijkt.",
    "note_empty": "Waar een cel leeg is, is niets vermeld. Datums staan als jaar, maand, dag.",
}


def _money(numbers: Sequence[str], scale: str, currency: Currency) -> tuple[Sequence[str], str]:
    """Numbers with their currency: « € 75 », « € −75 », « 5 miljoen euro »."""
    if scale:
        return numbers, f"{scale}{NBSP}{currency.name}"
    return [f"{currency.sign}{NBSP}{number}" for number in numbers], ""


_PLURALS = {
    "euro": "euro’s",
    "dollar": "dollars",
    "frank": "franken",
    "pond": "ponden",
    "yen": "yens",
    "peso": "peso’s",
    "roebel": "roebels",
    "zloty": "zloty’s",
    "hryvnia": "hryvnia’s",
    "roepie": "roepies",
    "dinar": "dinars",
    "lira": "lira’s",
    "rand": "rands",
    "real": "reals",
}


def _of(noun: str) -> str:
    """A currency as hundreds of it are said: « honderden euro’s », but « honderd euro »."""
    *before, last = noun.split(" ")
    return " ".join((*before, _PLURALS.get(last, last)))


COUNTING = Counting(
    hedges={
        Hedge.NONE: "",
        Hedge.EXACTLY: "precies",
        Hedge.ABOUT: "ongeveer",
        Hedge.SOME: "zo’n",
        Hedge.NEARLY: "bijna",
        Hedge.OVER: "ruim",
        Hedge.MORE_THAN: "meer dan",
        Hedge.AT_LEAST: "minstens",
        Hedge.UP_TO: "tot",
        Hedge.AT_MOST: "hoogstens",
        Hedge.AS_MANY_AS: "wel",
        Hedge.FEWER_THAN: "minder dan",
        Hedge.RANGE: "",
        Hedge.TENS: "",
        Hedge.HUNDREDS: "",
        Hedge.THOUSANDS: "",
    },
    amount_hedges={},
    collectives={
        Hedge.TENS: "tientallen",
        Hedge.HUNDREDS: "honderden",
        Hedge.THOUSANDS: "duizenden",
    },
    before_collective="",
    range="tot",
    scales={
        10**6: {"other": "miljoen"},
        10**9: {"other": "miljard"},
        10**12: {"other": "biljoen"},
    },
    scales_are_nouns=False,
    folded={10**3: 1},
    per_cent="%",
    points={"other": "procentpunt"},
    thousands=every_three,
    currencies={},
    countryless=lambda name: name.split()[-1],
    of=_of,
    money=_money,
)

_PATTERNS = {
    "day": "{d} {m} {y}",
    "week": "week {w} van {y}",
    "short week": "wk {w} {y}",
    "month": "{m} {y}",
    "season": "{s} {y}",
    "quarter": "{q} kwartaal van {y}",
    "short quarter": "Q{n} {y}",
    "year": "{y}",
    "fiscal year": "begrotingsjaar {y}",
    "short fiscal year": "bj. {y}",
    "first of days in a month": "{d}",
    "first of days in a year": "{d} {m}",
    "first of months in a year": "{m}",
    "first of weeks in a year": "week {w}",
    "short first of weeks in a year": "wk {w}",
    "first of seasons in a year": "{s}",
    "first of quarters in a year": "{q}",
    "short first of quarters in a year": "Q{n}",
}
_QUARTERS = ("eerste", "tweede", "derde", "vierde")


def _links(the: str) -> Mapping[str, str]:
    """The words for the roles of a date, by its article; the last day counts, as files mean it."""
    return {
        "from": f"van {the}{{}}",
        "to": f"tot en met {the}{{}}",
        "between": f"tussen {the}{{}}",
        "and": f"en {the}{{}}",
        "since": f"sinds {the}{{}}",
        "until": f"tot en met {the}{{}}",
        "by": f"niet later dan {the}{{}}",
        "not before": f"niet eerder dan {the}{{}}",
        "around": f"rond {the}{{}}",
        "as of": f"gegevens op {the}{{}}",
    }


_LINKS = (  # what a date begins with, and the words for it
    (re.compile("lente|zomer|herfst|winter"), _links("de ")),
    (re.compile("|".join((*_QUARTERS, "begrotingsjaar"))), _links("het ")),
    (re.compile(""), _links("")),
)


def _link(role: str, text: str) -> str:
    """A date with its preposition and its article: « sinds 8 augustus », « rond de zomer »."""
    return next(links for begins, links in _LINKS if begins.match(text))[role].format(text)


DATING = Dating(
    patterns={"": _PATTERNS},
    seasons={3: "lente", 6: "zomer", 9: "herfst", 12: "winter"},
    quarters=_QUARTERS,
    day=str,
    two_years=lambda first: f"{first}/{first + 1}",
    link=_link,
    some_day="een dag {}".format,
    loosely="{} (bij benadering)".format,
    uncertain="{} (datum onzeker)".format,
    clock=lambda hour, minute: f"{hour}.{minute:02}{NBSP}uur",
)

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_ANY_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)"
_DAY = r"\d{1,2}(?:ste|de|e)?"

# Numbers to a thousand are one word: « tweehonderdvijftig », « drieëntwintigste ».
_UNIT = "twee|drie|vier|vijf|zes|zeven|acht|negen"
_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_TEENS = "(?:der|veer|vijf|zes|zeven|acht|negen)?tien|elf|twaalf"
_PART = f"(?:{_TENS}|{_TEENS}|{_UNIT}|honderd|duizend)"
_ONE = f"een(?:en)?(?={_PART})"
_NUMBER_WORD = f"(?:{_ONE})?{_PART}(?:(?:en|ën)?(?:{_PART}|{_ONE}|een|één))*"
_ORDINAL = (
    f"(?:(?:{_NUMBER_WORD})?(?:(?:twee|vier|vijf|zes|zeven|negen|{_TEENS})de|derde|achtste)"
    f"|{_NUMBER_WORD}eerste|(?:{_NUMBER_WORD}|miljoen|miljard)ste)"
)

READING = TypedWords(
    cardinals=(
        f"nul {_NUMBER_WORD} tiental(?:len)? dozijn(?:en)? honderden duizenden miljoen(?:en)?"
        " miljard(?:en)? biljoen(?:en)? helft kwart"
    ),
    ordinals=_ORDINAL,
    ones="een|één",
    joints="en",
    lists="en|of|tot|t/m|tot en met",
    idioms=(
        r"(?:op de|in) (?:tweede|derde) (?:plaats|instantie)|ten (?:tweede|derde)|tweede hands?"
        r"|(?:door|aan|voor|van|bij) derden?(?=$|[^\w\s])|in acht|acht (?:slaan|geven|nemen)"
        r"|geef[tn]? acht|kwart (?:over|voor)|derde wereld|met z[’']n (?:twee|drie|vier)en"
        r"|duizend dank|tweede natuur"
    ),
    scales=r"duizend|miljoen(?:en)?|miljard(?:en)?|biljoen(?:en)?|procent|mln\.?|mld\.?",
    endings="ste|de|e|x",
    prefixes="begin|midden|medio|eind|sinds|voor|na|pre|post|ex",
    fiscal=r"bj\. ?",
    parts=(
        "[Hh]oofdstuk(?:ken)?|[Aa]fdeling(?:en)?|[Dd]e[e]?l(?:en)?|[Bb]ijlagen?|[Aa]rtikel(?:en)?"
        "|[Ff]igu(?:ur|ren)|[Tt]abel(?:len)?|[Nn]o(?:ot|ten)|[Pp]aragra(?:af|fen)|[Ff]asen?|[Ll]id"
        "|[Rr]esoluties?|[Ss]tap(?:pen)?|[Bb]and|[Pp]unt(?:en)?|[Nn]ummers?|[Aa]fbeelding(?:en)?"
    ),
    dates=(
        (
            rf"{_DAY}(?:{SPACE}?(?:{DASH}|en|of|tot{SPACE}en{SPACE}met|tot|t/m){SPACE}?{_DAY})?"
            rf"{SPACE}+{_ANY_MONTH}\b\.?(?:{SPACE}+\d{{4}})?"
        ),
        rf"{_ANY_MONTH}\.?{SPACE}+\d{{4}}",
    ),
    months=MONTHS,
    seasons=("lente|voorjaar", "zomer", "herfst|najaar", "winter"),
    hedges={
        "circa": Hedge.ABOUT,
        "ca.": Hedge.ABOUT,
        "om en nabij": Hedge.ABOUT,
        "rond de": Hedge.ABOUT,
        "rond": Hedge.ABOUT,
        "een": Hedge.SOME,
        "krap": Hedge.NEARLY,
        "haast": Hedge.NEARLY,
        "vrijwel": Hedge.NEARLY,
        "boven de": Hedge.OVER,
        "onder de": Hedge.FEWER_THAN,
        "ten minste": Hedge.AT_LEAST,
        "tenminste": Hedge.AT_LEAST,
        "op zijn minst": Hedge.AT_LEAST,
        "minimaal": Hedge.AT_LEAST,
        "niet minder dan": Hedge.AT_LEAST,
        "ten hoogste": Hedge.AT_MOST,
        "maximaal": Hedge.AT_MOST,
        "niet meer dan": Hedge.AT_MOST,
        "exact": Hedge.EXACTLY,
    },
    trailing={
        "of meer": Hedge.AT_LEAST,
        "of minder": Hedge.AT_MOST,
    },
    nothing=r"geen|niets|onbekend|n\. ?v\. ?t\.|nvt|nog niet bekend",
    minus="min|minus",
    limits=("slechts", "maar", "enkel", "alleen"),
    scale_words={
        "duizend": "thousand",
        "miljoen": "million",
        "miljoenen": "million",
        "mln.": "million",
        "mln": "million",
        "miljard": "billion",
        "miljarden": "billion",
        "mld.": "billion",
        "mld": "billion",
        "biljoen": "trillion",
        "biljoenen": "trillion",
    },
    per_cent="procent",
    totals="totaal|som|samen|alles samen",
    remarks="opmerking(?:en)?|toelichting(?:en)?|commentaar",
    ranges=("van N tot N", "tussen N en N", "tussen de N en de N", "N à N"),
    notations=(
        ("(?:op |in |de |het |in de |in het )D", "{}"),
        ("(?:rond|omstreeks|circa|ca\\.|ongeveer) (?:de |het )?D", "{}~"),
        ("(?:sinds|vanaf|sedert) (?:de |het )?D", "{}/.."),
        ("(?:tot|t/m|tot en met) (?:de |het )?D", "../{}"),
        ("(?:van |vanaf )(?:de |het )?D (?:tot|t/m|tot en met) (?:de |het )?D", "{}/{}"),
        ("(?:week|wk) ([0-9]{1,2})(?: van|,)? D", "{1}-W{0:0>2}"),
        ("(?:het )?(?:1e|1ste|eerste) kwartaal (?:van )?D", "{}-Q1"),
        ("(?:het )?(?:2e|2de|tweede) kwartaal (?:van )?D", "{}-Q2"),
        ("(?:het )?(?:3e|3de|derde) kwartaal (?:van )?D", "{}-Q3"),
        ("(?:het )?(?:4e|4de|vierde) kwartaal (?:van )?D", "{}-Q4"),
        ("[QK]([1-4]) D", "{1}-Q{0}"),
    ),
)

TYPOGRAPHY = TextSetting(
    quotes="“”",
    within="‘’",
    opening="“«‹",
    opened="|(?<=‘)",
    closing="”»›",
    single=True,
    before=r"(?:(?<!\w)[€£]|\b(?:EUR|CHF))",
    lead=" ?",
    units=(
        r"min|s|u|h|m|m[²³2]|g|t|L|l|V|W|Hz|dB|uur|euro|procent|frank|mln\.?|mld\.?|duizend"
        "|miljoen(?:en)?|miljard(?:en)?|biljoen(?:en)?"
    ),
    long_units=f"km/u|{LONG_UNITS}",
    months=_ANY_MONTH,
    day="(?:(?<=[0-9])|(?<=[0-9]e)|(?<=[0-9]de)|(?<=[0-9]ste)) ",
    titles=r"[Dd]hr\.|[Mm]evr\.|[Dd]r\.|[Pp]rof\.|[Dd]rs\.|[Mm]r\.|[Ii]r\.|[Ii]ng\.",
    capitals="A-ZÀ-Þ",
    parts=(
        r"nrs?\.|(?:blz|pp?|art|hfst|afb|tab|par)\.|§§?|[Bb]ijlagen?|[Aa]rtikel(?:en)?"
        "|[Hh]oofdstuk(?:ken)?|[Tt]abel(?:len)?|[Ff]iguur|[Pp]agina"
    ),
    first=((r"(?<![^\s(\[{/“‘«-])'(?=(?:[snktm]|[0-9]{2})(?!\w))", "’"),),  # ’s morgens, ’t, ’90
).rules

_A_MONTH = rf"{OPEN}(?:{'|'.join(MONTHS)}){SPACE}[0-9]{{4}}"

# What happens « op » a day happens « in » a month, and an article that a fact has is said once.
JOINING: Rules = (
    (rf"\bop{SPACE}(?={_A_MONTH})", "in "),
    (rf"\bOp{SPACE}(?={_A_MONTH})", "In "),
    (rf"(?<=\b[Dd]e{SPACE}{OPEN})de{SPACE}", ""),
    (rf"(?<=\b[Hh]et{SPACE}{OPEN})het{SPACE}", ""),
)

ABBREVIATIONS = (
    "ca bijv bv d.w.z o.a enz e.d m.b.t t.a.v i.v.m n.v.t incl excl vgl nr nrs art blz hfst afb tab"
    " par dr drs prof dhr mevr mr ir ing st mln mld jan feb mrt apr aug sept okt nov dec z.o.z"
)

PLACES = {
    "page": PlaceWords(typed="p blz pagina pagina's bladzijde", one="p. {}", several="p. {}"),
    "paragraph": PlaceWords(typed="al alinea lid leden", one="lid {}", several="leden {}"),
    "line": PlaceWords(typed="regel regels", one="regel {}", several="regels {}"),
    "chapter": PlaceWords(
        typed="hfst hoofdstuk hoofdstukken", one="hoofdstuk {}", several="hoofdstukken {}"
    ),
    "section": PlaceWords(
        typed="par paragraaf paragrafen afdeling", one="paragraaf {}", several="paragrafen {}"
    ),
    "article": PlaceWords(typed="art artikel artikelen", one="artikel {}", several="artikelen {}"),
    "annex": PlaceWords(typed="bijlage bijlagen", one="bijlage {}", several="bijlagen {}"),
    "table": PlaceWords(typed="tab tabel tabellen", one="tabel {}", several="tabellen {}"),
    "figure": PlaceWords(
        typed="fig figuur figuren afb afbeelding", one="figuur {}", several="figuren {}"
    ),
    "note": PlaceWords(typed="noot noten voetnoot", one="noot {}", several="noten {}"),
    "slide": PlaceWords(typed="dia dia's slide", one="dia {}", several="dia’s {}"),
    "row": PlaceWords(typed="rij rijen", one="rij {}", several="rijen {}"),
}

LANGUAGE = Grammar(
    tag="nl-NL",
    name="Dutch",
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
)
