"""Adds a new day's figures to a workspace: proposed, judged, and kept only then."""

from asof.adding.new_values import NewSource, NewValue, propose_values
from asof.adding.proposal import Proposal, diffs, judge_proposal, put_in_place

__all__ = [
    "NewSource",
    "NewValue",
    "Proposal",
    "diffs",
    "judge_proposal",
    "propose_values",
    "put_in_place",
]
