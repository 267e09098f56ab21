"""Facts and their observations, the ledger of them, and the editions that show it on a day."""

from asof.ledger.edition import Edition, UnknownFactError, as_of
from asof.ledger.facts import (
    Citation,
    Fact,
    Frequency,
    Index,
    Ledger,
    Observation,
    Period,
    Progress,
    SeriesBreak,
    Source,
    Special,
    Status,
    Value,
    ValueKind,
    Wording,
)
from asof.ledger.formulas import Formula, formula
from asof.ledger.measures import FormulaError
from asof.ledger.rules_of_time import ObservationState, Standing, View, overdue

__all__ = [
    "Citation",
    "Edition",
    "Fact",
    "Formula",
    "FormulaError",
    "Frequency",
    "Index",
    "Ledger",
    "Observation",
    "ObservationState",
    "Period",
    "Progress",
    "SeriesBreak",
    "Source",
    "Special",
    "Standing",
    "Status",
    "UnknownFactError",
    "Value",
    "ValueKind",
    "View",
    "Wording",
    "as_of",
    "formula",
    "overdue",
]
