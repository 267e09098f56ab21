"""Loads what pages need before anybody asks for one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product

from asof.build import laid_edition
from asof.cache import NOTHING_KEPT
from asof.preview.snapshot import snapshot
from asof.preview.view import read_view
from asof.workspace import STARTER, read_workspace

DAY = date(2025, 6, 30)  # on which the note of the starter shows one of everything


def warm(profiles: Iterable[str]) -> None:
    """Have engine, charts, languages and the styles of profiles loaded: the starter is printed."""
    read = snapshot(read_workspace(STARTER), DAY, NOTHING_KEPT)
    for profile, tag in product(profiles, read.workspace.languages):
        view = read_view(read, {"profile": profile, "lang": tag})
        laid_edition(view.edition, view.planned, to_be_seen=True)
