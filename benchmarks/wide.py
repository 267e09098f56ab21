"""An office's tables, a file a day: what it costs to read them, and to print from them.

Reading stands beside a bare read of the same files, printing beside the same editions from tables
with a line for each value.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median

import openpyxl
from measure import Command, Cost, Place, Row, Rows, build, forget, in_turn, most, run

FIRST = date(2020, 11, 6)
LANGUAGES = ("en-CA", "fr-CA")
CONFIG = f"{{title: Health, languages: [{', '.join(LANGUAGES)}], timezone: Europe/Rome}}\n"
SOURCES = "table: {title: Daily table, publisher: Ministry, published: 2020-11-06/2020-12-31}\n"
WIDE = "{{files: tables/d/*.{}, row: place, on: day, reported: day, source: table, columns: {}}}"
BRIEFING = """\
title: "{{ each.name }}"
template: theme/note.html
for_each: tables/places.csv
question: What is told of this place?
max_pages: 2
body:
  - heading: Figures
  - table: {rows: "health.*.{{ each.code }}", columns: [label, value]}
"""


@dataclass(frozen=True)
class Tables:
    """How many days, places and columns there are, and how they are written."""

    days: int
    places: int
    columns: int
    form: str

    @property
    def names(self) -> list[str]:
        """The names of the columns of figures, which are those of the facts."""
        return [f"c{n}" for n in range(self.columns)]

    def rows(self, day: int) -> Iterator[tuple[str | int, ...]]:
        """A day's table: a row for each place, its figures after the day and the place."""
        chance, on = Random(day), str(FIRST + timedelta(day))
        for place in range(self.places):
            yield (on, f"place {place}", *(chance.randrange(10_000) for _ in self.names))

    def write(self, root: Path) -> Path:
        """Write the workspace, once."""
        if not root.exists():
            for folder in ("facts", "tables/d", "briefings"):
                (root / "data" / folder).mkdir(parents=True)
            (root / "asof.yaml").write_text(CONFIG)
            (root / "data/sources.yaml").write_text(SOURCES)
            (root / "data/facts/health.yaml").write_text("\n".join(self._facts()) + "\n")
            places = "".join(f"place{n},place_{n}\n" for n in range(self.places))
            (root / "data/tables/places.csv").write_text(f"name,code\n{places}")
            (root / "data/briefings/places.yaml").write_text(BRIEFING)
            self._write_tables(root / "data/tables/d")
        return root

    def _facts(self) -> Iterator[str]:
        columns = f"{{{', '.join(f'{name}: {name}' for name in self.names)}}}"
        narrow = self.form == "narrow"
        if not narrow:
            yield f"tables: {WIDE.format(self.form, columns)}"
        for name in self.names:
            table = f", table: tables/d/{name}.csv" if narrow else ""
            yield f"{name}: {{label: Figure {name}{table}}}"

    def _write_tables(self, folder: Path) -> None:
        if self.form == "narrow":
            return self._write_narrow(folder)
        for day in range(self.days):
            rows = [("day", "place", *self.names), *self.rows(day)]
            path = folder / f"{FIRST + timedelta(day)}.{self.form}"
            if self.form == "csv":
                path.write_text("".join(f"{','.join(map(str, row))}\n" for row in rows))
            else:
                book = openpyxl.Workbook(write_only=True)
                sheet = book.create_sheet()
                for row in rows:
                    sheet.append(row)
                book.save(path)
        return None

    def _write_narrow(self, folder: Path) -> None:
        """A table for each fact, a line for each value: what the others say, the same labels."""
        for at, name in enumerate(self.names, 2):
            lines = (
                f"{key},Figure {name}: {row[1]},{row[at]},{row[0]},table,{row[0]}\n"
                for day in range(self.days)
                for row in self.rows(day)
                for key in [str(row[1]).replace(" ", "_")]
            )
            header = "key,label,value,on,source,reported\n"
            (folder / f"{name}.csv").write_text(header + "".join(lines))


def measured(place: Place) -> Rows:
    """Everything about tables of an office."""
    yield from reading(place)
    yield from editions(place)


def reading(place: Place) -> Rows:
    """100,000 cells read for the first time, and again, beside a bare read of the same files."""
    for form in ("csv", "xlsx"):
        tables = Tables(20, 25 if place.quick else 250, 20, form)
        root = tables.write(place.folder / f"wide-{form}-{tables.places}")
        cache = place.folder / "wide-cache"
        script = Path(__file__).with_name("reading.py")
        ours: Command = [sys.executable, script, root, cache, "2020-12-31", "place_1"]
        bare: Command = [sys.executable, script.with_name("bare_reading.py"), root]
        cases = {"first": case(ours, cache), "again": case(ours), "bare": case(bare)}
        found = in_turn(2 * place.rounds + 1, cases)
        cells = tables.days * tables.places * tables.columns
        first = [float(cost.answer["processor"]) for cost in found["first"]]
        again = median(float(cost.answer["processor"]) for cost in found["again"])
        plain = [float(cost.answer["processor"]) for cost in found["bare"]]
        yield most(f"{cells:,} cells in {form.upper()}, first read", median(first), 3.0)
        yield most("… kept", again, 0.3, "{:.3f} s")
        ratio = median(a / b for a, b in zip(first, plain, strict=True))
        yield Row("… first read beside a bare read", f"{ratio:.1f} × ({median(plain):.2f} s)")


def case(command: Command, cache: Path | None = None) -> Callable[[], Cost]:
    """A command, before which what is kept is taken away where that is said."""

    def once() -> Cost:
        if cache:
            forget(cache)
        return run(command)

    return once


def editions(place: Place) -> Rows:
    """Six days of 21 regions in two languages, from tables of an office and from narrow ones."""
    days = 1 if place.quick else 6
    forms = {form: Tables(6, 21, 14, form) for form in ("csv", "narrow")}
    roots = {form: each.write(place.folder / f"days-{form}") for form, each in forms.items()}

    def batch(form: str) -> Callable[[], Cost]:
        out = place.folder / f"out-{form}"

        def once() -> Cost:
            forget(out)
            named = [str(FIRST + timedelta(n)) for n in range(days)]
            costs = [run(build(day, "--out", out, jobs=1), roots[form]) for day in named]
            seconds, processor = (sum(each) for each in zip(*map(spent_by, costs), strict=True))
            return Cost(seconds, processor)

        return once

    found = in_turn(place.rounds, {form: batch(form) for form in forms})
    pairs = zip(found["csv"], found["narrow"], strict=True)
    ratio = median(wide.processor / narrow.processor for wide, narrow in pairs)
    count = days * 21 * len(LANGUAGES)
    yield most(
        f"{count} editions of wide tables beside the same of narrow ones", ratio, 1.1, "{:.2f} ×"
    )


def spent_by(cost: Cost) -> tuple[float, float]:
    """The time and the processor's time of a run."""
    return cost.seconds, cost.processor
