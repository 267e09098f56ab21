"""The rules of time once more, as plainly and slowly as they can be said.

Nothing here is the program's: a line of the ledger is a dict, days are dates, and every rule asks
all lines anew. A line has `value`, `publisher` (one word, however it was typed), `earliest` (the
first day on which it may begin), `starts` (the first on which it has for certain), `inferred`,
`until` (the latest day, or None), `covers` (the last day that it tells of), `reported` (the latest
day), `source`, and the marks `claim`, `revised`, `prefer` and `retracts`. A value is a tuple:
("number", words, low, low_open, high, high_open), ("days", words, first, last), ("words", words),
("withheld",) or ("none",).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

Line = dict[str, Any]
Value = tuple[Any, ...]
WITHHELD = ("withheld",)


# Rules 1 to 4: which lines count


def rule_1(as_of: date, known: date | None = None) -> tuple[date, date]:
    """--as-of sets both clocks, --known the second alone."""
    return (as_of, as_of if known is None else known)


def rule_2(line: Line, day: date) -> bool:
    """A day means its end: what begins on it has begun."""
    return bool(line["starts"] <= day)


def rule_3(line: Line, known: date) -> bool:
    """A line counts when it was reported by the day known, that day included."""
    return bool(line["reported"] <= known)


def counting(lines: list[Line], day: date, known: date) -> list[Line]:
    return [x for x in lines if rule_2(x, day) and rule_3(x, known)]


def taken_back(line: Line, lines: list[Line]) -> bool:
    """`retracts` removes what its publisher had said for that time in earlier documents."""
    return any(
        taker["retracts"]
        and taker["publisher"] == line["publisher"]
        and taker["starts"] == line["starts"]
        and (taker["reported"], taker["source"]) != (line["reported"], line["source"])
        and taker["reported"] >= line["reported"]
        and line["value"] is not None
        for taker in lines
    )


def takes_back_nothing(line: Line, lines: list[Line]) -> bool:
    """A retraction of nothing is refused, and so is one that says again what it takes back."""
    gone = [x["value"] for x in lines if taken_back(x, [line])]
    return bool(line["retracts"] and all(value == line["value"] for value in gone))


def states_a_value(line: Line) -> bool:
    """A claim is never the value, and a line that only takes back has none."""
    return not line["claim"] and line["value"] is not None


def same_voice(one: Line, other: Line) -> bool:
    alike = ("publisher", "starts", "inferred")
    return all(one[name] == other[name] for name in alike)


def overtaken(line: Line, lines: list[Line]) -> bool:
    """From one publisher, for the same first day, the later report wins."""
    return any(
        states_a_value(other) and same_voice(other, line) and other["reported"] > line["reported"]
        for other in lines
    )


def standing_lines(lines: list[Line], day: date, known: date) -> list[Line]:
    heard = counting(lines, day, known)
    return [
        x
        for x in heard
        if states_a_value(x) and not taken_back(x, heard) and not overtaken(x, heard)
    ]


def competing(lines: list[Line], day: date, known: date) -> list[Line]:
    """Those that started last; an inferred start never outranks any stated one."""
    alive = standing_lines(lines, day, known)
    stated = [x for x in alive if not x["inferred"]]
    ranked = stated or alive
    last = max((x["starts"] for x in ranked), default=None)
    return [x for x in ranked if x["starts"] == last]


def voices(lines: list[Line], day: date, known: date) -> list[Line]:
    """`prefer` settles: the line preferred last is the only one heard."""
    group = competing(lines, day, known)
    chosen = [x for x in group if x["prefer"]]
    if not chosen:
        return group
    return [x for x in chosen if all(x["reported"] >= y["reported"] for y in chosen)]


# Rule 4: what they say together


def allows(value: Value, number: float) -> bool:
    _, _, low, low_open, high, high_open = value
    above = number > low if low_open else number >= low
    below = number < high if high_open else number <= high
    return bool(above and below)


def candidates(values: list[Value]) -> list[float]:
    """Numbers enough that one of them satisfies all values if any number does."""
    ends = [end for value in values for end in (value[2], value[4]) if abs(end) != float("inf")]
    between = [(a + b) / 2 for a in ends for b in ends]
    return [*ends, *between, min(ends) - 1, max(ends) + 1]


def agree(values: Iterable[Value]) -> bool:
    """One number (or one day) can satisfy all; a withheld one contradicts nobody."""
    told = [value for value in values if value != WITHHELD]
    sorts = {value[0] for value in told}
    if sorts == {"number"}:
        return any(all(allows(value, n) for value in told) for n in candidates(told))
    if sorts == {"days"}:
        days = [value[2] for value in told]
        return any(all(value[2] <= day <= value[3] for value in told) for day in days)
    return len(set(told)) <= 1


def exactness(value: Value) -> tuple[float, ...]:
    """Withheld least; then by how much is allowed; where that is endless, by its one end."""
    if value == WITHHELD:
        return (0, 0, 0)
    if value[0] == "number":
        return (1, -(value[4] - value[2]), value[2])
    if value[0] == "days":
        return (1, -float((value[3] - value[2]).days), 0)
    return (1, 0, 0)


def printed(lines: list[Line], day: date, known: date) -> list[Line]:
    """The most exact of those that agree, or every value of a dispute; nothing when unknown."""
    heard = voices(lines, day, known)
    if not heard:
        return []
    if agree(x["value"] for x in heard):
        end = {id(x): x["until"] or date.min for x in heard}
        return [max(heard, key=lambda x: (exactness(x["value"]), end[id(x)], x["reported"]))]
    return list({x["value"]: x for x in heard if x["value"] != WITHHELD}.values())


def words(value: Value) -> str:
    if len(value) > 1:
        return str(value[1])
    return "not public" if value == WITHHELD else "none"


def told(lines: list[Line], day: date, known: date) -> list[str]:
    return sorted(words(x["value"]) for x in printed(lines, day, known))


def history(lines: list[Line], day: date, known: date) -> list[list[str]]:
    """What printed at the end of each day on which a value began, oldest first."""
    days = sorted({x["starts"] for x in lines if x["starts"] <= day})
    begun = [then for then in days if any(x["starts"] == then for x in printed(lines, then, known))]
    return [told(lines, then, known) for then in begun]


def claims(lines: list[Line], day: date, known: date) -> list[str]:
    heard = counting(lines, day, known)
    said = [x for x in heard if x["claim"] and x["value"] is not None and not taken_back(x, heard)]
    return sorted(words(x["value"]) for x in said)


# Rules 5 to 7: how far it can be relied on


def disputed(lines: list[Line], day: date, known: date) -> bool:
    return not agree(x["value"] for x in voices(lines, day, known))


def withheld(lines: list[Line], day: date, known: date) -> bool:
    return [x["value"] for x in printed(lines, day, known)] == [WITHHELD]


def rule_5(lines: list[Line], day: date, known: date) -> bool:
    """After the latest day of `until`, with no successor, the fact has lapsed."""
    ends = [x["until"] for x in printed(lines, day, known)]
    return any(end is not None and end < day for end in ends)


def confirms(line: Line, value: Value) -> bool:
    """A repeated value; silence confirms silence, and no number."""
    return bool(
        (line["value"] == WITHHELD) == (value == WITHHELD) and agree([line["value"], value])
    )


def last_report(lines: list[Line], day: date, known: date) -> date | None:
    """The last report that supports the value, of those that speak of its time or later."""
    shown = printed(lines, day, known)
    reports = [
        x["reported"]
        for x in standing_lines(lines, day, known)
        for y in shown
        if x["starts"] >= y["starts"] and confirms(x, y["value"])
    ]
    return max(reports, default=None)


def rule_6(lines: list[Line], day: date, known: date, review_days: int | None) -> bool:
    """Stale: the edition's day, less the last report that supports the value, over the review."""
    report = last_report(lines, day, known)
    if report is None or review_days is None:
        return False
    return day - report > timedelta(days=review_days)


def rule_7(lines: list[Line], day: date, known: date, review_days: int | None) -> str:
    """The first that applies: unknown, disputed, withheld, lapsed, stale, current."""
    if not printed(lines, day, known):
        return "unknown"
    if disputed(lines, day, known):
        return "disputed"
    if withheld(lines, day, known):
        return "withheld"
    if rule_5(lines, day, known):
        return "lapsed"
    return "stale" if rule_6(lines, day, known, review_days) else "current"


def ages(lines: list[Line], day: date, known: date, review_days: int) -> bool:
    """What prints, or a refusal to say, may no longer hold: nobody repeated it in time."""
    standing = rule_7(lines, day, known, review_days)
    return standing in AGEING and rule_6(lines, day, known, review_days)


def lacks_report(lines: list[Line], day: date, known: date, frequency: str) -> bool:
    """No line tells of the day, or of a day near enough; what ended, or never began, lacks none."""
    told = [x["covers"] for x in standing_lines(lines, day, known)]
    over = len(printed(lines, day, known)) == 1 and rule_5(lines, day, known)
    if not told or over:
        return False
    past = [day - timedelta(days=n) for n in range(200)]
    since = [each for each in past if each > max(told)]
    if frequency == "weekdays":
        return any(each.isoweekday() <= 5 for each in since)
    return len(since) > {"daily": 0, "weekly": 7}[frequency]


def rule_9(standing: str) -> bool:
    """Current, stale, withheld and disputed print; unknown and lapsed do not."""
    return standing in ("current", "stale", "withheld", "disputed")


# By how much a value has changed


def change(
    lines: list[Line], day: date, known: date, since: date | None, often: str | None
) -> tuple[Any, ...]:
    """What is known of now less what is known of another day; else the first thing in the way."""
    now = printed(lines, day, known)
    then = since or now[0]["starts"] - timedelta(days=1)
    before = printed(lines, then, known)
    if often and (
        lacks_report(lines, day, known, often) or lacks_report(lines, then, known, often)
    ):
        return ("not_reported",)
    if not before:
        return ("first_reported",)
    if rule_7(lines, then, known, None) == "lapsed":
        return ("not_reported",)
    for each in (day, then):
        obstacle = rule_7(lines, each, known, None)
        if obstacle in NO_NUMBER:
            return (NO_NUMBER[obstacle],)
    if now == before and day > now[0]["covers"]:
        return ("nothing_later",)
    return difference(now[0]["value"], before[0]["value"])


NO_NUMBER = {"withheld": "not_public", "disputed": "disputed", "lapsed": "ended"}


def difference(now: Value, before: Value) -> tuple[Any, ...]:
    """All that it may be, from the least of the one less the most of the other."""
    (low, high), (least, most) = ends([now]), ends([before])
    if now == before:
        return ("unchanged" if low == high else "restated",)
    found = (low - most, high - least)
    return ("too_inexact",) if found == (-INFINITE, INFINITE) else ("computed", *found)


INFINITE = float("inf")


def corrected(line: Line, lines: list[Line]) -> bool:
    """Overtaken by another value of its publisher that was not a planned revision."""
    return any(
        states_a_value(other)
        and same_voice(other, line)
        and other["reported"] > line["reported"]
        and other["value"] != line["value"]
        and not other["revised"]
        for other in lines
    )


def state(line: Line, lines: list[Line], day: date, known: date) -> str:
    """What an edition makes of one line."""
    heard = counting(lines, day, known)
    if line not in heard:
        possible = rule_3(line, known) and line["earliest"] <= day
        return "possible" if possible else "unknown"
    if line["value"] is None or taken_back(line, heard):
        return "retracted"
    if line["claim"]:
        return "claim"
    if line in voices(lines, day, known):
        return "disputed" if disputed(lines, day, known) else "current"
    return "corrected" if corrected(line, heard) else "superseded"


# Derived facts: the sum of facts, each a list of lines


WORST_FIRST = ("unknown", "disputed", "withheld", "lapsed", "stale", "current")
AGEING = ("stale", "withheld", "disputed")


def total(facts: list[list[Line]], day: date, known: date, review_days: int) -> dict[str, Any]:
    """Latest start and report of its parts, worst standing, oldest support.

    It ends with the first of its parts, and is told as it was on that day.
    """
    standings = [rule_7(lines, day, known, review_days) for lines in facts]
    worst = next(s for s in WORST_FIRST if s in standings)
    shown = [printed(lines, day, known) for lines in facts]
    if worst == "unknown":
        return {"standing": worst, "ways": []}
    if worst == "lapsed":
        ends = [x[0]["until"] for x, s in zip(shown, standings, strict=True) if s == "lapsed"]
        then = total(facts, min(ends), known, review_days)
        return then | ({"standing": worst, "ages": False} if then["ways"] else {})
    late = any(rule_6(lines, day, known, review_days) for lines in facts)
    reports = [last_report(lines, day, known) for lines in facts]
    return {
        "standing": worst,
        "ways": [[x["value"] for x in way] for way in product(*shown)],
        "starts": max(x["starts"] for lines in shown for x in lines),
        "reported": max(x["reported"] for lines in shown for x in lines),
        "supported": min(report for report in reports if report),
        "ages": late and worst in AGEING,
    }


def ends(way: list[Value]) -> tuple[float, float]:
    """The least and the most that the values of some parts add up to; none is zero."""
    told = [value for value in way if value != ("none",)]
    return sum(value[2] for value in told), sum(value[4] for value in told)


# Formulas: a key, or (operation, left, right); what is counted is a word, "" for nothing


Tree = Any
OWN = "a unit of its own"


def counts(tree: Tree, units: dict[str, str]) -> str | None:
    """What a formula counts; None where it merges what is unlike."""
    if isinstance(tree, str):
        return units[tree]
    a, b = counts(tree[1], units), counts(tree[2], units)
    if a is None or b is None:
        return None
    like = a == b != OWN
    if tree[0] in ("share", "change"):
        return "%" if like else None
    if tree[0] in "+-":
        points = tree[0] == "-" and a == b == "%"
        return "pp" if points else a if like or (a, b) == ("%", "pp") else None
    if tree[0] == "*":
        counted = next((each for each in ("%", "") if each in (a, b)), None)
        return OWN if counted is None else b if a == counted else a
    return "" if like else a if b == "" else OWN


def reckoned(tree: Tree, numbers: dict[str, int], units: dict[str, str]) -> Fraction:
    """The result, hundredths as parts of one; raises ZeroDivisionError."""
    if isinstance(tree, str):
        return Fraction(numbers[tree], 100 if units[tree] in ("%", "pp") else 1)
    a, b = (reckoned(each, numbers, units) for each in tree[1:])
    operation = {
        "+": lambda: a + b,
        "-": lambda: a - b,
        "*": lambda: a * b,
        "/": lambda: a / b,
        "share": lambda: a / b,
        "change": lambda: b / a - 1,
    }
    return operation[tree[0]]()


def divides(tree: Tree) -> bool:
    """Whether there is a quotient in a formula: its result is rounded to one decimal."""
    return not isinstance(tree, str) and (
        tree[0] in ("/", "share", "change") or any(map(divides, tree[1:]))
    )
