"""Judges editions of briefings and the whole workspace, by rules."""

from asof.review.cases import Case, Draft, Found
from asof.review.forecast import Due, forecast
from asof.review.judging import review, review_edition, stops
from asof.review.report import github, sarif
from asof.review.rules import RULES, Rule

__all__ = [
    "RULES",
    "Case",
    "Draft",
    "Due",
    "Found",
    "Rule",
    "forecast",
    "github",
    "review",
    "review_edition",
    "sarif",
    "stops",
]
