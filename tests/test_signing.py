"""Signed releases: whose signature a PDF has, and whether all of it is as it was signed."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from asof import pdf, register
from asof.diagnostics import AsofError
from asof.register import Issued
from asof.release import Approval, PageState, Verdict, read_signing_key
from asof.release.issue import RefusedError
from asof.workspace import find_workspace
from keys import Holder, holder
from released import APPROVAL, CORRECTION, Port, lines, port_in


@pytest.fixture
def port(tmp_path: Path) -> Port:
    return port_in(tmp_path / "port")


@pytest.fixture(scope="module")
def office() -> Holder:
    return holder()


def approval(office: Holder, folder: Path, moment: datetime = APPROVAL.moment) -> Approval:
    key = read_signing_key(office.pkcs12(folder / "signer.p12"), lambda: "")
    return Approval("A. Editor, head of desk", moment, key)


def issue(port: Port, office: Holder, lang: str = "en") -> Issued:
    (issued,) = port.issue_all(approval(office, port.root.parent), languages=(lang,))
    return issued


def told(verdict: Verdict) -> tuple[PageState, str]:
    return verdict.state, verdict.reason


# ---- signed


def test_a_signed_page_is_current_and_says_whose_it_is(port: Port, office: Holder) -> None:
    issued = issue(port, office)
    verdict = port.verify(port.pdf(issued))
    (signature,) = verdict.signatures
    assert verdict.state is PageState.CURRENT
    assert (signature.by, signature.good, signature.vouched) == ("Harbour Office", True, None)
    assert (
        signature.certificate == sha256(office.certificate.public_bytes(Encoding.DER)).hexdigest()
    )
    assert signature.stated == "2021-04-01T11:30:00-04:00"  # the time of the release, no other
    assert issued.signer == register.Signer(signature.by, signature.certificate)


def test_the_register_and_the_record_have_the_digest_of_the_signed_file(
    port: Port, office: Holder
) -> None:
    issued = issue(port, office)
    content = port.pdf(issued)
    beside = (port.root / "build" / issued.edition["path"]).with_suffix(".json")
    record = json.loads(beside.read_text("utf-8"))
    assert record["digest"] == issued.digest == sha256(content).hexdigest()
    assert {name: value for name, value in record.items() if name != "digest"} == issued.edition
    (entered,) = register.read_register(find_workspace(port.root)).issued
    assert entered.record() == issued.record()
    assert entered.signer == issued.signer


def test_a_signature_adds_to_the_page_and_changes_nothing_of_it(port: Port, office: Holder) -> None:
    plain = port_in(port.root.parent / "plain")
    unsigned = plain.pdf(plain.issue())
    signed = port.pdf(issue(port, office))
    assert signed.startswith(unsigned)
    assert lines(signed) == lines(unsigned)
    assert pdf.enclosed(signed) == pdf.enclosed(unsigned)
    with pikepdf.open(BytesIO(signed)) as opened, pikepdf.open(BytesIO(unsigned)) as before:
        assert opened.docinfo == before.docinfo
        assert opened.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        (field,) = opened.Root.AcroForm.Fields
        assert str(field.TU) == "Signature of the publisher"
        assert str(field.V.SubFilter) == "/ETSI.CAdES.detached"  # that of PAdES
        assert field.Rect[0] == field.Rect[2] == -9999  # outside the page, where no voice reads


KEYS: dict[str, Callable[[], Any]] = {
    "ECDSA": lambda: ec.generate_private_key(ec.SECP384R1()),
    "RSA": lambda: rsa.generate_private_key(65537, 2048),
    "Ed25519": ed25519.Ed25519PrivateKey.generate,
}


@pytest.mark.parametrize("sort", KEYS)
def test_another_program_finds_the_signature_whole(port: Port, sort: str) -> None:
    root = holder("Root", usage="key_cert_sign")
    office = holder(key=KEYS[sort](), issuer=root, usage="content_commitment")
    content = port.pdf(issue(port, office))
    (signature,) = PdfFileReader(BytesIO(content)).embedded_regular_signatures
    from asn1crypto import pem, x509

    trusted = x509.Certificate.load(pem.unarmor(root.pem)[2])
    context = ValidationContext(trust_roots=[trusted], allow_fetching=False)
    status = validate_pdf_signature(signature, context)
    assert status.bottom_line


def test_a_certificate_is_held_against_those_that_the_reader_trusts(port: Port) -> None:
    root, other = holder("Root", usage="key_cert_sign"), holder("Root", usage="key_cert_sign")
    content = port.pdf(issue(port, holder(issuer=root)))
    assert port.verify(content, certificates=root.pem).signatures[0].vouched
    assert port.verify(content, certificates=other.pem + root.pem).state is PageState.CURRENT
    wrong = "none of the certificates that you trust vouches for Harbour Office"
    assert told(port.verify(content, certificates=other.pem)) == (PageState.UNKNOWN, wrong)


def test_a_page_without_a_signature_is_not_what_a_reader_who_trusts_one_wants(
    port: Port, office: Holder
) -> None:
    content = port.pdf(port.issue())
    assert port.verify(content).state is PageState.CURRENT
    wrong = (PageState.UNKNOWN, "it has no signature")
    assert told(port.verify(content, certificates=office.pem)) == wrong


def test_a_signature_says_nothing_of_what_became_of_the_facts(port: Port, office: Holder) -> None:
    issued = issue(port, office)
    port.report(CORRECTION)
    verdict = port.verify(port.pdf(issued), certificates=office.pem)
    assert (verdict.state, verdict.signatures[0].vouched) == (PageState.SUPERSEDED, True)


# ---- altered


def stripped(content: bytes) -> bytes:
    """The file before it was signed."""
    return content[: content.index(b"%%EOF") + len(b"%%EOF\n")]


def added(content: bytes) -> bytes:
    """A box over the page in a revision behind the signed one, as viewers save it."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    kit: Any = generic
    writer: Any = IncrementalPdfFileWriter(BytesIO(content))
    box = kit.DictionaryObject({kit.pdf_name("/Subtype"): kit.pdf_name("/Square")})
    box[kit.pdf_name("/Rect")] = kit.ArrayObject(map(kit.NumberObject, (60, 500, 300, 560)))
    page, _ = writer.find_page_for_modification(0)
    writer.register_annotation(page, writer.add_object(box))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def flipped(content: bytes) -> bytes:
    """A bit changed on the page."""
    place = content.index(b"stream\n") + 40
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def emptied(content: bytes) -> bytes:
    """The signature itself made none."""
    found = re.search(rb"/Contents\s*<([0-9A-Fa-f]+)>", content)
    assert found
    return content[: found.start(1)] + b"0" * len(found[1]) + content[found.end(1) :]


FORGED: dict[Callable[[bytes], bytes], str] = {
    stripped: "the signature of Harbour Office is gone",
    added: "the signature of Harbour Office covers a part of it only: more was added since",
    flipped: "what Harbour Office signed was altered since",
    emptied: "its signature cannot be read",
}


@pytest.mark.parametrize("forge", FORGED, ids=lambda forge: forge.__name__)
def test_what_was_done_to_a_signed_page_is_told(
    port: Port, office: Holder, forge: Callable[[bytes], bytes]
) -> None:
    issued = issue(port, office)
    copy = forge(port.pdf(issued))
    for trusted in (b"", office.pem):
        verdict = port.verify(copy, certificates=trusted)
        assert (verdict.state, verdict.state.exit_code) == (PageState.ALTERED, 5)
        assert verdict.issued
        assert verdict.issued.code == issued.code
        assert FORGED[forge] in verdict.reason


def test_a_page_of_another_register_is_altered_where_its_signature_is_broken(
    port: Port, office: Holder, tmp_path: Path
) -> None:
    content = port.pdf(issue(port, office))
    stranger = port_in(tmp_path / "other")
    assert stranger.verify(content).state is PageState.UNKNOWN
    broken = stranger.verify(added(content))
    assert (broken.state, broken.state.exit_code) == (PageState.UNKNOWN, 5)
    assert "covers a part of it only" in broken.reason


def test_a_reader_without_the_library_has_the_registers_word(
    port: Port, office: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = issue(port, office)
    page = port.root / "build" / issued.edition["path"]
    (tmp_path / "without").mkdir()
    (tmp_path / "without/pyhanko.py").write_text("raise ModuleNotFoundError\n")
    before = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'without'}{os.pathsep}{before}")
    wrong = "it is signed, and to read that takes: pip install 'asof[sign]'"
    answer = port.run("verify", str(page))
    assert (answer.exit_code, answer.stdout.splitlines()[-1]) == (0, wrong)
    trusted = port.verify(port.pdf(issued), certificates=office.pem)
    assert told(trusted) == (PageState.UNKNOWN, wrong)


# ---- keys that cannot be used


def refused(path: Path, passphrase: str = "") -> str:
    with pytest.raises(AsofError) as problem:
        read_signing_key(path, lambda: passphrase)
    (finding,) = problem.value.findings
    assert finding.place
    assert finding.place.path == str(path)
    return f"{finding.message}\nhint: {finding.hint}"


def test_a_passphrase_is_asked_for_where_the_key_has_one(tmp_path: Path, office: Holder) -> None:
    path = office.pkcs12(tmp_path / "signer.p12", "open")
    assert read_signing_key(path, lambda: "open").owner == "Harbour Office"
    assert (
        refused(path, "shut")
        == refused(path)
        == (
            "cannot be opened: the passphrase is wrong, or it is no PKCS#12 or PEM file"
            "\nhint: set ASOF_SIGN_PASSPHRASE, or type it when asked"
        )
    )

    def never() -> str:
        raise AssertionError

    assert read_signing_key(office.pkcs12(tmp_path / "open.p12"), never).owner == "Harbour Office"


def test_a_key_may_be_a_pem_file_with_its_certificates(tmp_path: Path, port: Port) -> None:
    root = holder("Root", usage="key_cert_sign")
    office = holder(issuer=root)
    path = tmp_path / "signer.pem"
    path.write_bytes(office.private + office.pem + root.pem)
    key = read_signing_key(path, lambda: "")
    (issued,) = port.issue_all(replace(APPROVAL, key=key), languages=("en",))
    assert port.verify(port.pdf(issued), certificates=root.pem).signatures[0].vouched


JOINED = "\nhint: openssl pkcs12 -export -inkey key.pem -in certificate.pem -out signer.p12"


def test_a_file_that_is_no_key_is_told(tmp_path: Path, office: Holder) -> None:
    path = tmp_path / "signer.pem"
    path.write_bytes(office.private)
    assert refused(path) == f"has no certificate{JOINED}"
    path.write_bytes(office.private + holder().pem)
    assert refused(path) == f"its certificate is of another key{JOINED}"
    path.write_bytes(b"x" * (2**20 + 1))
    assert refused(path) == "is no key: it is larger than 1 MiB\nhint: "
    assert refused(tmp_path / "none") == "cannot be read: no such file or directory\nhint: "
    weak = holder(key=rsa.generate_private_key(65537, 1024))
    told_ = "its RSA key of 1024 bits is too short\nhint: take one of 2048 or more"
    assert refused(weak.pkcs12(path)) == told_
    odd = holder(key=dsa.generate_private_key(2048))
    told_ = "its key is of a sort that signs no PDF\nhint: take one of RSA, ECDSA or Ed25519"
    assert refused(odd.pkcs12(path)) == told_


def test_a_pkcs12_file_without_a_key_signs_nothing(tmp_path: Path, office: Holder) -> None:
    path = Holder(None, office.certificate).pkcs12(tmp_path / "signer.p12")
    assert refused(path) == f"has no private key{JOINED}"


PAST = (datetime(2019, 1, 1, tzinfo=UTC), datetime(2021, 3, 31, tzinfo=UTC))
AHEAD = (datetime(2021, 5, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
UNFIT = {
    "the certificate of Harbour Office expired on 2021-03-31": lambda: holder(valid=PAST),
    "the certificate of Harbour Office is not valid before 2021-05-01": lambda: holder(valid=AHEAD),
    "the certificate of Harbour Office is not for signatures": lambda: holder(
        usage="key_encipherment"
    ),
}


@pytest.mark.parametrize("message", UNFIT)
def test_a_certificate_that_is_not_fit_leaves_nothing(port: Port, message: str) -> None:
    """It is held against the time of the release."""
    with pytest.raises(RefusedError) as stopped:
        port.issue_all(approval(UNFIT[message](), port.root.parent))
    hint = "sign with one that is valid"
    if "not for signatures" in message:
        hint = "its key usage must have digitalSignature or nonRepudiation"
    assert [(f.message, f.hint) for f in stopped.value.findings] == [(message, hint)]
    assert port.entries() == {}
    assert not list((port.root / "build").rglob("*.pdf"))


def test_a_certificate_that_says_nothing_of_its_use_may_sign(port: Port) -> None:
    office = holder(usage=None)
    assert port.verify(port.pdf(issue(port, office))).signatures[0].good


# ---- the commands


def test_issue_and_verify_a_signed_page_as_typed(
    port: Port, office: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = str(office.pkcs12(tmp_path / "signer.p12", "open"))
    words = ("issue", "note", "--lang", "en", "--approved-by", "A. Editor", "--sign", key)
    shut = port.run(*words)
    assert (shut.exit_code, "the passphrase is wrong" in shut.output) == (2, True)
    monkeypatch.setenv("ASOF_SIGN_PASSPHRASE", "open")
    made = port.run(*words, "--json")
    assert made.exit_code == 0, made.output
    (issued,) = json.loads(made.stdout)["issued"]
    page = str(port.root / "build" / issued["path"])
    print_ = issued["signer"]["certificate"]
    told_ = port.run("verify", page)
    assert told_.exit_code == 0
    assert re.search(
        rf"^signed by Harbour Office on [\d-]+, by their own account; certificate {print_}\n"
        r"the whole file is as it was signed; whether it is theirs is for you to judge: "
        r"--trust CERT holds it against others$",
        told_.stdout,
        re.MULTILINE,
    )
    (tmp_path / "root.pem").write_bytes(office.pem)
    told_ = port.run("verify", page, "--trust", str(tmp_path / "root.pem"))
    vouched = "a certificate that you trust vouches for it; no list of revoked ones was asked"
    assert f"the whole file is as it was signed; {vouched}\n" in told_.stdout
    answer = json.loads(port.run("verify", page, "--json").stdout)
    assert answer["signatures"][0]["whole"] is True


def test_a_withdrawal_is_not_signed(port: Port, office: Holder, tmp_path: Path) -> None:
    key = str(office.pkcs12(tmp_path / "signer.p12"))
    answer = port.run("issue", "--withdraw", "X", "--reason", "y", "--sign", key)
    assert answer.exit_code == 2
    assert "--sign is for a release: a withdrawal prints nothing" in answer.output


def test_what_is_trusted_must_be_certificates(port: Port, tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_text("none")
    answer = port.run("verify", "x", "--trust", str(tmp_path / "root.pem"))
    assert answer.exit_code == 2
    assert "root.pem: error: has no certificates\n  hint: openssl x509" in answer.output


@pytest.mark.parametrize("library", ["pyhanko", "cryptography"])
def test_without_the_libraries_it_is_said_how_to_get_them(
    port: Port, office: Holder, tmp_path: Path, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = str(office.pkcs12(tmp_path / "signer.p12"))
    monkeypatch.setitem(sys.modules, library, None)
    answer = port.run("issue", "note", "--approved-by", "A", "--sign", key)
    assert answer.exit_code == 2
    assert f"error: signing needs '{library}'\n  hint: pip install 'asof[sign]'" in answer.output
    assert port.run("issue", "note", "--approved-by", "A").exit_code == 0
