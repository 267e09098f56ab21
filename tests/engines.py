"""What the oldest engine that is allowed cannot do, and the newest can."""

from __future__ import annotations

from importlib.metadata import version

import pytest

OLDEST = version("weasyprint").startswith("69.")


def beyond_the_oldest(reason: str) -> pytest.MarkDecorator:
    """A test that the oldest engine cannot pass, and why."""
    return pytest.mark.skipif(OLDEST, reason=reason)
