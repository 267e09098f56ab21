"""A preview from its start to its end: what it opens, tells by itself, and leaves behind."""

from __future__ import annotations

import asyncio
import errno
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from click.testing import CliRunner
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from asof.cli import main
from asof.cli.preview import EDITORS, Editor
from asof.diagnostics import AsofError, Finding
from asof.preview.app import answering
from asof.preview.server import loopback_sockets
from asof.workspace import create
from previews import LONG, Running, descendants, events, gone, running, start

ALL = 5  # processes: the first, two that load, one that has set a page, and a state
SAME = 10  # looks at the processes of a preview, four in a second, that are to be alike
FACTS = "data/facts/mains.yaml"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview of the starter that no test changes."""
    create(root := tmp_path_factory.mktemp("kept"))
    with running(root) as there:
        yield there


@pytest.fixture
def home(tmp_path: Path) -> Path:
    create(tmp_path / "home")
    return tmp_path / "home"


def edit(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), "utf-8")


# What it answers


def test_the_page_and_its_files_are_served_with_their_types(kept: Running) -> None:
    types = {
        "/": "text/html",
        "/front/preview.css": "text/css",
        "/front/preview.js": "text/javascript",
    }
    for path, sort in types.items():
        answer = kept.get(path)
        assert (answer.status, answer.headers["content-type"]) == (200, f"{sort}; charset=utf-8")
    assert kept.get("/").body == kept.get("/front/index.html").body
    named = set(re.findall(r"""["'(](/front/[^"')]+)""", kept.get("/").body.decode()))
    named |= set(
        re.findall(r"/front/fonts/[\w-]+\.woff2", kept.get("/front/preview.css").body.decode())
    )
    assert {path: kept.get(path).status for path in named} == dict.fromkeys(named, 200)


def test_the_workspace_is_told_with_how_it_stands(kept: Running) -> None:
    told = kept.get("/api/workspace").told
    assert (told["state"], told["findings"], told["ui"]) == ("good", [], ["en", "fr"])
    assert told["editor"] == "vscode://file/{path}:{line}:{column}"
    assert [each["name"] for each in told["briefings"]] == ["note"]


def test_an_edition_is_answered_with_pictures_that_are_kept_for_ever(kept: Running) -> None:
    edition = kept.get("/api/edition?lang=fr&row=&unknown=x").told
    assert (edition["view"]["lang"], edition["failure"]) == ("fr-CA", None)
    address = f"/api/picture/{edition['digest']}/1?scale=1"
    picture = kept.get(address)
    assert picture.body.startswith(b"\x89PNG")
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert kept.get(f"{address}&grey=1").body != picture.body
    again = kept.get(address, if_none_match=picture.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_fact_is_explained_in_the_language_of_the_interface(kept: Running) -> None:
    remarks = [
        kept.get(f"/api/fact?key=events.start&day=2025-06-25{ui}").told["remarks"]
        for ui in ("", "&ui=fr", "&ui=xx")
    ]
    ageless = ["current: it does not age"], ["à jour\u00a0: ne se périme pas"]
    assert remarks == [ageless[0], ageless[1], ageless[0]]


@pytest.mark.parametrize("scale", ["0", "-1", "x", "1e9", "nan", "inf"])
def test_a_picture_has_a_size_that_can_be(kept: Running, scale: str) -> None:
    answer = kept.get(f"/api/picture/{'0' * 64}/1?scale={scale}")
    (told,) = answer.told["findings"]
    assert answer.status == 400
    assert told["message"] == f"'{scale}' is no scale of a picture"
    assert told["hint"] == "write one such as 2"


def test_what_cannot_be_asked_is_told_as_findings(kept: Running) -> None:
    answer = kept.get("/api/edition?briefing=notes")
    assert answer.status == 400
    assert answer.told["findings"][0]["message"] == "no briefing 'notes'"
    assert answer.told["findings"][0]["hint"] == "did you mean 'note'?"
    assert kept.get("/api/words?ui=xx").status == 404


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no loopback of IPv6")
def test_both_protocols_of_the_loopback_are_answered(kept: Running) -> None:
    with socket.create_connection(("::1", kept.port), timeout=LONG) as connection:
        head = f"GET /api/words?ui=en HTTP/1.1\r\nhost: [::1]:{kept.port}\r\ncookie: {kept.cookie}"
        connection.sendall(f"{head}\r\n\r\n".encode())
        assert connection.recv(15) == b"HTTP/1.1 200 OK"


# What it tells by itself


def test_a_save_is_told_and_over_a_fault_the_last_good_page_stays(home: Path) -> None:
    with running(home) as there:
        told = events(there)
        assert next(told)[0] == "revision"
        first = there.get("/api/edition").told
        edit(home, FACTS, "up to 60", "up to 70")
        after = next(said for _, said in told if said["revision"] > first["revision"])
        assert after["state"] == "good"
        second = there.get("/api/edition").told
        assert second["digest"] != first["digest"]

        edit(home, FACTS, "label:", "lable:")
        broken = next(said for _, said in told if said.get("state") == "broken")
        assert broken["findings"][0]["message"] == "unknown field 'lable'"
        assert there.get("/api/workspace").told["state"] == "broken"
        assert there.get("/api/edition").told == second

        edit(home, FACTS, "lable:", "label:")
        assert next(said for _, said in told if said.get("state") == "good")["findings"] == []
        assert there.get("/api/edition").told["digest"] == second["digest"]


def test_what_a_template_holds_reaches_the_server_by_nothing(home: Path) -> None:
    """A page is a picture: a script is nothing in it, and what would be loaded is refused."""
    template, mark = "templates/note.html", "{% block end %}"
    harmless = "<script>fetch('/api/workspace')</script><p onclick='fetch(1)'>Over.</p>"
    with running(home) as there:
        told = events(there)
        seen = there.get("/api/edition").told["revision"]
        edit(home, template, mark, mark + harmless)
        seen = next(said["revision"] for _, said in told if said["revision"] > seen)
        answer = there.get("/api/edition")
        assert answer.told["failure"] is None
        assert b"Over." in answer.body
        assert b"fetch" not in answer.body

        address = f"http://{there.host}/?token={there.token}"
        edit(home, template, harmless, f"<img src='{address}' alt='x'>")
        next(said for _, said in told if said["revision"] > seen)
        (failure,) = there.get("/api/edition").told["failure"]
        assert failure["message"] == f"'{address}' is not in the workspace"


@pytest.mark.parametrize("name", ["asof.yaml", FACTS])
def test_a_workspace_that_is_broken_from_the_start_is_opened_all_the_same(
    home: Path, name: str
) -> None:
    whole = (home / name).read_text("utf-8")
    (home / name).write_text("a: [", "utf-8")
    with running(home, "nte") as there:  # which nobody can know to be none
        told = there.get("/api/workspace").told
        assert (told["state"], told["briefings"], told["revision"]) == ("broken", [], 0)
        assert told["findings"][0]["path"] == name
        assert there.get("/api/edition").told["findings"] == told["findings"]
        heard = events(there)
        (home / name).write_text(whole, "utf-8")
        assert next(said for _, said in heard if said.get("state") == "good")["revision"] == 1
        assert there.get("/api/edition").status == 200


# What is wrong with the program itself

BROKEN = """\
from asof.preview import questions

def put_in(*_):
    return 1 / 0

questions.TOLD["timeline"] = put_in
"""
OURS = "a fault of asof itself: ZeroDivisionError: division by zero"


@pytest.mark.parametrize("debug", ["", "1"])
def test_a_fault_in_a_process_is_told_once_and_where_it_arose_to_who_debugs(
    home: Path, debug: str
) -> None:
    """It is put into every Python that is begun, as whatever runs before any program may do."""
    (home.parent / "sitecustomize.py").write_text(BROKEN, "utf-8")
    path = os.pathsep.join(filter(None, [str(home.parent), os.environ.get("PYTHONPATH")]))
    there = start(home, PYTHONPATH=path, ASOF_DEBUG=debug)
    for _ in range(2):
        answer = there.get("/api/timeline")
        (told,) = answer.told["findings"]
        assert (answer.status, told["message"]) == (500, OURS)
        assert "trace" not in told
    assert there.get("/api/fact?key=mains.crew").status == 200
    there.end()
    lines = there.ended[1].splitlines()
    assert lines[:2] == [
        f"error: {OURS}",
        "  hint: report it with what 'asof --debug' shows; what you typed is not to blame",
    ]
    where = [line for line in lines[2:] if "put_in" in line]
    assert (len(lines) == 2, len(where)) == ((False, 1) if debug else (True, 0))


def test_a_fault_of_the_server_is_told_too() -> None:
    async def broken(_: Request) -> Response:
        raise ZeroDivisionError

    async def never() -> Message:
        return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return]

    async def answered() -> Response:
        return await answering(broken, faults.append)(Request({"type": "http"}, never))

    faults: list[Finding] = []
    response = asyncio.run(answered())
    assert (response.status_code, b"trace" in response.body) == (500, False)
    assert ["in broken" in each.trace for each in faults] == [True]


# How it begins


def test_without_a_workspace_there_is_none(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["--workspace", str(tmp_path), "preview"])
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == (
        "error: no asof.yaml in this folder or above it\n"
        "  hint: run 'asof init', or name the folder with --workspace\n"
    )


LIBRARIES = ["preview watchfiles", "preview starlette", "preview uvicorn", "watch watchfiles"]


@pytest.mark.parametrize("which", LIBRARIES)
def test_without_the_extra_the_line_to_type_is_told(home: Path, which: str) -> None:
    command, library = which.split()
    without = f"import sys; sys.modules['{library}'] = None; from asof.cli import main; main()"
    words = [sys.executable, "-c", without, "--workspace", str(home), command]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=LONG)
    told = f"error: asof {command} needs '{library}'\n  hint: pip install 'asof[preview]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


def test_a_loopback_that_cannot_be_listened_on_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("socket.create_server", refuse)
    with pytest.raises(AsofError) as problem:
        loopback_sockets(80)
    assert str(problem.value) == (
        "error: nothing can listen on the loopback: permission denied\n"
        "  hint: choose a --port of 1024 or more"
    )


def test_what_is_looked_at_first_stands_in_the_address(home: Path) -> None:
    words = "note --lang fr --as-of 2025-04-01 --known 2025-06-30 --profile large --paper a4"
    with running(home, *words.split(), "--editor", "idea") as there:
        assert there.get("/api/workspace").told["editor"] == EDITORS["idea"]
        view = dict(parse_qsl(urlsplit(there.address).query))
        assert view.pop("token") == there.token
        assert view == {
            "briefing": "note",
            "lang": "fr",
            "day": "2025-04-01",
            "known": "2025-06-30",
            "profile": "large",
            "paper": "a4",
        }


def test_an_editor_is_named_or_its_address_given() -> None:
    own = "emacs://open?url=file://{path}&line={line}"
    read = Editor().convert
    assert (read("idea", None, None), read(own, None, None)) == (EDITORS["idea"], own)


@pytest.mark.parametrize(
    "said", ["vim", "javascript:alert('{path}')", "data:{path}", "vscode://file", " x:{path}"]
)
def test_what_opens_no_editor_is_refused(home: Path, said: str) -> None:
    told = CliRunner().invoke(main, ["--workspace", str(home), "preview", "--editor", said])
    assert told.exit_code == 2
    assert told.stderr.endswith(
        f"Error: Invalid value for '--editor' (env var: 'ASOF_EDITOR'): '{said}' opens no editor:"
        f" name one ({', '.join(EDITORS)}) or write one such as"
        " vscode://file/{path}:{line}:{column}\n"
    )


def test_the_browser_is_opened_where_there_is_one(home: Path, tmp_path: Path) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}.part\nmv {opened}.part {opened}\n')
    browser.chmod(stat.S_IRWXU)
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(home), "preview"]
    environment = {**os.environ, "BROWSER": str(browser)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        address = process.stdout.readline()
        for _ in range(LONG * 10):
            if opened.exists():
                break
            time.sleep(0.1)
        process.terminate()
    assert opened.read_text() == address


# How it ends


def test_it_ends_with_all_that_it_has_started(home: Path, tmp_path: Path) -> None:
    (temporary := tmp_path / "temporary").mkdir()
    there = start(home, TMPDIR=str(temporary))
    there.get("/api/edition")
    heard = events(there)
    next(heard)
    started = descendants(there.process.pid)
    assert len(started) > 1
    assert there.end(signal.SIGINT) == 128 + signal.SIGINT
    assert there.ended == ("", "")
    assert gone(started)
    assert list(temporary.iterdir()) == []


def test_nothing_outlives_it_when_it_is_killed(home: Path) -> None:
    there = start(home)
    there.get("/api/edition")
    started = descendants(there.process.pid)
    assert there.end(signal.SIGKILL) == -signal.SIGKILL
    assert gone(started)


ENDLESS = """\
from asof.charts import chart


@chart(caption="crew")
def crew(axes, edition):
    while str(edition.day) == "2025-04-01":
        pass
"""


def test_who_looks_away_ends_the_work(home: Path) -> None:
    """A request that is given up: the process that was answering it ends."""
    (home / "charts/crew.py").write_text(ENDLESS)
    with running(home) as there:
        there.get("/api/edition")
        before = settled(there)
        with socket.create_connection(("127.0.0.1", there.port), timeout=LONG) as connection:
            head = f"GET /api/edition?day=2025-04-01 HTTP/1.1\r\nhost: {there.host}\r\n"
            connection.sendall(f"{head}cookie: {there.cookie}\r\n\r\n".encode())
            working = settled(there) - before
        assert working
        assert gone(working)


def settled(there: Running) -> set[int]:
    """The processes of a preview, once all are there and have been the same for a while."""
    found: list[set[int]] = [set()]
    while len(found[-1]) < ALL or any(each != found[-1] for each in found[-SAME:]):
        time.sleep(0.25)
        found.append(descendants(there.process.pid))
    return found[-1]


def test_no_code_of_a_stranger_is_run(home: Path, tmp_path: Path) -> None:
    chart = home / "charts/crew.py"
    chart.write_text(f"from pathlib import Path\nPath({str(tmp_path / 'ran')!r}).touch()\n")
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(home), "--no-code", "preview"]
    process = subprocess.Popen([*command, "--no-browser"], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    there = Running(process, process.stdout.readline().strip())
    assert there.get("/api/edition").told["failure"]
    there.end()
    assert not (tmp_path / "ran").exists()
