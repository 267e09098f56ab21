"""What was used last, as far as so many bytes hold it."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class RecentlyUsed(Generic[K, V]):
    """Things by their keys; what was not used for longest goes when all are over `most` bytes."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self._found: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def get(self, key: K) -> V | None:
        """What is there under a key, now the last that was used."""
        if key not in self._found:
            return None
        self._found.move_to_end(key)
        return self._found[key][0]

    def put(self, key: K, value: V, size: int) -> None:
        """Keep something of so many bytes under a key, unless it alone is too large."""
        self._drop(key)
        if size <= self.most:
            self._found[key] = value, size
            self.size += size
        while self.size > self.most:
            self._drop(next(iter(self._found)))

    def clear(self) -> None:
        """Keep nothing."""
        self._found.clear()
        self.size = 0

    def _drop(self, key: K) -> None:
        _, size = self._found.pop(key, (None, 0))
        self.size -= size
