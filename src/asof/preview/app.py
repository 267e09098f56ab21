"""What a preview answers: its page, questions about the workspace, events, pictures."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from asof.diagnostics import AsofError, error, own_fault
from asof.form import PAPERS, PROFILES, SIDES
from asof.preview.asking import NoAnswerError
from asof.preview.pictures import Picture, Pictures
from asof.preview.session import Session, Told
from asof.preview.told_findings import Fault, told_findings
from asof.preview.words import interface_languages, interface_words

VIEW = ("briefing", "row", "lang", "profile", "paper", "sides", "day", "known")
ASKED = {
    "edition": VIEW,
    "timeline": VIEW,
    "fact": (*VIEW, "key", "ui"),
    "findings": VIEW,
    "search": (*VIEW, "q"),
    "uses": (*VIEW, "key"),
    "compare": (*VIEW, "before"),
}
"""What can be asked about a workspace, and by which parameters; others are passed over."""
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
PACKAGE = Path(__file__).parents[1]
FRONT = {"": PACKAGE / "preview/front", "fonts/": PACKAGE / "publish/theme/fonts"}
PAGE = "index.html"
FOR_EVER = "private, max-age=31536000, immutable"
SCALES = (0.1, 10.0)
Files = Mapping[str, Response]
Endpoint = Callable[[Request], Coroutine[Any, Any, Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is answered of a workspace; `editor` is the pattern of an address that opens a line."""

    session: Session
    pictures: Pictures
    root: Path
    editor: str
    front: Files

    def application(self) -> Starlette:
        """All of it at its addresses."""
        routes = [
            Route("/", self.file),
            Route("/front/{name:path}", self.file),
            Route("/api/workspace", self._answering(self.workspace)),
            Route("/api/words", self._answering(self.words)),
            Route("/api/events", self.events),
            Route("/api/picture/{digest}/{page:int}", self._answering(self.picture)),
            Route("/api/{kind}", self._answering(self.answer)),
        ]
        made = Starlette(routes=routes)
        made.router.redirect_slashes = False
        return made

    def _answering(self, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        return answering(endpoint, self.session.fault)

    async def file(self, request: Request) -> Response:
        """A file of the page: one of a list, and no other."""
        name = request.path_params.get("name", PAGE)
        return self.front.get(name) or _refused(404, [])

    async def words(self, request: Request) -> Response:
        """What the interface says in a language."""
        tag = request.query_params.get("ui", "")
        if tag not in interface_languages():
            return _refused(404, [])
        return JSONResponse({"words": dict(interface_words(tag))})

    async def workspace(self, _: Request) -> Response:
        """What can be looked at; little, where the workspace could not be read yet."""
        pressroom = self.session.pressroom
        try:
            told = (await pressroom.ask("workspace")).told
        except NoAnswerError:
            told = self._unread()
        own = {"editor": self.editor, "ui": list(interface_languages())}
        return JSONResponse({**told, **own, **pressroom.revision.described})

    def _unread(self) -> dict[str, Any]:
        return {
            "title": {},
            "root": str(self.root),
            "today": None,
            "languages": [],
            "profiles": list(PROFILES),
            "papers": list(PAPERS),
            "sides": list(SIDES),
            "defaults": {"paper": PAPERS[0], "sides": SIDES[0]},
            "briefings": [],
        }

    async def answer(self, request: Request) -> Response:
        """The answer to a question about the workspace."""
        kind, given = request.path_params["kind"], request.query_params
        if kind not in ASKED:
            return _refused(404, [])
        asked = {name: given[name] for name in ASKED[kind] if given.get(name)}
        reply = await self.session.pressroom.ask(kind, asked, ahead=bool(given.get("ahead")))
        for pdf in reply.blobs:
            self.pictures.keep(pdf)
        return JSONResponse(reply.told)

    async def picture(self, request: Request) -> Response:
        """A page as a picture; the same under its address for ever."""
        grey = request.query_params.get("grey") == "1"
        wanted = Picture(**request.path_params, scale=_scale(request), grey=grey)
        tag = f'"{wanted.digest}-{wanted.page}-{wanted.scale}-{grey:d}"'
        kept = {"Cache-Control": FOR_EVER, "ETag": tag}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=kept)
        png = await self.pictures.paint(wanted)
        return Response(png, media_type="image/png", headers=kept) if png else _refused(404, [])

    async def events(self, _: Request) -> Response:
        """What becomes of the workspace, as events of the browser."""
        events = (_event(told) async for told in self.session.events())
        return StreamingResponse(events, media_type="text/event-stream")


def front_files() -> Files:
    """The files of the page, by their names; its fonts are those of published sites."""
    return {
        f"{below}{path.name}": Response(path.read_bytes(), media_type=TYPES[path.suffix])
        for below, folder in FRONT.items()
        for path in sorted(folder.iterdir())
        if path.suffix in TYPES
    }


def _scale(request: Request) -> float:
    typed = request.query_params.get("scale", "2")
    try:
        scale = float(typed)
    except ValueError:
        scale = 0.0
    if not SCALES[0] <= scale <= SCALES[1]:
        told = f"'{typed}' is no scale of a picture"
        raise AsofError(error(None, told, "write one such as 2"))
    return scale


def _event(told: Told) -> str:
    name, said = told
    return f"event: {name}\ndata: {json.dumps(said)}\n\n"


# ---- refusals, and who does not wait


def answering(endpoint: Endpoint, fault: Fault) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that is given up when the browser has gone, and tells as findings what fails.

    A fault of the program is told to whoever runs it too.
    """

    async def answer(request: Request) -> Response:
        work = asyncio.create_task(endpoint(request))
        gone = asyncio.create_task(_gone(request))
        try:
            await asyncio.wait([work, gone], return_when=asyncio.FIRST_COMPLETED)
            return _response(work, fault) if work.done() else Response(status_code=204)
        finally:
            work.cancel()
            gone.cancel()

    return answer


def _response(work: asyncio.Task[Response], fault: Fault) -> Response:
    try:
        return work.result()
    except NoAnswerError as problem:
        return _refused(400 if problem.exit_code == AsofError.exit_code else 500, problem.findings)
    except AsofError as problem:
        return _refused(400, told_findings(problem.findings))
    except Exception as problem:  # noqa: BLE001 (it spoils one answer, no other)
        found = own_fault(problem, None)
        fault(found)
        return _refused(500, told_findings([replace(found, trace="")]))


def _refused(status: int, findings: Iterable[Mapping[str, Any]]) -> Response:
    return JSONResponse({"findings": list(findings)}, status)


async def _gone(request: Request) -> None:
    """Wait until nobody waits for the answer."""
    with suppress(asyncio.CancelledError):
        while (await request.receive())["type"] != "http.disconnect":
            pass
