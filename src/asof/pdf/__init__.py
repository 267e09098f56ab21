"""Write a laid document as PDF, and hold it against what was given."""

from asof.pdf.attachments import attached, enclosed, pdf_claims
from asof.pdf.writing import WrittenPdf, fits, proofread, write_pdf

__all__ = ["WrittenPdf", "attached", "enclosed", "fits", "pdf_claims", "proofread", "write_pdf"]
