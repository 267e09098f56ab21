"""A workspace that asks for all at once: every block, long names, many rows, photographs.

A table of 50 rows, 20 tiles, six charts and 60 events stand in one note, in any set of languages.
All of it is made here, the same each time; its words stand in stress/, a file a language.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

import icc_profiles
from asof.language import grammars

DAY, LOGGED, SURVEYED = date(2025, 6, 2), date(2025, 5, 26), date(2025, 5, 12)
FIRST = LOGGED - timedelta(days=7 * 61)
LAYOUTS = ("note", "profile", "press", "outlook", "commitments")
SITE = "https://emergency.example.org/situation-reports/2025/lake-orme/log-of-the-centre.html"
CONTACT = "duty.officer@emergency.example.org"
FOLDER = Path(__file__).parent / "stress"
TEXTS: Mapping[str, Mapping[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))
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


@chart(caption={caption!r})
def {helper}_of_orme(axes, edition):
    {call}
"""

Said = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """The facts of the workspace, told in some languages."""

    languages: Sequence[str]

    def said(self, key: str, **parts: Said) -> Said:
        """A text in each language, with the parts that it has a place for."""
        return {
            tag: TEXTS[tag][key].format(**{name: part[tag] for name, part in parts.items()})
            if parts
            else TEXTS[tag][key]
            for tag in self.languages
        }

    def listed(self, key: str) -> list[Said]:
        """The texts of a list, each in each language."""
        return [
            dict(zip(self.languages, texts, strict=True))
            for texts in zip(*(TEXTS[tag][key] for tag in self.languages), strict=True)
        ]

    @property
    def districts(self) -> list[Said]:
        """Districts, some of them with names that no column holds."""
        return self.listed("districts")

    def part(self, number: int) -> Said:
        """A part of a district, each of its own name."""
        districts = self.districts
        letter = self.listed("letters")[number // len(districts)]
        return self.said("ward", district=districts[number % len(districts)], letter=letter)

    def fact(self, label: str | Said, *observations: Any, **more: Any) -> dict[str, Any]:
        """A fact with its observations; a label is said or named."""
        told = self.said(label) if isinstance(label, str) else label
        return {"label": told, "observations": list(observations)} | more

    def sources(self) -> dict[str, Any]:
        """The sources."""
        return {
            name: {"title": self.said(name), "publisher": self.said(by), "published": day} | more
            for name, by, day, more in (
                ("log", "office", str(LOGGED), {"url": SITE}),
                ("late", "late_by", str(DAY), {}),
                ("survey", "survey_by", "2025-05", {}),
                ("minutes", "minutes_by", "2025-05-25", {}),
            )
        }

    def wards(self) -> dict[str, Any]:
        """Fifty rows, with units in each of their forms."""
        hedges, unit = ("", "about ", "", "at least ", ""), self.said("bed")
        values = (f"{hedges[n % 5]}{(n * 37) % 900 + 8}" for n in range(50))
        return {
            f"w{n:02}": self.fact(self.part(n), once(value), unit=unit)
            for n, value in enumerate(values)
        }

    def tiles(self) -> dict[str, Any]:
        """Twenty figures: small, large, hedged, money, days, words."""
        values = ("7", "about 1,200", "at least 45,000", "3.2 million", "in the hundreds")
        made = {
            f"t{n:02}": self.fact(self.said("counted", district=self.part(n)), once(value))
            for n, value in enumerate(values * 3)
        }
        made["t15"] = self.fact("spent", once("4.75 million"), currency="CAD")
        made["t16"] = self.fact("open_until", once("2026-11-30"), type="date")
        made["t17"] = self.fact("level", once(self.said("falling")), type="text")
        made["t18"] = self.fact("repairs", once("at risk"), type="progress")
        made["t19"] = self.fact("closed", once("0"))
        return made

    def rooms(self, *values: str) -> dict[str, Any]:
        """What each district has of something: a column of a cross table."""
        return {
            f"d{n}": self.fact(d, once(value, on=LOGGED - timedelta(days=1)), once(f"{n + 7}00"))
            for n, (d, value) in enumerate(zip(self.districts, values, strict=False))
        }

    def happened(self) -> dict[str, Any]:
        """Sixty events, a week apart, some of which take three lines."""
        said, words = self.said("opened"), self.said("words")
        longer = {tag: f"{said[tag]}. {words[tag]}" for tag in said}
        return {
            f"e{n:02}": self.fact(
                "event",
                once(longer if n % 7 == 0 else said, on=FIRST + timedelta(days=7 * n)),
                type="event",
                tags=["flood", "recent"] if n > 52 else ["flood"],
            )
            for n in range(60)
        }

    def spoken(self) -> dict[str, Any]:
        """What was said: long and short, word for word and not."""
        return {
            f"s{n}": self.fact(
                "flood",
                once(
                    self.said("words" if n % 3 == 0 else "go_on"),
                    "minutes",
                    LOGGED - timedelta(days=20 - n),
                    by=self.said(("mayor", "liaison")[n % 2]),
                ),
                type="statement",
                words="verbatim" if n % 2 == 0 else "reported",
                tags=["said"],
            )
            for n in range(8)
        }

    def works(self) -> dict[str, Any]:
        """How far the works are, in each word that there is for it."""
        states = ("not started", "on track", "at risk", "late", "paused", "done", "cancelled")
        return {
            f"p{n}": self.fact(
                self.said("work", district=self.part(n)), once(state, "late"), type="progress"
            )
            for n, state in enumerate(states)
        }

    def orme(self) -> dict[str, Any]:
        """What is followed week by week, who leads, and what is not public."""
        withheld = once("not public", reason=self.said("withheld"))
        leads = [
            {"value": self.said(who), "from": start, "until": end, "source": "log"}
            for who, start, end in (
                ("town", "2025-01", "2025-03"),
                ("province", "2025-04", "2025-05"),
            )
        ]
        return {
            "people": self.fact("people", *weekly(90, 80, 60, 20), unit=self.said("person")),
            "cases": self.fact("cases", *weekly(*(9 + n * n % 23 for n in range(26)))),
            "recoveries": self.fact("recoveries", *weekly(*(n % 17 for n in range(26)))),
            "lead": self.fact("lead", *leads, type="text"),
            "depot": self.fact("depots", withheld, type="number"),
        }

    def files(self) -> dict[str, Any]:
        """The facts, by the name of their file."""
        damage = {"homes": "120 to 180", "wells": "about 40", "roads": "at least 7"}
        return {
            "wards": self.wards(),
            "tiles": self.tiles(),
            "rooms/free": self.rooms("650", "about 800", "900", "1,000"),
            "rooms/taken": self.rooms("7", "80", "900", "1,000", "1,000"),
            "events": self.happened(),
            "said": self.spoken(),
            "works": self.works(),
            "money": {
                f"m{n}": self.fact(d, once(f"{n + 1}.4 million"), currency="CAD")
                for n, d in enumerate(self.districts)
            },
            "damage": {
                name: self.fact(name, once(value, "survey", SURVEYED))
                for name, value in damage.items()
            },
            "orme": self.orme(),
        }


def once(value: Any, source: str = "log", on: date = LOGGED, **more: Any) -> dict[str, Any]:
    """One observation."""
    return {"value": value, "on": str(on), "source": source} | more


def weekly(*values: int) -> list[dict[str, Any]]:
    """A value a week, up to the last log."""
    first = LOGGED - timedelta(days=7 * (len(values) - 1))
    return [once(str(v), on=first + timedelta(days=7 * n)) for n, v in enumerate(values)]


# ---- pictures


@cache
def photographs() -> Mapping[str, bytes]:
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
    made = {"quay.svg": QUAY, "framed.svg": FRAMED}
    for name, (picture, sort, how) in kinds.items():
        file = BytesIO()
        picture.save(file, format=sort, **how)
        made[name] = file.getvalue()
    return made


# ---- the note


class Note(Facts):
    """The note of every block, in some languages."""

    def shown(self, name: str, **more: Any) -> dict[str, Any]:
        """A picture with words for a voice; each is another view of the lake."""
        letter = self.listed("letters")[list(photographs()).index(name)]
        return {"file": f"images/{name}", "alt": self.said("view", letter=letter)} | more

    def row(self, *names: str, **more: Any) -> dict[str, Any]:
        """Pictures side by side."""
        return {"images": [self.shown(name, **more) for name in names]}

    def titled(self, block: str, key: str) -> dict[str, Any]:
        """A block that is its title."""
        return {block: self.said(key)}

    def rooms_by_district(self) -> dict[str, Any]:
        """Columns under a heading and alone, of facts and changes, shaded; a sheet on its side."""
        free = {"heading": self.said("free"), "fact": "rooms.free"}
        taken = {"heading": self.said("taken"), "fact": "rooms.taken"}
        columns = [free, {"change": "rooms.free"}]
        return {
            "columns": [{"heading": self.said("rooms"), "columns": columns}, taken],
            "caption": self.said("rooms_by_district"),
            "heading": self.said("district"),
            "sort": "-rooms.free",
            "tone": "rooms.taken",
            "orientation": "landscape",
        }

    def body(self) -> list[dict[str, Any]]:
        """Every block, and much of each."""
        said, titled, shown = self.said, self.titled, self.shown
        words, point, photo = said("words"), said("in_shelters"), said("photo")
        charts = [{"chart": name} for name in CHARTS]
        return [
            {"key_findings": [point, said("stays_open")]},
            titled("heading", "at_a_glance"),
            {"tiles": ["tiles.t*"]},
            {"callout": {"tone": "warning", "text": words}},
            titled("heading", "situation"),
            {"text": said("typed")},
            {"text": words},
            {"points": [{**point, "points": [words, point]}, words, point]},
            *charts[:2],
            {"text": words},
            {"quote": "said.s0"},
            *charts[2:4],
            {"callout": {"title": said("counting"), "text": words}},
            *charts[4:],
            titled("heading", "works"),
            titled("subheading", "how_far"),
            {"table": {"rows": "works.*", "columns": ["label", "value", "on", "source"]}},
            titled("subheading", "known"),
            {"facts": ["damage.*", "money.*"]},
            titled("subheading", "not_public"),
            {"withheld": "orme.depot"},
            titled("heading", "pictures"),
            {"image": shown("colour.jpg", width="60%", caption=said("shore"), credit=photo)},
            self.row("grey.jpg", "clear.png", credit=photo),
            self.row("few.png", "plain.png", "old.gif"),
            {"text": words},
            {"image": shown("tall.jpg", width="half", caption=said("shore"))},
            self.row("new.webp", "quay.svg"),
            self.row("inks.jpg", "wide.jpg", "wide-and-clear.png"),
            self.row("turned.jpg", "deep.png", "grey-and-clear.png"),
            self.row("large.jpg", "framed.svg", credit=photo),
            titled("heading", "said"),
            {"statements": "said"},
            {"pressed": {"on": said("pressed"), "points": [words, point]}},
            titled("heading", "changed"),
            {"changes": {"since": str(LOGGED)}},
            titled("heading", "happened"),
            {"timeline": "recent"},
            titled("annex", "beds_by_ward"),
            {"table": {"rows": "wards.*", "caption": said("beds")}},
            titled("annex", "rooms"),
            {"cross": self.rooms_by_district()},
            titled("annex", "all_events"),
            {"timeline": "flood"},
            titled("annex", "terms"),
            titled("glossary", "abbreviations"),
        ]

    def abbreviated(self) -> dict[str, Said]:
        """What each abbreviation stands for, by language: some have the same."""
        found: dict[str, Said] = {}
        for tag in self.languages:
            found.setdefault(TEXTS[tag]["short"], {})[tag] = TEXTS[tag]["meant"]
        return found

    def contents(self, layouts: Sequence[str]) -> dict[str, Any]:
        """The files that are data."""
        home = {
            "title": self.said("home"),
            "publisher": self.said("office"),
            "languages": [grammars()[tag].tag for tag in self.languages],
            "timezone": "America/Toronto",
            "marking": self.said("marking"),
            "abbreviations": self.abbreviated(),
        }
        note = {
            "title": self.said("note"),
            "question": self.said("question"),
            "as_of": str(DAY),
            "contact": CONTACT,
            "body": self.body(),
        }
        held = {"asof.yaml": home, "data/sources.yaml": self.sources()}
        held |= {f"data/facts/{name}.yaml": facts for name, facts in self.files().items()}
        for name in layouts:
            held[f"data/briefings/{name}.yaml"] = note | {"template": f"theme/{name}.html"}
        return held


def lay_stress(root: Path, *layouts: str, languages: Sequence[str] = ("en", "fr")) -> Path:
    """The workspace in a folder and in some languages, with a note of each of some layouts."""
    note = Note(languages)
    pictures = {f"images/{name}": picture for name, picture in photographs().items()}
    contents = {
        name: json.dumps(content).encode()
        for name, content in note.contents(layouts or LAYOUTS).items()
    }
    for helper, call in CHARTS.items():
        chart = CHART.format(helper=helper, call=call, caption=note.said(helper))
        contents[f"charts/{helper}.py"] = chart.encode()
    for name, content in (contents | pictures).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root
