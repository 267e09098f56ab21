"""What looks as if it were meant for a page and that nobody reads: old figures print that way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from asof.briefing.dated_texts import dated_file
from asof.diagnostics import Finding, Location, closest, error, visible
from asof.files import Files
from asof.language.own_languages import NAME as LANGUAGE

RULE = "unread-file"
ROOMS = {
    "facts": "yaml",
    "briefings": "yaml",
    "binders": "yaml",
    "tables": "csv",
    "issued": "json",
    "printed": "json",
}
SOURCES, EDITIONS = "data/sources.yaml", "data/editions.yaml"
YAML_LIKE = frozenset({"yaml", "yml", "yam", "ymal", "yalm", "yamll"})
MEANT = {
    "yaml": YAML_LIKE | {"json", "toml"},
    "csv": frozenset({"csv", "cvs", "tsv", "tab", "xlsx", "xls", "ods"}),
    "json": YAML_LIKE | {"json"},
    "html": frozenset({"html", "htm", "xhtml", "jinja", "jinja2", "j2"}),
    "css": frozenset({"css"}),
    "md": frozenset({"md", "markdown", "mdown", "txt", "docx", "odt", "rtf"}),
    "py": frozenset({"py", "pyw", "py3", "ipynb"}),
    "geojson": frozenset(
        {"geojson", "json", "topojson", "shp", "gpkg", "kml", "kmz", "gml", "svg"}
    ),
}
"""The suffixes that people give to what is read under another."""
SHEETS = (".tsv", ".xlsx", ".ods")  # that a table of a file of facts may name
WHERE = "facts are read from data/facts/, briefings from data/briefings/"
SHEET = "templates/own.css"
MADE_UP = re.compile(r"\bmaps/(?![\w.-])")
PATTERNS = re.compile(r"\btables/[^\s,'\"}\]]*[*?\[][^\s,'\"}]*")
ABOVE = {
    "data": "data",
    "templates": "templates",
    "template": "templates",
    "charts": "charts",
    "chart": "charts",
    "texts": "texts",
    "text": "texts",
    "maps": "maps",
    "map": "maps",
    "languages": "languages",
    "language": "languages",
    "facts": "data/facts",
    "briefings": "data/briefings",
    "tables": "data/tables",
    "sources.yaml": SOURCES,
    "sources.yml": SOURCES,
    "editions.yaml": EDITIONS,
    "editions.yml": EDITIONS,
    "facts.yaml": "data/facts",
}
"""What people put beside asof.yaml, by its name in small letters, and where it belongs."""


def unread_data(files: Files) -> Iterator[Finding]:
    """What of data/ looks like facts, briefings, sources or tables, and is read by nobody."""
    names, odd = files.below("data"), set[str]()  # odd are the folders that are told of
    tables = set(_named_sheets(files, names))
    for name in names:
        room, _, inner = name.removeprefix("data/").partition("/")
        if visible(name) != name:
            told = "the name of this file holds a character that no name has"
            yield error(Location(visible(name)), told, "rename the file", RULE)
        elif not inner:
            yield from _at_the_top(name)
        elif room in ROOMS and name not in tables:
            yield from _in_a_room(name, ROOMS[room], names)
        elif room not in ROOMS and _suffix(name) in YAML_LIKE and room not in odd:
            odd.add(room)
            yield _folder(room, name)
    for name in files.linked("data"):
        told = "this folder is a link, which is not followed"
        yield error(Location(visible(name)), told, "copy the folder", RULE)


def _named_sheets(files: Files, names: Iterable[str]) -> Iterator[str]:
    """The sheets among some names that files of facts read."""
    sheets = [name for name in names if name.endswith(SHEETS)]
    if sheets:
        facts = (name for name in files.below("data/facts", ".yaml") if visible(name) == name)
        said = "\n".join(files.read(name).text for name in facts)
        yield from (name for name in sheets if names_table(said, name))


def names_table(said: str, name: str) -> bool:
    """Whether texts name a table, by its own name or by a pattern."""
    inner = name.removeprefix("data/")
    return inner in said or any(fnmatchcase(inner, each) for each in PATTERNS.findall(said))


def _at_the_top(name: str) -> Iterator[Finding]:
    """Files of data/ itself: but for the sources and the table of editions there are none."""
    stem = PurePosixPath(name).name.partition(".")[0]
    named = closest(stem, ("sources", "editions", "facts", "briefings"))
    meant = {"sources": SOURCES, "editions": EDITIONS}.get(named or "", "")
    meant = meant if _suffix(name) in MEANT["yaml"] else ""
    if name not in (SOURCES, EDITIONS) and (meant or _suffix(name) in YAML_LIKE):
        yield _unread(name, _name_it(meant) if meant else WHERE)


def _in_a_room(name: str, suffix: str, names: Iterable[str]) -> Iterator[Finding]:
    """Files of a folder that is read, under another suffix than what is read there has."""
    found, right = _suffix(name), f"{_stem(name)}.{suffix}"
    if name.endswith(f".{suffix}"):
        return
    if found in MEANT[suffix] and not (suffix == "csv" and right in names):
        other = suffix == "csv" and found not in ("csv", "cvs")
        yield _unread(name, f"save it as '{right}'" if other else _name_it(right))
    elif found in YAML_LIKE:
        yield _unread(name, WHERE)
    elif suffix == "yaml" and not found and PurePosixPath(name).name.islower():
        yield _unread(name, _name_it(right))


def _folder(room: str, name: str) -> Finding:
    told = f"this folder is not read, and '{visible(PurePosixPath(name).name)}' is in it"
    near = closest(room, ROOMS)
    hint = _name_it(f"data/{near}") if near else WHERE
    return error(Location(f"data/{visible(room)}"), told, hint, RULE)


# ---- beside data/


def unread_elsewhere(files: Files, tags: Iterable[str] = ()) -> Iterator[Finding]:
    """Templates, sheets, charts and maps that no page can load, and what stands too high.

    `tags` are the languages that are spoken.
    """
    for name in files.beside(""):
        right = ABOVE.get(name.casefold())
        if right and name not in ("data", "templates", "charts", "maps", "texts", "languages"):
            yield _unread(name, f"did you mean '{right}'?")
    yield from _charts(files)
    yield from _languages(files, tuple(tags))
    yield from _maps(files)
    yield from _templates(files)
    yield from _dated_texts(files)


def _dated_texts(files: Files) -> Iterator[Finding]:
    """Texts that no day is the name of, or that no briefing prints."""
    said = "\n".join(files.read(name).text for name in files.below("data/briefings", ".yaml"))
    for name in files.below("texts"):
        folder, dated = PurePosixPath(name).parent.as_posix(), dated_file(name)
        if not dated and _suffix(name) in MEANT["md"]:
            yield _unread(name, "name it by its day, such as 2020-11-10.md or 2020-11-10.fr.md")
        elif dated and not re.search(rf"text_of_day: ['\"]?{re.escape(folder)}(?![\w/.-])", said):
            yield _unread(name, f"print it by 'text_of_day: {visible(folder)}'")


def _charts(files: Files) -> Iterator[Finding]:
    """Only charts/NAME.py is a chart."""
    for name in files.below("charts"):
        path = PurePosixPath(name)
        chart = path.parent.name == path.parts[0] == "charts" and name.endswith(".py")
        if not chart and _suffix(name) in MEANT["py"] and not path.name.startswith("_"):
            yield _unread(name, _name_it(f"charts/{PurePosixPath(_stem(name)).name}.py"))


def _languages(files: Files, tags: tuple[str, ...]) -> Iterator[Finding]:
    """Only languages/TAG.py states a language, and only one that is spoken."""
    spoken = {name for tag in tags for name in (tag, tag.split("-")[0])}
    for name in files.below("languages"):
        path = PurePosixPath(name)
        if _suffix(name) in MEANT["py"] and not path.name.startswith("_"):
            stated = re.search(r"""\btag=['"]([\w-]+)['"]""", files.read(name).text)
            right = stated[1] if stated else path.name.partition(".")[0]
            if name != f"languages/{path.stem}.py" or not LANGUAGE.fullmatch(path.stem):
                yield _unread(name, _name_it(f"languages/{right}.py"))
            elif path.stem not in spoken:
                yield _unread(name, f"name '{path.stem}' among the languages of asof.yaml")


def _maps(files: Files) -> Iterator[Finding]:
    """Maps that no chart names; where one makes up a name, such as 'maps/{row}', none is told."""
    said = "\n".join(files.read(name).text for name in files.below("charts", ".py"))
    if MADE_UP.search(said):
        return
    for name in files.below("maps"):
        if _suffix(name) in MEANT["geojson"] and name not in said:
            draw = f"draw it: choropleth(axes, '{visible(name)}', …)"
            right = f"export it as '{visible(_stem(name))}.geojson'"
            yield _unread(name, draw if _suffix(name) in ("geojson", "json") else right)


def _templates(files: Files) -> Iterator[Finding]:
    """Templates of another suffix and sheets, which are read where a text names them."""
    texts = [*files.below("templates", ".html", ".css"), *files.below("data/briefings", ".yaml")]
    said = "\n".join(files.read(name).text for name in texts)
    for name in files.below("templates"):
        sort = next((s for s in ("html", "css") if _suffix(name) in MEANT[s]), "")
        loaded = name.endswith(".html") or name == SHEET or PurePosixPath(name).name in said
        if sort and not loaded:
            sheet = f"'{SHEET}' styles every page"
            yield _unread(name, sheet if sort == "css" else _name_it(f"{_stem(name)}.html"))


# ---- names


def _unread(name: str, hint: str) -> Finding:
    return error(Location(visible(name)), "this file is not read", hint, RULE)


def _name_it(right: str) -> str:
    return f"name it '{visible(right)}'"


def _suffix(name: str) -> str:
    """The suffix in small letters, without the .txt that some programs put behind it."""
    suffixes = [s.strip(". ").lower() for s in PurePosixPath(name).suffixes]
    if len(suffixes) > 1 and suffixes[-1] == "txt":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    return str(path.with_name(path.name.partition(".")[0]))
