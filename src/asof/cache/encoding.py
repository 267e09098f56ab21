"""Values as bytes and back: MessagePack, which can hold data only. The door to msgspec."""

from __future__ import annotations

from typing import TypeVar

import msgspec

T = TypeVar("T")


def encode(value: object) -> bytes:
    """A value of dataclasses, tuples, mappings and plain types, as bytes."""
    return msgspec.msgpack.encode(value)


def decode(kind: type[T], content: bytes | memoryview | None) -> T | None:
    """The value of a type that bytes hold; nothing where they hold none of that type."""
    if content is None:
        return None
    try:
        return msgspec.msgpack.decode(content, type=kind)
    except msgspec.MsgspecError:
        return None
