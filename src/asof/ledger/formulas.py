"""Formulas over facts: what `derived` and `equals` hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache, partial, reduce
from itertools import chain
from typing import TypeVar

from asof.diagnostics import Location
from asof.ledger import measures
from asof.ledger.measures import PLAIN, FormulaError, Measure
from asof.ledger.patterns import matching
from asof.located import raising
from asof.quantity import (
    Hedge,
    Number,
    Quantity,
    add,
    divide,
    multiply,
    rounded,
    shifted,
    subtract,
)

T = TypeVar("T")
NOWHERE = Location("")
HOLDS = "a formula holds facts, + - * /, sum(…), share(…), change(…) and rate(…) per …"
HINT = "write a.b + c.d, sum(a.*), share(a.b, a.all), change(a.old, a.new), rate(a.b, c.d) per 1000"
NAMES = re.compile(r"\b[\w.]+\b(?!\s*\()")
TERMS = 200  # facts and patterns that one formula names, where asof.yaml says nothing else
DECIMALS = 1  # of quotients, shares, rates and changes, which seldom end


def _exactly(number: str) -> Quantity:
    return Quantity(Hedge.NONE, Number(Decimal(number)))


def _sum(*terms: Quantity) -> Quantity:
    return reduce(add, terms)


def _change(before: Quantity, after: Quantity) -> Quantity:
    return subtract(divide(after, before), _exactly("1"))


def _rate(per: str, counted: Quantity, base: Quantity) -> Quantity:
    return multiply(divide(counted, base), _exactly(per))


def _named_by_its_fact(*_: Measure) -> Measure:
    """A rate has a measure that only its fact can name, such as cases per 100,000 people."""
    return PLAIN


@dataclass(frozen=True, slots=True)
class Operation:
    """What a formula does: with numbers, and with what they count."""

    value: Callable[..., Quantity]
    measure: Callable[..., Measure]
    rounds: bool = False


SUM = Operation(_sum, measures.added)
OPERATORS: Mapping[type[ast.operator], Operation] = {
    ast.Add: SUM,
    ast.Sub: Operation(subtract, measures.subtracted),
    ast.Mult: Operation(multiply, measures.multiplied),
    ast.Div: Operation(divide, measures.divided, rounds=True),
}
OF_TWO: Mapping[str, Operation] = {
    "share": Operation(divide, measures.compared, rounds=True),
    "change": Operation(_change, measures.compared, rounds=True),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A fact, or all facts that a pattern names."""

    pattern: str

    def keys(self, known: Iterable[str], but: str = "") -> list[str]:
        """The facts that it names, but one."""
        if "*" not in self.pattern:
            return [self.pattern]
        return [key for key in matching(self.pattern, known) if key != but]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What an operation makes of some terms."""

    operation: Operation
    terms: tuple[Reference | Reckoned, ...]


Term = Reference | Reckoned


@dataclass(frozen=True, slots=True)
class Formula:
    """What is reckoned from facts: `a.b + c.d`, `sum(cases.*)`, `share(a.b, a.total)`."""

    text: str
    place: Location = field(default=NOWHERE, compare=False, repr=False)

    def keys(self, known: Iterable[str], but: str = "") -> tuple[str, ...]:
        """The facts it names, patterns resolved against the keys that are known, but one."""
        found = (part for part in _parts(_read(self.text)) if isinstance(part, Reference))
        return tuple(dict.fromkeys(key for each in found for key in each.keys(known, but)))

    def unmatched(self, known: Iterable[str], but: str = "") -> tuple[str, ...]:
        """Its patterns that match none of the keys that are known, but one."""
        found = (part for part in _parts(_read(self.text)) if isinstance(part, Reference))
        return tuple(each.pattern for each in found if not each.keys(known, but))

    def value(
        self, values: Mapping[str, Quantity], counted: Mapping[str, Measure] | None = None
    ) -> Quantity:
        """The result, given a quantity for each of its facts, and what each counts.

        Raises QuantityError if it has none. What is said in per cent is reckoned with as a part of
        one, so that a share of something can be taken.
        """
        told = counted or dict.fromkeys(values, PLAIN)
        parts = {key: _scaled(each, told[key], -2) for key, each in values.items()}
        made = _folded(_read(self.text), parts, lambda operation: operation.value)
        found = _scaled(made, self.measure(told), 2)
        return rounded(found, DECIMALS) if self.rounds else found

    def measure(self, counted: Mapping[str, Measure]) -> Measure:
        """What the result counts, given what its facts do; raises FormulaError."""
        return _folded(_read(self.text), counted, lambda operation: operation.measure)

    @property
    def rounds(self) -> bool:
        """Whether the result is rounded."""
        found = (part for part in _parts(_read(self.text)) if isinstance(part, Reckoned))
        return any(part.operation.rounds for part in found)


def formula(text: str, place: Location = NOWHERE, most: int = TERMS) -> Formula:
    """Read a formula that names no more than `most` facts and patterns; raises FormulaError."""
    if len(NAMES.findall(PER.sub("", text))) > most:
        told = f"a formula that names more than {most:,} facts"
        raise FormulaError(told, raising("formula_terms", "give a pattern, as in sum(a.*)"))
    _read(text)
    return Formula(str(text), place)


def _folded(term: Term, of: Mapping[str, T], use: Callable[[Operation], Callable[..., T]]) -> T:
    """What a formula makes of things by key, each operation used in one of its ways."""
    if isinstance(term, Reference):
        return of[term.pattern]
    return use(term.operation)(*chain.from_iterable(_spread(each, of, use) for each in term.terms))


def _spread(
    term: Term, of: Mapping[str, T], use: Callable[[Operation], Callable[..., T]]
) -> Iterator[T]:
    if isinstance(term, Reference):
        yield from (of[key] for key in term.keys(of))
    else:
        yield _folded(term, of, use)


def _parts(term: Term) -> Iterator[Term]:
    """A term and all within it."""
    waiting = [term]
    while waiting:
        yield (part := waiting.pop())
        waiting.extend(reversed(part.terms) if isinstance(part, Reckoned) else ())


def _scaled(value: Quantity, counted: Measure, places: int) -> Quantity:
    return shifted(value, places) if counted.part_of_hundred else value


# Reading

DOT, STAR = "·", "__all__"  # how a key and a pattern are spelled as one name of Python's grammar
NUMBER = re.compile(r"(?<![\w.])[0-9][0-9.,_]*")
PER = re.compile(r"\)\s*per\s+([0-9]+(?:[_,][0-9]{3})*)")


@lru_cache(maxsize=4096)
def _read(text: str) -> Term:
    """A formula's terms, keys such as cases.global and patterns such as cases.* being plain names.

    Python's own parser reads it, of which only what stands in OPERATORS and the functions is taken.
    """
    if found := NUMBER.search(PER.sub("", text)):
        told = f"the number {found[0]} has no source"
        raise FormulaError(told, "make it a fact of its own, with its source")
    per = PER.sub(lambda found: f", per={re.sub('[_,]', '', found[1])})", text.strip())
    spelled = per.replace(".*", f".{STAR}").replace(".", DOT)
    try:
        return _term(ast.parse(spelled, mode="eval").body)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as problem:
        if isinstance(problem, FormulaError):
            raise
        raise FormulaError(f"'{text}' is not a formula", HINT) from None


def _term(node: ast.expr) -> Term:
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        operation, left, right = OPERATORS[type(node.op)], _term(node.left), _term(node.right)
        if isinstance(left, Reckoned) and left.operation is operation is SUM:
            return Reckoned(SUM, (*left.terms, right))
        return Reckoned(operation, (left, right))
    return _called(node) if isinstance(node, ast.Call) else Reference(_key(node))


def _called(node: ast.Call) -> Term:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    given = {each.arg: each.value for each in node.keywords}
    if name == "sum" and node.args and not given:
        return Reckoned(SUM, tuple(Reference(_pattern(each)) for each in node.args))
    terms = tuple(map(_term, node.args)) if len(node.args) == 2 else ()
    if name in OF_TWO and terms and not given:
        return Reckoned(OF_TWO[name], terms)
    if name == "rate" and terms and given.keys() == {"per"}:
        per = str(getattr(given["per"], "value", ""))
        return Reckoned(Operation(partial(_rate, per), _named_by_its_fact, rounds=True), terms)
    raise FormulaError(HOLDS, HINT)


def _key(node: ast.expr) -> str:
    key = _pattern(node)
    if "*" in key:
        raise FormulaError(f"'{key}' names several facts", f"write sum({key})")
    return key


def _pattern(node: ast.expr) -> str:
    if not isinstance(node, ast.Name):
        raise FormulaError(HOLDS, HINT)
    return node.id.replace(DOT, ".").replace(STAR, "*")
