"""Speed alone: what the HTML parser looks for, compiled once. It stands on a private name.

The parser keeps each pattern under the pattern itself, so it finds none again and compiles all of
them anew for every text: more than half of its time. Another version is left as it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache

KNOWN = "2.1."


class CharacterPatterns(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """What the parser looks for, by characters and whether they are the opposite."""

    def __missing__(self, wanted: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        characters, these = wanted
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        pattern = self[wanted] = re.compile(f"[{'' if these else '^'}{listed}]+")
        return pattern


@cache
def keep_patterns() -> None:
    """Give the parser a table in which it finds its patterns again."""
    import tinyhtml5
    from tinyhtml5 import inputstream

    if tinyhtml5.VERSION.startswith(KNOWN) and os.environ.get("ASOF_FAST") != "0":
        inputstream.characters_until_regex = CharacterPatterns()
