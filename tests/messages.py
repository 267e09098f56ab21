"""What the program says to people: its messages as the code states them, and as tests expect them.

A message is what the code calls a message: an argument, a field or a name that is called so, the
first of two texts that are returned, a column of a table. What only running it tells is a hole.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TypeAlias

HOLE = "\0"
NAMES = ("message", "told", "told_", "reason")
CLICK = {"UsageError": 0, "fail": 0}  # whose messages click names so
WORDS = re.compile("[a-z]{2}")
FILLED = re.compile(r"\{\w+(?::[^}]*)?\}")  # what is put into a text later
DEEP = 4  # names that lead to names
Node: TypeAlias = ast.AST
Within: TypeAlias = tuple[ast.FunctionDef, ...]


@dataclass(frozen=True)
class Message:
    """A message as the code states it, and where."""

    text: str
    place: str

    def met_by(self, texts: Iterable[str]) -> bool:
        """Whether one of some texts is this message, perhaps behind what it is said of."""
        text = FILLED.sub(HOLE, self.text).lstrip("; ")  # what is added to another
        words = re.escape(text).replace(f"'{re.escape(HOLE)}'", "'[^']+'")
        whole = re.compile(f"(?:.+ )?{words.replace(re.escape(HOLE), '.+')}")
        surest = max(text.split(HOLE), key=len)
        return any(surest in each and whole.fullmatch(each) for each in texts)

    def __str__(self) -> str:
        return f"{self.place}: {self.text.replace(HOLE, '…')}"


# ---- what the code states


@dataclass(frozen=True)
class Code:
    """The code of a package: its modules, and what is named in any of them.

    `given` is which argument of a function or of a class is a message, `returned` what functions
    return that put one into words.
    """

    modules: Mapping[str, ast.Module]
    constants: Mapping[str, ast.expr]
    given: Mapping[str, int]
    returned: dict[str, list[str]] = field(default_factory=dict)

    def messages(self) -> Iterator[Message]:
        """Every message, in each of its forms, once."""
        seen: set[str] = set()
        for name, module in self.modules.items():
            for stated, within in self._stated(module):
                for text in self.texts(stated, within):
                    if WORDS.search(text) and text not in seen:
                        seen.add(text)
                        yield Message(text, f"{name}:{stated.lineno}")

    def _stated(self, module: ast.Module) -> Iterator[tuple[ast.expr, Within]]:
        for node, within in scoped(module):
            yield from ((stated, within) for stated in self._stated_by(node, within))

    def _stated_by(self, node: Node, within: Within) -> Iterator[ast.expr]:
        """The messages that a node of the code states."""
        match node:
            case ast.Call():
                yield from self._given_to(node)
            case ast.Return(value=ast.Tuple(elts=[first, *_])) if returns_two_texts(within):
                yield first
            case ast.For(target=target, iter=rows) | ast.comprehension(target=target, iter=rows):
                yield from self._column(target, rows)
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in NAMES:
                yield value
            case ast.AugAssign(target=ast.Name(id=name), value=value) if name in NAMES:
                yield value
            case ast.Assign(targets=[target], value=value):
                yield from self._column(target, value)

    def _given_to(self, call: ast.Call) -> Iterator[ast.expr]:
        """The message that a call is given, by its name or by its place."""
        yield from (each.value for each in call.keywords if each.arg in NAMES)
        at = self.given.get(name_of(call.func))
        told = call.args[: at + 1] if at is not None and at < len(call.args) else []
        if told and not any(isinstance(each, ast.Starred) for each in told):
            yield told[-1]

    def _column(self, target: ast.expr, rows: ast.expr) -> Iterator[ast.expr]:
        """The messages of a table whose rows are taken apart, or of a tuple."""
        names = [name_of(each) for each in getattr(target, "elts", ())]
        named = [self.constants.get(name_of(each)) for each in ast.walk(rows)]
        tables = [each.elts for each in named if isinstance(each, ast.Tuple)]
        of = [rows, *(row for table in tables for row in table)]
        for at in (names.index(name) for name in NAMES if name in names):
            yield from (row.elts[at] for row in of if isinstance(row, ast.Tuple) and row.elts[at:])

    def texts(self, stated: ast.expr | None, within: Within, deep: int = 0) -> list[str]:
        """The texts that an expression can be; a hole where only running it tells."""
        match stated:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.JoinedStr(values=parts):
                return joined(self.texts(part, within, deep) for part in parts)
            case ast.BinOp(op=ast.Add(), left=one, right=other):
                return joined(self.texts(side, within, deep) for side in (one, other))
            case ast.Call():
                return self._of_call(stated, within, deep)
        found = (self.texts(each, within, deep + 1) for each in self._choices(stated, within, deep))
        return [text for texts in found for text in texts] or [HOLE]

    def _of_call(self, call: ast.Call, within: Within, deep: int) -> list[str]:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "format":
            return self.texts(call.func.value, within, deep)
        return self.returned.get(name_of(call.func), [HOLE])

    def _choices(
        self, stated: ast.expr | None, within: Within, deep: int
    ) -> Iterable[ast.expr | None]:
        """The expressions one of which an expression comes to."""
        match stated:
            case ast.IfExp(body=one, orelse=other):
                return (one, other)
            case ast.BoolOp(op=ast.Or(), values=either):
                return either
            case ast.GeneratorExp(elt=each) | ast.FormattedValue(value=ast.IfExp() as each):
                return (each,)
            case ast.FormattedValue(value=ast.Name(id=name)):
                return [each for each in assigned(name, within) if isinstance(each, ast.IfExp)]
            case ast.Name(id=name) if deep < DEEP:
                return [*assigned(name, within), self.constants.get(name)]
        return ()


def code_of(package: Path) -> Code:
    """The code of a package."""
    paths = sorted(package.rglob("*.py"))
    modules = {str(p.relative_to(package)): ast.parse(p.read_text("utf-8")) for p in paths}
    nodes = [node for module in modules.values() for node in ast.walk(module)]
    tops = [each for module in modules.values() for each in module.body]
    code = Code(modules, dict(constants(tops)), dict(given(nodes)))
    for node in nodes:
        if isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Name):
            found = list(returned(code, node)) if node.returns.id == "str" else []
            if any(WORDS.search(text) for text in found):
                code.returned.setdefault(node.name, found)
    return code


def constants(tops: Iterable[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    """What is assigned to one name at the top of a module."""
    for each in tops:
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
            yield each.targets[0].id, each.value


def given(nodes: Iterable[Node]) -> Iterator[tuple[str, int]]:
    """Which argument of a function, or of a class and those that are made of it, is a message."""
    found, bases = dict(CLICK), dict[str, list[str]]()
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and (at := argument(node)) is not None:
            found[node.name] = at
        if isinstance(node, ast.ClassDef):
            bases[node.name] = [name_of(base) for base in node.bases]
    for name in bases:
        line = [name]
        while line and line[0] not in found:
            line = bases.get(line[0], [])[:1]
        found |= {name: found[line[0]]} if line else {}
    return iter(found.items())


def argument(node: ast.FunctionDef | ast.ClassDef) -> int | None:
    """Which argument of a function, or which field of a class, is a message."""
    made = next((each for each in node.body if getattr(each, "name", "") == "__init__"), node)
    if isinstance(made, ast.FunctionDef):
        named = [(a.arg, a.annotation) for a in made.args.args if a.arg not in ("self", "cls")]
    else:
        fields = (each for each in node.body if isinstance(each, ast.AnnAssign))
        named = [(name_of(each.target), each.annotation) for each in fields]
    texts = (
        n for n, (name, typed) in enumerate(named) if name in NAMES and name_of(typed) == "str"
    )
    return next(texts, None)


def returned(code: Code, function: ast.FunctionDef) -> Iterator[str]:
    """The texts that a function returns."""
    for each in ast.walk(function):
        if isinstance(each, ast.Return):
            yield from code.texts(each.value, (function,))


def scoped(node: Node, within: Within = ()) -> Iterator[tuple[Node, Within]]:
    """Each node of the code with the functions that it stands in."""
    inner = (*within, node) if isinstance(node, ast.FunctionDef) else within
    for child in ast.iter_child_nodes(node):
        yield child, inner
        yield from scoped(child, inner)


def returns_two_texts(within: Within) -> bool:
    """Whether the function that code stands in returns a message and its hint."""
    typed = within[-1].returns if within else None
    return "tuple[str, str]" in ast.unparse(typed) if typed else False


def assigned(name: str, within: Within) -> Iterator[ast.expr]:
    """What is assigned to a name in some functions."""
    for node in (each for function in within for each in ast.walk(function)):
        if isinstance(node, ast.Assign):
            yield from given_to_name(name, node.targets[0], node.value)


def given_to_name(name: str, target: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    """What of a value a name is given, which may be one of several."""
    if name_of(target) == name:
        yield value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for each in zip(target.elts, value.elts, strict=False):
            yield from given_to_name(name, *each)


def joined(parts: Iterable[Iterable[str]]) -> list[str]:
    """Every text that can be made of parts which can each be one of several."""
    return ["".join(each) for each in product(*parts)]


def name_of(node: Node | None) -> str:
    """The name that a node of the code is."""
    return str(getattr(node, "id", getattr(node, "attr", "")))


# ---- what tests expect

SAID = re.compile(r"(?:^|\W)(?:[Ee]rror|warning|note)(?: \S+)?: ")
CLOSE = re.compile(r" (?:#\}|\*/)$")
READ = {".py", ".yaml", ".html", ".css", ".csv"}


def expected(tests: Path) -> frozenset[str]:
    """The texts that tests expect, line by line; of a whole finding, its message too."""
    found = (line.strip() for path in sorted(tests.rglob("*")) for line in lines_in(path))
    lines = (line.removeprefix("^").removesuffix("$") for line in found)
    return frozenset(text for line in lines for text in (line, *messages_in(line)))


def messages_in(line: str) -> Iterator[str]:
    """What a line says behind a place and a weight."""
    yield from (CLOSE.sub("", line[found.end() :]) for found in SAID.finditer(line))


def lines_in(path: Path) -> Iterable[str]:
    """The lines of a workspace with mistakes, or of the texts in a test."""
    if path.suffix not in READ or not path.is_file():
        return ()
    text = path.read_text("utf-8", "replace")
    if path.suffix != ".py" or "broken" in path.parts:
        return text.splitlines()
    found = (text_of(each) for each in ast.walk(ast.parse(text)))
    return [line for each in found for line in each.splitlines()]


def text_of(node: Node) -> str:
    """What a string of a test says; what it puts in is any word."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(each) or "…" for each in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
