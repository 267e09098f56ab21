"""The templates that a briefing may use, and whose line is to blame when one fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from jinja2 import TemplateNotFound

from asof.briefing.definition import Briefing
from asof.diagnostics import Finding, Location, error, meant
from asof.ledger.trace import RecordingEdition
from asof.located import text_of
from asof.templates.environment import findings_of, line_of
from asof.templates.resources import theme
from asof.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of a workspace and of the theme; `used` are the workspace's own that were."""

    workspace: Workspace
    briefing: Briefing
    reader: RecordingEdition
    used: dict[str, str] = field(default_factory=dict)

    def source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """The text of a template: `theme/…` is shipped, a bare name is the workspace's."""
        shipped = name.startswith("theme/")
        path = theme() / name[6:] if shipped else self.workspace.root / "templates" / name
        shown = name if shipped else f"templates/{name}"
        if not path.is_file():
            return None
        text = text_of(path, shown)
        self.reader.note("template", shown, text)
        if not shipped:
            self.used[shown] = text
        return text, shown, lambda: True

    @property
    def path(self) -> str:
        """The template of the briefing, as it is shown."""
        name = self.briefing.layout
        return name if name.startswith("theme/") else f"templates/{name}"

    def finding(self, problem: BaseException) -> Finding:
        """A failure at the line of the workspace's template that led to it."""
        if isinstance(problem, TemplateNotFound):
            return self._missing(str(problem.name))
        own = [f"templates/{n}" for n in self._own()]
        for name in (getattr(problem, "filename", None), *own, *self._shipped()):
            line = line_of(problem, name) if name else 0
            if line:
                return findings_of(problem, Location(str(name), line), self.reader.keys)
        return findings_of(problem, Location(self.path), self.reader.keys)

    def _missing(self, name: str) -> Finding:
        known = [*self._own(), *self._shipped()]
        asked = self.briefing.template if name == self.briefing.layout else None
        place = asked.place if asked is not None else self.blame(name)
        return error(place, f"no template '{name}'", meant(name, known))

    def _own(self) -> list[str]:
        folder = self.workspace.root / "templates"
        return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.html"))

    def _shipped(self) -> list[str]:
        return sorted(f"theme/{p.name}" for p in theme().glob("*.html"))

    def blame(self, url: str) -> Location:
        """The line of a workspace template that names a resource, else the briefing."""
        for name in self._own():
            text = (self.workspace.root / "templates" / name).read_text("utf-8")
            if url in text:
                line = text[: text.index(url)].count("\n") + 1
                return Location(f"templates/{name}", line)
        return self.briefing.place
