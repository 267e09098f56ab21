"""What changed, as a message that any mail program can send; nothing is sent here.

It has no sender and no date: the program that opens it as a draft gives it both (X-Unsent). The
same changes make the same bytes: what parts them is made of what they say (RFC 2046, 5.1.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import getaddresses
from hashlib import sha256
from html import escape

from asof.compare.differences import Comparison
from asof.compare.errata import sheet_word
from asof.compare.told_changes import ToldChange, ToldGroup, told_groups
from asof.dates import when_on
from asof.diagnostics import WordError
from asof.jobs import Job
from asof.language import Language, with_capital
from asof.ledger.printing import text_in

STYLE = """\
:root { color-scheme: light dark }
body { font: 1em/1.5 sans-serif; max-width: 42em; margin: 1.5em auto; padding: 0 1em }
h1 { font-size: 1.4em; line-height: 1.25 } h2 { font-size: 1.1em } li { margin: 0 0 .75em }"""


def mail_address(words: str) -> Address:
    """An address such as A. Smith <smith@example.org>; raises WordError for anything else."""
    (name, found), *others = getaddresses([words]) or [("", "")]
    plain = not others and words.isprintable() and found.isascii() and found.count("@") == 1
    try:
        if plain and all(found.split("@")) and " " not in found:
            return Address(display_name=name, addr_spec=found)
    except (ValueError, IndexError):
        pass
    raise WordError(f"'{words}' is no address", "write one such as A. Smith <smith@example.org>")


def mail_message(
    comparison: Comparison, job: Job, errata: bytes, to: Iterable[Address] = ()
) -> bytes:
    """The message with its errata sheet, in the language of the newer edition."""
    language = comparison.after.language
    title = text_in(job.briefing.title, language)
    subject = one_line(language.word(sheet_word(comparison), title=title))
    groups = list(told_groups(comparison))
    plain = "\n".join(_plain(comparison, groups, subject))
    html = "\n".join(_html(comparison, groups, subject))
    made = EmailMessage(policy.SMTP)
    made["Subject"] = subject
    if addresses := tuple(to):
        made["To"] = addresses
    made["X-Unsent"] = "1"
    made.set_content(plain, cte="quoted-printable")
    made.add_alternative(html, subtype="html", cte="quoted-printable")
    name = f"{job.path.stem}.errata.pdf"
    made.add_attachment(errata, maintype="application", subtype="pdf", filename=name)
    digest = sha256(b"\0".join((plain.encode(), html.encode(), errata))).hexdigest()[:32]
    for n, part in enumerate(part for part in made.walk() if part.is_multipart()):
        part.set_boundary(f"=_{digest}_{n}")
    return made.as_bytes()


def one_line(words: str) -> str:
    """Words in one line, as a header needs them."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _told(change: ToldChange, language: Language) -> list[str]:
    """What became of a fact: was, is now, why."""
    named = zip(
        ("was", "is_now", "why"), (change.was.text, change.now.text, change.why), strict=True
    )
    return [language.word("labelled", label=language.word(n), value=words) for n, words in named]


def _lead(comparison: Comparison) -> str:
    """For whom it is, and of which days; that nothing has changed, where that is so."""
    language = comparison.after.language
    was, now = (language.date(when_on(each.day)) for each in (comparison.before, comparison.after))
    if not comparison.changes:
        return language.word("no_changes", day=was)
    return language.word("errata_for", day=was, now=now)


def _plain(comparison: Comparison, groups: Sequence[ToldGroup], subject: str) -> Iterator[str]:
    language = comparison.after.language
    yield from (subject, "", _lead(comparison))
    for group in groups:
        yield from ("", with_capital(group.heading))
        for change in group.changes:
            yield from ("", f"* {with_capital(change.label)}")
            yield from (f"  {line}" for line in _told(change, language))
    yield from ("", language.word("errata_attached"), "")


def _html(comparison: Comparison, groups: Sequence[ToldGroup], subject: str) -> Iterator[str]:
    """The same as HTML: in the colours of who reads it, light or dark, and narrow where that is."""
    language = comparison.after.language
    yield f'<!doctype html>\n<html lang="{escape(language.tag)}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{escape(subject)}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>"
    yield f"<h1>{escape(subject)}</h1>\n<p>{escape(_lead(comparison))}</p>"
    for group in groups:
        yield f"<h2>{escape(with_capital(group.heading))}</h2>\n<ul>"
        for change in group.changes:
            told = "<br>\n".join(escape(line) for line in _told(change, language))
            yield f"<li><strong>{escape(with_capital(change.label))}</strong><br>\n{told}</li>"
        yield "</ul>"
    yield f"<p>{escape(language.word('errata_attached'))}</p>\n</body>\n</html>\n"
