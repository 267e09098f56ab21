"""Charts drawn before: kept with what they read, and used again while that still holds."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from asof.charts.mpl import font_files
from asof.kept import program, put, version
from asof.ledger.trace import Read, RecordingEdition, digest

MOST = 12  # editions of one chart in one language, width and size, for one row
ROOMS = (
    "charts",
    "language",
    "briefing",
    "ledger",
    "page",
    "text",
    "dates",
    "quantity",
)  # what decides how a chart looks


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A drawn chart: its SVG, its size in points, its words, and what of the edition it read."""

    name: str
    svg: bytes
    width: float
    height: float
    caption: str
    alt: str
    reads: tuple[Read, ...]
    reused: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was there to draw, so that the page leaves it out."""
        return not self.svg

    @property
    def of_row(self) -> bool:
        """Whether the row that its document is made for decides how it looks."""
        return any(read.kind == "each" for read in self.reads)


@dataclass(frozen=True, slots=True)
class ChartShelf:
    """The place for one chart in one language, width and size, drawn by one state of programs."""

    folder: Path
    maker: str

    def find(self, reader: RecordingEdition) -> DrawnChart | None:
        """A kept chart that this edition would draw the same."""
        for path in islice(self._newest(), MOST):
            kept = _read(path, self.maker)
            if kept and reader.holds(kept.reads):
                return replace(kept, reused=True)
        return None

    def keep(self, figure: DrawnChart) -> None:
        """Keep a chart; a store that cannot be written to is done without."""
        told = asdict(replace(figure, reused=False)) | {"svg": b64encode(figure.svg).decode()}
        text = json.dumps({"maker": self.maker, "figure": told}, sort_keys=True)
        name = f"{sha256(text.encode()).hexdigest()[:16]}.json"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            put(self.folder / name, text.encode())
            for path in islice(self._newest(), MOST, None):
                path.unlink(missing_ok=True)
        except OSError:
            return

    def _newest(self) -> Iterator[Path]:
        found = [(_age(p), p) for p in self.folder.glob("*.json")]
        return (path for _, path in sorted(found, reverse=True))


def shelf(cache_folder: Path, name: str, text: str) -> ChartShelf:
    """The place for a chart, its name told with language, width and size, whose file has a text."""
    parts = [
        text,
        program(*ROOMS),
        version("asof"),
        version("matplotlib"),
        *(sha256(path.read_bytes()).hexdigest() for path in font_files()),
    ]
    return ChartShelf(cache_folder / "charts" / name, digest(parts))


def _read(path: Path, maker: str) -> DrawnChart | None:
    """A kept chart; nothing where the file is of another maker, damaged or gone."""
    try:
        record = json.loads(path.read_bytes())
        return _figure(record["figure"]) if record["maker"] == maker else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _figure(told: dict[str, Any]) -> DrawnChart:
    reads = tuple(Read(*read) for read in told["reads"])
    return DrawnChart(**(told | {"svg": b64decode(told["svg"], validate=True), "reads": reads}))


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
