"""How much of each thing a workspace may ask for, unless its asof.yaml says otherwise.

Every figure is far above what a national series takes: 10,000 editions of 100,000 observations.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Annotated, Any

from asof.files import LARGEST
from asof.ledger.formulas import TERMS
from asof.located import Node, Reads, Scalar, Schema, TableLimits, YamlLimits, invalid, named
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


def of(what: str) -> dict[str, str]:
    """What a limit is of, for who reads about it."""
    return {"about": what}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(Node):
    """What `limits` in asof.yaml may raise or lower."""

    file_size: Count = field(default=LARGEST, metadata=of("bytes of one file, a workbook unpacked"))
    yaml_size: Count = field(default=YAML.size, metadata=of("characters of one YAML file"))
    yaml_depth: Levels = field(
        default=YAML.depth, metadata=of("lists and mappings inside each other")
    )
    yaml_values: Count = field(
        default=YAML.values, metadata=of("values of one YAML file, repeated ones included")
    )
    yaml_aliases: Count = field(
        default=YAML.aliases, metadata=of("values that the aliases of a file repeat")
    )
    rows: Count = field(default=TABLE.rows, metadata=of("rows of one table"))
    columns: Count = field(default=TABLE.columns, metadata=of("columns of one table"))
    facts: Count = field(default=250_000, metadata=of("facts of the workspace"))
    observations: Count = field(default=1_000_000, metadata=of("observations of all its facts"))
    text: Count = field(default=LONGEST, metadata=of("characters of one text: some six pages"))
    formula_terms: Count = field(
        default=TERMS, metadata=of("facts and patterns that one formula names")
    )
    formula_facts: Count = field(
        default=1_000_000, metadata=of("facts that all formulas together reckon with")
    )
    template_size: Count = field(
        default=5_000_000, metadata=of("characters that one template makes")
    )
    template_depth: Levels = field(
        default=50, metadata=of("templates and macros that each run another")
    )
    page_depth: Levels = field(
        default=PAGE.depth, metadata=of("elements of a page inside each other")
    )
    pages: Count = field(default=2_000, metadata=of("pages of one edition"))
    css_depth: Levels = field(
        default=PAGE.css_depth, metadata=of("blocks and calls of a style sheet inside each other")
    )
    variables: Count = field(default=PAGE.variables, metadata=of("variables of a page's styles"))
    variable_size: Count = field(
        default=PAGE.variable_size, metadata=of("characters that one variable stands for")
    )
    fonts: Count = field(default=50, metadata=of("fonts that one page brings itself"))
    font_size: Count = field(default=32 * 2**20, metadata=of("bytes of one font"))
    dots: Count = field(
        default=50_000_000, metadata=of("dots of one photograph, once it is decoded")
    )
    drawn: Count = field(
        default=20_000, metadata=of("elements of one drawing, with all that `use` repeats")
    )
    map_points: Count = field(default=250_000, metadata=of("points of the areas of one map"))
    seconds: Count = field(default=300, metadata=of("seconds that one edition may take"))
    memory: Count = field(default=2_048, metadata=of("megabytes that one edition may take"))

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
    usual, told = Limits(), (each for each in fields(Limits) if "about" in each.metadata)
    return {each.name: (getattr(usual, each.name), each.metadata["about"]) for each in told}
