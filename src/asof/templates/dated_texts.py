"""Reads texts that are kept by date: the newest up to an edition's day, in its language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from asof.briefing.dated_texts import LATEST, DatedFile, newest, texts_up_to
from asof.diagnostics import AsofError, Finding, Location, Severity, error
from asof.ledger.trace import RecordingEdition
from asof.located import Info, Scalar
from asof.located.fields import FieldError
from asof.text import Text, scalar, shorts, text_of
from asof.workspace import Workspace

RULE, UNTRANSLATED = "text-of-day", "missing-translation"


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text that is kept by date, and its day."""

    day: date
    text: Text


def of_all(folder: str, day: date) -> Location:
    """What the text of a day is known by in every language: so what each prints is compared."""
    return Location(f"{folder}/{day}.md", 1, 1)


@dataclass(frozen=True, slots=True)
class DatedTexts:
    """The texts that are kept by date, as an edition reads them; each is recorded."""

    workspace: Workspace
    reader: RecordingEdition
    findings: list[Finding]

    def newest(self, folder: Scalar) -> DatedText | None:
        """The text that prints, and a finding where it is not of the day; raises AsofError."""
        tag, day = self.reader.language.tag, self.reader.day
        found = texts_up_to(self.workspace.files, folder, day)
        mine = newest(found, tag)
        self.reader.note(LATEST, str(folder), mine.name if mine else "")
        of_last = [each for each in found if each.day == found[-1].day]
        self.findings.extend(self._untranslated(folder, of_last, mine))
        if mine is None:
            told, hint = f"{folder} has no text up to {day}", f"add {folder}/{day}.md"
            self.findings.append(Finding(RULE, Severity.WARNING, folder.place, told, hint))
            return None
        if mine.day < day:
            told = f"the text is of {mine.day}, and the edition of {day}"
            hint = f"write one of {day}, or allow it"
            place = Location(mine.name, 1, 1)
            self.findings.append(Finding(RULE, Severity.WARNING, place, told, hint))
        return DatedText(mine.day, replace(self._text(mine.name), place=of_all(folder, mine.day)))

    def _untranslated(
        self, folder: Scalar, last: list[DatedFile], mine: DatedFile | None
    ) -> Iterator[Finding]:
        """That others of the last texts are newer, or in languages, and this one for all of them.

        One in a language that the workspace has not is told too.
        """
        known = shorts(self.workspace.languages)
        for each in (each for each in last if each.tag and each.tag not in known):
            told, hint = f"unknown language '{each.tag}'", f"the languages are {', '.join(known)}"
            yield Finding(UNTRANSLATED, Severity.WARNING, Location(each.name, 1, 1), told, hint)
        ours = [each for each in last if not each.tag or each.tag in known]
        if ours and mine not in ours:
            short, day = self.workspace.short(self.reader.language.tag), ours[0].day
            told, hint = f"no text of {day} for '{short}'", f"add {folder}/{day}.{short}.md"
            yield Finding(UNTRANSLATED, Severity.WARNING, folder.place, told, hint)
        if mine in ours and mine and not mine.tag and any(each.tag for each in ours):
            told = "this text is for every language, and others of its day are for one each"
            place = Location(mine.name, 1, 1)
            yield Finding(UNTRANSLATED, Severity.WARNING, place, told, "keep one way")

    def _text(self, name: str) -> Text:
        """What a file says, in the language that its name says; raises AsofError."""
        file, place = self.workspace.files.read(name), Location(name, 1, 1)
        self.reader.note_file("resource", file)
        words = file.text.replace("\r\n", "\n").rstrip()
        if not words:
            hint = "write some, or delete the file"
            raise AsofError(error(place, "this text has no words", hint))
        try:
            return text_of(scalar(words, place), Info(self.workspace.surroundings))
        except FieldError as problem:
            raise AsofError(error(problem.place or place, problem.message, problem.hint)) from None
