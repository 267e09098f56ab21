"""What is heard of the pages of `tests/aloud`, written anew; read it before you commit it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from asof import batch
from asof.form import Form
from asof.jobs import Request
from asof.workspace import read_workspace
from voice import aloud

HOME = Path(__file__).parent / "aloud"
HEARD = HOME / "heard"
NAMES = ("note", "profile", "handout", "press")
FORMS = (
    Form("a4", "standard", "duplex"),
    Form("letter", "clear"),
    Form("a4", "clear", "duplex", draft=True),
)


def printed(out: Path, form: Form, *names: str) -> dict[str, Path]:
    """Some documents in a form, by name and language."""
    request = Request(
        date(2025, 6, 2),
        briefings=names,
        out=out,
        since="none",
        paper=form.paper,
        profile=form.profile,
        sides=form.sides,
        draft=form.draft,
    )
    made = list(batch.build(read_workspace(HOME), request))
    assert [each.failure for each in made] == [None] * len(made)
    return {f"{b.job.briefing.name}.{b.job.workspace.short(b.job.tag)}": b.job.path for b in made}


def in_large_print(out: Path) -> dict[str, Path]:
    """The note in large print, where the rows of tables are records."""
    made = printed(out, Form(profile="large"), "note")
    return {f"{name}.large": path for name, path in made.items()}


def main() -> None:
    """Write down what is heard of each page."""
    HEARD.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        pages = printed(Path(folder), Form(), *NAMES) | in_large_print(Path(folder))
        for name, path in pages.items():
            (HEARD / f"{name}.txt").write_text("\n".join(aloud(path)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
