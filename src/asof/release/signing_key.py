"""The key that a release is signed with, and its certificate: read, and held against what it needs.

A PKCS#12 file (`.p12`, `.pfx`), or a PEM file with the private key and the certificates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asof import pdf
from asof.diagnostics import AsofError, Finding, Location, error

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

LIMIT = 2**20  # bytes: far beyond any key with its certificates
PEM = b"-----BEGIN "
EXTRA = "pip install 'asof[sign]'"
PASSPHRASE = "ASOF_SIGN_PASSPHRASE"
BOTH = "openssl pkcs12 -export -inkey key.pem -in certificate.pem -out signer.p12"
OPENS = f"set {PASSPHRASE}, or type it when asked"
SHORT = 2048  # bits of an RSA key below which it can be broken (NIST SP 800-131A)

Passphrase = Callable[[], str]


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key with its certificate and those that it stands on, opened; `pkcs12` has all of them."""

    place: Location
    pkcs12: bytes = field(repr=False)
    certificate: Certificate

    @property
    def owner(self) -> str:
        """Whose it is: the common name of its certificate, or all of the name."""
        from cryptography.x509.oid import NameOID

        named = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(named[0].value if named else self.certificate.subject.rfc4514_string())

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of its certificate."""
        from cryptography.hazmat.primitives.hashes import SHA256

        return self.certificate.fingerprint(SHA256()).hex()

    def faults(self, moment: datetime) -> Iterator[Finding]:
        """Why nothing can be signed with it at a moment."""
        owned = self.certificate
        begins, ends = owned.not_valid_before_utc, owned.not_valid_after_utc
        if moment > ends:
            told = f"the certificate of {self.owner} expired on {ends.date()}"
            yield error(self.place, told, "sign with one that is valid", "signature")
        if moment < begins:
            told = f"the certificate of {self.owner} is not valid before {begins.date()}"
            yield error(self.place, told, "sign with one that is valid", "signature")
        if not may_sign(owned):
            told = f"the certificate of {self.owner} is not for signatures"
            hint = "its key usage must have digitalSignature or nonRepudiation"
            yield error(self.place, told, hint, "signature")


def may_sign(certificate: Certificate) -> bool:
    """Whether a certificate allows its key to sign; one that says nothing does (RFC 5280)."""
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def require_libraries() -> None:
    """Raise AsofError where the libraries that sign are not installed: nothing else needs them."""
    try:
        import cryptography  # noqa: F401 (only whether it is there)

        pdf.require_signer()
    except ModuleNotFoundError as problem:
        raise AsofError(error(None, f"signing needs '{problem.name}'", EXTRA)) from None


def read_signing_key(path: Path, passphrase: Passphrase) -> SigningKey:
    """The key in a file; the passphrase is asked for only where it has one. Raises AsofError."""
    require_libraries()
    place = Location(str(path))
    content = read_key_file(path)
    opened = _pem if content.startswith(PEM) else _pkcs12
    key, owned, others = opened(content, place, passphrase)
    if key is None or owned is None:
        told = f"has no {'private key' if key is None else 'certificate'}"
        raise AsofError(error(place, told, BOTH, "signature"))
    _check(key, owned, place)
    return SigningKey(place, _joined(key, owned, others), owned)


def read_roots(path: Path) -> bytes:
    """The certificates in a file, of those that a reader trusts; raises AsofError."""
    require_libraries()
    from cryptography.x509 import load_pem_x509_certificates

    content = read_key_file(path)
    try:
        load_pem_x509_certificates(content)
    except ValueError:
        told, hint = "has no certificates", "openssl x509 -in certificate.der -out certificate.pem"
        raise AsofError(error(Location(str(path)), told, hint, "signature")) from None
    return content


def read_key_file(path: Path) -> bytes:
    """The bytes of a file that holds a key, or certificates."""
    place = Location(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(LIMIT + 1)
    except OSError as problem:
        told = f"cannot be read: {(problem.strerror or 'no reason given').lower()}"
        raise AsofError(error(place, told, rule="key")) from None
    if len(content) > LIMIT:
        raise AsofError(error(place, "is no key: it is larger than 1 MiB", rule="key"))
    return content


def _pkcs12(content: bytes, place: Location, passphrase: Passphrase) -> tuple[Any, Any, list[Any]]:
    """What a PKCS#12 file holds."""
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates

    found: tuple[Any, Any, list[Any]] = unlocked(
        lambda secret: load_key_and_certificates(content, secret), place, passphrase, OPENS
    )
    return found


def _pem(content: bytes, place: Location, passphrase: Passphrase) -> tuple[Any, Any, list[Any]]:
    """What a PEM file holds: the certificate of the key is the first."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificates

    key = unlocked(lambda secret: load_pem_private_key(content, secret), place, passphrase, OPENS)
    try:
        owned, *others = load_pem_x509_certificates(content)
    except ValueError:
        return key, None, []
    return key, owned, others


def unlocked(
    load: Callable[[bytes | None], Any], place: Location, passphrase: Passphrase, hint: str
) -> Any:
    """What can be loaded without a passphrase, or else with the one that is given."""
    from cryptography.exceptions import UnsupportedAlgorithm

    for secret in (lambda: None, lambda: passphrase().encode()):
        try:
            return load(secret())
        except (
            ValueError,
            TypeError,
            UnsupportedAlgorithm,
        ):  # TypeError: a passphrase where none is wanted, or none
            continue
    told = "cannot be opened: the passphrase is wrong, or it is no PKCS#12 or PEM file"
    raise AsofError(error(place, told, hint, "key"))


def _check(key: Any, owned: Certificate, place: Location) -> None:
    """Raise AsofError where a key is not its certificate's, or can sign nothing that lasts."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    if not isinstance(
        key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
    ):
        told, hint = "its key is of a sort that signs no PDF", "take one of RSA, ECDSA or Ed25519"
    elif isinstance(key, rsa.RSAPrivateKey) and key.key_size < SHORT:
        told, hint = (
            f"its RSA key of {key.key_size} bits is too short",
            f"take one of {SHORT} or more",
        )
    elif key.public_key() != owned.public_key():
        told, hint = "its certificate is of another key", BOTH
    else:
        return
    raise AsofError(error(place, told, hint, "signature"))


def _joined(key: Any, owned: Certificate, others: list[Any]) -> bytes:
    from cryptography.hazmat.primitives.serialization import NoEncryption
    from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

    return serialize_key_and_certificates(None, key, owned, others, NoEncryption())
