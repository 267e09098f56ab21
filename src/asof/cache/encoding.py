"""Values as bytes and back: MessagePack, which can hold data only. The door to msgspec."""

from __future__ import annotations

from typing import TypeVar

import msgspec

T = TypeVar("T")


def encode(value: object) -> bytes:
    """A value of dataclasses, tuples, mappings and plain types, as bytes.

    A text that knows its place, or anything else besides, is kept as the text alone.
    """
    return msgspec.msgpack.encode(value, enc_hook=_text_alone)


def _text_alone(value: object) -> str:
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"a {type(value).__name__} cannot be kept")


def decode(kind: type[T], content: bytes | memoryview | None) -> T | None:
    """The value of a type that bytes hold; nothing where they hold none of that type."""
    if content is None:
        return None
    try:
        return msgspec.msgpack.decode(content, type=kind)
    except msgspec.MsgspecError:
        return None
