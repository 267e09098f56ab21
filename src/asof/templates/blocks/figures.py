"""Prepares the blocks that show something: charts and pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from asof.briefing.blocks import Image
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
        picture = self.figures.picture(image)
        if picture:
            self._print_at(picture, (image.width or 100) / 100)
        return picture

    def images(self, images: Iterable[Image]) -> Item | None:
        """Pictures side by side, as many as there is room for."""
        shown = list(filter(None, map(self.figures.picture, images)))
        abreast = pictures_abreast(self.room, len(shown))
        for picture in shown:
            self._print_at(picture, 1 / abreast)
        return item("images", pictures=shown, abreast=abreast) if shown else None

    def _print_at(self, picture: Item, part: float) -> None:
        """Note how wide a picture is: a part of the column."""
        self.figures.print_at(picture.src, part * self.room.width)
