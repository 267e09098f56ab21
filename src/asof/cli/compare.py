"""The commands that compare: explain and diff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import (
    Day,
    aligned,
    answer,
    cache_option,
    clocks,
    complete_briefing,
    complete_day,
    complete_fact,
    complete_language,
    day_options,
    json_option,
    ledger_of,
    line,
    option,
    say,
    store_of,
    tell,
    today,
    true_time,
)
from asof.diagnostics import AsofError, Finding, Severity, WordError, error, meant

if TYPE_CHECKING:
    from email.headerregistry import Address

    from click.shell_completion import CompletionItem

    from asof.briefing.definition import Briefing
    from asof.compare import Comparison
    from asof.jobs import Job
    from asof.ledger import Edition, Ledger
    from asof.workspace import Workspace

    Data = tuple[Workspace, Ledger, Mapping[str, Briefing]]

WHERE = ("briefing", "as_of", "lang", "key", "page", "place")


# ---- explain


def _complete(ctx: click.Context, param: click.Parameter, start: str) -> list[CompletionItem]:
    return complete_fact(ctx, param, start) + complete_briefing(ctx, param, start)


@click.command()
@click.argument("what", metavar="FACT|EDITION", shell_complete=_complete)
@day_options
@option(
    "--lang",
    shell_complete=complete_language,
    help="The language of the answer; else the workspace's first.",
)
@cache_option
@json_option
@click.pass_context
def explain(ctx: click.Context, /, what: str, **given: Any) -> None:
    """Tell why FACT reads as it does and where it prints, or where an EDITION's figures come from.

    EDITION is a briefing, a PDF, or the record beside one.
    """
    from asof import compare

    data = ledger_of(ctx)
    given["store"] = store_of(ctx, data[0])
    if compare.is_copy(what):
        told = compare.edition_explained(compare.copy_of(Path(what)))
    elif what in data[2]:
        job = _job(data, what, given["as_of"], given)
        told = compare.edition_explained(compare.filled_copy(data[1], job))
    else:
        _fact(data, what, given)
        return
    answer(told) if given["as_json"] else _edition_told(told)


def _fact(data: Data, key: str, given: dict[str, Any]) -> None:
    """Explain a fact, in all the editions of its day."""
    from asof import compare
    from asof import queries as answers
    from asof.jobs import Request, plan_jobs

    workspace, ledger, briefings = data
    if key not in ledger.facts:
        former = {**ledger.former.briefings, **ledger.former.facts}
        known = (*ledger.facts, *briefings)
        hint = meant(key, known, former) or "'asof list --facts' shows the keys"
        raise AsofError(error(None, f"no fact and no briefing '{key}'", hint))
    asked = Request(
        today=today(workspace),
        day=given["as_of"],
        known=given["known"],
        store=given["store"],
    )
    jobs = plan_jobs(workspace, briefings, asked, ledger.former) if briefings else ()
    edition = _edition(data, *clocks(workspace, given["as_of"], given["known"]), given["lang"])
    told, findings = compare.fact_explained(workspace, ledger, key, edition, jobs)
    if given["as_json"]:
        answer(told | {"findings": [answers.finding(each) for each in findings]})
    else:
        tell(findings)
        _fact_told(told, workspace.short(edition.language.tag))


def _edition(data: Data, day: date, known: date, lang: str | None) -> Edition:
    from asof.jobs import spoken
    from asof.ledger import as_of

    tag = spoken(data[0], (lang,) if lang else ())[0]
    return as_of(data[1], day, known, data[0].language(tag))


def _job(data: Data, briefing: str, day: date | None, given: dict[str, Any]) -> Job:
    """One edition of a briefing, in the language asked for or in the first."""
    from asof.jobs import Request, plan_jobs

    workspace, ledger, briefings = data
    lang = given["lang"] or workspace.languages[0]
    asked = Request(
        today=today(workspace),
        briefings=(briefing,),
        day=day,
        known=given["known"],
        languages=(lang,),
        store=given["store"],
    )
    return plan_jobs(workspace, briefings, asked, ledger.former)[0]


def _fact_told(told: dict[str, Any], lang: str) -> None:
    """A fact for people: its value and why, each line and why, and where it prints."""
    line(f"{told['key']}: {told['label'][lang]}")
    line(f"as of {_moment(told)}: {told['text'][lang]}")
    line(told["why"])
    for o in told["observations"]:
        line()
        line(_value(o))
        line(f"  {o['why']}")
        line(f"  {o['place']}: {', '.join(o['source'])}")
    for part in told["parts"]:
        line(f"  {part['key']}: {part['value'] or 'not known'} ({part['standing']})")
    line()
    line("printed in" if told["prints"] else "no briefing prints it")
    runs = groupby(told["prints"], key=lambda each: [each[name] for name in WHERE])
    aligned([_printed(where, list(prints), told["key"]) for where, prints in runs])


def _value(o: dict[str, Any]) -> str:
    """A line of the ledger: what it says, and of when."""
    return f"{o['value'] or 'no value'}: {true_time(o)}"


def _printed(where: list[Any], prints: list[dict[str, Any]], key: str) -> list[str]:
    """One line of a briefing, and all that it prints of a fact."""
    briefing, day, lang, printed, page, place = where
    through = f" of {printed}" if printed != key else ""
    parts = ", ".join(dict.fromkeys(each["part"] or "value" for each in prints))
    return [f"  {briefing} {day} {lang}", _page(page), place, f"{parts}{through}"]


def _page(page: int | None) -> str:
    return f"page {page}" if page else "not built"


def _edition_told(told: dict[str, Any]) -> None:
    """An edition for people: each figure, where it is asked for, and where it comes from."""
    line(f"{told['briefing']} as of {_moment(told)}, {told['lang']}")
    for page, figures in groupby(told["figures"], key=lambda figure: figure["page"]):
        line()
        line(_page(page))
        for each in figures:
            what = f"{each['key']}.{each['part']}" if each["part"] else each["key"]
            line(f"{each['number']:4}  {each['text']}")
            line(f"      {what}, asked for at {each['place']}")
            _lines_told(each)
    _fonts_told(told["fonts"])


def _fonts_told(fonts: list[dict[str, str]]) -> None:
    """The fonts that are not the theme's."""
    if fonts:
        line()
        line("fonts that are not the theme's")
    for font in fonts:
        line(f"      {font['file'] or 'within the page'}: {font['name']}")
        line(f"      sha256 {font['digest']}")


def _lines_told(figure: dict[str, Any]) -> None:
    """Where a figure comes from: its lines in the ledger, or the fact itself."""
    from asof.page.document import TIMELESS

    if figure["derived"] and figure["lines"]:
        line(f"      {figure['fact']}: computed as {figure['derived']}")
    if not figure["lines"]:
        own = (
            f"its own {figure['part']}" if figure["part"] in TIMELESS else "nothing is known of it"
        )
        line(f"      {figure['fact']}: {own}")
    for behind in figure["lines"]:
        value = f"{behind['value']}, " if behind["value"] != figure["text"] else ""
        line(f"      {behind['place']}: {value}{', '.join(behind['source'])}")


# ---- diff


class MailAddress(click.ParamType["Address"]):
    """Whom a message is for."""

    name = "address"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Address:
        """An address, with a name or without."""
        from asof.compare import mail_address

        try:
            return mail_address(value)
        except WordError as problem:
            self.fail(f"{problem.message}: {problem.hint}", param, ctx)


def _complete_side(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """Days, and else files."""
    from click.shell_completion import CompletionItem

    return complete_day(ctx, start) or [CompletionItem(start, type="file")]


@click.command()
@click.argument("old", shell_complete=_complete_side)
@click.argument("new", shell_complete=_complete_side)
@click.argument("briefing", required=False, shell_complete=complete_briefing)
@option("--known", type=Day(), help="Count reports up to this day, for both.")
@option(
    "--lang",
    shell_complete=complete_language,
    help="The language; else the workspace's first, or that of the copies.",
)
@option("--errata", type=click.Path(dir_okay=False), help="Print the errata into this PDF.")
@option(
    "--mail",
    type=click.Path(dir_okay=False),
    metavar="FILE.eml",
    help="Write a message of it, with the errata attached; nothing is sent.",
)
@option(
    "--to",
    "addresses",
    env="ASOF_DIFF_TO",
    type=MailAddress(),
    multiple=True,
    help="Whom the message is for; repeat for more.",
)
@cache_option
@json_option
@click.pass_context
def diff(ctx: click.Context, /, **given: Any) -> None:
    """Tell what changed from OLD to NEW, and why: two days, two PDFs, or two records.

    With a BRIEFING, only among the facts that it prints on either day.
    """
    if given["addresses"] and not given["mail"]:
        raise click.UsageError("--to is for a message: say where it goes, --mail FILE.eml")
    data = ledger_of(ctx)
    given["store"] = store_of(ctx, data[0])
    compared, job = _compared(data, given)
    if job and (given["errata"] or given["mail"]):
        tell(_printed_errata(compared, job, given))
    answer(compared.described()) if given["as_json"] else _diff_told(compared)


def _compared(data: Data, given: dict[str, Any]) -> tuple[Comparison, Job | None]:
    """The comparison asked for, and the newer edition where it is one of a briefing."""
    from asof import compare

    old, new, name = given["old"], given["new"], given["briefing"]
    if compare.is_copy(old) or compare.is_copy(new):
        return _copies(data, given)
    days = [Day().convert(word, None, None) for word in (old, new)]
    if name:
        was, now = (_job(data, name, day, given) for day in days)
        return compare.notes(data[1], was, now), now
    if asked := next((name for name in ("errata", "mail") if given[name]), ""):
        raise click.UsageError(f"--{asked} is of one briefing: name it behind the days")
    editions = [_edition(data, day, given["known"] or day, given["lang"]) for day in days]
    return compare.days(*editions), None


def _copies(data: Data, given: dict[str, Any]) -> tuple[Comparison, Job | None]:
    """Two copies compared; they say themselves what they are of."""
    from asof import compare

    if given["briefing"] or given["known"] or given["lang"]:
        told = "copies say themselves of which briefing, days and language they are"
        raise click.UsageError(told)
    old, new = (compare.copy_of(Path(given[name])) for name in ("old", "new"))
    compared = compare.copies(data[0], data[1], old, new)
    if not (given["errata"] or given["mail"]):
        return compared, None
    asked = given | {"known": new.known, "lang": new.tag(data[0])}
    return compared, _job(data, new.briefing, new.day, asked)


def _printed_errata(compared: Comparison, job: Job, given: dict[str, Any]) -> tuple[Finding, ...]:
    """Print the errata, and the message with them; what was found wrong with the page."""
    from asof import compare, output

    sheet = compare.errata(compared, job)
    files = {"errata": sheet.content}
    if given["mail"]:
        files["mail"] = compare.mail_message(compared, job, sheet.content, given["addresses"])
    for name, content in files.items():
        if given[name]:
            output.write_file(Path(given[name]), content, f"--{name}")
            say(str(given[name]))
    return tuple(f for f in sheet.findings if f.severity is not Severity.NOTE)


def _diff_told(compared: Comparison) -> None:
    """What changed for people, in their language, grouped by what happened, the gravest first."""
    from asof import compare

    language, of = compared.after.language, compared.briefing
    head = compare.told_head(compared)
    line(language.word("labelled", label=of, value=head) if of else head)
    names = [language.word(name).lower() for name in ("was", "is_now", "why")]
    wide = max(map(len, names))
    for group in compare.told_groups(compared):
        line()
        line(group.heading)
        for each in group.changes:
            line(f"  {language.word('labelled', label=each.key, value=each.label)}")
            for name, told in zip(names, (each.was, each.now, each.why), strict=True):
                line(f"    {name:{wide}}  {told}")


def _moment(told: dict[str, Any]) -> str:
    """The two clocks in one word where they are the same."""
    day, known = told["as_of"], told["known"]
    return str(day) if day == known else f"{day}, known {known}"
