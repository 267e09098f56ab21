"""The workload *ridings*: a programme that prints a note for each riding, in two languages.

What is the same at every size stands in `workspace/`; the figures are drawn here, each fact from a
seed of its own, so that a note is the same however many others there are. The country is invented.
"""

from __future__ import annotations

import argparse
import csv
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product, starmap
from pathlib import Path
from random import Random

STATIC = Path(__file__).with_name("workspace")
DAY, NEXT = "2026-03-02", "2026-03-03"
NOTES, PAGES, NATIONAL = "ridings", "pages", "national"  # briefings: two pages, one page, one note
LANGUAGES = 2

Line = tuple[str, ...]
Times = Sequence[tuple[str, str]]  # when, and the source that says so


@dataclass(frozen=True)
class Workload:
    """How much there is: ridings, and facts of an archive that no note reads."""

    rows: int
    archive: int = 0

    @property
    def editions(self) -> int:
        """How many editions a briefing of the ridings has."""
        return LANGUAGES * self.rows


@dataclass(frozen=True)
class Measure:
    """A count over time: how it is written, its first value, and how it goes on."""

    name: str
    times: Times
    first: tuple[float, float]
    step: tuple[float, float]
    form: str = "{:.0f}"

    def lines(self, key: str) -> Iterator[Line]:
        """The observations of one fact, under its key."""
        chance = Random(f"{self.name} {key}")
        amount = chance.uniform(*self.first)
        for on, source in self.times:
            yield key, self.form.format(amount), on, source
            amount *= chance.uniform(*self.step)


RIDINGS = Workload(338)  # 5,000 facts, 20,000 observations
LARGE = Workload(338, 20_000)  # 25,000 facts, 100,000 observations

CENSUS = [(f"{year}-05-10", f"census-{year}#t1") for year in (2006, 2011, 2016, 2021)]
ELECTIONS = ("2008-10-14", "2011-05-02", "2015-10-19", "2019-10-21", "2021-09-20", "2025-04-28")
VOTES = [(day, "returns#p2") for day in ELECTIONS]
YEARS = [(f"{year}-03-31", f"programme-{year}#annex") for year in (2022, 2023, 2024, 2025)]
WINTER = ("2025-12-31", "winter-2026#p3")
QUARTERS = [f"{year}-{month}" for year in range(2022, 2026) for month in ("03", "06", "09", "12")]
SURVEYS = [(quarter, "labour#t2") for quarter in QUARTERS[-8:]]
STATEMENTS = [(quarter, "winter-2026#p5") for quarter in QUARTERS[1:]]

MEASURES = (  # of each riding
    Measure("population", CENSUS, (58_000, 99_000), (1.0, 1.08)),
    Measure("seniors", CENSUS[1:], (11, 19), (1.02, 1.12), "{:.1f}"),
    Measure("income", CENSUS[1:], (520, 700), (1.03, 1.15), "{:.0f}00"),
    Measure("electors", VOTES[1:], (46_000, 78_000), (1.0, 1.06)),
    Measure("turnout", VOTES, (52, 66), (0.93, 1.08), "{:.1f}"),
    Measure("unemployment", SURVEYS, (4.5, 8.5), (0.95, 1.05), "{:.1f}"),
    Measure("projects", [*YEARS, WINTER], (6, 14), (1.2, 1.5)),
    Measure("funding", YEARS, (2.1, 6.0), (1.08, 1.3), "{:.1f} million"),
    Measure("homes", [*YEARS, WINTER], (14, 70), (0.85, 1.25), "about {:.0f}0"),
    Measure("clinics", YEARS[1:], (3, 9), (1.0, 1.2)),
    Measure("calls_english", YEARS[1:], (4, 26), (0.9, 1.2), "about {:.0f}0"),
    Measure("calls_french", YEARS[1:], (4, 26), (0.9, 1.2), "about {:.0f}0"),
)
COUNTRY = (
    Measure("turnout", VOTES[1:], (58, 62), (0.95, 1.06), "{:.1f}"),
    Measure("funding", STATEMENTS, (0.9, 1.1), (1.02, 1.08), "{:.2f} billion"),
    Measure("projects", STATEMENTS, (4_000, 5_000), (1.03, 1.09)),
    Measure("towns", STATEMENTS, (900, 1_000), (1.0, 1.04)),
    Measure("offices", STATEMENTS, (30, 40), (1.0, 1.05)),
    Measure("visits", STATEMENTS, (2_000, 9_000), (0.9, 1.15)),
    Measure("bids", STATEMENTS, (300, 500), (0.9, 1.15)),
    Measure("audits", STATEMENTS, (20, 40), (0.9, 1.15)),
)
REGIONAL = Measure("regions", [*YEARS, WINTER], (10, 90_000), (0.9, 1.2))
ARCHIVED = Measure("archive", YEARS, (10, 90_000), (0.9, 1.2))

# Names without a country.
REGIONS = [f"region_{letter}" for letter in "abcdefghijklm"]
SUBJECTS = [f"subject_{letter}" for letter in "abcdefghijklmnopqrst"]
TABLE = 1000  # facts in one table of the archive
HEADS = "Ard Bel Cor Dun El Far Gal Har Il Jor Kel Lor Mar Nor Or Pel Quin Ros Sel Tor"
TAILS = "amond avel emore ithe olby udane anter essick ivane orrow umble edge indle oxley"
PLACES = ["".join(parts) for parts in product(HEADS.split(), TAILS.split())]
PEOPLE = "Ada Bruno Carla Denis Elin Farid Greta Hugo Ines Jonas Katia Luc Mira Noel Odile"


def generate(folder: Path, load: Workload) -> Path:
    """Write a workload as a workspace; there must be nothing in the folder yet."""
    shutil.copytree(STATIC, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "data/tables").mkdir()
    names = {f"r{10_001 + number}": name(number) for number in range(load.rows)}
    table(folder / "data/tables/ridings.csv", ("code", "name"), names.items())
    for measure in MEASURES:
        write(folder / f"data/tables/{measure.name}.csv", measure, names)
    put(folder / "data/facts/members.yaml", map(member, names))
    put(folder / "data/facts/openings.yaml", starmap(opening, names.items()))
    put(folder / "data/facts/national.yaml", map(national, COUNTRY))
    surround(folder, REGIONAL, dict.fromkeys(SUBJECTS, REGIONS))
    surround(folder, ARCHIVED, shelves(load.archive))
    return folder


def shelves(number: int) -> dict[str, list[str]]:
    """The keys of so many facts of the archive, by the table that holds them."""
    keys = [f"k{count:05}" for count in range(number)]
    return {f"part_{at}": keys[at : at + TABLE] for at in range(0, number, TABLE)}


def table(path: Path, head: Line, lines: Iterable[Line]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def write(path: Path, measure: Measure, keys: Iterable[str]) -> None:
    """Write the table of a measure: one fact for each key."""
    lines = (line for key in keys for line in measure.lines(key))
    table(path, ("key", "value", "on", "source"), lines)


def put(path: Path, entries: Iterable[str]) -> None:
    """Write a file of facts."""
    path.write_text("\n".join(entries), "utf-8")


def surround(folder: Path, measure: Measure, groups: Mapping[str, Sequence[str]]) -> None:
    """Write facts that no note reads: a table for each group, in one file of facts."""
    stem = measure.name
    for word, keys in groups.items():
        write(folder / f"data/tables/{stem}_{word}.csv", replace(measure, name=word), keys)
    put(folder / f"data/facts/{stem}.yaml", (tabled(stem, word) for word in groups))


def tabled(stem: str, word: str) -> str:
    """The entry of facts that a table holds."""
    about = word.replace("_", " ")
    return f"{word}:\n  label: {{en: {about}, fr: {about}}}\n  table: tables/{stem}_{word}.csv\n"


def name(number: int) -> str:
    """The name of a riding: two places, no pair of them twice."""
    first, round_ = number % len(PLACES), number // len(PLACES)
    second = (37 * first + round_ + 5) % len(PLACES)
    return f"{PLACES[first]}–{PLACES[second]}"


def person(key: str) -> str:
    """The name of somebody."""
    chance = Random(f"person {key}")
    return f"{chance.choice(PEOPLE.split())} {chance.choice(PLACES)}"


def member(code: str) -> str:
    """Who sits for a riding, and who did before."""
    before, now = person(f"{code} 2021"), person(f"{code} 2025")
    return f"""\
{code}:
  label: {{en: member, fr: député}}
  type: text
  observations:
    - {{value: {before}, from: 2021-09-20, until: 2025-04-27, source: directory#p1}}
    - {{value: {now}, from: 2025-04-28, source: directory#p1}}
"""


def opening(code: str, riding: str) -> str:
    """What was opened in a riding last."""
    place = riding.split("–")[0]
    return f"""\
{code}:
  label: {{en: opening, fr: ouverture}}
  type: event
  observations:
    - value:
        en: The health centre of {place} opened.
        fr: Un centre de santé a ouvert à {place}.
      on: 2025-09-12
      source: winter-2026#p2
"""


def national(measure: Measure) -> str:
    """A fact of the whole country, with its observations beside it."""
    french = FRENCH.get(measure.name, measure.name)
    lines = (
        f"    - {{value: {value}, on: {on}, source: {source}}}\n"
        for _, value, on, source in measure.lines("country")
    )
    return f"""\
{measure.name}:
  label: {{en: {measure.name} in the whole country, fr: {french} dans l'ensemble du pays}}
  {SORTS.get(measure.name, f"unit: {{en: {measure.name}, fr: {french}}}")}
  review_in: 5 years
  observations:
{"".join(lines)}"""


FRENCH = {"turnout": "participation", "funding": "financement", "projects": "projets"}
SORTS = {"turnout": 'unit: "%"', "funding": "currency: CAD"}


def main() -> None:
    """Write a workload into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=RIDINGS.rows)
    parser.add_argument("--archive", type=int, default=0, help="facts that no note reads")
    given = parser.parse_args()
    generate(given.folder, Workload(given.rows, given.archive))


if __name__ == "__main__":
    main()
