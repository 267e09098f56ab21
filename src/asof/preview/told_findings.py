"""Findings as the answers of a preview tell them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from asof import queries
from asof.diagnostics import Finding


def told_findings(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as every command tells them in JSON, with the fact and the rows they are about."""
    return [
        queries.finding(each) | {"fact": each.fact or None, "rows": list(each.rows)}
        for each in found
    ]
