"""Watches what a part of the program is asked, and lets it answer."""

from __future__ import annotations

from typing import Any

import pytest


def spied(patch: pytest.MonkeyPatch, owner: type, name: str) -> list[Any]:
    """What a method is asked from now on."""
    asked: list[Any] = []
    method = getattr(owner, name)

    def spy(self: Any, *given: Any) -> Any:
        asked.extend(given)
        return method(self, *given)

    patch.setattr(owner, name, spy)
    return asked
