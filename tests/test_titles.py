"""What a briefing is called where none of its editions says it."""

from __future__ import annotations

import pytest

from asof.briefing.definition import Briefing
from asof.briefing.titles import title_of_all
from asof.diagnostics import Location
from asof.text import plain_text

NOTE = Briefing(title=plain_text(""), place=Location("data/briefings/note.yaml"))


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("Water mains", "Water mains"),
        ("COVID-19: {{ fact('italy.cases.' ~ each.key).where }}", "COVID-19"),
        ("{{ each.name }} – health", "health"),
        ("Works ({{ each.name }})", "Works"),
        ("{{ each.name }}: works, {{ each.code }}", "works"),
        ("Works in {{ each.name }}", "note"),
        ("Works of {{ each.name }} in June", "note"),
        ("{% if each.old %}Old works{% endif %}", "note"),
        ("{{ each.name }}", "note"),
        ("{{ '9/11' | literal }}: what was learned", "9/11: what was learned"),
        ('{{ "Works" }}: {{ each.name }}', "Works"),
    ],
)
def test_a_title_is_called_by_what_all_its_editions_share(title: str, called: str) -> None:
    assert title_of_all(NOTE, title) == called
