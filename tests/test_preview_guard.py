"""Who may ask a preview, and what of it: a real server, asked by sockets as an attacker would."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from asof.workspace import create
from previews import LONG, Running, heard, running, start

SECRET = "a word that stands outside the workspace"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview of a workspace in which links lead out, and words are markup."""
    root = tmp_path_factory.mktemp("served") / "home"
    create(root)
    (root.parent / "secret.txt").write_text(SECRET)
    (root / "templates/own.css").unlink()
    (root / "templates/own.css").symlink_to("../../secret.txt")
    (root / "data/tables").mkdir(exist_ok=True)
    (root / "data/tables/secret.csv").symlink_to("../../../secret.txt")
    mark = root / "asof.yaml"
    mark.write_text(
        mark.read_text().replace("title: {en: ", "title: {en: <img src=x onerror=y> ", 1)
    )
    with running(root) as there:
        yield there


@pytest.fixture(scope="module")
def paths(served: Running) -> list[str]:
    """An address of each sort that is answered."""
    return ["/", "/front/preview.js", "/api/workspace", "/api/words?ui=en", "/api/edition"]


# Who


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}.evil.example",
        "localhost.evil.example:{port}",
        "evil.localhost:{port}",
        "0.0.0.0:{port}",
        "127.0.0.2:{port}",
        "user@127.0.0.1:{port}",
        "",
    ],
)
def test_a_name_that_was_made_to_lead_here_is_refused(served: Running, host: str) -> None:
    """DNS rebinding: a page of a stranger's whose name leads to the loopback by now."""
    answer = served.get("/api/workspace", host=host.format(port=served.port))
    assert answer.status in (400, 403)
    assert b"Alder" not in answer.body


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_every_name_of_the_loopback_is_its_own(served: Running, name: str) -> None:
    assert served.get("/api/words?ui=en", host=f"{name}:{served.port}").status == 200


def test_a_request_of_two_hosts_is_refused(served: Running) -> None:
    hosts = f"host: {served.host}\r\nhost: evil.example\r\n"
    raw = f"GET / HTTP/1.1\r\n{hosts}cookie: {served.cookie}\r\n\r\n"
    assert heard(served.sent(raw.encode())).status == 400


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "https://127.0.0.1:{port}",
        "http://localhost:{port}",
        "http://127.0.0.1:{port}, http://evil.example",
    ],
)
def test_another_origin_is_refused(served: Running, origin: str) -> None:
    answer = served.get("/api/workspace", origin=origin.format(port=served.port))
    assert (answer.status, answer.body) == (403, b"a preview answers to its own page only")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "same-origin, cross-site"])
def test_what_another_site_has_asked_for_is_refused(served: Running, site: str) -> None:
    assert served.get("/api/workspace", sec_fetch_site=site).status == 403
    assert served.get(f"/?token={served.token}", sec_fetch_site=site).status == 403


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_the_page_itself_may_ask(served: Running, site: str) -> None:
    answer = served.get("/api/words?ui=en", origin=f"http://{served.host}", sec_fetch_site=site)
    assert answer.status == 200


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "asof-{port}=",
        "asof-{port}=wrong",
        "asof-{port}={token}x",
        "asof-1={token}",
        "token={token}",
    ],
)
def test_without_the_token_nothing_is_answered(
    served: Running, paths: list[str], cookie: str
) -> None:
    given = cookie.format(port=served.port, token=served.token)
    for path in paths:
        answer = served.get(path, cookie=given)
        told = b"open the address that 'asof preview' has printed"
        assert (answer.status, answer.body) == (403, told)


@pytest.mark.parametrize(
    "target", ["/?token=", "/?token=wrong", "/?token={token}&token=x", "/?token=é", "/?token=%00"]
)
def test_a_wrong_token_lets_nobody_in(served: Running, target: str) -> None:
    for cookie in ("", served.cookie):
        answer = served.get(target.format(token=served.token), cookie=cookie)
        assert answer.status in (400, 403)
        assert "set-cookie" not in answer.headers


def test_a_token_is_good_at_the_first_page_alone(served: Running, paths: list[str]) -> None:
    for path in paths[1:]:
        with_token = f"{path}{'&' if '?' in path else '?'}token={served.token}"
        assert served.get(with_token, cookie="").status == 403


def test_the_token_is_taken_off_the_address_for_a_cookie(served: Running) -> None:
    answer = served.get(f"/?briefing=note&token={served.token}&day=2025-06-30", cookie="")
    assert answer.status == 303
    assert answer.headers["location"] == "/?briefing=note&day=2025-06-30"
    name, *flags = answer.headers["set-cookie"].split("; ")
    assert name == served.cookie
    assert {flag.lower() for flag in flags} == {"httponly", "path=/", "samesite=strict"}


def test_the_token_of_one_preview_opens_no_other(served: Running, tmp_path: Path) -> None:
    create(tmp_path / "other")
    with running(tmp_path / "other") as other:
        assert len({served.token, other.token}) == len({served.port, other.port}) == 2
        crossed = f"asof-{other.port}={served.token}"
        assert other.get("/", cookie=crossed).status == 403
        told = other.get(f"/?token={served.token}", cookie="")
        assert (told.status, told.body) == (403, b"this token is of another preview")
        assert other.get("/api/words?ui=en").status == 200
        assert served.get("/api/words?ui=en").status == 200


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]
)
def test_nothing_can_be_done_but_looked_at(served: Running, paths: list[str], method: str) -> None:
    for path in paths:
        answer = served.get(path, method, content_length="0")
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_head_has_no_body(served: Running) -> None:
    answer = served.get("/api/words?ui=en", "HEAD")
    assert (answer.status, answer.body) == (200, b"")


def test_no_other_protocol_is_spoken(served: Running) -> None:
    upgrade = {
        "connection": "Upgrade, close",
        "upgrade": "websocket",
        "sec_websocket_key": "dGhlIHNhbXBsZSBub25jZQ==",
        "sec_websocket_version": "13",
    }
    assert served.get("/api/events/x", **upgrade).status == 404


# What


@pytest.mark.parametrize(
    "target",
    [
        "/front/../app.py",
        "/front/..%2fapp.py",
        "/front/%2e%2e/app.py",
        "/front/%252e%252e/app.py",
        "/front/..\\app.py",
        "/front/preview.js/../../app.py",
        "/front//etc/passwd",
        "/front/%2fetc/passwd",
        "/front/%00",
        "/front/.",
        "/front/",
        "/front",
        "/front/index.html%00.js",
        "/../asof.yaml",
        "/asof.yaml",
        "/data/facts/mains.yaml",
        "//etc/passwd",
        "/etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/theme/page.css",
        "/build/",
        "/api/",
        "/api/edition/",
        "/api/read",
        "/api/warm",
        "/api/../api/edition",
        "/api/picture/x/1",
        "/api/picture/..%2f..%2fasof.yaml/1",
        "/api/picture/{digest}/-1",
        "/api/picture/{digest}/1",
        "file:///etc/passwd",
        "http://127.0.0.1/etc/passwd",
        "*",
    ],
)
def test_no_file_is_served_but_those_of_the_page(served: Running, target: str) -> None:
    answer = served.get(target.format(digest="0" * 64))
    assert answer.status in (400, 404)
    assert not re.search(rb"root:|import|Alder|timezone", answer.body)


def test_a_link_leads_nowhere(served: Running) -> None:
    for kind in ("workspace", "edition", "findings", "timeline", "search?q=word"):
        assert SECRET.encode() not in served.get(f"/api/{kind}").body
    told = served.get("/api/workspace").told["findings"]
    assert told == []
    failure = served.get("/api/edition").told["failure"]
    assert [each["message"] for each in failure] == ["'templates/own.css' is a link that leads out"]


@pytest.mark.parametrize("target", ["/", "/front/x", "/api/workspace", "/api/x", "/api/edition"])
@pytest.mark.parametrize("cookie", [True, False])
def test_no_answer_can_be_framed_kept_or_read_by_others(
    served: Running, target: str, cookie: bool
) -> None:
    headers = served.get(target, **({} if cookie else {"cookie": ""})).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy.pop("default-src") == policy.pop("frame-ancestors") == "'none'"
    assert policy.pop("base-uri") == policy.pop("form-action") == "'none'"
    assert policy.pop("require-trusted-types-for") == "'script'"
    assert policy.pop("trusted-types") == "'none'"
    assert set(policy.values()) == {"'self'"}
    assert "server" not in headers


def test_words_of_the_data_are_told_as_data(served: Running) -> None:
    answer = served.get("/api/workspace")
    assert answer.headers["content-type"] == "application/json"
    assert answer.told["title"]["en-CA"].startswith("<img src=x onerror=y> ")


# How much


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\nhost: %(host)s\r\nx: %(long)s\r\n\r\n",
        b"GET /?q=%(long)s HTTP/1.1\r\nhost: %(host)s\r\n\r\n",
        b"%(long)s",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9.9\r\nhost: %(host)s\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /\x00 HTTP/1.1\r\nhost: %(host)s\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: %(host)s\r\nhost : x\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: %(host)s\r\ncontent-length: -1\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(served: Running, raw: bytes) -> None:
    filled = raw.replace(b"%(host)s", served.host.encode()).replace(b"%(long)s", b"x" * 200_000)
    try:
        answer = served.sent(filled)
    except ConnectionError:  # it was not even read to its end
        answer = b"HTTP/1.1 400"
    assert answer.split()[1] in (b"400", b"403", b"431")
    assert served.get("/api/words?ui=en").status == 200


def test_slow_clients_keep_nobody_waiting(served: Running) -> None:
    with ExitStack() as stack:
        for _ in range(60):
            address = ("127.0.0.1", served.port)
            slow = stack.enter_context(socket.create_connection(address, timeout=LONG))
            slow.sendall(f"GET /api/edition HTTP/1.1\r\nhost: {served.host}\r\nx: ".encode())
        assert served.get("/api/words?ui=en").status == 200


@pytest.mark.skipif(not Path("/proc/net/tcp6").exists(), reason="Linux lists who listens")
def test_nobody_listens_but_on_the_loopback(served: Running) -> None:
    wanted = f":{served.port:04X} "
    lists = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    listening = [
        line.split()[1] for line in lists.splitlines() if wanted in line and " 0A " in line
    ]
    own = {"0100007F", "00000000000000000000000001000000"}
    assert {address.partition(":")[0] for address in listening} <= own
    assert listening


# The words of the command line


def test_a_port_that_is_taken_is_told(served: Running, tmp_path: Path) -> None:
    create(tmp_path / "other")
    other = start(tmp_path / "other", "--port", str(served.port))
    assert other.process.wait(LONG) == 2
    hint = "choose another --port, or leave it out for a free one"
    told = f"error: port {served.port} is taken\n  hint: {hint}\n"
    assert other.process.communicate() == ("", told)
