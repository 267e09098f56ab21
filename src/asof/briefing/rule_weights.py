"""The rules of `asof check` by name, each with the weight it has where asof.yaml says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from asof.diagnostics import Severity, meant
from asof.located import Mapping_, Reads, Scalar, Schema, invalid, kind, named

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
OFF = "off"

# What stops a release, what warns, what is only told.
WEIGHTS: Mapping[str, Severity] = {
    "bare-figure": ERROR,
    "disputed-fact": ERROR,
    "future-dated": ERROR,
    "missing-translation": ERROR,
    "sum-mismatch": ERROR,
    "unknown-fact": ERROR,
    "claim-as-fact": WARNING,
    "ended-allowance": WARNING,
    "falling-total": WARNING,
    "hedge-drift": WARNING,
    "inferred-date": WARNING,
    "lapsed-fact": WARNING,
    "older-translation": WARNING,
    "stale-fact": WARNING,
    "unused-allowance": NOTE,
    "unused-fact": NOTE,
    "unused-source": NOTE,
    "withheld-fact": NOTE,
}
UNPRINTED = {"older-translation"}  # what a briefing is printed with concerns no reader there
LEVELS = (*(severity.value for severity in Severity), OFF)
Weights = dict[str, Severity | None]


def _rule(raw: Any) -> Scalar:
    """The name of a rule."""
    if not isinstance(raw, Scalar):
        raise invalid(f"expected the name of a rule, found {kind(raw)}")
    if raw not in WEIGHTS:
        raise invalid(f"unknown rule '{raw}'", meant(raw, WEIGHTS))
    return raw


def _weights(raw: Any) -> Weights:
    """A weight for each rule named; none where a rule is off."""
    if not isinstance(raw, Mapping_):
        raise invalid(f"expected a mapping, found {kind(raw)}", "write {stale-fact: error}")
    for name, level in raw.items():
        if name not in WEIGHTS:
            raise invalid(f"unknown rule '{name}'", meant(name, WEIGHTS), raw.keys_at[name])
        if level not in LEVELS:
            told = f"{named(level)} is not one of {', '.join(LEVELS)}"
            raise invalid(told, meant(str(level), LEVELS), raw.values_at[name])
    return {name: None if level == OFF else Severity(level) for name, level in raw.items()}


Rule = Annotated[Scalar, Reads(_rule), Schema({"enum": list(WEIGHTS)})]
Levels = Annotated[
    Weights,
    Reads(_weights),
    Schema(
        {
            "type": "object",
            "properties": {name: {"enum": list(LEVELS)} for name in WEIGHTS},
            "additionalProperties": False,
        }
    ),
]
