"""A workspace in six languages with a text in each field that may have one by language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import yaml

from asof import text, workspace
from asof.briefing.binders import Binder
from asof.briefing.definition import Briefing
from asof.briefing.series import EditionLine
from asof.data import schema
from asof.located import Node
from asof.templates.chart_words import ChartWords
from translated import dumped, in_each

SIX = ("uk-UA", "pl-PL", "en-GB", "de-AT", "fr-CH", "es-MX")
SHORT = tuple(tag[:2] for tag in SIX)

# ---- which fields there are

BY_LANGUAGE = (
    text.Words,
    text.Name,
    text.WordsOrDay,
    schema.UnitWords,
    schema.RawValue,
    workspace.Abbreviations,
)
MODELS = (
    workspace.Config,
    schema.SourceEntry,
    schema.FactEntry,
    schema.FileEntry,
    Briefing,
    EditionLine,
    Binder,
    ChartWords,
)


def fields_by_language() -> set[str]:
    """Each field of a file, or of the words of a chart, that may have texts by language."""
    seen: set[type] = set()
    return {field for model in MODELS for field in _fields(model, seen)}


def models() -> set[str]:
    """What files and the words of a chart are read as, by name."""
    seen: set[type] = set()
    for model in MODELS:
        list(_fields(model, seen))
    return {model.__name__ for model in seen}


def _fields(model: type[Node], seen: set[type]) -> Iterator[str]:
    if model in seen:
        return
    seen.add(model)
    hints = get_type_hints(model, include_extras=True)
    for each in (f for f in fields(model) if not f.metadata.get("aside")):
        for part in _parts(hints[each.name]):
            if part in BY_LANGUAGE:
                yield f"{model.__name__}.{each.metadata.get('alias', each.name)}"
            elif isinstance(part, type) and issubclass(part, Node):
                yield from _fields(part, seen)


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    if not (get_origin(hint) is Annotated and hint in BY_LANGUAGE):
        for inner in get_args(hint):
            yield from _parts(inner)


# ---- a text in each

Write = Callable[[str], Any]
ON = {"on": "2025-06-20", "source": "daybook"}
PLURALS = ("one", "few", "many", "other")


def in_six(field: str) -> dict[str, str]:
    """A text of a field in the six languages, each unlike all others."""
    return {short: f"{field} {short}" for short in SHORT}


def unit_in_six(field: str) -> dict[str, Any]:
    """A unit of a field in the six languages."""
    return {short: dict.fromkeys(PLURALS, f"{field} {short}") for short in SHORT}


def trees(words: Write, unit: Write) -> dict[str, Any]:
    """The files of the workspace with a text in each field; `words` writes one."""
    point = {
        **words("Point.text"),
        "otherwise": words("Point.otherwise"),
        "points": [words("Point.text")],
    }
    return {
        "asof.yaml": {
            "title": words("Config.title"),
            "publisher": words("Config.publisher"),
            "contact": words("Config.contact"),
            "marking": words("Config.marking"),
            "brand": {"head": words("Brand.head"), "foot": words("Brand.foot")},
            "abbreviations": {"WHO": words("Config.abbreviations")},
            "policy": words("Config.policy"),
            "publish": {
                "markings": [words("Publishing.markings")],
                "accessibility": words("Publishing.accessibility"),
            },
        },
        "data/sources.yaml": {
            "daybook": {
                "title": words("SourceEntry.title"),
                "publisher": words("SourceEntry.publisher"),
                "author": words("SourceEntry.author"),
                "kind": words("SourceEntry.kind"),
                "note": words("SourceEntry.note"),
                "published": "2025-06/2025-07",
                "taken_as": "2025-06-24",
            },
            "council-june": {"title": "x", "publisher": "c", "published": "2025-06-20"},
            "council-march": {"title": "x", "publisher": "c", "published": "2025-03-18"},
        },
        "data/facts/every.yaml": {
            "tables": {
                "files": "tables/regions.csv",
                "columns": {"Cases": "cases"},
                "row": "Region",
                "rows": {"north": {"named": "North", "label": words("WideRow.label")}},
                "on": "Day",
                "source": "daybook",
            },
            "cases": {"label": "c"},
            "hands": {
                "label": words("FactEntry.label"),
                "counts": words("FactEntry.counts"),
                "unit": unit("FactEntry.unit"),
                "break": {"on": "2025-06-01", "reason": words("BreakEntry.reason")},
                "observations": [
                    {
                        "value": "7",
                        **ON,
                        "by": words("ObservationEntry.by"),
                        "prefer": words("ObservationEntry.prefer"),
                        "note": words("ObservationEntry.note"),
                    },
                ],
            },
            "taken": {
                "label": "t",
                "observations": [
                    {"value": "9", "on": "2025-03-01", "source": "council-march"},
                    {
                        "on": "2025-03-01",
                        "source": "council-june",
                        "retracts": words("ObservationEntry.retracts"),
                    },
                ],
            },
            "state": {
                "label": "s",
                "type": "text",
                "observations": [{"value": words("ObservationEntry.value"), **ON}],
            },
            "price": {
                "label": "p",
                "currency": "EUR",
                "observations": [
                    {"value": "not public", "reason": words("ObservationEntry.reason"), **ON}
                ],
            },
        },
        "data/editions.yaml": {
            "every": [{"number": "1", "day": "2025-06-30", "note": words("EditionLine.note")}]
        },
        "data/binders/every.yaml": {
            "title": words("Binder.title"),
            "parts": [{"heading": words("BinderPart.heading"), "briefings": ["every"]}],
        },
        "data/briefings/weekly.yaml": {
            "title": "Weekly",
            "series": {
                "every": "week",
                "moved": [
                    {
                        "from": "2025-06-30",
                        "to": "2025-07-01",
                        "reason": words("MovedEdition.reason"),
                    }
                ],
            },
            "body": [{"text": "plain"}],
        },
        "data/briefings/every.yaml": {
            "title": words("Briefing.title"),
            "as_of": "2025-06-30",
            "question": words("Briefing.question"),
            "reference": words("Briefing.reference"),
            "section": words("Briefing.section"),
            "owner": words("Briefing.owner"),
            "principals": [words("Briefing.principals")],
            "contact": words("Briefing.contact"),
            "series": {"number": "table", "name": words("EditionSeries.name")},
            "next_update": words("Briefing.next_update"),
            "marking": words("Briefing.marking"),
            "allow": [
                {
                    "rule": "withheld-fact",
                    "reason": words("Allowance.reason"),
                    "until": "2030-01-01",
                }
            ],
            "body": [
                {"heading": words("Block.heading"), "otherwise": words("Block.otherwise")},
                {"subheading": words("Block.subheading")},
                {"annex": words("Block.annex")},
                {"points": [point]},
                {"key_findings": {"title": words("KeyFindings.title"), "points": ["plain"]}},
                {"pressed": {"on": words("Pressed.on"), "points": ["plain"]}},
                {
                    "table": {
                        "caption": words("TableBlock.caption"),
                        "groups": [{"heading": words("RowGroup.heading"), "rows": "every.state"}],
                    }
                },
                {
                    "cross": {
                        "heading": words("CrossBlock.heading"),
                        "caption": words("CrossBlock.caption"),
                        "columns": [
                            {"fact": "every.cases", "heading": words("CrossColumn.heading")}
                        ],
                    }
                },
                {
                    "image": {
                        "file": "images/trench.svg",
                        "alt": words("Image.alt"),
                        "caption": words("Image.caption"),
                        "subtitle": words("Image.subtitle"),
                        "credit": words("Image.credit"),
                        "note": words("Image.note"),
                    }
                },
                {"text": words("Block.text")},
                {"callout": {"text": words("Callout.text"), "title": words("Callout.title")}},
                {"chart": "every"},
                {"glossary": words("Block.glossary")},
            ],
        },
    }


CHART = """\
from asof.charts import chart, steps


@chart({})
def every(axes, edition):
    steps(axes, edition["mains.crew"])
"""


def lay(root: Path, words: Write = in_six, unit: Write = unit_in_six) -> Path:
    """Lay the workspace."""
    in_each(root, *SIX)
    for name, tree in trees(words, unit).items():
        there = (
            yaml.load((root / name).read_text("utf-8"), yaml.BaseLoader)
            if in_starter(root / name)
            else {}
        )
        write(root / name, dumped(there | tree))
    names = ("caption", "subtitle", "note", "alt")
    lines = [_in_python(name, words(f"ChartWords.{name}")) for name in names]
    write(root / "charts/every.py", CHART.format("".join(lines)))
    write(root / "data/tables/regions.csv", "Region,Day,Cases\nNorth,2025-06-20,5\n")
    write(root / "images/trench.svg", DRAWING)
    return root


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 1"/>'


def in_starter(path: Path) -> bool:
    """Whether the starter has a file too."""
    return path.is_file()


def write(path: Path, content: str) -> None:
    """Write a file, its folder too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


def _in_python(name: str, words: Mapping[str, str]) -> str:
    lines = "".join(f'        "{tag}": "{each}",\n' for tag, each in words.items())
    return f"\n    {name}={{\n{lines}    }},"
