"""What a file leaves open is asked: of whoever sits there, or of the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from asof.diagnostics import AsofError, error, meant

NAMES = (
    *("sheet", "separator", "header", "row", "on", "day", "figures", "note", "total", "skip"),
    *("decimal", "blank", "name", "title", "publisher", "published"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A point that is open: its name, what is asked, and what is probably meant, if anything is."""

    name: str
    text: str
    default: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions: by what was said before, else by what is probably meant, else by asking.

    `prompt` asks somebody; where nobody is asked it is not there.
    """

    answers: Mapping[str, str]
    prompt: Callable[[Question], str] | None = None

    def __post_init__(self) -> None:
        for name in self.answers:
            if name not in NAMES:
                told = f"nothing is asked that is called '{name}'"
                raise AsofError(
                    error(None, told, meant(name, NAMES) or f"asked is {', '.join(NAMES)}")
                )

    def ask(self, question: Question, *, sure: bool = False) -> str:
        """The answer to a question; one whose answer is sure is put to nobody.

        Raises AsofError where nobody is asked and nothing is probably meant.
        """
        if question.name in self.answers:
            return self._chosen(question, self.answers[question.name])
        if sure:
            return question.default
        if self.prompt:
            return self._chosen(question, self.prompt(question))
        if not question.default:
            told, hint = f"nobody said: {question.text}", f"say --answer {question.name}=…"
            raise AsofError(error(None, told, hint))
        return question.default

    def _chosen(self, question: Question, answer: str) -> str:
        if question.choices and answer not in question.choices:
            hint = f"answer with one of {', '.join(question.choices)}"
            raise AsofError(error(None, f"'{answer}' is no answer to: {question.text}", hint))
        return answer
