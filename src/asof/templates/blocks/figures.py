"""Prepares the blocks that show something: charts and pictures."""

from __future__ import annotations

from dataclasses import dataclass

from asof.briefing.definition import Image
from asof.located import Scalar
from asof.templates.figures import Figures
from asof.templates.view_models import Item


@dataclass(frozen=True, slots=True)
class FigureBlocks:
    """Frames charts and pictures."""

    figures: Figures

    def chart(self, name: Scalar) -> Item | None:
        """The chart of a name."""
        return self.figures.named(name)

    def image(self, image: Image) -> Item | None:
        """A picture of the workspace."""
        return self.figures.picture(image)
