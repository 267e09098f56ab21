"""Prepares charts and pictures: the drawing, its words, the sources of what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

from asof.briefing.definition import Image
from asof.diagnostics import Location
from asof.ledger.printing import told_value
from asof.located import Scalar
from asof.templates.page_options import ChartPicture
from asof.templates.render_state import FactMark, RenderState
from asof.templates.texts import Texts
from asof.templates.view_models import Item, item


@dataclass(frozen=True, slots=True)
class Figures:
    """Turns the charts and the pictures of one document into items."""

    texts: Texts
    session: RenderState
    draw: Callable[[str, Location], ChartPicture]
    image: Callable[[Image], str]

    def named(self, name: Scalar) -> Item | None:
        """The chart of a name; nothing where it drew nothing."""
        figure = self.texts.collect.attempt(self.draw, name, name.place)
        return self.chart(figure) if figure and not figure.empty else None

    def chart(self, figure: ChartPicture) -> Item:
        """A chart with its caption, which names the sources of what it shows."""
        shown = list(figure.shown(self.session.reader))
        citations = dict.fromkeys(c for fact in shown for o in fact.said for c in o.citations)
        name = f"chart-{figure.name}"
        for fact in shown:
            text = told_value(fact.view, self.session.language)
            mark = FactMark(
                opening=Markup(),
                words="",
                text=text,
                id=name,
                view=fact.view,
                part=figure.name,
                shown=fact.said,
            )
            self.session.place(mark)
        caption = escape(self.session.language.typeset(figure.caption))
        return item(
            "chart",
            name=figure.name,
            src=f"charts/{figure.name}.svg",
            alt=figure.alt,
            caption=caption + self.session.sup(citations),
        )

    def picture(self, image: Image) -> Item | None:
        """A picture with its caption, or the sources of what it says below it."""
        src = self.texts.collect.attempt(self.image, image)
        alt, caption = self.texts.fill(image.alt), self.texts.inline(image.caption)
        if not src or not alt:
            return None
        said = (o for part in alt.parts if part.shown for o in part.shown.behind)
        sources = self.session.sup(dict.fromkeys(c for o in said for c in o.citations))
        named = caption and caption + sources
        return item("image", src=src, alt=alt.html, caption=named, source=not named and sources)
