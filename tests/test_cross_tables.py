"""Tables of facts that stand in rows and columns, and what each is called there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from asof import build, data
from asof.jobs import Request, plan_jobs
from asof.page.document import Document
from asof.workspace import find_workspace
from test_wide_tables import DECLARED, NINTH, TENTH, laid

DAY = date(2020, 11, 10)


def document(
    root: Path, body: str, facts: str = DECLARED, *, tag: str = "en", **days: str
) -> Document:
    """A page whose body is given, of two days of tables where none are."""
    laid(root, facts, **(days or {"d09__csv": NINTH, "d10__csv": TENTH}))
    note = root / "data/briefings/note.yaml"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(f"title: {{en: Note, fr: Note}}\nbody:\n{body}\n", encoding="utf-8")
    home = find_workspace(root)
    ledger, briefings = data.read(home)
    (job,) = plan_jobs(home, briefings, Request(DAY, languages=(tag,)))
    return build.filled_document(job.edition(ledger), job)


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_texts_tell_what_a_figure_is_and_where_it_is_from(tmp_path: Path) -> None:
    each = "{{ f.what }} {{ f.where }} {{ f }}{{ '.' if loop.last else ', ' }}"
    loop = "{% for f in health.deaths %}" + each + "{% endfor %}"
    made = document(tmp_path, f'  - text: {{en: "{loop}", fr: "{loop}"}}', tag="fr")
    said = [words(e) for e in made.tree.iter("p")]
    assert "Décès Lombardie 18 571 [1], Décès P.A. Bolzano 350 [1]." in said
