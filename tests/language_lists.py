"""Writes docs/languages: for each language all that the program can print in it, and read of it.

A list is for somebody who reads the language and knows nothing of the program: each line has a
number, what prints, with an example filled in, and the same in English. A region has the lines that
differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from asof import dates, quantity
from asof.language import Language, grammars, language
from asof.quantity import Hedge

HOME = Path(__file__).parents[1] / "docs" / "languages"
REGIONS: Mapping[str, tuple[str, ...]] = {
    "de": ("AT", "CH"),
    "en": ("GB", "IE", "US", "AU", "NZ", "IN", "ZA"),
    "es": ("MX", "AR", "CL", "CO", "PE", "US"),
    "fr": ("FR", "BE", "CH", "LU"),
    "it": ("CH",),
    "nl": ("BE",),
    "pt": ("PT", "AO", "MZ"),
}
"""The regions that each list tells of beside that of its tag; each stands for those alike."""


class Line(NamedTuple):
    """A line of a list: what it is of, the same in every language, and what prints there."""

    section: str
    key: str
    prints: str


DAY, EARLIER = "2021-01-18", "2020-06-29"
DATES = {
    "a day": DAY,
    "the first of a month": "2021-03-01",
    "a month": "2019-04",
    "a week": "2021-W05",
    "a season": "2018-autumn",
    "a season of two years": "2018-winter",
    "a quarter": "2021-Q2",
    "a year": "2017",
    "a fiscal year": "FY2020-21",
}
PAIRS = {
    "days of a month": ("2020-11-06", "2020-11-11"),
    "days of a year": ("2017-05-24", "2017-06-29"),
    "days of two years": ("2019-12-30", "2020-01-02"),
    "months of a year": ("2018-04", "2018-08"),
    "months of two years": ("2018-11", "2019-02"),
    "weeks of a year": ("2021-W05", "2021-W08"),
    "seasons of a year": ("2018-spring", "2018-autumn"),
    "quarters of a year": ("2021-Q1", "2021-Q3"),
    "years": ("2016", "2018"),
}
NUMBERS = (
    *("0", "1", "2", "5", "21", "0.5", "1.5", "-1500", "1378", "12345", "1234567.8"),
    *("600 thousand", "1 million", "2 million", "5 million", "1.5 million", "7.7 million"),
    *("1 billion", "1.39 billion", "5 billion", "1 trillion", "1.5 trillion"),
)
POINTS = {"other": "pp"}
MONEY = ("EUR", "USD", "GBP", "CHF", "CAD", "MXN", "BRL", "PLN", "UAH")
PLACES = {"page": "p", "paragraph": "par", "line": "line", "chapter": "ch", "section": "sec"} | {
    each: each for each in ("article", "annex", "table", "figure", "note", "slide", "row")
}
QUOTED = 'A "B "C" D" E', "A 'B' C", "A ? B ! C ; D : E", "5 % 5% 20 °C 20°C 1 000 000 -5"
WHERE = {
    "at the head of a page": "as_of situation figures_dated numbered numbered_in edition_number"
    " period_covered supersedes reference draft embargo not_public release",
    "at the foot of a page": "page page_of next_update contact principals also holds holds_at qr"
    " back",
    "over a block": "question pressed key_findings tone_note tone_important tone_warning annex"
    " continued sources sources_and_notes notes allowed contents figures figure text_of",
    "in place of a value, or beside it": "none unknown ended ended_perhaps lapsed stale"
    " stale_in_public stale_since have_reported rest_reported total disputed withheld current or"
    " hedged no_figure not_reported not_collected our_calculation inferred date_assumed remarked"
    " claim estimate_by as_of_day target not_exact part_missing",
    "in a note on a source": "source source_named sources_named source_number source_label undated"
    " accessed quoted reported_speech partly_reported_speech flag_provisional flag_revised"
    " flag_estimate status_provisional status_revised status_estimate",
    "at the head of a column": "label value in_unit on until reported by standing counts reason"
    " date change before after change_head change_of_value was is_now why",
    "in a cell that says how far work is": "progress_not_started progress_on_track progress_at_risk"
    " progress_late progress_paused progress_done progress_cancelled",
    "beside a value that has changed": "added updated corrected revised withdrawn removed"
    " gone_stale now_disputed no_changes changes_since change_unchanged change_restated up_by"
    " down_by change_first_reported change_not_reported change_not_all_reported"
    " change_not_reported_between change_not_all_reported_between"
    " change_nothing_later change_not_public change_disputed change_ended"
    " change_series_break change_too_inexact series_break_told base_corrected"
    " base_revised bars",
    "on an errata sheet, or where two editions are compared": "errata what_changed errata_for"
    " errata_new facts_changed clocks diff_corrected diff_withdrawn diff_removed diff_revised"
    " diff_now_disputed diff_updated diff_lapsed diff_gone_stale diff_added why_added why_updated"
    " why_corrected why_revised why_removed why_withdrawn why_gone_stale why_now_disputed",
    "in a chart or on a map, or read aloud in its place": "labelled areas_without class_range"
    " map_credit scale_of_middle quarter_lowest quarter_second quarter_third quarter_highest"
    " span_reported span_announced span_doubt span_onward span_presumed span_past span_day"
    " nothing_stated trend_rising trend_falling trend_level trend_varying trend_between"
    " trend_extremes trend_count time_of_value own_scales log_scale not_received least_to_most",
    "at the record that a PDF carries": "record",
}
STANDS = {key: where for where, keys in WHERE.items() for key in keys.split()}


# ---- what prints


def lines(spoken: Language) -> Iterator[Line]:
    """All that can print in a language, in the same order in each."""
    yield from _words(spoken)
    yield from _numbers(spoken)
    yield from _money(spoken)
    yield from _dates(spoken)
    yield from _places(spoken)
    yield from _typed(spoken)


def _words(spoken: Language) -> Iterator[Line]:
    for where, keys in WHERE.items():
        for key in keys.split():
            given = _examples(spoken, key)
            names = re.findall(r"\{(\w+)\}", grammars()["en"].words[key])
            told = spoken.word(key, **{name: given[name] for name in names})
            yield Line(f"Words {where}", key.replace("_", " "), told)


def _examples(spoken: Language, key: str) -> Mapping[str, str]:
    """An example of what fills each place of a phrase."""
    day, earlier = dates.parse_date(DAY), dates.parse_date(EARLIER)
    few, more = (spoken.quantity(quantity.parse_quantity(each)) for each in ("3", "12"))
    value = spoken.counted(quantity.parse_quantity("5"), None, spoken.unit(POINTS))
    told = dict.fromkeys(["day", "reported", "now", "time", "known"], spoken.date(day))
    told |= dict.fromkeys(["number", "count", "pages", "expected", "high", "last", "highest"], more)
    told |= dict.fromkeys(["low", "first", "lowest", "page"], few)
    told |= dict.fromkeys(
        ["names", "title", "series", "head", "by", "credit", "words", "on"], "A. B."
    )
    told |= dict.fromkeys(["remark", "reason", "label", "letter", "unit"], "C")
    told |= {"value": value, "values": value, "was": spoken.date(earlier), "length": "100\u00a0km"}
    told |= {"span": spoken.span(earlier, day), "days": spoken.span(earlier, day)}
    told |= {"since": spoken.span(day, None), "until": spoken.until(day), "url": "example.org/n"}
    told |= {"reported": few} if key == "have_reported" else {}
    return told | ({"on": spoken.date(day)} if key == "why_updated" else {})


def _numbers(spoken: Language) -> Iterator[Line]:
    points = spoken.unit(POINTS)
    for written in NUMBERS:
        value = quantity.parse_quantity(written)
        yield Line("Numbers", written, spoken.quantity(value))
        yield Line("Numbers, counting something", written, spoken.counted(value, None, points))
    for hedge in Hedge:
        for section, options in HEDGED.items():
            written = HEDGES.get(hedge, f"{hedge.value} 600".strip())
            value = quantity.parse_quantity(written)
            unit = spoken.unit(options) if options else None
            currency = None if options else "EUR"
            yield Line(f"Hedges, {section}", written, spoken.counted(value, currency, unit))
    yield Line(
        "Hedges, of a difference", "+5", spoken.quantity(FIVE, None, {"other": "%"}, signed=True)
    )
    yield Line("One of two", "300 or 400", spoken.either(["300", "400"]))


FIVE = quantity.parse_quantity("5")
HEDGES = {
    Hedge.RANGE: "300 to 400",
    Hedge.TENS: "in the tens",
    Hedge.HUNDREDS: "in the hundreds",
    Hedge.THOUSANDS: "in the thousands",
}
HEDGED: Mapping[str, Mapping[str, str]] = {
    "of a count": POINTS,
    "of a share": {"other": "%"},
    "of money": {},
}


def _money(spoken: Language) -> Iterator[Line]:
    for code in MONEY:
        for written in ("75", "-75", "1204.5", "1.2 million", "300 to 400", "hundreds"):
            told = spoken.quantity(quantity.parse_quantity(written), code)
            yield Line("Money", f"{written} {code}", told)


def _dates(spoken: Language) -> Iterator[Line]:
    for kind, written in DATES.items():
        when = dates.parse_date(written)
        yield Line("Dates", kind, spoken.date(when))
        yield Line("Dates, short, as charts have them", kind, spoken.date(when, short=True))
        yield Line("Dates, of what may no longer be so", kind, spoken.as_of(when))
        yield Line("Dates, from one on", kind, spoken.span(when, None))
        yield Line("Dates, up to one", kind, spoken.span(None, when))
        if kind not in ("a week", "a quarter", "a fiscal year"):
            doubt = {"about": "{}~", "uncertain": "{}?", "both": "{}%"}
            for name, pattern in doubt.items():
                told = spoken.date(dates.parse_date(pattern.format(written)))
                yield Line("Dates, in doubt", f"{kind}, {name}", told)
        yield Line("Dates, not before", kind, spoken.date(dates.parse_date(f"{written}/..")))
        yield Line("Dates, no later than", kind, spoken.date(dates.parse_date(f"../{written}")))
    for kind, ends in PAIRS.items():
        begin, end = map(dates.parse_date, ends)
        yield Line("From one date to another", kind, spoken.span(begin, end))
        yield Line("From one date to another, short", kind, spoken.span(begin, end, short=True))
        told = spoken.date(dates.parse_date("/".join(ends)))
        yield Line("Between two dates", kind, told)
    doubt_ = dates.parse_date("2018-04-01/2018-04-15")
    yield Line("From one date to another", "a day in doubt", spoken.span(doubt_, None))
    for hour in (
        datetime(2021, 1, 18, 6, 0, tzinfo=UTC),
        datetime(2021, 1, 18, 14, 30, tzinfo=UTC),
    ):
        told = spoken.until(dates.parse_date(DAY), hour)
        yield Line("Hours", f"{hour:%H:%M}", told)


def _places(spoken: Language) -> Iterator[Line]:
    for kind, typed in PLACES.items():
        for key, written in ((f"one {kind}", f"{typed}-3"), (f"several, {kind}", f"{typed}-3-7")):
            numbered, named = spoken.places([written])
            yield Line("Places in sources", key, "".join((*numbered, *named)))


def _typed(spoken: Language) -> Iterator[Line]:
    for text in QUOTED:
        yield Line("How a text is set that is typed so", text, spoken.typeset(text))


# ---- what is read


def read(spoken: Language) -> Iterator[tuple[str, str]]:
    """What is understood where a text or a table holds it, and what it stands for."""
    reading = spoken.reading
    yield from ((f"{words} 600", f"{hedge.value} 600") for words, hedge in reading.hedges.items())
    yield from ((f"600 {words}", f"{hedge.value} 600") for words, hedge in reading.trailing.items())
    yield from ((f"5 {words}", f"5 {scale}") for words, scale in reading.scale_words.items())
    yield from ((f"{words} 600", LIMIT) for words in reading.limits)
    yield from ((month, f"month {n}") for n, month in enumerate(reading.months, 1))
    yield from zip((each.replace("|", ", ") for each in reading.seasons), SEASONS, strict=True)
    for told, field in (("a number", reading.cardinals), ("a number in a row", reading.ordinals)):
        words = re.findall(r"(?<!\S)[\w’-]+\??(?!\S)", field)
        if words:
            yield ", ".join(re.sub(r"(\w)\?", r"(\1)", word) for word in words), told


LIMIT = "600; before a figure of a page it is told, for it says more"
SEASONS = ("spring", "summer", "autumn", "winter")


# ---- the pages


def page(short: str) -> str:
    """The list of a language."""
    grammar, number = grammars()[short], 0
    spoken, english = language(grammar.tag), {each[:2]: each.prints for each in lines(ENGLISH)}
    text = [HEAD.format(name=grammar.name, tag=grammar.tag)]
    section = ""
    for line in sorted(lines(spoken), key=_place):
        if line.section != section:
            section = line.section
            text.append(f"\n## {section}\n\n{TABLE}")
        number += 1
        text.append(row(number, line.prints, english[line[:2]], line.key))
    text.append(f"\n## What is read\n\n{TYPED}")
    for typed, told in read(spoken):
        number += 1
        text.append(row(number, typed, told))
    met: dict[tuple[tuple[Line, str], ...], str] = {(): "In nothing"}
    for region in REGIONS.get(short, ()):
        differing = tuple(in_region(spoken, language(f"{short}-{region}")))
        text.append(f"\n## How {short}-{region} differs\n")
        if differing in met:
            text.append(f"{met[differing]}.")
            continue
        met[differing] = f"As {short}-{region} does"
        text.append(TABLE)
        for line, usual in differing:
            number += 1
            text.append(row(number, line.prints, usual, f"{line.section.lower()}: {line.key}"))
    return "\n".join(text) + "\n"


ENGLISH = language("en-CA")
ORDER = {line.section: n for n, line in enumerate(reversed([*lines(ENGLISH)]))}


def _place(line: Line) -> int:
    """Where the section of a line stands, among those of a list: the first is met last."""
    return -ORDER[line.section]


def in_region(usual: Language, spoken: Language) -> Iterator[tuple[Line, str]]:
    """The lines that print otherwise in a region, each with what prints elsewhere.

    A phrase is told where its own words are others, not for the date in it.
    """
    for line, other in zip(lines(spoken), lines(usual), strict=True):
        name = line.key.replace(" ", "_")
        alike = line.section.startswith("Words") and _phrase(spoken, name) == _phrase(usual, name)
        if line.prints != other.prints and not alike:
            yield line, other.prints


def _phrase(spoken: Language, key: str) -> str:
    """A phrase with its places unfilled."""
    names = re.findall(r"\{(\w+)\}", grammars()["en"].words[key])
    return spoken.word(key, **dict.fromkeys(names, "…"))


def row(number: int, *cells: str) -> str:
    """A line of a list; a space that does not break is shown as one that is open."""
    told = (each.replace("|", "\\|").replace("\u00a0", "⍽") for each in cells)
    return f"| {number} | {' | '.join(told)} | |"


HEAD = """\
<!-- made by `make languages` -->

# {name}

All that `asof` can print in {name} as `{tag}` has it, with examples filled in, and what prints in
English in the same place. Tick what reads right, and write beside the others what should stand
there. ⍽ is a space at which no line ends; A. B. and C stand for words of the author."""
TABLE = "| | prints | in English, or elsewhere | what it is | ✓ |\n|---|---|---|---|---|"
TYPED = "| | typed | stands for | ✓ |\n|---|---|---|---|"


def pages() -> Mapping[str, str]:
    """The lists by the names of their files."""
    return {f"{short}.md": page(short) for short in grammars()}


if __name__ == "__main__":
    for name, text in pages().items():
        HOME.joinpath(name).write_text(text, encoding="utf-8")
