"""Formulas over facts: what `derived` and `equals` hold."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce

from asof.ledger.patterns import matching
from asof.quantity import Quantity, QuantityError, add, subtract

OPERATORS: Mapping[type[ast.operator], Callable[[Quantity, Quantity], Quantity]] = {
    ast.Add: add,
    ast.Sub: subtract,
}


class FormulaError(ValueError):
    """A formula that cannot be read."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum or difference of facts: `a.b + c.d`, `a.b - c.d`, `sum(cases.*)`."""

    text: str

    def keys(self, known: Iterable[str], but: str = "") -> tuple[str, ...]:
        """The facts it names, patterns resolved against the keys that are known, but one."""
        return tuple(dict.fromkeys(_keys(_tree(self.text), known, but)))

    def value(self, values: Mapping[str, Quantity]) -> Quantity:
        """The result, given a quantity for each of its facts; QuantityError if it has none."""
        return _value(_tree(self.text), values)


def formula(text: str) -> Formula:
    """Read a formula; raises FormulaError."""
    _keys(_tree(text), ())
    return Formula(text)


DOT, STAR = "·", "__all__"  # how a key and a pattern are spelled as one name of Python's grammar


@lru_cache(maxsize=4096)
def _tree(text: str) -> ast.expr:
    """Parse, with keys such as cases.global and patterns such as cases.* as plain names."""
    spelled = text.strip().replace(".*", f".{STAR}").replace(".", DOT)
    try:
        return ast.parse(spelled, mode="eval").body
    except SyntaxError:
        raise FormulaError(f"'{text}' is not a formula") from None


def _keys(node: ast.expr, known: Iterable[str], but: str = "") -> list[str]:
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return _keys(node.left, known, but) + _keys(node.right, known, but)
    if isinstance(node, ast.Call):
        pattern = _summed(node)
        return [k for k in matching(pattern, known) if k != but] if "*" in pattern else [pattern]
    return [_dotted(node)]


def _value(node: ast.expr, values: Mapping[str, Quantity]) -> Quantity:
    if isinstance(node, ast.BinOp):
        combine = OPERATORS[type(node.op)]
        return combine(_value(node.left, values), _value(node.right, values))
    if isinstance(node, ast.Call):
        return _sum([values[key] for key in _keys(node, values)])
    return values[_dotted(node)]


def _sum(terms: list[Quantity]) -> Quantity:
    if not terms:
        raise QuantityError("a sum of nothing", "name a pattern that some fact matches")
    return reduce(add, terms)


def _summed(node: ast.Call) -> str:
    plain = len(node.args) == 1 and not node.keywords
    if not (isinstance(node.func, ast.Name) and node.func.id == "sum" and plain):
        raise FormulaError("only sum(…) can be called")
    return _dotted(node.args[0])


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id.replace(DOT, ".").replace(STAR, "*")
    raise FormulaError("a formula holds facts, +, - and sum(…)")
