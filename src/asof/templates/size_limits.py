"""How much a template may make, counted while it runs: what it would make is never built first."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from asof.located import raising
from asof.templates.failures import InvalidTemplateError

WIDEST = 10_000  # no line of a page is as wide, and no number has as many digits
BITS = 4096
SIZED = ("center", "indent", "round", "batch", "slice", "format", "truncate", "tojson")
WIDTH = re.compile(r"%[-+ #0]*(?:\*|[0-9]*\.?[0-9]{5,})|\{[^{}]*[0-9]{5,}")
WIDE = f"write a number up to {WIDEST:,}"


class LargeError(InvalidTemplateError):
    """A template makes more than a limit allows."""


def too_large(most: int) -> LargeError:
    """That a template makes too much."""
    hint = raising("template_size", "make less")
    return LargeError(f"more than {most:,} characters are made", hint)


def too_many_digits() -> LargeError:
    """That a template reckons with a number that no figure has the digits of."""
    return LargeError("this number has more digits than any figure", "reckon with smaller ones")


def sized(value: Any, most: int) -> Any:
    """A value that a template made, no longer than is allowed; raises LargeError."""
    if isinstance(value, str | list | tuple) and len(value) > most:
        raise too_large(most)
    if isinstance(value, int) and value.bit_length() > BITS:
        raise too_many_digits()
    return value


def refuse_growth(operator: str, left: Any, right: Any, most: int) -> None:
    """Raise LargeError where what an operator makes of two values would be too large."""
    match operator, left, right:
        case ("*", str() | list() | tuple(), int()) if len(left) * right > most:
            raise too_large(most)
        case ("*", int(), str() | list() | tuple()) if len(right) * left > most:
            raise too_large(most)
        case ("**", int(), int()) if left.bit_length() * right > BITS:
            raise too_many_digits()
        case ("%", str(), _):
            refuse_width(left)


def refuse_width(*given: Any) -> None:
    """Raise LargeError for a width, or a number of places, that no page has."""
    for each in given:
        wide = isinstance(each, int) and abs(each) > WIDEST
        if wide or (isinstance(each, str) and WIDTH.search(each)):
            raise LargeError("this asks for more than any line holds", WIDE)


def narrow(work: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose widths are held against what a page has."""

    @wraps(work)
    def held(*given: Any, **named: Any) -> Any:
        refuse_width(*given, *named.values())
        return work(*given, **named)

    return held


def concatenated(pieces: Iterable[str], most: int) -> str:
    """What the parts of a template print, while they are not too large.

    Parts that are still being made are told so at the line that makes them.
    """
    made, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            stop = getattr(pieces, "throw", None)
            raise stop(too_large(most)) if stop else too_large(most)
        made.append(piece)
    return "".join(made)


def refuse_depth(most: int) -> None:
    """Raise LargeError where more templates and macros run inside each other than are allowed."""
    frame, running = sys._getframe(1), 0
    while frame.f_back:
        running += "__jinja_template__" in frame.f_globals
        frame = frame.f_back
    if running > most:
        told = f"more than {most} templates or macros run inside each other"
        raise LargeError(told, raising("template_depth", "let none run itself without end"))
