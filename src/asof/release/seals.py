"""Seals: what an issued page must say, signed, behind the address that its QR code leads to.

    https://example.org/notes/NNRR-E58F-CG03#AQsqZ…

Behind the '#' stands, in base64url without padding (RFC 4648, section 5), the content and an
Ed25519 signature of 64 bytes (RFC 8032). No server sees it: browsers keep what stands there to
themselves. The content is, numbers with the greatest byte first:

    1 byte   the version, 1
    3 bytes  the as-of day, and 3 bytes the known day: days, where 1 is January 1 of the year 1
    2 bytes  the release
    texts    one byte of length and so many of UTF-8: title, language, and for each figure its label
             and its value as printed

What is signed is `asof seal`, a zero byte, the code as the page prints it, a zero byte, and the
content. So a seal fits its own code alone, and a signature of anything else is none.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from asof import register
from asof.diagnostics import AsofError, Location, WordError, error
from asof.release.signing_key import Passphrase, read_key_file, require_libraries, unlocked

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

VERSION = 1
SIGNED = b"asof seal\0%s\0"
SIGNATURE = 64  # bytes
HEAD = 9  # bytes before the texts
LONGEST = 412  # characters of an address: a code of 77 modules at level M, each 0.4 mm on paper
TEXT = 255  # bytes of each text
PASSPHRASE = "ASOF_SEAL_PASSPHRASE"
MADE = "openssl genpkey -algorithm ed25519 -out seal.pem"
SHOWN = "openssl pkey -in seal.pem -pubout -out seal.pub.pem"
FRAGMENT = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


class SealError(WordError):
    """What was given is no seal of that key; the text says why."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a seal says that a page says: which edition it is, and its figures with their labels."""

    code: str
    day: date
    known: date
    release: int
    title: str
    lang: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SealKey:
    """The private key that seals are made with."""

    place: Location
    key: Ed25519PrivateKey = field(repr=False)

    def fragment(self, said: Sealed) -> str:
        """The seal, as it stands behind the '#' of an address; raises SealError."""
        body = content(said)
        signature = self.key.sign(message(said.code, body))
        return urlsafe_b64encode(body + signature).rstrip(b"=").decode()


# ---- keys


def read_seal_key(path: Path, passphrase: Passphrase) -> SealKey:
    """The private key in a PEM file; raises AsofError where it is none of Ed25519."""
    require_libraries()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    read, place = read_key_file(path), Location(str(path))
    hint = f"set {PASSPHRASE}, or type it when asked; to make one: {MADE}"
    key = unlocked(lambda secret: load_pem_private_key(read, secret), place, passphrase, hint)
    if not isinstance(key, Ed25519PrivateKey):
        raise AsofError(error(place, "is no Ed25519 key", MADE, "seal"))
    return SealKey(place, key)


def read_public_key(path: Path) -> Ed25519PublicKey:
    """The public key in a PEM file; raises AsofError where it is none of Ed25519."""
    require_libraries()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(read_key_file(path))
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        told = "is no public key of seals"
        raise AsofError(error(Location(str(path)), told, SHOWN, "seal"))
    return key


# ---- to write one


def message(code: str, body: bytes) -> bytes:
    """What is signed."""
    return SIGNED % code.encode() + body


def content(said: Sealed) -> bytes:
    """What a seal says, as bytes."""
    days = b"".join(each.toordinal().to_bytes(3) for each in (said.day, said.known))
    texts = (said.title, said.lang, *(text for figure in said.figures for text in figure))
    return bytes([VERSION]) + days + said.release.to_bytes(2) + b"".join(map(_sized, texts))


def _sized(text: str) -> bytes:
    """A text with its length; spaces that do not break are for paper."""
    written = " ".join(text.split()).encode()
    if len(written) > TEXT:
        raise SealError(f"a text of {len(written)} bytes is longer than a seal holds, {TEXT}")
    return bytes([len(written)]) + written


# ---- to read one


def parse_sealed(address: str, key: Ed25519PublicKey) -> Sealed:
    """What the seal of an address says; raises SealError where the key did not make it.

    The address may be the code alone, with the fragment behind it.
    """
    before, _, fragment = address.strip().partition("#")
    code = _code(re.split(r"[/=]", before)[-1])
    body = _signed(code, fragment, key)
    said = list(_texts(body[HEAD:]))
    if body[0] != VERSION or len(said) < 2 or len(said) % 2:
        raise SealError("its seal is of a later version of asof")
    title, lang, *rest = said
    figures = tuple(zip(rest[::2], rest[1::2], strict=True))
    day, known = (_day(body[n : n + 3]) for n in (1, 4))
    return Sealed(code, day, known, int.from_bytes(body[7:HEAD]), title, lang, figures)


def _code(typed: str) -> str:
    try:
        return register.read_code(typed)
    except register.CodeError as problem:
        raise SealError(f"no code stands before the '#': {problem.message}") from None


def _signed(code: str, fragment: str, key: Ed25519PublicKey) -> bytes:
    """The content of a fragment that the key signed for a code."""
    from cryptography.exceptions import InvalidSignature

    made = _decoded(fragment)
    if len(made) < HEAD + SIGNATURE:
        raise SealError("its seal is cut off, or none")
    body, signature = made[:-SIGNATURE], made[-SIGNATURE:]
    try:
        key.verify(signature, message(code, body))
    except InvalidSignature:
        told = "its seal was altered, is of another page, or was made with another key"
        raise SealError(told) from None
    return body


def _decoded(fragment: str) -> bytes:
    """Bytes that are written in one way only: what was not written so was altered."""
    if not FRAGMENT.fullmatch(fragment) or len(fragment) % 4 == 1:
        raise SealError("its seal is cut off, or none")
    made = urlsafe_b64decode(fragment + "=" * (-len(fragment) % 4))
    if urlsafe_b64encode(made).rstrip(b"=").decode() != fragment:
        raise SealError("its seal is cut off, or none")
    return made


def _texts(rest: bytes) -> Iterator[str]:
    """The texts of a seal; the key signed them, so what does not fit is of another version."""
    while rest:
        size, rest = rest[0], rest[1:]
        yield rest[:size].decode(errors="replace")
        rest = rest[size:]


def _day(number: bytes) -> date:
    return date.fromordinal(min(max(int.from_bytes(number), 1), date.max.toordinal()))
