"""What goes wrong in a template: whose fault it is, and how it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import FrameType

from jinja2 import TemplateError, TemplateRuntimeError, TemplateSyntaxError
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from asof.diagnostics import Finding, Location, WordError, error, meant
from asof.ledger import UnknownFactError
from asof.located import raising

MISUSE = "a fact can be printed, compared or asked for a property, nothing else"
MISUSE_HINT = "print it by itself, or define a derived fact"
REFUSED = {"int", "float", "pprint", "random"}  # they lose a fact's mark, or differ each time
NAMES = "fact word briefing edition sections sources chart image paper each loop"
TAGS = "if elif else endif for endfor set endset block endblock extends include import"


class InvalidTemplateError(TemplateRuntimeError):
    """What no template may do: what is wrong, and what to type instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class MisuseError(InvalidTemplateError):
    """A template asked of a fact what a fact does not do."""

    def __init__(self, message: str = MISUSE, hint: str = MISUSE_HINT) -> None:
        super().__init__(message, hint)


class UnknownNameError(InvalidTemplateError):
    """A name that nothing answers to."""

    def __init__(self, name: str, near: Iterable[str] = ()) -> None:
        super().__init__(f"unknown name '{name}'", meant(name, near))
        self.name = name


def unlike() -> InvalidTemplateError:
    """That two things are compared which have no order."""
    return InvalidTemplateError(
        "unlike things are compared", "compare numbers with numbers, and days with days"
    )


# What a template can raise; it is never a traceback.
FAILURES = (
    TemplateError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    SyntaxError,  # of Python, which has no code for what stands too deep
    MemoryError,
)
# Never a fault of ours.
AUTHORS = (TemplateError, WordError, UnknownFactError, RecursionError, SyntaxError, MemoryError)


MISUSED = re.compile(r"\b(FactProxy|FactProperty|FactTree)\b")  # as Python tells of a fact


def is_own_fault(problem: BaseException) -> bool:
    """Whether an exception arose in the program's own code, and not in what a template does."""
    if isinstance(problem, AUTHORS) or (
        isinstance(problem, TypeError) and MISUSED.search(str(problem))
    ):
        return False
    return [named for named in map(_code, _frames(problem)) if named][-1:] == ["asof"]


def _code(frame: FrameType) -> str:
    """Whose code a frame runs: a template's, Jinja's or ours; that of others tells nothing."""
    if "__jinja_exception__" in frame.f_globals or "__jinja_template__" in frame.f_globals:
        return "template"
    room = str(frame.f_globals.get("__name__")).partition(".")[0]
    return room if room in {"jinja2", "asof"} else ""


def _frames(problem: BaseException) -> Iterator[FrameType]:
    step = problem.__traceback__
    while step:
        yield step.tb_frame
        step = step.tb_next


def lines_of(problem: BaseException) -> list[Location]:
    """The lines of templates that led to an exception, the innermost last."""
    if isinstance(problem, TemplateSyntaxError):
        return [Location(problem.filename or "", problem.lineno)]
    found, step = [], problem.__traceback__
    while step:
        if _code(step.tb_frame) == "template":
            found.append(Location(step.tb_frame.f_code.co_filename, step.tb_lineno))
        step = step.tb_next
    return found


CLOSE = "close it with '}}', and put words in quotes"
# What Jinja says of a template that it cannot read, how we say it, and what was probably meant.
SYNTAX: tuple[tuple[str, str, Iterable[str] | str], ...] = (
    (
        r"Unexpected end of template.*'(\w+)'\.$",
        "'{0}' is not closed",
        "close it with {% end{0} %}",
    ),
    (r"nexpected end of template|Missing end of", "this is not closed", CLOSE),
    (r"Encountered unknown tag '(\w+)'", "unknown tag '{0}'", TAGS.split()),
    (r"No filter named '(\w+)'", "unknown filter '{0}'", {*FILTERS, "literal", "phone"} - REFUSED),
    (r"No test named '(\w+)'", "unknown test '{0}'", TESTS),
    (r"unexpected '(\W)'|end of.*got '(.+)'", "unexpected '{0}' in an expression", CLOSE),
    (r"unexpected char ['\"](.)", "unexpected '{0}' in an expression", CLOSE),
    (r"xpected", "this expression breaks off", "complete it"),
)


def template_finding(
    problem: BaseException, place: Location, facts: Iterable[str] = (), names: str = NAMES
) -> Finding:
    """A template's failure as a finding; `names` are the names it may use besides the facts'."""
    message, hint = _told(problem, facts, names)
    return error(place, lower_first(message), hint, "template")


def _told(problem: BaseException, facts: Iterable[str], names: str) -> tuple[str, str]:
    """What is wrong, and what to type instead."""
    if isinstance(problem, TemplateSyntaxError):
        return _syntax(str(problem.message))
    if isinstance(problem, UnknownFactError):
        return f"unknown fact '{problem.key}'", meant(problem.key, facts, problem.former)
    if isinstance(problem, UnknownNameError):
        known = {*(key.split(".")[0] for key in facts), *names.split()}
        return str(problem), problem.hint or meant(problem.name, known)
    if isinstance(problem, TypeError):
        return _unfit(str(problem))
    return _exceeding(problem) or _said(problem)


def _exceeding(problem: BaseException) -> tuple[str, str] | None:
    """What Python cannot do because there is too much of it; nothing where that is not it."""
    if isinstance(problem, RecursionError | SyntaxError):
        return "more stands inside each other than can be followed", "put less inside each other"
    if isinstance(problem, MemoryError):
        return "this takes more memory than there is", raising("memory", "make less")
    return None


def _said(problem: BaseException) -> tuple[str, str]:
    """What a failure says of itself."""
    return str(problem), getattr(problem, "hint", "")


def _unfit(said: str) -> tuple[str, str]:
    """What Python says of a value that cannot take part in an expression."""
    if MISUSED.search(said):
        return MISUSE, MISUSE_HINT
    if "not supported between" in said:
        return str(unlike()), unlike().hint
    return said, ""


def _syntax(said: str) -> tuple[str, str]:
    """What Jinja says of a template that it cannot read, in our words."""
    for pattern, message, known in SYNTAX:
        if found := re.search(pattern, said):
            words = [word for word in found.groups() if word]
            hint = known if isinstance(known, str) else meant(words[0], known)
            first = words[0] if words else ""
            return message.replace("{0}", first), hint.replace("{0}", first)
    return said, ""


def lower_first(message: str) -> str:
    """A library's message in our form: lower case, no full stop."""
    return message[:1].lower() + message[1:].rstrip(".")
