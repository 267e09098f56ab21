"""Runs the file in which a workspace states a language, and says what keeps it from being printed.

Such a file is Python. It states a grammar and does nothing else: it imports what grammars are made
of, opens nothing and prints nothing, so that whatever is printed in it follows from its content.
"""

from __future__ import annotations

import ast
import builtins
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

from asof.diagnostics import AsofError, Finding, Location, WordError, error
from asof.files import File
from asof.language.complete_grammar import Lack, grammar_faults
from asof.language.grammar import Grammar
from asof.language.registry import FOLDER, RULE
from asof.quota import OverdueError, allotted

STATED = "LANGUAGE"
IMPORTED = (
    *("__future__", "collections", "dataclasses", "decimal", "functools", "itertools", "re"),
    *("string", "typing", "asof.language", "asof.quantity"),
)
REFUSED = ("open", "input", "print", "exec", "eval", "compile", "breakpoint", "exit", "quit")


def stated_by(file: File, seconds: int, memory: int) -> Grammar:
    """The grammar that a file states; raises AsofError with all that is wrong with it."""
    with _blamed(file):
        try:
            with allotted(seconds, memory):
                stated = run(file)
                found = list(_faults(stated, file))
        except OverdueError:
            raise _overdue(file, seconds) from None
    if found:
        raise AsofError(*found)
    assert isinstance(stated, Grammar)
    return stated


def run(file: File) -> object:
    """What a language's file states; nothing where it states none."""
    given = {name: each for name, each in vars(builtins).items() if name not in REFUSED}
    given["__import__"] = _import
    values: dict[str, Any] = {"__name__": f"{FOLDER}.{stem(file)}", "__builtins__": given}
    exec(compile(file.text, file.name, "exec"), values)
    return values.get(STATED)


def stem(file: File) -> str:
    """The tag that a file is named by."""
    return PurePosixPath(file.name).stem


def _import(name: str, *rest: Any) -> Any:
    """Import what grammars are made of; raises WordError for anything else."""
    if not any(name == each or name.startswith(f"{each}.") for each in IMPORTED):
        told = f"a language file does not import '{name}'"
        raise WordError(told, f"it may import {', '.join(IMPORTED[1:])}")
    return builtins.__import__(name, *rest)


def _faults(stated: object, file: File) -> Iterator[Finding]:
    """What keeps what a file states from being printed in."""
    name = stem(file)
    if stated is None:
        hint = f'write {STATED} = replace(ENGLISH, tag="{name}", …)'
        yield error(Location(file.name), f"no {STATED} is stated here", hint, RULE)
    elif not isinstance(stated, Grammar):
        told = f"{STATED} is no Grammar but a {type(stated).__name__}"
        hint = f'write {STATED} = replace(ENGLISH, tag="{name}", …)'
        yield error(_spot(file, STATED), told, hint, RULE)
    elif name not in (stated.tag, stated.short):
        told = f"{STATED} is '{stated.tag}', and the file is named '{name}'"
        yield error(_spot(file, "tag"), told, f'write tag="{name}", or rename the file', RULE)
    else:
        yield from (_finding(each, file) for each in grammar_faults(stated))


def _finding(fault: Lack, file: File) -> Finding:
    return error(_spot(file, *fault.near, STATED), fault.message, fault.hint, RULE)


def _spot(file: File, *words: str) -> Location:
    """The line of the first of some words that a file has, as a text or a name; else the file."""
    nodes = list(ast.walk(ast.parse(file.text)))
    for word in words:
        lines = [_line(node, word) for node in nodes]
        if found := min(filter(None, lines), default=0):
            return Location(file.name, found)
    return Location(file.name)


def _line(node: ast.AST, word: str) -> int:
    """The line on which a word stands as a text, as an argument or as what is given a value."""
    named = (
        (isinstance(node, ast.Constant) and node.value == word)
        or (isinstance(node, ast.keyword) and node.arg == word)
        or (isinstance(node, ast.Name) and node.id == word and isinstance(node.ctx, ast.Store))
    )
    return int(getattr(node, "lineno", 0)) if named else 0


def _overdue(file: File, seconds: int) -> AsofError:
    told = f"this file takes longer than {seconds:,} seconds"
    return AsofError(error(Location(file.name), told, "state words, and compute nothing", RULE))


@contextmanager
def _blamed(file: File) -> Iterator[None]:
    """Tell what goes wrong inside at the line of the language's file that did it."""
    try:
        yield
    except (AsofError, KeyboardInterrupt):
        raise
    except BaseException as problem:
        raise AsofError(_raised(problem, file)) from problem


def _raised(problem: BaseException, file: File) -> Finding:
    """The finding for an exception."""
    if isinstance(problem, SyntaxError) and problem.filename == file.name:
        place = Location(file.name, problem.lineno or 0, problem.offset or 0)
        return error(place, f"not Python: {problem.msg}", rule=RULE)
    frames = traceback.extract_tb(problem.__traceback__)
    lines = [frame.lineno or 0 for frame in frames if frame.filename == file.name]
    place = Location(file.name, lines[-1] if lines else 0)
    if isinstance(problem, WordError):
        return error(place, problem.message, problem.hint, RULE)
    said = f": {problem}" if str(problem) else ""
    told = f"this language file raised {type(problem).__name__}{said}"
    return error(place, told, _help(problem), RULE)


def _help(problem: BaseException) -> str:
    """What to do about what goes wrong often."""
    if isinstance(problem, NameError) and getattr(problem, "name", "") in REFUSED:
        return "take it out: a language file states a grammar and does nothing else"
    if isinstance(problem, NameError):
        return "a language file imports what it uses, such as: from asof.language import Grammar"
    return "write it as src/asof/language/en.py does"
