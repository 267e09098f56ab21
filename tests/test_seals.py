"""Seals: what a page must say, by its code and a public key alone."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given
from hypothesis import strategies as st

from asof import data, release
from asof.diagnostics import AsofError, Location
from asof.jobs import Request, plan_jobs
from asof.register import Issued
from asof.register.code import ALPHABET, BODY, check_character, in_groups
from asof.release import Approval, PageState, verify_seal
from asof.release.issue import RefusedError, colophon, drafted
from asof.release.qr_code import qr_code
from asof.release.seals import LONGEST, Sealed, SealError, SealKey, content, message, parse_sealed
from asof.templates import look
from asof.workspace import find_workspace
from keys import Holder, holder
from released import APPROVAL, CORRECTION, TODAY, Port, port_in

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key()
SEAL = SealKey(Location(""), KEY)
SAID = Sealed(
    code="NNRR-E58F-CG03",
    day=date(2021, 1, 18),
    known=date(2021, 4, 1),
    release=1,
    title="Le port",
    lang="fr",
    figures=(("navires au port", "environ 100"), ("postes", "12")),
)
ADDRESS = f"https://port.example.org/notes/{SAID.code}#{SEAL.fragment(SAID)}"
NONE = "its seal is cut off, or none"
ALTERED = "its seal was altered, is of another page, or was made with another key"

codes = st.text(ALPHABET, min_size=BODY, max_size=BODY).map(
    lambda body: in_groups(body + check_character(body))
)
words = st.text(max_size=60).map(lambda text: " ".join(text.split()))
seals = st.builds(
    Sealed,
    code=codes,
    day=st.dates(),
    known=st.dates(),
    release=st.integers(1, 65535),
    title=words,
    lang=words,
    figures=st.lists(st.tuples(words, words), max_size=6).map(tuple),
)


# ---- the encoding


@given(seals)
def test_a_seal_says_what_was_sealed(said: Sealed) -> None:
    made = SEAL.fragment(said)
    assert re.fullmatch(r"[A-Za-z0-9_-]+", made, re.ASCII)
    assert parse_sealed(f"{said.code}#{made}", PUBLIC) == said
    assert made == SEAL.fragment(said)  # Ed25519 draws no lots


def test_a_seal_stays_the_same_from_version_to_version() -> None:
    assert content(SAID).hex() == (
        "010b4210" + "0b4259" + "0001" + "074c6520706f7274" + "026672"
        "0f6e61766972657320617520706f7274" + "0b656e7669726f6e20313030"
        "06706f73746573" + "023132"
    )
    assert message("C", b"x") == b"asof seal\0C\0x"


def test_a_seal_of_two_figures_takes_163_characters() -> None:
    assert len(SEAL.fragment(SAID)) == 163


def test_every_flipped_bit_of_a_seal_is_told() -> None:
    place = ADDRESS.index("#") + 1
    for n in range(place, len(ADDRESS)):
        for bit in range(8):
            altered = ADDRESS[:n] + chr(ord(ADDRESS[n]) ^ (1 << bit)) + ADDRESS[n + 1 :]
            verdict = verify_seal(altered, PUBLIC)
            assert verdict.state is PageState.ALTERED, (n, bit)
            assert verdict.reason in (NONE, ALTERED)


@given(st.text(max_size=300))
def test_no_fragment_of_anybody_is_a_seal(fragment: str) -> None:
    for address in (fragment, f"{SAID.code}#{fragment}"):
        with pytest.raises(SealError):
            parse_sealed(address, PUBLIC)


@given(st.binary(max_size=200))
def test_what_the_key_signed_is_read_or_refused(body: bytes) -> None:
    from base64 import urlsafe_b64encode

    made = urlsafe_b64encode(body + KEY.sign(message(SAID.code, body))).rstrip(b"=").decode()
    assert verify_seal(f"{SAID.code}#{made}", PUBLIC).state in (PageState.ALTERED, PageState.SEALED)


OTHER = Ed25519PrivateKey.generate().public_key()
FRAGMENT = ADDRESS.partition("#")[2]


@pytest.mark.parametrize(
    ("address", "key", "told"),
    [
        (f"{SAID.code}#", PUBLIC, NONE),
        (SAID.code, PUBLIC, NONE),
        (f"{SAID.code}#{FRAGMENT[:-3]}", PUBLIC, ALTERED),
        (f"{SAID.code}#{FRAGMENT}=", PUBLIC, NONE),
        (f"{SAID.code}#{FRAGMENT}#", PUBLIC, NONE),
        (ADDRESS, OTHER, ALTERED),
        (f"7F3A#{FRAGMENT}", PUBLIC, "no code stands before the '#': a code has 12 characters"),
        (f"#{FRAGMENT}", PUBLIC, "no code stands before the '#': a code has 12 characters"),
    ],
)
def test_what_is_no_seal_of_the_key_is_told(address: str, key: Any, told: str) -> None:
    verdict = verify_seal(address, key)
    assert (verdict.state, verdict.state.exit_code) == (PageState.ALTERED, 5)
    assert verdict.reason.startswith(told)


@given(codes)
def test_a_seal_fits_its_own_code_alone(code: str) -> None:
    if code != SAID.code:
        assert verify_seal(f"{code}#{FRAGMENT}", PUBLIC).reason == ALTERED


def test_a_seal_of_a_later_version_is_told_as_that() -> None:
    from base64 import urlsafe_b64encode

    body = b"\2" + content(SAID)[1:]
    made = urlsafe_b64encode(body + KEY.sign(message(SAID.code, body))).rstrip(b"=").decode()
    told = verify_seal(f"{SAID.code}#{made}", PUBLIC).reason
    assert told == "its seal is of a later version of asof"


# ---- sealed releases


@pytest.fixture
def port(tmp_path: Path) -> Port:
    made = port_in(tmp_path / "port")
    made.change("data/briefings/note.yaml", "body:\n", "seal: [port.ships, port.b*]\nbody:\n")
    return made


def keys(folder: Path) -> tuple[Path, Path]:
    """A private key and its public one, in files."""
    private, public = folder / "seal.pem", folder / "seal.pub.pem"
    private.write_bytes(Holder(KEY, holder().certificate).private)
    public.write_bytes(PUBLIC.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return private, public


def issue(port: Port, **asked: Any) -> Issued:
    approval = Approval("A. Editor", APPROVAL.moment, seal=SEAL)
    (issued,) = port.issue_all(approval, languages=("en",), **asked)
    return issued


def test_a_sealed_page_says_by_its_code_what_it_must_say(port: Port) -> None:
    issued = issue(port)
    verdict = verify_seal(f"{issued.code}#{issued.edition['seal']}", PUBLIC)
    assert (verdict.state, verdict.state.exit_code) == (PageState.SEALED, 0)
    assert verdict.sealed == Sealed(
        code=issued.code,
        day=date(2021, 1, 18),
        known=date(2021, 1, 18),
        release=1,
        title="The port",
        lang="en",
        figures=(("ships in port", "about 100"), ("berths", "12")),
    )
    assert "whether it still holds no seal can say" in verdict.reason


def test_the_picture_on_the_page_leads_to_the_sealed_address(port: Port) -> None:
    workspace = find_workspace(port.root)
    ledger, briefings = data.read(workspace)
    job, _ = plan_jobs(workspace, briefings, Request(TODAY))
    own = colophon(drafted(ledger, job), 1, SEAL)
    assert own.url == f"https://port.example.org/notes/{own.code}"
    assert parse_sealed(f"{own.url}#{own.seal}", PUBLIC).code == own.code
    ink = look(workspace, "standard").palette.ink
    assert own.picture == qr_code(f"{own.url}#{own.seal}", ink) != qr_code(own.url, ink)


def test_the_largest_seal_is_a_code_of_77_modules() -> None:
    assert segno.make_qr("x" * LONGEST, error="m").symbol_size(border=0) == (77, 77)


def test_a_seal_changes_neither_the_code_nor_the_words_of_a_page(port: Port) -> None:
    plain = port_in(port.root.parent / "plain")
    plain.change("data/briefings/note.yaml", "body:\n", "seal: [port.ships, port.b*]\nbody:\n")
    assert plain.issue().code == issue(port).code


def test_a_sealed_file_is_held_against_its_key(port: Port) -> None:
    issued = issue(port)
    content_ = port.pdf(issued)
    verdict = port.verify(content_, key=PUBLIC)
    assert (verdict.state, verdict.sealed and verdict.sealed.code) == ("current", issued.code)
    wrong = port.verify(content_, key=OTHER)
    assert (wrong.state, wrong.reason) == (PageState.UNKNOWN, ALTERED)


def test_a_file_without_a_seal_is_not_what_a_reader_of_seals_wants(port: Port) -> None:
    verdict = port.verify(port.pdf(port.issue()), key=PUBLIC)
    assert (verdict.state, verdict.reason) == (PageState.UNKNOWN, "it has no seal")


def test_a_seal_says_nothing_of_what_became_of_the_facts(port: Port) -> None:
    issued = issue(port)
    port.report(CORRECTION)
    verdict = port.verify(port.pdf(issued), key=PUBLIC)
    assert (verdict.state, bool(verdict.sealed)) == (PageState.SUPERSEDED, True)


# ---- what cannot be sealed


def refused(port: Port) -> list[str]:
    with pytest.raises(RefusedError) as stopped:
        issue(port)
    assert port.entries() == {}
    assert not list((port.root / "build").rglob("*.pdf"))
    return [str(f) for f in stopped.value.findings]


def test_a_seal_needs_an_address_to_stand_in(port: Port) -> None:
    port.change("asof.yaml", "url: https://port.example.org/notes\n", "")
    assert refused(port) == [
        (
            "asof.yaml: error: a seal stands in the QR code of each page, and that needs 'url'\n"
            "  hint: say where editions are published"
        )
    ]


def test_a_seal_needs_the_place_behind_the_sign(port: Port) -> None:
    port.change("asof.yaml", "example.org/notes", "example.org/#")
    assert refused(port) == [
        (
            "asof.yaml: error: 'url: https://port.example.org/#' has a '#', behind which a seal is"
            " to stand\n  hint: give one without"
        )
    ]


def test_a_seal_needs_figures(port: Port) -> None:
    port.change("data/briefings/note.yaml", "seal: [port.ships, port.b*]\n", "")
    assert refused(port) == [
        (
            "data/briefings/note.yaml:1:1: error: says nothing of what is to be sealed\n"
            "  hint: list the facts of the page under 'seal'"
        )
    ]


def test_a_seal_that_no_code_on_paper_can_hold_is_told_with_its_size(port: Port) -> None:
    long = "ships of every sort and size in all of the parts of the port " * 3
    port.change("data/facts/port.yaml", "en: ships in port", f"en: {long}")
    assert refused(port) == [
        (
            "data/briefings/note.yaml:3:7: error: the address has 430 characters with its seal; on"
            " paper 412 can be read\n  hint: list fewer figures under 'seal'"
        )
    ]
    port.change("data/facts/port.yaml", long, f"{long}{long}")
    assert refused(port) == [
        (
            "data/briefings/note.yaml:3:7: error: a text of 365 bytes is longer than a seal holds,"
            " 255\n  hint: list fewer figures under 'seal'"
        )
    ]


# ---- keys and commands


def test_seal_and_verify_as_typed(
    port: Port, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private, public = map(str, keys(tmp_path))
    words_ = ("--lang", "en", "--approved-by", "A. Editor", "--seal", private)
    made = port.run("issue", "note", *words_)
    assert made.exit_code == 0, made.output
    page = port.root / "build/2021-01-18/note.en.r1.pdf"
    seal = json.loads(page.with_suffix(".json").read_text("utf-8"))["seal"]
    code = made.stdout.split()[0]
    monkeypatch.chdir(tmp_path)
    told = port.run("verify", f"https://port.example.org/notes/{code}#{seal}", "--key", public)
    assert (told.exit_code, told.stdout) == (
        0,
        (
            "sealed\n"
            "its seal is whole: the page was issued so; whether it still holds no seal can say\n"
            "\n"
            f"The page with the code {code} must say: The port, as of 2021-01-18,"
            " known on 2021-01-18, en, r1\n"
            "  about 100  ships in port\n"
            "  12         berths\n"
            "If the page in your hand says anything else, it is not the page that was issued.\n"
        ),
    )
    answer = json.loads(port.run("verify", f"{code}#{seal}", "--key", public, "--json").stdout)
    assert answer["state"] == "sealed"
    assert answer["sealed"]["figures"][1] == {"label": "berths", "text": "12"}
    assert port.run("verify", f"{code}#{seal[:-1]}", "--key", public).exit_code == 5
    asked = port.run("verify", f"{code}#{seal}")
    assert asked.exit_code == 2
    assert "name the public key of who issued the page: --key PUBLIC" in asked.output
    assert port.run("verify", str(page), "--key", public).exit_code == 0


def test_a_file_that_is_no_key_of_seals_is_told(tmp_path: Path) -> None:
    path = tmp_path / "seal.pem"
    made = "openssl genpkey -algorithm ed25519 -out seal.pem"
    opens = f"set ASOF_SEAL_PASSPHRASE, or type it when asked; to make one: {made}"
    closed = "cannot be opened: the passphrase is wrong, or it is no PKCS#12 or PEM file"
    path.write_text("none")
    assert told(path) == (closed, opens)
    path.write_bytes(holder().private)
    assert told(path) == ("is no Ed25519 key", made)
    shut = BestAvailableEncryption(b"open")
    path.write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, shut))
    assert told(path) == (closed, opens)
    assert release.read_seal_key(path, lambda: "open").fragment(SAID) == FRAGMENT
    with pytest.raises(AsofError) as problem:
        release.read_public_key(path)
    (finding,) = problem.value.findings
    shown = "openssl pkey -in seal.pem -pubout -out seal.pub.pem"
    assert (finding.message, finding.hint) == ("is no public key of seals", shown)


def told(path: Path) -> tuple[str, str]:
    with pytest.raises(AsofError) as problem:
        release.read_seal_key(path, lambda: "")
    (finding,) = problem.value.findings
    return finding.message, finding.hint
