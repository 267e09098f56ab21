"""The templates that a briefing may use, and whose line is to blame when one fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from jinja2 import TemplateNotFound

from asof.briefing.definition import Briefing
from asof.diagnostics import Finding, Location, WordError, error, meant, own_fault
from asof.files import File, FileError
from asof.ledger import UnknownFactError
from asof.ledger.trace import RecordingEdition
from asof.templates.environment import Environment, asked_at
from asof.templates.fact_proxy import UnprintableError
from asof.templates.failures import (
    MisuseError,
    is_own_fault,
    lines_of,
    template_finding,
)
from asof.templates.resources import shipped
from asof.templates.size_limits import LargeError
from asof.workspace import Workspace

THEME = "theme/"
FRAME = ("theme/base.html", "theme/components.html")
# They tell of what a template gave.
GIVEN = (MisuseError, UnprintableError, UnknownFactError, WordError, LargeError)


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of a workspace and of the theme; `used` are the workspace's own that were."""

    workspace: Workspace
    briefing: Briefing
    reader: RecordingEdition
    used: dict[str, str] = field(default_factory=dict)

    def source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """The text of a template: `theme/…` is shipped, a bare name is the workspace's."""
        shown = name if name.startswith(THEME) else f"templates/{name}"
        file = self._find(name, shown)
        if file is None:
            self.reader.note("absent", shown, "")
            return None
        self.reader.note_file("template", file)
        if not name.startswith(THEME):
            self.used[file.name] = file.text
        return file.text, file.name, lambda: True

    def _find(self, name: str, shown: str) -> File | None:
        try:
            return (shipped() if name.startswith(THEME) else self.workspace.files).find(shown)
        except FileError as problem:
            place = self._asked_at(name)
            raise FileError(*(replace(f, place=place) for f in problem.findings)) from None

    @property
    def path(self) -> str:
        """The template of the briefing, as it is shown."""
        name = self.briefing.layout
        return name if name.startswith("theme/") else f"templates/{name}"

    def finding(self, problem: BaseException) -> Finding:
        """A failure at the line of the workspace's template that led to it, or a fault of ours."""
        if isinstance(problem, TemplateNotFound):
            return self._missing(str(problem.name), lines_of(problem))
        lines = lines_of(problem) or [Location(self.path)]
        if is_own_fault(problem) or is_theme_fault(problem, lines):
            return own_fault(problem, lines[-1])
        own = [line for line in lines if not line.path.startswith(THEME)]
        return template_finding(problem, (own or lines)[-1], self.reader.keys)

    def _missing(self, name: str, lines: list[Location]) -> Finding:
        known = [*self._own(), *self._shipped()]
        place = lines[-1] if lines else self._asked_at(name)
        return error(place, f"no template '{name}'", meant(name, known))

    def _asked_at(self, name: str) -> Location:
        """Where a template is asked for: in the one that runs, else by the briefing."""
        file, line = asked_at()
        if file:
            return Location(file, line)
        asked = self.briefing.template if name == self.briefing.layout else None
        return asked.place if asked is not None else self.blame(name)

    def _own(self) -> list[str]:
        names = self.workspace.files.below("templates", ".html")
        return [name.removeprefix("templates/") for name in names]

    def _shipped(self) -> list[str]:
        return list(shipped().below("theme", ".html"))

    def blame(self, url: str) -> Location:
        """The line that names something in a template that was used, else the briefing."""
        for name, text in self.used.items():
            if url in text:
                return Location(name, text.count("\n", 0, text.index(url)) + 1)
        return self.briefing.place


def compile_frame(environment: Environment) -> None:
    """Compile what nearly every page is made of, before one asks for it."""
    for name in FRAME:
        environment.compile(shipped().read(name).text, name, name)


def is_theme_fault(problem: BaseException, lines: list[Location]) -> bool:
    """Whether the theme failed at what is its own: not at a fact or a word that it was given."""
    return lines[-1].path.startswith(THEME) and not isinstance(problem, GIVEN)
