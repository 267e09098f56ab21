"""The words around a chart: texts typed in Python, each at its place in the chart's file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from asof.diagnostics import Location
from asof.located import Node, Scalar, check, mapping
from asof.text import Words

LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords(Node):
    """What stands around a chart: each a text that may hold facts."""

    caption: Words
    subtitle: Words | None = None
    note: Words | None = None
    alt: Words | None = None


def chart_words(typed: Mapping[str, Any], file: PythonWords, **context: Any) -> ChartWords:
    """The words of a chart, read as those of a briefing are; raises AsofError at their places."""
    return check(ChartWords, file.located(typed), **context)


@dataclass(frozen=True)
class PythonWords:
    """A file of Python and the words typed in it."""

    name: str
    source: str

    def located(self, value: Any) -> Any:
        """Words, or words by name, with the places at which they are typed."""
        if isinstance(value, str):
            return self.scalar(value)
        made = {name: self.located(inner) for name, inner in value.items()}
        places = {name: inner.place for name, inner in made.items()}
        return mapping(made, next(iter(places.values()), self.start), places)

    def scalar(self, words: str) -> Scalar:
        """Words where they are typed; words that are put together, where the chart begins."""
        made = Scalar(words)
        found = self._typed.get(words)
        made.place = self._place(found) if found else self.start
        made.raw = (found and ast.get_source_segment(self.source, found)) or words
        return made

    @cached_property
    def start(self) -> Location:
        """Where the first decorated function begins."""
        functions = (n for n in ast.walk(self._tree) if isinstance(n, ast.FunctionDef))
        decorators = (d for function in functions for d in function.decorator_list)
        return next((Location(self.name, d.lineno) for d in decorators), Location(self.name))

    @cached_property
    def _tree(self) -> ast.Module:
        return ast.parse(self.source)

    @cached_property
    def _typed(self) -> Mapping[str, ast.Constant]:
        """The texts of the file, each where it is typed first."""
        return {str(c.value): c for c in reversed(list(self._constants()))}

    def _constants(self) -> Iterator[ast.Constant]:
        nodes = (n for n in ast.walk(self._tree) if isinstance(n, ast.Constant))
        return (n for n in nodes if isinstance(n.value, str))

    def _place(self, found: ast.Constant) -> Location:
        """Its place in characters: Python counts bytes."""
        line = LINE_END.split(self.source)[found.lineno - 1].encode()
        return Location(self.name, found.lineno, len(line[: found.col_offset].decode()) + 1)
