"""How Italian says it, in Italy and in Switzerland.

After the Guida alla redazione degli atti amministrativi (Accademia della Crusca and ITTIG-CNR,
2011), the EU's Manuale interistituzionale di convenzioni redazionali, Serianni's Grammatica for
articles, the Istruzioni of the Swiss Cancelleria federale, and CLDR for what stands in a number.
Where they differ, as on a space before the per cent sign, Istat and the ministries decide.
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
    priced,
)
from asof.language.text_setting import TextSetting
from asof.quantity import Hedge

WORDS: Mapping[str, str] = {
    "as_of": "Data di aggiornamento",
    "situation": "Situazione al {day}, secondo quanto noto al {known}",
    "figures_dated": "Date delle cifre: {span}",
    "question": "Domanda",
    "pressed": "Se si insiste {on}",
    "key_findings": "Punti principali",
    "tone_note": "Nota",
    "tone_important": "Importante",
    "tone_warning": "Avvertenza",
    "annex": "Allegato {letter}. {title}",
    "continued": "(segue)",
    "sources": "Fonti",
    "sources_and_notes": "Fonti e note",
    "notes": "Note",
    "principals": "Responsabili",
    "contact": "Contatti",
    "next_update": "Prossimo aggiornamento",
    "allowed": "Da tenere presente",
    "reference": "Riferimento",
    "also": "Anche in italiano",
    "page": "{page} di {pages}",
    "not_public": "non pubblico",
    "none": "nessuno",
    "unknown": "non noto",
    "ended": "scadenza: {day}; nessun rinnovo agli atti",
    "ended_perhaps": "scadenza: {day}; il seguito è iniziato {time}",
    "lapsed": "scaduto",
    "stale": "da riconfermare",
    "stale_in_public": "ultimo dato pubblicato",
    "stale_since": "non confermato dal {day}",
    "have_reported": "{reported} su {expected} hanno comunicato i dati",
    "rest_reported": "ultimi dati noti per il resto",
    "total": "totale",
    "disputed": "contestato",
    "withheld": "non divulgato",
    "current": "vigente",
    "or": "o",
    "label": "Voce",
    "labelled": "{label}: {value}",
    "value": "Valore",
    "target": "obiettivo: {value}",
    "in_unit": "{head} ({unit})",
    "on": "Data",
    "until": "Termine",
    "reported": "Comunicazione",
    "by": "Chi lo dice",
    "source": "Fonte",
    "source_named": "Fonte: {names}.",
    "sources_named": "Fonti: {names}.",
    "as_of_day": "Situazione al\u00a0{day}",
    "figure": "Figura {number}.",
    "contents": "Indice",
    "figures": "Elenco delle figure",
    "standing": "Stato",
    "counts": "Che cosa si conta",
    "reason": "Motivo",
    "date": "Data",
    "change": "Variazione",
    "before": "Prima",
    "after": "Dopo",
    "claim": "{by}, non confermato",
    "hedged": "non esatto",
    "no_figure": "nessun dato",
    "areas_without": "Nessun dato: {names}",
    "class_range": "da {low} a meno di {high}",
    "map_credit": "Mappa: {credit}",
    "scale_of_middle": "{length} al centro della mappa",
    "quoted": "«{words}»",
    "reported_speech": "Parole riferite, non citate",
    "partly_reported_speech": "Senza virgolette: parole riferite, non citate",
    "inferred": "data dedotta",
    "date_assumed": "data presunta",
    "remarked": "{words} ({remark})",
    "source_number": "fonte {number}",
    "source_label": "Fonte {number}",
    "back": "torna al testo",
    "undated": "senza data, {day}",
    "accessed": "consultato il {day}",
    "flag_provisional": "p",
    "flag_revised": "r",
    "flag_estimate": "e",
    "status_provisional": "dato provvisorio",
    "status_revised": "dato rivisto",
    "status_estimate": "stima",
    "progress_not_started": "non iniziato",
    "progress_on_track": "nei tempi previsti",
    "progress_at_risk": "a rischio",
    "progress_late": "in ritardo",
    "progress_paused": "sospeso",
    "progress_done": "concluso",
    "progress_cancelled": "annullato",
    "estimate_by": "secondo {by}, stima",
    "added": "novità",
    "updated": "aggiornamento",
    "corrected": "correzione",
    "revised": "revisione",
    "withdrawn": "ritiro",
    "removed": "soppressione",
    "gone_stale": "senza conferma",
    "now_disputed": "contestazione",
    "no_changes": "Nessuna modifica dal {day}.",
    "changes_since": "Modifiche dal {day}",
    "bars": "Barre: modifiche dal {day}",
    "errata": "Errata corrige: {title}",
    "what_changed": "Che cosa è cambiato: {title}",
    "errata_for": "Per chi ha la copia del {day}: ciò che al {now} si legge diversamente.",
    "errata_new": "Novità da allora",
    "facts_changed": "fatti cambiati dal {was} al {now}: {count}",
    "clocks": "{day}, secondo quanto noto al {known}",
    "diff_corrected": "correzione: il valore era errato",
    "diff_withdrawn": "ritiro: la fonte ha ritrattato",
    "diff_removed": "soppressione: non è più agli atti; la fonte non ha ritrattato",
    "diff_revised": "revisione, come previsto",
    "diff_now_disputed": "contestazione: le fonti si contraddicono",
    "diff_updated": "aggiornamento: il mondo è cambiato o se ne sa di più",
    "diff_lapsed": "scadenza: è terminato e non si conosce altro di successivo",
    "diff_gone_stale": "da riconfermare: non è più confermato",
    "diff_added": "novità: prima non se ne sapeva nulla",
    "was": "Diceva",
    "is_now": "Dice",
    "why": "Perché",
    "why_added": "fonte del {reported}",
    "why_updated": "{on}; fonte del {reported}",
    "why_corrected": "il valore precedente era errato; fonte del {reported}",
    "why_revised": "come previsto; fonte del {reported}",
    "why_removed": "non è più agli atti; la fonte non ha ritrattato",
    "why_withdrawn": "la fonte ha ritrattato: {reason}",
    "why_gone_stale": "ultima fonte del {reported}",
    "why_now_disputed": "le fonti si contraddicono; l’ultima è del {reported}",
    "page_of": "pagina {page} di {pages}",
    "draft": "Bozza",
    "embargo": "Sotto embargo {until}",
    "span_reported": "secondo quanto comunicato",
    "span_announced": "annunciato",
    "span_doubt": "inizio incerto",
    "span_onward": "senza fine annunciata",
    "span_presumed": "non confermato",
    "span_past": "passato",
    "span_day": "giorno di questa edizione",
    "nothing_stated": "nessuna indicazione",
    "trend_rising": "in aumento: prima {first}, infine {last}",
    "trend_falling": "in calo: prima {first}, infine {last}",
    "trend_level": "invariato: prima {first}, infine {last}",
    "trend_varying": "in aumento e in calo: prima {first}, infine {last}",
    "trend_between": "nel frattempo {values}",
    "trend_extremes": "massimo {highest}, minimo {lowest}",
    "trend_count": "{number} valori in tutto",
    "time_of_value": "situazione: {time}",
    "not_exact": "valore non esatto",
    "part_missing": "una parte manca, è contestata o non è pubblica",
    "own_scales": "ogni riquadro ha la propria scala",
    "log_scale": "scala logaritmica",
    "not_received": "a puntini: non ricevuto",
    "least_to_most": "dal minimo al massimo",
    "release": "Edizione {number}",
    "holds": "Questa pagina vale ancora? Chi la pubblica lo indica con questo codice.",
    "holds_at": "Questa pagina vale ancora? Inquadrare l’immagine o consultare {url}",
    "numbered": "N.\u00a0{number}",
    "numbered_in": "{series} n.\u00a0{number}",
    "edition_number": "n.\u00a0{number}",
    "period_covered": "Periodo considerato",
    "supersedes": "Sostituisce il n.\u00a0{number}",
    "text_of": "Testo del {day}",
    "not_reported": "non comunicato",
    "not_collected": "non rilevato",
    "our_calculation": "calcolo nostro",
    "quarter_lowest": "quarto più basso delle righe",
    "quarter_second": "secondo quarto",
    "quarter_third": "terzo quarto",
    "quarter_highest": "quarto più alto",
    "change_head": "Variazione {days}",
    "change_of_value": "Variazione",
    "change_unchanged": "nessuna variazione",
    "change_restated": "nessuna variazione comunicata",
    "up_by": "{value} in più",
    "down_by": "{value} in meno",
    "change_first_reported": "prima comunicazione",
    "change_not_reported": "nessun dato il {day}",
    "change_not_all_reported": "dati incompleti il {day}",
    "change_not_reported_between": "nessun dato {days}",
    "change_not_all_reported_between": "dati incompleti {days}",
    "change_nothing_later": "nessun dato {since}",
    "change_not_public": "non pubblico ({day})",
    "change_disputed": "contestato ({day})",
    "change_ended": "terminato",
    "change_series_break": "interruzione della serie",
    "change_too_inexact": "troppo inesatto per un confronto",
    "series_break_told": "interruzione della serie il {day}: {reason}",
    "base_corrected": "dato precedente corretto il {reported}",
    "base_revised": "dato precedente rivisto il {reported}",
    "qr": "Codice QR che porta a {url}",
    "record": "I dati di questa edizione, le loro fonti e ciò che l’ha prodotta",
}
HANDOUTS: Mapping[str, str] = {
    "copy_of": "Copia {number} di {total}",
    "pre_release": "Copia prima della pubblicazione",
    "copies_of": "Copie distribuite: {title}",
    "pre_release_access": "Accesso prima della pubblicazione: {title}",
    "copies_count": "Numero di copie",
    "copy": "Copia",
    "name": "Nome",
    "organisation": "Organizzazione",
    "received": "Ricevuta",
    "effective_pages": "Elenco delle pagine in vigore",
    "effective_told": (
        "Una pagina che questo elenco non nomina, o nomina in un’altra edizione, non è in vigore."
    ),
    "tab": "Scheda {number}",
    "pages": "Pagine",
    "edition": "Edizione",
    "code": "Codice",
    "not_issued": "non emessa",
    "front_pages": "Copertina, indice e questo elenco",
    "divider": "Divisorio",
    "blank_page": "Pagina lasciata intenzionalmente in bianco",
    "exchange": "Sostituzione di pagine: {title}",
    "exchange_how": "Dall’alto in basso: togliere le pagine a sinistra, inserire quelle a destra.",
    "remove": "Togliere",
    "insert": "Inserire",
    "pages_to": "da {first} a {last}",
    "errata_attached": "Il foglio delle correzioni è allegato.",
}

SITE: Mapping[str, str] = {
    "skip": "Vai al contenuto",
    "navigation": "Pagine di questo sito",
    "briefings": "Note informative",
    "figures": "Dati",
    "releases": "Calendario delle pubblicazioni",
    "policy": "Correzioni e revisioni",
    "accessibility": "Accessibilità",
    "feed": "Feed delle novità (Atom)",
    "policy_default": "Ogni dato errato viene corretto appena l’errore è noto. Una nuova "
    "edizione prende il posto di quella che lo conteneva; la precedente resta al suo indirizzo, "
    "lo dice all’inizio, e l’elenco delle edizioni riporta che cosa è stato corretto, in quale "
    "giorno e a quale minuto.\n\nUn dato che era giusto e ora è un altro è un aggiornamento. Un "
    "dato che la fonte stabilisce di nuovo come previsto, per esempio uno provvisorio, è una "
    "revisione. Dove si elencano i cambiamenti, entrambi sono distinti dalle "
    "correzioni.\n\nUn’edizione viene ritirata quando non ci si deve affidare a essa in alcun "
    "modo. Il suo indirizzo dice allora quando e perché, e il testo e i dati non sono più "
    "pubblicati.",
    "access_pages": "Le pagine di questo sito sono in semplice HTML. Funzionano senza "
    "JavaScript, salvo la ricerca e la verifica di un codice, da tastiera e con un lettore di "
    "schermo, su un telefono, in modalità scura, ingrandite e stampate. Le pagine così come il "
    "programma le produce sono state provate con axe-core, in Chromium a larghezze di 390 e 1280 "
    "pixel, chiare e scure, senza rilievi; ciò trova solo una parte di quanto può non andare. "
    "Non sono state provate da persone con disabilità.",
    "access_files": "Di norma i file PDF dichiarano la conformità a PDF/UA-1 (ISO 14289-1), la "
    "norma per i PDF che si possono leggere ad alta voce; ciascuno è controllato prima di essere "
    "scritto. Ogni edizione esiste anche come pagina di questo sito e come testo in Markdown. Il "
    "contenuto di ogni grafico è dato a parole.",
    "access_ask": "Un altro formato",
    "access_whom": "Chi ha bisogno di un’edizione in un altro formato, o non riesce a usare una "
    "pagina, può rivolgersi qui: {contact}",
    "access_pages_head": "Pagine di questo sito",
    "access_files_head": "File",
    "home_about": "Ogni nota dice a quale giorno è aggiornata, da dove viene ogni dato e che "
    "cosa è cambiato dall’edizione precedente.",
    "next_edition": "Prossima edizione: {day}",
    "withdrawn_editions": "Edizioni ritirate",
    "nothing_published": "In questa lingua non è ancora stato pubblicato nulla.",
    "search": "Cerca",
    "search_label": "Cerca nelle note e nei dati",
    "search_script": "La ricerca richiede JavaScript. Tutte le note e i dati si raggiungono da "
    "questa pagina anche senza.",
    "search_found": "Risultati: {number}",
    "search_none": "Nessun risultato.",
    "search_failed": "Non è stato possibile caricare la ricerca. Riprovare quando si è connessi.",
    "edition_update": "Un aggiornamento, con ciò che si è saputo nel frattempo.",
    "edition_term": "Edizione",
    "published_term": "Pubblicazione",
    "standing_latest": "Questa è l’edizione più recente.",
    "standing_superseded": "Un’edizione successiva ha sostituito questa il {moment}: {edition}.",
    "standing_withdrawn": "Questa edizione è stata ritirata il {moment}: {reason}",
    "tombstone": "Il testo, i dati e i file non sono più pubblicati.",
    "withdrawn_edition": "Ritirata: {title}",
    "corrected_because": "Correzione: {reason}",
    "printing_number": "stampa {number}",
    "edition_code": "Codice di questa edizione",
    "downloads": "Questa edizione come file",
    "form_large": "caratteri grandi",
    "form_clear": "caratteri chiari",
    "form_duplex": "fronte-retro",
    "as_text": "testo (Markdown)",
    "as_record": "registrazione (JSON)",
    "earlier_edition": "Edizione precedente: {edition}",
    "later_edition": "Edizione successiva: {edition}",
    "all_editions": "Tutte le edizioni",
    "editions_of_year": "Edizioni del {year}",
    "about_edition": "Informazioni su questa edizione",
    "permanent_address": "Indirizzo permanente di questa edizione",
    "latest_address": "Indirizzo dell’edizione più recente",
    "changes_to_edition": "Che cosa è cambiato dall’edizione precedente",
    "no_figure_changed": "Nessun dato presente in entrambe le edizioni è cambiato.",
    "newly_printed": "Presenti per la prima volta",
    "no_longer_printed": "Non più presenti",
    "in_words": "Il grafico a parole",
    "table_number": "Tabella",
    "figures_on_page": "Dati di questa pagina",
    "figures_on_page_about": "Ogni dato con la sua fonte, quando era vero, quando è stato "
    "comunicato, e tutto ciò che ne era stato comunicato al {known}.",
    "history": "Cronologia: {label}",
    "what_became": "Che cosa ne è stato",
    "computed_by": "Calcolo: {formula}",
    "parts": "Calcolato da",
    "back_to_text": "Torna al testo",
    "figure_page": "Tutto ciò che è pubblicato su questo dato",
    "state_current": "valido",
    "verdict_title": "Questa pagina è ancora valida?",
    "verdict_lead": "Ogni pagina emessa riporta un codice. Digitarlo qui, oppure inquadrare "
    "l’immagine accanto con la fotocamera di un telefono.",
    "verdict_code": "Codice sulla pagina",
    "verdict_ask": "Verifica",
    "verdict_loading": "Ricerca in corso…",
    "verdict_current": "Valida",
    "verdict_unsettled": "Ultima edizione",
    "verdict_superseded": "Sostituita",
    "verdict_withdrawn": "Ritirata",
    "verdict_contested": "Contesa",
    "verdict_unknown": "Sconosciuto",
    "verdict_mistyped": "Digitato male",
    "verdict_current_why": "È l’ultima edizione emessa di questo documento, e nessuna edizione "
    "pubblica ne riporta cifre diverse.",
    "verdict_unsettled_why": "Non è stata emessa alcuna edizione successiva di questo "
    "documento. Non è stato possibile verificare se le sue cifre siano state corrette in seguito.",
    "verdict_superseded_why": "È stata emessa un’edizione successiva: {moment}",
    "verdict_corrected_why": "Alcune cifre di questa pagina sono state corrette in seguito, in "
    "un’edizione pubblica.",
    "verdict_corrections": "Correzione in un’edizione successiva: {reason}",
    "verdict_withdrawn_why": "Ritirata: {day}. Motivo: {reason}",
    "verdict_contested_why": "Un’altra pagina è stata emessa con lo stesso numero e con il "
    "codice {code}. Solo l’editore può dire quale sia valida.",
    "verdict_unknown_why": "Nessuna edizione su questo sito ha il codice {code}. La pagina è di "
    "qualcun altro, oppure non è pubblica.",
    "verdict_character": "Nessun codice contiene il carattere {character}.",
    "verdict_length": "Un codice ha {wanted} caratteri; questo ne ha {number}.",
    "verdict_check": "Un carattere è digitato male, oppure due sono scambiati. Confrontare il "
    "codice con la pagina.",
    "verdict_issued": "Emessa: {moment}",
    "verdict_read": "Leggi questa edizione",
    "verdict_latest": "Leggi l’ultima edizione",
    "verdict_changed": "Cifre che oggi risultano diverse",
    "verdict_says": "Che cosa dice la pagina con questo codice",
    "verdict_compare": "Confrontare con la pagina che si ha in mano, prima di tutto le cifre: "
    "una pagina falsa può riportare un codice vero. Se la propria dice altro, non è la pagina "
    "emessa.",
    "verdict_not_compared": "Non riportati in edizioni successive e quindi non "
    "confrontati: {labels}",
    "verdict_checked": "Risposta tratta dal registro di questo sito, letto: {moment}",
    "verdict_offline": "Non c’è connessione. Il registro può essere cambiato dopo l’ultima "
    "lettura: {moment}",
    "verdict_last_change": "Ultima modifica: {moment}",
    "verdict_ready": "Pronto per l’uso senza connessione.",
    "verdict_failed": "Il registro non è raggiungibile e questo dispositivo non ne conserva "
    "ancora alcuno. Riprovare con una connessione; in seguito i codici avranno risposta anche "
    "senza.",
    "verdict_written": "Come pubblicato: {moment}",
    "verdict_noscript": "Senza JavaScript qui non si può verificare alcun codice. Aprire invece "
    "{url} seguito dal codice.",
    "verdict_seal": "L’indirizzo porta un sigillo dopo il #. Questa pagina non verifica i "
    "sigilli: lo fa «asof verify», con la chiave dell’editore.",
    "verdict_no_page": "Questa pagina non esiste in questo sito",
    "verdict_home": "Vai alla pagina iniziale",
    "open_data": "Dati aperti",
    "open_data_lead": "Ogni cifra pubblica con la sua riserva, quando era vera, quando è stata "
    "comunicata e la fonte che la attesta.",
    "licence": "Licenza",
    "cover": "Copertina",
    "sheet": "Foglio",
    "holds": "Che cosa contiene",
    "observations": "Valori comunicati",
    "unit": "Unità",
    "known": "Noto al",
    "key": "Chiave",
    "lower": "Limite inferiore",
    "upper": "Limite superiore",
    "true_from": "Vero dal",
    "became": "Che cosa ne è stato",
    "list_latest": "edizione più recente",
    "list_superseded": "sostituita il {moment}",
    "list_withdrawn": "ritirata il {moment}: {reason}",
    "list_changes": "Dati cambiati",
    "list_about": "Ogni edizione di questa nota, dalla più recente: quando è stata pubblicata, "
    "che cosa l’ha sostituita e perché.",
    "facts_about": "Ogni dato delle note pubblicate, come lo riporta l’ultima edizione che lo "
    "contiene.",
    "fact_as_in": "Secondo {edition}",
    "fact_lines": "Tutto ciò che ne è stato comunicato",
    "releases_about": "Che cosa è previsto nei prossimi dodici mesi. Una data spostata resta "
    "qui, con il motivo e la nuova data.",
    "releases_none": "Nessuna pubblicazione è prevista.",
    "releases_file": "Il calendario come file (iCalendar)",
    "releases_moved": "Spostata al {day}: {reason}",
    "releases_from": "Spostata dal {day}: {reason}",
    "status": "Natura del dato",
    "place": "Dove si trova",
    "remark": "Nota",
    "publisher": "Editore",
    "published": "Pubblicazione",
    "state_superseded": "seguito da un valore successivo",
    "state_corrected": "corretto da una comunicazione successiva",
    "state_disputed": "contestato da un’altra fonte",
    "state_retracted": "ritirato dalla sua fonte",
    "state_claim": "un’affermazione, non confermata",
    "state_possible": "forse già vero",
    "sheet_facts": "Che cosa dice l’ultima edizione pubblica di ogni cifra.",
    "sheet_observations": "Ogni valore comunicato da una fonte, compresi i precedenti.",
    "sheet_all_but_superseded": "Tutti i valori tranne quelli "
    "superati, che sono in observations.csv.",
    "sheet_sources": "I documenti da cui provengono i valori.",
    "sheet_notes": "Come leggere le tabelle.",
    "note_clocks": "Ogni valore ha due date: quando era vero e quando è stato comunicato. Una "
    "comunicazione successiva non cancella la precedente.",
    "note_hedges": "Un valore con una riserva, come «circa» o «fino a», è testo. Le colonne "
    "accanto danno il minimo e il massimo possibili; dove una è vuota, non c’è limite.",
    "note_bounds": "Si assume che un valore approssimativo disti al massimo un decimo dal numero "
    "indicato.",
    "note_empty": "Dove una cella è vuota, non è indicato nulla. Le date sono scritte come anno, "
    "mese, giorno.",
}


def _of(noun: str) -> str:
    """The noun after a noun that counts it: « milioni di persone »."""
    return f"di{NBSP}{noun}"


def _money(numbers: Sequence[str], scale: str, currency: Currency) -> tuple[Sequence[str], str]:
    """Numbers with their currency: « 75 euro », « 75 USD », « CHF 75 », « milioni di … »."""
    if scale:
        return numbers, f"{scale}{NBSP}{_of(currency.name)}"
    if currency.sign == "€":  # of graphics alone, and its name has no plural
        return numbers, currency.name
    if currency.leads and currency.sign.isalpha():
        return [priced(number, currency.sign) for number in numbers], ""
    return numbers, currency.sign


# "600 thousand" is 600.000: « mila » is written onto a number in words. A trillion is 1.000
# miliardi, for few know what a bilione is.
COUNTING = Counting(
    hedges={
        Hedge.NONE: "",
        Hedge.EXACTLY: "esattamente",
        Hedge.ABOUT: "circa",
        Hedge.SOME: "all’incirca",
        Hedge.NEARLY: "quasi",
        Hedge.OVER: "oltre",
        Hedge.MORE_THAN: "più di",
        Hedge.AT_LEAST: "almeno",
        Hedge.UP_TO: "fino a",
        Hedge.AT_MOST: "al massimo",
        Hedge.AS_MANY_AS: "fino a",
        Hedge.FEWER_THAN: "meno di",
        Hedge.RANGE: "tra",
        Hedge.TENS: "",
        Hedge.HUNDREDS: "",
        Hedge.THOUSANDS: "",
    },
    amount_hedges={},
    collectives={
        Hedge.TENS: "decine",
        Hedge.HUNDREDS: "centinaia",
        Hedge.THOUSANDS: "migliaia",
    },
    before_collective="",
    range="e",
    scales={
        10**6: {"one": "milione", "other": "milioni"},
        10**9: {"one": "miliardo", "other": "miliardi"},
    },
    scales_are_nouns=True,
    folded={10**3: 1, 10**12: 10**9},
    per_cent="%",
    points={"one": "punto percentuale", "other": "punti percentuali"},
    thousands=every_three,
    currencies={},
    countryless=lambda name: name.split()[0],
    of=_of,
    money=_money,
)

_PATTERNS = {
    "day": "{d} {m} {y}",
    "week": "settimana {w} del {y}",
    "short week": "sett. {w} {y}",
    "month": "{m} {y}",
    "season": "{s} {y}",
    "quarter": "{q} trimestre del {y}",
    "short quarter": "T{n} {y}",
    "year": "{y}",
    "fiscal year": "esercizio {y}",
    "short fiscal year": "es. {y}",
    "first of days in a month": "{d}",
    "first of days in a year": "{d} {m}",
    "first of months in a year": "{m}",
    "first of weeks in a year": "settimana {w}",
    "short first of weeks in a year": "sett. {w}",
    "first of seasons in a year": "{s}",
    "first of quarters in a year": "{q}",
    "short first of quarters in a year": "T{n}",
}
_QUARTERS = ("primo", "secondo", "terzo", "quarto")


def _links(the: str, a: str, da: str, di: str) -> Mapping[str, str]:
    """The words for the roles of a date, by its article: alone, after « a », « da » and « di »."""
    return {
        "from": f"{da}{{}}",
        "to": f"{a}{{}}",
        "between": f"tra {the}{{}}",
        "and": f"e {the}{{}}",
        "since": f"{da}{{}}",
        "until": f"fino {a}{{}}",
        "by": f"entro {the}{{}}",
        "not before": f"non prima {di}{{}}",
        "around": f"intorno {a}{{}}",
        "as of": f"{a}{{}}",
    }


_LINKS = (  # what a date begins with, and the words for it; a month has no article
    (re.compile("8|11(?![0-9])|es|autunno|inverno"), _links("l’", "all’", "dall’", "dell’")),
    (re.compile("primavera|settimana|sett\\."), _links("la ", "alla ", "dalla ", "della ")),
    (re.compile("[0-9]|T[1-4]|" + "|".join(_QUARTERS)), _links("il ", "al ", "dal ", "del ")),
    (re.compile("a"), _links("", "ad ", "da ", "di ")),
    (re.compile(""), _links("", "a ", "da ", "di ")),
)


def _link(role: str, text: str) -> str:
    """A date with its preposition and its article: « dall’8 agosto », « fino alla primavera »."""
    return next(links for begins, links in _LINKS if begins.match(text))[role].format(text)


DATING = Dating(
    patterns={"": _PATTERNS},
    seasons={3: "primavera", 6: "estate", 9: "autunno", 12: "inverno"},
    quarters=_QUARTERS,
    day=lambda day: "1º" if day == 1 else str(day),
    two_years=lambda first: f"{first}-{first + 1}",
    link=_link,
    some_day="una data {}".format,
    loosely="{} circa".format,
    uncertain="{} (data incerta)".format,
    clock=lambda hour, minute: f"ore{NBSP}{hour:02}:{minute:02}",
)

MONTHS = (
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
)
_MONTHS = "|".join(MONTHS)
_ANY_MONTH = rf"(?:{_MONTHS}|gen|feb|mar|apr|mag|giu|lug|ago|sett?|ott|nov|dic)"
_DAY = r"(?:\d{1,2}[º°]?|primo)"

# Numbers are one word, however long: « duecentocinquantamila », « ventitreesimo ».
_TEENS = "un|do|tre|quattor|quin|se"
_TENS = "vent|trent|quarant|cinquant|sessant|settant|ottant|novant"
_COUNTED = (
    "(?:due|tr[eé]|quattro|cinque|sei|sette|otto|nove|dieci"
    f"|(?:{_TEENS})dici|dici(?:assette|otto|annove)|(?:{_TENS})[ai]?|cento?|mille|mila)"
)
_NUMBER_WORD = f"{_COUNTED}(?:{_COUNTED}|uno?)*"
_ORDINAL = (
    f"(?:{_NUMBER_WORD}|(?:(?:{_TENS})[ai]?|cento?)(?:sett|ott|nov|quattr|cinqu)"
    f"|(?:{_TEENS})dic|dici(?:assett|ott|annov)|mill|milion)esim[oaie]"
)
_AFTER_ARTICLE = "|".join(rf"(?<=\b{the}\s)" for the in ("il", "un", "del", "al", "dal", "nel"))

READING = TypedWords(
    cardinals=(
        f"zero {_NUMBER_WORD} milion[ei] miliard[oi] bilion[ei] decin[ae] dozzin[ae] quindicin[ae]"
        f" (?:{_TENS})in[ae] centinai[oa] migliai[oa] metà"
    ),
    # « Secondo il ministero » is a preposition: only an article before it makes it a number.
    ordinals=(
        f"(?:{_AFTER_ARTICLE})secondo second[ae] terz[oaie] quart[oaie] quint[oaie] sest[oaie]"
        f" settim[oaie] ottav[oaie] non[oa] decim[oaie] {_ORDINAL}"
    ),
    ones="un[oa]?",
    joints="e",
    lists="e|a",
    idioms=(
        r"in second[oa] (?:luogo|piano)|in terzo luogo|seconda mano|a seconda|seconda dei casi"
        r"|terza età|terzo settore|paes[ei] terz[oi]|(?:di|a|da) terzi|terzi(?=$|[^\w\s])"
        r"|per (?:cento|mille)|mille grazie|quart[oi] d[’']ora|dietro le quinte"
        r"|venti (?:forti|deboli|moderati|di burrasca)|(?:provincia|comunità) trentina"
        r"|(?:\b(?:i|le|dei|delle|ai|alle|dai|dalle|nei|nelle|questi|queste|entrambi i|entrambe le)"
        r"|tutt[ie] e) due(?=\W|$)"
    ),
    scales="mila|mille|milion[ei]|miliard[oi]|bilion[ei]|per (?:cento|mille)",
    endings="[ºª°]|mila|esim[oa]",
    prefixes="metà|fine|inizio|pre|post|ante|ex|dal",
    fiscal="EF",
    parts=(
        "[Cc]apitol[oi]|[Ss]ezion[ei]|[Pp]art[ei]|[Aa]llegat[oi]|[Aa]ppendic[ei]|[Aa]rticol[oi]"
        "|[Ff]igur[ae]|[Tt]abell[ae]|[Tt]avol[ae]|[Gg]rafic[oi]|[Nn]ot[ae]|[Pp]aragraf[oi]"
        "|[Rr]isoluzion[ei]|[Ff]as[ei]|[Tt]app[ae]|[Vv]olum[ei]|[Rr]egol[ae]|[Pp]unt[oi]|[Cc]omm[ai]"
    ),
    dates=(
        (
            rf"{_DAY}(?:{SPACE}?(?:{DASH}|e|o|al|all[’']){SPACE}?{_DAY})?{SPACE}+{_ANY_MONTH}\b\.?"
            rf"(?:{SPACE}+(?:del{SPACE}+)?\d{{4}})?"
        ),
        rf"{_ANY_MONTH}\.?{SPACE}+(?:del{SPACE}+)?\d{{4}}",
    ),
    months=MONTHS,
    seasons=("primavera", "estate", "autunno", "inverno"),
    hedges={
        "intorno a": Hedge.ABOUT,
        "intorno ai": Hedge.ABOUT,
        "intorno alle": Hedge.ABOUT,
        "attorno a": Hedge.ABOUT,
        "più o meno": Hedge.ABOUT,
        "grosso modo": Hedge.ABOUT,
        "approssimativamente": Hedge.ABOUT,
        "ca.": Hedge.ABOUT,
        "pressappoco": Hedge.SOME,
        "poco meno di": Hedge.NEARLY,
        "poco più di": Hedge.OVER,
        "superiore a": Hedge.MORE_THAN,
        "superiori a": Hedge.MORE_THAN,
        "inferiore a": Hedge.FEWER_THAN,
        "inferiori a": Hedge.FEWER_THAN,
        "come minimo": Hedge.AT_LEAST,
        "per lo meno": Hedge.AT_LEAST,
        "non meno di": Hedge.AT_LEAST,
        "un minimo di": Hedge.AT_LEAST,
        "al più": Hedge.AT_MOST,
        "tutt’al più": Hedge.AT_MOST,
        "non più di": Hedge.AT_MOST,
        "non oltre": Hedge.AT_MOST,
        "un massimo di": Hedge.AT_MOST,
    },
    trailing={
        "circa": Hedge.ABOUT,
        "all’incirca": Hedge.SOME,
        "o più": Hedge.AT_LEAST,
        "almeno": Hedge.AT_LEAST,
        "come minimo": Hedge.AT_LEAST,
        "o meno": Hedge.AT_MOST,
        "al massimo": Hedge.AT_MOST,
    },
    nothing="nessun[oa]?|nulla|ignot[oa]|sconosciut[oa]|non disponibil[ei]|da definire|n\\.[dp]\\.",
    minus="meno",
    limits=("solo", "soltanto", "solamente", "unicamente", "appena"),
    scale_words={
        "mila": "thousand",
        "milione": "million",
        "milioni": "million",
        "mln": "million",
        "miliardo": "billion",
        "miliardi": "billion",
        "mld": "billion",
        "mrd": "billion",
    },
    per_cent="per ?cento",
    totals="total[ei]|complessivo|somma",
    remarks="not[ae]|osservazion[ei]|comment[oi]",
    ranges=("da N a N", "fra N e N"),
    notations=(
        ("(?:il |la |l’|nel |nella |nell’|in )D", "{}"),
        ("(?:circa |verso |intorno ad? |intorno a(?:l |lla |ll’))(?:il |la |l’)?D|D circa", "{}~"),
        ("(?:da |dal |dalla |dall’)D", "{}/.."),
        ("(?:fino a(?:d? |l |lla |ll’)|entro (?:il |la |l’)?)D", "../{}"),
        ("(?:da |dal |dalla |dall’)D a(?:d? |l |lla |ll’)D", "{}/{}"),
        ("(?:la )?settimana ([0-9]{1,2})(?:,| del)? D", "{1}-W{0:0>2}"),
        ("(?:([1-4])[ºo°]? trim(?:estre|\\.)|T([1-4]))(?: del)? D", "{1}-Q{0}"),
        *((f"{q} trimestre(?: del)? D", f"{{}}-Q{n}") for n, q in enumerate(_QUARTERS, 1)),
    ),
)

_PARTS = (
    r"nn?\.|(?:pagg?|pp?|artt?|capp?|voll?|figg?|tabb?|parr?|lett)\.|pagin[ae]|articol[oi]"
    "|capitol[oi]|allegat[oi]|appendic[ei]|figur[ae]|tabell[ae]|tavol[ae]|paragraf[oi]|numer[oi]"
    "|punt[oi]|comm[ai]|sezion[ei]|volum[ei]"
)
_SETTING = TextSetting(
    quotes="«»",
    within="“”",
    opening="«“‹",
    closing="»”›",
    opened=r"|(?<=\w[’'])",
    after="€£$",
    before=r"(?<!\w)[€£]",
    units="min|s|h|m|m[²³2]|g|t|L|l|V|W|Hz|dB|mila|milion[ei]|miliard[oi]|mln|mld|euro",
    months=_ANY_MONTH,
    day="(?<=[0-9º]) ",
    titles=(
        r"[Ss]ig\.(?:ra|na)?|[Ss]igg\.|[Dd]ott\.(?:ssa)?|[Dd]r\.(?:ssa)?|[Pp]rof\.(?:ssa)?|[Ii]ng\."
        r"|[Aa]vv\.|[Oo]n\.|[Gg]en\.|[Cc]ol\.|[Mm]ons\."
    ),
    capitals="A-ZÀÈÉÌÒÙ",
    parts=f"(?i:{_PARTS})",
    first=((r"'(?=[0-9]{2}\b)", "’"),),
    years="-",
    dates=((rf"(?<=\b1)°(?=[ \u00a0]{_ANY_MONTH}(?!\w))", "º"),),
    own=((r"\b(?P<it>ore) (?=[0-9])", rf"\g<it>{NBSP}"),),
)
TYPOGRAPHY: Mapping[str, Rules] = {
    "": _SETTING.rules,
    "CH": _SETTING.quoting("«»", "‹›").rules,
}


# An article goes by the sound after it; a name in capitals may be spelled, and is let be.
_A_WORD = rf"{OPEN}(?![A-Z]{{2}})"
_VOWEL_OF_WORD = rf"{_A_WORD}(?i:[aàeèéoòuùh]|i(?![aeou]))"
_VOWEL = rf"(?:{OPEN}(?:8|11(?![0-9]))|{_VOWEL_OF_WORD})"
_CLUSTER = rf"{_A_WORD}(?i:s[bcdfghjklmnpqrtvwxz]|z|gn|p[sn]|x|y|i[aeou])"
_DIGITS = rf"{OPEN}(?!8|11(?![0-9]))[0-9]"
_CONSONANT = rf"(?:{_DIGITS}|(?!{_CLUSTER}){_A_WORD}(?i:[b-df-gj-np-tvwz]))"
_A_MONTH = rf"{OPEN}(?:{_MONTHS}){SPACE}[0-9]{{4}}"

_DRAWN = r"\b(?P<it>[Dd]e|[Aa]|[Dd]a|[Nn]e|[Ss]u|[Qq]ue)"  # « del », « dello », « dell’ », « dei »
_ARTICLES = {
    f"il{SPACE}": "l ",
    f"lo{SPACE}": "llo ",
    f"la{SPACE}": "lla ",
    "l’": "ll’",
    f"i{SPACE}": "i ",
    f"gli{SPACE}": "gli ",
    f"le{SPACE}": "lle ",
}


def _twice(article: str, end: str) -> str:
    """An article at the head of a fact, behind one that was typed or drawn together before it."""
    end = end.replace(" ", SPACE)
    before = [f"[{article[0].upper()}{article[0]}]{article[1:]}"]
    before += [stem + end for stem in ("[Dd]e", "[Aa]", "[Dd]a", "[Nn]e", "[Ss]u")]
    return "|".join(rf"(?<=\b{each}{OPEN})" for each in before)


# A month has no article: « da gennaio 2021 », and what happens « il » a day happens « a » a month.
_MONTHLY: Rules = (
    (
        rf"\b(?P<it>[Ee]ntro|[Vv]erso|[Dd]opo|[TtFf]ra){SPACE}(?:il{SPACE}|l’)(?={_A_MONTH})",
        r"\g<it> ",
    ),
    (rf"\b(?P<it>[Aa]|[Dd]a)(?:l{SPACE}|ll’)(?={_A_MONTH})", r"\g<it> "),
    (rf"\b(?P<it>[Dd])e(?:l{SPACE}|ll’)(?={_A_MONTH})", r"\g<it>i "),
    (rf"\b(?:il{SPACE}|l’)(?={_A_MONTH})", "a "),
    (rf"\b(?:Il{SPACE}|L’)(?={_A_MONTH})", "A "),
)
# A preposition takes along the article that a fact begins with: « del ministro », « sull’accordo ».
_DRAWN_TOGETHER: Rules = (
    (rf"\b(?P<it>[Dd])i{SPACE}(?={OPEN}(?:{'|'.join(_ARTICLES)}))", r"\g<it>e "),
    (rf"\bin{SPACE}(?={OPEN}(?:{'|'.join(_ARTICLES)}))", "ne "),
    (rf"\bIn{SPACE}(?={OPEN}(?:{'|'.join(_ARTICLES)}))", "Ne "),
    *(
        (rf"\b(?P<it>[Dd]e|[Aa]|[Dd]a|[Nn]e|[Ss]u){SPACE}(?={OPEN}{article})", rf"\g<it>{end}")
        for article, end in _ARTICLES.items()
    ),
    *((f"(?:{_twice(article, end)}){article}", "") for article, end in _ARTICLES.items()),
)
# « L’8 % », « dell’11 », but « il 5 »; « gli 80 casi », « i 7 »; « lo stato », « uno zero ».
_BY_SOUND: Rules = (
    (rf"{_DRAWN}l(?:lo)?{SPACE}(?={_VOWEL})", r"\g<it>ll’"),
    (rf"\b(?:il|lo){SPACE}(?={_VOWEL})", "l’"),
    (rf"\b(?:Il|Lo){SPACE}(?={_VOWEL})", "L’"),
    (rf"{_DRAWN}l{SPACE}(?={_CLUSTER})", r"\g<it>llo "),
    (rf"\bil{SPACE}(?={_CLUSTER})", "lo "),
    (rf"\bIl{SPACE}(?={_CLUSTER})", "Lo "),
    (rf"{_DRAWN}l(?:lo{SPACE}(?={_CONSONANT})|l’(?={_DIGITS}))", r"\g<it>l "),
    (rf"\bl(?:o{SPACE}(?={_CONSONANT})|’(?={_DIGITS}))", "il "),
    (rf"\bL(?:o{SPACE}(?={_CONSONANT})|’(?={_DIGITS}))", "Il "),
    (
        rf"\b(?P<it>[Ll]|[Uu]n|(?:[Dd]e|[Aa]|[Dd]a|[Nn]e|[Ss]u|[Qq]ue)ll)a{SPACE}(?={_VOWEL_OF_WORD})",
        r"\g<it>’",
    ),
    (rf"{_DRAWN}i{SPACE}(?={_VOWEL}|{_CLUSTER})", r"\g<it>gli "),
    (rf"\bi{SPACE}(?={_VOWEL}|{_CLUSTER})", "gli "),
    (rf"(?:^|(?<=[.!?] ))I{SPACE}(?={_VOWEL}|{_CLUSTER})", "Gli "),
    (rf"{_DRAWN}gli{SPACE}(?={_CONSONANT})", r"\g<it>i "),
    (rf"\bgli{SPACE}(?={_CONSONANT})", "i "),
    (rf"\bGli{SPACE}(?={_CONSONANT})", "I "),
    (rf"\b(?P<it>[Uu]n){SPACE}(?={_CLUSTER})", r"\g<it>o "),
    (rf"\b(?P<it>[Uu]n)o{SPACE}(?={_VOWEL}|{_CONSONANT})", r"\g<it> "),
    (rf"\b(?P<it>[Aa]){SPACE}(?={OPEN}[aàA])", r"\g<it>d "),
    (rf"\b(?P<it>[Ee]){SPACE}(?={OPEN}[eèE])", r"\g<it>d "),
    (rf"\b(?P<it>[AaEe])d{SPACE}(?={_CONSONANT}|{_CLUSTER})", r"\g<it> "),
)
JOINING: Rules = (*_MONTHLY, *_DRAWN_TOGETHER, *_BY_SOUND)

# « L’ » before a consonant is « il », « lo » or « la », which a noun's gender tells.
CLASHING = (
    rf"\b(?:[Ll]|[Uu]n|(?:[Dd]e|[Aa]|[Dd]a|[Nn]e|[Ss]u|[Qq]ue)ll)’"
    rf"(?!{_DIGITS})(?={_CONSONANT}|{_CLUSTER})"
)

ABBREVIATIONS = (
    "sig sigg dott dr prof ing avv gen col cap ten mons ecc es ca cfr pag pagg art artt nn"
    " vol fig figg tab par ss spa srl"
)

PLACES = {
    "page": PlaceWords(typed="p pp pag pagg pagina pagine", one="pag. {}", several="pagg. {}"),
    "paragraph": PlaceWords(
        typed="par parr paragrafo paragrafi", one="paragrafo {}", several="paragrafi {}"
    ),
    "line": PlaceWords(typed="linea linee", one="riga {}", several="righe {}"),
    "chapter": PlaceWords(
        typed="cap capp capitolo capitoli", one="capitolo {}", several="capitoli {}"
    ),
    "section": PlaceWords(typed="sez sezione sezioni", one="sezione {}", several="sezioni {}"),
    "article": PlaceWords(
        typed="art artt articolo articoli", one="articolo {}", several="articoli {}"
    ),
    "annex": PlaceWords(
        typed="allegato allegati appendice", one="allegato {}", several="allegati {}"
    ),
    "table": PlaceWords(
        typed="tab tabella tabelle tavola tavole", one="tabella {}", several="tabelle {}"
    ),
    "figure": PlaceWords(typed="fig figura figure", one="figura {}", several="figure {}"),
    "note": PlaceWords(typed="nota note", one="nota {}", several="note {}"),
    "slide": PlaceWords(
        typed="diapositiva diapositive", one="diapositiva {}", several="diapositive {}"
    ),
    "row": PlaceWords(typed="riga righe", one="riga {}", several="righe {}"),
}

LANGUAGE = Grammar(
    tag="it-IT",
    name="Italian",
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
    clashing=CLASHING,
)
