"""The command that shows a workspace in the browser: preview."""

from __future__ import annotations

import re
import sys
import webbrowser
from functools import partial
from os import environ
from threading import Thread
from typing import TYPE_CHECKING, Any

import click

from asof.cli.edge import (
    SIGNALLED,
    cache_option,
    clock,
    complete_briefing,
    complete_language,
    day_options,
    form_options,
    line,
    option,
    root_of,
    runs_code,
    say,
    signals_heard,
    store_outside,
    tell,
)

EDITORS = {
    "vscode": "vscode://file/{path}:{line}:{column}",
    "vscodium": "vscodium://file/{path}:{line}:{column}",
    "cursor": "cursor://file/{path}:{line}:{column}",
    "windsurf": "windsurf://file/{path}:{line}:{column}",
    "zed": "zed://file/{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
}
if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")  # else a browser would be one of the terminal
PATTERN = re.compile(r"(?!(javascript|data|vbscript|blob):)[a-z][a-z0-9+.-]*:.*\{path\}", re.ASCII)
OF_VIEW = {"as_of": "day"} | {
    name: name for name in ("briefing", "lang", "known", "profile", "paper", "sides")
}
"""What of a view each option of the command line says."""
USUAL = (None, "standard")


class Editor(click.ParamType[str]):
    """An editor by its name, or the pattern of an address that opens a line in one."""

    name = "editor|pattern"

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 (Click's)
        param: click.Parameter,  # noqa: ARG002 (Click's)
        incomplete: str,
    ) -> list[CompletionItem]:
        """The editors that have a name here."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in EDITORS if name.startswith(incomplete)]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The pattern of an address."""
        pattern = str(EDITORS.get(value, value))
        if not PATTERN.match(pattern):
            near = f"name one ({', '.join(EDITORS)}) or write one such as {EDITORS['vscode']}"
            self.fail(f"'{value}' opens no editor: {near}", param, ctx)
        return pattern


@click.command()
@click.argument("briefing", required=False, shell_complete=complete_briefing)
@day_options
@option("--lang", shell_complete=complete_language, help="A language of the workspace.")
@form_options
@option("--port", type=click.IntRange(1, 65535), help="The port of the loopback; else a free one.")
@option("--no-browser", is_flag=True, help="Print the address alone; open no browser.")
@option(
    "--editor",
    type=Editor(),
    default="vscode",
    help="What opens a line: an editor's name, or an address with {path}, {line} and {column}.",
)
@cache_option
@click.pass_context
def preview(ctx: click.Context, /, **given: Any) -> None:
    """Show the workspace in the browser: its pages as they print, on any day, anew after each save.

    Beside a page stands what is known of each figure. BRIEFING is what is looked at first. The
    address that is printed lets in whoever has it, from this machine alone. Ctrl-C ends it.
    """
    from asof.preview.library import require_extra

    require_extra("asof preview", "starlette", "uvicorn", "watchfiles")
    from asof.preview.server import Preview
    from asof.preview.watching import Calendar

    root = root_of(ctx)
    shown = Preview(
        root=root,
        runs_code=runs_code(ctx),
        store=store_outside(ctx, root),
        today=Calendar(root, clock()).today,
        editor=given["editor"],
        port=given["port"] or 0,
        view={name: str(given[said]) for said, name in OF_VIEW.items() if given[said] not in USUAL},
        opened=partial(_opened, browser=not given["no_browser"]),
        fault=lambda finding: tell([finding]),
    )
    ctx.exit(SIGNALLED + shown.serve(signals_heard()))


def _opened(address: str, *, browser: bool) -> None:
    """Tell the address, and open it where there is a screen to open it on."""
    line(address)
    say("Ctrl-C ends the preview")
    if browser and (sys.platform == "darwin" or any(map(environ.get, SCREENS))):
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()
