"""How much of a file is read, where asof.yaml says nothing else, and what to do about more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlLimits:
    """How much one YAML file may hold: see `asof.limits`."""

    size: int = 10_000_000
    depth: int = 40
    values: int = 250_000
    aliases: int = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLimits:
    """How much one table may hold: see `asof.limits`."""

    rows: int = 250_000
    columns: int = 1_000
    size: int = 64 * 2**20


def raising(limit: str, instead: str) -> str:
    """A hint for who has more than a limit allows: what to do, or which setting to raise."""
    return f"{instead}, or raise '{limit}' of the limits in asof.yaml"
