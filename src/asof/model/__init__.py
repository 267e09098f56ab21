"""The nouns: facts and their observations, the ledger, editions, briefings and texts."""

from asof.model.briefing import Allowance, Block, Briefing, Point
from asof.model.derived import Formula, FormulaError, formula
from asof.model.edition import Edition, as_of
from asof.model.facts import (
    Citation,
    Fact,
    Kind,
    Ledger,
    Observation,
    Period,
    Source,
    Special,
    Status,
    Value,
)
from asof.model.text import Text, plain
from asof.model.views import Standing, State, View

__all__ = [
    "Allowance",
    "Block",
    "Briefing",
    "Citation",
    "Edition",
    "Fact",
    "Formula",
    "FormulaError",
    "Kind",
    "Ledger",
    "Observation",
    "Period",
    "Point",
    "Source",
    "Special",
    "Standing",
    "State",
    "Status",
    "Text",
    "Value",
    "View",
    "as_of",
    "formula",
    "plain",
]
