"""A site in an object store, on a server that speaks S3."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asof.diagnostics import AsofError, RenderError
from asof.publish import targets
from asof.publish.run import editions_on_site
from publishing import files, port_with_notes, put
from released import Port

BUCKET = "s3://reports/notes"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server that is started and ended with these tests."""
    from moto.server import ThreadedMotoServer

    started = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    started.start()
    host, port = started.get_host_and_port()
    yield f"http://{host}:{port}"
    started.stop()


@pytest.fixture
def client(server: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What somebody else sees of the store; the program finds it by the environment."""
    import boto3

    given = {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    made = boto3.client("s3")
    made.create_bucket(Bucket="reports")
    yield made
    for each in listed(made, ""):
        made.delete_object(Bucket="reports", Key=each)


@pytest.fixture
def port(tmp_path: Path) -> Port:
    return port_with_notes(tmp_path)


def listed(client: Any, prefix: str = "notes/") -> list[str]:
    found = client.list_objects_v2(Bucket="reports", Prefix=prefix)
    return [each["Key"] for each in found.get("Contents", ())]


def read(client: Any, key: str) -> bytes:
    return bytes(client.get_object(Bucket="reports", Key=key)["Body"].read())


def test_a_store_holds_what_a_folder_would(port: Port, client: Any) -> None:
    put(port)
    published = put(port, BUCKET)
    there = {key.removeprefix("notes/"): read(client, key) for key in listed(client)}
    assert there == files(port.root / "site")
    assert put(port, BUCKET).written == ()
    assert editions_on_site(BUCKET) == published.site.editions


def test_browsers_are_told_what_each_file_is_and_how_long_it_lasts(port: Port, client: Any) -> None:
    put(port, BUCKET)
    told = {}
    for name in ("index.json", "en/note/2021-01-18/1/note.en.pdf"):
        head = client.head_object(Bucket="reports", Key=f"notes/{name}")
        told[name] = (head["ContentType"], head["CacheControl"])
    assert list(told.values()) == [
        ("application/json", "no-cache"),
        ("application/pdf", "public, max-age=31536000, immutable"),
    ]


def test_what_the_gate_closes_on_is_taken_out_of_the_store(port: Port, client: Any) -> None:
    client.put_object(Bucket="reports", Key="notes/mine.txt", Body=b"mine")
    put(port, BUCKET)
    port.change("data/briefings/note.yaml", "as_of:", "tlp: AMBER\nas_of:")
    put(port, BUCKET)
    assert [key for key in listed(client) if "/note/" in key] == []
    assert read(client, "notes/mine.txt") == b"mine"


def test_objects_of_others_are_not_written_over(port: Port, client: Any) -> None:
    client.put_object(Bucket="reports", Key="notes/index.json", Body=b"{}")
    with pytest.raises(AsofError, match="is no file of a site that this asof published"):
        put(port, BUCKET)
    assert listed(client) == ["notes/index.json"]


def test_who_publishes_beside_somebody_else_is_told(
    port: Port, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = targets.ObjectStore.write

    def meanwhile(store: targets.ObjectStore, path: str, content: bytes) -> None:
        write(store, path, content)
        if path.endswith(".pdf"):
            told = {"asof": 1, "url": "", "editions": []}
            client.put_object(Bucket="reports", Key="notes/index.json", Body=json.dumps(told))

    monkeypatch.setattr(targets.ObjectStore, "write", meanwhile)
    with pytest.raises(RenderError) as problem:
        put(port, BUCKET)
    told = f"error: somebody else has published to {BUCKET} meanwhile"
    assert str(problem.value) == f"{told}\n  hint: publish again"
    monkeypatch.undo()
    monkeypatch.setenv("AWS_ENDPOINT_URL", client.meta.endpoint_url)
    assert len(put(port, BUCKET).site.editions) == 4


def test_a_store_that_refuses_is_told(port: Port, client: Any) -> None:
    with pytest.raises(RenderError) as problem:
        put(port, "s3://nobodys/notes")
    told = "error: the store refuses: The specified bucket does not exist"
    hint = "look at its address, and at who may write there; then publish again"
    assert str(problem.value) == f"{told}\n  hint: {hint}"


def test_a_store_needs_its_library(port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(AsofError) as problem:
        put(port, BUCKET)
    told = f"error: '{BUCKET}' needs fsspec"
    assert str(problem.value) == f"{told}\n  hint: pip install 'asof[store]'"


def test_what_no_library_knows_is_told(port: Port) -> None:
    with pytest.raises(AsofError, match="'ipfx://notes': Protocol not known: ipfx"):
        put(port, "ipfx://notes")
