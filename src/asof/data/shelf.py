"""One file of many things, each made when it is asked for.

A shelf is bytes: a mark, a checksum, an index and the things one after the other. It is read whole,
at the speed of the disk, and then has no tie to the file: processes may be forked, shelves sent to
other machines, and the file replaced while it is in use.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar
from zlib import crc32

from asof.kept import put

T = TypeVar("T")
MAGIC = b"asof shelf 1\n"
DAMAGED = (
    OSError,
    pickle.PickleError,
    EOFError,
    AttributeError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
)
"""What reading a damaged file, or one of another program, may raise."""
LENGTH, CHECK = 8, 4  # the bytes of the index's length and of the checksum


@dataclass(frozen=True, slots=True)
class Shelf:
    """What was kept, and by which program; `index` is at hand, a thing is a span of the body."""

    maker: str
    index: Any
    body: bytes = field(repr=False)

    @property
    def content(self) -> bytes:
        """The shelf as a file has it."""
        index = pickle.dumps(self.index, pickle.HIGHEST_PROTOCOL)
        check = crc32(self.body, crc32(index))
        numbers = (len(index).to_bytes(LENGTH, "big"), check.to_bytes(CHECK, "big"))
        return b"".join([MAGIC, self.maker.encode(), *numbers, index, self.body])


def find(path: Path, maker: str) -> Shelf | None:
    """The shelf in a file; nothing where it is damaged, of another program or gone."""
    with suppress(*DAMAGED):
        return _read(path.read_bytes(), maker)
    return None


def _read(content: bytes, maker: str) -> Shelf | None:
    head = MAGIC + maker.encode()
    size = len(head) + LENGTH
    begin = size + CHECK
    if not content.startswith(head):
        return None
    inner = memoryview(content)[begin:]
    length = int.from_bytes(content[len(head) : size], "big")
    if crc32(inner) != int.from_bytes(content[size:begin], "big"):
        return None
    return Shelf(maker, pickle.loads(inner[:length]), bytes(inner[length:]))


def keep(path: Path, shelf: Shelf) -> None:
    """Keep a shelf; a folder that cannot be written to is done without."""
    with suppress(OSError):
        put(path, shelf.content)


class Lazy(Mapping[str, T], Generic[T]):
    """Things by name, each made when it is first asked for and then always the same one."""

    def __init__(self, names: Iterable[str], make: Callable[[str], T]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._made: dict[str, T] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Lazy, (tuple(self._names), self._make)

    def __getitem__(self, name: str) -> T:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
