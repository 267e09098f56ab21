"""The standards that PDFs may claim, and the forms of a page for which a claim is validated."""

from __future__ import annotations

from itertools import product

from asof.diagnostics import WordError
from asof.form import PAPERS, PROFILES, SIDES, Form

Standards = tuple[str, ...]

NAMES = {"a-3a": "PDF/A-3a", "ua-1": "PDF/UA-1"}
USUAL: Standards = ("a-3a", "ua-1")
SETS: tuple[Standards, ...] = (USUAL, ("a-3a",), ("ua-1",))
FORMS = tuple(Form(*each) for each in product(PAPERS, PROFILES, SIDES, (False, True)))
KINDS = frozenset(product(SETS, FORMS))  # `make conformance` validates each of them


def parse_standards(text: str) -> Standards:
    """Standards as they are typed, such as 'a-3a,ua-1'; raises WordError for any other."""
    asked = [word.strip().lower().removeprefix("pdf/") for word in text.split(",")]
    for word in asked:
        if word not in NAMES:
            hint = f"the standards are {' and '.join(NAMES)}, alone or as '{','.join(USUAL)}'"
            raise WordError(f"no PDF standard '{word}'", hint)
    return tuple(name for name in USUAL if name in asked)


def claimed(standards: Standards, form: Form) -> Standards:
    """What an edition in a form may claim of the standards asked for: nothing unvalidated."""
    return standards if (standards, form) in KINDS else ()
