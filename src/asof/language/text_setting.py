"""The rules of typography that languages share, made of what each says of itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from asof.language.grammar import CLOSE, MINUS, NBSP, OPEN, Rules

SPACES = ("[\u2009\u202f]", NBSP)
_GAP = "[ \u00a0]"
_DIGIT, _NUMBER = f"(?<=[0-9{CLOSE}])", f"(?=[0-9{OPEN}])"
LONG_UNITS = "km/h|km²|km2|km|cm|mm|kg|mg|mL|ml|ha|°C|kW|MW|GW|kWh|MWh|GWh"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSetting:
    """How a language sets its texts.

    `quotes` stand around words and `within` around words in those; `opening` and `closing` are all
    marks that lie close on their words, `single` is whether '…' are marks too, `opened` where one
    begins besides, and `apostrophes` what is typed for one. `share` stands before a per cent sign,
    `after` are signs of money behind a number, `before` the pattern of those that lead it, with
    `lead` between, and `signs` may stand between a minus and its number. `units` stand apart from
    their number, `long_units` also where no space is typed. `months` are any month, `day` what ends
    a day before one, `years` what joins two years. `titles` stand before a name, which begins with
    one of `capitals`, and `parts` before a number. `first` are rules before all others, `dates`
    those before its dates, `own` those before its titles.
    """

    quotes: str
    within: str
    opening: str
    closing: str
    single: bool = False
    apostrophes: str = "'"
    opened: str = ""
    share: str = ""
    after: str = "€£"
    before: str = ""
    lead: str = " "
    signs: str = ""
    units: str
    long_units: str = LONG_UNITS
    months: str
    day: str = "(?<=[0-9]) "
    titles: str
    capitals: str
    parts: str
    first: Rules = ()
    dates: Rules = ()
    own: Rules = ()
    years: str = ""

    def quoting(self, quotes: str, within: str) -> TextSetting:
        """The same with the quotation marks of another country."""
        return replace(self, quotes=quotes, within=within)

    @property
    def rules(self) -> Rules:
        """The rules, in the order in which they are applied."""
        numbers, names = self._numbers, self._names
        return (SPACES, *self.first, *self._marks, *self._close, *numbers, *self._dates, *names)

    @property
    def _marks(self) -> Rules:
        """Quotation marks: those around words, and those around words within them."""
        opens = rf"(?:^|(?<=[\s(\[{{\u2014\u2013/{self.opening}-]){self.opened})"
        before_word = rf"(?=[^\s,.;:!?)\]}}{self.closing}’])"
        begin, end = tuple(self.quotes)
        words, within = f"[^{self.quotes}]*", r"{}\g<it>{}".format(*self.within)
        inside = f"(?={words}(?:{begin}{words}{end}{words})*{end})"
        single = rf"{opens}'(?P<it>[^\s'][^']*?)'(?!\w)", within
        return (
            (rf'{opens}"{before_word}', begin),
            ('"', end),
            (f"{begin}(?P<it>{words}?){end}{inside}", within),
            single if self.single else (rf"{opens}'{before_word}", "‘"),
            (f"[{self.apostrophes}]", "’"),
        )

    @property
    def _close(self) -> Rules:
        """What lies close on the word beside it, and the minus before a number."""
        after = rf"(?=[\s{self.closing}’‘)\],.:…]|$)"
        return (
            (f"(?P<it>[{self.opening}]){_GAP}+", r"\g<it>"),
            (rf"(?<=[^\s{self.opening}]){_GAP}+(?P<it>[;!?]+|[{self.closing}]){after}", r"\g<it>"),
            (rf"(?<=[^\s0-9{self.opening}]){_GAP}+:(?=\s|$)", ":"),
            (rf"(?:^|(?<=[\s({self.opening}]))-(?={self.signs}[0-9])", MINUS),
        )

    @property
    def _numbers(self) -> Rules:
        """What stands behind a number or before it, and its thousands."""
        shares = rf"{_DIGIT}{_GAP}+(?P<it>[%‰])(?!\w)", r"\g<it>"
        signs = self.after if not self.share else f"%‰{self.after}"
        return (
            *(() if self.share else (shares,)),
            (rf"{_DIGIT}{_GAP}?(?P<it>[{signs}])(?!\w)", rf"{NBSP}\g<it>"),
            *self._leads,
            (rf"{_DIGIT} (?=(?:{self.units})(?![\w’]))", NBSP),
            (rf"{_DIGIT}{_GAP}?(?=(?:{self.long_units})(?![\w’]))", NBSP),
            (r"(?<![0-9.,])(?P<it>[0-9]{1,3}) (?=[0-9]{3}(?![0-9]))", rf"\g<it>{NBSP}"),
        )

    @property
    def _leads(self) -> Rules:
        """What leads a number, which may be typed close on it in some languages."""
        return (
            ((rf"(?P<it>{self.before}){self.lead}{_NUMBER}", rf"\g<it>{NBSP}"),)
            if self.before
            else ()
        )

    @property
    def _dates(self) -> Rules:
        """The parts of a date, which no line parts."""
        years = r"(?<![0-9-])(?P<it>[0-9]{4})–(?=[0-9]{4}(?![0-9-]))", rf"\g<it>{self.years}"
        return (
            *((years,) if self.years else ()),
            *self.dates,
            (rf"{self.day}(?={self.months}(?!\w))", NBSP),
            (rf"\b(?P<it>{self.months}\.?) (?=[0-9]{{4}}\b)", rf"\g<it>{NBSP}"),
        )

    @property
    def _names(self) -> Rules:
        """Titles and initials before a name, and what a number names."""
        name = f"(?=[{self.capitals}{OPEN}])"
        return (
            *self.own,
            (rf"(?<!\w)(?P<it>{self.titles}) {name}", rf"\g<it>{NBSP}"),
            (rf"(?<![\w.’])(?P<it>(?:[{self.capitals}]\.)+) {name}", rf"\g<it>{NBSP}"),
            (rf"(?<!\w)(?P<it>{self.parts}) {_NUMBER}", rf"\g<it>{NBSP}"),
        )
