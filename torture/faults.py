"""What happens to builds: they are killed, run out of disk, and run beside each other."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from asof.register import Issued, Register, read_register
from asof.workspace import read_workspace
from invariants import (
    Pages,
    left_behind,
    lives_on,
    living,
    unlike,
    without_record,
    wrong_editions,
)
from publication import (
    DAY,
    EDITIONS,
    LANGUAGES,
    Done,
    Home,
    State,
    content,
    digest,
    finished,
    some_places,
)

BLOCK = 4096  # bytes: what a file takes on a disk is a multiple
Process = subprocess.Popen[str]


@dataclass
class Bench:
    """A workspace that things are done to, what it says now, and all pages that can be right."""

    home: Home
    pages: Pages
    random: Random
    state: State = field(default_factory=State.first)
    seconds: float = 0.0  # that a batch takes
    wrong: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def mark(self) -> str:
        """What tells its processes from all others."""
        return f"ASOF_CACHE={self.home.store}"

    def begin(self, prepare: Callable[[Bench], None]) -> None:
        """Make ready for a family of faults; the workspace is made for the first of them."""
        self.wrong, self.counts = [], Counter()
        if not self.home.folder.exists():
            self.home.folder.mkdir()
            self.home.begin()
            prepare(self)

    def say(self, state: State) -> None:
        """Change what the ledger says."""
        self.state = state
        self.home.say(state)

    def must(self, *faults: str) -> None:
        """Keep what does not hold."""
        self.wrong.extend(faults)

    def build(self, *words: str, code: int = 0, **environment: str) -> Done:
        """A build that must end with a code."""
        done = self.home.build(*words, **environment)
        if done.code != code:
            self.must(f"a build ended with {done.code}, not {code}: {done.told[-500:]}")
        return done

    def settle(self, *words: str, late: int = 0) -> None:
        """Build once more: what still holds is reused but for a few, all is right, nothing is left.

        `late` is how many editions may have been put in place and not remembered.
        """
        holds = {e for e in EDITIONS if content(self.home.day, e) == self._right(e)}
        done = self.build(*words)
        reused = reused_in(done)
        self.counts["editions reused"] += len(reused)
        self.must(*(f"{e}: reused, though it was not right" for e in sorted(reused - holds)))
        if len(holds - reused) > late:
            self.must(f"{len(holds - reused)} editions printed anew that were right")
        self.must(*unlike(self.home.day, self.pages, self.state), *self.left(), *self.live())

    def _right(self, edition: str) -> object:
        return self.pages[edition, *self.state.figures(edition)]

    def left(self) -> Iterator[str]:
        """The scratch files that lie anywhere."""
        return left_behind(self.home.root, self.home.store, scratch=self.home.scratch)

    def live(self) -> Iterator[str]:
        """The processes that are still there."""
        return lives_on(self.mark)


def reused_in(done: Done) -> set[str]:
    """The editions that a build left as they were."""
    told = json.loads(done.answer or "{}").get("editions", ())
    return {Path(each["path"]).stem for each in told if each["reused"]}


# ---- killed


def prepare_builds(bench: Bench) -> None:
    """Print all editions, twice, and see how long that takes."""
    bench.build()
    bench.say(bench.state.turned())
    start = time.monotonic()
    bench.build()
    bench.seconds = time.monotonic() - start


def kill_head(process: Process) -> None:
    """Kill the first process alone."""
    os.kill(process.pid, signal.SIGKILL)


def kill_all(process: Process) -> None:
    """Kill every process at once, as a machine does that runs out of memory, or a service."""
    os.killpg(process.pid, signal.SIGKILL)


def terminate_head(process: Process) -> None:
    """Ask the first process to end."""
    os.kill(process.pid, signal.SIGTERM)


def terminate_all(process: Process) -> None:
    """Ask every process to end, as a service does that is stopped."""
    os.killpg(process.pid, signal.SIGTERM)


def interrupt(process: Process) -> None:
    """Ctrl-C: a terminal sends it to every process."""
    os.killpg(process.pid, signal.SIGINT)


Strike = Callable[[Process], None]
Moment = Callable[[], bool]


def struck(bench: Bench, strikes: tuple[Strike, ...], *, clean: bool) -> None:
    """One batch of all editions, struck at a random moment; an edit, and the build after it.

    `clean` is whether the batch has to take its scratch files away itself.
    """
    before = bench.state
    bench.say(before.turned())
    process = bench.home.started("build", "--jobs", "2")
    if not hit(bench, process, bench.random.choice(strikes), at_random(bench)):
        return
    bench.must(*bench.live())
    bench.must(*wrong_editions(bench.home.day, bench.pages, before, bench.state))
    left = list(bench.left())
    bench.counts["left by kills"] += len(left)
    alone = without_record(bench.home.day)
    bench.counts["records taken away by kills"] += len(alone)
    if clean:
        bench.must(*left, *(f"{edition}: has lost its record" for edition in alone))
    bench.say(bench.state.edited(*some_places(bench.random)))
    bench.settle(late=1)


def bereaved(bench: Bench) -> None:
    """One batch of all editions, of whose workers one is killed: it is made up for."""
    bench.say(bench.state.turned())
    process = bench.home.started("build", "--jobs", "2")
    time.sleep(bench.random.uniform(0, bench.seconds))
    workers = [number for number in living(bench.mark) if number != process.pid]
    if workers and process.poll() is None:
        with suppress(ProcessLookupError):
            os.kill(bench.random.choice(workers), signal.SIGKILL)
            bench.counts["times"] += 1
    done = finished(process)
    if done.code:
        bench.must(f"a build without one of its workers ended with {done.code}: {done.told}")
    bench.must(*unlike(bench.home.day, bench.pages, bench.state), *bench.left(), *bench.live())


def at_random(bench: Bench) -> Moment:
    """Any moment of what takes as long as it took before."""
    end = time.monotonic() + bench.random.uniform(0, bench.seconds)
    return lambda: time.monotonic() >= end


def as_it_enters(bench: Bench) -> Moment:
    """A moment of those in which a release comes into the register."""
    register, wait = bench.home.root / "data" / "issued", bench.random.uniform(0, 0.15)
    before = sorted(register.iterdir())

    def entering() -> bool:
        if sorted(register.iterdir()) == before:
            return False
        time.sleep(wait)
        return True

    return entering


def hit(bench: Bench, process: Process, strike: Strike, come: Moment) -> bool:
    """Strike a process when a moment has come; whether it was still there."""
    while process.poll() is None and not come():
        time.sleep(0.001)
    there = process.poll() is None
    if there:
        strike(process)
        bench.counts["times"] += 1
    else:
        bench.seconds *= 0.9
    if finished(process).hung:
        bench.must("a build that was struck hung")
    return there


# ---- full disks


@contextmanager
def small_disk(folder: Path, megabytes: int = 16) -> Iterator[Path]:
    """A disk of its own, in memory."""
    folder.mkdir(exist_ok=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True
    )
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path, room: int) -> Path:
    """Fill a disk but for some bytes; the file that fills it."""
    filler = disk / "filler"
    free = shutil.disk_usage(disk).free
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(BLOCK, free - room))
    return filler


def full_output(bench: Bench) -> None:
    """The disk of the output is full at a random moment: what lies there stays right."""
    bench.counts["times"] += 1
    with small_disk(bench.home.folder / "disk") as disk:
        day, before = disk / DAY, bench.state
        missing = put_some(bench, day)
        bench.say(before.turned())
        filler = fill(disk, bench.random.randrange(max(1, need(bench, missing) * 9 // 10)))
        done = bench.build("--out", str(disk), code=3)
        if f"make room on the disk at {disk}" not in done.told:
            bench.must(f"a full disk was not named: {done.told[-300:]}")
        bench.must(*wrong_editions(day, bench.pages, before, bench.state), *left_behind(disk))
        kept = [edition for edition in EDITIONS if edition not in missing]
        bench.must(*(f"{e}: was lost to a full disk" for e in kept if not all(content(day, e))))
        filler.unlink()
        bench.build("--out", str(disk))
        bench.must(*unlike(day, bench.pages, bench.state), *left_behind(disk), *bench.live())


def put_some(bench: Bench, day: Path) -> set[str]:
    """Put about half of the editions, as they are now, in a folder; those that it lacks."""
    day.mkdir()
    missing = set(bench.random.sample(EDITIONS, len(EDITIONS) // 2))
    for edition in EDITIONS:
        if edition not in missing:
            pdf, record = bench.pages[edition, *bench.state.figures(edition)]
            (day / f"{edition}.pdf").write_bytes(pdf)
            (day / f"{edition}.json").write_bytes(record)
    return missing


def need(bench: Bench, editions: set[str]) -> int:
    """How much of a disk some editions take."""
    contents = (bench.pages[edition, *bench.state.figures(edition)] for edition in editions)
    return sum(-(-len(part) // BLOCK) * BLOCK for each in contents for part in each)


def full_scratch(bench: Bench) -> None:
    """The disk of temporary files is full: that is told, or none were needed."""
    bench.counts["times"] += 1
    before = bench.state
    bench.say(before.turned())
    with small_disk(bench.home.folder / "disk", 1) as disk:
        fill(disk, bench.random.randrange(4) * BLOCK)
        done = bench.home.build(TMPDIR=str(disk))
        bench.counts["printed all the same"] += done.code == 0
        named = f"make room on the disk at {disk}" in done.told
        if done.code not in (0, 3) or (done.code == 3 and not named):
            bench.must(f"a full disk: {done.code}, {done.told[-300:]}")
        bench.must(*wrong_editions(bench.home.day, bench.pages, before, bench.state))
        bench.must(*left_behind(disk))
    bench.settle()


def full_store(bench: Bench) -> None:
    """The disk of the store is full at a random moment: that costs the reuse alone."""
    bench.counts["times"] += 1
    bench.say(bench.state.turned())
    with small_disk(bench.home.folder / "disk", 2) as disk:
        fill(disk, bench.random.randrange(64) * BLOCK)
        (disk / "store").mkdir(mode=0o700)
        bench.build(ASOF_CACHE=str(disk / "store"))
        bench.must(*unlike(bench.home.day, bench.pages, bench.state), *left_behind(disk))
    bench.say(bench.state.turned())
    bench.settle()


# ---- beside each other


def crowded(bench: Bench, builds: int) -> None:
    """Builds that run at once on one workspace, with edits between; then one alone."""
    bench.counts["times"] += 1
    states, processes = [bench.state], []
    bench.say(bench.state.turned())
    for _ in range(builds):
        states.append(bench.state)
        processes.append(bench.home.started("build", "--jobs", "2"))
        look_for(bench, bench.random.uniform(0, bench.seconds))
        bench.say(bench.state.edited(*some_places(bench.random)))
    while any(process.poll() is None for process in processes):
        look_for(bench, 0.2)
    for done in map(finished, processes):
        if done.code:
            bench.must(f"one of {builds} builds ended with {done.code}: {done.told[-300:]}")
    bench.must(*wrong_editions(bench.home.day, bench.pages, *states, bench.state))
    bench.must(*(f"{e}: has lost its record" for e in without_record(bench.home.day)))
    bench.must(*bench.left(), *bench.live())
    bench.settle(late=len(EDITIONS))


def look_for(bench: Bench, seconds: float) -> None:
    """Look at pages for some time, as a reader does: each is whole, whoever is writing."""
    end, right = time.monotonic() + seconds, {pdf for pdf, _ in bench.pages.values()}
    while time.monotonic() < end:
        edition = bench.random.choice(EDITIONS)
        pdf, _ = content(bench.home.day, edition)
        bench.counts["pages read meanwhile"] += 1
        if pdf and pdf not in right:
            bench.must(f"{edition}: was torn while builds ran")
        time.sleep(0.01)


# ---- releases


def prepare_releases(bench: Bench) -> None:
    """Issue once, and see how long that takes."""
    start = time.monotonic()
    done = finished(bench.home.started(*ISSUE))
    bench.seconds = time.monotonic() - start
    if done.code:
        bench.must(f"a release ended with {done.code}: {done.told}")


def released(bench: Bench) -> None:
    """A release in two languages, killed at any moment or the last: both, or none; then another."""
    before = register_of(bench)
    bench.say(bench.state.edited("p00"))
    process = bench.home.started(*issuing(before))
    moment = bench.random.choice((at_random, as_it_enters))
    if not hit(bench, process, bench.random.choice((kill_head, kill_all)), moment(bench)):
        return
    bench.must(*bench.live())
    after = register_of(bench)
    entered = len(after.issued) - len(before.issued)
    bench.counts["entered before the kill"] += entered == len(LANGUAGES)
    if entered not in (0, len(LANGUAGES)):
        bench.must(f"{entered} of {len(LANGUAGES)} languages were entered")
    bench.must(*spoilt(bench, after))
    bench.say(bench.state.turned().edited("p00"))
    done = finished(bench.home.started(*issuing(after)))
    if done.code:
        bench.must(f"the next release ended with {done.code}: {done.told[-300:]}")
    last = register_of(bench)
    if len(last.issued) != len(after.issued) + len(LANGUAGES):
        bench.must("the next release was not entered in both languages")
    bench.must(*spoilt(bench, last), *bench.left())


ISSUE = ("issue", "place-p00", "--approved-by", "A. Person, editor")
CORRECTIONS = tuple(word for tag in LANGUAGES for word in ("--correction", f"{tag}=A count."))
UNFINISHED = "not-entered"  # the rule that tells of what a failed release has left


def issuing(register: Register) -> tuple[str, ...]:
    """The words of a release, which says what it corrects where there was another."""
    return (*ISSUE, *CORRECTIONS) if register.issued else ISSUE


def register_of(bench: Bench) -> Register:
    """The register as it is now."""
    return read_register(read_workspace(bench.home.root))


def spoilt(bench: Bench, register: Register) -> Iterator[str]:
    """What is wrong with a register, and with the PDFs of its entries."""
    yield from (str(each) for each in register.findings if each.rule != UNFINISHED)
    for issued in register.issued:
        yield from [] if has_pdf(bench, issued) else [f"{issued.path}: its PDF is not there"]


def has_pdf(bench: Bench, issued: Issued) -> bool:
    """Whether the PDF of an entry lies where it was printed."""
    with suppress(OSError):
        path = bench.home.root / "build" / str(issued.edition["path"])
        return digest(path.read_bytes()) == issued.digest
    return False
