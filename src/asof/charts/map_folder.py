"""The folder that charts read maps from: through the workspace's door, noted as read."""

from __future__ import annotations

from dataclasses import dataclass

from asof.diagnostics import WordError, visible
from asof.files import File, FileError, Files
from asof.ledger.trace import RecordingEdition

FOLDER = "maps"
RESOURCE = "resource"  # what the trace calls a file that a page loads


@dataclass(frozen=True, slots=True)
class MapFolder:
    """The files of a workspace, and how many points the areas of one may have."""

    files: Files
    most_points: int

    def read(self, name: str, reader: RecordingEdition) -> File:
        """A map for an edition; raises WordError, which is told at the author's line."""
        if not name.startswith(f"{FOLDER}/"):
            told = f"'{visible(name)}' is not in {FOLDER}/"
            raise WordError(told, f"put the map into the folder {FOLDER}")
        try:
            file = self.files.read(name)
        except FileError as problem:
            finding = problem.findings[0]
            raise WordError(finding.message, finding.hint) from None
        reader.note_file(RESOURCE, file)
        return file
