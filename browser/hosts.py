"""A host of static files that behaves as those do where sites are put."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

PREFIX = "notes"  # a site stands below the root of its host, as that of a project does


class StaticFiles(SimpleHTTPRequestHandler):
    """Files below a folder; what is not there is answered with 404.html of the site."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, *_: Any) -> None:
        """Answer with the page for what is not found."""
        page = Path(self.directory) / PREFIX / "404.html"
        content = page.read_bytes() if page.exists() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@dataclass(frozen=True)
class Host:
    """A running host: the folder of the site, and its address without a slash behind it."""

    folder: Path
    url: str
    server: ThreadingHTTPServer

    def stop(self) -> None:
        """Answer nobody any more."""
        self.server.shutdown()
        self.server.server_close()


def host_in(root: Path) -> Host:
    """A host with an empty site, in an empty folder."""
    (root / PREFIX).mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(StaticFiles, directory=str(root)))
    Thread(target=server.serve_forever, daemon=True).start()
    return Host(root / PREFIX, f"http://127.0.0.1:{server.server_port}/{PREFIX}", server)
