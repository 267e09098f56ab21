"""The starter and the example of Italy in another language, beside one of their own or alone.

Their words stand in starters/ and in italy/.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

import asof

TESTS = Path(__file__).parent
STARTER = Path(asof.__file__).parent / "starter"
ITALY = TESTS.parent / "examples/italy"
YAML_LANGUAGES = "languages:\n- en-GB\n- it-IT"


class Reader(yaml.SafeLoader):
    """Reads `on` as the word that it is."""


Reader.yaml_implicit_resolvers = {
    first: known for first, known in Reader.yaml_implicit_resolvers.items() if first != "o"
}


def _words(folder: str) -> Mapping[str, Mapping[str, str]]:
    files = sorted((TESTS / folder).glob("*.yaml"))
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in files}


TRANSLATED = _words("starters")
ITALY_TRANSLATED = _words("italy")


def starter(root: Path, *languages: str) -> Path:
    """The starter in the last of some languages, without its English where it is the only one."""
    shutil.copytree(STARTER, root, dirs_exist_ok=True)
    for path in root.rglob("*.*"):
        if path.suffix in {".yaml", ".py", ".html"}:
            path.write_text(_translated(path.read_text("utf-8"), languages), "utf-8")
    return root


def _translated(text: str, languages: tuple[str, ...]) -> str:
    short = languages[-1].partition("-")[0]
    words = TRANSLATED[short]
    for french in sorted(words, key=len, reverse=True):
        text = text.replace(french, words[french])
    text = text.replace("[en-CA, fr-CA]", f"[{', '.join(languages)}]")
    text = text.replace('"fr":', f'"{short}":')
    if len(languages) == 1:
        text = re.sub(r"\ben: (?:\"[^\"]*\"|\{[^}]*\}|[^\"{}\n]*?), (?=fr:)", "", text)
        text = re.sub(r"en: .*\n +(?=fr:)", "", text)
        text = re.sub(r' +"en": .*\n', "", text)
    return re.sub(r"\bfr:", f"{short}:", text)


Say = Callable[[Mapping[str, str]], Mapping[str, str]]


def italy(root: Path, tag: str) -> Path:
    """The example of Italy in one language alone."""
    shutil.copytree(ITALY, root, ignore=shutil.ignore_patterns("build"))
    short = tag.partition("-")[0]
    words = ITALY_TRANSLATED.get(short, {})
    for path in (*root.rglob("*.yaml"), *root.rglob("*.py")):
        told = _said(path, lambda text: {short: text.get(short) or words[text["it"]]})
        path.write_text(told.replace(YAML_LANGUAGES, f"languages: [{tag}]"), "utf-8")
    return root


def italy_texts() -> list[Mapping[str, str]]:
    """All texts of the example, in English and Italian."""
    found: list[Mapping[str, str]] = []

    def kept(text: Mapping[str, str]) -> Mapping[str, str]:
        found.append(text)
        return text

    for path in (*ITALY.rglob("*.yaml"), *ITALY.rglob("*.py")):
        _said(path, kept)
    return found


def _said(path: Path, say: Say) -> str:
    """A file of the example, with other texts in place of its own."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return re.sub(r'\{"en": .*?\}', lambda told: repr(say(json.loads(told[0]))), text)
    told = yaml.load(text, Reader)
    return yaml.safe_dump(_walked(told, say), allow_unicode=True, sort_keys=False)


def _walked(told: Any, say: Say) -> Any:
    if isinstance(told, list):
        return [_walked(each, say) for each in told]
    if not isinstance(told, dict):
        return told
    if told.keys() == {"en", "it"}:
        return say(told)
    made = {name: _walked(each, say) for name, each in told.items()}
    if isinstance(rows := made.get("rows"), dict):  # names that serve both languages
        named = {name: str(row) for name, row in rows.items() if isinstance(row, str)}
        rows |= {
            n: {"named": row, "label": say({"en": row, "it": row})} for n, row in named.items()
        }
    return made


def in_each(root: Path, *languages: str) -> Path:
    """The starter in several languages at once, each text on lines of its own."""
    shutil.copytree(STARTER, root, dirs_exist_ok=True)
    shorts = tuple(dict.fromkeys(tag.partition("-")[0] for tag in languages))
    for path in root.rglob("*.yaml"):
        tree = _in_each(yaml.load(path.read_text("utf-8"), yaml.BaseLoader), shorts)
        tree |= {"languages": [*languages]} if path.name == "asof.yaml" else {}
        tree |= {"max_pages": 2} if "max_pages" in tree else {}
        path.write_text(dumped(tree), "utf-8")
    for path in (root / "charts/crew.py", root / "templates/note.html"):
        path.write_text(_code_in_each(path.read_text("utf-8"), shorts), "utf-8")
    return root


def dumped(tree: object) -> str:
    """A tree as YAML, each text on one line."""
    return str(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=10_000))


def said(french: object, short: str) -> object:
    """What the starter says in French, in another language; so too the words of a unit."""
    words = {_unquoted(k): _unquoted(v) for k, v in TRANSLATED.get(short, {}).items()}
    if isinstance(french, dict):
        unit = "{" + ", ".join(f"{k}: {v}" for k, v in french.items()) + "}"
        return yaml.safe_load(words.get(unit, unit))
    text = str(french)
    for each in sorted(words, key=len, reverse=True):
        text = text.replace(each, words[each])
    return text


def _unquoted(words: str) -> str:
    return words[1:-1] if words[0] == words[-1] == '"' else words


def _in_each(node: Any, shorts: tuple[str, ...]) -> Any:
    """A part of a file with each of its texts in some languages."""
    if isinstance(node, list):
        return [_in_each(each, shorts) for each in node]
    if not isinstance(node, dict):
        return node
    if not {"en", "fr"} <= node.keys():
        return {name: _in_each(each, shorts) for name, each in node.items()}
    rest = {k: _in_each(each, shorts) for k, each in node.items() if k not in ("en", "fr")}
    told = {s: node["en"] if s == "en" else said(node["fr"], s) for s in shorts}
    return told | rest


def _code_in_each(code: str, shorts: tuple[str, ...]) -> str:
    """The chart or the template of the starter with its words in some languages."""
    english, french = CODE_WORDS[code.startswith("{#")]
    told = {s: english if s == "en" else said(french, s) for s in shorts}
    lines = "".join(f'    "{s}": "{words}",\n' for s, words in told.items())
    return re.sub(r' *"en": .*\n *"fr": .*\n', lines, code)


CODE_WORDS = (
    (
        "Workers on site, and the limit that the town has set",
        "Ouvriers sur le chantier, et limite fixée par la ville",
    ),
    (
        "Words such as “about” and “up to” are the source’s own.",
        "« Environ », « jusqu’à » et les mots semblables sont ceux de la source.",
    ),
)
