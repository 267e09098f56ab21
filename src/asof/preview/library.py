"""Whether the libraries of the preview are there: nothing but it and watching needs them."""

from __future__ import annotations

from importlib import import_module

from asof.diagnostics import AsofError, error


def require_extra(what: str, *libraries: str) -> None:
    """Raise AsofError where one of some libraries is not installed, which something needs."""
    for library in libraries:
        try:
            import_module(library)
        except ModuleNotFoundError as problem:
            told = f"{what} needs '{problem.name}'"
            raise AsofError(error(None, told, "pip install 'asof[preview]'")) from None
