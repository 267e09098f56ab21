"""Work shared out among processes: in order, stopped when asked, and no death is waited for."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from asof.batch.sharing import DeathError, Sharing


def shared(
    work: range, make: Callable[[int], Any], stopped: Callable[[], bool] = lambda: False
) -> Sharing[int, Any]:
    """Numbers as work."""
    return Sharing(work, make, lambda: None, stopped)


def test_results_come_in_the_order_of_the_work() -> None:
    def make(number: int) -> int:
        time.sleep(0.01 * (number % 3))
        return number

    assert list(shared(range(12), make).results(3)) == list(range(12))


def test_what_making_one_raises_is_raised_in_its_turn() -> None:
    results = shared(range(4), lambda number: 6 // (number - 2)).results(2)
    assert [next(results), next(results)] == [-3, -6]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_what_was_begun_before_a_stop_is_finished() -> None:
    asked: list[bool] = []
    results = shared(range(100), lambda number: number, lambda: bool(asked)).results(2)
    first = next(results)
    asked.append(True)
    begun = [first, *results]
    assert begun == list(range(len(begun)))
    assert len(begun) < 10


def test_a_death_is_told_at_the_work_that_the_process_had() -> None:
    def make(number: int) -> int:
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    results = shared(range(2), make).results(2)
    assert next(results) == 0
    with pytest.raises(DeathError):
        next(results)


def test_a_death_in_the_middle_of_a_result_is_not_waited_for() -> None:
    def make(number: int) -> bytes:
        if number:
            threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return bytes(number * 50_000_000)

    results = shared(range(2), make).results(2)
    assert next(results) == b""
    time.sleep(0.6)  # meanwhile the second has begun to write, and nobody reads
    with pytest.raises(DeathError):
        next(results)


def test_no_process_outlives_the_results() -> None:
    results = shared(range(10), lambda _: os.getpid()).results(2)
    number = next(results)
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
