"""Writes docs/reference: commands, files, rules, errors and all else that the code itself says.

`make reference` writes it anew; whatever is wrong there is mended where the code says it.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import yaml
from click.testing import CliRunner

import agency
from asof import build, charts, data, review, workspace
from asof.cli import main
from asof.cli.edge import EXIT_CODES
from asof.diagnostics import Finding
from asof.jobs import Request, plan_jobs
from asof.language import grammars
from asof.ledger import as_of
from asof.located import JsonSchema
from asof.review import RULES, Rule
from asof.templates.fact_change import CHANGE_PROPERTIES, FactChange
from asof.templates.fact_proxy import PROPERTIES, FactProxy
from gallery import helpers
from mistakes import BROKEN, CASES, Mistake, mistakes

ROOT = Path(__file__).parents[1]
HOME = ROOT / "docs/reference"
EXAMPLES = yaml.safe_load((Path(__file__).parent / "rule_examples.yaml").read_text("utf-8"))
DAY = date(2025, 2, 1)
MADE = "`make reference` writes this page from the code, and a test says when it is stale.\n"


def page(title: str, introduction: str, *parts: str) -> str:
    """A page: what it is about, who writes it, and its parts."""
    return f"# {title}\n\n{inspect.cleandoc(introduction)}\n\n{MADE}\n{''.join(parts).lstrip()}"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown; a pipe in a cell is no border."""
    heads = [*heads]
    lines = [heads, ["---"] * len(heads), *rows]
    cells = (" | ".join(cell.replace("|", "\\|") for cell in line) for line in lines)
    return "".join(f"| {line} |\n" for line in cells)


def doc(of: type, name: str) -> str:
    """What an attribute says of itself."""
    return inspect.getdoc(getattr(of, name)) or ""


# ---- commands

COMMANDS = """
    `asof --help` and `asof COMMAND --help` say the same. Every option can be set by its variable.
    """


def commands_page() -> str:
    """Every command, with every option and its variable."""
    return page(
        "Commands",
        COMMANDS,
        "## Options of every command\n\nThey stand before the command: `asof --no-code build`.\n\n",
        options(main),
        *(command_part(command) for _, command in sorted(main.commands.items())),
        "\n## Exit codes\n\n",
        table(("code", "says"), ((f"`{code}`", says) for code, says in EXIT_CODES.items())),
    )


def command_part(command: click.Command) -> str:
    """What one command does, and its options."""
    context = click.Context(command, info_name=f"asof {command.name}")
    usage = " ".join(context.get_usage().removeprefix("Usage: ").split())
    told = "\n\n".join(" ".join(each.split()) for each in (command.help or "").split("\n\n"))
    return f"\n## {command.name}\n\n```text\n{usage}\n```\n\n{told}\n\n{options(command)}"


def options(command: click.Command) -> str:
    """The options of a command as a table."""
    known = [each for each in command.params if isinstance(each, click.Option)]
    rows = [
        (f"`{named(each)}`", each.help or "", f"`{each.envvar}`" if each.envvar else "")
        for each in known
    ]
    return table(("option", "says", "variable"), rows)


def named(option: click.Option) -> str:
    """An option as it is typed, with what it takes."""
    names = ", ".join((*option.opts, *option.secondary_opts))
    taken = "" if option.is_flag else f" {option.make_metavar(click.Context(main))}"
    return f"{names}{taken}"


# ---- files

WHERE = {
    "workspace": "asof.yaml",
    "sources": "data/sources.yaml",
    "facts": "data/facts/NAME.yaml",
    "briefing": "data/briefings/NAME.yaml",
    "editions": "data/editions.yaml",
    "binder": "data/binders/NAME.yaml",
}
FILES = """
    Every field of every file that `asof` reads from `asof.yaml` and from `data/`. Editors know the
    same from the JSON Schemas that `asof schema --out .schemas` writes.
    """


def files_page() -> str:
    """Every field of every file."""
    schemas, known, parts = data.schemas(), set[str](), []
    for name, where in WHERE.items():
        schema = schemas[name]
        new = {k: v for k, v in schema["$defs"].items() if k not in known}
        parts.append(f"\n## {where}\n\nIts schema: `asof schema {name}`.\n{file_fields(schema)}")
        parts.extend(part(title, fields) for title, fields in new.items())
        known |= new.keys()
    return page("Files", FILES, *parts)


def file_fields(schema: JsonSchema) -> str:
    """What a file says of itself, beside the entries that it holds."""
    told = fields_table(schema)
    return f"\nThe file itself may say:\n\n{told}" if told else ""


def part(title: str, schema: JsonSchema) -> str:
    """One part of a file: what it is, and its fields."""
    shapes: list[JsonSchema] = [schema, *schema.get("anyOf", ())]
    whole = next((each for each in shapes if "properties" in each), JsonSchema())
    told, fields = whole.get("description", schema.get("description", "")), fields_table(whole)
    said = f"{told}\n\n" if told else ""
    return f"\n### {title}\n\n{said}{fields}" if fields else ""


def fields_table(schema: JsonSchema) -> str:
    """The fields of a part as a table."""
    required = schema.get("required", ())
    rows = [
        (f"`{name}`", f"{kind(field)}{left_out(field, name in required)}", field["description"])
        for name, field in schema.get("properties", {}).items()
    ]
    return table(("field", "holds", "says"), rows) if rows else ""


def left_out(field: JsonSchema, required: bool) -> str:
    """What holds where a field is left out."""
    if required:
        return "; **required**"
    default = field.get("default")
    stated = str(default).lower() if isinstance(default, bool) else default
    return "" if stated in (None, "") else f"; else `{stated}`"


def kind(schema: JsonSchema) -> str:
    """What a field may hold, in words."""
    if "enum" in schema:
        return ", ".join(f"`{each}`" for each in schema["enum"])
    if "$ref" in schema:
        title = schema["$ref"].rpartition("/")[2]
        return f"[{title}](#{title.lower()})"
    if "anyOf" in schema:
        told = dict.fromkeys(map(kind, schema["anyOf"]))
        return " or ".join(each for each in told if each)
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}"
    return plain_kind(schema)


TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "",
}


def plain_kind(schema: JsonSchema) -> str:
    """What a field may hold that is no choice and no list."""
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties")
        of = kind(inner) if isinstance(inner, dict) else ""
        return f"mapping of {of}" if of else "mapping"
    names = schema.get("type", "null")
    return " or ".join(TYPES[each] for each in ([names] if isinstance(names, str) else names))


# ---- rules

RULES_TOLD = """
    What `asof check` looks for, and how much it weighs where `rules` of `asof.yaml` says nothing
    else: `rules: {stale-fact: error, unused-fact: off}`. What a briefing may be printed with all
    the same is [allowed](../analysts.md#what-may-stand) there, with a reason. Each example is a
    small workspace, of which the files are shown that matter.
    """
LEXERS = {".yaml": "yaml", ".py": "python", ".csv": "text", ".md": "markdown", ".htm": "jinja"}


def rules_page() -> str:
    """Every rule with an example of what it finds."""
    rows = ((f"[{r.name}](#{r.name})", r.weight.value, finds(r)) for r in RULES.values())
    listed = table(("rule", "weight", "finds"), rows)
    return page("Rules of check", RULES_TOLD, listed, *(rule_part(*each) for each in RULES.items()))


def finds(rule: Rule) -> str:
    """What a rule finds, without the number that the design has for it."""
    return re.sub(r" \(rule \d+\)", "", rule.sentence)


def rule_part(name: str, rule: Rule) -> str:
    """What a rule finds, and what it says then."""
    files = EXAMPLES[name] or EXAMPLES["base"]
    shown = "".join(file_shown(path, text) for path, text in files.items() if "." in path)
    looks = ["each briefing"] * rule.briefing + ["the whole workspace"] * rule.workspace
    found, *_ = found_in_example(name)
    return (
        f"\n## {name}\n\n{finds(rule)} It is of weight *{rule.weight.value}*, and looks at "
        f"{' and '.join(looks)}.\n\n{shown}```text\n{found}\n```\n"
    )


def file_shown(path: str, text: str) -> str:
    """A file of an example."""
    return f"`{path}`:\n\n```{LEXERS[Path(path).suffix]}\n{text}```\n\n"


def found_in_example(name: str) -> list[Finding]:
    """What a rule finds in its example."""
    with TemporaryDirectory() as folder:
        root, example = Path(folder), EXAMPLES[name]
        lay(root, EXAMPLES["base"])
        if "issued" in example:
            lay(root, example | {"data/briefings/note.yaml": example["issued"]})
            words = ["issue", "note", "--approved-by", "A. Editor", "--as-of", str(DAY)]
            done = CliRunner().invoke(main, ["--workspace", folder, *words])
            assert done.exit_code == 0, done.stderr
        lay(root, example)
        return [each for each in judged(root, example.get("day")) if each.rule == name]


def lay(root: Path, files: Mapping[str, Any]) -> None:
    """Write the files of an example, over those that are there."""
    if "fonts" in files:
        agency.put_fonts(root)
    for name, text in files.items():
        if "." in name:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")


def judged(root: Path, day: date | None) -> tuple[Finding, ...]:
    """All that the rules find in a workspace."""
    home = workspace.read_workspace(root)
    ledger, briefings = data.read(home)
    jobs = plan_jobs(home, briefings, Request(DAY, day=day, out=root / "build"))
    drafts = [build.draft(ledger, job) for job in jobs]
    edition = as_of(ledger, day or DAY, day or DAY, home.language(home.languages[0]))
    return review.review(home, ledger, drafts, DAY, review.Whole(edition=edition))


# ---- errors

ERRORS = """
    What is told of a workspace that cannot be printed as it stands: the line as it was typed, what
    is wrong with it, and what to do. Search this page for the words of a message. What `check`
    finds beside that stands in [Rules of check](rules.md).
    """
WIDEST = 110  # letters of a line that are shown


def errors_page() -> str:
    """What the program refuses, by the broken workspaces of the tests."""
    cases = ((case.name, [*mistakes(case)]) for case in CASES)
    return page("Errors", ERRORS, *(error_part(name, told) for name, told in cases if told))


def error_part(name: str, told: list[Mistake]) -> str:
    """The mistakes of one broken workspace."""
    shown = "\n\n".join(f"{typed(BROKEN / name, each)}{each}" for each in told)
    fence = "````" if "```" in shown else "```"
    return f"\n## {name.replace('-', ' ').capitalize()}\n\n{fence}text\n{shown}\n{fence}\n"


def typed(case: Path, mistake: Mistake) -> str:
    """The line that a mistake stands in, as it was typed."""
    path, number, *_ = *mistake.place.split(":"), ""
    if not number.isdigit() or not (case / path).is_file():
        return ""
    lines = (case / path).read_text("utf-8", errors="replace").splitlines()
    line = "".join(lines[int(number) - 1 : int(number)])
    shown = "".join(c if c.isprintable() else "·" for c in line)
    cut = f"{shown[:WIDEST]}…" if len(shown) > WIDEST else shown
    return f"{int(number):>4} | {cut}\n" if shown.strip() else ""


# ---- what templates see, helpers, languages

TEMPLATES = """
    `{{ mains.crew }}` prints the value of a fact with its hedge, and the number of its source.
    Each fact has these properties, such as `{{ mains.crew.counted }}`, in texts and templates.
    """
CHANGES = """
## Changes

`{{ mains.crew.change }}` prints by how much a figure has changed, and has properties of its own;
`mains.crew.change(since="a week ago")` looks back to another day.

"""
HELPERS = """
    What `asof.charts` has to draw with. [The gallery](../charts/README.md) shows each with its code
    and its picture.
    """
LANGUAGES = """
    The languages that come with the program. Any of their regions may be named, such as `en-GB`;
    some have a grammar of their own. A workspace may
    [bring another language](../languages/README.md).
    """


def templates_page() -> str:
    """What a fact says of itself in texts and templates."""
    heads = ("property", "says")
    of_facts = table(heads, ((f"`.{name}`", doc(FactProxy, name)) for name in PROPERTIES))
    changes = ((f"`.change.{name}`", doc(FactChange, name)) for name in CHANGE_PROPERTIES)
    return page("Facts in texts", TEMPLATES, of_facts, CHANGES, table(heads, changes))


def helpers_page() -> str:
    """Every helper of charts with how it is called."""
    return page("Helpers of charts", HELPERS, *map(helper_part, helpers()))


def helper_part(name: str) -> str:
    """How one helper is called, and what it draws."""
    helper: Callable[..., Any] = getattr(charts, name)
    stated = ast.parse(inspect.getsource(helper)).body[0]
    assert isinstance(stated, ast.FunctionDef)
    called = f"{name}({ast.unparse(stated.args)})"
    return f"\n## {name}\n\n```python\n{called}\n```\n\n{inspect.getdoc(helper)}\n"


def languages_page() -> str:
    """Every language that comes with the program."""
    rows = (
        (
            f"`{short}`",
            grammar.name,
            ", ".join(f"`{short}-{region}`" for region in grammar.regions),
            f"[{grammar.name}](../languages/{short}.md)",
        )
        for short, grammar in grammars().items()
    )
    heads = ("tag", "language", "regions with a grammar of their own", "all that it prints")
    return page("Languages", LANGUAGES, table(heads, rows))


PAGES: dict[str, Callable[[], str]] = {
    "commands": commands_page,
    "files": files_page,
    "rules": rules_page,
    "errors": errors_page,
    "templates": templates_page,
    "helpers": helpers_page,
    "languages": languages_page,
}


def write() -> None:
    """Write every page."""
    HOME.mkdir(exist_ok=True)
    for name, made in PAGES.items():
        (HOME / f"{name}.md").write_text(made(), "utf-8")


if __name__ == "__main__":
    write()
