"""Judges editions of briefings and the whole workspace, by rules."""

from asof.review.attention import attention
from asof.review.context import Case, Draft, Found, Whole
from asof.review.forecast import Due, forecast
from asof.review.named_files import NamedFiles, names_in
from asof.review.report import github, gitlab, sarif
from asof.review.rules import RULES, Rule, unknown_rules
from asof.review.runner import by_place, printed_reasons, review, review_whole, stops

__all__ = [
    "RULES",
    "Case",
    "Draft",
    "Due",
    "Found",
    "NamedFiles",
    "Rule",
    "Whole",
    "attention",
    "by_place",
    "forecast",
    "github",
    "gitlab",
    "names_in",
    "printed_reasons",
    "review",
    "review_whole",
    "sarif",
    "stops",
    "unknown_rules",
]
