"""Write a laid document as PDF, and hold it against what was given; read one again."""

from asof.pdf.attachments import enclosed
from asof.pdf.ink import clear, inked, page_looks, page_sizes
from asof.pdf.signatures import PdfSignature, require_signer, sign
from asof.pdf.strangers import LARGEST, PdfContents, attached, examined
from asof.pdf.writing import WrittenPdf, fits, load, proofread, unfitting, write_pdf

__all__ = [
    "LARGEST",
    "PdfContents",
    "PdfSignature",
    "WrittenPdf",
    "attached",
    "clear",
    "enclosed",
    "examined",
    "fits",
    "inked",
    "load",
    "page_looks",
    "page_sizes",
    "proofread",
    "require_signer",
    "sign",
    "unfitting",
    "write_pdf",
]
