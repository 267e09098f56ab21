"""Write a laid document as PDF, and hold it against what was given."""

from asof.pdf.attachments import attached, enclosed, pdf_claims
from asof.pdf.writing import WrittenPdf, proof, write

__all__ = ["WrittenPdf", "attached", "enclosed", "pdf_claims", "proof", "write"]
