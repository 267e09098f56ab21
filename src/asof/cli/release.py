"""The commands of release: issue and verify."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import (
    Day,
    aligned,
    answer,
    complete_briefing,
    complete_code,
    day_options,
    json_option,
    languages_option,
    ledger_of,
    line,
    now,
    open_workspace,
    option,
    paper_option,
    tell,
    today,
)
from asof.diagnostics import AsofError, Location, error

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from asof.pdf import PdfSignature
    from asof.register import Issued
    from asof.release import Approval, ChangedFigure, Trust, Verdict
    from asof.release.seals import Sealed
    from asof.release.verify import CopyHeld
    from asof.workspace import Workspace


KEY_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("briefings", nargs=-1, shell_complete=complete_briefing)
@day_options
@languages_option
@paper_option
@option("--out", type=click.Path(file_okay=False), help="The output folder, if not build/.")
@option("--approved-by", metavar="NAME", help="Who approved it, with name and role.")
@option(
    "--withdraw",
    shell_complete=complete_code,
    metavar="CODE",
    help="Withdraw an issued edition instead.",
)
@option("--reason", metavar="TEXT", help="Why it is withdrawn.")
@option(
    "--correction",
    multiple=True,
    metavar="[LANG=]TEXT",
    help="What it corrects of what was printed before, in each language; an update needs none.",
)
@option(
    "--sign",
    type=KEY_FILE,
    metavar="KEY",
    help="Sign the PDFs with the key of a PKCS#12 or PEM file; ASOF_SIGN_PASSPHRASE opens it.",
)
@option(
    "--seal",
    type=KEY_FILE,
    metavar="KEY",
    help="Seal the figures under 'seal' with an Ed25519 key; ASOF_SEAL_PASSPHRASE opens it.",
)
@json_option
@click.pass_context
def issue(ctx: click.Context, /, **given: Any) -> None:
    """Release BRIEFINGS formally: print them with a code, and enter them in data/issued/.

    Nothing is released while a finding stands. A second release for the same day is r2, and says
    what it corrects. Commit what was entered: 'asof verify' answers from it.
    """
    _check(given)
    workspace = open_workspace(ctx)
    approval = replace(_approval(given), corrections=_corrections(workspace, given))
    if given["withdraw"]:
        _withdraw(workspace, given, approval)
    else:
        _issue(workspace, given, approval)


def _check(given: dict[str, Any]) -> None:
    """Who and why are said, and either a release or a withdrawal is asked for."""
    if bool(given["briefings"]) == bool(given["withdraw"]):
        raise click.UsageError("name the briefings to issue, or the code to --withdraw")
    if given["withdraw"] and not (given["reason"] or "").strip():
        raise click.UsageError('say why it is withdrawn: --reason "…"')
    marked = next((name for name in ("sign", "seal", "correction") if given[name]), "")
    if given["withdraw"] and marked:
        raise click.UsageError(f"--{marked} is for a release: a withdrawal prints nothing")
    if given["reason"] and not given["withdraw"]:
        raise click.UsageError("--reason is for --withdraw")
    if not given["withdraw"] and not (given["approved_by"] or "").strip():
        raise click.UsageError('say who approved it: --approved-by "Name, role"')
    _check_lines(given)


def _check_lines(given: dict[str, Any]) -> None:
    for name in ("approved_by", "reason", "correction"):
        if not "".join(given[name] or "").isprintable():
            option_ = name.replace("_", "-")
            raise click.UsageError(f"--{option_} is one line of plain text")


def _approval(given: dict[str, Any]) -> Approval:
    from asof.release import Approval, read_seal_key, read_signing_key

    key = read_signing_key(given["sign"], _passphrase("sign")) if given["sign"] else None
    seal = read_seal_key(given["seal"], _passphrase("seal")) if given["seal"] else None
    return Approval((given["approved_by"] or "").strip(), now(), key, seal)


SPOKEN = re.compile(r"(?P<lang>[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*)=(?P<words>.*)")


def _corrections(workspace: Workspace, given: dict[str, Any]) -> dict[str, str]:
    """What is corrected, by the tags of the languages that are issued."""
    from asof.jobs import spoken

    issued, told = spoken(workspace, given["lang"]), dict[str, str]()
    for typed in given["correction"]:
        found = SPOKEN.fullmatch(typed)
        tags = spoken(workspace, (found["lang"],)) if found else issued
        if len(tags) > 1 or not set(issued).issuperset(tags):
            each = " ".join(f'--correction {workspace.short(tag)}="…"' for tag in issued)
            raise click.UsageError(f"say what is corrected in each language: {each}")
        told[tags[0]] = (found["words"] if found else typed).strip()
    return told


def _passphrase(option_: str) -> Callable[[], str]:
    """What opens a key: from the environment, or typed unseen; empty where nobody can type."""

    def ask() -> str:
        found = os.environ.get(f"ASOF_{option_.upper()}_PASSPHRASE", "")
        if found or not sys.stdin.isatty():
            return found
        asked = f"Passphrase of the key to {option_} with"
        typed: str = click.prompt(asked, hide_input=True, err=True, default="", show_default=False)
        return typed

    return ask


def _withdraw(workspace: Workspace, given: dict[str, Any], approval: Approval) -> None:
    from asof import release

    issued = release.withdraw(workspace, given["withdraw"], given["reason"].strip(), approval)
    if given["as_json"]:
        answer({"withdrawn": _entry(issued)})
    else:
        line(f"{issued.code}  withdrawn: {issued.called}")


def _issue(workspace: Workspace, given: dict[str, Any], approval: Approval) -> None:
    from asof import release
    from asof.jobs import Request

    out = Path(given["out"]) if given["out"] else None
    request = Request(
        today(workspace),
        briefings=tuple(dict.fromkeys(given["briefings"])),
        day=given["as_of"],
        known=given["known"],
        languages=given["lang"],
        paper=given["paper"],
        out=out,
    )
    issued = release.issue(workspace, request, approval)
    if given["as_json"]:
        answer({"issued": [_entry(each) for each in issued]})
    else:
        folder = out or workspace.root / "build"
        aligned([[i.code, os.path.relpath(folder / i.edition["path"]), i.path] for i in issued])


def _entry(issued: Issued) -> dict[str, Any]:
    """An entry of the register, without the facts."""
    names = ("briefing", "row", "as_of", "known", "lang", "release", "title", "path")
    taken = issued.withdrawal
    return {
        "code": issued.code,
        **{name: issued.edition.get(name) for name in names},
        "approved_by": issued.approved_by,
        "issued": issued.moment.isoformat(),
        "correction": issued.correction or None,
        "digest": issued.digest,
        "signer": asdict(issued.signer) if issued.signer else None,
        "withdrawn": taken.record() if taken else None,
        "record": issued.place.path,
    }


# ---- verify


def _complete(ctx: click.Context, param: click.Parameter, start: str) -> list[CompletionItem]:
    """Codes, and else files."""
    from click.shell_completion import CompletionItem

    return complete_code(ctx, param, start) or [CompletionItem(start, type="file")]


@click.command()
@click.argument("asked", metavar="FILE|CODE", shell_complete=_complete)
@option("--known", type=Day(), help="Count reports up to this day.")
@option(
    "--trust",
    type=KEY_FILE,
    metavar="CERT",
    help="Hold whoever signed it against the certificates of a PEM file, which you trust.",
)
@option(
    "--key",
    type=KEY_FILE,
    metavar="PUBLIC",
    help="Hold its seal against the public key of who issued it: a PEM file.",
)
@json_option
@click.pass_context
def verify(ctx: click.Context, /, **given: Any) -> None:
    """Say whether a page still holds: by its PDF, or by the code that it prints.

    The address that a sealed QR code leads to is held against --key alone, and tells what the page
    must say. Exits with 0 when it is current, or the seal of an address is whole; 4 when it is
    superseded or withdrawn, 5 when it is altered or unknown.
    """
    verdict = _verdict(ctx, given)
    tell(verdict.findings)
    if given["as_json"]:
        answer(_told(verdict))
    else:
        _say(verdict)
    ctx.exit(verdict.state.exit_code)


def _asked(asked: str) -> str | bytes:
    """The bytes of a file, or a typed code."""
    if Path(asked).is_file():
        return _content(Path(asked))
    if any(mark in asked for mark in "./\\"):
        raise click.UsageError(f"no file '{asked}'")
    return asked


def _content(path: Path) -> bytes:
    """The bytes of a file that may be a page."""
    from asof.pdf import LARGEST

    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        told = f"is larger than {LARGEST // 2**20} MiB, which no page is"
        raise AsofError(error(Location(str(path)), told))
    return content


def _verdict(ctx: click.Context, given: dict[str, Any]) -> Verdict:
    from asof import release

    if "#" in given["asked"] and not Path(given["asked"]).is_file():
        return _seal_verdict(given)
    asked, trust = _asked(given["asked"]), _trust(given)
    try:
        open_workspace(ctx)
    except AsofError as problem:
        if any(finding.place for finding in problem.findings):
            raise
        return release.without(asked, trust)
    workspace, ledger, _ = ledger_of(ctx, kept=False)
    return release.verify(workspace, ledger, asked, given["known"] or today(workspace), trust)


def _seal_verdict(given: dict[str, Any]) -> Verdict:
    """What an address with a seal says, which takes no workspace."""
    from asof import release

    if not given["key"]:
        told = "name the public key of who issued the page: --key PUBLIC"
        raise click.UsageError(told)
    return release.verify_seal(given["asked"], release.read_public_key(given["key"]))


def _trust(given: dict[str, Any]) -> Trust:
    from asof import release

    roots = release.read_roots(given["trust"]) if given["trust"] else b""
    return release.Trust(roots, release.read_public_key(given["key"]) if given["key"] else None)


def _told(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON; what a stranger's file says of itself stands apart, in `holds`."""
    issued, later = verdict.issued, verdict.later
    return {
        "state": verdict.state,
        "reason": verdict.reason,
        "edition": _entry(issued) if issued else None,
        "later": _entry(later) if later else None,
        "corrections": [{"code": i.code, "text": i.correction} for i in verdict.corrections],
        "figures": [_figure(figure) for figure in verdict.figures],
        "sealed": _sealed(verdict.sealed) if verdict.sealed else None,
        "copy": _copy(verdict.copy) if verdict.copy else None,
        "signatures": [asdict(each) for each in verdict.signatures],
        "holds": _held(verdict),
    }


def _copy(held: CopyHeld) -> dict[str, Any]:
    until = held.out.until
    return asdict(held.numbered) | {
        "total": held.out.total,
        "numbered": held.out.moment.isoformat(),
        "pre_release_until": until.isoformat() if until else None,
    }


def _sealed(said: Sealed) -> dict[str, Any]:
    return {
        "code": said.code,
        "as_of": said.day.isoformat(),
        "known": said.known.isoformat(),
        "lang": said.lang,
        "release": said.release,
        "title": said.title,
        "figures": [{"label": label, "text": text} for label, text in said.figures],
    }


def _figure(figure: ChangedFigure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "label": figure.label,
        "change": figure.change,
        "before": figure.before,
        "after": figure.after or None,
        "source": list(figure.source),
        "reported": figure.reported,
    }


def _held(verdict: Verdict) -> dict[str, Any] | None:
    """What a file holds, by its own account; it may have any shape."""
    record = verdict.record
    if not record:
        return None
    facts = record.get("facts")
    shown = [f for f in facts if isinstance(f, dict)] if isinstance(facts, list) else []
    names = ("title", "briefing", "as_of", "known", "lang", "release", "code")
    told = {name: str(record[name]) for name in names if name in record}
    each = [{name: str(f.get(name, "")) for name in ("key", "label", "text")} for f in shown]
    return told | {"facts": each}


def _say(verdict: Verdict) -> None:
    """A verdict for people: the state first, then why, then what changed."""
    issued = verdict.issued
    name = f"  {issued.code}  {issued.edition['title']}, {issued.called}" if issued else ""
    line(f"{verdict.state}{name}")
    line(verdict.reason)
    if issued:
        _say_issued(issued, verdict.corrections)
    _say_marks(verdict)
    if verdict.figures:
        line()
        aligned([_row(figure) for figure in verdict.figures])
    held = _held(verdict)
    if held and verdict.entered:
        _say_held(held, f"The page with this code, {held['title']} as of {held['as_of']}, says:")
        line("If the page in your hand says anything else, it is not the page that was issued.")
    elif held and verdict.state.exit_code == 5:
        _say_held(
            held, f"It says: {held.get('title', 'no title')}, as of {held.get('as_of', 'no day')}"
        )


def _say_issued(issued: Issued, corrections: tuple[Issued, ...]) -> None:
    """When and by whom an edition was issued, what it corrects, and what is corrected of it."""
    line(f"issued on {issued.moment.date()}, approved by {issued.approved_by}")
    if issued.correction:
        line(f"it corrects an earlier edition: {issued.correction}")
    for later in corrections:
        line(f"{later.code} corrects it: {later.correction}")


def _say_marks(verdict: Verdict) -> None:
    """Which copy a file is, whose signatures it has, and what its seal says."""
    if verdict.copy:
        line(str(verdict.copy))
    for each in verdict.signatures:
        _say_signed(each)
    if verdict.unread not in verdict.reason:
        line(verdict.unread)
    if verdict.sealed:
        _say_sealed(verdict.sealed)


def _say_signed(each: PdfSignature) -> None:
    """Whose signature a file has, and who says so."""
    by = f"{each.by} on {each.stated[:10]}" if each.stated else each.by
    line(f"signed by {by}, by their own account; certificate {each.certificate}")
    if each.good:
        vouched = "a certificate that you trust vouches for it; no list of revoked ones was asked"
        judge = "whether it is theirs is for you to judge: --trust CERT holds it against others"
        line(f"the whole file is as it was signed; {vouched if each.vouched else judge}")


def _say_sealed(said: Sealed) -> None:
    """What a seal says, for the eye to compare."""
    which = f"{said.title}, as of {said.day}, known on {said.known}, {said.lang}, r{said.release}"
    line()
    line(f"The page with the code {said.code} must say: {which}")
    if said.figures:
        aligned([["", text, label] for label, text in said.figures])
    line("If the page in your hand says anything else, it is not the page that was issued.")


def _row(figure: ChangedFigure) -> list[str]:
    source = ", ".join(figure.source)
    after = figure.after or "nothing known"
    values = f"{figure.before} → {after}".replace("\xa0", " ")
    return [figure.key, figure.change.replace("_", " "), values, source]


def _say_held(held: dict[str, Any], head: str) -> None:
    """What an edition says, fact by fact."""
    line()
    line(head)
    aligned([["", fact["key"], fact["text"], fact["label"]] for fact in held["facts"]])
