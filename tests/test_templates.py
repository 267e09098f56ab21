"""Where a mistake in a template is told."""

from __future__ import annotations

import pytest

from asof.diagnostics import Location
from asof.templates.environment import line_behind
from asof.templates.failures import template_finding


@pytest.mark.parametrize(("line", "told"), [(1, 1), (12, 3), (13, 3), (20, 7), (99, 7)])
def test_a_line_of_code_leads_to_the_line_of_the_template(line: int, told: int) -> None:
    assert line_behind("1=2&3=12&7=20", line) == told


def test_what_python_has_no_memory_for_is_told_as_too_much() -> None:
    found = template_finding(MemoryError(), Location("templates/note.html", 3))
    assert str(found) == (
        "templates/note.html:3: error: this takes more memory than there is\n"
        "  hint: make less, or raise 'memory' of the limits in asof.yaml"
    )


def test_code_that_tells_no_lines_is_of_the_first() -> None:
    assert line_behind("", 5) == 1
