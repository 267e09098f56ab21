"""YAML that knows its places, held against models. The only door to PyYAML and pydantic.

Both are heavy: they come in with the first file that is read, not with this module.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

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
    readers,
)
from asof.located.places import Mapping_, Scalar, Sequence_, kind, mapping, named
from asof.located.texts import canonical_text, content_of, decode_text, text_of

__all__ = [
    "ASIDE",
    "Before",
    "FieldError",
    "Info",
    "JsonSchema",
    "Mapping_",
    "Node",
    "Reads",
    "Scalar",
    "Schema",
    "Sequence_",
    "canonical_text",
    "check",
    "content_of",
    "decode_text",
    "invalid",
    "json_schema",
    "kind",
    "load",
    "mapping",
    "named",
    "parse_yaml",
    "readers",
    "text_of",
]
N = TypeVar("N", bound=Node)


def load(path: Path, name: str) -> Mapping_:
    """Read one YAML file whose top is a mapping; raises AsofError with every problem found."""
    return parse_yaml(text_of(path, name), name)


def parse_yaml(text: str, name: str) -> Mapping_:
    """Read the text of a YAML file whose top is a mapping; raises AsofError as `load` does."""
    from asof.located import reading

    return reading.parse_yaml(text, name)


def check(model: type[N], tree: Mapping_, **context: Any) -> N:
    """Hold a tree against a model; raises AsofError with every problem at its place."""
    from asof.located import models

    return models.check(model, tree, context)


def json_schema(model: type[Node], title: str) -> JsonSchema:
    """The JSON Schema (2020-12) of a file, for editors."""
    from asof.located import models

    return models.json_schema(model, title)
