"""A site as its readers have it, over the web: read, and never written."""

from __future__ import annotations

from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

from asof.diagnostics import AsofError, error

LARGEST = 2**28  # bytes of a file: index.json of a million editions
PATIENCE = 30.0  # seconds


class WebSite:
    """A site at an address of the web."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, nothing where there is none; raises AsofError."""
        try:
            with urlopen(f"{self.url}/{quote(path)}", timeout=PATIENCE) as answer:
                content: bytes = answer.read(LARGEST)
                return content
        except HTTPError as problem:
            if problem.code == HTTPStatus.NOT_FOUND:
                return None
            reason = f"{problem.code} {problem.reason}"
        except (OSError, HTTPException, ValueError) as problem:
            reason = str(getattr(problem, "reason", problem))
        told = f"'{self.url}' cannot be read: {reason}"
        raise AsofError(error(None, told, "name the folder that the site is published to"))
