"""YAML that knows its places, held against models. The only door to PyYAML and pydantic."""

from pydantic import BeforeValidator as Before
from pydantic import Field, GetJsonSchemaHandler, ValidationInfo
from pydantic import PlainValidator as Reads
from pydantic import WithJsonSchema as Schema

from asof.located.models import JsonSchema, Node, check, invalid, json_schema
from asof.located.places import Mapping_, Scalar, Sequence_, kind, mapping, named
from asof.located.reading import load, text_of

__all__ = [
    "Before",
    "Field",
    "GetJsonSchemaHandler",
    "JsonSchema",
    "Mapping_",
    "Node",
    "Reads",
    "Scalar",
    "Schema",
    "Sequence_",
    "ValidationInfo",
    "check",
    "invalid",
    "json_schema",
    "kind",
    "load",
    "mapping",
    "named",
    "text_of",
]
