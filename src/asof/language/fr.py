"""How French says it, in Canada, and in France, Belgium, Switzerland and elsewhere.

After Le guide du rédacteur and the article on the no-break space of the Translation Bureau for
Canada; the Lexique des règles typographiques of the Imprimerie nationale for France and countries
that set as it does, where a space stands before each high sign; the instructions of the Swiss
Chancellerie fédérale for quotation marks within others; and CLDR for what stands in a number.
« Septante », « huitante » and « nonante » are number words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from asof.language.grammar import (
    CLOSE,
    DASH,
    MINUS,
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
from asof.quantity import Hedge

WORDS: Mapping[str, str] = {
    "as_of": "Information à jour au",
    "situation": "Situation au {day}, telle que connue au {known}",
    "figures_dated": "Dates des chiffres\u00a0: {span}",
    "numbered": "Nᵒ\u00a0{number}",
    "numbered_in": "{series} nᵒ\u00a0{number}",
    "edition_number": "nᵒ\u00a0{number}",
    "period_covered": "Période visée",
    "supersedes": "Remplace le nᵒ\u00a0{number}",
    "text_of": "Texte du {day}",
    "question": "Question",
    "pressed": "Si l’on insiste {on}",
    "key_findings": "Points à retenir",
    "tone_note": "Note",
    "tone_important": "Important",
    "tone_warning": "Attention",
    "annex": "Annexe {letter}. {title}",
    "continued": "(suite)",
    "sources": "Sources",
    "sources_and_notes": "Sources et notes",
    "notes": "Notes",
    "principals": "Responsables",
    "contact": "Personne-ressource",
    "next_update": "Prochaine mise à jour",
    "allowed": "À noter",
    "reference": "Référence",
    "also": "Aussi en français",
    "page": "{page} sur {pages}",
    "not_public": "non public",
    "none": "néant",
    "unknown": "non connu",
    "ended": "échéance\u00a0: {day}; aucun renouvellement au dossier",
    "ended_perhaps": "échéance\u00a0: {day}; la suite a commencé {time}",
    "lapsed": "échu",
    "stale": "à reconfirmer",
    "stale_in_public": "dernier chiffre publié",
    "stale_since": "non confirmé depuis le {day}",
    "have_reported": "{reported} sur {expected} ont communiqué leurs données",
    "rest_reported": "dernières données connues pour le reste",
    "total": "total",
    "disputed": "contesté",
    "withheld": "non communiqué",
    "current": "à jour",
    "or": "ou",
    "label": "Élément",
    "labelled": "{label}\u00a0: {value}",
    "value": "Valeur",
    "target": "cible : {value}",
    "in_unit": "{head} ({unit})",
    "on": "Date",
    "until": "Jusqu’au",
    "reported": "Signalé le",
    "by": "Qui le dit",
    "source": "Source",
    "source_named": "Source\u00a0: {names}.",
    "sources_named": "Sources\u00a0: {names}.",
    "as_of_day": "Au\u00a0{day}",
    "figure": "Figure {number}.",
    "contents": "Table des matières",
    "figures": "Liste des figures",
    "standing": "État",
    "counts": "Ce qui est compté",
    "reason": "Motif",
    "date": "Date",
    "change": "Changement",
    "before": "Avant",
    "after": "Après",
    "claim": "{by}, non confirmé",
    "hedged": "non exact",
    "no_figure": "aucun chiffre",
    "areas_without": "Aucun chiffre\u00a0: {names}",
    "class_range": "de {low} à moins de {high}",
    "map_credit": "Carte\u00a0: {credit}",
    "scale_of_middle": "{length} au milieu de la carte",
    "quoted": "«\u00a0{words}\u00a0»",
    "reported_speech": "Propos rapportés, non cités",
    "partly_reported_speech": "Sans guillemets\u00a0: propos rapportés, non cités",
    "not_reported": "non communiqué",
    "not_collected": "non relevé",
    "our_calculation": "notre calcul",
    "quarter_lowest": "quart le plus bas des lignes",
    "quarter_second": "deuxième quart",
    "quarter_third": "troisième quart",
    "quarter_highest": "quart le plus haut",
    "inferred": "date déduite",
    "date_assumed": "date présumée",
    "remarked": "{words} ({remark})",
    "source_number": "source\u00a0{number}",
    "source_label": "Source\u00a0{number}",
    "back": "retour au texte",
    "undated": "sans date, {day}",
    "accessed": "consulté le {day}",
    "flag_provisional": "p",
    "flag_revised": "r",
    "flag_estimate": "e",
    "status_provisional": "donnée provisoire",
    "status_revised": "donnée révisée",
    "status_estimate": "estimation",
    "progress_not_started": "non commencé",
    "progress_on_track": "en bonne voie",
    "progress_at_risk": "à risque",
    "progress_late": "en retard",
    "progress_paused": "en suspens",
    "progress_done": "terminé",
    "progress_cancelled": "annulé",
    "estimate_by": "selon {by}, estimation",
    "added": "ajout",
    "updated": "mise à jour",
    "corrected": "correction",
    "revised": "révision",
    "withdrawn": "retrait",
    "removed": "suppression",
    "gone_stale": "sans confirmation",
    "now_disputed": "contestation",
    "no_changes": "Aucun changement depuis le {day}.",
    "changes_since": "Changements depuis le {day}",
    "change_head": "Variation {days}",
    "change_of_value": "Variation",
    "change_unchanged": "aucun changement",
    "change_restated": "aucun changement signalé",
    "up_by": "hausse de {value}",
    "down_by": "baisse de {value}",
    "change_first_reported": "première communication",
    "change_not_reported": "pas de chiffre le {day}",
    "change_not_all_reported": "chiffres incomplets le {day}",
    "change_not_reported_between": "pas de chiffre {days}",
    "change_not_all_reported_between": "chiffres incomplets {days}",
    "change_nothing_later": "aucun chiffre {since}",
    "change_not_public": "non public ({day})",
    "change_disputed": "contesté ({day})",
    "change_ended": "terminé",
    "change_series_break": "rupture de série",
    "change_too_inexact": "trop imprécis pour une comparaison",
    "series_break_told": "rupture de série le {day}\u00a0: {reason}",
    "base_corrected": "chiffre antérieur corrigé le {reported}",
    "base_revised": "chiffre antérieur révisé le {reported}",
    "bars": "Traits\u00a0: changements depuis le {day}",
    "errata": "Errata\u00a0: {title}",
    "what_changed": "Ce qui a changé\u00a0: {title}",
    "errata_for": "Pour qui a la copie à jour au {day}\u00a0: ce qui se lit autrement au {now}.",
    "errata_new": "Nouveau depuis",
    "facts_changed": "faits qui ont changé du {was} au {now}\u00a0: {count}",
    "clocks": "{day}, tel que connu au {known}",
    "diff_corrected": "correction\u00a0: la valeur était erronée",
    "diff_withdrawn": "retrait\u00a0: la source a repris sa valeur",
    "diff_removed": "suppression\u00a0: plus rien au dossier, sans retrait par la source",
    "diff_revised": "révision, comme prévu",
    "diff_now_disputed": "contestation\u00a0: les sources se contredisent",
    "diff_updated": "mise à jour\u00a0: le monde a changé, ou l’on en sait plus",
    "diff_lapsed": "échéance passée\u00a0: rien de plus récent n’est connu",
    "diff_gone_stale": "à reconfirmer\u00a0: plus de confirmation",
    "diff_added": "ajout\u00a0: rien n’était connu avant",
    "was": "Avant",
    "is_now": "Maintenant",
    "why": "Pourquoi",
    "why_added": "source du {reported}",
    "why_updated": "{on}; source du {reported}",
    "why_corrected": "la valeur antérieure était erronée; source du {reported}",
    "why_revised": "comme prévu; source du {reported}",
    "why_removed": "plus rien au dossier, sans retrait par la source",
    "why_withdrawn": "la source a repris sa valeur\u00a0: {reason}",
    "why_gone_stale": "dernière source du {reported}",
    "why_now_disputed": "les sources se contredisent; la dernière est du {reported}",
    "page_of": "page {page} sur {pages}",
    "draft": "Ébauche",
    "embargo": "Sous embargo {until}",
    "span_reported": "selon les rapports",
    "span_announced": "annoncé",
    "span_doubt": "début incertain",
    "span_onward": "fin non annoncée",
    "span_presumed": "non confirmé",
    "span_past": "passé",
    "span_day": "jour de cette édition",
    "nothing_stated": "aucune indication",
    "trend_rising": "en hausse\u00a0: d’abord {first}, enfin {last}",
    "trend_falling": "en baisse\u00a0: d’abord {first}, enfin {last}",
    "trend_level": "inchangé\u00a0: d’abord {first}, enfin {last}",
    "trend_varying": "tantôt en hausse, tantôt en baisse\u00a0: d’abord {first}, enfin {last}",
    "trend_between": "entre-temps {values}",
    "trend_extremes": "maximum {highest}, minimum {lowest}",
    "trend_count": "{number} valeurs en tout",
    "time_of_value": "situation\u00a0: {time}",
    "not_exact": "valeur non exacte",
    "part_missing": "une partie manque, est contestée ou n’est pas publique",
    "own_scales": "chaque panneau a sa propre échelle",
    "log_scale": "échelle logarithmique",
    "not_received": "pointillé\u00a0: non reçu",
    "least_to_most": "du moins au plus",
    "release": "Diffusion {number}",
    "holds": "Cette page tient-elle toujours? Son éditeur le dit par ce code.",
    "holds_at": "Cette page tient-elle toujours? Balayez l’image ou voyez {url}",
    "qr": "Code QR qui mène à {url}",
    "record": "Les données de cette édition, leurs sources et ce qui l’a produite",
}
HANDOUTS: Mapping[str, str] = {
    "copy_of": "Exemplaire {number} sur {total}",
    "pre_release": "Exemplaire remis avant la diffusion",
    "copies_of": "Exemplaires remis\u00a0: {title}",
    "pre_release_access": "Accès avant la diffusion\u00a0: {title}",
    "copies_count": "Nombre d’exemplaires",
    "copy": "Exemplaire",
    "name": "Nom",
    "organisation": "Organisme",
    "received": "Reçu",
    "effective_pages": "Liste des pages en vigueur",
    "effective_told": (
        "Une page que cette liste ne nomme pas, ou qu’elle nomme dans une autre édition, "
        "n’est pas en vigueur."
    ),
    "tab": "Onglet {number}",
    "pages": "Pages",
    "edition": "Édition",
    "code": "Code",
    "not_issued": "non diffusée officiellement",
    "front_pages": "Couverture, table des matières et cette liste",
    "divider": "Intercalaire",
    "blank_page": "Page laissée en blanc intentionnellement",
    "exchange": "Échange de pages\u00a0: {title}",
    "exchange_how": "De haut en bas\u00a0: retirer les pages de gauche, insérer celles de droite.",
    "remove": "Retirer",
    "insert": "Insérer",
    "pages_to": "{first} à {last}",
    "errata_attached": "La feuille d’errata est jointe.",
}

SITE: Mapping[str, str] = {
    "skip": "Aller au contenu",
    "navigation": "Pages de ce site",
    "briefings": "Notes d’information",
    "figures": "Chiffres",
    "releases": "Calendrier de diffusion",
    "policy": "Corrections et révisions",
    "accessibility": "Accessibilité",
    "feed": "Fil de nouvelles (Atom)",
    "policy_default": "Tout chiffre erroné est corrigé dès que l’erreur est connue. Une nouvelle "
    "édition remplace celle qui le contenait\u00a0; la précédente reste à son adresse, le dit en "
    "tête de page, et la liste des éditions indique ce qui a été corrigé, quel jour et à quelle "
    "minute.\n\nUn chiffre qui était juste et qui a changé est une mise à jour. Un chiffre que "
    "sa source établit à nouveau comme prévu, par exemple un chiffre provisoire, est une "
    "révision. Partout où des changements sont énumérés, les deux se distinguent des "
    "corrections.\n\nUne édition est retirée lorsqu’on ne doit pas s’y fier du tout. Son adresse "
    "dit alors quand et pourquoi, et son texte et ses chiffres ne sont plus publiés.",
    "access_pages": "Les pages de ce site sont en HTML simple. Elles fonctionnent sans "
    "JavaScript, sauf la recherche et la vérification d’un code, au clavier et avec un lecteur "
    "d’écran, sur un téléphone, en mode sombre, agrandies et imprimées. Les pages telles que le "
    "programme les produit ont été testées avec axe-core, dans Chromium, à des largeurs de 390 "
    "et 1280 pixels, en clair et en sombre, sans anomalie\u00a0; un tel test ne révèle qu’une "
    "partie des défauts possibles. Elles n’ont pas été testées par des personnes handicapées.",
    "access_files": "En règle générale, les fichiers PDF déclarent la conformité à PDF/UA-1 (ISO "
    "14289-1), la norme des fichiers PDF lisibles à voix haute\u00a0; chacun est contrôlé avant "
    "d’être écrit. Chaque édition existe aussi en page de ce site et en texte Markdown. Le "
    "contenu de chaque graphique est donné en mots.",
    "access_ask": "Autre format",
    "access_whom": "Pour obtenir une édition dans un autre format, ou signaler une page "
    "inutilisable, s’adresser ici\u00a0: {contact}",
    "access_pages_head": "Pages de ce site",
    "access_files_head": "Fichiers",
    "home_about": "Chaque note dit à quelle date elle vaut, d’où vient chaque chiffre et ce qui "
    "a changé depuis l’édition précédente.",
    "next_edition": "Prochaine édition\u00a0: {day}",
    "withdrawn_editions": "Éditions retirées",
    "nothing_published": "Rien n’a encore été publié dans cette langue.",
    "search": "Rechercher",
    "search_label": "Rechercher dans les notes et les chiffres",
    "search_script": "La recherche exige JavaScript. Toutes les notes et tous les chiffres sont "
    "accessibles sans lui depuis cette page.",
    "search_found": "Résultats\u00a0: {number}",
    "search_none": "Aucun résultat.",
    "search_failed": "La recherche n’a pas pu être chargée. Réessayez une fois en ligne.",
    "edition_update": "Une mise à jour, avec ce que l’on a appris depuis.",
    "edition_term": "Édition",
    "published_term": "Publication",
    "standing_latest": "Ceci est l’édition la plus récente.",
    "standing_superseded": "Une édition ultérieure a remplacé celle-ci le {moment}\u00a0: "
    "{edition}.",
    "standing_withdrawn": "Cette édition a été retirée le {moment}\u00a0: {reason}",
    "tombstone": "Son texte, ses chiffres et ses fichiers ne sont plus publiés.",
    "withdrawn_edition": "Retirée\u00a0: {title}",
    "corrected_because": "Correction\u00a0: {reason}",
    "printing_number": "tirage {number}",
    "edition_code": "Code de cette édition",
    "downloads": "Cette édition en fichier",
    "form_large": "gros caractères",
    "form_clear": "caractères clairs",
    "form_duplex": "recto verso",
    "as_text": "texte (Markdown)",
    "as_record": "enregistrement (JSON)",
    "earlier_edition": "Édition précédente\u00a0: {edition}",
    "later_edition": "Édition suivante\u00a0: {edition}",
    "all_editions": "Toutes les éditions",
    "editions_of_year": "Éditions de {year}",
    "about_edition": "À propos de cette édition",
    "permanent_address": "Adresse permanente de cette édition",
    "latest_address": "Adresse de l’édition la plus récente",
    "changes_to_edition": "Ce qui a changé depuis l’édition précédente",
    "no_figure_changed": "Aucun chiffre présent dans les deux éditions n’a changé.",
    "newly_printed": "Présents pour la première fois",
    "no_longer_printed": "Ne figurent plus",
    "in_words": "Le graphique en mots",
    "table_number": "Tableau",
    "figures_on_page": "Chiffres de cette page",
    "figures_on_page_about": "Chaque chiffre avec sa source, le moment où il était vrai, celui "
    "où il a été communiqué, et tout ce qui en avait été communiqué au {known}.",
    "history": "Historique\u00a0: {label}",
    "what_became": "Ce qu’il en est devenu",
    "computed_by": "Calcul\u00a0: {formula}",
    "parts": "Calculé à partir de",
    "back_to_text": "Retour au texte",
    "figure_page": "Tout ce qui est publié de ce chiffre",
    "state_current": "en vigueur",
    "verdict_title": "Cette page est-elle encore valable\u202f?",
    "verdict_lead": "Chaque page diffusée porte un code. Saisissez-le ici, ou lisez l’image qui "
    "l’accompagne avec l’appareil photo d’un téléphone.",
    "verdict_code": "Code de la page",
    "verdict_ask": "Vérifier",
    "verdict_loading": "Recherche en cours…",
    "verdict_current": "En vigueur",
    "verdict_unsettled": "Dernière édition",
    "verdict_superseded": "Remplacée",
    "verdict_withdrawn": "Retirée",
    "verdict_contested": "Contestée",
    "verdict_unknown": "Inconnu",
    "verdict_mistyped": "Mal saisi",
    "verdict_current_why": "C’est la dernière édition diffusée de ce document, et aucune "
    "édition publique n’en donne d’autres chiffres.",
    "verdict_unsettled_why": "Aucune édition plus récente de ce document n’a été diffusée. On "
    "n’a pas pu vérifier si ses chiffres ont été corrigés depuis.",
    "verdict_superseded_why": "Une édition plus récente a été diffusée\u00a0: {moment}",
    "verdict_corrected_why": "Des chiffres de cette page ont été corrigés depuis, dans une "
    "édition publique.",
    "verdict_corrections": "Corrigé dans une édition plus récente\u00a0: {reason}",
    "verdict_withdrawn_why": "Retirée\u00a0: {day}. Motif\u00a0: {reason}",
    "verdict_contested_why": "Une autre page a été diffusée sous le même numéro, avec le code "
    "{code}. Seul l’éditeur peut dire laquelle est valable.",
    "verdict_unknown_why": "Aucune édition de ce site ne porte le code {code}. La page vient de "
    "quelqu’un d’autre, ou elle n’est pas publique.",
    "verdict_character": "Aucun code ne contient le caractère {character}.",
    "verdict_length": "Un code compte {wanted} caractères\u202f; celui-ci en compte {number}.",
    "verdict_check": "Un caractère est mal saisi, ou deux ont été intervertis. Comparez le code "
    "avec la page.",
    "verdict_issued": "Diffusée\u00a0: {moment}",
    "verdict_read": "Lire cette édition",
    "verdict_latest": "Lire la dernière édition",
    "verdict_changed": "Chiffres qui ont changé depuis",
    "verdict_says": "Ce que dit la page qui porte ce code",
    "verdict_compare": "Comparez avec la page que vous avez en main, les chiffres "
    "d’abord\u00a0: une fausse page peut porter un vrai code. Si la vôtre dit autre chose, ce "
    "n’est pas la page diffusée.",
    "verdict_not_compared": "Absents de toute édition plus récente, donc non "
    "comparés\u00a0: {labels}",
    "verdict_checked": "Réponse tirée du registre de ce site, lu\u00a0: {moment}",
    "verdict_offline": "Vous êtes hors ligne. Le registre a pu changer depuis sa dernière "
    "lecture\u00a0: {moment}",
    "verdict_last_change": "Dernière modification\u00a0: {moment}",
    "verdict_ready": "Prêt à servir hors ligne.",
    "verdict_failed": "Le registre est inaccessible, et cet appareil n’en garde encore aucun. "
    "Réessayez une fois connecté\u202f; les codes trouveront ensuite réponse hors ligne aussi.",
    "verdict_written": "Tel que publié\u00a0: {moment}",
    "verdict_noscript": "Sans JavaScript, ce formulaire ne peut vérifier aucun code. Ouvrez "
    "plutôt {url} suivi du code.",
    "verdict_seal": "L’adresse porte un sceau après le #. Cette page ne vérifie pas les "
    "sceaux\u00a0: «\u00a0asof verify\u00a0» le fait, avec la clé de l’éditeur.",
    "verdict_no_page": "Cette page n’existe pas sur ce site",
    "verdict_home": "Aller à l’accueil",
    "open_data": "Données ouvertes",
    "open_data_lead": "Chaque chiffre public avec sa nuance, la date à laquelle il était exact, "
    "celle à laquelle il a été communiqué et la source qui l’atteste.",
    "licence": "Licence",
    "cover": "Couverture",
    "sheet": "Feuille",
    "holds": "Ce qu’elle contient",
    "observations": "Valeurs communiquées",
    "unit": "Unité",
    "known": "Connu le",
    "key": "Clé",
    "lower": "Borne inférieure",
    "upper": "Borne supérieure",
    "true_from": "Exact à partir de",
    "became": "Ce qu’elle est devenue",
    "list_latest": "édition la plus récente",
    "list_superseded": "remplacée le {moment}",
    "list_withdrawn": "retirée le {moment}\u00a0: {reason}",
    "list_changes": "Chiffres modifiés",
    "list_about": "Chaque édition de cette note, de la plus récente à la plus ancienne\u00a0: "
    "quand elle a été publiée, ce qui l’a remplacée et pourquoi.",
    "facts_about": "Chaque chiffre des notes publiées, tel que le donne la dernière édition qui "
    "le présente.",
    "fact_as_in": "Selon {edition}",
    "fact_lines": "Tout ce qui en a été communiqué",
    "releases_about": "Ce qui est prévu dans les douze prochains mois. Une date déplacée reste "
    "ici, avec la raison et la nouvelle date.",
    "releases_none": "Aucune diffusion n’est prévue.",
    "releases_file": "Le calendrier en fichier (iCalendar)",
    "releases_moved": "Reportée au {day}\u00a0: {reason}",
    "releases_from": "Déplacée du {day}\u00a0: {reason}",
    "status": "Statut",
    "place": "Emplacement",
    "remark": "Remarque",
    "publisher": "Éditeur",
    "published": "Publication",
    "state_superseded": "suivi d’une valeur plus récente",
    "state_corrected": "corrigé par une communication ultérieure",
    "state_disputed": "contesté par une autre source",
    "state_retracted": "retiré par sa source",
    "state_claim": "une affirmation non confirmée",
    "state_possible": "peut-être déjà vrai",
    "sheet_facts": "Ce que la dernière édition publique dit de chaque chiffre.",
    "sheet_observations": "Chaque valeur communiquée par une source, y compris les plus anciennes.",
    "sheet_all_but_superseded": "Toutes les valeurs sauf celles que "
    "d’autres ont remplacées, qui sont dans observations.csv.",
    "sheet_sources": "Les documents d’où viennent les valeurs.",
    "sheet_notes": "Comment lire les tableaux.",
    "note_clocks": "Chaque valeur a deux dates : celle à laquelle elle était exacte et celle à "
    "laquelle elle a été communiquée. Une communication plus récente n’efface pas la précédente.",
    "note_hedges": "Une valeur nuancée, comme « environ » ou « jusqu’à », est du texte. Les "
    "colonnes voisines donnent le minimum et le maximum possibles; une case vide signifie qu’il "
    "n’y a pas de borne.",
    "note_bounds": "Une valeur approximative est censée se situer à un dixième près du nombre "
    "écrit.",
    "note_empty": "Une case vide signifie que rien n’est indiqué. Les dates s’écrivent année, "
    "mois, jour.",
}

PREVIEW: Mapping[str, str] = {
    "skip": "Aller à la page",
    "briefing": "Note",
    "row": "Pour",
    "language": "Langue",
    "page_form": "Page",
    "screen": "Affichage",
    "profile": "Caractères",
    "profile_standard": "Standard",
    "profile_clear": "Clairs",
    "profile_large": "Gros",
    "paper": "Papier",
    "paper_letter": "Lettre",
    "paper_a4": "A4",
    "sides": "Impression",
    "sides_simplex": "Recto",
    "sides_duplex": "Recto verso",
    "zoom": "Taille",
    "zoom_width": "Toute la largeur",
    "zoom_page": "Page entière",
    "zoom_full": "Taille imprimée",
    "grey": "En gris, comme à la photocopie",
    "facing": "Pages en regard",
    "ui": "Langue de l’interface",
    "theme": "Couleurs",
    "theme_system": "Selon le système",
    "theme_light": "Clair",
    "theme_dark": "Sombre",
    "keys": "Touches",
    "key_search": "interroger la page",
    "key_day": "un jour, sur la ligne du temps",
    "key_change": "changement suivant ou précédent",
    "key_ends": "premier et dernier jour",
    "key_figures": "d’un chiffre à l’autre",
    "key_zoom": "taille de la page",
    "key_close": "fermer un volet",
    "pages": "Pages",
    "page_of": "Page {page} sur {pages}",
    "figures_of": "Chiffres, {page}",
    "panels": "À propos de cette page",
    "close": "Fermer",
    "ask": "Interroger la page",
    "ask_how": "Cherchez dans les faits, les textes et les sources\u00a0: un nom, un nombre, un "
    "mot.",
    "search": "Recherche",
    "search_none": "Aucun résultat.",
    "results_one": "{number} résultat",
    "results_other": "{number} résultats",
    "texts": "Textes",
    "figures": "Chiffres",
    "figures_on_page": "Chiffres de cette page",
    "no_figures": "Cette page ne présente aucun chiffre.",
    "all_figures": "Tous les chiffres de cette page",
    "changes": "Changements",
    "changes_on": "Ce qui a changé le {day}",
    "changes_between": "Du {before} au {after}",
    "changes_here_one": "{number} changement sur cette page",
    "changes_here_other": "{number} changements sur cette page",
    "changes_elsewhere_one": "{number} ailleurs",
    "changes_elsewhere_other": "{number} ailleurs",
    "changes_unlisted_one": "et {number} autre",
    "changes_unlisted_other": "et {number} autres",
    "left_out_one": "Les faits sont trop nombreux\u00a0: {number} n’a pas été examiné.",
    "left_out_other": "Les faits sont trop nombreux\u00a0: {number} n’ont pas été examinés.",
    "no_change": "Rien n’a changé.",
    "no_change_here": "Aucun changement sur cette page",
    "of_name": "{name}\u00a0: {value}",
    "last_change": "Dernier changement\u00a0: {day}",
    "no_earlier_change": "Rien n’a changé auparavant.",
    "previous_change": "Changement précédent",
    "next_change": "Changement suivant",
    "through_changes": "D’un changement à l’autre",
    "play": "Faire défiler les changements",
    "pause": "Pause",
    "time": "Temps",
    "information": "Renseignements à jour au",
    "days": "Jours à afficher",
    "day": "Jour",
    "earlier_day": "Jour antérieur",
    "known": "Tel que connu",
    "known_day": "Connu le",
    "clock_linked": "le même jour",
    "clock_today": "aujourd’hui",
    "clock_own": "un autre jour",
    "compare": "Deux jours côte à côte",
    "compared_with": "À côté",
    "earlier": "Avant",
    "later": "Après",
    "shown": "Page du {day} affichée",
    "two_shown": "Pages du {before} et du {after} affichées",
    "findings": "Constats",
    "error_one": "{number} erreur",
    "error_other": "{number} erreurs",
    "warning_one": "{number} avertissement",
    "warning_other": "{number} avertissements",
    "note_one": "{number} remarque",
    "note_other": "{number} remarques",
    "no_findings": "Rien à signaler\u00a0: tout est en ordre.",
    "judging": "Vérification…",
    "making": "Préparation de la page…",
    "show_on_page": "Montrer sur la page",
    "not_on_page": "absent de cette page",
    "open_in_editor": "Ouvrir dans l’éditeur",
    "not_current": "Pas à jour\u00a0: voici la dernière page qui a pu être faite.",
    "not_printable": "Cette page ne peut pas être imprimée telle quelle.",
    "nothing_shown": "Aucune page ne peut être affichée avant correction.",
    "connection_lost": "La connexion est perdue. Nouvel essai…",
    "ended": "Cet aperçu est terminé. Ouvrez l’adresse que donne le nouveau.",
    "history_of": "Historique\u00a0: {label}",
    "nothing_known": "rien de connu",
    "stale_on": "périmé à partir du {day}",
    "bounds": "Entre",
    "unit": "Unité",
    "supported": "Dernière confirmation",
    "review_in": "Valable",
    "other_sources_one": "{number} autre source",
    "other_sources_other": "{number} autres sources",
    "computed": "Calculé à partir de",
    "observations": "Tout ce qui a été communiqué",
    "reported_on": "communiqué le {day}",
    "uses": "Où il est imprimé, et ce qui changerait aussi",
    "remarks": "Remarques",
    "prints_where": "Imprimé dans",
    "formulas": "Utilisé par",
    "would_change": "Ce qui changerait aussi",
}

EXPLANATIONS: Mapping[str, str] = {
    "value_computed": "valeur retenue\u00a0: calculée selon la formule {formula}",
    "value_preferred": "valeur retenue, préférée aux autres pour le motif suivant\u00a0: {reason}",
    "value_most_exact": "valeur retenue\u00a0: la plus précise de celles qui concordent",
    "value_only": "valeur retenue\u00a0: la seule qui soit connue",
    "value_last": "valeur retenue\u00a0: la dernière à avoir pris effet parmi celles qui sont "
    "connues",
    "says_nothing_against": "ne contredit pas «\u00a0{value}\u00a0»",
    "agrees": "concorde avec «\u00a0{value}\u00a0»",
    "less_exact": "moins précise que «\u00a0{value}\u00a0», avec laquelle elle concorde",
    "beside_a_dispute": "s’ajoute à une contestation qu’elle ne tranche pas",
    "disputed_by": "contestée\u00a0: aucune valeur n’est compatible à la fois avec celle-ci et "
    "avec {others}",
    "disputed_other": "«\u00a0{value}\u00a0» ({source})",
    "both": "{one} et {other}",
    "superseded": "remplacée",
    "revised_by": "remplacée\u00a0: révisée par «\u00a0{value}\u00a0», communiqué le {reported}",
    "repeated_by": "remplacée\u00a0: «\u00a0{value}\u00a0» a été communiqué de nouveau le "
    "{reported}",
    "start_assumed": "remplacée\u00a0: sa date est présumée, celle de «\u00a0{value}\u00a0» est "
    "indiquée",
    "start_inferred": "remplacée\u00a0: sa date est déduite, celle de «\u00a0{value}\u00a0» est "
    "indiquée",
    "set_aside": "écartée\u00a0: «\u00a0{value}\u00a0» lui est préféré",
    "began_earlier": "remplacée\u00a0: sa prise d’effet ({start}) précède celle de "
    "«\u00a0{value}\u00a0» ({after})",
    "corrected_by": "corrigée par «\u00a0{value}\u00a0», communiqué le {reported}",
    "takes_back": "retire ce que {publisher} avait communiqué, pour le motif suivant\u00a0: "
    "{reason}",
    "taken_back": "retirée par une communication du {reported}, pour le motif suivant\u00a0: "
    "{reason}",
    "claim": "affirmation\u00a0: jamais retenue comme valeur",
    "claim_of": "affirmation de {by}\u00a0: jamais retenue comme valeur",
    "possible": "possible\u00a0: prend effet entre le {first} et le {last}",
    "not_known_yet": "pas encore connue\u00a0: communiquée le {reported}",
    "not_begun_yet": "à venir\u00a0: sa date de prise d’effet est postérieure ({start})",
    "unknown_parts": "non connu, tout comme {parts}",
    "unknown_by": "non connu\u00a0: rien de ce qui était connu le {known} n’avait pris effet le "
    "{day}",
    "disputed_values": "contesté\u00a0: {number} valeurs qu’aucune valeur unique ne concilie",
    "withheld_by": "non communiqué par {by}",
    "withheld_because": "non communiqué par {by}, pour le motif suivant\u00a0: {reason}",
    "lapsed_on": "échu\u00a0: a pris fin le {day}, et rien de plus récent n’est connu",
    "stale_lacking": "à reconfirmer\u00a0: {lacking}",
    "stale_since": "à reconfirmer\u00a0: dernière communication le {reported}, valable {review}",
    "current_ageless": "à jour\u00a0: ne se périme pas",
    "current_since": "à jour\u00a0: dernière communication le {reported}, valable {review}",
    "and_ageing": "{standing}; {ageing}",
    "lacks_day": "il manque la communication du {day} (la dernière porte sur le {last})",
    "lacks_week": "il manque la communication de la semaine terminée le {day} (la dernière porte "
    "sur le {last})",
    "lacks_month": "il manque la communication du mois terminé le {day} (la dernière porte sur "
    "le {last})",
    "lacks_quarter": "il manque la communication du trimestre terminé le {day} (la dernière "
    "porte sur le {last})",
    "lacks_year": "il manque la communication de l’année terminée le {day} (la dernière porte "
    "sur le {last})",
    "lacks_reports": "communications manquantes, {number} sur {expected}, soit {facts}",
    "lacks_of_fact": "«\u00a0{key}\u00a0» (la dernière porte sur le {last})",
    "lacks_more": "{number} de plus",
}

_NO_ELISION = (  # an h that is aspirated, and vowels that act as consonants
    r"(?:onz|oui\b|ouistiti|uhlan|ululement"
    r"|hache|haie|haine|hall|halte|hamac|hameau|hanche|handicap|hangar|haras|harcèlement|haricot"
    r"|harnais|hasard|hausse|haut|haubert|héraut|héris|hernie|héros|hibou|hiérarchi|hobby|hockey"
    r"|hollandais|homard|hongrois|honte|hors|hotte|houle|housse|houx|hublot|huée|huguenot|huit"
    r"|hurlement|hutte|hachd|hamas|hezbollah|hollande|honduras|hongrie|houthi)"
)
_ELIDING = rf"(?i:(?!{_NO_ELISION})[aàâäeéèêëhiîïoôöuùûüæœ])"
_ELIDES = re.compile(rf"(?!H[A-Z]){_ELIDING}")


def _of(noun: str) -> str:
    """The noun after a noun that counts it: « de militaires », « d’enfants », « d’heures »."""
    return f"d’{noun}" if _ELIDES.match(noun) else f"de{NBSP}{noun}"


def _money(numbers: Sequence[str], scale: str, currency: Currency) -> tuple[Sequence[str], str]:
    """Numbers, and the currency after them: « $ », or « milliard de dollars »."""
    return numbers, f"{scale}{NBSP}{_of(currency.name)}" if scale else currency.sign


# "600 thousand" is 600 000: « mille » does not follow digits. A trillion is 1 000 milliards: the
# French « billion » is right, and would be misread beside the English one.
COUNTING = Counting(
    hedges={
        Hedge.NONE: "",
        Hedge.EXACTLY: "exactement",
        Hedge.ABOUT: "environ",
        Hedge.SOME: "quelque",
        Hedge.NEARLY: "près de",
        Hedge.OVER: "plus de",
        Hedge.MORE_THAN: "plus de",
        Hedge.AT_LEAST: "au moins",
        Hedge.UP_TO: "jusqu’à",
        Hedge.AT_MOST: "au plus",
        Hedge.AS_MANY_AS: "jusqu’à",
        Hedge.FEWER_THAN: "moins de",
        Hedge.RANGE: "de",
        Hedge.TENS: "des",
        Hedge.HUNDREDS: "des",
        Hedge.THOUSANDS: "des",
    },
    amount_hedges={},
    collectives={
        Hedge.TENS: "dizaines",
        Hedge.HUNDREDS: "centaines",
        Hedge.THOUSANDS: "milliers",
    },
    before_collective="des",
    range="à",
    scales={
        10**6: {"one": "million", "other": "millions"},
        10**9: {"one": "milliard", "other": "milliards"},
    },
    scales_are_nouns=True,
    folded={10**3: 1, 10**12: 10**9},
    per_cent=f"{NBSP}%",
    points={"one": "point de pourcentage", "other": "points de pourcentage"},
    thousands=every_three,
    currencies={"USD": "dollars américains", "JPY": "yens"},
    countryless=lambda name: name.split()[0],
    of=_of,
    money=_money,
)


_PATTERNS = {
    "day": "{d} {m} {y}",
    "week": "semaine {w} de {y}",
    "short week": "sem. {w} {y}",
    "month": "{m} {y}",
    "season": "{s} {y}",
    "quarter": "{q} trimestre de {y}",
    "short quarter": "T{n} {y}",
    "year": "{y}",
    "fiscal year": "exercice {y}",
    "short fiscal year": "exerc. {y}",
    "first of days in a month": "{d}",
    "first of days in a year": "{d} {m}",
    "first of months in a year": "{m}",
    "first of weeks in a year": "semaine {w}",
    "short first of weeks in a year": "sem. {w}",
    "first of seasons in a year": "{s}",
    "first of quarters in a year": "{q}",
    "short first of quarters in a year": "T{n}",
}


_QUARTERS = ("premier", "deuxième", "troisième", "quatrième")


def _links(the: str, of: str, to: str, at: str) -> Mapping[str, str]:
    """The words for the roles of a date, by how its article is said alone, after « de », « à »."""
    return {
        "from": of + "{}",
        "to": to + "{}",
        "between": f"entre {the}{{}}",
        "and": f"et {the}{{}}",
        "since": f"depuis {the}{{}}",
        "until": f"jusqu’{at if at == 'en ' else to}{{}}",
        "by": f"au plus tard {at}{{}}",
        "not before": f"au plus tôt {at}{{}}",
        "around": f"vers {the}{{}}",
        "as of": f"{to if the else at}{{}}",
    }


_LINKS = (  # what a date begins with, and the words for it; months and years have no article
    (re.compile("[0-9]{1,2}(?:er)?(?:\u00a0|$)"), _links("le ", "du ", "au ", "le ")),
    (re.compile("printemps|T[1-4]|" + "|".join(_QUARTERS)), _links("le ", "du ", "au ", "au ")),
    (re.compile("été|automne|hiver|exerc"), _links("l’", "de l’", "à l’", "à l’")),
    (re.compile("sem"), _links("la ", "de la ", "à la ", "à la ")),
    (re.compile("une date"), _links("", "d’", "à ", "à ")),
    (re.compile("[aeiouéè]"), _links("", "d’", "à ", "en ")),
    (re.compile(""), _links("", "de ", "à ", "en ")),
)


def _link(role: str, text: str) -> str:
    """A date with the preposition and the article that its place in the phrase asks for."""
    return next(links for begins, links in _LINKS if begins.match(text))[role].format(text)


def _clock(hour: int, minute: int) -> str:
    """An hour of the day: « 6 h », « 14 h 30 »."""
    return f"{hour}{NBSP}h{NBSP}{minute:02}" if minute else f"{hour}{NBSP}h"


DATING = Dating(
    patterns={"": _PATTERNS},
    seasons={3: "printemps", 6: "été", 9: "automne", 12: "hiver"},
    quarters=_QUARTERS,
    day=lambda day: "1er" if day == 1 else str(day),
    two_years=lambda first: f"{first}-{first + 1}",
    link=_link,
    some_day="une date {}".format,
    loosely="{} environ".format,
    uncertain="{} (date incertaine)".format,
    clock=_clock,
)

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_MONTHS = "|".join(MONTHS)
_ANY_MONTH = rf"(?:{_MONTHS}|janv|févr|avr|juil|sept|oct|nov|déc)"

READING = TypedWords(
    cardinals=(
        "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
        " vingts? trente quarante cinquante soixante septante octante huitante nonante cents? mille"
        " millions? milliards? billions? milliers? dizaines? douzaines? quinzaines? vingtaines?"
        " trentaines? quarantaines? cinquantaines? soixantaines? centaines? moitié quarts? tiers"
    ),
    ordinals=(
        "second deuxièmes? troisièmes? quatrièmes? cinquièmes? sixièmes? septièmes? huitièmes?"
        " neuvièmes? dixièmes? onzièmes? douzièmes? treizièmes? quatorzièmes? quinzièmes?"
        " seizièmes? vingtièmes? trentièmes? quarantièmes? cinquantièmes? centièmes? millièmes?"
    ),
    ones="une?",
    joints="et",
    lists="et|à",
    idioms=(
        r"second lieu|quart de tour|pour[ \u00a0]cent|(?:pays|des|les|de|aux) tiers"
        r"|(?<![\w-])(?<!cent[ \u00a0])(?<!cents[ \u00a0])neuf"
        r"(?=$|[^\w\s-]|\s+(?:et|ou|de|du|des|pour|à|au|en|dans|qui|que|est|sont|ni|mais|par|sur"
        r"|avec)\b)"
        r"|(?:les|tous|toutes|des|leurs) deux(?! (?:cents?|mille|millions?|tiers))(?=\W|$)"
    ),
    scales="cents?|mille|millions?|milliards?|billions?|milliers?|pour cent",
    endings="er|re|ère|e|ème|eme",
    prefixes="mi|fin|début|pré|post|depuis|vers",
    fiscal="EF",
    parts=(
        "[Cc]hapitre|[Ss]ection|[Pp]artie|[Aa]nnexe|[Aa]ppendice|[Aa]rticle|[Ff]igure|[Tt]ableau"
        "|[Nn]ote|[Pp]aragraphe|[Rr]ésolution|[Pp]hase|[ÉEée]tape|[Vv]olume|[Rr]ègle"
    ),
    dates=(
        (
            rf"\d{{1,2}}(?:er)?(?:{SPACE}?(?:{DASH}|au|et|ou){SPACE}?\d{{1,2}}(?:er)?)?{SPACE}+"
            rf"{_ANY_MONTH}\b\.?(?:{SPACE}+\d{{4}})?"
        ),
        rf"{_ANY_MONTH}\.?{SPACE}+\d{{4}}",
    ),
    months=MONTHS,
    seasons=("printemps", "été", "automne", "hiver"),
    hedges={
        "plus de": Hedge.MORE_THAN,
        "presque": Hedge.NEARLY,
        "un maximum de": Hedge.AT_MOST,
        "quelques": Hedge.SOME,
        "env.": Hedge.ABOUT,
        "un minimum de": Hedge.AT_LEAST,
    },
    trailing={
        "environ": Hedge.ABOUT,
        "ou plus": Hedge.AT_LEAST,
        "au moins": Hedge.AT_LEAST,
        "ou moins": Hedge.AT_MOST,
        "au plus": Hedge.AT_MOST,
        "au maximum": Hedge.AT_MOST,
    },
    nothing="néant|inconnue?|s\\.o\\.|n\\.d\\.|nd|à venir",
    minus="moins",
    limits=("seulement",),
    scale_words={
        "mille": "thousand",
        "million": "million",
        "millions": "million",
        "milliard": "billion",
        "milliards": "billion",
        "md": "billion",
    },
    per_cent="pour ?cent",
    ranges=("de N à N", "entre N et N"),
    notations=(
        ("(?:vers|environ) (?:le )?D|D environ", "{}~"),
        ("depuis (?:le |l’)?D", "{}/.."),
        ("jusqu’(?:en|au|à) D", "../{}"),
        ("(?:de|du) D (?:à|au) D", "{}/{}"),
        ("semaine ([0-9]{1,2})(?:,| de)? D", "{1}-W{0:0>2}"),
        ("(?:([1-4])(?:er|e|ème) trimestre|T([1-4]))(?: de)? D", "{1}-Q{0}"),
        *((f"{q} trimestre(?: de)? D", f"{{}}-Q{n}") for n, q in enumerate(_QUARTERS, 1)),
    ),
    totals="total|totaux|ensemble|somme",
    remarks="notes?|remarques?|commentaires?|observations?",
)

_OPENS = r"(?:^|(?<=[\s(\[{\u2014\u2013/«-]))"
_BEFORE_WORD = r"(?=[^\s,.;:!?)\]}»])"
_QUOTED = "«[ \u00a0]*(?P<it>[^«»]*?)[ \u00a0]*»"
_DIGIT, _NUMBER = f"(?<=[0-9{CLOSE}])", f"(?=[0-9{OPEN}])"
_NAME = f"(?=[A-ZÀ-ÖØ-Þ{OPEN}])"
_UNITS = "min|s|m|m[²³2]|g|t|L|j|V|W|Hz|dB|Mo|Go|millions?|milliards?|[kMG]\\$"
_LONG_UNITS = "km/h|km²|km2|km|cm|mm|kg|mg|mL|ha|°C|kW|MW|GW|kWh|MWh|GWh"
_TITLES = r"MM?\.|Mmes?|Mlles?|Me|Dre?|Pre?|Mgr"
_PARTS = (
    r"n[o°º]s?|(?:pp?|art|chap|vol|fig|par|ann|sect)\."
    "|(?:page|article|chapitre|volume|figure|paragraphe|annexe|section|alinéa|numéro)s?|tableaux?"
)


def _set(twice: str, high: tuple[str, str]) -> Rules:
    """The rules of a country: its quotation marks within others, and its rule for high signs."""
    return (
        ("[\u2009\u202f]", NBSP),
        (rf'{_OPENS}"{_BEFORE_WORD}', "«"),
        ('"', "»"),
        (rf"{_QUOTED}(?=[^«»]*(?:«[^«»]*»[^«»]*)*»)", rf"{twice[0]}\g<it>{twice[1]}"),
        ("«[ \u00a0]*", f"«{NBSP}"),
        ("[ \u00a0]*»", f"{NBSP}»"),
        ("'", "’"),
        (r"(?:^|(?<=[\s(«]))-(?=[0-9])", MINUS),
        (r"(?<![:\s])[ \u00a0]*:(?=[\s«]|$)", f"{NBSP}:"),
        high,
        (f"{twice[0]}[ \u00a0]+", twice[0]),
        (f"[ \u00a0]+{twice[1]}", twice[1]),
        (rf"{_DIGIT}[ \u00a0]?\$[ \u00a0]?(?=(?:US|CA|AU|NZ)\b)", f"{NBSP}${NBSP}"),
        (rf"{_DIGIT}[ \u00a0]?(?P<it>[%‰$€£¢])(?!\w)", rf"{NBSP}\g<it>"),
        (rf"{_DIGIT} (?=(?:{_UNITS})(?![\w’]))", NBSP),
        (rf"{_DIGIT}[ \u00a0]?(?=(?:{_LONG_UNITS})(?![\w’]))", NBSP),
        (rf"{_DIGIT}[ \u00a0]?h(?=[ \u00a0]?[0-9]{{2}}\b|(?![\w’-]))", f"{NBSP}h"),
        (rf"(?<=[0-9{CLOSE}]\u00a0h)[ \u00a0]?(?=[0-9]{{2}}\b)", NBSP),
        (r"(?<![0-9.,])(?P<it>[0-9]{1,3}) (?=[0-9]{3}(?![0-9]))", rf"\g<it>{NBSP}"),
        (r"(?<![0-9-])(?P<it>[0-9]{4})–(?=[0-9]{4}(?![0-9-]))", r"\g<it>-"),
        (rf"{_DIGIT} (?={_ANY_MONTH}(?!\w))", NBSP),
        (rf"(?<=\b1er) (?={_ANY_MONTH}(?!\w))", NBSP),
        (rf"\b(?P<it>{_ANY_MONTH}\.?) (?=[0-9]{{4}}\b)", rf"\g<it>{NBSP}"),
        (rf"\b(?P<it>{_TITLES}) {_NAME}", rf"\g<it>{NBSP}"),
        (rf"(?<![\w.’])(?P<it>(?:[A-ZÀ-ÖØ-Þ]\.-?)+) {_NAME}", rf"\g<it>{NBSP}"),
        (rf"\b(?P<it>(?i:{_PARTS})) {_NUMBER}", rf"\g<it>{NBSP}"),
    )


CLOSE_UP = (r"(?<=[^\s«])[ \u00a0]+(?P<it>[;!?]+)(?=[\s»”’)\],.…]|$)", r"\g<it>")
_ENTITY = "".join(f"(?<!&{name})" for name in ("nbsp", "amp", "lt", "gt", "quot"))
APART = (
    rf"(?<=[\w»”›’)\]}}%€….{CLOSE}]){_ENTITY}[ \u00a0]?(?P<it>[;!?]+)(?=[\s»”›’)\],.…]|$)",
    rf"{NBSP}\g<it>",
)
OUTSIDE_CANADA = (
    *("BE", "FR", "LU", "MC", "BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT"),
    *("BF", "BI", "BJ", "CD", "CF", "CG", "CI", "CM", "DJ", "DZ", "GA", "GN", "GQ", "HT", "KM"),
    *("MA", "MG", "ML", "MR", "MU", "NE", "RW", "SC", "SN", "SY", "TD", "TG", "TN", "VU"),
)
TYPOGRAPHY: Mapping[str, Rules] = {
    "": _set("“”", CLOSE_UP),
    **dict.fromkeys(OUTSIDE_CANADA, _set("“”", APART)),
    "CH": _set("‹›", APART),
}

_NOUNS = (  # that end as verbs do: « du premier ministre », but « de le former »
    r"(?:(?:avant-)?(?:premier|dernier)|ministère|ministre|maire|territoire|centre|cadre|nombre"
    r"|chiffre|membre|chantier|quartier|officier|dossier|pouvoir|avenir|navire|militaire|caractère"
    r"|père|maître|titre|théâtre|ordre|registre|semestre|trimestre|papier|métier|calendrier)\b"
)
_MASCULINE = rf"{OPEN}le{SPACE}(?={_NOUNS}|(?!\w*(?:er|ir|re)\b))"
_PLURAL = rf"{OPEN}les{SPACE}(?=\w*[sxz]\b)"
_E_FALLS = r"\b(?P<it>[DdJjLlMmNnSsTt]|[Qq]u|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)qu)"
_E_FELL = r"(?<!\w)(?P<it>[Dd]|[Qq]u|(?:[Ll]ors|[Pp]uis|[Qq]uoi)qu)"
_OPENS_VOWEL = f"{OPEN}(?!H[A-Z]){_ELIDING}"

_OPENS_NOUN = rf"(?!{OPEN}(?:avril|août|octobre|environ|au|un|exactement)\b){_OPENS_VOWEL}"
_A_MONTH = rf"{OPEN}(?:{_MONTHS}){SPACE}[0-9]{{4}}"
_TIMES = rf"\b(?P<it>[Dd]epuis|[Dd]ès|[Aa]vant|[Aa]près|[Vv]ers){SPACE}"

# A month has no article, « depuis mai 2022 ». A preposition takes the article after it along, then
# what ends in a vowel is elided before one: « du ministre », « la mort de milliers », « est
# d’environ 100 », but « de huit », « de 11 ».
JOINING: Rules = (
    (rf"{_TIMES}le{SPACE}(?={_A_MONTH})", r"\g<it> "),
    (rf"\b(?:le|au){SPACE}(?={_A_MONTH})", "en "),
    (rf"\bLe{SPACE}(?={_A_MONTH})", "En "),
    (rf"\b(?P<it>[Dd])u{SPACE}(?={_A_MONTH})", r"\g<it>e "),
    (rf"{_E_FELL}’(?!{_OPENS_VOWEL})(?={OPEN}\w)", r"\g<it>e "),
    (rf"\b(?P<it>[Dd])e{SPACE}(?={_MASCULINE})", r"\g<it>u "),
    (rf"\b(?P<it>[Dd])e{SPACE}(?={_PLURAL})", r"\g<it>es "),
    (rf"\bà{SPACE}(?={_MASCULINE})", "au "),
    (rf"\bÀ{SPACE}(?={_MASCULINE})", "Au "),
    (rf"\bà{SPACE}(?={_PLURAL})", "aux "),
    (rf"\bÀ{SPACE}(?={_PLURAL})", "Aux "),
    (rf"(?<=\b(?:[DdAa]u|[Ll]e){SPACE}{OPEN})le{SPACE}", ""),
    (rf"(?<=\b[Ll]a{SPACE}{OPEN})la{SPACE}", ""),
    (rf"(?<=\b(?:[DdLl]es|[Aa]ux){SPACE}{OPEN})[ld]es{SPACE}", ""),
    (rf"(?<=\b[Ll]’{OPEN})l’", ""),
    (rf"(?<=\b[Dd]e{SPACE}{OPEN})des{SPACE}", ""),
    (rf"(?<=\b[Dd]e{SPACE}{OPEN})de{SPACE}(?=[0-9{MINUS}])", ""),
    (rf"{_E_FALLS}e{SPACE}(?={_OPENS_VOWEL})", r"\g<it>’"),
    (rf"\b(?P<it>[Ll])a{SPACE}(?={_OPENS_VOWEL})", r"\g<it>’"),
    (rf"\b(?P<it>[Dd])u{SPACE}(?={_OPENS_NOUN})", r"\g<it>e l’"),
    (rf"\bau{SPACE}(?={_OPENS_NOUN})", "à l’"),
    (rf"\bAu{SPACE}(?={_OPENS_NOUN})", "À l’"),
    (rf"\b(?P<it>[Ss])i{SPACE}(?={OPEN}ils?\b)", r"\g<it>’"),
    (rf"\b(?P<it>[MmTtSs])a{SPACE}(?={_OPENS_VOWEL})", r"\g<it>on "),
)

# « L’ » before a consonant is « le » or « la »; « ce » before a vowel is « cet », or « c’ » before
# a verb; « la mort des milliers » wants « de » before the fact, and then has « de milliers ».
CLASHING = (
    rf"\b(?:[Ll]’(?!{_OPENS_VOWEL})(?={OPEN}\w)|[Cc]e{SPACE}(?={_OPENS_VOWEL})"
    rf"|(?:[Ll]a|[Ss]a|[Cc]ette){SPACE}\w+{SPACE}(?={OPEN}des{SPACE}))"
)

ABBREVIATIONS = (
    "m mm mgr st ste lt col gén maj cap cpl sgt adj amb env approx vs etc inc ltée cie cf al"
)

PLACES = {
    "page": PlaceWords(typed="p pp page pages", one="p. {}", several="p. {}"),
    "paragraph": PlaceWords(
        typed="par paragr paragraphe paragraphes", one="paragr. {}", several="paragr. {}"
    ),
    "line": PlaceWords(typed="ligne lignes", one="ligne {}", several="lignes {}"),
    "chapter": PlaceWords(
        typed="chap chapitre chapitres", one="chapitre {}", several="chapitres {}"
    ),
    "section": PlaceWords(typed="section sections", one="section {}", several="sections {}"),
    "article": PlaceWords(typed="art article articles", one="article {}", several="articles {}"),
    "annex": PlaceWords(typed="annexe annexes", one="annexe {}", several="annexes {}"),
    "table": PlaceWords(typed="tabl tableau tableaux", one="tableau {}", several="tableaux {}"),
    "figure": PlaceWords(typed="fig figure figures", one="figure {}", several="figures {}"),
    "note": PlaceWords(typed="note notes", one="note {}", several="notes {}"),
    "slide": PlaceWords(typed="diapo diapositive", one="diapositive {}", several="diapositives {}"),
    "row": PlaceWords(typed="rang rangée rangées", one="rangée {}", several="rangées {}"),
}

_CANADA = Grammar(
    tag="fr-CA",
    name="French",
    words=WORDS,
    site=SITE,
    handouts=HANDOUTS,
    preview=PREVIEW,
    explanations=EXPLANATIONS,
    counting=COUNTING,
    dating=DATING,
    reading=READING,
    typography=TYPOGRAPHY,
    joining=JOINING,
    abbreviations=ABBREVIATIONS,
    places=PLACES,
    clashing=CLASHING,
)
_SPACED = {key: re.sub(r"(?<=\S)(?=[;!?])", NBSP, told) for key, told in WORDS.items()}
_FRANCE = replace(_CANADA, tag="fr-FR", words=_SPACED)
LANGUAGE = replace(_CANADA, regions=dict.fromkeys((*OUTSIDE_CANADA, "CH"), _FRANCE))
