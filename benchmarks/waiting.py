"""How long people wait in a preview: from a save, or a step of the day, to the new page on screen.

`make waiting` prints it. Nothing is asserted: how long depends on the machine.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from browser.previews import SLOW, Preview, open_view, preview_of

HERE = Path(__file__).parents[1]
VIEW = "briefing=iraq-status&lang=en-CA"
QUESTION = "Where does Operation IMPACT stand today?"
FILE = "data/briefings/iraq-status.yaml"
TIMES = 20
REST = 1_500  # milliseconds: neighbours are got ahead meanwhile
PAINTED = """words => [...document.querySelectorAll(".words span")]
    .some((each) => each.textContent.includes(words))"""
SHOWN = "document.querySelector('.editions').firstChild"


def main() -> int:
    """Measure each wait, and print its median, its ninth decile and its longest."""
    with TemporaryDirectory() as folder, tab() as page:
        preview = preview_of(HERE, Path(folder) / "preview")
        try:
            open_view(page, preview, VIEW)
            report("save to new page", saves(page, preview))
            report("a day on, got ahead", steps(page, ["ArrowRight"] * TIMES))
            report("next change, got ahead", steps(page, ["PageDown", "PageUp"] * (TIMES // 2)))
            report("any day, not got ahead", jumps(page))
        finally:
            preview.stop()
    return 0


@contextmanager
def tab() -> Iterator[Page]:
    """A tab of a browser."""
    env = {name: value for name, value in os.environ.items() if "FONTCONFIG" not in name}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), env=env)
        yield browser.new_page(viewport={"width": 1280, "height": 800})
        browser.close()


def report(what: str, waits: list[float]) -> None:
    """Print how long it takes."""
    ordered = sorted(waits)
    told = (
        f"median {median(ordered):.2f} s, 9 of 10 within {ordered[int(0.9 * len(ordered))]:.2f} s"
    )
    print(f"{what:24} {told}, longest {ordered[-1]:.2f} s ({len(ordered)} times)")


def saves(page: Page, preview: Preview) -> list[float]:
    """Of saves of the briefing with another question each."""
    waits, last = [], QUESTION
    for number in range(TIMES):
        page.wait_for_timeout(REST)
        now = f"Where do we stand, asked {number}?"
        before = perf_counter()
        preview.write(FILE, last, now)
        page.wait_for_function(PAINTED, arg=now, timeout=SLOW)
        waits.append(perf_counter() - before)
        last = now
    return waits


def steps(page: Page, keys: list[str]) -> list[float]:
    """Of presses of a key on the handle of the day."""
    handle = page.locator(".handle.day")
    return [until_shown(page, partial(handle.press, key)) for key in keys]


def jumps(page: Page) -> list[float]:
    """Of days that nobody could foresee."""
    field = page.locator('input[type="date"][name="day"]')
    days = [f"20{18 + n % 5}-0{1 + n % 9}-{11 + n % 17}" for n in range(TIMES)]
    return [until_shown(page, partial(field.fill, day)) for day in days]


def until_shown(page: Page, act: Callable[[], object]) -> float:
    """The seconds from an act until there is another page on the desk."""
    page.wait_for_timeout(REST)
    was = page.evaluate_handle(SHOWN)
    before = perf_counter()
    act()
    page.wait_for_function(f"was => {SHOWN} !== was", arg=was, timeout=SLOW)
    return perf_counter() - before


if __name__ == "__main__":
    sys.exit(main())
