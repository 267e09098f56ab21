"""Prepares the blocks of a briefing for the theme: every text filled, every fact looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from asof import dates
from asof.briefing.definition import (
    Block,
    Briefing,
    ChangesBlock,
    Image,
    Point,
    Pressed,
    Selection,
    TableBlock,
)
from asof.diagnostics import Finding, Severity
from asof.language import with_capital
from asof.ledger import Observation, Standing, Status, ValueKind, View, Wording
from asof.ledger.changes import Change, Sort
from asof.ledger.printing import (
    counted,
    ended,
    printed,
    same_words,
    text_in,
    time_in,
    unit_in,
    whose_estimate,
    why_changed,
)
from asof.ledger.shared_labels import told_apart
from asof.located import Scalar
from asof.quantity import Quantity
from asof.templates.column_metrics import ColumnMetrics, prints_as_list, row
from asof.templates.fact_proxy import FactProperty, FactProxy
from asof.templates.figures import Figures
from asof.templates.page_options import Errata
from asof.templates.prose import day_mark
from asof.templates.render_state import FactMark, RenderState
from asof.templates.texts import Filled, Role, Texts, without_tags
from asof.templates.view_models import Item, Late, Section, filled_sections, item
from asof.text import Text

SAID = (ValueKind.EVENT, ValueKind.STATEMENT)
DATED = frozenset(("on", "reported", "standing"))  # columns that tell whether a value is of today
TELLING = ("on", "reported", "until", "by")  # columns of what a source says besides the value


@dataclass(frozen=True, slots=True)
class Blocks:
    """Turns the blocks of one briefing into items, section by section."""

    texts: Texts
    session: RenderState
    figures: Figures
    changes: Callable[[ChangesBlock], tuple[Change, ...]]
    room: ColumnMetrics
    changed: Callable[[Iterable[str]], frozenset[str]] = lambda _: frozenset()
    barred: list[bool] = field(default_factory=list)

    def sections(self, briefing: Briefing) -> list[Item]:
        """The sections: a heading with the blocks under it, left out where nothing prints."""
        found = [Section(None, 1)]
        for block in briefing.body:
            if block.heading or block.subheading:
                level = 1 if block.heading else 2
                found.append(Section(self.texts.inline(block.content), level))
            elif prepared := self.block(block):
                self._place(prepared, found)
        return [
            item(heading=s.heading, level=s.level, id=f"section-{n}", blocks=s.blocks)
            for n, s in enumerate(filled_sections(found), start=1)
        ]

    def _place(self, prepared: Item, found: list[Section]) -> None:
        """A block stands under the last heading; the first 'if pressed' opens its own section."""
        last = found[-1].blocks
        if prepared.kind == "pressed" and last and last[-1].kind != "pressed":
            found.append(Section(None, 1))
        found[-1].blocks.append(prepared)

    def block(self, block: Block) -> Item | None:
        """One block, or nothing where none of it prints; the theme has a macro of its name."""
        self.session.here = block.place
        return self.texts.collect.attempt(self._prepared, block.kind, block.content)

    def _prepared(self, kind: str, content: Any) -> Item | None:
        """What a block prints: words are filled, all else by the method of its name."""
        if isinstance(content, Text):
            return self._words(kind, content)
        prepare: Callable[[Any], Item | None] = getattr(self, f"_{kind}")
        return prepare(content)

    # ---- texts

    def _points(self, points: Iterable[Point]) -> Item | None:
        made = list(self._each_point(points))
        return item("points", points=made) if made else None

    def _each_point(self, points: Iterable[Point]) -> Iterator[Item]:
        for point in points:
            if self._within(point.start, point.until):
                filled = self.texts.fill(point.text, point.otherwise)
                below = list(self._each_point(point.points))
                if filled:
                    yield self._row(filled, html=filled.html, points=below)
                else:
                    yield from below

    def _within(self, start: dates.When | None, until: dates.When | None) -> bool:
        """Whether the edition's day lies between two days, each as wide as it allows."""
        if start is None and until is None:
            return True
        day = self.session.reader.day
        return (start is None or start.first <= day) and (until is None or day <= until.last)

    def _row(self, filled: Filled, kind: str = "", **pieces: Any) -> Item:
        return item(kind, changed=self._bar(*filled.keys), **pieces)

    def _bar(self, *keys: str) -> bool:
        """Whether a line carries a change bar: one of the facts that decide it has changed."""
        found = bool(self.changed(keys))
        self.barred.extend([True] * found)
        return found

    def _pressed(self, pressed: Pressed) -> Item | None:
        points = list(self._each_point(pressed.points))
        on = self.texts.inline(pressed.on, Role.PHRASE)
        return item("pressed", on=on, points=points) if points and on else None

    def _words(self, kind: str, text: Text) -> Item | None:
        filled = self.texts.fill(text, role=Role.BLOCK)
        return self._row(filled, kind=kind, html=filled.html) if filled else None

    # ---- facts

    def _views(self, keys: Iterable[Scalar]) -> Iterator[View]:
        """The facts that keys and patterns name and that an edition can print."""
        named = [(key, view) for key in keys for view in self._named(key)]
        views = told_apart((view for _, view in named), self.session.language)
        for (key, _), view in zip(named, views, strict=True):
            self.session.here = key.place
            yield view

    def _named(self, key: Scalar) -> Iterator[View]:
        views = self.session.reader.matching(key) if "*" in key else (self._known(key),)
        return (v for v in views if v.standing is not Standing.UNKNOWN)

    def _known(self, key: Scalar) -> View:
        view = self.session.reader[key]
        if view.standing is Standing.UNKNOWN:
            told = f"'{key}' is unknown in this edition: it is left out"
            self.texts.left_out.append(Finding("unknown-fact", Severity.WARNING, key.place, told))
        return view

    def _figure(self, view: View, phrase: Any = printed) -> FactMark:
        """A fact as a marked element, whatever its standing."""
        self.session.asked.add(view.key)
        return FactProxy(view, self.session, phrase).mark(self.session)

    def _mark(
        self, view: View, phrase: Any = printed, *, sources: bool = True, head: bool = False
    ) -> Markup:
        """A fact on the page with what its source calls it, and its sources; some head a line."""
        mark = self._figure(view, phrase)
        html = self.session.place(mark.saying(with_capital(mark.words)) if head else mark)
        if verbatim(view):
            html = Markup(self.session.language.word("quoted", words=html))
        return html + self.session.sup(mark.citations if sources else (), mark.status)

    def _part(self, view: View, name: str, text: str, value: str = "") -> Markup:
        """A property of a fact as a marked element; nothing where there is none."""
        part = FactProperty(view, name, text, value=value)
        return self.session.place(part.mark(self.session)) if text else Markup()

    def _remark(self, view: View, beside: Iterable[str] = ("on",)) -> Markup:
        """What must be said of a value where nothing `beside` it, named as columns are, does.

        What a total lacks, or the day of a value that may no longer be so; that it ended, as far as
        known; whose estimate it is.
        """
        language = self.session.language
        if view.incomplete or (view.ageing and not DATED.intersection(beside)):
            return self.session.place(day_mark(view, language).mark(self.session))
        if view.standing is Standing.LAPSED:
            return self._part(view, "ended", ended(view, language))
        single = view.chosen[0] if len(view.chosen) == 1 and "by" not in beside else None
        return self._part(view, "by", whose_estimate(single, language) if single else "")

    def _remarked(self, mark: Markup, view: View, beside: Iterable[str] = ("on",)) -> Markup:
        """A mark with what is to be said of it."""
        remark = self._remark(view, beside)
        return mark + Markup(' <span class="remark">{}</span>').format(remark) if remark else mark

    def _label(self, view: View) -> Markup:
        """A fact's label at the head of a line."""
        return self._part(
            view, "label", with_capital(text_in(view.fact.label, self.session.language))
        )

    def _facts(self, keys: Iterable[Scalar]) -> Item | None:
        rows = [self._fact_row(view) for view in self._views(keys)]
        return item("facts", rows=rows) if rows else None

    def _fact_row(self, view: View) -> Item:
        """A quick fact: an event speaks for itself, another fact is named."""
        said = view.fact.kind in SAID
        mark = self._mark(view, counted, head=said)
        label = Markup() if said else self._label(view)
        word = self.session.language.word
        line = Markup(word("labelled", label=label, value=mark)) if label else mark
        html = self._remarked(line, view)
        return item(date=self._date(view), html=html, changed=self._bar(view.key))

    def _date(self, view: View, *, short: bool = True) -> Markup:
        """The date of what prints, marked as belonging to its fact."""
        return self._dated(view, view.current, short=short) if view.current else Markup()

    def _dated(self, view: View, o: Observation, *, short: bool = True) -> Markup:
        """When an observation was true, marked as belonging to its fact."""
        told = time_in(o.true, self.session.language, short)
        return self._part(view, "on", told, o.true.start.text)

    def _tiles(self, keys: Iterable[Scalar]) -> Item | None:
        tiles = [self._tile(view) for view in self._views(keys)]
        figures = [(t.plain, f"{t.hedge} {t.about}") for t in tiles]
        return item("tiles", tiles=tiles, row=row(self.room, figures)) if tiles else None

    def _tile(self, view: View) -> Item:
        """Number over label, hedge and scale apart, with its own date and standing."""
        hedge, number, scale = self._number(view)
        plain, about = without_tags(number), without_tags(scale)
        one = view.current if len(view.chosen) == 1 else None  # each of a dispute has its own
        marks = self.session.sup(view.citations, one.status) if one else Markup()
        number, scale = (number, scale + marks) if scale else (number + marks, scale)
        return item(
            hedge=hedge,
            number=number,
            plain=plain,
            scale=scale,
            about=about,
            unit="",
            label=self._label(view),
            counts=self._part(view, "counts", text_in(view.fact.counts, self.session.language)),
            date=self._date(view, short=False),
            note=self._remark(view),
            standing=view.standing.value,
            changed=self._bar(view.key),
        )

    def _number(self, view: View) -> tuple[str, Markup, Markup]:
        """The hedge, the marked number, and the scale of what a tile prints."""
        one = view.current if len(view.chosen) == 1 else None
        if one is None or not isinstance(one.value, Quantity):
            return "", self.session.place(self._figure(view)), Markup()
        language, fact = self.session.language, view.fact
        parts = language.parts(one.value, fact.currency, unit_in(fact, language))
        mark = self._figure(view, lambda *_: parts[1])
        whole = replace(mark, text=printed(one.value, fact, language))
        return parts[0], self.session.place(whole), escape(parts[2])

    def _table(self, table: TableBlock) -> Item | None:
        rows = [self._table_row(view, table) for view in self._views(table.rows)]
        caption = self.texts.inline(table.caption)
        cells = [without_tags(cell) for row in rows for cell in row.cells]
        as_list = prints_as_list(self.room, len(table.columns), cells)
        heads = {"on": "date"} if as_list else {}  # a head is followed by its value in a sentence
        word = self.session.language.word
        columns = [(name, word(heads.get(name, name))) for name in table.columns]
        made = item("table", columns=columns, rows=rows, caption=caption, listed=as_list)
        return made if rows else None

    def _columns(self, **words: str) -> dict[str, Any]:
        """The columns of a table that is always the same, each with the word for its head."""
        columns = [(name, self.session.language.word(key)) for name, key in words.items()]
        return {"columns": columns, "listed": prints_as_list(self.room, len(columns))}

    def _table_row(self, view: View, table: TableBlock) -> Item:
        cells: dict[str, Markup] = {c: self._cell(view, c, table.columns) for c in table.columns}
        if not {"source", "value"} & set(cells):
            told = [column for column in TELLING if cells.get(column)][:1]
            cells |= {column: cells[column] + self.session.sup(view.citations) for column in told}
        return item(cells=list(cells.values()), changed=self._bar(view.key))

    def _cell(self, view: View, column: str, columns: tuple[str, ...]) -> Markup:
        """What a table shows of a fact in a column; a value with what no other column tells."""
        if column == "value":
            value = self._mark(view, counted, sources="source" not in columns)
            return self._remarked(value, view, columns)
        special: dict[str, Callable[[View], Markup]] = {
            "source": self._source_cell,
            "standing": self._standing_cell,
            "on": self._date,
            "label": self._label,
        }
        if column in special:
            return special[column](view)
        shown = getattr(FactProxy(view, self.session), column) if view.current else None
        return self.session.place(shown.mark(self.session)) if shown else Markup()

    def _source_cell(self, view: View) -> Markup:
        number = self.session.column(view.citations)
        return number or self.session.place(FactProxy(view, self.session).source.mark(self.session))

    def _standing_cell(self, view: View) -> Markup:
        """The standing; an estimate that holds is an estimate still."""
        standing, word = view.standing.value, self.session.language.word(view.standing)
        status = view.current.status if view.current else None
        if view.standing is Standing.CURRENT and status is Status.ESTIMATE:
            standing, word = status.value, self.session.language.word("status_estimate")
        return Markup('<span class="standing {}">{}</span>').format(standing, word)

    def _timeline(self, selection: Selection) -> Item | None:
        views = sorted(self._selected(selection), key=started)
        events = [
            item(date=self._date(v), html=self._mark(v, head=True), changed=self._bar(v.key))
            for v in views
        ]
        return item("timeline", events=events) if events else None

    def _selected(self, selection: Selection) -> Iterator[View]:
        """The facts of a tag that were true between two days."""
        for view in self.session.reader.tagged(selection.tag):
            if view.current is None:
                continue
            true = view.current.true
            after = selection.start is None or true.start.last >= selection.start.first
            if after and (selection.until is None or true.first <= selection.until.last):
                yield view

    def _statements(self, selection: Selection) -> Item | None:
        views = sorted(self._selected(selection), key=started)
        said = [self._statement(view, o) for view in views for o in view.chosen]
        return item("statements", statements=said, whose=self._whose(views)) if said else None

    def _whose(self, views: Iterable[View]) -> str:
        """Whose words statements are in, where not all of them are quotations."""
        quoted = {verbatim(view) for view in views}
        key = "partly_reported_speech" if True in quoted else "reported_speech"
        return self.session.language.word(key) if False in quoted else ""

    def _statement(self, view: View, o: Observation) -> Item:
        """An attributed statement: what, who, when."""
        speaker, _, role = text_in(o.by, self.session.language).partition(", ")
        one = replace(view, chosen=(o,))
        return item(
            html=self._mark(one, head=True),
            speaker=with_capital(speaker),
            role=role,
            date=self._dated(view, o),
            verbatim=verbatim(view),
            changed=self._bar(view.key),
        )

    def _withheld(self, keys: Iterable[Scalar]) -> Item | None:
        views = [v for v in self._views(keys) if v.standing is Standing.WITHHELD]
        rows = [self._withheld_row(v, o) for v in views for o in v.chosen]
        columns = self._columns(
            label="label", state="value", reason="reason", by="source", date="date"
        )
        return item("withheld", rows=rows, caption=Markup(), **columns) if rows else None

    def _withheld_row(self, view: View, o: Observation) -> Item:
        language = self.session.language
        label, words = self._label(view), self._mark(view, sources=False)
        reason = self._part(view, "reason", text_in(o.reason, language))
        by = escape(text_in(o.by or o.publisher, language)) + self.session.sup(o.citations)
        kept = Markup('<span class="standing withheld">{}</span>').format(words)
        cells = [label, kept, reason, by, self._date(view)]
        return item(cells=cells, changed=self._bar(view.key))

    # ---- pictures and changes

    def _chart(self, name: Scalar) -> Item | None:
        return self.figures.named(name)

    def _image(self, image: Image) -> Item | None:
        return self.figures.picture(image)

    def _changes(self, since: ChangesBlock) -> Item:
        rows = Late(lambda: [self._change(change) for change in self.changes(since)])
        day = self.session.language.date(dates.when_on(since.since))
        caption = Markup(self.session.language.word("changes_since", day=str(escape(day))))
        columns = self._columns(
            label="label", change="change", before="before", after="after", source="source"
        )
        return item("changes", since=day, rows=rows, caption=caption, **columns)

    def errata(self, told: Errata) -> list[Item]:
        """What holders of a former page read on it, beside what is so now; then what is new."""
        word = self.session.language.word
        read = [self._erratum(c) for c in told.changes if c.sort is not Sort.ADDED]
        new = [self._erratum(c) for c in told.changes if c.sort is Sort.ADDED]
        heads = [(name, word(name)) for name in ("label", "was", "is_now", "why")]
        tables = [
            item("errata", rows=read, columns=heads, caption="", listed=told.listed),
            item(
                "errata new",
                rows=new,
                columns=[heads[0], *heads[2:]],
                caption=word("errata_new"),
                listed=told.listed,
            ),
        ]
        return [table for table in tables if table.rows]

    def _erratum(self, change: Change) -> Item:
        """A change as its errata tell it; of what is new, a former page said nothing."""
        alike = same_words(change, self.session.language)
        sides = (change.before, change.after)[change.sort is Sort.ADDED :]
        shown = [self._errata_side(view, alike=alike) for view in sides]
        return item(cells=[self._label(change.after), *shown, self._why(change)], changed=False)

    def _errata_side(self, view: View, *, alike: bool) -> Markup:
        """What a page says of a fact, with its sources; its standing where only that differs."""
        shown = self._mark(view)
        return shown + Markup("<br>") + self._standing_cell(view) if alike else shown

    def _why(self, change: Change) -> Markup:
        """What a change is called, and why it came about; of what is new, only that."""
        language = self.session.language
        why = self._part(change.after, "why", why_changed(change, language))
        if change.sort is Sort.ADDED:
            return why
        kind = Markup("<strong>{}</strong>").format(language.word(change.sort))
        return Markup(language.word("labelled", label=kind, value=why))

    def _change(self, change: Change) -> Item:
        """A change as a row: what, how, from what, to what, who says so."""
        kind = escape(self.session.language.word(change.sort))
        label = self._label(change.after)
        ends = [self._mark(view, sources=False) for view in (change.before, change.after)]
        source = self.session.column(change.after.citations or change.before.citations)
        return item(cells=[label, kind, *ends, source], changed=False)


def verbatim(view: View) -> bool:
    """Whether a fact is what somebody said, word for word."""
    return view.fact.words is Wording.VERBATIM


def started(view: View) -> tuple[date, date]:
    """Where a fact belongs on a time line."""
    assert view.current
    return (view.current.true.first, view.current.true.start.last)
