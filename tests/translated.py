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
    text = text.replace('"fr-CA"', f'"{languages[-1]}"').replace('"fr":', f'"{short}":')
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
    for path in (*ITALY.rglob("*.yaml"), *ITALY.rglob("*.py")):
        _said(path, lambda text: found.append(text) or text)  # type: ignore[func-returns-value]
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
