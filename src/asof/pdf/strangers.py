"""Reads a PDF that anybody may have made, in a process of its own that is ended when it takes much.

Such a file can ask for any amount of memory, and can bring down the library that reads it. What the
process says comes back as JSON: from one that was taken over, data is the most that can come.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from threading import Timer
from typing import Any

from asof.pdf.attachments import enclosed
from asof.pdf.proof.text_check import page_texts
from asof.pdf.signatures import PdfSignature, is_signed, read_signatures

LARGEST = 48 * 2**20  # bytes of a PDF that is read
MEMORY = 160 * 2**20  # bytes that the process may take, its libraries' code aside
SECONDS = 3  # of a processor
PATIENCE = 30  # seconds by the clock, on a machine that has other work
PAGES, LETTERS = 1000, 2**20  # of the text, as far as it is read
SIGNATURES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfContents:
    """What a PDF holds by its own account.

    `unread` says why what it holds is not known, or not all of it.
    """

    record: Mapping[str, Any] = field(default_factory=dict)
    signatures: tuple[PdfSignature, ...] = ()
    text: str = ""
    unread: str = ""


TOO_MUCH = "reading it takes more memory or time than any page that asof prints"
GARBLED = "its signature cannot be read"
NO_LIBRARY = "it is signed, and to read that takes: pip install 'asof[sign]'"


def examined(pdf: bytes, roots: bytes = b"") -> PdfContents:
    """What a PDF holds; `roots` are the certificates that vouch for signatures (PEM)."""
    command = [sys.executable, "-P", "-m", __name__]
    with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=subprocess.DEVNULL) as process:
        assert process.stdin
        assert process.stdout
        patience = Timer(PATIENCE, process.kill)
        patience.start()
        with suppress(BrokenPipeError), process.stdin as asked:  # it may have ended already
            asked.write(b"%d %d\n" % (len(roots), len(pdf)))
            asked.write(roots)
            asked.write(pdf)
        answer = process.stdout.read()
        patience.cancel()
    parts: dict[str, Any] = {}
    for line in answer.split(b"\n")[:-1]:  # the last one may have been cut off
        parts |= json.loads(line)
    signed = tuple(PdfSignature(**each) for each in parts.pop("signatures", ()))
    trouble = {"unread": TOO_MUCH} if process.returncode else {}
    return PdfContents(signatures=signed, **parts | trouble)


def attached(path: Path) -> dict[str, Any]:
    """The record that a PDF file carries; empty where it carries none, or is no PDF."""
    with path.open("rb") as file:
        return dict(examined(file.read(LARGEST)).record)


# ---- in the process


def main() -> None:
    """Read the PDF on stdin, and say part by part what it holds."""
    _limit()
    asked = sys.stdin.buffer
    sizes = map(int, asked.readline().split())
    roots, pdf = (asked.read(size) for size in sizes)
    for part in _parts(pdf, roots):
        sys.stdout.write(f"{json.dumps(part)}\n")
        sys.stdout.flush()


def _limit() -> None:
    """Let the system end this process when it takes much; only Linux counts the memory."""
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _parts(pdf: bytes, roots: bytes) -> Iterator[dict[str, Any]]:
    """The record first: the rest may be more than can be read."""
    yield {"record": enclosed(pdf)}
    yield _signed(pdf, roots) if is_signed(pdf) else {}
    yield {"text": _text(pdf)}


def _signed(pdf: bytes, roots: bytes) -> dict[str, Any]:
    try:
        found = list(islice(read_signatures(pdf, roots), SIGNATURES))
    except ModuleNotFoundError:
        return {"unread": NO_LIBRARY}
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (what a stranger wrote may break the library in any way)
        return {"unread": GARBLED}
    return {"signatures": [asdict(each) for each in found]}


def _text(pdf: bytes) -> str:
    """The text of the first pages; empty where it cannot be read."""
    import pypdfium2

    said: list[str] = []
    try:
        for page in islice(page_texts(pdf), PAGES):
            said.append(page[: LETTERS - sum(map(len, said))])
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        pass
    return "\n".join(said)


if __name__ == "__main__":
    main()
