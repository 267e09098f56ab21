"""How templates name facts: by a dotted name, by a key that they make up, or several at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from asof.ledger.patterns import KeySet
from asof.ledger.shared_labels import told_apart
from asof.templates.fact_property import misuse
from asof.templates.fact_proxy import FactProxy
from asof.templates.failures import InvalidTemplateError
from asof.templates.render_state import RenderState

FACTS = 'write facts("cases.*") or facts(tag="mission")'


class FactTree:
    """The facts below one part of a key, as templates reach them: `personnel`, then `.iraq`."""

    __slots__ = ("_path", "_session", "_tree")

    def __init__(self, path: str, tree: Mapping[str, Any], session: RenderState) -> None:
        self._path, self._tree, self._session = path, tree, session

    __repr__ = misuse

    def __getattr__(self, name: str) -> FactTree | FactProxy:
        path = f"{self._path}.{name}"
        below = self._tree.get(name) if not name.startswith("__") else None
        if below is None:
            raise AttributeError(name)
        return FactTree(path, below, self._session) if below else fact(path, self._session)

    def __iter__(self) -> Iterator[FactProxy]:
        return iter(facts_named(self._session, f"{self._path}.*"))

    @property
    def _known(self) -> list[str]:
        depth = self._path.count(".") + 2
        return [".".join(key.split(".")[:depth]) for key in self._session.reader.keys]


def fact(key: str, session: RenderState) -> FactProxy:
    """A fact by its key; raises UnknownFactError."""
    return FactProxy(session.reader[key], session)


def facts_named(session: RenderState, pattern: str = "", *, tag: str = "") -> list[FactProxy]:
    """The facts that a pattern names, or those that carry a tag; one label tells one fact.

    Raises InvalidTemplateError where there is none, which no template can have meant.
    """
    reader = session.reader
    if bool(pattern) == bool(tag):
        raise InvalidTemplateError("facts are named by a pattern or by a tag", FACTS)
    views = reader.tagged(str(tag)) if tag else reader.matching(str(pattern))
    if not views and tag:
        raise InvalidTemplateError(f"no fact has the tag '{tag}'")
    if not views:
        raise InvalidTemplateError(*KeySet(dict.fromkeys(reader.keys)).lacks(str(pattern)))
    return [FactProxy(view, session) for view in told_apart(views, session.language)]


@lru_cache(maxsize=4)
def tree_of(keys: tuple[str, ...], former: tuple[str, ...]) -> Mapping[str, Any]:
    """The keys of a ledger as a tree of their parts, for all its documents; a leaf is empty.

    Former keys are in it, but not below a leaf: who asks for one is told its key of today.
    """
    tree: dict[str, Any] = {}
    for key in (*keys, *former):
        level = tree
        for part in key.split("."):
            if level.get(part) == {}:
                break
            level = level.setdefault(part, {})
    return tree


def facts_of(session: RenderState) -> dict[str, FactTree | FactProxy]:
    """What a template's context holds for a ledger: one name for each first part of a key."""
    tree = tree_of(session.reader.keys, session.reader.former_keys)
    return {part: FactTree(part, below, session) for part, below in tree.items()}
