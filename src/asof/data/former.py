"""What was renamed, and what is wrong with that: a former name is nobody's else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asof.data.keys import PART
from asof.data.parts import Entry, Former
from asof.diagnostics import AsofError, Collector, Location, error
from asof.located import Scalar


def names_now(entries: Iterable[Entry], collect: Collector) -> dict[str, str]:
    """Today's name of each former one; those that cannot be are told, each place once."""
    entries = list(entries)
    used, found, told = {each.key for each in entries}, dict[str, str](), set[Location]()
    for entry in entries:
        for name, place in entry.formerly:
            wrong = _wrong(name, entry.key, used, found.setdefault(name, entry.key))
            if wrong and place not in told:
                collect.add(error(place, *wrong))
                told.add(place)
    return found


def _wrong(name: str, now: str, used: set[str], taken: str) -> tuple[str, str] | None:
    """What is wrong with a former name, and what to do."""
    if name == now:
        return f"'{name}' is its name still", "take it out, or give it another name"
    if name in used:
        return f"'{name}' is in use still", "take it out of 'formerly', or rename what has it"
    told = f"'{name}' is a former name of '{taken}' too"
    return (told, "keep it with one of them") if taken != now else None


def former_keys(typed: Iterable[Scalar]) -> list[Former]:
    """The former keys of a fact; raises AsofError for one that none can have had."""
    hint = "write it whole, with the name of its file, as in personnel.iraq"
    return [_former(each, hint, 2) for each in typed]


def former_files(typed: Iterable[Scalar]) -> list[Former]:
    """What the keys of a file began with before it was renamed; raises AsofError."""
    return [_former(each, "write it as its keys began, as in regions.north", 1) for each in typed]


def former_words(cell: Scalar) -> Iterator[Former]:
    """What a table had in its key column before: one word, or several with spaces between."""
    for word in cell.split():
        if not PART.fullmatch(word):
            hint = "write what stood in the column 'key', words with spaces between"
            raise AsofError(error(cell.place, f"'{word}' cannot have been a key", hint))
        yield Former(word, cell.place)


def _former(typed: Scalar, hint: str, least: int) -> Former:
    """A former key, or the beginning of one, of so many parts at least."""
    parts = typed.split(".")
    if len(parts) < least or not all(map(PART.fullmatch, parts)) or typed.endswith(".yaml"):
        raise AsofError(error(typed.place, f"'{typed}' cannot have been a key", hint))
    return Former(str(typed), typed.place)
