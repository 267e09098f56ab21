"""The starter in another language: beside English, or alone. Its words stand in starters/."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import yaml

import asof

STARTER = Path(asof.__file__).parent / "starter"
TRANSLATED: Mapping[str, Mapping[str, str]] = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "starters").glob("*.yaml"))
}


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
    text = text.replace("max_pages: 1", "max_pages: 2")
    text = text.replace("[en-CA, fr-CA]", f"[{', '.join(languages)}]")
    text = text.replace('"fr-CA"', f'"{languages[-1]}"').replace('"fr":', f'"{short}":')
    if len(languages) == 1:
        text = re.sub(r"\ben: (?:\"[^\"]*\"|\{[^}]*\}|[^\"{}\n]*?), (?=fr:)", "", text)
        text = re.sub(r"en: .*\n +(?=fr:)", "", text)
        text = re.sub(r' +"en": .*\n', "", text)
    return re.sub(r"\bfr:", f"{short}:", text)
