"""Keys and certificates as publishers have them, made anew for each test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
OPENED = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC))


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and a certificate of it."""

    key: Any
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        """The certificate, as it is given to others."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def private(self) -> bytes:
        """The key, as it is given to nobody."""
        return bytes(self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))

    def pkcs12(self, path: Path, passphrase: str = "", *chain: x509.Certificate) -> Path:
        """A file with both, and the certificates that they stand on."""
        how = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        made = serialize_key_and_certificates(b"x", self.key, self.certificate, chain, how)
        path.write_bytes(made)
        return path


def holder(
    name: str = "Harbour Office",
    *,
    key: Any = None,
    usage: str | None = "digital_signature",
    issuer: Holder | None = None,
    valid: tuple[datetime, datetime] = OPENED,
) -> Holder:
    """Somebody whose certificate is their own, or of an issuer."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.BasicConstraints(usage == "key_cert_sign", None), critical=True)
    )
    if usage:
        allowed = x509.KeyUsage(**{each: each == usage for each in USAGES})
        made = made.add_extension(allowed, critical=True)
    by = issuer.key if issuer else key
    return Holder(key, made.sign(by, None if isinstance(by, Ed25519PrivateKey) else SHA256()))
