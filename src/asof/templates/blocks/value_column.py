"""The values of a table's column: digits beneath one another, their common unit in the head.

A value is set in three pieces, its hedge, its number and what follows that: a scale, a unit, the
marks of its sources. The column is flush at the end of the numbers; what follows them has a width
that all its rows share. Where some numbers have fewer decimals, white stands in for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from markupsafe import Markup, escape

from asof.language import Language
from asof.language.grammar import NBSP
from asof.ledger import Fact, Special, Value, View
from asof.ledger.printing import counted, printed, unit_in
from asof.quantity import Quantity
from asof.templates.blocks.fact_writer import FactWriter, verbatim
from asof.templates.render_state import NO_WORDS, RenderState

WORD = 0.52  # em: about how wide a character is; one that is wider gives way to the right
WIDE = 14  # em: what stands behind the numbers of a column is set in one line if no wider


@dataclass(frozen=True, slots=True)
class SetValue:
    """A value in a column: what stands before its number, the number, what stands behind it."""

    hedge: str = ""
    number: Markup = NO_WORDS
    tail: Markup = NO_WORDS
    decimals: int | None = None
    remark: Markup = NO_WORDS

    @property
    def whole(self) -> Markup:
        """The value in one piece."""
        return hedge_before(self.hedge) + self.number + self.tail + self.remark

    @property
    def words(self) -> str:
        """What of it stands in one line, as it reads."""
        parts = (self.hedge, Markup(self.number).striptags())
        tail = self.tail.striptags()
        return NBSP.join(filter(None, parts)) + (f" {tail}" if tail else "")

    def aligned(self, decimals: int, *, tails: bool) -> Markup:
        """The value as its column sets it, given the decimals that its longest number has."""
        lacks = decimals - self.decimals if self.decimals is not None else 0
        digits = self.number
        if lacks:
            point = "" if self.decimals else " lacks-point"
            looks = f"lacks-{min(lacks, 4)}{point}"
            digits = Markup('<span class="{}">{}</span>').format(looks, digits)
        apart = tails and self.number  # a remark alone has no line above it
        tail = Markup('<span class="tail">{}</span>').format(self.tail) if apart else self.tail
        return hedge_before(self.hedge) + digits + tail + self.remark


def hedge_before(hedge: str) -> Markup:
    """The words before a number, with the space that parts them from it."""
    return Markup('<span class="hedge">{}</span>{}').format(hedge, NBSP) if hedge else Markup()


@dataclass(frozen=True)  # no slots: what all its values share is asked for by each
class ValueColumn:
    """The column of the values of some facts.

    `columns` are those that stand beside it. `unit` is what all values are counted in: it stands in
    the head, and in no row.
    """

    session: RenderState
    writer: FactWriter
    views: Sequence[View]
    columns: Sequence[str]

    @cached_property
    def numeric(self) -> bool:
        """Whether it holds numbers, and beside them no more than the words that there is none."""
        values = [o.value for view in self.views for o in view.chosen]
        return any(isinstance(v, Quantity) for v in values) and all(
            isinstance(v, Quantity | Special) for v in values
        )

    @cached_property
    def unit(self) -> str:
        """The unit that several facts share, as a head names it; money has its own sign."""
        facts = [view.fact for view in self.views if _is_number(view)]
        units = [unit_in(fact, self._language) for fact in facts]
        shared = len(units) > 1 and self.numeric and all(u and u == units[0] for u in units)
        if not shared or any(fact.currency for fact in facts):
            return ""
        return self._language.unit_alone(units[0])

    @property
    def head(self) -> Markup:
        """What the column tells, with the unit that all values share."""
        head = escape(self._language.word("value"))
        unit = Markup('<span class="unit">{}</span>').format(self.unit)
        told = self._language.word("in_unit", head=head, unit=unit)
        return Markup(told) if self.unit else head

    @property
    def _language(self) -> Language:
        return self.session.language

    @property
    def phrase(self) -> Callable[[Value | None, Fact, Language], str]:
        """How a value reads: with its unit, if that is not in the head."""
        return without_unit if self.unit else counted

    def value(self, view: View) -> SetValue:
        """The value of a fact, with its marks and with what no other column tells."""
        told = self._value(view)
        return replace(told, remark=self.writer.remarked(NO_WORDS, view, self.columns))

    def _value(self, view: View) -> SetValue:
        cited = "source" not in self.columns
        single = view.current.value if view.current and len(view.chosen) == 1 else None
        if not self.numeric or not isinstance(single, Quantity) or verbatim(view):
            return SetValue(number=self.writer.mark(view, self.phrase, sources=cited))
        whole = self.phrase(single, view.fact, self._language)
        hedge, number, tail = self._cut(single, view.fact, whole)
        mark = replace(self.writer.figure(view, lambda *_: number), text=whole)
        marks = self.session.sup(view.citations if cited else (), mark.status)
        digits = self.session.place(mark)
        return SetValue(hedge, digits, escape(tail) + marks, decimals_of(single))

    def _cut(self, value: Quantity, fact: Fact, whole: str) -> tuple[str, str, str]:
        """A phrase as hedge, number and what follows; in one piece where it has no digits."""
        unit = unit_in(fact, self._language)
        hedge, number, _ = self._language.parts(value, fact.currency, unit)
        number = number.removesuffix(self._language.per_cent) if self.unit else number
        before = NBSP.join(filter(None, (hedge, number)))
        if value.number is None or not whole.startswith(before):
            return "", whole, ""
        return hedge, number, whole.removeprefix(before)

    def aligned(self, values: Sequence[SetValue]) -> tuple[list[Markup], str]:
        """The values as they stand beneath one another, and how their column looks."""
        return numeric_column(values) if self.numeric else ([v.whole for v in values], "")


def numeric_column(values: Sequence[SetValue]) -> tuple[list[Markup], str]:
    """Numbers as they stand beneath one another, and how their column looks."""
    tail = ceil(max(_length(value.tail) for value in values) * WORD)
    if tail > WIDE:
        return [value.whole for value in values], ""
    decimals = max(value.decimals or 0 for value in values)
    cells = [value.aligned(decimals, tails=tail > 0) for value in values]
    return cells, f"numeric tail-{tail}"


def without_unit(value: Value | None, fact: Fact, language: Language) -> str:
    """A value whose unit, or per cent sign, stands in the head of its column."""
    return printed(value, fact, language).removesuffix(language.per_cent)


def _length(tail: Markup) -> int:
    """How many characters stand behind a number, with the space before them."""
    return len(tail.striptags()) + 1 if tail else 0


def _is_number(view: View) -> bool:
    return any(isinstance(o.value, Quantity) for o in view.chosen)


def decimals_of(value: Quantity) -> int | None:
    """How many decimals the last number of a value has."""
    last = value.high or value.number
    if last is None:
        return None
    return max(0, -int(last.digits.as_tuple().exponent))
