"""The code stands on the floors that ARCHITECTURE.md draws."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

import asof
from asof.briefing.definition import Block
from asof.templates.blocks import Blocks

ROOT = Path(__file__).parents[1]
PACKAGE = Path(asof.__file__).parent
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
ROW = r"^\| (?P<floor>\d) \| `(?P<module>\w+)` \|[^|]*\|(?P<beside>[^|]*)\|$"
ROOMS = {
    m["module"]: (int(m["floor"]), set(re.findall(r"`(\w+)`", m["beside"])))
    for m in re.finditer(ROW, TEXT, re.MULTILINE)
}
DOORS = {
    library: door
    for libraries, door in re.findall(r"^\| (`[^|]*`) \| `(\w+)` \|$", TEXT, re.MULTILINE)
    for library in re.findall(r"`(\w+)`", libraries)
}
CODE = sorted(p for p in PACKAGE.rglob("*.py") if "starter" not in p.parts)


def room(path: Path) -> str:
    """The module on the plan that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(path: Path) -> set[str]:
    """The rooms that a file imports from."""
    names = [n.split(".") for n in imports(path) if n.split(".")[0] == "asof"]
    return {parts[1] for parts in names if len(parts) > 1} - {room(path)}


def test_every_module_is_on_the_plan() -> None:
    assert {room(p) for p in CODE} - {"__init__"} == set(ROOMS)


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_lies_below_or_is_named_beside_it(path: Path) -> None:
    if room(path) == "__init__":
        assert not list(imports(path))
        return
    floor, beside = ROOMS[room(path)]
    below = {name for name, (level, _) in ROOMS.items() if level < floor}
    assert ours(path) <= below | beside


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_library_enters_by_its_door(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        assert DOORS.get(library, room(path)) == room(path), f"{library} enters by {DOORS[library]}"


def test_no_circle_among_rooms_of_one_floor() -> None:
    def reach(name: str, seen: tuple[str, ...]) -> None:
        assert name not in seen, f"{' → '.join((*seen, name))}"
        for beside in ROOMS[name][1]:
            reach(beside, (*seen, name))

    for name in ROOMS:
        reach(name, ())


def dotted(path: Path) -> str:
    """The name that a file is imported by."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(("asof", *parts)).removesuffix(".__init__")


def at_import(path: Path, known: set[str]) -> set[str]:
    """The files of ours that a file brings in as it is imported itself."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    froms = [n for n in body if isinstance(n, ast.ImportFrom) and n.module]
    names = {f"{n.module}.{alias.name}" for n in froms for alias in n.names}
    return {n if n in known else n.rpartition(".")[0] for n in names} & known


def test_no_circle_among_files() -> None:
    files = {dotted(p): p for p in CODE}
    below = {name: at_import(p, set(files)) - {name} for name, p in files.items()}
    while below:
        free = {name for name, others in below.items() if not others & set(below)}
        assert free, f"in a circle: {sorted(below)}"
        below = {name: others for name, others in below.items() if name not in free}


CLOCK = {"print", "exit", "sys.exit", "date.today", "datetime.now", "time.time"}


def test_only_the_edge_reads_the_clock_prints_or_exits() -> None:
    for path in CODE:
        if room(path) == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            assert called not in CLOCK, path


def test_every_block_has_a_preparation_and_a_macro_of_its_name() -> None:
    theme = (PACKAGE / "theme" / "components.html").read_text(encoding="utf-8")
    for block in fields(Block):
        if block.name in {"heading", "subheading", "place", "values_at"}:
            continue
        worded = block.type == "Words | None"
        assert worded or callable(getattr(Blocks, f"_{block.name}", None)), block.name
        assert f"{{% macro {block.name}(block, level=3) %}}" in theme, block.name
