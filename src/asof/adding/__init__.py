"""Adds a new day's figures to a workspace: proposed, judged, and kept only then."""

from asof.adding.files_given import Given, given_file, propose_file
from asof.adding.new_values import NewSource, NewValue, propose_values
from asof.adding.proposal import Proposal, diffs, judge_proposal, put_in_place
from asof.adding.questions import Asker, Question

__all__ = [
    "Asker",
    "Given",
    "NewSource",
    "NewValue",
    "Proposal",
    "Question",
    "diffs",
    "given_file",
    "judge_proposal",
    "propose_file",
    "propose_values",
    "put_in_place",
]
