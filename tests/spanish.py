"""The starter in Spanish: beside English, or alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import asof

STARTER = Path(asof.__file__).parent / "starter"
TRANSLATED = {
    "Notes sur les travaux d'Alder Bay": "Notas sobre las obras de Alder Bay",
    "Travaux d'Alder Bay (ville inventée)": "Obras de Alder Bay (ciudad inventada)",
    "Travaux d'Alder Bay": "Obras de Alder Bay",
    "Bureau des travaux": "Oficina de obras",
    "Exemple": "Ejemplo",
    "Conduites d'eau": "Tuberías de agua",
    "Travaux municipaux": "Obras municipales",
    "Où en est le renouvellement des conduites d'eau?": (
        "¿ Cómo va la renovación de las tuberías de agua ?"
    ),
    "Direction des travaux": "Dirección de obras",
    "Trésorerie municipale": "Tesorería municipal",
    "En bref": "En breve",
    "Messages clés": "Mensajes clave",
    '"{{ mains.renewed.counted }} sur les {{ mains.planned.counted }} prévus sont en place."': (
        '"{{ mains.renewed.counted }} de los {{ mains.planned.counted }} previstos están listos."'
    ),
    "La fin est prévue pour {{": "El final se espera para {{",
    "Le rapport précédent disait {{": "El informe anterior decía {{",
    "La rue du Quai est {{ events.quay_street }} jusqu'au {{": (
        "La calle del Muelle está {{ events.quay_street }} hasta el {{"
    ),
    "Toutes les rues sont ouvertes.": "Todas las calles están abiertas.",
    "sur le prix du dernier tronçon": "en el precio del último tramo",
    "Montant des soumissions : {{ mains.bids }}, car {{": (
        "Monto de las ofertas: {{ mains.bids }}, pues {{"
    ),
    "Sur le chantier": "En la obra",
    "Faits saillants": "Datos clave",
    "début des travaux": "inicio de las obras",
    "La première tranchée a été ouverte rue du Moulin.": (
        "Se abrió la zanja inicial en la calle del Molino."
    ),
    "essai de pression": "prueba de presión",
    "La conduite de la rue du Moulin a réussi l'essai de pression.": (
        "La tubería de la calle del Molino superó su prueba de presión."
    ),
    "rue du Quai": "calle del Muelle",
    "fermée aux voitures": "cerrada a los coches",
    "kilomètres renouvelés": "kilómetros renovados",
    "kilomètres à renouveler": "kilómetros por renovar",
    "ouvriers sur le chantier": "obreros en la obra",
    "équipes de l'entrepreneur, sans le personnel de la ville": (
        "equipos del contratista, sin el personal de la ciudad"
    ),
    "{one: ouvrier, other: ouvriers}": "{one: obrero, other: obreros}",
    "ouvriers admis sur le chantier": "obreros admitidos en la obra",
    "budget approuvé": "presupuesto aprobado",
    "fin prévue des travaux": "final previsto de las obras",
    "soumissions pour le dernier tronçon": "ofertas para el último tramo",
    "le contrat n'est pas signé": "el contrato no está firmado",
    "Budget d'immobilisations": "Presupuesto de inversiones",
    "Ville d'Alder Bay": "Ciudad de Alder Bay",
    "Rapport au conseil sur les conduites d'eau": "Informe al concejo sobre las tuberías de agua",
    "Bulletin des travaux": "Boletín de obras",
    "Ouvriers sur le chantier, et limite fixée par la ville": (
        "Obreros en la obra, y límite fijado por la ciudad"
    ),
    "« Environ », « jusqu’à » et les mots semblables sont ceux de la source.": (
        "«Aproximadamente», «hasta» y palabras parecidas son de la fuente."
    ),
}


def starter(root: Path, *languages: str) -> Path:
    """The starter in Spanish, without its English where that is not asked for."""
    shutil.copytree(STARTER, root, dirs_exist_ok=True)
    for path in root.rglob("*.*"):
        if path.suffix in {".yaml", ".py", ".html"}:
            path.write_text(_spanish(path.read_text("utf-8"), languages), "utf-8")
    return root


def _spanish(text: str, languages: tuple[str, ...]) -> str:
    for french in sorted(TRANSLATED, key=len, reverse=True):
        text = text.replace(french, TRANSLATED[french])
    text = text.replace("max_pages: 1", "max_pages: 2")
    text = text.replace("[en-CA, fr-CA]", f"[{', '.join(languages)}]")
    text = text.replace('"fr-CA"', f'"{languages[-1]}"').replace('"fr":', '"es":')
    if len(languages) == 1:
        text = re.sub(r"\ben: (?:\"[^\"]*\"|\{[^}]*\}|[^\"{}\n]*?), (?=fr:)", "", text)
        text = re.sub(r"en: .*\n +(?=fr:)", "", text)
        text = re.sub(r' +"en": .*\n', "", text)
    return re.sub(r"\bfr:", "es:", text)
