"""Writes observations into a file of facts, at the places that its reader knows.

Nothing else in the file changes by a byte: it is its author's, comments and layout with it. So that
this is certain the new text is read too, and has to say what the old one said, and the new lines.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from asof.diagnostics import AsofError, Location, error
from asof.located import Mapping_, Scalar, Sequence_, YamlLimits, parse_yaml
from asof.workspace import Workspace

LIST = "observations"
STEP = 2  # spaces that an entry stands further in, where the file shows no other habit
BY_HAND = "add the line by hand"
Fields = Mapping[str, Any]  # of an observation, or of a source, by their names in files


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words to be put into a text, before the character at an offset."""

    at: int
    words: str


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A YAML file that lines are added to: its name, its text, and what it says.

    `marked` is whether it begins with a byte order mark, as some programs write it.
    """

    name: str
    text: str
    tree: Mapping_
    limits: YamlLimits
    marked: bool = False

    def encoded(self, text: str) -> bytes:
        """Another text as this one was encoded."""
        return (codecs.BOM_UTF8 if self.marked else b"") + text.encode()

    @property
    def end(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def offset(self, place: Location) -> int:
        """How many characters stand before a place."""
        return self.start_of(place.line) + place.column - 1

    def start_of(self, line: int) -> int:
        """How many characters stand before a line."""
        return sum(len(each) + 1 for each in self.text.split("\n")[: line - 1])

    def changed(self, added: Iterable[Insertion], wanted: Mapping[str, Any]) -> str:
        """The text with what is added to it; raises AsofError where it would not say just that."""
        text = self.text
        for each in sorted(added, key=lambda each: each.at, reverse=True):
            text = text[: each.at] + each.words + text[each.at :]
        try:
            said = parse_yaml(text, self.name, self.limits)
        except AsofError:
            said = Mapping_()
        if said != wanted:
            place = Location(self.name)
            raise AsofError(
                error(place, "nothing can be added to this file as it is laid", BY_HAND)
            )
        return text


def yaml_file(workspace: Workspace, name: str) -> YamlFile:
    """A YAML file of a workspace, empty where there is none; raises AsofError."""
    file, limits = workspace.files.find(name), workspace.config.limits.yaml
    text = file.text if file else ""
    marked = bool(file and file.content.startswith(codecs.BOM_UTF8))
    return YamlFile(name, text, parse_yaml(text, name, limits), limits, marked)


def with_observations(file: YamlFile, added: Mapping[str, Sequence[Fields]]) -> str:
    """The text of a file of facts with observations more, by the words of their facts in it."""
    wanted = {**file.tree}
    for word, lines in added.items():
        wanted[word] = {**wanted[word], LIST: [*(wanted[word].get(LIST) or ()), *lines]}
    return file.changed((_insertion(file, *each) for each in added.items()), wanted)


def with_source(file: YamlFile, name: str, fields: Fields) -> str:
    """The text of the file of sources with one more at its end."""
    apart = [""] if file.end * 2 in file.text else []
    lines = [*apart, f"{name}:", *_block(fields, STEP)]
    added = Insertion(len(file.text), _ended(file) + _lines(file, lines))
    return file.changed([added], {**file.tree, name: dict(fields)})


def _insertion(file: YamlFile, word: str, lines: Sequence[Fields]) -> Insertion:
    """Where the new lines of a fact go, and how they are laid there: as those before them."""
    fields = file.tree[word]
    listed = fields.get(LIST)
    if isinstance(listed, Sequence_) and listed.closed:
        return _inside(file, listed.closed, bool(listed), [_braced(line) for line in lines])
    if isinstance(listed, Sequence_):
        return _below(file, _last_line(listed, listed.place), _like(listed, lines))
    if fields.closed:
        inner = ", ".join(_braced(line) for line in lines)
        return _inside(file, fields.closed, bool(fields), [f"{LIST}: [{inner}]"])
    column = fields.place.column - 1
    items = _items(lines, column + STEP, 2, braced=False)
    if LIST in fields:  # with nothing behind it
        return _below(file, fields.keys_at[LIST].line, items)
    return _below(file, _last_line(fields, fields.place), [f"{' ' * column}{LIST}:", *items])


def _inside(file: YamlFile, closed: Location, behind: bool, items: Iterable[str]) -> Insertion:
    """Items before a closing bracket, behind those that are there."""
    at = file.offset(closed)
    before = file.text[:at].rstrip()
    comma = ", " if behind and not before.endswith(",") else " " if behind else ""
    return Insertion(len(before) if behind else at, comma + ", ".join(items))


def _below(file: YamlFile, line: int, lines: list[str]) -> Insertion:
    """Lines below a line, and below the comments on it that stand at least as far in."""
    texts = file.text.split("\n")
    inner = len(lines[-1]) - len(lines[-1].lstrip())
    while line < len(texts) and _is_comment(texts[line], inner):
        line += 1
    at = file.start_of(line + 1)
    lead = _ended(file) if at > len(file.text) else ""
    return Insertion(min(at, len(file.text)), lead + _lines(file, lines))


def _is_comment(line: str, inner: int) -> bool:
    return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) >= inner


def _lines(file: YamlFile, lines: Iterable[str]) -> str:
    return "".join(f"{line}{file.end}" for line in lines)


def _ended(file: YamlFile) -> str:
    """What ends the last line of a file, where nothing does."""
    return "" if not file.text or file.text.endswith("\n") else file.end


def _last_line(node: Any, place: Location) -> int:
    """The last line that something stands on."""
    if isinstance(node, Mapping_):
        inside = [_last_line(each, node.values_at[key]) for key, each in node.items()]
    elif isinstance(node, Sequence_):
        inside = [_last_line(each, node.place) for each in node]
    else:
        typed = str(node.raw) if isinstance(node, Scalar) else ""
        return place.line + typed.rstrip().count("\n")
    return max([(node.closed or place).line, place.line, *inside])


# ---- how observations are laid


def _like(listed: Sequence_, lines: Sequence[Fields]) -> list[str]:
    """Items of a list as its last one is laid."""
    dash, last = listed.place, listed[-1]
    same = isinstance(last, Mapping_) and last.place.line >= dash.line
    gap = last.place.column - dash.column if same else 2
    braced = isinstance(last, Mapping_) and last.closed is not None
    return _items(lines, dash.column - 1, gap, braced=braced)


def _items(lines: Sequence[Fields], column: int, gap: int, *, braced: bool) -> list[str]:
    """The lines of items whose dashes stand in a column."""
    dash = " " * column + "-" + " " * (gap - 1)
    if braced:
        return [dash + _braced(line) for line in lines]
    blocks = (_block(line, column + gap) for line in lines)
    return [text for first, *rest in blocks for text in (dash + first.lstrip(), *rest)]


def _block(fields: Fields, column: int) -> list[str]:
    return [f"{' ' * column}{name}: {yaml_word(value, BLOCK)}" for name, value in fields.items()]


def _braced(fields: Fields) -> str:
    return (
        "{"
        + ", ".join(f"{name}: {yaml_word(value, BRACED)}" for name, value in fields.items())
        + "}"
    )


BLOCK, BRACED = "x: {}\ny: z\n", "{{x: {}, y: z}}\n"  # where a word may stand


def yaml_word(words: str | Fields, where: str) -> str:
    """Words as YAML reads them back there: as they are, else in quotes; a mapping in braces."""
    if isinstance(words, Mapping):
        return _braced(words)
    try:
        plain = parse_yaml(where.format(words), "") == {"x": words, "y": "z"}
    except AsofError:
        plain = False
    return words if plain else json.dumps(words, ensure_ascii=False)
