"""Which editions are due: by the rhythms of their briefings, and what has been printed of them."""

from asof.schedule.due import DuePlan, DueRequest, Skip, Skipped, planned_due
from asof.schedule.printed import published_on

__all__ = ["DuePlan", "DueRequest", "Skip", "Skipped", "planned_due", "published_on"]
