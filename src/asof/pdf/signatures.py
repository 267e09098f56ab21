"""Signatures of PDFs (PAdES, ETSI EN 319 142-1): put in, and read again. The only door to pyHanko.

The field of a signature is outside the page: PDF/A forbids hidden ones, and PDF/UA wants those that
can be seen in the tags.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

FIELD = "Signature"
FOR_VOICES = "Signature of the publisher"
LONG = 200  # characters of a name: a stranger's may have any number
USAGES = {"digital_signature", "non_repudiation"}  # of which a certificate for signing has one


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSignature:
    """A signature in a PDF: by whom, when by their own account, and what of the file it covers.

    `certificate` is the SHA-256 of their certificate. `whole` is whether what it covers is as it
    was signed, `covers_file` whether that is all of the file. `vouched` is whether the roots that
    were given vouch for the certificate; None where none were.
    """

    by: str
    certificate: str
    stated: str = ""
    whole: bool = False
    covers_file: bool = False
    vouched: bool | None = None

    @property
    def good(self) -> bool:
        """Whether the whole file is as it was signed."""
        return self.whole and self.covers_file


def require_signer() -> None:
    """Raise ModuleNotFoundError where pyHanko is not installed: nothing else needs it."""
    import pyhanko  # noqa: F401 (only whether it is there)


def sign(pdf: bytes, pkcs12: bytes, moment: datetime) -> bytes:
    """A PDF with a signature behind all that it says (baseline B-B); its metadata stay as they are.

    `pkcs12` has the key and its certificate, without a passphrase.
    """
    from pyhanko.sign import signers
    from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter

    key = signers.SimpleSigner.load_pkcs12_data(pkcs12, other_certs=[], passphrase=None)
    about = signers.PdfSignatureMetadata(
        field_name=FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm=_digest_for(key)
    )
    outside = SigFieldSpec(
        FIELD,
        invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
        readable_field_name=FOR_VOICES,
    )
    signer = _signer_at(moment)(about, key, new_field_spec=outside)
    signed: bytes = signer.sign_pdf(_unstamped()(BytesIO(pdf))).getvalue()
    return signed


def _digest_for(key: Any) -> str:
    """The digest that a key signs: Ed25519 takes SHA-512 alone (RFC 8419)."""
    return "sha512" if key.signing_cert.public_key.algorithm == "ed25519" else "sha256"


def _signer_at(moment: datetime) -> Any:
    """A signer for which it is that moment; pyHanko's own asks the machine."""
    from pyhanko.sign.signers import PdfSigner

    class SignerAt(PdfSigner):
        def init_signing_session(self, *given: Any, **named: Any) -> Any:
            session = super().init_signing_session(*given, **named)
            session.system_time = moment
            return session

    return SignerAt


def _unstamped() -> Any:
    """A writer that adds to a PDF and leaves its metadata.

    pyHanko's own enters itself as a producer and the machine's time, for which it has no setting.
    Where the private name is gone by a later version, it does so again, and nothing else is lost.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Unstamped(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            pass

    return Unstamped


def is_signed(pdf: bytes) -> bool:
    """Whether a PDF may have signatures: what each covers is told in the clear."""
    return b"/ByteRange" in pdf


def read_signatures(pdf: bytes, roots: bytes = b"") -> Iterator[PdfSignature]:
    """The signatures of a PDF, the first one first; `roots` are trusted certificates (PEM).

    Raises whatever pyHanko raises where the PDF cannot be read.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    trusted = list(_certificates(roots))
    for each in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures:
        yield _read(each, trusted)


def _certificates(pem: bytes) -> Iterator[Any]:
    from asn1crypto import pem as armor
    from asn1crypto.x509 import Certificate

    for _, _, der in armor.unarmor(pem, multiple=True) if pem else ():
        yield Certificate.load(der)


def _read(signature: Any, roots: list[Any]) -> PdfSignature:
    """What one signature is worth; certificates are judged at the time that it states."""
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    certificate, stated = signature.signer_cert, signature.self_reported_timestamp
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=stated)
    usage = KeyUsageConstraints(key_usage=USAGES, match_all_key_usages=False)
    status = validate_pdf_signature(signature, context, key_usage_settings=usage, skip_diff=True)
    name = certificate.subject.native.get("common_name") or certificate.subject.human_friendly
    return PdfSignature(
        by=str(name)[:LONG],
        certificate=certificate.sha256.hex(),
        stated=stated.isoformat() if stated else "",
        whole=status.intact and status.valid,
        covers_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        vouched=status.trusted if roots else None,
    )
