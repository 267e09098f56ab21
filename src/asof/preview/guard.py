"""Lets nobody ask a preview but the browser that was given its token, from its own page."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import compare_digest
from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "token"
METHODS = ("GET", "HEAD")
OWN_SITES = ("same-origin", "none")  # the page itself, and an address that was typed or opened
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """What stands before an application: it answers at its own addresses, to who knows its token.

    Names other than of the loopback are refused: a page elsewhere may have one that leads here.
    """

    app: ASGIApp
    hosts: frozenset[str]
    cookie: str
    token: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "http":
            answer = self._refused(HTTPConnection(scope)) or self.app
            await answer(scope, receive, _guarded(send))

    def _refused(self, request: HTTPConnection) -> Response | None:
        """What is answered instead, nothing where there is no objection."""
        if request.scope["method"] not in METHODS:
            return PlainTextResponse("only GET", 405, {"Allow": ", ".join(METHODS)})
        if told := self._foreign(request):
            return PlainTextResponse(told, 403)
        if request.scope["path"] == "/" and TOKEN in request.query_params:
            return self._welcome(request)
        if not self._known(request.cookies.get(self.cookie, "")):
            return PlainTextResponse("open the address that 'asof preview' has printed", 403)
        return None

    def _foreign(self, request: HTTPConnection) -> str:
        """Why a request is from elsewhere, nothing where it is not."""
        named = request.headers.getlist("host")
        if len(named) != 1 or named[0] not in self.hosts:
            return "a preview answers at its own address only"
        origins = request.headers.getlist("origin")
        sites = request.headers.getlist("sec-fetch-site")
        if {*origins} - {f"http://{named[0]}"} or {*sites} - {*OWN_SITES}:
            return "a preview answers to its own page only"
        return ""

    def _welcome(self, request: HTTPConnection) -> Response:
        """Give the cookie to who has the token, and take that off the address."""
        tokens = request.query_params.getlist(TOKEN)
        if len(tokens) != 1 or not self._known(tokens[0]):
            return PlainTextResponse("this token is of another preview", 403)
        others = [each for each in request.query_params.multi_items() if each[0] != TOKEN]
        answer = RedirectResponse(f"/?{urlencode(others)}" if others else "/", 303)
        answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict")
        return answer

    def _known(self, token: str) -> bool:
        return compare_digest(token.encode(), self.token.encode())


def _guarded(send: Send) -> Send:
    """Answers that no other page may embed or read; what does not say otherwise is kept nowhere."""

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return answer
