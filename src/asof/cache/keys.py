"""Keys: one digest of all that something was made from."""

from __future__ import annotations

from hashlib import sha256


def key_of(*parts: str | bytes) -> str:
    """One digest of many parts, each told from the next."""
    total = sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()
