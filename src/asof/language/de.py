"""How German says it, in Germany, Austria and Switzerland.

After the Amtliches Regelwerk and Duden, DIN 5008 for numbers, units and abbreviations, the
Schreibweisungen of the Swiss Bundeskanzlei, and CLDR for what stands in a number. What an article
or an ending would have to be guessed for is said without one: « Stand », « 2. Quartal ».
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

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
    priced,
)
from asof.language.text_setting import TextSetting
from asof.quantity import Hedge

SWITZERLAND = ("CH", "LI")

WORDS: Mapping[str, str] = {
    "as_of": "Stand",
    "situation": "Lage: {day}, Kenntnisstand: {known}",
    "figures_dated": "Daten der Zahlen: {span}",
    "numbered": "Nr.\u00a0{number}",
    "numbered_in": "{series} Nr.\u00a0{number}",
    "edition_number": "Nr.\u00a0{number}",
    "period_covered": "Berichtszeitraum",
    "supersedes": "Ersetzt Nr.\u00a0{number}",
    "text_of": "Text vom {day}",
    "question": "Frage",
    "pressed": "Auf Nachfrage {on}",
    "key_findings": "Das Wichtigste",
    "tone_note": "Hinweis",
    "tone_important": "Wichtig",
    "tone_warning": "Warnung",
    "annex": "Anhang {letter}. {title}",
    "continued": "(Fortsetzung)",
    "sources": "Quellen",
    "sources_and_notes": "Quellen und Anmerkungen",
    "notes": "Anmerkungen",
    "principals": "Verantwortlich",
    "contact": "Kontakt",
    "next_update": "Nächste Aktualisierung",
    "allowed": "Zu beachten",
    "reference": "Aktenzeichen",
    "also": "Auch auf Deutsch",
    "page": "{page} von {pages}",
    "not_public": "nicht öffentlich",
    "none": "keine",
    "unknown": "nicht bekannt",
    "ended": "Ablauf: {day}; keine Verlängerung in den Akten",
    "ended_perhaps": "Ablauf: {day}; Beginn der Folge: {time}",
    "lapsed": "abgelaufen",
    "stale": "zu bestätigen",
    "stale_in_public": "letzte veröffentlichte Zahl",
    "stale_since": "nicht bestätigt seit dem {day}",
    "have_reported": "{reported} von {expected} haben gemeldet",
    "rest_reported": "für die übrigen letzte bekannte Daten",
    "total": "insgesamt",
    "disputed": "strittig",
    "withheld": "nicht bekannt gegeben",
    "current": "gültig",
    "or": "oder",
    "label": "Angabe",
    "labelled": "{label}: {value}",
    "value": "Wert",
    "target": "Ziel: {value}",
    "in_unit": "{head} ({unit})",
    "on": "Datum",
    "until": "Ablauf",
    "reported": "Gemeldet",
    "by": "Wer es sagt",
    "source": "Quelle",
    "source_named": "Quelle: {names}.",
    "sources_named": "Quellen: {names}.",
    "as_of_day": "Stand:\u00a0{day}",
    "figure": "Abbildung {number}.",
    "contents": "Inhalt",
    "figures": "Abbildungsverzeichnis",
    "standing": "Status",
    "counts": "Was gezählt wird",
    "reason": "Grund",
    "date": "Datum",
    "change": "Veränderung",
    "before": "Vorher",
    "after": "Nachher",
    "claim": "{by}, unbestätigt",
    "hedged": "nicht genau",
    "no_figure": "keine Zahl",
    "areas_without": "Keine Zahl: {names}",
    "class_range": "von {low} bis unter {high}",
    "map_credit": "Karte: {credit}",
    "scale_of_middle": "{length} in der Kartenmitte",
    "quoted": "„{words}“",
    "reported_speech": "Sinngemäße Wiedergabe, kein Zitat",
    "partly_reported_speech": "Ohne Anführungszeichen: sinngemäße Wiedergabe, kein Zitat",
    "not_reported": "nicht gemeldet",
    "not_collected": "nicht erhoben",
    "our_calculation": "eigene Berechnung",
    "quarter_lowest": "unterstes Viertel der Zeilen",
    "quarter_second": "zweites Viertel",
    "quarter_third": "drittes Viertel",
    "quarter_highest": "oberstes Viertel",
    "inferred": "Datum erschlossen",
    "date_assumed": "Datum angenommen",
    "remarked": "{words} ({remark})",
    "source_number": "Quelle {number}",
    "source_label": "Quelle {number}",
    "back": "zurück zum Text",
    "undated": "ohne Datum, {day}",
    "accessed": "abgerufen am {day}",
    "flag_provisional": "p",
    "flag_revised": "r",
    "flag_estimate": "s",
    "status_provisional": "vorläufiger Wert",
    "status_revised": "berichtigter Wert",
    "status_estimate": "Schätzung",
    "progress_not_started": "nicht begonnen",
    "progress_on_track": "im Plan",
    "progress_at_risk": "gefährdet",
    "progress_late": "verspätet",
    "progress_paused": "unterbrochen",
    "progress_done": "abgeschlossen",
    "progress_cancelled": "abgebrochen",
    "estimate_by": "Schätzung: {by}",
    "added": "neu",
    "updated": "Aktualisierung",
    "corrected": "Berichtigung",
    "revised": "Revision",
    "withdrawn": "Rücknahme",
    "removed": "Streichung",
    "gone_stale": "ohne Bestätigung",
    "now_disputed": "Streit",
    "no_changes": "Keine Änderungen seit dem {day}.",
    "changes_since": "Änderungen seit dem {day}",
    "change_head": "Veränderung {days}",
    "change_of_value": "Veränderung",
    "change_unchanged": "unverändert",
    "change_restated": "keine Veränderung gemeldet",
    "up_by": "{value} mehr",
    "down_by": "{value} weniger",
    "change_first_reported": "erstmals gemeldet",
    "change_not_reported": "keine Angabe am {day}",
    "change_not_all_reported": "unvollständige Angaben am {day}",
    "change_not_reported_between": "keine Angabe {days}",
    "change_not_all_reported_between": "unvollständige Angaben {days}",
    "change_nothing_later": "keine Zahl {since}",
    "change_not_public": "nicht öffentlich ({day})",
    "change_disputed": "strittig ({day})",
    "change_ended": "beendet",
    "change_series_break": "Bruch in der Reihe",
    "change_too_inexact": "zu ungenau für einen Vergleich",
    "series_break_told": "Bruch in der Reihe am {day}: {reason}",
    "base_corrected": "frühere Zahl am {reported} berichtigt",
    "base_revised": "frühere Zahl am {reported} revidiert",
    "bars": "Balken: Änderungen seit dem {day}",
    "errata": "Berichtigungen: {title}",
    "what_changed": "Was sich geändert hat: {title}",
    "errata_for": "Für alle mit der Fassung vom {day}: was am {now} anders lautet.",
    "errata_new": "Seither neu",
    "facts_changed": "geänderte Angaben vom {was} bis zum {now}: {count}",
    "clocks": "{day}, Kenntnisstand: {known}",
    "diff_corrected": "Berichtigung: der Wert war falsch",
    "diff_withdrawn": "Rücknahme: die Quelle hat widerrufen",
    "diff_removed": "Streichung: nicht mehr in den Akten, ohne Widerruf der Quelle",
    "diff_revised": "Revision, wie vorgesehen",
    "diff_now_disputed": "Streit: die Quellen widersprechen sich",
    "diff_updated": "Aktualisierung: die Welt hat sich geändert, oder es ist mehr bekannt",
    "diff_lapsed": "Ablauf: beendet, und nichts Späteres ist bekannt",
    "diff_gone_stale": "zu bestätigen: nicht mehr bestätigt",
    "diff_added": "neu: vorher war nichts bekannt",
    "was": "Vorher",
    "is_now": "Jetzt",
    "why": "Warum",
    "why_added": "Quelle vom {reported}",
    "why_updated": "{on}; Quelle vom {reported}",
    "why_corrected": "der frühere Wert war falsch; Quelle vom {reported}",
    "why_revised": "wie vorgesehen; Quelle vom {reported}",
    "why_removed": "nicht mehr in den Akten, ohne Widerruf der Quelle",
    "why_withdrawn": "die Quelle hat widerrufen: {reason}",
    "why_gone_stale": "letzte Quelle vom {reported}",
    "why_now_disputed": "die Quellen widersprechen sich; die letzte ist vom {reported}",
    "page_of": "Seite {page} von {pages}",
    "draft": "Entwurf",
    "embargo": "Sperrfrist {until}",
    "span_reported": "wie gemeldet",
    "span_announced": "angekündigt",
    "span_doubt": "Beginn unsicher",
    "span_onward": "kein Ende angekündigt",
    "span_presumed": "unbestätigt",
    "span_past": "vergangen",
    "span_day": "Tag dieser Ausgabe",
    "nothing_stated": "keine Angabe",
    "trend_rising": "steigend: zuerst {first}, zuletzt {last}",
    "trend_falling": "fallend: zuerst {first}, zuletzt {last}",
    "trend_level": "unverändert: zuerst {first}, zuletzt {last}",
    "trend_varying": "steigend und fallend: zuerst {first}, zuletzt {last}",
    "trend_between": "dazwischen {values}",
    "trend_extremes": "höchster Wert {highest}, niedrigster {lowest}",
    "trend_count": "{number} Werte insgesamt",
    "time_of_value": "Lage: {time}",
    "not_exact": "Wert nicht genau",
    "part_missing": "ein Teil fehlt, ist strittig oder nicht öffentlich",
    "own_scales": "jedes Feld hat seine eigene Skala",
    "log_scale": "logarithmische Skala",
    "not_received": "gepunktet: nicht erhalten",
    "least_to_most": "vom niedrigsten zum höchsten Wert",
    "release": "Ausgabe {number}",
    "holds": "Gilt diese Seite noch? Der Herausgeber sagt es anhand dieses Codes.",
    "holds_at": "Gilt diese Seite noch? Bild scannen oder {url} aufrufen",
    "qr": "QR-Code zu {url}",
    "record": "Die Angaben dieser Ausgabe, ihre Quellen und womit sie erzeugt wurde",
}
HANDOUTS: Mapping[str, str] = {
    "copy_of": "Exemplar {number} von {total}",
    "pre_release": "Vorabexemplar",
    "copies_of": "Ausgegebene Exemplare: {title}",
    "pre_release_access": "Vorabzugang: {title}",
    "copies_count": "Zahl der Exemplare",
    "copy": "Exemplar",
    "name": "Name",
    "organisation": "Organisation",
    "received": "Erhalten",
    "effective_pages": "Verzeichnis der gültigen Seiten",
    "effective_told": (
        "Eine Seite, die dieses Verzeichnis nicht oder mit einer anderen Ausgabe nennt, gilt nicht."
    ),
    "tab": "Register {number}",
    "pages": "Seiten",
    "edition": "Ausgabe",
    "code": "Code",
    "not_issued": "nicht herausgegeben",
    "front_pages": "Deckblatt, Inhalt und dieses Verzeichnis",
    "divider": "Trennblatt",
    "blank_page": "Diese Seite ist absichtlich leer",
    "exchange": "Austausch von Seiten: {title}",
    "exchange_how": "Von oben nach unten: die Seiten links herausnehmen, die rechts einfügen.",
    "remove": "Herausnehmen",
    "insert": "Einfügen",
    "pages_to": "{first} bis {last}",
    "errata_attached": "Das Berichtigungsblatt ist angehängt.",
}

SITE: Mapping[str, str] = {
    "skip": "Zum Inhalt springen",
    "navigation": "Seiten dieser Website",
    "briefings": "Berichte",
    "figures": "Zahlen",
    "releases": "Veröffentlichungskalender",
    "policy": "Berichtigungen und Revisionen",
    "accessibility": "Barrierefreiheit",
    "feed": "Nachrichten-Feed (Atom)",
    "policy_default": "Jede Zahl, die falsch war, wird berichtigt, sobald das bekannt ist. Eine "
    "neue Ausgabe ersetzt die, in der sie stand; die frühere bleibt an ihrer Adresse, sagt es an "
    "ihrem Anfang, und die Liste der Ausgaben nennt, was berichtigt wurde, an welchem Tag und zu "
    "welcher Minute.\n\nEine Zahl, die richtig war und nun eine andere ist, ist eine "
    "Aktualisierung. Eine Zahl, die ihre Quelle wie geplant neu feststellt, etwa eine "
    "vorläufige, ist eine Revision. Wo Änderungen aufgeführt sind, stehen beide getrennt von "
    "Berichtigungen.\n\nEine Ausgabe wird zurückgezogen, wenn man sich gar nicht auf sie "
    "verlassen soll. Ihre Adresse sagt dann, wann und warum, und ihr Text und ihre Zahlen werden "
    "nicht mehr veröffentlicht.",
    "access_pages": "Die Seiten dieser Website sind einfaches HTML. Sie funktionieren ohne "
    "JavaScript, bis auf die Suche und das Nachschlagen eines Codes, mit der Tastatur und einem "
    "Vorleseprogramm, auf dem Telefon, im Dunkeln, vergrößert und gedruckt. Seiten, wie das "
    "Programm sie erstellt, wurden mit axe-core geprüft, in Chromium bei Breiten von 390 und "
    "1280 Pixeln, hell und dunkel, ohne Befund; das findet einen Teil dessen, was falsch sein "
    "kann. Von Menschen mit Behinderungen wurden sie nicht geprüft.",
    "access_files": "In der Regel erklären sich die PDF-Dateien konform zu PDF/UA-1 (ISO "
    "14289-1), der Norm für PDF-Dateien, die vorgelesen werden können; jede wird darauf geprüft, "
    "bevor sie geschrieben wird. Jede Ausgabe gibt es auch als Seite dieser Website und als Text "
    "in Markdown. Der Inhalt jedes Diagramms steht in Worten dabei.",
    "access_ask": "Ein anderes Format",
    "access_whom": "Wer eine Ausgabe in einem anderen Format braucht oder eine Seite nicht "
    "benutzen kann, fragt hier: {contact}",
    "access_pages_head": "Seiten dieser Website",
    "access_files_head": "Dateien",
    "home_about": "Jeder Bericht sagt, von welchem Tag er ist, woher jede Zahl stammt und was "
    "sich seit der Ausgabe davor geändert hat.",
    "next_edition": "Nächste Ausgabe: {day}",
    "withdrawn_editions": "Zurückgezogene Ausgaben",
    "nothing_published": "In dieser Sprache ist noch nichts veröffentlicht.",
    "search": "Suchen",
    "search_label": "Berichte und Zahlen durchsuchen",
    "search_script": "Die Suche braucht JavaScript. Alle Berichte und Zahlen sind von dieser "
    "Seite aus auch ohne zu erreichen.",
    "search_found": "Gefunden: {number}",
    "search_none": "Nichts gefunden.",
    "search_failed": "Die Suche konnte nicht geladen werden. Versuchen Sie es mit Verbindung "
    "noch einmal.",
    "edition_update": "Eine Aktualisierung mit dem, was seither bekannt wurde.",
    "edition_term": "Ausgabe",
    "published_term": "Veröffentlicht",
    "standing_latest": "Dies ist die neueste Ausgabe.",
    "standing_superseded": "Eine spätere Ausgabe hat diese ersetzt, am {moment}: {edition}.",
    "standing_withdrawn": "Diese Ausgabe wurde zurückgezogen, am {moment}: {reason}",
    "tombstone": "Ihr Text, ihre Zahlen und ihre Dateien werden nicht mehr veröffentlicht.",
    "withdrawn_edition": "Zurückgezogen: {title}",
    "corrected_because": "Berichtigt: {reason}",
    "printing_number": "Druck {number}",
    "edition_code": "Code dieser Ausgabe",
    "downloads": "Diese Ausgabe als Datei",
    "form_large": "Großdruck",
    "form_clear": "klarer Druck",
    "form_duplex": "zweiseitig",
    "as_text": "Text (Markdown)",
    "as_record": "Datensatz (JSON)",
    "earlier_edition": "Frühere Ausgabe: {edition}",
    "later_edition": "Spätere Ausgabe: {edition}",
    "all_editions": "Alle Ausgaben",
    "editions_of_year": "Ausgaben aus {year}",
    "about_edition": "Zu dieser Ausgabe",
    "permanent_address": "Dauerhafte Adresse dieser Ausgabe",
    "latest_address": "Adresse der neuesten Ausgabe",
    "changes_to_edition": "Was sich seit der Ausgabe davor geändert hat",
    "no_figure_changed": "Keine Zahl, die in beiden Ausgaben steht, hat sich geändert.",
    "newly_printed": "Erstmals enthalten",
    "no_longer_printed": "Nicht mehr enthalten",
    "in_words": "Das Diagramm in Worten",
    "table_number": "Tabelle",
    "figures_on_page": "Zahlen auf dieser Seite",
    "figures_on_page_about": "Jede Zahl mit ihrer Quelle, wann sie galt, wann sie gemeldet "
    "wurde, und was bis zum {known} über sie gemeldet war.",
    "history": "Verlauf: {label}",
    "what_became": "Was daraus wurde",
    "computed_by": "Berechnung: {formula}",
    "parts": "Berechnet aus",
    "back_to_text": "Zurück zum Text",
    "figure_page": "Alles, was zu dieser Zahl veröffentlicht ist",
    "state_current": "gültig",
    "verdict_title": "Gilt diese Seite noch?",
    "verdict_lead": "Jede herausgegebene Seite trägt einen Code. Geben Sie ihn hier ein, oder "
    "scannen Sie das Bild daneben mit der Kamera eines Telefons.",
    "verdict_code": "Code der Seite",
    "verdict_ask": "Nachschlagen",
    "verdict_loading": "Wird nachgeschlagen …",
    "verdict_current": "Gültig",
    "verdict_unsettled": "Letzte Ausgabe",
    "verdict_superseded": "Ersetzt",
    "verdict_withdrawn": "Zurückgezogen",
    "verdict_contested": "Strittig",
    "verdict_unknown": "Unbekannt",
    "verdict_mistyped": "Vertippt",
    "verdict_current_why": "Es ist die letzte herausgegebene Ausgabe dieses Dokuments, und "
    "keine öffentliche Ausgabe nennt seine Zahlen anders.",
    "verdict_unsettled_why": "Eine spätere Ausgabe dieses Dokuments wurde nicht herausgegeben. "
    "Ob seine Zahlen seither berichtigt wurden, ließ sich nicht nachschlagen.",
    "verdict_superseded_why": "Eine spätere Ausgabe ist erschienen: {moment}",
    "verdict_corrected_why": "Zahlen dieser Seite wurden seither in einer öffentlichen Ausgabe "
    "berichtigt.",
    "verdict_corrections": "In einer späteren Ausgabe berichtigt: {reason}",
    "verdict_withdrawn_why": "Zurückgezogen: {day}. Grund: {reason}",
    "verdict_contested_why": "Unter derselben Nummer wurde eine andere Seite herausgegeben, mit "
    "dem Code {code}. Welche gilt, kann nur der Herausgeber sagen.",
    "verdict_unknown_why": "Keine Ausgabe auf dieser Website hat den Code {code}. Die Seite "
    "stammt von jemand anderem, oder sie ist nicht öffentlich.",
    "verdict_character": "Kein Code enthält das Zeichen {character}.",
    "verdict_length": "Ein Code hat {wanted} Zeichen, dieser hat {number}.",
    "verdict_check": "Ein Zeichen ist vertippt, oder zwei sind vertauscht. Vergleichen Sie den "
    "Code mit der Seite.",
    "verdict_issued": "Herausgegeben: {moment}",
    "verdict_read": "Diese Ausgabe lesen",
    "verdict_latest": "Die neueste Ausgabe lesen",
    "verdict_changed": "Zahlen, die heute anders lauten",
    "verdict_says": "Was die Seite mit diesem Code sagt",
    "verdict_compare": "Vergleichen Sie es mit der Seite in Ihrer Hand, zuerst die Zahlen: Eine "
    "gefälschte Seite kann einen echten Code tragen. Sagt Ihre etwas anderes, ist sie nicht die "
    "herausgegebene.",
    "verdict_not_compared": "In keiner späteren Ausgabe enthalten und daher nicht "
    "verglichen: {labels}",
    "verdict_checked": "Beantwortet aus dem Register dieser Website, gelesen: {moment}",
    "verdict_offline": "Sie sind offline. Das Register kann sich geändert haben, seit es "
    "zuletzt gelesen wurde: {moment}",
    "verdict_last_change": "Letzte Änderung darin: {moment}",
    "verdict_ready": "Bereit für den Gebrauch ohne Netz.",
    "verdict_failed": "Das Register ist nicht erreichbar, und dieses Gerät hat noch keines "
    "gespeichert. Versuchen Sie es mit Verbindung erneut; danach werden Codes auch ohne Netz "
    "beantwortet.",
    "verdict_written": "So veröffentlicht: {moment}",
    "verdict_noscript": "Ohne JavaScript lässt sich hier kein Code nachschlagen. Öffnen Sie "
    "stattdessen {url} mit dem Code dahinter.",
    "verdict_seal": "Die Adresse trägt hinter dem # ein Siegel. Diese Seite prüft keine Siegel; "
    "„asof verify“ tut es, mit dem Schlüssel des Herausgebers.",
    "verdict_no_page": "Diese Seite gibt es auf dieser Website nicht",
    "verdict_home": "Zur Startseite",
    "open_data": "Offene Daten",
    "open_data_lead": "Jede öffentliche Zahl mit ihrer Einschränkung, dem Tag, an dem sie galt, "
    "dem Tag ihrer Meldung und der Quelle, die sie belegt.",
    "licence": "Lizenz",
    "cover": "Deckblatt",
    "sheet": "Blatt",
    "holds": "Was es enthält",
    "observations": "Gemeldete Werte",
    "unit": "Einheit",
    "known": "Kenntnisstand",
    "key": "Schlüssel",
    "lower": "Untergrenze",
    "upper": "Obergrenze",
    "true_from": "Gültig ab",
    "became": "Was aus ihr wurde",
    "list_latest": "neueste Ausgabe",
    "list_superseded": "ersetzt, am {moment}",
    "list_withdrawn": "zurückgezogen, am {moment}: {reason}",
    "list_changes": "Geänderte Zahlen",
    "list_about": "Jede Ausgabe dieses Berichts, die neueste zuerst: wann sie veröffentlicht "
    "wurde, was sie ersetzt hat und warum.",
    "facts_about": "Jede Zahl der veröffentlichten Berichte, wie die letzte Ausgabe sie hat, in "
    "der sie steht.",
    "fact_as_in": "Nach {edition}",
    "fact_lines": "Alles, was darüber gemeldet wurde",
    "releases_about": "Was in den nächsten zwölf Monaten erscheint. Ein verlegter Tag bleibt "
    "hier stehen, mit dem Grund und dem neuen Tag.",
    "releases_none": "Keine Veröffentlichung ist geplant.",
    "releases_file": "Der Kalender als Datei (iCalendar)",
    "releases_moved": "Verlegt auf {day}: {reason}",
    "releases_from": "Verlegt vom {day}: {reason}",
    "status": "Art der Angabe",
    "place": "Fundstelle",
    "remark": "Bemerkung",
    "publisher": "Herausgeber",
    "published": "Veröffentlicht",
    "state_superseded": "durch einen späteren Wert abgelöst",
    "state_corrected": "durch eine spätere Meldung berichtigt",
    "state_disputed": "von einer anderen Quelle bestritten",
    "state_retracted": "von der Quelle zurückgenommen",
    "state_claim": "eine Behauptung, nicht bestätigt",
    "state_possible": "vielleicht schon gültig",
    "sheet_facts": "Was die letzte öffentliche Ausgabe zu jeder Zahl sagt.",
    "sheet_observations": "Jeder Wert, den eine Quelle gemeldet hat, auch frühere.",
    "sheet_all_but_superseded": "Alle Werte außer den überholten, die in observations.csv stehen.",
    "sheet_sources": "Die Dokumente, aus denen die Werte stammen.",
    "sheet_notes": "Wie die Tabellen zu lesen sind.",
    "note_clocks": "Jeder Wert hat zwei Daten: wann er galt und wann er gemeldet wurde. Eine "
    "spätere Meldung löscht keine frühere.",
    "note_hedges": "Ein Wert mit einer Einschränkung wie „rund“ oder „bis zu“ ist Text. Die "
    "Spalten daneben nennen das Mindeste und das Höchste, was er sein kann; ist eine leer, gibt "
    "es keine Grenze.",
    "note_bounds": "Bei einem ungefähren Wert wird angenommen, dass er höchstens ein Zehntel von "
    "der genannten Zahl abweicht.",
    "note_empty": "Wo eine Zelle leer ist, ist nichts angegeben. Daten stehen als Jahr, Monat, "
    "Tag.",
}


def _money(numbers: Sequence[str], scale: str, currency: Currency) -> tuple[Sequence[str], str]:
    """Numbers with their currency: « 75 € », in Austria « € 75 », « Millionen Euro »."""
    if scale:
        return numbers, f"{scale}{NBSP}{currency.name}"
    if currency.leads:
        return [priced(number, f"{currency.sign}{NBSP}") for number in numbers], ""
    return numbers, currency.sign


def _in_a_sentence(name: str) -> str:
    """An adjective before a currency begins small: « kanadische Dollar », but « Schweizer »."""
    return name[0].lower() + name[1:] if re.match(r"\w+sche ", name) else name


# A thousand Millionen are a Milliarde, and a thousand of those a Billion, which is a trillion.
COUNTING = Counting(
    hedges={
        Hedge.NONE: "",
        Hedge.EXACTLY: "genau",
        Hedge.ABOUT: "etwa",
        Hedge.SOME: "rund",
        Hedge.NEARLY: "fast",
        Hedge.OVER: "über",
        Hedge.MORE_THAN: "mehr als",
        Hedge.AT_LEAST: "mindestens",
        Hedge.UP_TO: "bis zu",
        Hedge.AT_MOST: "höchstens",
        Hedge.AS_MANY_AS: "bis zu",
        Hedge.FEWER_THAN: "weniger als",
        Hedge.RANGE: "",
        Hedge.TENS: "",
        Hedge.HUNDREDS: "",
        Hedge.THOUSANDS: "",
    },
    amount_hedges={},
    collectives={
        Hedge.TENS: "Dutzende",
        Hedge.HUNDREDS: "Hunderte",
        Hedge.THOUSANDS: "Tausende",
    },
    before_collective="",
    range="bis",
    scales={
        10**6: {"one": "Million", "other": "Millionen"},
        10**9: {"one": "Milliarde", "other": "Milliarden"},
        10**12: {"one": "Billion", "other": "Billionen"},
    },
    scales_are_nouns=False,
    folded={10**3: 1},
    per_cent=f"{NBSP}%",
    points={"one": "Prozentpunkt", "other": "Prozentpunkte"},
    thousands=every_three,
    currencies={},
    countryless=lambda name: name.split()[-1],
    of=str,
    money=_money,
    in_a_sentence=_in_a_sentence,
)

_PATTERNS = {
    "day": "{d} {m} {y}",
    "week": "Kalenderwoche {w}/{y}",
    "short week": "KW {w}/{y}",
    "month": "{m} {y}",
    "season": "{s} {y}",
    "quarter": "{q} Quartal {y}",
    "short quarter": "Q{n} {y}",
    "year": "{y}",
    "fiscal year": "Haushaltsjahr {y}",
    "short fiscal year": "HJ {y}",
    "first of days in a month": "{d}",
    "first of days in a year": "{d} {m}",
    "first of months in a year": "{m}",
    "first of weeks in a year": "Kalenderwoche {w}",
    "short first of weeks in a year": "KW {w}",
    "first of seasons in a year": "{s}",
    "first of quarters in a year": "{q}",
    "short first of quarters in a year": "Q{n}",
}


def _links(von: str, zu: str, dem: str, am: str, den: str) -> Mapping[str, str]:
    """The words for the roles of a date, by its article after « von », « bis » and so on."""
    return {
        "from": f"{von}{{}}",
        "to": f"bis {zu}{{}}",
        "between": f"zwischen {dem}{{}}",
        "and": f"und {dem}{{}}",
        "since": f"seit {dem}{{}}",
        "until": f"bis {zu}{{}}",
        "by": f"spätestens {am}{{}}",
        "not before": f"frühestens {am}{{}}",
        "around": f"um {den}{{}}",
        "as of": "Stand {}",
    }


_LINKS = (  # what a date begins with, and the words for it
    (
        re.compile(r"[1-4]\.\u00a0Q|Q[1-4]|H"),
        _links("vom ", "zum ", "dem ", "im ", "das "),
    ),
    (re.compile(r"[0-9]{1,2}\."), _links("vom ", "zum ", "dem ", "am ", "den ")),
    (re.compile("Frühling|Sommer|Herbst|Winter"), _links("vom ", "zum ", "dem ", "im ", "den ")),
    (re.compile("K"), _links("von der ", "zur ", "der ", "in der ", "die ")),
    (re.compile("einem"), _links("von ", "zu ", "", "an ", "")),
    (re.compile("[0-9]{4}"), _links("von ", "", "", "", "")),
    (re.compile(""), _links("von ", "", "", "im ", "")),
)


def _link(role: str, text: str) -> str:
    """A date with its preposition and its article: « vom 8. August », « seit dem Herbst »."""
    return next(links for begins, links in _LINKS if begins.match(text))[role].format(text)


def _two_years(first: int) -> str:
    """A year and the next: 2020/21, but 1999/2000."""
    second = first + 1
    return f"{first}/{second % 100:02}" if second % 100 else f"{first}/{second}"


DATING = Dating(
    patterns={"": _PATTERNS},
    seasons={3: "Frühling", 6: "Sommer", 9: "Herbst", 12: "Winter"},
    quarters=("1.", "2.", "3.", "4."),
    day="{}.".format,
    two_years=_two_years,
    link=_link,
    some_day="einem Tag {}".format,
    loosely="{} (ungefähr)".format,
    uncertain="{} (Datum unsicher)".format,
    clock=lambda hour, minute: f"{hour}:{minute:02}{NBSP}Uhr",
)

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
_MONTHS = "|".join((*MONTHS, "Jänner", "Feber"))
_ANY_MONTH = rf"(?:{_MONTHS}|Jan|Jän|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)"
_DAY = r"\d{1,2}\."

# Numbers are one word, however long: « zweihundertfünfzig », « dreiundzwanzigste ».
_UNIT = "zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun"
_TENS = "zwanzig|drei(?:ß|ss)ig|(?:vier|fünf|sech|sieb|acht|neun)zig"
_TEENS = "(?:drei|vier|fünf|sech|sieb|acht|neun)?zehn|elf|zwölf"
_PART = f"(?:{_TENS}|{_TEENS}|{_UNIT}|hundert|tausend)"
_ONE = f"ein(?:und)?(?={_PART})"
_NUMBER_WORD = f"(?:{_ONE})?{_PART}(?:(?:und)?(?:{_PART}|{_ONE}|eins?))*"
_ORDINAL = (
    f"(?:(?:{_NUMBER_WORD})?(?:(?:zwei|vier|fünf|sechs|neun|elf|zwölf)t|(?:{_TEENS})t|dritt|siebt"
    f"|acht)|(?:{_NUMBER_WORD})st|(?:million|milliard)st)e[nrsm]?"
)
_NOUNS = (
    "Dutzende?n?|Hunderte?[nr]?|Tausende?[nr]?|Million(?:en)?|Milliarden?|Billion(?:en)?|Hälften?"
    "|(?:Dritt|Viert|Fünft|Sechst|Siebt|Acht|Neunt|Zehnt|Hundertst|Tausendst)el[ns]?"
)

READING = TypedWords(
    cardinals=f"null {_NUMBER_WORD} {_NOUNS.replace('|', ' ')}",
    ordinals=_ORDINAL,
    ones="ein(?:e[nrsm]?|s)?",
    joints="und",
    lists="und|bis",
    idioms=(
        r"zu (?:zweit|dritt|viert)|(?:an|in|aus) zweiter (?:Stelle|Linie|Hand)|dritte welt"
        r"|(?:an|durch|für|gegenüber|von) dritten?(?=$|[^\w\s])|(?:außer|in) acht"
        r"|acht (?:gab|geben)|viertel (?:nach|vor)|tausend dank"
    ),
    nouns=_NOUNS,
    scales=r"[Tt]ausend|Million(?:en)?|Milliarden?|Billion(?:en)?|Prozent|Mio\.|Mrd\.",
    endings="t?e[nrsm]?|ste[nrsm]?|er|fache?[nrsm]?",
    prefixes="Anfang|Mitte|Ende|seit|vor|nach|prä|post|Ex",
    fiscal="HJ|GJ",
    parts=(
        "Kapitel|Abschnitt|Teil|Anhang|Anlage|Artikel|Abbildung|Tabelle|Anmerkung|Absatz"
        "|Paragra[fp]h?|Resolution|Phase|Stufe|Band|Punkt|Ziffer|Nummer|Schritt|Bild"
    ),
    dates=(
        (
            rf"{_DAY}(?:{SPACE}?(?:{DASH}|bis|und|oder){SPACE}?(?:(?:zum|dem){SPACE})?{_DAY})?"
            rf"{SPACE}*{_ANY_MONTH}\b\.?(?:{SPACE}+\d{{4}})?"
        ),
        rf"{_ANY_MONTH}\.?{SPACE}+\d{{4}}",
    ),
    months=MONTHS,
    seasons=("Frühling|Frühjahr", "Sommer", "Herbst", "Winter"),
    hedges={
        "ungefähr": Hedge.ABOUT,
        "zirka": Hedge.ABOUT,
        "circa": Hedge.ABOUT,
        "ca.": Hedge.ABOUT,
        "um die": Hedge.ABOUT,
        "knapp": Hedge.NEARLY,
        "beinahe": Hedge.NEARLY,
        "nahezu": Hedge.NEARLY,
        "annähernd": Hedge.NEARLY,
        "gut": Hedge.OVER,
        "unter": Hedge.FEWER_THAN,
        "wenigstens": Hedge.AT_LEAST,
        "zumindest": Hedge.AT_LEAST,
        "nicht weniger als": Hedge.AT_LEAST,
        "maximal": Hedge.AT_MOST,
        "nicht mehr als": Hedge.AT_MOST,
    },
    trailing={
        "oder mehr": Hedge.AT_LEAST,
        "mindestens": Hedge.AT_LEAST,
        "oder weniger": Hedge.AT_MOST,
        "höchstens": Hedge.AT_MOST,
    },
    nothing=r"keine?[rs]?|nichts|unbekannt|entfällt|k\. ?A\.|noch offen",
    minus="minus",
    limits=("nur", "lediglich", "bloß", "bloss"),
    scale_words={
        "Tausend": "thousand",
        "tausend": "thousand",
        "Tsd.": "thousand",
        "Tsd": "thousand",
        "Million": "million",
        "Millionen": "million",
        "Mio.": "million",
        "Mio": "million",
        "Milliarde": "billion",
        "Milliarden": "billion",
        "Mrd.": "billion",
        "Mrd": "billion",
        "Billion": "trillion",
        "Billionen": "trillion",
    },
    per_cent="prozent",
    totals="insgesamt|gesamt|summe|zusammen",
    remarks="anmerkung(?:en)?|bemerkung(?:en)?|hinweise?|kommentare?",
    ranges=("von N bis N", "zwischen N und N"),
    notations=(
        ("(?:am |im |in |den |das |der |dem )D", "{}"),
        ("(?:um|etwa|circa|ca\\.|ungefähr) (?:den |das |die )?D", "{}~"),
        ("(?:seit|ab) (?:dem |der )?D", "{}/.."),
        ("bis (?:zum |zur )?D", "../{}"),
        ("(?:vom |von |von der )D bis (?:zum |zur )?D", "{}/{}"),
        ("(?:Kalenderwoche|KW|Woche) ([0-9]{1,2})[,/]? ?D", "{1}-W{0:0>2}"),
        ("(?:([1-4])\\. Quartal|Q([1-4])) D", "{1}-Q{0}"),
    ),
)

_SETTING = TextSetting(
    quotes="„“",
    within="‚‘",
    opening="„‚«‹",
    closing="“»›",
    single=True,
    share=NBSP,
    before=r"(?:(?<!\w)[€£]|\b(?:CHF|EUR))",
    units=(
        r"min|s|h|m|m[²³2]|g|t|L|l|V|W|Hz|dB|Uhr|Euro|Franken|Prozent|Mio\.|Mrd\.|Tsd\.|Million(?:en)?"
        "|Milliarden?|Billion(?:en)?"
    ),
    months=_ANY_MONTH,
    day=r"(?<=[0-9]\.)[ \u00a0]?",
    titles=r"Hr\.|Fr\.|Herr|Frau|Dr\.|Prof\.|Dipl\.-Ing\.",
    capitals="A-ZÄÖÜ",
    parts=(
        r"Nrn?\.|(?:SS?|Art|Abs|Kap|Bd|Abb|Tab|Ziff|Rn|Anm)\.|§§?|(?:Seite|Anlage|Tabelle|Nummer)n?"
        "|Artikel|Kapitel|Anhang|Abbildung|Absatz|Band|Punkt|Ziffer"
    ),
    own=(
        (
            r"\b(?P<it>[zduios])\.[ \u00a0]?(?=(?:B|h|a|d|R|Ä|U|u|g|o)\.(?!\w{2}))",
            rf"\g<it>.{NBSP}",
        ),
    ),
)
TYPOGRAPHY: Mapping[str, Rules] = {
    "": _SETTING.rules,
    **dict.fromkeys(SWITZERLAND, _SETTING.quoting("«»", "‹›").rules),
}

_A_MONTH = rf"{OPEN}(?:{_MONTHS}){SPACE}[0-9]{{4}}"
_A_YEAR = rf"{OPEN}[0-9]{{4}}(?![0-9.,])"

# What happens « am » a day happens « im » a month; and a month and a year have no article.
JOINING: Rules = (
    (rf"\b(?P<it>[Vv])om{SPACE}(?={_A_MONTH}|{_A_YEAR})", r"\g<it>on "),
    (rf"\b(?P<it>[Bb]is){SPACE}zum{SPACE}(?={_A_MONTH}|{_A_YEAR})", r"\g<it> "),
    (rf"\b(?P<it>[Ss]eit|[Nn]ach|[Vv]or){SPACE}dem{SPACE}(?={_A_MONTH}|{_A_YEAR})", r"\g<it> "),
    (rf"\bam{SPACE}(?={_A_MONTH})", "im "),
    (rf"\bAm{SPACE}(?={_A_MONTH})", "Im "),
    *(
        (rf"(?<=\b[{article[0].upper()}d]{article[1:]}{SPACE}{OPEN}){article}{SPACE}", "")
        for article in ("der", "die", "das", "den", "dem", "des")
    ),
)

ABBREVIATIONS = (
    "z.b d.h u.a bzw ca etc evtl ggf inkl usw vgl nr nrn abs art kap abb tab ziff anm dr prof hr fr"
    " str mio mrd tsd st jh bspw hrsg dipl-ing"
)

PLACES = {
    "page": PlaceWords(typed="s p seite seiten", one="S. {}", several="S. {}"),
    "paragraph": PlaceWords(typed="abs absatz absätze", one="Absatz {}", several="Absätze {}"),
    "line": PlaceWords(typed="textzeile", one="Zeile {}", several="Zeilen {}"),
    "chapter": PlaceWords(typed="kap kapitel", one="Kapitel {}", several="Kapitel {}"),
    "section": PlaceWords(
        typed="abschnitt abschnitte", one="Abschnitt {}", several="Abschnitte {}"
    ),
    "article": PlaceWords(typed="art artikel", one="Artikel {}", several="Artikel {}"),
    "annex": PlaceWords(
        typed="anhang anhänge anlage anlagen", one="Anhang {}", several="Anhänge {}"
    ),
    "table": PlaceWords(typed="tab tabelle tabellen", one="Tabelle {}", several="Tabellen {}"),
    "figure": PlaceWords(
        typed="abb abbildung abbildungen", one="Abbildung {}", several="Abbildungen {}"
    ),
    "note": PlaceWords(
        typed="anm anmerkung anmerkungen", one="Anmerkung {}", several="Anmerkungen {}"
    ),
    "slide": PlaceWords(typed="folie folien", one="Folie {}", several="Folien {}"),
    "row": PlaceWords(typed="zeile zeilen", one="Zeile {}", several="Zeilen {}"),
}

_GERMANY = Grammar(
    tag="de-DE",
    name="German",
    words=WORDS,
    site=SITE,
    handouts=HANDOUTS,
    counting=COUNTING,
    dating=DATING,
    reading=READING,
    typography=TYPOGRAPHY,
    joining=JOINING,
    abbreviations=ABBREVIATIONS,
    places=PLACES,
)
_AUSTRIA = replace(_GERMANY, tag="de-AT", reading=replace(READING, months=("Jänner", *MONTHS[1:])))
_SWISS = replace(
    _GERMANY,
    tag="de-CH",
    dating=replace(DATING, clock=lambda hour, minute: f"{hour}.{minute:02}{NBSP}Uhr"),
    words={
        **{key: words.replace("ß", "ss") for key, words in WORDS.items()},
        "quoted": "«{words}»",
    },
)
LANGUAGE = replace(_GERMANY, regions={"AT": _AUSTRIA, **dict.fromkeys(SWITZERLAND, _SWISS)})
