"""A run of publishing that ends anywhere is made up for by the next one, to the byte."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copytree, move

import pytest

from asof.publish.run import editions_on_site
from asof.publish.targets import SiteFolder
from publishing import build, files, port_with_notes, put
from released import DAY, Port

OTHER = """\
title: {en: The berths, fr: Les postes}
body:
  - points:
      - {en: "{{ port.berths }}.", fr: "{{ port.berths }}."}
"""


class EndedError(BaseException):
    """The process has ended."""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Port:
    """A port whose site has notes of one day; another day comes, and another document goes."""
    port = port_with_notes(tmp_path_factory.mktemp("port"))
    path = port.root / "data/briefings/berths.yaml"
    path.write_text(OTHER, "utf-8")
    build(port, briefings=("berths",), day=DAY, languages=("en",))
    move(port.root / "build/2021-02-01", port.root / "later")
    put(port, str(port.root / "before"))
    move(port.root / "later", port.root / "build/2021-02-01")
    path.write_text(f"tlp: RED\n{OTHER}", "utf-8")
    copytree(port.root / "before", port.root / "after")
    put(port, str(port.root / "after"))
    return port


@contextmanager
def ended_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that ends when it has written or taken away so many files."""
    left = [steps]
    with monkeypatch.context() as patched:
        for name in ("write", "remove"):
            step = getattr(SiteFolder, name)

            def counted(self: SiteFolder, *given: object, step: object = step) -> None:
                if not left[0]:
                    raise EndedError
                left[0] -= 1
                step(self, *given)  # type: ignore[operator]

            patched.setattr(SiteFolder, name, counted)
        with suppress(EndedError):
            yield


def steps_of(port: Port) -> int:
    """How many files a run writes and takes away, its own three and their announcement included."""
    before, after = files(port.root / "before"), files(port.root / "after")
    different = [name for name, content in after.items() if before.get(name) != content]
    return len(different) + len(before.keys() - after.keys()) + 1


@pytest.mark.parametrize("part", [0.0, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 1.0])
def test_what_is_left_is_finished_to_the_byte(
    port: Port, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: float
) -> None:
    site = tmp_path / "site"
    copytree(port.root / "before", site)
    most = steps_of(port) - 1
    with ended_after(round(part * most), monkeypatch):
        put(port, str(site))
    if part == 1.0:  # all but the index
        assert files(site).keys() == files(port.root / "after").keys()
    assert editions_on_site(str(site)) == editions_on_site(str(port.root / "before"))
    put(port, str(site))
    assert files(site) == files(port.root / "after")
    assert not (site / "en/berths").exists()


def test_a_first_run_that_ends_is_made_up_for(
    port: Port, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(port, str(tmp_path / "whole"))
    with ended_after(5, monkeypatch):
        put(port, str(tmp_path / "site"))
    assert editions_on_site(str(tmp_path / "site")) == ()
    put(port, str(tmp_path / "site"))
    assert files(tmp_path / "site") == files(tmp_path / "whole")


def test_what_was_held_back_meanwhile_is_taken_away_with_its_facts(
    port: Port, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index of a run that ended never named it; its files and facts are ours all the same."""
    path = port.root / "data/briefings/berths.yaml"
    path.write_text(OTHER, "utf-8")
    put(port, str(tmp_path / "open"))
    with ended_after(len(files(tmp_path / "open")), monkeypatch):
        put(port, str(tmp_path / "site"))
    left = {name: each for name, each in files(tmp_path / "open").items() if name != "index.json"}
    assert files(tmp_path / "site") == left
    path.write_text(f"tlp: RED\n{OTHER}", "utf-8")
    put(port, str(tmp_path / "site"))
    put(port, str(tmp_path / "whole"))
    assert files(tmp_path / "site") == files(tmp_path / "whole")


def test_what_comes_in_parts_ends_as_what_comes_at_once(port: Port, tmp_path: Path) -> None:
    whole = put(port, str(tmp_path / "whole"))
    parts = put(port, str(tmp_path / "site"), most=1)
    assert files(tmp_path / "site") == files(tmp_path / "whole")
    assert parts.fresh == whole.fresh
    assert put(port, str(tmp_path / "site"), most=1).written == ()
    port.change("data/facts/port.yaml", "about 100", "about 90")
    refused = [put(port, str(tmp_path / name)).refused for name in ("other", "another")]
    shutil.rmtree(tmp_path / "another")
    assert put(port, str(tmp_path / "another"), most=1).refused == refused[0] == refused[1]
    port.change("data/facts/port.yaml", "about 90", "about 100")


def test_two_runs_at_once_wait_for_each_other(port: Port, tmp_path: Path) -> None:
    site = str(tmp_path / "site")
    wrong: list[BaseException] = []

    def run() -> None:
        try:
            put(port, site)
        except BaseException as problem:
            wrong.append(problem)
            raise

    beside = [threading.Thread(target=run) for _ in range(2)]
    for each in beside:
        each.start()
    for each in beside:
        each.join()
    assert wrong == []
    put(port, str(tmp_path / "whole"))
    assert files(tmp_path / "site") == files(tmp_path / "whole")
