"""Jinja as asof speaks it: sandboxed, no undefined names, no figure unmarked. The door to Jinja."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache, partial, wraps
from types import CodeType
from typing import Any

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateError,
    TemplateRuntimeError,
    Undefined,
    UndefinedError,
    nodes,
)
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.loaders import BaseLoader
from jinja2.nodes import Const, Extends
from jinja2.runtime import Context, LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace, missing
from markupsafe import Markup, escape

from asof.diagnostics import meant
from asof.form import Form
from asof.limits import Limits
from asof.templates.column_metrics import TileRow
from asof.templates.fact_change import CHANGE_PROPERTIES, FactChange
from asof.templates.fact_property import FactName, FactProperty, misuse
from asof.templates.fact_proxy import PROPERTIES, FactProxy
from asof.templates.fact_tree import FactTree
from asof.templates.failures import REFUSED, InvalidTemplateError, MisuseError, UnknownNameError
from asof.templates.page_options import Colophon
from asof.templates.places import carries, holds_figure
from asof.templates.render_state import FactMark, RenderState
from asof.templates.size_limits import (
    SIZED,
    concatenated,
    narrow,
    refuse_depth,
    refuse_growth,
    refuse_width,
    sized,
)
from asof.templates.telephone import phone
from asof.templates.view_models import Item, Section
from asof.text import FORMS

BASE = "theme/base.html"
COMPILED: dict[Hashable, CodeType] = {}  # of this process, and of those that are forked from it


# Whose attributes templates may reach: plain values, Jinja's own, and what is made for them.
PLAIN = (str, int, float, tuple, list, dict)
JINJA = (LoopContext, TemplateReference, TemplateModule, Cycler, Joiner, Namespace)


class Literal:
    """Words that look like a figure and are none: `{{ "CF-188" | literal }}`."""

    __slots__ = ("text",)

    def __init__(self, text: object) -> None:
        if isinstance(text, FactProxy | FactProperty):
            misuse()
        self.text = str(text)

    @property
    def mark(self) -> FactMark:
        """The marked element."""
        opening = Markup('<span class="literal">')
        closing = Markup("</span>")
        return FactMark(opening=opening, words=self.text, text=self.text, closing=closing)


class Telephone(Literal):
    """A telephone number that is no figure: `{{ "0800 123 456" | phone }}`."""

    __slots__ = ()

    @property
    def mark(self) -> FactMark:
        """The marked element; raises InvalidTemplateError where it is no number."""
        return phone(self.text)


OPEN = (*PLAIN, *JINJA, FactTree, Item, Section, TileRow, Form, Colophon)


class Missing(StrictUndefined):
    """A name that nothing answers to; using it says what was probably meant."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        problem: Any = exc if hint else partial(unknown, obj, str(name))
        super().__init__(hint, obj, name, problem)


def unknown(held: Any, name: str, _: str) -> InvalidTemplateError:
    """That what a template names is not there."""
    if isinstance(held, FactTree):
        path = f"{held._path}.{name}"
        return InvalidTemplateError(f"unknown fact '{path}'", meant(path, held._known))
    if isinstance(held, FactChange):
        told = f"a change has no property '{name}'"
        return InvalidTemplateError(told, meant(name, CHANGE_PROPERTIES))
    if isinstance(held, FactName):
        told = f"the {held.name} of '{held.view.key}' has no form '{name}' in this language"
        return InvalidTemplateError(told, meant(name, held.forms) or f"{FORMS} where it is named")
    if isinstance(held, FactProxy):
        return InvalidTemplateError(f"a fact has no property '{name}'", meant(name, PROPERTIES))
    return UnknownNameError(name, getattr(held, "pieces", ()))


class Code(CodeGenerator):
    """The code of a template in which constants are printed as it runs, like all else.

    Jinja would print them once, while it compiles, and compiled texts serve many documents: each
    remembers what it printed itself, and numbers its marks. What would take words apart asks first.
    """

    def visit_For(self, node: nodes.For, frame: Any) -> None:  # noqa: N802 (as Jinja's)
        """A loop, over no letters of words that hold a fact."""
        node.iter = asked(node.iter)
        super().visit_For(node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Any) -> None:  # noqa: N802 (as Jinja's)
        """A part, which Jinja takes itself where it is a slice."""
        node.node = asked(node.node) if isinstance(node.arg, nodes.Slice) else node.node
        super().visit_Getitem(node, frame)

    def visit_Assign(self, node: nodes.Assign, frame: Any) -> None:  # noqa: N802 (as Jinja's)
        """Names for the parts of something."""
        node.node = asked(node.node) if isinstance(node.target, nodes.Tuple) else node.node
        super().visit_Assign(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Any, *rest: Any, **more: Any) -> None:  # noqa: N802 (as Jinja's)
        """A call with the parts of something."""
        node.dyn_args = asked(node.dyn_args) if node.dyn_args else None
        super().visit_Call(node, frame, *rest, **more)

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def visit_Concat(self, node: nodes.Concat, frame: Any) -> None:  # noqa: N802 (Jinja's)
        """Joined texts, of what has words, held against how large one may be."""
        node.nodes = [asked(each, "one_value") for each in node.nodes]
        self.write("environment.sized(")
        super().visit_Concat(node, frame)
        self.write(")")


def asked(node: Any, method: str = "whole_words") -> nodes.Expr:
    """A value that the environment is asked about as a template runs; it may refuse it."""
    ask = nodes.EnvironmentAttribute(method)
    return nodes.Call(ask, [node], [], None, None, lineno=node.lineno)


class Environment(ImmutableSandboxedEnvironment):
    """The sandbox: facts are printed and compared, nothing else, and every name is known."""

    code_generator_class = Code
    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def __init__(
        self, loader: BaseLoader | None = None, *, autoescape: bool, limits: Limits
    ) -> None:
        self.largest, self.deepest = limits.template_size, limits.template_depth
        super().__init__(
            loader=loader,
            autoescape=autoescape,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[],
        )
        self.filters = {name: carrying(name, work) for name, work in self.filters.items()}
        self.filters.update(dict.fromkeys(REFUSED, misuse))
        self.filters["literal"] = Literal
        self.filters["phone"] = Telephone
        self.filters.update({name: narrow(self.filters[name]) for name in SIZED})
        del self.globals["lipsum"]

    def compile(self, source: Any, *names: Any, **settings: Any) -> Any:
        """The code of a template, compiled once: the theme is the same for every document."""
        asked = (self.autoescape, str(source), *names, *settings.items())
        if asked not in COMPILED:
            COMPILED[asked] = super().compile(source, *names, **settings)
        return COMPILED[asked]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether templates may reach an attribute: only what is made for them has any.

        No path leads from a text to the ledger, where values of later days are too.
        """
        if isinstance(obj, FactProxy):
            return attr in PROPERTIES
        if isinstance(obj, FactChange):
            return attr in CHANGE_PROPERTIES
        self.whole_words(obj)
        return isinstance(obj, OPEN) and super().is_safe_attribute(obj, attr, value)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Any:
        """What stands for an attribute that templates may not reach."""
        if isinstance(obj, FactProxy | FactChange):
            return Missing(obj=obj, name=attribute)
        return super().unsafe_undefined(obj, attribute)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What something has under a word; a name of a fact, its forms alone."""
        if isinstance(obj, FactName):
            known = attribute in obj.forms
            return obj.in_form(attribute) if known else Missing(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A part of something, refused of words that hold a fact."""
        return super().getitem(self.whole_words(obj), argument)

    def whole_words(self, value: Any) -> Any:
        """A value that may be taken apart; raises MisuseError for words that hold a fact."""
        if isinstance(value, str):
            self._hold_whole(value)
        return value

    def one_value(self, value: Any) -> Any:
        """A value that has words; raises MisuseError for an object of the program's."""
        if not isinstance(value, Undefined) and not is_one_value(value):
            misuse()
        return value

    def _hold_whole(self, words: Any) -> None:
        if holds_figure(words):
            misuse()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic, refused where a fact takes part."""
        if isinstance(left, FactProxy | FactProperty) or isinstance(
            right, FactProxy | FactProperty
        ):
            misuse()
        if operator != "+":
            self._hold_whole((left, right))
        refuse_growth(operator, left, right, self.largest)
        return self.sized(super().call_binop(context, operator, left, right))

    def sized(self, value: Any) -> Any:
        """A value that a template made, no larger than is allowed; raises LargeError."""
        return sized(value, self.largest)

    def concat(self, pieces: Iterable[str]) -> str:
        """What a template, a block or a macro prints; raises LargeError."""
        return concatenated(pieces, self.largest)

    def call(self, context: Context, called: Any, /, *given: Any, **named: Any) -> Any:
        """What a call gives, that of a text's own methods and of macros not without end."""
        refuse_depth(self.deepest)
        text = getattr(getattr(called, "__wrapped__", called), "__self__", None)
        if isinstance(text, str):
            self._hold_whole([*given, named])
            refuse_width(text, *given, *named.values())
        return self.sized(super().call(context, called, *given, **named))

    def get_template(self, *named: Any, **settings: Any) -> Template:
        """A template, unless too many run each other already; raises LargeError."""
        refuse_depth(self.deepest)
        return super().get_template(*named, **settings)

    def select_template(self, *named: Any, **settings: Any) -> Template:
        """The first of some templates that is there, as one is got."""
        refuse_depth(self.deepest)
        return super().select_template(*named, **settings)

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """A sign, refused before a fact."""
        if isinstance(arg, FactProxy | FactProperty):
            misuse()
        return super().call_unop(context, operator, arg)


class NoTemplates(BaseLoader):
    """What texts load: nothing."""

    def get_source(self, environment: Any, template: str) -> Any:  # noqa: ARG002 (Jinja's)
        """Refuse to take in another template."""
        told, hint = (
            "a text takes in no template",
            "write its words here, or give the note a template",
        )
        raise InvalidTemplateError(told, hint)


def carrying(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that refuses to alter, to cut or to move the facts among words."""
    behind = hasattr(work, "jinja_pass_arg")  # Jinja's own comes first

    @wraps(work)
    def carried(*args: Any, **named: Any) -> Any:
        held, *given = args[behind:] or (None,)
        if not carries(name, [*given, named], held) or any(map(is_bare_object, (held, *given))):
            misuse()
        return work(*args, **named)

    return carried


def is_bare_object(value: Any) -> bool:
    """Whether something has no words but those that Python has for it."""
    if isinstance(value, list | tuple):
        return any(map(is_bare_object, value))
    own = isinstance(value, Undefined | FactChange)
    return isinstance(value, JINJA) or (callable(value) and not own)


def output(value: Any, session: RenderState) -> FactMark | None:
    """The mark of what is marked on the page; nothing for plain words."""
    if isinstance(value, FactProxy | FactProperty):
        return value.mark(session)
    if isinstance(value, Literal):
        return value.mark
    if isinstance(value, Missing):
        str(value)  # which tells what was probably meant
    if not is_one_value(value):
        raise MisuseError("this is not one value", "print its parts, or loop over it")
    return None


def is_one_value(value: Any) -> bool:
    """Whether something has words of its own, and is no object of the program's."""
    return value is None or isinstance(value, str | int | float) or hasattr(value, "__html__")


def parent_of(environment: Environment, name: str) -> str:
    """The template that another extends, else the theme's base; what is wrong is told later."""
    assert environment.loader
    try:
        source = environment.loader.get_source(environment, name)[0]
        extends = environment.parse(source).find(Extends)
    except (TemplateError, RecursionError):
        return BASE
    named = extends.template if extends else None
    return str(named.value) if isinstance(named, Const) else BASE


def asked_at() -> tuple[str, int]:
    """The template and the line of it that are being run, as Jinja's own errors tell them."""
    frame = sys._getframe(1)
    while frame.f_back and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    template = frame.f_globals.get("__jinja_template__")
    if template is None:
        return "", 0
    return str(template.filename), line_behind(frame.f_globals["debug_info"], frame.f_lineno)


@lru_cache(maxsize=4096)
def line_behind(pairs: str, line: int) -> int:
    """The line of a template behind a line of its code, which the code tells in pairs.

    Jinja finds it by reading all pairs again, and it is asked for whatever a template prints.
    """
    told = (pair.split("=") for pair in reversed(pairs.split("&")) if pair)
    return next((int(of) for of, code in told if int(code) <= line), 1)


def plain_value(value: Any) -> Any:
    """What a template prints that is no fact."""
    return value if isinstance(value, Markup) else escape(value)
