"""A graph of things with names, written as JSON-LD and as Turtle (RDF 1.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class RdfLiteral:
    """A literal: words in a language, or a value of a datatype such as xsd:date."""

    text: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class RdfName:
    """Something with an address that is told about elsewhere, here or not."""

    address: str


RdfTerm = RdfLiteral | RdfName
Said = Mapping[str, Sequence[RdfTerm]]


@dataclass(frozen=True, slots=True)
class RdfNode:
    """A thing: its address, its class, and what is said of it by property."""

    address: str
    kind: str
    said: Said


def json_ld_bytes(nodes: Sequence[RdfNode]) -> bytes:
    """A graph as JSON-LD 1.1."""
    graph = [
        {"@id": node.address, "@type": node.kind}
        | {
            name: [_in_json(each) for each in values]
            for name, values in node.said.items()
            if values
        }
        for node in nodes
    ]
    told = {"@context": dict(PREFIXES), "@graph": graph}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _in_json(value: RdfTerm) -> dict[str, str]:
    if isinstance(value, RdfName):
        return {"@id": value.address}
    more = {"@language": value.language, "@type": value.datatype}
    return {"@value": value.text} | {name: told for name, told in more.items() if told}


def turtle_bytes(nodes: Sequence[RdfNode]) -> bytes:
    """A graph as Turtle."""
    heads = [f"@prefix {prefix}: <{space}> ." for prefix, space in PREFIXES.items()]
    return ("\n".join(heads) + "\n\n" + "\n\n".join(map(_in_turtle, nodes)) + "\n").encode()


def _in_turtle(node: RdfNode) -> str:
    said = [f"    {n} {', '.join(map(_term, values))}" for n, values in node.said.items() if values]
    return " ;\n".join([f"<{_iri(node.address)}> a {node.kind}", *said]) + " ."


def _term(value: RdfTerm) -> str:
    if isinstance(value, RdfName):
        return f"<{_iri(value.address)}>"
    quoted = json.dumps(value.text, ensure_ascii=False).replace("\u007f", "\\u007F")
    if value.language:
        return f"{quoted}@{value.language}"
    return f"{quoted}^^{value.datatype}" if value.datatype else quoted


def _iri(address: str) -> str:
    """An address without the characters that would end it."""
    return "".join(f"\\u{ord(c):04X}" if c in '<>"{}|^`\\' or c <= " " else c for c in address)
