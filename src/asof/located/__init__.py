"""YAML and CSV that know their places, held against models. The only door to PyYAML.

The reader of YAML is heavy: it comes in with the first file that is read, not with this module.
"""

from __future__ import annotations

from asof.located.bounds import TableLimits, YamlLimits, raising
from asof.located.csv_rows import TableRow, parse_csv
from asof.located.fields import (
    ASIDE,
    Before,
    FieldError,
    Info,
    JsonSchema,
    Node,
    Reads,
    Schema,
    invalid,
)
from asof.located.models import FieldReader, attributes, check, json_schema, readers
from asof.located.places import Mapping_, Scalar, Sequence_, kind, mapping, named
from asof.located.plain_trees import plain_tree, tree_of_plain
from asof.located.texts import canonical_text

__all__ = [
    "ASIDE",
    "Before",
    "FieldError",
    "FieldReader",
    "Info",
    "JsonSchema",
    "Mapping_",
    "Node",
    "Reads",
    "Scalar",
    "Schema",
    "Sequence_",
    "TableLimits",
    "TableRow",
    "YamlLimits",
    "attributes",
    "canonical_text",
    "check",
    "invalid",
    "json_schema",
    "kind",
    "mapping",
    "named",
    "parse_csv",
    "parse_yaml",
    "plain_tree",
    "raising",
    "readers",
    "tree_of_plain",
]

YAML_LIMITS = YamlLimits()  # of a file that is read before asof.yaml has said another


def parse_yaml(text: str, name: str, most: YamlLimits = YAML_LIMITS) -> Mapping_:
    """The tree of a YAML text whose top is a mapping; raises AsofError with every problem."""
    from asof.located import reading

    return reading.parse_yaml(text, name, most)
