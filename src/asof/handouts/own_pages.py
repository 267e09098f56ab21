"""The pages that the program prints of itself: lists of copies, marks, the sheets of a binder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from asof import build, charts, pdf, templates
from asof.briefing.definition import Briefing
from asof.diagnostics import AsofError, error
from asof.form import Form
from asof.jobs import Job
from asof.language import Language
from asof.ledger import Ledger
from asof.ledger.trace import RecordingEdition
from asof.standards import USUAL, claimed
from asof.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPages:
    """Pages of the program's own: of which edition's days and language, under which title.

    `like` is the briefing whose handling marks they bear.
    """

    workspace: Workspace
    ledger: Ledger
    tag: str
    day: date
    known: date
    form: Form
    like: Briefing

    @property
    def language(self) -> Language:
        """The language that they are in."""
        return self.workspace.language(self.tag)

    def printed(
        self, template: str, title: str, matter: Mapping[str, Any], *, claims: bool = True
    ) -> bytes:
        """The pages of a template of the theme as a PDF; raises RenderError."""
        require_words(self.language)
        job = self._job(self.like.sheet(title, f"theme/{template}.html"), claims)
        reader = RecordingEdition(job.edition(self.ledger))
        sheet = templates.PageOptions(form=self.form, matter=matter)
        draw = charts.Drawer(self.workspace)
        document = templates.fill(self.workspace, job.briefing, reader, draw, sheet)
        laid = build.lay_job(document, job)
        written = pdf.write_pdf(laid, day=self.known)
        pdf.proofread(laid, written)
        return written.content

    def _job(self, briefing: Briefing, claims: bool) -> Job:
        return Job(
            workspace=self.workspace,
            briefing=briefing,
            tag=self.tag,
            day=self.day,
            known=self.known,
            form=self.form,
            standards=claimed(USUAL, self.form) if claims else (),
            out=self.workspace.root / "build",
        )


def require_words(language: Language) -> None:
    """Raise AsofError where a workspace's own language lacks the words of copies and binders."""
    lacking = language.lacks_for_handouts
    if lacking:
        told = f"'{language.tag}' has no words for '{lacking[0]}', which no briefing asks for"
        hint = (
            f"""state handouts={{"{lacking[0]}": "…"}} in its file, and {len(lacking) - 1} more"""
        )
        raise AsofError(error(None, told, hint))
