"""What every test runs in."""

import gc
import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import none

from asof import data
from asof.build import attempt
from asof.jobs import Request, plan_jobs
from asof.workspace import create, find_workspace

# The suite tries the same in each run; ASOF_RANDOM=1 has the property tests look elsewhere.
settings.register_profile("the same", derandomize=os.environ.get("ASOF_RANDOM") != "1")
settings.load_profile("the same")


@pytest.fixture(autouse=True, scope="session")
def _a_cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what the user's own builds keep."""
    before = os.environ.get("ASOF_CACHE")
    os.environ["ASOF_CACHE"] = str(tmp_path_factory.mktemp("kept"))
    yield
    os.environ.pop("ASOF_CACHE")
    if before is not None:
        os.environ["ASOF_CACHE"] = before


@pytest.fixture(autouse=True, scope="session")
def _programs_that_hear_of_ctrl_c() -> None:
    """A shell has what it runs in the background ignore Ctrl-C, and so would all that tests run."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@given(none())
def _try_a_property(_: None) -> None:
    """Hypothesis asks once who holds its random numbers; who is frozen does not answer."""


@pytest.fixture(autouse=True, scope="session")
def _a_process_that_has_printed(
    _a_cache_of_its_own: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each build is forked from the tests' process: it finds loaded what a page and a chart load.

    It looks at the end through what it has for circles; the tests that were collected are none.
    """
    create(root := tmp_path_factory.mktemp("printed"))
    home, request = find_workspace(root), Request(date(2021, 1, 18))
    ledger, briefings = data.read(home, request.store)
    first, *_ = plan_jobs(home, briefings, request)
    attempt(ledger, first)
    _try_a_property()
    gc.collect()
    gc.freeze()


@pytest.fixture
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that only its owner may write in."""
    return tmp_path_factory.mktemp("own")
