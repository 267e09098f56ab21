"""The structure that `sdmx.csv` follows, in SDMX-ML 3.0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from asof.language import OURS
from asof.ledger import ObservationState, Status
from asof.publish.open_data.sdmx import (
    ATTRIBUTE,
    COMPONENTS,
    DIMENSION,
    FLOW,
    HEDGES,
    MEASURE,
    STATUSES,
    VERSION,
    CodedFacts,
    Codes,
    Component,
    word_code,
)

_ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/"
_SPACES = {"mes": f"{_ROOT}message", "str": f"{_ROOT}structure", "com": f"{_ROOT}common"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONCEPTS = "FACT_CONCEPTS"
_SDMX = {"CL_OBS_STATUS": ("SDMX", "2.2")}  # whose code list it is; others are the site's own
_TIME = "TIME_PERIOD"


def sdmx_structure(coded: CodedFacts) -> bytes:
    """Code lists, concepts, data structure and data flow, as a message."""
    for prefix, space in _SPACES.items():
        register_namespace(prefix, space)
    message = Element(_named("mes:Structure"))
    _header(message, coded)
    structures = SubElement(message, _named("mes:Structures"))
    _code_lists(structures, coded)
    _concepts(structures, coded)
    _flow(structures, coded)
    _data_structure(structures, coded)
    indent(message, " ")
    written: bytes = tostring(message, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _named(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    made = SubElement(parent, _named(name), attributes)
    made.text = text or None
    return made


def _name(parent: Element, names: Mapping[str, str]) -> None:
    for lang, words in names.items():
        _add(parent, "com:Name", words).set(_LANG, lang)


def _header(message: Element, coded: CodedFacts) -> None:
    """Prepared when the last edition came onto the site: the same inputs, the same message."""
    header = _add(message, "mes:Header")
    _add(header, "mes:ID", FLOW)
    _add(header, "mes:Test", "false")
    moments = [each.published for each in coded.site.editions] or [coded.site.moment]
    _add(header, "mes:Prepared", max(moments).isoformat())
    _add(header, "mes:Sender", id=coded.agency)


def _kept(parent: Element, name: str, id_: str, coded: CodedFacts) -> Element:
    """Something that an agency keeps, under an id and a version."""
    agency, version = _SDMX.get(id_, (coded.agency, VERSION))
    partial = {"isPartial": "true"} if id_ in _SDMX else {}
    return _add(parent, name, id=id_, agencyID=agency, version=version, **partial)


def code_lists(coded: CodedFacts) -> Iterator[tuple[str, Codes]]:
    """Each code list that the data use."""
    states = [each.value for each in ObservationState if each is not ObservationState.UNKNOWN]
    yield "CL_BASIS", _english(("stated", "assumed", "inferred"))
    yield "CL_FACT", coded.fact_codes
    yield "CL_HEDGE", {code: {OURS: words} for code, words in HEDGES.items()}
    yield "CL_OBS_STATUS", {code: {OURS: words} for code, words in STATUSES.items()}
    yield "CL_STATE", _english(states)
    yield "CL_STATUS", _english(each.value for each in Status)
    yield "CL_UNIT", coded.unit_codes


def _english(words: Iterator[str] | list[str] | tuple[str, ...]) -> Codes:
    return {word_code(each): {OURS: each} for each in words}


def _code_lists(structures: Element, coded: CodedFacts) -> None:
    parent = _add(structures, "str:Codelists")
    for id_, codes in code_lists(coded):
        made = _kept(parent, "str:Codelist", id_, coded)
        _name(made, {OURS: id_})
        for code, names in codes.items():
            _name(_add(made, "str:Code", id=code), names)


def _concepts(structures: Element, coded: CodedFacts) -> None:
    scheme = _kept(_add(structures, "str:ConceptSchemes"), "str:ConceptScheme", _CONCEPTS, coded)
    _name(scheme, {OURS: "Concepts of facts with two clocks"})
    for each in COMPONENTS:
        _name(_add(scheme, "str:Concept", id=each.id), {OURS: each.says})


def _flow(structures: Element, coded: CodedFacts) -> None:
    flow = _kept(_add(structures, "str:Dataflows"), "str:Dataflow", FLOW, coded)
    _name(flow, {OURS: "Facts with two clocks"})
    _add(flow, "str:Structure", _urn("datastructure.DataStructure", coded.structure))


def _data_structure(structures: Element, coded: CodedFacts) -> None:
    made = _kept(_add(structures, "str:DataStructures"), "str:DataStructure", FLOW, coded)
    _name(made, {OURS: "Facts with two clocks"})
    parts = _add(made, "str:DataStructureComponents")
    lists = {
        sort: _add(parts, f"str:{sort}List", id=f"{sort}Descriptor")
        for sort in (DIMENSION, ATTRIBUTE, MEASURE)
    }
    for each in COMPONENTS:
        _component(lists[each.sort], each, coded)


def _component(parent: Element, each: Component, coded: CodedFacts) -> None:
    sort = "TimeDimension" if each.id == _TIME else each.sort
    usage = {} if each.sort == DIMENSION else {"usage": _usage(each)}
    made = _add(parent, f"str:{sort}", id=each.id, **usage)
    concepts = f"{coded.agency}:{_CONCEPTS}({VERSION}).{each.id}"
    _add(made, "str:ConceptIdentity", _urn("conceptscheme.Concept", concepts))
    _representation(made, each, coded)
    if each.sort == ATTRIBUTE:
        _add(_add(made, "str:AttributeRelationship"), "str:Observation")


def _usage(each: Component) -> str:
    return "mandatory" if each.required else "optional"


def _representation(parent: Element, each: Component, coded: CodedFacts) -> None:
    made = _add(parent, "str:LocalRepresentation")
    if not each.codes:
        _add(made, "str:TextFormat", textType=each.text)
        return
    agency, version = _SDMX.get(each.codes, (coded.agency, VERSION))
    _add(made, "str:Enumeration", _urn("codelist.Codelist", f"{agency}:{each.codes}({version})"))


def _urn(kind: str, name: str) -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={name}"
