"""The commands of release: issue and verify."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import (
    Day,
    aligned,
    answer,
    complete_briefing,
    complete_code,
    complete_language,
    day_options,
    json_option,
    ledger_of,
    line,
    open_workspace,
    option,
    paper_option,
    tell,
    today,
)
from asof.diagnostics import AsofError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from asof.register import Issued
    from asof.release import Approval, ChangedFigure, Verdict
    from asof.workspace import Workspace


@click.command()
@click.argument("briefings", nargs=-1, shell_complete=complete_briefing)
@day_options
@option(
    "--lang",
    shell_complete=complete_language,
    multiple=True,
    help="A language of the workspace; repeat for more.",
)
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
@json_option
@click.pass_context
def issue(ctx: click.Context, /, **given: Any) -> None:
    """Release BRIEFINGS formally: print them with a code, and enter them in data/issued/.

    Nothing is released while a finding stands. A second release for the same day is r2. Commit
    what was entered: 'asof verify' answers from it.
    """
    _check(given)
    workspace = open_workspace(ctx)
    approval = _approval(given)
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
    if given["reason"] and not given["withdraw"]:
        raise click.UsageError("--reason is for --withdraw")
    if not given["withdraw"] and not (given["approved_by"] or "").strip():
        raise click.UsageError('say who approved it: --approved-by "Name, role"')
    for name in ("approved_by", "reason"):
        if not (given[name] or "").isprintable():
            option_ = name.replace("_", "-")
            raise click.UsageError(f"--{option_} is one line of plain text")


def _approval(given: dict[str, Any]) -> Approval:
    from asof.release import Approval

    return Approval((given["approved_by"] or "").strip(), datetime.now(UTC))


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

    out = Path(given["out"]).resolve() if given["out"] else None
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
        "digest": issued.digest,
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
@json_option
@click.pass_context
def verify(ctx: click.Context, asked: str, known: date | None, as_json: bool) -> None:
    """Say whether a page still holds: by its PDF, or by the code that it prints.

    Exits with 0 when it is current, 4 when it is superseded or withdrawn, 5 when it is altered or
    unknown.
    """
    verdict = _verdict(ctx, _asked(asked), known)
    tell(verdict.findings)
    if as_json:
        answer(_told(verdict))
    else:
        _say(verdict)
    ctx.exit(verdict.state.exit_code)


def _asked(asked: str) -> str | bytes:
    """The bytes of a file, or a typed code."""
    if Path(asked).is_file():
        return Path(asked).read_bytes()
    if any(mark in asked for mark in "./\\"):
        raise click.UsageError(f"no file '{asked}'")
    return asked


def _verdict(ctx: click.Context, asked: str | bytes, known: date | None) -> Verdict:
    from asof import release

    try:
        open_workspace(ctx)
    except AsofError as problem:
        if any(finding.place for finding in problem.findings):
            raise
        return release.without(asked)
    workspace, ledger, _ = ledger_of(ctx, kept=False)
    return release.verify(workspace, ledger, asked, known or today(workspace))


def _told(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON; what a stranger's file says of itself stands apart, in `holds`."""
    issued, later = verdict.issued, verdict.later
    return {
        "state": verdict.state,
        "reason": verdict.reason,
        "edition": _entry(issued) if issued else None,
        "later": _entry(later) if later else None,
        "figures": [_figure(figure) for figure in verdict.figures],
        "holds": _held(verdict),
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
        line(f"issued on {issued.moment.date()}, approved by {issued.approved_by}")
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
