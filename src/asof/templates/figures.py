"""Prepares charts and pictures: what stands around a drawing, so that it can be copied out alone.

A figure says what it shows, where and when, in its title and subtitle; from which sources, and as
of which day, in the line below it. All parts are of what was drawn, not of what was only read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from asof.briefing.blocks import Image
from asof.diagnostics import AsofError, Location, error
from asof.ledger import View
from asof.ledger.printing import text_in, told_value, words_in
from asof.ledger.shown import ShownFact
from asof.located import Scalar
from asof.templates.chart_words import ChartWords
from asof.templates.figure_lines import months_shown, names_of, what_is_measured, who_says_so
from asof.templates.page_options import ChartPicture
from asof.templates.render_state import FactMark, RenderState
from asof.templates.texts import Texts, without_tags
from asof.templates.view_models import Item, item


@dataclass(frozen=True, slots=True)
class Figures:
    """Turns the charts and the pictures of one document into items."""

    texts: Texts
    session: RenderState
    draw: Callable[[str, Location], ChartPicture]
    draw_trend: Callable[[str], ChartPicture]
    words: Callable[[ChartPicture], ChartWords]
    image: Callable[[Image], str]
    print_at: Callable[[str, float], None]
    describe: Callable[[str, str, str], None]

    # ---- charts

    def named(self, name: Scalar) -> Item | None:
        """The chart of a name; nothing where it drew nothing."""
        figure = self.texts.collect.attempt(self.draw, name, name.place)
        return self.chart(figure) if figure and not figure.empty else None

    def chart(self, figure: ChartPicture) -> Item | None:
        """A chart in its frame: title and subtitle above, sources, day and note below."""
        words = self.texts.collect.attempt(self._words, figure)
        if words is None:
            return None
        shown = list(figure.shown(self.session.reader))
        self._record(figure, shown)
        views = [fact.view for fact in shown]
        title = self.texts.inline(words.caption) or names_of(views, self.session.language)
        subtitle = self._subtitle(words, shown)
        below = who_says_so([o for fact in shown for o in fact.said], self.session)
        src = f"charts/{figure.name}.svg"
        alone = [without_tags(part) for part in (subtitle, below) if part]
        self.describe(src, without_tags(title), " ".join(alone))
        return item(
            "chart",
            name=figure.name,
            src=src,
            alt=self.texts.inline(words.alt) or figure.alt or title,
            title=title,
            subtitle=subtitle,
            source=below,
            note=self.texts.inline(words.note),
        )

    def _words(self, figure: ChartPicture) -> ChartWords:
        """The words around a chart; raises AsofError where it has no title."""
        words = self.words(figure)
        if not words_in(words.caption, self.session.language).strip():
            told, hint = "this chart has no caption", "write what it shows"
            place = words.caption.place
            raise AsofError(error(place, told, hint, "chart"))
        return words

    def _subtitle(self, words: ChartWords, shown: Sequence[ShownFact]) -> Markup:
        """What is measured and where, as its author says or as the facts do; then of which time."""
        language = self.session.language
        said = self.texts.inline(words.subtitle) or what_is_measured(
            [fact.view for fact in shown], language
        )
        time = months_shown([o for fact in shown for o in fact.said], language)
        return Markup(", ").join(filter(None, (said, time)))

    def _record(self, figure: ChartPicture, shown: Iterable[ShownFact]) -> None:
        """Remember which facts the page shows by a chart."""
        for fact in shown:
            mark = FactMark(
                opening=Markup(),
                words="",
                text=told_value(fact.view, self.session.language),
                id=f"chart-{figure.name}",
                view=fact.view,
                part=figure.name,
                shown=fact.said,
            )
            self.session.place(mark)

    def trend(self, view: View) -> Item | None:
        """How the values of a fact have gone; nothing where it has but one."""
        figure = self.draw_trend(view.key)
        if figure.empty:
            return None
        again = any(shown.id == f"chart-{figure.name}" for shown in self.session.prints)
        if not again:
            self._record(figure, list(figure.shown(self.session.reader)))
        src, label = f"charts/{figure.name}.svg", text_in(view.fact.label, self.session.language)
        self.describe(src, label, figure.alt)
        return item("trend", name="" if again else figure.name, src=src, alt=figure.alt)

    # ---- pictures

    def picture(self, image: Image) -> Item | None:
        """A picture of the workspace, framed as a chart is; its sources are those of its words."""
        src = self.texts.collect.attempt(self.image, image)
        alt = self.texts.fill(image.alt)
        title, subtitle, credit, note = map(
            self.texts.inline, (image.caption, image.subtitle, image.credit, image.note)
        )
        if not src or not alt:
            return None
        said = [o for part in alt.parts if part.shown for o in part.shown.behind]
        below = who_says_so(said, self.session) if said else Markup()
        return item(
            "image",
            src=src,
            width=image.width,
            alt=alt.html,
            title=title,
            subtitle=subtitle,
            source=Markup(" ").join(filter(None, (credit, below))),
            note=note,
        )
