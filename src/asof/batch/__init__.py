"""Builds many editions: what still holds is left as it is, the rest is shared out to workers."""

from __future__ import annotations

from asof.batch.run import build, build_jobs

__all__ = ["build", "build_jobs"]
