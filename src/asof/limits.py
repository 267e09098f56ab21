"""How much of each thing a workspace may ask for, unless its asof.yaml says otherwise.

Every figure is far above what a national series takes: 10,000 editions of 100,000 observations.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import Annotated, Any

from asof.diagnostics import Finding, Location, error
from asof.files import LARGEST
from asof.ledger.formulas import TERMS
from asof.located import (
    Node,
    Reads,
    Scalar,
    Schema,
    TableLimits,
    YamlLimits,
    attributes,
    invalid,
    named,
    raising,
)
from asof.page.bounds import PageLimits
from asof.text import LONGEST

YAML, TABLE, PAGE = YamlLimits(), TableLimits(), PageLimits()
DEEPEST = 100  # beyond it Python's own stack would be the limit, and tell of itself


def _count(raw: Any) -> int:
    if not (isinstance(raw, Scalar) and raw.isascii() and raw.isdigit() and int(raw[:18])):
        raise invalid(f"{named(raw)} is no limit", "write a whole number above 0, such as 5000")
    return int(raw[:18])


def _levels(raw: Any) -> int:
    if _count(raw) > DEEPEST:
        raise invalid(f"{named(raw)} levels are too many", f"write {DEEPEST}, or fewer")
    return _count(raw)


Count = Annotated[int, Reads(_count), Schema({"type": "integer", "minimum": 1})]
Levels = Annotated[
    int, Reads(_levels), Schema({"type": "integer", "minimum": 1, "maximum": DEEPEST})
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(Node):
    """What `limits` in asof.yaml may raise or lower.

    Attributes:
        file_size: bytes of one file, a workbook unpacked
        yaml_size: characters of one YAML file
        yaml_depth: lists and mappings inside each other
        yaml_values: values of one YAML file, repeated ones included
        yaml_aliases: values that the aliases of a file repeat
        rows: rows of one table
        columns: columns of one table
        facts: facts of the workspace
        observations: observations of all its facts
        text: characters of one text: some six pages
        formula_terms: facts and patterns that one formula names
        formula_facts: facts that all formulas together reckon with
        template_size: characters that one template makes
        template_depth: templates and macros that each run another
        page_depth: elements of a page inside each other
        pages: pages of one edition
        css_depth: blocks and calls of a style sheet inside each other
        variables: variables of a page's styles
        variable_size: characters that one variable stands for
        fonts: fonts that one page brings itself
        font_size: bytes of one font
        dots: dots of one photograph, once it is decoded
        drawn: elements of one drawing, with all that `use` repeats
        map_points: points of the areas of one map
        seconds: seconds that one edition may take
        memory: megabytes that one edition may take
    """

    file_size: Count = LARGEST
    yaml_size: Count = YAML.size
    yaml_depth: Levels = YAML.depth
    yaml_values: Count = YAML.values
    yaml_aliases: Count = YAML.aliases
    rows: Count = TABLE.rows
    columns: Count = TABLE.columns
    facts: Count = 250_000
    observations: Count = 1_000_000
    text: Count = LONGEST
    formula_terms: Count = TERMS
    formula_facts: Count = 1_000_000
    template_size: Count = 5_000_000
    template_depth: Levels = 50
    page_depth: Levels = PAGE.depth
    pages: Count = 2_000
    css_depth: Levels = PAGE.css_depth
    variables: Count = PAGE.variables
    variable_size: Count = PAGE.variable_size
    fonts: Count = 50
    font_size: Count = 32 * 2**20
    dots: Count = 50_000_000
    drawn: Count = 20_000
    map_points: Count = 250_000
    seconds: Count = 300
    memory: Count = 2_048

    @property
    def yaml(self) -> YamlLimits:
        """Those of a YAML file."""
        return YamlLimits(
            size=self.yaml_size,
            depth=self.yaml_depth,
            values=self.yaml_values,
            aliases=self.yaml_aliases,
        )

    @property
    def page(self) -> PageLimits:
        """Those of a page and its styles."""
        return PageLimits(
            depth=self.page_depth,
            css_depth=self.css_depth,
            variables=self.variables,
            variable_size=self.variable_size,
        )

    @property
    def table(self) -> TableLimits:
        """Those of a table."""
        return TableLimits(rows=self.rows, columns=self.columns, size=self.file_size)


def described() -> dict[str, tuple[int, str]]:
    """Each limit by its name: what it is where asof.yaml says nothing, and what it is of."""
    usual = Limits()
    return {name: (getattr(usual, name), told) for name, told in attributes(Limits).items()}


def out_of_memory(place: Location | None, memory: int) -> Finding:
    """That an edition takes too much memory."""
    told = f"this edition takes more than {memory:,} MB of memory"
    return error(place, told, raising("memory", "make less of it"), "limit")


def out_of_time(place: Location | None, seconds: int) -> Finding:
    """That an edition takes too long."""
    told = f"this edition takes longer than {seconds:,} seconds"
    return error(place, told, raising("seconds", "make less of it"), "limit")


def ended_work(place: Location | None, name: str, ended: int, seconds: int) -> Finding:
    """That the process which was making something ended, by a code or minus a signal."""
    if ended == -signal.SIGXCPU:
        return out_of_time(place, seconds)
    by = signal.Signals(-ended).name if ended < 0 else f"code {ended}"
    told = f"the process that was making '{name}' ended with {by}"
    return error(place, told, raising("memory", "look for a lack of memory"))
