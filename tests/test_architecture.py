"""The code stands on the floors that ARCHITECTURE.md draws."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

import asof
from asof.briefing.blocks import KINDS, Block
from asof.templates.blocks import FAMILIES, HEADINGS

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


def nodes(path: Path) -> Iterator[ast.AST]:
    """What a file's code is made of; what stands for the type checker alone is left out."""
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield node
            waiting.extend(ast.iter_child_nodes(node))


def brought_in(path: Path, known: set[str]) -> set[str]:
    """The files of ours that a file brings in, when it is imported itself or as it runs."""
    names = set()
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {f"{alias.name}." for alias in node.names}
    return {n if n in known else n.rpartition(".")[0] for n in names} & known


def test_no_circle_among_files_imports_inside_functions_included() -> None:
    files = {dotted(p): p for p in CODE}
    below = {name: brought_in(p, set(files)) - {name} for name, p in files.items()}
    while below:
        free = {name for name, others in below.items() if not others & set(below)}
        assert free, f"in a circle: {below}"
        below = {name: others for name, others in below.items() if name not in free}


def decisions() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The files of the table of decisions, each with the names that its row gives."""
    table = TEXT.partition("## Where things are decided")[2].partition("\n## ")[0]
    for place in re.findall(r"^\| [^|]+ \| ([^|]+) \|$", table, re.MULTILINE)[1:]:
        quoted = re.findall(r"`([^`]+)`", place)
        files = [name for name in quoted if "/" in name or "." in name]
        names = tuple(name for name in quoted if name not in files)
        yield from ((file, names if file == files[-1] else ()) for file in files)


@pytest.mark.parametrize(("file", "names"), list(decisions()))
def test_what_decides_stands_where_the_plan_says(file: str, names: tuple[str, ...]) -> None:
    assert (PACKAGE / file).exists()
    text = (PACKAGE / file).read_text(encoding="utf-8") if names else ""
    assert all(re.search(rf"\b{re.escape(name)}\b", text) for name in names)


def defined(kind: type[ast.ClassDef | ast.FunctionDef], path: Path) -> Iterator[str]:
    """The public classes or functions that a file defines."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    yield from (n.name for n in body if isinstance(n, kind) and not n.name.startswith("__"))


def test_no_two_classes_have_one_name() -> None:
    names = Counter(name.strip("_") for path in CODE for name in defined(ast.ClassDef, path))
    assert [name for name, times in names.items() if times > 1] == []


# The same thing at the door of its room, which loads the file behind it when it is asked.
SHARED = {"parse_yaml"}


def test_no_two_public_functions_have_one_name_but_commands() -> None:
    names = Counter(
        name
        for path in CODE
        for name in defined(ast.FunctionDef, path)
        if not name.startswith("_") and room(path) != "cli"
    )
    assert {name for name, times in names.items() if times > 1} == SHARED


def called(path: Path) -> set[str]:
    return {ast.unparse(n.func) for n in nodes(path) if isinstance(n, ast.Call)}


def test_code_is_run_in_two_places_and_nothing_kept_can_run() -> None:
    authors = ("charts/chart_file.py", "language/language_file.py")
    for path in CODE:
        libraries = {name.split(".")[0] for name in imports(path)}
        unsafe = {"pickle", "marshal", "shelve", "dill", "cloudpickle"}
        assert not libraries & unsafe, path
        runs = called(path) & {"eval", "exec", "compile"}
        assert not runs or path.as_posix().endswith(authors), path


def test_html_is_parsed_by_one_function() -> None:
    parsers = {"html.parser", "html5lib", "lxml", "tinyhtml5", "bs4", "selectolax"}
    at = {p for p in CODE for n in imports(p) if any(n.startswith(each) for each in parsers)}
    assert {room(p) for p in at} <= {"page", "engine"}


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
    for block in (each for each in fields(Block) if each.name in set(KINDS) - set(HEADINGS)):
        worded = block.type == "Words | None"
        prepared = [each for each in FAMILIES if callable(getattr(each, block.name, None))]
        assert worded or len(prepared) == 1, block.name
        assert f"{{% macro {block.name}(block, level=3) %}}" in theme, block.name
