"""The commands that answer: list, history, schema and doctor."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import (
    aligned,
    answer,
    cache_option,
    clocks,
    complete_fact,
    day_options,
    json_option,
    ledger_of,
    line,
    option,
    true_time,
)

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from asof.workspace import Workspace


@click.command("list")
@option(
    "--facts",
    shell_complete=complete_fact,
    metavar="PATTERN",
    help="List facts instead, such as 'personnel.*' or '*'.",
)
@day_options
@option("--out", type=click.Path(file_okay=False), help="The output folder, if not build/.")
@cache_option
@json_option
@click.pass_context
def list_(
    ctx: click.Context,
    facts: str | None,
    as_of: date | None,
    known: date | None,
    out: str | None,
    as_json: bool,
) -> None:
    """List the briefings with the days they are printed for, or facts with their values."""
    from asof import queries as answers

    workspace, ledger, briefings = ledger_of(ctx)
    if facts:
        rows = answers.facts(workspace, ledger, facts, *clocks(workspace, as_of, known))
        words = [[r["key"], r["standing"], r["text"]] for r in rows]
    else:
        day, _ = clocks(workspace, as_of, known)
        rows = answers.catalogue(workspace, briefings, Path(out) if out else None, day)
        words = [_listed(r, workspace) for r in rows]
    if as_json:
        answer({"facts" if facts else "briefings": rows})
    else:
        aligned(words)


def _listed(row: dict[str, Any], workspace: Workspace) -> list[str]:
    title = row["title"][workspace.short(workspace.languages[0])]
    numbers = row["series"]["numbers"] if row["series"] else {}
    days = (f"{day} (no. {numbers[day]})" if day in numbers else day for day in row["printed"])
    printed = ", ".join(days) or "not printed yet"
    printed += (
        f"; next on {row['series']['next']}" if row["series"] and row["series"]["next"] else ""
    )
    rows = f"{row['rows']} documents: " if row["rows"] is not None else ""
    return [row["briefing"], row["as_of"] or "any day", f"{rows}{title}", printed]


@click.command()
@click.argument("fact", shell_complete=complete_fact)
@day_options
@cache_option
@json_option
@click.pass_context
def history(
    ctx: click.Context, fact: str, as_of: date | None, known: date | None, as_json: bool
) -> None:
    """Tell what is known of FACT on a day, and what became of each of its values."""
    from asof import queries as answers

    workspace, ledger, _ = ledger_of(ctx)
    told = answers.history(workspace, ledger, fact, *clocks(workspace, as_of, known))
    if as_json:
        answer(told)
    else:
        _history(told)


def _history(told: dict[str, Any]) -> None:
    """An answer for people: the value, why, and every observation."""
    first = next(iter(told["text"]))
    line(f"{told['key']}: {told['label'][first]}")
    known = f", known {told['known']}" if told["known"] != told["as_of"] else ""
    line(f"as of {told['as_of']}{known}: {told['text'][first]} ({told['standing']})")
    if told["standing"] == "lapsed":
        line(told["ended"][first])
    line()
    aligned([_observation(o) for o in told["observations"]])


def _observation(o: dict[str, Any]) -> list[str]:
    source = ", ".join(o["source"])
    return [o["state"], o["value"], true_time(o), f"reported {o['reported']}", source, o["place"]]


def _complete_schema(_: click.Context, __: click.Parameter, start: str) -> list[CompletionItem]:
    """Kinds of file."""
    from click.shell_completion import CompletionItem

    from asof import data

    return [CompletionItem(name) for name in data.schemas() if name.startswith(start)]


@click.command()
@click.argument("name", required=False, shell_complete=_complete_schema)
@option(
    "--out",
    env="ASOF_SCHEMA_OUT",
    type=click.Path(file_okay=False),
    help="Write every schema into this folder.",
)
def schema(name: str | None, out: str | None) -> None:
    """Print the JSON Schema of a kind of file: workspace, sources, facts, editions or briefing."""
    from asof import data, output
    from asof.nofollow import resolved

    schemas = data.schemas()
    if name and name not in schemas:
        raise click.UsageError(f"no schema '{name}': there are {', '.join(schemas)}")
    if out:
        output.write_files(output.schema_files(resolved(Path(out)), schemas))
    else:
        answer(schemas[name] if name else schemas)


@click.command()
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Say what this machine has, what is missing, and what that costs."""
    from asof.doctor import examine

    found = examine()
    if as_json:
        answer({"checks": [vars(check) for check in found]})
    else:
        aligned([["ok" if c.ok else "missing", c.name, c.found, c.cost] for c in found])
    ctx.exit(2 if any(c.needed and not c.ok for c in found) else 0)
