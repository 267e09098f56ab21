"""How Spanish says it, in Spain and in America, after the Academies (RAE, ASALE) and Fundéu."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from asof.language.grammar import (
    CLOSE,
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
    priced,
)
from asof.language.text_setting import TextSetting
from asof.quantity import Hedge

AMERICA = (
    *("419", "AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "GT", "HN"),
    *("MX", "NI", "PA", "PE", "PR", "PY", "SV", "US", "UY", "VE"),
)

WORDS: Mapping[str, str] = {
    "as_of": "Información actualizada al",
    "situation": "Situación al {day}, según se conocía al {known}",
    "figures_dated": "Cifras: {span}",
    "numbered": "N.º\u00a0{number}",
    "numbered_in": "{series} n.º\u00a0{number}",
    "edition_number": "n.º\u00a0{number}",
    "period_covered": "Período que abarca",
    "supersedes": "Sustituye al n.º\u00a0{number}",
    "text_of": "Texto del {day}",
    "question": "Pregunta",
    "pressed": "Si se insiste {on}",
    "key_findings": "Conclusiones principales",
    "tone_note": "Nota",
    "tone_important": "Importante",
    "tone_warning": "Advertencia",
    "annex": "Anexo {letter}. {title}",
    "continued": "(continuación)",
    "sources": "Fuentes",
    "sources_and_notes": "Fuentes y notas",
    "notes": "Notas",
    "principals": "Responsables",
    "contact": "Contacto",
    "next_update": "Próxima actualización",
    "allowed": "Téngase en cuenta",
    "reference": "Referencia",
    "also": "También en español",
    "page": "{page} de {pages}",
    "not_public": "no público",
    "none": "ninguno",
    "unknown": "se desconoce",
    "ended": "vencimiento: {day}; ninguna renovación en el expediente",
    "ended_perhaps": "vencimiento: {day}; lo que siguió comenzó {time}",
    "lapsed": "vencido",
    "stale": "por confirmar",
    "stale_in_public": "última cifra publicada",
    "stale_since": "sin confirmar desde el {day}",
    "have_reported": "{reported} de {expected} han informado",
    "rest_reported": "últimos datos conocidos para el resto",
    "total": "total",
    "disputed": "en disputa",
    "withheld": "no divulgado",
    "current": "vigente",
    "or": "o",
    "label": "Concepto",
    "labelled": "{label}: {value}",
    "value": "Valor",
    "target": "objetivo: {value}",
    "in_unit": "{head} ({unit})",
    "on": "A fecha de",
    "until": "Hasta",
    "reported": "Comunicado el",
    "by": "Quién lo dice",
    "source": "Fuente",
    "source_named": "Fuente: {names}.",
    "sources_named": "Fuentes: {names}.",
    "as_of_day": "Situación al\u00a0{day}",
    "figure": "Figura {number}.",
    "contents": "Contenido",
    "figures": "Lista de figuras",
    "standing": "Estado",
    "counts": "Qué se cuenta",
    "reason": "Motivo",
    "date": "Fecha",
    "change": "Cambio",
    "before": "Antes",
    "after": "Después",
    "claim": "{by}, sin confirmar",
    "hedged": "no exacto",
    "no_figure": "sin cifra",
    "areas_without": "Sin cifra: {names}",
    "class_range": "de {low} a menos de {high}",
    "map_credit": "Mapa: {credit}",
    "scale_of_middle": "{length} en el centro del mapa",
    "quoted": "«{words}»",
    "reported_speech": "Con nuestras palabras, no con las suyas",
    "partly_reported_speech": "Sin comillas, con nuestras palabras, no con las suyas",
    "not_reported": "no comunicado",
    "not_collected": "no recogido",
    "our_calculation": "cálculo nuestro",
    "quarter_lowest": "cuarto más bajo de las filas",
    "quarter_second": "segundo cuarto",
    "quarter_third": "tercer cuarto",
    "quarter_highest": "cuarto más alto",
    "inferred": "fecha deducida",
    "date_assumed": "fecha supuesta",
    "remarked": "{words} ({remark})",
    "source_number": "fuente {number}",
    "source_label": "Fuente {number}",
    "back": "volver al texto",
    "undated": "sin fecha, {day}",
    "accessed": "consultado el {day}",
    "flag_provisional": "p",
    "flag_revised": "r",
    "flag_estimate": "e",
    "status_provisional": "dato provisional",
    "status_revised": "dato revisado",
    "status_estimate": "estimación",
    "progress_not_started": "sin comenzar",
    "progress_on_track": "según lo previsto",
    "progress_at_risk": "en riesgo",
    "progress_late": "con retraso",
    "progress_paused": "en pausa",
    "progress_done": "terminado",
    "progress_cancelled": "cancelado",
    "estimate_by": "según {by}, estimación",
    "added": "novedad",
    "updated": "actualización",
    "corrected": "corrección",
    "revised": "revisión",
    "withdrawn": "retirada",
    "removed": "supresión",
    "gone_stale": "ya no se confirma",
    "now_disputed": "disputa",
    "no_changes": "Sin cambios desde el {day}.",
    "changes_since": "Cambios desde el {day}",
    "change_head": "Variación {days}",
    "change_of_value": "Variación",
    "change_unchanged": "sin cambios",
    "change_restated": "sin cambios comunicados",
    "up_by": "sube {value}",
    "down_by": "baja {value}",
    "change_first_reported": "primera comunicación",
    "change_not_reported": "sin datos el {day}",
    "change_not_all_reported": "datos incompletos el {day}",
    "change_not_reported_between": "sin datos {days}",
    "change_not_all_reported_between": "datos incompletos {days}",
    "change_nothing_later": "ningún dato {since}",
    "change_not_public": "no público ({day})",
    "change_disputed": "en disputa ({day})",
    "change_ended": "terminado",
    "change_series_break": "ruptura de la serie",
    "change_too_inexact": "demasiado inexacto para comparar",
    "series_break_told": "ruptura de la serie el {day}: {reason}",
    "base_corrected": "dato anterior corregido el {reported}",
    "base_revised": "dato anterior revisado el {reported}",
    "bars": "Barras: cambios desde el {day}",
    "errata": "Fe de erratas: {title}",
    "what_changed": "Qué ha cambiado: {title}",
    "errata_for": "Para quien tenga la copia del {day}: lo que dice otra cosa al {now}.",
    "errata_new": "Nuevo desde entonces",
    "facts_changed": "hechos que cambiaron del {was} al {now}: {count}",
    "clocks": "{day}, según lo conocido al {known}",
    "diff_corrected": "corrección: el valor era erróneo",
    "diff_withdrawn": "retirada: la fuente se desdijo",
    "diff_removed": "supresión: ya no figura en el registro; su fuente no se ha desdicho",
    "diff_revised": "revisión, según lo previsto",
    "diff_now_disputed": "disputa: las fuentes se contradicen",
    "diff_updated": "actualización: el mundo cambió o se sabe más",
    "diff_lapsed": "vencimiento: terminó y no se conoce nada posterior",
    "diff_gone_stale": "por confirmar: ya no se confirma",
    "diff_added": "novedad: antes no se sabía nada",
    "was": "Decía",
    "is_now": "Dice",
    "why": "Por qué",
    "why_added": "fuente del {reported}",
    "why_updated": "{on}; fuente del {reported}",
    "why_corrected": "el valor anterior era erróneo; fuente del {reported}",
    "why_revised": "según lo previsto; fuente del {reported}",
    "why_removed": "ya no figura en el registro; su fuente no se ha desdicho",
    "why_withdrawn": "la fuente se desdijo: {reason}",
    "why_gone_stale": "última fuente del {reported}",
    "why_now_disputed": "las fuentes se contradicen; la última es del {reported}",
    "page_of": "página {page} de {pages}",
    "draft": "Borrador",
    "embargo": "Con embargo {until}",
    "span_reported": "según lo informado",
    "span_announced": "anunciado",
    "span_doubt": "comienzo incierto",
    "span_onward": "sin final anunciado",
    "span_presumed": "sin confirmar",
    "span_past": "pasado",
    "span_day": "día de esta edición",
    "nothing_stated": "sin indicación",
    "trend_rising": "en aumento: primero {first}, por último {last}",
    "trend_falling": "en descenso: primero {first}, por último {last}",
    "trend_level": "sin cambios: primero {first}, por último {last}",
    "trend_varying": "con alzas y bajas: primero {first}, por último {last}",
    "trend_between": "entre ambos {values}",
    "trend_extremes": "máximo {highest}, mínimo {lowest}",
    "trend_count": "{number} valores en total",
    "time_of_value": "situación: {time}",
    "not_exact": "valor no exacto",
    "part_missing": "una parte falta, está en disputa o no es pública",
    "own_scales": "cada panel tiene su propia escala",
    "log_scale": "escala logarítmica",
    "not_received": "en puntos: no recibido",
    "least_to_most": "del mínimo al máximo",
    "release": "Edición {number}",
    "holds": "¿Sigue vigente esta página? Su editor lo indica con este código.",
    "holds_at": "¿Sigue vigente esta página? Escanee la imagen o consulte {url}",
    "qr": "Código QR que lleva a {url}",
    "record": "Los datos de esta edición, sus fuentes y lo que la produjo",
}
HANDOUTS: Mapping[str, str] = {
    "copy_of": "Ejemplar {number} de {total}",
    "pre_release": "Ejemplar previo a la difusión",
    "copies_of": "Ejemplares entregados: {title}",
    "pre_release_access": "Acceso previo a la difusión: {title}",
    "copies_count": "Número de ejemplares",
    "copy": "Ejemplar",
    "name": "Nombre",
    "organisation": "Organización",
    "received": "Recibido",
    "effective_pages": "Lista de páginas vigentes",
    "effective_told": (
        "Una página que esta lista no nombra, o nombra en otra edición, no está vigente."
    ),
    "tab": "Pestaña {number}",
    "pages": "Páginas",
    "edition": "Edición",
    "code": "Código",
    "not_issued": "sin emisión oficial",
    "front_pages": "Cubierta, contenido y esta lista",
    "divider": "Separador",
    "blank_page": "Página dejada en blanco intencionadamente",
    "exchange": "Sustitución de páginas: {title}",
    "exchange_how": (
        "De arriba abajo: retirar las páginas de la izquierda, insertar las de la derecha."
    ),
    "remove": "Retirar",
    "insert": "Insertar",
    "pages_to": "{first} a {last}",
    "errata_attached": "Se adjunta la hoja de erratas.",
}

SITE: Mapping[str, str] = {
    "skip": "Ir al contenido",
    "navigation": "Páginas de este sitio",
    "briefings": "Notas informativas",
    "figures": "Datos",
    "releases": "Calendario de publicación",
    "policy": "Correcciones y revisiones",
    "accessibility": "Accesibilidad",
    "feed": "Canal de novedades (Atom)",
    "policy_default": "Todo dato erróneo se corrige en cuanto se conoce el error. Una nueva "
    "edición sustituye a la que lo contenía; la anterior permanece en su dirección, lo dice al "
    "principio, y la lista de ediciones indica qué se corrigió, qué día y a qué minuto.\n\nUn "
    "dato que era correcto y ahora es otro es una actualización. Un dato que su fuente establece "
    "de nuevo según lo previsto, por ejemplo uno provisional, es una revisión. Donde se enumeran "
    "cambios, ambas se distinguen de las correcciones.\n\nUna edición se retira cuando no se "
    "debe confiar en ella en absoluto. Su dirección dice entonces cuándo y por qué, y su texto y "
    "sus datos ya no se publican.",
    "access_pages": "Las páginas de este sitio son HTML sencillo. Funcionan sin JavaScript, "
    "salvo la búsqueda y la consulta de un código, con el teclado y con un lector de pantalla, "
    "en un teléfono, en modo oscuro, ampliadas e impresas. Las páginas tal como las produce el "
    "programa se probaron con axe-core, en Chromium a 390 y 1280 píxeles de ancho, claras y "
    "oscuras, sin hallazgos; eso encuentra una parte de lo que puede fallar. No las probaron "
    "personas con discapacidad.",
    "access_files": "Por regla general, los archivos PDF declaran conformidad con PDF/UA-1 (ISO "
    "14289-1), la norma de los PDF que se pueden leer en voz alta; cada uno se comprueba antes "
    "de escribirse. Cada edición existe también como página de este sitio y como texto en "
    "Markdown. El contenido de cada gráfico se da en palabras.",
    "access_ask": "Otro formato",
    "access_whom": "Quien necesite una edición en otro formato, o no pueda usar una página, "
    "puede preguntar aquí: {contact}",
    "access_pages_head": "Páginas de este sitio",
    "access_files_head": "Archivos",
    "home_about": "Cada nota dice a qué día está actualizada, de dónde viene cada dato y qué ha "
    "cambiado desde la edición anterior.",
    "next_edition": "Próxima edición: {day}",
    "withdrawn_editions": "Ediciones retiradas",
    "nothing_published": "Todavía no se ha publicado nada en este idioma.",
    "search": "Buscar",
    "search_label": "Buscar en notas y datos",
    "search_script": "La búsqueda necesita JavaScript. Todas las notas y datos se alcanzan desde "
    "esta página sin él.",
    "search_found": "Resultados: {number}",
    "search_none": "Ningún resultado.",
    "search_failed": "No se pudo cargar la búsqueda. Inténtelo de nuevo con conexión.",
    "edition_update": "Una actualización, con lo que se ha sabido desde entonces.",
    "edition_term": "Edición",
    "published_term": "Publicación",
    "standing_latest": "Esta es la edición más reciente.",
    "standing_superseded": "Una edición posterior ha sustituido a esta el {moment}: {edition}.",
    "standing_withdrawn": "Esta edición se retiró el {moment}: {reason}",
    "tombstone": "Su texto, sus datos y sus archivos ya no se publican.",
    "withdrawn_edition": "Retirada: {title}",
    "corrected_because": "Corrección: {reason}",
    "printing_number": "impresión {number}",
    "edition_code": "Código de esta edición",
    "downloads": "Esta edición en archivo",
    "form_large": "letra grande",
    "form_clear": "letra clara",
    "form_duplex": "a doble cara",
    "as_text": "texto (Markdown)",
    "as_record": "registro (JSON)",
    "earlier_edition": "Edición anterior: {edition}",
    "later_edition": "Edición siguiente: {edition}",
    "all_editions": "Todas las ediciones",
    "editions_of_year": "Ediciones de {year}",
    "about_edition": "Sobre esta edición",
    "permanent_address": "Dirección permanente de esta edición",
    "latest_address": "Dirección de la edición más reciente",
    "changes_to_edition": "Qué ha cambiado desde la edición anterior",
    "no_figure_changed": "Ningún dato presente en ambas ediciones ha cambiado.",
    "newly_printed": "Presentes por primera vez",
    "no_longer_printed": "Ya no figuran",
    "in_words": "El gráfico en palabras",
    "table_number": "Tabla",
    "figures_on_page": "Datos de esta página",
    "figures_on_page_about": "Cada dato con su fuente, cuándo era cierto, cuándo se comunicó y "
    "todo lo que se había comunicado de él hasta el {known}.",
    "history": "Historial: {label}",
    "what_became": "Qué fue de ello",
    "computed_by": "Cálculo: {formula}",
    "parts": "Calculado a partir de",
    "back_to_text": "Volver al texto",
    "figure_page": "Todo lo publicado sobre este dato",
    "state_current": "vigente",
    "verdict_title": "¿Sigue vigente esta página?",
    "verdict_lead": "Cada página emitida lleva un código. Escríbalo aquí, o escanee la imagen "
    "que está a su lado con la cámara de un teléfono.",
    "verdict_code": "Código de la página",
    "verdict_ask": "Consultar",
    "verdict_loading": "Consultando…",
    "verdict_current": "Vigente",
    "verdict_unsettled": "Última edición",
    "verdict_superseded": "Sustituida",
    "verdict_withdrawn": "Retirada",
    "verdict_contested": "En disputa",
    "verdict_unknown": "Desconocido",
    "verdict_mistyped": "Mal escrito",
    "verdict_current_why": "Es la última edición emitida de este documento, y ninguna edición "
    "pública da otras cifras.",
    "verdict_unsettled_why": "No se ha emitido ninguna edición posterior de este documento. No "
    "se ha podido consultar si sus cifras se han corregido desde entonces.",
    "verdict_superseded_why": "Se ha emitido una edición posterior: {moment}",
    "verdict_corrected_why": "Algunas cifras de esta página se han corregido desde entonces en "
    "una edición pública.",
    "verdict_corrections": "Corregido en una edición posterior: {reason}",
    "verdict_withdrawn_why": "Retirada: {day}. Motivo: {reason}",
    "verdict_contested_why": "Se emitió otra página con el mismo número y el código {code}. "
    "Solo el editor puede decir cuál está vigente.",
    "verdict_unknown_why": "Ninguna edición de este sitio tiene el código {code}. La página es "
    "de otro emisor, o no es pública.",
    "verdict_character": "Ningún código contiene el carácter {character}.",
    "verdict_length": "Un código tiene {wanted} caracteres; este tiene {number}.",
    "verdict_check": "Hay un carácter mal escrito, o dos han cambiado de lugar. Compare el "
    "código con la página.",
    "verdict_issued": "Emitida: {moment}",
    "verdict_read": "Leer esta edición",
    "verdict_latest": "Leer la última edición",
    "verdict_changed": "Cifras que hoy son otras",
    "verdict_says": "Lo que dice la página con este código",
    "verdict_compare": "Compárelo con la página que tiene en la mano, primero las cifras: una "
    "página falsa puede llevar un código verdadero. Si la suya dice otra cosa, no es la página "
    "que se emitió.",
    "verdict_not_compared": "No figuran en ninguna edición posterior y por eso no se "
    "comparan: {labels}",
    "verdict_checked": "Respuesta según el registro de este sitio, leído: {moment}",
    "verdict_offline": "No hay conexión. El registro puede haber cambiado desde su última "
    "lectura: {moment}",
    "verdict_last_change": "Último cambio: {moment}",
    "verdict_ready": "Listo para usarse sin conexión.",
    "verdict_failed": "No se puede acceder al registro, y este dispositivo todavía no guarda "
    "ninguno. Inténtelo de nuevo con conexión; después los códigos tendrán respuesta también sin "
    "ella.",
    "verdict_written": "Tal como se publicó: {moment}",
    "verdict_noscript": "Sin JavaScript no se puede consultar ningún código aquí. Abra en su "
    "lugar {url} seguido del código.",
    "verdict_seal": "La dirección lleva un sello detrás del #. Esta página no comprueba sellos; "
    "lo hace «asof verify», con la clave del editor.",
    "verdict_no_page": "No existe esa página en este sitio",
    "verdict_home": "Ir a la página de inicio",
    "open_data": "Datos abiertos",
    "open_data_lead": "Cada cifra pública con su matiz, cuándo era cierta, cuándo se comunicó y "
    "la fuente que la respalda.",
    "licence": "Licencia",
    "cover": "Portada",
    "sheet": "Hoja",
    "holds": "Qué contiene",
    "observations": "Valores comunicados",
    "unit": "Unidad",
    "known": "Conocido al",
    "key": "Clave",
    "lower": "Límite inferior",
    "upper": "Límite superior",
    "true_from": "Cierto desde",
    "became": "Qué fue de ella",
    "list_latest": "edición más reciente",
    "list_superseded": "sustituida el {moment}",
    "list_withdrawn": "retirada el {moment}: {reason}",
    "list_changes": "Datos cambiados",
    "list_about": "Cada edición de esta nota, de la más reciente a la más antigua: cuándo se "
    "publicó, qué la sustituyó y por qué.",
    "facts_about": "Cada dato de las notas publicadas, tal como lo da la última edición que lo "
    "contiene.",
    "fact_as_in": "Según {edition}",
    "fact_lines": "Todo lo que se ha comunicado de él",
    "releases_about": "Lo previsto para los próximos doce meses. Una fecha cambiada permanece "
    "aquí, con el motivo y la nueva fecha.",
    "releases_none": "No hay publicaciones previstas.",
    "releases_file": "El calendario en archivo (iCalendar)",
    "releases_moved": "Trasladada al {day}: {reason}",
    "releases_from": "Trasladada del {day}: {reason}",
    "status": "Carácter del dato",
    "place": "Dónde consta",
    "remark": "Observación",
    "publisher": "Editor",
    "published": "Publicación",
    "state_superseded": "seguido de un valor posterior",
    "state_corrected": "corregido por una comunicación posterior",
    "state_disputed": "cuestionado por otra fuente",
    "state_retracted": "retirado por su fuente",
    "state_claim": "una afirmación, sin confirmar",
    "state_possible": "quizá ya cierto",
    "sheet_facts": "Lo que la última edición pública dice de cada cifra.",
    "sheet_observations": "Cada valor comunicado por una fuente, incluidos los anteriores.",
    "sheet_all_but_superseded": "Todos los valores salvo los "
    "superados, que están en observations.csv.",
    "sheet_sources": "Los documentos de los que proceden los valores.",
    "sheet_notes": "Cómo leer las tablas.",
    "note_clocks": "Cada valor tiene dos fechas: cuándo era cierto y cuándo se comunicó. Una "
    "comunicación posterior no borra la anterior.",
    "note_hedges": "Un valor con matiz, como «alrededor de» o «hasta», es texto. Las columnas "
    "contiguas dan el mínimo y el máximo posibles; donde una está vacía, no hay límite.",
    "note_bounds": "Se supone que un valor aproximado dista como mucho una décima parte del "
    "número indicado.",
    "note_empty": "Donde una celda está vacía, no se indica nada. Las fechas se escriben como "
    "año, mes, día.",
}


def _of(noun: str) -> str:
    """The noun after a noun that counts it: « millones de personas »."""
    return f"de{NBSP}{noun}"


def _money(numbers: Sequence[str], scale: str, currency: Currency) -> tuple[Sequence[str], str]:
    """Numbers with their currency: « 75 € », in America « $75 », a code last, « millones de … »."""
    if scale:
        return numbers, f"{scale}{NBSP}{_of(currency.name)}"
    if currency.leads and not currency.sign[-1].isalpha():
        return [priced(number, currency.sign) for number in numbers], ""
    return numbers, currency.sign


def _thousands(sign: str) -> tuple[str, int]:
    """A comma where the country has it, else a space, which four digits do not take."""
    return (sign, 4) if sign == "," else (NBSP, 5)


# The Academies (Ortografía, 2010): a point never sets thousands apart, and a billón is a million
# millions; what English calls a billion is a thousand millions. « Unos » has a gender, which a unit
# does not tell, so « alrededor de » prints for it.
COUNTING = Counting(
    hedges={
        Hedge.NONE: "",
        Hedge.EXACTLY: "exactamente",
        Hedge.ABOUT: "aproximadamente",
        Hedge.SOME: "alrededor de",
        Hedge.NEARLY: "casi",
        Hedge.OVER: "más de",
        Hedge.MORE_THAN: "más de",
        Hedge.AT_LEAST: "al menos",
        Hedge.UP_TO: "hasta",
        Hedge.AT_MOST: "como máximo",
        Hedge.AS_MANY_AS: "hasta",
        Hedge.FEWER_THAN: "menos de",
        Hedge.RANGE: "entre",
        Hedge.TENS: "",
        Hedge.HUNDREDS: "",
        Hedge.THOUSANDS: "",
    },
    amount_hedges={},
    collectives={
        Hedge.TENS: "decenas",
        Hedge.HUNDREDS: "cientos",
        Hedge.THOUSANDS: "miles",
    },
    before_collective="",
    range="y",
    scales={
        10**6: {"one": "millón", "other": "millones"},
        10**12: {"one": "billón", "other": "billones"},
    },
    scales_are_nouns=True,
    folded={10**3: 1, 10**9: 10**6},
    per_cent=f"{NBSP}%",
    points={"one": "punto porcentual", "other": "puntos porcentuales"},
    thousands=_thousands,
    currencies={},
    countryless=lambda name: name.split()[0],
    of=_of,
    money=_money,
)

_PATTERNS = {
    "day": "{d} de {m} de {y}",
    "short day": "{d} {m} {y}",
    "week": "semana {w} de {y}",
    "short week": "sem. {w} {y}",
    "month": "{m} de {y}",
    "short month": "{m} {y}",
    "season": "{s} de {y}",
    "short season": "{s} {y}",
    "quarter": "{q} trimestre de {y}",
    "short quarter": "T{n} {y}",
    "year": "{y}",
    "fiscal year": "ejercicio {y}",
    "short fiscal year": "ej. {y}",
    "first of days in a month": "{d}",
    "first of days in a year": "{d} de {m}",
    "short first of days in a year": "{d} {m}",
    "first of months in a year": "{m}",
    "first of weeks in a year": "semana {w}",
    "short first of weeks in a year": "sem. {w}",
    "first of seasons in a year": "{s}",
    "first of quarters in a year": "{q}",
    "short first of quarters in a year": "T{n}",
}
_ROLES = {
    "from": "de",
    "to": "a",
    "between": "entre",
    "and": "y",
    "since": "desde",
    "until": "hasta",
    "by": "no después de",
    "not before": "no antes de",
    "around": "hacia",
    "as of": "en",
}
_QUARTERS = ("primer", "segundo", "tercer", "cuarto")
_FEMININE = ("primavera", "sem")
_DAY_OF_MONTH = re.compile("[0-9]{1,2}\u00a0")
_MASCULINE = re.compile(
    "[0-9]{1,2}(?:\u00a0|$)|verano|otoño|invierno|ejercicio|ej\\.|T[1-4]|" + "|".join(_QUARTERS)
)


def _link(role: str, text: str) -> str:
    """A date with its preposition and its article: « del 18 de enero », « desde la primavera »."""
    article = "el " if _MASCULINE.match(text) else "la " if text.startswith(_FEMININE) else ""
    preposition = "a" if role == "as of" and _DAY_OF_MONTH.match(text) else _ROLES[role]
    linked = f"{preposition} {article}{text}"
    return re.sub(r"\b(de|a) el ", r"\1l ", linked)


DATING = Dating(
    patterns={"": _PATTERNS},
    seasons={3: "primavera", 6: "verano", 9: "otoño", 12: "invierno"},
    quarters=_QUARTERS,
    day=str,
    two_years=lambda first: f"{first}-{first + 1}",
    link=_link,
    some_day="una fecha {}".format,
    loosely="{} aproximadamente".format,
    uncertain="{} (fecha incierta)".format,
    clock=lambda hour, minute: f"{hour}:{minute:02}{NBSP}h",
)

MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
_MONTHS = "|".join((*MONTHS, "setiembre"))
_ANY_MONTH = rf"(?:{_MONTHS}|ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic)"
_DAY = r"\d{1,2}(?:\.?[º°])?"

READING = TypedWords(
    cardinals=(
        "cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
        " dieciséis diecisiete dieciocho diecinueve veinte"
        " veinti(?:ún|un[oa]|dós|trés|cuatro|cinco|séis|siete|ocho|nueve)"
        " treinta cuarenta cincuenta sesenta setenta ochenta noventa cien cient[oa]s?"
        " (?:dosc|tresc|cuatroc|quin|seisc|setec|ochoc|novec)ient[oa]s mil miles millar(?:es)?"
        " mill(?:ón|ones) bill(?:ón|ones) decenas? docenas? quincenas? veintenas? treintenas?"
        " centenas? centenar(?:es)? mitad tercios? cuartos?"
    ),
    ordinals=(
        "segund[oa] tercer(?:[oa]s?)? cuart[oa] quint[oa]s? sext[oa]s? séptim[oa]s? octav[oa]s?"
        " noven[oa]s? décim[oa]s? undécim[oa] duodécim[oa] vigésim[oa] trigésim[oa] centésim[oa]s?"
        " milésim[oa]s?"
    ),
    ones="un[oa]?",
    joints="y",
    lists="y|a",
    idioms=(
        r"en segundo (?:lugar|plano)|segunda mano|tercera edad|tercer(?:os)? pa[ií]s"
        r"|terceros(?=$|[^\w\s])|cuarto de (?:baño|máquinas|control)|por[ \u00a0]ciento|mil gracias"
        r"|(?:los|las|sus|estos|estas|esos|esas) dos(?! (?:mil|cient|millones|tercios))(?=\W|$)"
    ),
    scales="cient[oa]s|mil|miles|mill(?:ón|ones)|bill(?:ón|ones)|por ciento",
    endings=r"\.?(?:er|[ºª])",
    prefixes="pre|post?|ex|desde|hacia",
    fiscal="EF",
    parts=(
        "[Cc]apítulo|[Ss]ecci(?:ón|one)|[Pp]arte|[Aa]nexo|[Aa]péndice|[Aa]rtículo|[Ff]igura"
        "|[Cc]uadro|[Tt]abla|[Gg]ráfico|[Nn]ota|[Pp]árrafo|[Rr]esoluci(?:ón|one)|[Ff]ase|[Ee]tapa"
        "|[Vv]ol[uú]men(?:e)?|[Rr]egla|[Pp]unto|[Tt]omo"
    ),
    dates=(
        (
            rf"{_DAY}(?:{SPACE}?(?:{DASH}|al|y|o){SPACE}?{_DAY})?{SPACE}+(?:de{SPACE}+)?"
            rf"{_ANY_MONTH}\b\.?(?:{SPACE}+(?:del?{SPACE}+)?\d{{4}})?"
        ),
        rf"{_ANY_MONTH}\.?{SPACE}+(?:del?{SPACE}+)?\d{{4}}",
    ),
    months=MONTHS,
    seasons=("primavera", "verano", "otoño", "invierno"),
    hedges={
        "más de": Hedge.MORE_THAN,
        "unos": Hedge.SOME,
        "unas": Hedge.SOME,
        "cerca de": Hedge.ABOUT,
        "en torno a": Hedge.ABOUT,
        "más o menos": Hedge.ABOUT,
        "poco más de": Hedge.OVER,
        "como mínimo": Hedge.AT_LEAST,
        "por lo menos": Hedge.AT_LEAST,
        "no menos de": Hedge.AT_LEAST,
        "como mucho": Hedge.AT_MOST,
        "a lo sumo": Hedge.AT_MOST,
        "no más de": Hedge.AT_MOST,
        "un máximo de": Hedge.AT_MOST,
        "aprox.": Hedge.ABOUT,
        "un mínimo de": Hedge.AT_LEAST,
    },
    trailing={
        "aproximadamente": Hedge.ABOUT,
        "o más": Hedge.AT_LEAST,
        "como mínimo": Hedge.AT_LEAST,
        "o menos": Hedge.AT_MOST,
        "como máximo": Hedge.AT_MOST,
    },
    nothing="nada|desconocid[oa]|s\\.d\\.|n\\.d\\.|por determinar",
    minus="menos",
    limits=("solo", "sólo", "solamente", "únicamente", "apenas"),
    scale_words={
        "mil millones": "billion",
        "mil": "thousand",
        "millón": "million",
        "millones": "million",
        "billón": "trillion",
        "billones": "trillion",
    },
    per_cent="por ?ciento",
    ranges=("de N a N", "entre N y N"),
    notations=(
        ("(?:el |la )D", "{}"),
        ("(?:hacia|alrededor de|aproximadamente) (?:el |la )?D", "{}~"),
        ("desde (?:el |la )?D", "{}/.."),
        ("hasta (?:el |la )?D", "../{}"),
        ("(?:del?|desde) (?:el |la )?D (?:al?|hasta) (?:el |la )?D", "{}/{}"),
        ("(?:la )?semana ([0-9]{1,2})(?:,| de)? D", "{1}-W{0:0>2}"),
        ("(?:([1-4])\\.?(?:er|[ºo])|T([1-4]))(?: trimestre)?(?: de)? D", "{1}-Q{0}"),
        *((f"{q} trimestre(?: de)? D", f"{{}}-Q{n}") for n, q in enumerate(_QUARTERS, 1)),
    ),
    totals="total|totales|suma",
    remarks="notas?|observaciones|comentarios?",
)

_PARTS = (
    r"n\.[ºo]s?|n[º°]|núms?\.|(?:págs?|pp?|arts?|caps?|vols?|figs?|párrs?)\."
    "|(?:página|artículo|capítulo|anexo|apéndice|figura|cuadro|tabla|párrafo|número|punto)s?"
    "|sección|volumen"
)

# The Academies' Ortografía (2010) and Fundéu: signs that open and close lie close on their words, a
# symbol of a unit, the per cent sign too, stands apart from its number, EE. UU. is two words.
_SETTING = TextSetting(
    quotes="«»",
    within="“”",
    opening="«“¿¡",
    closing="»”",
    share=NBSP,
    after="€£¢",
    signs=r"\$?",
    units="min|s|h|m|m[²³2]|g|t|L|l|V|W|Hz|dB|mil|mill(?:ón|ones)|bill(?:ón|ones)",
    months=_ANY_MONTH,
    day="(?<=[0-9º]) ",
    titles=r"Sra?s?\.|Sres\.|Dra?s?\.|Lic\.|Ing\.|Gral\.|Mtr[oa]\.|Prof\.",
    capitals="A-ZÁÉÍÓÚÑ",
    parts=f"(?i:{_PARTS})",
    first=(("(?<=[0-9 \u00a0])º(?=C\\b)", "°"),),
    years="-",
    dates=(
        (rf"(?<=[0-9º]) (?=de[ \u00a0](?:{_MONTHS})\b)", NBSP),
        (rf"(?<=[0-9º]\u00a0de) (?=(?:{_MONTHS})\b)", NBSP),
        (rf"\b(?P<it>{_ANY_MONTH}\.?) (?=de[ \u00a0][0-9]{{4}}\b)", rf"\g<it>{NBSP}"),
        (rf"(?P<it>\b{_ANY_MONTH}\.?\u00a0de) (?=[0-9]{{4}}\b)", rf"\g<it>{NBSP}"),
    ),
    own=((rf"(?<=[0-9{CLOSE}]) \$(?!\w)", f"{NBSP}$"), (r"(?<=\bEE\.) ?(?=UU\.)", NBSP)),
)
TYPOGRAPHY: Mapping[str, Rules] = {
    "": _SETTING.rules,
    **dict.fromkeys(AMERICA, _SETTING.quoting("“”", "‘’").rules),
}

_SOUND_OF_O = r"[$€£]?(?:(?i:h?[oó])|8|11(?![0-9]))"
_SOUND_OF_I = "(?i:h?[ií](?![aeoáéó]))"

_A_MONTH = rf"{OPEN}(?:{_MONTHS}){SPACE}de{SPACE}[0-9]{{4}}"

# A month has no article, « desde enero de 2021 ». « Del » and « al » take it along, but not that of
# a name, « El Salvador »; « o » is « u » before the sound of an o, « siete u ocho », and « y » is
# « e » before that of an i.
JOINING: Rules = (
    (rf"\b(?P<it>[Dd]esde|[Hh]asta|[Hh]acia){SPACE}el{SPACE}(?={_A_MONTH})", r"\g<it> "),
    (rf"\b(?P<it>[Dd]e|[Aa])l{SPACE}(?={_A_MONTH})", r"\g<it> "),
    (rf"\b(?P<it>[Ee])l{SPACE}(?={_A_MONTH})", r"\g<it>n "),
    (rf"\b(?P<it>[Dd])e{SPACE}(?={OPEN}el{SPACE})", r"\g<it>el "),
    (rf"\b(?P<it>[Aa]){SPACE}(?={OPEN}el{SPACE})", r"\g<it>l "),
    (rf"(?:(?<=\b[Dd]el{SPACE}{OPEN})|(?<=\b(?:[Aa]l|[Ee]l){SPACE}{OPEN}))el{SPACE}", ""),
    (rf"(?<=\b[Ll]a{SPACE}{OPEN})la{SPACE}", ""),
    (rf"(?:(?<=\b[Ll]os{SPACE}{OPEN})los|(?<=\b[Ll]as{SPACE}{OPEN})las){SPACE}", ""),
    (rf"\bo{SPACE}(?={OPEN}{_SOUND_OF_O})", "u "),
    (rf"\bu{SPACE}(?={OPEN}(?!{_SOUND_OF_O})\w)", "o "),
    (rf"\by{SPACE}(?={OPEN}{_SOUND_OF_I})", "e "),
    (rf"\be{SPACE}(?={OPEN}(?!{_SOUND_OF_I})\w)", "y "),
)

ABBREVIATIONS = (
    "sr sra sres dr dra lic ing gral mtro mtra prof cap cnel tte aprox etc cía ltda ud uds ee uu cf"
)

PLACES = {
    "page": PlaceWords(typed="p pp pág págs página páginas", one="p. {}", several="pp. {}"),
    "paragraph": PlaceWords(
        typed="párr párrafo párrafos parrafo parrafos", one="párr. {}", several="párrs. {}"
    ),
    "line": PlaceWords(typed="línea líneas linea lineas", one="línea {}", several="líneas {}"),
    "chapter": PlaceWords(
        typed="cap capítulo capítulos capitulo", one="capítulo {}", several="capítulos {}"
    ),
    "section": PlaceWords(
        typed="sección secciones seccion", one="sección {}", several="secciones {}"
    ),
    "article": PlaceWords(
        typed="art artículo artículos articulo", one="art. {}", several="arts. {}"
    ),
    "annex": PlaceWords(typed="anexo anexos", one="anexo {}", several="anexos {}"),
    "table": PlaceWords(typed="tabla tablas cuadro", one="tabla {}", several="tablas {}"),
    "figure": PlaceWords(typed="fig figura figuras", one="figura {}", several="figuras {}"),
    "note": PlaceWords(typed="nota notas", one="nota {}", several="notas {}"),
    "slide": PlaceWords(typed="diapositiva", one="diapositiva {}", several="diapositivas {}"),
    "row": PlaceWords(typed="fila filas", one="fila {}", several="filas {}"),
}

_SPAIN = Grammar(
    tag="es-ES",
    name="Spanish",
    words=WORDS,
    site=SITE,
    handouts=HANDOUTS,
    counting=COUNTING,
    dating=DATING,
    reading=READING,
    typography=TYPOGRAPHY,
    joining=JOINING,
    abbreviations=ABBREVIATIONS,
    own_letters={"ñ": "n"},
    places=PLACES,
)
_AMERICA = replace(_SPAIN, tag="es-MX", words={**WORDS, "quoted": "“{words}”"})
LANGUAGE = replace(_SPAIN, regions=dict.fromkeys(AMERICA, _AMERICA))
