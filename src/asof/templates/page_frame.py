"""What stands around the body of a page: title, marks and publisher, contact and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from asof import dates
from asof.brand import Brand
from asof.briefing.definition import Briefing
from asof.diagnostics import error
from asof.language import Language
from asof.ledger.trace import RecordingEdition
from asof.templates.page_options import PageOptions
from asof.templates.resources import BRAND
from asof.templates.texts import Role, Texts
from asof.templates.view_models import Item, item
from asof.workspace import Workspace


def own_word(language: Language, key: object, **values: object) -> Markup:
    """A word of the theme's own, with HTML set in where it has a place for it."""
    return Markup(language.word(str(key), **{name: str(escape(v)) for name, v in values.items()}))


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The texts of a briefing and of its workspace that frame the blocks."""

    workspace: Workspace
    briefing: Briefing
    sheet: PageOptions
    reader: RecordingEdition
    texts: Texts

    def head(self) -> dict[str, Any]:
        """What stands before the body, each text filled."""
        inline, config = self.texts.inline, self.workspace.config
        names = ("question", "section", "reference")
        return {name: inline(getattr(self.briefing, name)) for name in names} | {
            "title": self._title(),
            "cover": self.briefing.cover and not self.sheet.errata,
            "name": "-".join(filter(None, (self.briefing.name, self.reader.row))),
            "marking": inline(self.briefing.marking or config.marking),
            "publisher": inline(config.publisher),
            "tlp": self.briefing.tlp or config.tlp,
            "embargo": self._embargo(),
        }

    def _title(self) -> Markup | None:
        """The title, without which nothing is printed."""
        title = self.texts.inline(self.briefing.title)
        if title is None and not self.texts.collect.findings:
            told, hint = "this title prints no words", "write words that print on every day"
            self.texts.collect.add(error(self.briefing.title.place, told, hint, "template"))
        return title

    def _embargo(self) -> Markup:
        """Until when the edition is kept back; empty in one of a later day."""
        embargo = self.briefing.embargo
        if embargo is None or self.reader.day > embargo.day:
            return Markup()
        language, day = self.reader.language, dates.when_on(embargo.day)
        return own_word(language, "embargo", until=language.until(day, embargo.moment))

    def foot(self) -> dict[str, Any]:
        """What stands behind the body, each text filled."""
        inline, briefing = self.texts.inline, self.briefing
        return {
            "owner": inline(briefing.owner),
            "principals": [p for p in map(inline, briefing.principals) if p],
            "contact": inline(briefing.contact or self.workspace.config.contact, Role.CONTACT),
            "next_update": self._next_update(),
            "allowed": self._allowed(),
        }

    def _next_update(self) -> Markup | None:
        """When the next edition is to come: a day, or what words say."""
        told = self.briefing.next_update
        if isinstance(told, dates.When):
            return Markup(self.reader.language.date(told))
        return self.texts.inline(told)

    def _allowed(self) -> list[Markup]:
        """The reasons for printing with findings, each told once."""
        told = [self.texts.inline(allowance.reason) for allowance in self.sheet.allowances]
        return list(dict.fromkeys(filter(None, told)))

    def _publisher(self, brand: Brand) -> Markup | None:
        """Whose logo it is, which a reading voice says: the publisher, else the publication."""
        config = self.workspace.config
        return self.texts.inline(config.publisher or config.title) if brand.logo else None

    def brand(self) -> Item:
        """The organisation's look, as far as it is not in a style sheet."""
        brand = self.workspace.config.brand or Brand()
        return item(
            sheet=BRAND if self.workspace.config.brand else "",
            logo=brand.logo or "",
            name=self._publisher(brand),
            head=self.texts.inline(brand.head),
            foot=self.texts.inline(brand.foot),
        )
