"""A property of a fact as templates see it, and how facts and properties are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import gt, lt
from typing import Any, NoReturn

from markupsafe import Markup

from asof import dates
from asof.ledger import Citation, ValueKind, View
from asof.quantity import Quantity
from asof.templates.failures import MisuseError, unlike
from asof.templates.render_state import FactMark, RenderState


def misuse(*_: object, **__: object) -> NoReturn:
    """Refuse what would let a figure reach the page unmarked."""
    raise MisuseError


class Ranked:
    """What templates compare by its rank: a number, a day, or words."""

    __slots__ = ()
    rank: Any

    def __eq__(self, other: object) -> bool:
        return bool(self.rank == _rank(other))

    def __lt__(self, other: object) -> bool:
        return ordered(lt, self, other)

    def __gt__(self, other: object) -> bool:
        return ordered(gt, self, other)

    def __le__(self, other: object) -> bool:
        return self == other or self < other

    def __ge__(self, other: object) -> bool:
        return self == other or self > other

    __hash__ = None  # type: ignore[assignment]  # compared by value, never a key
    __str__ = __format__ = __repr__ = misuse


class FactProperty(Ranked):
    """A property of a fact, printed as a marked element: its label, a date, a source."""

    __slots__ = ("citations", "name", "rank", "text", "value", "view")

    def __init__(self, view: View, name: str, text: str, rank: Any = None, value: str = "") -> None:
        self.view, self.name, self.text, self.value = view, name, text, value
        self.rank = text if rank is None else rank
        self.citations: tuple[Citation, ...] = ()

    def mark(self, session: RenderState) -> FactMark:
        """The marked element."""
        opening = '<data class="fact" id="{}" value="{}" data-key="{}" data-part="{}">'
        id_ = session.next_id()
        return FactMark(
            opening=Markup(opening).format(id_, self.value, self.view.key, self.name),
            words=self.text,
            text=self.text,
            id=id_,
            view=self.view,
            part=self.name,
            citations=self.citations,
        )

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) or bool(self.text == other)

    def __bool__(self) -> bool:
        return bool(self.text)

    __hash__ = None  # as of all that is ranked


class FactName(FactProperty):
    """A name of a fact, which may be asked for in another form: {{ cases.lazio.where.of }}."""

    __slots__ = ("forms",)

    def __init__(self, view: View, name: str, text: str, forms: Mapping[str, str]) -> None:
        super().__init__(view, name, text)
        self.forms = forms

    def in_form(self, form: str) -> FactProperty:
        """The name in another form: on the page it is the same part of the fact."""
        return FactProperty(self.view, self.name, self.forms[form])


def ordered(by: Callable[[Any, Any], bool], one: Any, other: Any) -> bool:
    """Whether two values stand in an order; raises InvalidTemplateError where they have none."""
    try:
        return bool(by(_rank(one), _rank(other)))
    except TypeError:
        raise unlike() from None


def _rank(value: Any) -> Any:
    """What stands for a value in a comparison: its number, its first day, or its words."""
    if isinstance(value, Ranked):
        return value.rank
    if isinstance(value, str):
        return _day(value)
    return value


def rank_of(view: View) -> Any:
    """What stands for a fact in a comparison."""
    if view.fact.kind is ValueKind.PROGRESS and view.current:
        return view.current.written
    held = view.current.value if view.current else None
    if isinstance(held, Quantity):
        return held.nominal
    return held.first if isinstance(held, dates.When) else held


def _day(text: str) -> Any:
    try:
        return dates.parse_date(text).first
    except dates.DateError:
        return text
