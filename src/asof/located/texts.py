"""What texts of files say in one form, whatever their layout."""

from __future__ import annotations

import json
from typing import Any


def canonical_text(tree: Any) -> str:
    """What a tree says, without places, quotes, comments and the order of its fields."""
    return json.dumps(tree, sort_keys=True, ensure_ascii=False)
