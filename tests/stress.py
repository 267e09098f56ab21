"""A workspace that asks for all at once: every block, long names, many rows, photographs.

A table of 50 rows, 20 tiles, six charts and 60 events stand in one note, in two languages. All of
it is made here, the same each time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

import icc_profiles

DAY, LOGGED, SURVEYED = date(2025, 6, 2), date(2025, 5, 26), date(2025, 5, 12)
FIRST = LOGGED - timedelta(days=7 * 61)
LAYOUTS = ("note", "profile", "press", "outlook", "commitments")
DISTRICTS = (
    "Upper Meridian and the Lakes",
    "Saint-Hippolyte-de-la-Grande-Prairie",
    "Port Orme",
    "Nether Wallop and District",
    "Kangiqsualujjuaq",
)
SOURCES = {
    "log": {
        "title": {"en": "Situation log of the provincial centre", "fr": "Journal du centre"},
        "publisher": {"en": "Provincial Emergency Office", "fr": "Bureau des urgences"},
        "published": str(LOGGED),
        "url": "https://emergency.example.org/situation-reports/2025/lake-orme/log-of-the-centre.html",
    },
    "late": {
        "title": {"en": "Report on the works", "fr": "Rapport sur les travaux"},
        "publisher": {"en": "Roads department", "fr": "Voirie"},
        "published": str(DAY),
    },
    "survey": {
        "title": {"en": "Survey of homes, wells and roads", "fr": "Relevé des logements"},
        "publisher": {"en": "Geological Survey", "fr": "Commission géologique"},
        "published": "2025-05",
    },
    "minutes": {
        "title": {"en": "Minutes of the council", "fr": "Procès-verbal du conseil"},
        "publisher": {"en": "Town council of Port Orme", "fr": "Conseil de Port Orme"},
        "published": "2025-05-25",
    },
}
WORDS = {
    "en": (
        "The water rose through the night and has fallen slowly since. Those who had left their "
        "homes come back as wells are tested and roads are opened, first along the southern shore "
        "and then around the islands. What is not yet known is told as such below."
    ),
    "fr": (
        "L'eau a monté pendant la nuit et baisse lentement depuis. Les personnes évacuées "
        "reviennent à mesure que les puits sont analysés et que les routes rouvrent, d'abord le "
        "long de la rive sud, puis autour des îles. Ce que l'on ignore est dit plus bas."
    ),
}
CHARTS = {
    "steps": 'steps(axes, edition["orme.people"])',
    "columns": 'columns(axes, edition["orme.cases"])',
    "lines": 'lines(axes, edition["orme.cases"], edition["orme.recoveries"])',
    "amounts": 'amounts(axes, *edition.matching("money.*"))',
    "ranges": 'ranges(axes, *edition.matching("damage.*"))',
    "spans": 'spans(axes, edition["orme.lead"])',
}
QUAY = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40"><path d="M0 20h90v9z"/></svg>'
FRAMED = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 92 62">'
    b'<image href="inks.jpg" x="1" y="1" width="90" height="60"/>'
    b'<path d="M1 1h90v60H1z" fill="none" stroke="#1c2b39"/></svg>'
)
CHART = """\
from asof.charts import chart, {helper}


@chart(caption={{"en": "What {helper} show of the lake", "fr": "Le lac en « {helper} »"}})
def {helper}_of_orme(axes, edition):
    {call}
"""


def both(english: str, french: str) -> dict[str, str]:
    """A text in each language."""
    return {"en": english, "fr": french}


def once(value: Any, source: str = "log", on: date = LOGGED, **more: Any) -> dict[str, Any]:
    """One observation."""
    return {"value": value, "on": str(on), "source": source} | more


def fact(english: str, french: str, *observations: Any, **more: Any) -> dict[str, Any]:
    """A fact with its observations."""
    return {"label": both(english, french), "observations": list(observations)} | more


def weekly(*values: int) -> list[dict[str, Any]]:
    """A value a week, up to the last log."""
    first = LOGGED - timedelta(days=7 * (len(values) - 1))
    return [once(str(v), on=first + timedelta(days=7 * n)) for n, v in enumerate(values)]


def wards() -> dict[str, Any]:
    """Fifty rows, some of them with names that no column holds."""
    unit = {"en": {"one": "bed", "other": "beds"}, "fr": {"one": "lit", "other": "lits"}}
    names = [f"{DISTRICTS[n % len(DISTRICTS)]}, {'ABCDEFGHIJ'[n // 5]}" for n in range(50)]
    hedges = ("", "about ", "", "at least ", "")
    return {
        f"w{n:02}": fact(name, name, once(f"{hedges[n % 5]}{(n * 37) % 900 + 8}"), unit=unit)
        for n, name in enumerate(names)
    }


def tiles() -> dict[str, Any]:
    """Twenty figures: small, large, hedged, money, days, words."""
    values = ("7", "about 1,200", "at least 45,000", "3.2 million", "in the hundreds")
    made = {
        f"t{n:02}": fact(f"{DISTRICTS[n % 5]}, counted", f"{DISTRICTS[n % 5]}, compte", once(value))
        for n, value in enumerate(values * 3)
    }
    made["t15"] = fact("Spent", "Dépensé", once("4.75 million"), currency="CAD")
    made["t16"] = fact("Road open until", "Route ouverte", once("2026-11-30"), type="date")
    made["t17"] = fact(
        "Level", "Niveau", once(both("falling slowly", "en baisse lente")), type="text"
    )
    made["t18"] = fact("Repairs", "Réparations", once("at risk"), type="progress")
    made["t19"] = fact("Still closed", "Encore fermés", once("0"))
    return made


def rooms(*values: str) -> dict[str, Any]:
    """What each district has of something: a column of a cross table."""
    return {
        f"d{n}": fact(d, d, once(value, on=LOGGED - timedelta(days=1)), once(f"{n + 7}00"))
        for n, (d, value) in enumerate(zip(DISTRICTS, values, strict=False))
    }


def happened() -> dict[str, Any]:
    """Sixty events, a week apart, some of which take three lines."""
    said = both("The road along the shore is opened", "La route du rivage est rouverte")
    longer = both(f"{said['en']}. {WORDS['en']}", f"{said['fr']}. {WORDS['fr']}")
    return {
        f"e{n:02}": fact(
            "event",
            "événement",
            once(longer if n % 7 == 0 else said, on=FIRST + timedelta(days=7 * n)),
            type="event",
            tags=["flood", "recent"] if n > 52 else ["flood"],
        )
        for n in range(60)
    }


def spoken() -> dict[str, Any]:
    """What was said: long and short, word for word and not."""
    speakers = (
        both("Anne Roy, mayor of Port Orme", "Anne Roy, mairesse de Port Orme"),
        both("Lt. J. Vance, liaison", "Lt J. Vance, liaison"),
    )
    return {
        f"s{n}": fact(
            "the flood",
            "l'inondation",
            once(
                WORDS if n % 3 == 0 else both("We go on.", "Nous continuons."),
                "minutes",
                LOGGED - timedelta(days=20 - n),
                by=speakers[n % 2],
            ),
            type="statement",
            words="verbatim" if n % 2 == 0 else "reported",
            tags=["said"],
        )
        for n in range(8)
    }


def facts() -> dict[str, Any]:
    """The facts, by the name of their file."""
    states = ("not started", "on track", "at risk", "late", "paused", "done", "cancelled")
    withheld = once("not public", reason=both("for safety", "par sécurité"))
    people = {"en": {"one": "person", "other": "people"}, "fr": "personnes"}
    lead = (both("the town", "la ville"), both("the province", "la province"))
    leads = [
        {"value": who, "from": start, "until": end, "source": "log"}
        for who, start, end in zip(
            lead, ("2025-01", "2025-04"), ("2025-03", "2025-05"), strict=True
        )
    ]
    return {
        "wards": wards(),
        "tiles": tiles(),
        "rooms/free": rooms("650", "about 800", "900", "1,000"),
        "rooms/taken": rooms("7", "80", "900", "1,000", "1,000"),
        "events": happened(),
        "said": spoken(),
        "works": {
            f"p{n}": fact(f"Work on {d}", f"Travaux à {d}", once(state, "late"), type="progress")
            for n, (d, state) in enumerate(zip((*DISTRICTS, *DISTRICTS[:2]), states, strict=True))
        },
        "money": {
            f"m{n}": fact(d, d, once(f"{n + 1}.4 million"), currency="CAD")
            for n, d in enumerate(DISTRICTS)
        },
        "damage": {
            name: fact(name, name, once(value, "survey", SURVEYED))
            for name, value in (
                ("homes", "120 to 180"),
                ("wells", "about 40"),
                ("roads", "at least 7"),
            )
        },
        "orme": {
            "people": fact("People in shelters", "En abri", *weekly(90, 80, 60, 20), unit=people),
            "cases": fact("Cases", "Cas", *weekly(*(9 + n * n % 23 for n in range(26)))),
            "recoveries": fact("Recoveries", "Guérisons", *weekly(*(n % 17 for n in range(26)))),
            "lead": fact("Lead", "Direction", *leads, type="text"),
            "depot": fact("Depots", "Dépôts", withheld, type="number"),
        },
    }


# ---- pictures


def photographs() -> Iterator[tuple[str, bytes]]:
    """Photographs of every kind that a page may show, and a drawing."""
    sky = Image.new("RGB", (1500, 1000))
    sky.putdata(
        [
            (int(128 + 99 * math.sin(x / 90)), int(128 + 99 * math.sin(y / 70)), y * 255 // 1000)
            for y in range(1000)
            for x in range(1500)
        ]
    )
    small = sky.resize((750, 500))
    clear = small.convert("RGBA")
    clear.putalpha(small.convert("L"))
    deep = small.convert("L").convert("I").point(lambda level: level * 257).convert("I;16")
    inks = {"icc_profile": icc_profiles.four_inks()}
    wide = {"icc_profile": icc_profiles.wide_gamut()}
    turned = Image.Exif()
    turned[0x0112] = 6
    kinds: dict[str, tuple[Image.Image, str, dict[str, Any]]] = {
        "colour.jpg": (sky, "JPEG", {}),
        "grey.jpg": (small.convert("L"), "JPEG", {}),
        "clear.png": (clear, "PNG", {}),
        "few.png": (small.convert("P"), "PNG", {}),
        "plain.png": (small.convert("1"), "PNG", {}),
        "old.gif": (small.convert("P"), "GIF", {}),
        "new.webp": (small, "WEBP", {}),
        "tall.jpg": (sky.resize((500, 900)), "JPEG", {}),
        "inks.jpg": (small.convert("CMYK"), "JPEG", inks),
        "wide.jpg": (small, "JPEG", wide | {"progressive": True}),
        "wide-and-clear.png": (clear, "PNG", wide),
        "turned.jpg": (small.rotate(90, expand=True), "JPEG", {"exif": turned.tobytes()}),
        "deep.png": (deep, "PNG", {}),
        "grey-and-clear.png": (clear.convert("LA"), "PNG", {}),
        "large.jpg": (sky.resize((3000, 2000)), "JPEG", {}),
    }
    for name, (picture, sort, how) in kinds.items():
        file = BytesIO()
        picture.save(file, format=sort, **how)
        yield f"images/{name}", file.getvalue()
    yield "images/quay.svg", QUAY
    yield "images/framed.svg", FRAMED


# ---- the note


def shown(name: str, **more: Any) -> dict[str, Any]:
    """A picture with words for a voice."""
    alt = both(f"The lake, as {name} has it", f"Le lac ({name})")
    return {"file": f"images/{name}", "alt": alt} | more


def rooms_by_district() -> dict[str, Any]:
    """Columns under a heading and alone, of facts, of changes, shaded; on a sheet on its side."""
    free = {"heading": both("Free", "Libres"), "fact": "rooms.free"}
    taken = {"heading": both("Taken", "Occupées"), "fact": "rooms.taken"}
    changed = {"change": "rooms.free"}
    return {
        "columns": [{"heading": both("Rooms", "Chambres"), "columns": [free, changed]}, taken],
        "caption": both("Rooms by district", "Chambres par secteur"),
        "heading": both("District", "Secteur"),
        "sort": "-rooms.free",
        "tone": "rooms.taken",
        "orientation": "landscape",
    }


def body() -> list[dict[str, Any]]:
    """Every block, and much of each."""
    point = both("{{ orme.people.counted }} are in shelters.", "{{ orme.people.counted }} en abri.")
    photo = both("Photo: Provincial Emergency Office.", "Photo : Bureau des urgences.")
    caption = both("The lake from the southern shore", "Le lac depuis la rive sud")
    charts = [{"chart": name} for name in CHARTS]
    return [
        {"key_findings": [point, both("The EOC stays open.", "Le COU reste ouvert.")]},
        {"heading": both("At a glance", "En bref")},
        {"tiles": ["tiles.t*"]},
        {"callout": {"tone": "warning", "text": WORDS}},
        {"heading": both("The situation", "La situation")},
        {"text": WORDS},
        {"points": [{**point, "points": [WORDS, point]}, WORDS, point]},
        *charts[:2],
        {"text": WORDS},
        {"quote": "said.s0"},
        *charts[2:4],
        {"callout": {"title": both("How people are counted", "Le compte"), "text": WORDS}},
        *charts[4:],
        {"heading": both("Works", "Travaux")},
        {"subheading": both("How far they are", "Avancement")},
        {"table": {"rows": "works.*", "columns": ["label", "value", "on", "source"]}},
        {"subheading": both("What is known", "Ce que l'on sait")},
        {"facts": ["damage.*", "money.*"]},
        {"subheading": both("What is not public", "Ce qui n'est pas public")},
        {"withheld": "orme.depot"},
        {"heading": both("Pictures", "Images")},
        {"image": shown("colour.jpg", width="60%", caption=caption, credit=photo)},
        {"images": [shown(name, credit=photo) for name in ("grey.jpg", "clear.png")]},
        {"images": [shown(name) for name in ("few.png", "plain.png", "old.gif")]},
        {"text": WORDS},
        {"image": shown("tall.jpg", width="half", caption=caption)},
        {"images": [shown(name) for name in ("new.webp", "quay.svg")]},
        {"images": [shown(name) for name in ("inks.jpg", "wide.jpg", "wide-and-clear.png")]},
        {"images": [shown(name) for name in ("turned.jpg", "deep.png", "grey-and-clear.png")]},
        {"images": [shown(name, credit=photo) for name in ("large.jpg", "framed.svg")]},
        {"heading": both("What was said", "Ce qui a été dit")},
        {"statements": "said"},
        {"pressed": {"on": both("the depots", "les dépôts"), "points": [WORDS, point]}},
        {"heading": both("What has changed", "Ce qui a changé")},
        {"changes": {"since": str(LOGGED)}},
        {"heading": both("What happened last", "Derniers événements")},
        {"timeline": "recent"},
        {"annex": both("Beds by ward", "Lits par service")},
        {"table": {"rows": "wards.*", "caption": both("Beds", "Lits")}},
        {"annex": both("Rooms", "Chambres")},
        {"cross": rooms_by_district()},
        {"annex": both("All events", "Tous les événements")},
        {"timeline": "flood"},
        {"annex": both("Words", "Termes")},
        {"glossary": both("Abbreviations", "Sigles")},
    ]


def lay_stress(root: Path, *layouts: str) -> Path:
    """The workspace in a folder, with a note of each of some layouts of the theme."""
    home = {
        "title": both("Lake Orme", "Lac Orme"),
        "publisher": both("Provincial Emergency Office", "Bureau provincial des urgences"),
        "languages": ["en-CA", "fr-CA"],
        "timezone": "America/Toronto",
        "marking": both("Official", "Officiel"),
        "abbreviations": {
            "EOC": {"en": "emergency operations centre"},
            "COU": {"fr": "centre des opérations d'urgence"},
        },
    }
    note = {
        "title": both("The flood at Lake Orme and on its islands", "L'inondation du lac Orme"),
        "question": both("Who can go home?", "Qui peut rentrer?"),
        "as_of": str(DAY),
        "contact": "duty.officer@emergency.example.org",
        "body": body(),
    }
    files = {"asof.yaml": home, "data/sources.yaml": SOURCES}
    files |= {f"data/facts/{name}.yaml": held for name, held in facts().items()}
    for name in layouts or LAYOUTS:
        files[f"data/briefings/{name}.yaml"] = note | {"template": f"theme/{name}.html"}
    contents = {name: json.dumps(content).encode() for name, content in files.items()}
    for helper, call in CHARTS.items():
        contents[f"charts/{helper}.py"] = CHART.format(helper=helper, call=call).encode()
    for name, content in (contents | dict(photographs())).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root
