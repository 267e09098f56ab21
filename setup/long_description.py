"""What a package index shows: the README, without what leads into the repository."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

PICTURE = re.compile(r"^!\[[^\]]*\]\((?!https:)[^)]*\)\n\n", re.MULTILINE)
LINK = re.compile(r"\[([^\]]*)\]\((?!https:)[^)]*\)")


def long_description(readme: str) -> str:
    """The README with the words of each link that an index could not follow."""
    return LINK.sub(r"\1", PICTURE.sub("", readme))


class LongDescription(MetadataHookInterface):
    """Gives the package its long description."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the long description among the metadata."""
        readme = (Path(self.root) / "README.md").read_text("utf-8")
        told = {"content-type": "text/markdown", "text": long_description(readme)}
        metadata["readme"] = told
