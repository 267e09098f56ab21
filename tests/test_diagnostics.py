"""What went wrong, each thing said once."""

from __future__ import annotations

from dataclasses import replace

from asof.diagnostics import AsofError, Finding, Location, Severity, once

HERE = Location("data/briefings/note.yaml", 4, 12)
UNKNOWN = Finding(
    "unknown-fact", Severity.WARNING, HERE, "'a.one' is unknown", "drop 'a.one'", fact="a.one"
)


def of(key: str) -> Finding:
    message, hint = (text.replace("a.one", key) for text in (UNKNOWN.message, UNKNOWN.hint))
    return replace(UNKNOWN, message=message, hint=hint, fact=key)


def test_what_is_said_twice_of_a_place_is_told_once_at_its_gravest() -> None:
    error = replace(UNKNOWN, severity=Severity.ERROR)
    assert once([UNKNOWN, error, UNKNOWN]) == (error,)


def test_what_is_said_of_many_facts_of_a_place_is_told_once_with_their_number() -> None:
    (told,) = once([of("a.one"), of("a.two"), of("a.two")])
    assert told.said == "'a.one' is unknown (likewise 'a.two')"
    (told,) = once([of(f"a.{n}") for n in ("one", "two", "three", "four", "five", "six")])
    assert told.said == "'a.one' is unknown (likewise 'a.two', 'a.three', 'a.four' and 2 more)"
    assert once([told, told]) == (told,)


def test_rows_are_told_with_the_facts() -> None:
    (told,) = once([replace(of("a.one"), rows=("x",)), replace(of("a.two"), rows=("y",))])
    assert told.said == "rows 'x', 'y': 'a.one' is unknown (likewise 'a.two')"


def test_what_is_said_of_other_places_or_otherwise_stays_apart() -> None:
    other = replace(UNKNOWN, place=Location(HERE.path, 5, 12))
    unlike = replace(UNKNOWN, message="'a.one' is stale")
    nameless = Finding("input", Severity.ERROR, HERE, "'a.two' is unknown", "drop 'a.two'")
    assert len(once([UNKNOWN, other, unlike, nameless])) == 4


def test_an_error_tells_each_thing_once() -> None:
    problem = Finding("input", Severity.ERROR, HERE, "this formula names no fact")
    assert str(AsofError(problem, problem)) == str(problem)
