"""What changed, as a message: right as a draft in any mail program, and no more than was meant."""

from __future__ import annotations

import email
from email import policy
from email.message import EmailMessage
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from asof.compare import mail_address
from asof.compare.message import one_line
from asof.diagnostics import WordError
from asof.page.tree import parse
from asof.pdf import enclosed
from released import CORRECTION, UPDATE, Port, port_in

DIFF = ("diff", "2021-01-18", "2021-04-01", "note")


@pytest.fixture
def port(tmp_path: Path) -> Port:
    made = port_in(tmp_path)
    made.report(CORRECTION)
    made.report(UPDATE)
    return made


def written(port: Port, *words: str) -> bytes:
    path = port.root / "told.eml"
    done = port.run(*DIFF, "--mail", str(path), *words)
    assert done.exit_code == 0, done.output
    return path.read_bytes()


def opened(content: bytes) -> EmailMessage:
    """A message as a parser has it that forgives nothing."""
    made = email.message_from_bytes(content, policy=policy.default.clone(raise_on_defect=True))
    assert isinstance(made, EmailMessage)
    return made


def test_a_message_tells_what_changed_in_text_and_html_with_the_errata(port: Port) -> None:
    content = written(port, "--to", "A. Smith <smith@example.org>", "--to", "b@example.org")
    told = opened(content)
    assert told["Subject"] == "What has changed: The port"
    assert [a.addr_spec for a in told["To"].addresses] == ["smith@example.org", "b@example.org"]
    assert (told["From"], told["Date"], told["X-Unsent"]) == (None, None, "1")
    assert told.get_content_type() == "multipart/mixed"
    (errata,) = told.iter_attachments()
    assert errata.get_filename() == "note.en.errata.pdf"
    assert enclosed(errata.get_content())["errata"]["changes"]
    plain, html = (told.get_body((kind,)) for kind in ("plain", "html"))
    assert plain
    assert html
    text = plain.get_content().replace("\xa0", " ")
    assert "For holders of the copy current as of January 18, 2021:" in text
    assert "* Ships in port\n  Was: about 100\n  Is now: about 120" in text.replace("\r\n", "\n")
    assert "The errata sheet is attached." in text
    tree = parse(html.get_content())
    assert words_of(tree, "strong") == ["Ships in port"]
    assert tree.get("lang") == "en-CA"


def words_of(tree: Element, tag: str) -> list[str]:
    return ["".join(each.itertext()) for each in tree.iter(tag)]


def test_the_same_changes_make_the_same_bytes_in_lines_that_mail_can_carry(port: Port) -> None:
    content = written(port, "--lang", "fr")
    assert written(port, "--lang", "fr") == content
    content.decode("ascii")
    rows = content.split(b"\r\n")
    assert not any(b"\n" in row or b"\r" in row or len(row) > 998 for row in rows)
    assert opened(content)["Subject"] == "Ce qui a changé : Le port"
    old = email.message_from_bytes(content)  # as older programs read it
    assert [part.get_content_type() for part in old.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]
    assert old.defects == []


def test_it_is_read_in_the_dark_too(port: Port) -> None:
    html = opened(written(port)).get_body(("html",))
    assert html
    page = html.get_content()
    assert '<meta name="color-scheme" content="light dark">' in page
    assert "color:" not in page.replace("color-scheme:", "")
    assert "background" not in page


def test_a_title_cannot_put_a_header_into_a_message(port: Port) -> None:
    title = 'title: {en: "A\\r\\nBcc: all@example.org\\r\\n\\r\\né & B <b", fr: Le port}'
    port.change("data/briefings/note.yaml", "title: {en: The port, fr: Le port}", title)
    told = opened(written(port))
    assert told["Bcc"] is None
    assert told["Subject"].startswith("What has changed: A Bcc: all@example.org")
    html = told.get_body(("html",))
    assert html
    assert "é &amp; B &lt;b" in html.get_content()
    assert one_line("a\x00b\u2028c\xa0d") == "a b c d"


@pytest.mark.parametrize(
    "words",
    [
        *("smith", "@example.org", "smith@", "a@b@c", "a b@example.org", "smith@exämple.org"),
        *("a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", ""),
    ],
)
def test_what_is_no_address_is_refused(words: str) -> None:
    with pytest.raises(WordError, match="is no address") as caught:
        mail_address(words)
    assert caught.value.message == f"'{words}' is no address"
    assert caught.value.hint == "write one such as A. Smith <smith@example.org>"


def test_a_message_is_of_one_briefing_and_has_somewhere_to_go(port: Port) -> None:
    days = ("diff", "2021-01-18", "2021-04-01")
    told = "--mail is of one briefing: name it behind the days"
    assert told in port.run(*days, "--mail", "told.eml").stderr
    told = "--to is for a message: say where it goes, --mail FILE.eml"
    assert told in port.run(*days, "note", "--to", "a@example.org").stderr
    wrong = port.run(*DIFF, "--mail", str(port.root / "a.eml"), "--to", "nobody")
    assert "'nobody' is no address: write one such as" in wrong.stderr


def test_copies_are_told_of_by_mail_as_well(port: Port) -> None:
    for day in ("2021-01-18", "2021-04-01"):
        assert port.run("build", "note", "--lang", "en", "--as-of", day).exit_code == 0
    old, new = (port.root / f"build/{d}/note.en.pdf" for d in ("2021-01-18", "2021-04-01"))
    path = port.root / "told.eml"
    done = port.run("diff", str(old), str(new), "--mail", str(path))
    assert done.exit_code == 0, done.output
    assert opened(path.read_bytes())["Subject"] == "What has changed: The port"
    same = port.run(
        *("diff", "2021-04-01", "2021-04-02", "note", "--lang", "fr", "--mail", str(path))
    )
    assert same.exit_code == 0
    body = opened(path.read_bytes()).get_body(("plain",))
    assert body
    assert "Aucun changement depuis le 1er avril 2021" in body.get_content().replace("\xa0", " ")
