"""Texts that are kept by date: a folder has one Markdown file for each day that has a new one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from asof.files import Files
from asof.text import shorts

FOLDER = "texts"
LATEST = "latest"  # the kind of read that asks for the newest text of a folder
NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,3})?))?\.md")


@dataclass(frozen=True, slots=True, order=True)
class DatedFile:
    """A file of a text: of which day it is, and in which language; '' serves every language."""

    day: date
    tag: str
    name: str


def dated_file(name: str) -> DatedFile | None:
    """The day and the language that the name of a file says; nothing where it says no day."""
    found = NAME.fullmatch(name.rpartition("/")[2])
    try:
        return DatedFile(date.fromisoformat(found[1]), found[2] or "", name) if found else None
    except ValueError:  # no such day, as 2021-02-30
        return None


def texts_up_to(files: Files, folder: str, day: date) -> list[DatedFile]:
    """The texts of a folder up to a day, the oldest first."""
    below = (name for name in files.below(folder, ".md") if name.rpartition("/")[0] == folder)
    found = (dated_file(name) for name in below)
    return sorted(each for each in found if each and each.day <= day)


def newest(texts: Iterable[DatedFile], tag: str) -> DatedFile | None:
    """The last of some texts that a language can print: its own before one that serves every."""
    mine = ("", *reversed(shorts((tag,))))
    fit = (each for each in texts if each.tag in mine)
    return max(fit, key=lambda each: (each.day, mine.index(each.tag)), default=None)


def newest_name(files: Files, folder: str, day: date, tag: str) -> str:
    """The name of the text that an edition prints, empty where there is none."""
    found = newest(texts_up_to(files, folder, day), tag)
    return found.name if found else ""
