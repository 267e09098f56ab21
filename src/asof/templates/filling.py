"""Fills the template of a briefing, and gathers what its page loads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from jinja2 import FunctionLoader
from markupsafe import Markup, escape

from asof import dates
from asof.briefing.blocks import ChangesBlock, Image
from asof.briefing.definition import Briefing
from asof.diagnostics import AsofError, Collector, Finding, Location, RenderError, error
from asof.form import ChartColumn, Look
from asof.ledger.changes import Change
from asof.ledger.patterns import matching
from asof.ledger.printing import text_in
from asof.ledger.trace import RecordingEdition
from asof.located import Info, mapping
from asof.page.addresses import set_addresses_apart
from asof.page.document import AuthorWords, Document, DrawnWords, dated
from asof.page.drawings import titled_drawing
from asof.page.loads import put_photographs_inside
from asof.page.script_fonts import link_script_fonts
from asof.page.tree import GAP, name_bookmarks, parse, unmarked
from asof.templates import figure_notes
from asof.templates.abbreviations import spell_out
from asof.templates.author_words import from_templates, words_of
from asof.templates.blocks import Blocks
from asof.templates.chart_words import ChartWords, PythonWords, chart_words
from asof.templates.column_metrics import ColumnMetrics, measure
from asof.templates.dated_texts import DatedTexts
from asof.templates.environment import (
    Environment,
    asked_at,
    output,
    parent_of,
    plain_value,
)
from asof.templates.fact_tree import fact, facts_named, facts_of
from asof.templates.failures import FAILURES, MisuseError
from asof.templates.figure_numbers import number_figures
from asof.templates.figures import Figures
from asof.templates.forged_marks import forged_marks
from asof.templates.last_lines import keep_last_lines
from asof.templates.loader import Templates, compile_frame
from asof.templates.page_frame import PageFrame, own_word
from asof.templates.page_lines import set_facts
from asof.templates.page_options import (
    ChartPicture,
    Colophon,
    Drawing,
    Errata,
    PageOptions,
    SourceNotes,
    Span,
)
from asof.templates.places import PLACE, SPAN, is_whole, place_of
from asof.templates.prose import Prose
from asof.templates.render_state import FactMark, RenderState
from asof.templates.resources import OWN, Gathered, look
from asof.templates.running_logo import keep_one_logo
from asof.templates.series import EditionInTexts, PlaceInSeries
from asof.templates.source_marks import set_source_marks
from asof.templates.source_notes import Notes
from asof.templates.spoken_facts import SpokenFacts, numbers_in
from asof.templates.texts import Texts, without_tags
from asof.templates.view_models import Item, Late, item
from asof.text import scalar, text_of
from asof.workspace import Workspace

NAMING = ("](", "](<", "<", "")  # what stands before a URL in Markdown; last, in words
CODE_PICTURE = "code.svg"
TREND = 8.0  # times the size of the type of charts: how wide a sparkline in a tile is
BY_HAND = "print a fact by {{ … }}, which marks and cites it, and a chart by chart()"


def fill(
    workspace: Workspace,
    briefing: Briefing,
    reader: RecordingEdition,
    draw: Drawing,
    sheet: PageOptions,
) -> Document:
    """The document of a briefing; raises RenderError with everything that is wrong with it."""
    return Filling(workspace, briefing, reader, draw, sheet).document()


@dataclass(slots=True)
class Filling:
    """The work of filling one briefing."""

    workspace: Workspace
    briefing: Briefing
    reader: RecordingEdition
    draw: Drawing
    sheet: PageOptions
    session: RenderState = field(init=False)
    series: PlaceInSeries = field(init=False)
    texts: Texts = field(init=False)
    gathered: Gathered = field(init=False)
    figures: Figures = field(init=False)
    blocks: Blocks = field(init=False)
    templates: Templates = field(init=False)
    environment: Environment = field(init=False)
    look: Look = field(init=False)
    room: ColumnMetrics = field(init=False)
    collect: Collector = field(default_factory=Collector)
    printed: list[FactMark] = field(default_factory=list)
    told_of_charts: list[Finding] = field(default_factory=list)
    drawn_words: list[DrawnWords] = field(default_factory=list)

    def __post_init__(self) -> None:
        notes = Notes(self.reader.language)
        limits = self.workspace.config.limits
        self.session = RenderState(self.reader, notes, self._notes(), limits=limits)
        named = facts_of(self.session)
        self.series = PlaceInSeries(self.briefing, self.reader)
        edition = {"edition": Item(pieces=EditionInTexts(self.series))}
        context = named | self._functions() | edition
        self.texts = Texts(self.session, context, self.reader.keys, self.collect)
        self.texts.base = self.workspace.config.url or ""
        self.templates = Templates(self.workspace, self.briefing, self.reader)
        self.environment = Environment(
            FunctionLoader(self.templates.source),
            autoescape=True,
            limits=limits,
        )
        self.environment.finalize = self._finalize
        self.environment.filters["striptags"] = without_tags
        self.environment.filters["length"] = self.environment.filters["count"] = self._length
        self.environment.filters["safe"] = partial(_safe, session=self.session)
        self.gathered = Gathered(self.workspace, self.reader.note_file, self.collect)
        spoken = tuple(map(self.workspace.language, self.workspace.languages))
        if brand := self.workspace.config.brand:
            self.gathered.brand(brand, spoken)
        self.figures = Figures(
            texts=self.texts,
            session=self.session,
            draw=self._figure,
            draw_trend=self._trend,
            words=self._chart_words,
            image=self._image,
            print_at=self.gathered.print_at,
            describe=self._describe,
        )
        self.look = look(self.workspace, self.sheet.form.profile)
        self.room = self._measure()
        self.texts.columns = self.room.columns
        self.blocks = Blocks(
            self.texts,
            self.session,
            self.figures,
            self._changes,
            self.room,
            DatedTexts(self.workspace, self.reader, self.texts.left_out),
            spoken,
            self._changed,
        )

    def _notes(self) -> str:
        """Where sources are told: in large print not at a page's foot, of which they fill half."""
        asked, large = self.briefing.source_notes, self.sheet.form.profile == "large"
        return "end" if large and asked == "page" else asked

    def document(self) -> Document:
        """Fill texts first, then the template, then gather what the page loads."""
        self.draw.expect(self._charts(), self.reader, column=self._column())
        compile_frame(self.environment)  # while somebody else may be drawing
        context = self._context()
        html = self.collect.attempt(self._page, context) or ""
        tree = parse(html)
        number_figures(tree, self.reader.language)
        self.gathered.hold(tree, self._naming)
        typed = " ".join(PLACE.sub(GAP, unmarked(tree)).split()) if self.templates.used else ""
        if self.printed:
            self._set_facts(tree)
        keep_one_logo(tree)
        spell_out(tree, self._abbreviations(), self.reader.language)
        set_addresses_apart(tree)
        name_bookmarks(tree)
        self.collect.add(*self._forged(tree), *self._unsealed())
        set_source_marks(tree, self.session.notes)
        keep_last_lines(tree)
        self.gathered.page(tree, self._naming)
        for sheet in link_script_fonts(tree, self.gathered.assets):
            self.gathered.add(sheet, "", self._naming)
        if html:
            self.collect.add(*self.gathered.without_fonts(Location(self.templates.path)))
            self.collect.add(*self.gathered.without_letters(self.reader.language))
        self.collect.close(RenderError)
        self.gathered.print_photographs()
        return Document(
            tree=tree,
            language=self.reader.language.tag,
            title=context["briefing"].title.plain,
            assets=self.gathered.assets,
            rows=self.gathered.rows,
            least_heights=self.gathered.least_heights,
            trace=self.reader.trace,
            prints=tuple(self.session.prints),
            times=self._oldest_and_newest(),
            findings=(
                *self.series.findings(),
                *self.texts.left_out,
                *self.told_of_charts,
                *self.gathered.findings,
            ),
            fonts=tuple(self.gathered.own_fonts.values()),
            about_record=self.reader.language.word("record"),
            typed=AuthorWords(
                tuple(self.texts.written),
                partial(from_templates, self.templates.used, self.session.outputs, typed),
            ),
            asked=self.gathered.asked,
            templates=self.templates.used,
            drawn=tuple(self.drawn_words),
            inside=put_photographs_inside(tree, self.gathered.assets),
        )

    def _charts(self) -> Iterator[str]:
        """The charts of its blocks; that the day is asked for here is no read of the page."""
        day = self.reader.fork().day
        return (b.chart for b in self.briefing.body if b.chart and b.prints_on(day))

    def _abbreviations(self) -> dict[str, str]:
        """What abbreviations stand for in the edition's language."""
        known = self.workspace.config.abbreviations
        told = {each.short: each.long.in_(self.reader.language.tag) for each in known if each.long}
        return {short: self.reader.language.typeset(long) for short, long in told.items() if long}

    def _set_facts(self, tree: Element) -> None:
        """Set the facts that templates printed; one that a template kept to itself is none."""
        session, marks = self.session, self.printed
        given, used = {mark.id for mark in marks}, {marks[n].id for n in numbers_in(tree)}
        prose, asked = Prose(session, marks), len(marks)
        set_facts(tree, prose)
        self.collect.add(*SpokenFacts(prose).put(tree))
        said = {mark.id: mark.text for mark in marks}
        prints = (p for p in session.prints if p.id in used or p.id not in given)
        session.prints[:] = [replace(p, text=said.get(p.id, p.text)) for p in prints]
        for mark in marks[asked:]:
            session.place(mark)

    def _unsealed(self) -> Iterator[Finding]:
        """The figures that are to be sealed and that the page does not print."""
        shown = dated(self.session.prints)
        for key in self.briefing.seal:
            if not any(matching(key, shown)):
                told = f"'{key}' is to be sealed, and the page does not print it"
                yield error(key.place, told, "print it, or take it out of 'seal'", "seal")

    def _forged(self, tree: Element) -> Iterator[Finding]:
        """The marks that only the program may set."""
        for words, what in forged_marks(tree, self.session, self.gathered.assets):
            place = self._naming(words)
            yield error(place, f"'{words}' is marked by hand as {what}", BY_HAND, "template")

    def _naming(self, url: str) -> Location:
        """Where a URL is named: in a text, in a template of the workspace, else the briefing.

        A text that only tells of it names it less than one that loads it or leads there.
        """
        if not url:
            return Location(self.templates.path)
        sources = [text.source for text in self.texts.written]
        spots = (
            source.along(source.raw.index(f"{before}{url}") + len(before))
            for before in NAMING
            for source in sources
            if f"{before}{url}" in source.raw
        )
        return next(spots, None) or self.templates.blame(url)

    # ---- the context

    def _context(self) -> dict[str, Any]:
        """What templates see: the facts, the briefing, the edition and the sections."""
        frame = PageFrame(self.workspace, self.briefing, self.sheet, self.reader, self.texts)
        head, sections, foot = frame.head(), self.blocks.sections(self.briefing), frame.foot()
        return {
            **facts_of(self.session),
            **self._functions(),
            "briefing": Item(pieces=head | foot),
            "edition": self._edition(),
            "sections": sections,
            "errata": self._errata(self.sheet.errata),
            "matter": self.sheet.matter,
            "sources": SourceNotes(self.session),
            "legend": Late(partial(figure_notes.status_legend, self.session)),
            "figure_notes": Late(partial(figure_notes.observation_notes, self.session)),
            "source_reasons": Late(lambda: self.session.notes.reasons),
            "chart": self._chart,
            "image": self._shown_image,
            "paper": self.sheet.form.paper,
            "form": self.sheet.form,
            "spacing": self.sheet.spacing,
            "stylesheets": self._stylesheets(),
            "brand": frame.brand(),
        }

    def _functions(self) -> dict[str, Any]:
        return {
            "fact": lambda key: fact(str(key), self.session),
            "facts": partial(facts_named, self.session),
            "word": self._word,
            "by_language": self._by_language,
            "heading_of_sources": self._heading_of_sources,
            "each": Item(pieces=self.reader.each),
        }

    def _by_language(self, words: Mapping[str, object]) -> str:
        """A template's own words in the language of the edition, of one text for each language.

        Raises AsofError where it lacks one, as any text does.
        """
        place = Location(*asked_at())
        told = {str(tag): scalar(str(each), place) for tag, each in dict(words).items()}
        text = text_of(
            mapping(told, place, dict.fromkeys(told, place)), Info(self.workspace.surroundings)
        )
        return text_in(text, self.reader.language)

    def _heading_of_sources(self) -> Markup:
        """What stands over the notes: not all of them need be of sources."""
        return self._word("sources_and_notes" if self.session.notes.own else "sources")

    def _word(self, key: object, **values: object) -> Markup:
        """A word of the theme's own, in the language of the edition."""
        return own_word(self.reader.language, key, **values)

    def _edition(self) -> Item:
        """The edition's days, its language and its twins."""
        tongue = self.reader.language
        day, known = self.reader.day, self.reader.known
        return item(
            day=Markup(tongue.date(dates.when_on(day))),
            known=Markup(tongue.date(dates.when_on(known))),
            same=day == known,
            lang=tongue.tag,
            short=self.workspace.short(tongue.tag),
            span=Span(self.session),
            bars=self._bars(),
            colophon=self._colophon(),
            series=Item(pieces=self.series.head(self.texts)),
            **{name: Markup(escape(words)) for name, words in self.series.pieces().items()},
            others=[in_language(*twin, self.workspace) for twin in self.sheet.others],
        )

    def _oldest_and_newest(self) -> tuple[dates.When, ...]:
        """When the oldest and the newest figure on the page were true (rule 11)."""
        ends = [dates.ends(when) for when in self.session.times]
        first = min((e for e, _ in ends if e), key=lambda e: e.first, default=None)
        last = max((e for _, e in ends if e), key=lambda e: e.last, default=None)
        return tuple(dict.fromkeys(e for e in (first, last) if e))

    def _span(self) -> str:
        """The time from the oldest to the newest figure, as the page prints it."""
        ends, language = self._oldest_and_newest(), self.reader.language
        return (
            language.span(ends[0], ends[1]) if len(ends) > 1 else "".join(map(language.date, ends))
        )

    def _stylesheets(self) -> list[str]:
        if self.workspace.files.find(OWN):
            return [OWN]
        self.reader.note("absent", OWN, "")
        return []

    # ---- pictures and changes

    def _figure(self, name: str, place: Location) -> ChartPicture:
        """A chart, its reads made the document's own."""
        draw = partial(self.draw, column=self._column(self.sheet.heights.get(name)))
        figure: ChartPicture = placed(place, draw, name, self.reader.fork())
        self.reader.adopt(figure.reads)
        self.told_of_charts += figure.findings
        self.drawn_words += figure.written
        if not figure.empty:
            self.gathered.assets[f"charts/{name}.svg"] = figure.svg
            self.gathered.rows[f"charts/{name}.svg"] = figure.rows
            self.gathered.least_heights[f"charts/{name}.svg"] = figure.least
        return figure

    def _column(self, height: float | None = None) -> ChartColumn:
        """Where charts stand."""
        return ChartColumn(self.room.width, self.room.size, self.look, height)

    def _trend(self, key: str) -> ChartPicture:
        """How the values of a fact have gone, beside its value."""
        column = ChartColumn(TREND * self.room.size, self.room.size, self.look)
        figure: ChartPicture = self.draw.trend(key, self.reader.fork(), column=column)
        self.reader.adopt(figure.reads)
        if not figure.empty:
            self.gathered.assets[f"charts/{figure.name}.svg"] = figure.svg
        return figure

    def _chart_words(self, figure: ChartPicture) -> ChartWords:
        """The words around a chart, as its author typed them."""
        name = f"charts/{figure.name}.py"
        file = PythonWords(name, self.workspace.files.read(name).text)
        return chart_words(figure.words, file, **self.workspace.surroundings)

    def _describe(self, name: str, title: str, description: str) -> None:
        """Let the file of a drawing say by itself what it shows."""
        self.gathered.assets[name] = titled_drawing(self.gathered.assets[name], title, description)

    def _measure(self) -> ColumnMetrics:
        """The room that charts have: that of the shipped layout behind the briefing's own."""
        name, passed = self.briefing.layout, {""}
        while name not in passed and not name.startswith("theme/"):
            passed.add(name)
            name = parent_of(self.environment, name)
        form = self.sheet.form
        return measure(name, form.profile, form.paper, self.look.typeface)

    def _chart(self, name: str) -> Markup:
        """A chart where a template asks for it, as the theme sets charts."""
        figure = self._figure(name, Location(self.templates.path))
        prepared = None if figure.empty else self.figures.chart(figure)
        if prepared is None:
            return Markup("")
        show: Any = self.environment.get_template("theme/components.html").module
        return Markup(show.chart(prepared))

    def _image(self, image: Image) -> str:
        self.gathered.add(str(image.file), "", lambda _: image.file.place)
        return str(image.file)

    def _shown_image(  # noqa: PLR0913 (the words of an image block)
        self,
        file: str,
        alt: str,
        caption: str = "",
        *,
        subtitle: str = "",
        credit: str = "",
        note: str = "",
    ) -> Markup:
        """A picture where a template asks for it, framed as one of a block."""
        words = {"title": caption, "subtitle": subtitle, "source": credit, "note": note}
        show: Any = self.environment.get_template("theme/components.html").module
        return Markup(show.image(item("image", src=file, alt=alt, width=None, **words)))

    def _changes(self, since: ChangesBlock) -> tuple[Change, ...]:
        """What changed among the facts that the document prints."""
        printed = set(dated(self.session.prints))
        kept = self.sheet.changes(since.since, [k for k in self.reader.keys if k in printed])
        told = [[c.after.key, c.sort] for c in kept]
        self.reader.note("changes", since.since.isoformat(), told)
        return kept

    def _changed(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of some facts that give a line its change bar: changed since a day."""
        since = self.sheet.since
        found = self.sheet.changes(since, keys) if since else ()
        return frozenset(change.after.key for change in found)

    def _bars(self) -> Markup:
        """What the bars mark, or that nothing has changed; empty where none are asked for."""
        if self.sheet.since is None:
            return Markup()
        day = self.reader.language.date(dates.when_on(self.sheet.since))
        changed = sorted(self._changed(dated(self.session.prints)))
        self.reader.note("changes", f"bars {self.sheet.since}", changed)
        return self._word("bars" if self.blocks.writer.barred else "no_changes", day=day)

    def _colophon(self) -> Colophon | None:
        """The code and the release of an issued edition, its QR code made a picture."""
        colophon = self.sheet.colophon
        if colophon and colophon.picture:
            self.gathered.assets[CODE_PICTURE] = colophon.picture
        return colophon

    def _errata(self, errata: Errata | None) -> Item | None:
        """What a page says of a former one, and the day of that."""
        if errata is None:
            return None
        day = Markup(self.reader.language.date(dates.when_on(errata.since)))
        return item(since=day, tables=self.blocks.changes.errata(errata))

    # ---- the template

    def _length(self, value: Any) -> int:
        """Jinja's `length`: of words, as the page shows them."""
        if isinstance(value, str):
            value = PLACE.sub(lambda found: self.printed[int(found[1])].text, value)
        return len(value)

    def _finalize(self, value: Any) -> Any:
        """What a template prints: a fact as its mark, with its sources."""
        mark = output(value, self.session)
        if mark is None:
            _remember(value, self.session)
            return plain_value(value)
        cited = self.session.cited(mark, self.session.told)
        shown, behind = self.session.cite(mark, cited)
        self.printed.append(replace(shown, at=Location(*asked_at()), behind=behind))
        self.session.place(self.printed[-1])
        return Markup(place_of(len(self.printed) - 1))

    def _page(self, context: Mapping[str, Any]) -> str:
        try:
            html = self.environment.get_template(self.briefing.layout).render(context)
            html = html.replace(SPAN, self._span())
            if not is_whole(html, len(self.printed)):
                raise MisuseError
            return html
        except FAILURES as problem:
            raise AsofError(self.templates.finding(problem)) from None


def in_language(tag: str, file: str, workspace: Workspace) -> Markup:
    """The line that leads to an edition in another language, in that language.

    It names the region where the language is spoken in another one too.
    """
    tongue = workspace.language(tag)
    label = tongue.word("also")
    if tongue.territory and workspace.short(tag) == tag:
        label = tongue.word("remarked", words=label, remark=tongue.country)
    line = own_word(tongue, "labelled", label=label, value=file)
    return Markup('<span lang="{}">{}</span>').format(tag, line)


def placed(place: Location, work: Callable[..., Any], *args: Any) -> Any:
    """The result of some work; a failure that knows no place happened where it was asked for."""
    try:
        return work(*args)
    except AsofError as problem:
        findings = [replace(f, place=f.place or place) for f in problem.findings]
        raise AsofError(*findings) from None


def _remember(value: Any, session: RenderState) -> None:
    """Keep what a template of the workspace prints that is neither a fact nor HTML."""
    words = PLACE.sub(GAP, str(value))
    if isinstance(value, Markup) or not words.strip() or words in session.outputs:
        return
    name, line = asked_at()
    if isinstance(value, str) or not name.startswith("theme/"):
        session.outputs[words] = Location(name, line)


def _safe(value: Any, session: RenderState) -> Markup:
    """HTML that an author vouches for: its words are the author's all the same."""
    html = Markup(value)
    _remember(words_of(html), session)
    return html
