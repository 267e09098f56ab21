"""The claims of standards in a PDF: written, and read again.

The engine writes one standard at a time. It is asked for PDF/A-3a, which wants more of a file than
PDF/UA-1 does; the other claim goes into the same block of metadata while the file is written. That
costs a hundredth of a millisecond, a second pass over the finished file four.
"""

from __future__ import annotations

from typing import Any

from asof.standards import USUAL, Standards


def keep_dots(pdf: Any) -> None:
    """Let no viewer smooth a photograph, which an archive forbids (ISO 19005-3, 6.2.8)."""
    for extra in (getattr(thing, "extra", {}) for thing in pdf.objects):
        for picture in (extra, getattr(extra.get("SMask"), "extra", {})):
            if "Interpolate" in picture:
                picture["Interpolate"] = "false"


def write_claims(pdf: Any, standards: Standards) -> None:
    """Claim what the engine has not claimed, in its own block of metadata."""
    if standards == USUAL:
        metadata = _metadata(pdf)
        metadata.stream = [_said(metadata).replace(END, ACCESSIBLE + END, 1)]


def producer(pdf: Any) -> Standards:
    """The standards that a PDF claims."""
    said = _said(_metadata(pdf)) if "Metadata" in pdf.catalog else b""
    return tuple(name for name, words in CLAIMS.items() if all(w in said for w in words))


def _metadata(pdf: Any) -> Any:
    """The block of metadata, as XMP, that the engine is about to write."""
    return pdf.objects[int(pdf.catalog["Metadata"].split()[0])]


def _said(metadata: Any) -> bytes:
    """What a block of metadata says."""
    return b"".join(metadata.stream)


CLAIMS = {
    "a-3a": (b'pdfaid:part="3"', b'pdfaid:conformance="A"'),
    "ua-1": (b'pdfuaid:part="1"',),
}
END = b"</rdf:RDF>"

# The claim of PDF/UA-1 (ISO 14289-1, 5) and what its words mean, without which it is no PDF/A
# (ISO 19005-3, 6.6.2.3).
ACCESSIBLE = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
