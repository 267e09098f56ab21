"""Texts per language, and the kinds of value that fields of a file hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from asof import dates
from asof.diagnostics import Location, meant
from asof.language import LanguageError, explain_date, language
from asof.located import (
    Info,
    Mapping_,
    Reads,
    Scalar,
    Schema,
    invalid,
    kind,
    mapping,
    named,
    raising,
)


@dataclass(frozen=True, slots=True)
class Text:
    """Words by language tag; the tag '' serves every language.

    Words that somebody else wrote serve it as they are, in the language in which they are `spoken`.
    A name may have `forms` beside it by the same tags, each under a word such as of: texts ask for
    them.
    """

    by: Mapping[str, Scalar]
    place: Location = field(compare=False, repr=False)
    spoken: str = ""
    forms: Mapping[str, Mapping[str, Scalar]] = field(default_factory=dict)

    def get(self, tag: str) -> Scalar | None:
        """The words in a language such as fr-CA, written for it, for fr, or for every language."""
        return self.by.get(tag) or self.by.get(tag.split("-")[0]) or self.by.get("")

    def forms_in(self, tag: str) -> Mapping[str, Scalar]:
        """The forms of the words that serve a language."""
        key = next((k for k in (tag, tag.split("-")[0], "") if self.by.get(k)), "")
        return self.forms.get(key, {})

    def in_(self, tag: str) -> str:
        """The words in a language, empty where they are missing."""
        return self.get(tag) or ""

    def __hash__(self) -> int:
        return hash(frozenset(self.by.items()))

    def __iter__(self) -> Iterator[Scalar]:
        return iter(self.by.values())


def plain_text(words: str, place: Location | None = None) -> Text:
    """A text that serves every language."""
    told = scalar(words, place or Location(""))
    return Text({"": told}, told.place)


def scalar(words: str, place: Location) -> Scalar:
    """Words as if a file had them at a place."""
    made = Scalar(words)
    made.place, made.raw = place, words
    return made


def shorts(languages: tuple[str, ...]) -> tuple[str, ...]:
    """The language tags that may stand as keys: each tag and its first part."""
    return tuple(dict.fromkeys(t for tag in languages for t in (tag, tag.split("-")[0])))


def key_for(tag: str, given: Iterable[str]) -> str:
    """The key to add for a language beside those given: its region where another region has one."""
    first = tag.split("-")[0]
    return tag if any(each.startswith(f"{first}-") for each in given) else first


LONGEST = 20_000  # characters of one text, where asof.yaml says nothing else


def text_of(raw: Any, info: Info) -> Text:
    """Words in one language, in each or in some."""
    if isinstance(raw, Text):
        return raw
    if isinstance(raw, Scalar):
        return Text({"": _short(raw, info)}, raw.place)
    if not isinstance(raw, Mapping_):
        hint = "put it in quotes" if isinstance(raw, bool) else ""
        raise invalid(f"expected a text, or one text for each language, found {kind(raw)}", hint)
    if not raw:
        raise invalid("this text has no words", "write one text for each language")
    known = shorts(info.context.get("languages", ()))
    for name, value in raw.items():
        _translation(name, value, known, raw.keys_at[name])
        _short(value, info)
    _all_printed(raw, info.context.get("languages", ()))
    return Text(dict(raw), raw.place)


def _all_printed(raw: Mapping_, languages: Iterable[str]) -> None:
    """Refuse words that no language prints, as each that could has words of its own."""
    used = {next((k for k in (tag, tag.split("-")[0]) if raw.get(k)), "") for tag in languages}
    for name in raw if used else ():
        if raw[name] and name not in used:
            told = f"no language prints this text for '{name}': its regions have their own"
            raise invalid(told, "take it out", raw.keys_at[name])


NAME, FORM = "name", re.compile("[a-z]+")
FORMS = "write {name: …, of: …}"


def name_of(raw: Any, info: Info) -> Text:
    """A name in one language, in each or in some, with the forms of it that texts ask for."""
    if not isinstance(raw, Mapping_):
        return text_of(raw, info)
    if NAME in raw:
        return Text({"": _form(raw, NAME, info)}, raw.place, forms={"": _forms(raw, info)})
    formed = {tag: each for tag, each in raw.items() if isinstance(each, Mapping_)}
    plain = {tag: _form(each, NAME, info) for tag, each in formed.items()}
    told = text_of(mapping({**raw, **plain}, raw.place, raw.keys_at, raw.values_at), info)
    return replace(told, forms={tag: _forms(each, info) for tag, each in formed.items()})


def _forms(raw: Mapping_, info: Info) -> dict[str, Scalar]:
    """The forms beside a name, each under a word."""
    for each in raw:
        if not FORM.fullmatch(each):
            hint = "use small letters, such as of"
            raise invalid(f"'{each}' cannot be what a form is called", hint, raw.keys_at[each])
    return {each: _form(raw, each, info) for each in raw if each != NAME}


def _form(raw: Mapping_, form: str, info: Info) -> Scalar:
    """A form of a name, or the name itself."""
    if form not in raw:
        raise invalid("the forms of a name, and no 'name'", FORMS, raw.place)
    if not isinstance(raw[form], Scalar):
        told = f"expected a text for '{form}', found {kind(raw[form])}"
        raise invalid(told, "put the text in quotes", raw.keys_at[form])
    return _short(raw[form], info)


def _short(words: Scalar, info: Info) -> Scalar:
    longest = info.context.get("longest", LONGEST)
    if len(words) > longest:
        told = f"this text has {len(words):,} characters; more than {longest:,} are not read"
        raise invalid(told, raising("text", "make several texts of it"), words.place)
    return words


def require_language(name: str, known: tuple[str, ...], place: Location) -> None:
    """Refuse the tag of a language that the workspace does not have."""
    if known and name not in known:
        hint = meant(name, known) or f"the languages are {', '.join(known)}"
        raise invalid(f"unknown language '{name}'", hint, place)


LANGUAGE = re.compile(r"[a-z]{2,3}([-_]([A-Za-z]{2}|[0-9]{3}))?")


def _translation(name: str, value: Any, known: tuple[str, ...], place: Location) -> None:
    if known and name not in known:
        if value is None:
            told = f"'{name}' is cut off by a comma in a one-line mapping"
            raise invalid(told, "put each text in quotes", place)
        if not LANGUAGE.fullmatch(name):
            raise invalid("a text with a colon needs quotes", "put the text in quotes", place)
    require_language(name, known, place)
    if not isinstance(value, Scalar):
        told = f"expected a text for '{name}', found {kind(value)}"
        raise invalid(told, "put the text in quotes", place)


def _when(raw: Any, info: Info) -> dates.When:
    try:
        return dates.parse_date(_str(raw, "a date"), info.context.get("timezone"))
    except dates.DateError as caught:
        problem = explain_date(caught, raw)
        raise invalid(problem.message, problem.hint) from None


def _day(raw: Any, info: Info) -> date:
    when = _when(raw, info)
    if when.first != when.last:
        raise invalid(f"'{raw}' is not one day", "write a day such as 2021-01-18")
    return when.first


ADDRESS = 1_000  # characters of an address: a code of more has dots too small to be seen
_HOUR = re.compile(r"(?P<day>[0-9-]{10})[T ](?P<hour>[0-9:]{5})(?P<offset>Z|[+-][0-9:]{5})?")


@dataclass(frozen=True, slots=True)
class Embargo:
    """The moment until which a document is kept back: a day, and where told the hour of it.

    Both are those of the workspace's time zone.
    """

    day: date
    moment: datetime | None = None

    def lifts(self, zone: tzinfo) -> datetime:
        """The moment from which on it holds no more: without an hour, when its day is over."""
        midnight = datetime.combine(self.day + timedelta(days=1), time(), zone)
        return self.moment or midnight.astimezone(UTC).astimezone(zone)  # which zones may skip


def _embargo(raw: Any, info: Info) -> Embargo:
    text = _str(raw, "a day, or a day with its hour")
    found = _HOUR.fullmatch(text)
    if not found:
        if "T" in text or " " in text:
            raise invalid(f"'{raw}' is no moment", "write one such as 2021-01-20 06:00")
        return Embargo(_day(raw, info))
    _when(raw, info)  # which says what is wrong with it
    told = datetime.fromisoformat(text)
    moment = _clocked(told, info.context.get("timezone") or UTC)
    return Embargo(moment.date(), moment)


def _clocked(told: datetime, zone: tzinfo) -> datetime:
    """An hour on the clocks of a zone; one that they leave out, or show twice, is refused."""
    if told.tzinfo:
        return told.astimezone(zone)
    moment = told.replace(tzinfo=zone)
    there = moment.astimezone(UTC).astimezone(zone)
    if there.replace(tzinfo=None) != told:
        hint = f"write {there:%Y-%m-%d %H:%M}, or an offset"
        raise invalid(f"{told:%Y-%m-%d %H:%M} is left out by the clocks of {zone}", hint)
    again = moment.replace(fold=1)
    if again.utcoffset() != moment.utcoffset():
        hint = f"write {moment.isoformat('T', 'minutes')}, or {again.isoformat('T', 'minutes')}"
        raise invalid(f"{told:%Y-%m-%d %H:%M} comes twice on the clocks of {zone}", hint)
    return moment


def _since(raw: Any) -> Scalar:
    text = word(raw)
    try:
        dates.since_day(text, date.max)
    except dates.DateError as caught:
        problem = caught if caught.hint == dates.AGO_HINT else explain_date(caught, text)
        raise invalid(problem.message, problem.hint) from None
    return text


def _duration(raw: Any) -> dates.Duration:
    try:
        return dates.duration(_str(raw, "a length of time"))
    except dates.DateError as problem:
        raise invalid(problem.message, problem.hint) from None


def _tag(raw: Any, info: Info) -> str:
    try:
        tag = language(_str(raw, "a language tag"), info.context.get("spoken")).tag
        if "_" in tag:
            raise invalid(f"'{tag}' is no language tag", f"write {tag.replace('_', '-')}")
        return tag
    except LanguageError as problem:
        raise invalid(problem.message, problem.hint) from None


def _zone(raw: Any) -> ZoneInfo:
    try:
        return ZoneInfo(_str(raw, "a time zone"))
    except (KeyError, ValueError, OSError):
        raise invalid(f"unknown time zone '{raw}'", "write one such as America/Toronto") from None


def _address(raw: Any) -> str:
    text = _str(raw, "an address")
    if not re.fullmatch(r"https?://[^\s/]+\S*", text):
        raise invalid(
            f"'{text}' is no address of the web", "write one such as https://example.org/"
        )
    if len(text) > ADDRESS:
        told = f"this address has {len(text):,} characters; more than {ADDRESS} fit in no QR code"
        raise invalid(told, "write a shorter one")
    return text


def word(raw: Any) -> Scalar:
    """A text that stands for itself in every language: a name, a key, an address."""
    if not isinstance(raw, Scalar):
        raise invalid(f"expected a word, found {kind(raw)}")
    return raw


def _words_or_day(raw: Any, info: Info) -> Text | dates.When:
    """A date where it is one, which each language prints in its way; else what words say."""
    try:
        return dates.parse_date(raw) if isinstance(raw, Scalar) else text_of(raw, info)
    except dates.DateError:
        return text_of(raw, info)


def _flag(raw: Any) -> bool:
    if raw in ("true", "false"):  # as cells of tables have it
        return bool(raw == "true")
    if not isinstance(raw, bool):
        instead = {
            "yes": "write true",
            "on": "write true",
            "no": "write false",
            "off": "write false",
        }
        hint = instead.get(str(raw).lower(), "")
        raise invalid(f"expected true or false, found {named(raw)}", hint)
    return raw


def _str(raw: Any, wanted: str) -> str:
    if not isinstance(raw, str):
        raise invalid(f"expected {wanted}, found {kind(raw)}")
    return raw


TEXT = {
    "anyOf": [
        {"type": "string"},
        {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
    ]
}


NAMED = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {
                "anyOf": [
                    {"type": "string"},
                    {
                        "type": "object",
                        "required": [NAME],
                        "additionalProperties": {"type": "string"},
                    },
                ]
            },
        },
    ]
}


def _scalar(description: str) -> Schema:
    return Schema({"type": ["string", "number"], "description": description})


Words = Annotated[Text, Reads(text_of), Schema(TEXT)]
Name = Annotated[Text, Reads(name_of), Schema(NAMED)]
WordsOrDay = Annotated[Text | dates.When, Reads(_words_or_day), Schema(TEXT)]
Flag = Annotated[bool, Reads(_flag), Schema({"type": "boolean"})]
Word = Annotated[Scalar, Reads(word), Schema({"type": "string"})]
Moment = Annotated[dates.When, Reads(_when), _scalar("EDTF (ISO 8601-2)")]
Day = Annotated[date, Reads(_day), _scalar("a day, YYYY-MM-DD")]
Until = Annotated[Embargo, Reads(_embargo), _scalar("a day, with the hour where needed")]
Length = Annotated[dates.Duration, Reads(_duration), _scalar("such as 90 days or 6 months")]
Since = Annotated[Scalar, Reads(_since), _scalar("a day, or a length of time: a week ago")]
Address = Annotated[str, Reads(_address), Schema({"type": "string", "format": "uri"})]
Tag = Annotated[str, Reads(_tag), Schema({"type": "string", "description": "BCP 47"})]
Zone = Annotated[ZoneInfo, Reads(_zone), Schema({"type": "string", "description": "IANA zone"})]
