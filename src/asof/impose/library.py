"""Whether pikepdf is there: nothing but what is made of finished PDFs needs it."""

from __future__ import annotations

from asof.diagnostics import AsofError, error


def require_library(what: str) -> None:
    """Raise AsofError where pikepdf is not installed, which something needs."""
    try:
        import pikepdf  # noqa: F401 (only whether it is there)
    except ModuleNotFoundError as problem:
        told = f"{what} need '{problem.name}'"
        raise AsofError(error(None, told, "pip install 'asof[impose]'")) from None
