"""What a briefing is called where none of its editions says it: its title may have places."""

from __future__ import annotations

import re

from asof.briefing.definition import Briefing

TYPED = re.compile(r"""\{\{ *(["'])(?P<words>[^"'{}]*)\1 *(\| *(literal|phone) *)?\}\}""")
PLACE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
MARKS = ":;,.|/·–—-("


def title_of_all(briefing: Briefing, title: str) -> str:
    """What of a typed title all editions share: of “Works: {{ each.name }}” it is Works.

    That is so where a mark sets it off from what rows and facts fill in; of any other title with
    places too little would be left, and the name of the briefing stands for it.
    """
    words = TYPED.sub(lambda found: found["words"], title)
    if "{" not in words:
        return words
    parts = PLACE.split(words)
    told = [(n, part.strip()) for n, part in enumerate(parts) if any(map(str.isalpha, part))]
    if len(told) != 1:
        return briefing.name
    ((at, part),) = told
    begins = at == 0 or part[0] in MARKS
    ends = at == len(parts) - 1 or part[-1] in MARKS
    return part.strip(f"{MARKS} ") if begins and ends else briefing.name
