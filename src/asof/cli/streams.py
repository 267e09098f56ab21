"""What is written to terminals, pipes and logs: in any encoding, with nothing that steers them."""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from typing import Any
from unicodedata import normalize

from asof.diagnostics import CONTROL

SPELL = "asof.spell"  # how a character is written that an encoding lacks
SPELLED = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u2018\u2019", "'"),
    **dict.fromkeys("\u201c\u201d\u00ab\u00bb", '"'),
    "\u2192": "->",
    chr(0x153): "oe",  # ligatures: letters of French, which only its file spells
    chr(0x152): "OE",
    "\u2264": "<=",
    "\u2265": ">=",
}


def prepare_streams() -> None:
    """Let no character stop an answer, whatever the encoding that stdout and stderr have."""
    codecs.register_error(SPELL, _spelled)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=SPELL)


def _spelled(problem: UnicodeError) -> tuple[str, int]:
    """What an encoding lacks in ASCII, which all have: a minus sign stays a sign."""
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    lacking = problem.object[problem.start : problem.end]
    return "".join(map(_in_ascii, lacking)), problem.end


def _in_ascii(char: str) -> str:
    bare = "".join(c for c in normalize("NFKD", char) if c.isascii())
    return SPELLED.get(char) or bare or char.encode("ascii", "backslashreplace").decode()


def json_text(value: Any) -> str:
    """A value as JSON for stdout: exact, with escapes for what its encoding lacks or obeys."""
    text = json.dumps(value, ensure_ascii=not _encodable(value), indent=2)
    return CONTROL.sub(lambda m: m[0] if m[0] == "\n" else f"\\u{ord(m[0]):04x}", text)


def _encodable(value: Any) -> bool:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def colour() -> bool | None:
    """Whether to colour, where the environment says so; else terminals alone are coloured."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return True if os.environ.get("FORCE_COLOR", "0") not in ("", "0") else None
