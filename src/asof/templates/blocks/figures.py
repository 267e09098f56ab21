"""Prepares the blocks that show something: charts and pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from asof.briefing.definition import Image
from asof.located import Scalar
from asof.templates.column_metrics import ColumnMetrics, pictures_abreast
from asof.templates.figures import Figures
from asof.templates.view_models import Item, item


@dataclass(frozen=True, slots=True)
class FigureBlocks:
    """Frames charts and pictures."""

    figures: Figures
    room: ColumnMetrics

    def chart(self, name: Scalar) -> Item | None:
        """The chart of a name."""
        return self.figures.named(name)

    def image(self, image: Image) -> Item | None:
        """A picture of the workspace."""
        return self.figures.picture(image)

    def images(self, images: Iterable[Image]) -> Item | None:
        """Pictures side by side, as many as there is room for."""
        shown = [picture for image in images if (picture := self.image(image))]
        abreast = pictures_abreast(self.room, len(shown))
        return item("images", pictures=shown, abreast=abreast) if shown else None
