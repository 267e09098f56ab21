"""The command that adds figures: add."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import (
    answer,
    cache_option,
    complete_fact,
    json_option,
    line,
    log,
    open_workspace,
    option,
    store_of,
    tell,
    today,
)
from asof.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from asof.adding import NewSource, NewValue, Proposal, Question
    from asof.workspace import Workspace

LINE = ("on", "from", "until", "source", "reported", "by", "status", "note")  # as files order it
SOURCE = ("title", "publisher", "published", "url")
NEEDED = ("title", "publisher", "published")


def _complete(ctx: click.Context, param: click.Parameter, start: str) -> list[CompletionItem]:
    """Facts, and else files."""
    from click.shell_completion import CompletionItem

    return complete_fact(ctx, param, start) or [CompletionItem(start, type="file")]


def _text(name: str, metavar: str, help_: str) -> Callable[..., Any]:
    """An option that takes words."""
    return option(f"--{name}", env=f"ASOF_ADD_{name.upper()}", metavar=metavar, help=help_)


@click.command()
@click.argument("words", metavar="FACT=VALUE...|FILE", nargs=-1, shell_complete=_complete)
@_text("on", "DATE", "When it was true.")
@_text("from", "DATE", "Since when it is true, of what lasts.")
@_text("until", "DATE", "Until when, of what lasts.")
@_text("source", "ID[#part]", "The source, and the place in it: report-14#p2.")
@_text("reported", "DATE", "When it was known, if not on the day of its source.")
@_text("by", "WHO", "Who says so, where it is a claim.")
@_text("status", "WORD", "provisional, revised or estimate.")
@_text("note", "TEXT", "What readers are to know of it.")
@option("--new-source", metavar="ID", help="Add this source too, with --title and the like.")
@_text("title", "TEXT", "The title of the new source.")
@_text("publisher", "NAME", "Who published it.")
@_text("published", "DATE", "When.")
@_text("url", "ADDRESS", "Where it can be read.")
@option(
    "--answer",
    multiple=True,
    metavar="NAME=WORDS",
    help="Answer what would be asked of a new table; repeat for more.",
)
@option("--yes", is_flag=True, help="Keep it without asking, unless there is an error.")
@option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@cache_option
@json_option
@click.pass_context
def add(ctx: click.Context, /, words: tuple[str, ...], **given: Any) -> None:
    """Add new figures: asof add cases.north=83 cases.south="about 90" --on 2021-01-18 --source ID.

    Or add a FILE: a CSV with the columns key, value, on and source; or an office's table (CSV, TSV,
    XLSX, ODS), which goes beside those like it. Of a table that is new it is asked, once, what its
    columns and rows mean, and that is written down.

    What would be written is shown as a diff, with what is wrong with it, and kept when you say so.
    """
    from asof import adding

    _check(words, given)
    workspace = open_workspace(ctx)
    proposal = _proposed(workspace, words, given)
    diffs = adding.diffs(workspace.files, proposal)
    if not given["as_json"]:
        _show(diffs)
    store = store_of(ctx, workspace)
    found = adding.judge_proposal(workspace, proposal, today(workspace), store)
    kept = _decided(found, given)
    if kept:
        adding.put_in_place(workspace, proposal)
    _tell_of(diffs, found, given, kept=kept)
    ctx.exit(int(_stops(found) if given["dry_run"] else not kept))


def _check(words: tuple[str, ...], given: dict[str, Any]) -> None:
    """All that a line needs is said; a file says it itself."""
    if not words:
        raise click.UsageError("name what is new: FACT=VALUE, or a FILE")
    if not (len(words) == 1 and _is_file(words[0])):
        _check_lines(words, given)
    _check_source(given)
    if given["as_json"] and not given["yes"] and not given["dry_run"]:
        raise click.UsageError("--json asks nothing: say --yes or --dry-run")


def _is_file(word: str) -> bool:
    """Whether a word names a file: a fact has an equals sign, and its value behind it."""
    return "=" not in word or Path(word).is_file()


def _check_lines(words: tuple[str, ...], given: dict[str, Any]) -> None:
    """Each word is a value of a fact, and when it was true and who says so is said of all."""
    named: set[str] = set()
    for word in words:
        key, equals, value = word.partition("=")
        if key.strip() in named:
            raise click.UsageError(f"'{key.strip()}' stands here twice: keep one value")
        named.add(key.strip())
        if not (key.strip() and equals and value.strip()):
            raise click.UsageError(f"'{word}' is no FACT=VALUE: write cases.north=83")
    if not given["on"] and not given["from"]:
        raise click.UsageError("say when it was true: --on DATE, or --from DATE of what lasts")
    if not given["source"] and not given["new_source"]:
        raise click.UsageError("say who says so: --source ID, or --new-source ID")


def _check_source(given: dict[str, Any]) -> None:
    """A new source has what sources need, and nothing is said of one that is there."""
    if given["new_source"]:
        for name in NEEDED:
            if not given[name]:
                raise click.UsageError(f"a new source needs a --{name}")
    elif said := next((name for name in SOURCE if given[name]), ""):
        raise click.UsageError(f"--{said} is for a --new-source")


def _proposed(workspace: Workspace, words: tuple[str, ...], given: dict[str, Any]) -> Proposal:
    """What would be written; raises AsofError."""
    from asof import adding

    if not _is_file(words[0]):
        return adding.propose_values(workspace, _values(words, given), _source(given))
    asker = adding.Asker(_answers(given), None if given["yes"] or given["as_json"] else _ask)
    file = adding.given_file(Path(words[0]), workspace)
    said = adding.Given(_beside(given), _source(given), asker)
    return adding.propose_file(workspace, file, said)


def _answers(given: dict[str, Any]) -> dict[str, str]:
    """What is answered before it is asked."""
    pairs = [each.partition("=") for each in given["answer"]]
    for name, equals, _ in pairs:
        if not (name and equals):
            raise click.UsageError(f"'{name}' is no NAME=WORDS: write row=Region")
    return {name: words for name, _, words in pairs}


def _ask(question: Question) -> str:
    """Ask whoever sits there."""
    among = click.Choice(question.choices) if question.choices else None
    try:
        said: str = click.prompt(question.text, question.default or None, type=among, err=True)
    except click.Abort:
        hint = f"say --answer {question.name}=…, or --yes for what is probable"
        raise click.UsageError(f"nobody answers '{question.text}': {hint}") from None
    return said


def _beside(given: dict[str, Any]) -> dict[str, str]:
    """What is said of each line that says nothing of it."""
    said = {name: given[name] for name in LINE if given[name]}
    if given["new_source"]:
        said.setdefault("source", given["new_source"])
    return said


def _values(words: tuple[str, ...], given: dict[str, Any]) -> list[NewValue]:
    """A line for each FACT=VALUE, which all say the same beside it."""
    from asof.adding import NewValue

    order, said = ("value", *LINE), _beside(given)
    beside = {name: said[name] for name in order if name in said}
    pairs = [word.partition("=") for word in words]
    return [NewValue(key.strip(), {"value": value.strip(), **beside}) for key, _, value in pairs]


def _source(given: dict[str, Any]) -> NewSource | None:
    from asof.adding import NewSource

    if not given["new_source"]:
        return None
    return NewSource(given["new_source"], {name: given[name] for name in SOURCE if given[name]})


def _show(diffs: Mapping[str, str]) -> None:
    """How each file would change."""
    for diff in diffs.values():
        for each in diff.split("\n"):
            line(each)


def _decided(found: tuple[Finding, ...], given: dict[str, Any]) -> bool:
    """Whether what is shown is to be kept: so it is said, or answered."""
    if not given["as_json"]:
        tell(found)
    if given["dry_run"] or given["yes"]:
        return not given["dry_run"] and not _stops(found)
    try:
        return click.confirm("Keep?", err=True)
    except click.Abort:
        raise click.UsageError("nobody answers: say --yes to keep it, or --dry-run") from None


def _stops(found: tuple[Finding, ...]) -> bool:
    """Whether what is found is kept by nobody who was not asked."""
    return any(each.severity is Severity.ERROR for each in found)


def _tell_of(
    diffs: Mapping[str, str], found: tuple[Finding, ...], given: dict[str, Any], *, kept: bool
) -> None:
    """What became of it."""
    from asof import queries as answers

    if given["as_json"]:
        told = [answers.finding(each) for each in found]
        answer({"files": dict(diffs), "findings": told, "kept": kept})
    elif not given["dry_run"]:
        log("kept" if kept else "nothing is kept")
