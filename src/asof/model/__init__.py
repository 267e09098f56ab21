"""The nouns: facts and their observations, the ledger, editions, briefings and texts."""

from asof.model.briefing import Allowance, Block, Briefing, Point
from asof.model.derived import Formula, FormulaError, formula
from asof.model.edition import Edition, as_of
from asof.model.facts import (
    Citation,
    Fact,
    Index,
    Kind,
    Ledger,
    Observation,
    Period,
    Source,
    Special,
    Status,
    Value,
)
from asof.model.rows import Row
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
    "Index",
    "Kind",
    "Ledger",
    "Observation",
    "Period",
    "Point",
    "Row",
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
