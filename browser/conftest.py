"""One browser, and hosts of static files, for all tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.hosts import Host, host_in


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Host]]:
    """Starts a host with an empty site."""
    running: list[Host] = []

    def started() -> Host:
        running.append(host_in(tmp_path_factory.mktemp("host")))
        return running[-1]

    yield started
    for each in running:
        each.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser. Fonts are those of the machine: a process that sets pages has none."""
    env = {name: value for name, value in os.environ.items() if "FONTCONFIG" not in name}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), env=env)
        yield browser
        browser.close()
